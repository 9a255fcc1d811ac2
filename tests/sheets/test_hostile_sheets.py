"""Files that are no sheet, or that nobody should be able to hurt us with: a clear sentence, and bounded memory."""

import gzip
import json
import os
import random
import subprocess
import sys
import zipfile

import pytest
from django.conf import settings

from sheets.reading import bounds, lines_of, look_at
from sheets.shapes import NotASheet
from tests.sheets import hostile
from tests.sheets.files import (
    BOOK,
    HEADING_ROW,
    HEADINGS,
    PART,
    RELATIONS,
    ROWS,
    STYLES,
    TEXTS,
    by_hand,
    cell,
    csv_text,
    good_workbook,
    looked,
    read,
    with_parts,
    with_texts,
    workbook,
)
from tests.sheets.hostile import EXTERNAL, LAUGHS, MB
from tests.tampering import tampered

#: Of what reading a file may take beyond what the program takes at rest, and how long.
MOST_MEMORY, LONGEST = 200 * MB, 60
MEASURE = """
import json, re, sys, time, django
from pathlib import Path
django.setup()
from sheets.reading import lines_of, look_at
from sheets.shapes import NotASheet
def used():
    # The peak of this process alone; that of getrusage is inherited from whoever started it.
    return int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) * 1024
before, began = used(), time.process_time()
try:
    look = look_at(sys.argv[1], "sheet")
    said = f"read {sum(1 for line in lines_of(sys.argv[1], 'sheet', look))}"
except NotASheet as error:
    said = str(error)
print(json.dumps([used() - before, time.process_time() - began, said]))
"""
OTHER_FILES = {
    "old Excel file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "compressed": gzip.compress(b"Name,Country\nIvan,Russia\n"),
    "a web page": b"\xef\xbb\xbf\n<HTML><body><table><tr><td>Name</td></tr></table></body></html>",
    "neither CSV": bytes(range(1, 32)) * 40,
    "is empty": b"",
    "neither headings nor rows": b"\n , \n\n",
    "no row below them": b"Name,Country\n\n,\n",
}
TAMPERED_PARTS = (PART, BOOK, STYLES, RELATIONS, TEXTS, "[Content_Types].xml")


def refused(content: bytes | str, folder, *, name: str = "sheet") -> str:
    """Why it is refused: in words for whoever brought it, not for us."""
    with pytest.raises(NotASheet) as error:
        read(content, folder, name=name)
    said = str(error.value)
    assert said.endswith(".")
    assert "Error" not in said
    return said


# --- What is brought in by mistake
@pytest.mark.parametrize("words", list(OTHER_FILES))
def test_a_file_that_is_no_sheet_is_refused_by_what_it_is(tmp_path, words):
    assert words in refused(OTHER_FILES[words], tmp_path, name="people.xlsx")


def test_a_workbook_with_headings_and_no_rows_is_refused(tmp_path):
    assert "no row below them" in refused(workbook([["Our list"], HEADINGS]), tmp_path)
    assert "neither headings nor rows" in refused(workbook([]), tmp_path)


@pytest.mark.parametrize(
    ("part", "words"),
    [("content.xml", "OpenDocument"), ("xl/workbook.bin", ".xlsb"), ("word/document.xml", "no Excel workbook")],
)
def test_an_archive_that_is_no_workbook_of_ours_is_refused_by_what_it_is(tmp_path, part, words):
    with zipfile.ZipFile(tmp_path / "zip", "w") as archive:
        archive.writestr(part, "x")
    assert words in refused((tmp_path / "zip").read_bytes(), tmp_path)


def test_a_workbook_that_is_cut_off_is_refused(tmp_path):
    content = good_workbook()
    for size in (30, len(content) // 2, len(content) - 5):
        assert "cut off or damaged" in refused(content[:size], tmp_path)


@pytest.mark.parametrize("part", [PART, BOOK, RELATIONS])
def test_a_part_that_breaks_off_is_refused(tmp_path, part):
    assert "cut off or damaged" in refused(with_parts(good_workbook(), {part: lambda body: body[:-20]}), tmp_path)


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr("sheets.reading.opening.LARGEST", 1 * MB)
    assert "has 2 MB, and a sheet at most 1" in refused(b"Name,Country\n" + b"Ivan,Russia\n" * 150_000, tmp_path)
    assert bounds.LARGEST == 50 * MB


# --- What is too much of a sheet
def test_ten_thousand_columns_are_refused(tmp_path):
    wide = ",".join(f"H{number}" for number in range(10_000))
    assert "Row 1 has more than 300 columns" in refused(f"{wide}\nIvan\n", tmp_path)
    assert "Row 1 has more than 300 columns" in refused(hostile.ten_thousand_columns(), tmp_path)


def test_three_hundred_columns_are_read(tmp_path):
    headings = [f"H{number}" for number in range(300)]
    for content in (csv_text([headings, headings]), workbook([headings, headings])):
        assert len(looked(content, tmp_path).headings) == 300


def test_more_rows_than_are_brought_in_at_once_are_refused(tmp_path):
    rows = "Ivan,Russia\n" * 20_000
    assert looked(f"Name,Country\n{rows}", tmp_path).rows == 20_000
    assert "more than 20,000 rows" in refused(f"Name,Country\n{rows}Maria,Belarus\n", tmp_path)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (f'<row r="1000000000">{cell("A1000000000", "Ivan")}</row>', "row 1000000000; a sheet ends at 1,048,576"),
        (f'<row r="1">{cell("A1", "Ivan")}</row>', "damaged"),
        ('<row r="-1"/>', "damaged"),
        ('<row r="two"/>', "damaged"),
        (f'<row r="2">{cell("B2", "x")}{cell("A2", "y")}</row>', "damaged"),
        (f'<row r="2">{cell("ZZZ2", "x")}</row>', "damaged"),
        (f'<row r="2">{cell("XFD2", "x")}</row>', "Row 2 has more than 300 columns"),
        ('<row r="2"><c r="A2" s="x"/></row>', "damaged"),
    ],
)
def test_rows_and_columns_that_no_spreadsheet_has_are_refused(tmp_path, row, words):
    assert words in refused(by_hand(HEADING_ROW + row), tmp_path)


