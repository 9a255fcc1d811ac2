"""A case as it would have been watched: which alerts stood open on each day, who acted when, and the day in a sentence.

Alerts are what `reminders.replay` finds: by the days on which things happened, from what counts for every reader of the
case. What hangs on a record that this reader may not see is left out, and so is what they may not see of the rest.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db.models import Count, Max, QuerySet, Sum

from accounts.models import User
from advocacy.acts import Act
from advocacy.jurisdictions import name_of
from advocacy.models import Action, Deadline, Determination
from advocacy.record import Record, record_of
from advocacy.standing import sentence_of_the_day
from cases.models import Case, Involvement, KeyDate, Update
from cases.rules import Rule, rule_of
from core import clock
from reminders import wording
from reminders.models import RuleThreshold
from reminders.replay import CLEARED, OPENED, replay
from sanctions.models import Designation, NamelessDesignation, NotSought

# Nothing new is to be watched for so long after a release.
AFTER_RELEASE = timedelta(days=60)
KEPT_SECONDS = 600
MOST_SENTENCES = 4


class Span(NamedTuple):
    """An alert that would have been open, from a day until (not including) another, and on which records it hangs."""

    code: str
    subject: str
    opened_on: date
    cleared_on: date | None
    since: date
    until: date | None
    note: str
    records: tuple[int | None, int | None, int | None, int | None]  # key date, action, determination, update

    @property
    def rule(self) -> Rule:
        return rule_of(self.code)

    def is_open_on(self, day: date) -> bool:
        return self.opened_on <= day and (self.cleared_on is None or day < self.cleared_on)

    def title(self, day: date) -> str:
        title = wording.title(self.rule, self.note, self.until, day)
        return f"{title}: {self.rule.names(self.subject)}" if self.rule.names else title

    def sentence(self, day: date) -> str:
        return wording.sentence(self.rule, self.note, min(self.since, day), self.until, day)


@dataclass(frozen=True)
class Watched:
    """A case from `start` to `end`, as `reader` may know it."""

    case: Case
    reader: User
    start: date
    end: date
    spans: list[Span]
    updates: list[Update]
    record: Record

    @property
    def last(self) -> int:
        """The number of the last day, counted from the first."""
        return (self.end - self.start).days

    @property
    def grace(self) -> date | None:
        """Until when in truth no alert opens, where the case was brought in not long ago."""
        until = self.case.grace_until
        return until if until and until >= clock.today() else None

    def day_of(self, asked: str) -> date:
        """The day that somebody asked for by its number; the last one where they asked for none that there is."""
        number = int(asked) if asked.isdecimal() and len(asked) < 7 else self.last
        return self.start + timedelta(min(number, self.last))

    def number(self, day: date) -> int:
        return (day - self.start).days

    @cached_property
    def lanes(self) -> dict[str, list[Act]]:
        """What was done from the first day on, by jurisdiction: the prisoner's own states first, then by name."""
        acts: dict[str, list[Act]] = defaultdict(list)
        for act in self.record.acts:
            if self.start <= act.on <= self.end:
                for code in act.jurisdictions or {""}:
                    acts[code].append(act)
        others = sorted(acts.keys() - self.record.own.keys() - {""}, key=name_of)
        return {code: acts[code] for code in [*self.record.own, *others, ""] if code in acts or code in self.record.own}

    @cached_property
    def turning_points(self) -> list[date]:
        """The days on which an alert opened or was over, or somebody acted."""
        days = {span.opened_on for span in self.spans} | {span.cleared_on for span in self.spans}
        days |= {act.on for acts in self.lanes.values() for act in acts}
        return sorted(day for day in days if day is not None and self.start <= day <= self.end)


def watched(case: Case, reader: User) -> Watched:
    """The whole of a case's story, for one reader."""
    today = clock.today()
    start = min(case.arrested_on or case.opened_on, today)
    end = min(today, case.released_on + AFTER_RELEASE) if case.released_on else today
    updates = Update.objects.visible_to(reader).current().filter(case=case, occurred_on__range=(start, end))
    return Watched(
        case=case,
        reader=reader,
        start=start,
        end=max(start, end),
        spans=_seen(_spans(case, start, max(start, end)), case, reader),
        updates=list(updates.order_by("occurred_on", "sequence", "pk")),
        record=record_of(case, reader),
    )


@dataclass(frozen=True)
class OpenThen:
    """An alert as it stood on the day that is looked at."""

    code: str
    title: str
    sentence: str
    days: int


