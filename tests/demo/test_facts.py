"""The demonstration facts: they say what the record says, hide what was not yet known, and explain a mistake.

That they fold into the timelines written by hand, day by day, is proved in `tests/cases/test_dossiers.py`.
"""

import re
from datetime import date

import pytest

from cases.status import Happening, State, fold, is_contact, state_on
from cases.vocabulary import Contact, Grade, Liberty, SourceKind, Stage, Status
from core.partial_dates import span_days
from demo.facts import Dossier, FactsError, Update, event_days, facts_until, load_facts

START = date(2023, 4, 20)
FACTS = load_facts()

PEOPLE = [
    *("kara-murza", "magnitsky", "navalny", "gershkovich", "kurmasheva", "zaghari-ratcliffe", "rusesabagina"),
    *("kalesnikava", "liu-xiaobo", "liu-xia"),
]

# Days between two facts as the dossiers state them: from, to, how many.
INTERVALS = [
    ("kara-murza", "2022-04-11 arrest", "2022-11-14 sanction", 217),
    ("kara-murza", "2022-04-11 arrest", "2023-03-03 sanction", 326),
    ("kara-murza", "2022-04-11 arrest", "2023-04-17 sanction", 371),
    ("kara-murza", "2022-04-11 arrest", "2023-04-21 sanction", 375),
    ("kara-murza", "2022-04-11 arrest", "2023-06-05 sanction", 420),
    ("kara-murza", "2022-04-11 arrest", "2024-06-03 petition", 784),
    ("kara-murza", "2022-04-11 arrest", "2024-08-01 release exchange", 843),
    ("magnitsky", "2008-11-24 arrest", "2009-11-16 death cause_unknown", 357),
    ("navalny", "2021-01-17 arrest", "2024-02-16 death cause_unknown", 1125),
    ("gershkovich", "2023-03-29 arrest", "2024-08-01 release exchange", 491),
    ("kurmasheva", "2023-10-18 arrest", "2024-08-01 release exchange", 288),
    ("zaghari-ratcliffe", "2016-04-03 arrest", "2022-03-16 release negotiated", 2173),
    ("rusesabagina", "2020-08-27 abduction", "2023-03-24 release commutation", 939),
    ("kalesnikava", "2020-09-07 abduction", "2025-12-13 release expelled", 1923),
    ("liu-xiaobo", "2010-11-04 petition", "2011-02-03 un_action", 91),
    ("liu-xiaobo", "2011-02-03 un_action", "2011-04-13 statement", 69),
    ("liu-xiaobo", "2011-05-05 recognition", "2011-08-01 un_action", 88),
]


def happenings(dossier: Dossier) -> list[Happening]:
    places = {key: number for number, key in enumerate(FACTS.facilities, start=1)}
    return [
        Happening(u.on, u.logged, u.kind, u.detail or "", u.sequence, places.get(u.facility)) for u in dossier.updates
    ]


def state(person: str, day: str) -> State:
    return state_on(fold(happenings(FACTS.dossiers[person])), date.fromisoformat(day))


def facility_of(person: str, day: str) -> str | None:
    number = state(person, day).facility
    return list(FACTS.facilities)[number - 1] if number else None


def update(person: str, key: str) -> Update:
    return next(update for update in FACTS.dossiers[person].updates if update.key == key)


def grade(update: Update) -> Grade:
    """The grade that the citations give, reckoned here apart from the product's own reckoning."""
    if update.grade:
        return update.grade
    sources = [FACTS.sources[citation.source] for citation in update.cite]
    if any(source.kind in {SourceKind.OFFICIAL, SourceKind.COURT} for source in sources):
        return Grade.OFFICIALLY_CONFIRMED
    origins = {source.origin or source.key for source in sources}
    return Grade.CORROBORATED if len(origins) > 1 else Grade.SINGLE_SOURCE


# --- What the dossiers say
def test_ten_people_and_five_states_are_there():
    assert set(FACTS.dossiers) == set(PEOPLE)
    assert {dossier.case.state for dossier in FACTS.dossiers.values()} == {"RU", "IR", "RW", "BY", "CN"}
    assert FACTS.dossiers["kara-murza"].case.reference == "RU-22-7F3K"


