"""What an alert says: the rule's own sentence, filled with days and dates. No name, place or diagnosis ever goes in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.rules import Rule


def sentence(rule: Rule, note: str, since: date, until: date | None, day: date) -> str:
    """The rule's sentence for one alert, as of `day`."""
    return str(_fitting(rule.says, note, until, day) or rule.says[""]).format(
        days=day_count((day - since).days),
        since=date_format(since, "DATE_FORMAT"),
        until=_("%(distance)s (%(date)s)") % _said(until, day) if until else "",
    )


def title(rule: Rule, note: str, until: date | None, day: date) -> str:
    """What the alert is called."""
    return str(_fitting(rule.titles, note, until, day) or rule.title)


def _fitting(words: Mapping[str, Any], note: str, until: date | None, day: date) -> Any:
    passed = until is not None and day > until
    return (words.get("passed") if passed else None) or words.get(note)


def _said(when: date, day: date) -> dict[str, str]:
    return {"distance": distance_words(when, day), "date": date_format(when, "DATE_FORMAT")}


def day_count(count: int) -> str:
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}


def distance_words(when: date, day: date) -> str:
    """“in 12 days”, “today”, “3 days ago”."""
    if when == day:
        return _("today")
    days = day_count(abs((when - day).days))
    return (_("in %(days)s") if when > day else _("%(days)s ago")) % {"days": days}
