"""Designations by hand: entered with their source, added to what a list says, corrected, withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import Case, Official
from core import clock, trail
from core.models import EventKind
from core.partial_dates import PartialDate
from sanctions.designating import keep_in_step
from sanctions.models import Designation, Match, NamelessDesignation, Programme
from sanctions.services.telling import tell_cases, tell_cases_of

#: What a person may say of a designation, whoever made it.
SAID = (
    "listed_on",
    "announced_on",
    "delisted_on",
    "measures",
    "reasons",
    "elsewhere",
    "elsewhere_why",
    "cited_title",
    "cited_address",
)
#: Of what a list made, these are the list's: the next import would write them anew.
OF_THE_LIST = ("measures", "reasons")


@transaction.atomic
def record_designation(
    *,
    official: Official,
    programme: Programme,
    listed_on: date | None = None,
    list_id: str = "",
    announced_on: date | None = None,
    delisted_on: date | None = None,
    measures: str = "",
    reasons: str = "",
    elsewhere: bool = False,
    elsewhere_why: str = "",
    cited_title: str = "",
    cited_address: str = "",
    by: User | None,
) -> Designation:
    """Enter that `programme` lists `official`, with the source. Said again of the same number, it is corrected.

    A day is needed: the official one, or the one on which it was announced. Raises ValidationError, keyed by field.
    """
    # One at a time for an official: two people who enter the same thing make one designation.
    Official.objects.select_for_update().get(pk=official.pk)
    known = Designation.objects.filter(official=official, programme=programme, list_id=list_id.strip()).first()
    designation = known or Designation(
        official=official, programme=programme, list_id=list_id.strip(), first_seen_on=None, entered_by=by
    )
    said = {
        "listed_on": listed_on,
        "announced_on": announced_on,
        "delisted_on": delisted_on,
        "measures": measures or designation.measures or programme.measures,
        "reasons": reasons or designation.reasons,
        "elsewhere": elsewhere,
        "elsewhere_why": elsewhere_why,
        "cited_title": cited_title,
        "cited_address": cited_address,
    }
    if not designation.by_hand:
        said = {name: value for name, value in said.items() if value and name not in OF_THE_LIST}
    return _write(designation, said, "designation-recorded", by)


def annotate_designation(
    *,
    designation: Designation,
    listed_on: date | None = None,
    announced_on: date | None = None,
    delisted_on: date | None = None,
    elsewhere: bool | None = None,
    elsewhere_why: str | None = None,
    cited_title: str = "",
    cited_address: str = "",
    by: User | None,
) -> Designation:
    """Add what a list does not say: the official day, the announcement, that it is for something else.

    What is None or empty stays as it is. It survives the next import. Raises ValidationError, keyed by field.
    """
    said: dict[str, Any] = {
        "listed_on": listed_on,
        "announced_on": announced_on,
        "delisted_on": delisted_on,
        "elsewhere": elsewhere,
        "elsewhere_why": elsewhere_why,
        "cited_title": cited_title or None,
        "cited_address": cited_address or None,
    }
    said = {name: value for name, value in said.items() if value is not None}
    return correct_designation(designation=designation, said=said, by=by)


@transaction.atomic
def correct_designation(
    *, designation: Designation, said: dict[str, Any], by: User | None, why: str = ""
) -> Designation:
    """Put right what a person may say of a designation: `said` by the names in `SAID`, None to take a day back.

    Where a list made it, its measures and reasons stay the list's. Raises ValidationError, keyed by field.
    """
    designation = Designation.objects.select_for_update(of=("self",)).get(pk=designation.pk)
    own = SAID if designation.by_hand else [name for name in SAID if name not in OF_THE_LIST]
    said = {name: value for name, value in said.items() if name in own}
    return _write(designation, said, "designation-corrected", by, why)


@transaction.atomic
def withdraw_designation(*, designation: Designation, why: str, by: User) -> None:
    """Take back what was entered by mistake; its history and the reason stay. (Delisted is a day, not a withdrawal.)

    Raises ValidationError without a reason, or where a list says it: then the match is what to take back.
    """
    designation = Designation.objects.select_for_update(of=("self",)).get(pk=designation.pk)
    if not why.strip():
        raise ValidationError({"why": _("Say why it is withdrawn; the reason stays on record.")})
    if not designation.by_hand:
        raise ValidationError(_("A list says this. If the list means somebody else, undo the match."))
    designation._change_reason = why.strip()[:300]  # type: ignore[attr-defined]  # simple-history reads it
    official, reference = designation.official, designation.reference
    designation.delete()
    _record("designation-withdrawn", reference, by, why, official=official.reference)
    tell_cases_of(official)


@transaction.atomic
def record_nameless(
    *,
    case: Case,
    programme: Programme,
    count: int,
    listed: PartialDate | date,
    cited_title: str,
    cited_address: str = "",
    by: User | None,
) -> NamelessDesignation:
    """Enter that so many people were listed over `case` and their names are not published; once for each day.

    Raises ValidationError, keyed by field.
    """
    listed = PartialDate(listed) if isinstance(listed, date) else listed
    # One at a time for a case: entered twice, it is one.
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    day = {"case": case, "programme": programme, "listed_on": listed.latest}
    nameless = NamelessDesignation.objects.filter(**day).first() or NamelessDesignation(**day, entered_by=by)
    said = {
        "count": count,
        "listed": listed,
        "cited_title": cited_title.strip(),
        "cited_address": cited_address.strip(),
    }
    if nameless.pk and all(getattr(nameless, name) == value for name, value in said.items()):
        return nameless
    for name, value in said.items():
        setattr(nameless, name, value)
    if count < 1:
        raise ValidationError({"count": _("At least one person was listed.")})
    if listed.earliest > clock.real_today():
        raise ValidationError({"listed": _("This day is still to come.")})
    nameless.full_clean(exclude=["listed_on", "entered_by"], validate_unique=False, validate_constraints=False)
    nameless.save()
    _record("nameless-designation-recorded", case.reference, by, programme=programme.key, count=count)
    tell_cases([case.pk])
    return nameless


@transaction.atomic
def remove_nameless(*, nameless: NamelessDesignation, why: str, by: User) -> None:
    """Take back designations without names that were entered by mistake. Raises ValidationError without a reason."""
    if not why.strip():
        raise ValidationError({"why": _("Say why it is taken back; the reason stays on record.")})
    case, programme = nameless.case, nameless.programme
    nameless.delete()
    _record("nameless-designation-removed", case.reference, by, why, programme=programme.key)
    tell_cases([case.pk])


def _write(designation: Designation, said: dict[str, Any], action: str, by: User | None, why: str = "") -> Designation:
    """Check and keep what is said; unchanged, nothing is written."""
    said = {name: value.strip() if isinstance(value, str) else value for name, value in said.items()}
    if said.get("cited_address") and not (said.get("cited_title") or designation.cited_title):
        said["cited_title"] = said["cited_address"][:300]
    if designation.pk and all(getattr(designation, name) == value for name, value in said.items()):
        return designation
    before = designation.listed_on
    for name, value in said.items():
        setattr(designation, name, value)
    _check(designation, before)
    if why.strip():
        designation._change_reason = why.strip()[:300]  # type: ignore[attr-defined]  # simple-history reads it
    designation.save()
    if designation.match is not None:
        # What is no longer said by hand is the list's word again.
        keep_in_step(Match.objects.confirmed().filter(pk=designation.match.pk))
        designation.refresh_from_db()
    facts = {"official": designation.official.reference, "programme": designation.programme.key}
    _record(action, designation.reference, by, why, **facts)
    tell_cases_of(designation.official)
    return designation


def _check(designation: Designation, before: date | None) -> None:
    """Refuse what cannot be, or what nobody vouches for, keyed by field."""
    wrong: dict[str, str] = {}
    today = clock.real_today()
    said_by_hand = designation.by_hand or (designation.listed_on not in (None, before))
    if said_by_hand and not designation.cited_title:
        wrong["cited_title"] = _("Name the source: who published it, where.")
    if not (designation.listed_on or designation.announced_on or designation.first_seen_on):
        wrong["listed_on"] = _("Give the day of the listing, or the day on which it was announced.")
    for name in ("listed_on", "announced_on", "delisted_on"):
        day = getattr(designation, name)
        if day is not None and day > today:
            wrong[name] = _("This day is still to come.")
    if "listed_on" not in wrong and designation.delisted_on and designation.delisted_on < designation.day:
        wrong["delisted_on"] = _("This lies before the day of the listing: correct one of the two.")
    if wrong:
        raise ValidationError({name: [text] for name, text in wrong.items()})
    designation.full_clean(
        exclude=["match", "official", "programme", "entered_by"], validate_unique=False, validate_constraints=False
    )


def _record(action: str, target: str, by: User | None, why: str = "", **facts: Any) -> None:
    trail.record(EventKind.WRITE, action, by=by, target=target, reason=why, **facts)
