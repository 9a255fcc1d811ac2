"""An alignment as pages show it: columns with their sums, how far behind in colour and figure, sources as footnotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from advocacy.jurisdictions import name_of
from core import clock
from sanctions.alignment import Cell, Listing, Matrix, Row
from sanctions.exporting import source_of
from sanctions.models import NamelessDesignation
from sanctions.vocabulary import CellState

#: Days behind the first from which on a cell grows warmer.
WARMER = (90, 365)


class Column(NamedTuple):
    """A jurisdiction, how many of the officials stand how in it, and the day of the list that tells who is absent."""

    code: str
    name: str
    sums: Counter[str]
    list_day: date | None

    @property
    def listed(self) -> int:
        """How many it has listed for this, under the programmes asked about."""
        return self.sums[CellState.LISTED]


class Source(NamedTuple):
    number: int
    title: str
    address: str


class Shown(NamedTuple):
    """A listing with the number of its source."""

    listing: Listing
    source: Source | None


class Face(NamedTuple):
    """A cell as it is shown."""

    column: Column
    cell: Cell
    listings: list[Shown]
    css: str


class Given(NamedTuple):
    """The reasons that a government gave for one listing."""

    column: Column
    listing: Listing


class Line(NamedTuple):
    """An official with the cells of their row."""

    row: Row
    functions: list[str]
    cases: int
    faces: list[Face]
    reasons: list[Given]


@dataclass
class AlignmentPage:
    """The matrix, prepared for a template; `sources` fill as cells are made."""

    matrix: Matrix
    columns: list[Column] = field(init=False)
    lines: list[Line] = field(init=False)
    sources: dict[tuple[str, str], Source] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.columns = [
            Column(code, jurisdiction_name(code), _sums(self.matrix.rows, place), self.matrix.lists.get(code))
            for place, code in enumerate(self.matrix.jurisdictions)
        ]
        self.lines = [self._line(row) for row in self.matrix.rows]

    @property
    def day(self) -> date:
        return self.matrix.day

    @property
    def is_past(self) -> bool:
        return self.day < clock.today()

    @property
    def alleged(self) -> int:
        """How many are said to have taken part, and no more."""
        return sum(row.alleged for row in self.matrix.rows)

    @property
    def undecided(self) -> int:
        """How many cells say "not in the list" while a match there waits for somebody."""
        return sum(face.css == "is-undecided" for line in self.lines for face in line.faces)

    @property
    def nameless(self) -> list[tuple[str, NamelessDesignation]]:
        return [(jurisdiction_name(one.programme.jurisdiction), one) for one in self.matrix.nameless]

    def _line(self, row: Row) -> Line:
        faces = [self._face(column, cell) for column, cell in zip(self.columns, row.cells, strict=True)]
        return Line(
            row=row,
            functions=list(dict.fromkeys(one.get_function_display() for one in row.involvements)),
            cases=len({one.case_id for one in row.involvements}),
            faces=faces,
            reasons=[
                Given(face.column, one) for face in faces for one in face.cell.listings if one.designation.reasons
            ],
        )

    def _face(self, column: Column, cell: Cell) -> Face:
        shown = [Shown(listing, self._source(listing)) for listing in cell.listings]
        return Face(column, cell, shown, css_of(cell))

    def _source(self, listing: Listing) -> Source | None:
        title, address = source_of(listing), listing.designation.cited_address
        if not title:
            return None
        return self.sources.setdefault((title, address), Source(len(self.sources) + 1, title, address))


def css_of(cell: Cell) -> str:
    """The class of a cell: its state, and for a listing how late it came. The figure stands in the cell as well."""
    if cell.aside or (cell.undecided and cell.state == CellState.NOT_LISTED):
        return "is-aside" if cell.aside else "is-undecided"
    if cell.state != CellState.LISTED or cell.lag is None:
        return f"is-{cell.state.value.replace('_', '-')}"
    return f"is-listed heat-{sum(cell.lag > days for days in WARMER) + (cell.lag > 0)}"


def jurisdiction_name(code: str) -> str:
    """A jurisdiction's name; some lists are no government's own."""
    return name_of(code) if code else _("Other lists")


def _sums(rows: Iterable[Row], place: int) -> Counter[str]:
    """How many cells of a column are in each state; those under another programme than asked about as "aside"."""
    cells = (row.cells[place] for row in rows)
    return Counter("aside" if cell.aside else cell.state.value for cell in cells)
