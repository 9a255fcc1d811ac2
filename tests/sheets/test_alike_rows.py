"""Who a row may be about already: names in any script, birth and arrest, people on file and earlier rows."""

import pytest

from cases.models import PrisonerName
from cases.vocabulary import Level, UpdateKind
from core.partial_dates import PartialDate
from sheets.planning.alike import CROWD, SHOWN, Known, Person, people_on_file
from sheets.vocabulary import Verdict
from tests.factories import StateFactory
from tests.sheets.planning import case_of, day, log, new_row, planned

TAKEN, BORN = "2022-04-11", "1981-09-07"


def person(*names, **more) -> Person:
    return Person(names, **{"state": "RU", **more})


def alike(one: Person, other: Person):
    """What is said of a row (`one`) beside somebody on file; None where they are two people."""
    found = Known([other]).like(one)
    return found[0].why if found else None


# --- Names
@pytest.mark.parametrize(
    ("row", "on_file"),
    [
        ("Кара-Мурза Владимир Владимирович", "Vladimir Kara-Murza"),
        ("Vladimir Kara Murza", "Кара-Мурза Владимир"),
        ("KARA-MURZA, Vladimir", "Vladimir Kara-Murza"),
        ("Илья Валерьевич Яшин", "Ilya Yashin"),
        ("Мария Колесникова", "Maryia Kalesnikava"),
        ("Сяргей Ціханоўскі", "Siarhei Tsikhanouski"),
        ("Ales Bialiatski", "Алесь Беляцкі"),
        ("刘晓波", "Liu Xiaobo"),
        ("Liu Xiaobo", "刘晓波"),
        ("Narges Mohammadi", "نرگس محمدی"),
        ("رائف بدوي", "Raif Badawi"),
        ("Giannis Papadopoulos", "Γιάννης Παπαδόπουλος"),
        ("И. Яшин", "Ilya Yashin"),
        ("Ivan Petrov", "Ivan Petrow"),
    ],
)
def test_one_name_in_two_scripts_or_spellings_is_noticed(row, on_file):
    assert alike(person(row), person(on_file))


@pytest.mark.parametrize(
    ("row", "on_file"),
    [
        ("Ivan Petrov", "Sergei Petrov"),
        ("Иван Петров", "Sergei Petrov"),
        ("Alexander Petrov", "Alexei Petrov"),
        ("Mahsa Amini", "Mahnaz Amini"),
        ("Narges Mohammadi", "Nasrin Mohammadi"),
        ("刘霞", "Liu Xiaobo"),
        ("Ivan Sergeevich Petrov", "Ivan Alexandrovich Petrov"),
        ("Anna Petrova", "Ivan Petrov"),
    ],
)
def test_brothers_and_sisters_taken_on_one_day_are_two_people(row, on_file):
    assert alike(person(row, arrest=TAKEN), person(on_file, arrest=TAKEN)) is None


def test_any_of_the_names_will_do():
    assert alike(person("Sasha X", "Ilya Yashin"), person("I. V. Yashin", "Илья Яшин"))
    assert alike(person("Ilya Yashin"), person("Oleg Orlov", "Maria Petrova")) is None


def test_a_misspelt_name_is_found_by_the_days_that_agree():
    misspelt, right = "Sergei Tsikhanovsky", "Siarhei Tsikhanouski"
    assert alike(person(misspelt, birth=BORN), person(right, birth=BORN))
    assert alike(person("Sergei Tikhonovski", arrest=TAKEN, birth=BORN), person(right, arrest=TAKEN, birth=BORN))


# --- What else is said
def test_what_agrees_and_what_speaks_against_it_is_said_in_words():
    why = alike(person("Кара-Мурза Владимир", birth=BORN, arrest=TAKEN), person("Vladimir Kara-Murza", birth=BORN))
    assert why == ("same name: Vladimir Kara-Murza", "same birth date")
    why = alike(
        person("Кара-Мурза Владимир Владимирович", birth=BORN, arrest=TAKEN, state="BY"),
        person("Vladimir Kara-Murza", birth="1981", arrest="2022-04-12"),
    )
    assert why == (
        "name 0.96: Кара-Мурза Владимир Владимирович ~ Vladimir Kara-Murza",
        f"birth dates agree: {BORN}, 1981",
        f"arrests near each other: {TAKEN}, 2022-04-12",
        "other state: BY, RU",
    )


