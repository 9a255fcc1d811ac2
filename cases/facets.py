"""The choices beside the case list: each a link, with its count once that is asked for.

A choice's count says how many cases there would be if only it were chosen in its filter, the other filters as they
stand. Only cases behind the user's door are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.facet_counts import Counts, counted_by, cross_counts, mark_counts
from cases.filters import ALL, MARKS, ME, NOBODY, USUAL_FILES, CaseFilter
from cases.models import Case, DetainingState, Tie
from cases.reference_words import in_own_words, state_name
from cases.vocabulary import ChargeCategory, FileState, Status, Tier
from core.addresses import Address
from core.country_names import country_or_code

Labels = Mapping[str, Any]
# So many choices of a group stand open, the rest one step away.
SHOWN = 12


@dataclass(frozen=True)
class Choice:
    code: str
    label: Any
    url: str
    selected: bool
    count: int | None = None


@dataclass(frozen=True)
class Group:
    """One filter's choices; `more` holds those of lesser weight."""

    name: str
    label: Any
    choices: list[Choice]
    more: list[Choice] = field(default_factory=list)
    open: bool = True


@dataclass(frozen=True)
class Facets:
    """The groups in the order of the page. `total` and the counts are None as long as nobody asked for them."""

    groups: list[Group]
    total: int | None = None


def choices_alone(found: CaseFilter, address: Address, states: dict[str, str]) -> Facets:
    """The choices that need no counting: they stand on the page itself. `states` as from `states_with_cases`."""
    make = _Maker(found, address)
    return Facets(
        [
            make.group("only", _("Only"), MARKS),
            make.group("state", _("State"), states),
            make.group("status", _("Status"), dict(Status.choices)),
            make.group("tier", _("Tier"), dict(Tier.choices)),
            make.group("lead", _("Lead"), {ME: _("Me"), NOBODY: _("Nobody yet")}),
            make.files(),
        ]
    )


def counted_choices(found: CaseFilter, address: Address) -> Facets:
    """All choices with how many cases each would show: seven queries, whatever is chosen."""
    make = _Maker(found, address)
    status, tier, file = cross_counts(found)
    marks, total = mark_counts(found)
    states, state_labels = counted_by(found, "state", "state__code", "state__name")
    state_labels = {code: state_name(code, name) for code, name in state_labels.items()}
    leads, people = counted_by(found, "lead", "lead__reference", "lead__name", none=NOBODY)
    nations, _codes = counted_by(found, "nationality", "prisoner__ties__country", prisoner__ties__tie=Tie.NATIONAL)
    categories, category_labels = counted_by(
        found, "category", "prisoner__categories__code", "prisoner__categories__label"
    )
    category_labels = {code: in_own_words(label) for code, label in category_labels.items()}
    charges, _codes = counted_by(found, "charge", "charges__category", repeats=True)
    groups = [
        make.group("only", _("Only"), MARKS, marks, keep=True),
        make.group("state", _("State"), by_weight(state_labels, states), states),
        make.group("status", _("Status"), dict(Status.choices), status),
        make.group("tier", _("Tier"), dict(Tier.choices), tier, keep=True),
        make.group("lead", _("Lead"), *_lead_choices(found.user, leads, people)),
        make.files(file),
        make.group("nationality", _("Nationality"), by_weight(country_labels(nations), nations), nations, open=False),
        make.group("category", _("Category"), by_weight(category_labels, categories), categories, open=False),
        make.group("charge", _("Charge"), by_weight(dict(ChargeCategory.choices), charges), charges, open=False),
    ]
    return Facets(groups, total)


def states_with_cases(user: User) -> dict[str, str]:
    """Code → name of the states that hold or held anybody whom `user` may know of."""
    # One case of each state is looked up in its index; left to itself, PostgreSQL reads all cases to find a few states.
    in_index_order = ("state_id", "status", "-last_update_on", "-pk")
    some_case = Case.objects.visible_to(user).filter(state=OuterRef("pk")).order_by(*in_index_order).values("pk")[:1]
    states = DetainingState.objects.annotate(some_case=Subquery(some_case)).filter(some_case__isnull=False)
    return {state.code: str(state) for state in states}


def country_labels(codes: Iterable[str]) -> dict[str, str]:
    return {code: country_or_code(code) for code in codes}


def by_weight(labels: Labels, counts: Counts) -> dict[str, Any]:
    """The labels, those with most cases first, alphabetical among equals."""
    return dict(sorted(labels.items(), key=lambda item: (-counts.get(item[0], 0), str(item[1]))))


@dataclass
class _Maker:
    """Makes groups of links for one list."""

    found: CaseFilter
    address: Address

    def group(self, name: str, label: Any, labels: Labels, counts: Counts | None = None, **how: bool) -> Group:
        """`counts` None: not counted. Choices that would show nothing step back, unless told to `keep` them."""
        chosen = self.found.asked.get(name) or []
        labels = {**labels, **{code: code for code in chosen if code not in labels}}
        choices = [self.choice(name, chosen, code, text, counts) for code, text in labels.items()]
        front = [one for one in choices if one.selected or one.count is None or one.count or how.get("keep")]
        front = [one for place, one in enumerate(front) if one.selected or one.count is None or place < SHOWN]
        more = [one for one in choices if one not in front]
        return Group(name, label, front, more, open=how.get("open", True) or bool(chosen))

    def files(self, counts: Counts | None = None) -> Group:
        """The states of the file: those that are usual count as chosen while nothing else is."""
        asked = self.found.asked.get("file") or []
        chosen = list(FileState.values) if ALL in asked else asked or list(USUAL_FILES)
        choices = [self.choice("file", chosen, code, text, counts) for code, text in FileState.choices]
        everything = self.address.without("file") if ALL in asked else self.address.having("file", ALL)
        choices.append(
            Choice(ALL, _("All files"), everything, ALL in asked, counts.get(ALL, 0) if counts is not None else None)
        )
        return Group("file", _("File"), choices, open=bool(asked))

    def choice(self, name: str, chosen: list[str], code: str, text: Any, counts: Counts | None) -> Choice:
        """A link to the list with `code` among the chosen, or without it where it is one already."""
        left = [one for one in chosen if one != code] if code in chosen else [*chosen, code]
        usual = name == "file" and set(left) == set(USUAL_FILES)
        url = self.address.without(name) if usual else self.address.having(name, *left)
        return Choice(code, text, url, code in chosen, counts.get(code, 0) if counts is not None else None)


def _lead_choices(user: User, counts: dict[str, int], people: dict[str, str]) -> tuple[dict[str, Any], dict[str, int]]:
    """Me, nobody, then the colleagues; the counts come by reference."""
    counts = {**counts, ME: counts.get(user.reference, 0)}
    others = {key: name for key, name in people.items() if key not in {user.reference, NOBODY}}
    return {ME: _("Me"), NOBODY: _("Nobody yet"), **by_weight(others, counts)}, counts
