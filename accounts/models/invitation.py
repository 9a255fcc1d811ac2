"""Invitations: the only way to an account."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.organisation import Organisation
from accounts.models.user import User
from accounts.permissions import Role
from core.classes import FieldClass

VALID_FOR = timedelta(days=7)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        """Not yet accepted, not withdrawn, not expired."""
        return self.filter(accepted_at=None, withdrawn_at=None, created_at__gt=timezone.now() - VALID_FOR)

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

    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=120)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    role = models.CharField(_("role"), max_length=16, choices=Role, default=Role.ADVOCATE)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="invitations_sent")
    created_at = models.DateTimeField(auto_now_add=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="invitation_one_open_per_address",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} ({self.get_role_display()})"
