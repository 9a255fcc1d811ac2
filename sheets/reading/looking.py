"""Looking at a file, and reading its rows: what `sheets.reading` offers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sheets.reading.bounds import HEADINGS_WITHIN, LONGEST_CELL, MOST_ROWS, SAMPLES
from sheets.reading.heading_row import Headings, headings_of, insist_on_headings
from sheets.reading.opening import opened
from sheets.reading.pages import Book, Page, Row
from sheets.shapes import LONGEST_SHOWN, Line, Look, NotASheet, Trouble
from sheets.vocabulary import SheetKind

#: With this one cell of a template's example begins; such a row is nobody's.
EXAMPLE = "EXAMPLE:"
MOST = max(MOST_ROWS.values())


def look_at(path: str, name: str, sheet: str = "") -> Look:
    """What a file holds. `sheet`: the one to read, where the first with headings is not meant.

    Raises NotASheet, with what is wrong and how to mend it.
    """
    with opened(path, name) as book:
        page, headings = _chosen(book, sheet)
        insist_on_headings(headings)
        seen = _Seen.of(page, headings)
        columns = sorted(seen.columns | {place for place, text in enumerate(headings.texts) if text})
        if not seen.rows and not seen.examples:
            words = _("The sheet has headings (row %(row)s) and no row below them: there is nothing to bring in.")
            raise NotASheet(words % {"row": headings.row})
        return Look(
            sheet=page.name,
            sheets=tuple(one.name for one in book.pages if one.name),
            heading_row=headings.row,
            headings=tuple(headings.names[column] for column in columns),
            samples=tuple(_texts(row, columns) for row in seen.samples),
            rows=seen.rows,
            notes=(
                *_choice(book, page),
                *page.notes(headings.row, max(columns) + 1),
                *headings.notes(columns),
                *seen.notes(),
            ),
        )


def lines_of(path: str, name: str, look: Look) -> Iterator[Line]:
    """The rows below the headings, without empty ones and examples. Raises NotASheet, as `look_at` does."""
    with opened(path, name) as book:
        page = _named(book, look.sheet)
        headings = headings_of(_first_rows(page))
        places = {text: place for place, text in enumerate(headings.names)} if headings else {}
        if headings is None or headings.row != look.heading_row or not set(look.headings) <= places.keys():
            raise NotASheet(_("The file is another than the one that was looked at: bring it in anew."))
        columns = [places[heading] for heading in look.headings]
        for row in _rows_below(page, headings.row):
            if not is_example(row):
                yield _line(row, look.headings, columns)


def insist_on_few_rows(look: Look, kind: SheetKind) -> None:
    """Raises NotASheet where a sheet of this kind is longer than is brought in at once."""
    if look.rows > MOST_ROWS[kind]:
        raise _too_many_rows(MOST_ROWS[kind])


def is_example(row: Row) -> bool:
    return any(text.startswith(EXAMPLE) for text in row.texts)


@dataclass
class _Seen:
    """What a first reading of all rows shows."""

    columns: set[int] = field(default_factory=set)
    samples: list[Row] = field(default_factory=list)
    examples: list[int] = field(default_factory=list)
    rows: int = 0

    @classmethod
    def of(cls, page: Page, headings: Headings) -> _Seen:
        seen = cls()
        for row in _rows_below(page, headings.row):
            if is_example(row):
                seen.examples.append(row.number)
                continue
            seen.rows += 1
            seen.columns.update(place for place, text in enumerate(row.texts) if text)
            seen.columns.update(row.wrong)
            if len(seen.samples) < SAMPLES:
                seen.samples.append(row)
        return seen

    def notes(self) -> list[str]:
        if not self.examples:
            return []
        words = ngettext(
            "Row %(rows)s is the template’s example: left out.",
            "Rows %(rows)s are the template’s examples: left out.",
            len(self.examples),
        )
        return [words % {"rows": ", ".join(map(str, self.examples[:20]))}]


def _rows_below(page: Page, heading_row: int) -> Iterator[Row]:
    count = 0
    for row in page.rows():
        if row.number <= heading_row:
            continue
        count += 1
        if count > MOST:
            raise _too_many_rows(MOST)
        yield row


def _too_many_rows(limit: int) -> NotASheet:
    words = _("The sheet has more than %(limit)s rows: divide it, and bring in its parts one after the other.")
    return NotASheet(words % {"limit": f"{limit:,}"})


def _first_rows(page: Page) -> list[Row]:
    """Those among which the headings stand: the first so many, counted from the first that is not empty."""
    rows = page.rows()
    first = next(rows, None)
    if first is None:
        return []
    return [first, *takewhile(lambda row: row.number < first.number + HEADINGS_WITHIN, rows)]


# --- Of several sheets, one.
def _chosen(book: Book, sheet: str) -> tuple[Page, Headings]:
    """The named sheet, else the first visible one with headings that we know, else the first with some."""
    pages = [_named(book, sheet)] if sheet else book.pages
    if not pages:
        raise NotASheet(_("The workbook has no visible sheet: unhide the one to bring in, and save it again."))
    found = [(page, headings) for page in pages if (headings := headings_of(_first_rows(page)))]
    if not found:
        raise NotASheet(_("The sheet is empty: it has neither headings nor rows."))
    return max(found, key=lambda one: min(one[1].known, 2) + (_is_table(one[1])))


def _is_table(headings: Headings) -> bool:
    return sum(bool(text) for text in headings.texts) > 1


def _named(book: Book, sheet: str) -> Page:
    for page in (*book.pages, *book.hidden):
        if page.name == sheet:
            return page
    words = _("The file has no sheet “%(name)s”. It has: %(names)s.")
    raise NotASheet(words % {"name": sheet, "names": ", ".join(page.name for page in book.pages)})


def _choice(book: Book, page: Page) -> Iterator[str]:
    others = [one.name for one in book.pages if one is not page]
    if others:
        words = _("The sheet “%(name)s” is read. Left aside: %(others)s.")
        yield words % {"name": page.name, "others": _listed(others)}
    hidden = [one.name for one in book.hidden if one is not page]
    if hidden:
        yield _("Hidden sheets are not read: %(names)s.") % {"names": _listed(hidden)}


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names[:10]) + (" …" if len(names) > 10 else "")


# --- Rows as the other steps take them.
def _line(row: Row, headings: Sequence[str], columns: Sequence[int]) -> Line:
    texts = list(_cells(row, columns))
    troubles = []
    for at, (heading, column) in enumerate(zip(headings, columns, strict=True)):
        if column in row.wrong:
            troubles.append(Trouble(heading, *row.wrong[column]))
        elif len(texts[at]) > LONGEST_CELL:
            words = _("has more than %(limit)s characters: shorten it, or put the rest in a document.")
            troubles.append(Trouble(heading, texts[at][:LONGEST_SHOWN], words % {"limit": f"{LONGEST_CELL:,}"}))
            texts[at] = ""
    return Line(row.number, tuple(texts), tuple(troubles))


def _cells(row: Row, columns: Sequence[int]) -> Iterator[str]:
    return (row.texts[column] if column < len(row.texts) else "" for column in columns)


def _texts(row: Row, columns: Sequence[int]) -> tuple[str, ...]:
    return tuple(text[:LONGEST_SHOWN] for text in _cells(row, columns))
