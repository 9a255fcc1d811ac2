"""Forms of organisations: who is kept as a contact there, and the filters of the list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, OrganisationKind
from accounts.models.organisation import OrganisationQuerySet
from advocacy.jurisdictions import name_of
from advocacy.models import Contact
from advocacy.services.contacts import ContactData
from core.searching import every_word


class ContactForm(forms.Form):
    """Who it is and how to reach them. All of it is encrypted."""

    use_required_attribute = False

    name = forms.CharField(label=_("Name"), max_length=160)
    post = forms.CharField(label=_("Post"), max_length=200, required=False)
    address = forms.CharField(label=_("E-mail, telephone"), max_length=300, required=False)
    note = forms.CharField(label=_("Note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    @classmethod
    def of(cls, contact: Contact, data: Any = None) -> ContactForm:
        """The form filled with what is kept of `contact`."""
        return cls(data, initial={name: getattr(contact, name) for name in cls.base_fields})

    def contact_data(self) -> ContactData:
        """What the form says, for the service."""
        return ContactData(**self.cleaned_data)


class OrganisationFilter(forms.Form):
    """Search and filters of the list, all of them in the address; one that is no choice says so, the others go on."""

    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All kinds")), *OrganisationKind.choices])
    jurisdiction = forms.ChoiceField(label=_("Jurisdiction"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = Organisation.objects.exclude(jurisdiction="").order_by().values_list("jurisdiction", flat=True)
        names = sorted(((code, name_of(code)) for code in codes.distinct()), key=lambda one: one[1])
        self.fields["jurisdiction"].choices = [("", _("All")), *names]  # type: ignore[attr-defined]

    def found(self) -> OrganisationQuerySet:
        self.is_valid()
        said = self.cleaned_data
        chosen = {name: said[name] for name in ("kind", "jurisdiction") if said.get(name)}
        return Organisation.objects.filter(every_word(said.get("q") or ""), **chosen)
