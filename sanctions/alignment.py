"""Who has sanctioned whom, and who has not: officials against jurisdictions, as of a day.

The rules alone, over rows that are read already (`sanctions.aligned` reads them). Each cell is held to one sentence:

    listed             by then this programme lists them, since that day, under that number
    listed otherwise   so it is; but for something else than these cases (`sanctions.purpose` says when)
    delisted           it did, and by then no longer does
    not listed         they are not in the list that this jurisdiction published on that day
    no list            nothing is loaded that could tell

"Not listed" is always said of a dated list, never of a person: what nobody has published or loaded, nobody claims here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cases.models import Case, Involvement, Official
from sanctions.models import Designation, NamelessDesignation, Programme
from sanctions.purpose import is_for_case
from sanctions.vocabulary import CellState

Counts = Callable[[Programme], bool]
#: Of several listings in one cell, the one that says most.
_STRONGEST = (CellState.LISTED, CellState.LISTED_OTHERWISE, CellState.DELISTED)


@dataclass(frozen=True)
class Listing:
    """One designation as it stood on the day asked about."""

    designation: Designation
    state: CellState
    #: For something else than the case: it begins no lag, even once it has ended.
    otherwise: bool = False

    @property
    def since(self) -> date | None:
        """The day it began; None where all we know is that the first list we loaded had it already."""
        return _dated(self.designation)


@dataclass(frozen=True)
class Cell:
    """What is on record of one official in one jurisdiction: listings, earliest first, or the list they are not in."""

    jurisdiction: str
    listings: tuple[Listing, ...] = ()
    #: The day of the list that this rests on: the latest loaded by then, else the first one after it.
    as_of: date | None = None
    #: That list is a later one and has them, as listed after the day asked about: by its own word, not yet then.
    not_yet: bool = False
    #: Entries of its lists that may mean them, and nobody has said yet: "not in the list" holds with that proviso.
    undecided: int = 0
    #: Listed there, but under none of the programmes asked about.
    aside: bool = False
    #: Days behind the first jurisdiction that listed them; None where either day is not known.
    lag: int | None = None

    @property
    def state(self) -> CellState:
        said = {listing.state for listing in self.listings}
        strongest = next((state for state in _STRONGEST if state in said), None)
        return strongest or (CellState.NO_LIST if self.as_of is None else CellState.NOT_LISTED)


@dataclass(frozen=True)
class Row:
    """One official: what they are said to have done, and a cell for each jurisdiction."""

    official: Official
    involvements: tuple[Involvement, ...]
    cells: tuple[Cell, ...]

    @property
    def alleged(self) -> bool:
        """Said to have taken part, and no second person has approved that yet."""
        return bool(self.involvements) and not any(one.approved_at for one in self.involvements)


@dataclass(frozen=True)
class Matrix:
    """Officials against jurisdictions on `day`; `lists` has the day of the list each column rests on."""

    day: date
    jurisdictions: tuple[str, ...]
    rows: tuple[Row, ...]
    lists: Mapping[str, date]
    nameless: tuple[NamelessDesignation, ...] = ()


def align(
    officials: Iterable[Official],
    *,
    day: date,
    watched: Sequence[str],
    lists: Mapping[str, date],
    designations: Mapping[int, Sequence[Designation]],
    involvements: Mapping[int, Sequence[Involvement]],
    undecided: Mapping[tuple[int, str], int] | None = None,
    nameless: Iterable[NamelessDesignation] = (),
    counts: Counts = lambda programme: True,
) -> Matrix:
    """Put officials against jurisdictions: those we watch, in order, then every other that has listed one of them.

    `designations` and `involvements` go by the official's key. A listing is for something else where it is for none of
    the cases in `involvements`, or where a person said so. `undecided` counts proposed matches that wait, by official
    and jurisdiction. `counts` says which programmes are asked about; a listing under another is told where there is
    none under these.
    """
    officials = list(officials)
    others = {one.programme.jurisdiction for rows in designations.values() for one in rows if one.day <= day}
    jurisdictions = (*watched, *sorted(others.difference(watched)))
    rows = []
    for official in officials:
        involved = involvements.get(official.pk, ())
        cases = list({one.case_id: one.case for one in involved}.values())
        own = designations.get(official.pk, ())
        cells = [
            replace(
                _cell(code, own, day, cases, lists.get(code), counts),
                undecided=(undecided or {}).get((official.pk, code), 0),
            )
            for code in jurisdictions
        ]
        rows.append(Row(official, tuple(involved), tuple(_with_lags(cells))))
    return Matrix(day, jurisdictions, tuple(rows), lists, tuple(nameless))


def listing_on(designation: Designation, day: date, cases: Sequence[Case]) -> Listing | None:
    """A designation as it stood on `day`; None where nothing says that it held by then."""
    if designation.day > day:
        return None
    otherwise = designation.elsewhere or (bool(cases) and not any(_is_for(designation, case) for case in cases))
    if designation.end is not None and designation.end <= day:
        state = CellState.DELISTED
    else:
        state = CellState.LISTED_OTHERWISE if otherwise else CellState.LISTED
    return Listing(designation, state, otherwise)


def _is_for(designation: Designation, case: Case) -> bool:
    return is_for_case(
        elsewhere=designation.elsewhere,
        listed_on=designation.day,
        reasons=designation.reasons,
        arrested_on=case.arrested_on,
        names=case.prisoner.all_names(),
    )


def _cell(
    code: str, own: Iterable[Designation], day: date, cases: Sequence[Case], list_day: date | None, counts: Counts
) -> Cell:
    here = [one for one in own if one.programme.jurisdiction == code]
    by_then = sorted((one for one in here if one.day <= day), key=lambda one: (one.day, one.pk or 0))
    if not by_then:
        return _empty_cell(code, here, day, list_day)
    asked = [one for one in by_then if counts(one.programme)]
    listings = [listing for one in asked or by_then if (listing := listing_on(one, day, cases))]
    return Cell(code, tuple(listings), list_day, aside=not asked)


def _empty_cell(code: str, here: Iterable[Designation], day: date, list_day: date | None) -> Cell:
    """A cell without a listing by `day`, though one may have come later (`here`)."""
    if list_day is None or list_day <= day:
        return Cell(code, as_of=list_day)
    # The only list that can tell was published later. What it says of that day depends on whether it dates its entries.
    there_then = [one for one in here if one.day <= list_day]
    if any(_dated(one) is None for one in there_then):
        return Cell(code)  # they are in it, since nobody knows when
    return Cell(code, as_of=list_day, not_yet=bool(there_then))


def _with_lags(cells: Iterable[Cell]) -> Iterator[Cell]:
    """The cells with their days behind the first. What is for something else, or undated, neither leads nor lags."""
    cells = list(cells)
    begun = [_begun(cell) for cell in cells]
    first = min((day for day in begun if day), default=None)
    for cell, day in zip(cells, begun, strict=True):
        lag = (day - first).days if day and first else None
        yield replace(cell, lag=lag)


def _begun(cell: Cell) -> date | None:
    """The earliest day on which the jurisdiction listed them for this, ended since or not."""
    if cell.aside:
        return None
    return min((one.since for one in cell.listings if one.since and not one.otherwise), default=None)


def _dated(designation: Designation) -> date | None:
    """The day a designation began: the official one, the announced one, or the first list that had it of several."""
    official = designation.listed_on or designation.announced_on
    return official or (None if designation.from_the_first else designation.first_seen_on)
