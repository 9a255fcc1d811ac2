"""The EU's financial sanctions files: XML 1.1, and the older CSV."""

from datetime import date

import pytest

from sanctions.lists.shapes import ALIAS, PRIMARY, Identifier, Listing, NotThisList
from tests.sanctions.parsing import REAL, SAMPLES, parsed, parsed_text, texts


@pytest.fixture
def eu():
    return parsed("eu", SAMPLES / "eu.xml")


@pytest.fixture
def older():
    return parsed("eu", SAMPLES / "eu_v1.csv")


def test_the_start_is_the_day_of_designation_and_not_that_of_the_last_regulation(eu):
    assert eu.day == date(2024, 5, 10)
    assert eu.entries["EU.9001.41"].listings == (Listing("HR", "2023-06-05", legal_basis="2024/952 (OJ L952)"),)
    assert eu.entries["EU.9001.41"].raw["regulation publicationDate"] == "2024-03-22"


def test_where_no_day_of_designation_is_given_none_is_claimed(eu):
    assert eu.entries["EU.9002.10"].listings == (Listing("RUSDA", "", legal_basis="2024/1488 (OJ L1488)"),)


def test_names_in_every_language_are_kept_and_a_weak_alias_is_weak(eu):
    judge = eu.entries["EU.9001.41"]
    assert [(name.text, name.kind, name.weak, name.script) for name in judge.names] == [
        ("Elena Anatolievna LENSKAYA", PRIMARY, False, ""),
        ("Елена Анатольевна ЛЕНСКАЯ", ALIAS, False, "Cyrl"),
        ("Lena", ALIAS, True, ""),
    ]
    assert (judge.names[0].family, judge.names[0].given) == ("LENSKAYA", "Elena Anatolievna")


def test_person_and_body_with_what_is_said_of_them(eu):
    judge, colony = eu.entries["EU.9001.41"], eu.entries["EU.9002.10"]
    assert (judge.kind, judge.gender, judge.nationalities) == ("person", "female", ("RU",))
    assert judge.positions == ("Judge at the Basmanny District Court of Moscow",)
    assert judge.identifiers == (Identifier("tax", "770000000001", "RU"),)
    assert judge.birth_places == ("Moscow",)
    assert (colony.kind, colony.births) == ("body", ())
    assert colony.addresses == ("Example Street 7, 644000, Omsk, RUSSIAN FEDERATION",)


def test_births_are_kept_as_exact_as_they_are_and_other_calendars_are_not_guessed_at(eu):
    assert eu.entries["EU.9001.41"].births == ("1979-01-22",)
    assert eu.entries["EU.9003.11"].births == ("1974/1976", "1975-07", "1976~")


def test_an_entity_without_number_or_name_or_with_an_impossible_day_is_reported(tmp_path):
    text = (SAMPLES / "eu.xml").read_text()
    text = text.replace('euReferenceNumber="EU.9002.10"', "").replace("2023-07-20", "2023-02-30")
    found = parsed_text("eu", text.replace('wholeName="Example Prison Colony"', 'wholeName=""'), tmp_path)
    assert set(found.entries) == {"EU.9001.41"}
    assert [bad.column for bad in found.bad] == ["euReferenceNumber", "designationDate"]
    assert found.bad[1].text == "Ivan EXAMPLE"


# --- CSV v1
def test_the_rows_of_an_entity_are_brought_together_without_a_day_that_nobody_gave(older):
    assert older.day == date(2018, 7, 4)
    person = older.entries["EU.36.64"]
    assert person.name == "Robert Gabriel Example"
    assert person.births == ("1924-02-21",)
    assert person.birth_places == ("Kutama, ZWE",)
    assert person.nationalities == ("ZW",)
    assert person.identifiers == (Identifier("passport", "AD001095"),)
    assert person.remarks == "A remark, with a comma"
    assert person.listed_on == ""
    assert older.entries["EU.459.37"].kind == "body"


def test_a_file_that_went_through_a_spreadsheet_says_the_same(older, tmp_path):
    rows = (SAMPLES / "eu_v1.csv").read_text().splitlines()
    mangled = "\n".join('"' + row.replace('"', '""').replace(", ", "\t ") + "\t" * 30 + '"' for row in rows)
    found = parsed_text("eu", mangled.encode("cp1252"), tmp_path)
    assert {number: entry.names for number, entry in found.entries.items()} == {
        number: entry.names for number, entry in older.entries.items()
    }
    assert found.entries["EU.36.64"].remarks == "A remark, with a comma"


def test_a_name_whose_letters_were_lost_is_reported_and_not_taken_for_a_name(tmp_path):
    text = (SAMPLES / "eu_v1.csv").read_text()
    row = text.splitlines()[2].replace("Conseil de l'Exemple", "??????? ????")
    found = parsed_text("eu", f"{text}{row}\n", tmp_path)
    assert texts(found.entries["EU.459.37"]) == ["Conseil de l'Exemple"]
    assert [(bad.line, bad.column) for bad in found.bad] == [(7, "Naal_wholename")]


def test_a_missing_column_is_named(tmp_path):
    text = (SAMPLES / "eu_v1.csv").read_text().replace("EU_ref_num", "Something")
    with pytest.raises(NotThisList, match="EU_ref_num"):
        parsed_text("eu", text, tmp_path)


@pytest.mark.skipif(not REAL.exists(), reason="the real lists are not here")
def test_the_real_part_of_a_list_is_read():
    found = parsed("eu", REAL / "eu/EU_FSF_v1_sample_2018-07.csv")
    assert (found.day, len(found.entries)) == (date(2018, 7, 4), 93)
    assert {bad.column for bad in found.bad} == {"Naal_wholename"}  # nothing else is broken
    assert found.entries["EU.27.28"].birth_places == ("al-Awja, near Tikrit, IRQ",)
