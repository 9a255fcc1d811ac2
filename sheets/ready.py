"""Ready mappings: of sheets whose headings are known beforehand."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from sheets.columns import COLUMNS, column
from sheets.shapes import LEFT_OUT, NOTE, Look, Mapping
from sheets.understanding.headings import folded
from sheets.vocabulary import SheetKind


@dataclass(frozen=True)
class Ready:
    """A mapping by the headings of a known sheet. `needs`: those by which it is known, however they are written."""

    name: str
    label: Any
    kind: SheetKind
    mapping: Mapping
    needs: frozenset[str]

    def fits(self, look: Look) -> bool:
        return {folded(heading) for heading in self.needs} <= {folded(heading) for heading in look.headings}

    def meant(self, look: Look) -> Mapping:
        """The mapping with the headings as this sheet writes them; headings that it does not know are not in it."""
        known = {folded(heading): key for heading, key in self.mapping.columns.items()}
        columns: dict[str, str] = {}
        for heading in look.headings:
            meaning = known.get(folded(heading))
            if meaning is not None and (meaning not in columns.values() or is_several(self.kind, meaning)):
                columns[heading] = meaning
        key = next((heading for heading in columns if folded(heading) == folded(self.mapping.key)), "")
        said = set(columns.values())
        always = {column: word for column, word in self.mapping.always.items() if column not in said}
        return replace(self.mapping, columns=columns, key=key, always={**silent_defaults(self.kind, columns), **always})


def best(kind: SheetKind, look: Look) -> Ready | None:
    """Of the ready mappings that fit, the one that knows most of the headings."""
    fitting = [one for one in READY.values() if one.kind == kind and one.fits(look)]
    return max(fitting, key=lambda one: len(one.meant(look).columns), default=None)


def silent_defaults(kind: SheetKind, columns: MappingType[str, str]) -> dict[str, str]:
    """What rows mean that say no more than a date: a verdict without an outcome was one to prison."""
    said = set(columns.values())
    if "sentence" in said:
        said.add("verdict_outcome")  # it is read from the words of the sentence
    return {one.key: one.silent for one in COLUMNS[kind] if one.silent and one.needs in said and one.key not in said}


def is_several(kind: SheetKind, key: str) -> bool:
    """Whether more than one column of a sheet may mean it."""
    return key in (LEFT_OUT, NOTE) or column(kind, key).several


def labels(kind: SheetKind) -> dict[str, str]:
    """The keys of a kind's columns by their labels in English: what exports and templates have as headings."""
    with override("en"):
        return {str(one.label): one.key for one in COLUMNS[kind]}


#: What somebody types who starts a sheet.
_PLAIN = {
    "name": "name",
    "country": "state",
    "arrested": "arrested",
    "charge": "charge",
    "sentence": "sentence",
    "status": "status",
    "source": "source",
}
#: The fields of the CSV file that the human rights centre Viasna publishes. Its status says whom it recognises as a
#: political prisoner, and nothing of custody; its fields on the punishment are words that no column of ours has.
_VIASNA = {
    "id": LEFT_OUT,
    "name": "name",
    "status": NOTE,
    "birthday": "birth",
    "gender": "gender",
    "arrested": "arrested",
    "articles": "charge",
    "prison": "facility",
    "decision": "sentence",
    "judge": "judge",
    "penalty": NOTE,
    "penalty start": NOTE,
    "release": "released",
    "release date": "released",
    "verdict date": "verdict",
    "appeal date": "appeal",
    "died": "died",
    "prosecutor": NOTE,
    "declaration": NOTE,
    "link": "source",
    "url": "source",
}
#: A table of Airtable's, as its template for contacts and cases begins and as it is exported. What it calls an
#: attachment is an address that soon leads nowhere, so it is kept as a note.
_AIRTABLE = {
    "name": "name",
    "country": "state",
    "status": "status",
    "date of arrest": "arrested",
    "charges": "charge",
    "notes": NOTE,
    "assignee": "lead",
    "source": "source",
    "attachments": NOTE,
    "attachment summary": LEFT_OUT,
    "created": LEFT_OUT,
    "created by": LEFT_OUT,
    "last modified": LEFT_OUT,
    "last modified by": LEFT_OUT,
    "last modified time": LEFT_OUT,
    "record id": LEFT_OUT,
}


def _ready(name: str, label: Any, columns: MappingType[str, str], *needs: str, key: str = "", **always: str) -> Ready:
    return Ready(name, label, SheetKind.CASES, Mapping(columns, always, key), frozenset(needs))


READY: dict[str, Ready] = {
    one.name: one
    for one in (
        _ready("plain", _("A plain sheet"), _PLAIN, "name", "country", "arrested"),
        _ready(
            "viasna",
            _("Viasna’s list (CSV)"),
            _VIASNA,
            *("id", "name", "birthday", "arrested", "articles", "prison"),
            key="id",
            state="BY",
        ),
        _ready(
            "airtable",
            _("An Airtable export"),
            _AIRTABLE,
            *("name", "status", "attachments"),
            key="record id",
        ),
        _ready("export", _("An export from here"), labels(SheetKind.CASES), "Reference", "Name", "Detaining state"),
    )
}
