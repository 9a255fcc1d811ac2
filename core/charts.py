"""Charts as numbers: the geometry of inline SVG, worked out on the server; templates only write it down.

Colours come from classes (the policy for styles allows no others) and every chart carries the table it was drawn from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT = 960, 250
LEFT, BOTTOM, TOP = 34, 22, 8


@dataclass(frozen=True)
class Series:
    """One layer of a stack: a figure for every step."""

    label: Any
    css: str
    figures: Sequence[int]


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    css: str
    title: str


@dataclass(frozen=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True)
class StackedBars:
    """Bars from the ground up in the order of the series, with ticks, legend and table."""

    bars: list[Bar]
    across: list[Tick]
    up: list[Tick]
    legend: list[Series]
    rows: list[tuple[str, list[int]]]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    ground: int = HEIGHT - BOTTOM


def stacked_bars(steps: Sequence[str], series: Sequence[Series], *, marks: Sequence[str]) -> StackedBars:
    """`steps` name the bars (in table and tooltip), `marks` what stands below each; an empty mark leaves a gap."""
    shown = [one for one in series if any(one.figures)]
    top = round_up(max((sum(one.figures[place] for one in shown) for place in range(len(steps))), default=0))
    slot = (WIDTH - LEFT) / max(len(steps), 1)
    ground = HEIGHT - BOTTOM
    unit = (ground - TOP) / top
    bars = []
    for place, step in enumerate(steps):
        floor = float(ground)
        for one in shown:
            height = one.figures[place] * unit
            floor -= height
            if height:
                title = f"{step}: {one.label} {one.figures[place]}"
                x = LEFT + place * slot + slot * 0.08
                bars.append(Bar(round(x, 1), round(floor, 1), round(slot * 0.84, 1), round(height, 1), one.css, title))
    return StackedBars(
        bars=bars,
        across=[Tick(round(LEFT + (place + 0.5) * slot, 1), mark) for place, mark in enumerate(marks) if mark],
        up=[Tick(round(ground - figure * unit, 1), str(figure)) for figure in up_ticks(top)],
        legend=shown,
        rows=[(step, [one.figures[place] for one in shown]) for place, step in enumerate(steps)],
    )


def round_up(figure: int) -> int:
    """The next figure that divides well: 1, 2, 4, 5, 10, 20, 40, 50 …"""
    size = 1
    while True:
        for step in (1, 2, 4, 5):
            if figure <= step * size:
                return step * size
        size *= 10


def up_ticks(top: int) -> list[int]:
    parts = next(parts for parts in (4, 5, 2, 1) if top % parts == 0)
    return [top * part // parts for part in range(parts + 1)]