@pytest.mark.parametrize("person", PEOPLE)
def test_the_file_is_opened_when_custody_or_restraint_begins(person):
    dossier = FACTS.dossiers[person]
    first = next(p for p in fold(happenings(dossier)) if p.state.confined)
    assert dossier.case.opened == first.starts_on


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2022-04-13", Status.ADMINISTRATIVE_DETENTION),
        ("2022-05-01", Status.PRETRIAL),
        ("2023-05-01", Status.CONVICTED_APPEAL),
        ("2023-09-01", Status.SERVING),
        ("2024-07-31", Status.SERVING),
        ("2024-08-01", Status.RELEASED),
    ],
)
def test_kara_murza_stands_where_the_record_says(day, status):
    assert state("kara-murza", day).status == status


def test_kara_murza_is_lost_for_four_days_and_found_in_the_other_colony():
    assert facility_of("kara-murza", "2024-01-25") == "ik-6-omsk"
    for day in ("2024-01-26", "2024-01-29"):
        assert not state("kara-murza", day).place_known
    assert state("kara-murza", "2024-01-29").place_unknown_since == date(2024, 1, 26)
    assert state("kara-murza", "2024-01-30").place_known
    assert facility_of("kara-murza", "2024-01-30") == "ik-7-omsk"


def test_the_transfer_to_omsk_was_known_only_when_it_was_over():
    assert not [u for u in facts_until(date(2023, 9, 23)).dossiers["kara-murza"].updates if u.kind == "transfer"]
    assert facility_of("kara-murza", "2023-09-20") == "sizo-5"
    assert facility_of("kara-murza", "2023-09-21") == "ik-6-omsk"


def test_no_direct_contact_with_kara_murza_is_recorded_when_the_demonstration_starts():
    known = facts_until(START).dossiers["kara-murza"]
    assert not [update for update in known.updates if is_contact(update.kind, update.detail or "")]
    assert state("kara-murza", "2023-04-20").contact == Contact.NEVER_RECORDED


def test_navalny_is_convicted_again_while_serving_and_then_lost_until_kharp():
    assert state("navalny", "2023-08-04").stage == Stage.SERVING
    for day in ("2023-12-06", "2023-12-24"):
        assert (state("navalny", day).place_known, state("navalny", day).contact) == (False, Contact.NONE)
    assert state("navalny", "2023-12-25").place_known
    assert facility_of("navalny", "2023-12-25") == "ik-3"


def test_zaghari_ratcliffe_is_tried_again_while_barred_from_leaving():
    assert state("zaghari-ratcliffe", "2021-05-01").liberty == Liberty.EXIT_BAN
    assert facility_of("zaghari-ratcliffe", "2016-07-01") == "evin"


def test_kalesnikava_is_out_of_contact_until_her_father_sees_her():
    assert state("kalesnikava", "2023-04-20").contact == Contact.NONE
    assert state("kalesnikava", "2024-11-12").contact == Contact.YES


@pytest.mark.parametrize(("person", "start", "end", "days"), INTERVALS)
def test_computed_intervals_follow_from_the_dates(person, start, end, days):
    assert span_days(update(person, start).on, update(person, end).on) == (days, days)


@pytest.mark.parametrize(
    ("person", "key", "expected"),
    [
        ("kara-murza", "2022-04-11 arrest", Grade.OFFICIALLY_CONFIRMED),
        ("kara-murza", "2023-03-13 trial_opened", Grade.UNVERIFIED),
        ("kara-murza", "2023-04-17 verdict custodial", Grade.CORROBORATED),
        ("kara-murza", "2022-07 charge_added", Grade.SINGLE_SOURCE),
        ("magnitsky", "2008-11-24 arrest", Grade.CORROBORATED),
        ("magnitsky", "2008-11 restraint custody", Grade.UNVERIFIED),
        ("kurmasheva", "2024-07-16/2024-07-19 verdict custodial", Grade.SINGLE_SOURCE),
        ("rusesabagina", "2021-02-17 trial_opened", Grade.UNVERIFIED),
    ],
)
def test_grades_follow_from_the_sources(person, key, expected):
    assert grade(update(person, key)) == expected


def test_sources_that_disagree_are_shown_as_such_and_no_others():
    disputed = {(key, u.key) for key, dossier in FACTS.dossiers.items() for u in dossier.updates if u.disputed}
    assert disputed == {
        ("kara-murza", "2022-10-06 charge_added"),
        ("kara-murza", "2024-08-01 release exchange"),
        ("magnitsky", "2009-11-16 death cause_unknown"),
        ("magnitsky", "2012-12-06 resolution"),
        ("gershkovich", "2023-03-30/2023-04-07 charge"),
        ("kurmasheva", "2024-07-16/2024-07-19 verdict custodial"),
        ("zaghari-ratcliffe", "2016-09-01/2016-10-06 un_action"),
        ("rusesabagina", "2022-04-04/2022-05-31 appeal_decided upheld"),
        ("rusesabagina", "2022-05-18/2022-05-19 recognition"),
        ("kalesnikava", "2025-12-13 release expelled"),
    }


