"""Curating officials: who they are, by what names, in what positions, and who stands to them how."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import DetainingState, Official, OfficialName, OfficialPosition, OfficialRelation
from cases.vocabulary import Gender, OfficialKind, Seniority
from core import trail
from core.models import EventKind
from core.partial_dates import PartialDate
from sanctions.services.screening import ask_for_screening

#: What a list is searched by: a change of these asks the lists anew.
SCREENED = frozenset({"name", "native_name", "birth", "gender", "kind", "state"})


@dataclass(frozen=True, kw_only=True)
class OfficialData:
    """Who an official is, as a form hands it in."""

    name: str
    state: DetainingState
    kind: str = OfficialKind.PERSON
    native_name: str = ""
    position: str = ""
    birth: PartialDate | None = None
    gender: str = Gender.UNKNOWN
    seniority: int = Seniority.UNKNOWN
    photo_place: str = ""
    caution: str = ""


@dataclass(frozen=True)
class RowData:
    """One name, position or relation: one that is there (`key`), or a new one. `values` are its fields."""

    values: Mapping[str, Any] = field(default_factory=dict)
    key: int | None = None
    remove: bool = False


@transaction.atomic
def add_official(*, data: OfficialData, by: User, relation: Mapping[str, Any] | None = None) -> Official:
    """Add an official without a case: a dependant, an enabler. `relation` says of whom (`official`, `kind`, source).

    Only the organisation of `by` sees them, until a case names them. Sent twice they are there once. Raises
    ValidationError without a name, or where the relation has no source.
    """
    _check(data)
    official = Official(added_by_organisation=by.organisation)
    _fill(official, data)
    if (known := _sent_before(official)) is not None:
        return known
    official.save()
    _record("official-added", official, by)
    if relation is not None:
        of = relation["official"]
        rest = {name: value for name, value in relation.items() if name != "official"}
        keep_relations(official=of, rows=[RowData({**rest, "other": official})], by=by)
    ask_for_screening(official=official, because="official", by=by)
    return official


@transaction.atomic
def edit_official(*, official: Official, data: OfficialData, by: User) -> Official:
    """Change who an official is; the lists are asked anew where that may change what is found. Twice changes nothing.

    Raises ValidationError without a name.
    """
    _check(data)
    official = _held(official)
    changed = _fill(official, data)
    if changed:
        official.save()
        _record("official-changed", official, by, fields=sorted(changed))
    if changed & SCREENED:
        ask_for_screening(official=official, because="official", by=by)
    return official


@transaction.atomic
def keep_names(*, official: Official, rows: Iterable[RowData], by: User) -> Official:
    """Add, change and remove other names; those that `rows` leave out stay. The lists are asked anew.

    Raises ValidationError for a name that is empty or stands there twice.
    """
    official = _held(official)
    if _keep(official, OfficialName, rows, "official-names", by):
        Official.objects.filter(pk=official.pk).update(key=official.search_text())
        ask_for_screening(official=official, because="official", by=by)
    return official


@transaction.atomic
def keep_positions(*, official: Official, rows: Iterable[RowData], by: User) -> Official:
    """Add, change and remove positions, each with its source. Raises ValidationError without one, or for days amiss."""
    official = _held(official)
    _keep(official, OfficialPosition, rows, "official-positions", by)
    return official


@transaction.atomic
def keep_relations(*, official: Official, rows: Iterable[RowData], by: User) -> Official:
    """Add, change and remove who stands to this official how, each with its source.

    Raises ValidationError without a source, for a relation to oneself, or for one that is there already.
    """
    official = _held(official)
    _keep(official, OfficialRelation, rows, "official-relations", by)
    return official


def _sent_before(official: Official) -> Official | None:
    """One that our organisation added with all the same facts, and that no case has named since."""
    same = {name: getattr(official, name) for name in (*OfficialData.__dataclass_fields__, "added_by_organisation")}
    return Official.objects.filter(**same, merged_into=None, involvements=None).first()


def _keep(official: Official, model: type[Model], rows: Iterable[RowData], what: str, by: User) -> bool:
    """Bring the rows of one kind to what is wanted. Returns whether anything changed."""
    rows = list(rows)
    known = model._default_manager.select_for_update().filter(official=official)
    if model is OfficialRelation:  # one to somebody whom `by` may not see is not theirs to change, nor there for them
        known = known.filter(other__in=Official.objects.visible_to(by))
    there = {row.pk: row for row in known}
    counts = {"added": 0, "changed": 0, "removed": 0}
    gone = [there.pop(row.key) for row in rows if row.remove and row.key in there]
    for row_gone in gone:
        row_gone.delete()
        counts["removed"] += 1
    for row in rows:
        if row.remove or (row.key is not None and row.key not in there):
            continue
        one: Any = model(official=official) if row.key is None else there[row.key]
        values = _but_unseen(one, row.values, by)
        if row.key is not None and _says(one, values):
            continue
        if row.key is None and any(_says(known, row.values) for known in there.values()):
            continue  # sent a second time
        for name, value in values.items():
            setattr(one, name, value)
        _check_row(one)
        one.save()
        there[one.pk] = one
        counts["changed" if row.key is not None else "added"] += 1
    if any(counts.values()):
        _record(what, official, by, **counts)
    return any(counts.values())


def _but_unseen(one: Any, values: Mapping[str, Any], by: User) -> Mapping[str, Any]:
    """A body that `by` may not see stands in no form of theirs: that it is empty there empties nothing."""
    body = getattr(one, "body_id", None)
    if not body or values.get("body") or Official.objects.visible_to(by).filter(pk=body).exists():
        return values
    return {name: value for name, value in values.items() if name != "body"}


def _says(one: Any, values: Mapping[str, Any]) -> bool:
    return all(getattr(one, name) == value for name, value in values.items())


def _check_row(one: Any) -> None:
    """Raises ValidationError for what the database would refuse, in words."""
    if isinstance(one, OfficialName):
        if not one.text.strip():
            raise ValidationError(_("A name is empty: write it, or tick it to be removed."))
        known = OfficialName.objects.filter(official=one.official_id, text=one.text).exclude(pk=one.pk).exists()
        if known or one.text in (one.official.name, one.official.native_name):
            raise ValidationError(_("“%(name)s” stands there twice: keep it once.") % {"name": one.text})
        return
    if not one.cited_title.strip():
        raise ValidationError(_("Say where this is from: every position and relation has a source."))
    if isinstance(one, OfficialPosition):
        if one.since and one.until and one.until.latest < one.since.earliest:
            raise ValidationError(_("“%(title)s” ends before it begins: correct a day.") % {"title": one.title})
        return
    if one.other_id == one.official_id:
        raise ValidationError(_("Nobody is related to themselves: choose somebody else."))
    same = OfficialRelation.objects.filter(official=one.official_id, other=one.other_id, kind=one.kind)
    if same.exclude(pk=one.pk).exists():
        raise ValidationError(_("%(relation)s is there already.") % {"relation": one})


def _check(data: OfficialData) -> None:
    if not data.name.strip():
        raise ValidationError({"name": _("Name the official or body.")})


def _fill(official: Official, data: OfficialData) -> set[str]:
    """Set what is said; returns the fields that differ from before."""
    changed = set()
    for name in OfficialData.__dataclass_fields__:
        value = getattr(data, name)
        value = value.strip() if isinstance(value, str) else value
        if name == "state":
            before: Any = official.state if official.state_id else None
        else:
            before = getattr(official, name)
        if before != value:
            setattr(official, name, value)
            changed.add(name)
    return changed


def _held(official: Official) -> Official:
    return Official.objects.select_for_update().get(pk=official.pk)


def _record(what: str, official: Official, by: User, **facts: Any) -> None:
    trail.record(EventKind.WRITE, what, by=by, target=official.reference, **facts)
