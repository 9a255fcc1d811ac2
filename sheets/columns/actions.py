"""The columns of a sheet of actions: a row is what somebody did for a case, or means to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as day_of
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from advocacy.services.actions import ActionData
from advocacy.vocabulary import ActionKind, Weight
from cases.services.sourcing import CitationData, said_by
from core.partial_dates import PartialDate
from sheets.columns.base import Column, Context
from sheets.columns.cells import CASE, LEVEL, SOURCE, date, text, vocabulary
from sheets.shapes import CellError
from sheets.understanding import dates, lists


def _one_day(said: str, context: Context) -> str:
    edtf = dates.edtf_of(said, context.dates)
    if edtf and not PartialDate.from_edtf(edtf).is_exact:
        raise CellError(_("A reply is due on one day: write the day, the month and the year."))
    return edtf


def organisations() -> list[tuple[str, str]]:
    """Codes and names: what somebody may say that a name means."""
    return list(Organisation.objects.values_list("slug", "name"))


COLUMNS: tuple[Column, ...] = (
    CASE,
    vocabulary("kind", _("What was done"), ActionKind, required=True, example="letter"),
    vocabulary("weight", _("Weight"), Weight, help=_("Empty: as usual for what was done.")),
    date("sent", _("Sent or done on"), help=_("Empty while it is planned.")),
    Column(
        "actor",
        _("Who acted"),
        lambda said, context: lists.parts_of(said),
        lists.joined,
        required=True,
        several=True,
        help=_("Organisations as the list here has them; several with a semicolon between them."),
        choices=organisations,
    ),
    Column(
        "addressee",
        _("Addressed to"),
        lambda said, context: " ".join(said.split()),
        help=_("An organisation as the list here has it."),
        choices=organisations,
    ),
    text("summary", _("In one line"), 300, required=True, example=_("A letter asked for a visit by the consul.")),
    Column("reply_due", _("Reply due on"), _one_day, help=_("Where one is owed.")),
    SOURCE,
    LEVEL,
)


def action_data(
    values: dict[str, Any], notes: list[tuple[str, str]], known: Mapping[str, Organisation]
) -> tuple[ActionData, list[CitationData]]:
    """What a row says, as the service takes it; `known` are the organisations it names, by slug."""
    due = values.get("reply_due")
    addressee = values.get("addressee")
    data = ActionData(
        kind=values["kind"],
        summary=values["summary"],
        actors=[known[slug] for slug in values.get("actor", ())],
        weight=values.get("weight", ""),
        text="\n".join(f"{heading}: {said}" for heading, said in notes),
        addressee=known[addressee] if addressee else None,
        sent=PartialDate.from_edtf(values["sent"]) if values.get("sent") else None,
        due_on=day_of.fromisoformat(due) if due else None,
        level=values.get("level", ""),
    )
    return data, [said_by(one) for one in values.get("source", ())]
