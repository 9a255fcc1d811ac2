"""What can be done with an action once it is there: one short form for each step.

What is allowed is decided in `advocacy.services`. Errors and ids of several forms on one page do not clash.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from advocacy.forms.records import DayInput, RecordField, procedures
from advocacy.models import Action
from advocacy.vocabulary import Closing, Impact, Response
from core import clock
from core.partial_dates import PartialDate, PartialDateFormField


def today() -> PartialDate:
    return PartialDate(clock.today())


class StepForm(forms.Form):
    """A form about one action. Subclasses say its `title`, and the word on its `button`."""

    use_required_attribute = False
    title: Any
    button: Any

    def __init__(self, *args: Any, action: Action, by: User, **kwargs: Any) -> None:
        self.action, self.by = action, by
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Set what depends on the action."""

    @property
    def url(self) -> str:
        return reverse(f"advocacy:action-{self.prefix}", args=[self.action.reference])


class SentForm(StepForm):
    prefix = "sent"
    title, button = _("Say that it was sent"), _("It was sent")

    sent = PartialDateFormField(label=_("Sent or done on"), initial=today)
    procedure = forms.ChoiceField(
        label=_("Procedure"), required=False, help_text=_("By when a reply is due follows from it.")
    )
    due_on = forms.DateField(label=_("Or reply due on"), required=False, widget=DayInput)

    def prepare(self) -> None:
        self.fields["procedure"].choices = [("", "—"), *procedures()]  # type: ignore[attr-defined]


class ReplyForm(StepForm):
    prefix = "reply"
    title, button = _("Record a reply"), _("Record it")

    response = forms.ChoiceField(label=_("What it amounts to"), choices=[("", _("Choose")), *Response.choices])
    received = PartialDateFormField(label=_("Received"), initial=today)
    summary = forms.CharField(label=_("In one line"), max_length=300)
    text = forms.CharField(
        label=_("At length"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ExtendForm(StepForm):
    prefix = "extend"
    title, button = _("Set another day for the reply"), _("Set the day")

    due_on = forms.DateField(label=_("Reply due on"), widget=DayInput)
    why = forms.CharField(label=_("Why, and who gave the new day"), max_length=300)

    def prepare(self) -> None:
        self.fields["due_on"].widget.attrs["min"] = str(clock.today())


class PauseForm(StepForm):
    prefix = "pause"
    title, button = _("The ball is with us: stop the clock"), _("Stop the clock")

    why = forms.CharField(label=_("What they ask of us"), max_length=300)
    on = forms.DateField(label=_("With us since"), widget=DayInput, initial=clock.today)


class ResumeForm(StepForm):
    prefix = "resume"
    title, button = _("The ball is with them again"), _("Let the clock run on")

    on = forms.DateField(label=_("With them again since"), widget=DayInput, initial=clock.today)


class CloseForm(StepForm):
    prefix = "close"
    title, button = _("Close it"), _("Close it")

    closed_as = forms.ChoiceField(
        label=_("Why nothing more is expected"), choices=[("", _("Choose")), *Closing.choices]
    )
    impact = forms.ChoiceField(
        label=_("What it led to"), choices=Impact.choices, initial=Impact.UNKNOWN, required=False
    )
    why = forms.CharField(label=_("A word for the record"), max_length=300, required=False)


class DropForm(StepForm):
    prefix = "drop"
    title, button = _("Give it up"), _("Drop it")

    why = forms.CharField(label=_("Why it is given up"), max_length=300)


class NextStepForm(StepForm):
    prefix = "next"
    title, button = _("Next step"), _("Save")

    step = forms.CharField(label=_("Next step"), max_length=200, required=False)
    on = forms.DateField(label=_("By when"), required=False, widget=DayInput)
    responsible = RecordField(label=_("With whom"), required=False)

    def prepare(self) -> None:
        people = User.objects.colleagues_of(self.by).order_by("name")
        self.fields["responsible"].offer([one for one in people if one.may(Permission.LOG_ACTIONS)])  # type: ignore[attr-defined]
        mine = self.action.responsible
        self.initial = {
            "step": self.action.next_step,
            "on": self.action.next_step_on,
            "responsible": mine.reference if mine else self.by.reference,
        }


STEPS: dict[str, type[StepForm]] = {
    "sent": SentForm,
    "reply": ReplyForm,
    "next": NextStepForm,
    "extend": ExtendForm,
    "pause": PauseForm,
    "resume": ResumeForm,
    "close": CloseForm,
    "drop": DropForm,
}
