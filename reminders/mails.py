"""What a mail says: code names, the rules' titles and links. Never a name, a place or anything about health.

The text is made at the moment of sending, from what its reader may see then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.rules import ENGINE
from core import clock
from reminders import wording
from reminders.models import Alert, Message
from reminders.models.message import MessageKind
from reminders.recipients import alerts_of
from reminders.telling import worst_first


@dataclass(frozen=True)
class Line:
    """One case (or the engine) in a mail, with its alerts, worst first."""

    code_name: str
    alerts: list[Alert]
    day: date

    @property
    def words(self) -> list[str]:
        return [f"{alert.title} ({_age(alert, self.day)})" for alert in self.alerts]

    @property
    def link(self) -> str:
        return f"{settings.SITE_URL}{self.alerts[0].get_absolute_url()}"


def _age(alert: Alert, day: date) -> str:
    """How long, or on which day; the day itself stays out of the mail."""
    if alert.until is not None:
        return wording.distance_words(alert.until, day)
    return wording.day_count((day - alert.since).days)


def by_case(alerts: Iterable[Alert], day: date) -> list[Line]:
    """One line for each case, in the order of its worst alert."""
    grouped: dict[int | None, list[Alert]] = {}
    for alert in sorted(alerts, key=worst_first):
        grouped.setdefault(alert.case_id, []).append(alert)
    return [Line(group[0].case.code_name if group[0].case else _("Engine"), group, day) for group in grouped.values()]


@dataclass(frozen=True)
class Letter:
    """A mail ready to go, and the alerts it tells of."""

    mail: EmailMessage
    alerts: list[Alert]


def letter(message: Message) -> Letter | None:
    """The mail as it stands now; None when nothing is left that its reader may see."""
    user = message.recipient
    told = Alert.objects.open().visible_to(user).filter(lines__message=message).select_related("case", "key_date")
    alerts = list(told) if user.is_active else []
    if not alerts:
        return None
    day = message.day if message.day <= clock.today() else clock.today()
    with translation.override(user.language):
        lines = by_case(alerts, day)
        told_ids = [alert.pk for alert in alerts]
        context: dict[str, Any] = {
            "lines": lines,
            "day": day,
            "critical": message.kind == MessageKind.CRITICAL,
            "others": alerts_of(user).loud(day).exclude(pk__in=told_ids).count(),
            "unanswered": _unanswered(message, told_ids),
            "alerts_url": settings.SITE_URL + reverse("reminders:alert-list"),
        }
        body = render_to_string("reminders/mail/alerts.txt", context)
        subject = " ".join(_subject(message.kind, lines).split())  # a subject is one line, whatever a code name holds
    headers = {"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"}
    return Letter(EmailMessage(subject, body, to=[user.email], headers=headers), alerts)


def _subject(kind: str, lines: list[Line]) -> str:
    if len(lines) == 1:
        said = {"case": lines[0].code_name}
        return (_("%(case)s needs you now") if kind == MessageKind.CRITICAL else _("%(case)s needs you")) % said
    urgent = ngettext("%(n)s case needs you now", "%(n)s cases need you now", len(lines))
    daily = ngettext("%(n)s case needs you", "%(n)s cases need you", len(lines))
    return (urgent if kind == MessageKind.CRITICAL else daily) % {"n": len(lines)}


MONDAY = 0


def _unanswered(message: Message, told: list[int]) -> list[Line]:
    """The weekly report: on Mondays, what went up twice and nobody has acknowledged."""
    if message.kind != MessageKind.DIGEST or message.day.weekday() != MONDAY:
        return []
    rows = alerts_of(message.recipient).loud(message.day).unacknowledged().filter(escalated__gte=2).exclude(pk__in=told)
    return by_case(rows.exclude(scope=ENGINE).select_related("case", "key_date"), message.day)
