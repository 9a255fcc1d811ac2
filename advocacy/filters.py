"""What the list of actions can be narrowed to, all of it in the address."""

from __future__ import annotations

from datetime import timedelta

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organisation
from advocacy import stages
from advocacy.jurisdictions import PRIVATE
from advocacy.models import Action, Campaign
from advocacy.models.action import ActionQuerySet
from advocacy.stages import Stage
from advocacy.vocabulary import ActionKind, Weight
from cases.filters import Chosen, ListFilter
from core import clock

DUE_SOON, MINE, NO_REPLY, WITH_US = "due-soon", "mine", "no-reply", "with-us"
#: A reply due within so many days is due soon.
SOON = timedelta(14)
MARKS = {
    MINE: _("Mine"),
    DUE_SOON: _("Due within 14 days"),
    NO_REPLY: _("Without reply"),
    WITH_US: _("The ball is with us"),
}
TYPED = ("q",)


class ActionFilter(ListFilter):
    """Actions that answer to every filter; within one filter any of its choices will do (but every one of `only`)."""

    q = django_filters.CharFilter(method="search", label=_("Words or names"), max_length=200)
    stage = Chosen(method="staged", label=pgettext_lazy("of work", "State"), known=Stage.values)
    only = Chosen(method="marked", label=_("Only"), known=MARKS)
    weight = Chosen("weight", label=_("Weight"), known=Weight.values)
    jurisdiction = Chosen(method="of_jurisdiction", label=_("Jurisdiction"))
    addressed = Chosen(method="addressed_to", label=_("Addressed to"))
    kind = Chosen("kind", label=_("Kind"), known=ActionKind.values)
    campaign = Chosen(method="of_campaign", label=_("Campaign"))

    class Meta:
        model = Action
        fields: list[str] = []

    def search(self, actions: ActionQuerySet, name: str, text: str) -> ActionQuerySet:
        return actions.matching(text, self.user)

    def staged(self, actions: ActionQuerySet, name: str, chosen: list[str]) -> ActionQuerySet:
        condition = Q(pk__in=[])
        for stage in chosen:
            condition |= stages.where(stage, clock.today())
        return actions.filter(condition) if chosen else actions

    def marked(self, actions: ActionQuerySet, name: str, marks: list[str]) -> ActionQuerySet:
        for mark in marks:
            actions = actions.filter(self.mark_condition(mark))
        return actions

    def mark_condition(self, mark: str) -> Q:
        """What an action must be to bear `mark`."""
        day = clock.today()
        match mark:
            case "mine":
                return Q(responsible=self.user)
            case "due-soon":
                return stages.due_within(day, day + SOON)
            case "with-us":
                return Q(paused_on__isnull=False)
        return stages.without_reply()

    def of_jurisdiction(self, actions: ActionQuerySet, name: str, codes: list[str]) -> ActionQuerySet:
        """Of whom acted, or of whom it is addressed to; a body without one of its own has its parent's."""
        bodies = Organisation.objects.filter(of_jurisdictions(codes))
        acted = Action.actors.through.objects.filter(organisation__in=bodies).values("action")
        return actions.filter(Q(addressee__in=bodies) | Q(pk__in=acted)) if codes else actions

    def addressed_to(self, actions: ActionQuerySet, name: str, codes: list[str]) -> ActionQuerySet:
        """Only of whom it is addressed to, where that is a public body: who owes a reply."""
        bodies = Organisation.objects.filter(of_jurisdictions(codes)).exclude(kind__in=PRIVATE)
        return actions.filter(addressee__in=bodies) if codes else actions

    def of_campaign(self, actions: ActionQuerySet, name: str, references: list[str]) -> ActionQuerySet:
        """Among the campaigns that the reader may see: another's name finds nothing."""
        campaigns = Campaign.objects.visible_to(self.user).filter(reference__in=references)
        return actions.filter(campaign__in=campaigns) if references else actions


def of_jurisdictions(codes: list[str]) -> Q:
    """Organisations whose own jurisdiction, or else their parent's, is one of `codes`."""
    return Q(jurisdiction__in=codes) | Q(jurisdiction="", parent__jurisdiction__in=codes)
