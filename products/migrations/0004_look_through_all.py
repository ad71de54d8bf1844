from django.db import migrations


def note_all(apps, schema_editor):
    """What there is before search was there is looked through by the sweeper."""
    products = apps.get_model("products", "Product").objects.values_list("pk", flat=True)
    Due = apps.get_model("search", "Due")
    Due.objects.bulk_create([Due(source="products", thing_id=product) for product in products], batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("products", "0003_translation_desk"), ("search", "0001_initial")]
    operations = [migrations.RunPython(note_all, migrations.RunPython.noop)]
