"""What several lists write: births, days, numbered values, kinds of numbers, countries, markup."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.partial_dates import PartialDate
from sanctions.lists.aliases import names_in, names_of_body
from sanctions.lists.words import (
    attribute_in,
    births_of,
    country_code,
    day_of,
    gender_of,
    number_kind,
    numbered,
    plain_text,
    script_of,
)


@pytest.mark.parametrize(
    ("said", "births"),
    [
        ("22/01/1979", ("1979-01-22",)),
        ("00/00/1960", ("1960",)),
        ("dd/mm/1962", ("1962",)),
        ("dd/07/1962", ("1962-07",)),
        ("01/1962", ("1962-01",)),
        ("29 Jul 1962", ("1962-07-29",)),
        ("July 1962", ("1962-07",)),
        ("31/02/1962", ("1962-02",)),
        ("29/02/1900", ("1900-02",)),
        ("1955-1956", ("1955/1956",)),
        ("between 1955 and 1956", ("1955/1956",)),
        ("circa 1976", ("1976~",)),
        ("Approximately 1999, 2003", ("1999~", "2003~")),
        ("1970 or 1971", ("1970", "1971")),
        ("(1) 1960 (2) 1961", ("1960", "1961")),
        ("a) 1960 b) circa 1961", ("1960", "1961~")),
        ("1962-07-29; 1962-06-29", ("1962-07-29", "1962-06-29")),
        ("born in the early 1970s", ("1970/1979",)),
        ("Sep-78", ()),  # 1978 or 2078: nobody says
        ("3000", ()),
        ("unknown", ()),
        ("", ()),
    ],
)
def test_births(said, births):
    assert births_of(said) == births


@given(st.text(alphabet="0123456789/-.,;() ~abcdmoryctwenJulySep", max_size=40))
def test_whatever_is_read_as_a_birth_is_a_date_that_we_can_store(text):
    for birth in births_of(text):
        assert PartialDate.from_edtf(birth)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("10/04/2025", date(2025, 4, 10)),
        ("2015-04-07-04:00", date(2015, 4, 7)),
        ("2026-02-27T00:00:09.554Z", date(2026, 2, 27)),
        ("18-Aug-2026", date(2026, 8, 18)),
        ("18 August 2026", date(2026, 8, 18)),
        ("31/02/2025", None),
        ("2015", None),
        ("", None),
    ],
)
def test_days(said, day):
    assert day_of(said) == day


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("(1) Russia. (2) Ukraine", ("Russia", "Ukraine")),
        ("(1) Tunis (2) -", ("Tunis",)),
        ("i) Moscow ii) Minsk", ("Moscow", "Minsk")),
        ("Minister (Interior)", ("Minister (Interior)",)),
        ("", ()),
    ],
)
def test_numbered_values(said, parts):
    assert numbered(said) == parts


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("National Passport", "passport"),
        ("fiscalcode", "tax"),
        ("INN", "tax"),
        ("Issued by the Inner District", "issued by the inner district"),
        ("Business Registration", "registration"),
        ("id", "national"),
        ("National Identification Number", "national"),
        ("swiftbic", "swiftbic"),
        ("", "other"),
    ],
)
def test_kinds_of_numbers_have_one_word_each(said, kind):
    assert number_kind(said) == kind


def test_countries_by_name_and_by_both_codes():
    assert {country_code(said) for said in ("Russia", "Russian Federation", "RUS", "RU")} == {"RU"}
    assert country_code("Congo (Democratic Republic)") == "CD"
    assert country_code("former Soviet Union") == "former Soviet Union"  # as published


def test_markup_is_taken_off_however_often_it_was_escaped():
    assert plain_text("&lt;p&gt;Tom &amp;amp; Co&lt;/p&gt;&lt;br/&gt;2 &lt; 3") == "Tom & Co 2 < 3"


def test_an_attribute_is_found_in_the_beginning_of_a_file():
    head = b'<?xml version="1.0"?><list version-date="2024-01-16" date="2024-01-17"><a date="2000-01-01"/>'
    assert attribute_in(head, "date") == "2024-01-17"
    assert attribute_in(head, "day") == ""


def test_gender_and_script():
    assert (gender_of("F"), gender_of("male"), gender_of("unknown")) == ("female", "male", "")
    assert (script_of("Elena"), script_of("Елена"), script_of("刘晓波"), script_of("علي")) == (
        "",
        "Cyrl",
        "Hani",
        "Arab",
    )


@given(st.text(alphabet="AaБбع刘 ,;:/()and or«»\"'.-", max_size=60))
def test_free_text_is_never_lost_in_an_error_and_gives_no_empty_name(text):
    for name in (*names_in(text), *names_in(text, given="Ann", family="Bee"), *names_of_body(text)):
        assert name == name.strip()
        assert name
