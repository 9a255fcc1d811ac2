"""Forms for what people do with an alert. What is allowed is decided in `reminders.services`."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import clock
from reminders import services
from reminders.models import Alert


class DayInput(forms.DateInput):
    """The browser's own date box."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class AlertForm(forms.Form):
    """A form about one alert; errors and ids of several on one page do not clash."""

    def __init__(self, *args: Any, alert: Alert, **kwargs: Any) -> None:
        self.alert = alert
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Set what depends on the alert."""


class SnoozeForm(AlertForm):
    prefix = "snooze"

    until = forms.DateField(label=_("Until"), widget=DayInput)
    why = forms.CharField(label=_("Why can it wait?"), max_length=500, widget=forms.Textarea({"rows": 2}))

    def prepare(self) -> None:
        today = clock.today()
        latest = today + timedelta(services.longest_snooze(self.alert))
        self.fields["until"].widget.attrs |= {"min": str(today + timedelta(1)), "max": str(latest)}
        self.fields["until"].initial = latest


class StandingForm(AlertForm):
    prefix = "standing"

    plan = forms.CharField(
        label=_("The plan"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("What is being done meanwhile, and by whom."),
    )
    review = forms.DateField(label=_("Review on"), widget=DayInput, help_text=_("On this day the alert returns."))

    def prepare(self) -> None:
        today = clock.today()
        latest = today + services.LONGEST_STANDING
        self.fields["review"].widget.attrs |= {"min": str(today + timedelta(1)), "max": str(latest)}
        self.fields["review"].initial = today + timedelta(30)


class ReassignForm(AlertForm):
    prefix = "reassign"

    to = forms.ModelChoiceField(User.objects.none(), label=_("To whom"), empty_label=_("Choose a colleague"))
    why = forms.CharField(label=_("A word to them"), max_length=500, required=False)

    def prepare(self) -> None:
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = services.possible_handlers(self.alert)
