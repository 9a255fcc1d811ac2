"""What people are charged with: by category, and by article of the law."""

from __future__ import annotations

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.models import Charge
from cases.reference_words import state_name
from cases.vocabulary import ChargeCategory, ChargeOutcome
from reports.charts.geometry import BarRow, Part, bars
from reports.charts.shapes import Asked, Cell, Chart, Note, chart, grouped, nothing

CASES = Count("case", distinct=True)
CONVICTED = Count("case", distinct=True, filter=Q(outcome=ChargeOutcome.CONVICTED))


@chart(
    "charges",
    title=gettext_lazy("Charges used"),
    how=gettext_lazy(
        "Cases with at least one charge of the category, whatever came of it: a case with charges of several counts "
        "under each. Categories are ours; the articles are in the chart after this one."
    ),
)
def charges_used(asked: Asked) -> Chart:
    charges = Charge.objects.filter(case__in=asked.keys()).order_by()
    rows = charges.values_list("category").annotate(many=CASES, convicted=CONVICTED)
    found = [(ChargeCategory(code), many, convicted) for code, many, convicted in rows.order_by("-many", "category")]
    if not found:
        return _no_charge()
    charged = charges.aggregate(many=CASES)["many"]
    without = asked.cases.count() - charged
    table, drawn = [], []
    for category, many, convicted in found:
        label, url = str(category.label), asked.cases_url(charge=category.value)
        table.append([Cell(label), Cell(many, url), Cell(convicted)])
        drawn.append(_row(label, many, convicted, url))
    first = [label for label, many, _convicted in found if many == found[0][1]]
    said = {"charge": first[0].label, "ties": len(first), "n": grouped(found[0][1]), "all": grouped(charged)}
    words = ngettext(
        "%(charge)s is the most frequent charge, in %(n)s of %(all)s case with a charge",
        "%(charge)s is the most frequent charge, in %(n)s of %(all)s cases with a charge",
        charged,
    )
    if len(first) > 1:
        words = _("%(ties)s charges are the most frequent, each in %(n)s of the %(all)s with a charge")
    return Chart(words % said, [_("Charge"), _("Cases"), _("Convicted")], table, bars(drawn), notes=_without(without))


@chart(
    "statutes",
    title=gettext_lazy("Articles of law used"),
    how=gettext_lazy(
        "Cases with a charge under the article, whatever came of it. Charges whose article is not recorded are in the "
        "chart of categories only."
    ),
)
def statutes_used(asked: Asked) -> Chart:
    charges = Charge.objects.filter(case__in=asked.keys(), statute__isnull=False).order_by()
    law = ("statute__state__code", "statute__state__name", "statute__article", "statute__title")
    rows = charges.values_list(*law).annotate(many=CASES, convicted=CONVICTED).order_by("-many", *law)
    found = [(state_name(code, name), *rest) for code, name, *rest in rows]
    if not found:
        return _no_charge()
    table = [[Cell(value) for value in row] for row in found]
    drawn = [
        _row(f"{state}, {article}", many, convicted, note=title) for state, article, title, many, convicted in found
    ]
    state, article, *_rest, most, _convicted = found[0]
    ties = sum(row[3] == most for row in found)
    said = {"state": state, "article": article, "ties": ties, "n": grouped(most)}
    words = ngettext(
        "%(state)s, %(article)s is the most used article, in %(n)s case",
        "%(state)s, %(article)s is the most used article, in %(n)s cases",
        most,
    )
    if ties > 1:
        words = ngettext(
            "%(ties)s articles are the most used, each in %(n)s case",
            "%(ties)s articles are the most used, each in %(n)s cases",
            most,
        )
    return Chart(words % said, [_("State"), _("Article"), _("Title"), _("Cases"), _("Convicted")], table, bars(drawn))


def _row(label: str, many: int, convicted: int, url: str = "", note: str = "") -> BarRow:
    said = {"label": label, "n": grouped(many), "convicted": grouped(convicted)}
    parts = [
        Part(convicted, "chart-late", _("%(label)s: convicted in %(convicted)s") % said),
        Part(many - convicted, "chart-rest", _("%(label)s: %(n)s in all, the rest not convicted of it") % said),
    ]
    figure = _("%(n)s, convicted in %(convicted)s") % said if convicted else grouped(many)
    return BarRow(label, figure, parts, figure_url=url, note=note)


def _without(many: int) -> list[Note]:
    words = ngettext("In %(n)s case no charge is recorded.", "In %(n)s cases no charge is recorded.", many)
    return [Note(words % {"n": grouped(many)})] if many else []


def _no_charge() -> Chart:
    text = _("Log a charge on the timeline of a case, with its article where you know it.")
    return nothing(_("No charge is recorded in these cases"), text, reverse("cases:case-list"), _("Go to the cases"))
