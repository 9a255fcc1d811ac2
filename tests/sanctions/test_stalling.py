"""The rules of sanctions: each on the day of its table and not a day before, and what ends it."""

from datetime import date, timedelta

import pytest

from advocacy.vocabulary import ActionKind, Weight
from cases.as_of import AsOf
from cases.models import Case
from cases.models.prisoner import CountryTie
from cases.vocabulary import Grade, Level, Tier
from core.partial_dates import PartialDate
from sanctions import stalling
from sanctions.models import NamelessDesignation, NotSought, Programme, ProgrammeDate
from sanctions.vocabulary import SnapshotState
from tests.advocacy.factories import act, government
from tests.advocacy.stories import found
from tests.factories import OfficialFactory
from tests.reminders.stories import TODAY, D, K, ago, arrest, live_on, log
from tests.sanctions.factories import confirmed, designation, entry, involve, snapshot, source

pytestmark = pytest.mark.django_db

BRITISH = "GB"


def subjects(rule, day=TODAY, **how):
    return sorted(finding.subject for finding in found(rule, day, past=True, **how))


@pytest.fixture
def held(case):
    """Held for a hundred days; a British citizen."""
    arrest(case, ago(100))
    CountryTie.objects.create(prisoner=case.prisoner, country=BRITISH, tie="national")
    case.refresh_from_db()
    return case


@pytest.fixture
def judge(held, advocate, staff):
    """A judge with a confirmed part in the case."""
    return involve(held, by=advocate, second=staff).official


def tier(case, value):
    Case.objects.filter(pk=case.pk).update(tier=value)


# --- R18: no measure by a state that could act
@pytest.mark.parametrize(("value", "days"), [("critical", 14), ("high", 30), ("standard", 60), ("watch", 180)])
def test_a_state_without_a_measure_is_told_of_on_the_day_of_the_tier_and_not_a_day_before(held, value, days):
    tier(held, value)
    first = ago(100) + timedelta(days)
    assert subjects(stalling.no_measure, first) == [BRITISH]
    assert subjects(stalling.no_measure, first - timedelta(1)) == []
    (finding,) = found(stalling.no_measure, first, past=True)
    assert (finding.since, finding.due, finding.case_id) == (ago(100), first, held.pk)


def test_the_detaining_state_is_never_asked_for_a_measure(held):
    CountryTie.objects.create(prisoner=held.prisoner, country=held.state.code, tie="national")
    assert subjects(stalling.no_measure) == [BRITISH]


def test_words_and_demarches_do_not_end_it_and_a_measure_does(held):
    for kind, weight in ((ActionKind.SUMMONS, Weight.DEMARCHE), (ActionKind.STATEMENT, Weight.WORD)):
        act(held, kind=kind, weight=weight, actors=[government(BRITISH)], sent=ago(50).isoformat())
    assert subjects(stalling.no_measure) == [BRITISH]
    act(held, kind=ActionKind.SANCTION, actors=[government(BRITISH)], sent=ago(10).isoformat())
    assert subjects(stalling.no_measure) == []
    assert subjects(stalling.no_measure, ago(11)) == [BRITISH]


def test_a_measure_of_another_state_does_not_end_it(held):
    act(held, kind=ActionKind.SANCTION, actors=[government("CA")], sent=ago(10).isoformat())
    assert subjects(stalling.no_measure) == [BRITISH]


def test_a_listing_of_somebody_responsible_is_a_measure(held, judge):
    designation(judge, "GB-RUSSIA", ago(10))
    assert subjects(stalling.no_measure) == []
    assert subjects(stalling.no_measure, ago(11)) == [BRITISH]


@pytest.mark.parametrize(
    "listed",
    [
        {"listed_on": ago(101)},
        {"elsewhere": True},
        {"reasons": "Deputy minister of a ministry."},
        {"listed_on": None, "first_seen_on": ago(10), "from_the_first": True},
    ],
    ids=["before the arrest", "a person says so", "the reasons name somebody else", "since nobody knows when"],
)
def test_a_listing_for_something_else_is_none_for_this_case(held, judge, listed):
    designation(judge, "GB-RUSSIA", **{"listed_on": ago(10)} | listed)
    assert subjects(stalling.no_measure) == [BRITISH]


