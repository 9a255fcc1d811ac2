"""A column that becomes encrypted takes its rows along, twice over too, and back."""

from importlib import import_module
from types import SimpleNamespace

from django.db import connection

from core.models import Event, EventKind

MIGRATION = import_module("core.migrations.0003_encrypt_reasons_there").Migration


def stored(event: Event) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reason FROM core_event WHERE id = %s", [event.pk])
        return cursor.fetchone()[0]


def test_rows_go_along_there_and_back(db):
    [step] = MIGRATION.operations
    editor = SimpleNamespace(connection=connection)
    readable, empty = (Event.objects.create(kind=EventKind.DECISION, action="x") for _ in range(2))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_event SET reason = %s WHERE id = %s", ["Her aunt asked", readable.pk])
    step.code(None, editor)
    once = stored(readable)
    step.code(None, editor)
    assert "aunt" not in once
    assert stored(readable) == once
    assert Event.objects.get(pk=readable.pk).reason == "Her aunt asked"
    assert stored(empty) == ""
    step.reverse_code(None, editor)
    assert stored(readable) == "Her aunt asked"
