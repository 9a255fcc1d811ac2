"""How many were held when, by state; and for how long those have been who are held now."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.filters import CUSTODY
from cases.held_for import SPANS, months_before, span_of
from cases.history_chart import Step, steps_between
from cases.models import DetainingState, StatusPeriod
from cases.vocabulary import FileState
from core.templatetags.house import days as in_days
from reports.charts.geometry import BarRow, OverTime, Part, Small, bars, columns, outline
from reports.charts.shapes import Asked, Cell, Chart, Note, chart, grouped, middle, nothing

#: So many states have a drawing and a column of their own; the others share one.
OWN_DRAWING = 12
OTHERS = ""
ON_FILE = [FileState.ACTIVE, FileState.MONITORING, FileState.DORMANT, FileState.CLOSED]
#: State → how many more (or fewer) were held at the end of a month than before it.
Changes = dict[str, Counter[date]]


@chart(
    "held",
    title=gettext_lazy("Held over time"),
    how=gettext_lazy(
        "Cases in custody at the end of each step, by the days on which things happened; the last column is today. In "
        "custody are those disappeared or unacknowledged, and those on leave from a sentence that runs on, too."
    ),
)
def held(asked: Asked) -> Chart:
    changes, names = _changes(asked)
    if not changes:
        return nobody_held()
    steps = steps_between(min(min(months) for months in changes.values()), asked.day)
    by_state = {code: _standing(months, steps) for code, months in changes.items()}
    shown, codes = _few(by_state)
    everywhere = [sum(figures) for figures in zip(*by_state.values(), strict=True)]
    words = [
        _("%(step)s: %(n)s held") % {"step": step, "n": grouped(n)} for step, n in zip(steps, everywhere, strict=True)
    ]
    labels = {code: names.get(code, _("Other states")) for code in shown}
    urls = {code: asked.cases_url(only=CUSTODY, state=codes[code]) for code in shown}
    small = [_small(labels[code], urls[code], figures, steps, shown) for code, figures in shown.items()]
    return Chart(
        _compared(everywhere[-1], _a_year_ago(asked)),
        [_("At the end of"), _("All states"), *labels.values()],
        _table(steps, everywhere, shown, [asked.cases_url(only=CUSTODY), *urls.values()]),
        OverTime(columns(steps, everywhere, words), small if len(shown) > 1 else [], len(steps)),
        notes=_files_left_out(asked),
    )


def _changes(asked: Asked) -> tuple[Changes, dict[str, str]]:
    """Stretches of custody that began less those that ended, by state and month, in one question; names of states.

    One status follows another within one custody: its end and the next one's beginning make nought together.
    """
    found: dict[int, Counter[date]] = defaultdict(Counter)
    for state, day, many in _edges(asked, "starts_on", 1).union(_edges(asked, "ends_on", -1), all=True):
        found[state][day.replace(day=1)] += many
    states = DetainingState.objects.in_bulk(list(found))
    changes = {states[key].code: months for key, months in found.items()}
    return changes, {state.code: str(state) for state in states.values()}


def _edges(asked: Asked, end: str, sign: int) -> Any:
    """How many stretches have this end, by state and day.

    By key and day, not by name and month: PostgreSQL takes half the time.
    """
    upto = {f"periods__{end}__lte": asked.day, "periods__in_custody_since__isnull": False}
    rows = asked.cases.order_by().filter(**upto).values_list("state", f"periods__{end}")
    return rows.annotate(many=Count("periods") * sign)


def _standing(months: Counter[date], steps: Sequence[Step]) -> list[int]:
    return [sum(many for month, many in months.items() if month < step.after) for step in steps]


def _few(by_state: dict[str, list[int]]) -> tuple[dict[str, list[int]], dict[str, list[str]]]:
    """The states that hold most (now, then ever), the others as one; and which codes stand behind each."""
    ranked = sorted(by_state, key=lambda code: (-by_state[code][-1], -max(by_state[code]), code))
    first = ranked if len(ranked) <= OWN_DRAWING else ranked[: OWN_DRAWING - 1]
    shown, codes = {code: by_state[code] for code in first}, {code: [code] for code in first}
    if rest := ranked[len(first) :]:
        shown[OTHERS] = [sum(figures) for figures in zip(*(by_state[code] for code in rest), strict=True)]
        codes[OTHERS] = rest
    return shown, codes


def _small(label: str, url: str, figures: list[int], steps: list[Step], shown: dict[str, list[int]]) -> Small:
    peak = max(figures)
    said = {"state": label, "now": grouped(figures[-1]), "peak": grouped(peak), "step": steps[figures.index(peak)]}
    words = _("%(state)s: %(now)s held now; at most %(peak)s, first in %(step)s") % said
    return Small(label, url, grouped(figures[-1]), outline(figures, max(map(max, shown.values()))), words)


def _table(steps: list[Step], everywhere: list[int], shown: dict[str, list[int]], urls: list[str]) -> list[list[Cell]]:
    """A row for each step. Only how it is today can a list show."""
    series = [everywhere, *shown.values()]
    rows = [[Cell(str(step)), *(Cell(figures[place]) for figures in series)] for place, step in enumerate(steps)]
    rows[-1][1:] = [Cell(cell.value, url) for cell, url in zip(rows[-1][1:], urls, strict=True)]
    return rows


def _a_year_ago(asked: Asked) -> int:
    then = StatusPeriod.objects.covering(months_before(asked.day, 12)).filter(in_custody_since__isnull=False)
    return then.filter(case__in=asked.keys()).count()


def _compared(now: int, before: int) -> str:
    said = {"now": grouped(now), "apart": grouped(abs(now - before))}
    if now == before:
        return _("%(now)s held today, as many as a year ago") % said
    if now > before:
        return _("%(now)s held today, %(apart)s more than a year ago") % said
    return _("%(now)s held today, %(apart)s fewer than a year ago") % said


def _files_left_out(asked: Asked) -> list[Note]:
    """Files that were closed since are not among the usual ones: without them the past looks emptier than it was."""
    if asked.choices.get("file"):
        return []
    query = asked.query.copy()
    query.setlist("file", ON_FILE)
    text = _("Files that were closed since are left out, so there may have been more in the past than this shows.")
    return [Note(text, f"{reverse('reports:figures')}?{query.urlencode()}", _("Count every file taken on"))]


def nobody_held() -> Chart:
    text = _("As soon as an arrest is logged on a case, it is counted here on every day that follows.")
    return nothing(_("No custody is recorded in these cases"), text, reverse("cases:case-list"), _("Go to the cases"))


@chart(
    "days-held",
    title=gettext_lazy("Days held"),
    how=gettext_lazy(
        "Cases in custody today, by how long the present custody has lasted; one that was interrupted counts from its "
        "last beginning. Where its first day is not known exactly, the latest day it can have been."
    ),
)
def days_held(asked: Asked) -> Chart:
    began = asked.cases.order_by().filter(in_custody_since__isnull=False)
    by_day = dict(began.values_list("in_custody_since").annotate(many=Count("pk")))
    if not by_day:
        return nobody_held()
    counts: Counter[str] = Counter()
    for since, many in by_day.items():
        counts[span_of(since, asked.day)] += many
    total = counts.total()
    half = middle((asked.day - since).days for since, many in by_day.items() for _one in range(many))
    longest = (asked.day - min(by_day)).days
    urls = {span: asked.cases_url(held=span) for span in SPANS}
    drawn = [_span_row(str(label), counts[span], urls[span]) for span, label in SPANS.items()]
    rows = [
        [Cell(str(label)), Cell(counts[span], urls[span]), Cell(round(100 * counts[span] / total))]
        for span, label in SPANS.items()
    ]
    rows.append([Cell(_("All")), Cell(total, asked.cases_url(only=CUSTODY)), Cell(100)])
    since = date_format(min(by_day), "DATE_FORMAT")
    said = _("Longest: %(days)s, since %(day)s.") % {"days": in_days(longest), "day": since}
    columns_of = [_("Held for"), _("Cases"), _("Per cent")]
    return Chart(_half(total, half), columns_of, rows, bars(drawn), notes=[Note(said)])


def _half(total: int, half: int) -> str:
    words = ngettext("%(n)s held, for %(days)s", "%(n)s held, half of them for %(days)s or more", total)
    return words % {"n": grouped(total), "days": in_days(half)}


def _span_row(label: str, many: int, url: str) -> BarRow:
    said = _("%(label)s: %(n)s") % {"label": label, "n": grouped(many)}
    return BarRow(label, grouped(many), [Part(many, "chart-bar", said)], figure_url=url)
