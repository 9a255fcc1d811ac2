"""Writing asks: what is asked of whom for which cases, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from advocacy.models import Ask, Campaign
from advocacy.services.judging import level_on, name_on, owner_of
from advocacy.services.writing import recorded
from advocacy.vocabulary import AskKind, AskState
from cases.models import Case, Source
from cases.services.sourcing import CitationData, check, source_for
from core import clock
from core.partial_dates import PartialDate


@dataclass(frozen=True, kw_only=True)
class AskData:
    """An ask as a form, an import or the demonstration hands it in.

    Nobody in `asked_by` means that it is ours. Where it is not, `source` says where it was published.
    """

    kind: str
    wording: str
    addressee: Organisation
    asked: PartialDate
    asked_by: Sequence[Organisation] = ()
    source: CitationData | None = None
    campaign: Campaign | None = None
    level: str = ""


@transaction.atomic
def make_ask(*, data: AskData, cases: Sequence[Case], by: User | None, logged_on: date | None = None) -> Ask:
    """Put on record what is asked for `cases`. Made twice in the same words it is one ask.

    Raises ValidationError, keyed by field: no such kind, nothing said, a day still to come, an ask of others' without
    a published source; and as `advocacy.services.judging` does.
    """
    today = logged_on or clock.today()
    owner = owner_of(cases, by)
    level = level_on(cases, data.level, by)
    _check(data, cases, by, today)
    if (known := _known(data, cases, by)) is not None:
        return known
    ask = Ask.objects.create(
        kind=data.kind,
        wording=data.wording.strip(),
        addressee=data.addressee,
        asked=data.asked,
        campaign=data.campaign,
        source=_source(data, cases),
        logged_on=today,
        logged_by=by,
        level=level,
        owner=owner,
    )
    ask.cases.set(cases)
    ask.asked_by.set(data.asked_by)
    name_on(ask, cases, by)
    recorded("ask-made", ask.reference, by, cases=[case.pk for case in cases], asked=ask.kind)
    return ask


@transaction.atomic
def change_ask_state(*, ask: Ask, state: str, on: date, why: str, by: User | None) -> Ask:
    """Say what became of an ask, since when and why; how it stood before stays in its history.

    Raises ValidationError, keyed by field: no such state, a day before it was asked or still to come, no reason.
    """
    ask = Ask.objects.select_for_update(of=("self",)).get(pk=ask.pk)
    if state not in AskState.values:
        raise ValidationError({"state": _("Choose what became of it.")})
    if not why.strip():
        raise ValidationError({"why": _("Say why: what was done, said or refused.")})
    if on > clock.today():
        raise ValidationError({"on": _("This day is still to come: say so when it has happened.")})
    if on < ask.asked.earliest:
        words = _("It was asked on %(day)s: what became of it came on that day or later.")
        raise ValidationError({"on": words % {"day": ask.asked}})
    if (ask.state, ask.state_on, ask.state_why) == (state, on, why.strip()[:300]):
        return ask
    ask.state, ask.state_on, ask.state_why = state, on, why.strip()[:300]
    ask._change_reason = ask.state_why  # type: ignore[attr-defined]  # simple-history reads it
    ask.save()
    keys = list(ask.cases.values_list("pk", flat=True))
    recorded("ask-state", ask.reference, by, cases=keys, state=state)
    return ask


def _check(data: AskData, cases: Sequence[Case], by: User | None, today: date) -> None:
    if data.kind not in AskKind.values:
        raise ValidationError({"kind": _("There is no such kind of ask.")})
    if not data.wording.strip():
        raise ValidationError({"wording": _("Say in one line what is asked.")})
    if data.asked.earliest > today:
        words = _("%(day)s is still to come: an ask is put on record once it was made.")
        raise ValidationError({"asked": words % {"day": data.asked}})
    if data.campaign is not None and data.campaign.owner_id != cases[0].owner_id:
        raise ValidationError({"campaign": _("This campaign is another organisation’s.")})
    if data.source is not None:
        if data.source.told_by:
            words = _(
                "“%(said)s” is no address. An ask by others needs something published: an address that begins with"
                " https://. What somebody told us is logged as an update, where it stays protected."
            )
            raise ValidationError({"source": words % {"said": data.source.told_by[:60]}})
        try:
            check(data.source)
        except ValidationError as error:
            raise ValidationError({"source": error.messages}) from None
    elif not is_ours(data.asked_by, cases[0], by):
        words = _("It was asked by others: say where that was published, so that it can be checked.")
        raise ValidationError({"source": words})


def is_ours(asked_by: Sequence[Organisation], case: Case, by: User | None) -> bool:
    """Whether the organisation that owns the case, or that of the writer, is among those who ask."""
    ours = {case.owner_id, by.organisation_id if by else None}
    return not asked_by or any(one.pk in ours for one in asked_by)


def _known(data: AskData, cases: Sequence[Case], by: User | None) -> Ask | None:
    """The same ask for the same cases, made already within the sight of `by`."""
    rows = Ask.objects.all() if by is None else Ask.objects.visible_to(by)
    same = {"kind": data.kind, "wording": data.wording.strip(), "addressee": data.addressee, "asked": data.asked}
    keys = {case.pk for case in cases}
    found = rows.filter(cases=cases[0], **same).order_by("pk").prefetch_related("cases")
    return next((one for one in found if {case.pk for case in one.cases.all()} == keys), None)


def _source(data: AskData, cases: Sequence[Case]) -> Source | None:
    return source_for(data.source, case=cases[0]) if data.source is not None else None
