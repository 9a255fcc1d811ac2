"""The parts of a workbook: an archive that is not trusted, and XML that is read as a stream and never kept.

openpyxl's reader tells neither merged cells nor hidden rows, and builds objects of all that a part holds; the adversary
chooses what that is. Here nothing grows with a part but what a reader of it keeps.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import IO
from xml.parsers import expat

from django.utils.translation import gettext as _

from sheets.reading.bounds import LARGEST_PART, LARGEST_WORKBOOK, MB
from sheets.shapes import NotASheet

PIECE = 64 * 1024
#: Text compresses to a twentieth or so; a bomb to a thousandth.
STEEPEST, STEEP_FROM = 150, 32 * MB
#: The list of what an archive holds, of which ours takes 2 kB.
LARGEST_INDEX = 1 * MB
#: Elements within each other, different names of them, and how far one start of an element may reach.
DEEPEST, MOST_NAMES, LONGEST_TOKEN = 64, 5_000, 1 * MB

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class Walker:
    """Is told of each element of a part, by its name without prefix. To be filled by whoever needs something of it."""

    def __init__(self) -> None:
        self._depth = 0

    def started(self, name: str, attributes: dict[str, str]) -> None: ...

    def ended(self, name: str) -> None: ...

    def said(self, text: str) -> None: ...

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise damaged()
        self.started(name.rpartition(":")[2] if ":" in name else name, attributes)

    def end(self, name: str) -> None:
        self._depth -= 1
        self.ended(name.rpartition(":")[2] if ":" in name else name)


class Archive:
    """The parts by name. Raises NotASheet for what is no archive, or no workbook."""

    def __init__(self, file: IO[bytes]) -> None:
        try:
            self.zip = zipfile.ZipFile(_Careful(file))
        except DAMAGED:
            raise damaged() from None
        if (size := sum(part.file_size for part in self.zip.infolist())) > LARGEST_WORKBOOK:
            raise _too_much(size)

    def __contains__(self, name: str) -> bool:
        return name in self.zip.NameToInfo

    def walk(self, name: str, walker: Walker, largest: int = LARGEST_PART) -> Iterator[None]:
        """Read a part through `walker`, a piece at a time, so that what it found can be handed on in between."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = walker.start, walker.end
        parser.CharacterDataHandler = walker.said
        # Entities can be declared nowhere else: no bomb of them, and nothing from outside.
        parser.StartDoctypeDeclHandler = _refuse_doctype
        try:
            with self._opened(name, largest) as stream:
                fed = 0
                while piece := stream.read(PIECE):
                    fed += len(piece)
                    parser.Parse(piece)
                    if fed - parser.CurrentByteIndex > LONGEST_TOKEN or len(parser.intern) > MOST_NAMES:
                        raise damaged()
                    yield
                parser.Parse(b"", True)
                yield
        except NotASheet:
            raise
        except (expat.ExpatError, LookupError, *DAMAGED):
            raise damaged() from None

    def walked(self, name: str, walker: Walker, largest: int) -> None:
        for _piece in self.walk(name, walker, largest):
            pass

    def _opened(self, name: str, largest: int) -> IO[bytes]:
        try:
            part = self.zip.getinfo(name)
        except KeyError:
            raise damaged() from None
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise damaged()  # others may ask for gigabytes before they give one byte
        size = part.file_size
        if size > largest or (size > STEEP_FROM and size > STEEPEST * max(part.compress_size, 1)):
            raise _too_much(size)
        return self.zip.open(part)


class _Careful:
    """A file of which nobody reads much at a time: an archive says itself how long the list of its parts is."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(min(size, LARGEST_INDEX + 1) if size >= 0 else LARGEST_INDEX + 1)
        if len(data) > LARGEST_INDEX:
            raise damaged()
        return data


def damaged() -> NotASheet:
    return NotASheet(
        _("The workbook is cut off or damaged: open it in a spreadsheet program and save it as .xlsx again.")
    )


def _too_much(size: int) -> NotASheet:
    words = _("The workbook unpacks to far more than a sheet would (%(size)s MB): save its rows alone as CSV.")
    return NotASheet(words % {"size": f"{size // MB:,}"})


def _refuse_doctype(*_said: object) -> None:
    raise NotASheet(_("The workbook defines entities or a document type of its own. None does: it is not read."))
