"""Where the marks of a chart stand: parts of the whole in hundredths, so that a drawing fits any width.

Words are written as text beside the marks, never scaled with them: a phone shows them as large as a desk does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.history_chart import Step
from core.charts import Bar
from core.templatetags.house import days as in_days
from reports.charts.shapes import grouped, middle

#: So many rows are drawn; the table has them all.
DRAWN = 15
#: Years or months that find room below a drawing on a phone.
MARKS = 5
HIGH = 100
#: Nearer to its end than that, a second figure would run into the last one.
NEAR_THE_END = 82


@dataclass(frozen=True)
class Part:
    """One stretch of a bar; `words` say what it is, for whoever points at it."""

    figure: int
    css: str
    words: str
    x: float = 0
    width: float = 0


@dataclass(frozen=True)
class BarRow:
    """A bar with its label before and its figure behind, each with the list that makes it where there is one."""

    label: str
    figure: str
    parts: Sequence[Part]
    url: str = ""
    figure_url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Bars:
    """Bars below one another, from a common start and on one scale."""

    template: ClassVar[str] = "components/_chart_bars.html"

    rows: list[BarRow]
    left_out: int = 0


def bars(rows: Sequence[BarRow], *, drawn: int = DRAWN) -> Bars:
    """The longest bar fills the width; rows beyond `drawn` are left to the table."""
    longest = max((sum(part.figure for part in row.parts) for row in rows), default=0) or 1
    return Bars([_placed(row, longest) for row in rows[:drawn]], max(len(rows) - drawn, 0))


def _placed(row: BarRow, longest: int) -> BarRow:
    parts, x = [], 0.0
    for part in row.parts:
        width = 100 * part.figure / longest
        if part.figure:
            parts.append(replace(part, x=round(x, 2), width=round(width, 2)))
        x += width
    return replace(row, parts=parts)


@dataclass(frozen=True)
class SpanRow:
    """From the least to the most of some figures, with their median; without figures, a row that says so."""

    label: str
    figure: str
    note: str
    figures: Sequence[int] = ()
    first: float = 0
    middle: float = 0
    last: float = 0


@dataclass(frozen=True)
class Spans:
    template: ClassVar[str] = "components/_chart_spans.html"

    rows: list[SpanRow]
    left_out: int = 0


def spans(rows: Sequence[SpanRow], *, drawn: int = DRAWN) -> Spans:
    """All on one scale from nought to the greatest figure; rows beyond `drawn` are left to the table."""
    most = max((max(row.figures, default=0) for row in rows), default=0) or 1
    return Spans([_between(row, most) for row in rows[:drawn]], max(len(rows) - drawn, 0))


def range_of(figures: Sequence[int]) -> list[int | None]:
    """The least, the median and the most; nothing of nothing."""
    return [min(figures), middle(figures), max(figures)] if figures else [None, None, None]


def range_in_words(figures: Sequence[int]) -> str:
    """“median of 4; 12–371 days”, or “each of 4” where they are all the same."""
    many, span = grouped(len(figures)), (min(figures), max(figures))
    if span[0] == span[1]:
        return _("each of %(n)s") % {"n": many}
    return _("median of %(n)s; %(range)s") % {"n": many, "range": in_days(span)}


def _between(row: SpanRow, most: int) -> SpanRow:
    if not row.figures:
        return row
    # A mark has a breadth of its own: it stands whole within the drawing.
    first, half, last = (
        round(2 + 96 * one / most, 2) for one in (min(row.figures), middle(row.figures), max(row.figures))
    )
    return replace(row, first=first, middle=half, last=last)


@dataclass(frozen=True)
class Label:
    """Words at a place of a drawing; `anchor` is SVG's."""

    x: float
    y: float
    text: str
    anchor: str


@dataclass(frozen=True)
class Columns:
    """Columns over time: the last is today's, and it and the highest bear their figures."""

    bars: list[Bar]
    labels: list[Label]
    across: list[Label]


@dataclass(frozen=True)
class Small:
    """One of several small drawings on one scale: an outline over time, and the figure it ends with."""

    label: str
    url: str
    figure: str
    path: str
    words: str


@dataclass(frozen=True)
class OverTime:
    template: ClassVar[str] = "components/_chart_over_time.html"

    columns: Columns
    small: list[Small] = field(default_factory=list)
    steps: int = 1


def columns(steps: Sequence[Step], figures: Sequence[int], words: Iterable[str]) -> Columns:
    """One column for each step; `words` name each with its figure."""
    most, slot = max(figures, default=0) or 1, 100 / max(len(steps), 1)
    made = []
    for place, (figure, said) in enumerate(zip(figures, words, strict=True)):
        height = round(HIGH * figure / most, 2)
        x = round(place * slot + slot * 0.06, 3)
        made.append(Bar(x, round(HIGH - height, 2), round(slot * 0.88, 3), height, "chart-bar", said))
    return Columns(made, _labels(figures, slot, most), _marks(steps, slot))


def _labels(figures: Sequence[int], slot: float, most: int) -> list[Label]:
    """The last figure, and the highest where that is another and far enough from it."""
    if not figures:
        return []
    labels = [Label(100, _top(figures[-1], most), str(figures[-1]), "end")]
    peak = figures.index(max(figures))
    x = round((peak + 0.5) * slot, 2)
    if figures[peak] > figures[-1] and x < NEAR_THE_END:
        labels.append(Label(max(x, 2), _top(figures[peak], most), str(figures[peak]), "middle"))
    return labels


def _top(figure: int, most: int) -> float:
    return round(HIGH - HIGH * figure / most, 2)


def _marks(steps: Sequence[Step], slot: float) -> list[Label]:
    """What stands below: years at their first step, or some of the months where there are few."""
    years = steps[-1].first.year - steps[0].first.year + 1 if steps else 0
    if years <= 2 and steps[0].months == 1:
        every = -(-len(steps) // MARKS)
        places = [place for place in range(0, len(steps), every) if place * slot < NEAR_THE_END]
        named = [(place, date_format(steps[place].first, "M Y")) for place in places]
    else:
        apart = -(-years // MARKS)
        named = [
            (place, str(step.first.year))
            for place, step in enumerate(steps)
            if step.first.month == 1 and (step.first.year - steps[0].first.year) % apart == 0
        ]
    return [_mark(round(place * slot, 2), words) for place, words in named]


def _mark(x: float, words: str) -> Label:
    return Label(x, 0, words, "end" if x > NEAR_THE_END else "start")


def outline(figures: Sequence[int], most: int) -> str:
    """The path of an area over time, each step as wide as one unit."""
    tops = (f"V{round(HIGH - HIGH * figure / (most or 1), 1):g}H{place + 1}" for place, figure in enumerate(figures))
    return f"M0 {HIGH}{''.join(tops)}V{HIGH}z"
