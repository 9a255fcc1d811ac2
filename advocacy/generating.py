"""Cases in bulk, for benchmarks: the same seed and day make the same rows, consistent with the fold.

Nothing here is about anybody: names are numbers. Written past the services, a thousand cases at a time.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import StringIO
from random import Random
from typing import Any

from django.db import connection, models, transaction

from accounts.models import Organisation, User
from accounts.models.organisation import OrganisationKind
from advocacy.models import Action, ActionCase, Deadline, Reply
from advocacy.vocabulary import USUAL_WEIGHT, ActionKind, ActionState, DeadlineKind, Response
from cases.folding import rows_of, summary_folded
from cases.models import Case, DetainingState, Facility, KeyDate, Prisoner, StatusPeriod, Update
from cases.models.prisoner import CountryTie
from cases.status import Happening, fold, is_contact
from cases.vocabulary import Grade, KeyDateKind, Tier, UpdateDetail, UpdateKind
from core.partial_dates import PartialDate
from core.search_keys import search_key

BATCH = 1_000
YEARS = 5
STATES = ("RU", "BY", "IR", "CN", "RW", "VN", "VE", "TR")
_K, _D = UpdateKind, UpdateDetail
TIERS = [Tier.CRITICAL] * 5 + [Tier.HIGH] * 15 + [Tier.STANDARD] * 60 + [Tier.WATCH] * 20
# What happens to somebody held, with how often; a release ends the story.
STORY: list[tuple[UpdateKind, str, int]] = [
    (_K.LAWYER_VISIT, "", 18),
    (_K.FAMILY_VISIT, "", 10),
    (_K.LETTER_RECEIVED, "", 10),
    (_K.NIL_CHECK, "", 10),
    (_K.HEARING, _D.ATTENDED, 8),
    (_K.HEARING, _D.NOT_SEEN, 4),
    (_K.HEALTH, "", 4),
    (_K.HEALTH, _D.DETERIORATING, 2),
    (_K.HUNGER_STRIKE_STARTED, "", 1),
    (_K.TRANSFER, _D.STARTED, 3),
    (_K.TRANSFER, _D.ARRIVED, 4),
    (_K.STATEMENT, "", 10),
    (_K.CONTACT_LOST, "", 3),
    (_K.NOTE, "", 8),
    (_K.RELEASE, _D.UNEXPLAINED, 3),
]
KINDS, WEIGHTS = [(kind, str(detail)) for kind, detail, _ in STORY], [often for *_, often in STORY]
SENT = (ActionKind.LETTER, ActionKind.JOINT_LETTER, ActionKind.STATEMENT, ActionKind.UN_ALLEGATION_LETTER)


@dataclass
class Rows:
    """The rows of some cases, by model, in the order in which they are written."""

    cases: list[Case] = field(default_factory=list)
    more: dict[type[models.Model], list[Any]] = field(default_factory=dict)

    def add(self, row: models.Model) -> None:
        self.more.setdefault(type(row), []).append(row)


@dataclass(frozen=True)
class World:
    """What the cases hang on."""

    owner: Organisation
    leads: list[User]
    states: list[DetainingState]
    facilities: dict[int, list[Facility]]
    addressee: Organisation

    @classmethod
    def make(cls, count: int) -> World:
        owner, _ = Organisation.objects.get_or_create(
            slug="bench-desk", defaults={"name": "Bench Desk", "works_here": True, "kind": OrganisationKind.NGO}
        )
        addressee, _ = Organisation.objects.get_or_create(
            slug="bench-government", defaults={"name": "Bench Government", "kind": OrganisationKind.GOVERNMENT}
        )
        states = [DetainingState.objects.get_or_create(code=code, defaults={"name": code})[0] for code in STATES]
        leads = [_lead(number, owner) for number in range(max(3, min(count // 20, 60)))]
        facilities = {
            state.pk: [
                Facility.objects.get_or_create(
                    code=f"bench-{state.code}-{number}".lower(),
                    defaults={"name": f"Bench prison {number}", "state": state},
                )[0]
                for number in range(30)
            ]
            for state in states
        }
        return cls(owner, leads, states, facilities, addressee)


def _lead(number: int, owner: Organisation) -> User:
    email = f"bench{number}@example.org"
    known = User.objects.filter(email=email).first()
    return known or User.objects.create_user(email, name=f"Bench {number}", role="advocate", organisation=owner)


def generate(*, cases: int, updates_per_case: int, seed: int, day: date) -> int:
    """Write so many cases with their updates, actions, periods and dates, as of `day`. Returns how many there are."""
    world = World.make(cases)
    start = Case.objects.count()
    for first in range(start, start + cases, BATCH):
        numbers = range(first, min(first + BATCH, start + cases))
        rows = Rows()
        for number in numbers:
            _Story(world, Random(f"{seed}:{number}"), number, day, updates_per_case).write(rows)
        _save(rows)
    return Case.objects.count()


@transaction.atomic
def _save(rows: Rows) -> None:
    Prisoner.objects.bulk_create([case.prisoner for case in rows.cases])
    Case.objects.bulk_create(rows.cases)
    actions = rows.more.pop(Action, [])
    Action.objects.bulk_create(actions)
    for model in (CountryTie, Update, StatusPeriod, KeyDate, ActionCase, Deadline, Reply):
        _write(model, rows.more.get(model, []))
    actors = [Action.actors.through(action=one, organisation_id=one.owner_id) for one in actions]
    _write(Action.actors.through, actors)


def _write(model: type[models.Model], rows: list[Any]) -> None:
    """Rows that nothing else needs the keys of: by COPY where the database has it."""
    if connection.vendor != "postgresql":
        model._default_manager.bulk_create(rows, batch_size=5_000)
        return
    fields = [one for one in model._meta.concrete_fields if not one.primary_key]
    lines = ("\t".join(_cell(one, row) for one in fields) for row in rows)
    columns = ", ".join(f'"{one.column}"' for one in fields)
    with connection.cursor() as cursor:
        cursor.copy_expert(f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN', StringIO("\n".join(lines)))


def _cell(one: Any, row: models.Model) -> str:
    """A value in the text form of COPY; nothing we make holds a tab, a line break or a backslash."""
    # A relation that was saved after the row was made has its key by now.
    related = one.get_cached_value(row, None) if one.is_relation else None
    value = related.pk if related is not None else one.pre_save(row, True)
    value = one.get_db_prep_save(value, connection)
    return "\\N" if value is None else str(value)


@dataclass
class _Story:
    """One case from arrest to the day, by chance that is the same each time."""

    world: World
    chance: Random
    number: int
    day: date
    updates: int

    def write(self, rows: Rows) -> None:
        state = self.chance.choice(self.world.states)
        self.facility = self.chance.choice(self.world.facilities[state.pk])
        began = self.day - timedelta(self.chance.randint(20, 365 * YEARS))
        name = f"Prisoner {self.number}"
        prisoner = Prisoner(reference=f"P-{self.number:06}", name=name, added_by_organisation=self.world.owner)
        lead = self.world.leads[self.number % len(self.world.leads)]
        case = Case(
            reference=f"{state.code}-{began:%y}-{self.number:06}",
            prisoner=prisoner,
            state=state,
            owner=self.world.owner,
            lead=lead,
            tier=self.chance.choice(TIERS),
            code_name=f"River {self.number}",
            opened_on=began,
            key=search_key(name, f"{self.number}"),
        )
        prisoner.key = search_key(name)
        rows.cases.append(case)
        happened = self._happen(case, began, rows)
        periods = fold(happened)
        for name, value in summary_folded(happened, periods).items():
            setattr(case, name, value)
        for period in rows_of(case, periods):
            rows.add(period)
        if self.chance.random() < 0.03:
            rows.add(CountryTie(prisoner=prisoner, country="US"))
        if self.chance.random() < 0.3:
            rows.add(self._hearing(case))
        for place in range(2):
            self._act(case, began, place, rows)

    def _happen(self, case: Case, began: date, rows: Rows) -> list[Happening]:
        """Arrest, and what came after, in the order of the days."""
        span = max((self.day - began).days, 1)
        days = sorted(began + timedelta(self.chance.randint(0, span)) for _ in range(self.updates - 1))
        first = (_K.ABDUCTION, "") if self.chance.random() < 0.02 else (_K.ARREST, "")
        told = [(began, *first)]
        for when in days:
            kind, detail = self.chance.choices(KINDS, WEIGHTS)[0]
            if kind == _K.RELEASE and when != days[-1]:
                kind, detail = _K.STATEMENT, ""
            told.append((when, kind, detail))
        happened = []
        for place, (when, kind, detail) in enumerate(told):
            update = self._update(case, place, when, kind, detail)
            rows.add(update)
            case.last_update_on = when
            case.last_reliable_on = when if update.reliable else case.last_reliable_on
            case.last_contact_on = when if update.contact else case.last_contact_on
            happened.append(Happening(update.occurred, when, kind, detail, 0, update.facility_id))
        return happened

    def _update(self, case: Case, place: int, when: date, kind: UpdateKind, detail: str) -> Update:
        contact = is_contact(kind, detail)
        return Update(
            reference=f"U-{self.number * self.updates + place:09}",
            case=case,
            kind=kind,
            detail=detail,
            occurred=PartialDate(when),
            occurred_from=when,
            occurred_on=when,
            logged_on=when,
            summary="It happened.",
            grade=Grade.SINGLE_SOURCE,
            facility=self.facility if kind == _K.ARREST else None,
            contact=contact,
            reliable=contact or kind == _K.NIL_CHECK or self.chance.random() < 0.3,
            author=case.lead,
            form_key=uuid.UUID(int=self.chance.getrandbits(128)),
        )

    def _hearing(self, case: Case) -> KeyDate:
        when = self.day + timedelta(self.chance.randint(-4, 120))
        return KeyDate(
            reference=f"K-{self.number:09}",
            case=case,
            kind=KeyDateKind.HEARING,
            due=PartialDate(when),
            due_from=when,
            due_on=when,
            entered_on=when - timedelta(30),
        )

    def _act(self, case: Case, began: date, place: int, rows: Rows) -> None:
        """One thing done, or (one in ten) planned; half of what was sent has a reply due, most of them answered."""
        when = began + timedelta(self.chance.randint(0, max((self.day - began).days, 1)))
        planned = self.chance.random() < 0.1
        kind = self.chance.choice(SENT)
        action = Action(
            reference=f"T-{self.number * 2 + place:09}",
            kind=kind,
            weight=USUAL_WEIGHT[kind],
            summary="An action",
            state=ActionState.DRAFT if planned else ActionState.SENT,
            begun_on=when,
            sent=None if planned else PartialDate(when),
            sent_on=None if planned else when,
            logged_on=when,
            addressee=self.world.addressee,
            owner=self.world.owner,
            responsible=case.lead,
            logged_by=case.lead,
            form_key=uuid.UUID(int=self.chance.getrandbits(128)),
        )
        rows.add(action)
        rows.add(ActionCase(action=action, case=case))
        if not planned and self.chance.random() < 0.5:
            self._owe(action, when, rows)

    def _owe(self, action: Action, when: date, rows: Rows) -> None:
        action.due_on = when + timedelta(60)
        rows.add(
            Deadline(
                action=action, kind=DeadlineKind.COMPUTED, due_on=action.due_on, from_on=when, days=60, set_on=when
            )
        )
        answered = when + timedelta(self.chance.randint(5, 70))
        if answered <= self.day and self.chance.random() < 0.9:
            action.answered_on = answered
            rows.add(
                Reply(
                    reference=f"R-{action.reference[2:]}",
                    action=action,
                    response=Response.TOKEN,
                    summary="Noted.",
                    received=PartialDate(answered),
                    received_on=answered,
                    logged_on=answered,
                )
            )


def kinds_of_rows() -> Iterator[type[models.Model]]:
    """What is counted after a run."""
    yield from (Case, Update, StatusPeriod, Action, Deadline, Reply, KeyDate)