def test_a_listing_whose_reasons_name_the_prisoner_counts(held, judge):
    designation(judge, "GB-RUSSIA", ago(10), reasons=f"Approved the arrest of {held.prisoner.name}.")
    assert subjects(stalling.no_measure) == []


def test_a_listing_of_somebody_only_alleged_to_be_responsible_counts_for_nothing(held, advocate):
    alleged = involve(held, by=advocate).official
    designation(alleged, "GB-RUSSIA", ago(10))
    assert subjects(stalling.no_measure) == [BRITISH]


def test_listings_without_names_are_a_measure(held):
    ban = {"programme": Programme.objects.get(key="GB-GHR"), "count": 10, "cited_title": "Gazette"}
    NamelessDesignation.objects.create(case=held, listed=PartialDate(ago(3)), **ban)
    assert subjects(stalling.no_measure) == []


def test_what_a_narrower_record_tells_moves_nothing_that_every_reader_sees(held):
    act(held, kind=ActionKind.SANCTION, actors=[government(BRITISH)], sent=ago(10).isoformat(), level=Level.RESTRICTED)
    assert subjects(stalling.no_measure) == [BRITISH]


def test_it_ends_with_custody(held):
    log(held, K.RELEASE, ago(5), D.EXCHANGE)
    assert subjects(stalling.no_measure) == []
    assert subjects(stalling.no_measure, ago(6)) == [BRITISH]


# --- R18b: nothing of substance since
def test_after_a_demarche_the_clock_runs_anew(held):
    tier(held, Tier.CRITICAL)
    act(held, kind=ActionKind.SUMMONS, actors=[government(BRITISH)], sent=ago(60).isoformat())
    assert subjects(stalling.nothing_since) == [BRITISH]
    assert subjects(stalling.nothing_since, ago(1)) == []
    act(held, kind=ActionKind.PROTEST, actors=[government(BRITISH)], sent=ago(2).isoformat())
    assert subjects(stalling.nothing_since) == []


def test_where_nothing_was_ever_done_it_is_the_other_rules_matter(held):
    assert subjects(stalling.nothing_since) == []


# --- R20: listed by others, and not here
def test_a_gap_opens_for_each_watched_jurisdiction_after_the_months_of_the_tier(held, judge):
    tier(held, Tier.HIGH)
    designation(judge, "CA-SEMA", ago(92))
    assert subjects(stalling.co_designation_gap) == ["EU", "GB", "US"]
    assert subjects(stalling.co_designation_gap, ago(1)) == []
    assert {one.since for one in found(stalling.co_designation_gap, TODAY, past=True)} == {ago(92)}


def test_the_clock_of_a_gap_runs_from_the_day_it_was_made_known(held, judge):
    tier(held, Tier.HIGH)
    designation(judge, "CA-SEMA", ago(96), announced_on=ago(92))
    assert {one.due for one in found(stalling.co_designation_gap, TODAY, past=True)} == {TODAY}


def test_a_listing_there_a_submission_or_a_reason_ends_the_gap(held, judge, admin):
    tier(held, Tier.HIGH)
    designation(judge, "CA-SEMA", ago(92))
    designation(judge, "US-GLOMAG", ago(5), list_id="40906")
    assert subjects(stalling.co_designation_gap) == ["EU", "GB"]
    NotSought.objects.create(official=judge, jurisdiction="EU", why="No member state", decided_on=ago(3), by=admin)
    assert subjects(stalling.co_designation_gap) == ["GB"]
    NotSought.objects.create(official=judge, why="The family asked us not to", decided_on=ago(2), by=admin)
    assert subjects(stalling.co_designation_gap) == []
    assert subjects(stalling.co_designation_gap, ago(1)) == []


def test_what_another_organisation_does_not_seek_leaves_our_gap_open(held, judge, outsider):
    tier(held, Tier.HIGH)
    designation(judge, "CA-SEMA", ago(92))
    NotSought.objects.create(official=judge, why="Not ours", decided_on=ago(3), by=outsider)
    assert subjects(stalling.co_designation_gap) == ["EU", "GB", "US"]


def test_a_listing_by_a_jurisdiction_that_is_not_watched_opens_no_gap(held, judge):
    tier(held, Tier.HIGH)
    designation(judge, "LV", ago(99))
    assert subjects(stalling.co_designation_gap) == []


