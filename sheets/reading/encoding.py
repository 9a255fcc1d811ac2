"""In which encoding a text file is: UTF-8 where it can be that, else the likeliest, and a note that says so."""

from __future__ import annotations

import codecs
import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sheets.reading.bounds import MB
from sheets.shapes import NotASheet

MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
NAMES = {
    "cp1251": gettext_lazy("Windows-1251 (Cyrillic)"),
    "cp1252": gettext_lazy("Windows-1252 (Western European)"),
    "gb18030": gettext_lazy("GB18030 (Chinese)"),
}
#: Enough of a text to tell its language by.
ENOUGH = 64 * 1024
_FOREIGN = re.compile(rb"[\x80-\xff]+")
#: In Chinese a third of these bytes are among them, in Cyrillic only a few of Belarusian's and Ukrainian's letters.
_SELDOM_CYRILLIC = re.compile(rb"[\xa1-\xbf]")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x19\x1b-\x1f\x7f]")


def encoding_of(path: str) -> tuple[str, str]:
    """The encoding of a text file, and a note where it was guessed. Raises NotASheet for what is no text."""
    with open(path, "rb") as file:
        head = file.read(4096)
    for mark, encoding in MARKS.items():
        if head.startswith(mark):
            return _checked(path, encoding), ""
    if wide := _wide(head):
        return _checked(path, wide), ""
    if 100 * len(_CONTROL.findall(head)) > len(head):
        raise NotASheet(
            _("This is neither CSV nor an Excel workbook: open it in a spreadsheet program and save it as .xlsx.")
        )
    if _trouble(path, "utf-8") is None:
        return "utf-8", ""
    encoding = _checked(path, likeliest(_foreign_lines(path)))
    note = _("The file is not in UTF-8. It was read as %(encoding)s: if names look wrong, save it as “CSV UTF-8”.")
    return encoding, note % {"encoding": NAMES[encoding]}


def likeliest(text: bytes) -> str:
    """Western, Cyrillic or Chinese, by how the bytes that are not ASCII stand together."""
    runs = _FOREIGN.findall(text)
    if 2 * sum(len(run) == 1 for run in runs) >= len(runs):
        return "cp1252"  # letters with accents stand alone among plain ones; other scripts fill whole words
    foreign = b"".join(runs)
    if 6 * len(_SELDOM_CYRILLIC.findall(foreign)) > len(foreign):
        return "gb18030"
    return "cp1251"


def _wide(head: bytes) -> str:
    """UTF-16 that has lost its mark: every other byte of plain letters is empty."""
    half = len(head) // 2
    for encoding, empty in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if half and 3 * empty.count(0) > half:
            return encoding
    return ""


def _checked(path: str, encoding: str) -> str:
    line = _trouble(path, encoding)
    if line is not None:
        raise NotASheet(
            _("Line %(line)s is in no encoding we know: open the file in a spreadsheet program and save it as .xlsx.")
            % {"line": line}
        )
    return encoding


def _trouble(path: str, encoding: str) -> int | None:
    """The first line that is not in this encoding, or None. Read in pieces: a line may be as long as the file."""
    decoder, line = codecs.getincrementaldecoder(encoding)(), 1
    with open(path, "rb") as file:
        while True:
            data = file.read(MB)
            try:
                line += decoder.decode(data, final=not data).count("\n")
            except UnicodeDecodeError as error:
                return line + error.object[: error.start].count(b"\n")
            if not data:
                return None


def _foreign_lines(path: str) -> bytes:
    found: list[bytes] = []
    size = 0
    with open(path, "rb") as file:
        while size < ENOUGH and (line := file.readline(ENOUGH)):
            if not line.isascii():
                found.append(line)
                size += len(line)
    return b"".join(found)
