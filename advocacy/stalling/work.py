"""Rules about the work on a case: nothing found, nothing done, a health risk, an old source, a release."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery
from django.utils.translation import gettext_lazy as _

from accounts.models import DutyKind
from advocacy import facts
from advocacy.models import Aftercare
from advocacy.vocabulary import AftercareTask
from cases.as_of import AsOf, CaseFacts, Finding, Findings, case_scope
from cases.models import Citation, Update
from cases.rules import LEAD, Rounds, Snooze, by_tier, rule
from cases.stalling import QUIET
from cases.status import RELEASED
from cases.vocabulary import Level, UpdateDetail, UpdateKind
from core import clock

MONTHLY = Rounds(every=30)
NIL_CHECKS = 3
_K, _D = UpdateKind, UpdateDetail
HEALTH_ENTRIES = (_K.HEALTH, _K.HUNGER_STRIKE_STARTED, _K.HUNGER_STRIKE_ENDED)
AT_RISK = Q(kind=_K.HUNGER_STRIKE_STARTED) | Q(
    kind=_K.HEALTH, detail__in=[_D.DETERIORATING, _D.HOSPITALISED, _D.LIFE_THREATENING]
)


@rule(
    "R3",
    "nothing-found-thrice",
    title=_("“Checked, nothing new” three times"),
    says=_("The third check in a row without news was on {since}, {days} ago. Is there another way to ask?"),
    days=0,
    tell=[LEAD],
    rounds=MONTHLY,
    snooze=Snooze(by_tier(30, 30, 30, 30)),
)
def nothing_found_thrice(at: AsOf) -> Findings:
    """Somebody checked three times in a row and found nothing new: the way of asking needs a review.

    It ends with any other entry: news, or an internal note that says what the review decided.
    """
    same_case = Update.objects.counted().filter(case=OuterRef("case"), occurred_on__lte=at.day)
    same_day = Q(occurred_on=OuterRef("occurred_on"))
    later = Q(occurred_on__gt=OuterRef("occurred_on")) | same_day & (
        Q(sequence__gt=OuterRef("sequence")) | Q(sequence=OuterRef("sequence"), pk__gt=OuterRef("pk"))
    )
    other = same_case.exclude(kind=_K.NIL_CHECK).filter(later)
    checks = Update.objects.counted().filter(kind=_K.NIL_CHECK, occurred_on__lte=at.day)
    checks = checks.filter(~Exists(other), case__in=at.cases().ongoing().rows.values("pk"))
    runs = defaultdict(list)
    columns = ("case", "case__reference", "case__tier", "occurred_on", "pk")
    for case, reference, tier, day, pk in checks.order_by("occurred_on", "sequence", "pk").values_list(*columns):
        runs[case, reference, tier].append((day, pk))
    for (case, reference, tier), run in runs.items():
        if len(run) >= NIL_CHECKS:
            since, pk = run[NIL_CHECKS - 1]
            due = since + timedelta(at.limits[tier])
            yield Finding(case_scope(reference), reference, since, due, case_id=case, update_id=pk)


@rule(
    "R7",
    "no-action",
    title=_("No action at all"),
    says={
        "": _("The last action on record was {days} ago ({since})."),
        "never": _("No action is on record; in custody for {days}."),
    },
    days=by_tier(14, 30, 90, 180),
    tell=[LEAD],
    rounds=Rounds(halved=True),
    snooze=Snooze(by_tier(90, 90, 90, 90)),
    group=QUIET,
)
def no_action(at: AsOf) -> Findings:
    """In custody, and nobody's action is on record for some time: sent or taken, by whomever.

    Not while the family has asked for silence (on a past day that is not known).
    """
    held = at.cases().in_custody()
    if at.day >= clock.today():
        held = held.filter(Q(quiet_until=None) | Q(quiet_until__lt=at.day))
    return facts.acted_on(held, "acted_on").finding(since=("acted_on", "held_since"), never="acted_on")


@rule(
    "R17",
    "health-risk",
    title=_("Health alert open"),
    says=_("A health risk was logged {days} ago ({since}); an action and a later observation are not both on record."),
    days=by_tier(2, 5, 10, 30),
    tell=[LEAD, DutyKind.HEALTH],
    rounds=Rounds(first=(7,), every=14),
    snooze=Snooze(by_tier(5, 5, 5, 5)),
)
def health_risk(at: AsOf) -> Findings:
    """A health risk is on record, and for some days neither an action nor a later entry on health has followed.

    A risk is a hunger strike begun, or an entry on health that says: getting worse, in hospital, life-threatening. It
    ends once an action was sent and a later observation is logged, and with the release.
    """
    entries = Update.objects.counted().filter(kind__in=HEALTH_ENTRIES, occurred_on__lte=at.day)
    later = entries.filter(case=OuterRef("case")).filter(
        Q(occurred_on__gt=OuterRef("occurred_on")) | Q(occurred_on=OuterRef("occurred_on"), pk__gt=OuterRef("pk"))
    )
    risks = entries.filter(AT_RISK, ~Exists(later.filter(AT_RISK)))
    risks = risks.filter(case__in=at.cases().ongoing().rows.values("pk"))
    taken = facts.counted(at.day).filter(case=OuterRef("case"), action__sent_on__gte=OuterRef("occurred_on"))
    risks = risks.annotate(
        acted=Subquery(taken.order_by("action__sent_on").values("action__sent_on")[:1]),
        seen=Subquery(later.order_by("occurred_on").values("occurred_on")[:1]),
    )
    columns = ("pk", "case", "case__reference", "case__tier", "occurred_on", "acted", "seen")
    for pk, case, reference, tier, since, acted, seen in risks.order_by("case").values_list(*columns):
        due = since + timedelta(at.limits[tier])
        followed = any(day is not None and day <= due for day in (acted, seen))
        if not followed and not (acted and seen):
            yield Finding(case_scope(reference), reference, since, due, case_id=case, update_id=pk)


@rule(
    "R24",
    "one-old-source",
    title=_("Public claim on one old source"),
    says=_("A public claim rests on one source of {since}, {days} old: find a second, or take the claim back."),
    days=180,
    tell=[LEAD],
    rounds=Rounds(every=0),
    snooze=Snooze(by_tier(60, 60, 60, 60)),
    group="sources",
    replayed=False,
)
def one_old_source(at: AsOf) -> Iterator[Finding]:
    """What is or is about to be public rests on a single source that is more than 180 days old.

    Copies of one report count as one source. The age is that of its publication; where that is not known, of the entry.
    Not replayed: since when a claim is public is not kept.
    """
    public = Update.objects.counted().filter(level=Level.PUBLIC, case__level=Level.PUBLIC, occurred_on__lte=at.day)
    public = public.filter(case__in=at.cases().rows.values("pk")).select_related("case")
    cited = Prefetch("citations", Citation.objects.select_related("source"))
    for claim in public.order_by("pk").prefetch_related(cited):
        sources = [citation.source for citation in claim.citations.all()]
        if len({source.root for source in sources}) != 1:
            continue
        said = [source.published.latest_by(claim.logged_on) for source in sources if source.published]
        since = min(max(said, default=claim.logged_on), at.day)
        due = since + timedelta(at.limits[claim.case.tier])
        scope = case_scope(claim.case.reference)
        yield Finding(scope, claim.reference, since, due, case_id=claim.case_id, update_id=claim.pk)


@rule(
    "R28",
    "after-release",
    title=_("After the release"),
    says=_("Released {days} ago ({since}), and not all of it is done: debrief, public page, thanks, protection."),
    days=30,
    tell=[LEAD],
    rounds=Rounds(every=14),
    snooze=Snooze(by_tier(30, 30, 30, 30)),
)
def after_release(at: AsOf) -> Findings:
    """Released 30 days ago, and one of four things is not ticked.

    They are: to talk it through with the released person and the family, to correct what is public, to thank those who
    helped, to check whether protection is needed. It ends when all four are ticked.
    """
    ticked = Aftercare.objects.filter(case=OuterRef("pk"), done_on__lte=at.day).order_by().values("case")
    done = ticked.annotate(count=Count("pk")).values("count")
    free = at.cases().filter(liberty_then__in=RELEASED, released_on__lte=at.day)
    rows = free.rows.alias(done=Subquery(done)).filter(Q(done=None) | Q(done__lt=len(AftercareTask)))
    return CaseFacts(at, rows).finding(since="released_on")