def test_a_disputed_date_lies_within_the_span_of_its_update():
    for dossier in FACTS.dossiers.values():
        for one in dossier.updates:
            claims = [citation.on for citation in one.cite if citation.on]
            assert all(one.on.earliest <= claim.earliest and claim.latest <= one.on.latest for claim in claims)


def test_every_source_and_official_is_used_and_keys_are_unique():
    dossiers = FACTS.dossiers.values()
    cited = {citation.source for d in dossiers for update in d.updates for citation in update.cite}
    cited |= {citation.source for d in dossiers for one in d.involvements for citation in one.cite}
    cited |= {ask.source for d in dossiers for ask in d.asks}
    cited |= {FACTS.sources[key].origin for key in cited}
    assert set(FACTS.sources) == cited - {""}
    assert set(FACTS.officials) == {one.official for d in dossiers for one in d.involvements}
    for dossier in dossiers:
        assert len({update.key for update in dossier.updates}) == len(dossier.updates)


def test_who_takes_part_in_two_cases_can_be_found():
    cases: dict[str, set[str]] = {}
    for key, dossier in FACTS.dossiers.items():
        for one in dossier.involvements:
            cases.setdefault(one.official, set()).add(key)
    assert {official for official, keys in cases.items() if len(keys) > 1} == {"komnov", "dudar", "nikolaeva"}


def test_the_sixteen_listings_by_the_eu_are_entered_by_hand():
    entries = {listing.official: (listing.entry, listing.on) for listing in FACTS.listings}
    assert len(FACTS.listings) == len(entries) == 16
    assert entries["dudar"] == ("89", date(2024, 3, 22))
    assert entries["kudryavtsev"] == ("", date(2022, 11, 14))


# --- As of a day
def test_on_the_first_day_four_people_are_in_custody():
    held = {
        key
        for key, dossier in facts_until(START).dossiers.items()
        if state_on(fold(happenings(dossier)), START).in_custody
    }
    assert held == {"kara-murza", "navalny", "gershkovich", "kalesnikava"}


def test_nothing_of_the_future_shows_through():
    known = facts_until(START)
    assert "kurmasheva" not in known.dossiers
    for dossier in known.dossiers.values():
        assert all(update.logged <= START for update in dossier.updates)
        assert all(one.logged <= START for one in dossier.involvements)
        assert all(one.resolved_on is None or one.resolved_on <= START for one in dossier.key_dates)
    gershkovich = known.dossiers["gershkovich"]
    assert [charge.outcome for charge in gershkovich.charges] == ["pending"]
    assert "belitsky" not in known.officials
    assert "lenskaya" in known.officials
    assert [listing.official for listing in known.listings] == ["kudryavtsev"]
    assert "meduza-2023-09-24" not in known.sources
    kara_murza = known.dossiers["kara-murza"]
    assert [ask.key for ask in kara_murza.asks] == ["raise-un", "sanction-us", "sanction-gb", "sanction-eu"]
    assert [len(ask.turns) for ask in kara_murza.asks] == [0, 1, 0, 0]


def test_a_key_date_is_open_until_it_is_settled():
    def end_of_custody(day: date) -> date | None:
        return facts_until(day).dossiers["gershkovich"].key_dates[0].resolved_on

    assert end_of_custody(date(2023, 9, 18)) is None
    assert end_of_custody(date(2023, 9, 19)) == date(2023, 9, 19)


def test_walking_the_event_days_ends_with_everything_known():
    days = event_days()
    assert days == sorted(set(days))
    assert date(2023, 4, 21) in days
    assert date(2024, 1, 29) in days
    assert facts_until(days[-1]) == FACTS
    before = facts_until(date(2024, 7, 30))
    assert facts_until(date(2024, 7, 29)) == before, "nothing happens on a day that is no event day"


# --- What people read
@pytest.mark.parametrize("person", PEOPLE)
def test_a_biography_names_no_year_after_the_file_was_opened(person):
    dossier = FACTS.dossiers[person]
    years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", dossier.prisoner.biography)]
    assert all(year <= dossier.case.opened.year for year in years)


def test_a_code_name_gives_nobody_away():
    for dossier in FACTS.dossiers.values():
        assert dossier.case.code_name.casefold() not in dossier.prisoner.name.casefold()
        assert dossier.case.code_name.isalpha()


