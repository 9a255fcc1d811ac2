"""Who is to be told what today: composes the outbox from open alerts and what each person was told before.

Nothing is found by "became due since yesterday": an alert is told when the latest of its rounds has no line for that
person yet. So a missed week is caught up with one line, and composing twice adds nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone

from accounts.models import DutyKind, User
from accounts.permissions import Permission
from cases.models import KeyDate
from cases.rules import ENGINE, all_rules, rule_of
from cases.vocabulary import Tier
from core import clock
from reminders import own
from reminders.models import Alert, Message, MessageLine, ReminderLine
from reminders.models.message import MessageKind
from reminders.recipients import Staffing, alerts_of

Group = tuple[int, int | None, str]  # case, action, the rules' group
# What one pass takes up; the next takes the rest.
MOST_AT_ONCE = 5_000


@dataclass(frozen=True)
class Due:
    """An alert to be told to somebody, and for which of its rounds."""

    alert: Alert
    told_for: date


def compose_digests(day: date | None = None, *, now: datetime | None = None) -> int:
    """Write the daily digests into the outbox; how many have something to say.

    With a `day`, everybody's for that day (the demonstration walks so). Without, those whose hour has come where they
    are, once a day of theirs; the day of a demonstration stands for everybody.
    """
    now = now or timezone.now()
    staffing = Staffing.load()
    written = 0
    for user in User.objects.active().filter(daily_digest=True).order_by("pk"):
        day_of_digest = day or _digest_day(user, now)
        if day_of_digest is None or Message.objects.filter(key=f"digest:{user.pk}:{day_of_digest}").exists():
            continue
        today = day or clock.today()
        alerts, reminders = lines_due(user, today, staffing), own.untold(user, today)
        key = f"digest:{user.pk}:{day_of_digest}"
        written += _write(user, MessageKind.DIGEST, key, day_of_digest, alerts, reminders)
    return written


def _digest_day(user: User, now: datetime) -> date | None:
    """The day that a digest written now is for; None before the user's hour."""
    if now.astimezone(ZoneInfo(user.time_zone)).hour < user.digest_hour:
        return None
    return user.local_day(now) if clock.today() == clock.real_today() else clock.today()


# A report that could not be written on Monday is written on one of the next days; after that the next one is near.
WEEKLY_UNTIL = 2


def compose_weekly(day: date | None = None, *, now: datetime | None = None) -> int:
    """Write the leadership's report of the week into the outbox, from Monday on, once a week; how many were written."""
    now = now or timezone.now()
    staffing = Staffing.load()
    written = 0
    for user in User.objects.active().order_by("pk"):
        day_of_report = day or _digest_day(user, now)
        if day_of_report is None or day_of_report.weekday() > WEEKLY_UNTIL or not reports_to(user, staffing):
            continue
        monday = day_of_report - timedelta(day_of_report.weekday())
        key = f"weekly:{user.pk}:{monday}"
        values = {
            "kind": MessageKind.WEEKLY,
            "recipient": user,
            "day": day_of_report,
            "message_id": Message.id_for(key),
        }
        written += Message.objects.get_or_create(key=key, defaults=values)[1]
    return written


def reports_to(user: User, staffing: Staffing) -> bool:
    """Whether the week is reported to `user`: a director, or an admin where nobody is one."""
    if DutyKind.DIRECTOR in staffing.of(user):
        return True
    return DutyKind.DIRECTOR not in staffing.held(user) and user.may(Permission.MANAGE_PEOPLE)


@transaction.atomic
def compose_critical(day: date | None = None) -> int:
    """Write a mail at once for critical alerts that nobody was told of yet: one to a person, however many there are."""
    day = day or clock.today()
    critical = Q(case__tier=Tier.CRITICAL) | Q(rule__in=[rule.code for rule in all_rules() if rule.at_once])
    told = MessageLine.objects.filter(alert=OuterRef("pk"))
    monthly = [rule.code for rule in all_rules() if rule.rounds.monthly]
    untold = Alert.objects.open().loud(day).filter(critical, ~Exists(told)).exclude(rule__in=monthly).order_by("pk")
    fresh = list(untold.values_list("pk", flat=True)[:MOST_AT_ONCE])
    if not fresh:
        return 0
    staffing = Staffing.load()
    written = 0
    for user in User.objects.active().filter(mail_critical_at_once=True).order_by("pk"):
        alerts = lines_due(user, day, staffing, Q(pk__in=fresh))
        if alerts:
            rounds = " ".join(sorted(f"{due.alert.reference}@{due.told_for}" for due in alerts))
            key = f"critical:{user.pk}:{day}:{sha256(rounds.encode()).hexdigest()[:20]}"
            written += _write(user, MessageKind.CRITICAL, key, day, alerts)
    return written


