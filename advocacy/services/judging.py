"""What may be written on cases, and at which level: the same for asks, actions, findings and campaigns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from advocacy.visibility import NARROW
from cases.models import Case
from cases.visibility import stricter, strictest
from cases.vocabulary import Level


def owner_of(cases: Sequence[Case], by: User | None) -> Organisation:
    """The organisation that owns all of `cases`.

    Raises ValidationError without a case, where one of them is out of the sight of `by`, and where they are not of
    one owner.
    """
    if not cases:
        raise ValidationError({"cases": _("Say for which case it is.")})
    keys = {case.pk for case in cases}
    if by is not None and Case.objects.visible_to(by).filter(pk__in=keys).count() < len(keys):
        raise ValidationError({"cases": _("One of these cases does not exist, or is not open to you.")})
    if len({case.owner_id for case in cases}) > 1:
        raise ValidationError({"cases": _("These cases belong to different organisations: log one for each.")})
    return cases[0].owner


def level_on(cases: Iterable[Case], level: str, by: User | None) -> Level:
    """The level of a record on `cases`: as said, or that of its strictest case.

    Raises ValidationError for `public`, for a level wider than a case's, where a restricted or sealed case would share
    a record with others, and where a partner would write what their own people could not read.
    """
    cases = list(cases)
    strict = strictest(*(case.level for case in cases))
    chosen = Level(level or (strict if strict != Level.PUBLIC else Level.TEAM))
    if len(cases) > 1 and strict in NARROW:
        raise ValidationError({"cases": _("A restricted or sealed case needs a record of its own.")})
    if chosen == Level.PUBLIC:
        raise ValidationError({"level": _("Nothing can be made public yet: no consent is recorded.")})
    if stricter(strict, chosen):
        words = _("Its case is for fewer people: choose “%(level)s” or narrower.") % {"level": strict.label}
        raise ValidationError({"level": words})
    if by is not None and by.organisation_id != cases[0].owner_id and chosen == Level.TEAM:
        raise ValidationError({"level": _("Your organisation would not see it: choose “Partners”.")})
    return chosen


def name_on(record: object, cases: Sequence[Case], by: User | None, named: Sequence[User] = ()) -> None:
    """Whom a sealed record names: those `named`, or else those whom its case names; and its writer."""
    if record.level == Level.SEALED:  # type: ignore[attr-defined]
        record.named.set({*(named or cases[0].named.all()), *([by] if by else [])})  # type: ignore[attr-defined]
