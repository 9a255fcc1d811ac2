"""Files made to exhaust or to deceive whoever reads them."""

import io
import random
import zipfile
from pathlib import Path

from tests.sheets.files import (
    BOOK,
    HEADING_ROW,
    MAIN,
    NAMESPACES,
    PART,
    RELATIONS,
    STYLES,
    TEXTS,
    by_hand,
    cell,
    good_workbook,
    with_parts,
    with_texts,
)

MB = 1024 * 1024
LAUGHS = """<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>"""
EXTERNAL = '<!DOCTYPE list [<!ENTITY c SYSTEM "file:///etc/passwd">]>'
INSERTED = (b"\0", b'"', b"<", b"&", b";", b",", b"\xff", b"\n", b"9" * 20, b"/>", b"]]>", b"-1", b"=1+1")


def good() -> bytes:
    """A workbook that refers to a text by its number."""
    row = f'<row r="2"><c r="A2" t="s"><v>0</v></c>{cell("B2", "Russia")}</row>'
    return with_texts(by_hand(HEADING_ROW + row), "<si><t>Ivan Petrov</t></si>")


def filled(name: str, head: str, filler: str, size: int, tail: str = "") -> bytes:
    """A workbook one part of which begins with `head` and goes on with the same over and over, packed well."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(good())) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        with new.open(name, "w", force_zip64=True) as file:
            file.write(head.encode())
            piece = (filler * max(1, MB // len(filler))).encode()
            for _number in range(size // len(piece)):
                file.write(piece)
            file.write(tail.encode())
    return packed.getvalue()


def noisy(name: str, head: str, one: str, size: int, tail: str = "") -> bytes:
    """The same with a number put into each repetition, so that it packs as badly as what people write."""
    chance = random.Random(name)
    pieces = "".join(one.format(chance.randrange(10**8)) for _number in range(size // len(one)))
    return with_parts(good(), {name: f"{head}{pieces}{tail}".encode()})


def many_parts(count: int) -> bytes:
    """An archive of so many empty parts: the list of them is what is large."""
    packed = io.BytesIO(good_workbook())
    with zipfile.ZipFile(packed, "a") as archive:
        for number in range(count):
            archive.writestr(zipfile.ZipInfo(f"x/{number}"), b"")
    return packed.getvalue()


def many_sheets(count: int) -> bytes:
    """A workbook that calls one part by many names."""
    named = "".join(f'<sheet name="S{number}" sheetId="{number + 1}" r:id="rId1"/>' for number in range(count))
    book = f"<workbook {NAMESPACES}><sheets>{named}</sheets></workbook>"
    return with_parts(
        good_workbook(), {BOOK: book.encode(), PART: f"<worksheet {MAIN}><sheetData/></worksheet>".encode()}
    )


def with_doctype(doctype: str, part: str) -> bytes:
    """The workbook with a document type in one part, and its entity used."""

    def change(body: bytes) -> bytes:
        text = body.decode()
        head, sign, rest = text.rpartition("?>")
        return f"{head}{sign}{doctype}{rest}".replace("Ivan Petrov", "&c;").replace("Russia", "&c;").encode()

    return with_parts(good(), {part: change})


_SHEET, _END = f"<worksheet {MAIN}><sheetData>{HEADING_ROW}", "</sheetData></worksheet>"
_ROW, _ROW_END = '<row r="2"><c r="A2" t="inlineStr"><is><t>', "</t></is></c></row>"
_TEXTS, _FORMATS = f"<sst {MAIN}>", f"<styleSheet {MAIN}><cellXfs>"


def exhausting() -> dict[str, bytes]:
    """Files by what they are, each of which would take hundreds of megabytes from whoever keeps what it holds."""
    below = 31 * MB  # of where it is noticed how well a part packs
    return {
        "a zip bomb": filled(PART, _SHEET, " ", 400 * MB, _END),
        "a bomb just below the limits": filled(PART, _SHEET, " ", below, _END),
        "one text without an end": filled(PART, _SHEET + _ROW, "x", below, _ROW_END + _END),
        "one attribute without an end": filled(PART, f'{_SHEET}<row r="2" spans="', "x", below, f'"/>{_END}'),
        "elements within each other": filled(PART, _SHEET, "<a>", below),
        "elements beside each other": filled(PART, _SHEET, "<a/>", below, _END),
        "names that are all different": noisy(PART, _SHEET, "<a{}/>", 20 * MB, _END),
        "a text in pieces": filled(PART, _SHEET + _ROW, "x</t><t>", below, _ROW_END + _END),
        "a million texts": noisy(TEXTS, _TEXTS, "<si><t>{}</t></si>", 16 * MB, "</sst>"),
        "too many texts": noisy(TEXTS, _TEXTS, "<si><t>{}</t></si>", 40 * MB, "</sst>"),
        "long texts": noisy(TEXTS, _TEXTS, f"<si><t>{{}}{'ж' * 4_000}</t></si>", 15 * MB, "</sst>"),
        "formats": filled(STYLES, _FORMATS, "<xf/>", 12 * MB, "</cellXfs></styleSheet>"),
        "formats by code": noisy(STYLES, _FORMATS, '<numFmt numFmtId="{}" formatCode="y"/>', 12 * MB),
        "relations": filled(RELATIONS, "<Relationships>", '<Relationship Id="1" Target="x"/>', 15 * MB),
        "groups of merged cells": filled(
            PART, f"{_SHEET}</sheetData>", '<mergeCell ref="A1:B2"/>', below, "</worksheet>"
        ),
        "parts": many_parts(60_000),
        "sheets that are all the same": many_sheets(4_000),
    }


def exhausting_tables(folder: Path) -> dict[str, Path]:
    """The same as text files; the disk holds next to nothing of some."""
    (folder / "quoted").write_bytes(b'Name,Country\n"' + b"Ivan,Russia\n" * (49 * MB // 12))
    (folder / "commas").write_bytes(b"Name,Country\nIvan,Russia\n" + (b"," * 16_000 + b"\n") * 3_000)
    (folder / "more commas").write_bytes(b"Name,Country\nIvan,Russia\n" + (b"," * 90_000 + b"\n") * 500)
    (folder / "empty lines").write_bytes(b"Name,Country\nIvan,Russia\n" + b"\n" * 49 * MB)
    (folder / "marks").write_bytes(b"Name,Country\nIvan,Russia\n" + b'"' * 49 * MB)
    for name, size in (("one line", 49 * MB), ("too large", 200 * MB)):
        with (folder / name).open("wb") as file:
            file.write(b"Name,Country\nIvan," + b"x" * MB)
            file.truncate(size)
    return {path.name: path for path in folder.iterdir()}


def ten_thousand_columns() -> bytes:
    headings = "".join(
        f'<c r="{_letters(place)}1" t="inlineStr"><is><t>H{place}</t></is></c>' for place in range(10_000)
    )
    return by_hand(f'<row r="1">{headings}</row><row r="2">{cell("A2", "Ivan")}</row>')


def _letters(place: int) -> str:
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name