@pytest.mark.parametrize(
    ("more", "noticed"),
    [
        ({}, True),
        ({"birth": "1960-01-01"}, True),
        ({"arrest": "2019-01-01"}, True),
        ({"state": "BY"}, True),
        ({"birth": "1960-01-01", "arrest": "2019-01-01"}, False),
        ({"birth": "1960-01-01", "state": "BY"}, False),
        ({"arrest": "2019-01-01", "state": "BY"}, False),
        ({"birth": BORN, "arrest": "2019-01-01", "state": "BY"}, True),
        ({"birth": "1981", "arrest": "April 2022"}, True),
    ],
)
def test_one_thing_against_a_name_leaves_it_on_show_and_two_make_a_namesake(more, noticed):
    given = {key: "2022-04" if text == "April 2022" else text for key, text in more.items()}
    found = alike(person("Ivan Petrov", birth=BORN, arrest=TAKEN), person("Ivan Petrov", **given))
    assert bool(found) is noticed


def test_the_likeliest_come_first_and_only_a_few_are_shown():
    others = [person("Ivan Petrov", reference=f"RU-{number}", birth="1960") for number in range(SHOWN + 2)]
    found = Known([*others, person("Ivan Petrov", reference="RU-X", birth=BORN)]).like(
        person("Ivan Petrov", birth=BORN)
    )
    assert len(found) == SHOWN
    assert found[0].reference == "RU-X"


def test_a_day_of_mass_arrests_is_no_reason_to_compare_everybody_and_names_still_are(monkeypatch):
    crowd = [person(f"Somebody Number{number}", arrest=TAKEN) for number in range(CROWD + 5)]
    known = Known([*crowd, person("Ilya Yashin", arrest=TAKEN)])
    assert [one.name for one in known.like(person("Илья Яшин", arrest=TAKEN))] == ["Ilya Yashin"]


# --- On file
@pytest.mark.django_db
def test_people_on_file_are_those_of_the_cases_that_may_be_seen_with_all_their_names(
    staff, outsider, django_assert_num_queries
):
    case = case_of(staff, name="Ilya Yashin", prisoner__birth=PartialDate(day("1983-06-29")))
    PrisonerName.objects.create(prisoner=case.prisoner, text="Илья Яшин")
    log(case, UpdateKind.ARREST, "27 June 2022", staff)
    case_of(outsider, name="Not Seen")
    case_of(staff, name="Sealed", level=Level.SEALED)
    with django_assert_num_queries(2):
        people = list(people_on_file(staff))
    assert people == [Person(("Ilya Yashin", "Илья Яшин"), "RU", "1983-06-29", "2022-06-27", "unknown", case.reference)]


@pytest.mark.django_db
def test_a_row_that_may_be_somebody_on_file_waits_for_a_word(staff, outsider):
    case = case_of(staff, name="Vladimir Kara-Murza")
    case_of(outsider, name="Vladimir Kara-Murza")
    plan = new_row(staff, name="Кара-Мурза Владимир Владимирович", arrested=TAKEN)
    assert (plan.verdict, plan.case) == (Verdict.ALIKE, "")
    assert [(one.reference, one.row, one.name) for one in plan.alike] == [(case.reference, 0, "Vladimir Kara-Murza")]
    assert plan.values["name"] == "Кара-Мурза Владимир Владимирович"


# --- In the sheet
def rows(staff, *people):
    StateFactory(code="RU")
    headings = ["name", "birth", "arrested"]
    return planned(staff, people, headings, always={"state": "RU", "source": "the family"})


@pytest.mark.django_db
def test_the_same_row_twice_is_alike_to_the_first_and_so_is_one_in_another_script(staff):
    first, second, third = rows(
        staff,
        ["Ilya Yashin", "1983", "2022-06-27"],
        ["Yashin Ilya", "1983", "2022-06-27"],
        ["Илья Яшин", "1983-06-29", ""],
    )
    assert first.verdict == Verdict.ADD
    assert (second.verdict, [one.row for one in second.alike]) == (Verdict.ALIKE, [2])
    assert third.verdict == Verdict.ALIKE
    assert {one.row for one in third.alike} == {2, 3}


@pytest.mark.django_db
def test_a_row_that_has_to_be_mended_is_nobodys_duplicate(staff):
    first, second = rows(staff, ["Ilya Yashin", "31/02/1983", ""], ["Ilya Yashin", "1983", ""])
    assert (first.verdict, second.verdict) == (Verdict.BROKEN, Verdict.ADD)


@pytest.mark.django_db
def test_two_brothers_in_one_sheet_are_both_added(staff):
    plans = rows(staff, ["Иван Петров", "", TAKEN], ["Сергей Петров", "", TAKEN])
    assert [plan.verdict for plan in plans] == [Verdict.ADD, Verdict.ADD]
