"""A modelled team: three advocates, sixty cases, ninety days. How many new lines does each get a day?

What is modelled, so that anybody can doubt it: the mix of tiers; that a case brings news by itself at the pace of its
tier; that people answer a line of their digest on the next working day with a check, a contact or an action; that one
letter in some weeks is sent for each case, with a reply due in sixty days that comes or does not. The cases are known
to the team when the model begins: they are not all stalled on the first day.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from random import Random

from accounts.models import Organisation, User
from advocacy.services.actions import ActionData, log_action
from advocacy.services.deadlines import record_reply
from cases.models import Case, DetainingState, Prisoner
from cases.services.judging import UpdateData
from cases.services.sourcing import CitationData
from cases.services.updates import log_update
from cases.vocabulary import Connection, Tier, UpdateKind
from core import clock
from core.partial_dates import PartialDate
from reminders import engine
from reminders.models import Alert, MessageLine

ADVOCATES, CASES, DAYS = 3, 60, 90
TIERS = [Tier.CRITICAL] * 4 + [Tier.HIGH] * 10 + [Tier.STANDARD] * 34 + [Tier.WATCH] * 12
NEWS_EVERY: dict[str, int] = {Tier.CRITICAL: 3, Tier.HIGH: 8, Tier.STANDARD: 20, Tier.WATCH: 40}
LETTER_EVERY = 45
REPLY_DUE, REPLIES = timedelta(60), 0.6
LAWYER = CitationData(told_by="A lawyer", connection=Connection.LAWYER)
K = UpdateKind


def _same(day: date) -> date:
    return day


@dataclass
class Team:
    """The team at work, with what each was told on each day."""

    start: date
    chance: Random = field(default_factory=lambda: Random(7))
    lines: Counter[tuple[int, date]] = field(default_factory=Counter)
    waited: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.house = Organisation.objects.create(slug="team", name="Team", works_here=True)
        self.government = Organisation.objects.create(slug="team-addressee", name="Addressee")
        self.people = [
            User.objects.create_user(f"team{n}@example.org", name=f"Team {n}", role="advocate", organisation=self.house)
            for n in range(ADVOCATES)
        ]
        state = DetainingState.objects.get_or_create(code="RU", defaults={"name": "Russia"})[0]
        self.cases = [self._case(number, state) for number in range(CASES)]

    def _case(self, number: int, state: DetainingState) -> Case:
        """A case that somebody has worked on: an arrest, a contact and an action at days of its own."""
        lead = self.people[number % ADVOCATES]
        case = Case.objects.create(
            prisoner=Prisoner.objects.create(name=f"Prisoner {number}"),
            state=state,
            owner=self.house,
            lead=lead,
            tier=TIERS[number],
            code_name=f"River {number}",
            opened_on=self.start - timedelta(200),
        )
        case.members.add(lead)
        self._log(case, K.ARREST, self.start - timedelta(self.chance.randint(100, 200)))
        self._log(case, K.LAWYER_VISIT, self.start - timedelta(self.chance.randint(0, NEWS_EVERY[case.tier])))
        self._write(case, self.start - timedelta(self.chance.randint(0, 40)))
        return case

    def live(self) -> None:
        for offset in range(DAYS):
            day = self.start + timedelta(offset)
            clock.set_source(partial(_same, day))
            if day.weekday() < 5:
                self._answer(day)
            self._happen(day)
            engine.live_the_day(day)
            self._count(day)

    def _happen(self, day: date) -> None:
        for case in self.cases:
            if self.chance.random() < 1 / NEWS_EVERY[case.tier]:
                self._log(case, self.chance.choice([K.LAWYER_VISIT, K.LETTER_RECEIVED]), day)
            if self.chance.random() < 1 / LETTER_EVERY:
                self._write(case, day)

    def _answer(self, day: date) -> None:
        """What was told is acknowledged and worked on: a check, a contact, or the next action."""
        for alert in Alert.objects.open().filter(lines__isnull=False, acknowledged_at=None).distinct():
            if alert.case is None or alert.case.owner_id != self.house.pk:
                continue
            if alert.action is not None:
                if alert.action.answered_on is None and alert.action.state == "sent":
                    self._reply(alert.action, day)
            elif alert.rule == "R7":
                self._write(alert.case, day)
            else:
                self._log(alert.case, K.LAWYER_VISIT, day)

    def _count(self, day: date) -> None:
        """New lines of the day: cases for each person, as the mails group them; and what critical was not told."""
        told = MessageLine.objects.filter(message__day=day, recipient__in=self.people)
        for person, _case in set(told.values_list("recipient", "alert__case")):
            self.lines[person, day] += 1
        critical = Alert.objects.open().filter(case__tier=Tier.CRITICAL, case__owner=self.house, lines=None)
        self.waited += list(critical.loud(day).values_list("reference", flat=True))

    def _log(self, case: Case, kind: UpdateKind, day: date) -> None:
        data = UpdateData(kind=kind, occurred=PartialDate(day), summary="It happened.", citations=(LAWYER,))
        log_update(case=case, data=data, by=self.people[0], logged_on=day)

    def _write(self, case: Case, day: date) -> None:
        """A letter; the reply comes in time or does not."""
        data = ActionData(
            kind="letter",
            summary="A letter",
            actors=[self.house],
            addressee=self.government,
            sent=PartialDate(day),
            due_on=day + REPLY_DUE,
            responsible=case.lead,
        )
        action = log_action(data=data, cases=[case], by=case.lead, logged_on=day)
        if self.chance.random() < REPLIES and day < self.start:
            self._reply(action, day + timedelta(1))

    def _reply(self, action: object, day: date) -> None:
        record_reply(
            action=action,  # type: ignore[arg-type]
            response="token",
            received=PartialDate(day),
            summary="Noted",
            by=None,
            logged_on=day,
        )


def report(start: date) -> str:
    team = Team(start)
    team.live()
    most = max(team.lines.values(), default=0)
    each = len(team.people) * DAYS
    share = Counter(team.lines.values())
    lines = [f"{ADVOCATES} advocates, {CASES} cases, {DAYS} days:"]
    lines.append(f"  {sum(team.lines.values()) / each:.2f} lines a person and day; at most {most} (budget 5)")
    lines.append("  days with n lines: " + ", ".join(f"{n}: {share[n]}" for n in sorted(share)))
    lines.append(f"  critical alerts that were not told on their day: {len(team.waited)}")
    return "\n".join(lines)
