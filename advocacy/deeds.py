"""What an organisation was asked and what it did, as one reader may see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q

from accounts.models import Organisation, User
from advocacy.models import Action, Ask, Determination
from cases.models import Case

#: How many of each the page shows; one more is read, to say that there are more.
SHOWN = 30


@dataclass(frozen=True)
class Some:
    """The latest rows of one kind, and whether there are more."""

    rows: list[Any]
    more: bool

    @classmethod
    def of(cls, found: Iterable[Any]) -> Some:
        rows = list(found)
        return cls(rows[:SHOWN], len(rows) > SHOWN)


@dataclass(frozen=True)
class Deeds:
    """What `asked` of it, what it `did`, what was `addressed` to it, and what it `found`."""

    asked: Some
    did: Some
    addressed: Some
    found: Some


def deeds_of(body: Organisation, reader: User) -> Deeds:
    """Each list latest first, with the cases that `reader` sees as `shown_cases`."""
    cases = Prefetch("cases", Case.objects.visible_to(reader).select_related("prisoner"), to_attr="shown_cases")
    asks = Ask.objects.visible_to(reader).filter(addressee=body).prefetch_related(cases)
    actions = Action.objects.visible_to(reader).taken().prefetch_related(cases)
    did = actions.filter(Q(pk__in=Action.actors.through.objects.filter(organisation=body).values("action")))
    addressed = actions.filter(addressee=body).exclude(pk__in=did.values("pk"))
    found = Determination.objects.visible_to(reader).filter(body=body).prefetch_related(cases)
    return Deeds(
        asked=Some.of(asks.order_by("-asked_on", "-pk")[: SHOWN + 1]),
        did=Some.of(did.order_by("-sent_on", "-pk")[: SHOWN + 1]),
        addressed=Some.of(addressed.order_by("-sent_on", "-pk")[: SHOWN + 1]),
        found=Some.of(found.order_by("-known_on", "-pk")[: SHOWN + 1]),
    )
