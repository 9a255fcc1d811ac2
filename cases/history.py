"""What changed on a case: who, old → new, when, why. From the change history of its records and the event trail.

Several tables are read as one list, latest first, by a cursor of (moment, table, row). Only records that the reader may
see are in it; a confidential field is said to have changed, and its words stay where they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cryptography.fernet import InvalidToken
from django.db.models import Model, OuterRef, Q, QuerySet, Subquery
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Permission
from cases.models import Case, Involvement, KeyDate, Update
from core.classes import FieldClass, class_of
from core.fields import cipher
from core.models import Event, EventKind

SIZE = 50
# Fields that services set and people want to know of, though no form has them.
SET_BY_SERVICES = frozenset({"reflected", "retracted_why", "superseded_by"})
NOT_SAID = frozenset({"id", "reference", "version", "proposed_by", "entered_by", "author", "case", "approved_at"})


@dataclass(frozen=True)
class Change:
    """One field; `old` and `new` are None where it is confidential."""

    label: str
    old: str | None
    new: str | None


@dataclass
class Line:
    """One thing that somebody did. `at`, `table` and `row` are its place in the list."""

    at: datetime
    table: int
    row: int
    who: str
    what: str
    about: str = ""
    why: str = ""
    changes: list[Change] = field(default_factory=list)


@dataclass(frozen=True)
class History:
    lines: list[Line]
    next_cursor: str | None


Cursor = tuple[datetime, int, int]


@dataclass(frozen=True)
class _Sight:
    """How much of the history one reader is told."""

    visible: dict[int, str]  # the updates they may see, row → reference
    ours: bool  # of the owner organisation: reasons, and what the event trail has, are for its people
    unsaid: frozenset[str]  # fields of the case of which not even a change is told

    @classmethod
    def of(cls, reader: User, case: Case, visible: dict[int, str]) -> _Sight:
        ours = case.owner_id == reader.organisation_id
        member = case.memberships.filter(user=reader).exists()
        hidden = {"restricted_notes": not member, "quiet_reason": not ours}
        return cls(visible, ours, frozenset(name for name, is_hidden in hidden.items() if is_hidden))


def history_of(case: Case, reader: User, cursor_text: str = "") -> History:
    """One page of the history that `reader` may see."""
    cursor = _read(cursor_text)
    visible = dict(Update.objects.visible_to(reader).filter(case=case).values_list("pk", "reference"))
    sight = _Sight.of(reader, case, visible)
    tables = [
        (Case, Q(id=case.pk)),
        (Update, Q(id__in=list(visible))),
        (KeyDate, Q(id__in=list(KeyDate.objects.visible_to(reader).filter(case=case).values_list("pk", flat=True)))),
        (
            Involvement,
            Q(id__in=list(Involvement.objects.visible_to(reader).filter(case=case).values_list("pk", flat=True))),
        ),
    ]
    lines: list[Line] = []
    for number, (model, condition) in enumerate(tables):
        rows = _before(model.history.model.objects.filter(condition), cursor, number, "history_date", "history_id")  # type: ignore[attr-defined]
        lines += _lines_of(model, rows, number, sight)
    if sight.ours and reader.may(Permission.EDIT_CASES):
        lines += _events(case, cursor, len(tables), reader)
    lines.sort(key=lambda line: (line.at, -line.table, line.row), reverse=True)
    more, lines = len(lines) > SIZE, lines[:SIZE]
    return History(lines, _write(lines[-1]) if more else None)


def _before(rows: QuerySet[Any], cursor: Cursor | None, table: int, at: str, pk: str) -> QuerySet[Any]:
    """The next rows of one table beyond the cursor. At one moment tables follow in their order, rows backwards."""
    if cursor is not None:
        moment, its_table, its_row = cursor
        beyond = Q(**{f"{at}__lt": moment})
        if table > its_table:
            beyond |= Q(**{at: moment})
        elif table == its_table:
            beyond |= Q(**{at: moment, f"{pk}__lt": its_row})
        rows = rows.filter(beyond)
    return rows.order_by(f"-{at}", f"-{pk}")[: SIZE + 1]


# --- Change history of one model.
def _lines_of(model: type[Model], rows: QuerySet[Any], table: int, sight: _Sight) -> Iterator[Line]:
    kept = model.history.model  # type: ignore[attr-defined]
    before = kept.objects.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id")).order_by("-history_id")
    found = list(rows.select_related("history_user").annotate(before=Subquery(before.values("history_id")[:1])))
    earlier = kept.objects.in_bulk([row.before for row in found if row.before])
    words = _Words(model, [*found, *earlier.values()], sight)
    for row in found:
        changes = words.changes(earlier[row.before], row) if row.before in earlier else []
        if row.before and not changes:
            continue
        yield Line(
            at=row.history_date,
            table=table,
            row=row.history_id,
            who=str(row.history_user or ""),
            what=_what(model, new=row.before is None),
            about=words.about(row),
            why=(row.history_change_reason or "") if sight.ours else "",
            changes=changes,
        )


def _what(model: type[Model], *, new: bool) -> str:
    said = {
        Case: (_("Case opened"), _("Case changed")),
        Update: (_("Update logged"), _("Update changed")),
        KeyDate: (_("Date entered"), _("Date changed")),
        Involvement: (_("Official proposed"), _("Official’s part changed")),
    }
    return said[model][0 if new else 1]  # type: ignore[index]


class _Words:
    """How the values of one model's fields are said; the rows they point to are fetched once for the page."""

    def __init__(self, model: type[Model], rows: Sequence[Any], sight: _Sight) -> None:
        self.model, self.sight = model, sight
        tracked = {one.name: one for one in model.history.model.tracked_fields}  # type: ignore[attr-defined]
        self.fields = [one for one in tracked.values() if self._is_said(one)]
        self.related: dict[str, dict[int, Any]] = {}
        for one in self.fields:
            if one.is_relation and one.related_model is not Update:
                wanted = {getattr(row, one.attname) for row in rows} - {None}
                self.related[one.name] = one.related_model._default_manager.in_bulk(wanted) if wanted else {}

    def _is_said(self, one: Any) -> bool:
        if one.name in NOT_SAID or class_of(self.model, one.name) == FieldClass.INTERNAL:
            return False
        if self.model is Case and one.name in self.sight.unsaid:
            return False
        return bool(one.editable) or one.name in SET_BY_SERVICES

    def changes(self, old: Any, new: Any) -> list[Change]:
        found = []
        for one in self.fields:
            if getattr(old, one.attname) == getattr(new, one.attname):
                continue
            label = str(one.verbose_name).capitalize()
            if one.name == "superseded_by":
                label = _("Corrected by")
            if class_of(self.model, one.name) == FieldClass.CONFIDENTIAL:
                found.append(Change(label, None, None))
            else:
                found.append(Change(label, self._say(one, old), self._say(one, new)))
        return found

    def about(self, row: Any) -> str:
        """Which record a line is about, in a few words."""
        if self.model is Update:
            return f"{row.get_kind_display()}, {row.occurred}: {row.summary}"
        if self.model is KeyDate:
            return f"{row.get_kind_display()}, {row.due}"
        if self.model is Involvement:
            return f"{self.related['official'].get(row.official_id, '')}, {row.get_function_display()}"
        return ""

    def _say(self, one: Any, row: Any) -> str:
        value = getattr(row, one.attname)
        if value is None or value == "":
            return ""
        if one.is_relation:
            return (
                self.sight.visible.get(value, "")
                if one.related_model is Update
                else str(self.related[one.name].get(value, ""))
            )
        if one.choices:
            return str(dict(one.flatchoices).get(value, value))
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return str(value)


