"""Rules about one action: a draft that lies, a reply that is due or overdue.

Such an alert carries its action: only who may see both the case and the action sees it. An action on several cases is
found once for each. They stay after a release: what was asked is still asked, until somebody closes it.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import DutyKind
from advocacy import facts
from advocacy.facts import ActionFact
from advocacy.models import ActionCase
from advocacy.vocabulary import TAKEN, ActionKind
from cases.as_of import AsOf, Finding, Findings
from cases.rules import OWNER, Rounds, Snooze, by_tier, rule
from cases.visibility import stricter
from cases.vocabulary import Level

# Told as one where they are about one action: a letter to the United Nations is overdue, and its own rule says so too.
REPLY = "reply"
WGAD, SPECIAL_PROCEDURES = "wgad", "special-procedures"
NEXT_SESSION = 120  # the working group meets three times a year


@rule(
    "R4",
    "reply-overdue",
    title=_("Reply overdue"),
    says=_("A reply was due on {since}, {days} ago, and none is recorded."),
    days=0,
    tell=[OWNER],
    rounds=Rounds(first=(7, 14, 30), every=30),
    snooze=Snooze(by_tier(30, 30, 30, 30)),
    group=REPLY,
)
def reply_overdue(at: AsOf) -> Findings:
    """A reply was due and has not come: from the day after, unless the ball is with us.

    It ends with a reply, a later day (every earlier one stays on record), or when the action is closed: as withdrawn,
    overtaken, or without a reply and with a next step.
    """
    for action in facts.overdue(at):
        yield _overdue(at, action)


def _overdue(at: AsOf, action: ActionFact) -> Finding:
    due_on = action.due_on or at.day
    return action.finding(since=due_on, due=due_on + timedelta(1 + at.limits[action.tier]))


@rule(
    "R5",
    "reply-due-soon",
    title=_("Reply due soon"),
    says=_("A reply is due {until}."),
    days=7,
    tell=[OWNER],
    rounds=Rounds(marks=(7, 1)),
)
def reply_due_soon(at: AsOf) -> Findings:
    """A reply is due in 7 days, or tomorrow. Once the day has passed, the rule about overdue replies takes over."""
    for action in facts.awaiting(at, Q(due_then__gte=at.day)):
        if action.due_on and action.sent_on:
            due = max(action.due_on - timedelta(at.limits[action.tier]), action.sent_on)
            yield action.finding(since=due, due=due, until=action.due_on)


@rule(
    "R6",
    "draft-idle",
    title=_("Planned and not sent"),
    says=_("It was begun {days} ago ({since}) and has not been sent."),
    days=by_tier(3, 7, 14, 30),
    tell=[OWNER],
    snooze=Snooze(by_tier(14, 14, 14, 14)),
)
def draft_idle(at: AsOf) -> Findings:
    """An action was begun some time ago and is neither sent nor dropped."""
    for action in facts.unsent(at):
        yield action.finding(since=action.begun_on, due=action.begun_on + timedelta(at.limits[action.tier]))


@rule(
    "R8",
    "wgad-reply",
    title=_("Working Group: no reply by the government"),
    says=_(
        "The government's time to reply ran out on {since}, {days} ago; no reply is recorded, and no comment of ours."
    ),
    days=0,
    tell=[DutyKind.UN],
    rounds=Rounds(every=14),
    snooze=Snooze(by_tier(*[NEXT_SESSION] * 4)),
    group=REPLY,
)
def wgad_reply(at: AsOf) -> Findings:
    """The Working Group on Arbitrary Detention sent a communication, and the time to reply ran out without one.

    It ends when the reply is logged, or when our comment to the Working Group is, after which it may go on without.
    """
    of_the_group = Q(action__procedure__key__startswith=WGAD, action__kind=ActionKind.UN_COMMUNICATION)
    found = facts.overdue(at, of_the_group)
    comments = _comments(at, found)
    for action in found:
        if not any(_answers(comment, action) for comment in comments[action.case_id]):
            yield _overdue(at, action)


def _comments(at: AsOf, found: list[ActionFact]) -> dict[int, list[tuple[date, str]]]:
    """Our comments on a government's reply on each of these cases: when they were sent, and their level."""
    comments: dict[int, list[tuple[date, str]]] = defaultdict(list)
    rows = ActionCase.objects.filter(action__kind=ActionKind.WGAD_COMMENT, action__state__in=TAKEN)
    rows = rows.filter(action__sent_on__lte=at.day, case__in={action.case_id for action in found})
    for case, sent_on, level in rows.values_list("case", "action__sent_on", "action__level"):
        comments[case].append((sent_on or at.day, level))
    return comments


def _answers(comment: tuple[date, str], action: ActionFact) -> bool:
    """Whether it came after the communication and whoever sees the one may know of the other."""
    sent_on, level = comment
    known = level != Level.SEALED and not stricter(level, action.level)
    return known and action.sent_on is not None and sent_on >= action.sent_on


@rule(
    "R11",
    "special-procedure-letter",
    title=_("UN letter: look for the reply"),
    says=_(
        "The time to reply ran out on {since}, {days} ago: look in the public database, and log the reply or “none”."
    ),
    days=0,
    tell=[DutyKind.UN],
    rounds=Rounds(first=(30, 60, 90), every=0),
    snooze=Snooze(by_tier(30, 30, 30, 30)),
    group=REPLY,
)
def special_procedure_letter(at: AsOf) -> Findings:
    """A letter of the UN special procedures has had no reply in its time (60 days), and is public from then on.

    Look for it in the public database of letters and replies. A reply, or “none, and it is public”, ends it.
    """
    letters = Q(action__kind__in=[ActionKind.UN_URGENT_APPEAL, ActionKind.UN_ALLEGATION_LETTER])
    by_procedure = Q(action__procedure__key__startswith=SPECIAL_PROCEDURES)
    for action in facts.overdue(at, letters | by_procedure):
        yield _overdue(at, action)
