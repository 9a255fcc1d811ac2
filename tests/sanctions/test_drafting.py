"""What is drafted from the record into a dossier, and what never is."""

from datetime import date

import pytest

from cases.models import OfficialName, OfficialPosition, OfficialRelation
from cases.models.prisoner import CountryTie
from cases.vocabulary import Degree, Grade, Level, OfficialFunction, Reliability, SourceKind, UpdateKind
from core.partial_dates import PartialDate, parse_partial_date
from sanctions.dossiers.drafting import draft, numbers_moved
from sanctions.dossiers.material import Person, drawn_on, material, officials_for_dossier
from sanctions.vocabulary import SectionKind, TargetKind
from tests.factories import CaseFactory, OfficialFactory, SourceFactory
from tests.sanctions.dossiers import approved, cite, happened, programme, told_by_somebody
from tests.sanctions.factories import confirmed, designation, entry, involve, snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def part(case, advocate, staff):
    """An approved remand judge."""
    case.prisoner.name = "Vladimir Kara-Murza"
    case.prisoner.native_name = "Владимир Кара-Мурза"
    case.prisoner.save()
    return approved(case, advocate, staff)


def drafted(kind, part, reader, *, key="US-GLOMAG", level=None, kind_of=TargetKind.OFFICIAL, through=None, who=None):
    official = officials_for_dossier().get(pk=(who or part.official).pk)
    person = Person(official, kind_of, through)
    cases = [type(part.case).objects.get(pk=part.case_id)]
    record = material(
        programme=programme(key), people=[person], cases=cases, level=level or part.case.level, reader=reader
    )
    return draft(kind, record, person)


# --- Who they are.
def test_identity_gives_names_in_every_script_birth_positions_and_where_a_picture_is(part, advocate):
    official = part.official
    OfficialName.objects.create(official=official, text="Elena Lenskaia")
    OfficialPosition.objects.create(
        official=official,
        title="Judge",
        body=OfficialFactory(name="Basmanny District Court", added_by_organisation=advocate.organisation),
        since=parse_partial_date("2015"),
        cited_title="Court’s page",
        cited_address="https://court.example/judges",
    )
    official.photo_place = "https://pictures.example/7"
    official.save()
    text = drafted(SectionKind.IDENTITY, part, advocate)
    assert text.startswith("Elena Lenskaya\nIn the original script: Елена Ленская\nOther names: Elena Lenskaia")
    assert "Born: 1975" in text
    assert "- Judge, Basmanny District Court from 2015 Source: Court’s page, https://court.example/judges." in text
    assert "Where a picture is: https://pictures.example/7" in text


def test_identity_says_how_published_lists_give_the_birth_date(part, advocate, admin):
    confirmed(part.official, entry("Elena LENSKAYA", number="41184", record={"births": ["1975-07-01"]}), admin)
    assert "US SDN list, no. 41184: born 1 July 1975" in drafted(SectionKind.IDENTITY, part, advocate)


# --- What was done.
def test_the_abuse_is_told_in_dated_sentences_with_the_numbers_of_their_sources(part, case, advocate):
    source = SourceFactory(organisation=case.owner, title="Court record")
    cite(happened(case, "2022-04-22", "Remanded on a charge of false information", UpdateKind.CHARGE), source)
    arrest = happened(case, "2022-04-11", "Arrested in Moscow.", grade=Grade.SINGLE_SOURCE)
    cite(arrest)
    cite(arrest, source)
    text = drafted(SectionKind.ABUSE, part, advocate)
    assert text.splitlines() == [
        "Vladimir Kara-Murza (Владимир Кара-Мурза), held by Russia",
        "11 April 2022: Arrested in Moscow. (single source) [1][2]",
        "22 April 2022: Remanded on a charge of false information. [1]",
    ]


