"""The Swiss list: targets, the sets they stand in, and places that come last."""

from datetime import date

import pytest

from sanctions.lists.shapes import Identifier
from tests.sanctions.parsing import REAL, SAMPLES, parsed, parsed_text, texts


@pytest.fixture
def ch():
    return parsed("ch", SAMPLES / "ch.xml")


def test_a_target_under_two_sets_of_one_programme_is_listed_once_with_both_measures(ch):
    (listing,) = ch.entries["70001"].listings
    assert listing.tag == "Ukraine"
    assert listing.measures == ("Financial measures, annex 8", "Travel ban, annex 8")
    assert listing.legal_basis.startswith("Ordinance of 4 March 2022")


def test_the_day_is_that_of_the_listing_and_not_of_an_amendment(ch):
    assert ch.day == date(2024, 1, 17)
    assert ch.entries["70001"].listed_on == "2023-06-22"


def test_names_are_put_together_from_parts_in_each_script(ch):
    judge = ch.entries["70001"]
    assert texts(judge) == ["Elena Anatolievna Lenskaya", "Елена Анатольевна Ленская", "Lena"]
    assert (judge.names[0].family, judge.names[0].given) == ("Lenskaya", "Elena Anatolievna")
    assert [name.weak for name in judge.names] == [False, False, True]
    assert judge.names[1].script == "Cyrl"


def test_places_that_come_after_the_targets_are_found(ch):
    judge = ch.entries["70001"]
    assert judge.birth_places == ("Moscow, Russian Federation",)
    assert judge.addresses == ("Street 1, Moscow, Russian Federation",)


def test_what_else_is_said(ch):
    judge = ch.entries["70001"]
    assert (judge.kind, judge.gender, judge.births, judge.nationalities) == (
        "person",
        "female",
        ("1979-01-22",),
        ("RU",),
    )
    assert judge.identifiers == (Identifier("passport", "AB123", "RU"),)
    assert judge.reasons == "Judge who ordered the arrest."
    assert judge.remarks == "Also known to the court."
    assert judge.also_known_by == "EU.9001.41"


def test_a_target_that_was_taken_off_is_not_in_the_list_although_the_file_keeps_it(ch, tmp_path):
    assert set(ch.entries) == {"70001"}
    text = (SAMPLES / "ch.xml").read_text().replace('"de-listed"', '"amended"')
    assert set(parsed_text("ch", text, tmp_path).entries) == {"70001", "70020"}


def test_a_target_without_a_name_is_reported(tmp_path):
    text = (SAMPLES / "ch.xml").read_text().replace("Example Colony", "").replace('"de-listed"', '"amended"')
    found = parsed_text("ch", text, tmp_path)
    assert [(bad.line, bad.text) for bad in found.bad] == [(3, "70020")]


@pytest.mark.skipif(not REAL.exists(), reason="the real lists are not here")
def test_the_published_examples_are_read():
    found = parsed("ch", REAL / "ch/seco_fragment.xml")
    assert {number: entry.name for number, entry in found.entries.items()} == {
        "64398": "Test B", "64403": "Test C", "64393": "Test A"
    }  # fmt: skip
