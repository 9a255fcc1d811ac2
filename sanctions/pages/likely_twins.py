"""Who may be the same official a second time: by a name that reads alike, or by what somebody searched for."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import Official
from cases.vocabulary import Gender
from core.search_keys import loose_key

#: So alike two names must be, and so many are shown.
ALIKE, SHOWN, LOOKED_THROUGH = 0.72, 12, 2000


@dataclass(frozen=True)
class Twin:
    official: Official
    likeness: float


def likely_twins(official: Official, text: str, reader: User) -> list[Twin]:
    """The likeliest first, of the same kind. With `text` whoever goes by it, alike or not."""
    rows = Official.objects.visible_to(reader).exclude(pk=official.pk).filter(kind=official.kind)
    rows = rows.select_related("state").order_by("name", "pk")
    if text.strip():
        return [Twin(one, _likeness(official, one)) for one in rows.matching(text)[:SHOWN]]
    of_the_state = rows.filter(state=official.state_id)[:LOOKED_THROUGH]
    twins = [Twin(one, _likeness(official, one)) for one in of_the_state]
    return sorted((one for one in twins if one.likeness >= ALIKE), key=lambda one: -one.likeness)[:SHOWN]


def doubts(one: Official, other: Official) -> list[str]:
    """What speaks against their being one: said before somebody merges them."""
    found = []
    ours, theirs = one.birth, other.birth
    if ours and theirs and not (ours.earliest <= theirs.latest and theirs.earliest <= ours.latest):
        days = {"one": ours, "other": theirs}
        found.append(_("Their birth dates contradict each other: %(one)s and %(other)s.") % days)
    genders = {one.gender, other.gender} - {"", Gender.UNKNOWN}
    if len(genders) > 1:
        found.append(_("Their genders are recorded differently."))
    if one.state_id != other.state_id:
        found.append(_("They belong to different states."))
    return found


def _likeness(one: Official, other: Official) -> float:
    """Of the two names that are most alike; `key` holds every name of each."""
    ours, theirs = (_names(official) for official in (one, other))
    return max((SequenceMatcher(None, a, b).ratio() for a in ours for b in theirs), default=0.0)


def _names(official: Official) -> list[str]:
    return [loose_key(name) for name in official.key.split(" | ") if name]
