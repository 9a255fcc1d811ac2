"""The columns of a sheet of officials: a row is what one official or body did in one case."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.models import Official
from cases.services.involvements import InvolvementData
from cases.services.sourcing import said_by
from cases.vocabulary import Degree, OfficialFunction, OfficialKind
from core.partial_dates import PartialDate
from sheets.columns.base import Column
from sheets.columns.cells import CASE, SOURCE, date, names, text, vocabulary
from sheets.understanding import plain

COLUMNS: tuple[Column, ...] = (
    CASE,
    Column(
        "name",
        _("Official or body"),
        lambda said, context: plain.name_of(said, 200),
        required=True,
        help=_("By name in any script, or by the reference of one you have already."),
    ),
    text("native_name", _("Name in original script"), 200),
    names("other_names", _("Other names and spellings"), several=True, help=_("Kept where the official is new.")),
    vocabulary("function", _("In which function"), OfficialFunction, required=True, example="trial_judge"),
    vocabulary("degree", _("In what way responsible"), Degree),
    text("position", _("Position"), 200, help=_("Kept where the official is new.")),
    vocabulary("kind", _("Person or body"), OfficialKind),
    date("since", _("From")),
    date("until", _("Until")),
    SOURCE,
)


def involvement_data(
    values: dict[str, Any], notes: list[tuple[str, str]], official: Official | None = None
) -> InvolvementData:
    """What a row says, as the service takes it. Without `official` a new one is made."""
    kept = "; ".join(f"{heading}: {said}" for heading, said in notes)
    body = values["function"] == OfficialFunction.BODY
    return InvolvementData(
        official=official,
        function=values["function"],
        name=values["name"],
        native_name=values.get("native_name", ""),
        position=values.get("position", ""),
        kind=values.get("kind") or (OfficialKind.BODY if body else OfficialKind.PERSON),
        degree=values.get("degree") or Degree.UNKNOWN,
        since=_day(values.get("since")),
        until=_day(values.get("until")),
        note=kept[:300],
        citations=tuple(said_by(one) for one in values.get("source", ())),
    )


def _day(edtf: str | None) -> PartialDate | None:
    return PartialDate.from_edtf(edtf) if edtf else None
