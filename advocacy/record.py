"""What is on record about a case: everything one reader may see was asked, done and searched, loaded once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from accounts.models.organisation import OrganisationKind
from advocacy.acts import Act, acts_on
from advocacy.jurisdictions import jurisdiction_of
from advocacy.models import Ask, Search
from advocacy.vocabulary import AskState
from cases.models import Case, CountryTie, Tie


@dataclass(frozen=True)
class Asked:
    """An ask as it stood on a day."""

    ask: Ask
    state: str
    since: date

    @property
    def state_label(self) -> str:
        return str(AskState(self.state).label)


@dataclass(frozen=True)
class Record:
    """Everything that the reader may see was asked, done and searched about a case, whatever the day."""

    case: Case
    acts: list[Act]
    asks: list[Ask]
    searches: list[Search]
    ties: list[CountryTie]
    envoys: frozenset[str]

    @cached_property
    def own(self) -> dict[str, str]:
        """The states that could act, with the tie in words: the prisoner's own, never the one that holds them."""
        words = {Tie.NATIONAL: _("could act: state of nationality"), Tie.RESIDENT: _("could act: state of residence")}
        own: dict[str, str] = {}
        for tie in self.ties:
            if tie.country != self.case.state.code:
                own.setdefault(tie.country, words[Tie(tie.tie)])
        return own

    def acts_of(self, jurisdiction: str, day: date) -> list[Act]:
        """What its public bodies did by `day`, the earliest first."""
        return [act for act in self.acts if act.on <= day and jurisdiction in act.jurisdictions]

    def asked_by(self, day: date) -> list[Asked]:
        """What was asked by `day`, each as it stood then."""
        states = self._states_on(day)
        return [Asked(ask, *states[ask.pk]) for ask in self.asks if ask.asked_on <= day]

    def searched(self, jurisdiction: str, day: date) -> Search | None:
        """When somebody last looked, by `day`."""
        rows = [one for one in self.searches if one.jurisdiction == jurisdiction and one.searched_on <= day]
        return rows[-1] if rows else None

    def concerned(self, day: date) -> set[str]:
        """The jurisdictions that somebody asked, searched or acted for by `day`."""
        found = {code for act in self.acts if act.on <= day for code in act.jurisdictions}
        found |= {jurisdiction_of(ask.addressee) for ask in self.asks if ask.asked_on <= day}
        found |= {search.jurisdiction for search in self.searches if search.searched_on <= day}
        return found - {""}

    def _states_on(self, day: date) -> dict[int, tuple[str, date]]:
        """How each ask stood and since when: as it stands now, or where that came later, as its history says."""
        states = {ask.pk: (ask.state, ask.state_on or ask.asked_on) for ask in self.asks}
        later = [ask for ask in self.asks if ask.state_on and ask.state_on > day]
        if later:
            states |= {ask.pk: (AskState.OPEN, ask.asked_on) for ask in later}
            before = Ask.history.filter(id__in=[ask.pk for ask in later], state_on__lte=day).order_by("history_id")
            states |= {row.id: (row.state, row.state_on) for row in before}
        return states


def record_of(case: Case, reader: User) -> Record:
    """Read the record of a case: as many queries whatever is on it."""
    ties = list(CountryTie.objects.filter(prisoner=case.prisoner_id))
    envoys = Organisation.objects.filter(kind=OrganisationKind.ENVOY, jurisdiction__in=[tie.country for tie in ties])
    asks = Ask.objects.visible_to(reader).filter(cases=case).select_related("addressee__parent", "campaign", "source")
    searches = Search.objects.visible_to(reader).filter(case=case).select_related("searched_by")
    return Record(
        case=case,
        acts=acts_on([case], reader)[case.pk],
        asks=list(asks.prefetch_related("asked_by").order_by("asked_on", "pk")),
        searches=list(searches.order_by("searched_on", "pk")),
        ties=ties,
        envoys=frozenset(envoys.values_list("jurisdiction", flat=True)),
    )