@dataclass(frozen=True)
class LookedAt:
    """One day of the story; `before` and `after` are the numbers of the days on which something turned."""

    day: date
    number: int
    sentences: list[str]
    open: list[OpenThen]
    before: int | None
    after: int | None


def looked_at(story: Watched, day: date, jurisdiction: str = "") -> LookedAt:
    """The day in sentences: for the jurisdiction that was asked for, and for the prisoner's own states."""
    own = [*story.record.own][:MOST_SENTENCES] or [code for code in story.lanes if code][:1]
    codes = dict.fromkeys(filter(None, [jurisdiction, *own]))
    return LookedAt(
        day=day,
        number=story.number(day),
        sentences=[sentence_of_the_day(story.case, story.reader, code, day, record=story.record) for code in codes],
        open=[
            OpenThen(span.code, span.title(day), span.sentence(day), (day - span.opened_on).days)
            for span in story.spans
            if span.is_open_on(day)
        ],
        before=max((story.number(one) for one in story.turning_points if one < day), default=None),
        after=min((story.number(one) for one in story.turning_points if one > day), default=None),
    )


def _seen(spans: list[Span], case: Case, reader: User) -> list[Span]:
    """Those that hang on nothing that `reader` may not see."""
    doors: tuple[QuerySet[Any], ...] = (
        KeyDate.objects.visible_to(reader).filter(case=case),
        Action.objects.visible_to(reader).filter(cases=case),
        Determination.objects.visible_to(reader).filter(cases=case),
        Update.objects.visible_to(reader).filter(case=case),
    )
    wanted = [{key for key in column if key} for column in zip(*(span.records for span in spans), strict=True)]
    seen = [
        set(rows.filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
        for rows, keys in zip(doors, wanted, strict=False)
    ]
    return [
        span for span in spans if all(key is None or key in keys for key, keys in zip(span.records, seen, strict=True))
    ]


def _spans(case: Case, start: date, end: date) -> list[Span]:
    """Every alert there would have been, whoever asks. Kept for a while: it is the same whichever day is looked at."""
    key = f"replay:{case.pk}:{start}:{end}:{_state_of(case)}"
    spans: list[Span] | None = cache.get(key)
    if spans is None:
        spans = _found(case, start, end)
        cache.set(key, spans, KEPT_SECONDS)
    return spans


def _found(case: Case, start: date, end: date) -> list[Span]:
    standing: dict[tuple[str, str], list[Any]] = {}
    spans: list[Span] = []
    for event in replay(case, start, end):
        key = (event.rule.code, event.subject)
        if event.what == OPENED and event.finding is not None:
            found = event.finding
            records = (found.key_date_id, found.action_id, found.determination_id, found.update_id)
            standing[key] = [*key, event.day, None, found.since, found.until, found.note, records]
        elif event.what == CLEARED and key in standing:
            row = standing.pop(key)
            row[3] = event.day
            spans.append(Span(*row))
    return sorted([*spans, *(Span(*row) for row in standing.values())], key=lambda span: (span.opened_on, span.code))


def _sanctions_state(case: Case) -> list[Any]:
    """The same of what is on record of the officials of a case."""
    involved = Involvement.history.filter(case=case.pk)
    officials = Involvement.objects.filter(case=case).values("official")
    return [
        involved.aggregate(last=Max("history_id"))["last"],
        Designation.history.filter(official__in=officials).aggregate(last=Max("history_id"))["last"],
        NamelessDesignation.history.filter(case=case.pk).aggregate(last=Max("history_id"))["last"],
        NotSought.history.filter(official__in=officials).aggregate(last=Max("history_id"))["last"],
    ]


def _state_of(case: Case) -> str:
    """What differs as soon as something was written that the rules read on this case."""
    actions = Action.objects.filter(cases=case)
    parts = [
        case.version,
        *Update.history.filter(case=case.pk).aggregate(last=Max("history_id")).values(),
        *KeyDate.history.filter(case=case.pk).aggregate(last=Max("history_id")).values(),
        *actions.aggregate(many=Count("pk"), version=Sum("version"), last=Max("pk")).values(),
        *Deadline.objects.filter(action__in=actions.values("pk")).aggregate(last=Max("pk")).values(),
        *Determination.history.filter(id__in=Determination.objects.filter(cases=case).values("pk"))
        .aggregate(last=Max("history_id"))
        .values(),
        *RuleThreshold.history.aggregate(last=Max("history_id")).values(),
        *_sanctions_state(case),
    ]
    return ".".join(str(part) for part in parts)