def test_a_text_of_a_megabyte_is_named_by_its_row(tmp_path):
    assert "Row 2 has more than 100,000 characters" in refused("Name,Country\nIvan," + "x" * MB, tmp_path)
    _look, lines = read(by_hand(f'{HEADING_ROW}<row r="2">{cell("A2", "x" * MB)}{cell("B2", "y")}</row>'), tmp_path)
    assert "more than 10,000 characters" in lines[0].troubles[0].message
    assert lines[0].cells == ("", "y")


# --- What is made to deceive
@pytest.mark.parametrize("doctype", [LAUGHS, EXTERNAL], ids=["billion laughs", "external entities"])
@pytest.mark.parametrize("part", [PART, BOOK, RELATIONS, STYLES, TEXTS])
def test_entities_are_refused_before_anything_comes_of_them(tmp_path, doctype, part):
    said = refused(hostile.with_doctype(doctype, part), tmp_path)
    assert "defines entities or a document type" in said
    assert "root:" not in said


def test_a_part_that_is_packed_in_a_way_that_takes_gigabytes_to_unpack_is_refused(tmp_path):
    path = tmp_path / "book"
    path.write_bytes(good_workbook())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_LZMA) as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(PART, "<worksheet/>")
    assert "damaged" in refused(path.read_bytes(), tmp_path)


def test_a_workbook_refers_to_parts_that_are_not_there(tmp_path):
    related = {RELATIONS: lambda body: body.replace(b"sheet1.xml", b"../../../etc/passwd")}
    assert "damaged" in refused(with_parts(good_workbook(), related), tmp_path)
    nobody = with_texts(by_hand(f'{HEADING_ROW}<row r="2"><c r="A2" t="s"><v>5</v></c></row>'), "<si><t>x</t></si>")
    _look, lines = read(nobody, tmp_path)
    assert lines[0].troubles[0].column == "Name"


@pytest.mark.parametrize("kind", ["workbook", "table"])
def test_a_tampered_file_is_read_or_refused(tmp_path, kind):
    chance = random.Random(kind)  # the same each time
    good = hostile.good() if kind == "workbook" else csv_text([HEADINGS, *ROWS]).encode()
    path = str(tmp_path / "sheet")
    refusals = 0
    for _number in range(300):
        if kind == "workbook" and chance.random() < 0.8:
            part = chance.choice(TAMPERED_PARTS)
            content = with_parts(good, {part: lambda body: tampered(body, chance, hostile.INSERTED)})
        else:
            content = tampered(good, chance, hostile.INSERTED)
        (tmp_path / "sheet").write_bytes(content)
        try:
            look = look_at(path, "sheet")
            lines = list(lines_of(path, "sheet", look))
        except NotASheet:
            refusals += 1
            continue
        assert all(len(line.cells) == len(look.headings) for line in lines)
        assert len({line.number for line in lines}) == len(lines) == look.rows
        assert len(set(look.headings)) == len(look.headings)
    assert 0 < refusals < 300


# --- What is made to exhaust, each in a process of its own
def measured(path) -> str:
    """What is said of the file; whatever it took was within bounds."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=180,
        check=True,
    )
    taken, seconds, said = json.loads(done.stdout)
    assert taken < MOST_MEMORY, f"{taken // MB} MB"
    assert seconds < LONGEST, f"{seconds:.0f} s"
    return said


@pytest.mark.slow
def test_no_workbook_takes_more_memory_than_is_fair(tmp_path):
    expected = {
        "a zip bomb": "unpacks to far more",
        "a bomb just below the limits": "no row below them",
        "one text without an end": "read 1",
        "one attribute without an end": "damaged",
        "elements within each other": "damaged",
        "elements beside each other": "no row below them",
        "names that are all different": "damaged",
        "a text in pieces": "read 1",
        "a million texts": "read 1",
        "too many texts": "more than 1,000,000 different texts",
        "long texts": "read 1",
        "formats": "damaged",
        "formats by code": "damaged",
        "relations": "damaged",
        "groups of merged cells": "no row below them",
        "parts": "damaged",
        "sheets that are all the same": "neither headings nor rows",
    }
    said = {}
    for name, content in hostile.exhausting().items():
        (tmp_path / "book").write_bytes(content)
        said[name] = measured(tmp_path / "book")
    assert {name: words for name, words in said.items() if expected[name] not in words} == {}
    assert said.keys() == expected.keys()


@pytest.mark.slow
def test_no_table_takes_more_memory_than_is_fair(tmp_path):
    expected = {
        "quoted": "Row 2 (line 2 of the file) opens a quotation mark",
        "commas": "read 1",
        "more commas": "Row 3 has more than 300 columns",
        "empty lines": "more than 1,048,576 lines",
        "marks": "Row 3 has more than 100,000 characters",
        "one line": "Row 2 has more than 100,000 characters",
        "too large": "has 200 MB, and a sheet at most 50",
    }
    said = {name: measured(path) for name, path in hostile.exhausting_tables(tmp_path).items()}
    assert {name: words for name, words in said.items() if expected[name] not in words} == {}
    assert said.keys() == expected.keys()
