"""Figures: charts about the cases that the list's own filters choose: as many as are wanted on one page or one sheet,
one on a page of its own, and its table.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from cases.chips import chips
from cases.facets import states_with_cases
from cases.filters import CaseFilter
from cases.saved_lists import plain_query
from cases.views.case_list import case_filter
from core import clock, trail
from core.addresses import Address
from core.models import EventKind
from reports.charts import CHARTS, Asked
from reports.figures import Shown, file_lines, shown
from sanctions.exporting import as_csv

#: So many are drawn with the page; the others come after it.
AT_ONCE = 2
#: Charts that have a way to them at the head of the page.
PICTURES = ("map", "network")


@require_safe
@requires(Permission.VIEW_CASES)
def figures(request: Request) -> HttpResponse:
    """All charts, or those that `?show=` names."""
    found = case_filter(request)
    asked = asked_of(request, found)
    slugs = shown_slugs(request)
    context = chosen(request, found, asked, reverse("reports:figures")) | {
        "shown": [drawn(request, slug, asked) for slug in slugs[:AT_ONCE]],
        "later": [(CHARTS[slug], figure_url(slug, asked)) for slug in slugs[AT_ONCE:]],
        "choices": [(kind, kind.slug in slugs) for kind in CHARTS.values()],
        "kept": [(name, value) for name, values in asked.query.lists() for value in values],
        "print_url": address_of(request, asked, reverse("reports:figures-print")).without(),
        "pictures": [(CHARTS[slug], figure_url(slug, asked)) for slug in PICTURES],
    }
    return render(request, "reports/figures.html", context)


@require_safe
@requires(Permission.EXPORT_CASES)
def figures_print(request: Request) -> HttpResponse:
    """The same charts as a sheet to hand out, all drawn at once; every printing is on record."""
    found = case_filter(request)
    asked = asked_of(request, found)
    slugs = shown_slugs(request)
    path = reverse("reports:figures")
    context = chosen(request, found, asked, path) | {
        "shown": [drawn(request, slug, asked) for slug in slugs],
        "absent": [kind.title for kind in CHARTS.values() if kind.slug not in slugs],
        "back_url": address_of(request, asked, path).without(),
    }
    trail.record(EventKind.EXPORT, "figures-printed", by=request.user, charts=slugs)
    return render(request, "reports/figures_print.html", context)


@require_safe
@requires(Permission.VIEW_CASES)
def figure(request: Request, chart: str) -> HttpResponse:
    """One chart: a page of its own, or for htmx the part of a page."""
    found = case_filter(request)
    asked = asked_of(request, found)
    context: dict[str, Any] = {"figure": drawn(request, chart, asked), "title": CHARTS[chart].title}
    if request.htmx:
        return render(request, "reports/figures_chart.html", context)
    context |= chosen(request, found, asked, reverse("reports:figure", args=[chart]))
    return render(request, "reports/figures_one.html", context)


@require_safe
@requires(Permission.EXPORT_CASES)
def figure_export(request: Request, chart: str) -> HttpResponse:
    """The table behind a chart, as a file."""
    asked = asked_of(request, case_filter(request))
    made = CHARTS[chart].draw(asked)
    columns, lines = file_lines(made)
    answer = HttpResponse(as_csv(columns, lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{chart}-{asked.day.isoformat()}.csv"'
    trail.record(EventKind.EXPORT, "figures", by=request.user, target=chart, format="csv", rows=len(made.rows))
    return answer


def shown_slugs(request: Request) -> list[str]:
    """The charts that the address names, in our order; all of them where it names none that there is."""
    named = set(request.GET.getlist("show"))
    return [slug for slug in CHARTS if slug in named] or list(CHARTS)


def address_of(request: Request, asked: Asked, path: str) -> Address:
    """An address of the same cases, with the choice of charts where there is one."""
    query = asked.query.copy()
    if len(slugs := shown_slugs(request)) < len(CHARTS):
        query.setlist("show", slugs)
    return Address(query, path)


def asked_of(request: Request, found: CaseFilter) -> Asked:
    query = QueryDict(plain_query(request.GET), mutable=True)
    for about_the_list in ("sort", "size"):
        query.pop(about_the_list, None)
    return Asked(request.user, found.qs, clock.today(), query, found.asked)


def drawn(request: Request, slug: str, asked: Asked) -> Shown:
    may_export = request.user.may(Permission.EXPORT_CASES)
    file_url = figure_url(slug, asked, "reports:figure-export") if may_export else ""
    return shown(CHARTS[slug], asked, url=figure_url(slug, asked), file_url=file_url)


def figure_url(slug: str, asked: Asked, name: str = "reports:figure") -> str:
    text = asked.query.urlencode()
    return f"{reverse(name, args=[slug])}?{text}" if text else reverse(name, args=[slug])


def chosen(request: Request, found: CaseFilter, asked: Asked, path: str) -> dict[str, Any]:
    """What the head of the page says of the cases: the filters in force, and the list of the same cases."""
    address = address_of(request, asked, path)
    return {
        "filter": found,
        "day": asked.day,
        "chips": chips(found, address, states_with_cases(request.user)),
        "clear_url": address.without(*asked.query),
        "all_figures_url": Address(asked.query, reverse("reports:figures")).without(),
        "cases_url": asked.cases_url(),
        "usual_files": not found.asked.get("file"),
    }
