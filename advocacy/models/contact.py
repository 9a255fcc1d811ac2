"""Contacts: people in other bodies whom we write to. Who they are never leaves the organisation that knows them."""

from __future__ import annotations

from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from accounts.models import Organisation, User
from accounts.permissions import Permission
from core.classes import FieldClass
from core.fields import EncryptedTextField
from core.references import free_reference, random_code


class ContactQuerySet(models.QuerySet["Contact"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The one door: people of the organisation that knows the contact, if they may log actions."""
        if not user.is_authenticated or not user.may(Permission.LOG_ACTIONS):
            return self.none()
        return self.filter(known_to=user.organisation_id)


class Contact(models.Model):
    """Somebody at an organisation: name, post and how to reach them, encrypted."""

    field_class = FieldClass.CONFIDENTIAL
    field_classes = {"reference": FieldClass.INTERNAL, "known_to": FieldClass.RESTRICTED}

    reference = models.CharField(_("reference"), max_length=12, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="contacts", verbose_name=pgettext_lazy("organisation", "at")
    )
    known_to = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("known to"))
    name = EncryptedTextField(_("name"))
    post = EncryptedTextField(_("post"), blank=True)
    address = EncryptedTextField(_("e-mail, telephone"), blank=True)
    note = EncryptedTextField(_("note"), blank=True)

    objects = ContactQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["organisation", "pk"]
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.reference:
            self.reference = free_reference(
                lambda: f"N-{random_code(7)}", lambda text: Contact.objects.filter(reference=text).exists()
            )
        super().save(*args, **kwargs)
