"""Designations as acts on a case: a government that lists somebody responsible has taken a measure, logged or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Case as Choose
from django.db.models import IntegerField, Value, When
from django.urls import reverse
from django.utils.translation import ngettext

from accounts.models import Organisation, User
from accounts.models.organisation import OrganisationKind
from advocacy.acts import Act
from advocacy.jurisdictions import PRIVATE
from advocacy.vocabulary import ActionKind, Weight
from cases.models import Involvement
from cases.vocabulary import Grade
from core.partial_dates import PartialDate
from sanctions import facts


@dataclass(frozen=True)
class Listings:
    """What one jurisdiction listed for a case on one day: so many people."""

    reference: str
    count: int
    pk: int = 0
    kind: str = ActionKind.SANCTION

    @property
    def summary(self) -> str:
        return self.get_kind_display()

    def get_kind_display(self) -> str:
        words = ngettext("%(count)s person listed", "%(count)s people listed", self.count)
        return words % {"count": self.count}

    def get_absolute_url(self) -> str:
        return reverse("sanctions:case", args=[self.reference])


def listings_on(*, cases: list[int], reader: User) -> Iterator[tuple[int, Act]]:
    """By case key, the days on which jurisdictions listed officials whose part in it `reader` may see.

    As many queries for one case as for ten; a jurisdiction of which we know no body has no act.
    """
    rows = Involvement.objects.visible_to(reader).filter(case__in=cases, approved_at__isnull=False).order_by()
    rows = rows.exclude(grade=Grade.RETRACTED)  # it accuses nobody any more
    people = set(rows.values_list("case", "official"))
    listed = facts.designations({official for _case, official in people}, date.max)
    about = facts.of_cases(case for case, official in people if official in listed)
    days: dict[tuple[int, str, date], set[int]] = defaultdict(set)
    for case, official in people:
        for fact in listed.get(official, ()):
            if fact.is_for(about[case]):
                days[case, fact.jurisdiction, fact.public_on].add(official)
    bodies = _bodies({jurisdiction for _case, jurisdiction, _day in days})
    for (case, jurisdiction, day), officials in sorted(days.items()):
        if body := bodies.get(jurisdiction):
            record = Listings(about[case].reference, len(officials))
            yield case, Act(record, day, PartialDate(day), Weight.MEASURE, (body,))


def _bodies(jurisdictions: Iterable[str]) -> dict[str, Organisation]:
    """For each jurisdiction the body that speaks for it: its government, else the first public one."""
    first = Choose(When(kind=OrganisationKind.GOVERNMENT, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = Organisation.objects.filter(jurisdiction__in=set(jurisdictions), parent=None).exclude(kind__in=PRIVATE)
    found: dict[str, Organisation] = {}
    for body in rows.select_related("parent").order_by(first, "pk"):
        found.setdefault(body.jurisdiction, body)
    return found