@pytest.mark.parametrize(
    "kind",
    [
        *(UpdateKind.HEALTH, UpdateKind.FAMILY_VISIT, UpdateKind.FAMILY_THREATENED, UpdateKind.LAWYER_VISIT),
        *(UpdateKind.LETTER_RECEIVED, UpdateKind.HUNGER_STRIKE_STARTED, UpdateKind.NOTE, UpdateKind.NIL_CHECK),
    ],
)
def test_health_family_contact_and_notes_are_never_drawn_on(part, case, advocate, kind):
    cite(happened(case, "2022-05-01", "Not for a dossier", kind))
    cite(happened(case, "2022-04-11", "Arrested"))
    assert "Not for a dossier" not in drafted(SectionKind.ABUSE, part, advocate)
    assert "Arrested" in drafted(SectionKind.ABUSE, part, advocate)


def test_only_the_line_of_an_account_is_drawn_on_never_its_restricted_text(part, case, advocate):
    happened(case, "2022-04-11", "Arrested", account="The neighbour saw it", asked="The neighbour", place="Stairwell")
    text = drafted(SectionKind.ABUSE, part, advocate)
    assert "neighbour" not in text
    assert "Stairwell" not in text


@pytest.mark.parametrize("level", [Level.RESTRICTED, Level.SEALED])
def test_what_is_narrower_than_the_submission_is_not_drawn_on_though_its_writer_sees_it(part, case, advocate, level):
    narrow = happened(case, "2022-04-11", "Beaten in the van", UpdateKind.ILL_TREATMENT, level=level)
    narrow.named.add(advocate)
    cite(narrow)
    assert drafted(SectionKind.ABUSE, part, advocate) == ""
    assert drafted(SectionKind.EVIDENCE, part, advocate) == ""


def test_a_restricted_submission_draws_on_restricted_records_and_never_on_sealed_ones(part, case, advocate):
    happened(case, "2022-04-11", "Known to members", level=Level.RESTRICTED)
    happened(case, "2022-04-12", "Sealed away", level=Level.SEALED).named.add(advocate)
    text = drafted(SectionKind.ABUSE, part, advocate, level=Level.RESTRICTED)
    assert "Known to members" in text
    assert "Sealed away" not in text


def test_a_corrected_or_retracted_account_is_not_drawn_on(part, case, advocate):
    right = happened(case, "2022-04-11", "Arrested on the 11th")
    happened(case, "2022-04-12", "Arrested on the 12th", superseded_by=right)
    text = drafted(SectionKind.ABUSE, part, advocate)
    assert "on the 11th" in text
    assert "on the 12th" not in text


def test_the_levels_a_submission_draws_on():
    assert drawn_on(Level.PARTNERS) == [Level.PUBLIC, Level.PARTNERS, Level.TEAM]
    assert drawn_on(Level.RESTRICTED) == [Level.PUBLIC, Level.PARTNERS, Level.TEAM, Level.RESTRICTED]
    assert drawn_on(Level.SEALED) == drawn_on(Level.TEAM)


# --- Their part.
def test_an_approved_part_is_stated_and_one_that_nobody_approved_is_alleged(part, case, advocate, staff):
    part.since, part.degree = PartialDate(date(2022, 4, 22)), Degree.CARRIED_OUT
    part.save()
    cite(part)
    assert drafted(SectionKind.LINK, part, advocate) == (
        "Elena Lenskaya took part in the case of Vladimir Kara-Murza as remand judge from 22 April 2022. "
        "In what way: carried it out. How well established: corroborated. [1]"
    )
    alleged = involve(case, by=advocate, function=OfficialFunction.INVESTIGATOR, grade=Grade.SINGLE_SOURCE)
    assert "is alleged to have taken part" in drafted(SectionKind.LINK, alleged, advocate)


def test_the_note_on_a_part_stays_in_the_house(part, advocate):
    part.note = "Told to us by a clerk"
    part.save()
    assert "clerk" not in drafted(SectionKind.LINK, part, advocate)


def test_a_targets_other_cases_are_never_told(part, case, advocate, staff):
    other = CaseFactory(owner=case.owner, lead=advocate, prisoner__name="Somebody Else")
    involve(other, part.official, advocate, staff, function=OfficialFunction.TRIAL_JUDGE)
    for kind in SectionKind:
        assert "Somebody Else" not in drafted(kind, part, advocate)


