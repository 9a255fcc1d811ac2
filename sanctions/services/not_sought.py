"""Saying that we ask no jurisdiction, or not this one, to designate an official; and taking that back."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import Official
from core import clock, trail
from core.models import EventKind
from sanctions.models import NotSought
from sanctions.services.telling import tell_cases_of


@transaction.atomic
def seek_not(*, official: Official, jurisdiction: str = "", why: str, by: User) -> NotSought:
    """Keep that the organisation of `by` seeks no listing of `official`: here, or ("") anywhere. Said twice, it is one.

    Raises ValidationError without a reason.
    """
    if not why.strip():
        raise ValidationError({"why": _("Say why; the reason stays inside your organisation.")})
    # One at a time for an official: two colleagues who decide the same make one decision.
    Official.objects.select_for_update().get(pk=official.pk)
    ours = NotSought.objects.filter(official=official, by__organisation=by.organisation, withdrawn_on=None)
    if (known := ours.filter(jurisdiction=jurisdiction).first()) is not None:
        return known
    decision = NotSought.objects.create(
        official=official, jurisdiction=jurisdiction, why=why.strip(), decided_on=clock.today(), by=by
    )
    _record("not-sought", decision, by, why)
    return decision


@transaction.atomic
def seek_again(*, decision: NotSought, by: User) -> NotSought:
    """Take it back: from today the gap is one again."""
    decision = NotSought.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if decision.withdrawn_on is None:
        decision.withdrawn_on = clock.today()
        decision.save()
        _record("sought-again", decision, by)
    return decision


def _record(action: str, decision: NotSought, by: User, why: str = "") -> None:
    facts = {"jurisdiction": decision.jurisdiction}
    trail.record(EventKind.DECISION, action, by=by, target=decision.official.reference, reason=why, **facts)
    tell_cases_of(decision.official, which=Q(case__owner=by.organisation))
