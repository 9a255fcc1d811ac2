"""Adding prisoners and opening cases."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from cases.models import Case, Category, CountryTie, DetainingState, Membership, Prisoner, PrisonerName, Tie
from cases.models.case import CaseQuerySet
from cases.services.judging import UpdateData
from cases.services.updates import log_update
from cases.vocabulary import FileState, Gender, Level, NameKind, Tier
from core import clock, slots, trail
from core.models import EventKind
from core.partial_dates import PartialDate
from core.search_keys import loose_key, search_key

# Neutral words for mails: nothing about the person follows from them.
CODE_NAMES = """
Alder Amber Aspen Basalt Birch Brook Cedar Chalk Clover Coral Cove Dune Elm Fern Fjord Flint Glade Granite
Grove Harbour Hazel Heath Heron Island Ivory Jade Juniper Kestrel Lagoon Larch Linden Maple Marble Meadow
Mesa Moss Oak Onyx Opal Orchard Osprey Pearl Pine Plover Poplar Quartz Reed Ridge Robin Rowan Saffron Sage
Sandstone Slate Sorrel Spruce Starling Summit Swift Tern Thistle Topaz Tundra Valley Walnut Willow Wren
Yarrow
""".split()  # noqa: SIM905


@dataclass(frozen=True, kw_only=True)
class PrisonerData:
    """Who somebody is, as a form hands it in. Countries are ISO codes."""

    name: str
    native_name: str = ""
    other_names: Sequence[str] = ()
    gender: str = Gender.UNKNOWN
    birth: PartialDate | None = None
    nationalities: Sequence[str] = ()
    residences: Sequence[str] = ()
    categories: Iterable[Category] = ()
    biography: str = ""
    restricted_notes: str = ""


@transaction.atomic
def add_prisoner(*, data: PrisonerData, by: User) -> Prisoner:
    """Add somebody. Whether they are here already is asked before, with `alike`."""
    prisoner = prisoner_row(data, by)
    prisoner.save()
    _describe(prisoner, data)
    refresh_keys(prisoner)
    trail.record(EventKind.WRITE, "prisoner-added", by=by, target=prisoner.reference)
    return prisoner


@transaction.atomic
def edit_prisoner(*, prisoner: Prisoner, data: PrisonerData, by: User) -> Prisoner:
    """Change who somebody is said to be; every wording stays in the history."""
    prisoner.name, prisoner.native_name = data.name.strip(), data.native_name.strip()
    prisoner.gender, prisoner.birth = data.gender, data.birth
    prisoner.biography, prisoner.restricted_notes = data.biography, data.restricted_notes
    prisoner.save()
    _describe(prisoner, data)
    refresh_keys(prisoner)
    trail.record(EventKind.WRITE, "prisoner-edited", by=by, target=prisoner.reference)
    return prisoner


def prisoner_row(data: PrisonerData, by: User) -> Prisoner:
    """Somebody as a row that is not stored yet."""
    return Prisoner(
        name=data.name.strip(),
        native_name=data.native_name.strip(),
        gender=data.gender,
        birth=data.birth,
        biography=data.biography,
        restricted_notes=data.restricted_notes,
        added_by=by,
        added_by_organisation=by.organisation,
    )


def other_names_of(data: PrisonerData) -> list[str]:
    return sorted({name.strip() for name in data.other_names if name.strip()})


def ties_of(data: PrisonerData) -> list[tuple[str, Tie]]:
    """Countries, each with what it is to the prisoner."""
    national = {(country, Tie.NATIONAL) for country in data.nationalities}
    return sorted(national | {(country, Tie.RESIDENT) for country in data.residences})


def _describe(prisoner: Prisoner, data: PrisonerData) -> None:
    """The rows around a prisoner: other names, ties, categories."""
    names, wanted = other_names_of(data), ties_of(data)
    prisoner.other_names.exclude(text__in=names).delete()
    for name in names:
        PrisonerName.objects.get_or_create(prisoner=prisoner, text=name, defaults={"kind": NameKind.ALSO_KNOWN_AS})
    for known in prisoner.ties.all():
        if (known.country, known.tie) not in wanted:
            known.delete()
    for country, tie in wanted:
        CountryTie.objects.get_or_create(prisoner=prisoner, country=country, tie=tie)
    prisoner.categories.set(data.categories)


def refresh_keys(prisoner: Prisoner) -> None:
    """Bring the search keys of a prisoner and their cases in step with the names."""
    prisoner.key = prisoner.search_text()
    Prisoner.objects.filter(pk=prisoner.pk).update(key=prisoner.key)
    for case in prisoner.cases.all():
        Case.objects.filter(pk=case.pk).update(key=case_key(case.reference, prisoner.key))


def case_key(reference: str, names: str) -> str:
    return f"{search_key(reference)} | {names}"


def alike(name: str, native_name: str, user: User) -> QuerySet[Prisoner]:
    """Prisoners whom `user` may see and who may be the same person: every word found, or the same but for spelling."""
    found = Prisoner.objects.none()
    for text in (name, native_name):
        if search_key(text):
            visible = Prisoner.objects.visible_to(user)
            found = found | visible.matching(text) | visible.filter(key__contains=f"~{loose_key(text)}")
    return found.order_by("name")


@dataclass(frozen=True, kw_only=True)
class CaseData:
    """What a case needs beside its prisoner. `first` is the update that opens its timeline.

    `grace_until` is for what was kept elsewhere: until that day no alert of it opens.
    """

    state: DetainingState
    first: UpdateData | None = None
    owner: Organisation | None = None
    lead: User | None = None
    tier: str = Tier.STANDARD
    level: str = Level.TEAM
    named: Sequence[User] = ()
    code_name: str = ""
    file_state: str = FileState.ACTIVE
    grace_until: date | None = None


@transaction.atomic
def open_case(*, prisoner: Prisoner, data: CaseData, by: User, form_key: uuid.UUID | None = None) -> Case:
    """Open a case of `prisoner`, led by `by` unless said otherwise, and log its first update.

    Raises ValidationError as `log_update` does; then nothing is saved. Saved twice under one `form_key` it is one case.
    """
    check_case(data)
    if form_key and data.first:
        known = Case.objects.filter(updates__form_key=form_key, prisoner=prisoner).first()
        if known is not None:
            return known
    case = case_row(prisoner, data, by)
    case.code_name = case.code_name or free_code_name(Case.objects.filter(owner=case.owner))
    case.arrested_on = data.first.occurred.earliest if data.first else None  # gives the reference its year
    case.save()
    Case.objects.filter(pk=case.pk).update(key=case_key(case.reference, prisoner.search_text()), arrested_on=None)
    case.named.set(named_on(data, by))
    for member in members_of(case, by):
        Membership.objects.create(case=case, user=member)
    trail.record(EventKind.WRITE, "case-opened", by=by, target=case.reference)
    if data.first is not None:
        log_update(case=case, data=data.first, by=by, form_key=form_key)
    case.refresh_from_db()
    return case


def check_case(data: CaseData) -> None:
    if data.level == Level.SEALED and not data.named:
        raise ValidationError({"level": _("Name at least one person who may read a sealed record.")})


def case_row(prisoner: Prisoner, data: CaseData, by: User) -> Case:
    """A case as a row that is not stored yet; its code name may be wanting."""
    return Case(
        prisoner=prisoner,
        state=data.state,
        owner=data.owner or by.organisation,
        lead=data.lead or by,
        tier=data.tier,
        file_state=data.file_state,
        level=data.level,
        code_name=data.code_name,
        opened_on=clock.today(),
        grace_until=data.grace_until,
    )


def named_on(data: CaseData, by: User) -> list[User]:
    """Who may read a sealed case: those named, and whoever opened it."""
    return list(dict.fromkeys([*data.named, by])) if data.level == Level.SEALED else []


def members_of(case: Case, by: User) -> list[User]:
    """Who works on a case from its first day: its lead, and whoever opened it."""
    return list(dict.fromkeys([case.lead or by, by]))


@transaction.atomic
def open_first_case(*, who: PrisonerData, data: CaseData, by: User, form_key: uuid.UUID) -> Case:
    """Add somebody and open their first case: both or neither. Saved twice under one `form_key` it is one case."""
    known = Case.objects.filter(updates__form_key=form_key, updates__author=by).first()
    return known or open_case(prisoner=add_prisoner(data=who, by=by), data=data, by=by, form_key=form_key)


@transaction.atomic
def edit_case(*, case: Case, changes: dict[str, Any], version: int, by: User) -> list[str]:
    """Change what a person decides about a case. Saves nothing and names the fields that somebody else changed since
    `version` of it was read; an empty list means saved.
    """
    stored = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if stored.version != version:
        read = stored.history.filter(version=version).order_by("-history_id").first()
        moved = [name for name in changes if read is None or getattr(stored, name) != getattr(read, name)]
        if theirs := [name for name in moved if getattr(stored, name) != changes[name]]:
            return theirs
    changed = sorted(name for name, value in changes.items() if getattr(stored, name) != value)
    if not changed:
        return []
    for name in changed:
        setattr(stored, name, changes[name])
    stored.version += 1
    stored.save()
    if stored.lead is not None:
        Membership.objects.get_or_create(case=stored, user=stored.lead)
    trail.record(EventKind.WRITE, "case-edited", by=by, target=stored.reference, fields=changed)
    transaction.on_commit(lambda: slots.gather("case-written", case_id=stored.pk))
    return []


def free_code_name(cases: CaseQuerySet) -> str:
    """A word by chance that no case of the organisation goes by yet."""
    return code_name_beside(set(cases.values_list("code_name", flat=True)))


def code_name_beside(taken: Collection[str]) -> str:
    """A word by chance that is not `taken`; with a number where chance finds none.

    Taken in order, the words left out would tell of the cases that somebody cannot see.
    """
    tries, numbers = 0, 98 + 2 * len(taken) // len(CODE_NAMES)
    while True:
        word = secrets.choice(CODE_NAMES)
        name = word if tries < 3 else f"{word} {2 + secrets.randbelow(numbers + tries)}"
        if name not in taken:
            return name
        tries += 1
