"""The engine: runs every registered rule and keeps the alerts in step with what it finds.

Per rule one transaction: read the open alerts, compare with the findings, open and clear. Running it twice changes
nothing, a missed week is caught up, and two runs at once wait for each other rule by rule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from advocacy.models import Reply
from cases.as_of import AsOf, Finding
from cases.grace import GRACE
from cases.models import Case, Update
from cases.rules import ENGINE, Rule, all_rules, rule_of
from core import clock
from reminders import outbox, telling
from reminders.models import Alert, EngineRun, Pulse
from reminders.models.threshold import thresholds

BATCH = 500
Key = tuple[str, str]  # scope, subject
KEEP_RUNS = timedelta(days=60)
TOP_STEP = 2  # 0: whom the rule names · 1: the director · 2: the weekly report to the leadership


@dataclass
class Outcome:
    """What a run changed: references of alerts."""

    opened: list[str] = field(default_factory=list)
    cleared: list[str] = field(default_factory=list)
    escalated: list[str] = field(default_factory=list)

    def __iadd__(self, other: Outcome) -> Outcome:
        self.opened += other.opened
        self.cleared += other.cleared
        self.escalated += other.escalated
        return self


def as_of(day: date, *, case_ids: Collection[int] | None = None, coming: bool = False) -> AsOf:
    """The day as rules see it: today from the case rows, another day from what had happened by then."""
    return AsOf(day, case_ids=case_ids, past=day != clock.today(), coming=coming)


def findings(at: AsOf) -> Iterator[tuple[Rule, Finding]]:
    """What all rules find about cases on the day; on a past day only those that can be asked about one."""
    limits = thresholds()
    spared = in_grace(at)
    for rule in case_rules():
        if rule.replayed or not at.past:
            for finding in run_rule(rule, at, limits):
                if finding.case_id not in spared:
                    yield rule, finding


def in_grace(at: AsOf) -> set[int]:
    """Cases brought in so lately that nothing new opens on them: their lead has time for a first look.

    The grace counts from the day of the import on. A day before it is asked of the record alone, as is every day that
    `reminders.replay` asks about: then nobody had brought anything in.
    """
    graced = Case.objects.filter(grace_until__range=(at.day, at.day + GRACE)).order_by()
    if at.case_ids is not None:
        graced = graced.filter(pk__in=at.case_ids)
    return set(graced.values_list("pk", flat=True))


def run_rule(rule: Rule, at: AsOf, limits: Mapping[str, Mapping[str, int]]) -> list[Finding]:
    return rule(AsOf(at.day, at.case_ids, at.past, at.coming, limits[rule.code]))


def case_rules() -> list[Rule]:
    """Every rule but those about the engine itself, which `watch_engine` runs."""
    return [rule for rule in all_rules() if rule.about != ENGINE]


def raise_alerts(day: date | None = None) -> Outcome:
    """Run every rule over all cases, and escalate what nobody has acknowledged."""
    day = day or clock.today()
    run = EngineRun.objects.create(day=day)
    outcome = evaluate(case_rules(), as_of(day))
    outcome += escalate(day)
    run.opened, run.cleared, run.escalated = len(outcome.opened), len(outcome.cleared), len(outcome.escalated)
    run.finished_at = timezone.now()
    run.save()
    EngineRun.objects.filter(started_at__lt=timezone.now() - KEEP_RUNS).delete()
    watch_engine()
    return outcome


def live_the_day(day: date) -> Outcome:
    """Everything that a day brings, at once: the rules, the mails. Lived twice it is the same day."""
    outcome = raise_alerts(day)
    telling.compose_critical(day)
    telling.compose_digests(day)
    telling.compose_weekly(day)
    outbox.send_messages()
    return outcome


def recheck_case(case_id: int, *, only_open: bool = False) -> Outcome:
    """Run the rules on one case right after a write; `only_open`: those that have an open alert on it."""
    rules: Iterable[Rule] = case_rules()
    if only_open:
        codes = set(Alert.objects.open().filter(case=case_id).values_list("rule", flat=True))
        rules = [rule for rule in rules if rule.code in codes]
    return evaluate(rules, as_of(clock.today(), case_ids=[case_id]))


def watch_engine() -> Outcome:
    """Run the rules about the engine itself. They live on the real day, wherever the house's clock stands."""
    rules = [rule for rule in all_rules() if rule.about == ENGINE]
    return evaluate(rules, AsOf(clock.real_today()))


