"""Own dated reminders: a date that somebody entered for themselves, told to its writer on its day and to nobody else.

They are no alerts: nothing has stalled, nobody else is told, and nothing moves up. They are seen through the one door
of key dates, which shows an own reminder to its writer alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import Case, KeyDate
from cases.models.key_date import KeyDateQuerySet
from cases.vocabulary import KeyDateKind
from reminders import wording
from reminders.models import ReminderLine


def due(user: User, day: date) -> KeyDateQuerySet:
    """The user's own reminders whose day has come (of a month or year: its first day), until they are settled."""
    mine = KeyDate.objects.visible_to(user).open().filter(kind=KeyDateKind.REMINDER, entered_by=user)
    return mine.filter(due_from__lte=day).select_related("case__prisoner").order_by("due_from", "pk")


def untold(user: User, day: date) -> list[KeyDate]:
    """Those that no mail told of yet. One that was moved to another day is told again."""
    told = ReminderLine.objects.filter(key_date=OuterRef("pk"), told_for=OuterRef("due_from"))
    return list(due(user, day).filter(~Exists(told)))


def link(reminder: KeyDate) -> str:
    """Its own page: the address says nothing of the case."""
    return reverse("reminders:own-reminder", args=[reminder.reference])


@dataclass(frozen=True)
class OwnReminder:
    """A row of *Today* (see `reports.today.needs`)."""

    reminder: KeyDate
    day: date
    tone: str = "info"
    severity: str = "normal"
    others: int = 0

    @property
    def case(self) -> Case:
        return self.reminder.case

    @property
    def title(self) -> str:
        return _("Own reminder")

    @property
    def sentence(self) -> str:
        when = wording.distance_words(self.since, self.day)
        return f"{self.reminder.summary} ({when})" if self.reminder.summary else when

    @property
    def since(self) -> date:
        return self.reminder.due_from

    @property
    def url(self) -> str:
        return link(self.reminder)


def needs_me(*, user: User, day: date) -> list[Any]:
    """The user's own reminders for *Today*: few, and asked for, so they stand first."""
    return [OwnReminder(reminder, day) for reminder in due(user, day)]
