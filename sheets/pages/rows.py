"""The rows of a sheet as they are shown: what each says, what it would change, and what it may be about already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import Case
from sheets.facts import CaseFacts, facts_of
from sheets.models import SheetImport, SheetRow
from sheets.pages.saying import Sayer
from sheets.shapes import Alike, Planned, Trouble
from sheets.vocabulary import Choice, SheetKind, Verdict

#: By number, which is the order of the sheet.
ORDER = [("number", False)]
#: Said in the row's own head.
WHO = ("name", "native_name")
#: Spelled in many ways, so that a difference says nothing.
SPELLED = (*WHO, "other_names")
#: Shown of those compared even where the row says nothing of it: it tells people apart.
COMPARED = ("name", "native_name", "other_names", "birth", "state", "arrested", "status")


@dataclass(frozen=True)
class Said:
    """One thing that a row says, as a text."""

    label: str
    text: str


@dataclass(frozen=True)
class ShownTrouble:
    """What is wrong with a cell; its text only where the message does not bear it."""

    column: str
    text: str
    message: str
    fatal: bool


@dataclass(frozen=True)
class FieldChange:
    label: str
    was: str
    now: str


@dataclass(frozen=True)
class Cell:
    """What one of those compared says, and whether the row says the same (`agrees`) or something else (`differs`)."""

    text: str
    standing: str = ""


@dataclass(frozen=True)
class Line:
    label: str
    ours: str
    theirs: list[Cell]


@dataclass(frozen=True)
class Candidate:
    """A case, or an earlier row, that the row may be about."""

    alike: Alike
    case: Case | None


@dataclass(frozen=True)
class PlannedRow:
    """A row with what its page shows of it. `answer`: what somebody said of a possible duplicate, in words."""

    row: SheetRow
    planned: Planned
    case: Case | None = None
    native: str = ""
    said: list[Said] = field(default_factory=list)
    troubles: list[ShownTrouble] = field(default_factory=list)
    changes: list[FieldChange] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    answer: str = ""


def planned_rows(sheet: SheetImport, rows: Sequence[SheetRow], user: User) -> list[PlannedRow]:
    """The rows of one page, in a constant number of queries."""
    sayer = Sayer(SheetKind(sheet.kind))
    plans = {row.pk: row.planned for row in rows}
    cases = _cases_of(rows, plans.values(), user)
    beside = _Beside(sheet, [plans[row.pk] for row in rows if row.verdict == Verdict.ALIKE], cases, sayer, user)
    return [_shown(row, plans[row.pk], cases, sayer, beside) for row in rows]


def _cases_of(rows: Iterable[SheetRow], plans: Iterable[Planned], user: User) -> dict[str, Case]:
    """By reference, what the rows are about and may be about, as far as `user` may see it."""
    wanted = {reference for plan in plans for reference in (plan.case, *(one.reference for one in plan.alike))}
    brought = {row.case_id for row in rows if row.case_id}
    there = Case.objects.visible_to(user).select_related("prisoner")
    found = there.filter(reference__in=wanted - {""}) if wanted - {""} else there.none()
    made = there.filter(pk__in=brought) if brought else there.none()
    return {case.reference: case for case in [*found, *made]}


def _shown(row: SheetRow, planned: Planned, cases: Mapping[str, Case], sayer: Sayer, beside: _Beside) -> PlannedRow:
    made = next((case for case in cases.values() if case.pk == row.case_id), None)
    alike = row.verdict == Verdict.ALIKE
    return PlannedRow(
        row=row,
        planned=planned,
        case=made or cases.get(planned.case),
        native=str(planned.values.get("native_name") or ""),
        said=_said(planned, sayer),
        troubles=[_shown_trouble(one, sayer) for one in planned.troubles],
        changes=[
            FieldChange(sayer.label(one.key), sayer.shown(one.key, one.was), sayer.shown(one.key, one.now))
            for one in (planned.changes if not planned.case or planned.case in cases else ())
        ],
        candidates=[Candidate(one, cases.get(one.reference)) for one in _still_seen(planned, cases)],
        lines=beside.lines_of(planned) if alike else [],
        answer=answer_of(row) if alike else "",
    )


def _still_seen(planned: Planned, cases: Mapping[str, Case]) -> list[Alike]:
    """Whom the row may be about: without the cases that the reader may not see any more."""
    return [one for one in planned.alike if not one.reference or one.reference in cases]


def answer_of(row: SheetRow) -> str:
    if row.choice in Choice.values:
        return str(Choice(row.choice).label)
    return _("The same as %(case)s: take over what is new") % {"case": row.choice}


def _said(planned: Planned, sayer: Sayer) -> list[Said]:
    """What the row says beside who it is about, and what is kept of it in a note."""
    told = [(sayer.label(key), sayer.text(key, value)) for key, value in planned.values.items() if key not in WHO]
    return [Said(label, text) for label, text in [*told, *planned.notes] if text]


def _shown_trouble(trouble: Trouble, sayer: Sayer) -> ShownTrouble:
    text = "" if trouble.text in trouble.message else trouble.text
    return ShownTrouble(sayer.label(trouble.column), text, trouble.message, trouble.fatal)


class _Beside:
    """What rows are compared with, loaded once for a page: recorded cases, and earlier rows of the sheet."""

    def __init__(
        self, sheet: SheetImport, plans: Sequence[Planned], cases: Mapping[str, Case], sayer: Sayer, user: User
    ) -> None:
        self.sayer = sayer
        alike = [one for plan in plans for one in plan.alike]
        wanted = list({one.reference: cases[one.reference] for one in alike if one.reference in cases}.values())
        facts = facts_of(wanted, user) if wanted else []
        self.recorded: dict[str, CaseFacts] = {one.case.reference: one for one in facts}
        numbers = {one.row for one in alike if one.row}
        earlier = sheet.planned.filter(number__in=numbers) if numbers else []
        self.earlier: dict[int, Planned] = {row.number: row.planned for row in earlier}

    def lines_of(self, planned: Planned) -> list[Line]:
        """What the row says, line by line beside what each candidate says of the same."""
        lines = []
        for key in self.sayer.columns:
            ours = self.sayer.text(key, planned.values.get(key))
            theirs = [self._says(one, key) for one in planned.alike]
            if ours or (key in COMPARED and any(theirs)):
                cells = [Cell(text, _standing(key, ours, text)) for text in theirs]
                lines.append(Line(self.sayer.label(key), ours, cells))
        return lines

    def _says(self, alike: Alike, key: str) -> str:
        if alike.row in self.earlier:
            return self.sayer.text(key, self.earlier[alike.row].values.get(key))
        facts, of = self.recorded.get(alike.reference), self.sayer.columns[key].of
        return self.sayer.text(key, of(facts)) if facts is not None and of is not None else ""


def _standing(key: str, ours: str, theirs: str) -> str:
    if not ours or not theirs:
        return ""
    if ours == theirs:
        return "agrees"
    return "" if key in SPELLED else "differs"
