"""Cells of a workbook that hold no text: they stop a row only where somebody would have read them."""

import pytest

from sheets.reading import bounds
from sheets.services.steps import go_on
from sheets.vocabulary import ImportState, SheetKind, Verdict
from tests.sheets.files import workbook
from tests.sheets.sheets import IVAN, MARIA, read, states, uploaded

pytestmark = pytest.mark.django_db
HEADINGS = ["Name", "Country", "Arrested", "Charged", "Verdict", "Sentence", "Released", "Source"]


@pytest.fixture(autouse=True)
def world():
    states()


def planned(staff, heading, value):
    """What becomes of two rows, the first of which has a formula under this heading."""
    content = workbook([[*HEADINGS, heading], [*IVAN, value], [*MARIA, "plain"]])
    sheet = read(content, staff, name="cases.xlsx")
    return [(row.verdict, [(one.column, one.fatal) for one in row.planned.troubles]) for row in sheet.planned.all()]


def test_a_formula_that_would_be_read_stops_its_row_and_no_other(staff):
    first, second = planned(staff, "Place of arrest", "=B2")
    assert first == (Verdict.BROKEN, [("Place of arrest", True)])
    assert second[0] == Verdict.ADD


def test_a_formula_in_a_column_that_is_left_out_is_no_matter(staff):
    assert [verdict for verdict, _troubles in planned(staff, "Age today", "=2026-1990")] == [Verdict.ADD, Verdict.ADD]


@pytest.mark.parametrize("heading", ["Days held", "Notes"])
def test_a_formula_in_what_is_never_obeyed_is_told_and_stops_nothing(staff, heading):
    first, _second = planned(staff, heading, "=TODAY()-C2")
    assert first == (Verdict.ADD, [(heading, False)])


def test_a_sheet_longer_than_its_kind_is_brought_in_is_refused(staff, monkeypatch):
    monkeypatch.setitem(bounds.MOST_ROWS, SheetKind.CASES, 1)
    sheet = uploaded([IVAN, MARIA], staff)
    assert go_on(sheet)
    sheet.refresh_from_db()
    assert sheet.state == ImportState.REFUSED
    assert "more than 1 rows" in sheet.message
