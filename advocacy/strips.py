"""Strips: rows of numbered marks on lines with a common start, as geometry that `_strips.html` writes down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.charts import BOTTOM, TOP, WIDTH, Tick, round_up, up_ticks

STRIP_LEFT, STRIP_LABEL, MARK = 10, 22, 20


@dataclass(frozen=True)
class StripMark:
    """A mark on a strip: so many units from its start, of one of the series of the chart."""

    at: int
    series: int
    title: str


@dataclass(frozen=True)
class Strip:
    """One row: a line of so many units from a common start, with marks on it."""

    label: str
    length: int
    marks: Sequence[StripMark]


@dataclass(frozen=True)
class PlacedMark:
    x: float
    y: float
    number: int
    title: str


@dataclass(frozen=True)
class PlacedStrip:
    label: str
    label_y: float
    y: float
    end: float
    marks: list[PlacedMark]


@dataclass(frozen=True)
class Strips:
    """Rows of marks on lines, with ticks below and a numbered legend: told apart by number, never by colour."""

    rows: list[PlacedStrip]
    across: list[Tick]
    legend: list[tuple[int, str]]
    height: float
    ticks_y: float
    width: int = WIDTH
    left: int = STRIP_LEFT


def strips(rows: Sequence[Strip], series: Sequence[str]) -> Strips:
    """`rows` on one scale; marks that would cover each other stand below one another."""
    top = round_up(max([1, *(max([row.length, *(mark.at for mark in row.marks)]) for row in rows)]))
    unit = (WIDTH - 2 * STRIP_LEFT - MARK) / top
    placed, y = [], float(TOP)
    for row in rows:
        line = y + STRIP_LABEL + MARK / 2
        marks, lanes = _in_lanes(row, unit, line)
        end = round(STRIP_LEFT + row.length * unit, 1)
        placed.append(PlacedStrip(row.label, round(y + 14, 1), round(line, 1), end, marks))
        y += STRIP_LABEL + lanes * MARK + 8
    across = [Tick(round(STRIP_LEFT + figure * unit, 1), str(figure)) for figure in up_ticks(top)]
    used = {mark.series for row in rows for mark in row.marks}
    legend = [(place + 1, label) for place, label in enumerate(series) if place in used]
    return Strips(placed, across, legend, height=round(y + BOTTOM, 1), ticks_y=round(y + 14, 1))


def _in_lanes(row: Strip, unit: float, line: float) -> tuple[list[PlacedMark], int]:
    """The marks of a strip from left to right, each in the first lane where it covers none; and how many lanes."""
    ends: list[float] = []
    marks = []
    for mark in sorted(row.marks, key=lambda one: (one.at, one.series)):
        x = STRIP_LEFT + mark.at * unit
        lane = next((place for place, end in enumerate(ends) if x - end >= MARK), len(ends))
        ends[lane : lane + 1] = [x]
        marks.append(PlacedMark(round(x, 1), round(line + lane * MARK, 1), mark.series + 1, mark.title))
    return marks, max(1, len(ends))
