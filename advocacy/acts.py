"""What was done on cases, by the record: actions that were taken and bodies' findings, as one kind of thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.db.models import Prefetch
from django.utils.formats import date_format

from accounts.models import Organisation, User
from advocacy.jurisdictions import jurisdiction_of
from advocacy.models import Action, ActionCase, Determination, DeterminationCase
from advocacy.vocabulary import Outcome, Weight
from cases.models import Case
from core import slots
from core.partial_dates import PartialDate, span_days

#: Of two acts of one day the weightier is the last: it is what one would name.
WEIGHTIER = (Weight.WORD, Weight.SUPPORT, Weight.DEMARCHE, Weight.MEASURE)
#: Findings that help nobody yet: on record as a word, and no measure.
NO_MEASURE = frozenset(
    {Outcome.NOT_ARBITRARY, Outcome.NOT_DESIGNATED, Outcome.UNDER_REVIEW, Outcome.DECLINED, Outcome.PENDING}
)


class Recorded(Protocol):
    """What an act stands for: an action, a finding, or what a higher app has on record (`slots.provide("acts", …)`)."""

    @property
    def pk(self) -> Any: ...

    @property
    def kind(self) -> Any: ...

    @property
    def summary(self) -> Any: ...

    def get_kind_display(self) -> str: ...

    def get_absolute_url(self) -> str: ...


@dataclass(frozen=True)
class Act:
    """An action taken or a finding. `on` is the latest day it can have been, which decides what came by when."""

    record: Recorded
    on: date
    when: PartialDate
    weight: Weight
    bodies: tuple[Organisation, ...]

    @property
    def kind(self) -> str:
        return str(self.record.kind)

    @property
    def levelled(self) -> Action | Determination | None:
        """The action or finding, which bears a level of its own; what a list published has none."""
        return self.record if isinstance(self.record, (Action, Determination)) else None

    @property
    def word(self) -> str:
        """What it was, in a word or two: “Ambassador summoned”."""
        if isinstance(self.record, Determination) and self.weight != Weight.MEASURE:
            return f"{self.record.get_kind_display()}: {self.record.get_outcome_display()}"
        return self.record.get_kind_display()

    @property
    def url(self) -> str:
        return self.record.get_absolute_url()

    @property
    def is_finding(self) -> bool:
        return isinstance(self.record, Determination)

    @property
    def jurisdictions(self) -> set[str]:
        """For which jurisdictions it counts: one for each public body that acted."""
        return {code for body in self.bodies if (code := jurisdiction_of(body))}

    def by(self, jurisdiction: str) -> list[Organisation]:
        """The bodies of `jurisdiction` that took part."""
        return [body for body in self.bodies if jurisdiction_of(body) == jurisdiction]

    def is_measure(self) -> bool:
        """Whether it is a public body's measure: what answers “what has this government done?”."""
        return self.weight == Weight.MEASURE and bool(self.jurisdictions)


def acts_on(cases: Iterable[Case], reader: User) -> dict[int, list[Act]]:
    """By case key, what `reader` may see was done on each, the earliest first: as many queries for one as for ten."""
    acts: dict[int, list[Act]] = {case.pk: [] for case in cases}
    for keys, act in [*_actions(list(acts), reader), *_findings(list(acts), reader)]:
        for key in keys:
            acts[key].append(act)
    for key, act in slots.gather("acts", cases=list(acts), reader=reader):
        if not any(_tells_the_same(logged, act) for logged in acts[key]):
            acts[key].append(act)
    return {key: sorted(rows, key=_in_order) for key, rows in acts.items()}


def _tells_the_same(logged: Act, act: Act) -> bool:
    """Whether somebody has logged what a list says too: the same jurisdictions did the same on the same day."""
    return (logged.kind, logged.on, logged.jurisdictions) == (act.kind, act.on, act.jurisdictions)


def _in_order(act: Act) -> tuple[date, int, bool, int]:
    return act.on, WEIGHTIER.index(act.weight), act.is_finding, act.record.pk


def _actions(cases: list[int], reader: User) -> list[tuple[list[int], Act]]:
    links = _by_record(ActionCase.objects.filter(case__in=cases).values_list("action", "case"))
    actors = Prefetch("actors", Organisation.objects.select_related("parent"))
    rows = Action.objects.visible_to(reader).taken().filter(pk__in=links).defer("text", "signatories")
    return [
        (links[row.pk], Act(row, row.sent_on, row.sent, Weight(row.weight), tuple(row.actors.all())))
        for row in rows.order_by("pk").prefetch_related(actors)
        if row.sent_on and row.sent
    ]


def _findings(cases: list[int], reader: User) -> list[tuple[list[int], Act]]:
    links = _by_record(DeterminationCase.objects.filter(case__in=cases).values_list("determination", "case"))
    rows = Determination.objects.visible_to(reader).filter(pk__in=links).defer("note")
    return [(links[row.pk], _found(row)) for row in rows.order_by("pk").select_related("body__parent")]


def _found(row: Determination) -> Act:
    days = [(row.adopted_on, row.adopted), (row.transmitted_on, row.transmitted), (row.published_on, row.published)]
    when = next((partial for on, partial in days if on == row.known_on and partial), PartialDate(row.known_on))
    weight = Weight.WORD if row.outcome in NO_MEASURE else Weight.MEASURE
    return Act(row, row.known_on, when, weight, (row.body,))


def _by_record(links: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    cases = defaultdict(list)
    for record, case in links:
        cases[record].append(case)
    return cases


def days_since_arrest(case: Case, first: date, last: date | None = None) -> tuple[int, int] | None:
    """The least and the most days from the arrest to a day between `first` and `last`.

    None where no arrest is recorded, or it came later.
    """
    last = last or first
    if case.arrested_on is None or last < case.arrested_on:
        return None
    arrested = case.arrested or PartialDate(case.arrested_on)
    return span_days(arrested, first)[0], span_days(arrested, last)[1]


def day_and_month(when: date | PartialDate, seen_on: date) -> str:
    """“17 April”, with the year where it is another than that of `seen_on`; a partial date as it says itself."""
    if isinstance(when, PartialDate) and not when.is_exact:
        return str(when)
    day = when.value if isinstance(when, PartialDate) else when
    return date_format(day, "MONTH_DAY_FORMAT" if day.year == seen_on.year else "DATE_FORMAT")
