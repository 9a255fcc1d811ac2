"""Who has sanctioned whom and who has not: each kind of cell, on its boundary days, and what a reader may know."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Grant, Membership
from cases.vocabulary import Grade, Level, OfficialFunction, Seniority
from sanctions.aligned import alignment_of, case_alignment, list_days, officials, whole_alignment
from sanctions.services.deciding import decide
from sanctions.vocabulary import CellState, SnapshotState
from tests.factories import CaseFactory, OfficialFactory, OrganisationFactory, StateFactory, UserFactory
from tests.sanctions.factories import designation, entry, involve, match, nameless, snapshot

pytestmark = pytest.mark.django_db

ARREST = date(2022, 4, 11)
LISTED, OTHERWISE, DELISTED, NOT_LISTED, NO_LIST = CellState


@pytest.fixture
def murza(case):
    case.arrested_on = ARREST
    case.save()
    return case


@pytest.fixture
def judge(murza, advocate, staff):
    return involve(murza, OfficialFactory(name="Elena Lenskaya", state=murza.state), advocate, staff).official


def cells(case, day, reader=None, **asked):
    """The first row of the case's matrix, by jurisdiction."""
    row = case_alignment(case, reader, day, **asked).rows[0]
    return {cell.jurisdiction: cell for cell in row.cells}


def cell(case, day, code="EU", reader=None, **asked):
    return cells(case, day, reader, **asked)[code]


# --- The five kinds of cell.
def test_nothing_loaded_claims_nothing(murza, judge):
    found = cells(murza, date(2023, 4, 20))
    assert list(found) == ["US", "GB", "EU", "CA"]
    assert {one.state for one in found.values()} == {NO_LIST}
    assert {one.as_of for one in found.values()} == {None}


def test_not_listed_is_said_of_the_latest_list_by_that_day_and_else_of_the_first_after_it(murza, judge):
    for day in (date(2023, 3, 2), date(2023, 3, 3), date(2024, 5, 3)):
        snapshot("us-sdn", dated=day)
    on = {day: cell(murza, day, "US") for day in (ARREST, date(2023, 3, 2), date(2024, 5, 2), date(2024, 5, 3))}
    assert {one.state for one in on.values()} == {NOT_LISTED}
    assert [one.as_of for one in on.values()] == [
        date(2023, 3, 2), date(2023, 3, 2), date(2023, 3, 3), date(2024, 5, 3)
    ]  # fmt: skip
    assert not any(one.not_yet for one in on.values())


def test_a_designation_holds_from_its_day_on_and_no_day_before(murza, judge):
    snapshot("eu", dated=date(2023, 1, 1))
    designation(judge, "EU-GHRSR", date(2023, 6, 5))
    before, then = cell(murza, date(2023, 6, 4)), cell(murza, date(2023, 6, 5))
    assert (before.state, before.listings, before.as_of) == (NOT_LISTED, (), date(2023, 1, 1))
    assert then.state == LISTED
    assert then.listings[0].since == date(2023, 6, 5)


def test_it_is_delisted_from_the_day_it_ended(murza, judge):
    designation(judge, delisted_on=date(2024, 1, 29))
    assert cell(murza, date(2024, 1, 28)).state == LISTED
    assert cell(murza, date(2024, 1, 29)).state == DELISTED


def test_gone_from_the_list_is_delisted_too_unless_the_official_day_is_known(murza, judge):
    designation(judge, gone_since=date(2024, 5, 3), delisted_on=date(2024, 2, 1))
    assert cell(murza, date(2024, 1, 31)).state == LISTED
    assert cell(murza, date(2024, 2, 1)).state == DELISTED


def test_a_listing_before_the_arrest_is_for_something_else_and_one_on_that_day_is_not(murza, judge):
    designation(judge, "US-MAGNITSKY", ARREST - timedelta(days=1), list_id="14110")
    designation(judge, "GB-GHR", ARREST, list_id="GHR0021")
    found = cells(murza, date(2023, 4, 20))
    assert found["US"].state == OTHERWISE
    assert found["GB"].state == LISTED


def test_what_a_person_found_to_be_for_something_else_is_so_after_the_arrest_too(murza, judge):
    designation(judge, "EU-CHEM", date(2022, 11, 14), elsewhere=True, elsewhere_why="Chemical weapons")
    assert cell(murza, date(2023, 4, 20)).state == OTHERWISE


def test_without_an_arrest_on_record_nothing_is_called_something_else(case, advocate, staff):
    official = involve(case, by=advocate, second=staff).official
    designation(official, "US-MAGNITSKY", date(2013, 4, 12))
    assert cell(case, date(2023, 4, 20), "US").state == LISTED


