"""Broken and hostile files, for every list: a clear report, nothing half-applied, and on it goes."""

import gzip
import json
import os
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from sanctions.lists import FORMATS, opening
from sanctions.models import Change, Entry, Snapshot
from sanctions.vocabulary import SnapshotState
from tests.sanctions import bad_files
from tests.sanctions.bad_files import ALL, EXTERNAL, LAUGHS, WORKBOOKS, XML, good
from tests.sanctions.lists import applied, read

pytestmark = pytest.mark.django_db


def refused(content: bytes, admin, key: str) -> str:
    """Why an upload of this is refused. Nothing of it is left, and the next import of the list works."""
    before = list(Entry.objects.values_list("source__key", "list_id", "content_hash").order_by("pk"))
    snapshot = read(content, admin, key=key)
    assert snapshot.state == SnapshotState.REFUSED, snapshot.message
    assert list(Entry.objects.values_list("source__key", "list_id", "content_hash").order_by("pk")) == before
    assert not snapshot.files.exists()
    assert not Change.objects.filter(snapshot=snapshot).exists()
    again = applied(good(key), admin, key=key, why="A test")
    assert again.state == SnapshotState.APPLIED
    assert Entry.objects.filter(source__key=key).exists()
    return snapshot.message


def test_every_list_that_we_read_is_tried_here():
    assert sorted(FORMATS) == ALL


@pytest.mark.parametrize("key", ALL)
def test_a_good_file_is_read(admin, key):
    snapshot = applied(good(key), admin, key=key)
    assert (snapshot.state, snapshot.message) == (SnapshotState.APPLIED, "")
    assert snapshot.added > 0


