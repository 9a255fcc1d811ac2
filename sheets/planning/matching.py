"""Which case on file a row means: by reference, by the organisation's own number, by who it was known as before.

Asked for a whole batch of rows at once, and as often where nothing is found: how long it takes tells nobody whether a
case that they may not see is there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from cases.models import Case
from core.search_keys import search_key
from sheets.columns.dated import DATED
from sheets.facts import CaseFacts, facts_of
from sheets.models import RowKey, SheetImport
from sheets.models.known import digest_of
from sheets.shapes import Line

#: What a `RowKey` is the digest of, beside the organisation's own number, which goes by its heading.
WHO, NOTED = "who", "note"
LONGEST_HEADING = 64


@dataclass(frozen=True)
class Named:
    """By what a row may be found: the reference, the own number, who it is about; `notes` are headings and texts."""

    line: Line
    reference: str = ""
    number: str = ""
    who: str = ""
    notes: Sequence[tuple[str, str]] = ()

    @property
    def is_certain(self) -> bool:
        """Whether it says more than a name and a state, which many share."""
        return bool(self.reference or self.number or is_certain(self.who))


@dataclass
class Found:
    """The cases that the rows of a batch may mean, all of them visible."""

    by_reference: dict[str, CaseFacts] = field(default_factory=dict)
    by_key: dict[tuple[str, str], list[CaseFacts]] = field(default_factory=dict)
    _noted: set[tuple[str, int]] = field(default_factory=set)

    def known_as(self, what: str, text: str) -> list[CaseFacts]:
        return self.by_key.get((what, digest_of(text)), []) if text else []

    def is_noted(self, facts: CaseFacts, heading: str, text: str) -> bool:
        """Whether an earlier import kept this very note on the case."""
        return (digest_of(noted(heading, text)), facts.case.pk) in self._noted


def who(values: Mapping[str, Any]) -> str:
    """Who a row is about, as far as it says: the words of the name, the state, the birth date, the first other date."""
    words = " ".join(sorted(search_key(values.get("name") or "").split()))
    return "|".join([words, values.get("state") or "", values.get("birth") or "", first_date(values)])


def is_certain(who: str) -> bool:
    """Whether it has a date beside the name and the state."""
    return who.rsplit("|", 2)[1:] != ["", ""]


def first_date(values: Mapping[str, Any]) -> str:
    """The arrest, or else what happened first."""
    return next((values[key] for key in ("arrested", *DATED) if values.get(key)), "")


def noted(heading: str, text: str) -> str:
    return f"{heading}\n{text}"


def found(sheet: SheetImport, heading: str, rows: Sequence[Named]) -> Found:
    """What `rows` mean, in as many queries for one as for many. `heading`: of the organisation's own number."""
    seen = Case.objects.visible_to(sheet.by)
    keys = list(_keys(sheet, heading, rows))
    wanted = Q(reference__in={row.reference for row in rows}) | Q(pk__in={case for _what, _digest, case in keys})
    cases = seen.filter(wanted).order_by("pk")
    by_pk = {facts.case.pk: facts for facts in facts_of(list(cases), sheet.by)}
    by_key: dict[tuple[str, str], list[CaseFacts]] = defaultdict(list)
    for what, digest, case in keys:
        if case in by_pk:
            by_key[(what, digest)].append(by_pk[case])
    return Found(
        {facts.case.reference: facts for facts in by_pk.values()},
        dict(by_key),
        {(digest, case) for what, digest, case in keys if what == NOTED and case in by_pk},
    )


def _keys(sheet: SheetImport, heading: str, rows: Sequence[Named]) -> Iterable[tuple[str, str, int]]:
    """By digest alone, which the index answers; whether its case may be seen is for the caller to ask."""
    texts = {text for row in rows for text in (row.number, row.who, *(noted(*note) for note in row.notes)) if text}
    known = RowKey.objects.filter(
        organisation=sheet.organisation_id,
        what__in=[heading[:LONGEST_HEADING], WHO, NOTED],
        digest__in={digest_of(text) for text in texts},
    )
    return known.order_by("case").values_list("what", "digest", "case")
