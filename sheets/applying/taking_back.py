"""Taking back what the rows of a sheet of updates, actions, officials or dates made: as if it had not been.

The event trail stays. What somebody has worked on since is refused whole: their work would be lost with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import CASCADE, Model, Q

from advocacy.models import Action, ActionCase
from cases import folding
from cases.models import (
    Case,
    Citation,
    Involvement,
    KeyDate,
    Official,
    OfficialName,
    OfficialPosition,
    OfficialRelation,
    Update,
)
from cases.services.taking_back import remove_sources
from core import slots
from core.partial_dates import PartialDate
from core.rows_at_once import past_of
from sanctions.models import Match
from sheets.models import SheetImport, SheetRow

#: What rows make, in the order in which it goes: what hangs on others first.
MADE: tuple[type[Model], ...] = (Action, Update, Involvement, Official, KeyDate)
#: Parts of a record that go with it and are yet somebody's work.
WORK = (OfficialPosition, OfficialRelation)
Keys = dict[type[Model], dict[int, SheetRow]]


def worked_on(sheet: SheetImport, rows: Iterable[SheetRow]) -> list[Case]:
    """The cases of what somebody has changed since it came in, or has put something of their own to."""
    keys = _keys(rows)
    touched = (row for model, made in keys.items() for row in _touched(model, made, keys, sheet))
    return list({row.case.pk: row.case for row in touched if row.case is not None}.values())


def take_back(sheet: SheetImport, rows: Iterable[SheetRow]) -> None:
    """Remove what `rows` made, with its history. Inside a transaction, once nothing of it was worked on."""
    rows = list(rows)
    keys = _keys(rows)
    cited = Citation.objects.filter(Q(update__in=keys[Update]) | Q(involvement__in=keys[Involvement]))
    citations, sources = zip(*cited.values_list("pk", "source"), strict=True) if cited else ((), ())
    names = OfficialName.objects.filter(official__in=keys[Official]).values_list("pk", flat=True)
    for key, was in _moved(rows):
        _move_back(key, was)
        del keys[KeyDate][key]
    _remove(Citation, citations)
    _remove(OfficialName, list(names))
    for model in MADE:
        _remove(model, keys[model])
    remove_sources(sources)
    for case in {row.case.pk: row.case for row in rows if row.case is not None}.values():
        _settle(case, refold=bool(keys[Update]))
    sheet.planned.update(case=None, undo=None)


def _keys(rows: Iterable[SheetRow]) -> Keys:
    """What the rows made or moved, and by which row."""
    keys: Keys = defaultdict(dict)
    for row in rows:
        for model in MADE:
            keys[model] |= dict.fromkeys((row.undo or {}).get(str(model._meta.model_name), ()), row)
    return keys | {KeyDate: keys[KeyDate] | {key: row for row in rows for key, _was in _moved([row])}}


def _moved(rows: Iterable[SheetRow]) -> Iterator[tuple[int, str]]:
    """Key dates that the rows moved, and where they stood."""
    yield from ((one[0], one[1]) for row in rows if (one := (row.undo or {}).get("moved")))


# --- What was done since.
def _touched(model: type[Model], made: dict[int, SheetRow], keys: Keys, sheet: SheetImport) -> Iterator[SheetRow]:
    past: Any = past_of(model)
    changed = set(past.objects.filter(id__in=made, history_date__gt=sheet.applied_at).values_list("id", flat=True))
    for relation in model._meta.related_objects:
        # Parts of a record go with it, and what the engine hangs on it too; what points at it is work of its own.
        if relation.on_delete is not CASCADE or relation.related_model in WORK:
            changed.update(_pointed_at(relation, made, keys))
    if model is Official:
        decided = Match.objects.filter(official__in=made).exclude(decision="")
        changed.update(decided.values_list("official", flat=True))
    yield from (made[key] for key in changed)


def _pointed_at(relation: Any, made: Collection[int], keys: Keys) -> Iterator[int]:
    """Which of `made` something points at that the sheet did not bring."""
    rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": made})
    rows = rows.exclude(pk__in=keys.get(relation.related_model, ()))
    if relation.related_model is ActionCase:
        rows = rows.exclude(action__in=keys.get(Action, ()))
    yield from rows.values_list(relation.field.attname, flat=True)


# --- How it goes.
def _remove(model: type[Model], keys: Collection[int]) -> None:
    """The rows, what hangs on them, and last the history, which notes a removal too."""
    if not keys:
        return
    model._base_manager.filter(pk__in=keys).delete()
    past: Any = past_of(model)
    if past is not None:
        past.objects.filter(id__in=keys).delete()


def _move_back(key: int, was: str) -> None:
    """To the day it had, without the line of its history that says it moved."""
    key_date: Any = KeyDate.objects.get(pk=key)
    key_date.due = PartialDate.from_edtf(was)
    key_date.save_without_historical_record()
    key_date.history.order_by("history_date", "history_id").last().delete()


def _settle(case: Case, *, refold: bool) -> None:
    if refold:
        folding.refold(case)
    transaction.on_commit(lambda: slots.gather("case-written", case_id=case.pk))
