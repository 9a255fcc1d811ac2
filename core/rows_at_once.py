"""Thousands of rows added or removed at the cost of a few statements, change history and references included.

`QuerySet.bulk_create` calls no `save` and sends no signal, so neither a reference nor a line of history comes of it:
here both are made for all rows together. Everything runs in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from core.references import free_reference

Row = TypeVar("Row", bound=Model)
Item = TypeVar("Item")
#: More keys than that are not asked for in one statement.
AT_ONCE = 2_000
#: Of one statement, where the database itself sets no bound.
MOST_VALUES = 20_000


@dataclass(frozen=True)
class Act:
    """Who writes, why and when: what the history says of every row that is written together."""

    by: Any
    why: str
    at: datetime = field(default_factory=timezone.now)


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """`items` in lists of at most `size`, without holding more than one of them."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def give_references(rows: Sequence[Any]) -> None:
    """Give each of `rows`, all of one model, a reference that no other row has."""
    given: set[str] = set()
    waiting = [row for row in rows if not row.reference]
    while waiting:
        for row in waiting:
            row.reference = free_reference(row.new_reference, given.__contains__)
            given.add(row.reference)
        taken = _stored(type(waiting[0]), [row.reference for row in waiting])
        waiting = [row for row in waiting if row.reference in taken]


def _stored(model: type[Model], references: list[str]) -> set[str]:
    known = model._default_manager.filter(reference__in=references)
    return set(known.values_list("reference", flat=True))


def add_rows(rows: Sequence[Row], act: Act) -> None:
    """Store new `rows`, all of one model, with the first line of their history where the model keeps one."""
    if rows:
        store(rows)
        keep_history(type(rows[0]), [row.pk for row in rows], act)


def store(rows: Sequence[Any]) -> None:
    """As `bulk_create`, in half the time: it makes an expression of every cell, and asks three times what is in it."""
    model, quote = type(rows[0]), connection.ops.quote_name
    fields = [one for one in model._meta.concrete_fields if not one.primary_key]
    columns, cells = ", ".join(quote(one.column) for one in fields), ", ".join(["%s"] * len(fields))
    for some in batches(rows, (connection.features.max_query_params or MOST_VALUES) // len(fields)):
        for row in some:
            row._prepare_related_fields_for_save(operation_name="bulk_create")
        values = [one.get_db_prep_save(one.pre_save(row, True), connection) for row in some for one in fields]
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {quote(model._meta.db_table)} ({columns}) "  # noqa: S608
                f"VALUES {', '.join([f'({cells})'] * len(some))} RETURNING {quote(model._meta.pk.column or '')}",
                values,
            )
            for row, (key,) in zip(some, cursor.fetchall(), strict=True):
                row.pk, row._state.adding, row._state.db = key, False, connection.alias


def keep_history(model: type[Model], keys: Sequence[Any], act: Act, kind: str = "+") -> None:
    """Write down for the history what the rows of `keys` hold now: copied by the database from table to table."""
    past: Any = past_of(model)
    if past is None or not keys:
        return
    said = {
        "history_date": act.at,
        "history_type": kind,
        "history_user": act.by.pk,
        "history_change_reason": act.why[:100],
    }
    fields = [past._meta.get_field(name) for name in said]
    values = [one.get_db_prep_save(value, connection) for one, value in zip(fields, said.values(), strict=True)]
    quote = connection.ops.quote_name
    copied = [quote(one.column) for one in past.tracked_fields]
    written = ", ".join([*copied, *(quote(one.column) for one in fields)])
    read = ", ".join([*copied, *["%s"] * len(values)])
    key = quote(model._meta.pk.column or "")
    for some in batches(keys, AT_ONCE):
        chosen = ", ".join(["%s"] * len(some))
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {quote(past._meta.db_table)} ({written}) SELECT {read} "  # noqa: S608
                f"FROM {quote(model._meta.db_table)} WHERE {key} IN ({chosen}) ORDER BY {key}",
                [*values, *some],
            )


def past_of(model: type[Model]) -> type[Model] | None:
    """The model that keeps the change history of `model`."""
    manager = getattr(model, getattr(model._meta, "simple_history_manager_attribute", ""), None)
    return manager.model if manager else None


def remove_rows(model: type[Model], keys: Iterable[Any], *, by: str = "pk") -> None:
    """Take rows away with their history, as if they had never been. What hangs on them is the caller's to remove."""
    rows = model._default_manager
    for some in batches(keys, AT_ONCE):
        gone = rows.filter(**{f"{by}__in": some})
        past: Any = past_of(model)
        if past is not None:
            its = list(gone.values_list("pk", flat=True)) if by != "pk" else some
            past.objects.filter(**{f"{model._meta.pk.attname}__in": its})._raw_delete(connection.alias)
        gone._raw_delete(connection.alias)
