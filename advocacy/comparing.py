"""Cases side by side: how many days it took from each arrest to what matters most, with what is behind each number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from advocacy.acts import Act, acts_on, days_since_arrest
from advocacy.models import Action, Determination
from advocacy.strips import Strip, StripMark, Strips, strips
from advocacy.vocabulary import ActionKind, Weight
from cases.models import Case
from core.partial_dates import PartialDate
from core.templatetags.house import days as in_days

MOST = 8
UN_PETITIONS = frozenset({ActionKind.WGAD_PETITION, ActionKind.HRC_COMMUNICATION, ActionKind.WGEID_CASE})


class Step(TextChoices):
    """What is measured from the arrest, in the order of the columns."""

    ACTION = "action", gettext_lazy("First action")
    MEASURE = "measure", gettext_lazy("First measure")
    SANCTION = "sanction", gettext_lazy("First sanction")
    PETITION = "petition", gettext_lazy("UN petition")
    DETERMINATION = "determination", gettext_lazy("Determination")
    RELEASE = "release", gettext_lazy("Release")


@dataclass(frozen=True)
class Reached:
    """A step that was reached: when, how many days after the arrest (None where that is not recorded), and by what."""

    step: Step
    when: PartialDate
    days: tuple[int, int] | None
    what: str
    who: str
    url: str
    record: Action | Determination | None = None


@dataclass(frozen=True)
class Compared:
    """One case: what was reached by a day, and how many days it is since the arrest (at most to the release)."""

    case: Case
    reached: dict[Step, Reached]
    day: date
    lasted: tuple[int, int] | None

    def records(self) -> list[Action | Determination]:
        """What stands behind the numbers."""
        return [one.record for one in self.reached.values() if one.record is not None]

    @property
    def arrested(self) -> PartialDate | None:
        """The day of the arrest as the record has it."""
        on = self.case.arrested_on
        return self.case.arrested or (PartialDate(on) if on else None)

    @property
    def cells(self) -> list[tuple[str, Reached | None]]:
        return [(str(step.label), self.reached.get(step)) for step in Step]


def compared(cases: Sequence[Case], reader: User, day: date) -> list[Compared]:
    """For each case what was reached by `day`, as far as `reader` may see: as many queries for one as for eight."""
    acts = acts_on(cases, reader)
    return [_compared(case, [act for act in acts[case.pk] if act.on <= day], day) for case in cases]


def _compared(case: Case, acts: list[Act], day: date) -> Compared:
    since = [act for act in acts if case.arrested_on is None or act.on >= case.arrested_on]
    found = ((step, next((act for act in since if _is(step, act)), None)) for step in Step)
    reached = {step: _reached(step, case, act) for step, act in found if act is not None}
    freed = case.released_on is not None and case.released_on <= day
    if freed and case.released_on:
        count = days_since_arrest(case, case.released_on)
        what = case.get_status_display()
        when = PartialDate(case.released_on)
        reached[Step.RELEASE] = Reached(Step.RELEASE, when, count, what, "", case.get_absolute_url())
    until = case.released_on if freed and case.released_on else day
    return Compared(case, reached, day, days_since_arrest(case, until))


def _is(step: Step, act: Act) -> bool:
    """Whether an act is of the kind that a step waits for. A release is no act."""
    match step:
        case Step.ACTION:
            return True
        case Step.MEASURE:
            return act.is_measure()
        case Step.SANCTION:
            return act.kind == ActionKind.SANCTION and bool(act.jurisdictions)
        case Step.PETITION:
            return act.kind in UN_PETITIONS
        case Step.DETERMINATION:
            return (act.is_finding or act.kind == ActionKind.DETERMINATION) and act.weight == Weight.MEASURE
        case _:
            return False


def _reached(step: Step, case: Case, act: Act) -> Reached:
    who = ", ".join(str(body) for body in act.bodies[:3]) + (" …" if len(act.bodies) > 3 else "")
    count = days_since_arrest(case, act.when.earliest, act.on)
    return Reached(step, act.when, count, act.word, who, act.url, act.levelled)


def strip_chart(rows: Iterable[Compared]) -> Strips | None:
    """Each case as a strip from its arrest, with a numbered mark for each step; None where no arrest is recorded."""
    shown = [row for row in rows if row.lasted is not None]
    if not shown:
        return None
    return strips([_strip(row) for row in shown], [str(step.label) for step in Step])


def _strip(row: Compared) -> Strip:
    places = {step: place for place, step in enumerate(Step)}
    marks = [
        StripMark(at=one.days[1], series=places[one.step], title=_title(row, one))
        for one in row.reached.values()
        if one.days
    ]
    name = _("%(name)s, arrested %(day)s") % {"name": row.case.prisoner.name, "day": row.arrested}
    return Strip(label=name, length=row.lasted[1] if row.lasted else 0, marks=marks)


def _title(row: Compared, one: Reached) -> str:
    said = {"name": row.case.prisoner.name, "step": one.step.label, "count": in_days(one.days), "day": one.when}
    return _("%(name)s: %(step)s after %(count)s, %(day)s") % said
