"""What each jurisdiction has and has not done about a case, as one reader may know it, as of any day.

That nothing is recorded is the most quoted thing we say and the easiest to get wrong. So it is always said of the
record, with the last act logged and with when somebody last searched: never that a government did nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from accounts.models.organisation import OrganisationKind
from advocacy.acts import Act, days_since_arrest
from advocacy.jurisdictions import jurisdiction_of, name_of
from advocacy.models import Action, Ask, Determination, Search
from advocacy.record import Asked, Record, record_of
from advocacy.sentences import counted, not_recorded, sentence_of_the_day
from advocacy.vocabulary import AskState, Weight
from cases.models import Case

__all__ = ["Line", "Record", "Row", "record_of", "sentence_of_the_day", "standing"]

_KIND = OrganisationKind
#: Bodies of a state that are shown together, in this order. Every other body has a line of its own.
BRANCHES: dict[str, tuple[OrganisationKind, ...]] = {
    "government": (_KIND.GOVERNMENT, _KIND.MINISTRY),
    "parliament": (_KIND.PARLIAMENT,),
    "legislators": (_KIND.LEGISLATOR,),
    "envoy": (_KIND.ENVOY,),
}
#: What a state that could act always has, so that its line stands there with nothing recorded on it.
ALWAYS = ("government", "parliament", "legislators")


@dataclass(frozen=True)
class LastAct:
    """An act with its day counted from the arrest; `days` is None before the arrest, or where none is recorded."""

    act: Act
    days: tuple[int, int] | None
    bodies: list[Organisation]

    @property
    def count(self) -> str:
        """“371”, or “354–384” where a date is known less closely."""
        return counted(self.days)


@dataclass(frozen=True)
class Line:
    """One body, or the bodies of one branch: what was asked of them, and their last act of each weight."""

    branch: str
    name: str
    asks: list[Asked]
    last: dict[str, LastAct]

    @property
    def is_blank(self) -> bool:
        """Whether nothing was asked of it and no act of it is recorded."""
        return not self.asks and not self.last

    @property
    def many(self) -> bool:
        """Whether several bodies share this line, so that each act says whose it was."""
        return self.branch in BRANCHES

    @property
    def cells(self) -> list[tuple[str, LastAct | None]]:
        """The last act of every weight, in the order of the columns."""
        return [(str(weight.label), self.last.get(weight)) for weight in Weight]


@dataclass(frozen=True)
class Row:
    """A jurisdiction: why it stands here, what it did, what is not recorded, and who searched last."""

    code: str
    tie: str
    detaining: bool
    lines: list[Line]
    sentence: str
    search: Search | None

    def records(self) -> Iterator[Action | Determination | Ask]:
        """Every action, finding and ask that the row tells of."""
        for line in self.lines:
            yield from (record for last in line.last.values() if (record := last.act.levelled))
            yield from (one.ask for one in line.asks)

    @property
    def open_asks(self) -> int:
        """How many asks of its bodies still stand."""
        return sum(one.state in {AskState.OPEN, AskState.PARTLY_MET} for line in self.lines for one in line.asks)

    @property
    def name(self) -> str:
        return name_of(self.code)


def standing(case: Case, reader: User, day: date, *, record: Record | None = None) -> list[Row]:
    """What every jurisdiction concerned has and has not done by `day`, as far as `reader` may see.

    The prisoner's own states come first, then the others with an act, an ask or a search, by name; the detaining
    state last.
    """
    record = record or record_of(case, reader)
    detaining = case.state.code
    others = sorted(record.concerned(day) - set(record.own), key=lambda code: (code == detaining, name_of(code)))
    asked = record.asked_by(day)
    return [_row(record, code, day, asked) for code in [*record.own, *others]]


def _row(record: Record, code: str, day: date, asked: list[Asked]) -> Row:
    detaining = code == record.case.state.code
    return Row(
        code=code,
        tie=record.own.get(code, ""),
        detaining=detaining,
        lines=_lines(record, code, day, asked),
        sentence="" if detaining else not_recorded(record, code, day),
        search=record.searched(code, day),
    )


def _lines(record: Record, code: str, day: date, asked: list[Asked]) -> list[Line]:
    acts: dict[str, list[Act]] = {}
    asks: dict[str, list[Asked]] = {}
    expected = [*ALWAYS, *(["envoy"] if code in record.envoys else [])] if code in record.own else []
    names: dict[str, str] = {branch: branch_label(branch) for branch in expected}
    for act in record.acts_of(code, day):
        for body in act.by(code):
            acts.setdefault(_named(names, body), []).append(act)
    for one in asked:
        if jurisdiction_of(one.ask.addressee) == code:
            asks.setdefault(_named(names, one.ask.addressee), []).append(one)
    order = list(BRANCHES)
    ranked = sorted(names, key=lambda key: (order.index(key) if key in order else len(order), names[key]))
    return [Line(key, names[key], asks.get(key, []), _last_of_each(record, code, acts.get(key, []))) for key in ranked]


def _named(names: dict[str, str], body: Organisation) -> str:
    """On which line a body stands; the line is named when it is first met."""
    for branch, kinds in BRANCHES.items():
        if body.kind in kinds:
            names.setdefault(branch, branch_label(branch))
            return branch
    names.setdefault(body.slug, body.name)
    return body.slug


def branch_label(branch: str) -> str:
    words = {
        "government": _("Government"),
        "parliament": _("Parliament"),
        "legislators": _("Legislators"),
        "envoy": _("Envoy"),
    }
    return words[branch]


def _last_of_each(record: Record, code: str, acts: list[Act]) -> dict[str, LastAct]:
    """The last act of each weight: the acts come in order, so a later one takes the place of an earlier."""
    case = record.case
    return {act.weight: LastAct(act, days_since_arrest(case, act.when.earliest, act.on), act.by(code)) for act in acts}
