"""Opening what somebody sends us: plain or .gz, read as a stream, with a bound on what may come out of it."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

from sanctions.lists.shapes import NotThisList

MB = 1024 * 1024
#: The largest list there is takes 122 MB (OFAC's advanced XML); OpenSanctions' some hundreds.
LARGEST = 2048 * MB
LARGEST_ROW, MOST_LINES = 1 * MB, 5_000_000
#: Of an XML list, one entry with all that stands in it (the longest real ones take 10 kB); and how deep its elements
#: stand within each other. What is longer takes the parser a time that grows with its square.
LARGEST_ELEMENT, DEEPEST = 2 * MB, 64
#: Of one text in it: names are taken apart in a time that grows with its square, too.
LONGEST_TEXT = 100_000
#: A workbook's parts together: the largest list takes 17 MB.
LARGEST_WORKBOOK = 256 * MB
#: Of a sheet: 36 columns and 18,796 rows are the most there is.
WIDEST, MOST_ROWS = 64, 500_000
#: Text compresses to a twentieth or so; a bomb to a thousandth.
STEEPEST, STEEP_FROM = 150, 64 * MB
HEAD = 4096
GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"

csv.field_size_limit(LARGEST_ROW)


class Bounded(io.RawIOBase):
    """Reads from `inner` (uncompressing it) and refuses to read more than is fair."""

    def __init__(self, inner: IO[bytes] | gzip.GzipFile, *, packed: int = 0, largest: int = LARGEST) -> None:
        self.inner, self.packed, self.largest, self.count = inner, packed, largest, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self.inner.read(len(buffer))
        except (EOFError, OSError, zlib.error) as error:
            raise NotThisList(_("The compressed file is cut off or damaged: fetch it again.")) from error
        self.count += len(data)
        if self.count > self.largest:
            raise NotThisList(
                _("More than %(limit)s MB come out of this file: no list is that large.")
                % {"limit": self.largest // MB}
            )
        if self.packed and self.count > STEEP_FROM and self.count > STEEPEST * self.packed:
            raise NotThisList(_("This file unpacks to far more than a list would: it is not read further."))
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def opened(path: str) -> Iterator[IO[bytes]]:
    """The bytes of a file, whether it is compressed or not. Raises NotThisList for an empty one."""
    with open(path, "rb") as file:
        head = file.read(4)
        if not head:
            raise NotThisList(_("The file is empty (0 bytes): fetch it again."))
        size = file.seek(0, io.SEEK_END)
        file.seek(0)
        if head[:2] == GZIP:
            with gzip.open(file) as inner:
                yield io.BufferedReader(Bounded(inner, packed=size), MB)
        else:
            yield io.BufferedReader(Bounded(file), MB)


def head_of(path: str) -> bytes:
    """The first bytes, uncompressed: what `looks_like` is given."""
    with opened(path) as stream:
        return stream.read(HEAD)


def peeked(stream: IO[bytes]) -> bytes:
    """The first bytes, which stay to be read."""
    return stream.peek(HEAD)[:HEAD] if hasattr(stream, "peek") else b""


# --- XML
class _Fed:
    """Hands a stream on, and refuses to feed one element without an end. `since`: bytes since the last that ended."""

    def __init__(self, inner: IO[bytes]) -> None:
        self.inner, self.since = inner, 0

    def read(self, size: int = -1) -> bytes:
        data = self.inner.read(size)
        self.since += len(data)
        if self.since > LARGEST_ELEMENT:
            words = _("One entry of the XML has more than %(limit)s MB: this is no list.")
            raise NotThisList(words % {"limit": LARGEST_ELEMENT // MB})
        return data


def elements(stream: IO[bytes], *tags: str, root: str = "") -> Iterator[tuple[str, Element, int]]:
    """Each element of one of these names (without its namespace), whole, and its number; forgotten once yielded.

    Names within it have their namespace taken off too. Document types, entities and external references are refused.
    Raises NotThisList for what is no XML, for one that is cut off, and where the root has another name than `root`.
    """
    number, within = 0, 0
    path: list[Element] = []
    fed = _Fed(stream)
    try:
        for event, element in iterparse(fed, events=("start", "end"), forbid_dtd=True):
            if not within:
                fed.since = 0
            if event == "start":
                if len(path) > DEEPEST:
                    raise NotThisList(_("The elements of the XML stand too deep within each other: this is no list."))
                name = _local(element.tag)
                if not path and root and name != root:
                    raise NotThisList(
                        _("The file begins with <%(name)s>, this list with <%(root)s>: it is another file.")
                        % {"name": name, "root": root}
                    )
                element.tag = name
                path.append(element)
                within += name in tags
                continue
            path.pop()
            if wanted := element.tag in tags:
                number += 1
                within -= 1
                yield element.tag, element, number
            # What nobody asked for is forgotten too: else the tree would grow with the file.
            if wanted or not within:
                element.clear()
                if path:
                    path[-1].remove(element)
    except ParseError as error:
        line, column = error.position
        words = _("The XML breaks off or is damaged in line %(line)s, column %(column)s: fetch it again.")
        raise NotThisList(words % {"line": line, "column": column}) from None
    except DefusedXmlException:
        words = _("The XML defines entities or a document type of its own. No list does: it is not read.")
        raise NotThisList(words) from None
    except (ValueError, LookupError) as error:  # an encoding that is none, or that the letters are not in
        raise NotThisList(_("The file is not in the encoding that it claims: %(why)s.") % {"why": error}) from None


def _local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]


def text_of(element: Element, path: str) -> str:
    """The text at `path`, trimmed; "" where there is none. Raises NotThisList for one without an end."""
    text = (element.findtext(path) or "").strip()
    if len(text) > LONGEST_TEXT:
        raise NotThisList(
            _("One text of the XML has more than %(limit)s letters: this is no list.") % {"limit": LONGEST_TEXT}
        )
    return text


# --- CSV
def lines(stream: IO[bytes], encodings: tuple[str, ...] = ("utf-8-sig",)) -> Iterator[str]:
    """The lines of a text file. Raises NotThisList where it is in none of the `encodings`."""
    head = peeked(stream)
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise NotThisList(_("This file is in UTF-16: save it as UTF-8, or fetch it again."))
    if b"\0" in head:
        raise NotThisList(_("This is no text file: a list in CSV was expected."))
    number = 0
    while data := stream.readline(LARGEST_ROW + 1):
        number += 1
        if number > MOST_LINES:
            raise NotThisList(_("More than %(limit)s lines: no list is that long.") % {"limit": MOST_LINES})
        if len(data) > LARGEST_ROW:
            raise NotThisList(_("Line %(line)s has more than 1 MB: this is no list.") % {"line": number})
        yield _decoded(data, number, encodings)
        if number == 1:
            # The mark of UTF-8 stands before the first line only; plain UTF-8 is read ten times as fast.
            encodings = tuple(encoding.removesuffix("-sig") for encoding in encodings)


def _decoded(data: bytes, number: int, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    said = " or ".join(encodings).replace("utf-8-sig", "utf-8").upper()
    raise NotThisList(
        _("Line %(line)s is not in %(said)s: save or fetch the file in that encoding.") % {"line": number, "said": said}
    )


# --- XLSX
@contextmanager
def workbook_rows(stream: IO[bytes], *, sheet: str = "") -> Iterator[Iterator[tuple[Any, ...]]]:
    """The rows of the first (or named) sheet, as cells of openpyxl; what unpacks too large is refused beforehand."""
    from openpyxl import load_workbook  # it takes a third of a second to load, and only two lists need it

    if not stream.peek(4)[:4].startswith(ZIP):  # type: ignore[attr-defined]
        raise NotThisList(_("This is no Excel workbook (.xlsx)."))
    kept = io.BytesIO(stream.read(64 * MB))
    if stream.read(1):
        raise NotThisList(_("A workbook of more than 64 MB is no list of this kind."))
    _check_archive(kept)
    try:
        book = load_workbook(kept, read_only=True, data_only=False, keep_links=False)
        page = book[sheet] if sheet else book.worksheets[0]
    except Exception as error:  # whatever a part that was tampered with makes of openpyxl
        raise NotThisList(
            _("The workbook cannot be read (%(why)s). Save it as .xlsx again.") % {"why": type(error).__name__}
        ) from None
    page.reset_dimensions()
    try:
        yield _whole_rows(page.iter_rows(max_col=WIDEST))
    finally:
        book.close()


def _whole_rows(rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    try:
        # A sheet can say that its next row is the billionth: the ones before it come too, empty.
        yield from islice(rows, MOST_ROWS)
        more = next(rows, None)
    except Exception as error:  # as above
        raise NotThisList(
            _("The workbook breaks off (%(why)s). Fetch it again.") % {"why": type(error).__name__}
        ) from None
    if more is not None:
        raise NotThisList(_("The sheet has more than %(limit)s rows: no list has.") % {"limit": MOST_ROWS})


def _check_archive(file: IO[bytes]) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError):
        raise NotThisList(_("The workbook is cut off or damaged: fetch it again.")) from None
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise NotThisList(_("This is an archive, and no Excel workbook (.xlsx)."))
    size, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if len(parts) > 2000 or size > LARGEST_WORKBOOK or (size > STEEP_FROM and size > STEEPEST * max(packed, 1)):
        raise NotThisList(_("This workbook unpacks to far more than a list would: it is not read."))


def cleaned(row: Mapping[str, Any]) -> dict[str, str]:
    """A row's values as trimmed text, without those that are empty."""
    texts = ((str(name), " ".join(str(value).split())) for name, value in row.items() if value is not None and name)
    return {name: text for name, text in texts if text}
