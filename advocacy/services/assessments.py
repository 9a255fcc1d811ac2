"""Writing assessments: each saving is a version of its own, so what was thought on a day stays as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from advocacy.frameworks import RULES
from advocacy.models import Assessment, Criterion
from advocacy.vocabulary import Holding
from cases.models import Case
from core import clock, trail
from core.models import EventKind


@dataclass(frozen=True)
class Held:
    """What is held of one criterion, and on what evidence."""

    holding: str
    evidence: str = ""


class AlreadyAssessed(ValidationError):
    """Somebody else saved a version first; `newer` is the latest now."""

    def __init__(self, newer: Assessment) -> None:
        super().__init__(_("Somebody saved another version while you were writing. Your text is kept below."))
        self.newer = newer


def latest_of(case: Case, framework: str) -> Assessment | None:
    """The version that counts."""
    return Assessment.objects.filter(case=case, framework=framework).order_by("assessed_on", "pk").last()


@transaction.atomic
def make_assessment(
    *,
    case: Case,
    framework: str,
    criteria: Mapping[str, Held],
    by: User,
    summary: str = "",
    began_with: str | None = None,
) -> Assessment:
    """Save a reading of `case` by a framework; saved twice with nothing changed between, it is one version.

    `began_with` is the reference of the version that the writer saw (empty where there was none); None asks nothing.
    Raises PermissionDenied for another organisation's people, ValidationError keyed by the code of the criterion,
    AlreadyAssessed where another version was saved meanwhile.
    """
    if by.organisation_id != case.owner_id:
        raise PermissionDenied
    held = _checked(framework, criteria)
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    latest = latest_of(case, framework)
    if latest is not None:
        if latest.summary == summary.strip() and held_in(latest) == held:
            return latest
        if began_with is not None and began_with != latest.reference:
            raise AlreadyAssessed(latest)
    assessment = Assessment.objects.create(
        case=case, framework=framework, summary=summary.strip(), assessed_on=clock.today(), assessed_by=by
    )
    for code, one in held.items():
        Criterion.objects.create(assessment=assessment, code=code, holding=one.holding, evidence=one.evidence)
    met = sum(one.holding == Holding.MET for one in held.values())
    said = {"assessment": assessment.reference, "framework": framework}
    trail.record(EventKind.WRITE, "assessment-made", by=by, target=case.reference, met=met, **said)
    return assessment


def held_in(assessment: Assessment) -> dict[str, Held]:
    """What a version holds of each criterion, by code in the order of the rule."""
    rows = {one.code: Held(one.holding, one.evidence) for one in assessment.criteria.all()}
    return {code: rows.get(code, Held(Holding.UNCLEAR)) for code in RULES[assessment.framework].codes}


def _checked(framework: str, criteria: Mapping[str, Held]) -> dict[str, Held]:
    """Every criterion of the framework, tidied. What nobody spoke of is unclear."""
    if framework not in RULES:
        raise ValidationError({"framework": _("There is no such framework.")})
    given = {code: criteria.get(code, Held(Holding.UNCLEAR)) for code in RULES[framework].codes}
    held = {code: Held(one.holding, one.evidence.strip()) for code, one in given.items()}
    wrong: dict[str, str] = {}
    for code, one in held.items():
        if one.holding not in Holding.values:
            wrong[code] = _("Say whether it is met, not met or unclear.")
        elif one.holding == Holding.MET and not one.evidence:
            wrong[code] = _("Say on what evidence it is met, or choose “Unclear”.")
    if wrong:
        raise ValidationError(wrong)
    return held
