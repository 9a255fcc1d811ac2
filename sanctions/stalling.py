"""When sanctions have stalled: states without a measure, gaps between jurisdictions, lists and listings that end.

Numbers and days are those of the house's table of rules; an admin may change the days (`reminders.RuleThreshold`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import F, Max, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import DutyKind
from advocacy.jurisdictions import name_of
from cases.as_of import AsOf, CaseFacts, Finding, Findings, case_scope
from cases.models.prisoner import CountryTie
from cases.rules import LEAD, Rounds, Snooze, by_tier, rule
from cases.vocabulary import Tier
from sanctions import facts
from sanctions.calendar import renewals
from sanctions.models import ListSource, WatchedJurisdiction
from sanctions.vocabulary import SnapshotState

MONTHLY = Rounds(every=30)
GAPS_DIGEST = Rounds(monthly=True)
#: Three, six and twelve months, as days: no three months have more than 92.
MONTHS_3, MONTHS_6, MONTHS_12 = 92, 183, 365
#: How long ago a listing may have ended for us to tell of it.
LATELY = timedelta(365)
AHEAD = timedelta(60)


def on_case(scope: str, subject: str) -> str:
    """The page of sanctions of the case that an alert is about."""
    return reverse("sanctions:case", args=[scope.removeprefix("case:")])


def advocacy_on_case(scope: str, subject: str) -> str:
    return reverse("advocacy:case", args=[scope.removeprefix("case:")])


class Held(NamedTuple):
    """Somebody in custody, with what the rules about states that could act ask of their case."""

    case_id: int
    reference: str
    tier: str
    prisoner_id: int
    state: str
    since: date


def _held(cases: CaseFacts) -> list[Held]:
    rows = cases.rows.annotate(held=F("held_since")).order_by("pk")
    return [Held(*row) for row in rows.values_list("pk", "reference", "tier", "prisoner", "state__code", "held")]


def _could_act(held: list[Held], cases: CaseFacts) -> Iterator[tuple[Held, str]]:
    """Each case with each state whose national or resident the prisoner is, other than the one that holds them."""
    ties: dict[int, set[str]] = defaultdict(set)
    rows = CountryTie.objects.filter(prisoner__in=cases.rows.values("prisoner")).order_by()
    for prisoner, country in rows.values_list("prisoner", "country"):
        ties[prisoner].add(country)
    for one in held:
        for country in sorted(ties[one.prisoner_id] - {one.state}):
            yield one, country


@rule(
    "R18",
    "no-measure",
    title=_("No measure recorded by a state that could act"),
    says=_("In custody for {days}; no measure by this state is recorded since the arrest ({since})."),
    days=by_tier(14, 30, 60, 180),
    tell=[LEAD],
    rounds=MONTHLY,
    snooze=Snooze(by_tier(60, 60, 60, 60)),
    names=name_of,
    where=advocacy_on_case,
)
def no_measure(at: AsOf) -> Findings:
    """A state whose national or resident is held by another has no measure on record for the case since the arrest.

    It ends with the first: a sanction on somebody responsible, a determination, a resolution passed, a formal case.
    Words and démarches (a summons, a protest) are shown beside it and count for nothing here. Nothing recorded is said
    of the record: log a search when you have looked.
    """
    cases = at.cases().in_custody()
    measures = facts.acts(cases.rows, at.day, facts.MEASURES)
    for held, state in _could_act(_held(cases), cases):
        if all(day < held.since for day in measures.get((held.case_id, state), ())):
            due = held.since + timedelta(at.limits[held.tier])
            yield Finding(case_scope(held.reference), state, held.since, due, case_id=held.case_id)


@rule(
    "R18b",
    "nothing-of-substance-since",
    title=_("Nothing of substance since"),
    says=_("The last démarche or measure of this state on record was {days} ago ({since})."),
    days=by_tier(60, 90, 180, 365),
    tell=[LEAD],
    rounds=Rounds(every=60),
    snooze=Snooze(by_tier(180, 180, 180, 180)),
    names=name_of,
    where=advocacy_on_case,
)
def nothing_since(at: AsOf) -> Findings:
    """A state that could act did something of substance once, and nothing more for a long time.

    Of substance are démarches and measures. It ends with the next one.
    """
    cases = at.cases().in_custody()
    acts = facts.acts(cases.rows, at.day, facts.OF_SUBSTANCE)
    for held, state in _could_act(_held(cases), cases):
        days = [day for day in acts.get((held.case_id, state), ()) if day >= held.since]
        if days:
            last = max(days)
            due = last + timedelta(at.limits[held.tier])
            yield Finding(case_scope(held.reference), state, last, due, case_id=held.case_id)


@rule(
    "R20",
    "co-designation-gap",
    title=_("Listed by others, and not here"),
    says=_("For {days} ({since}) somebody responsible has been listed elsewhere; no listing here is on record."),
    days=by_tier(MONTHS_3, MONTHS_3, MONTHS_6, MONTHS_12),
    tell=[DutyKind.SANCTIONS],
    rounds=GAPS_DIGEST,
    snooze=Snooze(by_tier(180, 180, 180, 180)),
    group="gaps",
    names=name_of,
    where=on_case,
)
def co_designation_gap(at: AsOf) -> Findings:
    """An official with a confirmed part in the case is listed for it by one watched jurisdiction, and not by another.

    One alert for each jurisdiction without them, counted from the oldest such listing made public. Three months for
    critical and high cases, six for standard, twelve for watch. It ends when they are listed there too, when a
    submission about them was sent, or when somebody says why none is sought.
    """
    cases = at.cases().ongoing()
    people = facts.involved(cases.rows, at.day)
    about = facts.of_cases(row.case_id for row in people)
    officials = {row.official_id for row in people}
    listed, done = facts.designations(officials, at.day), facts.settled(officials, at.day)
    watched = WatchedJurisdiction.codes()
    oldest: dict[tuple[int, str], date] = {}
    for row in people:
        case, on_record = about[row.case_id], listed.get(row.official_id, [])
        in_force = [one for one in on_record if one.ended_on is None and one.jurisdiction in watched]
        for_this = [one.public_on for one in in_force if one.is_for(case)]
        missing = set(watched) - {one.jurisdiction for one in in_force}
        for jurisdiction in missing if for_this else ():
            if not done.covers(case, row.official_id, jurisdiction):
                key = (row.case_id, jurisdiction)
                oldest[key] = min(oldest.get(key, date.max), *for_this)
    for (pk, jurisdiction), since in sorted(oldest.items()):
        due = since + timedelta(at.limits[about[pk].tier])
        yield Finding(case_scope(about[pk].reference), jurisdiction, since, due, case_id=pk)


@rule(
    "R21",
    "no-submission",
    title=_("Responsible, listed by nobody, submitted to nobody"),
    says=_(
        "For {days} ({since}) somebody with a confirmed part has been on record, with no listing and no submission."
    ),
    days=60,
    tell=[DutyKind.SANCTIONS],
    rounds=GAPS_DIGEST,
    snooze=Snooze(by_tier(90, 90, 90, 90)),
    group="gaps",
    where=on_case,
)
def no_submission(at: AsOf) -> Findings:
    """An official with a confirmed part in the case is listed by nobody, and no submission about them was sent.

    Confirmed: at least corroborated, and approved by a second person. One alert a case, counted from the first of
    them. It ends with a submission, a listing, or the reason why none is sought.
    """
    cases = at.cases().ongoing()
    people = facts.involved(cases.rows, at.day)
    about = facts.of_cases(row.case_id for row in people)
    officials = {row.official_id for row in people}
    listed, done = facts.designations(officials, at.day), facts.settled(officials, at.day)
    first: dict[int, date] = {}
    for row in people:
        in_force = any(one.ended_on is None for one in listed.get(row.official_id, ()))
        settled = done.anywhere(about[row.case_id], row.official_id)
        if not in_force and not settled and row.confirmed_on <= at.day:
            first[row.case_id] = min(first.get(row.case_id, date.max), row.confirmed_on)
    for pk, since in sorted(first.items()):
        reference, tier = about[pk].reference, about[pk].tier
        yield Finding(case_scope(reference), reference, since, since + timedelta(at.limits[tier]), case_id=pk)


@rule(
    "R22",
    "delisted",
    title=_("Somebody responsible was delisted"),
    says=_("A listing of somebody with a confirmed part in this case is on record as ended since {since}."),
    days=0,
    tell=[DutyKind.SANCTIONS, LEAD],
    rounds=Rounds(every=0),
    snooze=Snooze(by_tier(30, 30, 30, 30)),
    at_once=True,
    once=True,
    where=on_case,
)
def delisted(at: AsOf) -> Findings:
    """A listing of somebody with a confirmed part in the case has ended: it is told at once, and to the leads too.

    By the official date, or by the first import in which the entry was missing. It ends as soon as somebody has
    acknowledged that they looked at it.
    """
    cases = at.cases()
    people = facts.involved(cases.rows, at.day)
    about = facts.of_cases(row.case_id for row in people)
    listed = facts.designations({row.official_id for row in people}, at.day)
    for row in people:
        ended = [one.ended_on for one in listed.get(row.official_id, ()) if one.ended_on]
        if ended and (last := max(ended)) > at.day - LATELY:
            scope = case_scope(about[row.case_id].reference)
            yield Finding(scope, row.official, last, last, case_id=row.case_id)


def list_name(key: str) -> str:
    return ListSource.objects.filter(key=key).values_list("name", flat=True).first() or key


def list_page(scope: str, subject: str) -> str:
    return reverse("sanctions:list", args=[subject])


@rule(
    "R22a",
    "list-stale",
    title=_("List not imported lately"),
    says={
        "": _("The latest import of this list is {days} old ({since}); what it says may have changed."),
        "failing": _("Fetching this list by itself has failed since {since}; its latest import stands."),
    },
    days=90,
    tell=[DutyKind.SANCTIONS],
    rounds=GAPS_DIGEST,
    snooze=Snooze(by_tier(30, 30, 30, 30)),
    about="list",
    replayed=False,
    names=list_name,
    where=list_page,
)
def list_stale(at: AsOf) -> Findings:
    """A list that we use was not imported for 90 days, or fetching it by itself fails.

    It ends with the next import. A list that was never imported, or that is published no more, is not asked about.
    """
    if at.case_ids is not None:
        return
    applied = Q(snapshots__state=SnapshotState.APPLIED, snapshots__sample=False)
    lists = ListSource.objects.filter(Q(closed_on=None) | Q(closed_on__gt=at.day))
    for one in lists.annotate(latest=Max("snapshots__dated", filter=applied)).order_by("pk"):
        if one.failing_since is not None and one.fetch:
            yield Finding(f"list:{one.key}", one.key, one.failing_since, one.failing_since, note="failing")
        elif one.latest is not None:
            due = one.latest + timedelta(at.limits[Tier.STANDARD])
            yield Finding(f"list:{one.key}", one.key, one.latest, due)


def programme_page(scope: str, subject: str) -> str:
    return f"{reverse('sanctions:alignment')}?programme={subject}"


@rule(
    "R22b",
    "renewal",
    title=_("Listings end unless they are renewed"),
    says={
        "": _("The listings under this programme end {until} unless they are renewed."),
        "passed": _("The listings under this programme were to end {until}: log whether they were renewed."),
    },
    days=0,
    tell=[DutyKind.SANCTIONS],
    rounds=GAPS_DIGEST,
    snooze=Snooze(by_tier(30, 30, 30, 30)),
    about="programme",
    replayed=False,
    names=str,
    where=programme_page,
)
def renewal(at: AsOf) -> Findings:
    """A programme under which officials of ours are listed comes up for renewal within 60 days.

    The days are those of the programmes' calendar, among the reference tables. It ends on the day after.
    """
    if at.case_ids is not None:
        return
    for key, until in renewals(at.day, AHEAD):
        opened = until - AHEAD
        yield Finding(f"programme:{key}", key, opened, opened, until)
