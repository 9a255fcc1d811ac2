"""What the dates of a row mean beside what is recorded: which are there, which correct one, which would be new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.models import Update
from cases.status import Happening, fold, state_on
from cases.vocabulary import Status
from core.partial_dates import PartialDate
from sheets.columns.dated import DATED
from sheets.facts import CaseFacts


@dataclass(frozen=True, slots=True)
class Step:
    """A date of a row that is not on record. `corrects`: the update that has another date in its place."""

    key: str
    happening: Happening
    corrects: Update | None = None


def is_recorded(key: str, facts: CaseFacts, when: str) -> bool:
    """Whether any update that the column may stand for has this very date."""
    return any(update.occurred.to_edtf() == when for update in DATED[key].all_of(facts))


def steps_of(values: Mapping[str, Any], facts: CaseFacts | None, today: date) -> Iterator[Step]:
    """What the dates of a row would log or correct, in the order of the columns."""
    for key, dated in DATED.items():
        when = values.get(key)
        if not when or (facts and is_recorded(key, facts, when)):
            continue
        old = dated.of(facts) if facts else None
        detail = dated.detail_said(values) if old is None else values.get(dated.detail_in) or old.detail
        occurred = PartialDate.from_edtf(when)
        yield Step(key, Happening(occurred, today, dated.kind, detail), old)


def happenings_of(facts: CaseFacts | None, steps: list[Step]) -> list[Happening]:
    """What would be on record, as far as it counts for everybody: the steps first, in their turn."""
    gone = {step.corrects.pk for step in steps if step.corrects}
    kept = [update for update in facts.updates if update.counted and update.pk not in gone] if facts else []
    return [*(step.happening for step in steps), *map(_happening, kept)]


def _happening(update: Update) -> Happening:
    return Happening(update.occurred, update.logged_on, update.kind, update.detail, update.sequence, update.facility_id)


def status_with(facts: CaseFacts | None, steps: list[Step], today: date) -> Status:
    """The status that the case would have today."""
    if facts and not steps:
        return Status(facts.case.status)
    return state_on(fold(happenings_of(facts, steps)), today).status
