from django.db import migrations

POSTGRESQL = (
    "CREATE INDEX search_entry_vector ON search_entry USING gin (vector) WITH (fastupdate = off)",
    "ALTER TABLE search_entry SET (toast_tuple_target = 256)",  # rows stay narrow: counting walks through many and reads no text
)
SQLITE = (
    "CREATE VIRTUAL TABLE search_words USING fts5("
    "title, lead, body, about, title_exact, lead_exact, body_exact, about_exact, marks, tokenize=\"ascii tokenchars '=-_/.:|'\")",
)


def build(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def take_down(apps, schema_editor):
    schema_editor.execute(
        "DROP INDEX search_entry_vector" if schema_editor.connection.vendor == "postgresql" else "DROP TABLE search_words"
    )


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(build, take_down)]
