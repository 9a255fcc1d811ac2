"""What people do with alerts: acknowledge, put off, accept as standing, hand over. Each is a decision on record."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.models.user import UserQuerySet
from accounts.permissions import Permission
from cases.rules import all_rules
from cases.vocabulary import Level, Tier
from core import clock, trail
from core.models import EventKind
from reminders.models import Alert
from reminders.models.threshold import thresholds

LONGEST_STANDING = timedelta(days=31)


@transaction.atomic
def acknowledge(*, alert: Alert, by: User) -> Alert:
    """Say "I have seen it and it is mine": it no longer moves up. Saying it twice changes nothing.

    What is told as one is acknowledged as one: alerts of the same group on the case, as far as `by` sees them.
    """
    alert = _open(alert, by)
    for one in [alert, *_together_with(alert, by)]:
        if one.acknowledged_at is None:
            one.acknowledged_at, one.acknowledged_by = timezone.now(), by
            _save(one, "alert-acknowledged", by, fields=["acknowledged_at", "acknowledged_by"])
    return alert


def _together_with(alert: Alert, by: User) -> list[Alert]:
    group = {rule.code for rule in all_rules() if rule.group and rule.group == alert.kind.group}
    seen = Alert.objects.open().visible_to(by).filter(case=alert.case_id, action=alert.action_id, rule__in=group)
    seen = seen.exclude(pk=alert.pk)
    # Locked in one order, so that two people on one case wait for each other instead of blocking.
    rows = Alert.objects.select_for_update(of=("self",)).filter(pk__in=seen.values("pk")).order_by("pk")
    return list(rows.select_related("case"))


@transaction.atomic
def snooze(*, alert: Alert, until: date, why: str, by: User) -> Alert:
    """Put an alert off until a day. Raises ValidationError, keyed by field, past its rule's limits."""
    alert = _open(alert, by)
    longest = longest_snooze(alert)
    if refused := no_snooze(alert):
        raise ValidationError(refused)
    today = clock.today()
    if until <= today:
        raise ValidationError({"until": _("Choose a day after today.")})
    if (until - today).days > longest:
        latest = _said(today + timedelta(longest))
        raise ValidationError({"until": _too_long(longest) % {"days": longest, "latest": latest}})
    if not why.strip():
        raise ValidationError({"why": _("Say why it can wait; the reason stays on record.")})
    alert.snoozed_until, alert.snooze_why, alert.set_aside_by = until, why.strip(), by
    fields = ["snoozed_until", "snooze_why", "set_aside_by"]
    _save(alert, "alert-snoozed", by, reason=why, fields=fields, until=until.isoformat())
    return alert


def _too_long(longest: int) -> str:
    return ngettext(
        "This alert can be put off for %(days)s day at most: until %(latest)s.",
        "This alert can be put off for %(days)s days at most: until %(latest)s.",
        longest,
    )


def longest_snooze(alert: Alert) -> int:
    """For how many days the alert may be put off; 0 where its rule allows none."""
    limits, tier = alert.kind.snooze, alert.case.tier if alert.case else Tier.STANDARD
    if limits is None:
        return 0
    return (limits.days or thresholds()[alert.rule])[tier]


def no_snooze(alert: Alert) -> str:
    """Why the alert cannot be put off; empty where it can."""
    limits = alert.kind.snooze
    if limits is None:
        return _("“%(alert)s” cannot be put off.") % {"alert": alert.title}
    critical = alert.case is not None and alert.case.tier == Tier.CRITICAL
    if limits.once_when_critical and critical and alert.snoozed_until is not None:
        return _("On a critical case this cannot be put off twice in a row. Log an update, or hand it to somebody.")
    return ""


@transaction.atomic
def make_standing(*, alert: Alert, plan: str, review: date, by: User) -> Alert:
    """Accept a long-lasting condition: it stays on the case, leaves the mails and returns on the day of its review.

    Raises ValidationError, keyed by field: without acknowledgement, plan, or a review within a month.
    """
    alert = _open(alert, by)
    if refused := no_standing(alert):
        raise ValidationError(refused)
    today = clock.today()
    if not today < review <= today + LONGEST_STANDING:
        latest = _said(today + LONGEST_STANDING)
        raise ValidationError({"review": _("Choose a day for the review within a month: until %s.") % latest})
    if not plan.strip():
        raise ValidationError({"plan": _("Say what the plan is: what is being done, and by whom.")})
    alert.standing_until, alert.plan, alert.set_aside_by = review, plan.strip(), by
    fields = ["standing_until", "plan", "set_aside_by"]
    _save(alert, "alert-standing", by, reason=plan, fields=fields, until=review.isoformat())
    return alert


def no_standing(alert: Alert) -> str:
    """Why the alert cannot be made standing; empty where it can."""
    if not alert.kind.may_stand:
        return _("“%(alert)s” cannot be accepted as standing.") % {"alert": alert.title}
    if alert.acknowledged_at is None:
        return _("Acknowledge it first: a condition is accepted by somebody who has looked at it.")
    return ""


def possible_handlers(alert: Alert) -> UserQuerySet:
    """To whom an alert can be offered: colleagues who may handle alerts and whom its levels let in.

    One query for a list to choose from; whoever is chosen is judged by the door itself.
    """
    if alert.case is None:
        return User.objects.who_may(Permission.MANAGE_PEOPLE)
    people = User.objects.who_may(Permission.HANDLE_ALERTS).filter(organisation=alert.case.owner_id)
    for record in alert.records:
        if record.level == Level.RESTRICTED:
            people = people.filter(pk__in=alert.case.members.values("pk"))
        elif record.level == Level.SEALED:
            people = people.filter(pk__in=record.named.values("pk"))
    return people


@transaction.atomic
def reassign(*, alert: Alert, to: User, by: User, why: str = "") -> Alert:
    """Hand an alert to a colleague, who is told in the next digest. Raises ValidationError where they may not."""
    alert = _open(alert, by)
    offered = possible_handlers(alert).filter(pk=to.pk).exists()
    if not offered or not Alert.objects.visible_to(to).filter(pk=alert.pk).exists():
        raise ValidationError({"to": _("%(person)s may not see this alert, or may not handle any.") % {"person": to}})
    if alert.assigned_to_id != to.pk:
        alert.assigned_to, alert.acknowledged_at, alert.acknowledged_by = to, None, None
        fields = ["assigned_to", "acknowledged_at", "acknowledged_by"]
        _save(alert, "alert-reassigned", by, reason=why, fields=fields, to=to.pk)
    return alert


def _said(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def _open(alert: Alert, by: User) -> Alert:
    """The alert as it is now, ours until the transaction ends.

    Raises ValidationError when it is over, PermissionDenied where the case is another organisation's: a partner sees
    what waits there, and its owners decide about it.
    """
    now = Alert.objects.select_for_update(of=("self",)).with_records().get(pk=alert.pk)
    if not now.is_of(by):
        raise PermissionDenied
    if not now.is_open:
        raise ValidationError(_("This alert is over already: nothing needs doing."))
    return now


def _save(alert: Alert, action: str, by: User, *, fields: list[str], reason: str = "", **facts: Any) -> None:
    alert.save(update_fields=fields)
    target = alert.case.reference if alert.case else alert.scope
    trail.record(EventKind.DECISION, action, by=by, target=target, reason=reason, alert=alert.reference, **facts)
