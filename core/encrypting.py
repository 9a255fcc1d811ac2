"""For migrations: a column that becomes an EncryptedTextField takes its rows along, and back."""

from collections.abc import Callable
from functools import partial
from typing import Any

from cryptography.fernet import InvalidToken
from django.db.migrations import RunPython

from core.fields import cipher


def encrypt_columns(*columns: tuple[str, str]) -> RunPython:
    """Encrypt what stands readable in (table, column). What is encrypted already stays, so it may run twice."""
    return RunPython(partial(_rewrite, columns, _encrypted), partial(_rewrite, columns, _readable))


def _encrypted(text: str) -> str:
    return text if _readable(text) != text else cipher().encrypt(text.encode()).decode()


def _readable(text: str) -> str:
    try:
        return cipher().decrypt(text.encode()).decode()
    except InvalidToken:
        return text


def _rewrite(columns: tuple[tuple[str, str], ...], change: Callable[[str], str], apps: Any, schema_editor: Any) -> None:
    """Past the ORM, which would read every row with the field's new eyes."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        for table, column in columns:
            key = connection.introspection.get_primary_key_column(cursor, table)
            quoted, name = connection.ops.quote_name(table), connection.ops.quote_name(column)
            cursor.execute(f"SELECT {key}, {name} FROM {quoted} WHERE {name} <> ''")  # noqa: S608
            changed = [(change(text), row) for row, text in cursor.fetchall()]
            cursor.executemany(f"UPDATE {quoted} SET {name} = %s WHERE {key} = %s", changed)  # noqa: S608
