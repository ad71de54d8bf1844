from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0002_engines")]
    operations = [
        migrations.RemoveField("entry", "folded"),
        migrations.AddField("entry", "sought", models.TextField(default="")),
        migrations.RunSQL(  # until it is looked through anew a text is found, and nothing in it is lit
            "INSERT INTO search_due (source, thing_id) SELECT DISTINCT source, thing_id FROM search_entry", migrations.RunSQL.noop
        ),
    ]
