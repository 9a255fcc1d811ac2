"""Forms of lists: bringing one in, saying why a stopped one is right, whence it is fetched, and finding entries."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock
from sanctions.importing.fetching import OFFERED, https_only
from sanctions.lists import FORMATS
from sanctions.models import Entry, ListSource, Programme
from sanctions.models.listing import EntryQuerySet
from sanctions.vocabulary import EntryKind


class FilesInput(forms.ClearableFileInput):
    """The browser's own chooser, for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """At least one file; `clean` gives them as a list."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        chosen = data if isinstance(data, (list, tuple)) else [data]
        clean = super().clean
        return [clean(one, initial) for one in chosen or [None]]


class ImportForm(forms.Form):
    """The files of one list; the list says what day it is of, or its file's name does, else somebody here."""

    use_required_attribute = False

    list_files = FilesField(
        label=_("Files"),
        allow_empty_file=True,  # said by the service, with what to do about it
        error_messages={"required": _("Choose the list’s file; with the files that stand beside it, all at once.")},
    )
    dated = forms.DateField(
        label=_("Published on"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Leave it empty where the list or its file’s name says the day."),
    )

    def __init__(self, *args: Any, source: ListSource, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts = FORMATS[source.key].parts if source.key in FORMATS else ()
        beside = {"parts": ", ".join(part.replace("_", " ") for part in parts)}
        together = _("The list, and what stands beside it (%(parts)s), all at once. Plain or .gz.") % beside
        alone = _("As its publisher gives it, plain or .gz.")
        self.fields["list_files"].help_text = together if parts else alone
        self.fields["dated"].widget.attrs["max"] = clock.real_today().isoformat()

    def clean_dated(self) -> Any:
        dated = self.cleaned_data["dated"]
        if dated and dated > clock.real_today():
            raise forms.ValidationError(_("That day has not come: a list is of a past day, or of today."))
        return dated


class ApplyForm(forms.Form):
    """Why an import is right although a guard stopped it. Asked only then; the service insists."""

    use_required_attribute = False

    why = forms.CharField(
        label=_("Why it is right all the same"),
        max_length=300,
        required=False,
        help_text=_("Stays on record with your name."),
    )


class FetchForm(forms.Form):
    """Whence, as whom and when a list is fetched."""

    use_required_attribute = False

    address = forms.URLField(
        label=_("Address"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Of the file itself, beginning with https://"),
    )
    user_agent = forms.CharField(
        label=_("User agent"),
        max_length=200,
        required=False,
        help_text=_("What our server calls itself. Some publishers refuse what does not look like a browser."),
    )
    hour = forms.TypedChoiceField(
        label=_("Hour"), coerce=int, choices=[(hour, f"{hour:02}:00") for hour in range(24)], initial=5
    )
    fetch = forms.BooleanField(
        label=_("Fetch it daily"),
        required=False,
        help_text=_("What was fetched is applied by itself, unless it looks wrong: then it waits for an admin."),
    )

    @classmethod
    def of(cls, source: ListSource, data: Any = None) -> FetchForm:
        """The form filled with what is set; where nothing is, with the address that we know of."""
        form = cls(data, initial={name: getattr(source, name) for name in cls.base_fields})
        if not source.address and source.key in OFFERED:
            form.initial["address"] = OFFERED[source.key]
            form.fields["address"].help_text = _("The publisher’s, as far as we know: compare it before you save.")
        return form

    def clean_address(self) -> str:
        address = self.cleaned_data["address"]
        if address and not https_only(address):
            raise forms.ValidationError(_("Only https:// is fetched: on the way nobody may change a list."))
        return address

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("fetch") and not said.get("address") and "address" not in self.errors:
            self.add_error("address", _("Say where it is, or do not have it fetched."))
        return said


GONE = [("", _("In the latest list or gone")), ("no", _("In the latest list")), ("yes", _("Gone since"))]


class EntryFilter(forms.Form):
    """Search and filters of entries, all in the address; one that is no choice says so, and the others go on."""

    q = forms.CharField(label=_("Name or number"), required=False, max_length=100)
    list = forms.ChoiceField(label=_("List"), required=False)
    programme = forms.ChoiceField(label=_("Programme"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *EntryKind.choices])
    gone = forms.ChoiceField(label=_("Now"), required=False, choices=GONE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lists = ListSource.objects.exclude(entries=None).values_list("key", "name").distinct()
        self.fields["list"].choices = [("", _("All lists")), *lists]  # type: ignore[attr-defined]
        tagged = Programme.objects.exclude(tags="")
        self.programmes = {one.key: one for one in tagged.filter(jurisdiction__in=_jurisdictions())}
        choices = [(one.key, f"{one.key}: {one.legal_basis}"[:70]) for one in self.programmes.values()]
        self.fields["programme"].choices = [("", _("All programmes")), *choices]  # type: ignore[attr-defined]

    def found(self) -> EntryQuerySet:
        self.is_valid()
        said = self.cleaned_data
        rows = Entry.objects.matching(said.get("q") or "")
        if said.get("list"):
            rows = rows.filter(source__key=said["list"])
        if said.get("kind"):
            rows = rows.filter(kind=said["kind"])
        if said.get("gone"):
            rows = rows.filter(gone_since__isnull=said["gone"] == "no")
        if programme := self.programmes.get(said.get("programme", "")):
            rows = rows.under(programme)
        return rows


def _jurisdictions() -> QuerySet[ListSource, Any]:
    return ListSource.objects.exclude(entries=None).values("jurisdiction")
