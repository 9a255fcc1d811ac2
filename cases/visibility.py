"""Who may see what: the one place that turns levels into database conditions.

A record's effective level is the strictest of its own and its ancestors': so every door is the *and* of the record's
own condition and its case's. Levels, widest first: public, partners (owner and granted organisations), team (owner
organisation), restricted (members of the case), sealed (named people only, whoever else they are).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from cases.vocabulary import Level

if TYPE_CHECKING:
    from accounts.models import User

_STRICTNESS = {level: position for position, level in enumerate(Level)}


def stricter(level: str, than: str) -> bool:
    """Whether `level` is narrower than `than`."""
    return _STRICTNESS[Level(level)] > _STRICTNESS[Level(than)]


def strictest(*levels: str) -> Level:
    """The narrowest of `levels`."""
    return Level(max(levels, key=lambda level: _STRICTNESS[Level(level)]))


def readable(user: User | AnonymousUser, model: str, *, record: str = "", case: str = "") -> Q:
    """The condition under which `user` may read a record of `model` by its own level.

    `record` and `case` are lookup prefixes ("", "update__", "update__case__") to the row that bears the level and to
    its case. Subqueries, never joins: a list of named people must not repeat rows. Nobody reads without signing in.
    """
    if not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    ours = Q(**{f"{case}owner": user.organisation_id})
    granted = Q(**{f"{case}pk__in": _rows("Grant", organisation=user.organisation_id).values("case")})
    member = Q(**{f"{case}pk__in": _rows("Membership", user=user.pk).values("case")})
    through = apps.get_model("cases", model).named.through
    named = Q(**{f"{record}pk__in": through.objects.filter(user=user.pk).values(model.lower())})
    return (
        Q(**{f"{record}level": Level.PUBLIC})
        | Q(**{f"{record}level": Level.PARTNERS}) & (ours | granted)
        | Q(**{f"{record}level": Level.TEAM}) & ours
        | Q(**{f"{record}level": Level.RESTRICTED}) & member
        | Q(**{f"{record}level": Level.SEALED}) & named
    )


def plainly_readable(user: User, level: str, owner_id: int) -> bool:
    """Whether its level alone lets `user` read a record on a case of `owner_id`; where not, `readable` may still."""
    ours = level in (Level.PARTNERS, Level.TEAM) and owner_id == user.organisation_id
    return user.is_active and (ours or level == Level.PUBLIC)


def case_door(user: User | AnonymousUser, case: str = "") -> Q:
    """The condition on a case itself, reached through the prefix `case`."""
    return readable(user, "Case", record=case, case=case)


def child_door(user: User | AnonymousUser, model: str, *, record: str = "", case: str = "case__") -> Q:
    """The condition on a record of `model` that bears a level of its own and hangs on a case."""
    return readable(user, model, record=record, case=case) & case_door(user, case)


def _rows(model: str, **conditions: Any) -> QuerySet[Any]:
    return apps.get_model("cases", model)._default_manager.filter(**conditions)
