"""Two corrections of one update side by side: what stood, what somebody else saved, what the writer typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from cases.cited import cited_by
from cases.forms.entry import UpdateEntry
from cases.models import Update

FIELDS = ("kind", "detail", "occurred", "summary", "account", "asked", "place", "facility")


@dataclass(frozen=True)
class Difference:
    label: str
    was: str
    theirs: str
    mine: str


def differences(was: Update, theirs: Update, mine: UpdateEntry, reader: User) -> list[Difference]:
    """The fields in which the two corrections say different things, or somebody changed something."""
    found = [
        Difference(str(mine.form[name].label), _said(was, name), _said(theirs, name), _typed(mine, name))
        for name in FIELDS
        if name in mine.form.fields
    ]
    found.append(Difference(_("Sources"), _sources(was, reader), _sources(theirs, reader), _typed_sources(mine)))
    return [one for one in found if not one.was == one.theirs == one.mine]


def _said(update: Update, name: str) -> str:
    display = getattr(update, f"get_{name}_display", None)
    value = display() if display else getattr(update, name)
    return str(value or "")


def _typed(entry: UpdateEntry, name: str) -> str:
    """What the writer typed, as the page says it; as it was typed where it cannot be read."""
    entry.form.is_valid()
    value: Any = entry.form.cleaned_data.get(name, entry.form[name].value())
    if name in {"kind", "detail"}:
        flat = dict(entry.form.fields[name].choices)  # type: ignore[attr-defined]
        for group in [choices for choices in flat.values() if isinstance(choices, (list, tuple))]:
            flat |= dict(group)
        return str(flat.get(value, value)) if value else ""
    return str(value or "")


def _sources(update: Update, reader: User) -> str:
    hidden = _("a source known to this case’s members")
    return "; ".join(
        " – ".join(filter(None, [one.name or hidden, one.citation.says])) for one in cited_by(update, reader).values()
    )


def _typed_sources(entry: UpdateEntry) -> str:
    hidden = _("a source known to this case’s members")
    said = []
    for form in entry.rows.forms:
        known = form.known_citation
        name = (known.name or hidden) if known else str(form["source"].value() or "")
        if name and not form["DELETE"].value():
            said.append(" – ".join(filter(None, [name, str(form["says"].value() or "")])))
    return "; ".join(said)
