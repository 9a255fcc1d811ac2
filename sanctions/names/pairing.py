"""Which word of one name is which of the other, what a likeness costs, and what comparing two names says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from sanctions.names.reading import Token

#: A word of ours, a word of theirs, by their places, and how alike they are.
Cell = tuple[int, int, float]


@dataclass(frozen=True, slots=True)
class NameScore:
    """Two names side by side. `tokens` are pairs with their likeness; a word without a counterpart stands with "".

    `notes` are what lowered it beside letters: "patronymic" (another one), "initial", "missing", "gender".
    """

    ours: str
    theirs: str
    score: float
    tokens: tuple[tuple[str, str, float], ...] = ()
    notes: tuple[str, ...] = ()
    fathers: tuple[str, str] = ("", "")


#: What a likeness of two words costs a person's name: between these points in a straight line.
_LOSSES = (
    *((1.0, 0.0), (0.95, 0.02), (0.9, 0.06), (0.85, 0.14), (0.8, 0.26), (0.75, 0.35), (0.7, 0.42), (0.6, 0.55)),
    (0.0, 0.6),
)
PAIRED = 0.6


def loss(likeness: float) -> float:
    for (high, cheap), (low, dear) in pairwise(_LOSSES):
        if likeness >= low:
            return dear + (cheap - dear) * (likeness - low) / (high - low)
    return _LOSSES[-1][1]


def pairing(ours: list[Token], theirs: list[Token], likeness: Callable[[Token, Token], float]) -> list[Cell]:
    """The pairs of words that are alike at all, best together: exact for a few words, greedy for many."""
    table = [(i, j, likeness(one, other)) for i, one in enumerate(ours) for j, other in enumerate(theirs)]
    alike = sorted((cell for cell in table if cell[2] >= PAIRED), key=lambda cell: (-cell[2], cell[0], cell[1]))
    if len(alike) > 14:
        return _greedy(alike)
    return max(_choices(alike, 0, frozenset(), frozenset()), key=lambda one: sum(cell[2] for cell in one), default=[])


def _greedy(cells: list[Cell]) -> list[Cell]:
    rows: set[int] = set()
    columns: set[int] = set()
    chosen = []
    for row, column, alike in cells:
        if row not in rows and column not in columns:
            chosen.append((row, column, alike))
            rows.add(row)
            columns.add(column)
    return chosen


def _choices(cells: list[Cell], start: int, rows: frozenset[int], columns: frozenset[int]) -> list[list[Cell]]:
    """Every way to choose pairs that share no word."""
    found: list[list[Cell]] = [[]]
    for place in range(start, len(cells)):
        row, column, _alike = cells[place]
        if row not in rows and column not in columns:
            rest = _choices(cells, place + 1, rows | {row}, columns | {column})
            found += [[cells[place], *one] for one in rest]
    return found
