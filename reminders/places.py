"""What reminders add to the pages and writes of the apps below, through the slots in `core`."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from celery import current_app
from django.db import DatabaseError
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from kombu.exceptions import OperationalError

from accounts.models import User
from advocacy.visibility import plainly_seen
from cases.list_rows import Mark
from cases.models import Case
from cases.visibility import plainly_readable
from core import slots
from reminders import engine, own
from reminders.bundles import bundled
from reminders.filed import timeline_notes
from reminders.models import Alert, ReminderLine
from reminders.models.alert import RECORDS, AlertQuerySet
from reminders.recipients import alerts_of
from reminders.telling import worst_first

log = logging.getLogger(__name__)

# A person is waiting: without a broker the sweep does the work. (Zero tries would be tries without end.)
ONE_TRY = {"max_retries": 1, "interval_start": 0, "interval_step": 0}

#: What a mark needs of an alert and of what it hangs on.
SHOWN = (
    *("reference", "rule", "note", "since", "until", "case__level", "case__owner", "case__tier"),
    *("key_date__level", "key_date__case__level", "key_date__case__owner"),
    *("update__level", "update__case__level", "update__case__owner"),
    *("action__level", "action__owner", "determination__level", "determination__owner"),
)


def take_up() -> None:
    """Fill the slots: called once, when the app is ready."""
    slots.fill("case-alerts", case_alerts)
    slots.provide("needs-me", own.needs_me)
    slots.provide("needs-me", needs_me)
    slots.provide("timeline-notes", timeline_notes)
    slots.provide("stalled-cases", stalled_cases)
    slots.provide("case-marks", case_marks)
    slots.provide("case-written", case_written)
    slots.provide("forget-cases", forget_cases)
    slots.provide("forget-records", forget_records)


@dataclass(frozen=True)
class NeedsMe:
    """A row of *Today*: one case (None: the engine) with the alerts on it that are this person's business, worst first.

    `severity` is critical, high or normal; `title` and `sentence` are those of the worst alert; `due` is the day it is
    about, or the day it opened.
    """

    case: Case | None
    alerts: list[Alert]

    @property
    def worst(self) -> Alert:
        return self.alerts[0]

    @property
    def title(self) -> str:
        return self.worst.title

    @property
    def sentence(self) -> str:
        return self.worst.sentence

    @property
    def url(self) -> str:
        return self.worst.get_absolute_url()

    @property
    def since(self) -> date:
        return self.worst.since

    @property
    def due(self) -> date:
        return self.worst.until or self.worst.opened_on

    @property
    def severity(self) -> str:
        return self.worst.severity

    @property
    def tone(self) -> str:
        return self.worst.tone

    @property
    def others(self) -> int:
        """How many more alerts are on the case."""
        return len(self.alerts) - 1


def needs_me(*, user: User, day: date) -> list[NeedsMe]:
    """Cases on which an alert that nobody put aside is the user's business, worst first."""
    grouped: dict[int | None, list[Alert]] = {}
    for alert in sorted(alerts_of(user).loud(day).for_page(), key=worst_first):
        grouped.setdefault(alert.case_id, []).append(alert)
    return [NeedsMe(alerts[0].case, alerts) for alerts in grouped.values()]


def stalled_cases(*, user: User, day: date) -> list[QuerySet[Alert, Any]]:
    """The keys of the cases with an open alert that the user may see: for a filter `pk__in`."""
    return [_seen(user, day).values("case")]


def case_marks(*, user: User, day: date, cases: list[Case]) -> Iterator[tuple[int, Mark]]:
    """The worst alert of each of `cases`, as a word beside its status."""
    worst: dict[int, Alert] = {}
    for alert in sorted(_loud_on(cases, user, day), key=worst_first, reverse=True):
        worst[alert.case_id or 0] = alert
    for key, alert in worst.items():
        yield key, Mark(alert.title, alert.tone, "bell-ring", alert.get_absolute_url())


def _loud_on(cases: list[Case], user: User, day: date) -> Iterator[Alert]:
    """The loud alerts on `cases` that `user` sees: most by levels alone, and about the others the door is asked."""
    loud = Alert.objects.open().loud(day).filter(case__in=[case.pk for case in cases])
    found: list[Any] = list(loud.select_related("case", "key_date__case", "update__case", *RECORDS).only(*SHOWN))
    open_to = {one.case_id for one in found if plainly_readable(user, one.case.level, one.case.owner_id)}
    joint = {
        name: plainly_seen(user, {one for alert in found if (one := getattr(alert, name))}, open_to)
        for name in ("action", "determination")
    }
    doubtful = []
    for alert in found:
        plain = alert.case_id in open_to and all(
            all(plainly_readable(user, one.level, record.case.owner_id) for one in (record, record.case))
            for record in (alert.key_date, alert.update)
            if record is not None
        )
        if plain and all(getattr(alert, f"{name}_id") in {None, *keys} for name, keys in joint.items()):
            yield alert
        else:
            doubtful.append(alert)
    if doubtful:
        asked = Alert.objects.visible_to(user).filter(pk__in=[alert.pk for alert in doubtful])
        seen = set(asked.values_list("pk", flat=True))
        yield from (alert for alert in doubtful if alert.pk in seen)


def _seen(user: User, day: date) -> AlertQuerySet:
    """What makes a case a stalled one for `user`: alerts on it that nobody put off or accepted."""
    return Alert.objects.open().visible_to(user).filter(case__isnull=False).loud(day)


def case_alerts(request: HttpRequest, *, case: Case, **_: Any) -> str:
    """The strip on the case page: every open alert on it that the reader may see."""
    alerts = list(Alert.objects.open().visible_to(request.user).filter(case=case).for_page().with_tellings())
    if not alerts:
        return ""
    bundles = bundled(alerts)
    critical = any(one.worst.severity == "critical" and not one.worst.is_set_aside for one in bundles)
    context = {"bundles": bundles, "here": case.get_absolute_url(), "critical": critical}
    return render_to_string("reminders/_strip.html", context, request)


def case_written(*, case_id: int) -> list[Any]:
    """After a write on a case was saved: settle at once what is open on it, and queue the rest.

    Nothing here may undo or fail the save: what goes wrong is logged, and the next sweep takes it up.
    """
    try:
        engine.recheck_case(case_id, only_open=True)
    except DatabaseError:
        log.exception("rules on case %s were not run after a write; the next run takes them up", case_id)
    try:
        current_app.send_task("reminders.recheck_case", [case_id], retry=True, retry_policy=ONE_TRY)
    except (OperationalError, OSError):
        log.warning("no broker; the rest of the rules on case %s run with the next sweep", case_id)
    return []


def forget_cases(*, case_ids: list[int]) -> list[Any]:
    """Of cases that are taken back no alert stays, and no line in a mail; a mail that has none left is not sent."""
    about = Q(case__in=case_ids) | Q(update__case__in=case_ids) | Q(key_date__case__in=case_ids)
    Alert.objects.filter(about).delete()
    ReminderLine.objects.filter(key_date__case__in=case_ids).delete()
    return []


def forget_records(*, update_ids: list[int], key_date_ids: list[int]) -> list[Any]:
    """The same of updates and key dates that are taken back from a case that stays."""
    Alert.objects.filter(Q(update__in=update_ids) | Q(key_date__in=key_date_ids)).delete()
    ReminderLine.objects.filter(key_date__in=key_date_ids).delete()
    return []
