"""A sheet is undone as if it had not been, but for the event trail; applied again it is the same again."""

import pytest
from django.db import connection
from django.utils import timezone

from cases import folding
from cases.models import Case, Update
from cases.services.access import set_access
from cases.services.dates import enter_key_date
from cases.services.opening import PrisonerData, edit_prisoner
from cases.services.updates import check_nothing_new
from cases.vocabulary import KeyDateKind, Level
from core.partial_dates import parse_partial_date
from sheets.applying.journal import Journal, put_back
from sheets.models import FirstLook, RowKey
from sheets.services.imports import WorkedOn, apply_import, undo_import
from sheets.services.steps import go_on
from sheets.undoing import worked_on
from sheets.vocabulary import ImportState, Verdict
from tests.cases.bringing import tables, told_apart
from tests.factories import FacilityFactory, OfficialFactory, StateFactory
from tests.sheets.applied import SOURCE, applied, apply, undo, verdicts, waiting
from tests.sheets.planning import case_of, log

pytestmark = pytest.mark.django_db
#: The trail stays, and what the import itself was.
KEPT = ("core.Event", "sheets.SheetImport", "sheets.SheetRow")
IVAN = {"name": "Ivan Petrov", "state": "RU", "arrested": "2022-03-01", "source": SOURCE}
OLEG = {**IVAN, "name": "Oleg Orlov", "other_names": "Alik", "charge": "treason", "sentence_end": "2030"}
MARIA = {**IVAN, "name": "Maria Sokolova", "verdict": "2023-01-10", "judge": "A. Judge", "level": "sealed"}


@pytest.fixture(autouse=True)
def russia():
    return StateFactory(code="RU")


@pytest.fixture
def known(staff, russia):
    """Cases on file that a sheet changes in every way it can, each with the row that does."""
    anna, boris = case_of(staff, name="Anna Ivanova"), case_of(staff, name="Boris Smirnov")
    edit_prisoner(
        prisoner=anna.prisoner,
        data=PrisonerData(name="Anna Ivanova", other_names=["Anya"], nationalities=["RU"], biography="Writes."),
        by=staff,
    )
    log(anna, "arrest", "2022-03-01", staff, place="Moscow")
    log(anna, "verdict", "2022-12-01", staff, "custodial")
    enter_key_date(case=anna, kind=KeyDateKind.SENTENCE_END, due=parse_partial_date("2030"), summary="", by=staff)
    log(boris, "arrest", "2022-03-01", staff)
    enter_key_date(case=boris, kind=KeyDateKind.HEARING, due=parse_partial_date("May 2022"), summary="", by=staff)
    FacilityFactory(name="IK-3", state=russia)
    OfficialFactory(name="B. Judge", state=russia, added_by_organisation=staff.organisation)
    everything = {
        "reference": anna.reference,
        "name": "Anna Ivanova-Petrova",
        "other_names": "Anechka",
        "nationalities": "GB",
        "categories": "journalist",
        "birth": "1980",
        "tier": "critical",
        "level": "restricted",
        "arrested": "2022-02-27",
        "place": "Tver",
        "verdict_outcome": "suspended",
        "appeal": "2023-02-01",
        "facility": "IK-3",
        "charge": "treason",
        "judge": "B. Judge; C. Judge",
        "sentence_end": "2031",
        "source": "https://example.org/appeal\nHer sister",
    }
    trial = {"reference": boris.reference, "trial": "2022-05-03", "charge": "espionage", "source": SOURCE}
    return [everything, trial]


def test_added_cases_vanish_with_their_history(staff):
    before = tables(*KEPT)
    sheet = applied(staff, IVAN, OLEG, MARIA)
    assert Case.objects.count() == 3
    undo(sheet)
    assert sheet.state == ImportState.UNDONE
    assert tables(*KEPT) == before
    connection.check_constraints()


def test_changed_cases_have_their_old_values_and_lose_what_was_written(staff, known):
    before = tables(*KEPT)
    sheet = applied(staff, *known)
    assert verdicts(sheet) == [Verdict.CHANGE, Verdict.CHANGE]
    assert tables(*KEPT) != before
    undo(sheet)
    assert tables(*KEPT) == before
    connection.check_constraints()
    assert [list(folding.drift(case)) for case in Case.objects.all()] == [[], []]


def test_a_sheet_that_adds_and_changes_is_undone_whole_and_leaves_what_others_had(staff, advocate, known):
    """The sources of the sheet are cited by what it adds, by what it changes and by what was there."""
    log(case_of(staff, name="Somebody Else"), "arrest", "2022-03-01", staff)
    before = tables(*KEPT)
    undo(applied(staff, IVAN, OLEG, MARIA, *known))
    assert tables(*KEPT) == before


