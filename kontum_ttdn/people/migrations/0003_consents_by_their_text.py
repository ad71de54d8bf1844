"""Every consent has its text by now (apart from 0002: PostgreSQL alters no table whose rows were changed in the same transaction)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_texts_of_consent")]

    operations = [
        migrations.AlterField(
            model_name="consent",
            name="text",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consents",
                to="people.consenttext",
                verbose_name="text agreed to",
            ),
        ),
        # A default, so that the way back can fill the column before 0002 names the versions.
        migrations.AlterField(model_name="consent", name="text_version", field=models.CharField(default="", max_length=40)),
        migrations.RemoveField(model_name="consent", name="text_version"),
    ]
