"""Which kind of file it is: by what it holds, whatever it is called."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sheets.reading.bounds import LARGEST, MB
from sheets.reading.pages import Book
from sheets.reading.table import Table
from sheets.reading.workbook import workbook
from sheets.shapes import NotASheet

ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
#: What is brought in by mistake, by its first bytes, and what to do instead.
OTHERS = {
    b"\xd0\xcf\x11\xe0": gettext_lazy(
        "“%(name)s” is an old Excel file (.xls), or one with a password: save it as .xlsx without a password."
    ),
    b"%PDF": gettext_lazy("“%(name)s” is a PDF: bring in the spreadsheet it was made from, as .xlsx or CSV."),
    b"\x1f\x8b": gettext_lazy("“%(name)s” is compressed (.gz): unpack it, and bring in the sheet itself."),
    b"Rar!": gettext_lazy("“%(name)s” is an archive (.rar): unpack it, and bring in the sheet itself."),
    b"7z\xbc\xaf": gettext_lazy("“%(name)s” is an archive (.7z): unpack it, and bring in the sheet itself."),
    b"{\\rtf": gettext_lazy("“%(name)s” is a text document: copy its table into a spreadsheet and save it as .xlsx."),
} | dict.fromkeys(
    (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF"),
    gettext_lazy("“%(name)s” is a picture: bring in the spreadsheet itself, as .xlsx or CSV."),
)
MARKUP = gettext_lazy(
    "“%(name)s” is a web page or XML, whatever it is called: open it in a spreadsheet program and save it as .xlsx."
)


@contextmanager
def opened(path: str, name: str) -> Iterator[Book]:
    """The pages of a file. Raises NotASheet for one that is no sheet, and while its rows are read."""
    with open(path, "rb") as file:
        head = file.read(512)
        size = file.seek(0, os.SEEK_END)
    if not size:
        raise NotASheet(_("“%(name)s” is empty (0 bytes): save or fetch it again.") % {"name": name})
    if size > LARGEST:
        raise NotASheet(
            _("“%(name)s” has %(size)s MB, and a sheet at most %(limit)s: take out pictures, or save it as CSV.")
            % {"name": name, "size": f"{size / MB:,.0f}", "limit": LARGEST // MB}
        )
    if head.startswith(ZIP):
        with workbook(path) as book:
            yield book
        return
    _refuse_others(head, name)
    yield Table(path)


def _refuse_others(head: bytes, name: str) -> None:
    for mark, words in OTHERS.items():
        if head.startswith(mark):
            raise NotASheet(words % {"name": name})
    if (
        head.removeprefix(b"\xef\xbb\xbf")
        .lstrip()[:9]
        .lower()
        .startswith((b"<!doctype", b"<html", b"<?xml", b"<table"))
    ):
        raise NotASheet(MARKUP % {"name": name})
