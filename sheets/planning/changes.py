"""What a row would change on a case: what is recorded against what the row says, cell by cell.

A list only grows: a sheet that names one of three aliases does not take the others away. What is blank in the sheet
blanks nothing, unless the mapping says so; and what a person reads is what would be written (`Column.show`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.models import Case, Update
from cases.services.updates import SETTLES
from cases.vocabulary import KeyDateKind
from core import clock
from core.search_keys import loose_key
from sheets.columns import COLUMNS
from sheets.columns.base import Column
from sheets.columns.dated import CLOSER, DATED
from sheets.facts import CaseFacts, facts_of
from sheets.models import SheetImport
from sheets.planning.cells import Row
from sheets.planning.happenings import is_recorded, steps_of
from sheets.planning.judging import check_code_name, check_steps
from sheets.shapes import NOTE, Changed, Line, Planned
from sheets.vocabulary import SheetKind

#: What tells which case it is, and where it is from; what is only said of something new.
_NEVER = frozenset({"reference", "state", "source", "sentence"})
#: What the mapping says of every row, and so of a case that is there as well.
_OF_EVERY_CASE = ("source", "state")
#: What an empty cell may blank, where the mapping says that it does.
BLANKABLE = frozenset({
    "native_name", "other_names", "birth", "nationalities", "residences", "categories", "biography",
})  # fmt: skip


def changes_of(facts: CaseFacts, values: dict[str, Any]) -> list[Changed]:
    """Each cell that would change something, in the order of the columns."""
    columns = [one for one in COLUMNS[SheetKind.CASES] if one.of and one.obeyed and one.key not in _NEVER]
    return [change for one in columns if one.key in values for change in _change(one, facts, values)]


def _change(column: Column, facts: CaseFacts, values: dict[str, Any]) -> Iterator[Changed]:
    was, said = recorded(column, facts), values[column.key]
    now = combined(column.key, facts, said)
    if column.key in DATED and is_recorded(column.key, facts, said):
        return
    if column.key in CLOSER and not _is_of_that_update(CLOSER[column.key], facts, values):
        return
    if (was or now) and was != now and not _is_moot(column.key, facts, said):
        yield Changed(column.key, column.show(was) if was else "", column.show(now) if now else "")


def notes_of(notes: Iterable[tuple[str, str]]) -> list[Changed]:
    """Headings and texts that a case would have in a note."""
    return [Changed(NOTE, "", f"{heading}: {text}") for heading, text in notes]


def recorded(column: Column, facts: CaseFacts) -> Any:
    return column.of(facts) if column.of else None


def combined(key: str, facts: CaseFacts, said: Any) -> Any:
    """What would be recorded under `key` once a row that says so is applied: of a list, what is there and what is new.

    An empty list blanks, as an empty text does.
    """
    if not isinstance(said, list) or not said:
        return said
    was = recorded(_COLUMNS[key], facts) or []
    known = {same for one in was for same in _same(key, one)}
    if key == "other_names":
        known |= {facts.prisoner.name, facts.prisoner.native_name}
    new = [one for one in said if known.isdisjoint(_same(key, one))]
    if not new:
        return was
    return [*was, *new] if key == "charge" else sorted([*was, *new])


_COLUMNS = {column.key: column for column in COLUMNS[SheetKind.CASES]}


def _same(key: str, one: Any) -> set[Any]:
    """By what a thing in a list is the same as another: a charge by its article or its words, whatever its category."""
    if key == "charge":
        words = " ".join(one["text"].split()).casefold()
        return {("article", one["statute"]), ("words", words)} - _NO_WORDS or {("category", one["category"])}
    return {loose_key(one) if key == "judge" else one}


_NO_WORDS = {("article", ""), ("words", "")}


def _is_of_that_update(dated: str, facts: CaseFacts, values: dict[str, Any]) -> bool:
    """Whether an outcome is said of the update that is recorded, or of one that the row would log."""
    of = DATED[dated].of(facts)
    when = values.get(dated)
    return when is not None if of is None else when is None or _stays(dated, of, facts, when)


def _stays(dated: str, of: Update, facts: CaseFacts, when: str) -> bool:
    """Whether `when` is the date of `of`, or would be: not that of an earlier one of its kind."""
    return of.occurred.to_edtf() == when or not is_recorded(dated, facts, when)


def _is_moot(key: str, facts: CaseFacts, said: Any) -> bool:
    """What is as it is said already, in other words or another place; or what something recorded has settled."""
    if key == "name":
        return said in facts.prisoner.all_names()
    if key == "sentence_end":
        return any(KeyDateKind.SENTENCE_END in SETTLES.get(update.kind, ()) for update in facts.updates)
    if key == "facility" and not facts.case.facility_id:
        # Released, or on the way: where they were held before is no news.
        return any(said in (update.place, update.facility and update.facility.name) or said in update.summary
                   for update in facts.updates)  # fmt: skip
    return False


def against(sheet: SheetImport, planned: Planned, case: Case) -> Planned:
    """A possible duplicate that somebody says is `case`: what the row would change there.

    Its values stay as the row says them, so that it may still turn out to be somebody else; but what the mapping says
    of every row is said of new cases. Raises ValidationError where the row cannot be about that case, or would be
    refused there.
    """
    facts = facts_of([case], sheet.by)[0]
    row = Row(Line(planned.number, ()), values=dict(of_known_case(planned).values))
    check_code_name(row, facts)
    changes = [*changes_of(facts, row.values), *notes_of(planned.notes)]
    check_known(row, facts, changes)
    check_steps(row, facts, list(steps_of(row.values, facts, clock.today())), label=str)
    if wrong := [trouble.message for trouble in row.troubles if trouble.fatal]:
        raise ValidationError(wrong)
    return replace(planned, case=case.reference, changes=changes)


def of_known_case(planned: Planned) -> Planned:
    """The row without what the mapping says of new cases."""
    of_new = set(planned.of_mapping).difference(_OF_EVERY_CASE)
    return replace(planned, values={key: value for key, value in planned.values.items() if key not in of_new})


def check_known(row: Row, facts: CaseFacts, changes: Sequence[Changed]) -> None:
    """What a sheet cannot do to a case that is there."""
    case = facts.case
    if (state := row.values.get("state")) and state != case.state.code:
        row.trouble(
            "state",
            _("%(case)s is a detention by %(state)s; one by another state is a case of its own.")
            % {"case": case.reference, "state": case.state},
        )
    if changes and case.owner_id != facts.user.organisation_id:
        row.trouble("reference", _("%(case)s belongs to %(owner)s; only they change it.")
                    % {"case": case.reference, "owner": case.owner})  # fmt: skip