def evaluate(rules: Iterable[Rule], at: AsOf) -> Outcome:
    """Bring the alerts of `rules` in step with what they find."""
    outcome = Outcome()
    limits = thresholds()
    for rule in rules:
        if rule.replayed or not at.past:
            outcome += _evaluate_one(rule, at, limits)
    return outcome


class Known(NamedTuple):
    """What is compared of an open alert: rows are loaded whole only where something differs."""

    pk: int
    scope: str
    subject: str
    opened_on: date
    since: date
    until: date | None
    note: str
    step: int


@transaction.atomic
def _evaluate_one(rule: Rule, at: AsOf, limits: Mapping[str, Mapping[str, int]]) -> Outcome:
    pulse, _new = Pulse.objects.get_or_create(name=f"rule:{rule.code}")
    Pulse.objects.select_for_update().get(pk=pulse.pk)  # another run of this rule waits here
    found = {finding.key: finding for finding in run_rule(rule, at, limits)}
    if rule.once:
        found = _not_looked_at(rule, found)
    known = _known(rule, at)
    # What began anew after the alert had opened is another matter: the old one is over.
    renewed = {key for key, alert in known.items() if key in found and found[key].since > alert.opened_on}
    over = _rows([alert.pk for key, alert in known.items() if key not in found or key in renewed])
    _clear(over, {key: found[key].since for key in renewed}, at.day)
    kept = found.keys() & known.keys() - renewed
    _keep_in_step(rule, [(known[key], found[key]) for key in kept], at.day)
    new = [found[key] for key in found if key not in kept]
    # Asked after the rule was run: a case brought in meanwhile is spared too.
    spared = in_grace(at) if new else set()
    opened = _open(rule, [finding for finding in new if finding.case_id not in spared], at.day)
    Pulse.objects.filter(pk=pulse.pk).update(last_at=timezone.now())
    return Outcome(opened=opened, cleared=[alert.reference for alert in over])


def _known(rule: Rule, at: AsOf) -> dict[Key, Known]:
    rows = Alert.objects.open().filter(rule=rule.code).order_by()
    if at.case_ids is not None:
        rows = rows.filter(case__in=at.case_ids)
    alerts = (Known(*row) for row in rows.values_list(*Known._fields))
    return {(alert.scope, alert.subject): alert for alert in alerts}


def _not_looked_at(rule: Rule, found: dict[Key, Finding]) -> dict[Key, Finding]:
    """Without what somebody has acknowledged: it is over, and is not opened again."""
    if not found:
        return found
    oldest = min(finding.since for finding in found.values())
    seen = Alert.objects.filter(rule=rule.code, acknowledged_at__isnull=False, since__gte=oldest).order_by()
    keys = set(seen.values_list("scope", "subject"))
    return {key: finding for key, finding in found.items() if key not in keys}


def _rows(keys: list[int]) -> list[Alert]:
    """Alerts to be changed, held until the transaction ends: somebody may be acknowledging one of them."""
    return [alert for some in _batches(keys) for alert in Alert.objects.select_for_update().filter(pk__in=some)]


def _open(rule: Rule, new: list[Finding], day: date) -> list[str]:
    alerts = [
        Alert(
            rule=rule.code,
            scope=finding.scope,
            subject=finding.subject,
            case_id=finding.case_id,
            key_date_id=finding.key_date_id,
            action_id=finding.action_id,
            determination_id=finding.determination_id,
            update_id=finding.update_id,
            note=finding.note,
            since=finding.since,
            until=finding.until,
            opened_on=finding.due,
            recorded_on=day,
            step=rule.rounds.step(day, finding.until),
        )
        for finding in new
    ]
    # A run that was quicker has opened it already: the constraint says so and we go on.
    Alert.objects.bulk_create(alerts, ignore_conflicts=True, batch_size=BATCH)
    references = [alert.reference for alert in alerts]
    stored: set[str] = set()
    for some in _batches(references):
        stored.update(Alert.objects.filter(reference__in=some).values_list("reference", flat=True))
    return [reference for reference in references if reference in stored]


