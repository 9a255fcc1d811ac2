"""`/style/`: every component of the house on one page, for those who build it. There only with DEBUG on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from advocacy.vocabulary import Holding
from cases.vocabulary import Grade, Level, Status, Tier
from core.partial_dates import PartialDateFormField, parse_partial_date
from core.templatetags.house import days
from reports.charts.geometry import BarRow, Bars, Part
from sanctions.vocabulary import SnapshotState
from sheets.vocabulary import ImportState

TONES = {
    "danger": "octagon-alert",
    "warning": "triangle-alert",
    "held": "lock",
    "info": "info",
    "success": "circle-check",
    "grave": "flame",
    "neutral": "circle",
}
COLOURS = ("paper", "surface", "sunken", "hover", "ink", "ink-2", "ink-3", "line", "line-2", "accent", "accent-bg")
BADGES = {
    "status": Status,
    "tier": Tier,
    "grade": Grade,
    "level": Level,
    "holding": Holding,
    "snapshot": SnapshotState,
    "sheet_state": ImportState,
}


class Sample(forms.Form):
    """Fields as every form has them: one that is right, one with help, one that was refused."""

    name = forms.CharField(label="Name", help_text="As the record gives it, in any script.")
    when = PartialDateFormField(label="When")
    tier = forms.ChoiceField(label="Tier", choices=Tier.choices)
    words = forms.CharField(label="In words", widget=forms.Textarea(attrs={"rows": 2}), required=False)


@dataclass(frozen=True)
class Job:
    """Long work, as `components/_progress.html` asks for it; finished, so that nothing is asked of the server."""

    done: int
    total: int
    text: str
    finished: bool = True
    url: str = "/style/"
    next_url: str = ""
    next_label: str = ""


@dataclass(frozen=True)
class Page:
    """A page of a list, as `components/_pager.html` asks for it."""

    rows: range = range(25)
    size: int = 25
    sizes: tuple[int, ...] = (25, 50, 100)
    previous_query: str = "?before=x"
    next_query: str = "?after=x"


def sample() -> dict[str, Any]:
    parts = [(63, "Russia"), (41, "Belarus"), (12, "Iran")]
    bars = [BarRow(label, str(many), [Part(many, "chart-bar", label, 0, many)], url="/style/") for many, label in parts]
    return {
        "tones": TONES.items(),
        "colours": COLOURS,
        "badges": [(name, choices.choices) for name, choices in BADGES.items()],
        "form": Sample({"name": "", "when": "31 February 2023", "tier": "high", "words": "Something typed."}),
        "job": Job(6_420, 10_000, "Reading the sheet"),
        "page": Page(),
        "bars": Bars(bars),
        "day": parse_partial_date("12 April 2023"),
        "month": parse_partial_date("about April 2023"),
        "held": days((374, 380)),
    }


@require_safe
@login_not_required
def style(request: HttpRequest) -> HttpResponse:
    return render(request, "style/style.html", sample())


urlpatterns = [path("style/", style, name="style")]
