"""Forms on people, invitations and one's own profile."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_text_html
from django.utils.translation import gettext_lazy as _

from accounts.models import DutyKind, Organisation, User
from accounts.models.user import check_time_zone
from accounts.permissions import Role
from accounts.time_zones import time_zone_choices

HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]
NAME = {"required": _("Write a name.")}
EMAIL = {
    "required": _("Write an e-mail address."),
    "invalid": _("This is no e-mail address. It looks like name@example.org."),
}


class TimeZoneField(forms.ChoiceField):
    """A native list of places, by area."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=time_zone_choices, **kwargs)

    def offer(self, present: str) -> None:
        """Offer also what somebody has now, should it be none of the places listed."""
        self.choices = time_zone_choices(present)

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)
        check_time_zone(value)


class InvitationForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"), error_messages=EMAIL)
    name = forms.CharField(label=_("Name"), max_length=120, error_messages=NAME)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.ADVOCATE)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation"),
        empty_label=None,
        error_messages={"invalid_choice": _("You cannot invite people into that organisation.")},
        help_text=_("Your own, or one that works in this house and has no admin of its own yet."),
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisations = Organisation.objects.managed_by(by)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        self.fields["organisation"].initial = by.organisation_id


class PersonForm(forms.Form):
    """A colleague's role and duties."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    duties = forms.MultipleChoiceField(
        label=_("Duties"),
        choices=DutyKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whoever holds a duty is told of the alerts that belong to it."),
    )

    def cleaned_duties(self) -> list[DutyKind]:
        return [DutyKind(kind) for kind in self.cleaned_data["duties"]]


class ProfileForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120, error_messages=NAME)
    time_zone = TimeZoneField(label=_("Time zone"), help_text=_("Times and your daily digest follow it."))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    daily_digest = forms.BooleanField(
        label=_("A daily digest by e-mail"),
        required=False,
        help_text=_("One mail a day with what needs you, one line per case, by code name. No mail when nothing does."),
    )
    digest_hour = forms.TypedChoiceField(
        label=_("Sent at"),
        choices=HOURS,
        coerce=int,
        error_messages={"invalid_choice": _("Choose an hour from 0 to 23.")},
    )
    mail_critical_at_once = forms.BooleanField(
        label=_("Critical alerts by e-mail at once"),
        required=False,
        help_text=_("Such as: moved, and nobody knows where to. These do not wait for the digest."),
    )
    single_keys = forms.BooleanField(
        label=_("Single keys in lists"),
        required=False,
        help_text=_("j and k for the next and previous row, and others; ? shows them. Off is best with speech input."),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].offer(person.time_zone)  # type: ignore[attr-defined]


class AcceptForm(forms.Form):
    """What a newcomer says of themselves."""

    name = forms.CharField(
        label=_("Your name, as colleagues see it"),
        max_length=120,
        error_messages=NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html,
        error_messages={"required": _("Write a password.")},
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Write the password again.")},
    )
    time_zone = TimeZoneField(label=_("Time zone"), help_text=_("Times and your daily digest follow it."))

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if {"password", "again"} <= answers.keys() and answers["password"] != answers["again"]:
            self.add_error("again", _("The two passwords differ."))
        return answers
