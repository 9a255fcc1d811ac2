"""A day, and the facts of all cases on it: what stall rules are given.

For today the facts are columns of the case row; for a past day they come from its periods and updates, by what had
happened by then. Either way a rule reads the same names:

    liberty_then · held_since · lost_since · updated_on · reliable_on · contacted_on

Days are reckoned in Python (the databases differ on date + interval); limits enter a query as constants per tier.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cases.models import Case, KeyDate, Update
from cases.status import DEAD, IN_CUSTODY, RELEASED, RESTRICTED
from cases.vocabulary import FileState, Liberty
from core import clock

WORKED_ON = (FileState.ACTIVE, FileState.MONITORING)
NEVER_WORKED_ON = (FileState.DRAFT, FileState.REJECTED)
CONFINED = IN_CUSTODY | RESTRICTED
ONGOING = frozenset(Liberty) - RELEASED - DEAD


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found. `since` is the last sign of life, so to say; it fires once `due` has come.

    `scope` and `subject` say what it is about, by reference and never empty; `until` is the day that is expected;
    `note` picks the sentence that fits. The ids say on which records it hangs: whoever may not see one of them may not
    see the finding.
    """

    scope: str
    subject: str
    since: date
    due: date
    until: date | None = None
    case_id: int | None = None
    key_date_id: int | None = None
    note: str = ""
    action_id: int | None = None
    determination_id: int | None = None
    update_id: int | None = None

    @property
    def key(self) -> tuple[str, str]:
        return self.scope, self.subject


Findings = Iterable[Finding]


def case_scope(reference: str) -> str:
    return f"case:{reference}"


@dataclass(frozen=True)
class AsOf:
    """The day a rule is asked about. `coming` includes what is not due yet; `limits` are the rule's days by tier."""

    day: date
    case_ids: Collection[int] | None = None
    past: bool = False
    coming: bool = False
    limits: Mapping[str, int] = field(default_factory=dict)

    def cases(self) -> CaseFacts:
        """Cases that somebody works on, with the facts of the day."""
        rows = Case.objects.order_by()
        # Whether a file is closed is known of today alone: a replay of a closed case must not be empty.
        if self.day < clock.today():
            rows = rows.exclude(file_state__in=NEVER_WORKED_ON)
        else:
            rows = rows.filter(file_state__in=WORKED_ON)
        if self.case_ids is not None:
            rows = rows.filter(pk__in=self.case_ids)
        return CaseFacts(self, rows.alias(**(self._then() if self.past else NOW)))

    def key_dates(self, *kinds: str, of: CaseFacts) -> list[DateFact]:
        """Open dates of these kinds on the cases `of`, known on the day.

        A date entered after it had passed counts as known from the day it fell on.
        """
        rows = KeyDate.objects.filter(kind__in=kinds, case__in=of.rows.values("pk"))
        rows = rows.filter(Q(entered_on__lte=self.day) | Q(due_on__lte=self.day))
        is_open = Q(resolved_on=None) | Q(resolved_on__gt=self.day) if self.past else Q(resolved_on=None)
        return facts_of(rows.filter(is_open))

    def _then(self) -> dict[str, Any]:
        """The facts of a past day: one period of each case, and the latest updates up to it."""
        covering = Q(periods__starts_on__lte=self.day) & (
            Q(periods__ends_on__isnull=True) | Q(periods__ends_on__gt=self.day)
        )
        updates = Update.objects.filter(case=OuterRef("pk"), occurred_on__lte=self.day).counted()
        latest = updates.order_by("-occurred_on").values("occurred_on")
        return {
            "on_the_day": FilteredRelation("periods", condition=covering),
            "liberty_then": F("on_the_day__liberty"),
            "held_since": F("on_the_day__in_custody_since"),
            "lost_since": F("on_the_day__place_unknown_since"),
            "updated_on": Subquery(latest[:1]),
            "reliable_on": Subquery(latest.filter(reliable=True)[:1]),
            "contacted_on": Subquery(latest.filter(contact=True)[:1]),
        }


NOW = {
    "liberty_then": F("liberty"),
    "held_since": F("in_custody_since"),
    "lost_since": F("place_unknown_since"),
    "updated_on": F("last_update_on"),
    "reliable_on": F("last_reliable_on"),
    "contacted_on": F("last_contact_on"),
}


@dataclass(frozen=True)
class CaseFacts:
    """Cases with the facts of a day, narrowed by a rule and turned into findings."""

    at: AsOf
    rows: QuerySet[Case]

    def filter(self, *conditions: Q, **more: Any) -> CaseFacts:
        return replace(self, rows=self.rows.filter(*conditions, **more))

    def in_custody(self) -> CaseFacts:
        return self.filter(held_since__isnull=False)

    def ongoing(self) -> CaseFacts:
        """Neither released nor dead; a case without a recorded status is ongoing."""
        return self.filter(Q(liberty_then__in=ONGOING) | Q(liberty_then__isnull=True))

    def confined_or_blank(self) -> CaseFacts:
        """In custody or restricted, or nothing was ever recorded: then it waits since the file was opened."""
        return self.filter(Q(liberty_then__in=CONFINED) | Q(last_update_on__isnull=True))._with(
            entry_on=Coalesce("updated_on", "opened_on")
        )

    def _with(self, **facts: Any) -> CaseFacts:
        return replace(self, rows=self.rows.alias(**facts))

    def finding(self, *, since: str | Sequence[str], never: str = "") -> Iterator[Finding]:
        """Each case once the latest of its days `since` lies as far back as the limit of its tier.

        The finding's note is "never" where the fact of that name has never been recorded.
        """
        names = [since] if isinstance(since, str) else list(since)
        rows = self.rows if self.at.coming else self.rows.filter(self._far_back(names))
        rows = rows.annotate(**{f"fact_{name}": F(name) for name in {*names, *filter(None, [never])}})
        for case in rows.values(
            "pk", "reference", "tier", *(f"fact_{name}" for name in {*names, *filter(None, [never])})
        ):
            first = max(day for name in names if (day := case[f"fact_{name}"]))
            yield Finding(
                scope=case_scope(case["reference"]),
                subject=case["reference"],
                since=first,
                due=first + timedelta(self.at.limits[case["tier"]]),
                case_id=case["pk"],
                note="never" if never and case[f"fact_{never}"] is None else "",
            )

    def _far_back(self, names: Sequence[str]) -> Q:
        tiers = defaultdict(list)
        for tier, days in self.at.limits.items():
            tiers[self.at.day - timedelta(days)].append(tier)
        far_back = Q()
        for day, of_these in tiers.items():
            one = Q() if len(tiers) == 1 else Q(tier__in=of_these)
            for name in names:
                one &= Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__lte": day})
            far_back |= one
        return far_back


class DateFact(NamedTuple):
    """A key date with what rules ask of it."""

    pk: int
    reference: str
    case_id: int
    case: str
    tier: str
    kind: str
    due_on: date
    entered_on: date

    @property
    def known_on(self) -> date:
        return min(self.entered_on, self.due_on)

    def finding(self, *, since: date, due: date, until: date | None = None) -> Finding:
        """A finding about this date; its note is the kind of date."""
        return Finding(case_scope(self.case), self.reference, since, due, until, self.case_id, self.pk, self.kind)


def facts_of(rows: QuerySet[KeyDate]) -> list[DateFact]:
    columns = ("pk", "reference", "case_id", "case__reference", "case__tier", "kind", "due_on", "entered_on")
    return [DateFact(*row) for row in rows.order_by("pk").values_list(*columns)]
