"""People who sign in, and who holds which duty."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models.organisation import Organisation
from accounts.permissions import ROLE_PERMISSIONS, Permission, Role
from core.classes import FieldClass
from core.references import free_reference, random_code


def check_time_zone(value: str) -> None:
    """Refuse what is no IANA time zone."""
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise ValidationError(
            _("“%(zone)s” is no time zone. Write one such as Europe/London."), params={"zone": value}
        ) from None


class UserQuerySet(models.QuerySet["User"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def colleagues_of(self, user: User) -> Self:
        """The active people of the user's own organisation."""
        return self.active().filter(organisation=user.organisation_id)

    def for_people_page(self) -> Self:
        """With what a row of the people page shows: the open accounts first."""
        return self.select_related("organisation").prefetch_related("duties").order_by("-is_active", "name")

    def who_may(self, permission: Permission) -> Self:
        """Active people whose role includes `permission`."""
        return self.active().filter(role__in=[role for role, may in ROLE_PERMISSIONS.items() if permission in may])


def same_address(email: str) -> str:
    """An e-mail address as we keep and compare it: one person is one address, however it was typed."""
    return BaseUserManager.normalize_email(email.strip()).lower()


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make a user; without a password nobody can sign in as them until they set one."""
        user: User = self.model(email=same_address(email), **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, email: str | None) -> User:
        return self.get(email__iexact=email)


def languages() -> list[tuple[str, str]]:
    """Those that the interface speaks: settings, so that one more needs no migration."""
    return list(settings.LANGUAGES)


class User(AbstractBaseUser):
    """Somebody who works here: e-mail login, one organisation, one role."""

    field_class = FieldClass.RESTRICTED
    field_classes = {"password": FieldClass.CONFIDENTIAL}

    reference = models.CharField(_("reference"), max_length=12, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="people", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=16, choices=Role, default=Role.VIEWER)
    is_active = models.BooleanField(_("active"), default=True)
    joined_on = models.DateField(_("joined on"), auto_now_add=True)
    last_active_on = models.DateField(_("last active on"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC", validators=[check_time_zone])
    language = models.CharField(_("language"), max_length=10, choices=languages, default="en-gb")
    daily_digest = models.BooleanField(_("daily digest by e-mail"), default=True)
    digest_hour = models.PositiveSmallIntegerField(_("hour of the digest"), default=7)
    mail_critical_at_once = models.BooleanField(_("critical alerts by e-mail at once"), default=True)
    single_keys = models.BooleanField(_("single keys in lists"), default=True)

    objects = UserManager()
    history = HistoricalRecords(excluded_fields=["password", "last_login", "last_active_on"])

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_any_case"),
            models.CheckConstraint(condition=models.Q(digest_hour__lte=23), name="user_digest_hour"),
        ]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.reference:
            self.reference = free_reference(
                lambda: f"M-{random_code(6)}", lambda text: User.objects.filter(reference=text).exists()
            )
        super().save(*args, **kwargs)

    def may(self, permission: Permission) -> bool:
        """Whether this person's role includes `permission`."""
        return self.is_active and permission in ROLE_PERMISSIONS[Role(self.role)]

    def local_day(self, instant: Any) -> date:
        """The day of `instant` where this person is."""
        return instant.astimezone(ZoneInfo(self.time_zone)).date()

    # The stock admin asks these: it holds reference tables only.
    @property
    def is_staff(self) -> bool:
        return self.may(Permission.CURATE_REFERENCES)

    def has_perm(self, perm: str, obj: object | None = None) -> bool:
        return self.may(Permission.CURATE_REFERENCES)

    def has_module_perms(self, app_label: str) -> bool:
        return self.may(Permission.CURATE_REFERENCES)


class DutyKind(models.TextChoices):
    """What a person is asked to look after, beside being a case's lead."""

    DIRECTOR = "director", _("Director")
    UN = "un", _("United Nations")
    US = "us", _("United States")
    SANCTIONS = "sanctions", _("Sanctions")
    CONSENT = "consent", _("Consent")
    HEALTH = "health", _("Health")
    COMMUNICATIONS = "communications", _("Communications")


class Duty(models.Model):
    """A person's duty in their organisation."""

    field_class = FieldClass.RESTRICTED

    kind = models.CharField(_("duty"), max_length=16, choices=DutyKind)
    user = models.ForeignKey(User, models.CASCADE, related_name="duties", verbose_name=_("person"))

    history = HistoricalRecords()

    class Meta:
        ordering = ["kind"]
        constraints = [models.UniqueConstraint(fields=["kind", "user"], name="duty_once")]
        verbose_name = _("duty")
        verbose_name_plural = _("duties")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.user}"
