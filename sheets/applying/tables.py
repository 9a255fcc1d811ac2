"""The rows that the codes of a sheet stand for: states, articles, places, categories, colleagues, officials."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from accounts.models import User
from cases.models import Category, DetainingState, Facility, Official, Statute
from cases.services.involvements import InvolvementData
from cases.services.sourcing import CitationData
from cases.vocabulary import OfficialFunction, OfficialKind
from core.search_keys import search_key


class Tables:
    """Asked for once in an import, and each only where a row needs it."""

    def __init__(self, user: User) -> None:
        self.user = user

    @cached_property
    def states(self) -> dict[str, DetainingState]:
        return {state.code: state for state in DetainingState.objects.all()}

    @cached_property
    def categories(self) -> dict[str, Category]:
        return {category.code: category for category in Category.objects.all()}

    @cached_property
    def colleagues(self) -> dict[str, User]:
        return {user.email: user for user in User.objects.colleagues_of(self.user).select_related("organisation")}

    @cached_property
    def _statutes(self) -> dict[tuple[int, str], Statute]:
        return {(one.state_id, one.article): one for one in Statute.objects.all()}

    @cached_property
    def _facilities(self) -> dict[tuple[int, str], Facility]:
        return {(one.state_id, one.name): one for one in Facility.objects.all()}

    @cached_property
    def _officials(self) -> dict[tuple[int, str], Official]:
        known: dict[tuple[int, str], Official] = {}
        people = Official.objects.visible_to(self.user).filter(kind=OfficialKind.PERSON)
        for official in people.prefetch_related("other_names").order_by("pk"):
            for name in official.all_names():
                known.setdefault((official.state_id, search_key(name)), official)
        return known

    def lead(self, email: str) -> User:
        """Who leads; whoever brought the sheet, where the row does not say or that account was closed since."""
        return self.colleagues.get(email, self.user)

    def statute(self, state: DetainingState, article: str) -> Statute | None:
        return self._statutes.get((state.pk, article)) if article else None

    def facility(self, state: DetainingState, name: str) -> Facility | None:
        return self._facilities.get((state.pk, name))

    def judge(self, state: DetainingState, name: str, citations: Iterable[CitationData]) -> InvolvementData:
        """Who tried the case: an official of this name whom the user knows of, or a new one."""
        official = self._officials.get((state.pk, search_key(name)))
        return InvolvementData(
            function=OfficialFunction.TRIAL_JUDGE, official=official, name=name, citations=tuple(citations)
        )
