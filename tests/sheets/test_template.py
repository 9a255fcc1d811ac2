"""The template: what it offers is understood when it comes back, and its example is nobody's case."""

import csv
import io

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from sheets.columns import COLUMNS, column
from sheets.reading import EXAMPLE
from sheets.shapes import LEFT_OUT
from sheets.template import EXAMPLES, template
from sheets.understanding.guessing import guess
from sheets.vocabulary import SheetKind
from tests.sheets.files import read, saved

pytestmark = pytest.mark.django_db
FORMATS = ("csv", "xlsx")


@pytest.mark.parametrize("kind", list(SheetKind))
@pytest.mark.parametrize("file_format", FORMATS)
def test_an_untouched_template_is_understood_and_brings_nobody_in(tmp_path, kind, file_format):
    look, lines = read(template(kind, file_format), tmp_path)
    assert (look.rows, lines, look.samples) == (0, [], ())
    assert any("Row 2 is the template’s example" in note for note in look.notes)
    mapping = guess(kind, look)
    assert list(mapping.columns.values()) == list(EXAMPLES[kind])
    assert LEFT_OUT not in mapping.columns.values()


@pytest.mark.parametrize("kind", list(SheetKind))
def test_what_every_row_needs_is_in_it(kind):
    needed = {one.key for one in COLUMNS[kind] if one.required}
    assert needed <= EXAMPLES[kind].keys()
    assert [text for text in EXAMPLES[kind].values() if text.startswith(EXAMPLE)] == [
        next(iter(EXAMPLES[kind].values()))
    ]


def test_rows_that_somebody_adds_are_read_and_the_example_is_left_out_wherever_it_stands(tmp_path):
    book = load_workbook(io.BytesIO(template(SheetKind.CASES, "xlsx")))
    sheet = book.worksheets[0]
    sheet.append(["Ivan Petrov"])
    sheet.move_range("A2:M2", rows=2)
    sheet["A2"] = "Maria Sokolova"
    look, lines = read(saved(book), tmp_path)
    assert [(line.number, line.cells[0]) for line in lines] == [(2, "Maria Sokolova"), (3, "Ivan Petrov")]
    assert look.rows == 2


def test_an_example_that_somebody_wrote_over_is_a_row(tmp_path):
    text = template(SheetKind.CASES, "csv").decode("utf-8-sig").replace(f"{EXAMPLE} Ana Exemplar", "Ivan Petrov")
    _look, lines = read(text, tmp_path)
    assert [line.cells[0] for line in lines] == ["Ivan Petrov"]


def test_the_second_sheet_says_what_each_column_takes():
    book = load_workbook(io.BytesIO(template(SheetKind.CASES, "xlsx")))
    rows = [[cell.value or "" for cell in row] for row in book["How to fill it in"].iter_rows()]
    state = next(row for row in rows if row[0] == "Detaining state")
    assert (state[1], state[2]) == ("yes", str(column(SheetKind.CASES, "state").help))
    assert next(row for row in rows if row[0] == "Source")[1] == "yes"
    assert next(row for row in rows if row[0] == "Released")[1] == ""
    assert any(EXAMPLE in row[0] for row in rows)
    assert book.worksheets[0].freeze_panes == "B2"


@pytest.mark.parametrize("kind", list(SheetKind))
def test_no_cell_of_it_is_a_formula(kind):
    book = load_workbook(io.BytesIO(template(kind, "xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert len(cells) > 10
    assert {cell.data_type for cell in cells} == {"s"}
    rows = list(csv.reader(io.StringIO(template(kind, "csv").decode("utf-8-sig"))))
    assert [
        text for row in [*rows, *[[str(cell.value)] for cell in cells]] for text in row if text[:1] in set("=+-@\t")
    ] == []


def test_its_headings_are_the_same_in_every_language():
    english = template(SheetKind.CASES, "csv")
    with override("ru"):
        assert template(SheetKind.CASES, "csv") == english
