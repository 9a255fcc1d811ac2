"""A month of dates: those that people entered, replies due, next steps, and what other apps know of."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import get_format

from accounts.models import User
from cases.boards import ComingUp, Span
from cases.models import KeyDate
from cases.models.key_date import KeyDateQuerySet
from cases.vocabulary import FileState, KeyDateKind
from core import slots
from core.partial_dates import FIRST_YEAR, LAST_YEAR

MONTH, AGENDA = "month", "agenda"
#: So many dates of one day stand in the month and in the agenda; the page of the day has the rest, up to its own bound.
MOST = {MONTH: 4, AGENDA: 10}
MOST_OF_A_DAY, MOST_WITHOUT_DAY = 200, 8
WORKED_ON = (FileState.ACTIVE, FileState.MONITORING)
_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?", re.ASCII)


@dataclass(frozen=True)
class Entry:
    """A date with how it stands: overdue where its last possible day has passed and nobody has settled it."""

    row: ComingUp
    overdue: bool


@dataclass(frozen=True)
class Day:
    on: date
    entries: list[Entry]
    more: int
    today: bool
    #: The place of its weekday in the reader's week, from 1.
    column: int


@dataclass(frozen=True)
class Choice:
    """What the address asks for; what cannot be read counts as not asked."""

    first: date
    last: date
    today: date
    view: str
    everybody: bool

    @classmethod
    def from_query(cls, query: QueryDict, today: date) -> Choice:
        view = AGENDA if query.get("view") == AGENDA else MONTH
        everybody = query.get("of") == "all"
        if one := read_day(query.get("day", "")):
            return cls(one, one, today, view, everybody)
        first = read_day(query.get("month", "")) or today
        first = first.replace(day=1)
        return cls(first, first.replace(day=monthrange(first.year, first.month)[1]), today, view, everybody)

    @property
    def one_day(self) -> bool:
        return self.first == self.last

    @property
    def most(self) -> int:
        return MOST_OF_A_DAY if self.one_day else MOST[self.view]

    @property
    def month(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def before(self) -> str:
        """The month before, as the address has it; nothing before the first year that a date may have."""
        day = self.first.replace(day=1) - timedelta(1)
        return f"{day:%Y-%m}" if day.year >= FIRST_YEAR else ""

    @property
    def after(self) -> str:
        day = self.first.replace(day=28) + timedelta(4)
        return f"{day:%Y-%m}" if day.year <= LAST_YEAR else ""

    @property
    def is_now(self) -> bool:
        return not self.one_day and self.first <= self.today <= self.last


def read_day(text: str) -> date | None:
    """“2023-04-20”, or of “2023-04” the first day."""
    match = _DAY.fullmatch(text)
    try:
        day = date(int(match[1]), int(match[2]), int(match[3] or 1)) if match else None
    except ValueError:
        return None
    return day if day and FIRST_YEAR <= day.year <= LAST_YEAR else None


@dataclass(frozen=True)
class Sheet:
    """The days of the choice, and what may fall on any of them."""

    choice: Choice
    days: list[Day]
    without_day: list[Entry]
    more_without_day: int

    @property
    def filled(self) -> list[Day]:
        return [day for day in self.days if day.entries]

    @property
    def weekdays(self) -> list[Any]:
        return [WEEKDAYS_ABBR[(_first_weekday() + 6 + place) % 7] for place in range(7)]


def sheet_for(user: User, choice: Choice) -> Sheet:
    span = Span(user=user, first=choice.first, last=choice.last, mine=not choice.everybody, most=choice.most)
    by_day: dict[date, list[ComingUp]] = defaultdict(list)
    for row in [*_entered(span), *slots.gather("dated", span=span)]:
        by_day[row.on].append(row)
    many = (choice.last - choice.first).days + 1
    days = [_day(choice, choice.first + timedelta(number), by_day) for number in range(many)]
    without = [] if choice.one_day else list(_without_day(span)[: MOST_WITHOUT_DAY + 1])
    entries = [_entry(_row(one), choice.today) for one in without[:MOST_WITHOUT_DAY]]
    return Sheet(choice, days, entries, max(len(without) - MOST_WITHOUT_DAY, 0))


def _day(choice: Choice, on: date, by_day: dict[date, list[ComingUp]]) -> Day:
    rows = sorted(by_day.get(on, []), key=lambda row: row.settled)
    entries = [_entry(row, choice.today) for row in rows[: choice.most]]
    more = sum(row.more for row in rows) + max(len(rows) - choice.most, 0)
    return Day(on, entries, more, on == choice.today, (on.isoweekday() - _first_weekday()) % 7 + 1)


def _entry(row: ComingUp, today: date) -> Entry:
    return Entry(row, overdue=not row.settled and (row.until or row.on) < today)


def _first_weekday() -> int:
    """The day that the reader's week begins with: Sunday is 0 (and 6 where Django names the days)."""
    return int(get_format("FIRST_DAY_OF_WEEK"))


# --- What people entered.
def _entered(span: Span) -> Iterator[ComingUp]:
    exact = _dates(span).filter(due_from=F("due_on"))
    for key_date, more in span.by_day(exact, "due_on", F("resolved_on").asc(nulls_first=True)):
        yield _row(key_date, more)


def _without_day(span: Span) -> KeyDateQuerySet:
    """Open dates known by month or year only, or about, that may fall on any of these days."""
    vague = _dates(span).open().filter(due_from__lt=F("due_on"))
    return vague.filter(due_from__lte=span.last, due_on__gte=span.first).order_by("due_on", "pk")


def _dates(span: Span) -> KeyDateQuerySet:
    dates = KeyDate.objects.visible_to(span.user).filter(case__file_state__in=WORKED_ON)
    if span.mine:
        dates = dates.filter(Q(case__in=span.own_cases()) | Q(kind=KeyDateKind.REMINDER))
    return dates.select_related("case__prisoner")


def _row(key_date: KeyDate, more: int = 0) -> ComingUp:
    vague = key_date.due_from != key_date.due_on
    return ComingUp(
        on=key_date.due_from,
        until=key_date.due_on if vague else None,
        said=str(key_date.due) if vague else "",
        title=KeyDateKind(key_date.kind).label,
        text=key_date.summary,
        case=key_date.case,
        url=f"{reverse('cases:case-dates', args=[key_date.case.reference])}#{key_date.reference}",
        settled=key_date.resolved_on is not None,
        more=more,
    )