# --- What a list without dates can tell.
def test_seen_in_the_second_import_first_it_was_not_in_the_first(murza, judge):
    snapshot("us-sdn", dated=date(2023, 3, 2))
    snapshot("us-sdn", dated=date(2023, 3, 3))
    designation(judge, "US-GLOMAG", None, first_seen_on=date(2023, 3, 3))
    before, then = cell(murza, date(2023, 3, 2), "US"), cell(murza, date(2023, 3, 3), "US")
    assert (before.state, before.as_of) == (NOT_LISTED, date(2023, 3, 2))
    assert (then.state, then.listings[0].since) == (LISTED, date(2023, 3, 3))


def test_in_the_first_import_already_nothing_is_known_of_the_days_before_it(murza, judge):
    snapshot("us-sdn", dated=date(2023, 3, 2))
    designation(judge, "US-GLOMAG", None, first_seen_on=date(2023, 3, 2), from_the_first=True)
    before, then = cell(murza, date(2023, 3, 1), "US"), cell(murza, date(2023, 3, 2), "US")
    assert (before.state, before.as_of) == (NO_LIST, None)
    assert (then.state, then.listings[0].since) == (LISTED, None)


def test_a_later_list_that_dates_its_entries_tells_that_it_was_not_yet(murza, judge):
    snapshot("uk-ofsi", dated=date(2025, 4, 10))
    designation(judge, "GB-RUSSIA", date(2023, 4, 21), list_id="RUS1832", first_seen_on=date(2025, 4, 10))
    before = cell(murza, date(2023, 4, 20), "GB")
    assert (before.state, before.as_of, before.not_yet) == (NOT_LISTED, date(2025, 4, 10), True)
    assert cell(murza, date(2023, 4, 21), "GB").state == LISTED


def test_a_match_that_nobody_decided_stands_beside_not_listed_until_it_is(murza, judge, admin):
    snapshot("us-sdn", dated=date(2023, 3, 3))
    proposed = match(judge, entry("Elena LENSKAYA"))
    match(judge, entry("Somebody", "ca", listings=[("SEMA", "2023-05-01")]))  # listed after the day asked about
    found = cells(murza, date(2023, 4, 20))
    assert [found[code].undecided for code in ("US", "GB", "EU", "CA")] == [1, 0, 0, 0]
    decide(match=proposed, decision="unsure", by=admin)
    assert cell(murza, date(2023, 4, 20), "US").undecided == 1
    decide(match=proposed, decision="not_same", by=admin)
    assert cell(murza, date(2023, 4, 20), "US").undecided == 0


# --- Which list a cell rests on.
def test_lists_that_are_not_whole_not_applied_or_of_nobody_tell_nothing(murza, judge):
    snapshot("us-consolidated", dated=date(2023, 1, 1))
    snapshot("us-sdn", dated=date(2023, 1, 1), state=SnapshotState.WAITING)
    snapshot("opensanctions", dated=date(2023, 1, 1))
    assert list_days(date(2023, 4, 20)) == {}
    snapshot("us-sdn", dated=date(2023, 2, 1), sample=True)
    assert list_days(date(2023, 4, 20)) == {"US": date(2023, 2, 1)}


def test_a_closed_list_counts_as_of_its_last_day_however_late_it_was_loaded(murza, judge):
    snapshot("uk-ofsi", dated=date(2026, 9, 1))  # closed on 28 January 2026
    assert list_days(date(2026, 10, 1)) == {"GB": date(2026, 1, 28)}
    snapshot("uk", dated=date(2026, 3, 1))
    assert list_days(date(2026, 10, 1)) == {"GB": date(2026, 3, 1)}
    assert list_days(date(2026, 2, 1)) == {"GB": date(2026, 1, 28)}


# --- Several listings, columns, lags.
def test_several_listings_of_one_jurisdiction_are_all_shown_and_the_earliest_decides_the_lag(murza, judge):
    designation(judge, "CA-SEMA", date(2022, 11, 14), list_id="1")
    designation(judge, "EU-RUSSIA-HR", date(2024, 5, 27), list_id="9")
    designation(judge, "EU-GHRSR", date(2023, 6, 5), list_id="41")
    found = cells(murza, date(2024, 6, 1))
    assert [one.designation.list_id for one in found["EU"].listings] == ["41", "9"]
    assert (found["CA"].lag, found["EU"].lag, found["GB"].lag) == (0, 203, None)


def test_namesakes_keep_their_listings_apart(murza, judge, advocate, staff):
    namesake = involve(murza, OfficialFactory(name=judge.name, state=murza.state), advocate, staff).official
    for number, official in enumerate((judge, namesake, judge)):
        designation(official, "CA-SEMA", date(2022, 11, 14), list_id=str(number))
    rows = case_alignment(murza, None, date(2023, 4, 20)).rows
    found = {row.official: [one.designation.list_id for one in row.cells[3].listings] for row in rows}
    assert found == {judge: ["0", "2"], namesake: ["1"]}


