"""CSV files as people have them: any encoding and delimiter that a spreadsheet program writes."""

import pytest

from sheets.reading import lines_of
from sheets.shapes import NotASheet
from tests.sheets.files import HEADINGS, ROWS, csv_text, looked, read

RUSSIAN = csv_text([["Имя", "Страна", "Дата ареста"], ["Иван Петров", "Россия", "1 марта 2022"]])
BELARUSIAN = csv_text([["Імя", "Краіна"], ["Алесь Бяляцкі", "Беларусь"], ["Ўладзімір Лабковіч", "Беларусь"]])
UKRAINIAN = csv_text([["Ім'я", "Країна"], ["Їжакевич Євген", "Україна"], ["Дмитро Хиляк", "Росія"]])
LOUD = csv_text([["ФИО", "СТРАНА"], ["ПЕТРОВ ИВАН ЧЕСЛАВОВИЧ", "БЕЛАРУСЬ"]])
SPANISH = csv_text([["Nombre", "País"], ["José Martí Ñáñez", "España"], ["Begoña Núñez", "Perú"]])
CHINESE = csv_text([["姓名", "国家", "逮捕日期"], ["张展", "中国", "2020年5月14日"], ["伊力哈木·土赫提", "中国", ""]])


# --- Encodings
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_as_it_is_and_nothing_is_said_of_it(tmp_path, encoding):
    look, lines = read((RUSSIAN + CHINESE.partition("\n")[2]).encode(encoding), tmp_path)
    assert look.headings == ("Имя", "Страна", "Дата ареста")
    assert [line.cells[0] for line in lines] == ["Иван Петров", "张展", "伊力哈木·土赫提"]
    assert look.notes == ()


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        (RUSSIAN, "cp1251", "Windows-1251 (Cyrillic)"),
        (BELARUSIAN, "cp1251", "Windows-1251 (Cyrillic)"),
        (UKRAINIAN, "cp1251", "Windows-1251 (Cyrillic)"),
        (LOUD, "cp1251", "Windows-1251 (Cyrillic)"),
        (SPANISH, "cp1252", "Windows-1252 (Western European)"),
        (CHINESE, "gb18030", "GB18030 (Chinese)"),
    ],
    ids=["Russian", "Belarusian", "Ukrainian", "capitals", "Spanish", "Chinese"],
)
def test_another_encoding_is_guessed_and_the_guess_is_told(tmp_path, text, encoding, said):
    look, lines = read(text.encode(encoding), tmp_path)
    expected, expected_lines = read(text, tmp_path)
    assert (look.headings, lines) == (expected.headings, expected_lines)
    assert said in look.notes[0]
    assert "CSV UTF-8" in look.notes[0]


def test_bytes_that_no_encoding_has_are_named_by_their_line(tmp_path):
    with pytest.raises(NotASheet, match="Line 3 is in no encoding"):
        looked(b"Name,Country\nIvan,Russia\nJos\x81,Per\xfa\n", tmp_path)


def test_an_empty_byte_within_a_text_is_taken_out(tmp_path):
    _look, lines = read("Name,Country\nIv\0an,Russia\n", tmp_path)
    assert lines[0].cells == ("Ivan", "Russia")


# --- Delimiters and quotation marks
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_delimiter_is_found(tmp_path, delimiter):
    rows = [["Petrov, Ivan; called Vanya", "Russia", "1,5", "a|b"], ["Sokolova, Maria", "Belarus", "", "c\td"]]
    _look, lines = read(csv_text([HEADINGS, *rows], delimiter), tmp_path)
    assert [list(line.cells) for line in lines] == rows


def test_the_line_by_which_excel_is_told_the_delimiter_is_no_row(tmp_path):
    look, lines = read("sep=;\nName;Country\nPetrov, Ivan;Russia\n", tmp_path)
    assert (look.heading_row, look.headings) == (1, ("Name", "Country"))
    assert [(line.number, line.cells) for line in lines] == [(2, ("Petrov, Ivan", "Russia"))]


def test_a_text_of_several_lines_is_one_cell_and_one_row_as_a_spreadsheet_counts(tmp_path):
    _look, lines = read('Name,Charges\r\nIvan,"art. 1\r\nart. 2"\r\n\r\nMaria,art. 3\r\n', tmp_path)
    assert [(line.number, line.cells) for line in lines] == [
        (2, ("Ivan", "art. 1\r\nart. 2")),
        (4, ("Maria", "art. 3")),
    ]


def test_quotation_marks_within_a_text_do_no_harm(tmp_path):
    _look, lines = read('Name,Country\n"Ivan ""Vanya"" Petrov",Russia\nMaria "Masha" Sokolova,Belarus\n', tmp_path)
    assert [line.cells[0] for line in lines] == ['Ivan "Vanya" Petrov', 'Maria "Masha" Sokolova']


@pytest.mark.parametrize("rows_after", [1, 2_000], ids=["a short file", "a long file"])
def test_a_quotation_mark_that_is_never_closed_is_named_by_row_and_line(tmp_path, rows_after):
    text = 'Name,Country\n"Anna\nBell",UK\n"Ivan Petrov,Russia\n' + "Maria,Belarus\n" * rows_after
    with pytest.raises(NotASheet, match=r"Row 3 \(line 4 of the file\) opens a quotation mark"):
        looked(text, tmp_path)


