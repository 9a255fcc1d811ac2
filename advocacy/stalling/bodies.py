"""Rules about bodies that find, search or decide: the Working Groups of the United Nations, and the United States."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import DutyKind
from advocacy import clocks, facts
from advocacy.models import Action, ActionCase, Clock, DeterminationCase
from advocacy.visibility import counts_on_case
from advocacy.vocabulary import TAKEN, ActionKind, ActionState, ClockKind, DeterminationKind, Outcome
from cases.as_of import AsOf, CaseFacts, Finding, Findings, case_scope
from cases.models import StatusPeriod
from cases.models.prisoner import CountryTie
from cases.rules import LEAD, Rounds, Snooze, by_tier, rule
from cases.vocabulary import Liberty

MONTHLY = Rounds(every=30)
US = "US"
DISAPPEARED = (Liberty.DISAPPEARED, Liberty.DETAINED_UNACKNOWLEDGED)
UNDECIDED = (Outcome.UNDER_REVIEW, Outcome.PENDING)
URGENT_MONTHS = 3  # PROCEDURES: the urgent route takes disappearances younger than this
DECISION_DAYS = 60


@rule(
    "R9",
    "opinion-follow-up",
    title=_("WGAD opinion: no follow-up sent"),
    says=_("The opinion was sent to the government {days} ago ({since}); no follow-up information is recorded."),
    days=0,
    tell=[DutyKind.UN, LEAD],
    rounds=MONTHLY,
    snooze=Snooze(by_tier(30, 30, 30, 30)),
)
def opinion_follow_up(at: AsOf) -> Findings:
    """The time to send follow-up information on an opinion has run out (six months), and none was sent.

    Government and source are asked: released, compensated, investigated, laws changed? The clock is that of the
    version of the procedure in force on the day the opinion was transmitted; a version without one has none.
    """
    opinions = facts.findings_of(at, at.cases(), DeterminationKind.WGAD_OPINION)
    opinions = opinions.filter(determination__transmitted_on__lte=at.day).exclude(
        determination__outcome=Outcome.NOT_ARBITRARY
    )
    limits = _follow_up_clocks()
    for opinion in facts.finding_facts(opinions.filter(~_followed_up(at.day))):
        sent = opinion.transmitted_on or at.day
        clock = next((one for one in limits[opinion.procedure or "wgad"] if _in_force(one, sent)), None)
        if clock is not None:
            yield opinion.finding(since=sent, due=clocks.falls_due(clock, sent) + timedelta(at.limits[opinion.tier]))


def _follow_up_clocks() -> dict[str, list[Clock]]:
    """The follow-up clocks of every procedure's versions, the latest version first."""
    found = defaultdict(list)
    rows = Clock.objects.filter(kind=ClockKind.FOLLOW_UP).select_related("procedure")
    for clock in rows.order_by(F("procedure__valid_from").desc(nulls_last=True)):
        found[clock.procedure.key].append(clock)
    return found


def _in_force(clock: Clock, day: date) -> bool:
    begun, ended = clock.procedure.valid_from, clock.procedure.valid_until
    return (begun is None or begun <= day) and (ended is None or day <= ended)


def _followed_up(day: date) -> Exists:
    """Follow-up that names the opinion; or that names none, and was sent on its case since."""
    sent = ActionCase.objects.filter(
        case=OuterRef("case"),
        action__kind=ActionKind.FOLLOW_UP,
        action__state__in=TAKEN,
        action__sent_on__lte=day,
        action__sent_on__gte=OuterRef("determination__transmitted_on"),
    )
    of_it = Q(action__determination=OuterRef("determination")) & counts_on_case("action__", "action__determination__")
    return Exists(sent.filter(of_it | Q(action__determination=None) & counts_on_case("action__")))


@rule(
    "R10",
    "opinion-unused",
    title=_("Opinion not used yet"),
    says=_("The opinion has been public for {days} ({since}), and no action of ours cites it."),
    days=30,
    tell=[LEAD],
    rounds=MONTHLY,
    snooze=Snooze(by_tier(60, 60, 60, 60)),
)
def opinion_unused(at: AsOf) -> Findings:
    """An opinion of the Working Group has been public for 30 days and no action uses it.

    It ends when an action is logged that names the opinion as the finding it uses.
    """
    cited = Action.objects.filter(counts_on_case("", "determination__"), determination=OuterRef("determination"))
    cited = cited.filter(state__in=TAKEN, sent_on__lte=at.day)
    opinions = facts.findings_of(at, at.cases().ongoing(), DeterminationKind.WGAD_OPINION)
    opinions = opinions.filter(~Exists(cited), determination__published_on__lte=at.day)
    for opinion in facts.finding_facts(opinions):
        public = opinion.published_on or at.day
        yield opinion.finding(since=public, due=public + timedelta(at.limits[opinion.tier]))


