"""Logging an action together with its sources: somebody else's act stands on the timeline too, with who says so."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from advocacy.kinds import on_timeline
from advocacy.models import Action
from advocacy.services.actions import ActionData, log_action
from advocacy.services.judging import level_on, owner_of
from cases.models import Case, Grant, Update
from cases.services.judging import UpdateData
from cases.services.sourcing import CitationData
from cases.services.updates import log_update
from cases.vocabulary import Level

LONGEST_LINE = 300


@transaction.atomic
def log_with_sources(
    *,
    data: ActionData,
    citations: Sequence[CitationData],
    cases: Sequence[Case],
    by: User,
    form_key: uuid.UUID | None = None,
) -> Action:
    """Log an action on all of `cases` or on none; what its sources say goes on the timeline of each of them.

    Somebody else's act needs a source; what is planned, or ours, needs none. Safe to repeat with one `form_key`.
    Raises ValidationError, keyed by field ("citations" for the sources).
    """
    # In one order, so that two who log on the same cases wait for each other.
    list(Case.objects.select_for_update(of=("self",)).filter(pk__in=[case.pk for case in cases]).order_by("pk"))
    key = form_key or uuid.uuid4()
    check_sources(data, citations, cases, by)
    action = log_action(data=data, cases=cases, by=by, form_key=key)
    if citations:
        _tell_timelines(action, data, citations, cases, by)
    return action


def check_sources(data: ActionData, citations: Sequence[CitationData], cases: Sequence[Case], by: User) -> None:
    """Refuse somebody else's act without a source, and a source for what is only planned. Raises ValidationError."""
    if not citations and data.sent is not None and not is_ours(data.actors, cases, by):
        raise ValidationError({"citations": _("Somebody else did this: say where it is on record, or who told it.")})
    if citations and data.sent is None:
        raise ValidationError(
            {"citations": _("What is planned has no source yet: leave it empty, or say when it was sent.")}
        )


def is_ours(actors: Sequence[Organisation], cases: Sequence[Case], by: User) -> bool:
    """Whether one of `actors` works on these cases itself: the writer's organisation, their owner, or a partner."""
    partners = Grant.objects.filter(case__in=[case.pk for case in cases]).values_list("organisation", flat=True)
    ours = {by.organisation_id, *(case.owner_id for case in cases), *partners}
    return not actors or any(actor.pk in ours for actor in actors)


def refuse_together(cases: Sequence[Case], by: User) -> None:
    """Raise ValidationError where one action cannot be logged on all of `cases`: said before anybody types."""
    owner_of(cases, by)
    level_on(cases, _inherited(cases), by)


def _tell_timelines(
    action: Action, data: ActionData, citations: Sequence[CitationData], cases: Sequence[Case], by: User
) -> None:
    for link in action.links.select_related("case"):
        if link.update_id is None:
            link.update = _update(action, data, citations, link.case, by)
            link.save()


def said_on(data: ActionData, citations: Sequence[CitationData], case: Case, by: User) -> UpdateData:
    """What the timeline of one case says of an action: no more than the record does, and to no more people."""
    assert data.sent is not None
    return UpdateData(
        kind=on_timeline(data.kind),
        occurred=data.sent,
        summary=_line(data),
        level=data.level or _inherited([case]),
        named=(*data.named, by) if data.level == Level.SEALED else (),
        citations=tuple(citations),
    )


def _update(action: Action, data: ActionData, citations: Sequence[CitationData], case: Case, by: User) -> Update:
    said = said_on(data, citations, case, by)
    key = uuid.uuid5(action.form_key, case.reference)
    return log_update(case=case, data=said, by=by, form_key=key, event=action.form_key)


def _inherited(cases: Sequence[Case]) -> str:
    """The level where none was chosen: as the case; on a public one the team's, for want of a consent."""
    return Level.TEAM if any(case.level == Level.PUBLIC for case in cases) else ""


def _line(data: ActionData) -> str:
    """“Who: what”, unless the line names them already."""
    summary = data.summary.strip()
    names = ", ".join(actor.name for actor in data.actors if actor.name.casefold() not in summary.casefold())
    return (_("%(who)s: %(what)s") % {"who": names, "what": summary} if names else summary)[:LONGEST_LINE]
