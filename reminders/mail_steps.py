"""What can be done straight from a mail: each step is a form on the page that its link opens.

A line of a mail is one case. So a step reaches all alerts on that case that are the reader's business and that it fits.
Whether it is allowed is decided in the services, as everywhere.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.permissions import Permission
from advocacy.models import Action
from advocacy.services.deadlines import extend_deadline, longest_extension
from advocacy.vocabulary import ActionState
from core import clock
from reminders import services
from reminders.forms import DayInput
from reminders.mail_links import Step
from reminders.models import Alert
from reminders.recipients import alerts_of

USUAL_EXTENSION = timedelta(days=30)


class MailStep(forms.Form):
    """One step with the alerts it reaches: `alerts`, the one that the link names first."""

    use_required_attribute = False
    permission: ClassVar[Permission] = Permission.HANDLE_ALERTS
    heading: ClassVar[Any]
    button: ClassVar[Any]
    done: ClassVar[Any]
    over: ClassVar[Any]  # said where nothing is left to do

    def __init__(self, *args: Any, alert: Alert, by: User, **kwargs: Any) -> None:
        self.alert, self.by = alert, by
        self.alerts = [one for one in _line_of(alert, by) if self.fits(one)] if alert.is_open else []
        super().__init__(*args, **kwargs)
        if self.alerts:
            self.prepare()

    def fits(self, alert: Alert) -> bool:
        raise NotImplementedError

    def prepare(self) -> None:
        """Fill in what most people would say."""

    def take(self) -> None:
        """Do it. Raises ValidationError where the services refuse."""
        raise NotImplementedError


def _line_of(alert: Alert, user: User) -> list[Alert]:
    """The alert, and what else on its case stood on the same line of the mail: open, loud and this person's."""
    same = alerts_of(user).loud(clock.today()).filter(case=alert.case_id, case__isnull=False)
    return [alert, *same.exclude(pk=alert.pk).for_page().order_by("since", "pk")]


class AcknowledgeStep(MailStep):
    heading = gettext_lazy("Acknowledge?")
    button = gettext_lazy("Acknowledge")
    done = gettext_lazy("Acknowledged. It stays open until what is missing is logged.")
    over = gettext_lazy("It was acknowledged already: nothing needs doing here.")

    def fits(self, alert: Alert) -> bool:
        return alert.acknowledged_at is None

    def take(self) -> None:
        for alert in self.alerts:
            services.acknowledge(alert=alert, by=self.by)


class SnoozeStep(MailStep):
    heading = gettext_lazy("Put it off?")
    button = gettext_lazy("Put off")
    done = gettext_lazy("Put off. It comes back on that day.")
    over = gettext_lazy("It is put off already, or cannot be put off any more.")

    until = forms.DateField(label=gettext_lazy("Until"), widget=DayInput)
    why = forms.CharField(
        label=gettext_lazy("Why can it wait?"), max_length=500, widget=forms.Textarea({"rows": 2}), required=False
    )

    def fits(self, alert: Alert) -> bool:
        return not alert.is_set_aside and not services.no_snooze(alert)

    def prepare(self) -> None:
        today = clock.today()
        latest = today + timedelta(services.longest_snooze(self.alerts[0]))
        self.fields["until"].widget.attrs |= {"min": str(today + timedelta(1)), "max": str(latest)}
        self.fields["until"].initial = latest
        seen = _("Seen in the mail; looked at again on %(day)s at the latest.")
        self.fields["why"].initial = seen % {"day": date_format(latest, "DATE_FORMAT")}

    @transaction.atomic
    def take(self) -> None:
        """The first as long as was said, the others no longer than their own rules allow."""
        first, *others = self.alerts
        until, why = self.cleaned_data["until"], self.cleaned_data["why"]
        services.snooze(alert=first, until=until, why=why, by=self.by)
        for alert in others:
            latest = clock.today() + timedelta(services.longest_snooze(alert))
            services.snooze(alert=alert, until=min(until, latest), why=why, by=self.by)


class ExtendStep(MailStep):
    permission = Permission.LOG_ACTIONS
    heading = gettext_lazy("Extend the deadline?")
    button = gettext_lazy("Extend")
    done = gettext_lazy("Extended. The earlier day stays on record.")
    over = gettext_lazy("Nothing is awaited there any more: it was answered or closed, or the clock stands still.")

    due_on = forms.DateField(label=gettext_lazy("New day"), widget=DayInput)
    why = forms.CharField(
        label=gettext_lazy("Why, and who gave the new day"),
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        required=False,
    )

    def fits(self, alert: Alert) -> bool:
        return alert == self.alert and awaits_reply(alert)

    @property
    def action(self) -> Action:
        assert self.alert.action is not None
        return self.alert.action

    def prepare(self) -> None:
        today, latest = clock.today(), longest_extension(self.action)
        usual = max(today, self.action.due_on or today) + USUAL_EXTENSION
        self.fields["due_on"].initial = max(today, min(filter(None, [usual, latest])))
        self.fields["due_on"].widget.attrs |= {"min": str(today)} | ({"max": str(latest)} if latest else {})
        self.fields["why"].initial = _("They were given more time; decided from the mail of %(day)s.") % {
            "day": date_format(today, "DATE_FORMAT")
        }

    def take(self) -> None:
        due_on: date = self.cleaned_data["due_on"]
        if not self.alert.is_of(self.by):
            raise PermissionDenied
        extend_deadline(action=self.action, due_on=due_on, why=self.cleaned_data["why"], by=self.by)


def awaits_reply(alert: Alert) -> bool:
    """Whether it is about an action on which somebody owes a reply by a day."""
    action = alert.action
    if action is None or action.due_on is None:
        return False
    return action.state == ActionState.SENT and action.answered_on is None and action.paused_on is None


STEPS: dict[Step, type[MailStep]] = {
    Step.ACKNOWLEDGE: AcknowledgeStep,
    Step.SNOOZE: SnoozeStep,
    Step.EXTEND: ExtendStep,
}


def steps_for(alerts: list[Alert], user: User) -> list[tuple[Step, Alert]]:
    """The steps that a line of a mail offers its reader, each with the alert that it is about."""
    mine = [alert for alert in alerts if alert.is_of(user)] if user.may(Permission.HANDLE_ALERTS) else []
    fitting = {
        Step.ACKNOWLEDGE: [alert for alert in mine if alert.acknowledged_at is None],
        Step.SNOOZE: [alert for alert in mine if not services.no_snooze(alert)],
        Step.EXTEND: [alert for alert in mine if user.may(Permission.LOG_ACTIONS) and awaits_reply(alert)],
    }
    return [(step, found[0]) for step, found in fitting.items() if found]
