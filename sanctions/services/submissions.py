"""Starting a submission with its dossier drafted from the record, and writing its sections."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Organisation, User
from advocacy.models import Action
from advocacy.services.actions import ActionData, log_action
from advocacy.services.judging import level_on, owner_of
from advocacy.services.writing import changed, held
from advocacy.vocabulary import UNSENT, ActionKind
from cases.models import Case, Official, OfficialRelation
from cases.vocabulary import RelationKind
from core import clock, trail
from core.models import EventKind
from sanctions.dossiers.completeness import sections_of
from sanctions.dossiers.drafting import OF_EACH, OF_THE_WHOLE, draft, numbers_moved
from sanctions.dossiers.material import Material, Person, involved, material_of, nameable
from sanctions.models import Programme, Submission, SubmissionSection, SubmissionTarget
from sanctions.vocabulary import SectionKind, TargetKind

MOST_TARGETS = 40
#: To which office a recommendation goes unless somebody says otherwise, by programme or jurisdiction (its slug).
OFFICES = {
    "US-7031C": "us-state",
    "US": "us-treasury",
    "GB": "gb-fcdo",
    "EU": "eeas",
    "CA": "ca-global-affairs",
    "AU": "au-dfat",
    "LV": "lv-foreign-affairs",
}
#: As what somebody is recommended who stands to an official like this.
RECOMMENDED_AS = {
    RelationKind.FAMILY: TargetKind.DEPENDANT,
    RelationKind.ASSOCIATE: TargetKind.ENABLER,
    RelationKind.SUBORDINATE: TargetKind.ENABLER,
    RelationKind.BODY: TargetKind.ENABLER,
}


@dataclass(frozen=True, kw_only=True)
class SubmissionData:
    """What a form hands in: of which programme, whom (officials; `others` through their relation to one of them).

    Without an `addressee` it goes to the programme's usual office; `level` empty means: as its strictest case.
    """

    programme: Programme
    officials: Sequence[Official]
    others: Sequence[OfficialRelation] = ()
    addressee: Organisation | None = None
    level: str = ""


@dataclass(frozen=True)
class Redrafted:
    """What drafting anew changed: how many sections, and those that were edited while the evidence's numbers moved."""

    changed: int
    to_check: Sequence[SubmissionSection]


@transaction.atomic
def start_submission(
    *, data: SubmissionData, cases: Sequence[Case], by: User, form_key: uuid.UUID | None = None
) -> Submission:
    """Plan a submission on `cases`, with its action, its targets and every section drafted. Once for each `form_key`.

    Raises ValidationError, keyed by field: nobody named, somebody without a part in these cases (or with one that is
    for fewer people than the submission), no office known; and as `advocacy.services.judging` does. Raises
    PermissionDenied where the cases are another organisation's: a dossier is its owners' work.
    """
    key = form_key or uuid.uuid4()
    if (known := Submission.objects.visible_to(by).filter(form_key=key).first()) is not None:
        return known
    if owner_of(cases, by).pk != by.organisation_id:
        raise PermissionDenied
    people = _people(data, cases, level_on(cases, data.level, by), by)
    action = _plan(data, people, cases, by, key)
    submission = Submission.objects.create(action=action, programme=data.programme, form_key=key)
    for person in people:
        _add(submission, person)
    _draft_missing(submission, by)
    facts: dict[str, Any] = {"of": action.reference, "programme": data.programme.key, "targets": len(people)}
    trail.record(EventKind.WRITE, "submission-started", by=by, target=submission.reference, **facts)
    return submission


