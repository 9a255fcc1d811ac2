"""Files that nobody should be able to hurt us with, for every list that we read."""

import gzip
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.sanctions.parsing import SAMPLES, table, workbook

XML = {"us-consolidated": "us_consolidated.xml", "us-sdn-advanced": "us_advanced.xml"} | {
    key: f"{key}.xml" for key in ("eu", "ca", "un", "ch")
}
CSV = {"us-sdn": "us_sdn.csv", "uk": "uk.csv", "opensanctions": "opensanctions.csv"}
WORKBOOKS = {"uk-ofsi": "uk_ofsi.csv", "au": "au.csv"}
ALL = sorted([*XML, *CSV, *WORKBOOKS])
MB = 1024 * 1024

LAUGHS = """<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>"""
EXTERNAL = '<!DOCTYPE list [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY % b SYSTEM "http://127.0.0.1:9/x">]>'


def good(key: str) -> bytes:
    """A small file of the list as its publisher would give it."""
    if key in WORKBOOKS:
        return workbook(table(WORKBOOKS[key]))
    return (SAMPLES / (XML | CSV)[key]).read_bytes()


def with_doctype(content: bytes, doctype: str, entity: str = "&d;") -> bytes:
    """The XML with a document type, and its entity where the first text stands."""
    text = content.decode()
    head, _sign, rest = text.partition("?>")
    first = rest.index("</", rest.index(">", rest.index("<") + 1))
    return f"{head}?>{doctype}{rest[:first]}{entity}{rest[first:]}".encode()


def gzip_bomb(head: bytes, size: int = 300 * MB) -> bytes:
    """A kilobyte for each megabyte that comes out of it."""
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb") as file:
        file.write(head)
        for _number in range(size // MB):
            file.write(b" " * MB)
    return packed.getvalue()


def zip_bomb(content: bytes, size: int = 400 * MB) -> bytes:
    """A workbook one part of which unpacks to `size`."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for part in old.infolist():
            if part.filename != "xl/worksheets/sheet1.xml":
                new.writestr(part, old.read(part))
        with new.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as file:
            for _number in range(size // MB):
                file.write(b" " * MB)
    return packed.getvalue()


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with one of its parts changed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            body = old.read(part)
            new.writestr(part.filename, change(body) if part.filename == name else body)
    return packed.getvalue()


def renamed_zip() -> bytes:
    """An archive that is no workbook."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("list.csv", good("uk"))
    return packed.getvalue()


def ten_thousand(key: str, broken: int = 500) -> tuple[bytes, int, int]:
    """A file of 10,000 rows, `broken` of which cannot be read, with the counts of good and bad ones."""
    step = 10_000 // broken
    lines = {"uk": _uk_rows, "us-sdn": _us_rows, "ca": _ca_rows}[key](step)
    return "\n".join(lines).encode(), 10_000 - broken, broken


def _uk_rows(step: int) -> Iterator[str]:
    yield "Unique ID,Name 6,Name 1,Name type,Regime Name,Date Designated"
    for number in range(10_000):
        broken = ["", f"RUS{number},short", f"RUS{number},N,,Primary Name,R,31/02/2023"]
        good_row = f"RUS{number},PERSON{number},Ivan,Primary Name,Russia,01/02/2023"
        yield (broken[number // step % 3] or ",NONE,,Primary Name,R,") if number % step == 0 else good_row


def _us_rows(step: int) -> Iterator[str]:
    for number in range(1, 10_001):
        fields = ["x" if number % step == 0 else str(number), f'"PERSON{number}, Ivan"', '"individual"', '"GLOMAG"']
        yield ",".join([*fields, *["-0- "] * (4 if number % (2 * step) == 0 else 8)])


def _ca_rows(step: int) -> Iterator[str]:
    yield "<data-set>"
    for number in range(10_000):
        item = "" if number % step == 0 else str(number)
        yield (
            f"<record><Country>Russia</Country><LastName>Person{number}</LastName><GivenName>Ivan</GivenName>"
            f"<Schedule>1</Schedule><Item>{item}</Item><DateOfListing>2023-02-01</DateOfListing></record>"
        )
    yield "</data-set>"


def one_long_line(path: Path, head: bytes, size: int = 300 * MB) -> None:
    """A file that begins like the list and goes on in one line; the disk holds next to nothing of it."""
    with path.open("wb") as file:
        file.write(head + b"x" * 4 * MB)
        file.truncate(len(head) + size)


def filled(path: Path, head: bytes, filler: bytes, size: int = 20 * MB) -> None:
    """A file that begins with `head` and goes on with the same over and over."""
    with path.open("wb") as file:
        file.write(head)
        file.write(filler * (size // len(filler)))
