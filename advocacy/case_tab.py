"""What the advocacy tab of a case shows: standing by jurisdiction, asks by addressee, what is planned or awaited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, prefetch_related_objects

from accounts.models import Organisation, User
from advocacy.models import Action, Ask, Determination
from advocacy.record import Asked, record_of
from advocacy.standing import Row, standing
from advocacy.vocabulary import AskState
from cases.models import Case
from core import clock

_OPEN = (AskState.OPEN, AskState.PARTLY_MET)


@dataclass(frozen=True)
class Served:
    """An ask as it stood, with the actions that serve it."""

    asked: Asked
    actions: list[Action]


@dataclass(frozen=True)
class Ahead:
    """An action that is planned or awaits a reply, with the day it falls due, if any."""

    action: Action
    due: date | None
    overdue: bool


@dataclass(frozen=True)
class CaseTab:
    """The whole tab for one reader, as of `day`. What is planned is known of today alone."""

    day: date
    rows: list[Row]
    addressees: list[tuple[Organisation, list[Served]]]
    planned: list[Ahead]
    waiting: list[Ahead]

    @property
    def is_past(self) -> bool:
        return self.day < clock.today()

    def records(self) -> Iterator[Action | Ask | Determination]:
        """Every record that the tab tells of, for who reads what is restricted to be known."""
        for row in self.rows:
            for line in row.lines:
                yield from (record for last in line.last.values() if (record := last.act.levelled))
        for _body, asks in self.addressees:
            for one in asks:
                yield one.asked.ask
                yield from one.actions
        yield from (one.action for one in [*self.planned, *self.waiting])

    @property
    def codes(self) -> list[str]:
        """The jurisdictions that stand on the tab, in their order."""
        return [row.code for row in self.rows]


def case_tab(case: Case, reader: User, day: date) -> CaseTab:
    """Read the tab: as many queries whatever is on the case."""
    record = record_of(case, reader)
    seen = Action.objects.visible_to(reader).defer("text", "signatories").order_by("begun_on", "pk")
    prefetch_related_objects(record.asks, Prefetch("actions", seen, to_attr="seen_actions"))
    now = clock.today()
    ahead = list(seen.filter(links__case=case)) if day >= now else []
    return CaseTab(
        day=day,
        rows=standing(case, reader, day, record=record),
        addressees=_by_addressee(record.asked_by(day), day),
        planned=_by_day(Ahead(one, one.next_step_on, _passed(one.next_step_on, now)) for one in ahead if one.is_unsent),
        waiting=_by_day(Ahead(one, one.due_on, one.is_overdue(now)) for one in ahead if _awaits(one)),
    )


def _by_addressee(asked: list[Asked], day: date) -> list[tuple[Organisation, list[Served]]]:
    """Asks grouped by whom they were put to: who owes something first, then by name."""
    groups: dict[Organisation, list[Served]] = {}
    for one in asked:
        # What is not sent yet serves today, and no day before.
        actions = [action for action in one.ask.seen_actions if action.begun_on <= day]  # type: ignore[attr-defined]
        groups.setdefault(one.ask.addressee, []).append(Served(one, actions))
    return sorted(groups.items(), key=lambda group: (not _owes(group[1]), group[0].name))


def _owes(asks: list[Served]) -> bool:
    return any(one.asked.state in _OPEN for one in asks)


def _awaits(action: Action) -> bool:
    return (
        action.due_on is not None and action.answered_on is None and action.closed_on is None and not action.is_unsent
    )


def _passed(day: date | None, now: date) -> bool:
    return day is not None and day < now


def _by_day(rows: Iterable[Ahead]) -> list[Ahead]:
    return sorted(rows, key=lambda one: (one.due is None, one.due or date.max, one.action.pk))
