"""The replay as a table: what stands behind the picture, for paper and for whoever does not see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from advocacy.jurisdictions import name_of
from advocacy.vocabulary import Weight
from reports.replay import Watched


@dataclass(frozen=True)
class Row:
    """One thing that happened, with its day and its number counted from the first."""

    day: date
    number: int
    lane: str
    words: Any
    weight: str = ""
    url: str = ""


def rows_of(story: Watched) -> list[Row]:
    """Everything that the picture shows, the earliest first."""
    return sorted([*_logged(story), *_acts(story), *_alerts(story)], key=lambda row: row.day)


def _logged(story: Watched) -> list[Row]:
    return [
        Row(one.occurred_on, story.number(one.occurred_on), _("Logged"), one.summary, url=one.get_absolute_url())
        for one in story.updates
    ]


def _acts(story: Watched) -> list[Row]:
    return [
        Row(
            act.on,
            story.number(act.on),
            name_of(code) if code else _("Others"),
            act.record.summary,
            str(Weight(act.weight).label),
            act.url,
        )
        for code, acts in story.lanes.items()
        for act in acts
    ]


def _alerts(story: Watched) -> list[Row]:
    rows = []
    for span in story.spans:
        title = span.title(span.opened_on)
        rows.append(Row(span.opened_on, story.number(span.opened_on), _("Alerts"), _("%s: opens") % title))
        if span.cleared_on:
            rows.append(Row(span.cleared_on, story.number(span.cleared_on), _("Alerts"), _("%s: is over") % title))
    return rows
