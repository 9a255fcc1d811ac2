"""What a merge does to rows, written down step by step so that it can be taken back exactly.

Plain values only, to be kept in `OfficialMerge.moved`. A row that is deleted is not copied there: its history has it
(encrypted where it should be), and the ledger keeps which version, and what history does not hold.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Model


@dataclass
class Ledger:
    """Does the steps and writes them down, in order."""

    steps: list[dict[str, Any]] = field(default_factory=list)

    def change(self, row: Model, **values: Any) -> None:
        """Give fields of a row new values; foreign keys as `official_id`. Nothing where they are so already."""
        before = {name: getattr(row, name) for name in values}
        if before == values:
            return
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
        self._write("changed", row, before={name: _plain(value) for name, value in before.items()})

    def name(self, row: Any, people: list[int]) -> None:
        """Name other people for a sealed record."""
        before = _named(row)
        if sorted(before) != sorted(people):
            row.named.set(people)
            self._write("named", row, people=before)

    def add(self, row: Model) -> None:
        row.save()
        self._write("added", row)

    def delete(self, row: Any) -> None:
        """Take a row away; what would go with it must be moved or deleted before."""
        kept = {name: _plain(getattr(row, name)) for name in _not_in_history(row)}
        people = _named(row)
        key = row.pk
        row.delete()
        version = type(row).history.filter(id=key).latest("history_id")
        row.pk = key
        self._write("deleted", row, version=version.history_id, kept=kept, people=people)

    def _write(self, what: str, row: Model, **facts: Any) -> None:
        self.steps.append({"what": what, "model": row._meta.label_lower, "key": row.pk, **facts})


def take_back(steps: list[dict[str, Any]]) -> None:
    """Undo the steps, the last one first. What somebody has deleted since stays deleted."""
    for step in reversed(steps):
        model: Any = apps.get_model(step["model"])
        if step["what"] == "deleted":
            _bring_back(model, step)
            continue
        row = model._base_manager.filter(pk=step["key"]).first()
        if row is None:
            continue
        if step["what"] == "added":
            row.delete()
        elif step["what"] == "named":
            row.named.set(step["people"])
        else:
            for name, value in step["before"].items():
                setattr(row, name, _value(model, name, value))
            if not _points_nowhere(row):
                row.save()


def _bring_back(model: Any, step: dict[str, Any]) -> None:
    if model._base_manager.filter(pk=step["key"]).exists():
        return
    row = model.history.get(history_id=step["version"]).instance
    for name, value in step["kept"].items():
        setattr(row, name, _value(model, name, value))
    if _points_nowhere(row):
        return
    row.save(force_insert=True)
    if step["people"]:
        row.named.set(step["people"])


def _points_nowhere(row: Model) -> bool:
    """Whether something that it belongs to is there no longer: an entry of a list that gave way to another."""
    pointing = [field for field in row._meta.concrete_fields if field.is_relation]
    return any(
        not one.related_model._base_manager.filter(pk=key).exists()  # type: ignore[union-attr]
        for one in pointing
        if (key := getattr(row, one.attname)) is not None
    )


def _named(row: Any) -> list[int]:
    return list(row.named.values_list("pk", flat=True)) if hasattr(row, "named") else []


def _not_in_history(row: Any) -> list[str]:
    """The fields that the history of this model leaves out."""
    tracked = {one.attname for one in type(row).history.model.tracked_fields}
    return [one.attname for one in row._meta.concrete_fields if one.attname not in tracked]


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _value(model: Any, name: str, value: Any) -> Any:
    """A value as the field had it: days and instants were written down as text."""
    one = next(field for field in model._meta.concrete_fields if name in (field.name, field.attname))
    return one.to_python(value)
