"""Fields that choose among records: by reference from a menu, or organisations by their names.

What is offered is read once and compared here, so nothing typed ever reaches the database as a key.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import Widget
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from advocacy.models import Clock, Procedure
from advocacy.vocabulary import ClockKind
from core.search_keys import search_key

#: The id of the one list of names that all boxes of a page share.
DATALIST = "organisations-known"


class DayInput(forms.DateInput):
    """The browser's own date box."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class RecordField(forms.ChoiceField):
    """One of the records offered, chosen by its reference; None where none is chosen."""

    def offer(self, records: Iterable[Any], *, empty: Any = "—", label: Any = str) -> None:
        self.records = {record.reference: record for record in records}
        self.choices = [("", empty), *((key, label(record)) for key, record in self.records.items())]

    def clean(self, value: Any) -> Any:
        return self.records.get(super().clean(value))


class RecordsField(forms.MultipleChoiceField):
    """Any number of the records offered, each a box to tick."""

    widget = forms.CheckboxSelectMultiple

    def offer(self, records: Iterable[Any], *, label: Any = str) -> None:
        self.records = {record.reference: record for record in records}
        self.choices = [(key, label(record)) for key, record in self.records.items()]

    def clean(self, value: Any) -> Any:
        return [self.records[key] for key in super().clean(value)]


class SeveralNames(forms.TextInput):
    """A few names, each in a box of its own with the list of known ones; there is always a spare box."""

    template_name = "components/_several_selects.html"
    use_fieldset = True
    least = 3

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = Widget.get_context(self, name, None, attrs)
        built, one = context["widget"]["attrs"], forms.TextInput()
        names = [*(value if isinstance(value, (list, tuple)) else filter(None, [value])), ""]
        names += [""] * (self.least - len(names))
        context["widget"]["selects"] = [
            one.get_context(name, text, built | self._own(built.get("id", name), at))["widget"]
            for at, text in enumerate(names)
        ]
        return context

    def _own(self, id_: str, at: int) -> dict[str, Any]:
        label = _("Name %(number)s") % {"number": at + 1}
        return {"id": f"{id_}_{at}", "aria-label": label, "list": DATALIST, "autocomplete": "off", "maxlength": 200}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        typed = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
        return [text for text in ([typed] if isinstance(typed, str) else typed) if text.strip()]

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return ""


class OrganisationsField(forms.Field):
    """Organisations by their names, as the list of known ones has them."""

    widget = SeveralNames

    def offer(self, organisations: Iterable[Organisation]) -> None:
        self.known = list(organisations)

    def to_python(self, value: Any) -> list[Organisation]:
        return list(dict.fromkeys(named(text, self.known) for text in value or []))


class OrganisationField(forms.CharField):
    """One organisation by its name; None where none is named."""

    widget = forms.TextInput(attrs={"list": DATALIST, "autocomplete": "off"})

    def offer(self, organisations: Iterable[Organisation]) -> None:
        self.known = list(organisations)

    def clean(self, value: Any) -> Organisation | None:
        text = super().clean(value)
        return named(text, self.known) if text else None


NOT_KNOWN = gettext_lazy("We have no organisation “%(name)s”. Choose one from the list, or ask an admin to add it.")


def named(text: str, known: Iterable[Organisation]) -> Organisation:
    """The organisation of this name, in whatever case or script it was typed. Raises ValidationError."""
    same = [one for one in known if search_key(text) and one.key == search_key(text)[:200]]
    exact = [one for one in same if one.name == text.strip()]
    if len(exact or same) != 1:
        raise forms.ValidationError(NOT_KNOWN % {"name": text.strip()[:80]})
    return (exact or same)[0]


def procedures() -> list[tuple[str, str]]:
    """Every procedure once, by its key, under the name of its latest version, with the time it gives for a reply."""
    latest = {one.key: one for one in Procedure.objects.order_by("key", "valid_from").prefetch_related("clocks")}
    return sorted(((key, _named(one)) for key, one in latest.items()), key=lambda pair: pair[1].casefold())


def _named(procedure: Procedure) -> str:
    clock = next((one for one in procedure.clocks.all() if one.kind in (ClockKind.REPLY, ClockKind.CHASE)), None)
    return f"{procedure.name} ({_length(clock)})" if clock else procedure.name


def _length(clock: Clock) -> str:
    if clock.months:
        return _("%(n)s months") % {"n": clock.months}
    return _("%(n)s days") % {"n": clock.days}
