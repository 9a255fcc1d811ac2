"""Which alerts a case would have had, day by day, had every day been lived as it happened. Nothing is written.

It goes by the days on which things happened, not on which they were typed in. Tier, lead and the rules' days are
today's. Only days on which something changed are asked about; what falls between them follows from the findings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from advocacy import facts as advocacy_facts
from cases.as_of import AsOf, Finding
from cases.models import Case, KeyDate, Update
from cases.rules import Rule
from core import clock
from reminders.engine import TOP_STEP, case_rules, run_rule
from reminders.models.threshold import thresholds
from sanctions import facts as sanctions_facts

OPENED, ESCALATED, CLEARED = "opened", "escalated", "cleared"
MOVED_TO = {1: ("director",), TOP_STEP: ("weekly-report",)}

Key = tuple[str, str, str]  # rule, scope, subject


@dataclass(frozen=True)
class Event:
    """An alert that would have opened, moved up or cleared on `day`, and who would have been told."""

    day: date
    rule: Rule
    subject: str
    what: str
    told: tuple[str, ...] = ()
    finding: Finding | None = field(default=None, compare=False)  # on which records it hangs: who may see it

    def as_dict(self) -> dict[str, Any]:
        return {
            "date": self.day.isoformat(),
            "code": self.rule.code,
            "rule": self.rule.slug,
            "subject": self.subject,
            "event": self.what,
            "told": list(self.told),
        }


@dataclass
class Open:
    """An alert that is open at this point of the replay."""

    rule: Rule
    finding: Finding
    opened_on: date
    last_step_on: date
    steps: int = 0

    def event(self, day: date, what: str, told: tuple[str, ...] = ()) -> Event:
        return Event(day, self.rule, self.finding.subject, what, told, self.finding)


def replay(case: Case, start: date, end: date) -> list[Event]:
    """What would have happened to the case's alerts from `start` to `end`, both included."""
    days = days_of_change(case, end)
    open_alerts: dict[Key, Open] = {}
    events: list[Event] = []
    for day, following in zip(days, [*days[1:], end + timedelta(1)], strict=True):
        found = findings_on(case, day)
        events += _settle(open_alerts, found, day)
        events += _until(open_alerts, found, day, following)
    order = {rule.code: place for place, rule in enumerate(case_rules())}
    kept = [event for event in events if start <= event.day <= end]
    return sorted(kept, key=lambda event: (event.day, event.what != CLEARED, order[event.rule.code], event.subject))


def days_of_change(case: Case, end: date) -> list[date]:
    """The days up to `end` on which anything that a rule reads may have changed."""
    days = set(Update.objects.filter(case=case).counted().values_list("occurred_on", flat=True))
    for of_date in KeyDate.objects.filter(case=case).values_list("entered_on", "due_on", "resolved_on"):
        days.update(day for day in of_date if day is not None)
    if case.quiet_until:
        days |= {clock.today(), case.quiet_until + timedelta(1)}
    days |= advocacy_facts.days_of_change(case) | sanctions_facts.days_of_change(case)
    return sorted(day for day in {*days, case.opened_on} if day <= end)


def findings_on(case: Case, day: date, *, coming: bool = True) -> dict[Key, tuple[Rule, Finding]]:
    """What the rules find, with what will be due if nothing changes."""
    limits = thresholds()
    at = AsOf(day, case_ids=[case.pk], past=True, coming=coming)
    rules = [rule for rule in case_rules() if rule.replayed]
    found = ((rule, finding) for rule in rules for finding in run_rule(rule, at, limits))
    return {(rule.code, *finding.key): (rule, finding) for rule, finding in found}


def _settle(open_alerts: dict[Key, Open], found: dict[Key, tuple[Rule, Finding]], day: date) -> Iterator[Event]:
    """Clear what is over on a day of change, and what began anew after it had opened."""
    for key, alert in list(open_alerts.items()):
        _rule, finding = found.get(key, (None, None))
        if finding is None or finding.due > day or finding.since > alert.opened_on:
            del open_alerts[key]
            yield alert.event(day, CLEARED)
        else:
            alert.finding = finding


def _until(
    open_alerts: dict[Key, Open], found: dict[Key, tuple[Rule, Finding]], day: date, following: date
) -> Iterator[Event]:
    """What opens and moves up from `day` until the day before `following`, while nothing changes."""
    for key, (rule, finding) in found.items():
        opens = max(finding.due, day)
        if key not in open_alerts and opens < following:
            open_alerts[key] = alert = Open(rule, finding, finding.due, opens)
            yield alert.event(opens, OPENED, rule.tell)
    for alert in open_alerts.values():
        while alert.steps < TOP_STEP:
            rounds, until, since = alert.rule.rounds, alert.finding.until, alert.finding.since
            step_on = rounds.next(max(alert.last_step_on, day - timedelta(1)), alert.opened_on, until, since)
            if step_on >= following:
                break
            alert.steps, alert.last_step_on = alert.steps + 1, step_on
            yield alert.event(step_on, ESCALATED, MOVED_TO[alert.steps])
