"""Cases as somebody's own records have them, and every table as it stands, to compare."""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Model

from cases.models import Case
from cases.services.bringing import BroughtCase
from cases.services.charging import add_charge
from cases.services.dates import enter_key_date
from cases.services.involvements import propose_involvement
from cases.services.judging import UpdateData
from cases.services.opening import PrisonerData, open_case, open_first_case
from cases.services.sourcing import said_by
from cases.services.updates import Brought, bring_in
from core.partial_dates import parse_partial_date

KNOWN_ON = date(2023, 4, 20)


def account(kind: str, when: str, *sources: Any, **more: Any) -> Brought:
    """What is known to have happened; `sources` are addresses or who told it, or whole citations."""
    citations = [said_by(one) if isinstance(one, str) else one for one in sources]
    said = {"kind": kind, "occurred": parse_partial_date(when), "summary": f"{kind} of {when}", "citations": citations}
    logged_on = more.pop("logged_on", KNOWN_ON)
    return Brought(data=UpdateData(**{**said, **more}), logged_on=logged_on, form_key=uuid.uuid4())


def one_by_one(cases: Iterable[BroughtCase], by: Any) -> list[Case]:
    """The same as `bring_in_cases`, through the services for one case."""
    return [_opened(one, by) for one in cases]


def _opened(one: BroughtCase, by: Any) -> Case:
    if isinstance(one.who, PrisonerData):
        case = open_first_case(who=one.who, data=one.data, by=by, form_key=uuid.uuid4())
    else:
        case = open_case(prisoner=one.who, data=one.data, by=by)
    bring_in(case=case, accounts=one.accounts, by=by)
    for charge in one.charges:
        add_charge(case=case, data=charge, by=by)
    for involvement in one.involvements:
        propose_involvement(case=case, data=involvement, by=by)
    for expected in one.key_dates:
        enter_key_date(case=case, **vars(expected), by=by)
    case.refresh_from_db()
    return case


# --- Every table.
def tables(*without: str) -> dict[str, list[dict[str, Any]]]:
    """All rows of the house's own tables by model, but those of `without`; read through the fields, so decrypted."""
    ours = ("core", "accounts", "cases", "advocacy", "sanctions", "reminders", "sheets")
    models = [model for app in ours for model in apps.get_app_config(app).get_models(include_auto_created=True)]
    return {
        model._meta.label: sorted((_row(one) for one in model._base_manager.order_by("pk")), key=str)
        for model in models
        if model._meta.label not in without
    }


def _row(row: Model) -> dict[str, Any]:
    return {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields}


#: What differs however a row came about: by chance, or by the moment it was written.
BY_CHANCE = {
    *("reference", "code_name", "created_at", "changed_at", "form_key", "history_date"),
    *("history_change_reason", "history_user_id"),
}


def told_apart(cases: Iterable[Case]) -> list[dict[str, Any]]:
    """Each case with all that hangs on it, without keys and what is made by chance: what two imports agree in."""
    return [_told(case) for case in cases]


def _told(case: Case) -> dict[str, Any]:
    rows: dict[str, Any] = {"case": _plain(case), "key": _key(case), "members": sorted(case.members.values_list("pk"))}
    rows["prisoner"] = _plain(case.prisoner) | {"key": set(case.prisoner.key.split(" | "))}
    rows["categories"] = sorted(case.prisoner.categories.values_list("code", flat=True))
    rows["named"] = sorted(case.named.values_list("pk", flat=True))
    for name in ("other_names", "ties"):
        rows[name] = [_plain(one) for one in getattr(case.prisoner, name).order_by("pk")]
    for name in ("charges", "key_dates", "periods", "involvements", "updates", "memberships"):
        rows[name] = [_with_readers(one) for one in getattr(case, name).order_by("pk")]
    rows["history"] = _histories(case)
    return rows


def _with_readers(row: Model) -> dict[str, Any]:
    more: dict[str, Any] = {}
    if hasattr(row, "named"):
        more["named"] = sorted(row.named.values_list("pk", flat=True))
    if hasattr(row, "citations"):
        cited = row.citations.select_related("source__origin").order_by("pk")
        more["citations"] = [(_plain(one), _source(one.source)) for one in cited]
    if hasattr(row, "official"):
        more["official"] = _plain(row.official)
    return _plain(row) | more


def _source(source: Any) -> dict[str, Any]:
    return _plain(source) | {"origin": source.origin and _plain(source.origin)}


def _key(case: Case) -> set[str]:
    return set(case.key.split(" | ")[1:])


def _histories(case: Case) -> dict[str, list[Any]]:
    prisoner = case.prisoner
    lines = {
        "case": case.history.all(),
        "prisoner": prisoner.history.all(),
        "names": type(prisoner.other_names.model()).history.filter(prisoner=prisoner.pk),
        **{name: getattr(case, name).model.history.filter(case=case.pk) for name in ("updates", "charges")},
        **{name: getattr(case, name).model.history.filter(case=case.pk) for name in ("key_dates", "involvements")},
        "memberships": case.memberships.model.history.filter(case=case.pk),
    }
    said: dict[str, list[Any]] = {
        name: [_plain(one) for one in rows.order_by("history_id")] for name, rows in lines.items()
    }
    said["categories"] = [
        sorted(line.categories.filter(history=line).values_list("category__code", flat=True))
        for line in prisoner.history.order_by("history_id")
    ]
    return said


#: Users, states and the like are the same rows in both worlds; what the worlds make has keys of its own.
KEPT_KEYS = {"author_id", "lead_id", "owner_id", "state_id", "user_id", "entered_by_id", "statute_id", "facility_id"}


def _plain(row: Model) -> dict[str, Any]:
    fields = [one for one in row._meta.concrete_fields if not one.primary_key and one.name not in BY_CHANCE]
    said = {one.attname: getattr(row, one.attname) for one in fields if one.attname not in BY_CHANCE}
    dropped = {name for name in said if name.endswith("_id") and name not in KEPT_KEYS}
    return {name: value for name, value in said.items() if name not in dropped | {"id", "key"}}


def days(count: int) -> list[str]:
    return [(date(2022, 1, 1) + timedelta(days=n)).isoformat() for n in range(count)]
