"""What the columns of a sheet mean: checked, remembered, and guessed from what was said before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import Organisation
from sheets.columns import COLUMNS
from sheets.columns.base import Column
from sheets.models import KnownMapping
from sheets.models.known import digest_of
from sheets.planning import lacks_source
from sheets.shapes import LEFT_OUT, NOTE, Look, Mapping
from sheets.understanding.guessing import guess
from sheets.vocabulary import SheetKind

#: What of "the same for every row" holds for the organisation's next sheet, beside what silent cells mean. Never a
#: source: who told one colleague is not another's to cite, or to know.
REMEMBERED = frozenset({"state", "tier"})


def guessed(kind: SheetKind, look: Look, organisation: Organisation) -> Mapping:
    """What somebody of the organisation said of a sheet with these headings; else what the headings suggest."""
    known = KnownMapping.objects.filter(organisation=organisation, kind=kind, headings=_digest(look.headings)).first()
    return known.means if known is not None else guess(kind, look)


def remember(kind: SheetKind, look: Look, mapping: Mapping, organisation: Organisation) -> None:
    """Keep what is no secret among colleagues: what the columns mean."""
    kept = REMEMBERED | {column.key for column in COLUMNS[kind] if column.silent}
    mapping = replace(mapping, always={key: text for key, text in mapping.always.items() if key in kept})
    KnownMapping.objects.update_or_create(
        organisation=organisation,
        kind=kind,
        headings=_digest(look.headings),
        defaults={"mapping": mapping.to_json()},
    )


def _digest(headings: Iterable[str]) -> str:
    return digest_of("\n".join(sorted(heading.casefold() for heading in headings)))


def check_mapping(kind: SheetKind, look: Look, mapping: Mapping) -> None:
    """Refuse a mapping by which no row could come in. Raises ValidationError, keyed by heading or column."""
    known = {column.key: column for column in COLUMNS[kind]}
    wrong: dict[str, list[ValidationError]] = {}

    def refuse(where: str, message: str, **params: Any) -> None:
        wrong.setdefault(where, []).append(ValidationError(message, params=params or None))

    taken = Counter(key for key in mapping.columns.values() if key not in (LEFT_OUT, NOTE))
    for heading, key in mapping.columns.items():
        if heading not in look.headings:
            refuse(heading, _("The sheet has no column “%(heading)s”."), heading=heading[:60])
        elif key not in known and key not in (LEFT_OUT, NOTE):
            refuse(heading, _("“%(key)s” is nothing that a column can mean."), key=key[:60])
        elif taken[key] > 1 and not known[key].may_repeat:
            refuse(heading, _("Two columns mean “%(label)s”: leave one of them out."), label=known[key].label)
    for key in set(mapping.always) - known.keys():
        refuse(key, _("“%(key)s” is nothing that a row can say."), key=key[:60])
    if mapping.key and mapping.key not in look.headings:
        refuse("key", _("The sheet has no column “%(heading)s”."), heading=mapping.key[:60])
    if not wrong:
        for column in _missing(known.values(), mapping, taken):
            refuse(
                column.key, _("Say which column has it, or what it is for every row: %(label)s."), label=column.label
            )
        if lacks_source(kind, mapping):
            refuse(
                "source", _("Say where this is from: the column with the sources, or one source for the whole sheet.")
            )
    if wrong:
        raise ValidationError(wrong)


def _missing(columns: Iterable[Column], mapping: Mapping, taken: Counter[str]) -> list[Column]:
    """Columns that every row needs and none has. Whoever names cases by reference need not say who they are."""
    if taken["reference"]:
        return []
    return [one for one in columns if one.required and not taken[one.key] and not mapping.always.get(one.key)]
