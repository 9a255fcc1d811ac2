"""The summary of a case: each fact with the entry it rests on, for one reader; rail, bar and the page on paper."""

from datetime import date

import pytest

from cases.headline import Headline
from cases.models import Charge, CountryTie, Tie
from cases.services.involvements import InvolvementData, approve_involvement, propose_involvement
from cases.services.judging import UpdateData
from cases.services.updates import correct_update, retract_update
from cases.summary import MOST_OFFICIALS, Summary
from cases.vocabulary import ChargeCategory, ChargeOutcome, Level
from core.models import Event, EventKind
from core.partial_dates import PartialDate
from tests.cases.pages import HTMX, NEWS, WIFE, at, log, send, signed_in, text_of, typed
from tests.factories import CaseFactory, FacilityFactory, KeyDateFactory, PrisonerFactory

pytestmark = pytest.mark.django_db


def summary_of(case, reader):
    case.refresh_from_db()
    return Summary(Headline(case, reader))


def page(user, case, query=""):
    return text_of(signed_in(user).get(at("case", case) + query))


def part(said, name):
    """What stands on the page in the part with this id, up to the next section's end."""
    return said.split(f'id="{name}"')[1].split("</section>")[0]


# --- Each fact.
def test_nothing_on_record_is_said_of_each_fact(case, advocate):
    said = part(page(advocate, case), "case-summary")
    for words in ("No charge on record", "No place on record", "No arrest on record", "No verdict on record"):
        assert words in said
    for words in ("No date on record", "No direct contact on record"):
        assert words in said
    assert said.count("Nothing on record") == 2  # who, and how they are


def test_who_it_is_and_of_which_states(organisation, advocate):
    prisoner = PrisonerFactory(birth=PartialDate(date(1981, 9, 7)), biography="A historian.")
    case = CaseFactory(owner=organisation, lead=advocate, prisoner=prisoner)
    for country in ("RU", "GB"):
        CountryTie.objects.create(prisoner=prisoner, country=country)
    CountryTie.objects.create(prisoner=prisoner, country="US", tie=Tie.RESIDENT)
    said = part(page(advocate, case), "case-summary")
    for words in ("Born 7 September 1981", "A historian.", "Russia", "United Kingdom"):
        assert words in said
    assert "United States" not in said


def test_charges_that_came_to_the_same_stand_together(case, advocate):
    guilty = {"outcome": ChargeOutcome.CONVICTED, "outcome_when": PartialDate(date(2023, 4, 17))}
    for category in (ChargeCategory.TREASON, ChargeCategory.EXTREMISM):
        Charge.objects.create(case=case, category=category, **guilty)
    Charge.objects.create(case=case, category=ChargeCategory.DRUGS, charged=PartialDate(date(2022, 4, 22)))
    groups = {
        group.words: [charge.category for charge in group.charges] for group in summary_of(case, advocate).charges
    }
    assert groups == {
        "Convicted 17 April 2023": [ChargeCategory.TREASON, ChargeCategory.EXTREMISM],
        "Pending, charged 22 April 2022": [ChargeCategory.DRUGS],
    }


def test_held_since_rests_on_what_began_the_present_custody(case, advocate):
    log(case, advocate, "arrest", "1 March 2021")
    log(case, advocate, "restraint", "2 March 2021", detail="bail")
    again = log(case, advocate, "restraint", "11 April 2022", detail="custody")
    log(case, advocate, "restraint", "20 April 2022", "Prolonged.", detail="custody")
    summary = summary_of(case, advocate)
    assert (summary.held_from, summary.began) == (date(2022, 4, 11), again)
    assert "Held since" in part(page(advocate, case), "case-summary")


def test_of_somebody_freed_the_arrest_and_the_release_are_said(case, advocate):
    taken = log(case, advocate, "arrest", "11 April 2022")
    log(case, advocate, "release", "21 April 2022", detail="pardon")
    assert summary_of(case, advocate).began == taken
    said = part(page(advocate, case), "case-summary")
    assert "Held since" not in said
    assert "released 21 April 2022" in said


def test_where_rests_on_the_latest_entry_that_names_that_place(case, advocate):
    old, new = FacilityFactory(name="SIZO-5"), FacilityFactory(name="Colony 6")
    log(case, advocate, "arrest", "11 April 2022", facility=old)
    moved = log(case, advocate, "transfer", "1 May 2022", detail="arrived", facility=new)
    assert summary_of(case, advocate).place == moved
    said = part(page(advocate, case), "case-summary")
    assert "Colony 6" in said
    assert "SIZO-5" not in said


