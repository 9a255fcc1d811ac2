"""The event trail: what change history cannot keep."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.classes import FieldClass
from core.fields import EncryptedTextField


class EventKind(models.TextChoices):
    """What the trail records."""

    LOGIN = "login", _("Signed in")
    LOGIN_FAILED = "login_failed", _("Sign-in failed")
    LOGOUT = "logout", _("Signed out")
    DENIED = "denied", _("Access denied")
    READ = "read", _("Restricted record read")
    EXPORT = "export", _("Exported")
    DECISION = "decision", _("Decision")
    OVERRIDE = "override", _("Override")
    WRITE = "write", _("Written")


class EventQuerySet(models.QuerySet["Event"]):
    def about(self, target: str) -> Self:
        """Events about one record, named by its reference."""
        return self.filter(target=target)


class Event(models.Model):
    """One thing that somebody did. Rows are added, never changed or deleted through the house."""

    field_class = FieldClass.CONFIDENTIAL

    at = models.DateTimeField(_("at"), auto_now_add=True, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("by")
    )
    kind = models.CharField(_("kind"), max_length=16, choices=EventKind)
    action = models.CharField(_("action"), max_length=64)
    target = models.CharField(_("target"), max_length=64, blank=True)
    reason = EncryptedTextField(_("reason"), blank=True)
    facts = models.JSONField(_("facts"), default=dict, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["target", "-at"], name="event_target_at")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind} {self.action} {self.target}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("The event trail is only added to.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("The event trail is only added to.")
