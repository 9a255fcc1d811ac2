"""What stands still: cases with open alerts by who leads them, replies owed, alerts by rule and by month."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from advocacy.jurisdictions import counts_for, name_of
from advocacy.models import Action, ActionCase
from advocacy.models.action import ActionQuerySet
from advocacy.stages import Stage, where
from cases.filters import NOBODY, STALLED, stalled
from cases.held_for import months_before
from cases.history_chart import steps_between
from cases.rules import rule_of
from core.templatetags.house import days as in_days
from reminders.models import Alert
from reminders.models.alert import AlertQuerySet
from reports.charts.geometry import BarRow, OverTime, Part, bars, columns
from reports.charts.shapes import Asked, Cell, Chart, chart, grouped, nothing


# --- Stalled cases.
@chart(
    "stalled",
    title=gettext_lazy("Stalled, by lead"),
    how=gettext_lazy(
        "Cases with an open alert that nobody has put off or accepted, against all cases that the same person leads. "
        "It measures what waits, not how well somebody works: hard cases raise more alerts."
    ),
)
def stalled_by_lead(asked: Asked) -> Chart:
    people = ("lead__reference", "lead__name", "lead__organisation__name")
    rows = asked.cases.order_by().values_list(*people)
    counted = rows.annotate(all=Count("pk"), still=Count("pk", filter=stalled(asked.user)))
    found = sorted(counted, key=lambda row: (-row[4], -row[3], row[1] or ""))
    if not found:
        text = _("Each case you may see is counted here under whoever leads it.")
        return nothing(_("No case here yet"), text, reverse("cases:case-list"), _("Go to the cases"))
    houses = {house for _code, _name, house, *_figures in found if house}
    table, drawn = [], []
    for code, name, house, many, still in found:
        label = name or _("Nobody leads it")
        urls = {"lead": code or NOBODY}
        still_url = asked.cases_url(**urls, only=STALLED)
        table.append([Cell(label), Cell(house), Cell(still, still_url), Cell(many, asked.cases_url(**urls))])
        drawn.append(_stalled_row(label, house if len(houses) > 1 else "", many, still, still_url))
    many, still = sum(row[3] for row in found), sum(row[4] for row in found)
    all_urls = asked.cases_url(only=STALLED), asked.cases_url()
    table.append([Cell(_("All")), Cell(None), Cell(still, all_urls[0]), Cell(many, all_urls[1])])
    said = {"n": grouped(still), "all": grouped(many), "share": round(100 * still / many)}
    words = ngettext("%(n)s of %(all)s case has stalled", "%(n)s of %(all)s cases have stalled, %(share)s %%", many)
    return Chart(words % said, [_("Lead"), _("Organisation"), _("Stalled"), _("Cases")], table, bars(drawn))


def _stalled_row(label: str, house: str, many: int, still: int, url: str) -> BarRow:
    said = {"n": grouped(still), "all": grouped(many), "share": round(100 * still / many)}
    parts = [
        Part(still, "chart-late", _("%(who)s: %(n)s stalled") % {"who": label, "n": grouped(still)}),
        Part(many - still, "chart-rest", _("%(who)s: %(n)s not stalled") % {"who": label, "n": grouped(many - still)}),
    ]
    words = _("%(n)s of %(all)s stalled, %(share)s %%") % said
    return BarRow(label, words, parts, figure_url=url, note=house)


# --- Replies.
@dataclass
class Owed:
    """What one jurisdiction owes: replies that are overdue, replies still in time, the oldest day that has passed."""

    late: int = 0
    waiting: int = 0
    oldest: date | None = None


@chart(
    "replies",
    title=gettext_lazy("Replies owed, by government"),
    how=gettext_lazy(
        "Actions that were sent and not answered, by the jurisdiction of whom they are addressed to: overdue once the "
        "day a reply was due has passed. Not overdue: the day is still to come, none is set, or the ball is with us."
    ),
)
def replies_owed(asked: Asked) -> Chart:
    owed = _owed(asked)
    if not owed:
        text = _("As soon as something is sent to somebody who owes a reply, it is counted here until they answer.")
        url = reverse("advocacy:action-list")
        return nothing(_("Nobody owes a reply"), text, url, _("Go to the actions"))
    table, drawn = [], []
    for code, one in sorted(owed.items(), key=lambda item: (-item[1].late, -item[1].waiting, item[0])):
        label = name_of(code) if code else _("No government: organisations, or nobody named")
        late_url, waiting_url = (_actions_url(asked, stage, code) for stage in (Stage.OVERDUE, Stage.WAITING))
        days = (asked.day - one.oldest).days if one.oldest else None
        table.append([Cell(label), Cell(one.late, late_url), Cell(one.waiting, waiting_url), Cell(days)])
        drawn.append(_owed_row(label, one, late_url or waiting_url, days))
    late, waiting = sum(one.late for one in owed.values()), sum(one.waiting for one in owed.values())
    columns_of = [_("Addressed to"), _("Overdue"), _("Not overdue"), _("Days, the oldest overdue")]
    return Chart(_late(late, waiting), columns_of, table, bars(drawn))


def _owed(asked: Asked) -> dict[str, Owed]:
    late, waiting = where(Stage.OVERDUE, asked.day), where(Stage.WAITING, asked.day)
    body = ("addressee__kind", "addressee__jurisdiction", "addressee__parent__jurisdiction")
    rows = _actions(asked).filter(late | waiting).order_by().values_list(*body)
    figures = {"late": Count("pk", filter=late), "waiting": Count("pk", filter=waiting)}
    owed: dict[str, Owed] = defaultdict(Owed)
    for kind, own, parents, *counts, oldest in rows.annotate(**figures, oldest=Min("due_on", filter=late)):
        one = owed[counts_for(kind, own, parents) if kind else ""]
        one.late, one.waiting = one.late + counts[0], one.waiting + counts[1]
        one.oldest = min(filter(None, [one.oldest, oldest]), default=None)
    return owed


def _actions(asked: Asked) -> ActionQuerySet:
    actions = Action.objects.visible_to(asked.user)
    if not asked.narrowed:
        return actions
    return actions.filter(pk__in=ActionCase.objects.filter(case__in=asked.keys()).values("action"))


def _actions_url(asked: Asked, stage: Stage, code: str) -> str:
    """The list of actions cannot be narrowed by cases, nor to those of no jurisdiction."""
    if asked.narrowed or not code:
        return ""
    return f"{reverse('advocacy:action-list')}?{urlencode({'stage': stage.value, 'addressed': code})}"


def _owed_row(label: str, one: Owed, url: str, days: int | None) -> BarRow:
    said = {"who": label, "late": grouped(one.late), "waiting": grouped(one.waiting)}
    parts = [
        Part(one.late, "chart-late", _("%(who)s: %(late)s overdue") % said),
        Part(one.waiting, "chart-rest", _("%(who)s: %(waiting)s not overdue") % said),
    ]
    words = _("%(late)s overdue, %(waiting)s not") % said
    note = _("the oldest by %(days)s") % {"days": in_days(days)} if days is not None else ""
    return BarRow(label, words, parts, figure_url=url, note=note)


def _late(late: int, waiting: int) -> str:
    said = {"late": grouped(late), "all": grouped(late + waiting)}
    words = ngettext("%(late)s of %(all)s reply is overdue", "%(late)s of %(all)s replies are overdue", late + waiting)
    return words % said


# --- Alerts.
def _alerts(asked: Asked) -> AlertQuerySet:
    alerts = Alert.objects.visible_to(asked.user)
    return alerts.filter(case__in=asked.keys()) if asked.narrowed else alerts


@chart(
    "alerts",
    title=gettext_lazy("Alerts open, by rule"),
    how=gettext_lazy("Alerts that are open today and that nobody has put off or accepted as standing, by their rule."),
)
def alerts_open(asked: Asked) -> Chart:
    rows = _alerts(asked).open().loud(asked.day).order_by().values_list("rule")
    found = list(rows.annotate(many=Count("pk"), cases=Count("case", distinct=True)).order_by("-many", "rule"))
    if not found:
        text = _("An alert opens here when something on a case has waited for longer than its rule allows.")
        return nothing(_("No alert is open"), text, reverse("reminders:rule-list"), _("Read the rules"))
    total = sum(many for _code, many, _cases in found)
    table, drawn = [], []
    for code, many, cases in found:
        label, url = str(rule_of(code).title), _alerts_url(asked, rule=code)
        table.append([Cell(code), Cell(label), Cell(many, url), Cell(cases)])
        part = Part(many, "chart-bar", _("%(label)s: %(n)s") % {"label": label, "n": grouped(many)})
        drawn.append(BarRow(label, grouped(many), [part], reverse("reminders:rule", args=[code]), url))
    table.append([Cell(None), Cell(_("All")), Cell(total, _alerts_url(asked)), Cell(None)])
    said = {"n": grouped(total), "rules": len(found)}
    words = ngettext("%(n)s alert is open", "%(n)s alerts are open, of %(rules)s rules", total)
    if len(found) == 1:
        words = ngettext("%(n)s alert is open", "%(n)s alerts are open, all of one rule", total)
    return Chart(words % said, [_("Rule"), _("What it says"), _("Alerts"), _("Cases")], table, bars(drawn))


def _alerts_url(asked: Asked, **choices: Any) -> str:
    """The list of alerts cannot be narrowed by cases."""
    return "" if asked.narrowed else f"{reverse('reminders:alert-list')}?{urlencode({'whose': 'team', **choices})}"


@chart(
    "alerts-opened",
    title=gettext_lazy("Alerts opened, by month"),
    how=gettext_lazy(
        "Alerts by the month they opened, over the last twelve months, whatever became of them; by the day on which "
        "the wait grew too long, not by when it was found. The last month is not over."
    ),
)
def alerts_opened(asked: Asked) -> Chart:
    first = months_before(asked.day, 12).replace(day=1)
    rows = _alerts(asked).filter(opened_on__range=(first, asked.day)).order_by()
    counts = Counter(dict(rows.values_list(TruncMonth("opened_on")).annotate(many=Count("pk"))))
    if not counts:
        text = _("What opens from now on is counted here, month by month.")
        return nothing(
            _("No alert has opened in twelve months"), text, reverse("reminders:rule-list"), _("Read the rules")
        )
    steps = steps_between(first, asked.day)
    figures = [counts[step.first] for step in steps]
    words = [
        ngettext("%(step)s: %(n)s opened", "%(step)s: %(n)s opened", many) % {"step": step, "n": grouped(many)}
        for step, many in zip(steps, figures, strict=True)
    ]
    said = {"n": grouped(figures[-1]), "before": grouped(figures[-2])}
    sentence = ngettext(
        "%(n)s alert opened this month so far, %(before)s in the month before",
        "%(n)s alerts opened this month so far, %(before)s in the month before",
        figures[-1],
    )
    table = [[Cell(str(step)), Cell(many)] for step, many in zip(steps, figures, strict=True)]
    drawing = OverTime(columns(steps, figures, words), steps=len(steps))
    return Chart(sentence % said, [_("Month"), _("Opened")], table, drawing)
