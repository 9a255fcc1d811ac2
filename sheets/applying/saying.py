"""What the values of a row say, in the words of the services: accounts, charges, dates, judges."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.models import DetainingState, Facility
from cases.services.charging import ChargeData
from cases.services.dates import ExpectedData
from cases.services.judging import UpdateData
from cases.services.sourcing import CitationData, said_by
from cases.services.updates import SETTLES, Brought
from cases.vocabulary import ChargeCategory, KeyDateKind, UpdateDetail, UpdateKind
from core.partial_dates import PartialDate
from sheets.applying.tables import Tables
from sheets.columns.dated import DATED
from sheets.models import SheetImport
from sheets.shapes import Planned

LONGEST_SUMMARY = 300
#: Of keys by which an account is known again: applied twice, a row is on its case once.
ACCOUNTS = uuid.UUID("8f6d0f0e-52c5-4a3e-9a43-0c3b6c4f5f6a")
#: What ends or loosens custody says nothing of where somebody is held.
_OUT = ("bailed", "exit_banned", "released", "died")
#: What may say where, in the words of the row; and, the later the better, at which facility we have.
HELD = tuple(key for key in DATED if key not in (*_OUT, "charged", "trial", "verdict", "appeal_filed", "appeal"))
IN_CUSTODY = tuple(key for key in DATED if key not in _OUT)


@dataclass(frozen=True)
class Said:
    """One row, and what is needed to say it."""

    sheet: SheetImport
    planned: Planned
    tables: Tables
    today: date

    @property
    def values(self) -> Mapping[str, Any]:
        return self.planned.values

    def state(self) -> DetainingState:
        return self.tables.states[self.values["state"]]

    def date(self, key: str) -> PartialDate | None:
        text = self.values.get(key)
        return PartialDate.from_edtf(text) if text else None

    def sources(self) -> list[CitationData]:
        """Each source once, however its name is written."""
        said = [said_by(text) for text in self.values.get("source") or ()]
        return list({(one.told_by.casefold(), one.address): one for one in reversed(said)}.values())[::-1]

    def form_key(self, key: str) -> uuid.UUID:
        return uuid.uuid5(ACCOUNTS, f"{self.sheet.reference}/{self.planned.number}/{key}")

    # --- Accounts.
    def account(self, key: str, state: DetainingState) -> Brought:
        """What a dated column says."""
        dated, when = DATED[key], self.date(key)
        assert when is not None
        detail = dated.detail_said(self.values)
        place, held, facility = self._where(key, state)
        data = UpdateData(
            kind=dated.kind,
            detail=detail,
            occurred=when,
            summary=summary(dated.kind, detail, self._text("sentence") if key == "verdict" else held),
            citations=tuple(self.sources()),
            place=place,
            facility=facility,
        )
        return Brought(data=data, logged_on=self.today, form_key=self.form_key(key))

    def _where(self, key: str, state: DetainingState) -> tuple[str, str, Facility | None]:
        """The place, where somebody is held if that is another and no facility we have, and the facility."""
        place = self._text("place") if key == "arrested" else ""
        if key != self.bearer(state):
            return place, "", None
        held = self._text("facility")
        facility = self.tables.facility(state, held)
        if facility is not None:
            return place, "", facility
        return (place, held, None) if place else (held, "", None)

    def bearer(self, state: DetainingState) -> str:
        """The dated column whose update says where the prisoner is held: the latest that could; "" for none."""
        held = self._text("facility")
        could = IN_CUSTODY if self.tables.facility(state, held) else HELD
        dated = [(when.latest, place, key) for place, key in enumerate(could) if (when := self.date(key))]
        return max(dated)[2] if held and dated else ""

    def _text(self, key: str) -> str:
        return str(self.values.get(key) or "")

    def note(self) -> Brought:
        """The cells that have no column of their own, kept in an internal note."""
        data = UpdateData(
            kind=UpdateKind.NOTE,
            occurred=PartialDate(self.today),
            summary=_("From the sheet %(reference)s") % {"reference": self.sheet.reference},
            account="\n".join(f"{heading}: {text}" for heading, text in self.planned.notes),
        )
        return Brought(data=data, logged_on=self.today, form_key=self.form_key("note"))

    # --- What is beside them.
    def charges(self, said: Iterable[Mapping[str, str]], state: DetainingState) -> list[ChargeData]:
        return [
            ChargeData(
                category=one["category"] or ChargeCategory.NONE_STATED,
                statute=self.tables.statute(state, one["statute"]),
                text=one["text"],
                charged=self.date("charged"),
            )
            for one in said
        ]

    def sentence_end(self) -> list[ExpectedData]:
        """When the sentence ends, unless the row itself says that it is over."""
        due = self.date("sentence_end")
        over = any(
            KeyDateKind.SENTENCE_END in SETTLES.get(dated.kind, ()) for key, dated in DATED.items() if self.date(key)
        )
        return [ExpectedData(kind=KeyDateKind.SENTENCE_END, due=due)] if due and not over else []


def summary(kind: UpdateKind | str, detail: str, closer: str = "") -> str:
    """An account in one line: its kind, and more closely what it was."""
    closer = closer or (str(UpdateDetail(detail).label) if detail else "")
    words = f"{UpdateKind(kind).label}: {closer}" if closer else str(UpdateKind(kind).label)
    return words if len(words) <= LONGEST_SUMMARY else words[: LONGEST_SUMMARY - 1] + "…"


def why_of(sheet: SheetImport) -> str:
    """What the history says of everything that a sheet writes."""
    return _("Sheet %(reference)s") % {"reference": sheet.reference}
