"""Taking back cases that were brought in, as if they had never been: no row of them stays, and no line of history.

Only what `bring_in_cases` writes is known here; the apps above forget what is theirs (`slots.provide("forget-cases",
…)`). The event trail is never touched: it says that the case was opened, and that it was taken back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from accounts.models import User
from cases.models import (
    Case,
    Charge,
    Citation,
    CountryTie,
    Draft,
    Follow,
    Grant,
    Involvement,
    KeyDate,
    Membership,
    Official,
    Prisoner,
    PrisonerName,
    Source,
    StatusPeriod,
    Update,
)
from core import slots, trail
from core.models import Event, EventKind
from core.rows_at_once import batches, past_of, remove_rows

AT_ONCE = 500
#: What is worked out from other rows, or notes that a case came in: nobody's work.
FOLLOWS_FROM = frozenset({
    "cases.StatusPeriod", "reminders.Alert", "reminders.ReminderLine", "sheets.FirstLook", "sheets.RowKey",
    "sheets.SheetRow",
})  # fmt: skip
WORK = (EventKind.WRITE, EventKind.DECISION, EventKind.OVERRIDE)


# --- Whether somebody has worked on them.
def worked_on(case_ids: Collection[int], since: datetime) -> QuerySet[Case]:
    """Of cases brought in until `since`, those that anybody has worked on afterwards."""
    shared = {model: _made(model, keys, _made_at(Case, case_ids)) for model, keys in _shared(case_ids).items()}
    return Case.objects.filter(pk__in=list(case_ids)).filter(
        _changed(since) | _added() | uses_worked_on(shared[Official], shared[Source], since)
    )


def changed_since(case_ids: Collection[int], since: datetime) -> QuerySet[Case]:
    """Of cases that were there before, those that anybody has worked on after `since`, as far as the trail tells."""
    return Case.objects.filter(pk__in=list(case_ids)).filter(_changed(since))


def _changed(since: datetime) -> Q:
    """The trail tells of work on it, or the history of the case, of its prisoner, or of anything hanging on it."""
    events = Event.objects.filter(kind__in=WORK, at__gt=since)
    changed = Q(Exists(events.filter(target=OuterRef("reference"))))
    changed |= Q(Exists(events.filter(target=OuterRef("prisoner__reference"))))
    past: Any = past_of(Case)
    changed |= Q(Exists(past.objects.filter(id=OuterRef("pk"), history_date__gt=since)))
    for model, name in hanging_on(Case):
        if hasattr(model, "instance_type"):
            changed |= Q(Exists(model._base_manager.filter(**{name: OuterRef("pk")}, history_date__gt=since)))
    return changed


def _added() -> Q:
    """Anything hangs on it that no import makes and no history tells of."""
    added = Q(pk__in=[])
    for model, name in hanging_on(Case):
        told = hasattr(model, "instance_type") or past_of(model) is not None
        if not told and model is not Case.named.through and model._meta.label not in FOLLOWS_FROM:
            added |= Q(Exists(model._base_manager.filter(**{name: OuterRef("pk")})))
    return added


def uses_worked_on(officials: Collection[int], sources: Collection[int], since: datetime) -> Q:
    """A case uses one of these officials or sources, and somebody has worked on that after `since`."""
    judged = set(slots.gather("officials-worked-on", official_ids=sorted(officials)))
    named = Involvement.objects.filter(official__in=judged | _edited(Official, officials, since))
    edited = _edited(Source, sources, since)
    cited = Citation.objects.filter(source__in=edited | _keys(Source, origin__in=edited))
    uses = Q(pk__in=named.values("case")) | Q(pk__in=_keys(Case, sources__in=edited))
    return uses | Q(pk__in=cited.values("update__case")) | Q(pk__in=cited.values("involvement__case"))


def _edited(model: type[Model], keys: Collection[int], since: datetime) -> set[int]:
    past: Any = past_of(model)
    return set(past.objects.filter(id__in=keys, history_date__gt=since).values_list("id", flat=True))


def _shared(cases: Collection[int]) -> dict[type[Model], set[int]]:
    """The officials and the sources of cases: others may use them too."""
    citations = _cited(cases)
    sources = _keys(Source, citations__in=citations) | _keys(Source, case__in=cases)
    return {
        Official: _keys(Official, involvements__case__in=cases),
        Source: sources | _keys(Source, copies__in=sources),
    }


def _cited(cases: Collection[int]) -> set[int]:
    return _keys(Citation, update__case__in=cases) | _keys(Citation, involvement__case__in=cases)


def hanging_on(model: type[Model]) -> Iterator[tuple[type[Model], str]]:
    """Every model with a key of `model`, in every app, and what that is called there."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and (relation.one_to_many or relation.one_to_one):
            yield relation.related_model, relation.field.name  # type: ignore[union-attr, misc]


