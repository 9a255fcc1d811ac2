"""The one shape of a stall rule, and the table of all of them.

Each app's `stalling.py` holds its rules; `reminders` runs whatever is registered here. A rule is written once and
serves the run over all cases, the check of one case after a write, and replay: it is given an `AsOf` and yields
findings, pure and set-based. The docstring of a rule is what the user guide prints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, ClassVar

from cases.as_of import AsOf, Finding, Findings
from cases.vocabulary import Tier

# Who is told, beside the holders of a duty (`accounts.DutyKind`).
LEAD = "lead"
OWNER = "owner"  # whoever is responsible for the action it is about; where nobody is, the lead
ADMINS = "admins"
ENGINE = "engine"


def by_tier(critical: int, high: int, standard: int, watch: int) -> dict[str, int]:
    """Days for each tier, in the order of the rules' table."""
    return dict(zip(Tier.values, (critical, high, standard, watch), strict=True))


@dataclass(frozen=True, slots=True)
class Rounds:
    """On which days an open alert is told: when it opened, on the days `first` after it, then every so many days.

    `every` 0: never again. `halved`: every half of the time that the rule waited, which differs by tier. For what is
    expected on a day (`until`), `marks` are the days before it that count instead, and `daily` says how many days after
    it are each a round of their own. Reckoned from the day it opened, never from when the engine ran. `monthly`: on the
    first of each month, and not before the first that comes after it opened.
    """

    every: int = 7
    first: tuple[int, ...] = ()
    monthly: bool = False
    halved: bool = False
    marks: tuple[int, ...] = ()
    daily: int = 0

    @property
    def interval(self) -> int:
        """The shortest time between two rounds, in days."""
        if self.monthly:
            return 28
        return min([*self.first[:1], *([self.every] if self.every else [])], default=0)

    def last(self, day: date, opened: date, until: date | None, since: date | None = None) -> date:
        """The latest round that is not after `day`; of a monthly one it may lie before it opened.

        `since` is the day from which the rule waited.
        """
        if self.monthly:
            return day.replace(day=1)
        if until is not None and day > until:
            late = (day - until).days
            return max(opened, until + timedelta(late if late <= self.daily else self._weekly(late)))
        if until is not None and self.marks:
            return max([opened, *(mark for mark in self._marked(until) if opened <= mark <= day)])
        return opened + timedelta(self._repeat((day - opened).days, (opened - since).days if since else 0))

    def _repeat(self, age: int, waited: int) -> int:
        """The latest repeat that is not after `age`, both in days since it opened."""
        every = max(waited // 2, 1) if self.halved and waited else self.every
        begun = max((day for day in self.first if day <= age), default=0)
        if not every or (self.first and begun < self.first[-1]):
            return begun
        return begun + (age - begun) // every * every

    def _weekly(self, late: int) -> int:
        # The first day after it has passed is always a round.
        start = self.daily or 1
        return start + (late - start) // self.every * self.every if self.every else start

    def next(self, day: date, opened: date, until: date | None, since: date | None = None) -> date:
        """The first round after `day`; the last day of the calendar where there is none."""
        horizon = 400 + max((until - day).days if until else 0, 0) + ((opened - since).days if since else 0)
        for following in (day + timedelta(days) for days in range(1, horizon)):
            if self.last(following, opened, until, since) == following:
                return following
        return date.max

    def step(self, day: date, until: date | None) -> int:
        """How many marks are behind us, and one more once the day itself has passed."""
        if until is None:
            return 0
        return sum(mark <= day for mark in self._marked(until)) + (day > until)

    def _marked(self, until: date) -> list[date]:
        return [until - timedelta(mark) for mark in self.marks]


@dataclass(frozen=True, slots=True)
class Snooze:
    """For how many days an alert may be put off, by tier (None: as many as the rule waits)."""

    days: Mapping[str, int] | None = None
    once_when_critical: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A stall rule with all that the engine needs to know of it.

    `says` are sentences by a finding's note (or "passed", once what was expected has passed); `titles` likewise, where
    one title does not fit all.
    """

    do_not_call_in_templates: ClassVar[bool] = True

    code: str
    slug: str
    title: Any
    says: Mapping[str, Any]
    days: Mapping[str, int]
    tell: tuple[str, ...]
    find: Callable[[AsOf], Findings]
    titles: Mapping[str, Any] = field(default_factory=dict)
    rounds: Rounds = field(default_factory=Rounds)
    snooze: Snooze | None = None
    may_stand: bool = False
    group: str = ""  # alerts of one group on one case (and one action) are told as one, worst first
    about: str = "case"
    at_once: bool = False  # critical whatever the case's tier
    once: bool = False  # over as soon as somebody has looked at it, and not opened again for the same thing
    replayed: bool = True
    #: What a subject that is no record of the case is called on a page, and where its reader goes (scope, subject).
    names: Callable[[str], str] | None = None
    where: Callable[[str, str], str] | None = None
    description: str = ""

    def __call__(self, at: AsOf) -> list[Finding]:
        """What the rule finds; without limits of the house's own, with those of its table."""
        found = self.find(at if at.limits else replace(at, limits=self.days))
        return [finding for finding in found if at.coming or finding.due <= at.day]


_rules: dict[str, Rule] = {}


def rule(
    code: str, slug: str, *, title: Any, says: Any, days: int | Mapping[str, int], tell: Sequence[str], **more: Any
) -> Callable[[Callable[[AsOf], Findings]], Rule]:
    """Register the function below as a stall rule. `more` are further fields of `Rule`."""

    def register(find: Callable[[AsOf], Findings]) -> Rule:
        made = Rule(
            code=code,
            slug=slug,
            title=title,
            says=says if isinstance(says, Mapping) else {"": says},
            days=by_tier(days, days, days, days) if isinstance(days, int) else days,
            tell=tuple(str(who) for who in tell),
            find=find,
            description=" ".join((find.__doc__ or "").split()),
            **more,
        )
        if _rules.setdefault(code, made) is not made:
            raise ValueError(f"There are two rules {code}.")
        return made

    return register


def rule_of(code: str) -> Rule:
    """The rule with this code. Raises KeyError for one that no app has."""
    return _rules[code]


def all_rules() -> Iterable[Rule]:
    """Every rule, in the order in which the apps registered them."""
    return tuple(_rules.values())