def _clear(over: list[Alert], renewed: Mapping[Key, date], day: date) -> None:
    """Clear alerts, with the update (or the reply to their action) that made the difference, where one came since."""
    causes = _latest_updates([alert.case_id for alert in over if alert.case_id and not alert.action_id])
    replies = _latest_replies([alert.action_id for alert in over if alert.action_id])
    for alert in over:
        about = replies.get(alert.action_id) if alert.action_id else causes.get(alert.case_id or 0)
        logged_at, reference = about or (None, "")
        alert.cleared_on = min(renewed.get((alert.scope, alert.subject), day), day)
        alert.cleared_by = reference if logged_at and logged_at > alert.created_at else ""
    Alert.objects.bulk_update(over, ["cleared_on", "cleared_by"], batch_size=BATCH)


def _latest_updates(case_ids: list[int]) -> dict[int, tuple[datetime, str]]:
    """The last logged update that counts of each case: when it was logged, and its reference."""
    latest: dict[int, tuple[datetime, str]] = {}
    for some in _batches(case_ids):
        newest = Update.objects.counted().filter(case__in=some).order_by().values("case").annotate(newest=Max("pk"))
        rows = Update.objects.filter(pk__in=[row["newest"] for row in newest])
        latest.update({case: (at, text) for case, at, text in rows.values_list("case", "created_at", "reference")})
    return latest


def _latest_replies(action_ids: list[int]) -> dict[int, tuple[datetime, str]]:
    """The last reply to each action: when it was logged, and its reference."""
    latest: dict[int, tuple[datetime, str]] = {}
    for some in _batches(action_ids):
        rows = Reply.history.filter(action__in=some, history_type="+").order_by("history_date")
        latest.update(
            {action: (at, text) for action, at, text in rows.values_list("action", "history_date", "reference")}
        )
    return latest


def _keep_in_step(rule: Rule, pairs: list[tuple[Known, Finding]], day: date) -> None:
    """Move what a correction or the day itself has moved on alerts that stay open."""
    now = {alert.pk: (finding, rule.rounds.step(day, finding.until)) for alert, finding in pairs}
    moved = [
        alert.pk
        for alert, finding in pairs
        if (alert.since, alert.until, alert.note, alert.step)
        != (finding.since, finding.until, finding.note, now[alert.pk][1])
    ]
    changed = _rows(moved)
    for row in changed:
        finding, step = now[row.pk]
        if step > row.step:
            # A further step is news of its own: having acknowledged the one before does not answer it.
            row.acknowledged_at = row.acknowledged_by = None
        row.since, row.until, row.note, row.step = finding.since, finding.until, finding.note, step
    fields = ["since", "until", "note", "step", "acknowledged_at", "acknowledged_by"]
    Alert.objects.bulk_update(changed, fields, batch_size=BATCH)


def _batches(many: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(many), BATCH):
        yield many[start : start + BATCH]


@transaction.atomic
def escalate(day: date) -> Outcome:
    """Move up, one step a run, every alert that nobody acknowledged before its repeat passed.

    Only rounds after the day it was found count: whoever is told late is given as long as anybody else.
    """
    waiting = Alert.objects.open().loud(day).unacknowledged().filter(escalated__lt=TOP_STEP)
    waiting = waiting.exclude(Q(case__quiet_until__gte=day) | Q(scope=ENGINE))
    waiting = waiting.filter(Q(escalated_on__lt=day) | Q(escalated_on=None, recorded_on__lt=day))
    moved = []
    for alert in waiting.select_for_update(of=("self",)):
        latest = rule_of(alert.rule).rounds.last(day, alert.opened_on, alert.until, alert.since)
        if latest > (alert.escalated_on or alert.recorded_on):
            alert.escalated, alert.escalated_on = alert.escalated + 1, latest
            moved.append(alert)
    Alert.objects.bulk_update(moved, ["escalated", "escalated_on"], batch_size=BATCH)
    return Outcome(escalated=[alert.reference for alert in moved])
