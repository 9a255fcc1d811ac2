"""Officials: who somebody is, the rows of names, positions and relations, and which two are one."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.models import DetainingState, Official
from cases.vocabulary import Gender, NameKind, OfficialKind, RelationKind, Seniority
from core.forms import whole_number
from core.partial_dates import PartialDateFormField
from core.search_keys import search_key
from sanctions.services.officials import OfficialData, RowData

_REFERENCE = re.compile(r"\bO-[0-9A-Z]{6}\b")
_CHOOSE = ("", _("Choose"))
#: So many names are offered while somebody types.
OFFERED = 300


class OfficialForm(forms.Form):
    """Who an official is. Names in other scripts and positions over time have pages of their own."""

    use_required_attribute = False

    name = forms.CharField(label=_("Name"), max_length=200)
    native_name = forms.CharField(label=_("Name in original script"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Person or body"), choices=OfficialKind.choices, initial=OfficialKind.PERSON)
    state = forms.ModelChoiceField(label=_("State"), queryset=DetainingState.objects.all(), to_field_name="code")
    position = forms.CharField(label=_("Position now"), max_length=200, required=False)
    seniority = forms.TypedChoiceField(
        label=_("Seniority"), choices=Seniority.choices, coerce=int, initial=Seniority.UNKNOWN
    )
    birth = PartialDateFormField(label=_("Born"), required=False)
    gender = forms.ChoiceField(label=_("Gender"), choices=Gender.choices, initial=Gender.UNKNOWN)
    photo_place = forms.URLField(
        label=_("Where a picture is"), max_length=500, required=False, assume_scheme="https", widget=forms.TextInput
    )
    caution = forms.CharField(
        label=_("Take care"), max_length=300, required=False, help_text=_("Namesakes, disputed facts.")
    )

    @classmethod
    def of(cls, official: Official, data: Any = None) -> OfficialForm:
        """The form filled with what is recorded."""
        names = [name for name in cls.base_fields if name != "state"]
        initial = {name: getattr(official, name) for name in names} | {"state": official.state.code}
        return cls(data, initial=initial)

    def official_data(self) -> OfficialData:
        """What the form says, for the service."""
        return OfficialData(**self.cleaned_data)


class RelationToForm(forms.Form):
    """How somebody new stands to the official they are added for, and who says so."""

    use_required_attribute = False

    relation = forms.ChoiceField(label=_("As"), choices=[_CHOOSE, *RelationKind.choices])
    note = forms.CharField(label=_("What is known"), max_length=200, required=False)
    cited_title = forms.CharField(label=_("Source"), max_length=300)
    cited_address = forms.URLField(
        label=_("Its address"), max_length=1000, required=False, assume_scheme="https", widget=forms.TextInput
    )

    def relation_to(self, official: Official) -> dict[str, Any]:
        said = self.cleaned_data
        rest = {name: said[name] for name in ("note", "cited_title", "cited_address")}
        return {"official": official, "kind": said["relation"], **rest}


class KnownOfficialField(forms.CharField):
    """An official by name in any script or by reference: one that the person who types may see."""

    def __init__(self, *, bodies: bool = False, **kwargs: Any) -> None:
        super().__init__(max_length=240, **kwargs)
        self.bodies = bodies

    def among(self, by: User) -> QuerySet[Official]:
        rows = Official.objects.visible_to(by)
        return rows.filter(kind=OfficialKind.BODY) if self.bodies else rows

    def found(self, text: str, by: User) -> Official | None:
        """Raises ValidationError where nobody, or more than one, goes by `text`."""
        if not text.strip():
            return None
        if reference := _REFERENCE.search(text.upper()):
            same = list(self.among(by).filter(reference=reference[0]))
        else:
            key = search_key(text)
            some = self.among(by).filter(key__contains=key).prefetch_related("other_names") if key else []
            same = [one for one in some if key in {search_key(name) for name in one.all_names()}]
        if not same:
            raise ValidationError(_now("Nobody here goes by this name: add them first, then come back."))
        if len(same) > 1:
            names = ", ".join(one.reference for one in same[:5])
            raise ValidationError(_now("Several go by this name: write the reference, one of %s.") % names)
        return same[0]


def name_with_reference(official: Official | None) -> str:
    return f"{official.name} ({official.reference})" if official else ""


class RowForm(forms.Form):
    """One row: a new one, or one that is there (`key`). Empty new rows are passed over."""

    use_required_attribute = False
    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for name, one in self.fields.items():
            if isinstance(one, KnownOfficialField) and name in said:
                try:
                    said[name] = one.found(said[name], self.by)
                except ValidationError as error:
                    self.add_error(name, error)
        return said

    def row_data(self) -> RowData:
        said = self.cleaned_data
        apart = {"key", "DELETE"}
        values = {name: value for name, value in said.items() if name not in apart}
        return RowData(values, whole_number(said.get("key")), bool(said.get("DELETE")))


class NameRow(RowForm):
    text = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))
    kind = forms.ChoiceField(label=_("Kind"), choices=NameKind.choices, initial=NameKind.TRANSLITERATION)
    language = forms.CharField(label=_("Language or script"), max_length=20, required=False)


class PositionRow(RowForm):
    title = forms.CharField(label=_("Position"), max_length=200)
    body = KnownOfficialField(
        label=_("At which body"), required=False, bodies=True, widget=forms.TextInput(attrs={"list": "known"})
    )
    since = PartialDateFormField(label=_("From"), required=False)
    until = PartialDateFormField(label=_("To"), required=False)
    cited_title = forms.CharField(label=_("Source"), max_length=300)
    cited_address = forms.URLField(
        label=_("Its address"), max_length=1000, required=False, assume_scheme="https", widget=forms.TextInput
    )


class RelationRow(RowForm):
    other = KnownOfficialField(label=_("Who"), widget=forms.TextInput(attrs={"list": "known"}))
    kind = forms.ChoiceField(label=_("As"), choices=[_CHOOSE, *RelationKind.choices])
    note = forms.CharField(label=_("What is known"), max_length=200, required=False)
    cited_title = forms.CharField(label=_("Source"), max_length=300)
    cited_address = forms.URLField(
        label=_("Its address"), max_length=1000, required=False, assume_scheme="https", widget=forms.TextInput
    )


class MergeForm(forms.Form):
    """Which of the two stays, and why they are one."""

    use_required_attribute = False

    keep = forms.ChoiceField(label=_("Which record stays"), widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("Why they are one and the same"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why; the reason stays on record.")},
    )

    def __init__(self, *args: Any, pair: tuple[Official, Official], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pair = {one.reference: one for one in pair}
        choices = [(code, name_with_reference(one)) for code, one in self.pair.items()]
        self.fields["keep"].choices = choices  # type: ignore[attr-defined]
        self.fields["keep"].initial = choices[0][0]

    def kept_and_gone(self) -> tuple[Official, Official]:
        kept = self.pair[self.cleaned_data["keep"]]
        return kept, next(one for one in self.pair.values() if one != kept)
