"""Cases by status over time, from the status periods of the cases given."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.models import StatusPeriod
from cases.models.case import CaseQuerySet
from cases.vocabulary import Status
from core.charts import Series, StackedBars, stacked_bars

# Twenty-one statuses are too many colours to tell apart: what is drawn is what became of the person.
_S = Status
LAYERS: list[tuple[Any, str, frozenset[Status]]] = [
    (gettext_lazy("Disappeared or denied"), "chart-missing", frozenset({_S.DISAPPEARED, _S.DETAINED_UNACKNOWLEDGED})),
    (
        gettext_lazy("Held before a verdict"),
        "chart-held",
        frozenset({_S.DETAINED, _S.ADMINISTRATIVE_DETENTION, _S.PRETRIAL, _S.ON_TRIAL, _S.PSYCHIATRIC}),
    ),
    (
        gettext_lazy("Convicted and held"),
        "chart-serving",
        frozenset({_S.CONVICTED_APPEAL, _S.SERVING, _S.HELD_PAST_SENTENCE, _S.TEMPORARY_RELEASE}),
    ),
    (
        pgettext_lazy("liberty", "Restricted"),
        "chart-restricted",
        frozenset({_S.HOUSE_ARREST, _S.EXIT_BAN, _S.BAIL, _S.SUSPENDED}),
    ),
    (gettext_lazy("At risk or unknown"), "chart-unknown", frozenset({_S.AT_RISK, _S.UNKNOWN})),
    (gettext_lazy("Released or in exile"), "chart-free", frozenset({_S.RELEASED, _S.EXILED})),
    (gettext_lazy("Died"), "chart-died", frozenset({_S.DIED_IN_CUSTODY, _S.DIED_AFTER_RELEASE})),
]
MOST_BARS = 64
Months = dict[date, Counter[str]]


@dataclass(frozen=True)
class Step:
    """One bar: how things stood at the end of `months` months, or today where they are not over."""

    first: date
    months: int

    def __str__(self) -> str:
        if self.months == 1:
            return date_format(self.first, "YEAR_MONTH_FORMAT")
        if self.months == 12:
            return str(self.first.year)
        return _("%(year)s, quarter %(quarter)s") % {"year": self.first.year, "quarter": (self.first.month + 2) // 3}

    @property
    def after(self) -> date:
        return add_months(self.first, self.months)


def add_months(day: date, months: int) -> date:
    """The first day of the month so many months on."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def history_chart(cases: CaseQuerySet, day: date) -> StackedBars | None:
    """How many of `cases` stood where, step by step until `day`; None where nothing is known yet. Two queries."""
    begun, ended = _by_month(cases, "starts_on", day), _by_month(cases, "ends_on", day)
    if not begun:
        return None
    steps = steps_between(min(begun), day)
    series = [Series(label, css, _standing(begun, ended, statuses, steps)) for label, css, statuses in LAYERS]
    return stacked_bars([str(step) for step in steps], series, marks=_marks(steps))


def _standing(begun: Months, ended: Months, statuses: Iterable[Status], steps: list[Step]) -> list[int]:
    """How many cases stand in one of `statuses` at the end of each step: all begun by then less all ended."""
    changes = {
        month: sum(begun[month][status] - ended[month][status] for status in statuses)
        for month in [*begun, *(month for month in ended if month not in begun)]
    }
    return [sum(change for month, change in changes.items() if month < step.after) for step in steps]


def steps_between(first: date, day: date) -> list[Step]:
    """Months, or quarters or years where months would be too many bars."""
    for months in (1, 3, 12):
        start = date(first.year, (first.month - 1) // months * months + 1, 1)
        steps = []
        while start <= day:
            steps.append(Step(start, months))
            start = add_months(start, months)
        if len(steps) <= MOST_BARS:
            break
    return steps


def _by_month(cases: CaseQuerySet, field: str, day: date) -> Months:
    """How many periods began (or ended) in each month, by status."""
    periods = StatusPeriod.objects.filter(case__in=cases.order_by().values("pk"), **{f"{field}__lte": day}).order_by()
    counts: Months = defaultdict(Counter)
    for month, status, many in periods.values_list(TruncMonth(field), "status").annotate(many=Count("pk")):
        counts[month][status] = many
    return counts


def _marks(steps: list[Step]) -> list[str]:
    """What stands below the bars: a month's name while there are few, else the year below its first bar."""
    years = steps[-1].first.year - steps[0].first.year + 1
    if years <= 2 and steps[0].months == 1:
        every = -(-len(steps) // 8)
        return [date_format(step.first, "M Y") if place % every == 0 else "" for place, step in enumerate(steps)]
    apart = -(-years // 12)
    turns = [step.first.month == 1 and (step.first.year - steps[0].first.year) % apart == 0 for step in steps]
    return [str(step.first.year) if turn else "" for step, turn in zip(steps, turns, strict=True)]
