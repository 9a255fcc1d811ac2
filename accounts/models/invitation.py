"""Invitations: the only way to an account."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.organisation import Organisation
from accounts.models.user import User
from accounts.permissions import Role
from core.classes import FieldClass
from core.references import free_reference, random_code

VALID_FOR = timedelta(days=7)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        """Not yet accepted, not withdrawn, not expired."""
        return self.filter(accepted_at=None, withdrawn_at=None, created_at__gt=timezone.now() - VALID_FOR)

    def lapsed(self) -> Self:
        """Neither accepted nor withdrawn, but older than an invitation may be."""
        return self.filter(accepted_at=None, withdrawn_at=None, created_at__lte=timezone.now() - VALID_FOR)

    def waiting(self) -> Self:
        """What may still be sent again or withdrawn: open or lapsed."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def for_people_page(self) -> Self:
        return self.select_related("organisation", "invited_by")

    def for_token(self, token: str) -> Self:
        return self.filter(token_hash=token_hash(token))


def token_hash(token: str) -> str:
    """What the database keeps of a token: a leaked table opens no account."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_token() -> str:
    return secrets.token_urlsafe(32)


class Invitation(models.Model):
    """An address that may become an account, once, within seven days."""

    field_class = FieldClass.CONFIDENTIAL

    reference = models.CharField(_("reference"), max_length=12, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=120)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    role = models.CharField(_("role"), max_length=16, choices=Role, default=Role.ADVOCATE)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        related_name="invitations_sent",
        help_text="Nobody, when the house was opened by `manage.py first_admin`.",
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="invitation_one_open_per_address",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} ({self.get_role_display()})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.reference:
            self.reference = free_reference(
                lambda: f"I-{random_code(6)}", lambda text: Invitation.objects.filter(reference=text).exists()
            )
        super().save(*args, **kwargs)

    @property
    def valid_until(self) -> datetime:
        return self.created_at + VALID_FOR

    @property
    def inviters_time_zone(self) -> str:
        """A good first guess at where the newcomer is."""
        return self.invited_by.time_zone if self.invited_by else settings.ORGANISATION_TIME_ZONE

    @property
    def is_waiting(self) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None

    @property
    def is_open(self) -> bool:
        """Whether its link still opens an account."""
        return self.is_waiting and timezone.now() < self.valid_until