def test_what_still_holds_outweighs_what_ended_and_what_is_for_something_else(murza, judge):
    designation(judge, "US-MAGNITSKY", date(2013, 4, 12), list_id="1")
    designation(judge, "US-RUSSIA", date(2023, 3, 3), list_id="2", delisted_on=date(2023, 4, 1))
    assert cell(murza, date(2023, 4, 20), "US").state == OTHERWISE
    designation(judge, "US-GLOMAG", date(2023, 3, 3), list_id="3")
    assert cell(murza, date(2023, 4, 20), "US").state == LISTED


def test_neither_what_is_for_something_else_nor_a_day_nobody_gave_leads_or_lags(murza, judge):
    designation(judge, "US-MAGNITSKY", date(2013, 4, 12))
    designation(judge, "CA-SEMA", None, first_seen_on=date(2022, 12, 1), from_the_first=True)
    designation(judge, "GB-RUSSIA", date(2023, 4, 21))
    designation(judge, "EU-GHRSR", date(2023, 6, 5))
    found = cells(murza, date(2023, 7, 1))
    assert [found[code].lag for code in ("US", "CA", "GB", "EU")] == [None, None, 0, 45]


def test_who_listed_first_stays_first_after_delisting(murza, judge):
    designation(judge, "CA-SEMA", date(2022, 11, 14), delisted_on=date(2023, 1, 1))
    designation(judge, "GB-RUSSIA", date(2023, 4, 21))
    assert cell(murza, date(2023, 5, 1), "GB").lag == 158


def test_columns_are_those_we_watch_and_then_every_other_that_has_listed_one_of_them(murza, judge):
    designation(judge, "NO", date(2023, 7, 1))
    designation(judge, "CH", date(2023, 6, 20))
    assert case_alignment(murza, None, date(2023, 7, 1)).jurisdictions == ("US", "GB", "EU", "CA", "CH", "NO")
    assert case_alignment(murza, None, date(2023, 6, 1)).jurisdictions == ("US", "GB", "EU", "CA")


def test_asked_about_thematic_programmes_a_country_listing_is_told_only_where_there_is_no_other(murza, judge):
    designation(judge, "GB-RUSSIA", date(2023, 4, 21))
    designation(judge, "EU-GHRSR", date(2023, 6, 5))
    designation(judge, "EU-RUSSIA-HR", date(2024, 5, 27), list_id="9")
    found = cells(murza, date(2024, 6, 1), counts=lambda programme: programme.thematic)
    assert (found["GB"].state, found["GB"].aside, found["GB"].lag) == (LISTED, True, None)
    assert [one.designation.programme.key for one in found["EU"].listings] == ["EU-GHRSR"]
    assert (found["EU"].aside, found["EU"].lag) == (False, 0)


# --- Who is in it.
def test_the_most_senior_stand_first(murza, advocate, staff):
    for name, seniority in (("A Line", Seniority.LINE), ("B Minister", Seniority.NATIONAL), ("C Unknown", 9)):
        involve(murza, OfficialFactory(name=name, state=murza.state, seniority=seniority), advocate, staff)
    names = [row.official.name for row in case_alignment(murza, staff, ARREST).rows]
    assert names == ["B Minister", "A Line", "C Unknown"]


def test_who_is_only_alleged_is_marked_and_left_out_of_what_is_handed_on(murza, judge, advocate):
    involve(murza, OfficialFactory(name="Somebody Alleged", state=murza.state), advocate)
    assert {row.official.name: row.alleged for row in case_alignment(murza, advocate, ARREST).rows} == {
        "Elena Lenskaya": False,
        "Somebody Alleged": True,
    }
    handed_on = case_alignment(murza, advocate, ARREST, alleged=False)
    assert [row.official for row in handed_on.rows] == [judge]


def test_one_approved_function_among_several_ends_the_allegation(murza, judge, advocate):
    involve(murza, judge, advocate, function=OfficialFunction.TRIAL_JUDGE)
    assert not case_alignment(murza, advocate, ARREST).rows[0].alleged


def test_a_retracted_accusation_is_none(murza, advocate, staff):
    involve(murza, by=advocate, second=staff, grade=Grade.RETRACTED)
    assert case_alignment(murza, None, ARREST).rows == ()


