"""Australia's list: one row per name, measures in columns of their own."""

from datetime import datetime

import pytest

from sanctions.lists.shapes import ALIAS, PRIMARY, Identifier, NotThisList
from tests.sanctions.parsing import parsed_text, table, workbook


@pytest.fixture
def au(tmp_path):
    return parsed_text("au", workbook(table("au.csv")), tmp_path)


def test_aliases_belong_to_their_reference_wherever_they_stand(au):
    judge = au.entries["101"]
    assert [(name.text, name.kind, name.weak, name.script) for name in judge.names] == [
        ("Ivan EXAMPLE", PRIMARY, False, ""),
        ("Иван ПРИМЕР", ALIAS, False, "Cyrl"),
        ("Vanya EXAMPLE", ALIAS, True, ""),
    ]


def test_approximate_births_stay_approximate(au):
    assert au.entries["101"].births == ("1999~", "2003~")
    assert au.entries["101"].nationalities == ("BY", "RU")


def test_only_the_measures_that_are_said_are_taken(au):
    (listing,) = au.entries["101"].listings
    assert (listing.tag, listing.measures) == ("Autonomous (Russia)", ("targeted financial sanction", "travel ban"))
    assert au.entries["103"].listings[0].measures == ("maritime restriction",)
    assert (au.entries["103"].kind, au.entries["103"].identifiers) == ("vessel", (Identifier("vessel", "9418494"),))


def test_the_day_is_the_one_that_the_listing_tells_else_the_control_date(au):
    assert au.entries["102"].listed_on == "2007-03-29"
    assert au.entries["101"].listed_on == "2022-03-16"


def test_a_reference_given_twice_is_reported_and_the_first_stands(au):
    assert au.entries["102"].name == "Example Airlines"
    (bad,) = au.bad
    assert (bad.line, bad.column, bad.text) == (6, "Reference", "Somebody ELSE")
    assert "Example Airlines" in bad.reason


def test_numbers_and_dates_of_a_workbook_read_like_texts(tmp_path):
    rows = table("au.csv")
    rows[1][0], rows[1][13], rows[1][15] = 101, datetime(2022, 3, 16), True
    found = parsed_text("au", workbook(rows), tmp_path)
    assert found.entries["101"].listed_on == "2022-03-16"
    assert "targeted financial sanction" in found.entries["101"].listings[0].measures


def test_a_broken_row_is_reported_and_a_missing_column_is_named(tmp_path):
    rows = table("au.csv")
    rows[1][0], rows[3][13] = "none", "soon"
    found = parsed_text("au", workbook(rows), tmp_path)
    assert [(bad.line, bad.column) for bad in found.bad] == [(2, "Reference"), (4, "Control Date")]
    rows[0][12] = "Something"
    with pytest.raises(NotThisList, match="Committees"):
        parsed_text("au", workbook(rows), tmp_path)
