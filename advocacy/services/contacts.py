"""Contacts: adding, changing and removing the people we write to. The trail holds references, never who they are."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from accounts.permissions import Permission
from advocacy.models import Contact
from core import trail
from core.models import EventKind


@dataclass(frozen=True, kw_only=True)
class ContactData:
    """Who it is and how to reach them."""

    name: str
    post: str = ""
    address: str = ""
    note: str = ""

    def tidied(self) -> dict[str, str]:
        return {name: value.strip() for name, value in asdict(self).items()}


@transaction.atomic
def add_contact(*, organisation: Organisation, data: ContactData, by: User) -> Contact:
    """Keep somebody at `organisation`, known to the writer's own; the same words twice are one contact.

    Raises PermissionDenied for who may not log actions, ValidationError without a name.
    """
    said = _checked(data, by)
    known_to = Organisation.objects.select_for_update().get(pk=by.organisation_id)
    # Encrypted, so the few we have there are compared here.
    for known in Contact.objects.filter(organisation=organisation, known_to=known_to):
        if all(getattr(known, name) == value for name, value in said.items()):
            return known
    contact = Contact.objects.create(organisation=organisation, known_to=known_to, **said)
    _record("contact-added", contact, by)
    return contact


@transaction.atomic
def edit_contact(*, contact: Contact, data: ContactData, by: User) -> Contact:
    """Change what is kept of somebody. Raises as `add_contact`, PermissionDenied for another organisation's contact."""
    said = _checked(data, by, contact)
    contact = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if any(getattr(contact, name) != value for name, value in said.items()):
        for name, value in said.items():
            setattr(contact, name, value)
        contact.save()
        _record("contact-changed", contact, by)
    return contact


@transaction.atomic
def remove_contact(*, contact: Contact, why: str, by: User) -> None:
    """Keep somebody no longer. Raises PermissionDenied as `edit_contact`, ValidationError without a reason."""
    _insist(by, contact)
    if not why.strip():
        raise ValidationError({"why": _("Say why; the reason stays on record.")})
    _record("contact-removed", contact, by, why.strip())
    contact.delete()


def _checked(data: ContactData, by: User, contact: Contact | None = None) -> dict[str, str]:
    _insist(by, contact)
    said = data.tidied()
    if not said["name"]:
        raise ValidationError({"name": _("Say who it is.")})
    return said


def _insist(by: User, contact: Contact | None) -> None:
    if not by.may(Permission.LOG_ACTIONS) or (contact is not None and contact.known_to_id != by.organisation_id):
        raise PermissionDenied


def _record(what: str, contact: Contact, by: User, why: str = "") -> None:
    facts = {"contact": contact.reference}
    trail.record(EventKind.WRITE, what, by=by, target=contact.organisation.slug, reason=why, **facts)
