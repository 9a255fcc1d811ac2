"""What the overview shows: rows, the board's columns, and the choices beside them, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Prefetch, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from advocacy import stages
from advocacy.clock_face import distance
from advocacy.filters import MARKS, ActionFilter
from advocacy.jurisdictions import name_of
from advocacy.models import Action, Campaign
from advocacy.models.action import ActionQuerySet
from advocacy.stages import BOARD, Stage
from advocacy.vocabulary import ActionKind, Weight
from cases.chips import Chip
from cases.facets import Choice, Group
from cases.models import Case
from core.addresses import Address
from core.paging import Order

SHOWN_CASES, SHOWN_CARDS, SHOWN_CHOICES = 3, 15, 12


@dataclass(frozen=True)
class ActionRow:
    """One action with what the day adds to it. Of its cases only those that the reader may see."""

    action: Action
    day: date

    @property
    def stage(self) -> Stage:
        return stages.stage_of(self.action, self.day)

    @property
    def distance(self) -> str:
        return distance(self.action, self.day)

    @property
    def who(self) -> str:
        return ", ".join(actor.name for actor in self.action.actors.all())

    @property
    def cases(self) -> list[Case]:
        return list(self.action.shown_cases[:SHOWN_CASES])  # type: ignore[attr-defined]  # prefetched

    @property
    def more_cases(self) -> int:
        return max(0, len(self.action.shown_cases) - SHOWN_CASES)  # type: ignore[attr-defined]

    @property
    def next_is_late(self) -> bool:
        return self.action.next_step_on is not None and self.action.next_step_on < self.day


@dataclass(frozen=True)
class Column:
    """One column of the board; `more_url` where it holds more than it shows."""

    stage: Stage
    rows: list[ActionRow]
    more_url: str


def rows_of(actions: Iterable[Action], reader: User, day: date) -> list[ActionRow]:
    """Rows in the order of `actions`, with actors and visible cases."""
    found = list(actions)
    seen = Case.objects.visible_to(reader).select_related("prisoner").order_by("prisoner__name")
    prefetch_related_objects(found, "actors", Prefetch("cases", seen, to_attr="shown_cases"))
    return [ActionRow(action, day) for action in found]


def columns(found: ActionFilter, table: Address, reader: User, day: date) -> list[Column]:
    """The board: the most pressing of each stage first; the rest of a stage stands in the `table`."""
    chosen = {stage: _pressing(found.qs.filter(stages.where(stage, day)).for_list(), stage) for stage in BOARD}
    rows = {row.action.pk: row for row in rows_of([one for some in chosen.values() for one in some], reader, day)}
    return [
        Column(
            stage,
            [rows[one.pk] for one in some[:SHOWN_CARDS]],
            table.having("stage", stage) if len(some) > SHOWN_CARDS else "",
        )
        for stage, some in chosen.items()
    ]


def _pressing(actions: ActionQuerySet, stage: Stage) -> list[Action]:
    orders: dict[Stage, list[Any]] = {
        Stage.PLANNED: [F("next_step_on").asc(nulls_last=True), "-pk"],
        Stage.WAITING: [F("due_on").asc(nulls_last=True), "-pk"],
        Stage.OVERDUE: ["due_on", "-pk"],
        Stage.ANSWERED: ["-answered_on", "-pk"],
    }
    return list(actions.order_by(*orders.get(stage, ["-begun_on", "-pk"]))[: SHOWN_CARDS + 1])


# --- Orders of the table.
@dataclass(frozen=True)
class Sort:
    code: str
    label: Any
    order: Order


SORTS = [
    Sort("latest", _("Latest first"), [("begun_on", True), ("pk", True)]),
    Sort("due", _("Reply due, soonest first"), [("due_on", False), ("pk", False)]),
    Sort("next", _("Next step, soonest first"), [("next_step_on", False), ("pk", False)]),
]


def sort_of(address: Address) -> Sort:
    asked = address.query.get("sort", "")
    return next((sort for sort in SORTS if sort.code == asked), SORTS[0])


# --- The choices beside the list, and those in force above it.
def groups(found: ActionFilter, address: Address) -> list[Group]:
    """Every filter's choices; campaigns are those that the reader may see."""
    words = {name: labels(name, found.user) for name in found.filters if name != "q"}
    return [_group(found, address, name, choices) for name, choices in words.items() if choices]


def _group(found: ActionFilter, address: Address, name: str, words: dict[str, Any]) -> Group:
    chosen = found.asked.get(name) or []
    choices = [
        Choice(code, label, address.having(name, *_toggled(chosen, code)), code in chosen)
        for code, label in words.items()
    ]
    shown = [one for at, one in enumerate(choices) if at < SHOWN_CHOICES or one.selected]
    more = [one for one in choices if one not in shown]
    is_open = name in ("stage", "only", "weight") or bool(chosen)
    return Group(name, found.filters[name].label, shown, more, is_open)


def _toggled(chosen: list[str], code: str) -> list[str]:
    return [one for one in chosen if one != code] if code in chosen else [*chosen, code]


def labels(name: str, reader: User) -> dict[str, Any]:
    """The codes of one filter with their words: whatever exists, whether or not some action bears it."""
    match name:
        case "jurisdiction" | "addressed":
            codes = Organisation.objects.exclude(jurisdiction="").order_by().values_list("jurisdiction", flat=True)
            return dict(sorted(((code, name_of(code)) for code in codes.distinct()), key=lambda pair: pair[1]))
        case "campaign":
            return dict(Campaign.objects.visible_to(reader).order_by("name").values_list("reference", "name")[:60])
    return {
        "stage": dict(Stage.choices),
        "only": MARKS,
        "weight": dict(Weight.choices),
        "kind": dict(ActionKind.choices),
    }[name]


def chips(found: ActionFilter, address: Address, choices: list[Group]) -> Iterator[Chip]:
    """What is asked for and understood, each with the way to take it off."""
    if words := found.asked.get("q"):
        yield Chip(found.filters["q"].label, words, address.without("q"))
    for group in choices:
        for choice in [*group.choices, *group.more]:
            if choice.selected:
                yield Chip(group.label, choice.label, choice.url)
