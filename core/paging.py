"""Keyset paging: page 1,000 costs like page 1, and a row logged meanwhile shifts nothing."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cryptography.fernet import InvalidToken
from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Model, Q, QuerySet
from django.db.models.constants import LOOKUP_SEP
from django.http import HttpRequest

from core.fields import cipher

# (field, descending) pairs; the last one unique, so that every row has its place.
Order = list[tuple[str, bool]]
CURSORS = ("after", "before")


@dataclass(frozen=True)
class Page:
    """One page of rows with the query strings of its neighbours (None where there is none)."""

    rows: list[Any]
    next_query: str | None
    previous_query: str | None
    size: int
    sizes: tuple[int, ...]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def page_size(request: HttpRequest, sizes: tuple[int, ...]) -> int:
    """The asked-for page size where it is one of `sizes`, else the first."""
    asked = request.GET.get("size", "")
    return next((size for size in sizes if str(size) == asked), sizes[0])


def keyset_page(request: HttpRequest, rows: QuerySet[Any], order: Order, sizes: tuple[int, ...]) -> Page:
    """One page of `rows` in `order`. What has no value to be sorted by comes last, whichever way the order runs.

    A cursor beyond which nothing is left, or that is no cursor of this order, starts over.
    """
    size = page_size(request, sizes)
    cursor, backwards = _cursor_of(request, order)
    found = _take(rows, order, cursor, backwards, size + 1)
    if cursor is not None and len(found) < (size if backwards else 1):
        cursor, backwards = None, False
        found = _take(rows, order, None, False, size + 1)
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_next, has_previous = (True, more) if backwards else (more, cursor is not None)
    return Page(
        rows=found,
        next_query=_query(request, "after", found[-1], order) if found and has_next else None,
        previous_query=_query(request, "before", found[0], order) if found and has_previous else None,
        size=size,
        sizes=sizes,
    )


def first_of(rows: QuerySet[Any], order: Order, many: int) -> list[Any]:
    """The first `many` of `rows`, as their first page shows them."""
    return _take(rows, order, None, False, many)


def in_order(rows: QuerySet[Any], order: Order) -> QuerySet[Any]:
    """All of `rows`, as their pages show them one after the other."""
    return rows.order_by(*_ordering(rows.model, order, backwards=False, apart=""))


def _take(rows: QuerySet[Any], order: Order, cursor: list[Any] | None, backwards: bool, count: int) -> list[Any]:
    """Up to `count` rows beyond the cursor, in reading direction."""
    found: list[Any] = []
    for stretch, within in _stretches(rows, order, cursor, backwards):
        if len(found) < count:
            found += stretch.order_by(*_ordering(rows.model, within, backwards, apart=order[0][0]))[
                : count - len(found)
            ]
    return found


def _stretches(
    rows: QuerySet[Any], order: Order, cursor: list[Any] | None, backwards: bool
) -> list[tuple[QuerySet[Any], Order]]:
    """The rows beyond the cursor: those with a value in the first field, and after them those without.

    Read apart, each is one stretch of an index on both databases, whatever they think about the place of nulls.
    """
    (first, descending), model = order[0], rows.model
    nullable = _may_be_null(model, first)
    known = rows.filter(**{f"{first}__isnull": False}) if nullable else rows
    unknown = rows.filter(**{f"{first}__isnull": True})
    if cursor is not None and cursor[0] is not None:
        # The bound says once more what `_beyond` says of the first field: it lets an index start where the page starts.
        bound = Q(**{f"{first}__{'lte' if descending != backwards else 'gte'}": cursor[0]})
        known = known.filter(bound & _beyond(model, order, cursor, backwards))
    elif cursor is not None:
        unknown = unknown.filter(_beyond(model, order[1:], cursor[1:], backwards))
    stretches = [(known, order), (unknown, order[1:])] if nullable else [(known, order)]
    passed = cursor is not None and (cursor[0] is None) != backwards
    if backwards:
        stretches.reverse()
    return stretches[1:] if passed and nullable else stretches


def _may_be_null(model: type[Model], path: str) -> bool:
    """Whether a row may lack a value in `path`; an annotation may."""
    steps = path.split(LOOKUP_SEP)
    for position, step in enumerate(steps):
        if step == "pk":
            return False
        try:
            field: Any = model._meta.get_field(step)
        except FieldDoesNotExist:
            return True
        if field.null:
            return True
        if position < len(steps) - 1:
            model = field.related_model
    return False


def _ordering(model: type[Model], order: Order, backwards: bool, *, apart: str) -> list[Any]:
    """What to order by; the field whose nulls are read `apart` needs no word about them, which would cost its index."""
    # Nulls stand at the end read forwards, so at the start read backwards.
    nulls = {"nulls_first": True} if backwards else {"nulls_last": True}
    expressions = []
    for field, descending in order:
        ordering = F(field).desc if descending != backwards else F(field).asc
        expressions.append(ordering(**nulls) if field != apart and _may_be_null(model, field) else ordering())
    return expressions


def _beyond(model: type[Model], order: Order, cursor: list[Any], backwards: bool) -> Q:
    """Rows that come after the cursor (before it, when read backwards) in `order`, nulls last."""
    condition, equal = Q(pk__in=[]), Q()
    for (field, descending), value in zip(order, cursor, strict=True):
        if value is None:
            step = Q(**{f"{field}__isnull": False}) if backwards else Q(pk__in=[])
            same = Q(**{f"{field}__isnull": True})
        else:
            step = Q(**{f"{field}__{'lt' if descending != backwards else 'gt'}": value})
            if not backwards and _may_be_null(model, field):
                step |= Q(**{f"{field}__isnull": True})
            same = Q(**{field: value})
        condition |= equal & step
        equal &= same
    return condition


def _cursor_of(request: HttpRequest, order: Order) -> tuple[list[Any] | None, bool]:
    """The cursor in the URL and whether to read backwards; one that we did not write for this order counts as none."""
    for name in CURSORS:
        if text := request.GET.get(name):
            try:
                said, values = json.loads(cipher().decrypt(text.encode()))
            except (InvalidToken, ValueError):
                return None, False
            return (values, name == "before") if said == _signature(order) else (None, False)
    return None, False


def _signature(order: Order) -> str:
    return " ".join(f"{'-' if descending else ''}{field}" for field, descending in order)


def _query(request: HttpRequest, name: str, row: Any, order: Order) -> str:
    """This address with a cursor. Encrypted, for it may carry a person's name and addresses end up in logs."""
    values = [_value(row, field) for field, _ in order]
    query = request.GET.copy()
    for stale in CURSORS:
        query.pop(stale, None)
    text = json.dumps([_signature(order), values], default=_plain)
    query[name] = cipher().encrypt(text.encode()).decode()
    return "?" + query.urlencode()


def _value(row: Any, path: str) -> Any:
    for part in path.split(LOOKUP_SEP):
        row = getattr(row, part, None)
    return row


def _plain(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
