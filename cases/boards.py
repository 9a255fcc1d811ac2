"""Rows that apps above `cases` add to its boards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.models import Case


@dataclass(frozen=True, kw_only=True)
class ComingUp:
    """Something expected on `on`, or between `on` and `until` where the day is not known.

    Provided as `slots.provide("upcoming", …)`, called with `user` and `day`, for the 30 days from then.
    """

    on: date
    title: Any
    url: str
    until: date | None = None
    said: Any = ""  # the date as it is known: "about 12 May 2023"
    text: Any = ""
    case: Case | None = None
    tone: str = "neutral"


@dataclass(frozen=True, kw_only=True)
class Note:
    """What an app above files on the timeline of a case, between its updates: shown, and no update itself.

    Provided as `slots.provide("timeline-notes", …)`, called with `user` and `case`, for whom the notes may be read by.
    """

    on: date
    words: Any
    url: str = ""
    level: str = ""
    level_label: Any = ""
