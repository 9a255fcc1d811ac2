"""What *Today* shows one person: what needs them, what is coming, what changed on their cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from accounts.models import User
from cases.boards import ComingUp, led_or_followed
from cases.models import Case, KeyDate, Update
from cases.models.update import UpdateQuerySet
from cases.vocabulary import FileState, Grade, KeyDateKind, Level, Status, UpdateKind
from core import slots

AHEAD = 30
MOST_NEEDS, MOST_COMING, MOST_CHANGES = 12, 30, 8


@dataclass(frozen=True)
class Board:
    """Rows of one part of the page, and whether there are more than it shows."""

    rows: list[Any]
    more: int = 0


@dataclass(frozen=True)
class Group:
    """What needs somebody, of one urgency."""

    label: Any
    rows: list[Any]


@dataclass(frozen=True)
class Expected:
    """A coming date with how far off it is."""

    row: ComingUp
    distance: str


@dataclass(frozen=True)
class StatusCount:
    code: str
    label: Any
    many: int
    url: str


def needs(user: User, day: date) -> Board:
    """What the apps say waits for this person, the most pressing first.

    A row has `title`, `sentence`, `url`, `tone`, `since`, `others` (how many more of its kind) and, unless it is about
    the house itself, a `case`.
    """
    rows = slots.gather("needs-me", user=user, day=day)
    return Board(rows[:MOST_NEEDS], max(0, len(rows) - MOST_NEEDS))


#: By the severity of the rows; what a person asked for themselves comes first, whatever it is.
URGENCIES = {"critical": _lazy("Critical"), "high": _lazy("High"), "normal": _lazy("As time allows")}


def grouped(needs: Board) -> list[Group]:
    """The rows by how urgent they are, the worst first; what is about no case alert keeps its place before them."""
    asked_for = [row for row in needs.rows if not hasattr(row, "worst")]
    groups = [Group("", asked_for)]
    groups += [
        Group(label, [row for row in needs.rows if row not in asked_for and row.severity == code])
        for code, label in URGENCIES.items()
    ]
    return [group for group in groups if group.rows]


def coming(user: User, day: date) -> Board:
    """Dates that may fall within the next 30 days: those people entered, and those other apps know of."""
    dates = KeyDate.objects.visible_to(user).coming(day, AHEAD).filter(case__file_state__in=_WORKED_ON)
    entered = dates.select_related("case__prisoner").order_by("due_from", "pk")[: MOST_COMING + 1]
    rows = [*map(_entered, entered), *slots.gather("upcoming", user=user, day=day)]
    rows.sort(key=lambda row: (max(row.on, day), row.until or row.on))
    return Board([Expected(row, distance(row, day)) for row in rows[:MOST_COMING]], max(0, len(rows) - MOST_COMING))


_WORKED_ON = [FileState.ACTIVE, FileState.MONITORING]


def _entered(key_date: KeyDate) -> ComingUp:
    return ComingUp(
        on=key_date.due_from,
        until=key_date.due_on if key_date.due_on != key_date.due_from else None,
        said=str(key_date.due),
        title=KeyDateKind(key_date.kind).label,
        text=key_date.summary,
        case=key_date.case,
        url=key_date.case.get_absolute_url(),
    )


def distance(row: ComingUp, day: date) -> str:
    """“today”, “tomorrow”, “in 12 days”; where the days it may fall on have begun, “any day now”."""
    days = (row.on - day).days
    if row.until and days <= 0:
        return _("any day now")
    if days <= 1:
        return _("tomorrow") if days == 1 else _("today")
    return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}


def changes(user: User, *, everywhere: bool = False) -> UpdateQuerySet:
    """Updates on the cases this person leads or follows (or on all they may see), as they came in, latest first."""
    updates = Update.objects.visible_to(user).current().select_related("case__prisoner", "case__state", "author")
    return updates if everywhere else updates.filter(led_or_followed(user, "case__"))


CHANGE_ORDER = [("logged_on", True), ("pk", True)]


@dataclass(frozen=True)
class Change:
    """An update as news. `day` is None where the row above bears it; `when` is said where it differs from that."""

    update: Update
    kind: Any
    grade: Any
    level: Any
    day: date | None
    when: str
    author: str


def as_news(updates: Iterable[Update], user: User) -> list[Change]:
    """The updates, each day of logging named once; one's own go without a name."""
    news, last = [], None
    for update in updates:
        when = "" if update.occurred.is_exact and update.occurred_on == update.logged_on else str(update.occurred)
        author = update.author.name if update.author and update.author != user else ""
        # Not `get_kind_display`: it translates and hashes all choices of the field, for every row.
        words = UpdateKind(update.kind).label, Grade(update.grade).label, Level(update.level).label
        news.append(Change(update, *words, update.logged_on if update.logged_on != last else None, when, author))
        last = update.logged_on
    return news


def latest_changes(user: User) -> Board:
    rows = list(changes(user).order_by("-logged_on", "-pk")[: MOST_CHANGES + 1])
    return Board(as_news(rows[:MOST_CHANGES], user), max(0, len(rows) - MOST_CHANGES))


def my_cases(user: User) -> list[StatusCount]:
    """The cases this person leads, by status."""
    led = Case.objects.visible_to(user).active().led_by(user).order_by()
    counts = dict(led.values_list("status").annotate(many=Count("pk")))
    path = f"{reverse('cases:case-list')}?lead=me&status="
    return [StatusCount(code, label, counts[code], path + code) for code, label in Status.choices if code in counts]
