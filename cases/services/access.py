"""Who may see a case: its level, named people, members and partner organisations."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from cases import folding
from cases.models import Case, Grant, Membership
from cases.services.judging import check_level
from cases.visibility import stricter
from cases.vocabulary import Level
from core import slots, trail
from core.models import EventKind


@transaction.atomic
def set_access(
    *,
    case: Case,
    level: str,
    named: Iterable[User],
    members: Iterable[User],
    partners: Iterable[Organisation],
    by: User,
    why: str,
) -> Case:
    """Set who may see `case`, and decide anew which updates its status may be folded from.

    Whoever sets it stays among those who can see it; the lead stays a member. Raises ValidationError without a reason
    where somebody new is let in, and ConsentMissing for `public`.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    named, members, partners = list(named), list(members), list(partners)
    check_level(level, named)
    if (stricter(case.level, level) or partners) and not why.strip():
        raise ValidationError({"why": _("Say why more people may see the case; the reason stays on record.")})
    before = case.level
    case.level = level
    case._change_reason = why[:100]  # type: ignore[attr-defined]  # simple-history reads it
    case.version += 1
    case.save()
    case.named.set({*named, by} if level == Level.SEALED else [])
    _set_members(case, {*members, by, *([case.lead] if case.lead else [])} if level == Level.RESTRICTED else members)
    _set_partners(case, partners)
    folding.recount(case)
    trail.record(EventKind.DECISION, "access-set", by=by, target=case.reference, reason=why, before=before, after=level)
    transaction.on_commit(lambda: slots.gather("case-written", case_id=case.pk))
    return case


def _set_members(case: Case, members: Iterable[User]) -> None:
    wanted = {member.pk: member for member in members}
    if case.lead is not None:
        wanted[case.lead.pk] = case.lead
    for membership in case.memberships.exclude(user__in=list(wanted)):
        membership.delete()
    for member in wanted.values():
        Membership.objects.get_or_create(case=case, user=member)


def _set_partners(case: Case, partners: list[Organisation]) -> None:
    for grant in case.grants.exclude(organisation__in=[partner.pk for partner in partners]):
        grant.delete()
    for partner in partners:
        Grant.objects.get_or_create(case=case, organisation=partner)
