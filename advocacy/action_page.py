"""What the page of one action shows one reader: never more than they may see of what it is tied to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from accounts.models import User
from accounts.permissions import Permission
from advocacy.clock_face import ClockFace, how
from advocacy.history import history_of
from advocacy.models import Action, ActionCase, Ask, Campaign, Deadline, Determination
from advocacy.stages import Stage, awaits_something, stage_of
from advocacy.vocabulary import ActionState
from cases.cited import cited_by
from cases.history import Line
from cases.models import Case, Update
from cases.timeline import Entry


@dataclass(frozen=True)
class OnTimeline:
    """The update of one case's timeline that tells of an action, with its sources as the reader may see them."""

    case: Case
    entry: Entry


@dataclass
class ActionPage:
    action: Action
    reader: User
    day: date

    @cached_property
    def stage(self) -> Stage:
        return stage_of(self.action, self.day)

    @cached_property
    def clock(self) -> ClockFace:
        return ClockFace(self.action, self.day)

    @cached_property
    def cases(self) -> list[Case]:
        """Those of its cases that the reader may see; of the others not even how many there are."""
        return list(
            Case.objects.visible_to(self.reader).filter(actions=self.action).for_page().order_by("prisoner__name")
        )

    @cached_property
    def asks(self) -> list[Ask]:
        return list(Ask.objects.visible_to(self.reader).filter(actions=self.action).select_related("addressee"))

    @cached_property
    def campaign(self) -> Campaign | None:
        return self._seen(Campaign, self.action.campaign_id)

    @cached_property
    def determination(self) -> Determination | None:
        return self._seen(Determination, self.action.determination_id)

    @cached_property
    def follows(self) -> Action | None:
        return self._seen(Action, self.action.follows_id)

    @cached_property
    def followed_by(self) -> list[Action]:
        return list(Action.objects.visible_to(self.reader).filter(follows=self.action).order_by("begun_on", "pk"))

    def _seen(self, model: type, key: int | None):  # type: ignore[no-untyped-def]  # one of the models asked for
        return model.objects.visible_to(self.reader).filter(pk=key).first() if key else None  # type: ignore[attr-defined]

    @cached_property
    def told(self) -> list[OnTimeline]:
        """What the timelines say of it, on cases and in updates that the reader may see."""
        links = dict(ActionCase.objects.filter(action=self.action, update__isnull=False).values_list("case", "update"))
        if not links:
            return []
        updates = Update.objects.visible_to(self.reader).select_related("case").in_bulk(links.values())
        shown = [(case, updates[links[case.pk]]) for case in self.cases if links.get(case.pk) in updates]
        return [OnTimeline(case, Entry(update, list(cited_by(update, self.reader).values()))) for case, update in shown]

    @property
    def earlier_deadlines(self) -> list[tuple[Deadline, str]]:
        return [(one, how(one)) for one in self.clock.earlier]

    @cached_property
    def history(self) -> list[Line]:
        return history_of(self.action, self.reader)

    # --- What may be done with it.
    @property
    def may_change(self) -> bool:
        return self.reader.may(Permission.LOG_ACTIONS) and is_theirs(self.action, self.reader)

    @property
    def steps(self) -> list[str]:
        """The steps that make sense now, the likeliest first."""
        if self.action.is_unsent:
            return ["sent", "next", "drop"]
        if self.action.state == ActionState.DROPPED:
            return []
        if self.action.state == ActionState.CLOSED:
            return ["reply"]
        waits = self.action.answered_on is None and awaits_something(self.action)
        stopped = "resume" if self.action.paused_on else "pause"
        return ["reply", "next", *(["extend", stopped] if waits or self.action.paused_on else []), "close"]


def is_theirs(action: Action, reader: User) -> bool:
    """Whether the reader's organisation owns its cases or wrote it: nobody else changes it."""
    written_in = action.logged_by.organisation_id if action.logged_by else None
    return reader.organisation_id in {action.owner_id, written_in}
