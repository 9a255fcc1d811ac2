"""Where one sheet stands: how far a worker is, the steps done and to come, and what would come of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_lazy

from core.addresses import Address
from sheets.models import SheetImport
from sheets.progress import done_of
from sheets.vocabulary import Choice, ImportState, Verdict

_S = ImportState
STEPS: tuple[tuple[Any, Sequence[ImportState]], ...] = (
    (gettext_lazy("Bring it in"), (_S.OPENING,)),
    (gettext_lazy("Name the columns"), (_S.MAPPING,)),
    (gettext_lazy("Look at what would happen"), (_S.READING, _S.WAITING)),
    (gettext_lazy("Apply"), (_S.APPLYING, _S.APPLIED, _S.UNDOING)),
)
WORDS = {
    _S.OPENING: gettext_lazy("Opening %(file)s"),
    _S.READING: gettext_lazy("Reading %(file)s and comparing it with what is recorded"),
    _S.APPLYING: gettext_lazy("Applying %(file)s"),
    _S.UNDOING: gettext_lazy("Undoing %(file)s"),
}
#: In the order of the tabs, with the field of the import that counts them.
COUNTED = {
    Verdict.ADD: "added",
    Verdict.CHANGE: "changed",
    Verdict.ALIKE: "alike",
    Verdict.BROKEN: "rejected",
    Verdict.SAME: "unchanged",
}
#: The tab of what could not be understood, in whatever row.
TROUBLES = "troubles"
LABELS = {
    Verdict.ADD.value: gettext_lazy("To add"),
    Verdict.CHANGE.value: gettext_lazy("To change"),
    Verdict.ALIKE.value: gettext_lazy("Possible duplicates"),
    Verdict.BROKEN.value: gettext_lazy("To mend"),
    Verdict.SAME.value: gettext_lazy("Nothing new"),
    TROUBLES: gettext_lazy("Not understood"),
}
DONE_LABELS = LABELS | {
    Verdict.ADD.value: gettext_lazy("Added"),
    Verdict.CHANGE.value: gettext_lazy("Changed"),
    Verdict.BROKEN.value: gettext_lazy("Left out, to mend"),
}


# --- While a worker is at it
@dataclass(frozen=True)
class Job:
    """How far the worker is, as `components/_progress.html` shows it."""

    sheet: SheetImport

    finished = False

    @property
    def text(self) -> str:
        return str(WORDS[ImportState(self.sheet.state)] % {"file": self.sheet.file_name})

    @property
    def done(self) -> int:
        return max(self.sheet.done, done_of(self.sheet))

    @property
    def total(self) -> int:
        """Rows; 0 where nobody knows."""
        return max(self.sheet.total, self.done) if self.sheet.total else 0

    @property
    def url(self) -> str:
        return self.sheet.get_absolute_url()


# --- The way of a sheet
@dataclass(frozen=True)
class Step:
    """`state`: done, now, or empty for what is to come."""

    number: int
    label: Any
    state: str


def steps_of(sheet: SheetImport) -> list[Step]:
    """None of one that ended without being applied."""
    at = next((place for place, (_label, states) in enumerate(STEPS) if sheet.state in states), None)
    if at is None:
        return []
    over = sheet.state == ImportState.APPLIED
    return [
        Step(place + 1, label, "now" if place == at and not over else "done" if place <= at else "")
        for place, (label, _states) in enumerate(STEPS)
    ]


# --- What would come of it, or came
@dataclass(frozen=True)
class Outcome:
    """Rows by what becomes of them, when what was said of possible duplicates is counted in."""

    added: int
    changed: int
    undecided: int
    left_out: int
    broken: int
    unchanged: int

    @property
    def anything(self) -> bool:
        return bool(self.added or self.changed)

    @property
    def not_in(self) -> int:
        return self.undecided + self.left_out + self.broken


def outcome_of(sheet: SheetImport) -> Outcome:
    said: Counter[str] = Counter()
    if sheet.alike:
        alike = sheet.planned.filter(verdict=Verdict.ALIKE).order_by()
        said.update(dict(alike.values_list("choice").annotate(rows=Count("pk"))))
    taken_over = sum(rows for choice, rows in said.items() if choice not in Choice.values)
    return Outcome(
        added=sheet.added + said[Choice.NEW],
        changed=sheet.changed + taken_over,
        undecided=said[Choice.UNDECIDED],
        left_out=said[Choice.LEFT_OUT],
        broken=sheet.rejected,
        unchanged=sheet.unchanged,
    )


@dataclass(frozen=True)
class Tab:
    key: str
    label: str
    count: int
    url: str
    current: bool


def tabs_of(sheet: SheetImport, address: Address) -> list[Tab]:
    """One for each that becomes of rows, and one for what was not understood; the first with anything in it is open."""
    counts = {verdict.value: getattr(sheet, name) for verdict, name in COUNTED.items()}
    counts[TROUBLES] = sheet.planned.filter(troubled=True).count()
    labels = DONE_LABELS if sheet.state == ImportState.APPLIED else LABELS
    asked = address.query.get("tab", "")
    current = asked if asked in counts else next((key for key, count in counts.items() if count), Verdict.ADD.value)
    return [
        Tab(key, str(labels[key]), count, address.having("tab", key), key == current) for key, count in counts.items()
    ]
