"""What becomes of the rows of a sheet of key dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.models import KeyDate
from cases.services.dates import ExpectedData, check_expected
from cases.vocabulary import KeyDateKind
from core.partial_dates import PartialDate
from core.search_keys import search_key
from sheets.models import SheetImport
from sheets.planning.on_cases import CaseRow, OnCases
from sheets.shapes import Changed
from sheets.vocabulary import Verdict

_K = KeyDateKind
#: Of these a case has one at a time; a hearing or a reminder is told from others by its words alone.
ONE_AT_A_TIME = frozenset({_K.REMAND_EXPIRY, _K.APPEAL_LIMIT, _K.PAROLE, _K.SENTENCE_END})
Name = tuple[int, str, str]


def expected_data(values: dict[str, Any]) -> ExpectedData:
    """What a row says, as the service takes it."""
    return ExpectedData(
        kind=values["kind"],
        due=PartialDate.from_edtf(values["due"]),
        summary=values.get("summary", ""),
        level=values.get("level", ""),
    )


class DatePlanner(OnCases):
    """Adds dates; one that is open under the same kind and words moves to the day that the row says."""

    def __init__(self, sheet: SheetImport) -> None:
        super().__init__(sheet)
        self.claimed: dict[int, int] = {}  # by key date: the row that says when it is

    def judge(self, rows: Sequence[CaseRow]) -> None:
        dates = self._dates({one.case.pk for one in rows})
        # Those that are as they were come first: of several hearings in the same words none is another postponed.
        for one in [one for one in rows if not self._is_recorded(one, dates)]:
            if self.key_of(one) in self.earlier:
                one.planned.verdict = Verdict.SAME
            else:
                self.earlier.add(self.key_of(one))
                self._move_or_add(one, dates[_name(one)])

    def key_of(self, one: CaseRow) -> tuple[Name, str]:
        return _name(one), one.values["due"]

    def _dates(self, cases: set[int]) -> dict[Name, list[KeyDate]]:
        rows = KeyDate.objects.visible_to(self.by).filter(case__in=cases).select_related("entered_by").order_by("pk")
        found: dict[Name, list[KeyDate]] = defaultdict(list)
        for row in rows:
            found[row.case_id, row.kind, _words(row.summary)].append(row)
        return found

    def _is_recorded(self, one: CaseRow, dates: dict[Name, list[KeyDate]]) -> bool:
        same = next((date for date in dates[_name(one)] if date.due.to_edtf() == one.values["due"]), None)
        if same is None:
            return False
        one.planned.verdict = Verdict.SAME
        moved_by = self.claimed.setdefault(same.pk, one.planned.number)
        if moved_by != one.planned.number and (_name(one), same.due.to_edtf()) not in self.earlier:
            message = _("Row %(row)s moves this date to another day: one of the two is right.")
            one.row.trouble("due", message % {"row": moved_by})
        self.earlier.add(self.key_of(one))
        return True

    def _move_or_add(self, one: CaseRow, dates: Sequence[KeyDate]) -> None:
        told_apart = one.values["kind"] in ONE_AT_A_TIME or bool(one.values.get("summary"))
        meant = [date for date in dates if date.resolved_on is None and date.pk not in self.claimed]
        if not meant or not told_apart:
            self.check(one)
        elif len(meant) > 1:
            self.blame(one, "summary", _("Several open dates go by this: move the one that is meant by hand."))
        else:
            self._move(one, meant[0])

    def _move(self, one: CaseRow, key_date: KeyDate) -> None:
        if key_date.entered_by is None or key_date.entered_by.organisation_id != self.by.organisation_id:
            self.insist_on_owner(one)
        self.claimed[key_date.pk] = one.planned.number
        one.planned.verdict, one.planned.record = Verdict.CHANGE, key_date.reference
        one.planned.changes = [Changed("due", key_date.due.to_edtf(), one.values["due"])]

    def check(self, one: CaseRow) -> None:
        try:
            check_expected(expected_data(one.values), one.case)
        except ValidationError as error:
            self.objected(one, error)
        if one.row.notes:
            message = _("A date keeps no notes: say under “What is expected” what must not be lost.")
            one.row.trouble("", message, fatal=False)


def _name(one: CaseRow) -> Name:
    return one.case.pk, one.values["kind"], _words(one.values.get("summary", ""))


def _words(summary: str) -> str:
    return search_key(summary) or summary
