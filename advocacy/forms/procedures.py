"""Procedures and their clocks in the reference tables: what cannot be a time limit is refused in words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from advocacy.models import Clock, Procedure


class ProcedureForm(forms.ModelForm):
    """One version of a procedure."""

    class Meta:
        model = Procedure
        fields = ["key", "name", "body", "valid_from", "valid_until", "rules", "source", "checked"]
        help_texts = {"checked": _("All that it says. Each clock has a mark of its own, which its deadlines show.")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("valid_from"), cleaned.get("valid_until")
        if start and end and end < start:
            self.add_error("valid_until", _("This version would end before it began: correct one of the two days."))
        key = cleaned.get("key")
        if key and self._other_version_from(key, start):
            self.add_error(
                "valid_from", _("There is a version of this procedure that begins on this day: change that one.")
            )
        return cleaned

    def _other_version_from(self, key: str, start: Any) -> bool:
        return Procedure.objects.filter(key=key, valid_from=start).exclude(pk=self.instance.pk).exists()


def _length(label: Any) -> forms.IntegerField:
    words = {
        "min_value": _("A clock counts forward: write 1 or more."),
        "max_value": _("This is longer than any procedure: write a smaller number."),
        "invalid": _("Write a whole number, such as 60."),
    }
    return forms.IntegerField(label=label, min_value=1, max_value=9999, required=False, error_messages=words)


class ClockForm(forms.ModelForm):
    """One time limit: so many days, or so many months."""

    days = _length(_("days"))
    months = _length(_("months"))
    longest_extension_days = _length(_("longest extension, in days"))

    class Meta:
        model = Clock
        fields = ["kind", "start", "days", "months", "longest_extension_days", "checked"]
        help_texts = {"checked": _("Until then every deadline from it says so.")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors.keys() & {"days", "months"}:
            return cleaned
        days, months = cleaned.get("days"), cleaned.get("months")
        if days and months:
            self.add_error("months", _("Days and months are both filled in: keep the one that the procedure states."))
        elif not (days or months):
            self.add_error("days", _("Say how long it runs: so many days, or so many months."))
        return cleaned