def test_a_listing_that_has_ended_opens_no_gap(held, judge):
    tier(held, Tier.HIGH)
    designation(judge, "CA-SEMA", ago(99), delisted_on=ago(10))
    assert subjects(stalling.co_designation_gap) == []
    assert subjects(stalling.co_designation_gap, AsOf(ago(11)).day, coming=True) == ["EU", "GB", "US"]


# --- R21: responsible, and submitted to nobody
def test_a_confirmed_role_without_listing_or_submission_is_told_of_after_sixty_days(held, advocate, staff):
    row = involve(held, by=advocate, second=staff, known_on=ago(60))
    assert subjects(stalling.no_submission) == [held.reference]
    assert subjects(stalling.no_submission, ago(1)) == []
    designation(row.official, "CA-SEMA", ago(2))
    assert subjects(stalling.no_submission) == []


@pytest.mark.parametrize("fields", [{"grade": Grade.UNVERIFIED}, {"level": Level.RESTRICTED}], ids=["weak", "narrow"])
def test_a_role_that_is_not_established_or_not_for_all_to_see_is_not_told_of(held, advocate, staff, fields):
    involve(held, by=advocate, second=staff, known_on=ago(90), **fields)
    assert subjects(stalling.no_submission) == []


# --- R22: delisted, lists that grow old, renewals
def test_a_delisting_is_told_at_once_and_by_the_missing_entry_too(held, judge, admin):
    listed = entry(judge.name, listings=[("GLOMAG", "")], seen=ago(90))
    match = confirmed(judge, listed, admin)
    assert subjects(stalling.delisted) == []
    match.designations.update(gone_since=ago(1))
    assert subjects(stalling.delisted) == [judge.reference]
    assert stalling.delisted.at_once


def test_what_ended_long_ago_is_not_told_of_now(held, judge):
    designation(judge, "CA-SEMA", ago(900), delisted_on=ago(400))
    assert subjects(stalling.delisted) == []


def test_a_list_is_stale_after_ninety_days_and_a_new_import_ends_it():
    snapshot("ca", ago(90))
    assert subjects(stalling.list_stale) == ["ca"]
    assert subjects(stalling.list_stale, ago(1)) == []
    snapshot("ca", ago(2))
    assert subjects(stalling.list_stale) == []


def test_a_list_that_nobody_ever_imported_is_not_asked_about_nor_one_that_is_closed():
    snapshot("uk-ofsi", ago(300))
    snapshot("un", ago(300), state=SnapshotState.WAITING)
    snapshot("us-sdn", ago(300), sample=True)
    live_on(date(2026, 3, 1))
    assert "uk-ofsi" not in subjects(stalling.list_stale, date(2026, 3, 1))
    assert {"un", "us-sdn"} & set(subjects(stalling.list_stale)) == set()


def test_a_list_that_cannot_be_fetched_is_told_of():
    snapshot("ca", ago(2))
    type(source("ca")).objects.filter(key="ca").update(fetch=True, failing_since=ago(1))
    (finding,) = found(stalling.list_stale, TODAY)
    assert (finding.subject, finding.note) == ("ca", "failing")


def test_a_renewal_is_told_of_sixty_days_ahead_where_somebody_is_listed_under_it():
    until = TODAY + timedelta(60)
    programme = Programme.objects.get(key="EU-GHRSR")
    ProgrammeDate.objects.all().delete()
    ProgrammeDate.objects.create(programme=programme, what="Renewal", month=until.month, day=until.day, renewal=True)
    assert subjects(stalling.renewal) == []
    designation(OfficialFactory(), "EU-GHRSR", ago(5))
    assert subjects(stalling.renewal) == ["EU-GHRSR"]
    assert subjects(stalling.renewal, ago(1)) == []


# --- As the past, so the present
def test_the_past_and_the_present_answer_alike_when_the_day_is_today(held, judge):
    tier(held, Tier.HIGH)
    designation(judge, "CA-SEMA", ago(92))
    for rule in (stalling.no_measure, stalling.nothing_since, stalling.co_designation_gap, stalling.delisted):
        assert sorted(map(str, found(rule, TODAY, past=True))) == sorted(map(str, found(rule, TODAY)))