@rule(
    "R12",
    "wgeid-window",
    title=_("WGEID: the urgent route closes"),
    says={
        "": _("Disappeared {days} ago ({since}). Last day for the urgent route: {until}. No case is recorded there."),
        "passed": _("The urgent route closed {until}. A standard case can still be filed; none is recorded."),
    },
    days=75,
    tell=[LEAD],
    rounds=Rounds(every=3),
)
def wgeid_window(at: AsOf) -> Findings:
    """Disappeared for 75 days, and no case was filed with the Working Group on Disappearances.

    It takes cases by its urgent route within three months. It ends when the case is filed, when the fate is known, or
    when the family declines: plan the filing as an action and drop it with that reason.
    """
    missing = at.cases().filter(liberty_then__in=DISAPPEARED)
    filed = facts.counted(at.day, ActionKind.WGEID_CASE).filter(case=OuterRef("pk"))
    declined = ActionCase.objects.filter(
        counts_on_case("action__"),
        case=OuterRef("pk"),
        action__kind=ActionKind.WGEID_CASE,
        action__state=ActionState.DROPPED,
        action__dropped_on__lte=at.day,
    )
    rows = missing.filter(~Exists(filed) & ~Exists(declined)).rows
    since = _disappeared_since(at, rows.values("pk"))
    for pk, reference, tier in rows.order_by("pk").values_list("pk", "reference", "tier"):
        gone = since[pk]
        until = clocks.months_after(gone, URGENT_MONTHS)
        yield Finding(case_scope(reference), reference, gone, gone + timedelta(at.limits[tier]), until, pk)


def _disappeared_since(at: AsOf, cases: QuerySet[Any, Any]) -> dict[int, date]:
    """First day of each case's unbroken run of days on which the person was disappeared, as of the day."""
    began: dict[int, date] = {}
    missing = False
    periods = StatusPeriod.objects.filter(case__in=cases, starts_on__lte=at.day).order_by("case", "starts_on")
    for case, starts_on, liberty in periods.values_list("case", "starts_on", "liberty"):
        missing = liberty in DISAPPEARED and missing and case in began
        if not missing:
            began[case] = starts_on
        missing = liberty in DISAPPEARED
    return began


@rule(
    "R19",
    "us-wrongful-detention",
    title=_("US wrongful-detention review"),
    says={
        "": _("In custody for {days}; no request for the US wrongful-detention review is recorded."),
        "asked": _(
            "In custody for {days}; the US wrongful-detention review was asked for, and no decision is recorded."
        ),
    },
    days=30,
    tell=[DutyKind.US],
    rounds=MONTHLY,
    snooze=Snooze(by_tier(60, 60, 60, 60)),
)
def us_wrongful_detention(at: AsOf) -> Findings:
    """A US national or resident has been in custody abroad for 30 days and no wrongful-detention decision is recorded.

    The review (22 U.S.C. §1741) has no clock of its own. Asked for within the first 30 days, it is given 60 days from
    the asking. What is asked later changes the sentence and does not close the alert: only a determination, a refusal
    or the end of custody does.
    """
    decided = DeterminationCase.objects.filter(
        counts_on_case("determination__"),
        case=OuterRef("pk"),
        determination__kind=DeterminationKind.WRONGFUL_DETENTION,
        determination__known_on__lte=at.day,
    ).exclude(determination__outcome__in=UNDECIDED)
    tied = CountryTie.objects.filter(prisoner=OuterRef("prisoner"), country=US)
    held = at.cases().in_custody().filter(~Q(state__code=US) & Exists(tied) & ~Exists(decided))
    held = facts.acted_on(held, "asked_on", ActionKind.WRONGFUL_DETENTION_REQUEST, first=True)
    yield from _reviews(held)


def _reviews(held: CaseFacts) -> Findings:
    rows = held.rows.annotate(held=F("held_since"), asked=F("asked_on")).order_by("pk")
    for pk, reference, tier, since, asked in rows.values_list("pk", "reference", "tier", "held", "asked"):
        due = since + timedelta(held.at.limits[tier])
        if asked is not None and asked <= due:
            due = max(due, asked + timedelta(DECISION_DAYS))
        note = "asked" if asked is not None else ""
        yield Finding(case_scope(reference), reference, since, due, case_id=pk, note=note)
