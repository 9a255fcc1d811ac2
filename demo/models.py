"""The demonstration's day, and the walks that move it."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.classes import FieldClass
from core.references import free_reference, random_code

# Day 374 of the Kara-Murza detention, the eve of the first British measure.
FIRST_DAY = date(2023, 4, 20)


class DemoDay(models.Model):
    """The one row that says what day the demonstration lives on."""

    field_class = FieldClass.INTERNAL

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    day = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="demo_day_one_row")]

    def __str__(self) -> str:
        return self.day.isoformat()


class WalkState(models.TextChoices):
    WALKING = "walking", _("On its way")
    ARRIVED = "arrived", _("Arrived")
    FAILED = "failed", _("Stopped by an error")


class Walk(models.Model):
    """A job that moves the demonstration to `to_day`, day by day over those on which something happened."""

    field_class = FieldClass.INTERNAL

    reference = models.CharField(max_length=12, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="walks")
    start_again = models.BooleanField(default=False)
    from_day = models.DateField()
    to_day = models.DateField()
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=8, choices=WalkState, default=WalkState.WALKING)
    error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    # Held by the worker that walks; a walk whose lease ran out is taken up by another.
    leased_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["state"], condition=Q(state="walking"), name="walk_one_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.from_day} → {self.to_day}"

    def save(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        if not self.reference:
            self.reference = free_reference(
                lambda: f"W-{random_code(6)}", lambda text: Walk.objects.filter(reference=text).exists()
            )
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("demo:walk", args=[self.reference])

    @property
    def finished(self) -> bool:
        return self.state != WalkState.WALKING

    # What the progress component asks of a job.
    @property
    def url(self) -> str:
        return self.get_absolute_url()

    @property
    def text(self) -> str:
        if self.start_again:
            return gettext("Starting again from the first day")
        return gettext("On the way to %(day)s") % {"day": date_format(self.to_day, "DATE_FORMAT")}


class TourMark(models.Model):
    """A stop of the tour that one person ticked off, or that they want to see the tour no more (`demo.tour`)."""

    field_class = FieldClass.INTERNAL

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=12)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="tour_mark_once")]

    def __str__(self) -> str:
        return f"{self.user} · {self.name}"
