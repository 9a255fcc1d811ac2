"""Narrowing a timeline: to one group of kinds, and to what is established at least so well; with counts beside each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.requests import Request
from cases.kinds import GROUP_OF, KINDS, KindGroup
from cases.models import Case, Update
from cases.vocabulary import Grade

#: From the least to the best established. What is disputed or taken back is established at no grade.
RANKED = (Grade.SINGLE_SOURCE, Grade.CORROBORATED, Grade.OFFICIALLY_CONFIRMED)
_AT_LEAST: dict[str, Any] = {
    Grade.SINGLE_SOURCE: _("Single source, or better"),
    Grade.CORROBORATED: _("Corroborated, or better"),
    Grade.OFFICIALLY_CONFIRMED: _("Officially confirmed"),
}


@dataclass(frozen=True)
class Choice:
    """One way to narrow, with how many entries it leaves; `code` is empty for the one that leaves all."""

    code: str
    label: Any
    count: int
    chosen: bool


@dataclass(frozen=True)
class Tally:
    """How many entries are of one group and grade."""

    group: str
    grade: str
    standing: bool
    count: int


@dataclass(frozen=True)
class Narrowed:
    """What a timeline is narrowed to; `tallies` count what its reader may see, whatever it is narrowed to."""

    kind: str
    grade: str
    tallies: list[Tally]

    @property
    def at_all(self) -> bool:
        return bool(self.kind or self.grade)

    @property
    def shows_notes(self) -> bool:
        """Whether what the apps above file is shown: it is our own, and no grade says how well it is established."""
        return self.kind in {"", KindGroup.NOTES} and not self.grade

    @property
    def condition(self) -> Q:
        """For the updates of the timeline."""
        condition = Q(kind__in=KINDS[KindGroup(self.kind)]) if self.kind else Q()
        return condition & Q(grade__in=_from(self.grade), retracted_at=None) if self.grade else condition

    @cached_property
    def kinds(self) -> list[Choice]:
        """Everything, then each group, counted at the grade that is chosen."""
        return [self._of_kind("", _("Everything")), *(self._of_kind(group.value, group.label) for group in KindGroup)]

    @cached_property
    def grades(self) -> list[Choice]:
        """Any, then each grade at least, counted within the group that is chosen."""
        return [self._of_grade("", _("Any grade")), *(self._of_grade(one, _AT_LEAST[one]) for one in RANKED)]

    @property
    def count(self) -> int:
        return self._count(self.kind, self.grade)

    @property
    def total(self) -> int:
        return self._count("", "")

    @property
    def words(self) -> str:
        """How much is shown, as it is read out when the list has changed: “3 of 12 entries: Court”."""
        if not self.at_all:
            return ngettext("%(total)s entry", "%(total)s entries", self.total) % {"total": self.total}
        entries = ngettext("%(count)s of %(total)s entry", "%(count)s of %(total)s entries", self.total)
        chosen = [str(one.label) for one in (*self.kinds, *self.grades) if one.chosen and one.code]
        return f"{entries % {'count': self.count, 'total': self.total}}: {' · '.join(chosen)}"

    def _of_kind(self, code: str, label: Any) -> Choice:
        return Choice(code, label, self._count(code, self.grade), code == self.kind)

    def _of_grade(self, code: str, label: Any) -> Choice:
        return Choice(code, label, self._count(self.kind, code), code == self.grade)

    def _count(self, kind: str, grade: str) -> int:
        return sum(one.count for one in self._tallied(kind, grade))

    def _tallied(self, kind: str, grade: str) -> Iterator[Tally]:
        for one in self.tallies:
            if kind in {"", one.group} and (not grade or (one.standing and one.grade in _from(grade))):
                yield one


def narrowed(request: Request, case: Case) -> Narrowed:
    """What `?kind=` and `?grade=` ask for; what is neither is not asked for."""
    kind, grade = request.GET.get("kind", ""), request.GET.get("grade", "")
    seen = Update.objects.visible_to(request.user).filter(case=case, superseded_by=None).order_by()
    seen = seen.annotate(standing=Q(retracted_at__isnull=True))
    counted = seen.values_list("kind", "grade", "standing").annotate(count=Count("pk"))
    return Narrowed(
        kind=kind if kind in KindGroup.values else "",
        grade=grade if grade in RANKED else "",
        tallies=[Tally(GROUP_OF[of], how, standing, count) for of, how, standing, count in counted],
    )


def _from(grade: str) -> tuple[Grade, ...]:
    """`grade` and what is better established."""
    return RANKED[RANKED.index(Grade(grade)) :]
