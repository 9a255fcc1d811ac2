"""What stands at the head of a case, on each of its tabs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from accounts.models import User
from cases.models import Case, Charge, Follow, KeyDate, StatusPeriod
from cases.status import IN_CUSTODY
from cases.visibility import stricter
from cases.vocabulary import Contact, KeyDateKind, Level, Status
from core import clock


@dataclass
class Headline:
    """A case at a glance, for one reader. Nothing here says more than the reader may know."""

    case: Case
    reader: User

    @property
    def initials(self) -> str:
        """The first letters of the first and the last of the prisoner's names, where a picture would stand."""
        words = self.case.prisoner.name.split()
        return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()

    @property
    def knows_status(self) -> bool:
        return self.case.status != Status.UNKNOWN

    @property
    def contact_lost(self) -> bool:
        return self.case.in_custody and self.case.contact == Contact.NONE

    @property
    def contact_never(self) -> bool:
        return self.case.in_custody and self.case.contact == Contact.NEVER_RECORDED

    @property
    def ours(self) -> bool:
        """Whether the reader is of the organisation that owns the case, and so may decide about it."""
        return self.case.owner_id == self.reader.organisation_id

    @cached_property
    def followed(self) -> bool:
        return Follow.objects.filter(case=self.case, user=self.reader).exists()

    @property
    def narrow(self) -> bool:
        """Whether fewer people than the team see the case."""
        return stricter(self.case.level, Level.TEAM)

    @property
    def quiet(self) -> bool:
        return self.case.is_quiet(clock.today())

    @cached_property
    def days_held_before(self) -> int | None:
        """Days in custody altogether, for somebody who is not held now."""
        if self.case.in_custody or self.case.arrested_on is None:
            return None
        held = StatusPeriod.objects.filter(case=self.case, liberty__in=IN_CUSTODY)
        return sum((_end(period) - period.starts_on).days for period in held)

    @cached_property
    def coming(self) -> list[KeyDate]:
        """The next open dates: those that may still lie ahead, the soonest first."""
        dates = KeyDate.objects.visible_to(self.reader).filter(case=self.case).open()
        return list(dates.filter(due_on__gte=clock.today()).order_by("due_from", "pk")[:4])

    @property
    def next_date(self) -> KeyDate | None:
        return self.coming[0] if self.coming else None

    @property
    def next_expected(self) -> KeyDate | None:
        """What is to happen next; a reminder of the reader's own only where nothing else is entered."""
        return next((one for one in self.coming if one.kind != KeyDateKind.REMINDER), self.next_date)

    @cached_property
    def charges(self) -> list[Charge]:
        return list(Charge.objects.filter(case=self.case).select_related("statute__state"))


def _end(period: StatusPeriod) -> date:
    return period.ends_on or clock.today()