def test_two_sheets_are_undone_one_after_the_other(staff, known):
    first = applied(staff, known[0])
    between = tables(*KEPT)
    second = applied(staff, {"reference": known[0]["reference"], "birth": "1981", "appeal": "2023-02-02"})
    assert len(worked_on(first)) == 1
    undo(second)
    assert tables(*KEPT) == between
    # What the second wrote is in the trail, so the first is not undone without somebody looking at it.
    assert [case.reference for case in worked_on(first)] == [known[0]["reference"]]


def test_applied_again_after_it_was_undone_it_is_the_same(staff, known):
    rows = [IVAN, OLEG, MARIA, *known]
    sheet = applied(staff, *rows)
    cases = list(Case.objects.order_by("pk"))
    first = told_apart(cases)
    undo(sheet)
    again = applied(staff, *rows)
    assert verdicts(again) == [Verdict.ADD] * 3 + [Verdict.CHANGE] * 2
    assert told_apart(Case.objects.order_by("pk")) == first
    assert verdicts(waiting(staff, *rows)) == [Verdict.SAME] * 5


def test_nothing_is_remembered_of_it(staff, known):
    sheet = applied(staff, IVAN, *known)
    undo(sheet)
    assert not RowKey.objects.exists()
    assert not FirstLook.objects.exists()
    assert not sheet.planned.filter(case__isnull=False).exists()
    assert not sheet.planned.filter(undo__isnull=False).exists()


def test_what_an_earlier_sheet_is_known_by_stays(staff):
    applied(staff, IVAN)
    before = tables(*KEPT)
    later = applied(staff, {**IVAN, "birth": "1980"})
    undo(later)
    assert tables(*KEPT) == before
    assert verdicts(waiting(staff, IVAN)) == [Verdict.SAME]


# --- Where somebody has worked on it.
def test_it_stays_where_somebody_has_worked_on_a_case_that_it_added(staff, advocate):
    sheet = applied(staff, IVAN, OLEG)
    assert worked_on(sheet) == []
    case = Case.objects.get(prisoner__name="Oleg Orlov")
    check_nothing_new(case=case, asked="Olga", by=advocate)
    with pytest.raises(WorkedOn) as refused:
        undo_import(sheet=sheet, by=staff)
    assert refused.value.cases == [case]
    assert Case.objects.count() == 2


def test_it_stays_where_somebody_has_worked_on_a_case_that_it_changed(staff, advocate, known):
    sheet = applied(staff, IVAN, *known)
    assert worked_on(sheet) == []
    case = Case.objects.get(prisoner__name="Boris Smirnov")
    set_access(case=case, level=Level.RESTRICTED, named=[], members=[], partners=[], by=advocate, why="asked to")
    assert worked_on(sheet) == [case]


def test_it_stays_where_somebody_works_on_it_while_the_worker_waits(staff, advocate):
    sheet = applied(staff, IVAN)
    undo_import(sheet=sheet, by=staff)
    check_nothing_new(case=Case.objects.get(), asked="Olga", by=advocate)
    assert go_on(sheet)
    sheet.refresh_from_db()
    assert (sheet.state, Case.objects.count()) == (ImportState.APPLIED, 1)


def test_looking_at_a_case_is_no_reason_to_keep_it(staff):
    sheet = applied(staff, IVAN)
    FirstLook.objects.update(looked_at=timezone.now(), by=staff)
    undo(sheet)
    assert not Case.objects.exists()


# --- The journal by itself.
def test_a_journal_puts_back_whatever_was_written_between(staff, known):
    case = Case.objects.get(prisoner__name="Anna Ivanova")
    before = tables("core.Event")
    journal = Journal([case.pk])
    log(case, "letter_received", "2023-04-01", staff)
    case.prisoner.other_names.all().delete()
    Update.objects.filter(case=case).update(account="Changed.")
    put_back(journal.written())
    assert tables("core.Event") == before


def test_a_journal_of_nothing_is_empty(staff, known):
    assert not any(Journal([case.pk for case in Case.objects.all()]).written().values())


def test_applying_that_fails_leaves_nothing(staff, monkeypatch):
    before = tables(*KEPT)
    sheet = waiting(staff, IVAN, OLEG)
    apply_import(sheet=sheet, by=staff)
    monkeypatch.setattr("sheets.applying.cases.to_look_at", lambda sheet, cases: 1 / 0)
    go_on(sheet)
    sheet.refresh_from_db()
    assert sheet.state == ImportState.WAITING
    assert tables(*KEPT) == before
    monkeypatch.undo()
    assert apply(sheet).state == ImportState.APPLIED
