"""Writing determinations: what a body found, on which cases, with its three dates; logging one from a case."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation, User
from advocacy import clocks
from advocacy.models import Determination, DeterminationCase, Procedure
from advocacy.services.judging import level_on, name_on, owner_of
from advocacy.vocabulary import DeterminationKind, Outcome
from cases.models import Case, Update
from cases.services.judging import UpdateData
from cases.services.sourcing import CitationData
from cases.services.updates import log_update
from cases.vocabulary import UpdateKind
from core import clock, slots, trail
from core.models import EventKind
from core.partial_dates import PartialDate

#: The three dates in the order in which they come.
DATES = ("adopted", "transmitted", "published")
_SAID = {
    "adopted": gettext_lazy("adopted"),
    "transmitted": gettext_lazy("transmitted"),
    "published": gettext_lazy("published"),
}
Days = Mapping[str, PartialDate | None]
#: What the timeline says of a finding of each kind.
TOLD_AS = {
    DeterminationKind.WGAD_OPINION: UpdateKind.UN_ACTION,
    DeterminationKind.TREATY_BODY_VIEWS: UpdateKind.UN_ACTION,
    DeterminationKind.RESOLUTION: UpdateKind.RESOLUTION,
}


@dataclass(frozen=True, kw_only=True)
class DeterminationData:
    """A finding as a form, an import or the demonstration hands it in.

    One of the three dates at least is known. `procedure` is a key: the version in force when the finding was
    transmitted is found from it. `updates` are what the timelines say of it, by case.
    """

    kind: str
    body: Organisation
    outcome: str
    summary: str
    number: str = ""
    categories: str = ""
    note: str = ""
    adopted: PartialDate | None = None
    transmitted: PartialDate | None = None
    published: PartialDate | None = None
    procedure: str = ""
    level: str = ""
    updates: dict[int, Update] = field(default_factory=dict)

    @property
    def days(self) -> Days:
        return {name: getattr(self, name) for name in DATES}

    @property
    def first(self) -> PartialDate | None:
        """The first of its dates that is known."""
        return self.adopted or self.transmitted or self.published


@transaction.atomic
def record_determination(
    *, data: DeterminationData, cases: Sequence[Case], by: User | None, logged_on: date | None = None
) -> Determination:
    """Record a finding on `cases`. Said twice in the same words on one of them, it is one finding.

    Raises ValidationError, keyed by field: no such kind or finding, nothing said, no date, dates out of order or still
    to come; and as `advocacy.services.judging` does.
    """
    today = logged_on or clock.today()
    owner = owner_of(cases, by)
    _check(data, today)
    level = level_on(cases, data.level, by)
    if (known := _known(data, cases, by)) is not None:
        return known
    determination = Determination.objects.create(
        kind=data.kind,
        body=data.body,
        number=data.number.strip(),
        outcome=data.outcome,
        categories=data.categories.strip(),
        summary=data.summary.strip(),
        note=data.note.strip(),
        adopted=data.adopted,
        transmitted=data.transmitted,
        published=data.published,
        procedure=version_for(data.procedure, data.days, today),
        logged_on=today,
        logged_by=by,
        level=level,
        owner=owner,
    )
    DeterminationCase.objects.bulk_create(
        [DeterminationCase(determination=determination, case=case, update=data.updates.get(case.pk)) for case in cases]
    )
    name_on(determination, cases, by)
    _written(determination, "determination-logged", by)
    return determination


@transaction.atomic
def log_determination(
    *,
    data: DeterminationData,
    citations: Sequence[CitationData],
    case: Case,
    by: User,
    form_key: uuid.UUID | None = None,
) -> Determination:
    """Record a finding and tell of it on the timeline of `case`, with its published sources; once for each `form_key`.

    Raises ValidationError as `record_determination` and `cases.services.updates.log_update` do, and under `citations`
    where no published source is named.
    """
    key = form_key or uuid.uuid4()
    told = Update.objects.filter(case=case, form_key=key)
    if (logged := Determination.objects.filter(links__update__in=told).first()) is not None:
        return logged
    today = clock.today()
    owner_of([case], by)
    _check(data, today)
    level_on([case], data.level, by)
    if not citations or any(one.told_by for one in citations):
        words = _("A finding needs a published source: give the address of its text, or of a report on it.")
        raise ValidationError({"citations": words})
    if (known := _known(data, [case], by)) is not None:
        return known
    assert data.first is not None  # `_check` has seen to that
    update = UpdateData(
        kind=TOLD_AS.get(DeterminationKind(data.kind), UpdateKind.RECOGNITION),
        occurred=data.first,
        summary=data.summary,
        account=data.note,
        citations=citations,
        level=data.level,
    )
    data.updates[case.pk] = log_update(case=case, data=update, by=by, form_key=key)
    return record_determination(data=data, cases=[case], by=by)


@transaction.atomic
def correct_dates(
    *,
    determination: Determination,
    adopted: PartialDate | None,
    transmitted: PartialDate | None,
    published: PartialDate | None,
    why: str,
    by: User,
    procedure: str | None = None,
) -> Determination:
    """Put its dates right, and with them the version of the procedure that binds it; the earlier ones stay in history.

    `procedure` is a key, empty where none applies; None leaves the procedure as it is. Raises ValidationError, keyed by
    field.
    """
    determination = Determination.objects.select_for_update(of=("self",)).get(pk=determination.pk)
    days: Days = {"adopted": adopted, "transmitted": transmitted, "published": published}
    if not why.strip():
        raise ValidationError({"why": _("Say why, or who says so; the reason stays on record.")})
    check_dates(days, clock.today())
    before = determination.procedure.key if determination.procedure else ""
    key = before if procedure is None else procedure
    if key == before and days == {name: getattr(determination, name) for name in DATES}:
        return determination
    for name, day in days.items():
        setattr(determination, name, day)
    determination.procedure = version_for(key, days, clock.today())
    determination._change_reason = why.strip()[:300]  # type: ignore[attr-defined]  # simple-history reads it
    determination.save()
    _written(determination, "determination-dates-corrected", by, why)
    return determination


def check_dates(days: Days, today: date) -> None:
    """Refuse dates that cannot be, keyed by field. `days` are the three dates by name, in their order."""
    wrong: dict[str, ValidationError] = {}
    known = [(name, day) for name in DATES if (day := days[name]) is not None]
    for place, (name, day) in enumerate(known):
        late = next(((earlier, before) for earlier, before in known[:place] if day.latest < before.earliest), None)
        if day.earliest > today:
            wrong[name] = ValidationError(
                _("%(day)s is still to come: enter it once it has happened."), params={"day": str(day)}
            )
        elif late is not None:
            wrong[name] = ValidationError(
                _("%(day)s lies before the day it was %(earlier)s (%(before)s): correct one of the two."),
                params={"day": str(day), "earlier": _SAID[late[0]], "before": str(late[1])},
            )
    if not known:
        wrong["published"] = ValidationError(_("Give one of its dates at least: adopted, transmitted or published."))
    if wrong:
        raise ValidationError(wrong)


def version_for(key: str, days: Days, today: date) -> Procedure | None:
    """The version of the procedure `key` that binds a finding: that of the day it was transmitted, or else known."""
    day = days["transmitted"] or days["adopted"] or days["published"]
    return clocks.version_in_force(key, day.latest_by(today)) if key and day else None


def _check(data: DeterminationData, today: date) -> None:
    if data.kind not in DeterminationKind.values:
        raise ValidationError({"kind": _("There is no such kind of finding.")})
    if data.outcome not in Outcome.values:
        raise ValidationError({"outcome": _("There is no such finding.")})
    if not data.summary.strip():
        raise ValidationError({"summary": _("Say in one line what was found.")})
    check_dates(data.days, today)


def _known(data: DeterminationData, cases: Sequence[Case], by: User | None) -> Determination | None:
    """The same finding, recorded already on one of `cases` within the sight of `by`."""
    rows = Determination.objects.all() if by is None else Determination.objects.visible_to(by)
    same = {"kind": data.kind, "body": data.body, "outcome": data.outcome, "number": data.number.strip()}
    found = rows.filter(links__case__in=[case.pk for case in cases], **same).order_by("pk")
    return next((one for one in found if data.days == {name: getattr(one, name) for name in DATES}), None)


def _written(determination: Determination, what: str, by: User | None, why: str = "") -> None:
    """What follows a write: the event trail, and the rules on its cases once it is saved."""
    facts = {"finding": determination.kind, "outcome": determination.outcome}
    trail.record(EventKind.WRITE, what, by=by, target=determination.reference, reason=why, **facts)
    keys = list(determination.links.values_list("case", flat=True))

    def tell() -> None:
        for key in keys:
            slots.gather("case-written", case_id=key)

    transaction.on_commit(tell)
