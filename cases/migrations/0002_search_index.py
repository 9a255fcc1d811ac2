"""Trigram indexes on the search keys, so that a part of a name is found at once. PostgreSQL only: SQLite scans the key."""

from django.db import migrations

INDEXES = {"case_key_trigram": "cases_case", "prisoner_key_trigram": "cases_prisoner"}


def add_indexes(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    for index, table in INDEXES.items():
        schema_editor.execute(f"CREATE INDEX IF NOT EXISTS {index} ON {table} USING gin (key gin_trgm_ops)")


def drop_indexes(apps, schema_editor):
    # The extension stays: something else in the database may use it.
    if schema_editor.connection.vendor == "postgresql":
        for index in INDEXES:
            schema_editor.execute(f"DROP INDEX IF EXISTS {index}")


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [migrations.RunPython(add_indexes, drop_indexes)]
