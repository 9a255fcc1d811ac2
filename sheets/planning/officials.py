"""What becomes of the rows of a sheet of officials: whom they mean, and what is new of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import Case, Involvement, Official
from cases.services.involvements import check_involvement
from core.search_keys import loose_key
from sheets.columns.officials import involvement_data
from sheets.models import SheetImport
from sheets.planning.on_cases import CaseRow, OnCases, cases_of
from sheets.vocabulary import Verdict

_REFERENCE = re.compile(r"O-[0-9A-Z]{6}", re.IGNORECASE)
#: Who did what where: the one thing that is said of an official on a case once.
Deed = tuple[int, Hashable, str]


def keys_of(names: Iterable[str]) -> set[str]:
    """By what a name is the same in any script and any order of its words."""
    return {key for name in names if name and (key := loose_key(name))}


def names_in(values: dict[str, Any]) -> list[str]:
    return [values["name"], values.get("native_name", ""), *values.get("other_names", ())]


class OfficialsKnown:
    """Officials that `user` may see, by state and by every name; each state is read once."""

    def __init__(self, user: User) -> None:
        self.user = user
        self._by_name: dict[int, dict[str, list[Official]]] = {}

    def learn(self, states: Iterable[int]) -> None:
        new = set(states) - self._by_name.keys()
        self._by_name |= {state: defaultdict(list) for state in new}
        officials = Official.objects.visible_to(self.user).filter(state__in=new).prefetch_related("other_names")
        for official in officials.order_by("pk"):
            for key in keys_of(official.all_names()):
                self._by_name[official.state_id][key].append(official)

    def called(self, state: int, values: dict[str, Any]) -> list[Official]:
        """Those of a state that bear one of the row's names, or the reference that stands in its place."""
        if _REFERENCE.fullmatch(values["name"]):
            of_state = (official for group in self._by_name[state].values() for official in group)
            found = [official for official in of_state if official.reference == values["name"].upper()]
        else:
            found = [official for key in keys_of(names_in(values)) for official in self._by_name[state].get(key, ())]
        return list({official.pk: official for official in found}.values())


def in_row(number: int) -> str:
    """An official whom this row is the first to name."""
    return _("row %(number)s") % {"number": number}


class OfficialPlanner(OnCases):
    def __init__(self, sheet: SheetImport) -> None:
        super().__init__(sheet)
        self.known = OfficialsKnown(sheet.by)
        self.new: dict[tuple[int, str], int] = {}  # by state and name: the row that first names them

    def judge(self, rows: Sequence[CaseRow]) -> None:
        self.known.learn({one.case.state_id for one in rows})
        on_record = self._recorded(cases_of(rows))
        for one in rows:
            self.insist_on_owner(one)
            who = self._who(one)
            deed = (one.case.pk, who, one.values["function"])
            if deed in on_record or deed in self.earlier:
                one.planned.verdict = Verdict.SAME
                continue
            self.check(one)
            if not one.row.is_broken:
                self.earlier.add(deed)
                self._tell_whom(one, who)

    def check(self, one: CaseRow) -> None:
        try:
            check_involvement(involvement_data(one.values, one.row.notes))
        except ValidationError as error:
            self.objected(one, error)

    def _recorded(self, cases: Sequence[Case]) -> set[Deed]:
        rows = Involvement.objects.visible_to(self.by).filter(case__in=cases).order_by()
        return set(rows.values_list("case", "official", "function"))

    def _who(self, one: CaseRow) -> Hashable:
        """The key of an official we have; the number of the row that first names a new one."""
        state, name = one.case.state_id, one.values["name"]
        found = self.known.called(state, one.values)
        if len(found) > 1:
            references = ", ".join(official.reference for official in found[:4])
            message = _("Several officials are called so (%(references)s): write the reference of the one you mean.")
            one.row.trouble("name", message % {"references": references})
        if not found and _REFERENCE.fullmatch(name):
            one.row.trouble("name", _("There is no official “%(reference)s” here.") % {"reference": name})
        if found:
            one.planned.record = found[0].reference
            return found[0].pk
        keys = keys_of(names_in(one.values))
        first = min((self.new[state, key] for key in keys if (state, key) in self.new), default=one.planned.number)
        for key in keys:
            self.new.setdefault((state, key), first)
        return in_row(first)

    def _tell_whom(self, one: CaseRow, who: Hashable) -> None:
        """A name may be a namesake's: whoever brings the sheet sees to whom the row is put."""
        if one.planned.record:
            official = self.known.called(one.case.state_id, one.values)[0]
            said = {"name": official.name, "reference": official.reference, "position": official.position or "—"}
            words = _("We have this official: %(name)s, %(reference)s, %(position)s. The row adds to what they did.")
            one.row.trouble("name", words % said, fatal=False)
        elif who != in_row(one.planned.number):
            words = _("The same official as in %(row)s.") % {"row": who}
            one.row.trouble("name", words, fatal=False)
