"""What a mail says: code names, the rules' titles and links. Never a name, a place or anything about health.

The text is made at the moment of sending, from what its reader may see then. However much waits it is one mail of less
than 100 kB: what finds no room today stays to be told tomorrow, and the page of alerts has it at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from cases.models import KeyDate
from core import clock
from reminders import own, wording
from reminders.leadership import weekly_mail
from reminders.mail_links import LASTS, MailLink, mail_link
from reminders.mail_steps import steps_for
from reminders.models import Alert, Message
from reminders.models.message import MessageKind
from reminders.recipients import alerts_of
from reminders.telling import worst_first

# What keeps a mail readable, and below 100 kB: cases, cases with links to act by, and alerts named on one line.
MOST_CASES, MOST_WITH_STEPS, MOST_WORDS = 250, 100, 5


@dataclass(frozen=True)
class Line:
    """One case (or the engine) in a mail, with its alerts, worst first, and the links by which its reader acts."""

    code_name: str
    alerts: list[Alert]
    day: date
    steps: list[MailLink] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        said = [f"{alert.title} ({_age(alert, self.day)})" for alert in self.alerts[:MOST_WORDS]]
        more = len(self.alerts) - len(said)
        return [*said, ngettext("%(n)s more", "%(n)s more", more) % {"n": more}] if more else said

    @property
    def link(self) -> str:
        return f"{settings.SITE_URL}{self.alerts[0].get_absolute_url()}"


def _age(alert: Alert, day: date) -> str:
    """How long, or on which day; the day itself stays out of the mail."""
    if alert.until is not None:
        return wording.distance_words(alert.until, day)
    return wording.day_count((day - alert.since).days)


def by_case(alerts: Iterable[Alert], day: date, *, reader: User | None = None) -> list[Line]:
    """One line for each case, in the order of its worst alert; the first have links by which the `reader` acts."""
    grouped: dict[int | None, list[Alert]] = {}
    for alert in sorted(alerts, key=worst_first):
        grouped.setdefault(alert.case_id, []).append(alert)
    return [
        Line(
            group[0].case.code_name if group[0].case else _("Engine"),
            group,
            day,
            _steps(group, reader) if reader is not None and place < MOST_WITH_STEPS else [],
        )
        for place, group in enumerate(list(grouped.values())[:MOST_CASES])
    ]


def _steps(alerts: list[Alert], reader: User) -> list[MailLink]:
    return [mail_link(step, alert, reader) for step, alert in steps_for(alerts, reader)]


@dataclass(frozen=True)
class Letter:
    """A mail ready to go, and the alerts it tells of."""

    mail: EmailMessage
    alerts: list[Alert] = field(default_factory=list)
    reminders: list[KeyDate] = field(default_factory=list)


def letter(message: Message) -> Letter | None:
    """The mail as it stands now; None when nothing is left that its reader may see."""
    if not message.recipient.is_active:
        return None
    if message.kind == MessageKind.WEEKLY:
        report = weekly_mail(message.recipient, message.day, message_id=message.message_id)
        return Letter(report) if report else None
    return _of_alerts(message)


def _of_alerts(message: Message) -> Letter | None:
    user = message.recipient
    told = Alert.objects.open().visible_to(user).filter(lines__message=message)
    waiting = list(told.with_records())
    reminders = list(own.due(user, message.day).filter(reminder_lines__message=message))
    if not waiting and not reminders:
        return None
    day = message.day if message.day <= clock.today() else clock.today()
    with translation.override(user.language):
        lines = by_case(waiting, day, reader=user)
        alerts = [alert for line in lines for alert in line.alerts]
        told_ids = [alert.pk for alert in alerts]
        context: dict[str, Any] = {
            "lines": lines,
            "reminders": [(one.case.code_name, settings.SITE_URL + own.link(one)) for one in reminders],
            "day": day,
            "critical": message.kind == MessageKind.CRITICAL,
            "others": alerts_of(user).loud(day).exclude(pk__in=told_ids).count(),
            "lasts": LASTS.days,
            "alerts_url": settings.SITE_URL + reverse("reminders:alert-list"),
        }
        body = render_to_string("reminders/mail/alerts.txt", context)
        # A subject is one line, whatever a code name holds.
        subject = " ".join(_subject(message.kind, lines, reminders).split())
    headers = {"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"}
    return Letter(EmailMessage(subject, body, to=[user.email], headers=headers), alerts, reminders)


def _subject(kind: str, lines: list[Line], reminders: list[KeyDate]) -> str:
    if not lines:
        many = len(reminders)
        return ngettext("%(n)s reminder of your own", "%(n)s reminders of your own", many) % {"n": many}
    if len(lines) == 1:
        said = {"case": lines[0].code_name}
        return (_("%(case)s needs you now") if kind == MessageKind.CRITICAL else _("%(case)s needs you")) % said
    urgent = ngettext("%(n)s case needs you now", "%(n)s cases need you now", len(lines))
    daily = ngettext("%(n)s case needs you", "%(n)s cases need you", len(lines))
    return (urgent if kind == MessageKind.CRITICAL else daily) % {"n": len(lines)}
