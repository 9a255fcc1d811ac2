"""The case page: header, timeline, dates; who sees what; what it costs."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.permissions import Role
from cases.models import Grant, Membership
from cases.services.judging import UpdateData
from cases.services.sourcing import CitationData
from cases.services.updates import correct_update, reflect_in_status, retract_update, set_update_level
from cases.timeline import turns_of
from core import slots
from core.models import Event, EventKind
from core.partial_dates import PartialDate
from tests.cases.pages import NEWS, WIFE, at, log, signed_in, text_of
from tests.factories import CaseFactory, KeyDateFactory, PrisonerFactory, UserFactory

pytestmark = pytest.mark.django_db
TABS = ["case", "case-officials", "case-dates", "case-history", "case-brief"]


def page(user, case, name="case", query=""):
    return signed_in(user).get(at(name, case) + query)


# --- Who may see it.
@pytest.mark.parametrize("tab", [*TABS, "update-new"])
def test_a_case_that_is_not_visible_is_missing_and_a_visible_one_is_there(case, advocate, outsider, tab):
    assert page(outsider, case, tab).status_code == 404
    assert page(advocate, case, tab).status_code == 200
    assert signed_in(advocate).get(at(tab, "RU-22-0000")).status_code == 404


@pytest.mark.parametrize("tab", TABS)
def test_nobody_reads_without_signing_in(client, case, tab):
    answer = client.get(at(tab, case))
    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/accounts/login/")


def test_a_viewer_sees_the_timeline_and_no_form_to_log(case, viewer, advocate):
    log(case, advocate, "arrest", "11 April 2022")
    said = text_of(page(viewer, case))
    assert "It happened." in said
    assert "Log an update" not in said
    assert "Correct it" not in said
    assert page(viewer, case, "update-new").status_code == 403


# --- The header.
def test_the_header_says_where_it_stands_since_when_and_for_how_many_days(organisation, advocate):
    prisoner = PrisonerFactory(name="Vladimir Kara-Murza", native_name="Владимир Кара-Мурза")
    case = CaseFactory(owner=organisation, lead=advocate, prisoner=prisoner)
    log(case, advocate, "arrest", "11 April 2022")
    log(case, advocate, "charge", "22 April 2022")
    KeyDateFactory(case=case, due=PartialDate(date(2023, 5, 2)), entered_by=advocate)
    said = text_of(page(advocate, case))
    assert "Vladimir Kara-Murza" in said
    assert "Владимир Кара-Мурза" in said
    assert "Pretrial detention" in said
    assert "since 22 April 2022" in said
    assert "374 days" in said
    assert "No direct contact recorded" in said
    assert "2 May 2023" in said


def test_lost_place_and_contact_are_badges_beside_the_status(case, advocate):
    log(case, advocate, "arrest", "11 April 2022")
    assert "Place unknown" not in text_of(page(advocate, case))
    log(case, advocate, "transfer", "1 April 2023", detail="started")
    said = text_of(page(advocate, case))
    assert "Place unknown since 1 April 2023" in said
    assert "No contact" in said


def test_after_a_release_the_days_held_stay_known(case, advocate):
    log(case, advocate, "arrest", "11 April 2022")
    log(case, advocate, "release", "21 April 2022", detail="pardon")
    said = text_of(page(advocate, case))
    assert "Was held for" in said
    assert "10 days" in said


def test_a_higher_app_puts_its_alerts_on_the_page(case, advocate, monkeypatch):
    monkeypatch.setitem(slots._fillers, "case-alerts", [(0, lambda request, case: f"<p>alert on {case.reference}</p>")])
    assert f"alert on {case.reference}" in text_of(page(advocate, case))


# --- The timeline.
def test_the_latest_comes_first_and_years_stand_between(case, advocate):
    log(case, advocate, "arrest", "11 April 2022", "First thing.")
    log(case, advocate, "charge", "January 2023", "Second thing.")
    said = text_of(page(advocate, case))
    assert said.index("2023</h3>") < said.index("Second thing.") < said.index("2022</h3>") < said.index("First thing.")
    assert "January 2023" in said


def test_the_days_on_which_the_status_turned_stand_above_what_turned_it(case, advocate):
    log(case, advocate, "arrest", "11 April 2022", "Arrested.")
    log(case, advocate, "health", "20 April 2022", "Unwell.")
    log(case, advocate, "charge", "22 April 2022", "Charged.")
    said = text_of(page(advocate, case)).split('id="timeline"')[1]
    order = ["Pretrial detention", "Charged.", "Unwell.", "Detained, no charge recorded", "Arrested."]
    assert [said.index(words) for words in order] == sorted(said.index(words) for words in order)
    assert [turn.day for turn in turns_of(case)] == [date(2022, 4, 22), date(2022, 4, 11)]


def test_turns_stand_on_the_page_of_their_day_and_on_no_other(case, advocate):
    log(case, advocate, "arrest", "1 January 2023", "Arrested.")
    for day in range(2, 29):
        log(case, advocate, "health", f"{day} January 2023", f"Day {day}.")
    log(case, advocate, "charge", "3 January 2023", "Charged.")
    first = page(advocate, case)
    older = page(advocate, case, query=first.context["timeline"].page.next_query)
    turns = [[row.turn.after for row in answer.context["timeline"].rows if row.turn] for answer in (first, older)]
    assert turns == [[], ["pretrial", "detained"]]
    summaries = [[row.entry.update.summary for row in a.context["timeline"].rows if row.entry] for a in (first, older)]
    assert len(summaries[0]) == 25
    assert len({*summaries[0], *summaries[1]}) == 29


def test_a_page_can_begin_at_an_entry(case, advocate):
    old = log(case, advocate, "arrest", "11 April 2022", "Arrested.")
    log(case, advocate, "note", "12 April 2023", "Seen by nobody.")
    said = text_of(page(advocate, case, query=f"?at={old.reference}"))
    assert "Arrested." in said
    assert "Seen by nobody." not in said
    assert "Show the latest" in said


def test_a_source_is_shown_with_its_link_and_opens_without_a_referrer(case, advocate):
    cited = CitationData(
        address="https://news.example/a",
        publisher="The News",
        title="Headline",
        says="nine years",
        quotation="Nine years.",
        archived="https://archive.example/a",
    )
    log(case, advocate, "arrest", "11 April 2022", citations=(cited,))
    said = text_of(page(advocate, case))
    link = 'href="https://news.example/a" rel="noopener noreferrer external" referrerpolicy="no-referrer"'
    assert link in said
    for words in ("The News", "Headline", "nine years", "<q", "Nine years.", "https://archive.example/a"):
        assert words in said


def test_sources_that_disagree_are_laid_side_by_side(case, advocate):
    first = CitationData(address="https://a.example/", publisher="Agency A", says_when=PartialDate(date(2022, 4, 11)))
    second = CitationData(address="https://b.example/", publisher="Agency B", says_when=PartialDate(date(2022, 4, 12)))
    log(case, advocate, "arrest", "11-12 April 2022", citations=(first, second))
    log(case, advocate, "health", "13 April 2022", "They agree.")
    said = text_of(page(advocate, case))
    assert said.count("sources disagree") == 1
    claims = said.split('class="claims"')[1].split("</dl>")[0]
    for words in ("Agency A", "11 April 2022", "Agency B", "12 April 2022"):
        assert words in claims


def test_copies_of_one_report_are_said_to_be_one_source(case, advocate):
    first = log(case, advocate, "arrest", "11 April 2022")
    report = first.citations.get().source
    copy = CitationData(address="https://copy.example/1", publisher="Copyist", copy_of=report)
    log(case, advocate, "charge", "22 April 2022", citations=(NEWS, copy))
    said = text_of(page(advocate, case))
    assert "copies The News" in said
    assert "Copies of one report are one source: 1 independent source." in said


def test_who_told_it_is_named_to_members_and_hidden_from_the_rest_of_the_team(case, advocate, staff):
    log(case, advocate, "health", "11 April 2022", citations=(WIFE,))
    assert "Evgenia" in text_of(page(advocate, case))
    hidden = text_of(page(staff, case))
    assert "Evgenia" not in hidden
    assert "(Family)" not in hidden
    assert "A source known to this case’s members" in hidden


def test_on_a_sealed_case_a_named_member_learns_who_told_it(organisation, advocate, staff):
    case = CaseFactory(owner=organisation, lead=advocate, level="sealed")
    case.named.set([advocate, staff])
    log(case, advocate, "health", "11 April 2022", "Ill.", citations=(WIFE,))
    assert "Evgenia" in text_of(page(advocate, case))
    assert "Ill." in text_of(page(staff, case))
    assert "Evgenia" not in text_of(page(staff, case))


def test_a_corrected_wording_is_folded_away_under_the_new_one(case, advocate):
    wrong = log(case, advocate, "arrest", "11 April 2022", "Arrested at home.")
    data = wrong_data(summary="Arrested outside his home.")
    correct_update(update=wrong, data=data, by=advocate, why="typo")
    said = text_of(page(advocate, case))
    assert "Corrected" in said
    assert ": was “Arrested at home.”" in said
    assert "<s>Arrest, 11 April 2022: Arrested at home.</s>" in said
    assert said.count("Arrested outside his home.") == 1


def wrong_data(**changes):
    said = {"kind": "arrest", "occurred": PartialDate(date(2022, 4, 11)), "summary": "x", "citations": (NEWS,)}
    return UpdateData(**{**said, **changes})


def test_what_was_taken_back_is_struck_through_with_the_reason(case, advocate):
    update = log(case, advocate, "arrest", "11 April 2022", "Arrested.")
    retract_update(update=update, why="It was his brother.", by=advocate)
    said = text_of(page(advocate, case))
    assert "<s>Arrested.</s>" in said
    assert "Taken back: It was his brother." in said
    assert "Correct it" not in said


def test_an_empty_timeline_says_what_belongs_there(case, advocate):
    assert "The timeline begins with the first update" in text_of(page(advocate, case))


# --- Narrower updates.
@pytest.fixture
def sealed(case, advocate):
    log(case, advocate, "arrest", "11 April 2022", "Arrested.")
    secret = {"detail": "exchange", "level": "sealed", "named": (advocate,)}
    return log(case, advocate, "release", "1 April 2023", "Freed in secret.", **secret)


def test_a_sealed_update_is_absent_for_all_but_those_named(case, sealed, advocate, staff, admin):
    assert "Freed in secret." in text_of(page(advocate, case))
    for reader in (staff, admin):
        for tab in TABS:
            said = text_of(page(reader, case, tab))
            assert "Freed in secret." not in said
            assert sealed.reference not in said
            assert "Released" not in said


def test_what_does_not_count_is_marked_and_once_reflected_turns_the_status_for_all(case, sealed, advocate, staff):
    assert "not in the status" in text_of(page(advocate, case))
    reflect_in_status(update=sealed, by=staff, why="agreed")
    assert "not in the status" not in text_of(page(advocate, case))
    said = text_of(page(staff, case))
    assert "Released" in said
    assert "Freed in secret." not in said
    assert next(row.turn.after for row in page(staff, case).context["timeline"].rows if row.turn) == "released"


def test_reading_what_is_restricted_is_recorded_once_an_hour_and_a_team_record_is_not(case, advocate):
    restricted = log(case, advocate, "health", "1 April 2023", "Ill.", level="restricted")
    log(case, advocate, "note", "2 April 2023", "Note.")
    client = signed_in(advocate)
    for _time in range(3):
        client.get(at("case", case))
    reads = Event.objects.filter(kind=EventKind.READ)
    assert [(event.by, event.target, event.facts["update"]) for event in reads] == [
        (advocate, case.reference, restricted.reference)
    ]
    signed_in(advocate).get(at("case", case))
    assert reads.all().count() == 2


def test_reading_a_restricted_case_is_recorded_on_each_of_its_tabs(organisation, advocate):
    case = CaseFactory(owner=organisation, lead=advocate, level="restricted")
    for tab in TABS:
        signed_in(advocate).get(at(tab, case))
    assert Event.objects.filter(kind=EventKind.READ, target=case.reference).count() == len(TABS)


# --- What it costs.
def queries_of(user, case, **query):
    client = signed_in(user)
    client.get(at("case", case))  # once, so that caches of the process are warm
    with CaptureQueriesContext(connection) as captured:
        assert client.get(at("case", case), query).status_code == 200
    return len(captured)


def test_a_case_page_stays_within_twenty_queries_however_many_updates(case, advocate):
    log(case, advocate, "arrest", "1 January 2022")
    few = queries_of(advocate, case)
    for number in range(1, 40):
        two = (NEWS, CitationData(address=f"https://n{number}.example/", publisher="N"))
        update = log(case, advocate, "health", f"{1 + number % 28} February 2023", f"No {number}", citations=two)
        if number % 8 == 0:
            correct_update(
                update=update, data=wrong_data(kind="health", occurred=update.occurred), by=advocate, why="x"
            )
    many = queries_of(advocate, case)
    assert many == few
    assert many <= 20


def test_reading_many_restricted_updates_costs_no_more_than_one(case, advocate):
    for day in range(1, 20):
        log(case, advocate, "health", f"{day} March 2023", level="restricted")
    client = signed_in(advocate)
    with CaptureQueriesContext(connection) as captured:
        client.get(at("case", case))
    assert len(captured) <= 24  # the first reading also writes the trail and the session
    assert Event.objects.filter(kind=EventKind.READ).count() == 19


# --- Dates.
def test_dates_show_what_is_expected_and_what_came_of_it(case, advocate, staff):
    KeyDateFactory(case=case, summary="Appeal hearing", entered_by=advocate)
    KeyDateFactory(case=case, summary="Old hearing", due=PartialDate(date(2023, 1, 1)), entered_by=advocate)
    KeyDateFactory(case=case, kind="reminder", summary="Call the wife", entered_by=advocate)
    KeyDateFactory(case=case, summary="Heard", resolved_on=date(2023, 4, 1), outcome="postponed twice")
    said = text_of(page(advocate, case, "case-dates"))
    for words in ("Appeal hearing", "passed", "Call the wife", "Heard", "postponed twice"):
        assert words in said
    assert "Call the wife" not in text_of(page(staff, case, "case-dates"))


def test_a_date_settled_by_an_update_that_is_not_visible_does_not_name_it(case, advocate, staff):
    key_date = KeyDateFactory(case=case, kind="hearing")
    update = log(case, advocate, "hearing", "18 April 2023", detail="attended")
    key_date.refresh_from_db()
    assert key_date.resolved_by == update
    assert update.reference in text_of(page(staff, case, "case-dates"))
    set_update_level(update=update, level="sealed", named=[advocate], by=advocate, why="asked")
    assert update.reference not in text_of(page(staff, case, "case-dates"))
    assert update.reference in text_of(page(advocate, case, "case-dates"))


def test_a_partner_with_a_grant_sees_what_is_for_partners_and_no_more(organisation, advocate, outsider):
    case = CaseFactory(owner=organisation, lead=advocate, level="partners")
    Grant.objects.create(case=case, organisation=outsider.organisation)
    log(case, advocate, "arrest", "11 April 2022", "For partners.")
    log(case, advocate, "health", "12 April 2022", "For the team.", level="team")
    said = text_of(page(outsider, case))
    assert "For partners." in said
    assert "For the team." not in said


def test_a_member_leaves_and_sees_restricted_things_no_more(case, advocate):
    colleague = UserFactory(organisation=case.owner, role=Role.ADVOCATE)
    membership = Membership.objects.create(case=case, user=colleague)
    log(case, advocate, "health", "1 April 2023", "Ill.", level="restricted")
    assert "Ill." in text_of(page(colleague, case))
    membership.delete()
    assert "Ill." not in text_of(page(colleague, case))