def test_a_lost_place_is_said_and_the_old_one_is_not_shown_as_the_present(case, advocate):
    log(case, advocate, "arrest", "11 April 2022", facility=FacilityFactory(name="SIZO-5"))
    log(case, advocate, "transfer", "1 April 2023", detail="started")
    said = part(page(advocate, case), "case-summary")
    assert "Place unknown" in said
    assert "since 1 April 2023" in said
    assert "SIZO-5" not in said


def test_a_sentence_is_the_verdict_and_what_became_of_it_later(case, advocate):
    log(case, advocate, "arrest", "11 April 2022")
    log(case, advocate, "appeal_decided", "1 May 2022", "Custody upheld.", detail="upheld")
    assert summary_of(case, advocate).verdict is None
    verdict = log(case, advocate, "verdict", "17 April 2023", "Twenty-five years.", detail="custodial")
    assert summary_of(case, advocate).verdict == verdict
    assert summary_of(case, advocate).after_verdict is None  # that appeal came before it
    upheld = log(case, advocate, "appeal_decided", "19 April 2023", "Upheld.", detail="upheld")
    assert summary_of(case, advocate).after_verdict == upheld


def test_health_contact_and_what_comes_next_are_the_latest(case, advocate):
    log(case, advocate, "health", "1 March 2023", "Feverish.")
    log(case, advocate, "health", "2 March 2023", "Better.")
    log(case, advocate, "lawyer_visit", "3 March 2023", "Seen by his lawyer.")
    for day, kind, words in ((25, "reminder", "Call"), (28, "hearing", "Appeal"), (1, "hearing", "Passed")):
        KeyDateFactory(case=case, due=PartialDate(date(2023, 4, day)), kind=kind, summary=words, entered_by=advocate)
    said = part(page(advocate, case), "case-summary")
    for words in ("Better.", "Seen by his lawyer.", "28 April 2023", "Appeal"):
        assert words in said
    for words in ("Feverish.", "Call", "Passed"):
        assert words not in said


def test_what_was_corrected_or_taken_back_is_not_what_a_fact_rests_on(case, advocate):
    stands = log(case, advocate, "health", "1 March 2023", "Ill.")
    wrong = log(case, advocate, "health", "2 March 2023", "Dead.")
    retract_update(update=wrong, why="Somebody else.", by=advocate)
    assert summary_of(case, advocate).health == stands
    data = {"kind": "health", "occurred": PartialDate(date(2023, 3, 1)), "summary": "Very ill.", "citations": (NEWS,)}
    new = correct_update(update=stands, data=UpdateData(**data), by=advocate, why="typo")
    assert summary_of(case, advocate).health == new


def test_the_entries_cost_one_query_whatever_is_on_record(case, advocate, django_assert_num_queries):
    log(case, advocate, "arrest", "11 April 2022", facility=FacilityFactory())
    for day in range(1, 9):
        log(case, advocate, "health", f"{day} March 2023")
    summary = summary_of(case, advocate)
    with django_assert_num_queries(1):
        assert len(summary.entries) == 2


# --- For whom.
def test_a_sealed_entry_never_shows_through(case, advocate, staff, admin):
    known = log(case, advocate, "health", "1 March 2023", "Ill.")
    sealed = log(case, advocate, "health", "2 March 2023", "Dying.", level="sealed", named=(advocate,))
    assert summary_of(case, advocate).health == sealed
    for reader in (staff, admin):
        assert summary_of(case, reader).health == known
        said = page(reader, case)
        assert "Dying." not in said
        assert sealed.reference not in said


def test_what_only_a_sealed_entry_says_is_nothing_on_record_to_the_rest(case, advocate, staff):
    log(
        case,
        advocate,
        "verdict",
        "17 April 2023",
        "Twenty years.",
        detail="custodial",
        level="sealed",
        named=(advocate,),
    )
    log(case, advocate, "family_visit", "18 April 2023", "Seen.", level="restricted")
    assert "Twenty years." in part(page(advocate, case), "case-summary")
    said = part(page(staff, case), "case-summary")
    assert "No verdict on record" in said
    assert "No direct contact on record" in said