@transaction.atomic
def _write(
    user: User, kind: MessageKind, key: str, day: date, alerts: list[Due], reminders: Sequence[KeyDate] = ()
) -> bool:
    """One message with its lines; one without lines is kept as dropped, so that its day is settled."""
    values = {
        "kind": kind,
        "recipient": user,
        "day": day,
        "message_id": Message.id_for(key),
        "dropped_at": None if alerts or reminders else timezone.now(),
    }
    message, is_new = Message.objects.get_or_create(key=key, defaults=values)
    if not is_new or not (alerts or reminders):
        return False
    lines = [MessageLine(message=message, recipient=user, alert=due.alert, told_for=due.told_for) for due in alerts]
    # A line that another message took meanwhile stays there.
    MessageLine.objects.bulk_create(lines, ignore_conflicts=True, batch_size=500)
    own_lines = [ReminderLine(message=message, key_date=one, told_for=one.due_from) for one in reminders]
    ReminderLine.objects.bulk_create(own_lines, ignore_conflicts=True)
    return True


def lines_due(user: User, day: date, staffing: Staffing | None = None, only: Q | None = None) -> list[Due]:
    """What `user` is to be told on `day` and was not told yet, worst first."""
    alerts = alerts_of(user, staffing).loud(day).filter(only or Q(), _may_be_mailed(day))
    open_alerts = alerts.filter(Q(opened_on__lte=day) | Q(scope=ENGINE)).select_related("case", "key_date")
    told, recent = _told(user), _groups_told_since(user, day)
    found = [due for alert in open_alerts if (due := _due(alert, day, told.get(alert.pk), recent))]
    return sorted(found, key=lambda due: worst_first(due.alert))


def _may_be_mailed(day: date) -> Q:
    """While the family has asked for silence nothing goes out but what is critical in itself."""
    loud = [rule.code for rule in all_rules() if rule.at_once]
    return Q(case=None) | Q(case__quiet_until=None) | Q(case__quiet_until__lt=day) | Q(rule__in=loud)


def _told(user: User) -> dict[int, date]:
    """The latest round of each open alert that the user was told of."""
    lines = MessageLine.objects.filter(recipient=user, alert__cleared_on=None).order_by()
    return dict(lines.values_list("alert").annotate(latest=Max("told_for")))


def _groups_told_since(user: User, day: date) -> dict[Group, date]:
    """The last day on which the user was told of any alert of a group on a case (cleared ones count too)."""
    groups: dict[Group, date] = {}
    codes = {rule.code: rule.group for rule in all_rules() if rule.group}
    lines = MessageLine.objects.filter(recipient=user, alert__rule__in=codes, message__day__gt=day - timedelta(31))
    columns = ("alert__case", "alert__action", "alert__rule", "message__day")
    for case, action, code, told in lines.order_by().values_list(*columns):
        key = (case, action, codes[code])
        groups[key] = max(groups.get(key, told), told)
    return groups


def _due(alert: Alert, day: date, told: date | None, groups: dict[Group, date]) -> Due | None:
    rule = rule_of(alert.rule)
    day = clock.real_today() if alert.scope == ENGINE else day
    latest = rule.rounds.last(day, alert.opened_on, alert.until, alert.since)
    returned = max((back for back in (alert.snoozed_until, alert.standing_until) if back and back <= day), default=None)
    if returned and returned > latest:
        latest = returned
    if latest < alert.opened_on or (told is not None and told >= latest):
        return None
    if told is not None and latest != returned and rule.group:
        # What belongs together is told together: no second repeat of the group within one interval.
        last = groups.get((alert.case_id or 0, alert.action_id, rule.group))
        if last is not None and (day - last).days < rule.rounds.interval:
            return None
    return Due(alert, latest)


SEVERITIES = ("critical", "high", "normal")


def worst_first(alert: Alert) -> tuple[int, int, date, int]:
    """Order of lines: by severity, what is critical in itself before the rest, the oldest first."""
    return SEVERITIES.index(alert.severity), not alert.kind.at_once, alert.since, alert.pk
