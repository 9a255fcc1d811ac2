"""What could not be understood of a sheet, counted: one answer often mends many rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sanctions.exporting import as_csv
from sheets.columns import COLUMNS
from sheets.models import SheetImport, SheetRow
from sheets.pages.saying import Sayer
from sheets.shapes import Trouble
from sheets.vocabulary import SheetKind

#: So many kinds of trouble are listed; the table to download has all.
MOST = 200
WORD = "word:"


@dataclass(frozen=True)
class Word:
    """A text that stands for nothing we know, in so many rows, and what it may mean. `rows` 0: said before."""

    key: str
    label: str
    text: str
    rows: int
    choices: list[tuple[str, str]]


@dataclass(frozen=True)
class Heap:
    """One trouble, the name of its column, and how many rows have it."""

    trouble: Trouble
    column: str
    rows: int


def troubles_of(rows: QuerySet[SheetRow]) -> Iterator[tuple[SheetRow, Trouble]]:
    for row in rows.filter(troubled=True).order_by("number").iterator(chunk_size=500):
        for trouble in row.planned.troubles:
            yield row, trouble


def heaps_of(sheet: SheetImport) -> list[Heap]:
    """The troubles of a sheet, alike ones together, the most frequent first."""
    counts = Counter(trouble for _row, trouble in troubles_of(sheet.planned.all()))
    label = Sayer(SheetKind(sheet.kind)).label
    return [Heap(trouble, label(trouble.column), rows) for trouble, rows in counts.most_common(MOST)]


def words_of(sheet: SheetImport, heaps: list[Heap]) -> list[Word]:
    """The words that somebody can explain, in a sheet that was read before; then those that somebody has."""
    choices = {column.key: column.choices() for column in COLUMNS[SheetKind(sheet.kind)] if column.choices}
    labels = {column.key: str(column.label) for column in COLUMNS[SheetKind(sheet.kind)]}
    counts: Counter[tuple[str, str]] = Counter()
    for heap in heaps:
        key = heap.trouble.ask.removeprefix(WORD)
        if heap.trouble.ask.startswith(WORD) and key in choices:
            counts[key, heap.trouble.text] += heap.rows
    explained = [(key, text) for key, said in sheet.means.words.items() if key in choices for text in said]
    asked = [pair for pair, _rows in counts.most_common()]
    return [
        Word(key, labels[key], text, counts[key, text], choices[key])
        for key, text in dict.fromkeys([*asked, *explained])
    ]


def asks_for_dates(heaps: list[Heap]) -> Heap | None:
    """The commonest date that can be read in two ways."""
    return next((heap for heap in heaps if heap.trouble.ask == "dates"), None)


def problems_csv(sheet: SheetImport) -> Iterator[str]:
    """Every trouble of every row, to mend the sheet by."""
    label = Sayer(SheetKind(sheet.kind)).label
    titles = {"row": _("Row"), "name": _("Name"), "column": _("Column"), "text": _("Text"), "message": _("Problem")}
    told = (
        {
            titles["row"]: row.number,
            titles["name"]: row.planned.name,
            titles["column"]: label(trouble.column),
            titles["text"]: trouble.text,
            titles["message"]: trouble.message,
        }
        for row, trouble in troubles_of(sheet.planned.all())
    )
    return as_csv(titles.values(), told)
