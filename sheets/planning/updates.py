"""What becomes of the rows of a sheet of updates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence

from django.core.exceptions import ValidationError

from cases import folding
from cases.models import Case, Update
from cases.services.judging import check_update
from cases.status import Happening, contradictions
from cases.visibility import stricter
from core import clock
from core.search_keys import search_key
from sheets.columns.updates import update_data
from sheets.models import SheetImport
from sheets.planning.on_cases import AddsOnce, CaseRow, cases_of


def key_of_update(case: int, kind: str, detail: str, occurred: str, summary: str) -> Hashable:
    """What makes two accounts one: the same thing on the same day in the same words."""
    return case, kind, detail, occurred, search_key(summary) or summary


class UpdatePlanner(AddsOnce):
    def __init__(self, sheet: SheetImport) -> None:
        super().__init__(sheet)
        #: What each case's fold will read: of the record, and of the rows so far.
        self.happened: dict[int, list[Happening]] = {}

    def key_of(self, one: CaseRow) -> Hashable:
        said = one.values
        return key_of_update(one.case.pk, said["kind"], said.get("detail", ""), said["occurred"], said["summary"])

    def recorded(self, cases: Sequence[Case]) -> set[Hashable]:
        """Corrected and retracted ones too: a sheet does not bring back what somebody has set right."""
        rows = Update.objects.visible_to(self.by).filter(case__in=cases).order_by()
        facts = rows.values_list("case", "kind", "detail", "occurred", "summary")
        return {key_of_update(case, kind, detail, when.to_edtf(), said) for case, kind, detail, when, said in facts}

    def check(self, one: CaseRow) -> None:
        try:
            data = update_data(one.values, one.row.notes)
            check_update(case=one.case, data=data, logged_on=clock.today(), judge_order=False)
        except ValidationError as error:
            self.objected(one, error)

    def judge(self, rows: Sequence[CaseRow]) -> None:
        super().judge(rows)
        new: dict[int, list[CaseRow]] = defaultdict(list)
        for one in rows:
            if one.is_new:
                new[one.case.pk].append(one)
        self._remember([case for case in cases_of(rows) if case.pk in new.keys() - self.happened.keys()])
        for ours in new.values():
            self._doubt(ours)

    def _remember(self, cases: Sequence[Case]) -> None:
        updates: dict[int, list[Update]] = defaultdict(list)
        for update in Update.objects.filter(case__in=cases).counted():
            updates[update.case_id].append(update)
        for case in cases:
            self.happened[case.pk] = folding.happenings(case, updates[case.pk])

    def _doubt(self, rows: Sequence[CaseRow]) -> None:
        """Say where the order of custody does not fit. It comes in all the same: what is lacking may yet follow."""
        case = rows[0].case
        before = self.happened[case.pk]
        known = {str(found.message) for found in contradictions(before)}
        counted = [one for one in rows if not stricter(one.values.get("level") or case.level, case.level)]
        happened = [*before, *(update_data(one.values, []).happening(clock.today()) for one in counted)]
        for found in contradictions(happened):
            if str(found.message) not in known:
                counted[max(found.index - len(before), 0)].row.trouble("occurred", str(found.message), fatal=False)
        self.happened[case.pk] = happened
