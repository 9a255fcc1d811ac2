"""The weekly report to the leadership: what is open and for how long, what nobody leads, and who owes us a reply.

Everything in it is what its reader may see. The mail and the page are made of the same figures.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Count
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from advocacy import jurisdictions
from advocacy.models import Action
from advocacy.stages import Stage
from cases.models import Case
from cases.rules import ENGINE, Rule, rule_of
from reminders.filters import AGES, of_age
from reminders.models import Alert
from reminders.models.alert import AlertQuerySet
from reminders.telling import worst_first

# The page says how many more there are; the lists behind the figures have them all.
MOST_CASES = 30


@dataclass(frozen=True)
class Figure:
    """A number and the list that it counts."""

    many: int
    url: str


@dataclass(frozen=True)
class OfRule:
    """How many alerts of a rule are open, by how long they have been."""

    rule: Rule
    ages: list[Figure]
    all: Figure


@dataclass(frozen=True)
class Owed:
    """What the bodies of one jurisdiction owe: how many replies, and by how many days the oldest is overdue."""

    code: str
    many: int
    overdue: int
    oldest: Action

    @property
    def name(self) -> str:
        return jurisdictions.name_of(self.code) if self.code else _("No jurisdiction")

    @property
    def url(self) -> str:
        asked = f"&jurisdiction={self.code}" if self.code else ""
        return f"{reverse('advocacy:action-list')}?stage={Stage.OVERDUE.value}{asked}"


@dataclass(frozen=True)
class Unanswered:
    """A case with alerts that moved up twice and that nobody has acknowledged, worst first."""

    case: Case
    alerts: list[Alert]
    day: date

    @property
    def worst(self) -> Alert:
        return self.alerts[0]

    @property
    def waiting(self) -> int:
        """Days since the oldest of them opened."""
        return (self.day - min(alert.opened_on for alert in self.alerts)).days


@dataclass(frozen=True)
class Report:
    day: date
    rules: list[OfRule]
    alerts: Figure
    unled: list[Case]
    unled_all: Figure
    owed: list[Owed]
    unanswered: list[Unanswered]

    @property
    def replies(self) -> int:
        return sum(owed.many for owed in self.owed)

    @property
    def overdue(self) -> int:
        """By how many days the oldest reply is overdue."""
        return max((owed.overdue for owed in self.owed), default=0)

    @property
    def is_empty(self) -> bool:
        return not (self.rules or self.unled_all.many or self.owed)


def report(user: User, day: date) -> Report:
    """The week as `user` may know it on `day`."""
    alerts = Alert.objects.open().visible_to(user).loud(day).exclude(scope=ENGINE)
    unled = Case.objects.visible_to(user).active().filter(lead=None).select_related("prisoner", "state")
    rules = _by_rule(alerts, day)
    return Report(
        day=day,
        rules=rules,
        alerts=Figure(sum(row.all.many for row in rules), _alerts_url()),
        unled=list(unled.order_by("opened_on", "pk")[:MOST_CASES]),
        unled_all=Figure(unled.count(), reverse("cases:case-list") + "?lead=nobody"),
        owed=_owed(user, day),
        unanswered=_unanswered(alerts, day),
    )


def _by_rule(alerts: AlertQuerySet, day: date) -> list[OfRule]:
    """One row for each rule with open alerts: the most first."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * len(AGES))
    for place, age in enumerate(AGES):
        for code, many in alerts.filter(of_age(age, day)).order_by().values_list("rule").annotate(many=Count("pk")):
            counts[code][place] = many
    rows = [
        OfRule(
            rule_of(code),
            [Figure(many, _alerts_url(rule=code, age=age)) for age, many in zip(AGES, ages, strict=True)],
            Figure(sum(ages), _alerts_url(rule=code)),
        )
        for code, ages in counts.items()
    ]
    return sorted(rows, key=lambda row: (-row.all.many, row.rule.code))


def _alerts_url(**query: str) -> str:
    asked = "".join(f"&{name}={value}" for name, value in query.items())
    return f"{reverse('reminders:alert-list')}?whose=team{asked}"


def _owed(user: User, day: date) -> list[Owed]:
    """Replies that are overdue, by whose they are: the longest wait first."""
    by_code: dict[str, list[Action]] = defaultdict(list)
    waiting = Action.objects.visible_to(user).overdue(day).select_related("addressee__parent").order_by("due_on", "pk")
    for action in waiting:
        by_code[jurisdictions.jurisdiction_of(action.addressee) if action.addressee else ""].append(action)
    owed = [
        Owed(code, len(actions), (day - actions[0].due_on).days, actions[0])
        for code, actions in by_code.items()
        if actions[0].due_on is not None
    ]
    return sorted(owed, key=lambda one: (-one.overdue, one.code))


def _unanswered(alerts: AlertQuerySet, day: date) -> list[Unanswered]:
    by_case: dict[int | None, list[Alert]] = defaultdict(list)
    rows = alerts.unacknowledged().filter(escalated__gte=2).for_page()
    for alert in sorted(rows, key=worst_first):
        by_case[alert.case_id].append(alert)
    return [Unanswered(group[0].case, group, day) for group in by_case.values() if group[0].case is not None]


def weekly_mail(user: User, day: date, *, message_id: str) -> EmailMessage | None:
    """The report as a mail: code names, figures and links; None where there is nothing to report.

    Governments stand in it by their number only: the name of a country may be the place where somebody is held.
    """
    with translation.override(user.language):
        found = report(user, day)
        if found.is_empty:
            return None
        context: dict[str, Any] = {
            "report": found,
            "ages": AGES.values(),
            "unanswered": found.unanswered[:MOST_CASES],
            "more_unanswered": len(found.unanswered[MOST_CASES:]),
            "more_unled": found.unled_all.many - len(found.unled),
            "site": settings.SITE_URL,
        }
        body = render_to_string("reminders/mail/weekly.txt", context)
        said = ngettext("The week: %(n)s alert open", "The week: %(n)s alerts open", found.alerts.many)
        subject = said % {"n": found.alerts.many}
    headers = {"Message-ID": message_id, "Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, body, to=[user.email], headers=headers)
