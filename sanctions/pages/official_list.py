"""The list of officials: filters, and what each row says. Nothing counts that the reader may not see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.models import DetainingState, Involvement, Official
from cases.models.official import OfficialQuerySet
from cases.vocabulary import OfficialFunction, OfficialKind
from core import clock
from core.paging import Order
from sanctions.models import Designation
from sanctions.pages.alignment import jurisdiction_name

#: So many cases are named in a row; the rest is counted.
NAMED_CASES = 3
SEVERAL = 2
SORTS: dict[str, tuple[Any, Order]] = {
    "name": (_("By name"), [("name", False), ("pk", False)]),
    "cases": (_("Most cases first"), [("case_count", True), ("pk", False)]),
    "seniority": (_("Most senior first"), [("seniority", False), ("name", False), ("pk", False)]),
}


class OfficialFilter(forms.Form):
    """Which officials, of those that the reader may see. A choice that is none says so, and the others hold."""

    q = forms.CharField(label=_("Name, in any script"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False)
    function = forms.ChoiceField(
        label=_("Function"), required=False, choices=[("", _("All")), *OfficialFunction.choices]
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *OfficialKind.choices])
    listed = forms.ChoiceField(
        label=_("Listed by"),
        required=False,
        choices=[("", _("Any")), ("0", _("nobody on record")), ("1", _("one jurisdiction")), ("2", _("two or more"))],
    )

    def __init__(self, *args: Any, reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
        theirs = Official.objects.visible_to(reader).order_by().values("state")
        states = DetainingState.objects.filter(pk__in=theirs).order_by("name")
        self.fields["state"].choices = [("", _("All")), *((state.code, str(state)) for state in states)]  # type: ignore[attr-defined]

    @property
    def sort(self) -> str:
        asked = self.data.get("sort", "")
        return asked if asked in SORTS else "name"

    def found(self) -> OfficialQuerySet:
        """With `case_count` (cases that the reader may see) and `listed_count` (jurisdictions that list them today)."""
        self.is_valid()
        said = self.cleaned_data
        rows: Any = counted(Official.objects.visible_to(self.reader).matching(said.get("q") or ""), self.reader)
        if said.get("state"):
            rows = rows.filter(state__code=said["state"])
        if said.get("kind"):
            rows = rows.filter(kind=said["kind"])
        if said.get("function"):
            theirs = _their_involvements(self.reader).filter(function=said["function"])
            rows = rows.filter(Exists(theirs))
        if said.get("listed"):
            count = int(said["listed"])
            rows = rows.filter(listed_count__gte=count) if count == SEVERAL else rows.filter(listed_count=count)
        found: OfficialQuerySet = rows
        return found


def counted(officials: OfficialQuerySet, reader: User) -> OfficialQuerySet:
    listed = Designation.objects.filter(official=OuterRef("pk")).in_force(clock.today()).order_by()
    return officials.annotate(
        case_count=_count(_their_involvements(reader), "case"),
        listed_count=_count(listed, "programme__jurisdiction"),
    )


def _their_involvements(reader: User) -> QuerySet[Involvement]:
    return Involvement.objects.visible_to(reader).filter(official=OuterRef("pk")).order_by()


def _count(rows: QuerySet[Any], what: str) -> Coalesce:
    """How many different `what` the subquery `rows` has for an official."""
    number = rows.values("official").annotate(number=Count(what, distinct=True)).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)


@dataclass
class OfficialRow:
    """One official as the list shows them."""

    official: Official
    functions: list[str] = field(default_factory=list)
    #: Reference → name of the prisoner.
    cases: dict[str, str] = field(default_factory=dict)
    #: Their codes, whoever listed first comes first.
    jurisdictions: list[str] = field(default_factory=list)
    alleged: bool = False

    @property
    def listed_by(self) -> list[str]:
        """The names of `jurisdictions`."""
        return [jurisdiction_name(code) for code in self.jurisdictions]

    @property
    def named_cases(self) -> list[tuple[str, str]]:
        return list(self.cases.items())[:NAMED_CASES]

    @property
    def more_cases(self) -> int:
        return max(0, len(self.cases) - NAMED_CASES)


def rows_of(officials: Iterable[Official], reader: User) -> list[OfficialRow]:
    """Rows in the order of `officials`, in two queries. Alleged: in every case that the reader may see."""
    rows = {official.pk: OfficialRow(official) for official in officials}
    approved: dict[int, bool] = defaultdict(bool)
    seen = Involvement.objects.visible_to(reader).filter(official__in=rows).select_related("case__prisoner")
    for one in seen.order_by("pk"):
        row = rows[one.official_id]
        row.cases[one.case.reference] = one.case.prisoner.name
        approved[one.official_id] |= one.approved_at is not None
        if one.get_function_display() not in row.functions:
            row.functions.append(one.get_function_display())
    listed: Any = Designation.objects.visible_to(reader).in_force(clock.today()).filter(official__in=rows)
    for key, code in listed.order_by("known_on", "pk").values_list("official", "programme__jurisdiction"):
        if code not in rows[key].jurisdictions:
            rows[key].jurisdictions.append(code)
    for key, row in rows.items():
        row.alleged = bool(row.cases) and not approved[key]
    return list(rows.values())
