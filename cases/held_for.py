"""For how long somebody has been in custody, in the spans that the list can be narrowed to."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

SPANS: dict[str, Any] = {
    "days": _("Less than 30 days"),
    "half-year": _("30 days to 6 months"),
    "year": _("6 to 12 months"),
    "two-years": _("1 to 2 years"),
    "five-years": _("2 to 5 years"),
    "longer": _("5 years or more"),
}


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the last of its month where it has no such day."""
    count = day.year * 12 + day.month - 1 - months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def bounds(day: date) -> dict[str, tuple[date | None, date | None]]:
    """By span, after which day custody began (None: whenever), and on which at the latest."""
    edges = [day - timedelta(30), *(months_before(day, months) for months in (6, 12, 24, 60))]
    return dict(zip(SPANS, zip([*edges, None], [None, *edges], strict=True), strict=True))


def held_for(span: str, day: date) -> Q:
    """The cases in custody whose present custody has lasted so long on `day`."""
    after, until = bounds(day)[span]
    condition = Q(in_custody_since__isnull=False)
    if after is not None:
        condition &= Q(in_custody_since__gt=after)
    return condition if until is None else condition & Q(in_custody_since__lte=until)


def span_of(since: date, day: date) -> str:
    """In which of the spans a custody falls that began on `since`."""
    return next(span for span, (after, _until) in bounds(day).items() if after is None or since > after)
