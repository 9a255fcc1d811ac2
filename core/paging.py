"""Keyset paging: page 1,000 costs like page 1, and a row logged meanwhile shifts nothing."""

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest

SALT = "core.paging"


@dataclass(frozen=True)
class Page:
    """One page of rows with the query strings of its neighbours (None where there is none)."""

    rows: list[Any]
    next_query: str | None
    previous_query: str | None
    size: int
    sizes: tuple[int, ...]

    def __iter__(self) -> Any:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def page_size(request: HttpRequest, sizes: tuple[int, ...]) -> int:
    """The asked-for page size where it is one of `sizes`, else the first."""
    asked = request.GET.get("size", "")
    return int(asked) if asked.isdigit() and int(asked) in sizes else sizes[0]


def keyset_page(
    request: HttpRequest, rows: models.QuerySet[Any], order: list[tuple[str, bool]], sizes: tuple[int, ...]
) -> Page:
    """One page of `rows` in `order`: (field, descending) pairs, the last one unique. Nulls come last either way."""
    size = page_size(request, sizes)
    cursor, backwards = _cursor_of(request, len(order))
    asked = rows.order_by(*_ordering(order, backwards))
    if cursor is not None:
        asked = asked.filter(_beyond(order, cursor, backwards))
    found = list(asked[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_next, has_previous = (cursor is not None, more) if backwards else (more, cursor is not None)
    return Page(
        rows=found,
        next_query=_query(request, "after", found[-1], order) if found and has_next else None,
        previous_query=_query(request, "before", found[0], order) if found and has_previous else None,
        size=size,
        sizes=sizes,
    )


def _cursor_of(request: HttpRequest, length: int) -> tuple[list[Any] | None, bool]:
    """The cursor in the URL; one that was tampered with or belongs to another order counts as none."""
    for name in ("after", "before"):
        if text := request.GET.get(name):
            try:
                cursor = signing.loads(text, salt=SALT)
            except signing.BadSignature:
                return None, False
            return (cursor, name == "before") if len(cursor) == length else (None, False)
    return None, False


def _ordering(order: list[tuple[str, bool]], backwards: bool) -> list[Any]:
    expressions = []
    for field, descending in order:
        down = descending != backwards
        expression = F(field)
        # Nulls stand at the end read forwards, so at the start read backwards.
        nulls = {"nulls_first": True} if backwards else {"nulls_last": True}
        expressions.append(expression.desc(**nulls) if down else expression.asc(**nulls))
    return expressions


def _beyond(order: list[tuple[str, bool]], cursor: list[Any], backwards: bool) -> Q:
    """Rows that come after the cursor (before it, when read backwards) in `order`, nulls last."""
    condition = Q()
    equal = Q()
    for (field, descending), value in zip(order, cursor, strict=True):
        if value is None:
            step = Q(**{f"{field}__isnull": False}) if backwards else Q(pk__in=[])
            same = Q(**{f"{field}__isnull": True})
        else:
            step = Q(**{f"{field}__{'lt' if descending != backwards else 'gt'}": value})
            if not backwards:
                step |= Q(**{f"{field}__isnull": True})
            same = Q(**{field: value})
        condition |= equal & step
        equal &= same
    return condition


def _query(request: HttpRequest, name: str, row: Any, order: list[tuple[str, bool]]) -> str:
    values = [_plain(_value(row, field)) for field, _ in order]
    query = request.GET.copy()
    for stale in ("after", "before"):
        query.pop(stale, None)
    query[name] = signing.dumps(values, salt=SALT)
    return "?" + query.urlencode()


def _value(row: Any, path: str) -> Any:
    for part in path.split("__"):
        row = getattr(row, part, None)
    return row


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