def test_a_partner_sees_what_was_approved_and_not_what_is_alleged(murza, judge, advocate):
    murza.level = Level.PARTNERS
    murza.save()
    murza.involvements.update(level=Level.PARTNERS)
    involve(murza, by=advocate)
    partner = UserFactory()
    Grant.objects.create(case=murza, organisation=partner.organisation)
    assert [row.official for row in case_alignment(murza, partner, ARREST).rows] == [judge]
    assert len(case_alignment(murza, advocate, ARREST).rows) == 2


def test_a_restricted_case_decides_nothing_for_who_does_not_see_it(murza, judge, advocate, staff):
    """Its earlier arrest would turn a listing from something else into one for a case."""
    hidden = CaseFactory(owner=murza.owner, level=Level.RESTRICTED, arrested_on=date(2012, 1, 1))
    Membership.objects.create(case=hidden, user=staff)
    involve(hidden, judge, staff, advocate)
    designation(judge, "US-MAGNITSKY", date(2013, 4, 12))

    def seen(reader):
        return alignment_of([judge], reader, date(2023, 4, 20)).rows[0]

    assert (seen(advocate).cells[0].state, len(seen(advocate).involvements)) == (OTHERWISE, 1)
    assert (seen(staff).cells[0].state, len(seen(staff).involvements)) == (LISTED, 2)


def test_officials_of_hidden_cases_are_in_no_matrix_of_the_reader(murza, judge, advocate, staff):
    hidden = CaseFactory(owner=OrganisationFactory(), arrested_on=ARREST)
    theirs = involve(hidden, by=advocate, second=staff).official
    sealed = involve(murza, by=advocate, second=staff, level=Level.SEALED).official
    assert set(officials(advocate)) == {judge}
    assert set(officials(None)) == {judge, theirs, sealed}
    shown = [row.official for matrix in whole_alignment(officials(advocate), advocate, ARREST) for row in matrix.rows]
    assert shown == [judge]


# --- Listings without names.
def test_listings_without_names_stand_by_themselves_from_their_latest_day_on(murza, judge, advocate, outsider):
    nameless(murza, day=date(2023, 4, 17))
    assert [one.count for one in case_alignment(murza, advocate, date(2023, 4, 17)).nameless] == [10]
    assert case_alignment(murza, advocate, date(2023, 4, 16)).nameless == ()
    assert case_alignment(murza, outsider, date(2023, 4, 17)).nameless == ()


# --- All of it, and its cost.
def test_an_export_in_batches_has_the_same_columns_and_everybody_once(murza, advocate, staff, monkeypatch):
    monkeypatch.setattr("sanctions.aligned.BATCH", 2)
    everybody = [involve(murza, by=advocate, second=staff).official for _ in range(5)]
    designation(everybody[0], "CH", date(2023, 4, 1))
    matrices = list(whole_alignment(officials(staff), staff, date(2023, 4, 20)))
    assert [len(matrix.rows) for matrix in matrices] == [2, 2, 1]
    assert {matrix.jurisdictions for matrix in matrices} == {("US", "GB", "EU", "CA", "CH")}
    assert {row.official for matrix in matrices for row in matrix.rows} == set(everybody)


def test_it_costs_the_same_whatever_its_size(murza, judge, advocate, staff):
    def cost():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            case_alignment(murza, staff, date(2023, 7, 1))
        return len(queries)

    designation(judge)
    small = cost()
    snapshot("eu", dated=date(2023, 1, 1))
    for number in range(12):
        official = OfficialFactory(state=StateFactory(code="RU"))
        involve(murza, official, advocate, staff)
        designation(official, list_id=str(number))
        designation(official, "GB-GHR", list_id=str(number))
    assert cost() == small
    assert small <= 7


# --- For the case, or for something else.
def test_published_reasons_that_name_somebody_else_are_for_something_else(murza, judge):
    designation(judge, "GB-RUSSIA", date(2022, 7, 26), list_id="RUS1540", reasons="Deputy minister of a ministry.")
    assert cell(murza, date(2023, 4, 20), "GB").state == OTHERWISE
    designation(judge, "EU-GHRSR", date(2023, 6, 5), reasons=f"Approved the arrest of {murza.prisoner.name}.")
    assert cell(murza, date(2023, 6, 5)).state == LISTED


def test_over_all_cases_a_listing_for_one_of_them_is_for_something_of_ours(murza, judge, advocate, staff):
    other = CaseFactory(owner=murza.owner, arrested_on=date(2024, 1, 1))
    involve(other, judge, advocate, staff)
    designation(judge, "EU-GHRSR", date(2023, 6, 5), reasons=f"Approved the arrest of {murza.prisoner.name}.")
    day = date(2024, 6, 1)
    (row,) = alignment_of([judge], None, day).rows
    assert {one.jurisdiction: one.state for one in row.cells}["EU"] == LISTED
    assert cell(other, day).state == OTHERWISE
