"""What the alerts page can be narrowed to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.rules import all_rules
from cases.vocabulary import Tier
from core import clock
from reminders.models import Alert
from reminders.models.alert import AlertQuerySet
from reminders.recipients import addressed_to

WHOSE = {"mine": _("Mine"), "team": _("The team's")}
STATES = {"open": _("Open"), "aside": _("Put off or standing"), "unanswered": _("Moved up, unanswered")}
# How long an alert has been open: more than so many days, and no more than so many (None: however long).
AGES = {"week": _("A week or less"), "month": _("Up to 30 days"), "older": _("Longer")}
_DAYS: dict[str, tuple[int | None, int | None]] = {"week": (None, 7), "month": (7, 30), "older": (30, None)}


def of_age(age: str, day: date) -> Q:
    """The alerts that have been open for so long on `day`."""
    more, most = _DAYS[age]
    condition = Q() if more is None else Q(opened_on__lt=day - timedelta(more))
    return condition if most is None else condition & Q(opened_on__gte=day - timedelta(most))


@dataclass(frozen=True)
class Choice:
    """One value of a filter, as its link shows it."""

    code: str
    label: Any
    selected: bool


@dataclass(frozen=True)
class AlertFilter:
    """The asked-for part of the alerts that `user` may see; what it does not know counts as not asked."""

    user: User
    whose: str
    state: str
    rule: str
    tier: str
    age: str = ""

    @classmethod
    def from_query(cls, query: QueryDict, user: User) -> AlertFilter:
        def asked(name: str, known: Any, default: str = "") -> str:
            value = query.get(name, default)
            return value if value in known else default

        codes = {rule.code for rule in all_rules()}
        return cls(
            user,
            asked("whose", WHOSE, "mine"),
            asked("state", STATES, "open"),
            asked("rule", codes),
            asked("tier", set(Tier.values)),
            asked("age", AGES),
        )

    @cached_property
    def alerts(self) -> AlertQuerySet:
        alerts = Alert.objects.open().visible_to(self.user)
        if self.whose == "mine":
            alerts = alerts.filter(addressed_to(self.user))
        day = clock.today()
        alerts = alerts.set_aside(day) if self.state == "aside" else alerts.loud(day)
        if self.state == "unanswered":
            alerts = alerts.unacknowledged().filter(escalated__gte=1)
        if self.rule:
            alerts = alerts.filter(rule=self.rule)
        if self.age:
            alerts = alerts.filter(of_age(self.age, day))
        return alerts.filter(case__tier=self.tier) if self.tier else alerts

    @property
    def whose_choices(self) -> list[Choice]:
        return [Choice(code, label, code == self.whose) for code, label in WHOSE.items()]

    @property
    def state_choices(self) -> list[Choice]:
        return [Choice(code, label, code == self.state) for code, label in STATES.items()]

    @property
    def age_choices(self) -> list[Choice]:
        return [Choice(code, label, code == self.age) for code, label in AGES.items()]

    @property
    def rule_choices(self) -> list[Choice]:
        return [Choice(rule.code, rule.title, rule.code == self.rule) for rule in all_rules()]

    @property
    def tier_choices(self) -> list[Choice]:
        return [Choice(tier.value, tier.label, tier.value == self.tier) for tier in Tier]
