"""The user guide's pages of rules: made from each rule itself, so that they cannot say anything else than it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import DutyKind
from cases.rules import ADMINS, ENGINE, LEAD, OWNER, Rule, all_rules
from cases.vocabulary import Tier
from reminders import wording
from reminders.models.threshold import thresholds

#: What ends the alerts of a rule, where its docstring leaves it to be understood.
ENDS: dict[str, Any] = {
    "R1": gettext_lazy(
        "An update that is corroborated or from direct contact, or “checked, nothing new” with who was asked."
    ),
    "R2": gettext_lazy("Any entry."),
    "R6": gettext_lazy("The action is sent or dropped."),
    "R7": gettext_lazy("An action is sent, or a quiet phase is set."),
    "R9": gettext_lazy("Follow-up information is sent."),
    "R13": gettext_lazy("An outcome, a postponement, or “unknown” with who was asked."),
    "R14": gettext_lazy("The date is settled: what came of it is logged."),
    "R16a": gettext_lazy("A visit, letter, call or hearing that somebody attended is logged."),
    "R16b": gettext_lazy("The place is known again."),
    "R19": gettext_lazy("A determination, a refusal, or the end of custody."),
    "R24": gettext_lazy("A second source is cited, or the claim is withdrawn from what is public."),
    "R26": gettext_lazy("The case is given to somebody who works here."),
    "R29": gettext_lazy("The rules run to the end."),
}


@dataclass(frozen=True)
class Days:
    """After how many days a rule fires on cases of a tier, and whether the house has changed it."""

    tier: Any
    days: int
    changed: bool


@dataclass(frozen=True)
class RulePage:
    """All that a reader wants to know of one rule."""

    rule: Rule
    days: list[Days]

    @property
    def code(self) -> str:
        return self.rule.code

    @property
    def title(self) -> str:
        return str(self.rule.title)

    @property
    def description(self) -> str:
        return self.rule.description

    @property
    def ends(self) -> str:
        return str(ENDS.get(self.rule.code, ""))

    @property
    def told(self) -> str:
        return capfirst(", ".join(_who(code) for code in self.rule.tell))

    @property
    def repeats(self) -> str:
        return " ".join(_rounds(self.rule))

    @property
    def snooze(self) -> str:
        """For how long it can be put off, in a sentence."""
        limits = self.rule.snooze
        if limits is None:
            return _("It cannot be put off.")
        by_tier = [f"{Tier(tier).label} {wording.day_count(days)}" for tier, days in (limits.days or {}).items()]
        if limits.days is None:
            words = _("For as many days as the rule waits.")
        elif len(set(limits.days.values())) == 1:
            words = _("For %(days)s at most.") % {"days": wording.day_count(next(iter(limits.days.values())))}
        else:
            words = _("At most: %(by_tier)s.") % {"by_tier": ", ".join(by_tier)}
        once = _("On a critical case not twice in a row.")
        return f"{words} {once}" if limits.once_when_critical else words

    @property
    def standing(self) -> str:
        if not self.rule.may_stand:
            return _("It cannot be accepted as standing.")
        return _("It can be accepted as standing with a plan, for a month at a time, by somebody who acknowledged it.")

    @property
    def mailed(self) -> str:
        if self.rule.at_once:
            return _("At once, whatever the tier of the case.")
        if self.rule.rounds.monthly:
            return _("In the first digest of a month, never at once.")
        return _("In the daily digest; on a critical case at once.")

    @property
    def of_engine(self) -> bool:
        return self.rule.about == ENGINE


def rule_pages() -> list[RulePage]:
    """Every rule, by its number."""
    changed = thresholds()
    pages = [
        RulePage(
            rule,
            [Days(tier.label, changed[rule.code][tier], changed[rule.code][tier] != rule.days[tier]) for tier in Tier],
        )
        for rule in all_rules()
    ]
    return sorted(pages, key=lambda page: (int("".join(filter(str.isdigit, page.code))), page.code))


def rule_page(code: str) -> RulePage | None:
    return next((page for page in rule_pages() if page.code.lower() == code.lower()), None)


def _who(code: str) -> str:
    if code in DutyKind.values:
        return _("whoever holds the duty “%(duty)s”") % {"duty": DutyKind(code).label}
    words = {
        LEAD: _("the lead of the case"),
        OWNER: _("whoever is responsible for the action"),
        ADMINS: _("the admins"),
    }
    return words[code]


def _rounds(rule: Rule) -> list[str]:
    """On which days an open alert is told again, in sentences."""
    rounds, said = rule.rounds, []
    if rounds.monthly:
        return [_("On the first of each month.")]
    every = ngettext("every %(n)s day", "every %(n)s days", rounds.every) % {"n": rounds.every}
    if rounds.marks:
        said.append(_("%(days)s days before the day.") % {"days": _listed(rounds.marks)})
    if rounds.daily:
        said.append(_("After it daily for %(days)s days.") % {"days": rounds.daily})
    if rounds.first:
        said.append(_("%(days)s days after it opened.") % {"days": _listed(rounds.first)})
    if rounds.halved:
        said.append(_("Each time half of the days it waited for have passed again."))
    elif rounds.every:
        said.append(_("Then %(every)s.") % {"every": every} if said else f"{capfirst(every)}.")
    elif not said:
        said.append(_("It is told once."))
    return said


def _listed(days: tuple[int, ...]) -> str:
    return ", ".join(str(day) for day in days)
