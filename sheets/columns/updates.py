"""The columns of a sheet of updates: a row is one thing that happened on a case."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.models import Facility
from cases.services.judging import UpdateData
from cases.services.sourcing import said_by
from cases.vocabulary import UpdateDetail, UpdateKind
from core.partial_dates import PartialDate
from sheets.columns.base import Column
from sheets.columns.cells import CASE, LEVEL, SOURCE, date, text, vocabulary

COLUMNS: tuple[Column, ...] = (
    CASE,
    vocabulary("kind", _("What kind"), UpdateKind, required=True, example="hearing"),
    vocabulary(
        "detail",
        _("More closely"),
        UpdateDetail,
        help=_("For kinds that need it: what a verdict was, how somebody came free."),
        example="attended",
        needs="kind",
    ),
    date("occurred", _("When it happened"), required=True, help=_("As you know it: 12 Dec 2023, July 2023, 2023.")),
    text("summary", _("In one line"), 300, required=True, example=_("A hearing was held behind closed doors.")),
    text("account", _("At length"), 10_000),
    text("place", _("Place"), 160, help=_("A prison that is in the tables is also where they are held.")),
    text("asked", _("Who was asked"), 300, help=_("For “checked, nothing new”.")),
    SOURCE,
    LEVEL,
)


def update_data(values: dict[str, Any], notes: list[tuple[str, str]], facility: Facility | None = None) -> UpdateData:
    """What a row says, as the service takes it. What is kept in notes stands below the account."""
    kept = [f"{heading}: {said}" for heading, said in notes]
    return UpdateData(
        kind=values["kind"],
        detail=values.get("detail", ""),
        occurred=PartialDate.from_edtf(values["occurred"]),
        summary=values["summary"],
        account="\n\n".join(filter(None, [values.get("account", ""), "\n".join(kept)])),
        asked=values.get("asked", ""),
        place=values.get("place", ""),
        facility=facility,
        citations=tuple(said_by(one) for one in values.get("source", ())),
        level=values.get("level", ""),
    )