# --- The event trail of the case.
def _events(case: Case, cursor: Cursor | None, table: int, reader: User) -> Iterator[Line]:
    """Reads, exports and decisions about the case, but for those about a record that the reader may not see.

    What was written stands in the change history already.
    """
    rows = Event.objects.about(case.reference).exclude(kind=EventKind.WRITE).select_related("by")
    for name, references in _hidden(case, reader):
        if references:
            rows = rows.exclude(**{f"facts__{name}__in": references})
    for event in _before(rows, cursor, table, "at", "pk"):
        yield Line(
            at=event.at,
            table=table,
            row=event.pk,
            who=str(event.by or ""),
            what=event.get_kind_display(),
            about=" · ".join(filter(None, [event.action, str(event.facts.get("update", ""))])),
            why=event.reason,
        )


def _hidden(case: Case, reader: User) -> Iterator[tuple[str, list[str]]]:
    """By which facts of an event, and with which references, it is about something the reader may not see."""
    about: list[tuple[Any, tuple[str, ...], str]] = [
        (Update, ("update", "supersedes"), "reference"),
        (KeyDate, ("key_date",), "reference"),
        (Involvement, ("official",), "official__reference"),
    ]
    for model, names, reference in about:
        rows = model.objects.filter(case=case)
        visible = model.objects.visible_to(reader).filter(case=case)
        hidden = list(rows.exclude(pk__in=visible.values("pk")).values_list(reference, flat=True))
        yield from ((name, hidden) for name in names)


# --- The cursor: encrypted, so that no row number stands in an address.
def _write(line: Line) -> str:
    return cipher().encrypt(json.dumps([line.at.isoformat(), line.table, line.row]).encode()).decode()


def _read(text: str) -> Cursor | None:
    if not text:
        return None
    try:
        at, table, row = json.loads(cipher().decrypt(text.encode()))
        moment = parse_datetime(at)
        return (moment, int(table), int(row)) if moment else None
    except (InvalidToken, ValueError, TypeError):
        return None
