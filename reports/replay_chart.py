"""The replay as a picture: a lane for what was logged, one for each jurisdiction's acts, one for each rule.

Geometry alone, worked out on the server (see `core.charts`); shape and colour both say how much an act weighs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from advocacy.acts import Act
from advocacy.jurisdictions import name_of
from advocacy.vocabulary import Weight
from cases.history_chart import add_months
from core.charts import Bar, Tick
from reports.replay import Watched

WIDTH, LEFT, RIGHT, ROW, TOP, FOOT = 960, 170, 12, 22, 6, 22
LABEL = 26  # characters that find room beside a lane
MOST_TICKS = 10

#: Around its middle, within five units: a dot, a square, a diamond, a ring.
SHAPES: dict[str, str] = {
    Weight.WORD: "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z",
    Weight.DEMARCHE: "M-4 -4h8v8h-8z",
    Weight.MEASURE: "M0 -6l6 6l-6 6l-6 -6z",
    Weight.SUPPORT: "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0zm2 0a2.5 2.5 0 1 1 5 0a2.5 2.5 0 1 1 -5 0z",
}
LOGGED = "M-1 -5h2v10h-2z"


@dataclass(frozen=True)
class Mark:
    """One act (or update) on its day."""

    x: float
    y: float
    path: str
    css: str
    title: str


@dataclass(frozen=True)
class Lane:
    name: str
    y: float
    marks: list[Mark] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)

    @property
    def label(self) -> str:
        return self.name if len(self.name) <= LABEL else f"{self.name[: LABEL - 1].rstrip()}…"


@dataclass(frozen=True)
class ReplayChart:
    lanes: list[Lane]
    across: list[Tick]
    legend: list[tuple[str, str, str]]
    now: float
    height: int
    width: int = WIDTH
    left: int = LEFT

    @property
    def ground(self) -> int:
        return self.height - FOOT


def replay_chart(watched: Watched, day: date) -> ReplayChart:
    """The chart with its line at `day`."""
    unit = (WIDTH - LEFT - RIGHT) / max(watched.last, 1)

    def x(on: date) -> float:
        return round(LEFT + (on - watched.start).days * unit, 1)

    rows: list[tuple[str, Any]] = [
        (_("Logged"), [_logged(one.occurred_on, one.get_kind_display()) for one in watched.updates])
    ]
    rows += [
        (name_of(code) if code else _("Others"), [_act(act) for act in acts]) for code, acts in watched.lanes.items()
    ]
    lanes = [
        Lane(name, _middle(place), marks=[Mark(x(on), _middle(place), *drawn) for on, *drawn in marks])
        for place, (name, marks) in enumerate(rows)
    ]
    for lane in dict.fromkeys(_lane(span) for span in watched.spans):
        middle, spans = _middle(len(lanes)), [span for span in watched.spans if _lane(span) == lane]
        bars = [
            Bar(
                x(span.opened_on),
                middle - 5,
                max(x(span.cleared_on or watched.end) - x(span.opened_on), 2),
                10,
                "chart-alert",
                _said(span),
            )
            for span in spans
        ]
        lanes.append(Lane(_name(spans[0]), middle, bars=bars))
    return ReplayChart(
        lanes=lanes,
        across=[Tick(x(on), words) for on, words in _ticks(watched)],
        legend=[(SHAPES[weight], f"weight-{weight.value}", str(weight.label)) for weight in Weight],
        now=x(day),
        height=TOP + ROW * len(lanes) + FOOT,
    )


def _lane(span: Any) -> tuple[str, str]:
    """What shares a lane: alerts of one rule, and of one subject where the rule has a name for it."""
    return span.code, span.subject if span.rule.names else ""


def _name(span: Any) -> str:
    return f"{span.rule.title}: {span.rule.names(span.subject)}" if span.rule.names else str(span.rule.title)


def _middle(place: int) -> float:
    return TOP + ROW * (place + 0.5)


def _logged(on: date, words: str) -> tuple[date, str, str, str]:
    return on, LOGGED, "chart-logged", f"{date_format(on, 'j M Y')}: {words}"


def _act(act: Act) -> tuple[date, str, str, str]:
    words = f"{act.when}: {act.word} ({', '.join(body.name for body in act.bodies)})"
    return act.on, SHAPES[act.weight], f"weight-{act.weight.value}", words


def _said(span: Any) -> str:
    opened, over = date_format(span.opened_on, "SHORT_DATE_FORMAT"), span.cleared_on
    if over is None:
        return _("%(alert)s: open since %(day)s") % {"alert": _name(span), "day": opened}
    words = _("%(alert)s: open from %(day)s to %(over)s")
    return words % {"alert": _name(span), "day": opened, "over": date_format(over, "SHORT_DATE_FORMAT")}


def _ticks(watched: Watched) -> list[tuple[date, str]]:
    """The first days of months, quarters or years: as many as can be read."""
    for months in (1, 3, 12, 24, 60):
        start = watched.start
        first = date(start.year, (start.month - 1) // months * months + 1 if months <= 12 else 1, 1)
        days = []
        while first <= watched.end:
            days.append(first)
            first = add_months(first, months)
        days = [day for day in days if day >= start]
        if len(days) <= MOST_TICKS:
            break
    return [(day, str(day.year) if months >= 12 else date_format(day, "M Y")) for day in days]
