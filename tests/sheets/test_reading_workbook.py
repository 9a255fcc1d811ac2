"""Excel workbooks as people have them: typed days, merged cells, formulas, hidden sheets."""

from datetime import date, datetime, time

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from sheets.reading import lines_of
from sheets.shapes import NotASheet
from tests.sheets.files import (
    BOOK,
    HEADING_ROW,
    HEADINGS,
    MAIN,
    PART,
    ROWS,
    STYLES,
    by_hand,
    cell,
    good_workbook,
    looked,
    read,
    saved,
    with_parts,
    with_texts,
    workbook,
)


def first_cells(value: object, folder, number_format: str = "General") -> tuple[str, ...]:
    """What a cell with this value is read as, beside a name."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Name", "Arrested"])
    sheet.append(["Ivan", value])
    if number_format != "General":
        sheet["B2"].number_format = number_format
    _look, lines = read(saved(book), folder)
    return lines[0].cells


# --- Values
@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2023, 2, 28), "2023-02-28"),
        (datetime(2023, 2, 28), "2023-02-28"),
        (datetime(2023, 2, 28, 14, 30), "2023-02-28 14:30"),
        (time(9, 15), "09:15:00"),
        (12.0, "12"),
        (2023, "2023"),
        (0.1 + 0.2, "0.3"),
        (1e20, "1e+20"),
        (-7.5, "-7.5"),
        (True, "yes"),
        (False, "no"),
        ("  Minsk \n", "Minsk"),
        ("00123", "00123"),
    ],
)
def test_a_value_is_read_as_it_is_written(tmp_path, value, text):
    assert first_cells(value, tmp_path) == ("Ivan", text)


@pytest.mark.parametrize(
    ("day", "number_format", "text"),
    [
        (date(2021, 3, 1), "mmm yyyy", "2021-03"),
        (date(2021, 3, 1), "mmm-yy", "2021-03"),
        (date(2021, 1, 1), "yyyy", "2021"),
        (date(2021, 3, 17), "mmm yyyy", "2021-03-17"),
        (date(2021, 3, 1), '[$-419]d mmmm yyyy" г.";@', "2021-03-01"),
        (date(2021, 3, 1), "m/d/yy", "2021-03-01"),
    ],
)
def test_a_month_that_a_spreadsheet_takes_for_its_first_day_stays_a_month(tmp_path, day, number_format, text):
    assert first_cells(day, tmp_path, number_format)[1] == text


def test_days_counted_from_1904_are_the_same_days(tmp_path):
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(["Name", "Arrested"])
    book.active.append(["Ivan", date(2023, 2, 28)])
    _look, lines = read(saved(book), tmp_path)
    assert lines[0].cells == ("Ivan", "2023-02-28")


def test_formats_that_a_chinese_workbook_names_by_number_alone_are_days(tmp_path):
    styles = f"<styleSheet {MAIN}><cellXfs>"
    styles += '<xf numFmtId="0"/><xf numFmtId="31"/><xf numFmtId="57"/></cellXfs></styleSheet>'
    row = f'<row r="2">{cell("A2", "张展")}<c r="B2" s="1"><v>43965</v></c><c r="C2" s="2"><v>43952</v></c></row>'
    content = with_parts(by_hand(HEADING_ROW + row), {STYLES: styles.encode()})
    _look, lines = read(content, tmp_path)
    assert lines[0].cells == ("张展", "2020-05-14", "2020-05")


def test_texts_in_several_formats_are_whole_and_how_to_read_them_aloud_is_no_part_of_them(tmp_path):
    rich = "<r><t>Ivan </t></r><r><rPr><b/></rPr><t>Petrov</t></r>"
    aloud = '<t>山田</t><rPh sb="0" eb="2"><t>ヤマダ</t></rPh>'
    rows = f'<row r="2"><c r="A2" t="inlineStr"><is>{rich}</is></c><c r="B2" t="inlineStr"><is>{aloud}</is></c></row>'
    shared = '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c></row>'
    _look, lines = read(with_texts(by_hand(HEADING_ROW + rows + shared), f"<si>{rich}</si><si>{aloud}</si>"), tmp_path)
    assert {line.cells for line in lines} == {("Ivan Petrov", "山田")}


def test_other_programs_leave_out_places_and_prefix_their_elements(tmp_path):
    cells = ["".join(f'<x:c t="str"><x:v>{text}</x:v></x:c>' for text in row) for row in (HEADINGS, *ROWS)]
    rows = "".join(f"<x:row>{row}</x:row>" for row in cells)
    part = f"<x:worksheet {MAIN.replace('xmlns', 'xmlns:x')}><x:sheetData>{rows}</x:sheetData></x:worksheet>"
    _look, lines = read(with_parts(good_workbook(), {PART: part.encode()}), tmp_path)
    assert [(line.number, list(line.cells)) for line in lines] == [(2, ROWS[0]), (3, ROWS[1])]


# --- What nobody can take for a value
def test_a_formula_is_a_trouble_of_its_cell_and_says_what_to_do(tmp_path):
    _look, lines = read(workbook([HEADINGS, ["Ivan", "=B3", "2022-03-01", '=HYPERLINK("x")'], ROWS[1]]), tmp_path)
    first, second = lines[0].troubles
    assert (first.column, first.text, first.fatal) == ("Country", "=B3", True)
    assert "holds a formula" in first.message
    assert "paste it as a value" in first.message
    assert (second.column, lines[0].cells) == ("Source", ("Ivan", "", "2022-03-01", ""))
    assert lines[1].troubles == ()


def test_an_error_of_the_spreadsheet_is_a_trouble_of_its_cell(tmp_path):
    _look, lines = read(workbook([HEADINGS, ["Ivan", "#N/A", "2022-03-01", "x"]]), tmp_path)
    (trouble,) = lines[0].troubles
    assert (trouble.column, trouble.text) == ("Country", "#N/A")
    assert "holds an error" in trouble.message


@pytest.mark.parametrize(
    "value", ['<c r="B2"><v>many</v></c>', '<c r="B2"><v>1e999</v></c>', '<c r="B2" t="s"><v>99</v></c>']
)
def test_a_number_that_is_none_is_a_trouble_of_its_cell(tmp_path, value):
    _look, lines = read(by_hand(f'{HEADING_ROW}<row r="2">{cell("A2", "Ivan")}{value}</row>'), tmp_path)
    assert [(one.column, one.fatal) for one in lines[0].troubles] == [("Country", True)]


def test_a_day_beyond_all_calendars_is_a_trouble_of_its_cell(tmp_path):
    book = Workbook()
    book.active.append(["Name", "Arrested"])
    book.active.append(["Ivan", 99999999999])
    book.active["B2"].number_format = "yyyy-mm-dd"
    _look, lines = read(saved(book), tmp_path)
    assert "write it as a text" in lines[0].troubles[0].message


# --- What is merged, and what is hidden
def test_of_merged_cells_the_first_has_the_text_and_it_is_told(tmp_path):
    book = Workbook()
    for row in (["All of them"], HEADINGS, ["Ivan", "Russia", "2022", "x"], ["Maria", "", "2021", "x"]):
        book.active.append(row)
    book.active.merge_cells("A1:D1")
    book.active.merge_cells("B3:B4")
    look, lines = read(saved(book), tmp_path)
    assert [line.cells[1] for line in lines] == ["Russia", ""]
    assert sum("1 group of merged cells" in note for note in look.notes) == 1


def test_titles_that_are_merged_are_no_matter(tmp_path):
    book = Workbook()
    for row in (["All of them"], HEADINGS, *ROWS):
        book.active.append(row)
    book.active.merge_cells("A1:D1")
    assert not any("merged" in note for note in looked(saved(book), tmp_path).notes)


def test_hidden_rows_and_columns_are_read_and_it_is_told(tmp_path):
    book = Workbook()
    for row in (HEADINGS, *ROWS):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["B"].hidden = True
    look, lines = read(saved(book), tmp_path)
    assert [list(line.cells) for line in lines] == ROWS
    assert "Hidden rows (1) and hidden columns (1) are read" in look.notes[0]


def test_a_hidden_sheet_is_never_chosen_unless_somebody_names_it(tmp_path):
    book = Workbook()
    book.active.title = "Secret"
    book.active.append(HEADINGS)
    book.active.append(["Agent", "Russia", "2020", "x"])
    book.active.sheet_state = "veryHidden"
    shown = book.create_sheet("Cases")
    for row in (HEADINGS, *ROWS):
        shown.append(row)
    book.active = 1
    content = saved(book)
    look, lines = read(content, tmp_path)
    assert (look.sheet, look.sheets) == ("Cases", ("Cases",))
    assert "Hidden sheets are not read: “Secret”." in look.notes
    assert [line.cells[0] for line in lines] == ["Ivan Petrov", "Maria Sokolova"]
    _look, lines = read(content, tmp_path, sheet="Secret")
    assert [line.cells[0] for line in lines] == ["Agent"]


def test_a_workbook_with_nothing_to_be_seen_is_refused(tmp_path):
    content = with_parts(good_workbook(), {BOOK: lambda part: part.replace(b'state="visible"', b'state="hidden"')})
    with pytest.raises(NotASheet, match="no visible sheet"):
        looked(content, tmp_path)


# --- Several sheets
def test_of_several_sheets_the_first_with_headings_that_we_know_is_read_and_the_others_are_named(tmp_path):
    content = workbook([["About this file"], ["It is ours."]], [["code", "means"], ["x", "y"]], [HEADINGS, *ROWS])
    look, lines = read(content, tmp_path)
    assert (look.sheet, look.sheets) == ("Cases 3", ("Cases", "Cases 2", "Cases 3"))
    assert "Left aside: “Cases”, “Cases 2”" in look.notes[0]
    assert len(lines) == 2


def test_another_sheet_is_read_where_somebody_names_it(tmp_path):
    content = workbook([HEADINGS, *ROWS], [HEADINGS, ["Oleg", "Russia", "2021", "x"]])
    assert [line.cells[0] for line in read(content, tmp_path, sheet="Cases 2")[1]] == ["Oleg"]
    with pytest.raises(NotASheet, match=r"no sheet “Cases 9”. It has: Cases, Cases 2"):
        looked(content, tmp_path, sheet="Cases 9")


# --- Rows
def test_rows_have_the_numbers_that_the_spreadsheet_shows(tmp_path):
    look, lines = read(workbook([["Our list"], [], HEADINGS, ROWS[0], [], [None, "  "], ROWS[1]]), tmp_path)
    assert (look.heading_row, look.rows) == (3, 2)
    assert [line.number for line in lines] == [4, 7]


def test_columns_and_rows_that_are_only_coloured_are_none(tmp_path):
    styled = "".join(f'<c r="{letter}2" s="0"/>' for letter in ("D", "E", "ZZ"))
    rows = f'{HEADING_ROW}<row r="2">{cell("A2", "Ivan")}{styled}</row><row r="1048576"><c r="A1048576" s="0"/></row>'
    look, lines = read(by_hand(rows), tmp_path)
    assert look.headings == ("Name", "Country")
    assert [(line.number, line.cells) for line in lines] == [(2, ("Ivan", ""))]


def test_a_text_that_is_too_long_is_a_trouble_of_its_cell(tmp_path):
    _look, lines = read(workbook([["Name", "Country"], ["Ivan", "x" * 12_000]]), tmp_path)
    assert "more than 10,000 characters" in lines[0].troubles[0].message
    assert lines[0].cells == ("Ivan", "")


def test_the_name_of_the_file_says_nothing_of_what_it_is(tmp_path):
    assert looked(good_workbook(), tmp_path, name="cases.csv").rows == 2
    assert looked("Name,Country\nIvan,Russia\n", tmp_path, name="cases.xlsx").rows == 1


def test_another_workbook_in_the_place_of_the_one_that_was_looked_at_is_refused(tmp_path):
    look = looked(good_workbook(), tmp_path)
    (tmp_path / "sheet").write_bytes(workbook([HEADINGS, *ROWS], name="Other"))
    with pytest.raises(NotASheet, match="no sheet “Cases”"):
        list(lines_of(str(tmp_path / "sheet"), "sheet", look))
