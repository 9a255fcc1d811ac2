"""What the pages of assessments show: criteria with what is held of each, versions and what changed between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from advocacy.frameworks import RULES, CriterionRule, Proposal, Rules, asks_that_follow
from advocacy.models import Action, Ask, Assessment
from advocacy.services.assessments import Held, held_in
from advocacy.vocabulary import Framework, Holding
from cases.models import Case


@dataclass(frozen=True)
class Line:
    """One criterion and what is held of it."""

    rule: CriterionRule
    holding: str
    word: Promise
    evidence: str


@dataclass(frozen=True)
class Change:
    """One criterion held otherwise than before; `was` and `now` are alike where only the evidence changed."""

    code: str
    was: Promise
    now: Promise
    evidence_too: bool


@dataclass(frozen=True)
class Version:
    """One version: how many of its criteria are met, not met, unclear, and what it changed."""

    assessment: Assessment
    met: list[str]
    not_met: int
    unclear: int
    is_first: bool
    is_shown: bool = False
    changes: list[Change] = field(default_factory=list)
    summary_changed: bool = False


@dataclass(frozen=True)
class Standing:
    """One framework on one case: its versions, latest first."""

    framework: Framework
    rules: Rules
    versions: list[Version]

    @property
    def latest(self) -> Version | None:
        return self.versions[0] if self.versions else None


@dataclass(frozen=True)
class Followed:
    """One proposal; `body` is None where the reference table does not have its addressee.

    `done` is the ask made already, or the action planned or taken already.
    """

    proposal: Proposal
    body: Organisation | None
    done: Ask | Action | None


@dataclass(frozen=True)
class Following:
    """What follows from a version, or why nothing does."""

    proposals: list[Followed]
    why_none: str | Promise = ""


NOTHING_MET = _("Nothing follows yet: no criterion is met.")
NO_US_TIE = _(
    "Nothing follows for now: no US nationality or residence of the prisoner is recorded, and the Levinson Act is for "
    "these."
)


def standings(case: Case, assessments: Iterable[Assessment]) -> list[Standing]:
    """Every framework with its versions among `assessments` of `case`."""
    rows = sorted((one for one in assessments if one.case_id == case.pk), key=lambda one: (one.assessed_on, one.pk))
    return [
        Standing(Framework(code), rules, versions_of([one for one in rows if one.framework == code]))
        for code, rules in RULES.items()
    ]


def versions_of(assessments: list[Assessment], shown: Assessment | None = None) -> list[Version]:
    """Versions of one framework, given oldest first, latest first; `shown` is the one that the page is about."""
    versions = []
    for place, one in enumerate(assessments):
        before = assessments[place - 1] if place else None
        held = held_in(one)
        versions.append(
            Version(
                assessment=one,
                met=[code for code, said in held.items() if said.holding == Holding.MET],
                not_met=sum(said.holding == Holding.NOT_MET for said in held.values()),
                unclear=sum(said.holding == Holding.UNCLEAR for said in held.values()),
                is_first=before is None,
                is_shown=one == shown,
                changes=changes(held_in(before), held) if before else [],
                summary_changed=before is not None and before.summary != one.summary,
            )
        )
    return versions[::-1]


def changes(before: dict[str, Held], after: dict[str, Held]) -> list[Change]:
    """The criteria held otherwise, or on other evidence, by code."""
    return [
        Change(code, _word(before[code].holding), _word(now.holding), before[code].evidence != now.evidence)
        for code, now in after.items()
        if before[code] != now
    ]


def lines_of(assessment: Assessment) -> list[Line]:
    """The criteria in the order of the rule."""
    held = held_in(assessment)
    return [
        Line(rule, held[rule.code].holding, _word(held[rule.code].holding), held[rule.code].evidence)
        for rule in RULES[assessment.framework].criteria
    ]


def following(assessment: Assessment, reader: User) -> Following:
    """What follows from what this version holds, to whom, and what was done about it already within sight."""
    countries = set(assessment.case.prisoner.ties.values_list("country", flat=True))
    met = [code for code, held in held_in(assessment).items() if held.holding == Holding.MET]
    proposed = asks_that_follow(assessment.framework, met, countries)
    if not proposed:
        return Following([], NO_US_TIE if met else NOTHING_MET)
    bodies = {body.slug: body for body in Organisation.objects.filter(slug__in=[one.addressee for one in proposed])}
    kinds = [one.kind for one in proposed]
    asks = Ask.objects.visible_to(reader).filter(cases=assessment.case, kind__in=kinds).select_related("addressee")
    done: dict[tuple[str, str], Ask | Action] = {(one.kind, one.addressee.slug): one for one in asks}
    actions = Action.objects.visible_to(reader).filter(cases=assessment.case, kind__in=kinds, addressee__isnull=False)
    done |= {(one.kind, one.addressee.slug): one for one in actions.select_related("addressee") if one.addressee}
    return Following(
        [Followed(one, bodies.get(one.addressee), done.get((one.kind, one.addressee))) for one in proposed]
    )


def _word(holding: str) -> Promise:
    return Holding(holding).label
