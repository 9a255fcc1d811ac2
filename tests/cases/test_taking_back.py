"""Cases that were brought in are taken back without a trace, but for the event trail."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from advocacy.models import Campaign
from cases.models import Case, Category, Draft, Follow, Official, Prisoner, Source
from cases.services.access import set_access
from cases.services.bringing import BroughtCase, bring_in_cases
from cases.services.charging import ChargeData, add_charge
from cases.services.dates import ExpectedData, enter_key_date, postpone_key_date
from cases.services.involvements import InvolvementData, propose_involvement
from cases.services.opening import CaseData, PrisonerData, add_prisoner, edit_prisoner, open_case
from cases.services.sourcing import CitationData, said_by
from cases.services.taking_back import changed_since, take_back_cases, worked_on
from cases.services.updates import bring_in, log_update
from cases.vocabulary import KeyDateKind, Level
from core import slots
from core.models import Event
from core.partial_dates import PartialDate
from reminders.models import Alert
from tests.cases.bringing import account, one_by_one, tables
from tests.factories import OfficialFactory, StateFactory, StatuteFactory

pytestmark = pytest.mark.django_db
ARREST = "https://news.example/arrest"


@pytest.fixture
def russia():
    return StateFactory(code="RU")


@pytest.fixture
def brought(russia, staff, advocate):
    """What a sheet may bring in."""
    report = CitationData(address="https://agency.example/1", publisher="Agency")
    copy = CitationData(address="https://paper.example/1", copy_of=report)
    whole = BroughtCase(
        who=PrisonerData(
            name="Ann Prisoner", other_names=["Anya"], nationalities=["RU"], categories=Category.objects.all()[:2]
        ),
        data=CaseData(state=russia, grace_until=date(2023, 5, 4)),
        accounts=[account("arrest", "1 April 2022", ARREST, "Her mother"), account("charge", "2022", copy)],
        charges=[ChargeData(category="treason", statute=StatuteFactory(state=russia))],
        involvements=[InvolvementData(function="trial_judge", name="A Judge", citations=[said_by(ARREST)])],
        key_dates=[ExpectedData(kind=KeyDateKind.SENTENCE_END, due=PartialDate(date(2030, 1, 1)))],
    )
    sealed = BroughtCase(
        who=PrisonerData(name="Ben Prisoner"),
        data=CaseData(state=russia, level=Level.SEALED, named=[advocate]),
        accounts=[account("arrest", "1 April 2022", ARREST)],
        key_dates=[ExpectedData(kind=KeyDateKind.HEARING, due=PartialDate(date(2023, 5, 1)))],
    )
    return [whole, sealed]


def bring(cases, by):
    with transaction.atomic():
        return list(bring_in_cases(cases, by=by, why="Sheet I-TEST"))


def alert_on(case):
    day = date(2023, 4, 20)
    return Alert.objects.create(
        rule="R1", scope=f"case:{case.pk}", subject="case", case=case, since=day, opened_on=day, recorded_on=day
    )


def take_back(cases, by):
    with transaction.atomic():
        take_back_cases(case_ids=[case.pk for case in cases], by=by, why="Sheet I-TEST undone")


def test_nothing_is_left_but_the_event_trail(brought, staff):
    before = tables("core.Event")
    cases = bring(brought, staff)
    assert tables("core.Event") != before
    take_back(cases, staff)
    assert tables("core.Event") == before
    connection.check_constraints()


def test_the_trail_of_each_says_that_it_was_opened_and_taken_back(brought, staff):
    cases = bring(brought, staff)
    take_back(cases, staff)
    for case in cases:
        events = Event.objects.about(case.reference).order_by("pk")
        assert [(one.action, one.by) for one in events] == [("case-opened", staff), ("case-taken-back", staff)]
        assert events.last().reason == "Sheet I-TEST undone"


def test_brought_in_again_they_can_be_taken_back_again(brought, staff):
    before = tables("core.Event")
    for _ in range(2):
        take_back(bring(brought, staff), staff)
    assert tables("core.Event") == before


def test_what_others_use_stays(brought, russia, staff, advocate):
    """A source cited elsewhere, a judge named elsewhere, a prisoner with another case."""
    cases = bring(brought, staff)
    ours = one_by_one([BroughtCase(who=cases[0].prisoner, data=CaseData(state=russia))], advocate)[0]
    bring_in(case=ours, accounts=[account("arrest", "1 May 2022", ARREST)], by=advocate)
    judge = Official.objects.get()
    propose_involvement(
        case=ours,
        data=InvolvementData(function="trial_judge", official=judge, citations=[said_by(ARREST)]),
        by=advocate,
    )
    take_back(cases, staff)
    assert list(Case.objects.all()) == [ours]
    assert list(Prisoner.objects.all()) == [ours.prisoner]
    assert list(Official.objects.all()) == [judge]
    assert list(Source.objects.values_list("address", flat=True)) == [ARREST]
    assert ours.prisoner.history.exists()
    assert [name.text for name in ours.prisoner.other_names.all()] == ["Anya"]


def test_what_was_here_before_stays_though_nothing_else_needs_it(russia, staff):
    known = add_prisoner(data=PrisonerData(name="Ann"), by=staff)
    judge = OfficialFactory(state=russia)
    source = Source.objects.create(organisation=staff.organisation, address=ARREST, level=Level.PARTNERS)
    named = InvolvementData(function="trial_judge", official=judge, citations=[CitationData(source=source)])
    one = BroughtCase(who=known, data=CaseData(state=russia), involvements=[named])
    before = tables("core.Event")
    take_back(bring([one], staff), staff)
    assert tables("core.Event") == before


def test_the_apps_above_are_asked_to_forget_them_and_alerts_go(brought, staff, monkeypatch):
    (case, _) = cases = bring(brought, staff)
    alert_on(case)
    asked = []
    asking = [*slots._providers["forget-cases"], lambda case_ids: asked.extend(case_ids) or []]
    monkeypatch.setitem(slots._providers, "forget-cases", asking)
    take_back(cases, staff)
    assert asked == [one.pk for one in cases]
    assert not Alert.objects.exists()


# --- Whether somebody has worked on them.
def test_cases_as_they_came_in_have_not_been_worked_on(brought, staff):
    cases = bring(brought, staff)
    keys = [case.pk for case in cases]
    assert not worked_on(keys, timezone.now()).exists()
    alert_on(cases[0])
    assert not worked_on(keys, timezone.now()).exists()


def log_something(case, by):
    log_update(case=case, data=account("letter_received", "1 March 2023", "a friend").data, by=by)


def postpone_a_date(case, by):
    postpone_key_date(key_date=case.key_dates.get(), due=PartialDate(date(2031, 1, 1)), why="said so", by=by)


def enter_a_date(case, by):
    enter_key_date(case=case, kind=KeyDateKind.HEARING, due=PartialDate(date(2023, 6, 1)), summary="", by=by)


def charge_more(case, by):
    add_charge(case=case, data=ChargeData(category="espionage"), by=by)


def name_an_official(case, by):
    said = InvolvementData(function="prosecutor", name="B Prosecutor", citations=[said_by(ARREST)])
    propose_involvement(case=case, data=said, by=by)


def rename(case, by):
    edit_prisoner(prisoner=case.prisoner, data=PrisonerData(name="Anna Prisoner"), by=by)


def open_to_partners(case, by):
    set_access(case=case, level=Level.PARTNERS, named=[], members=[], partners=[], by=by, why="they help")


def follow(case, by):
    Follow.objects.create(case=case, user=by)


def begin_to_write(case, by):
    Draft.objects.create(case=case, user=by, text="{}")


def put_in_a_campaign(case, by):
    campaign = Campaign.objects.create(name="Free Ann", owner=by.organisation)
    campaign.cases.add(case)


def change_past_the_services(case, by):
    charge = case.charges.get()
    charge.text = "in the admin"
    charge.save()


@pytest.mark.parametrize(
    "work",
    [
        log_something, postpone_a_date, enter_a_date, charge_more, name_an_official, rename, open_to_partners, follow,
        begin_to_write, put_in_a_campaign, change_past_the_services,
    ],
)  # fmt: skip
def test_whatever_somebody_did_on_one_counts_and_names_that_one_alone(brought, staff, advocate, work):
    case, other = bring(brought, staff)
    since = timezone.now()
    work(case, advocate)
    assert list(worked_on([case.pk, other.pk], since)) == [case]


def test_reading_a_case_is_not_working_on_it(brought, staff, advocate):
    case, _ = bring(brought, staff)
    since = timezone.now()
    Event.objects.create(kind="read", action="case-read", by=advocate, target=case.reference)
    assert not worked_on([case.pk], since).exists()


def test_of_cases_that_were_here_before_only_what_was_done_since_counts(russia, staff, advocate):
    prisoner = add_prisoner(data=PrisonerData(name="Ann"), by=staff)
    case = open_case(prisoner=prisoner, data=CaseData(state=russia), by=staff)
    follow(case, advocate)
    since = timezone.now()
    assert not changed_since([case.pk], since).exists()
    log_something(case, advocate)
    assert list(changed_since([case.pk], since)) == [case]


def test_what_hangs_on_a_case_and_was_not_brought_in_stops_it_all(brought, staff, advocate):
    cases = bring(brought, staff)
    campaign = Campaign.objects.create(name="Free Ann", owner=advocate.organisation)
    campaign.cases.add(cases[0])
    with pytest.raises(IntegrityError):
        checked(lambda: take_back(cases, staff))
    assert Case.objects.count() == 2


@transaction.atomic
def checked(write):
    """What is written, and whether its keys hold, as at the end of any transaction."""
    write()
    connection.check_constraints()