@transaction.atomic
def change_targets(
    *, submission: Submission, officials: Sequence[Official], others: Sequence[OfficialRelation] = (), by: User
) -> Redrafted:
    """Recommend these and nobody else; what nobody has edited is drafted anew. Said twice it is said once.

    The sections of who is no target any more go; their wordings stay in the history. Raises ValidationError, keyed by
    field, as `start_submission` does, and once it was filed or dropped.
    """
    submission = (
        Submission.objects.select_for_update(of=("self",)).select_related("programme", "action").get(pk=submission.pk)
    )
    insist_unsent(submission)
    cases = list(Case.objects.visible_to(by).filter(actions=submission.action))
    data = SubmissionData(programme=submission.programme, officials=officials, others=others)
    people = {_as(person): person for person in _people(data, cases, submission.action.level, by)}
    there = {(one.official_id, one.kind, one.through_id): one for one in submission.targets.all()}
    if people.keys() == there.keys():
        return Redrafted(0, [])
    for target in (there[key] for key in there.keys() - people.keys()):
        target.delete()
    for person in (people[key] for key in people if key not in there):
        _add(submission, person)
    _draft_missing(submission, by)
    _say_how_many(submission, len(there), len(people))
    _recorded("submission-targets", submission, by, targets=len(people))
    return redraft(submission=submission, by=by)


def _as(person: Person) -> tuple[int, str, int | None]:
    return person.official.pk, person.kind, person.through.pk if person.through else None


def _add(submission: Submission, person: Person) -> None:
    said = {"official": person.official, "kind": person.kind, "through": person.through}
    SubmissionTarget.objects.create(submission=submission, **said)


def _say_how_many(submission: Submission, before: int, now: int) -> None:
    """Keep the action's line in step, unless somebody has worded it."""
    action = held(submission.action)
    if action.summary == _line(submission.programme, before):
        action.summary = _line(submission.programme, now)
        changed(action)


def _line(programme: Programme, targets: int) -> str:
    """The line of the action. It names nobody: partners who see the action do not see whom it accuses."""
    words = ngettext(
        "Recommend %(n)d target for designation under %(programme)s",
        "Recommend %(n)d targets for designation under %(programme)s",
        targets,
    )
    return words % {"n": targets, "programme": programme.key}


def _plan(data: SubmissionData, people: Sequence[Person], cases: Sequence[Case], by: User, key: uuid.UUID) -> Action:
    planned = ActionData(
        kind=ActionKind.SANCTIONS_SUBMISSION,
        summary=_line(data.programme, len(people)),
        actors=[by.organisation],
        addressee=data.addressee or _office(data.programme),
        level=data.level,
        responsible=by,
    )
    # Its own key: one that was taken from another form would find that form's action, whoever's it is.
    return log_action(data=planned, cases=cases, by=by, form_key=uuid.uuid5(key, "submission"))


def _office(programme: Programme) -> Organisation:
    for slug in (OFFICES.get(programme.key), OFFICES.get(programme.jurisdiction), _government(programme)):
        if slug and (body := Organisation.objects.filter(slug=slug).first()):
            return body
    raise ValidationError({"addressee": _("Say to whom it goes: no office of this programme is known to us.")})


def _government(programme: Programme) -> str:
    return f"government-{programme.jurisdiction.lower()}"


def _people(data: SubmissionData, cases: Sequence[Case], level: str, by: User) -> list[Person]:
    """Everybody recommended, each once. Raises ValidationError for whoever may not be named."""
    named = {one.pk for one in data.officials} | {one.other_id for one in data.others}
    seen = set(Official.objects.visible_to(by).filter(pk__in=named).values_list("pk", flat=True))
    if named - seen:
        raise ValidationError({"officials": _("One of these people does not exist, or is not open to you.")})
    linked = {one.official_id for one in involved(cases, level, by)}
    for official in data.officials:
        if official.pk not in linked:
            words = _("What links %(who)s to these cases is for fewer people than this submission, or is not recorded.")
            raise ValidationError({"officials": words % {"who": official.name}})
    people = {official.pk: Person(official) for official in data.officials}
    chosen = set(people)
    open_to_all = set(nameable(cases, level, by).filter(pk__in=named).values_list("pk", flat=True))
    for relation in data.others:
        if relation.other_id not in open_to_all:
            words = _("What is known of %(who)s is for fewer people than this submission.")
            raise ValidationError({"others": words % {"who": relation.other}})
        if relation.official_id not in chosen:
            words = _("%(who)s is recommended through %(through)s: tick that official too.")
            raise ValidationError({"others": words % {"who": relation.other, "through": relation.official}})
        kind = RECOMMENDED_AS[RelationKind(relation.kind)]
        people.setdefault(relation.other_id, Person(relation.other, kind, relation.official))
    if not people:
        raise ValidationError({"officials": _("Say whom it recommends.")})
    if len(people) > MOST_TARGETS:
        words = _("That is more than %(most)d people: make several submissions of it.")
        raise ValidationError({"officials": words % {"most": MOST_TARGETS}})
    return list(people.values())


