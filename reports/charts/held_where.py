"""Where they are held: a circle for each detaining state, on outlines of land without borders."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot, sqrt
from typing import ClassVar

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.filters import CUSTODY
from cases.reference_words import state_name
from reports.charts.held import nobody_held
from reports.charts.shapes import Asked, Cell, Chart, Note, chart, grouped
from reports.coast import places
from reports.coast.projection import HEIGHT, WIDTH

#: Of the drawing's units: the largest circle, and the least that can still be seen.
LARGEST, LEAST = 30.0, 4.0
#: The drawing is about as wide on a desk, in pixels; there a letter takes so many, and a line of words so many.
DESK, LETTER, LINE = 1200, 7.5, 17
#: SVG takes the radius as a part of the drawing's diagonal over the root of two.
DIAGONAL = hypot(WIDTH, HEIGHT) / sqrt(2)
GAP = 4
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Held:
    """What is recorded of one state."""

    code: str
    name: str
    held: int
    cases: int
    url: str


@dataclass(frozen=True)
class Circle:
    """Its area goes with the figure. Places and radius in hundredths of the drawing, `shift` of the words in pixels.

    `side` is empty where the words would run into others: they are shown to whoever points at the circle.
    """

    name: str
    figure: str
    words: str
    url: str
    x: float
    y: float
    radius: float
    shift: int
    anchor: str
    side: str


@dataclass(frozen=True)
class Map:
    template: ClassVar[str] = "components/_chart_map.html"
    left_out: ClassVar[int] = 0
    width: ClassVar[int] = WIDTH * 10
    height: ClassVar[int] = HEIGHT * 10

    circles: list[Circle]


@chart(
    "map",
    title=gettext_lazy("Where they are held"),
    how=gettext_lazy(
        "Cases in custody today, by the state that holds them: the area of a circle goes with their number. It stands "
        "in the middle of the state's largest land, not where somebody is held. Outlines: Natural Earth; no borders "
        "are drawn."
    ),
)
def held_where(asked: Asked) -> Chart:
    states = _states(asked)
    held = sum(state.held for state in states)
    if not held:
        return nobody_held()
    rows = [
        [Cell(state.name), Cell(state.held, state.url), Cell(state.cases, asked.cases_url(state=state.code))]
        for state in states
    ]
    everywhere = Cell(held, asked.cases_url(only=CUSTODY)), Cell(sum(one.cases for one in states), asked.cases_url())
    rows.append([Cell(_("All")), *everywhere])
    shown = [state for state in states if state.held]
    placed = [state for state in shown if state.code in places()]
    notes = _without_place([state for state in shown if state.code not in places()])
    columns = [_("State"), _("In custody"), _("All cases")]
    return Chart(_said(shown, held), columns, rows, Map(circles(placed)), notes=notes)


def _states(asked: Asked) -> list[Held]:
    """Every state with a case, those that hold most first, in one question."""
    counts = {"held": Count("pk", filter=Q(in_custody_since__isnull=False)), "all": Count("pk")}
    rows = asked.cases.order_by().values_list("state__code", "state__name").annotate(**counts)
    return [
        Held(code, state_name(code, name), held, many, asked.cases_url(only=CUSTODY, state=code))
        for code, name, held, many in sorted(rows, key=lambda row: (-row[2], -row[3], row[1]))
    ]


def _said(shown: Sequence[Held], held: int) -> str:
    first, many = shown[0], len(shown)
    said = {"n": grouped(held), "states": grouped(many), "first": grouped(first.held), "state": first.name}
    if many == 1:
        return _("%(n)s held, all in one state: %(state)s") % said
    if shown[1].held == first.held:
        return _("%(n)s held, in %(states)s states") % said
    return _("%(n)s held, in %(states)s states; %(first)s of them in one: %(state)s") % said


def _without_place(states: Sequence[Held]) -> list[Note]:
    if not states:
        return []
    names = ", ".join(f"{state.name} ({grouped(state.held)})" for state in states)
    words = ngettext(
        "One state has no place on the map: %(names)s.", "Without a place on the map: %(names)s.", len(states)
    )
    return [Note(words % {"names": names})]


# --- Geometry.
def circles(states: Sequence[Held]) -> list[Circle]:
    """The largest first, so that a small one lies above it; words stand where they find room on a desk."""
    most = max((state.held for state in states), default=0) or 1
    radii = [max(LARGEST * sqrt(state.held / most), LEAST) for state in states]
    taken: list[Box] = [
        (x - radius, y - radius, x + radius, y + radius)
        for (x, y), radius in zip((places()[state.code] for state in states), radii, strict=True)
    ]
    return [_circle(state, radius, taken) for state, radius in zip(states, radii, strict=True)]


def _circle(state: Held, radius: float, taken: list[Box]) -> Circle:
    x, y = places()[state.code]
    figure = grouped(state.held)
    unit = DESK / WIDTH
    long, high = LETTER * (len(state.name) + len(figure) + 1) / unit, LINE / unit
    apart = radius + GAP / unit
    boxes = {
        "end": (x + apart, y - high / 2, x + apart + long, y + high / 2),
        "start": (x - apart - long, y - high / 2, x - apart, y + high / 2),
    }
    side = next((side for side, box in boxes.items() if _is_free(box, taken)), "")
    if side:
        taken.append(boxes[side])
    outward = side or ("start" if x > WIDTH * 0.75 else "end")
    shift = round(apart * unit) * (1 if outward == "end" else -1)
    words = ngettext("%(state)s: %(n)s held", "%(state)s: %(n)s held", state.held) % {"state": state.name, "n": figure}
    place = round(100 * x / WIDTH, 2), round(100 * y / HEIGHT, 2), round(100 * radius / DIAGONAL, 2)
    return Circle(state.name, figure, words, state.url, *place, shift, "start" if outward == "end" else "end", side)


def _is_free(box: Box, taken: Iterable[Box]) -> bool:
    left, top, right, bottom = box
    return (
        left >= 0
        and right <= WIDTH
        and all(right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top for other in taken)
    )
