"""Screening runs: asked for, queued, done by a process that may load what it takes, safe to repeat."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import Official
from core import clock, trail
from core.models import EventKind
from sanctions import analysis
from sanctions.models import Entry, Match, ScreeningRun
from sanctions.models.match import RunState, new_reference
from sanctions.screening import Proposal, propose

LEASE = timedelta(seconds=180)
#: A run that is older and never came to its end is given up: it would take worker after worker down with it.
LONGEST = timedelta(hours=1)
BATCH = 500
logger = logging.getLogger(__name__)


def ask_for_screening(*, because: str = "", official: Official | None = None, by: User | None = None) -> ScreeningRun:
    """Put a pass over the entries in the queue; one that waits already serves."""
    waiting = ScreeningRun.objects.filter(state=RunState.QUEUED, official=official).first()
    return waiting or ScreeningRun.objects.create(because=because[:60], official=official, by=by)


@dataclass
class Screened:
    """What a pass came to: every proposal by (official, entry), and which of them are new."""

    proposals: dict[tuple[int, int], Proposal] = field(default_factory=dict)
    new: set[tuple[int, int]] = field(default_factory=set)


def lying() -> list[ScreeningRun]:
    """Runs that nobody has in hand, the oldest first: waiting, or left behind by a worker that died."""
    now = timezone.now()
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    for run in ScreeningRun.objects.filter(free, state=RunState.RUNNING, created_at__lt=now - LONGEST):
        _settle(run, RunState.FAILED, message=_("It never came to its end and was given up. Start it again."))
    return list(ScreeningRun.objects.filter(free, state__in=[RunState.QUEUED, RunState.RUNNING]).order_by("pk"))


def take_up() -> int:
    """Do every run that lies: here in a worker of its own queue, elsewhere in a process that ends. Returns how many."""
    taken = 0
    for run in lying():
        if settings.SCREENING_QUEUE:
            taken += go_on(run) is not None
        else:
            taken += in_a_process(run)
    return taken


def in_a_process(run: ScreeningRun) -> bool:
    """`manage.py screen --run …`; its words go to the worker's log. Returns whether it did the run."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "screen", "--run", run.reference]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False, timeout=LONGEST.total_seconds())
    return done.returncode == 0


def go_on(run: ScreeningRun) -> Screened | None:
    """Do a run to its end, unless another worker is at it or it is done: then None."""
    if not _take(run):
        return None
    run.refresh_from_db()
    try:
        screened = run_screening(run)
    except Exception as error:
        # The run ends for the user with a sentence; the log has the rest.
        logger.exception("screening stopped on its way")
        _settle(run, RunState.FAILED, message=f"{type(error).__name__}: {error}"[:300])
        raise
    return screened


def run_screening(run: ScreeningRun) -> Screened:
    """Compare, and make the open matches what the comparison says. What people decided is never touched."""
    officials = _officials(run)
    variants = analysis.variants()
    ScreeningRun.objects.filter(pk=run.pk).update(done=0, total=Entry.objects.current().count())
    found = propose(officials, variants=variants, progress=lambda done: _progress(run, done))
    screened = Screened({(one.official, one.entry): one for one in found})
    _keep(officials, screened)
    message = "" if variants else _("Compared with our own scorer alone; “make setup-names” adds a second opinion.")
    _settle(run, RunState.DONE, proposed=len(screened.new), message=message)
    trail.record(
        EventKind.WRITE,
        "screened",
        by=run.by,
        target=run.reference,
        because=run.because,
        officials=len(officials),
        proposed=len(screened.new),
    )
    return screened


def _officials(run: ScreeningRun) -> list[Official]:
    """Those a run is about. Of all, because a machine compares here: who may see a match is the match's own door."""
    those = Official.objects.filter(merged_into=None)
    if run.official_id:
        those = those.filter(pk=run.official_id)
    return list(those.select_related("state").prefetch_related("other_names").order_by("pk"))


@transaction.atomic
def _keep(officials: Iterable[Official], screened: Screened) -> None:
    """New proposals written, undecided ones brought up to date, those that no longer score dropped."""
    known = {
        (match.official_id, match.entry_id): match
        for match in Match.objects.filter(official__in=list(officials)).only(
            "official", "entry", "score", "explanation", "decision"
        )
    }
    screened.new = set(screened.proposals) - set(known)
    today = clock.today()
    Match.objects.bulk_create(
        (_match(screened.proposals[key], today) for key in sorted(screened.new)),
        batch_size=BATCH,
        ignore_conflicts=True,  # two runs may find the same
    )
    undecided = {key: match for key, match in known.items() if not match.decision}
    _bring_up_to_date(undecided, screened)
    fallen = [match.pk for key, match in undecided.items() if key not in screened.proposals]
    # What is gone from its list was not compared: whether it was about our official is still a question.
    Match.objects.filter(pk__in=fallen, decision="", entry__gone_since=None).delete()


def _match(one: Proposal, today: date) -> Match:
    return Match(
        reference=new_reference(),
        official_id=one.official,
        entry_id=one.entry,
        score=one.scored.score,
        explanation=one.scored.plain(),
        proposed_on=today,
    )


def _bring_up_to_date(undecided: dict[tuple[int, int], Match], screened: Screened) -> None:
    moved = []
    for key, match in undecided.items():
        one = screened.proposals.get(key)
        if one is not None and (match.score, match.explanation) != (one.scored.score, one.scored.plain()):
            match.score, match.explanation = one.scored.score, one.scored.plain()
            moved.append(match)
    # Decided meanwhile by somebody: the score under a decision stays what that person saw.
    those = Match.objects.filter(pk__in=[match.pk for match in moved], decision="")
    open_still = set(those.values_list("pk", flat=True))
    rows = [match for match in moved if match.pk in open_still]
    Match.objects.bulk_update(rows, ["score", "explanation"], batch_size=BATCH)


def _take(run: ScreeningRun) -> bool:
    now = timezone.now()
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    held = ScreeningRun.objects.filter(free, pk=run.pk, state__in=[RunState.QUEUED, RunState.RUNNING])
    return held.update(state=RunState.RUNNING, leased_until=now + LEASE) == 1


def _progress(run: ScreeningRun, done: int) -> None:
    """Say how far it is, and keep the lease."""
    ScreeningRun.objects.filter(pk=run.pk).update(done=done, leased_until=timezone.now() + LEASE)


def _settle(run: ScreeningRun, state: RunState, *, proposed: int = 0, message: str = "") -> None:
    run.state, run.proposed, run.message = state, proposed, message
    run.leased_until, run.finished_at = None, timezone.now()
    run.save(update_fields=["state", "proposed", "message", "leased_until", "finished_at"])
    if state == RunState.DONE:
        ScreeningRun.objects.filter(pk=run.pk).update(done=F("total"))