# --- Mistakes are refused with what to do about them
ARREST = 'on = "2022-04-11"\nkind = "arrest"'


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (ARREST, ARREST.replace("arrest", "arest"), "unknown kind “arest”.*did you mean “arrest”"),
        (ARREST, ARREST.replace("-11", "-31"), "“on” is “2022-04-31”, which is no date"),
        (ARREST, ARREST.replace("2022-04-11", "April"), "Write 2022, 2022-04"),
        (ARREST, ARREST + '\ndetail = "custody"', "kind “arrest” takes no detail. Take “custody” out"),
        (ARREST, ARREST + '\ngrad = "disputed"', "“grad” is no field here.*did you mean “grade”"),
        (ARREST, ARREST + '\nlogged = "2022-04-10"', "“logged” is 2022-04-10, before"),
        (ARREST, ARREST + '\nlogged = "2022-04"', "must be a whole day"),
        (ARREST, ARREST + '\nfacility = "sizo-9"', "unknown facility “sizo-9”.*did you mean “sizo-5”"),
        (ARREST, ARREST + '\nofficials = ["lenska"]', "Add it to officials.toml"),
        ('entered = "2022-04-12"\n', "", "“entered” is missing. Say when"),
        ('detail = "custodial"', 'detail = "upheld"', "Write one of: custodial, suspended, acquitted"),
        ('detail = "custodial"\n', "", "kind “verdict” needs a detail"),
        ('source = "theins"', 'source = "thein"', "unknown source “thein”. Add it to sources.toml"),
        ('source = "theins"', 'source = "s1"', "“s1” is cited 2 times"),
        ('cite = [{ source = "govinfo" }]', "cite = []", "no source is cited. Add cite"),
        ("Arrested in Moscow.", "Arrested. " * 21, "one line of at most 200 characters; it has 210"),
        ('grade = "unverified"\n', "", "must not lift the grade"),
        ("RU-22-7F3K", "RU-22-7F3I", "RU-22- and four of 0-9 and A-Z without I, L, O, U"),
        ('outcome_on = "2022-04-12"\n', "", "“outcome” and “outcome_on” go together"),
        ("art. 275", "art. 274", "unknown statute"),
        ('resolved_by = "restraint"', 'resolved_by = "release"', "no update of kind “release”"),
        ('"hrd", ', '"hdr", ', "unknown categories “hdr”"),
        ("[case]", "[kase]", r"“case” must be a table headed \[case\]"),
        ("[prisoner]", "[prisoner", "no valid TOML"),
    ],
)
def test_a_mistake_in_a_dossier_is_named_with_how_to_mend_it(changed, old, new, message):
    with pytest.raises(FactsError, match=rf"kara_murza\.toml.*{message}"):
        load_facts(changed("kara_murza.toml", old, new))


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("navalny.toml", "P-9TN4C", "P-7F3K9", "all dossiers: prisoner.reference “P-7F3K9” stands 2 times"),
        ("navalny.toml", "Juniper", "Rowan", "all dossiers: case.code_name “Rowan” stands 2 times"),
        ("sources.toml", 'origin = "ap"', 'origin = "apx"', "sources.toml, .*origin “apx” is no other source"),
        ("sources.toml", 'key = "ap"', 'key = "cnn"', "sources.toml: source key “cnn” stands 2 times"),
        ("states.toml", 'kind = "colony"', 'kind = "camp"', "states.toml, facility 2 .*unknown kind “camp”"),
        ("officials.toml", 'entry = "36"', "entry = 36", "officials.toml, .*“entry” must be text in quotation marks"),
        ("officials.toml", "[[listing]]", "[[list]]", "officials.toml: “list” is no field here"),
    ],
)
def test_a_mistake_that_files_share_is_named_with_how_to_mend_it(changed, file, old, new, message):
    with pytest.raises(FactsError, match=message):
        load_facts(changed(file, old, new))


def test_a_mistake_is_named_with_its_entry(changed):
    folder = changed("kara_murza.toml", ARREST, ARREST.replace("arrest", "arest"))
    with pytest.raises(FactsError, match=re.escape("kara_murza.toml, update 9 (2022-04-11): unknown kind")):
        load_facts(folder)


def test_a_missing_file_is_named(changed):
    folder = changed("sources.toml", "s0", "s0")
    (folder / "states.toml").unlink()
    with pytest.raises(FactsError, match=r"states\.toml: the file is missing"):
        load_facts(folder)
