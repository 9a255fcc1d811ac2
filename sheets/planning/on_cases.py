"""What planning the rows of updates, actions, officials and dates has in common: each hangs on one case."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.models import Case
from sheets.models import SheetImport
from sheets.planning.cells import Cells, Row
from sheets.planning.naming import CasesNamed, NoCase
from sheets.shapes import LONGEST_SHOWN, Line, Planned, Trouble
from sheets.vocabulary import Verdict

#: Fields of the services under whose names no column goes.
COLUMNS_OF_FIELDS = {
    "citations": "source",
    "official": "name",
    "actors": "actor",
    "due_on": "reply_due",
    "cases": "case",
}


@dataclass
class CaseRow:
    """A row that could be read, and its case. `planned` shares the row's values, troubles and notes."""

    row: Row
    case: Case
    planned: Planned

    @property
    def values(self) -> dict[str, Any]:
        return self.row.values

    @property
    def is_new(self) -> bool:
        return self.planned.verdict == Verdict.ADD and not self.row.is_broken


class OnCases(ABC):
    """Plans rows that each hang on one case; a kind says what becomes of those that could be read (`judge`)."""

    def __init__(self, sheet: SheetImport) -> None:
        self.by = sheet.by
        self.cells = Cells(sheet)
        self.cases = CasesNamed(sheet.by, sheet.organisation)
        self.earlier: set[Hashable] = set()

    def plan(self, lines: Sequence[Line]) -> list[Planned]:
        rows = [self.cells.read(line) for line in lines]
        self.cases.learn({row.values["case"] for row in rows if row.values.get("case")})
        plans = [
            Planned(row.line.number, Verdict.ADD, values=row.values, troubles=row.troubles, notes=row.notes)
            for row in rows
        ]
        found = [self._on_case(row, planned) for row, planned in zip(rows, plans, strict=True)]
        self.judge([one for one in found if one is not None and not one.row.is_broken])
        for row, planned in zip(rows, plans, strict=True):
            if row.is_broken:
                planned.verdict = Verdict.BROKEN
        return plans

    @abstractmethod
    def judge(self, rows: Sequence[CaseRow]) -> None:
        """Say what becomes of rows that could be read."""

    def insist_on_owner(self, one: CaseRow) -> None:
        if one.case.owner_id != self.by.organisation_id:
            message = _("This case belongs to %(owner)s: only they say this of it.")
            one.row.trouble("case", message % {"owner": one.case.owner})

    def objected(self, one: CaseRow, error: ValidationError) -> None:
        """What a service refuses, said of the cells that are to blame."""
        by_field: dict[str, Any] = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for field, messages in by_field.items():
            key = COLUMNS_OF_FIELDS.get(field, field)
            self.blame(one, key, " ".join(messages))

    def ask(self, one: CaseRow, key: str, word: str, message: str) -> None:
        """Object to one word, which somebody may settle for the whole sheet."""
        trouble = Trouble(self.cells.heading(key), word[:LONGEST_SHOWN], message, ask=f"word:{key}")
        one.row.troubles.append(trouble)

    def blame(self, one: CaseRow, key: str, message: str) -> None:
        """The cell under `key`, also where nothing stands in it or the sheet has no such column."""
        if key in one.row.said or key not in self.cells.columns:
            one.row.trouble(key, message)
        else:
            one.row.troubles.append(Trouble(self.cells.heading(key), "", message))

    def _on_case(self, row: Row, planned: Planned) -> CaseRow | None:
        for key, column in self.cells.columns.items():
            if column.required and not row.values.get(key) and key not in row.said:
                row.troubles.append(Trouble(self.cells.heading(key), "", _("Nothing stands here, and a row needs it.")))
        if not (text := row.values.get("case")):
            return None
        try:
            case = self.cases.find(text)
        except NoCase as error:
            row.trouble("case", str(error))
            return None
        planned.case, planned.name = case.reference, case.prisoner.name
        return CaseRow(row, case, planned)


class AddsOnce(OnCases):
    """Plans rows that only add. What is on record already, or stood in an earlier row, is the same and stays out.

    A kind says what makes two rows one (`key_of`), what of the cases is on record (`recorded`), and what is wrong with
    a row that can be read (`check`).
    """

    @abstractmethod
    def key_of(self, one: CaseRow) -> Hashable:
        """What makes another row the same."""

    @abstractmethod
    def recorded(self, cases: Sequence[Case]) -> set[Hashable]:
        """The keys of what the user may see on `cases`."""

    @abstractmethod
    def check(self, one: CaseRow) -> None:
        """Object to what the service would refuse."""

    def judge(self, rows: Sequence[CaseRow]) -> None:
        on_record = self.recorded(cases_of(rows))
        for one in rows:
            key = self.key_of(one)
            if key in on_record or key in self.earlier:
                one.planned.verdict = Verdict.SAME
            else:
                self.check(one)
            if not one.row.is_broken:
                self.earlier.add(key)


def cases_of(rows: Sequence[CaseRow]) -> list[Case]:
    return list({one.case.pk: one.case for one in rows}.values())