def test_a_dependant_is_linked_through_the_official_with_its_source(part, advocate):
    husband = OfficialFactory(name="Her Husband", added_by_organisation=advocate.organisation)
    OfficialRelation.objects.create(
        official=part.official,
        other=husband,
        kind="family",
        note="Owns the flat in Nice",
        cited_title="Land register",
        cited_address="https://land.example/3",
    )
    said = {"who": husband, "kind_of": TargetKind.DEPENDANT, "through": part.official}
    assert drafted(SectionKind.LINK, part, advocate, **said) == (
        "Her Husband stands to Elena Lenskaya as: family. Owns the flat in Nice. "
        "Source: Land register, https://land.example/3."
    )


# --- Evidence.
def test_evidence_is_numbered_with_address_reliability_and_what_it_stands_behind(part, case, advocate):
    source = SourceFactory(
        organisation=case.owner, title="Judge extends arrest", publisher="RFE/RL", address="https://rferl.example/1"
    )
    arrest = happened(case, "2022-04-11", "Arrested")
    cite(arrest, source, reliability=Reliability.HIGHLY_RELIABLE, quotation="He was taken at his door")
    cite(part, source)
    assert drafted(SectionKind.EVIDENCE, part, advocate) == (
        "[1] Judge extends arrest, RFE/RL\nhttps://rferl.example/1\nKind: News outlet\nReliability: highly reliable\n"
        "Stands behind: 11 April 2022: Arrest; Elena Lenskaya, remand judge\n“He was taken at his door”"
    )


def test_whoever_told_us_is_neither_named_nor_quoted(part, case, advocate):
    arrest = happened(case, "2022-04-11", "Arrested")
    cite(arrest, told_by_somebody(case), says="I saw it", quotation="I stood there", says_when=arrest.occurred)
    text = drafted(SectionKind.EVIDENCE, part, advocate)
    assert text.startswith("[1] Interview or conversation, kept confidential: known to us, and not named here")
    for word in ("wife", "I saw", "I stood"):
        assert word not in text


def test_two_sources_that_differ_are_said_to_disagree_and_neither_is_chosen(part, case, advocate):
    arrest = happened(case, "2022-04-11", "Arrested")
    cite(arrest, says_when=parse_partial_date("2022-04-11"))
    cite(arrest, says_when=parse_partial_date("2022-04-12"))
    text = drafted(SectionKind.EVIDENCE, part, advocate)
    assert text.endswith("Where sources disagree\n- 11 April 2022, arrest: [1] 11 April 2022; [2] 12 April 2022")
    assert "(sources disagree)" in drafted(SectionKind.ABUSE, part, advocate)


def test_a_number_once_given_stays_while_more_is_logged_and_a_lost_source_is_noticed(part, case, advocate):
    first = cite(happened(case, "2022-04-22", "Charged", UpdateKind.CHARGE))
    before = drafted(SectionKind.EVIDENCE, part, advocate)
    cite(happened(case, "2022-04-11", "Arrested"))  # earlier, logged later
    after = drafted(SectionKind.EVIDENCE, part, advocate)
    assert not numbers_moved(before, after)
    first.delete()
    assert numbers_moved(after, drafted(SectionKind.EVIDENCE, part, advocate))


# --- Listed elsewhere.
def test_prior_listings_give_programme_number_day_and_reasons(part, advocate):
    designation(part.official, listed_on=date(2023, 3, 5), reasons="Responsible for serious violations.")
    text = drafted(SectionKind.PRIOR_LISTINGS, part, advocate)
    assert "European Union, Reg. 2020/1998; Decision (CFSP) 2020/1999 (EU-GHRSR): listed 5 March 2023" in text
    assert "no. Annex I, 41" in text
    assert "Reasons given: Responsible for serious violations." in text
    assert "Source: Official Journal L 147." in text


def test_a_listing_still_to_come_is_not_told(part, advocate):
    designation(part.official, listed_on=date(2023, 6, 5))  # the tests live on 20 April 2023
    assert "Official Journal" not in drafted(SectionKind.PRIOR_LISTINGS, part, advocate)


