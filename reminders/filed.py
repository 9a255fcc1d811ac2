"""What reminders led to, as internal notes on the case's timeline (docs/decisions/0011).

The notes are read off the alerts, not logged as updates: an entry by the house itself would end the very waits that
its rules watch. They are for the people of the organisation that owns the case, and have the level of their alerts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from advocacy.models import Deadline, Reply
from advocacy.vocabulary import DeadlineKind
from cases.boards import Note
from cases.models import Case, Update
from cases.visibility import strictest
from reminders import wording
from reminders.models import Alert


def timeline_notes(*, user: User, case: Case) -> list[Note]:
    """One note for each day and cause: alerts that something was logged for, or that somebody had taken up."""
    if case.owner_id != user.organisation_id:
        return []
    taken_up = ~Q(cleared_by="") | Q(acknowledged_by__isnull=False) | Q(set_aside_by__isnull=False)
    rows = Alert.objects.visible_to(user).filter(
        taken_up | Q(action__isnull=False), case=case, cleared_on__isnull=False
    )
    alerts = list(rows.with_records().select_related("acknowledged_by", "set_aside_by").order_by("opened_on", "pk"))
    causes = _causes(alerts, user)
    alerts = [alert for alert in alerts if alert.pk in causes or alert.acknowledged_by or alert.set_aside_by]
    together: dict[tuple[date, str], list[Alert]] = defaultdict(list)
    for alert in alerts:
        together[alert.cleared_on or date.max, causes.get(alert.pk, "")].append(alert)
    return [_note(day, cause, group) for (day, cause), group in together.items()]


def _note(day: date, cause: str, alerts: list[Alert]) -> Note:
    """“Reminder “Reply overdue” of 30 November 2020 led to: reply of 9 January 2021 (R-…)”."""
    titles = ", ".join(f"“{wording.title(alert.kind, alert.note, alert.until, day)}”" for alert in alerts)
    said: dict[str, Any] = {"titles": titles, "day": date_format(alerts[0].opened_on, "DATE_FORMAT"), "cause": cause}
    people = dict.fromkeys(str(who) for alert in alerts if (who := alert.acknowledged_by or alert.set_aside_by))
    said["people"] = ", ".join(people)
    if cause:
        words = ngettext(
            "Reminder %(titles)s of %(day)s led to: %(cause)s.",
            "Reminders %(titles)s since %(day)s led to: %(cause)s.",
            len(alerts),
        )
    else:
        words = ngettext(
            "Reminder %(titles)s of %(day)s, taken up by %(people)s, is over.",
            "Reminders %(titles)s since %(day)s, taken up by %(people)s, are over.",
            len(alerts),
        )
    level = strictest(*(alert.level for alert in alerts))
    return Note(on=day, words=words % said, url=alerts[0].get_absolute_url(), level=level, level_label=level.label)


def _causes(alerts: Iterable[Alert], user: User) -> dict[int, str]:
    """What each alert led to, in words: an update, a reply or a new day, as far as `user` may see it."""
    alerts = list(alerts)
    named = {alert.cleared_by for alert in alerts} - {""}
    updates = Update.objects.visible_to(user).filter(reference__in=named).only("reference", "kind", "occurred", "case")
    words = {one.reference: f"{one.get_kind_display()}, {one.occurred} ({one.reference})" for one in updates}
    # Whoever sees the alert of an action sees the action, and with it its replies and days.
    about_actions = [alert for alert in alerts if alert.action_id]
    if about_actions:
        for reply in Reply.objects.filter(reference__in=named):
            words[reply.reference] = _("reply of %(day)s (%(reference)s)") % {
                "day": reply.received,
                "reference": reply.reference,
            }
    causes = {alert.pk: words[alert.cleared_by] for alert in alerts if alert.cleared_by in words}
    return causes | _steps([alert for alert in about_actions if alert.pk not in causes])


def _steps(alerts: list[Alert]) -> dict[int, str]:
    """What was done with the action while the alert was open: its deadline moved, sent, or closed."""
    if not alerts:
        return {}
    found = {}
    moved = Deadline.objects.filter(action__in=[alert.action_id for alert in alerts], kind=DeadlineKind.EXTENDED)
    later = {(one.action_id, one.set_on): one.due_on for one in moved.order_by("pk")}
    for alert in alerts:
        action, open_days = alert.action, (alert.opened_on, alert.cleared_on or date.max)
        extended = [due for (key, on), due in later.items() if key == alert.action_id and _within(on, open_days)]
        if extended:
            found[alert.pk] = _("deadline extended to %(day)s") % {"day": date_format(extended[-1], "DATE_FORMAT")}
        elif action and action.closed_on and _within(action.closed_on, open_days):
            found[alert.pk] = _("closed: %(how)s") % {"how": action.get_closed_as_display()}
        elif action and alert.rule == "R6" and action.sent_on:
            found[alert.pk] = _("sent on %(day)s") % {"day": action.sent}
    return found


def _within(day: date, days: tuple[date, date]) -> bool:
    return days[0] <= day <= days[1]
