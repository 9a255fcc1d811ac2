"""The advocacy tab of a case: what it shows to whom, as of which day, at what cost; logging a search from it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from advocacy.models import Search
from cases.brief import brief
from cases.models import Case, CountryTie, Grant, Tie
from cases.vocabulary import Level
from core import slots
from core.models import Event, EventKind
from tests.advocacy.factories import act, ask, determination, government
from tests.cases.pages import signed_in, text_of
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def murza(case):
    CountryTie.objects.create(prisoner=case.prisoner, country="GB", tie=Tie.NATIONAL)
    case.arrested_on = date(2022, 4, 11)
    case.save()
    return case


def tab(user, case, query=""):
    return signed_in(user).get(reverse("advocacy:case", args=[case.reference]) + query)


def search(user, case, **fields):
    sent = {"jurisdiction": "GB", "searched_on": "2023-04-12", "where": "gov.uk, Hansard", **fields}
    return signed_in(user).post(reverse("advocacy:search-new", args=[case.reference]), sent)


# --- What it shows.
def test_the_tab_says_what_is_on_record_and_what_is_not(murza, advocate):
    act(murza, actors=[government("GB")], kind="summons", summary="Summoned", sent="2023-04-17")
    said = text_of(tab(advocate, murza))
    assert (
        "No measure recorded since the arrest, day 374; last act logged: ambassador summoned, 17 April, day 371."
        in said
    )
    assert "Nobody has searched yet." in said
    assert "could act" in said
    assert "silent" not in said.lower()


def test_the_tab_stands_among_the_tabs_of_a_case(murza, viewer):
    page = text_of(signed_in(viewer).get(murza.get_absolute_url()))
    assert f'href="{reverse("advocacy:case", args=[murza.reference])}"' in page
    assert 'aria-current="page"' in text_of(tab(viewer, murza))


def test_an_empty_tab_says_what_belongs_there(case, viewer):
    said = text_of(tab(viewer, case))
    assert "Nothing is on record yet" in said
    assert "Nothing is asked of anybody yet" in said
    assert "Make an ask" not in said  # a viewer logs nothing


def test_asks_stand_with_their_state_and_the_actions_that_serve_them(murza, advocate):
    wanted = ask(murza, wording="Name those responsible")
    act(murza, asks=[wanted], summary="A letter to the minister", by=advocate)
    said = text_of(tab(advocate, murza))
    for words in ("Name those responsible", "Open", "A letter to the minister", "asked 1 May 2022"):
        assert words in said


def test_what_is_planned_and_awaited_stands_with_its_days_and_what_is_overdue_says_so(murza, advocate):
    act(murza, sent=None, summary="A petition to write", next_step="Send", next_step_on=date(2023, 5, 4), by=advocate)
    act(murza, sent="2023-01-01", due_on=date(2023, 3, 2), summary="A letter that waits", by=advocate)
    said = text_of(tab(advocate, murza))
    for words in ("A petition to write", "4 May 2023", "A letter that waits", "2 March 2023", "overdue"):
        assert words in said


# --- As of a day.
def test_as_of_a_past_day_what_came_later_is_not_there(murza, advocate):
    act(murza, actors=[government("GB")], kind="sanction", summary="Sanctioned", sent="2023-04-18")
    ask(murza, wording="Asked late", asked="2023-04-18")
    said = text_of(tab(advocate, murza, "?on=2023-04-17"))
    assert "What is on record by 17 April 2023" in said
    assert "No act recorded, day 371." in said
    assert "Asked late" not in said
    assert "Shown for today only." in said


@pytest.mark.parametrize(("on", "words"), [("2023-04-21", "This day is still to come"), ("soon", "Enter a valid date")])
def test_a_day_that_cannot_be_is_said_and_the_page_shows_today(murza, advocate, on, words):
    answer = tab(advocate, murza, f"?on={on}")
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert "What is on record</h2>" in text_of(answer)


# --- Who may see it.
def test_what_a_reader_may_not_see_is_nowhere_on_the_tab(murza, advocate, staff):
    sealed = ask(murza, by=advocate, level="sealed", wording="Sealed ask", addressee=government("CA"))
    act(murza, by=advocate, level="restricted", summary="Restricted letter", asks=[sealed], actors=[government("US")])
    act(murza, by=advocate, level="sealed", sent=None, summary="Sealed plan")
    hidden = ("Sealed ask", "Restricted letter", "Sealed plan", "Canada", "United States of America")
    said, theirs = text_of(tab(advocate, murza)), text_of(tab(staff, murza))
    rows = theirs.split("log-search")[0] + theirs.split("</form>")[-1]
    assert all(words in said for words in hidden)
    assert all(words not in rows for words in hidden)


def test_a_serving_action_out_of_sight_is_not_told_of(murza, advocate, staff):
    wanted = ask(murza)
    act(murza, by=advocate, level="restricted", summary="Restricted letter", asks=[wanted])
    assert "Restricted letter" in text_of(tab(advocate, murza))
    assert "No action recorded serves it." in text_of(tab(staff, murza))


def test_a_partner_sees_the_tab_with_what_is_for_partners(murza, advocate, outsider):
    murza.level = "partners"
    murza.save()
    Grant.objects.create(case=murza, organisation=outsider.organisation)
    ask(murza, wording="For partners")
    ask(murza, wording="For the team", level="team")
    said = text_of(tab(outsider, murza))
    assert "For partners" in said
    assert "For the team" not in said


def test_a_case_out_of_sight_has_no_tab(murza, outsider):
    assert tab(outsider, murza).status_code == 404
    assert search(outsider, murza).status_code == 404


def test_that_restricted_records_were_read_is_recorded_once(murza, advocate):
    wanted = ask(murza, by=advocate, level="restricted")
    letter = act(murza, by=advocate, level="sealed", asks=[wanted], actors=[government("GB")])
    client = signed_in(advocate)
    for _ in range(2):
        client.get(reverse("advocacy:case", args=[murza.reference]))
    read = Event.objects.filter(kind=EventKind.READ, target=murza.reference, by=advocate)
    assert {event.facts["record"] for event in read} == {wanted.reference, letter.reference}
    assert read.count() == 2


# --- Searches.
def test_a_search_is_logged_from_the_tab_and_stands_there(murza, advocate):
    answer = search(advocate, murza, found="A reply to a question")
    assert (answer.status_code, Search.objects.get().searched_by) == (302, advocate)
    said = text_of(tab(advocate, murza))
    assert "Last searched on 12 April 2023: gov.uk, Hansard (Ada Advocate). Found: A reply to a question" in said


def test_a_partner_is_told_that_somebody_searched_and_not_where_or_what_was_found(murza, advocate):
    search(advocate, murza, where="The ministry's registry", found="A reply to a question")
    partner = UserFactory(organisation=OrganisationFactory())
    Case.objects.filter(pk=murza.pk).update(level=Level.PARTNERS)
    Grant.objects.create(case=murza, organisation=partner.organisation)
    said = text_of(tab(partner, murza))
    assert "Last searched on 12 April 2023." in said
    assert "registry" not in said
    assert "reply to a question" not in said


def test_a_search_sent_twice_is_one(murza, advocate):
    for _ in range(2):
        search(advocate, murza)
    assert Search.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"where": " "}, "This field is required"),
        ({"searched_on": "2023-04-21"}, "This day is still to come"),
        ({"jurisdiction": "XX"}, "XX is not one of the available choices"),
    ],
)
def test_a_search_that_cannot_be_is_refused_and_what_was_typed_is_kept(murza, advocate, fields, words):
    answer = search(advocate, murza, found="My careful words", **fields)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert "My careful words" in text_of(answer)
    assert not Search.objects.exists()


def test_a_viewer_logs_no_search(murza, viewer):
    assert search(viewer, murza).status_code == 403


# --- Elsewhere.
def test_the_brief_says_what_is_asked_unless_fewer_may_know_it(murza, advocate):
    ask(murza, by=advocate, level="restricted", wording="For few")
    assert slots.gather("brief-asked", case=murza, user=advocate) == []
    ask(murza, wording="Raise him at the summit")
    assert brief(murza, advocate)[2] == "Asked of Government of GB: Raise him at the summit."


# --- What it costs.
def test_the_tab_costs_as_much_for_many_records_as_for_few(murza, advocate):
    client, where = signed_in(advocate), reverse("advocacy:case", args=[murza.reference])

    def spent():
        client.get(where)
        with CaptureQueriesContext(connection) as queries:
            client.get(where)
        return len(queries)

    def fill(codes):
        for code in codes:
            wanted = ask(murza, addressee=government(code))
            act(murza, actors=[government(code)], asks=[wanted], by=advocate)
            act(murza, sent=None, summary="Planned", by=advocate)
            determination(murza, body=government(code))

    fill(["GB"])
    few = spent()
    fill(["FR", "DE", "PL", "LT", "LV", "EE"])
    assert spent() == few <= 20
