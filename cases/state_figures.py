"""What the state pages say: figures over the cases of a state that somebody may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.models import Charge, Facility, Involvement, Official
from cases.models.case import CaseQuerySet
from cases.reference_words import in_own_words, state_name
from cases.vocabulary import ChargeCategory, ChargeOutcome, Contact, OfficialFunction, OfficialKind, Status
from core.search_keys import search_words

HELD = Q(in_custody_since__isnull=False)
DIED = Q(status__in=[Status.DIED_IN_CUSTODY, Status.DIED_AFTER_RELEASE])
FREED = Q(status__in=[Status.RELEASED, Status.EXILED])
# The longest lists of a state page: beyond it a list is no longer read.
LONGEST = 25


@dataclass(frozen=True)
class StateRow:
    """One state of the list. `share` is its part of the largest figure, in hundredths, for the bar."""

    code: str
    name: str
    region: str
    held: int
    cases: int
    lost: int
    last_update_on: date | None
    share: int = 0


STATE_SORTS: dict[str, tuple[Any, Any]] = {
    "held": (_("in custody"), lambda row: (-row.held, -row.cases, row.name)),
    "cases": (_("cases"), lambda row: (-row.cases, row.name)),
    "updated": (_("last update"), lambda row: (-(row.last_update_on or date.min).toordinal(), row.name)),
    "name": (_("name"), lambda row: row.name),
}


def state_rows(cases: CaseQuerySet, *, words: str = "", sort: str = "held") -> list[StateRow]:
    """The states of `cases`, those whose name, code or region holds every one of `words`."""
    figures = (
        cases.order_by()
        .values_list("state__code", "state__name", "state__region")
        .annotate(
            held=Count("pk", filter=HELD),
            all=Count("pk"),
            lost=Count("pk", filter=Q(place_unknown_since__isnull=False)),
        )
        .annotate(latest=Max("last_update_on"))
    )
    rows = [StateRow(code, state_name(code, name), in_own_words(at), *rest) for code, name, at, *rest in figures]
    largest = max((row.held for row in rows), default=0) or 1
    rows = [StateRow(**{**vars(row), "share": round(100 * row.held / largest)}) for row in rows]
    asked = search_words(words)
    found = [
        row
        for row in rows
        if all(word in " ".join(search_words(f"{row.code} {row.name} {row.region}")) for word in asked)
    ]
    return sorted(found, key=STATE_SORTS.get(sort, STATE_SORTS["held"])[1])


def headline(cases: CaseQuerySet, day: date) -> dict[str, Any]:
    """The figures on top of a state's page, in one query."""
    figures = cases.order_by().aggregate(
        held=Count("pk", filter=HELD),
        cases=Count("pk"),
        lost=Count("pk", filter=Q(place_unknown_since__isnull=False)),
        silent=Count("pk", filter=HELD & Q(contact=Contact.NONE)),
        freed=Count("pk", filter=FREED),
        died=Count("pk", filter=DIED),
        longest=Min("in_custody_since"),
    )
    figures["longest_days"] = (day - figures["longest"]).days if figures["longest"] else None
    return figures


@dataclass(frozen=True)
class ChargeRow:
    category: Any
    article: str
    title: str
    cases: int
    convicted: int


def charges_used(cases: CaseQuerySet) -> list[ChargeRow]:
    """What people are charged with, by statute, the most used first."""
    charges = Charge.objects.filter(case__in=cases.order_by().values("pk")).order_by()
    convicted = Count("case", distinct=True, filter=Q(outcome=ChargeOutcome.CONVICTED))
    rows = (
        charges.values_list("category", "statute__article", "statute__title")
        .annotate(cases=Count("case", distinct=True), convicted=convicted)
        .order_by("-cases", "category", "statute__article")
    )
    return [
        ChargeRow(ChargeCategory(category).label, article or "", title or "", many, guilty)
        for category, article, title, many, guilty in rows[:LONGEST]
    ]


def facilities_used(cases: CaseQuerySet) -> list[Facility]:
    """Where people of `cases` are held now, each with `held`: how many."""
    held = cases.order_by().filter(HELD).values("pk")
    return list(
        Facility.objects.filter(cases__in=held).annotate(held=Count("cases")).order_by("-held", "name")[:LONGEST]
    )


@dataclass
class OfficialRow:
    """An official or court with the cases they took part in."""

    official: Official
    functions: list[Any] = field(default_factory=list)
    cases: dict[str, str] = field(default_factory=dict)  # reference → name
    alleged: bool = False


def officials_seen(cases: CaseQuerySet, user: User) -> list[OfficialRow]:
    """Courts and bodies of any number of `cases`, and people of two or more, by involvements that `user` may see."""
    involvements = Involvement.objects.visible_to(user).filter(case__in=cases.order_by().values("pk")).order_by()
    often = involvements.values("official").annotate(many=Count("case", distinct=True))
    chosen = (
        often.filter(Q(official__kind=OfficialKind.BODY) | Q(many__gte=2))
        .order_by("-many")
        .values("official")[: 2 * LONGEST]
    )
    found = involvements.filter(official__in=[row["official"] for row in chosen])
    return _official_rows(found.select_related("official", "case__prisoner").order_by("official__name", "pk"))


def _official_rows(involvements: Iterable[Involvement]) -> list[OfficialRow]:
    rows: dict[int, OfficialRow] = {}
    functions: dict[int, dict[str, Any]] = defaultdict(dict)
    for involvement in involvements:
        row = rows.setdefault(involvement.official_id, OfficialRow(involvement.official))
        row.cases[involvement.case.reference] = involvement.case.prisoner.name
        row.alleged = row.alleged or involvement.approved_at is None
        functions[involvement.official_id][involvement.function] = involvement.get_function_display()
    for key, row in rows.items():
        row.functions = [words for function, words in functions[key].items() if function != OfficialFunction.BODY]
    return sorted(rows.values(), key=lambda row: (-len(row.cases), row.official.name))
