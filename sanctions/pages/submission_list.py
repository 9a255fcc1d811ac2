"""The rows of the list of submissions: whom, under what, where it stands, and for whom as the reader may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from advocacy.clock_face import distance
from advocacy.models import ActionCase
from advocacy.stages import Stage, stage_of
from cases.models import Case
from sanctions.models import Submission
from sanctions.pages.submission import title_of


@dataclass(frozen=True)
class Row:
    submission: Submission
    title: str
    stage: Stage
    distance: str
    cases: list[Case]


def rows_of(submissions: Iterable[Submission], reader: User, day: date) -> list[Row]:
    """Each with its cases behind their own door: one question for the whole page."""
    found = list(submissions)
    actions = [one.action_id for one in found]
    seen = {
        case.pk: case
        for case in Case.objects.visible_to(reader).filter(actions__in=actions).select_related("prisoner").distinct()
    }
    links = ActionCase.objects.filter(action__in=actions, case__in=seen).order_by("pk")
    cases: dict[int, list[Case]] = {}
    for action, case in links.values_list("action", "case"):
        cases.setdefault(action, []).append(seen[case])
    return [
        Row(one, title_of(one), stage_of(one.action, day), distance(one.action, day), cases.get(one.action_id, []))
        for one in found
    ]