def test_a_listing_that_ended_is_said_to_have_ended(part, advocate):
    designation(part.official, listed_on=date(2022, 6, 5), delisted_on=date(2023, 2, 1))
    assert "no longer in force since 1 February 2023" in drafted(SectionKind.PRIOR_LISTINGS, part, advocate)


def test_without_a_listing_it_says_what_our_record_holds_and_never_that_there_is_none(part, advocate):
    snapshot("us-sdn", dated=date(2023, 3, 2))
    text = drafted(SectionKind.PRIOR_LISTINGS, part, advocate)
    assert text == (
        "No designation of Elena Lenskaya by any government is on our record as of 20 April 2023.\n"
        "Lists loaded by then: US SDN list, 2 Mar 2023"
    )
    assert "not sanctioned" not in text


# --- What speaks for them.
def test_what_speaks_for_them_names_cautions_weak_grades_allegations_and_disagreement(case, advocate):
    part = involve(case, by=advocate, grade=Grade.DISPUTED)
    part.official.caution = "A namesake works in Tver."
    part.official.save()
    cite(part, figure="3")
    cite(part, figure="4")
    text = drafted(SectionKind.EXCULPATORY, part, advocate)
    assert "A namesake works in Tver." in text
    assert "alleged; no second person of ours has approved it yet." in text
    assert "disputed." in text
    assert "the sources disagree" in text


def test_where_nothing_speaks_for_them_it_says_that_none_is_recorded(part, advocate):
    text = drafted(SectionKind.EXCULPATORY, part, advocate)
    assert text == "Nothing that speaks for Elena Lenskaya is recorded. It may be that nobody looked."


def test_birth_dates_that_cannot_both_be_true_are_named_and_a_coarser_one_is_no_conflict(part, advocate, admin):
    confirmed(part.official, entry("LENSKAYA", number="1", record={"births": ["1975-07-01"]}), admin)
    assert "Birth dates differ" not in drafted(SectionKind.EXCULPATORY, part, advocate)
    confirmed(part.official, entry("LENSKAYA", number="2", record={"births": ["1976"]}), admin)
    assert "Birth dates differ: 1975 (our record); 1 July 1975 (US SDN list); 1976 (US SDN list)." in drafted(
        SectionKind.EXCULPATORY, part, advocate
    )


# --- Why this government, and the test.
def test_interest_names_prisoners_who_are_this_governments_nationals_or_live_there(part, advocate):
    prisoner = part.case.prisoner
    CountryTie.objects.create(prisoner=prisoner, country="GB", tie="national")
    CountryTie.objects.create(prisoner=prisoner, country="US", tie="resident")
    assert drafted(SectionKind.INTEREST, part, advocate, key="GB-GHR") == (
        "Nationality of Vladimir Kara-Murza: United Kingdom."
    )
    assert (
        drafted(SectionKind.INTEREST, part, advocate) == "Residence of Vladimir Kara-Murza: United States of America."
    )
    assert drafted(SectionKind.INTEREST, part, advocate, key="CA-SEMA") == ""


def test_the_legal_test_is_the_programmes_with_room_for_our_answer(part, advocate):
    text = drafted(SectionKind.LEGAL_TEST, part, advocate)
    assert text.startswith("The test: Serious human rights abuse or corruption")
    assert "Standard of proof: At least two credible sources" in text
    assert text.endswith("Our answer:")
    assert drafted(SectionKind.LEGAL_TEST, part, advocate, key="NZ") == ""


# --- What counts as a credible source.
def test_copies_of_one_report_and_unreliable_ones_do_not_make_two_sources(part, case, advocate):
    def credible():
        person = Person(part.official)
        return material(
            programme=programme(), people=[person], cases=[case], level=case.level, reader=advocate
        ).credible_sources

    arrest = happened(case, "2022-04-11", "Arrested")
    report = cite(arrest).source
    cite(arrest, SourceFactory(organisation=case.owner, origin=report))
    cite(arrest, reliability=Reliability.HIGHLY_UNRELIABLE)
    assert credible() == 1
    cite(part, SourceFactory(organisation=case.owner, kind=SourceKind.COURT))
    assert credible() == 2
