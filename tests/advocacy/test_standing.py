"""What each jurisdiction has and has not done: who could act, what is on record, as of which day, for whom."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Organisation
from accounts.models.organisation import OrganisationKind
from advocacy.models import Search
from advocacy.standing import record_of, sentence_of_the_day, standing
from advocacy.vocabulary import DeterminationKind, Outcome, Weight
from cases.models import CountryTie, Grant, Tie
from core.partial_dates import PartialDate, parse_partial_date
from tests.advocacy.factories import act, ask, body, determination, government
from tests.factories import CaseFactory, PrisonerFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = date(2023, 4, 20)


@pytest.fixture
def murza(organisation, advocate):
    """A British citizen and resident of the US, arrested by Russia on 11 April 2022."""
    prisoner = PrisonerFactory(name="Vladimir Kara-Murza")
    CountryTie.objects.create(prisoner=prisoner, country="RU", tie=Tie.NATIONAL)
    CountryTie.objects.create(prisoner=prisoner, country="GB", tie=Tie.NATIONAL)
    CountryTie.objects.create(prisoner=prisoner, country="US", tie=Tie.RESIDENT)
    return CaseFactory(owner=organisation, lead=advocate, prisoner=prisoner, arrested_on=date(2022, 4, 11))


def summons(case, **fields):
    fields = {"kind": "summons", "summary": "Summoned", "actors": [government("GB")], "sent": "2023-04-17", **fields}
    return act(case, **fields)


def rows(case, reader, day=TODAY):
    return {row.code: row for row in standing(case, reader, day)}


def line(row, branch):
    return next(one for one in row.lines if one.branch == branch)


# --- Who stands there.
def test_the_prisoners_own_states_come_first_and_the_detaining_state_is_none_that_could_act(murza, advocate):
    act(murza, actors=[government("CA")], kind="sanction", sent="2022-11-14")
    ask(murza, addressee=government("RU"), kind="release")
    found = standing(murza, advocate, TODAY)
    assert [(row.code, row.tie, row.detaining) for row in found] == [
        ("GB", "could act: state of nationality", False),
        ("US", "could act: state of residence", False),
        ("CA", "", False),
        ("RU", "", True),
    ]
    assert found[3].sentence == ""


def test_a_state_that_could_act_has_its_government_parliament_legislators_and_the_envoy_it_is_known_to_have(
    murza, advocate
):
    Organisation.objects.filter(kind=OrganisationKind.ENVOY).exclude(jurisdiction="US").delete()
    body("An envoy for hostages", OrganisationKind.ENVOY, "US")
    found = rows(murza, advocate)
    assert [one.name for one in found["GB"].lines] == ["Government", "Parliament", "Legislators"]
    assert [one.name for one in found["US"].lines] == ["Government", "Parliament", "Legislators", "Envoy"]
    assert found["GB"].sentence == "No act recorded, day 374."


def test_a_private_body_acts_for_no_state_and_a_part_acts_for_its_parents(murza, advocate):
    act(murza, actors=[body("Freedom NGO", OrganisationKind.NGO, "US")], kind="statement")
    treasury = body("Part without a jurisdiction", OrganisationKind.MINISTRY, "")
    treasury.parent = government("US")
    treasury.save()
    assert rows(murza, advocate)["US"].sentence == "No act recorded, day 374."
    act(murza, actors=[treasury], kind="sanction", sent="2023-03-03")
    assert rows(murza, advocate)["US"].sentence == "Last measure: sanction, 3 March, day 326."


def test_the_eu_and_bodies_above_states_stand_for_themselves(murza, advocate):
    act(murza, actors=[body("A council of the EU", OrganisationKind.GOVERNMENT, "EU")], kind="statement")
    determination(murza, body=body("A UN group"), adopted=PartialDate(date(2023, 4, 1)))
    found = rows(murza, advocate)
    assert found["EU"].name == "European Union"
    assert [one.name for one in found["UN"].lines] == ["A UN group"]


def test_an_action_of_several_counts_for_each_of_their_jurisdictions(murza, advocate):
    act(murza, actors=[government("GB"), government("CA"), government("US")], kind="statement", sent="2023-04-17")
    found = rows(murza, advocate)
    for code in ("GB", "US", "CA"):
        assert "last act logged: statement, 17 April, day 371" in found[code].sentence
        last = line(found[code], "government").last[Weight.WORD]
        assert [one.jurisdiction for one in last.bodies] == [code]


# --- What is and is not recorded.
def test_what_is_not_recorded_is_said_with_its_day_and_the_last_act_logged(murza, advocate):
    summons(murza)
    expected = "No measure recorded since the arrest, day 374; last act logged: ambassador summoned, 17 April, day 371."
    assert rows(murza, advocate)["GB"].sentence == expected


def test_of_two_acts_of_one_day_the_weightier_is_the_last(murza, advocate):
    summons(murza)
    act(murza, actors=[government("GB"), government("US")], kind="statement", sent="2023-04-17")
    assert "last act logged: ambassador summoned, 17 April" in rows(murza, advocate)["GB"].sentence


def test_the_last_act_of_each_weight_stands_with_its_days_and_the_measure_is_one_by_a_finding_too(murza, advocate):
    summons(murza, sent="2022-12-01")
    later = summons(murza)
    found = determination(
        murza,
        body=government("GB"),
        kind=DeterminationKind.WRONGFUL_DETENTION,
        outcome=Outcome.WRONGFULLY_DETAINED,
        adopted=PartialDate(date(2023, 4, 20)),
        logged_on=TODAY,
    )
    last = line(rows(murza, advocate)["GB"], "government").last
    assert last[Weight.DEMARCHE].act.record == later
    assert (last[Weight.MEASURE].act.record, last[Weight.MEASURE].days) == (found, (374, 374))


@pytest.mark.parametrize("outcome", [Outcome.DECLINED, Outcome.UNDER_REVIEW, Outcome.NOT_DESIGNATED])
def test_a_finding_that_helps_nobody_is_on_record_and_no_measure(murza, advocate, outcome):
    kind = DeterminationKind.WRONGFUL_DETENTION
    determination(murza, body=government("US"), kind=kind, outcome=outcome, adopted=PartialDate(date(2023, 4, 1)))
    said = rows(murza, advocate)["US"].sentence
    assert said.startswith("No measure recorded since the arrest, day 374; last act logged:")
    assert Outcome(outcome).label.lower() in said.lower()


def test_an_act_before_the_arrest_is_no_measure_since(murza, advocate):
    act(murza, actors=[government("GB")], kind="sanction", sent="2021-03-02")
    said = rows(murza, advocate)["GB"].sentence
    assert said.endswith("day 374; last act logged: sanction, 2 March 2021, before the arrest.")


def test_without_an_arrest_on_record_no_day_is_counted(organisation, advocate):
    case = CaseFactory(owner=organisation, lead=advocate)
    summons(case)
    assert rows(case, advocate)["GB"].sentence == "No measure recorded; last act logged: ambassador summoned, 17 April."


def test_of_somebody_released_the_day_of_the_release_is_said(murza, advocate):
    murza.released_on = date(2023, 1, 11)
    summons(murza, sent="2022-12-01")
    said = rows(murza, advocate)["GB"].sentence
    assert said.startswith("No measure recorded since the arrest, released on day 275; last act logged:")


def test_no_sentence_says_silent(murza, advocate):
    summons(murza)
    assert all("silent" not in row.sentence.lower() for row in standing(murza, advocate, TODAY))


# --- As of a day, and partial dates.
def test_what_came_later_is_not_there_yet(murza, advocate):
    summons(murza)
    before = rows(murza, advocate, date(2023, 4, 16))["GB"]
    assert before.sentence == "No act recorded, day 370."
    assert rows(murza, advocate, date(2023, 4, 17))["GB"].sentence.endswith("17 April, day 371.")


def test_a_month_counts_from_its_last_possible_day_and_gives_a_range_of_days(murza, advocate):
    act(murza, actors=[government("GB")], kind="sanction", sent=parse_partial_date("March 2023"))
    assert "No act" in rows(murza, advocate, date(2023, 3, 30))["GB"].sentence
    said = rows(murza, advocate, date(2023, 3, 31))["GB"].sentence
    assert said == "Last measure: sanction, March 2023, day 324–354."


def test_an_arrest_known_by_its_month_gives_a_range_of_days(murza, advocate):
    murza.arrested, murza.arrested_on = parse_partial_date("April 2022"), date(2022, 4, 30)
    assert rows(murza, advocate)["GB"].sentence == "No act recorded, day 355–384."


def test_an_ask_stands_as_it_stood_on_the_day(murza, advocate):
    one = ask(murza, addressee=government("GB"))
    one.state, one.state_on, one.state_why = "partly_met", date(2023, 1, 10), "One of them"
    one.save()
    one.state, one.state_on, one.state_why = "met", date(2023, 4, 1), "All of them"
    one.save()

    def state(day):
        return [(each.state, each.since) for each in line(rows(murza, advocate, day)["GB"], "government").asks]

    assert state(date(2022, 4, 30)) == []
    assert state(date(2023, 1, 9)) == [("open", date(2022, 5, 1))]
    assert state(date(2023, 3, 31)) == [("partly_met", date(2023, 1, 10))]
    assert state(TODAY) == [("met", date(2023, 4, 1))]


def test_when_somebody_last_searched_is_said_as_of_the_day(murza, advocate):
    for day in ("2023-01-05", "2023-04-12"):
        Search.objects.create(
            case=murza, jurisdiction="GB", searched_on=day, where="gov.uk, Hansard", searched_by=advocate
        )
    assert rows(murza, advocate)["GB"].search.searched_on == date(2023, 4, 12)
    assert rows(murza, advocate, date(2023, 4, 11))["GB"].search.searched_on == date(2023, 1, 5)
    assert rows(murza, advocate)["US"].search is None


# --- Who may see it.
def test_a_sealed_measure_is_there_for_those_it_names_and_for_nobody_else(murza, advocate, staff):
    act(murza, by=advocate, actors=[government("GB")], kind="sanction", sent="2023-04-01", level="sealed")
    assert rows(murza, advocate)["GB"].sentence.startswith("Last measure")
    assert rows(murza, staff)["GB"].sentence == "No act recorded, day 374."


def test_what_is_restricted_is_there_for_members_alone(murza, advocate, staff):
    summons(murza, level="restricted")
    ask(murza, addressee=government("CA"), level="restricted")
    assert "ambassador" in rows(murza, advocate)["GB"].sentence
    assert "ambassador" not in rows(murza, staff)["GB"].sentence
    assert "CA" in rows(murza, advocate)
    assert "CA" not in rows(murza, staff)


def test_a_partner_sees_what_is_marked_for_partners(murza, advocate, outsider):
    murza.level = "partners"
    murza.save()
    Grant.objects.create(case=murza, organisation=outsider.organisation)
    summons(murza, level="team")
    assert rows(murza, outsider)["GB"].sentence == "No act recorded, day 374."
    summons(murza, level="partners", sent="2023-04-01")
    assert rows(murza, outsider)["GB"].sentence.endswith("1 April, day 355.")
    assert rows(murza, advocate)["GB"].sentence.endswith("17 April, day 371.")


# --- The sentence of the day.
def test_the_sentence_of_the_day(murza, advocate):
    summons(murza)
    act(murza, actors=[government("GB")], kind="sanction", sent="2023-04-20")

    def said(code, day):
        return sentence_of_the_day(murza, advocate, code, day)

    assert said("GB", date(2023, 4, 19)) == (
        "Day 373: no UK measure recorded; last act: ambassador summoned, 17 April."
    )
    assert said("GB", TODAY) == "Day 374: UK measure recorded: sanction, 20 April."
    assert said("CA", TODAY) == "Day 374: no measure by Canada recorded; no act recorded."
    assert said("GB", date(2022, 1, 1)) == "No UK measure recorded; no act recorded."


# --- What it costs.
def test_a_record_read_once_answers_for_every_day_without_another_query(murza, advocate):
    summons(murza)
    record = record_of(murza, advocate)
    with CaptureQueriesContext(connection) as queries:
        for day in (1, 10, 20):
            sentence_of_the_day(murza, advocate, "GB", date(2023, 4, day), record=record)
            standing(murza, advocate, date(2023, 4, day), record=record)
    assert len(queries) == 0


def test_twenty_jurisdictions_cost_as_many_queries_as_one(murza, advocate):
    def spent():
        with CaptureQueriesContext(connection) as queries:
            standing(murza, UserFactory._meta.model.objects.get(pk=advocate.pk), TODAY)
        return len(queries)

    summons(murza)
    ask(murza, addressee=government("CA"))
    determination(murza)
    few = spent()
    for code in ("FR", "DE", "PL", "LT", "LV", "EE", "CZ", "SE", "NO", "FI"):
        summons(murza, actors=[government(code)])
        ask(murza, addressee=government(code))
        determination(murza, body=government(code))
    assert spent() == few <= 12
