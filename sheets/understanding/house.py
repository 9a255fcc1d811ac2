"""What the house knows, loaded once for a whole sheet: states, categories, places, articles, colleagues."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from accounts.models import User
from cases.models import Category, DetainingState, Facility, Statute
from core.search_keys import search_key
from sheets.understanding.articles import Article, Law


@dataclass(frozen=True)
class House:
    """Plain values only, so that understanding a cell asks no database.

    Codes stand for rows: of a state its code, of a category its code, of a colleague the e-mail address; a facility is
    known by its name, an article by its text, each within its state.
    """

    states: Mapping[str, str] = field(default_factory=dict)  # code: name
    categories: Mapping[str, str] = field(default_factory=dict)  # code: label
    facilities: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # state: {folded: name}
    statutes: Mapping[str, tuple[Article, ...]] = field(default_factory=dict)  # by state
    colleagues: Mapping[str, str] = field(default_factory=dict)  # folded e-mail or name: e-mail; "" where two share it

    @cached_property
    def state_words(self) -> dict[str, str]:
        """States by folded code and name."""
        names = {search_key(name): code for code, name in self.states.items()}
        return names | {search_key(code): code for code in self.states}

    @cached_property
    def _laws(self) -> dict[str, Law]:
        return {state: Law(articles) for state, articles in self.statutes.items()}

    def law(self, state: str) -> Law:
        """The articles of a state; none where the reference table has none."""
        return self._laws.get(state) or Law()

    def facility(self, state: str, text: str) -> str:
        """A facility's name as it is recorded; "" where the reference table has none by this one."""
        return self.facilities.get(state, {}).get(search_key(text), "")

    def colleague(self, text: str) -> str | None:
        """A colleague's e-mail address; "" where several bear the name, None where nobody does."""
        return self.colleagues.get(text.strip().casefold())


def loaded(user: User) -> House:
    """The house as `user` knows it, in five queries."""
    articles = defaultdict(list)
    for state, article, category, title in Statute.objects.values_list("state__code", "article", "category", "title"):
        articles[state].append(Article(article, category, title))
    return House(
        states=dict(DetainingState.objects.values_list("code", "name")),
        categories=dict(Category.objects.values_list("code", "label")),
        facilities=_facilities(Facility.objects.values_list("state__code", "name", "locality")),
        statutes={state: tuple(rows) for state, rows in articles.items()},
        colleagues=_colleagues(User.objects.colleagues_of(user).values_list("email", "name")),
    )


def _facilities(rows: Iterable[tuple[str, str, str]]) -> dict[str, dict[str, str]]:
    """By their names, with and without the town: "IK-3", "IK-3, Kharp"."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for state, name, locality in rows:
        if locality:
            found[state].setdefault(search_key(name, locality), name)
        found[state][search_key(name)] = name
    return dict(found)


def _colleagues(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for email, name in rows:
        found[email.casefold()] = email
        folded = name.strip().casefold()
        if folded:
            found[folded] = "" if found.get(folded, email) != email else email
    return found
