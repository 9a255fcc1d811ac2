"""Rows that apps above `cases` add to its boards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from accounts.models import User
from cases.models import Case, Follow


def led_or_followed(user: User, case: str = "") -> Q:
    """The condition that `user` leads or follows the case reached through the prefix `case`."""
    followed = Follow.objects.filter(user=user).values("case")
    return Q(**{f"{case}lead": user}) | Q(**{f"{case}pk__in": followed})


@dataclass(frozen=True, kw_only=True)
class ComingUp:
    """Something expected on `on`, or between `on` and `until` where the day is not known.

    Provided as `slots.provide("upcoming", …)`, called with `user` and `day`, for the 30 days from then; and as
    `slots.provide("dated", …)`, called with a `Span`, for the calendar: also what has passed.
    """

    on: date
    title: Any
    url: str
    until: date | None = None
    said: Any = ""  # the date as it is known: "about 12 May 2023"
    text: Any = ""
    case: Case | None = None
    tone: str = "neutral"
    settled: bool = False
    more: int = 0  # so many of its kind on the same day come after it, and are left out


@dataclass(frozen=True, kw_only=True)
class Span:
    """What a calendar asks: days, for whom, whether of their own cases alone, and at most how many of a kind a day."""

    user: User
    first: date
    last: date
    mine: bool
    most: int

    def own_cases(self) -> QuerySet[Case]:
        """The keys of the cases that the reader leads or follows."""
        return Case.objects.filter(led_or_followed(self.user)).values("pk")  # type: ignore[return-value]

    def by_day(self, rows: QuerySet[Any], day: str, *order: Any) -> Iterator[tuple[Any, int]]:
        """The first rows of each day, and with the last of them how many more there are that day."""
        of_day = [F(day)]
        ranked = rows.annotate(
            rank=Window(RowNumber(), partition_by=of_day, order_by=[*order, F("pk").asc()]),
            that_day=Window(Count("pk"), partition_by=of_day),
        )
        for row in ranked.filter(**{f"{day}__range": (self.first, self.last)}, rank__lte=self.most).order_by(
            day, "rank"
        ):
            yield row, row.that_day - self.most if row.rank == self.most else 0


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
