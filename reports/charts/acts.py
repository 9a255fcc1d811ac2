"""How long it took from the arrest to the first act on record, and to the first sanction, by jurisdiction.

That nothing is recorded is always said of the record: never that a government did nothing (see `advocacy.standing`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, Min, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import Organisation
from advocacy.jurisdictions import PRIVATE, counts_for, name_of
from advocacy.models import Action, ActionCase, Determination, DeterminationCase
from advocacy.visibility import door
from advocacy.vocabulary import TAKEN, ActionKind
from cases.models import Involvement
from cases.models.case import CaseQuerySet
from cases.vocabulary import Grade
from core.templatetags.house import days as in_days
from reports.charts.geometry import SpanRow, range_in_words, range_of, spans
from reports.charts.shapes import Asked, Cell, Chart, Note, chart, grouped, middle, nothing
from sanctions import facts
from sanctions.models import NamelessDesignation

#: Case key, jurisdiction, the day of its first act.
First = tuple[int, str, date]
Bodies = dict[int, str]
MOST_NAMED = 2_000


@dataclass
class Reach:
    """What is on record of one jurisdiction: in how many cases it could act, and after how many days it first did.

    `own`: cases of its nationals and residents whom another state holds; `others`: the rest, where it acted all the
    same. The days run from the arrest.
    """

    cases: int = 0
    own: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)

    @property
    def without(self) -> int:
        """In how many of its own cases nothing is recorded."""
        return self.cases - len(self.own)

    @property
    def days(self) -> list[int]:
        return [*self.own, *self.others]


HOW_COUNTED = gettext_lazy(
    "A state could act in the cases of its nationals and residents whom another state holds. Days run from the arrest; "
    "where a date is not known exactly, the latest day counts. What is not recorded may have been done all the same."
)


@chart("first-action", title=gettext_lazy("Time to first action"), how=HOW_COUNTED)
def first_action(asked: Asked) -> Chart:
    bodies = _bodies()
    acts = [*_actions(asked, bodies), *_findings(asked, bodies), *_listings(asked), *_nameless(asked)]
    return _chart(_reached(asked, acts), _of_actions())


@chart("first-sanction", title=gettext_lazy("Time to first sanction"), how=HOW_COUNTED)
def first_sanction(asked: Asked) -> Chart:
    acts = [*_actions(asked, _bodies(), kind=ActionKind.SANCTION), *_listings(asked), *_nameless(asked)]
    return _chart(_reached(asked, acts), _of_sanctions())


# --- What is on record, through the doors.
def _actions(asked: Asked, bodies: Bodies, **narrower: Any) -> Iterator[First]:
    seen = ActionCase.objects.filter(door(asked.user, Action, record="action__"), case__in=asked.keys())
    rows = seen.filter(action__state__in=TAKEN, action__sent_on__lte=asked.day)
    rows = rows.filter(**{f"action__{name}": value for name, value in narrower.items()})
    return _first(rows, bodies, "action__actors", "action__sent_on")


def _findings(asked: Asked, bodies: Bodies) -> Iterator[First]:
    seen = DeterminationCase.objects.filter(door(asked.user, Determination, record="determination__"))
    rows = seen.filter(case__in=asked.keys(), determination__known_on__lte=asked.day)
    return _first(rows, bodies, "determination__body", "determination__known_on")


def _bodies() -> Bodies:
    """By key, for which jurisdiction an act of a body counts; of most acts it is one of ours, which counts for none."""
    columns = ("pk", "kind", "jurisdiction", "parent__jurisdiction")
    rows = Organisation.objects.exclude(kind__in=PRIVATE).order_by().values_list(*columns)
    found = {key: counts_for(kind, own, parents) for key, kind, own, parents in rows}
    return {key: code for key, code in found.items() if code}


def _first(rows: QuerySet[Any], bodies: Bodies, body: str, on: str) -> Iterator[First]:
    """The first act of each public body on each case since the arrest."""
    rows = rows.filter(**{f"{on}__gte": F("case__arrested_on"), f"{body}__in": list(bodies)}).order_by()
    for case, key, first in rows.values_list("case", body).annotate(first=Min(on)):
        yield case, bodies[key], first


def _listings(asked: Asked) -> Iterator[First]:
    """Officials with an approved part in a case, listed for it; a part that the reader may see."""
    rows = Involvement.objects.visible_to(asked.user).filter(case__in=asked.keys(), approved_at__isnull=False)
    rows = rows.filter(official__designations__isnull=False).exclude(grade=Grade.RETRACTED).order_by()
    people = set(rows.values_list("case", "official"))
    listed = facts.designations({official for _case, official in people}, asked.day)
    about = facts.of_cases(case for case, _official in people)
    for case, official in people:
        for one in listed.get(official, ()):
            arrested_on = about[case].arrested_on
            if arrested_on and one.public_on >= arrested_on and one.is_for(about[case]):
                yield case, one.jurisdiction, one.public_on


def _nameless(asked: Asked) -> Iterator[First]:
    rows = NamelessDesignation.objects.visible_to(asked.user).filter(case__in=asked.keys(), listed_on__lte=asked.day)
    rows = rows.filter(listed_on__gte=F("case__arrested_on")).order_by()
    yield from rows.values_list("case", "programme__jurisdiction", "listed_on")


# --- Counting.
def _reached(asked: Asked, acts: list[First]) -> dict[str, Reach]:
    """By jurisdiction: those that could act, by in how many cases; then the others, by in how many they did."""
    arrested = asked.cases.order_by().filter(arrested_on__isnull=False)
    reached: dict[str, Reach] = defaultdict(Reach)
    for code, many in _could_act(arrested):
        reached[code].cases = many
    about = _about(arrested, {case for case, _code, _on in acts})
    first: dict[tuple[int, str], date] = {}
    for case, code, on in acts:
        if code and code != about[case].state:
            first[case, code] = min(first.get((case, code), on), on)
    for (case, code), on in first.items():
        days = (on - about[case].arrested_on).days
        (reached[code].own if code in about[case].ties else reached[code].others).append(days)
    return dict(sorted(reached.items(), key=lambda item: (-item[1].cases, -len(item[1].others), item[0])))


def _could_act(arrested: CaseQuerySet) -> Any:
    """By state, in how many cases it could act."""
    ties = (
        arrested.annotate(country=F("prisoner__ties__country")).exclude(country=None).exclude(country=F("state__code"))
    )
    return ties.values_list("country").annotate(many=Count("pk", distinct=True))


@dataclass(frozen=True)
class About:
    """What is asked of a case in which somebody acted."""

    arrested_on: date
    state: str
    ties: set[str] = field(default_factory=set)


def _about(arrested: CaseQuerySet, acted: set[int]) -> dict[int, About]:
    """The cases in which somebody acted; past so many it costs less to read them all than to name each."""
    rows = arrested.filter(pk__in=acted) if len(acted) <= MOST_NAMED else arrested
    about: dict[int, About] = {}
    columns: Any = rows.values_list("pk", "arrested_on", "state__code", "prisoner__ties__country")
    for case, on, state, country in columns:
        about.setdefault(case, About(on, state)).ties.add(country)
    return about


# --- What is said and drawn.
@dataclass(frozen=True)
class Words:
    """What is said of acts, or of sanctions: the key figure, the columns of the table, what stands on a row."""

    none: str
    some: str
    every: str
    acted: str
    missing: str
    missing_in: str
    in_all: str


def _of_actions() -> Words:
    return Words(
        none=_("In %(n)s of %(all)s instances a state that could act has no act on record"),
        some=_(
            "In %(n)s of %(all)s instances a state that could act has no act on record; "
            "elsewhere the first came after a median of %(days)s"
        ),
        every=_("Every state that could act has an act on record; the first came after a median of %(days)s"),
        acted=_("Cases with an act recorded"),
        missing=_("No act is recorded"),
        missing_in=_("no act is recorded in %(n)s of the %(all)s in which it could act"),
        in_all=_("an act is recorded wherever it could act: %(all)s"),
    )


def _of_sanctions() -> Words:
    return Words(
        none=_("In %(n)s of %(all)s instances a state that could act has no sanction on record"),
        some=_(
            "In %(n)s of %(all)s instances a state that could act has no sanction on record; "
            "elsewhere the first came after a median of %(days)s"
        ),
        every=_("Every state that could act has a sanction on record; the first came after a median of %(days)s"),
        acted=_("Cases with a sanction recorded"),
        missing=_("No sanction is recorded"),
        missing_in=_("no sanction is recorded in %(n)s of the %(all)s in which it could act"),
        in_all=_("a sanction is recorded wherever it could act: %(all)s"),
    )


def _chart(reached: dict[str, Reach], words: Words) -> Chart:
    if not reached:
        text = _("Say of each prisoner which nationalities and residences they have: those states could act.")
        return nothing(_("No state that could act is recorded"), text, reverse("cases:case-list"), _("Go to the cases"))
    table = []
    for code, one in reached.items():
        figures = [one.cases, len(one.own), one.without, len(one.others), *range_of(one.days)]
        table.append([Cell(name_of(code)), *map(Cell, figures)])
    drawn = [_row(name_of(code), one, words) for code, one in reached.items()]
    url = f"{reverse('reminders:alert-list')}?whose=team&rule=R18"
    text = _("Where a state that could act has no measure on record for too long, an alert says so.")
    notes = [Note(text, url, _("See those alerts"))]
    return Chart(_said(reached, words), _columns(words), table, spans(drawn), notes=notes)


def _columns(words: Words) -> list[str]:
    days = [_("Fewest days"), _("Median days"), _("Most days")]
    could, others = _("Cases in which it could act"), _("Other cases in which it acted")
    return [_("Jurisdiction"), could, words.acted, words.missing, others, *days]


def _row(label: str, one: Reach, words: Words) -> SpanRow:
    """“203 days” and behind it the range; what is not recorded is said on every row."""
    parts = [range_in_words(one.days)] if len(one.days) > 1 else []
    if one.cases:
        said = words.missing_in if one.without else words.in_all
        parts.append(said % {"n": grouped(one.without), "all": grouped(one.cases)})
    if one.others:
        other = ngettext("acted in %(n)s other case", "acted in %(n)s other cases", len(one.others))
        parts.append(other % {"n": grouped(len(one.others))})
    return SpanRow(label, in_days(middle(one.days)) if one.days else "", "; ".join(parts), one.days)


def _said(reached: dict[str, Reach], words: Words) -> str:
    """The key figure: in how many instances (a state and a case in which it could act) nothing is recorded."""
    own = [days for one in reached.values() for days in one.own]
    could, without = sum(one.cases for one in reached.values()), sum(one.without for one in reached.values())
    said = words.none if not own else words.some if without else words.every
    return said % {"n": grouped(without), "all": grouped(could), "days": in_days(middle(own)) if own else ""}
