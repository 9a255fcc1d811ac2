"""The organisation at a glance, beside what needs one person: figures, states with no measure, drafts left lying."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Permission
from advocacy.jurisdictions import name_of
from advocacy.models import Action
from advocacy.stages import Stage
from cases.filters import CUSTODY, STALLED, stalled
from cases.models import Case, Draft
from reminders.models import Alert
from sanctions.models import Match
from sanctions.pages.freshness import Standing, list_rows

#: The rule that says of which state no measure is recorded.
NO_MEASURE = "R18"
MOST_STATES, MOST_DRAFTS = 8, 5
FORTNIGHT = 14


@dataclass(frozen=True)
class Figure:
    """A number, what it counts, and the list that makes it; `tone` where it is nothing to be content with."""

    many: int
    label: str
    url: str
    tone: str = ""


@dataclass(frozen=True)
class Unmoved:
    """A state that could act, and for how many of the cases no measure of its is recorded in time."""

    name: str
    many: int
    url: str


@dataclass(frozen=True)
class StripDay:
    """A day of the coming fortnight and how many dates may fall on it."""

    day: date
    many: int
    is_today: bool


def figures(user: User, day: date) -> list[Figure]:
    """What whoever shares out the work looks at first; for those who curate lists, their queue as well."""
    if not user.may(Permission.ASSIGN_CASES):
        return []
    found = list(_of_cases(user, day))
    return [*found, *_of_lists(user, day)] if user.may(Permission.CURATE_SANCTIONS) else found


def _of_cases(user: User, day: date) -> Iterator[Figure]:
    cases, path = Case.objects.visible_to(user).active(), reverse("cases:case-list")
    held = cases.filter(in_custody_since__isnull=False).count()
    yield Figure(held, _("in custody"), f"{path}?only={CUSTODY}&file=active")
    quiet = cases.filter(stalled(user)).count()
    yield Figure(quiet, _("stalled"), f"{path}?only={STALLED}&file=active", "warning" if quiet else "")
    unled = cases.filter(lead=None).count()
    yield Figure(unled, _("led by nobody"), f"{path}?lead=nobody&file=active", "warning" if unled else "")
    overdue = Action.objects.visible_to(user).overdue(day).count()
    actions = reverse("advocacy:action-list")
    yield Figure(overdue, _("replies overdue"), f"{actions}?stage={Stage.OVERDUE.value}", "warning" if overdue else "")
    alerts = Alert.objects.open().visible_to(user).loud(day)
    unanswered = alerts.unacknowledged().filter(escalated__gte=1).count()
    path = f"{reverse('reminders:alert-list')}?whose=team&state=unanswered"
    yield Figure(unanswered, _("alerts moved up, unanswered"), path, "danger" if unanswered else "")


def _of_lists(user: User, day: date) -> Iterator[Figure]:
    matches = Match.objects.visible_to(user).open().count()
    yield Figure(matches, _("matches to review"), reverse("sanctions:review"), "info" if matches else "")
    standings = [row.standing for row in list_rows(day)]
    troubled = standings.count(Standing.STALE) + standings.count(Standing.FAILING)
    yield Figure(troubled, _("lists stale or failing"), reverse("sanctions:overview"), "warning" if troubled else "")


def unmoved(user: User, day: date) -> list[Unmoved]:
    """States of which no measure is recorded in time, by open alerts of rule R18 on visible cases: the most first."""
    alerts = Alert.objects.open().visible_to(user).loud(day).filter(rule=NO_MEASURE).order_by()
    counts = alerts.values_list("subject").annotate(many=Count("case", distinct=True)).order_by("-many", "subject")
    path = f"{reverse('reminders:alert-list')}?{urlencode({'whose': 'team', 'rule': NO_MEASURE})}"
    return [Unmoved(name_of(code), many, path) for code, many in counts[:MOST_STATES]]


def drafts(user: User) -> list[Draft]:
    """Updates that the user began and neither saved nor discarded, the latest first."""
    kept = Draft.objects.filter(user=user, case__in=Case.objects.visible_to(user))
    return list(kept.select_related("case__prisoner").order_by("-saved_at")[:MOST_DRAFTS])


def fortnight(rows: list[Any], day: date) -> list[StripDay]:
    """The coming two weeks, with how many of `rows` (as `cases.boards.ComingUp`) begin on each day."""
    days = [day + timedelta(ahead) for ahead in range(FORTNIGHT)]
    begin = [max(row.on, day) for row in rows]
    return [StripDay(one, begin.count(one), one == day) for one in days]
