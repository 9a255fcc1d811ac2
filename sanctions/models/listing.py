"""Lists as they were published: where they come from, each import of one, their entries. Kept as they are."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from core.classes import FieldClass
from core.fields import EncryptedTextField
from core.kept_files import FilePart
from core.references import free_reference, random_code
from core.search_keys import search_words
from sanctions.models.programme import Programme
from sanctions.vocabulary import UNDER_WAY, ChangeKind, EntryKind, SnapshotState

#: No list has an entry under more programmes: OFAC's longest has eight.
MOST_LISTINGS = 10


class ListSource(models.Model):
    """A list that somebody publishes, in one format. `key` is what `manage.py import_list` calls it.

    `whole`: who is not in it is not listed by its jurisdiction. `closed_on`: it is published no more.
    """

    field_class = FieldClass.PUBLIC

    key = models.SlugField(_("key"), max_length=24, unique=True)
    jurisdiction = models.CharField(_("jurisdiction"), max_length=8, blank=True)
    name = models.CharField(_("name"), max_length=120)
    publisher = models.CharField(_("publisher"), max_length=120)
    licence = models.CharField(_("licence"), max_length=160, blank=True)
    whole = models.BooleanField(_("holds everybody listed"), default=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    # Fetching by itself: off until an admin switches it on.
    fetch = models.BooleanField(_("fetch it daily"), default=False)
    address = models.URLField(_("address"), max_length=500, blank=True)
    user_agent = models.CharField(_("user agent"), max_length=200, blank=True)
    hour = models.PositiveSmallIntegerField(_("hour"), default=5)
    tried_at = models.DateTimeField(_("last tried"), null=True, blank=True, editable=False)
    failures = models.PositiveSmallIntegerField(_("failures in a row"), default=0, editable=False)
    failing_since = models.DateField(_("failing since"), null=True, blank=True, editable=False)
    next_try_at = models.DateTimeField(_("next try"), null=True, blank=True, editable=False)
    last_error = models.CharField(_("last error"), max_length=300, blank=True, editable=False)
    #: Moves with every import that was applied: two imports at once notice each other by it.
    version = models.PositiveIntegerField(default=0, editable=False)

    history = HistoricalRecords(
        excluded_fields=["tried_at", "failures", "failing_since", "next_try_at", "last_error", "version"]
    )

    class Meta:
        ordering = ["position", "key"]
        verbose_name = _("list")
        verbose_name_plural = _("lists")
        constraints = [models.CheckConstraint(condition=Q(hour__lt=24), name="list_source_hour")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("sanctions:list", args=[self.key])


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    def applied(self) -> Self:
        return self.filter(state=SnapshotState.APPLIED)

    def under_way(self) -> Self:
        """Imports that a worker has in hand, or should take."""
        return self.filter(state__in=UNDER_WAY)


class Snapshot(models.Model):
    """One import of one list: what was published on a day, what it changed here, and who brought it."""

    field_class = FieldClass.PUBLIC
    field_classes = {
        "by": FieldClass.RESTRICTED,
        "override_reason": FieldClass.CONFIDENTIAL,
        "leased_until": FieldClass.INTERNAL,
        "tries": FieldClass.INTERNAL,
    }

    reference = models.CharField(_("reference"), max_length=12, unique=True, editable=False)
    source = models.ForeignKey(ListSource, models.PROTECT, related_name="snapshots", verbose_name=_("list"))
    dated = models.DateField(_("published on"))
    dated_by = models.CharField(_("date taken from"), max_length=60, blank=True)
    dated_by_hand = models.BooleanField(_("date given by hand"), default=False)
    state = models.CharField(_("state"), max_length=12, choices=SnapshotState, default=SnapshotState.QUEUED)
    file_name = models.CharField(_("file"), max_length=400, blank=True)
    file_hash = models.CharField(_("SHA-256"), max_length=64, blank=True)
    sample = models.BooleanField(_("sample data"), default=False)
    rows = models.PositiveIntegerField(_("rows read"), default=0)
    added = models.PositiveIntegerField(_("added"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    removed = models.PositiveIntegerField(_("removed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    rejected = models.PositiveIntegerField(_("rejected"), default=0)
    fills = models.JSONField(_("share of entries that say it"), default=dict)
    guards = models.JSONField(_("what made us stop"), default=list)
    message = models.CharField(_("what to know"), max_length=500, blank=True)
    override_reason = EncryptedTextField(_("why it was applied all the same"), blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, editable=False)
    #: How often a worker took it in hand: a file that ends its workers is not tried for ever.
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    created_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(_("applied at"), null=True)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        ordering = ["-dated", "-pk"]
        get_latest_by = ["dated", "pk"]
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        indexes = [models.Index(fields=["source", "state", "-dated"], name="snapshot_latest")]

    def __str__(self) -> str:
        return f"{self.source.key} {self.dated}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.reference:
            self.reference = free_reference(
                lambda: f"L-{random_code(7)}", lambda text: Snapshot.objects.filter(reference=text).exists()
            )
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("sanctions:snapshot", args=[self.reference])

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def counts(self) -> dict[str, int]:
        """What it changed, by the words that `import_list --json` prints."""
        names = ("added", "changed", "removed", "unchanged", "rejected")
        return {name: getattr(self, name) for name in names}


class SnapshotFile(FilePart):
    """A part of an uploaded list, kept until the import is over."""

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="files")

    class Meta:
        ordering = ["snapshot", "name", "number"]
        constraints = [models.UniqueConstraint(fields=["snapshot", "name", "number"], name="snapshot_file_part_once")]

    def __str__(self) -> str:
        return f"{self.snapshot} {self.name} {self.number}"


class Change(models.Model):
    """What one import makes of one entry: of an applied one it is history, of a waiting one the preview.

    `fields` holds, for a changed entry, each field's old and new value; for a rejected row its reason. Of what a first
    import adds only the beginning is kept: the snapshot has the number.
    """

    field_class = FieldClass.PUBLIC

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="changes")
    kind = models.CharField(_("what"), max_length=8, choices=ChangeKind)
    list_id = models.CharField(_("number in the list"), max_length=120, blank=True)
    name = models.CharField(_("name"), max_length=300, blank=True)
    line = models.PositiveIntegerField(_("row"), null=True)
    fields = models.JSONField(_("old and new"), default=dict)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["snapshot", "kind", "id"], name="change_of_snapshot"),
            models.Index(fields=["list_id"], name="change_of_entry"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.list_id}"


class EntryQuerySet(models.QuerySet["Entry"]):
    def current(self) -> Self:
        """What is in the latest import of its list."""
        return self.filter(gone_since=None)

    def on(self, day: date) -> Self:
        """What was in its list on `day`, as far as our imports tell."""
        return self.filter(Q(gone_since=None) | Q(gone_since__gt=day), first_seen_on__lte=day)

    def matching(self, text: str) -> Self:
        """Every word of `text`, in any script, is found in one of its names or is its number."""
        found = self
        for word in search_words(text):
            found = found.filter(Q(key__contains=word) | Q(number__iexact=word))
        return found

    def under(self, programme: Programme) -> Self:
        """What is listed under a programme, by the words that the lists of its jurisdiction have for it."""
        tagged = Q()
        for place in range(MOST_LISTINGS):
            tagged |= Q(**{f"record__listings__{place}__tag__in": programme.tag_list})
        return self.filter(tagged, source__jurisdiction=programme.jurisdiction)


class Entry(models.Model):
    """One record of one list, as published. `record` is a `sanctions.lists.shapes.ParsedEntry` as plain values.

    `list_id` is its key in the list, fit for an address; `number` is the same as people quote it.

    `gone_since` is the day of the first import in which it was missing. `listed_on` is the official date where the
    list publishes one; where it does not, `first_seen_on` is all that can be said.
    """

    field_class = FieldClass.PUBLIC
    field_classes = {"key": FieldClass.INTERNAL, "content_hash": FieldClass.INTERNAL}

    source = models.ForeignKey(ListSource, models.PROTECT, related_name="entries", verbose_name=_("list"))
    list_id = models.CharField(_("key in the list"), max_length=120)
    number = models.CharField(_("number"), max_length=120)
    kind = models.CharField(_("kind"), max_length=8, choices=EntryKind)
    name = models.CharField(_("name"), max_length=300)
    listed_on = models.DateField(_("listed on"), null=True)
    record = models.JSONField(_("record"), default=dict)
    key = models.TextField(editable=False, default="")
    content_hash = models.CharField(max_length=32, editable=False)
    sample = models.BooleanField(_("sample data"), default=False)
    first_seen_on = models.DateField(_("first seen on"))
    last_seen_on = models.DateField(_("last seen on"))
    gone_since = models.DateField(_("gone since"), null=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        indexes = [models.Index(fields=["name", "id"], name="entry_by_name")]
        constraints = [
            models.UniqueConstraint(fields=["source", "list_id"], name="entry_once_in_its_list"),
            models.CheckConstraint(
                condition=Q(first_seen_on__lte=models.F("last_seen_on")), name="entry_seen_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("sanctions:entry", args=[self.source.key, self.list_id])
