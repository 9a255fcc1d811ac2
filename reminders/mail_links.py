"""Links in a mail by which its reader acts at once: signed, for one person, for some days, and only once signed in.

A link opens a page that asks once more. Only what is sent from that page changes anything: scanners of mail follow
links, and nothing may happen because of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from reminders.models import Alert

LASTS = timedelta(days=14)


class Step(TextChoices):
    """What a link does; its label stands before the link."""

    ACKNOWLEDGE = "acknowledge", _("Acknowledge")
    SNOOZE = "snooze", _("Put off")
    EXTEND = "extend", _("Extend the deadline")


@dataclass(frozen=True)
class MailLink:
    """A link as the mail shows it."""

    label: str
    url: str


@dataclass(frozen=True)
class Asked:
    """What a link asks for: the step, and the reference of the alert it is about."""

    step: Step
    alert: str


class Unusable(Exception):
    """The link is nobody's: cut short, or not one of ours."""


class Expired(Unusable):
    """It was good once."""


class NotYours(Unusable):
    """It was made for somebody else."""


def mail_link(step: Step, alert: Alert, user: User) -> MailLink:
    return MailLink(
        str(step.label), settings.SITE_URL + reverse("reminders:mail-step", args=[token(step, alert, user)])
    )


def token(step: Step, alert: Alert, user: User) -> str:
    return _signer().sign(f"{step.value}.{alert.reference}.{user.reference}")


def read(text: str, user: User) -> Asked:
    """What the link asks for, if it is this person's. Raises Unusable: Expired, NotYours, or cut short."""
    try:
        step, alert, reader = _signer().unsign(text, max_age=LASTS).split(".")
    except SignatureExpired as error:
        raise Expired from error
    except (BadSignature, ValueError) as error:
        raise Unusable from error
    if reader != user.reference:
        raise NotYours
    return Asked(Step(step), alert)


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="reminders.mail")
