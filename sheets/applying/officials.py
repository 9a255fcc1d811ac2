"""Applying a sheet of officials."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from cases.models import Case, Involvement, Official, OfficialName
from cases.services.involvements import propose_involvement
from sheets.applying.on_cases import Made, one_by_one
from sheets.columns.officials import involvement_data
from sheets.models import SheetImport, SheetRow
from sheets.planning.officials import keys_of, names_in
from sheets.shapes import Planned


def apply_officials(sheet: SheetImport, rows: Iterator[SheetRow], told: Callable[[int], None]) -> None:
    """Say of each official what they did, as alleged; one whom several rows name is made once."""
    one_by_one(sheet, rows, told, _Proposing(sheet).propose)


@dataclass
class _Proposing:
    sheet: SheetImport
    new: dict[tuple[int, str], Official] = field(default_factory=dict)

    def propose(self, planned: Planned, case: Case) -> Made:
        keys = [(case.state_id, key) for key in sorted(keys_of(names_in(planned.values)))]
        known = next((self.new[key] for key in keys if key in self.new), None) or self._recorded(planned)
        # Sealed, it was not to be seen when the row was planned, and is not to be told of now.
        if known is not None and Involvement.objects.filter(
            case=case, official=known, function=planned.values["function"]
        ):
            return {}
        data = involvement_data(planned.values, planned.notes, known)
        involvement = propose_involvement(case=case, data=data, by=self.sheet.by)
        made: Made = {"involvement": [involvement.pk]}
        if known is None:
            made["official"] = [involvement.official_id]
            self._name(involvement.official, planned)
            self.new |= dict.fromkeys(keys, involvement.official)
        return made

    def _recorded(self, planned: Planned) -> Official | None:
        seen = Official.objects.visible_to(self.sheet.by)
        return seen.filter(reference=planned.record).first() if planned.record else None

    def _name(self, official: Official, planned: Planned) -> None:
        """Keep the other names of a new official, and find them by these too."""
        others = [name for name in planned.values.get("other_names", ()) if name not in official.all_names()]
        for name in others:
            OfficialName.objects.create(official=official, text=name)
        if others:
            official.save()