# --- Taking them back.
def take_back_cases(*, case_ids: Iterable[int], by: User, why: str) -> None:
    """Take back cases with all that was brought in with them, inside a transaction of the caller's.

    A prisoner, a source or an official goes along where the import made it and nothing else needs it. What hangs on a
    case and was not brought in stops it all (IntegrityError, when the transaction ends): ask `worked_on` before.
    """
    for some in batches(case_ids, AT_ONCE):
        _take_back(some, by, why)


def _take_back(cases: list[int], by: User, why: str) -> None:
    slots.gather("forget-cases", case_ids=cases)
    references = list(Case.objects.filter(pk__in=cases).values_list("reference", flat=True))
    made_at = _made_at(Case, cases)
    prisoners = _keys(Prisoner, cases__in=cases)
    shared = {model: _made(model, keys, made_at) for model, keys in _shared(cases).items()}
    _remove(Citation, _cited(cases))
    for model in (Update, Involvement, KeyDate, Membership, Grant, Follow, Draft, Charge, StatusPeriod):
        _remove(model, _keys(model, case__in=cases))
    _remove(Case, cases)
    remove_sources(shared[Source])
    _remove_unused(Prisoner, _made(Prisoner, prisoners, made_at))
    remove_officials(shared[Official])
    trail.record_about(EventKind.WRITE, "case-taken-back", by=by, targets=references, reason=why)


def remove_sources(sources: Collection[int]) -> None:
    """Of sources that an import made, those that nothing needs any more. Copies first: what only they name goes too."""
    _remove_unused(Source, _keys(Source, pk__in=sources, origin__isnull=False))
    _remove_unused(Source, sources)


def remove_officials(officials: Collection[int]) -> None:
    """Of officials that an import made, those that nothing needs any more."""
    alone = _keys(Official, pk__in=officials, involvements=None)
    slots.gather("forget-officials", official_ids=sorted(alone))
    _remove_unused(Official, alone)


def _remove_unused(model: type[Model], keys: Collection[int]) -> None:
    """Of rows that an import made, remove those that nothing needs any more, with what describes them."""
    rows = model._base_manager.filter(pk__in=keys)
    for other, name in hanging_on(model):
        if not hasattr(other, "instance_type") and other not in _describing(model):
            rows = rows.exclude(Exists(other._base_manager.filter(**{name: OuterRef("pk")})))
    gone = set(rows.values_list("pk", flat=True))
    for other, name in hanging_on(model):
        if other in _describing(model):
            _remove(other, _keys(other, **{f"{name}__in": gone}))
    _remove(model, gone)


def _describing(model: type[Model]) -> set[type[Model]]:
    """What is no use of a row but a part of it."""
    return {*_links(model), PrisonerName, CountryTie} if model is Prisoner else set(_links(model))


def _remove(model: type[Model], keys: Iterable[int]) -> None:
    """Rows with the links to other rows that are theirs, and the history of both."""
    keys = list(keys)
    for link in _links(model):
        remove_rows(link, keys, by=model._meta.model_name or "")
    for name in getattr(past_of(model), "_history_m2m_fields", ()):
        past: Any = past_of(model)
        lines: Any = getattr(past, name.name).model
        for some in batches(keys, AT_ONCE):
            lines._base_manager.filter(history__id__in=some)._raw_delete(connection.alias)
    remove_rows(model, keys)


def _links(model: type[Model]) -> list[type[Model]]:
    fields: list[Any] = [*model._meta.local_many_to_many]
    return [one.remote_field.through for one in fields if one.remote_field.through._meta.auto_created]


def _keys(model: type[Model], **conditions: Any) -> set[int]:
    return set(model._base_manager.filter(**conditions).values_list("pk", flat=True))


def _made_at(model: type[Model], keys: Collection[int]) -> set[datetime]:
    """The instants at which the rows were added: an import writes all of its rows at one."""
    past: Any = past_of(model)
    return set(past.objects.filter(id__in=keys, history_type="+").values_list("history_date", flat=True))


def _made(model: type[Model], keys: Collection[int], made_at: set[datetime]) -> set[int]:
    """Of `keys` those that were added at one of these instants."""
    past: Any = past_of(model)
    lines = past.objects.filter(id__in=keys, history_type="+", history_date__in=made_at)
    return set(lines.values_list("id", flat=True))
