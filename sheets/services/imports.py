"""Bringing in a sheet, as somebody asks for it: stored, its columns named, looked at, applied or dropped, undone.

Each is one transaction and safe to repeat. What takes long is the worker's: `sheets.services.steps`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import Case
from core import trail
from core.kept_files import MB, Upload, hash_of_uploads, named, store
from core.models import EventKind
from sheets.models import SheetImport, SheetRow
from sheets.planning.changes import against
from sheets.services.naming import check_mapping, remember
from sheets.shapes import Mapping
from sheets.undoing import worked_on
from sheets.vocabulary import UNDER_WAY, Choice, ImportState, SheetKind, Verdict

#: Of a file as it comes. The largest sheets of cases we have seen take 4 MB.
LARGEST = 50 * MB
ASKED = (ImportState.MAPPING, ImportState.WAITING)
#: So long somebody may take to name its columns and to look at it.
LEFT_LYING = timedelta(days=30)
#: Said already: a button pressed twice is pressed once.
TO_BE_APPLIED = (ImportState.APPLYING, ImportState.APPLIED)
TO_BE_UNDONE = (ImportState.UNDOING, ImportState.UNDONE)
GIVEN_UP = (ImportState.DROPPED, ImportState.REFUSED)


class WorkedOn(ValidationError):
    """Somebody has worked on `cases` since they came in, so the sheet stays."""

    def __init__(self, cases: Sequence[Case]) -> None:
        super().__init__(
            _("Somebody has worked on these cases since. What they did would be lost, so the sheet stays.")
        )
        self.cases = list(cases)


def begin_import(*, kind: SheetKind, upload: Upload, by: User, held_until: datetime | None = None) -> SheetImport:
    """Store what was uploaded and put it in the queue; held until then, it is nobody's but the caller's.

    The same file sent twice while the first waits is one import. Raises ValidationError for what cannot be stored.
    """
    files = named([upload])
    digest = hash_of_uploads(files, largest=LARGEST, instead=_("split the sheet into parts."))
    with transaction.atomic():
        waiting = SheetImport.objects.filter(by=by, kind=kind, file_hash=digest, state__in=[*UNDER_WAY, *ASKED])
        if held_until is None and (known := waiting.select_for_update().first()):
            return known
        sheet = SheetImport.objects.create(
            kind=kind,
            file_name=next(iter(files)),
            file_hash=digest,
            leased_until=held_until,
            by=by,
            organisation=by.organisation,
        )
        store(sheet.files, files)
        trail.record(EventKind.WRITE, "sheet-uploaded", by=by, target=sheet.reference, sheet=kind)
    return sheet


@transaction.atomic
def name_columns(*, sheet: SheetImport, mapping: Mapping, by: User) -> SheetImport:
    """Say what the columns mean, and have the rows read by that; what was read before is read anew.

    Raises ValidationError, keyed by heading or column, for a mapping by which no row could come in.
    """
    sheet = _locked(sheet, *ASKED)
    assert sheet.looked_at is not None
    check_mapping(SheetKind(sheet.kind), sheet.looked_at, mapping)
    remember(SheetKind(sheet.kind), sheet.looked_at, mapping, sheet.organisation)
    sheet.mapping, sheet.state, sheet.message = mapping.to_json(), ImportState.READING, None
    sheet.done, sheet.total, sheet.tries = 0, sheet.looked_at.rows, 0
    sheet.save()
    return sheet


@transaction.atomic
def reopen(*, sheet: SheetImport, by: User) -> SheetImport:
    """Back to the naming of columns."""
    sheet = _locked(sheet, *ASKED)
    sheet.state = ImportState.MAPPING
    sheet.save()
    return sheet


@transaction.atomic
def open_other(*, sheet: SheetImport, name: str, by: User) -> SheetImport:
    """Read another sheet of the workbook: it is opened anew, and its columns are asked for."""
    sheet = _locked(sheet, *ASKED)
    look = sheet.looked_at
    if look is None or name not in look.sheets:
        raise ValidationError(_("The file has no sheet “%(name)s”."), params={"name": name[:60]})
    sheet.state, sheet.look, sheet.mapping, sheet.message = ImportState.OPENING, {"sheet": name}, None, None
    sheet.done, sheet.total, sheet.tries = 0, 0, 0
    sheet.planned.all().delete()
    sheet.save()
    return sheet


@transaction.atomic
def choose(*, sheet: SheetImport, row: int, choice: str, by: User) -> SheetRow:
    """Say who a possible duplicate is: somebody new, somebody to leave out, or the case of that reference."""
    sheet = _locked(sheet, ImportState.WAITING)
    found = sheet.planned.filter(verdict=Verdict.ALIKE, number=row).first()
    if found is None:
        raise ValidationError(_("Row %(row)s is no possible duplicate."), params={"row": row})
    planned = found.planned
    if choice not in Choice.values:
        case = Case.objects.visible_to(by).filter(reference=choice).first()
        if case is None or choice not in {one.reference for one in planned.alike}:
            raise ValidationError(_("Choose one of those that row %(row)s may be."), params={"row": row})
        if sheet.planned.filter(choice=choice).exclude(number=row).exists():
            raise ValidationError(_("Another row is said to be %(case)s already."), params={"case": choice})
        planned = against(sheet, planned, case)
        found.plan = planned.to_json()
    found.choice = choice
    found.save()
    return found


@transaction.atomic
def choose_all(*, sheet: SheetImport, choice: Choice, by: User) -> int:
    """Say the same of every possible duplicate that nobody has decided yet. Returns how many there were."""
    sheet = _locked(sheet, ImportState.WAITING)
    return sheet.planned.filter(verdict=Verdict.ALIKE, choice=Choice.UNDECIDED).update(choice=choice)


@transaction.atomic
def apply_import(*, sheet: SheetImport, by: User) -> SheetImport:
    """Have it applied: all that is to be added or changed, or nothing."""
    sheet = _locked(sheet, ImportState.WAITING, *TO_BE_APPLIED)
    if sheet.state in TO_BE_APPLIED:
        return sheet
    sheet.state, sheet.done, sheet.tries, sheet.message = ImportState.APPLYING, 0, 0, None
    sheet.total = sheet.planned.filter(verdict__in=[Verdict.ADD, Verdict.CHANGE, Verdict.ALIKE]).count()
    sheet.save()
    trail.record(EventKind.DECISION, "sheet-to-be-applied", by=by, target=sheet.reference)
    return sheet


@transaction.atomic
def drop_import(*, sheet: SheetImport, by: User) -> SheetImport:
    """Do not apply it: the file and what was read of it are forgotten, and a worker that reads it stops."""
    sheet = _locked(sheet, ImportState.OPENING, ImportState.READING, *ASKED, *GIVEN_UP)
    if sheet.state in GIVEN_UP:
        return sheet
    sheet.state, sheet.leased_until = ImportState.DROPPED, None
    forget_file(sheet)
    sheet.planned.all().delete()
    sheet.save()
    trail.record(EventKind.DECISION, "sheet-dropped", by=by, target=sheet.reference)
    return sheet


@transaction.atomic
def undo_import(*, sheet: SheetImport, by: User) -> SheetImport:
    """Have it undone, as if it had not been. Raises WorkedOn where somebody has worked on what came in."""
    sheet = _locked(sheet, ImportState.APPLIED, *TO_BE_UNDONE)
    if sheet.state in TO_BE_UNDONE:
        return sheet
    if cases := worked_on(sheet):
        raise WorkedOn(cases)
    sheet.state, sheet.done, sheet.tries, sheet.message = ImportState.UNDOING, 0, 0, None
    sheet.save()
    trail.record(EventKind.DECISION, "sheet-to-be-undone", by=by, target=sheet.reference)
    return sheet


def forget_file(sheet: SheetImport) -> None:
    """The file, its samples and what was said of it name people: they are kept no longer than they are needed."""
    sheet.files.all().delete()
    sheet.look = sheet.mapping = None


def drop_abandoned() -> int:
    """Drop what nobody has come back to: a sheet of names is no thing to leave lying. Returns how many."""
    left = SheetImport.objects.filter(state__in=ASKED, created_at__lt=timezone.now() - LEFT_LYING)
    return len([drop_import(sheet=sheet, by=sheet.by) for sheet in left.select_related("by")])


def _locked(sheet: SheetImport, *states: ImportState) -> SheetImport:
    """The import as it is now, locked. Raises ValidationError where it is in another state."""
    sheet = SheetImport.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    if sheet.state not in states:
        raise ValidationError(
            _("This cannot be done now. Where it stands: %(state)s."), params={"state": sheet.get_state_display()}
        )
    return sheet
