"""The form that a sheet comes in by."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sheets.vocabulary import SheetKind


class SheetForm(forms.Form):
    """What each row is, and the file. Whether the file can be read is the worker's to say."""

    use_required_attribute = False

    kind = forms.ChoiceField(label=_("Each row is"), choices=SheetKind.choices, initial=SheetKind.CASES)
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,  # said by the service, with what to do about it
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xlsm"}),
        error_messages={"required": _("Choose the file: a CSV, or an Excel workbook (.xlsx).")},
        help_text=_("CSV or Excel (.xlsx), up to 50 MB and 20,000 cases. Your own columns, in your own language."),
    )
