"""Writing many rows at once in the way that each database has for it: COPY on PostgreSQL, executemany on SQLite."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from itertools import islice

from django.db import connection, models

BATCH = 1000
#: What COPY reads as the end of a value or a row.
_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})

Value = str | int | bool | None


def load(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """Add a row for each of `rows`: the values of `fields` as the database takes them, days and JSON as text.

    They are written as they come, a batch at a time. No default of a model is filled in, and no `save` is called.
    Raises IntegrityError for what a constraint forbids.
    """
    quoted = connection.ops.quote_name
    column_of = {field.name: str(field.column) for field in model._meta.concrete_fields}
    columns = ", ".join(quoted(column_of[name]) for name in fields)
    into = f"{quoted(model._meta.db_table)} ({columns})"
    rows = iter(rows)
    with connection.cursor() as cursor, connection.wrap_database_errors:
        while batch := list(islice(rows, BATCH)):
            if connection.vendor == "postgresql":
                cursor.copy_expert(f"COPY {into} FROM STDIN", io.StringIO("".join(map(_line, batch))))
            else:
                values = ", ".join(["%s"] * len(fields))
                cursor.executemany(f"INSERT INTO {into} VALUES ({values})", batch)  # noqa: S608  # names of ours


def _line(row: Sequence[Value]) -> str:
    return "\t".join(r"\N" if value is None else str(value).translate(_ESCAPED) for value in row) + "\n"
