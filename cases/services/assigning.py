"""Assigning cases to a lead, one or many at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.models.user import UserQuerySet
from accounts.permissions import Permission
from cases.models import Case, Membership
from cases.vocabulary import Level
from core import slots, trail
from core.models import EventKind


@dataclass(frozen=True)
class Assigned:
    """What came of it, as counts of cases. `left` were not ours to give, or sealed from the one they should go to."""

    changed: int = 0
    already: int = 0
    left: int = 0


def possible_leads(by: User) -> UserQuerySet:
    """The colleagues whom `by` may make a lead: those who can log updates."""
    return User.objects.who_may(Permission.LOG_UPDATES).filter(organisation=by.organisation_id).order_by("name")


@transaction.atomic
def assign_cases(*, cases: Iterable[Case], lead: User | None, by: User) -> Assigned:
    """Make `lead` the lead (None: nobody) of those of `cases` that are the organisation's own and visible to `by`.

    The lead becomes a member, and so reads what is restricted; nobody is let into a sealed case this way. Safe to
    repeat. Raises PermissionDenied, and ValidationError where `lead` cannot lead.
    """
    if not by.may(Permission.ASSIGN_CASES):
        raise PermissionDenied
    if lead is not None and not possible_leads(by).filter(pk=lead.pk).exists():
        raise ValidationError(_("Only a colleague who can log updates can lead a case."))
    keys = {case.pk for case in cases}
    visible = Case.objects.visible_to(by).filter(pk__in=keys, owner=by.organisation_id)
    locked = list(visible.select_for_update(of=("self",)).order_by("pk"))
    mine = set(Case.objects.filter(named=lead, pk__in=keys).values_list("pk", flat=True)) if lead else set()
    already = [case for case in locked if case.lead_id == (lead and lead.pk)]
    open_to = [
        case
        for case in locked
        if case not in already and (lead is None or case.level != Level.SEALED or case.pk in mine)
    ]
    for case in open_to:
        _assign(case, lead, by)
    return Assigned(len(open_to), len(already), len(keys) - len(open_to) - len(already))


def _assign(case: Case, lead: User | None, by: User) -> None:
    before = case.lead_id
    case.lead = lead
    case.version += 1
    case.save(update_fields=["lead", "version"])
    if lead is not None:
        Membership.objects.get_or_create(case=case, user=lead)
    trail.record(
        EventKind.DECISION, "case-assigned", by=by, target=case.reference, lead=lead and lead.pk, before=before
    )
    transaction.on_commit(_word_to_the_apps_above(case.pk))


def _word_to_the_apps_above(case_id: int) -> Callable[[], object]:
    return lambda: slots.gather("case-written", case_id=case_id)