def test_a_restricted_entry_in_the_summary_is_recorded_as_read(case, advocate):
    ill = log(case, advocate, "health", "1 January 2022", "Ill.", level="restricted")
    for day in range(1, 28):
        log(case, advocate, "note", f"{day} March 2023")
    assert "Ill." in part(page(advocate, case), "case-summary")
    assert [event.facts["update"] for event in Event.objects.filter(kind=EventKind.READ)] == [ill.reference]


# --- Beside the timeline.
def named(case, by, name, **more):
    data = InvolvementData(function="trial_judge", name=name, citations=(NEWS,), **more)
    return propose_involvement(case=case, data=data, by=by)


def test_officials_stand_approved_first_and_no_more_than_a_few(case, advocate, staff):
    for number in range(MOST_OFFICIALS + 1):
        one = named(case, advocate, f"Judge {number}")
    approve_involvement(involvement=one, by=staff)
    summary = summary_of(case, advocate)
    assert summary.officials[0].official.name == f"Judge {MOST_OFFICIALS}"
    assert (len(summary.officials), summary.officials_left) == (MOST_OFFICIALS, 1)
    said = page(advocate, case)
    assert "alleged" in said
    assert "1 more official" in said


def test_who_told_us_stands_in_the_rail_for_members_alone(case, advocate, staff):
    log(case, advocate, "health", "11 April 2022", citations=(WIFE,))
    log(case, advocate, "note", "12 April 2022", citations=(WIFE,))
    said = page(advocate, case)
    rail = said.split('id="case-aside"')[1].split("case-second")[0]
    assert "Told us (members only)" in rail
    assert rail.count("Evgenia") == 1  # once, however often
    hidden = page(staff, case)
    assert "Told us" not in hidden
    assert "Evgenia" not in hidden


def test_the_bar_that_stays_says_who_how_and_for_how_long_and_logs(case, advocate, viewer):
    log(case, advocate, "arrest", "11 April 2022")
    bar = page(advocate, case).split('id="case-bar"')[1].split("</nav>")[0]
    for words in (case.prisoner.name, "Detained, no charge recorded", "374 days", at("update-new", case)):
        assert words in bar
    assert at("update-new", case) not in page(viewer, case)


# --- On paper.
def mark_of(said):
    return said.split('id="paper-mark"')[1].split("</p>")[0]


def test_on_paper_stands_the_strictest_level_of_all_that_the_page_shows(case, advocate, staff):
    log(case, advocate, "arrest", "11 April 2022")
    for words in ("Team", case.owner.name, case.reference, "20 April 2023", "Ada Advocate"):
        assert words in mark_of(page(advocate, case))
    log(case, advocate, "note", "12 April 2022", level="restricted")
    assert "Restricted" in mark_of(page(advocate, case))
    assert "Team" in mark_of(page(staff, case))  # who does not see it prints a sheet without it
    KeyDateFactory(case=case, level="sealed", due=PartialDate(date(2023, 5, 2)), entered_by=advocate).named.set(
        [advocate]
    )
    assert "Sealed" in mark_of(page(advocate, case))
    assert "Team" in mark_of(page(staff, case))


def test_the_mark_counts_who_told_it(case, advocate, staff):
    log(case, advocate, "arrest", "11 April 2022", citations=(WIFE,))
    assert "Restricted" in mark_of(page(advocate, case))
    assert "Team" in mark_of(page(staff, case))


def test_marking_is_never_below_the_case(organisation, advocate):
    case = CaseFactory(owner=organisation, lead=advocate, level="restricted")
    assert summary_of(case, advocate).marking() == Level.RESTRICTED
    assert summary_of(case, advocate).marking([Level.SEALED]) == Level.SEALED
    assert summary_of(case, advocate).marking([Level.PUBLIC]) == Level.RESTRICTED


def test_the_page_for_paper_says_so_and_leads_back(case, advocate):
    said = page(advocate, case, "?print=1&size=100")
    assert "data-prints" in said
    assert "Back to the case" in said
    assert "data-prints" not in page(advocate, case)


def test_a_save_brings_summary_rail_and_bar_with_it(case, advocate):
    said = text_of(send(advocate, case, typed(kind="health", summary="Unwell."), **HTMX))
    for name in ("case-head", "case-bar", "case-summary", "case-aside", "timeline"):
        assert f'id="{name}"' in said
        assert 'hx-swap-oob="true"' in said.split(f'id="{name}"')[1].split(">")[0]
    assert "Unwell." in part(said, "case-summary")
