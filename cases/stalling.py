"""When a case has stalled: the rules about a case itself, its dates and its lead.

Numbers and days are those of the house's table of rules; an admin may change the days (`reminders.RuleThreshold`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import DutyKind
from cases.as_of import AsOf, Finding, Findings, case_scope, facts_of
from cases.models import KeyDate
from cases.rules import ADMINS, LEAD, Rounds, Snooze, by_tier, rule
from cases.vocabulary import KeyDateKind, Liberty, UpdateKind
from core import clock

QUIET = "quiet"
UNTIL_THE_LIMIT = Snooze(once_when_critical=True)


@rule(
    "R1",
    "no-reliable-update",
    title=_("No reliable update"),
    says={
        "": _("The last reliable update is {days} old ({since})."),
        "never": _("No reliable update is recorded; in custody for {days}."),
    },
    days=by_tier(7, 14, 30, 90),
    tell=[LEAD],
    snooze=UNTIL_THE_LIMIT,
    may_stand=True,
    group=QUIET,
)
def no_reliable_update(at: AsOf) -> Findings:
    """In custody, and nothing that is corroborated or comes from direct contact has been logged for some time.

    Family, lawyer, consul and a monitor who saw the prisoner are direct contact. “Checked, nothing new” ends the wait
    when it says who was asked.
    """
    return at.cases().in_custody().finding(since=("reliable_on", "held_since"), never="reliable_on")


@rule(
    "R2",
    "no-update",
    title=_("No update of any kind"),
    says={
        "": _("The last entry is {days} old ({since})."),
        "never": _("Nothing is recorded since the file was opened {days} ago."),
    },
    days=by_tier(5, 10, 21, 60),
    tell=[LEAD],
    snooze=UNTIL_THE_LIMIT,
    may_stand=True,
    group=QUIET,
)
def no_update(at: AsOf) -> Findings:
    """In custody or restricted, and nobody has logged anything at all for some time; or nothing since it was opened."""
    return at.cases().confined_or_blank().finding(since=("entry_on", "held_since"), never="updated_on")


@rule(
    "R13",
    "hearing-passed",
    title=_("Hearing passed, no outcome"),
    says=_("The hearing of {since} was {days} ago and no outcome is recorded."),
    days=by_tier(1, 2, 3, 7),
    tell=[LEAD],
    rounds=Rounds(every=3),
    snooze=Snooze(by_tier(7, 7, 7, 7)),
)
def hearing_passed(at: AsOf) -> Findings:
    """A hearing has passed (the latest day it may have been) and no outcome, postponement or “unknown” is recorded."""
    for hearing in at.key_dates(KeyDateKind.HEARING, of=at.cases().ongoing()):
        yield hearing.finding(since=hearing.due_on, due=hearing.due_on + timedelta(at.limits[hearing.tier]))


@rule(
    "R14",
    "step-due",
    title=_("Custody order, appeal or parole due"),
    titles={
        KeyDateKind.REMAND_EXPIRY: _("Custody order ends"),
        KeyDateKind.APPEAL_LIMIT: _("Last day to appeal"),
        KeyDateKind.PAROLE: _("Parole possible"),
    },
    says={
        KeyDateKind.REMAND_EXPIRY: _("End of the custody order: {until}."),
        KeyDateKind.APPEAL_LIMIT: _("Last day to appeal: {until}."),
        KeyDateKind.PAROLE: _("Parole possible from: {until}."),
    },
    days=14,
    tell=[LEAD],
    rounds=Rounds(every=3),
)
def step_due(at: AsOf) -> Findings:
    """A custody order ends, the time to appeal runs out or parole becomes possible within 14 days, or it has passed."""
    kinds = (KeyDateKind.REMAND_EXPIRY, KeyDateKind.APPEAL_LIMIT, KeyDateKind.PAROLE)
    for step in at.key_dates(*kinds, of=at.cases().ongoing()):
        due = max(step.due_on - timedelta(at.limits[step.tier]), step.known_on)
        yield step.finding(since=due, due=due, until=step.due_on)


@rule(
    "R15",
    "sentence-ends",
    title=_("Sentence ends"),
    titles={"passed": _("Held past the sentence")},
    says={"": _("End of the sentence: {until}."), "passed": _("Held past the end of the sentence: {until}.")},
    days=180,
    tell=[LEAD],
    rounds=Rounds(marks=(180, 90, 30, 7), daily=7),
)
def sentence_ends(at: AsOf) -> Findings:
    """The sentence ends in 180, 90, 30 or 7 days; or it has ended and the prisoner is still held.

    Being held past the end of a sentence is a ground of its own (Working Group on Arbitrary Detention, category I). It
    stays open until a release or a new basis for custody is logged.
    """
    held = at.cases().in_custody()
    still_held = held.filter(liberty_then=Liberty.HELD_PAST_SENTENCE)
    # The update that says "term expired, still held" settles the date but not the matter.
    expired = KeyDate.objects.filter(
        kind=KeyDateKind.SENTENCE_END,
        resolved_by__kind=UpdateKind.TERM_EXPIRED,
        due_on__lte=at.day,
        case__in=still_held.rows.values("pk"),
    )
    dates = {date.pk: date for date in [*at.key_dates(KeyDateKind.SENTENCE_END, of=held), *facts_of(expired)]}
    for end in dates.values():
        due = max(end.due_on - timedelta(at.limits[end.tier]), end.known_on)
        yield end.finding(since=due, due=due, until=end.due_on)


@rule(
    "R16a",
    "out-of-contact",
    title=_("Out of contact"),
    says={
        "": _("The last direct contact was {days} ago ({since})."),
        "never": _("Direct contact has never been recorded; in custody for {days}."),
    },
    days=by_tier(3, 10, 30, 90),
    tell=[LEAD],
    snooze=Snooze(by_tier(7, 30, 30, 30)),
    may_stand=True,
    group=QUIET,
)
def out_of_contact(at: AsOf) -> Findings:
    """In custody, and no direct contact for some time: visit, letter, call, or a hearing somebody attended.

    Where direct contact has never been recorded, it says so.
    """
    return at.cases().in_custody().finding(since=("contacted_on", "held_since"), never="contacted_on")


@rule(
    "R16b",
    "place-unknown",
    title=_("Place unknown"),
    says=_("Nobody knows where the prisoner is, for {days} (since {since})."),
    days=3,
    tell=[LEAD, DutyKind.DIRECTOR],
    may_stand=True,
    group=QUIET,
    at_once=True,
)
def place_unknown(at: AsOf) -> Findings:
    """Moved or taken, and on the third day nobody knows where the prisoner is."""
    return at.cases().filter(lost_since__isnull=False).finding(since="lost_since")


@rule(
    "R26",
    "orphan-case",
    title=_("Case without a lead"),
    says={
        "no-lead": _("Nobody leads this case."),
        "lead-left": _("Its lead no longer works here."),
        "lead-away": _("Its lead was last active {days} ago ({since})."),
    },
    days=30,
    tell=[LEAD, ADMINS],
    snooze=Snooze(by_tier(7, 7, 7, 7)),
    replayed=False,
)
def orphan_case(at: AsOf) -> Iterator[Finding]:
    """Nobody leads the case, or its lead has left or has not signed in for 30 days.

    These are real days, also in a demonstration.
    """
    absent = clock.real_today() - timedelta(min(at.limits.values()))
    active, joined = F("lead__last_active_on"), F("lead__joined_on")
    away = Q(lead__last_active_on__lte=absent) | Q(lead__last_active_on=None, lead__joined_on__lte=absent)
    cases = at.cases().filter(Q(lead=None) | Q(lead__is_active=False) | away).rows
    columns = ("pk", "reference", "tier", "opened_on", "lead", "lead__is_active")
    for pk, reference, tier, opened, lead, works, seen, came in cases.values_list(*columns, active, joined):
        note = "no-lead" if lead is None else "lead-away" if works else "lead-left"
        since = seen or came or opened
        days = timedelta(at.limits[tier]) if note == "lead-away" else timedelta(0)
        if note == "lead-away" and since + days > clock.real_today():
            continue
        # In a demonstration the real day may lie years after the day the house lives on.
        since = since if since <= at.day else min(opened, at.day)
        scope = case_scope(reference)
        yield Finding(scope, reference, since, min(since + days, at.day), case_id=pk, note=note)
