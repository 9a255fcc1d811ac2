"""Excel workbooks (.xlsx): their sheets as pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sheets.reading.bounds import LARGEST_PART, LARGEST_SMALL_PART, LARGEST_TEXTS
from sheets.reading.formats import Formats
from sheets.reading.pages import Row
from sheets.reading.parts import Archive, Walker, damaged
from sheets.reading.rows import Meaning, Rows
from sheets.reading.texts import Texts
from sheets.shapes import NotASheet

BOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
#: What is asked of the elements that name sheets and parts.
ATTRIBUTES = frozenset(("Id", "Type", "Target", "name", "state", "id", "date1904"))
MOST_ELEMENTS = 5_000


class _Elements(Walker):
    """The attributes of the elements of some names."""

    def __init__(self, *names: str) -> None:
        super().__init__()
        self.names = names
        self.found: list[tuple[str, dict[str, str]]] = []

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if name in self.names:
            said = ((key.rpartition(":")[2], value) for key, value in attributes.items())
            self.found.append((name, {key: value for key, value in said if key in ATTRIBUTES}))
            if len(self.found) > MOST_ELEMENTS:
                raise damaged()


class Workbook:
    """A workbook, opened. What its sheets hold is read when it is asked for."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        related = [(of.get("Id", ""), of) for _name, of in self._elements(RELATIONS, "Relationship")]
        kinds = {key: of.get("Type", "").rpartition("/")[2] for key, of in related}
        targets = {key: _part(of.get("Target", "")) for key, of in related}
        parts = {kind: targets[key] for key, kind in kinds.items()}
        said = self._elements(BOOK, "sheet", "workbookPr")
        from_1904 = any(of.get("date1904") in ("1", "true") for name, of in said if name == "workbookPr")
        self.meaning = Meaning(Formats.of(archive, parts.get("styles", "")), self._texts, from_1904)
        self._texts_part = parts.get("sharedStrings", "")
        self._read: list[bytes] | None = None
        self.pages: list[Sheet] = []
        self.hidden: list[Sheet] = []
        once: set[str] = set()  # each part is one sheet; else a small file could be a thousand large ones
        for name, of in said:
            part = targets.get(of.get("id", ""), "")
            if name == "sheet" and kinds.get(of.get("id", "")) == "worksheet" and part not in once:  # else a chart
                once.add(part)
                pages = self.pages if of.get("state", "visible") == "visible" else self.hidden
                pages.append(Sheet(self, of.get("name", ""), part))

    def _elements(self, part: str, *names: str) -> list[tuple[str, dict[str, str]]]:
        elements = _Elements(*names)
        self.archive.walked(part, elements, LARGEST_SMALL_PART)
        return elements.found

    def _texts(self) -> list[bytes]:
        """The texts that cells refer to by number, each once."""
        if self._read is None:
            texts = Texts()
            if self._texts_part in self.archive:
                self.archive.walked(self._texts_part, texts, LARGEST_TEXTS)
            self._read = texts.found
        return self._read


@contextmanager
def workbook(path: str) -> Iterator[Workbook]:
    with open(path, "rb") as file:
        archive = Archive(file)
        if "xl/workbook.bin" in archive:
            raise NotASheet(_("This is a binary workbook (.xlsb): save it as .xlsx and bring that in."))
        if "content.xml" in archive:
            raise NotASheet(_("This is an OpenDocument file (.ods): save it as .xlsx or CSV and bring that in."))
        if BOOK not in archive:
            raise NotASheet(
                _("This is an archive (.zip), and no Excel workbook: unpack it, and bring in the sheet itself.")
            )
        yield Workbook(archive)


def _part(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


class Sheet:
    """One sheet of a workbook."""

    def __init__(self, book: Workbook, name: str, part: str) -> None:
        self.book, self.name, self.part = book, name, part
        self._read: Rows | None = None

    def rows(self) -> Iterator[Row]:
        reader = self._read = Rows(self.book.meaning)
        for _piece in self.book.archive.walk(self.part, reader, LARGEST_PART):
            yield from reader.handed_on()

    def notes(self, heading_row: int, width: int) -> list[str]:
        """What whoever looks at it would not expect. Columns beyond `width` are not read, nor is what is above."""
        said = self._read
        notes: list[str] = []
        if said is None:
            return notes
        merged = sum(row > heading_row for row in said.merged)
        if merged:
            words = ngettext(
                "%(count)s group of merged cells: only the first cell of each has a text, the others are empty.",
                "%(count)s groups of merged cells: only the first cell of each has a text, the others are empty.",
                merged,
            )
            notes.append(words % {"count": merged})
        columns = sum(max(0, min(last, width) - first + 1) for first, last in said.hidden_columns)
        if said.hidden_rows or columns:
            words = _("Hidden rows (%(rows)s) and hidden columns (%(columns)s) are read like the others.")
            notes.append(words % {"rows": said.hidden_rows, "columns": columns})
        return notes
