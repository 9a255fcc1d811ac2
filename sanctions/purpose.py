"""Whether an official was listed for what was done in a case, or for something else.

What a person says decides. Else: what came before the arrest was for something else; where the government published
its reasons, they must name the prisoner; where it published none, the listing counts for the case, for that is how
most are made (OFAC and Canada publish no reasons with their lists).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from core.search_keys import search_key


def is_for_case(
    *, elsewhere: bool, listed_on: date, reasons: str, arrested_on: date | None, names: Iterable[str]
) -> bool:
    """Whether a listing is for the case of somebody who goes by `names` and was arrested on `arrested_on`."""
    if elsewhere or (arrested_on is not None and listed_on < arrested_on):
        return False
    return not reasons.strip() or any(names_somebody(reasons, name) for name in names)


def names_somebody(text: str, name: str) -> bool:
    """Whether every word of `name`, in any script, stands in `text`."""
    words = search_key(name).split()
    return bool(words) and set(words) <= set(search_key(text).split())