# --- Headings
def test_titles_above_the_headings_are_skipped_and_told(tmp_path):
    text = "Political prisoners\n\nas of May,,\nName,Country,Arrested\nIvan,Russia,2022-03-01\n"
    look, lines = read(text, tmp_path)
    assert (look.heading_row, look.headings) == (4, ("Name", "Country", "Arrested"))
    assert "row 4; what is above them (row 1, 3)" in look.notes[0]
    assert [line.number for line in lines] == [5]


def test_headings_in_words_that_nobody_knows_are_found_by_how_full_their_row_is(tmp_path):
    look, lines = read("List\n\nNimi,Maa,Päivä,Muuta\nIvan,Venäjä,,x\n", tmp_path)
    assert (look.heading_row, look.headings[0]) == (3, "Nimi")
    assert len(lines) == 1


def test_headings_below_the_first_fifteen_rows_are_not_looked_for(tmp_path):
    within = "A title\n" * 14 + "Name,Country\nIvan,Russia\n"
    assert looked(within, tmp_path).headings == ("Name", "Country")
    assert "Name" not in looked("A title\n" + within, tmp_path).headings


def test_a_heading_twice_gets_its_column_and_both_columns_are_read(tmp_path):
    look, lines = read("Name,Source,Date,source,Name\nIvan,a,b,c,d\n", tmp_path)
    assert look.headings == ("Name", "Source", "Date", "source (column D)", "Name (column E)")
    assert lines[0].cells == ("Ivan", "a", "b", "c", "d")
    assert "“source” is a heading twice" in look.notes[0]
    assert "column E" in look.notes[1]


def test_names_of_columns_stay_apart_whatever_the_sheet_calls_them(tmp_path):
    look, lines = read("Name,Column D,Name (column E),,Name\nIvan,a,b,c,d\n", tmp_path)
    assert len({heading.casefold() for heading in look.headings}) == 5
    assert lines[0].cells == ("Ivan", "a", "b", "c", "d")


def test_a_column_with_texts_and_no_heading_is_called_by_its_letter_and_an_empty_one_is_none(tmp_path):
    look, lines = read("Name,,Country,,,\nIvan,,Russia,a remark,,\nMaria,,Belarus,,,\n", tmp_path)
    assert look.headings == ("Name", "Country", "Column D")
    assert [line.cells for line in lines] == [("Ivan", "Russia", "a remark"), ("Maria", "Belarus", "")]
    assert look.notes == ("Column D has no heading: it is called “Column D” here.",)


def test_a_sheet_without_headings_is_refused_and_nobody_becomes_a_heading(tmp_path):
    with pytest.raises(NotASheet, match=r"Row 1 holds a date \(2022-03-01\) and no headings"):
        looked(csv_text(ROWS), tmp_path)


# --- Rows
def test_samples_are_the_first_rows_and_the_count_is_of_rows_that_are_not_empty(tmp_path):
    rows = [[f"Person {number}", "Russia", "", ""] for number in range(30)]
    look, lines = read(csv_text([HEADINGS, *rows, ["", " ", "", ""]]), tmp_path)
    assert look.rows == len(lines) == 30
    assert look.samples[0] == ("Person 0", "Russia", "", "")
    assert len(look.samples) == 20


def test_a_row_that_is_shorter_than_the_headings_has_empty_cells(tmp_path):
    _look, lines = read("Name,Country,Arrested\nIvan\n", tmp_path)
    assert lines[0].cells == ("Ivan", "", "")


def test_blanks_around_a_text_go_and_those_within_stay(tmp_path):
    _look, lines = read("Name,Country\n\u00a0 Ivan  Petrov\u200b ,\u200fایران\n", tmp_path)
    assert lines[0].cells == ("Ivan  Petrov", "ایران")


def test_a_text_that_is_too_long_is_a_trouble_of_its_cell_and_the_row_is_there(tmp_path):
    _look, lines = read(csv_text([["Name", "Biography"], ["Ivan", "x" * 10_001], ["Maria", "y" * 10_000]]), tmp_path)
    (trouble,) = lines[0].troubles
    assert (trouble.column, trouble.fatal, len(trouble.text)) == ("Biography", True, 200)
    assert "more than 10,000 characters" in trouble.message
    assert lines[0].cells == ("Ivan", "")
    assert (lines[1].troubles, len(lines[1].cells[1])) == ((), 10_000)


def test_the_example_of_a_template_is_left_out_and_told(tmp_path):
    look, lines = read(csv_text([HEADINGS, ["EXAMPLE: Ana Exemplar", "Belarus", "", ""], *ROWS]), tmp_path)
    assert [line.number for line in lines] == [3, 4]
    assert look.rows == 2
    assert "Ana" not in str(look.samples)
    assert "Row 2 is the template’s example" in look.notes[0]


def test_a_file_that_changed_since_it_was_looked_at_is_not_read_by_the_old_headings(tmp_path):
    look = looked(csv_text([HEADINGS, *ROWS]), tmp_path)
    (tmp_path / "sheet").write_text("Name,Country\nIvan,Russia\n")
    with pytest.raises(NotASheet, match="another than the one that was looked at"):
        list(lines_of(str(tmp_path / "sheet"), "sheet", look))
