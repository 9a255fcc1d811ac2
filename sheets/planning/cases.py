"""What becomes of the rows of a sheet of cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from sheets.columns.dated import DATED
from sheets.facts import CaseFacts
from sheets.models import SheetImport
from sheets.planning.alike import Known, Person, people_on_file
from sheets.planning.cells import Cells, Row
from sheets.planning.changes import BLANKABLE, changes_of, check_known, notes_of, recorded
from sheets.planning.judging import MAY_BE_NOTES, judge
from sheets.planning.matching import LONGEST_HEADING, NOTED, WHO, Found, Named, first_date, found, noted, who
from sheets.shapes import NOTE, Alike, Line, Planned, Trouble
from sheets.vocabulary import Verdict

#: What is read of a row to find out who it is about.
_WHO = ("state", "name", "birth", *DATED)


class Unfit(Exception):
    """The row cannot be matched; `heading` is that of the cell to blame."""

    def __init__(self, heading: str, message: str) -> None:
        super().__init__(message)
        self.heading = heading


class CasePlanner:
    """Rows of cases: each adds one, changes one, says nothing new, may be somebody known, or is to be mended."""

    def __init__(self, sheet: SheetImport) -> None:
        self.sheet = sheet
        self.cells = Cells(sheet)
        self.today = self.cells.context.today
        self.heading = self.cells.mapping.key
        # The rows so far, by what they mean.
        self._cases: dict[str, int] = {}
        self._numbers: dict[str, int] = {}
        self._whos: dict[str, int] = {}

    @cached_property
    def known(self) -> Known:
        """Who is on file; the rows that add somebody join them."""
        return Known(people_on_file(self.sheet.by))

    def plan(self, lines: Sequence[Line]) -> list[Planned]:
        rows = [self._named(line) for line in lines]
        there = found(self.sheet, self.heading, rows)
        return [self._planned(row, there) for row in rows]

    def _named(self, line: Line) -> Named:
        notes = [pair for key in (NOTE, *MAY_BE_NOTES) for pair in self.cells.texts(line, key)]
        return Named(
            line=line,
            reference=self.cells.text(line, "reference").upper(),
            number=self.cells.under(line, self.heading),
            who=who(self.cells.read(line, _WHO).values),
            notes=notes,
        )

    def _planned(self, named: Named, there: Found) -> Planned:
        try:
            facts = self._match(named, there)
        except Unfit as error:
            row = self.cells.read(named.line)
            row.troubles.append(Trouble(error.heading, self.cells.under(named.line, error.heading), str(error)))
            return self._written(named, row)
        if facts is None:
            # Their case is an earlier row's; so this one is no more than perhaps somebody new.
            return self._new(named, also=next(iter(there.known_as(WHO, named.who)), None))
        planned = self._about(named, facts, there)
        if planned.changes and not named.is_certain:
            return self._new(named, also=facts)
        self._cases[facts.case.reference] = named.line.number
        return planned

    # --- Which case.
    def _match(self, named: Named, there: Found) -> CaseFacts | None:
        """The case that the row is about; None for somebody new. Raises Unfit."""
        if named.number and (earlier := self._numbers.setdefault(named.number, named.line.number)) != named.line.number:
            words = _("Row %(row)s has the number “%(number)s” too.")
            raise Unfit(self.heading, words % {"row": earlier, "number": named.number})
        facts = self._named_case(named, there)
        if facts and (earlier := self._cases.get(facts.case.reference, 0)):
            raise Unfit(self._heading_of_case(named), _("Row %(row)s is about the same case.") % {"row": earlier})
        free = [one for one in there.known_as(WHO, named.who) if one.case.reference not in self._cases]
        return facts or next(iter(free), None)

    def _named_case(self, named: Named, there: Found) -> CaseFacts | None:
        if named.reference:
            if (facts := there.by_reference.get(named.reference)) is not None:
                return facts
            # Word for word the same whether it is not there or not to be seen.
            words = _("There is no case “%(reference)s” here. Correct it, or empty the cell to add a new case.")
            raise Unfit(self.cells.heading("reference"), words % {"reference": named.reference})
        numbered = there.known_as(self.heading[:LONGEST_HEADING], named.number)
        if len(numbered) > 1:
            references = ", ".join(facts.case.reference for facts in numbered)
            words = _("“%(number)s” is the number of several cases (%(references)s): write the reference.")
            raise Unfit(self.heading, words % {"number": named.number, "references": references})
        return numbered[0] if numbered else None

    # --- What becomes of it.
    def _about(self, named: Named, facts: CaseFacts, there: Found) -> Planned:
        """A row about a case on file. What the mapping says of every row is said of new cases; the source of both."""
        row = self.cells.read(
            named.line,
            always=lambda key: key == "source",
            recorded=lambda column: recorded(column, facts),
            state=facts.case.state.code,
            blankable=BLANKABLE,
        )
        judge(row, facts, self.today, self.cells.heading)
        row.notes = [note for note in row.notes if not there.is_noted(facts, *note)]
        changes = changes_of(facts, row.values)
        changes += notes_of(row.notes)
        check_known(row, facts, changes)
        planned = self._written(named, row, facts)
        if planned.verdict != Verdict.BROKEN:
            planned.changes = changes
            planned.verdict = Verdict.CHANGE if changes else Verdict.SAME
        return planned

    def _new(self, named: Named, also: CaseFacts | None = None) -> Planned:
        """Somebody new, or perhaps somebody known: `also`, or whom the names and dates suggest."""
        row = self.cells.read(named.line)
        judge(row, None, self.today, self.cells.heading)
        planned = self._written(named, row)
        if planned.verdict == Verdict.BROKEN:
            return planned
        person = _person(row.values, named.line.number)
        planned.alike = list(self._alike(named, person, also))
        planned.verdict = Verdict.ALIKE if planned.alike else Verdict.ADD
        self.known.add(person)
        self._whos.setdefault(named.who, named.line.number)
        return planned

    def _alike(self, named: Named, person: Person, also: CaseFacts | None) -> Iterator[Alike]:
        known = self.known.like(person)
        if also:
            why = _("known by this name and state before; nothing else tells who it is")
            yield Alike(also.prisoner.name, (why,), reference=also.case.reference)
        if earlier := self._whos.get(named.who):
            yield next(
                (one for one in known if one.row == earlier),
                Alike(person.names[0], (_("the same name and dates"),), row=earlier),
            )
        for one in known:
            if one.row != self._whos.get(named.who) and not (also and one.reference == also.case.reference):
                yield one

    def _written(self, named: Named, row: Row, facts: CaseFacts | None = None) -> Planned:
        number = [(self.heading[:LONGEST_HEADING], named.number)] if named.number else []
        return Planned(
            number=named.line.number,
            verdict=Verdict.BROKEN if row.is_broken else Verdict.ADD,
            name=row.values.get("name") or (facts.prisoner.name if facts else self.cells.text(named.line, "name")),
            case=facts.case.reference if facts else "",
            values=row.values,
            troubles=row.troubles,
            notes=row.notes,
            keys=[(WHO, named.who), *number, *((NOTED, noted(*note)) for note in row.notes)],
            of_mapping=sorted(row.of_mapping & row.values.keys()),
        )

    def _heading_of_case(self, named: Named) -> str:
        return self.cells.heading("reference") if named.reference else self.heading


def _person(values: dict[str, Any], number: int) -> Person:
    names = [values["name"], values.get("native_name"), *values.get("other_names", ())]
    return Person(
        names=tuple(dict.fromkeys(filter(None, names))),
        state=values["state"],
        birth=values.get("birth") or "",
        arrest=first_date(values),
        gender=values.get("gender") or "",
        row=number,
    )
