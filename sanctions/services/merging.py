"""Making two records of one official one, and taking that back exactly."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import Citation, Involvement, Official, OfficialName, OfficialPosition, OfficialRelation
from cases.visibility import stricter, strictest
from cases.vocabulary import Level, NameKind
from core import trail
from core.models import EventKind
from sanctions.designating import keep_in_step
from sanctions.ledger import Ledger, take_back
from sanctions.models import Designation, Match, NotSought, OfficialMerge, SubmissionTarget
from sanctions.services.screening import ask_for_screening
from sanctions.services.telling import tell_cases_of
from sanctions.vocabulary import Decision


@transaction.atomic
def merge(*, kept: Official, gone: Official, why: str, by: User) -> OfficialMerge:
    """Make `gone` part of `kept`: whatever hangs on it moves over, and its names become other names of `kept`.

    Where both have the same (the same function in a case, the same entry, the same designation) one of them stays: of
    involvements the approved one, of matches the decided one, else that of `kept`. Sources are never lost. Everything
    is remembered for `undo_merge`. Raises ValidationError without a reason, for one and the same, for a person and a
    body, or for one that was merged away already.
    """
    kept, gone = _held_pair(kept, gone)
    _check(kept, gone, why)
    ledger = Ledger()
    _move_involvements(ledger, kept, gone)
    _move_matches(ledger, kept, gone)
    _move_designations(ledger, kept, gone)
    _move_the_rest(ledger, kept, gone)
    _take_names(ledger, kept, gone)
    gone.merged_into = kept
    gone.save()
    made = OfficialMerge.objects.create(kept=kept, gone=gone, why=why.strip(), by=by, moved={"steps": ledger.steps})
    _renamed(kept, by)
    tell_cases_of(kept)
    trail.record(EventKind.DECISION, "officials-merged", by=by, target=kept.reference, reason=why, gone=gone.reference)
    return made


@transaction.atomic
def undo_merge(*, merged: OfficialMerge, by: User) -> OfficialMerge:
    """Two records again, each with what it had. What was added to the kept one since stays with it.

    Twice changes nothing. Raises ValidationError where a later merge has to be taken back first.
    """
    merged = OfficialMerge.objects.select_for_update().get(pk=merged.pk)
    if merged.undone_at is not None:
        return merged
    kept, gone = _held_pair(merged.kept, merged.gone)
    later = OfficialMerge.objects.filter(undone_at=None, pk__gt=merged.pk)
    if later.filter(Q(kept=kept) | Q(gone=kept)).exists():
        raise ValidationError(_("There is a later merge of %(name)s: take that back first.") % {"name": kept})
    gone.merged_into = None
    gone.save()
    take_back(merged.moved["steps"])
    _sort_designations(kept, gone)
    merged.undone_at, merged.undone_by = timezone.now(), by
    merged.save()
    for official in (kept, gone):
        _renamed(official, by)
    tell_cases_of(kept, gone)
    trail.record(EventKind.DECISION, "merge-undone", by=by, target=kept.reference, gone=gone.reference)
    return merged


def _held_pair(one: Official, other: Official) -> tuple[Official, Official]:
    """Both, ours until the transaction ends; always locked in the same order."""
    rows = {
        row.pk: row for row in Official.objects.select_for_update().filter(pk__in=[one.pk, other.pk]).order_by("pk")
    }
    return rows[one.pk], rows[other.pk]


def _check(kept: Official, gone: Official, why: str) -> None:
    if kept.pk == gone.pk:
        raise ValidationError(_("This is one and the same record: choose another."))
    if kept.merged_into_id or gone.merged_into_id:
        raise ValidationError(_("One of them was merged meanwhile: look at both again."))
    if kept.kind != gone.kind:
        raise ValidationError(_("One is a person, the other a body: correct that first."))
    if not why.strip():
        raise ValidationError({"why": _("Say why; the reason stays on record.")})


# --- Involvements: one for each case and function.
def _move_involvements(ledger: Ledger, kept: Official, gone: Official) -> None:
    there = {(row.case_id, row.function): row for row in kept.involvements.all()}
    for row in gone.involvements.order_by("pk"):
        same = there.get((row.case_id, row.function))
        if same is None:
            ledger.change(row, official_id=kept.pk)
            continue
        stays, goes = (row, same) if _stronger(row, same) else (same, row)
        _move_citations(ledger, goes, stays)
        ledger.delete(goes)
        ledger.change(stays, official_id=kept.pk)


def _stronger(row: Involvement, than: Involvement) -> bool:
    """Approved before alleged, and then whichever more people may see: nobody is to lose sight of what they knew."""
    one, other = row.approved_at is not None, than.approved_at is not None
    return (one, stricter(than.level, row.level)) > (other, stricter(row.level, than.level))


def _move_citations(ledger: Ledger, goes: Involvement, stays: Involvement) -> None:
    """The sources of one go under the other, and nobody sees one whom its old place kept from it."""
    cited = set(stays.citations.values_list("source", flat=True))
    for citation in goes.citations.order_by("pk"):
        if citation.source_id in cited:
            ledger.delete(citation)
            continue
        level = strictest(citation.level, goes.level)
        if level == Level.SEALED:
            ledger.name(citation, _named_for(citation, goes))
        ledger.change(citation, involvement_id=stays.pk, level=level)


def _named_for(citation: Citation, goes: Involvement) -> list[int]:
    """Who could read a citation: whoever every sealed one of the two names."""
    sealed: list[Any] = [one for one in (citation, goes) if one.level == Level.SEALED]
    people = [set(one.named.values_list("pk", flat=True)) for one in sealed]
    return sorted(set.intersection(*people))


# --- Matches: one for each entry. Designations: one for each programme and number.
def _move_matches(ledger: Ledger, kept: Official, gone: Official) -> None:
    there = {row.entry_id: row for row in kept.matches.all()}
    for row in gone.matches.order_by("pk"):
        same = there.get(row.entry_id)
        if same is None:
            ledger.change(row, official_id=kept.pk)
            continue
        stays, goes = (row, same) if _firmness(row) > _firmness(same) else (same, row)
        for designation in goes.designations.all():
            if stays.decision == goes.decision:
                ledger.change(designation, match_id=stays.pk)
            else:
                ledger.delete(designation)  # the decision that stands says otherwise
        ledger.delete(goes)
        ledger.change(stays, official_id=kept.pk)


def _firmness(match: Match) -> int:
    """Settled before unsure before undecided."""
    return 2 if match.decision in (Decision.SAME, Decision.NOT_SAME) else int(match.decision == Decision.UNSURE)


def _move_designations(ledger: Ledger, kept: Official, gone: Official) -> None:
    there = {(row.programme_id, row.list_id): row for row in kept.designations.all()}
    for row in Designation.objects.filter(official=gone).order_by("pk"):
        same = there.get((row.programme_id, row.list_id))
        if same is None:
            ledger.change(row, official_id=kept.pk)
            continue
        seen = min((day for day in (same.first_seen_on, row.first_seen_on) if day), default=None)
        ledger.delete(row)
        ledger.change(same, first_seen_on=seen, from_the_first=same.from_the_first or row.from_the_first)


def _sort_designations(kept: Official, gone: Official) -> None:
    """What came in between goes where its match went."""
    astray = list(Designation.objects.filter(official=kept, match__official=gone))
    for row in astray:
        if Designation.objects.filter(official=gone, programme=row.programme_id, list_id=row.list_id).exists():
            row.delete()
        else:
            row.official = gone
            row.save()
    if astray:
        keep_in_step(Match.objects.confirmed().filter(official__in=[kept, gone]))


# --- What has no twin to collide with, or stays behind, unseen, where it has.
def _move_the_rest(ledger: Ledger, kept: Official, gone: Official) -> None:
    for position in OfficialPosition.objects.filter(official=gone):
        ledger.change(position, official_id=kept.pk)
    for position in OfficialPosition.objects.filter(body=gone):
        ledger.change(position, body_id=kept.pk)
    _move_relations(ledger, kept, gone)
    taken = set(SubmissionTarget.objects.filter(official=kept).values_list("submission", flat=True))
    for target in SubmissionTarget.objects.filter(official=gone).exclude(submission__in=taken):
        ledger.change(target, official_id=kept.pk)
    for target in SubmissionTarget.objects.filter(through=gone):
        ledger.change(target, through_id=kept.pk)
    of_kept = NotSought.objects.filter(official=kept, withdrawn_on=None)
    standing = set(of_kept.values_list("by__organisation", "jurisdiction"))  # each organisation decides for itself
    for row in NotSought.objects.filter(official=gone).select_related("by"):
        if row.withdrawn_on is not None or (row.by.organisation_id, row.jurisdiction) not in standing:
            ledger.change(row, official_id=kept.pk)


def _move_relations(ledger: Ledger, kept: Official, gone: Official) -> None:
    both = Q(official__in=[kept, gone]) | Q(other__in=[kept, gone])
    rows = list(OfficialRelation.objects.filter(both).order_by("pk"))
    there = {
        (row.official_id, row.other_id, row.kind) for row in rows if gone.pk not in (row.official_id, row.other_id)
    }
    for row in rows:
        if gone.pk not in (row.official_id, row.other_id):
            continue
        official, other = (kept.pk if key == gone.pk else key for key in (row.official_id, row.other_id))
        if official != other and (official, other, row.kind) not in there:
            there.add((official, other, row.kind))
            ledger.change(row, official_id=official, other_id=other)


def _take_names(ledger: Ledger, kept: Official, gone: Official) -> None:
    """The names of `gone` become other names of `kept`; those that it has already stay behind."""
    known = set(kept.all_names())
    for row in gone.other_names.all():
        if row.text not in known:
            known.add(row.text)
            ledger.change(row, official_id=kept.pk)
    for text in (gone.name, gone.native_name):
        if text and text not in known:
            known.add(text)
            ledger.add(OfficialName(official=kept, text=text, kind=NameKind.ALSO_KNOWN_AS))


def _renamed(official: Official, by: User) -> None:
    """Its search key follows its names, and the lists are asked anew."""
    Official.objects.filter(pk=official.pk).update(key=official.search_text())
    ask_for_screening(official=official, because="merge", by=by)
