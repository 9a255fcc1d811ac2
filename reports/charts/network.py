"""Officials across cases: who took part in two or more of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.models import Case, Involvement, Official
from cases.models.official import InvolvementQuerySet
from cases.vocabulary import Grade, OfficialFunction
from reports.charts.layers import most_connected, ordered
from reports.charts.shapes import Asked, Cell, Chart, Note, chart, grouped, nothing

#: So many names, officials and cases together, can be read in one picture; pictures.css has a rule for each.
MOST = 50
#: So many parts are read; past that the officials with most cases alone.
MOST_PARTS = 5_000


@dataclass(frozen=True)
class Part:
    """One part that an official took in a case; `alleged` until a second person has approved it."""

    official: int
    case: int
    function: str
    alleged: bool


@dataclass(frozen=True)
class Name:
    """An official or a case. `css` has its own number (`is-3`), and those of all that are lit with it (`at-3`)."""

    name: str
    note: str
    url: str
    css: str


@dataclass(frozen=True)
class Curve:
    path: str
    css: str


@dataclass(frozen=True)
class Network:
    """Two columns of names, each of equal rows, and curves from the middle of one name to the middle of another."""

    template: ClassVar[str] = "components/_chart_network.html"
    left_out: ClassVar[int] = 0

    officials: list[Name]
    cases: list[Name]
    curves: list[Curve]
    alleged: bool = False


@dataclass(frozen=True)
class Record:
    """What is recorded of officials with a part in two or more cases: by key, those with most cases first."""

    parts: Sequence[Part]
    officials: Mapping[int, Official]
    cases: Mapping[int, Case]
    links: dict[int, list[int]] = field(default_factory=dict)

    def functions(self, official: int) -> str:
        codes = dict.fromkeys(part.function for part in self.parts if part.official == official)
        return ", ".join(str(OfficialFunction(code).label) for code in codes)

    def alleged(self, official: int) -> int:
        """In how many cases no part of theirs is approved by a second person."""
        approved = {part.case for part in self.parts if part.official == official and not part.alleged}
        return len(set(self.links[official]) - approved)


@chart(
    "network",
    title=gettext_lazy("Officials across cases"),
    how=gettext_lazy(
        "Officials with a part in at least two of these cases, in whatever function, as far as you may see it. What "
        "was retracted is left out; what a second person has not approved yet is alleged."
    ),
)
def network(asked: Asked) -> Chart:
    record = _recorded(asked)
    if not record.links:
        text = _("Record on each case who arrested, charged and judged: whoever returns in a second case stands here.")
        url = reverse("sanctions:official-list")
        return nothing(_("No official has a part in two of these cases"), text, url, _("Go to the officials"))
    drawn = most_connected(record.links, MOST)
    columns = [_("Official"), _("As"), _("Cases"), _("Of them alleged"), _("Whose")]
    rows = [_row(asked, record, official) for official in record.links]
    return Chart(_said(record), columns, rows, _drawing(record, drawn), notes=_left_out(record, drawn))


def _recorded(asked: Asked) -> Record:
    returning = _parts(asked).values("official").annotate(many=Count("case", distinct=True)).filter(many__gte=2)
    first = list(returning.order_by("-many", "official").values_list("official", flat=True)[: MOST_PARTS // 2])
    rows = _parts(asked).filter(official__in=first).order_by("case", "function")
    columns: Any = rows.values_list("official", "case", "function", "approved_at")[:MOST_PARTS]
    parts = [Part(official, case, function, approved is None) for official, case, function, approved in columns]
    found: dict[int, set[int]] = {}
    for part in parts:
        found.setdefault(part.official, set()).add(part.case)
    officials = Official.objects.in_bulk(list(found))
    cases = Case.objects.select_related("prisoner", "state").in_bulk({part.case for part in parts})
    ranked = sorted(found, key=lambda key: (-len(found[key]), officials[key].name, key))
    links = {key: sorted(found[key], key=lambda case: (cases[case].prisoner.name, case)) for key in ranked}
    return Record(parts, officials, cases, links)


def _parts(asked: Asked) -> InvolvementQuerySet:
    """The parts in these cases that the reader may see, and that stand."""
    seen = Involvement.objects.visible_to(asked.user).filter(case__in=asked.keys(), official__merged_into=None)
    return seen.exclude(grade=Grade.RETRACTED).order_by()


# --- What is said.
def _said(record: Record) -> str:
    cases = {case for group in record.links.values() for case in group}
    first, many = next(iter(record.links)), len(record.links)
    most = len(record.links[first])
    said = {
        "n": grouped(many),
        "cases": grouped(len(cases)),
        "name": record.officials[first].name,
        "most": grouped(most),
    }
    if many == 1:
        return _("One official has a part in several cases: %(name)s, in %(most)s") % said
    if sum(len(group) == most for group in record.links.values()) > 1:
        return _("%(n)s officials have a part in two or more of %(cases)s cases") % said
    return _("%(n)s officials have a part in two or more of %(cases)s cases; %(name)s has one in %(most)s") % said


def _row(asked: Asked, record: Record, official: int) -> list[Cell]:
    one, cases = record.officials[official], record.links[official]
    url = asked.cases_url(official=one.reference)
    whose = "; ".join(record.cases[case].prisoner.name for case in cases)
    figures = Cell(len(cases), url), Cell(record.alleged(official))
    return [Cell(one.name), Cell(record.functions(official)), *figures, Cell(whose)]


def _left_out(record: Record, drawn: Mapping[int, Sequence[int]]) -> list[Note]:
    """What the picture has no room for."""
    notes = []
    if more := len(record.links) - len(drawn):
        words = ngettext(
            "The most connected are drawn; %(n)s more official stands in the table.",
            "The most connected are drawn; %(n)s more officials stand in the table.",
            more,
        )
        notes.append(Note(words % {"n": grouped(more)}))
    if more := sum(len(record.links[official]) - len(cases) for official, cases in drawn.items()):
        words = ngettext(
            "%(n)s more case of theirs stands in the table.", "%(n)s more cases of theirs stand in the table.", more
        )
        notes.append(Note(words % {"n": grouped(more)}))
    return notes


# --- What is drawn.
def _drawing(record: Record, drawn: Mapping[int, Sequence[int]]) -> Network:
    officials, cases = ordered(drawn)
    numbers = {("official", key): place for place, key in enumerate(officials, 1)}
    numbers |= {("case", key): place for place, key in enumerate(cases, len(officials) + 1)}
    approved = {(part.official, part.case) for part in record.parts if not part.alleged}
    links = [(official, case) for official in officials for case in drawn[official]]
    curves = [
        Curve(
            _curve(_middle(officials.index(official), officials), _middle(cases.index(case), cases)),
            _lit(numbers["official", official], numbers["case", case])
            + ("" if (official, case) in approved else " is-alleged"),
        )
        for official, case in links
    ]
    return Network(
        [
            _official(record, key, numbers["official", key], [numbers["case", one] for one in drawn[key]])
            for key in officials
        ],
        [
            _case(
                record, key, numbers["case", key], [numbers["official", one] for one in officials if key in drawn[one]]
            )
            for key in cases
        ],
        curves,
        alleged=any(link not in approved for link in links),
    )


def _official(record: Record, key: int, number: int, others: Iterable[int]) -> Name:
    one = record.officials[key]
    return Name(one.name, record.functions(key), one.get_absolute_url(), f"is-{number} {_lit(number, *others)}")


def _case(record: Record, key: int, number: int, others: Iterable[int]) -> Name:
    case = record.cases[key]
    return Name(case.prisoner.name, str(case.state), case.get_absolute_url(), f"is-{number} {_lit(number, *others)}")


def _lit(*numbers: int) -> str:
    return " ".join(f"at-{number}" for number in numbers)


def _middle(place: int, column: Sequence[int]) -> float:
    return round(100 * (place + 0.5) / len(column), 2)


def _curve(start: float, end: float) -> str:
    return f"M0 {start:g}C50 {start:g} 50 {end:g} 100 {end:g}"
