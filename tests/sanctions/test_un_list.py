"""The list of the UN Security Council."""

from datetime import date

import pytest

from sanctions.lists.shapes import FORMER, Identifier, Listing
from tests.sanctions.parsing import REAL, SAMPLES, parsed, parsed_text, texts


@pytest.fixture
def un():
    return parsed("un", SAMPLES / "un.xml")


def test_a_person_with_names_in_every_script(un):
    person = un.entries["CDi.001"]
    assert (un.day, person.kind, person.name) == (date(2026, 2, 27), "person", "IVAN EXAMPLE AL-SAMPLE")
    assert texts(person, weak=False) == [
        "IVAN EXAMPLE AL-SAMPLE", "إيفان المثال", "Ivan the Example", "Iwan Example", "Иван Пример"
    ]  # fmt: skip
    assert [name.script for name in person.names] == ["", "Arab", "", "", "Cyrl", ""]


def test_an_alias_of_low_quality_is_weak_and_read_in_its_order(un):
    (weak,) = (name for name in un.entries["CDi.001"].names if name.weak)
    assert (weak.text, weak.family, weak.given) == ("Vanya SAMPLE", "SAMPLE", "Vanya")


def test_the_day_of_listing_is_a_day_even_with_a_time_zone(un):
    assert un.entries["CDi.001"].listings == (Listing("DRC", "2015-04-07", legal_basis="DRC"),)


def test_births_exact_approximate_between_and_by_month(un):
    assert un.entries["CDi.001"].births == ("1971-07-15", "1970~", "1968/1972", "1971-08")


def test_what_else_is_said_of_a_person(un):
    person = un.entries["CDi.001"]
    assert person.nationalities == ("CD", "RU")
    assert person.positions == ("General", "Former minister")
    assert person.gender == "male"
    assert person.identifiers == (Identifier("passport", "OB0243318", "RW"),)
    assert person.addresses == ("Street 1, Rwanda, as of early 2016",)
    assert person.birth_places == ("Goma, Democratic Republic of the Congo",)
    assert person.remarks == "He fled in 2013."


def test_a_former_name_of_a_body_is_known_as_one(un):
    body = un.entries["CDe.001"]
    assert (body.kind, body.names[1].text, body.names[1].kind) == ("body", "Sample Airlines", FORMER)


def test_an_element_without_reference_or_name_is_reported_and_the_rest_is_read(tmp_path):
    text = (SAMPLES / "un.xml").read_text().replace("CDi.001", "?")
    found = parsed_text("un", text, tmp_path)
    assert [(bad.line, bad.column) for bad in found.bad] == [(1, "REFERENCE_NUMBER")]
    assert set(found.entries) == {"CDe.001"}
    found = parsed_text("un", text.replace("EXAMPLE AIRLINES", "").replace("Sample Airlines", ""), tmp_path)
    assert [bad.column for bad in found.bad] == ["REFERENCE_NUMBER", "FIRST_NAME"]


@pytest.mark.skipif(not REAL.exists(), reason="the real lists are not here")
def test_the_real_list_is_read_whole():
    found = parsed("un", REAL / "un/UN_consolidated_2026-02.xml")
    assert (found.day, len(found.entries), found.bad) == (date(2026, 2, 27), 1_003, [])
    assert all(entry.listed_on for entry in found.entries.values())
