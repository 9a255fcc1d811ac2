"""What the alerts page can be narrowed to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

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
        return alerts.filter(case__tier=self.tier) if self.tier else alerts

    @property
    def whose_choices(self) -> list[Choice]:
        return [Choice(code, label, code == self.whose) for code, label in WHOSE.items()]

    @property
    def state_choices(self) -> list[Choice]:
        return [Choice(code, label, code == self.state) for code, label in STATES.items()]

    @property
    def rule_choices(self) -> list[Choice]:
        return [Choice(rule.code, rule.title, rule.code == self.rule) for rule in all_rules()]

    @property
    def tier_choices(self) -> list[Choice]:
        return [Choice(tier.value, tier.label, tier.value == self.tier) for tier in Tier]
