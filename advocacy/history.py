"""What changed on an action: who, old → new, when, and why for the people of its owner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from advocacy.models import Action
from cases.history import Change, Line
from core.classes import FieldClass, class_of

#: Bookkeeping, and what the page says elsewhere in full.
NOT_SAID = frozenset({"id", "reference", "begun_on", "logged_on", "logged_by", "owner", "created_at", "sent_on"})
MOST_LINES = 100


def history_of(action: Action, reader: User) -> list[Line]:
    """The changes of `action`, latest first. What else a value points to is named only where `reader` may see it."""
    rows = list(action.history.select_related("history_user").order_by("-history_id")[: MOST_LINES + 1])
    fields = [one for one in Action.history.model.tracked_fields if one.name not in NOT_SAID]
    fields = [one for one in fields if class_of(Action, one.name) != FieldClass.INTERNAL]
    related = {one.name: _related(one, rows, reader) for one in fields if one.is_relation}
    ours = action.owner_id == reader.organisation_id
    lines = []
    for row, before in zip(rows, [*rows[1:], None], strict=True):
        changes = [_change(one, before, row, related) for one in fields if _differs(one, before, row)]
        if before is None and len(rows) <= MOST_LINES:
            lines.append(_line(row, _("Logged"), [], ours))
        elif before is not None and changes:
            lines.append(_line(row, _("Changed"), changes, ours))
    return lines


def _differs(one: Any, before: Any, row: Any) -> bool:
    return before is not None and getattr(before, one.attname) != getattr(row, one.attname)


def _line(row: Any, what: str, changes: list[Change], ours: bool) -> Line:
    why = (row.history_change_reason or "") if ours else ""
    return Line(
        at=row.history_date,
        table=0,
        row=row.history_id,
        who=str(row.history_user or ""),
        what=what,
        why=why,
        changes=changes,
    )


def _related(one: Any, rows: Sequence[Any], reader: User) -> dict[int, Any]:
    """The rows that a field points to in any version, behind their own doors."""
    wanted = {getattr(row, one.attname) for row in rows} - {None}
    known = one.related_model.objects
    seen = known.visible_to(reader) if hasattr(known, "visible_to") else known.all()
    return dict(seen.in_bulk(wanted)) if wanted else {}


def _change(one: Any, before: Any, row: Any, related: dict[str, dict[int, Any]]) -> Change:
    label = str(one.verbose_name)
    return Change(label[:1].upper() + label[1:], _said(one, before, related), _said(one, row, related))


def _said(one: Any, row: Any, related: dict[str, dict[int, Any]]) -> str:
    value = getattr(row, one.attname)
    if value is None or value == "":
        return ""
    if one.is_relation:
        return str(related[one.name].get(value, _("not open to you")))
    return str(dict(one.flatchoices).get(value, value)) if one.choices else _plain(value)


def _plain(value: Any) -> str:
    return date_format(value, "SHORT_DATE_FORMAT") if hasattr(value, "isoformat") else str(value)
