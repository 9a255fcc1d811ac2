"""What was written on some cases between two moments, row by row: enough to put every one of them back as it was.

Any service may write in between. Of a row that was added the key is kept, of one that changed the columns that did, of
one that went the whole row; all as plain values, fit to be stored encrypted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Field, Model, QuerySet
from django.utils import timezone

from cases.models import Case, Citation, Draft, Follow, Involvement, KeyDate, Official, Prisoner, Source, Update
from cases.services.taking_back import FOLLOWS_FROM, hanging_on, remove_officials, remove_sources
from core import slots
from core.rows_at_once import past_of

Row = dict[str, Any]
#: Rows by the label of their model and their key.
Rows = dict[str, dict[str, Row]]
#: What people note for themselves, whatever is written on the case meanwhile: never the sheet's.
THEIR_OWN = (Draft, Follow)
#: {"added": {label: [key]}, "changed": {label: {key: row}}, "gone": {label: {key: row}}}
Written = dict[str, dict[str, Any]]


class Journal:
    """Begun before anything is written."""

    def __init__(self, cases: Iterable[int]) -> None:
        self.cases, self.began = list(cases), timezone.now()
        self.before = _rows_about(self.cases, self.began)

    def written(self) -> Written:
        """What is different now."""
        found: Written = {"added": defaultdict(list), "changed": defaultdict(dict), "gone": defaultdict(dict)}
        after = _rows_about(self.cases, self.began)
        for label in sorted({*self.before, *after}):
            was, now = self.before.get(label, {}), after.get(label, {})
            found["added"][label] = [key for key in now if key not in was]
            found["gone"][label] = {key: row for key, row in was.items() if key not in now}
            found["changed"][label] = {
                key: changed for key in now if key in was and (changed := _differing(was[key], now[key]))
            }
        return {how: {label: rows for label, rows in by_label.items() if rows} for how, by_label in found.items()}


def _differing(was: Row, now: Row) -> Row:
    return {name: value for name, value in was.items() if now[name] != value}


def put_back(written: Written) -> None:
    """Make undone what a journal says was written, in a transaction of the caller's.

    A source or an official that anything else needs by now stays. Ask `pointed_at` before.
    """
    shared = {_label(model) for one in (Source, Official) for model in (one, past_of(one))}
    slots.gather("forget-records", update_ids=added(written, Update), key_date_ids=added(written, KeyDate))
    for label, keys in written.get("added", {}).items():
        if label not in shared:
            _model(label)._base_manager.filter(pk__in=keys)._raw_delete(connection.alias)
    for label, rows in written.get("changed", {}).items():
        for key, row in rows.items():
            _model(label)._base_manager.filter(pk=key).update(**_values(_model(label), row))
    for label, rows in written.get("gone", {}).items():
        for row in rows.values():
            # Past `save`: no history, no new instant.
            _model(label)(**_values(_model(label), row)).save_base(raw=True, force_insert=True)
    remove_sources(added(written, Source))
    remove_officials(added(written, Official))


def added(written: Written, model: type[Model]) -> list[int]:
    """The keys of the rows of `model` that were added."""
    return [int(key) for key in written.get("added", {}).get(_label(model), ())]


def pointed_at(written: Written) -> set[int]:
    """The cases of added rows that another app has put something to since, which nothing works out again."""
    found: set[int] = set()
    for model in (Update, Involvement, KeyDate):
        keys = added(written, model)
        for other, name in hanging_on(model):
            if other._meta.app_label != model._meta.app_label and other._meta.label not in FOLLOWS_FROM:
                found |= _keys_of_case(model, _some(other, keys, by=f"{name}__in").values_list(name, flat=True))
    return found


def _keys_of_case(model: type[Model], keys: Iterable[int]) -> set[int]:
    return set(_some(model, keys).values_list("case", flat=True))


def _label(model: type[Model] | None) -> str:
    return model._meta.label if model is not None else ""


def _model(label: str) -> type[Model]:
    return apps.get_model(label)


def _values(model: type[Model], row: Row) -> Row:
    fields: dict[str, Field[Any, Any]] = {one.attname: one for one in model._meta.concrete_fields}
    return {name: None if text is None else fields[name].to_python(text) for name, text in row.items()}


# --- The rows that a service for one case may write.
def _rows_about(cases: list[int], began: datetime) -> Rows:
    found: Rows = defaultdict(dict)
    for rows in [*_hanging_on_cases(cases), *_made_since(cases, began)]:
        fields = rows.model._meta.concrete_fields
        for row in rows.iterator(chunk_size=2_000):
            found[rows.model._meta.label][str(row.pk)] = {one.attname: _plain(one, row) for one in fields}
    return found


def _plain(one: Field[Any, Any], row: Model) -> Any:
    return None if one.value_from_object(row) is None else one.value_to_string(row)


def _hanging_on_cases(cases: list[int]) -> Iterator[QuerySet[Any]]:
    """The cases, their people, those people's other cases (whose keys have the names), and what hangs on them all."""
    people = _keys(Prisoner, cases__in=cases)
    records: list[tuple[type[Model], Iterable[int]]] = [
        (Case, {*cases, *_keys(Case, prisoner__in=people)}),
        (Prisoner, people),
        *((model, _keys(model, case__in=cases)) for model in (Update, Involvement, KeyDate)),
        (Citation, _cited(cases)),
    ]
    for model, keys in records:
        past: Any = past_of(model)
        yield _some(model, keys)
        yield past.objects.filter(id__in=keys).order_by()
        for other, name in hanging_on(model):
            if other._meta.app_label == model._meta.app_label and other not in THEIR_OWN:
                yield _some(other, keys, by=f"{name}__in")


def _made_since(cases: list[int], began: datetime) -> Iterator[QuerySet[Any]]:
    """Sources and officials may have been there for other cases: the journal has those that were added since."""
    shared: list[tuple[type[Model], Iterable[int]]] = [
        (Source, _keys(Source, citations__in=_cited(cases)) | _keys(Source, case__in=cases)),
        (Official, _keys(Official, involvements__case__in=cases)),
    ]
    for model, keys in shared:
        past: Any = past_of(model)
        lines = past.objects.filter(id__in=keys, history_type="+", history_date__gte=began).order_by()
        yield lines
        yield _some(model, lines.values_list("id", flat=True))


def _cited(cases: list[int]) -> set[int]:
    return _keys(Citation, update__case__in=cases) | _keys(Citation, involvement__case__in=cases)


def _some(model: type[Model], keys: Iterable[int], by: str = "pk__in") -> QuerySet[Any]:
    return model._base_manager.filter(**{by: list(keys)}).order_by()


def _keys(model: type[Model], **conditions: Any) -> set[int]:
    return set(model._base_manager.filter(**conditions).values_list("pk", flat=True))
