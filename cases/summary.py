"""The first screen of a case and who stands around it: every fact with the entry it rests on, for one reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from cases.headline import Headline
from cases.models import Case, Charge, CountryTie, Involvement, Tie, Update
from cases.visibility import strictest
from cases.vocabulary import Level, UpdateDetail, UpdateKind
from core.country_names import country_or_code

_K = UpdateKind
#: What takes somebody into custody.
TAKEN = frozenset(
    {_K.ABDUCTION, _K.CAPTURE_DENIED, _K.ARREST, _K.ADMINISTRATIVE_JAIL, _K.PSYCHIATRIC_COMMITMENT, _K.RESTRAINT}
)
#: What says how somebody is.
HEALTH = frozenset({_K.HEALTH, _K.HUNGER_STRIKE_STARTED, _K.HUNGER_STRIKE_ENDED})
#: What becomes of a sentence once it is passed.
AFTER_VERDICT = frozenset({_K.APPEAL_DECIDED, _K.SENTENCE_ACTIVATED})
#: How many officials are named beside the timeline, before it leads to their tab.
MOST_OFFICIALS = 6


@dataclass(frozen=True)
class Charges:
    """Charges with what came of them, in `words`: “Convicted 17 April 2023”."""

    words: str
    charges: list[Charge]


@dataclass
class Summary:
    """Who, why, where, since when, what comes next: only what the record says and the reader may know."""

    head: Headline

    @property
    def case(self) -> Case:
        return self.head.case

    @property
    def reader(self) -> User:
        return self.head.reader

    @cached_property
    def entries(self) -> list[Update]:
        """The latest entry of each thing that is said here, the latest of all first, in one query."""
        standing = Update.objects.visible_to(self.reader).filter(case=self.case).current().by_day()
        latest = Q(pk__in=[])
        for wanted in self._wanted():
            latest |= Q(pk__in=standing.filter(wanted).values("pk")[:1])
        return list(Update.objects.filter(latest).by_day().defer("account", "asked"))

    def _wanted(self) -> list[Q]:
        wanted = [Q(kind=_K.VERDICT), Q(kind__in=HEALTH), Q(contact=True)]
        wanted.append(Q(kind__in=AFTER_VERDICT) & ~Q(detail=UpdateDetail.INTERIM_REFUSED))
        if self.held_from:
            wanted.append(Q(kind__in=TAKEN, occurred_on=self.held_from))
        if self.case.facility_id:
            wanted.append(Q(facility=self.case.facility_id))
        return wanted

    @property
    def held_from(self) -> object:
        """The day on which the present custody began; of somebody who is not held, the day of the arrest."""
        return self.case.in_custody_since or self.case.arrested_on

    @property
    def began(self) -> Update | None:
        return self._first(lambda one: one.kind in TAKEN and one.occurred_on == self.held_from)

    @property
    def place(self) -> Update | None:
        """What says that the prisoner is where the case says."""
        return self._first(lambda one: one.facility_id is not None and one.facility_id == self.case.facility_id)

    @property
    def verdict(self) -> Update | None:
        return self._first(lambda one: one.kind == _K.VERDICT)

    @property
    def after_verdict(self) -> Update | None:
        """What became of the verdict; nothing where that was before it."""
        newest = self._first(lambda one: one.kind == _K.VERDICT or self._alters(one))
        return newest if newest and newest.kind != _K.VERDICT else None

    @property
    def health(self) -> Update | None:
        return self._first(lambda one: one.kind in HEALTH)

    @property
    def contact(self) -> Update | None:
        return self._first(lambda one: one.contact)

    def _alters(self, update: Update) -> bool:
        return update.kind in AFTER_VERDICT and update.detail != UpdateDetail.INTERIM_REFUSED

    def _first(self, matters: Callable[[Update], bool]) -> Update | None:
        return next((one for one in self.entries if matters(one)), None)

    @property
    def charges(self) -> list[Charges]:
        """The charges, those together that came to the same on the same day."""
        together: dict[str, list[Charge]] = {}
        for charge in self.head.charges:
            together.setdefault(_outcome_of(charge), []).append(charge)
        return [Charges(words, charges) for words, charges in together.items()]

    @cached_property
    def nations(self) -> list[str]:
        """The states of which the prisoner is recorded to be a national, by name."""
        ties = CountryTie.objects.filter(prisoner=self.case.prisoner_id, tie=Tie.NATIONAL)
        return [country_or_code(tie.country) for tie in ties]

    @cached_property
    def involved(self) -> list[Involvement]:
        """Everybody said to be responsible, those whom a second person approved first."""
        rows = Involvement.objects.visible_to(self.reader).filter(case=self.case).select_related("official")
        return sorted(rows.order_by("pk"), key=lambda one: one.approved_at is None)

    @property
    def officials(self) -> list[Involvement]:
        return self.involved[:MOST_OFFICIALS]

    @property
    def officials_left(self) -> int:
        """How many more are on the tab of officials."""
        return len(self.involved) - len(self.officials)

    def marking(self, beside: Iterable[str] = ()) -> Level:
        """The strictest level of all that the page shows: what stands on top of it on paper.

        `beside` are the levels of what is shown beside the summary: of the timeline.
        """
        shown = [*self.entries, *self.head.coming, *self.officials]
        return strictest(self.case.level, *(one.level for one in shown), *beside)


def _outcome_of(charge: Charge) -> str:
    """What came of a charge and when; while it is pending, when it was brought."""
    if charge.outcome_when or not charge.charged:
        return f"{charge.get_outcome_display()} {charge.outcome_when or ''}".strip()
    return _("%(outcome)s, charged %(day)s") % {"outcome": charge.get_outcome_display(), "day": charge.charged}