@pytest.mark.parametrize("key", sorted(XML))
def test_xml_that_breaks_off(admin, key):
    content = good(key)
    assert "breaks off or is damaged in line" in refused(content[: len(content) * 3 // 5], admin, key)


@pytest.mark.parametrize("key", sorted(WORKBOOKS))
def test_a_workbook_that_breaks_off(admin, key):
    content = good(key)
    assert "cut off or damaged" in refused(content[: len(content) * 3 // 5], admin, key)


@pytest.mark.parametrize("key", ALL)
def test_a_compressed_file_that_breaks_off(admin, key):
    packed = gzip.compress(good(key) + os.urandom(4_000))
    assert "cut off or damaged" in refused(packed[:-2_000], admin, key)


@pytest.mark.parametrize("key", ["uk", "opensanctions"])
def test_text_in_another_encoding_than_the_list_s(admin, key):
    text = good(key).decode("utf-8-sig").replace("Elena", "Елена").replace("Dmitri", "Дмитрий")
    assert "is not in UTF-8" in refused((text + "ж").encode("cp1251"), admin, key)
    assert refused(text.encode("utf-16"), admin, key)


@pytest.mark.parametrize("key", sorted(XML))
def test_xml_in_another_encoding_than_it_claims(admin, key):
    declared, _end, rest = good(key).decode().partition("?>")
    last = rest.rindex("</")
    cyrillic = f"{declared}?>{rest[:last]}ж{rest[last:]}".encode("cp1251", "replace")
    assert "damaged" in refused(cyrillic, admin, key)
    unknown = f'<?xml version="1.0" encoding="no-such-encoding"?>{rest}'.encode()
    assert "encoding" in refused(unknown, admin, key)


@pytest.mark.parametrize(
    ("key", "column"),
    [
        ("uk", "Unique ID"),
        ("uk", "Date Designated"),
        ("opensanctions", "name"),
        ("uk-ofsi", "Group ID"),
        ("au", "Type"),
    ],
)
def test_a_missing_column_is_named(admin, key, column):
    if key in WORKBOOKS:
        rows = [["Something" if cell == column else cell for cell in row] for row in bad_files.table(WORKBOOKS[key])]
        content = bad_files.workbook(rows)
    else:
        wanted = f'"{column}"' if key == "opensanctions" else column
        content = good(key).replace(wanted.encode(), b"Something", 1)
    message = refused(content, admin, key)
    assert column in message or "does not look like this list" in message


def test_formulas_in_a_workbook_are_broken_rows_and_the_rest_is_read(admin):
    rows = bad_files.table("uk_ofsi.csv")
    rows[2][0], rows[3][10] = '=HYPERLINK("http://example.org","LENSKAYA")', "=1+1"
    snapshot = applied(bad_files.workbook(rows), admin, key="uk-ofsi")
    bad = snapshot.changes.filter(kind="rejected").order_by("line")
    assert [(one.line, one.fields["column"]) for one in bad] == [(3, "Name 6"), (4, "DOB")]
    assert snapshot.rejected == 2
    assert Entry.objects.filter(source__key="uk-ofsi", number="RUS1832").get().name == "Yelena LENSKAYA"


@pytest.mark.parametrize("key", sorted(XML))
@pytest.mark.parametrize("doctype", [LAUGHS, EXTERNAL], ids=["billion laughs", "external entities"])
def test_entities_are_refused_before_anything_comes_of_them(admin, key, doctype):
    entity = "&d;" if doctype == LAUGHS else "&a;"
    message = refused(bad_files.with_doctype(good(key), doctype, entity), admin, key)
    assert "defines entities or a document type" in message
    assert "root:" not in message


def test_an_archive_that_only_calls_itself_a_workbook(admin):
    for key in WORKBOOKS:
        assert "no Excel workbook" in refused(bad_files.renamed_zip(), admin, key)


@pytest.mark.parametrize("key", ["uk", "us-sdn", "ca"])
def test_ten_thousand_rows_of_which_five_hundred_are_broken(admin, key, tmp_path):
    content, read_well, broken = bad_files.ten_thousand(key)
    path = tmp_path / "list"
    path.write_bytes(content)
    said = json.loads(command(key, path, "--date", "2023-03-02", "--json").splitlines()[-1])
    assert (said["added"], said["rejected"]) == (read_well, broken)
    rejected = Change.objects.filter(kind="rejected")
    assert rejected.count() == broken
    assert all(one.line and one.fields["reason"] for one in rejected)
    assert Entry.objects.filter(source__key=key).count() == read_well


@pytest.mark.parametrize("key", ALL)
def test_another_list_than_the_chosen_one(admin, key):
    others = [other for other in ALL if not ({key, other} <= set(WORKBOOKS)) and other != key]
    # OFAC's two lists have one shape as XML, and its table of names says nothing of itself.
    others = [other for other in others if {key, other} != {"us-sdn", "us-consolidated"}]
    for other in others[::3]:
        message = refused(good(other), admin, key)
        assert "looks like another list" in message or "does not look like this list" in message, (other, message)


def test_two_workbooks_are_told_apart_by_their_columns(admin):
    assert "No row names the columns" in refused(good("au"), admin, "uk-ofsi")
    assert "No row names the columns" in refused(good("uk-ofsi"), admin, "au")


@pytest.mark.parametrize("key", ALL)
def test_nothing_at_all(admin, key, tmp_path):
    with pytest.raises(ValidationError, match="0 bytes"):
        read(b"", admin, key=key)
    path = tmp_path / "empty"
    path.write_bytes(b"")
    with pytest.raises(CommandError, match="0 bytes"):
        command(key, path)
    assert refused(b" ", admin, key)
    assert refused(gzip.compress(b""), admin, key)


@pytest.mark.parametrize("key", sorted(XML))
def test_a_well_formed_file_with_nothing_in_it(admin, key):
    root = good(key).decode().split("?>", 1)[1].lstrip().split("<", 2)[1].split(">")[0]
    name = root.split()[0]
    message = refused(f'<?xml version="1.0"?><{root}></{name}>'.encode(), admin, key)
    assert "No entry was found" in message or "look like" in message or message


def test_the_command_says_the_same_and_the_next_import_works(tmp_path):
    path = tmp_path / "list.xml"
    path.write_bytes(good("ca")[:700])
    with pytest.raises(CommandError, match="breaks off"):
        command("ca", path)
    assert not Snapshot.objects.exists()
    assert not Entry.objects.exists()
    path.write_bytes(good("ca"))
    assert json.loads(command("ca", path, "--json").splitlines()[-1])["added"] == 4


def command(key: str, path, *options: str) -> str:
    out = StringIO()
    call_command("import_list", key, str(path), *options, stdout=out)
    return out.getvalue()


def resaid(there: bytes, claimed: bytes) -> bytes:
    """A workbook that says of a row or a cell that it stands somewhere else."""
    return bad_files.with_part(good("au"), "xl/worksheets/sheet1.xml", lambda part: part.replace(there, claimed))


def test_a_sheet_that_claims_a_billion_rows(admin, monkeypatch):
    monkeypatch.setattr(opening, "MOST_ROWS", 1_000)
    message = refused(resaid(b'<row r="4"', b'<row r="1000000000"'), admin, "au")
    assert "more than 1000 rows" in message


def test_a_cell_that_claims_the_last_column_is_not_read_and_the_rest_is(admin):
    snapshot = applied(resaid(b'r="S4"', b'r="XFD4"'), admin, key="au")
    assert snapshot.added == 3
