"""Who is told of an alert: its rule's addressees, whoever it was handed to, and whoever it moved up to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from accounts.models import Duty, DutyKind, User
from accounts.permissions import Permission
from advocacy.models import Action, Determination
from cases.models import Case, KeyDate, Membership, Update
from cases.rules import ADMINS, ENGINE, LEAD, OWNER, all_rules
from cases.vocabulary import Level
from reminders.models import Alert
from reminders.models.alert import RECORDS, AlertQuerySet


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

    What is told to an action's owner falls to the lead where they are out of reach. So does a duty that nobody holds,
    and what has no lead within reach falls to the admins, or, where the record's level shuts them out, to the people
    it names.
    """
    staffing = staffing or Staffing.load()
    mine, held = staffing.of(user), staffing.held(user)
    ours = Q(case__owner=user.organisation_id)
    admin = user.may(Permission.MANAGE_PEOPLE)
    duties = set(DutyKind.values)
    lead = Q(case__lead=user.pk) | _lead_out_of_reach() & (ours if admin else _narrow())
    by_rule = Q(rule__in=_rules(lambda tell: LEAD in tell or bool(tell & duties - held))) & lead
    # Whoever holds a duty need not be among those who see a narrow record: its lead is told beside them.
    by_rule |= Q(rule__in=_rules(lambda tell: bool(tell & duties))) & _narrow() & lead
    by_rule |= Q(rule__in=_rules(lambda tell: bool(tell & mine))) & (ours | _of_no_case())
    by_owner = Q(rule__in=_rules(lambda tell: OWNER in tell))
    by_rule |= by_owner & (Q(action__responsible=user.pk) & ours | _owner_out_of_reach() & lead)
    if admin:
        by_rule |= Q(rule__in=_rules(lambda tell: ADMINS in tell)) & (ours | Q(scope=ENGINE))
        by_rule |= Q(rule__in=_rules(lambda tell: bool(tell & duties - held))) & _of_no_case()
    mine_by_rule = (Q(assigned_to=None) | Q(assigned_to__is_active=False)) & by_rule
    return Q(assigned_to=user.pk) | mine_by_rule | Q(escalated__gte=1) & ours & _reached_by_escalation(user, mine, held)


def _of_no_case() -> Q:
    """About a list or a programme: whose business it is follows from duties alone."""
    return Q(case=None) & ~Q(scope=ENGINE)


NARROW = (Level.RESTRICTED, Level.SEALED)


def _narrow() -> Q:
    """Whether it hangs on a record that is for named people or members alone."""
    return reduce(or_, (Q(**{f"{record}__level__in": NARROW}) for record in ("case", *RECORDS)))


def _rules(wanted: Any) -> list[str]:
    return [rule.code for rule in all_rules() if wanted(set(rule.tell))]


def _lead_out_of_reach() -> Q:
    """No lead, one who has left, or one whom a sealed record does not name."""
    return Q(case__lead=None) | Q(case__lead__is_active=False) | _sealed_without("case__lead")


def _owner_out_of_reach() -> Q:
    """Nobody responsible for the action, or one who has left, is of another organisation, or may not see it."""
    member = Membership.objects.filter(case=OuterRef("case"), user=OuterRef("action__responsible"))
    restricted = Q(case__level=Level.RESTRICTED) | Q(action__level=Level.RESTRICTED)
    return (
        Q(action__responsible=None)
        | Q(action__responsible__is_active=False)
        | ~Q(action__responsible__organisation=F("case__owner"))
        | restricted & ~Q(Exists(member))
        | _sealed_without("action__responsible")
    )


def _sealed_without(person: str) -> Q:
    """Whether one of the records it hangs on is sealed and does not name `person`."""
    models = {"case": Case, "key_date": KeyDate, "action": Action, "determination": Determination, "update": Update}
    return reduce(
        or_,
        (
            Q(**{f"{record}__level": Level.SEALED}) & ~_names(models[record], record, person)
            for record in ("case", *RECORDS)
        ),
    )


def _names(model: Any, record: str, person: str) -> Q:
    rows = model.named.through.objects.filter(**{model._meta.model_name: OuterRef(record), "user": OuterRef(person)})
    return Q(Exists(rows))


def _reached_by_escalation(user: User, mine: set[str], held: set[str]) -> Q:
    """A director; where there is none, the admins."""
    reached = DutyKind.DIRECTOR in mine or (DutyKind.DIRECTOR not in held and user.may(Permission.MANAGE_PEOPLE))
    return Q() if reached else Q(pk__in=[])


def alerts_of(user: User, staffing: Staffing | None = None) -> AlertQuerySet:
    """Open alerts that are the user's business and that they may see."""
    return Alert.objects.open().visible_to(user).filter(addressed_to(user, staffing))