# --- Sections.
@transaction.atomic
def write_section(*, section: SubmissionSection, text: str, by: User, seen: str | None = None) -> SubmissionSection:
    """Keep what somebody wrote; from then on it is ours, and drafting anew leaves it alone.

    `seen` is the `mark` of the text that they began with. Raises ValidationError once it was filed or dropped, and
    where somebody else wrote meanwhile.
    """
    section = SubmissionSection.objects.select_for_update(of=("self",)).get(pk=section.pk)
    insist_unsent(section.submission)
    text = _plain(text)
    if text == section.text:
        return section
    if seen is not None and seen != mark(section.text):
        raise ValidationError({"text": _("Somebody changed this section meanwhile: theirs is shown beside yours.")})
    section.text, section.edited = text, True
    section.save()
    _recorded("submission-section", section.submission, by, section=section.kind)
    return section


@transaction.atomic
def redraft(*, submission: Submission, by: User, only: SubmissionSection | None = None) -> Redrafted:
    """Draft anew from the record what nobody has edited; or one section, edited or not.

    What stood before stays in each section's history. Raises ValidationError once it was filed or dropped.
    """
    insist_unsent(submission)
    record, rows = material_of(submission, by), sections_of(submission)
    before = rows[None, SectionKind.EVIDENCE].text if (None, SectionKind.EVIDENCE) in rows else ""
    changed = 0
    for (official, kind), section in rows.items():
        if (section.pk == only.pk) if only else not section.edited:
            changed += _redrawn(section, draft(SectionKind(kind), record, _person(record, official)))
    moved = numbers_moved(before, draft(SectionKind.EVIDENCE, record))
    edited = [one for one in rows.values() if one.edited and "[" in one.text]
    if changed:
        _recorded("submission-redrafted", submission, by, sections=changed)
    return Redrafted(changed, edited if moved else [])


def _redrawn(section: SubmissionSection, text: str) -> bool:
    """Whether the draft became another one; where it did not, only the day it was looked at is kept."""
    if (section.text, section.edited) == (text, False):
        SubmissionSection.objects.filter(pk=section.pk).update(drafted_on=clock.today())
        return False
    section.text, section.edited, section.drafted_on = text, False, clock.today()
    section.save()
    return True


def _draft_missing(submission: Submission, by: User) -> None:
    """Draft every section that is not there yet."""
    record, rows = material_of(submission, by), sections_of(submission)
    targets = {target.official_id: target for target in submission.targets.all()}
    parts = [(targets[person.official.pk], person, kind) for person in record.people for kind in OF_EACH]
    for target, person, kind in [*parts, *((None, None, kind) for kind in OF_THE_WHOLE)]:
        if (target and target.official_id, kind) not in rows:
            said = {"text": draft(kind, record, person), "drafted_on": clock.today()}
            SubmissionSection.objects.create(submission=submission, target=target, kind=kind, **said)


def _person(record: Material, official: int | None) -> Person | None:
    return next((one for one in record.people if one.official.pk == official), None)


def insist_unsent(submission: Submission) -> None:
    """Raise ValidationError once it was filed or dropped: what was filed stays as it was."""
    state = Action.objects.values_list("state", flat=True).get(pk=submission.action_id)
    if state not in UNSENT:
        raise ValidationError(_("It was filed or dropped: its dossier stays as it was. Start a new one to refresh it."))


def mark(text: str) -> str:
    """A short mark of a text, by which a form knows that nobody has changed it meanwhile."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _plain(text: str) -> str:
    """As it was typed, with one kind of line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _recorded(what: str, submission: Submission, by: User, **facts: Any) -> None:
    trail.record(EventKind.WRITE, what, by=by, target=submission.reference, **facts)
