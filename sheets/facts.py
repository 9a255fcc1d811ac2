"""What is recorded of cases and visible to somebody: what a row is compared with, and what an export writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Model, Prefetch, QuerySet, prefetch_related_objects

from accounts.models import User
from cases.models import Case, Charge, Citation, CountryTie, Involvement, KeyDate, Prisoner, Tie, Update
from cases.models.update import SOURCELESS
from cases.vocabulary import KeyDateKind, OfficialFunction

M = TypeVar("M", bound=Model)


@dataclass
class CaseFacts:
    """One case. `updates` are those that stand and that the user may see, earliest first."""

    case: Case
    user: User
    updates: list[Update] = field(default_factory=list)
    charges: list[Charge] = field(default_factory=list)
    judges: list[str] = field(default_factory=list)
    sentence_end: KeyDate | None = None  # the one entered last, of those that are open
    source: str = ""  # the address of what was published on its opening; never who told it

    @property
    def prisoner(self) -> Prisoner:
        return self.case.prisoner

    @property
    def other_names(self) -> list[str]:
        return [name.text for name in self.prisoner.other_names.all()]

    @property
    def categories(self) -> list[str]:
        return [category.code for category in self.prisoner.categories.all()]

    @property
    def lead(self) -> str:
        """The e-mail address of who leads it; of another organisation's people none is told."""
        lead = self.case.lead
        return lead.email if lead is not None and lead.organisation_id == self.user.organisation_id else ""

    @property
    def opening(self) -> Update | None:
        return _opening(self.updates)

    def countries(self, tie: Tie) -> list[str]:
        ties: Iterable[CountryTie] = self.prisoner.ties.all()
        return [one.country for one in ties if one.tie == tie]


def facts_of(cases: Sequence[Case], user: User) -> list[CaseFacts]:
    """The facts of each case, in their order, in a constant number of queries; for some 500 cases at a time.

    `cases` come from `Case.objects.visible_to(user)`: what hangs on them is asked for here, by its own level.
    """
    prefetch_related_objects(
        list(cases),
        *("state", "lead", "owner", "facility"),
        Prefetch("prisoner", Prisoner.objects.defer("restricted_notes", "key")),
        *("prisoner__other_names", "prisoner__ties", "prisoner__categories"),
    )
    updates = _by_case(
        Update.objects.visible_to(user)
        .current()
        .select_related("facility")
        .defer("account", "asked")
        .order_by("occurred_on", "sequence", "pk"),
        cases,
    )
    charges = _by_case(Charge.objects.select_related("statute").order_by("pk"), cases)
    judges = _by_case(_judges(user), cases)
    ends = _by_case(_sentence_ends(user), cases)
    openings = {case.pk: opening for case in cases if (opening := _opening(updates[case.pk]))}
    addresses = _addresses([opening.pk for opening in openings.values()], user)
    return [
        CaseFacts(
            case=case,
            user=user,
            updates=updates[case.pk],
            charges=charges[case.pk],
            judges=[row.official.name for row in judges[case.pk]],
            sentence_end=ends[case.pk][-1] if ends[case.pk] else None,
            source=addresses.get(openings[case.pk].pk, "") if case.pk in openings else "",
        )
        for case in cases
    ]


def _by_case(rows: QuerySet[M, Any], cases: Sequence[Case]) -> defaultdict[int, list[M]]:
    found: defaultdict[int, list[M]] = defaultdict(list)
    for row in rows.filter(case__in=[case.pk for case in cases]):
        found[row.case_id].append(row)
    return found


def _opening(updates: Iterable[Update]) -> Update | None:
    """What the timeline begins with: the first that says something happened."""
    return next((update for update in updates if update.kind not in SOURCELESS), None)


def _judges(user: User) -> QuerySet[Involvement]:
    rows = Involvement.objects.visible_to(user).filter(function=OfficialFunction.TRIAL_JUDGE)
    return rows.filter(official__merged_into=None).select_related("official").order_by("pk")


def _sentence_ends(user: User) -> QuerySet[KeyDate]:
    return KeyDate.objects.visible_to(user).open().filter(kind=KeyDateKind.SENTENCE_END).order_by("entered_on", "pk")


def _addresses(updates: Iterable[int], user: User) -> dict[int, str]:
    """By update, the address of the first citation of something published."""
    rows = Citation.objects.visible_to(user).filter(update__in=list(updates), source__case=None)
    rows = rows.exclude(source__address="").order_by("-pk")
    return dict(rows.values_list("update", "source__address"))
