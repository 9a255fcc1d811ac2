"""A small world whose figures are worked out by hand in the tests of charts. Everybody lives on 20 April 2023."""

from dataclasses import dataclass
from datetime import date

from accounts.models import Organisation, User
from cases.models import Case, Charge, CountryTie, Official
from cases.services.opening import refresh_keys
from cases.vocabulary import ChargeOutcome
from reminders import engine
from tests.advocacy.factories import act, government
from tests.factories import CaseFactory, OfficialFactory, PrisonerFactory, StateFactory, StatuteFactory
from tests.reminders.stories import D, K, arrest, log
from tests.sanctions.factories import designation, involve, nameless


@dataclass
class World:
    """Anna and Boris are held in Russia, Clara in Belarus; Dina was, and is free; of Egon nothing is recorded.

    Britain could act for Anna, Boris and Dina, the United States for Boris; Clara has no state but the one that holds
    her.
    """

    anna: Case
    boris: Case
    clara: Case
    dina: Case
    egon: Case
    judge: Official

    @property
    def cases(self) -> list[Case]:
        return [self.anna, self.boris, self.clara, self.dina, self.egon]


def make_world(owner: Organisation, lead: User, second: User) -> World:
    judge = OfficialFactory(name="Elena Lenskaya")
    world = World(
        anna=_case(owner, lead, "Anna", "RU", "GB", since=date(2023, 4, 10)),
        boris=_case(owner, lead, "Boris", "RU", "GB", "US", since=date(2023, 1, 10)),
        clara=_case(owner, second, "Clara", "BY", "BY", since=date(2021, 4, 20)),
        dina=_case(owner, None, "Dina", "BY", "GB", since=date(2022, 3, 1), by=lead),
        egon=_case(owner, None, "Egon", "IR", "IR"),
        judge=judge,
    )
    log(world.dina, K.RELEASE, date(2022, 9, 1), D.UNEXPLAINED, by=lead)
    _charges(world)
    _acts(world, lead)
    involve(world.boris, judge, lead, second)
    guard = OfficialFactory(name="Pavel Guard")
    for case in (world.clara, world.dina):
        involve(case, guard, lead, second)
    designation(judge, "EU-GHRSR", date(2023, 2, 9))
    designation(judge, "US-GLOMAG", date(2023, 3, 11), list_id="7")
    nameless(world.anna, "LV", day=date(2023, 4, 17))
    engine.raise_alerts()
    return world


def _case(owner, lead, name, state, *nations, since=None, by=None):
    prisoner = PrisonerFactory(name=f"{name} Person")
    for country in nations:
        CountryTie.objects.create(prisoner=prisoner, country=country)
    case = CaseFactory(owner=owner, lead=lead, prisoner=prisoner, state=StateFactory(code=state))
    refresh_keys(prisoner)
    if since:
        arrest(case, since, by=by or lead)
    return case


def _charges(world):
    treason = StatuteFactory(state=world.anna.state, article=f"Art. 275-{world.anna.pk}", title="Treason")
    for case, category, statute, outcome in (
        (world.anna, "treason", treason, ChargeOutcome.CONVICTED),
        (world.boris, "treason", treason, ChargeOutcome.PENDING),
        (world.boris, "treason", None, ChargeOutcome.PENDING),
        (world.boris, "drugs", None, ChargeOutcome.PENDING),
    ):
        Charge.objects.create(case=case, category=category, statute=statute, outcome=outcome)


def _acts(world, by):
    britain, states = government("GB"), government("US")
    act(world.anna, by=by, actors=[britain], kind="statement", sent="2023-04-15")
    act(world.boris, by=by, actors=[britain], kind="statement", sent="2022-12-01")  # before he was arrested
    act(world.boris, by=by, actors=[states], kind="statement", sent="2023-02-01")
    act(world.dina, by=by, actors=[britain], kind="statement", sent="2022-03-11")
    # Two replies that Rwanda owes, one of them overdue by 41 days; one that is to come from Britain.
    for due, whom in ((2023, 3, 10), "RW"), ((2023, 6, 1), "RW"), ((2023, 6, 1), "GB"):
        act(world.boris, by=by, sent="2023-02-20", addressee=government(whom), due_on=date(*due))
