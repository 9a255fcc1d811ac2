"""Walking the demonstration through the days on which something happened.

A walk is a row; the worker takes it by a lease, so a worker that dies loses nothing: another goes on from the day that
was reached. Each day is loaded, its rules are run and its mail is written as on the day itself.
"""

from __future__ import annotations

import logging
from datetime import date, timedelta

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from core import trail
from core.models import EventKind
from demo.calendar import days_to_walk, demo_day, forget_read_day, set_demo_day
from demo.loading import load_until
from demo.models import FIRST_DAY, Walk, WalkState
from reminders.engine import live_the_day
from sanctions.importing.applying import drop_samples
from sanctions.models import ListSource

LEASE = timedelta(seconds=60)
logger = logging.getLogger(__name__)
# Emptied by "start again", rows that point at others first. Reference tables, people and the event trail stay.
EMPTIED = (
    *("sheets.SheetRow", "sheets.SheetPart", "sheets.RowKey", "sheets.FirstLook", "sheets.SheetImport"),
    "sheets.KnownMapping",
    *("reminders.ReminderLine", "reminders.MessageLine", "reminders.Message", "reminders.Alert", "reminders.EngineRun"),
    *("sanctions.SubmissionSection", "sanctions.SubmissionTarget", "sanctions.Submission", "sanctions.NotSought"),
    *("sanctions.NamelessDesignation", "sanctions.Designation", "sanctions.Match", "sanctions.ScreeningRun"),
    "sanctions.OfficialMerge",
    *("advocacy.Reply", "advocacy.Deadline", "advocacy.Pause", "advocacy.ActionCase", "advocacy.Action"),
    *("advocacy.DeterminationCase", "advocacy.Determination", "advocacy.Ask", "advocacy.CampaignPart"),
    *("advocacy.Campaign", "advocacy.Criterion", "advocacy.Assessment", "advocacy.Search", "advocacy.Aftercare"),
    *("cases.Citation", "cases.KeyDate", "cases.Involvement", "cases.Charge", "cases.StatusPeriod", "cases.Draft"),
    *("cases.Follow", "cases.Membership", "cases.Grant", "cases.SavedFilter", "cases.Update", "cases.Source"),
    *(
        "cases.OfficialName",
        "cases.OfficialPosition",
        "cases.OfficialRelation",
        "cases.Official",
        "cases.Case",
        "cases.PrisonerName",
        "cases.CountryTie",
        "cases.Prisoner",
    ),
)


class AlreadyWalking(Exception):
    """One walk is under way; `walk` is it."""

    def __init__(self, walk: Walk) -> None:
        super().__init__(walk.reference)
        self.walk = walk


def begin_walk(*, to: date, by: User, start_again: bool = False) -> Walk:
    """Put a walk on record and wake a worker. Raises AlreadyWalking."""
    day = demo_day()
    try:
        with transaction.atomic():
            walk = Walk.objects.create(
                by=by,
                from_day=day,
                to_day=to,
                start_again=start_again,
                total=0 if start_again else len(days_to_walk(day, to)),
            )
            trail.record(EventKind.DECISION, "demo-moved", by=by, target=walk.reference, to=to.isoformat())
    except IntegrityError:
        walk = Walk.objects.filter(state=WalkState.WALKING).first() or Walk.objects.latest("pk")
        raise AlreadyWalking(walk) from None
    return walk


def go_on(walk: Walk) -> bool:
    """Walk to the end, unless another worker is at it. Returns whether this one did the walking."""
    if not _take(walk):
        return False
    try:
        if walk.start_again:
            start_again()
            Walk.objects.filter(pk=walk.pk).update(start_again=False)
        else:
            for day in days_to_walk(_reached(), walk.to_day):
                live(day)
                Walk.objects.filter(pk=walk.pk).update(done=F("done") + 1, leased_until=timezone.now() + LEASE)
    except Exception as error:
        # The walk ends for the user with a sentence; the log has the rest.
        logger.exception("the demonstration stopped on its way")
        Walk.objects.filter(pk=walk.pk).update(state=WalkState.FAILED, error=str(error)[:300], leased_until=None)
        raise
    Walk.objects.filter(pk=walk.pk).update(state=WalkState.ARRIVED, leased_until=None)
    return True


def _take(walk: Walk) -> bool:
    now = timezone.now()
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    held = Walk.objects.filter(free, pk=walk.pk, state=WalkState.WALKING)
    return held.update(leased_until=now + LEASE) == 1


def _reached() -> date:
    forget_read_day()
    return demo_day()


def live(day: date) -> None:
    """Load what became known by `day`, run its rules and send its mail. Lived twice it is the same day."""
    load_until(day)
    live_the_day(day)


def start_again() -> None:
    """Empty the demonstration of cases, whoever entered them, and load its first day."""
    with transaction.atomic():
        empty()
        set_demo_day(FIRST_DAY)
    live(FIRST_DAY)


def empty() -> None:
    """Delete every case and what hangs on it, with their histories; of the lists what is sample data."""
    for name in EMPTIED:
        model = apps.get_model(name)
        for field in model._meta.many_to_many:
            through = getattr(model, field.name).through
            if through._meta.auto_created:
                through.objects.all()._raw_delete(using="default")
        if name == "cases.Update":
            model.objects.update(superseded_by=None)
        if name == "cases.Source":
            model.objects.update(origin=None)
        history = getattr(model, "history", None)
        if history is not None:
            _empty_history(history.model)
        if name == "cases.Official":
            model.objects.update(merged_into=None)
        model.objects.all()._raw_delete(using="default")
    for source in ListSource.objects.all():
        drop_samples(source)


def _empty_history(model: type) -> None:
    for related in model._meta.related_objects:  # type: ignore[attr-defined]
        related.related_model.objects.all()._raw_delete(using="default")
    model.objects.all()._raw_delete(using="default")  # type: ignore[attr-defined]


def entered_by_users() -> int:
    """How many updates people entered beside the facts: "start again" deletes them."""
    from cases.models import Update
    from demo.facts import load_facts
    from demo.keys import form_key

    facts = {form_key(dossier, one.key) for dossier in load_facts().dossiers.values() for one in dossier.updates}
    return sum(key not in facts for key in Update.objects.values_list("form_key", flat=True))
