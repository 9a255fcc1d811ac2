"""Canada's list: no stable number, and other names as free text."""

import pytest

from sanctions.lists.aliases import names_in, names_of_body
from sanctions.lists.shapes import Identifier
from tests.sanctions.lists import canada, record
from tests.sanctions.parsing import REAL, SAMPLES, parsed, parsed_text, texts


@pytest.fixture
def ca():
    return parsed("ca", SAMPLES / "ca.xml")


def test_an_item_is_known_by_regulation_schedule_and_item(ca):
    judge = ca.entries["Russia, Schedule 1, Part 1.1, item 10"]
    assert judge.list_id == "russia/1-part-1-1/10"
    assert judge.listings[0].tag == "SEMA"
    assert judge.listed_on == "2022-11-10"
    assert judge.births == ("1979-01-22",)


def test_items_under_the_justice_for_victims_regulations_have_no_schedule(ca):
    warden = ca.entries["JVCFOR, item 30"]
    assert (warden.list_id, warden.listings[0].tag) == ("jvcfor/30", "JVCFOR")
    assert warden.listings[0].legal_basis.startswith("Justice for Victims")


def test_a_ship_is_a_vessel_and_its_year_of_building_no_birth(ca):
    ship = ca.entries["Russia, Schedule 1.1, item 92"]
    assert (ship.kind, ship.births) == ("vessel", ())
    assert ship.identifiers == (Identifier("vessel", "9418494"),)


def test_other_names_of_a_body_are_apart_whatever_separates_them(ca):
    court = ca.entries["Russia, Schedule 1, Part 3, item 17"]
    assert texts(court) == ["Moscow City Court", "Mosgorsud", "Московский городской суд", "Мосгорсуд"]
    assert [name.script for name in court.names] == ["", "", "Cyrl", "Cyrl"]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Сергей Шойгу; Sergey Shoygu", ("Сергей Шойгу", "Sergey Shoygu")),
        ("Владимир ПАВЛЕНКО / Володимир ПАВЛЕНКО", ("Владимир ПАВЛЕНКО", "Володимир ПАВЛЕНКО")),
        ("Aleh IVANOU, Belarusian: Алег Iваноў, Russian : Олег Иванов", ("Aleh IVANOU", "Алег Iваноў", "Олег Иванов")),
        ("Олександр Сауленко and Александр Сауленко", ("Олександр Сауленко", "Александр Сауленко")),
        ("Алексей Александров or Фролов", ("Алексей Александров", "Алексей Фролов")),
        (
            "Aleksandr Evgenyevich or Evgenievich Konkov",
            ("Aleksandr Evgenyevich Konkov", "Aleksandr Evgenievich Konkov"),
        ),
        ("علي أحمد كرتي Ali Karti", ("علي أحمد كرتي", "Ali Karti")),
        ("also Andrei Ivanov", ("Andrei Ivanov",)),
        ("(Юрий ГОВТВИН / Юрiй ГОВТВIН", ("Юрий ГОВТВИН", "Юрiй ГОВТВIН")),
        ("", ()),
        (" ; , /", ()),
    ],
)
def test_other_names_of_a_person_in_free_text(said, names):
    assert names_in(said, given="Sergei Petrovich", family="Testov") == names


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Sergey", ("Sergey Testov",)),
        ("TESTOFF, TESTOW", ("Sergei Petrovich TESTOFF", "Sergei Petrovich TESTOW")),
        ("Тестов, Сергей Петрович", ("Сергей Петрович Тестов",)),
        ("Motorola", ("Motorola",)),
    ],
)
def test_a_part_of_a_name_is_completed_from_the_main_one_and_a_nickname_is_not(said, names):
    assert names_in(said, given="Sergei Petrovich", family="Testov") == names


def test_a_nickname_is_weak_and_a_full_name_is_not(tmp_path):
    text = record(1, "PAVLOV", "Arseny").replace("<Schedule>", "<Aliases>Motorola; Арсений Павлов</Aliases><Schedule>")
    names = parsed_text("ca", canada(text), tmp_path).only().names
    assert [(name.text, name.weak) for name in names] == [
        ("Arseny PAVLOV", False), ("Motorola", True), ("Арсений Павлов", False)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("M Инвест, ООО", ("M Инвест, ООО",)),
        ("RCC, Русская медная компания", ("RCC", "Русская медная компания")),
        ("Министерство образования, науки и молодежи", ("Министерство образования, науки и молодежи",)),
        ("ЦИК or Центризбирком", ("ЦИК", "Центризбирком")),
    ],
)
def test_commas_in_a_body_s_other_names(said, names):
    assert names_in(said) == names


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Dux JSC (also known as Duks)", ("Dux JSC", "Duks")),
        ("Iranian Army/Armée iranienne", ("Iranian Army", "Armée iranienne")),
        ("Tactical Missiles Corporation, Ravenstvo JSC", ("Tactical Missiles Corporation, Ravenstvo JSC",)),
        ("MEC Steel Mills (Hmaw Bi/Pyi/Ywama)", ("MEC Steel Mills (Hmaw Bi/Pyi/Ywama)",)),
        ("MNITI (also known as Moscow Institute and ZAO MNITI)", ("MNITI", "Moscow Institute", "ZAO MNITI")),
    ],
)
def test_the_name_of_a_body_and_what_stands_beside_it(said, names):
    assert names_of_body(said) == names


def test_a_second_spelling_of_the_surname_is_another_name(tmp_path):
    found = parsed_text("ca", canada(record(1, "DIKIY (DIKY)", "Alexei")), tmp_path)
    assert texts(found.only()) == ["Alexei DIKIY", "Alexei DIKY"]


@pytest.mark.parametrize(
    ("born", "births"),
    [
        ("1962-07-29", ("1962-07-29",)),
        ("1962", ("1962",)),
        ("1970 or 1971", ("1970", "1971")),
        ("1970-01-02 OR 1971-03-04", ("1970-01-02", "1971-03-04")),
        ("1955-1956", ("1955/1956",)),
        ("born in the early 1970s", ("1970/1979",)),
        ("unknown", ()),
    ],
)
def test_births_as_the_list_writes_them(born, births, tmp_path):
    assert parsed_text("ca", canada(record(1, born=born)), tmp_path).only().births == births


def test_a_record_that_lacks_what_it_needs_is_reported(tmp_path):
    nameless = record(2).replace("Lenskaya", "").replace("Elena", "")
    found = parsed_text("ca", canada(record(1), nameless, record(""), record(4, listed="soon")), tmp_path)
    assert len(found.entries) == 1
    assert [(bad.line, bad.column) for bad in found.bad] == [(2, "LastName"), (3, "Item"), (4, "DateOfListing")]


@pytest.mark.skipif(not REAL.exists(), reason="the real lists are not here")
def test_the_real_list_is_read_whole():
    found = parsed("ca", REAL / "ca/sema-lmes_2025-05.xml")
    assert len(found.entries) == 4_759
    assert not found.bad
    assert sum(entry.listings[0].tag == "JVCFOR" for entry in found.entries.values()) == 80
    one = {number: entry for number, entry in found.entries.items() if "Schedule 1, Part 1.1" in number}
    deputy = next(entry for entry in found.entries.values() if entry.name == "Oleg Mikhailovich SVIRIDENKO")
    assert (deputy.births, deputy.listed_on) == (("1962-07-29",), "2022-08-19")
    assert one["Russia, Schedule 1, Part 1.1, item 10"].name == "Elena Anatolievna LENSKAYA"
