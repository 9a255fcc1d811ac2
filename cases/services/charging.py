"""Charges: entering and changing them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import Case, Charge, Statute
from cases.vocabulary import ChargeCategory, ChargeOutcome
from core import slots, trail
from core.models import EventKind
from core.partial_dates import PartialDate

LONGEST_TEXT = 200


@dataclass(frozen=True, kw_only=True)
class ChargeData:
    """One charge: under an article that we have, or in the words of whoever reports it, or both."""

    category: str
    statute: Statute | None = None
    text: str = ""
    charged: PartialDate | None = None
    outcome: str = ChargeOutcome.PENDING
    outcome_when: PartialDate | None = None

    @property
    def what(self) -> tuple[object, ...]:
        """By what it is the same charge as another: its article, else its category and words."""
        return what_charged(self.statute.pk if self.statute else None, self.category, self.text)


def what_charged(statute: int | None, category: str, text: str) -> tuple[object, ...]:
    return (statute,) if statute else (category, " ".join(text.split()).casefold())


@transaction.atomic
def add_charge(*, case: Case, data: ChargeData, by: User) -> Charge:
    """Enter a charge on `case`. One article is charged once, and so are the same words: entered again it is that one.

    Raises ValidationError, keyed by field, for what cannot be.
    """
    check_charge(case, data)
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    for known in case.charges.all():
        if what_charged(known.statute_id, known.category, known.text) == data.what:
            return known
    charge = charge_row(case, data)
    charge.save()
    _after(charge, "charge-added", by)
    return charge


@transaction.atomic
def edit_charge(*, charge: Charge, data: ChargeData, by: User) -> Charge:
    """Change what a charge says; the earlier words stay in its history. Raises ValidationError, keyed by field."""
    check_charge(charge.case, data)
    others = charge.case.charges.exclude(pk=charge.pk)
    if any(what_charged(one.statute_id, one.category, one.text) == data.what for one in others):
        raise ValidationError({"statute": _("This charge is entered on the case already.")})
    said = {**vars(data), "text": data.text.strip()}
    if changed := sorted(name for name, value in said.items() if getattr(charge, name) != value):
        for name in changed:
            setattr(charge, name, said[name])
        charge.save()
        _after(charge, "charge-edited", by, fields=changed)
    return charge


def check_charge(case: Case, data: ChargeData) -> None:
    """Refuse, keyed by field, what cannot be charged. Raises ValidationError with everything wrong at once."""
    wrong: dict[str, str] = {}
    if data.category not in ChargeCategory.values:
        wrong["category"] = _("Say of what kind the charge is.")
    if data.statute is not None and data.statute.state_id != case.state_id:
        wrong["statute"] = _(
            "This is an article of another state's law. Choose one of the state that holds the prisoner."
        )
    if len(data.text.strip()) > LONGEST_TEXT:
        wrong["text"] = _("The words of a charge may have %(n)s characters.") % {"n": LONGEST_TEXT}
    if data.charged and data.outcome_when and data.outcome_when.latest < data.charged.earliest:
        wrong["outcome_when"] = _("This lies before the day of the charge.")
    if wrong:
        raise ValidationError(wrong)


def charge_row(case: Case, data: ChargeData) -> Charge:
    """A charge as a row that is not stored yet."""
    return Charge(
        case=case,
        statute=data.statute,
        category=data.category,
        text=data.text.strip(),
        charged=data.charged,
        outcome=data.outcome,
        outcome_when=data.outcome_when,
    )


def _after(charge: Charge, action: str, by: User, **facts: Any) -> None:
    case = charge.case
    trail.record(EventKind.WRITE, action, by=by, target=case.reference, charge=charge.pk, **facts)
    transaction.on_commit(lambda: slots.gather("case-written", case_id=case.pk))
