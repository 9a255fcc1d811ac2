"""Who is told of an alert: its rule's addressees, whoever it was handed to, and whoever it moved up to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from accounts.models import Duty, DutyKind, User
from accounts.permissions import Permission
from cases.models import Case, KeyDate
from cases.rules import ADMINS, ENGINE, LEAD, all_rules
from cases.vocabulary import Level
from reminders.models import Alert
from reminders.models.alert import AlertQuerySet


@dataclass(frozen=True)
class Staffing:
    """Which duties are held, by organisation: loaded once for a whole round of mails."""

    holders: dict[int, dict[str, set[int]]]

    @classmethod
    def load(cls) -> Staffing:
        holders: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        rows = Duty.objects.filter(user__is_active=True).order_by()
        for organisation, kind, user in rows.values_list("user__organisation", "kind", "user"):
            holders[organisation][kind].add(user)
        return cls(holders)

    def of(self, user: User) -> set[str]:
        """The duties that `user` holds."""
        return {kind for kind, people in self.holders.get(user.organisation_id, {}).items() if user.pk in people}

    def held(self, user: User) -> set[str]:
        """The duties that somebody in the user's organisation holds."""
        return set(self.holders.get(user.organisation_id, {}))


def addressed_to(user: User, staffing: Staffing | None = None) -> Q:
    """The condition under which an alert is `user`'s business. Whether they may see it is `visible_to`'s.

    A duty that nobody holds falls to the lead, and what has no lead within reach falls to the admins, or, where the
    record's level shuts them out, to the people it names.
    """
    staffing = staffing or Staffing.load()
    mine, held = staffing.of(user), staffing.held(user)
    ours = Q(case__owner=user.organisation_id)
    admin = user.may(Permission.MANAGE_PEOPLE)
    named = Q(case__level__in=NARROW) | Q(key_date__level__in=NARROW)
    by_lead = _rules(lambda tell: LEAD in tell or bool(tell & set(DutyKind.values) - held))
    by_rule = Q(rule__in=by_lead) & (Q(case__lead=user.pk) | _lead_out_of_reach() & (ours if admin else named))
    by_rule |= Q(rule__in=_rules(lambda tell: bool(tell & mine))) & ours
    if admin:
        by_rule |= Q(rule__in=_rules(lambda tell: ADMINS in tell)) & (ours | Q(scope=ENGINE))
    mine_by_rule = (Q(assigned_to=None) | Q(assigned_to__is_active=False)) & by_rule
    return Q(assigned_to=user.pk) | mine_by_rule | Q(escalated__gte=1) & ours & _reached_by_escalation(user, mine, held)


NARROW = (Level.RESTRICTED, Level.SEALED)


def _rules(wanted: Any) -> list[str]:
    return [rule.code for rule in all_rules() if wanted(set(rule.tell))]


def _lead_out_of_reach() -> Q:
    """No lead, one who has left, or one whom a sealed record does not name."""
    sealed_case = Q(case__level=Level.SEALED) & ~_names_lead(Case, "case")
    sealed_date = Q(key_date__level=Level.SEALED) & ~_names_lead(KeyDate, "key_date")
    return Q(case__lead=None) | Q(case__lead__is_active=False) | sealed_case | sealed_date


def _names_lead(model: Any, record: str) -> Q:
    rows = model.named.through.objects.filter(
        **{model._meta.model_name: OuterRef(record), "user": OuterRef("case__lead")}
    )
    return Q(Exists(rows))


def _reached_by_escalation(user: User, mine: set[str], held: set[str]) -> Q:
    """A director; where there is none, the admins."""
    reached = DutyKind.DIRECTOR in mine or (DutyKind.DIRECTOR not in held and user.may(Permission.MANAGE_PEOPLE))
    return Q() if reached else Q(pk__in=[])


def alerts_of(user: User, staffing: Staffing | None = None) -> AlertQuerySet:
    """Open alerts that are the user's business and that they may see."""
    return Alert.objects.open().visible_to(user).filter(addressed_to(user, staffing))
