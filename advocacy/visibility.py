"""Who may see what hangs on several cases: one door for asks, actions, determinations and campaigns.

The record's own level and its cases' both bind. Of its cases one must be within the reader's sight, and none that is
restricted or sealed may be out of it: a joint letter must not tell of a case that its reader may not know of.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from cases.models import Grant, Membership
from cases.visibility import case_door, plainly_readable
from cases.vocabulary import Level

NARROW = (Level.RESTRICTED, Level.SEALED)


def door(user: User | AnonymousUser, model: type[models.Model], *, record: str = "") -> Q:
    """The condition under which `user` sees a record of `model`, reached through the prefix `record`.

    `model` has `cases` (many to many), `owner`, `level` and `named`.
    """
    if not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    name = model._meta.model_name or ""
    links: Any = model.cases.through._default_manager.filter(**{name: OuterRef(f"{record}pk")})  # type: ignore[attr-defined]
    seen = case_door(user, "case__")
    granted = Exists(links.filter(case__in=Grant.objects.filter(organisation=user.organisation_id).values("case")))
    outside = Exists(links.exclude(case__in=Membership.objects.filter(user=user.pk).values("case")))
    named: Any = model.named.through._default_manager.filter(user=user.pk).values(name)  # type: ignore[attr-defined]
    ours = Q(**{f"{record}owner": user.organisation_id})
    by_level = (
        Q(**{f"{record}level": Level.PUBLIC})
        | Q(**{f"{record}level": Level.PARTNERS}) & (ours | Q(granted))
        | Q(**{f"{record}level": Level.TEAM}) & ours
        | Q(**{f"{record}level": Level.RESTRICTED}) & ~Q(outside)
        | Q(**{f"{record}level": Level.SEALED, f"{record}pk__in": named})
    )
    out_of_sight = Exists(links.filter(case__level__in=NARROW).exclude(seen))
    return by_level & Q(Exists(links.filter(seen))) & ~Q(out_of_sight)


def plainly_seen(user: User, records: Collection[Any], cases: Collection[int]) -> set[int]:
    """The keys of those `records` of one model that `user` sees by their level alone, as `door` says of many more.

    They are on one of `cases`, all of which `user` sees, and on none that is restricted or sealed.
    """
    if not records:
        return set()
    model = type(next(iter(records)))
    name = model._meta.model_name
    plain = [record.pk for record in records if plainly_readable(user, record.level, record.owner_id)]
    links = model.cases.through._default_manager.filter(**{f"{name}__in": plain})
    standing = list(links.values_list(name, "case", "case__level"))
    narrow = {key for key, _case, level in standing if level in NARROW}
    return {key for key, case, _level in standing if case in cases} - narrow


def counts_on_case(action: str = "", case: str = "case__") -> Q:
    """The condition under which a record may move what every reader of its case sees (rules, gaps, comparisons).

    Its level must not be stricter than the case's, and a sealed one never counts: see `cases.folding.counts`.
    """
    levels = list(Level)
    condition = Q()
    for level in levels[: levels.index(Level.SEALED)]:
        as_strict = levels[levels.index(level) :]
        condition |= Q(**{f"{action}level": level, f"{case}level__in": as_strict})
    return condition
