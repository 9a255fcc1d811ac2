"""The steps of a sheet: stored, opened, named, read, looked at, decided, applied."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError

from cases.models import Case, Prisoner
from cases.vocabulary import Status
from core.models import Event
from sheets.models import KnownMapping, SheetImport, SheetPart, SheetRow
from sheets.services import steps
from sheets.services.imports import (
    apply_import,
    choose,
    choose_all,
    name_columns,
    open_other,
    reopen,
)
from sheets.services.steps import go_on
from sheets.vocabulary import Choice, ImportState, Verdict
from tests.sheets.files import workbook
from tests.sheets.sheets import HEADINGS, IVAN, MARIA, OLEG, SOURCE, applied, looked_at, read, states, uploaded

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world():
    states()


# --- The plain way
def test_a_sheet_is_opened_named_read_and_applied_only_when_somebody_says_so(staff):
    sheet = looked_at([IVAN, MARIA, OLEG], staff)
    assert sheet.state == ImportState.MAPPING
    assert sheet.means.columns["Name"] == "name"
    assert sheet.means.columns["Arrested"] == "arrested"
    assert not SheetRow.objects.exists()

    name_columns(sheet=sheet, mapping=sheet.means, by=staff)
    assert go_on(sheet)
    sheet.refresh_from_db()
    assert (sheet.state, sheet.rows, sheet.added, sheet.rejected) == (ImportState.WAITING, 3, 3, 0)
    assert not Case.objects.exists()

    apply_import(sheet=sheet, by=staff)
    assert not Case.objects.exists()
    assert go_on(sheet)
    sheet.refresh_from_db()
    assert sheet.state == ImportState.APPLIED
    status = dict(Case.objects.values_list("prisoner__name", "status"))
    assert status == {
        "Ivan Petrov": Status.DETAINED,
        "Maria Sokolova": Status.CONVICTED_APPEAL,
        "Oleg Orlov": Status.RELEASED,
    }
    assert all(case.owner == staff.organisation and case.lead == staff for case in Case.objects.all())


def test_what_was_brought_in_is_forgotten_where_it_is_not_needed_and_the_trail_keeps_who_did_it(staff):
    sheet = applied([IVAN], staff)
    assert not SheetPart.objects.exists()
    assert sheet.look is None
    told = set(Event.objects.about(sheet.reference).values_list("action", "by"))
    assert told == {(action, staff.pk) for action in ("sheet-uploaded", "sheet-to-be-applied", "sheet-applied")}


def test_the_file_is_never_in_the_database_in_words(staff):
    sheet = uploaded([IVAN], staff)
    assert b"Petrov" not in b"".join(bytes(part.data) for part in sheet.files.all())
    sheet = looked_at([MARIA], staff)
    with_words = SheetImport.objects.filter(pk=sheet.pk).extra(select={"raw": "look || mapping"})
    assert "Sokolova" not in with_words.get().raw


def test_the_same_file_sent_twice_while_it_waits_is_one_import(staff):
    first, second = uploaded([IVAN], staff), uploaded([IVAN], staff)
    assert first == second
    assert SheetImport.objects.count() == 1
    assert uploaded([MARIA], staff) != first


def test_the_same_sheet_again_changes_nothing(staff):
    applied([IVAN, MARIA, OLEG], staff)
    sheet = applied([IVAN, MARIA, OLEG], staff)
    assert (sheet.added, sheet.changed, sheet.unchanged, sheet.alike) == (0, 0, 3, 0)
    assert (Case.objects.count(), Prisoner.objects.count()) == (3, 3)


def test_what_the_columns_mean_is_remembered_for_the_organisation(staff, outsider):
    sheet = looked_at([IVAN], staff)
    said = {"tier": "high", "level": "sealed", "source": "Olga Petrova, his sister"}
    meant = replace(sheet.means, always=said, columns={**sheet.means.columns, "Verdict": ""})
    name_columns(sheet=sheet, mapping=meant, by=staff)
    assert looked_at([MARIA], staff).means == replace(meant, always={"tier": "high"})
    outsider.role = staff.role
    outsider.save()
    assert looked_at([MARIA], outsider).means.always == {}
    assert "Name" not in str(KnownMapping.objects.values_list("headings").get())


def test_columns_can_be_named_anew_and_the_rows_are_read_anew(staff):
    sheet = read([["", *IVAN[1:]], MARIA], staff)
    assert (sheet.added, sheet.rejected) == (1, 1)
    reopen(sheet=sheet, by=staff)
    sheet.refresh_from_db()
    assert sheet.state == ImportState.MAPPING
    name_columns(sheet=sheet, mapping=replace(sheet.means, columns={**sheet.means.columns, "Verdict": ""}), by=staff)
    go_on(sheet)
    sheet.refresh_from_db()
    assert (sheet.added, sheet.rejected, sheet.planned.count()) == (1, 1, 2)


def test_another_sheet_of_a_workbook_is_opened_anew(staff):
    book = workbook([HEADINGS, IVAN], [["Имя", "Страна", "Арестован", "Источник"], ["Олег", "Россия", "2022", SOURCE]])
    sheet = looked_at(book, staff, name="cases.xlsx")
    assert sheet.looked_at.sheet == "Cases"
    with pytest.raises(ValidationError, match="no sheet"):
        open_other(sheet=sheet, name="Nonsense", by=staff)
    open_other(sheet=sheet, name="Cases 2", by=staff)
    go_on(sheet)
    sheet.refresh_from_db()
    assert (sheet.state, sheet.looked_at.sheet) == (ImportState.MAPPING, "Cases 2")
    assert sheet.means.columns["Имя"] == "name"


# --- What is refused
@pytest.mark.parametrize(
    ("changed", "where", "words"),
    [
        ({"columns": {"Nome": "name"}}, "Nome", "no column"),
        ({"columns": {"Name": "nonsense"}}, "Name", "nothing that a column can mean"),
        ({"columns": {"Name": "name", "Country": "state", "Verdict": "state"}}, "Verdict", "Two columns mean"),
        ({"columns": {"Country": "state", "Source": "source"}}, "name", "Say which column"),
        ({"columns": {"Name": "name", "Source": "source"}}, "state", "Say which column"),
        ({"columns": {"Name": "name", "Country": "state", "Arrested": "arrested"}}, "source", "Say where this is from"),
        ({"key": "No."}, "key", "no column"),
        ({"always": {"nonsense": "1"}}, "nonsense", "nothing that a row can say"),
    ],
)
def test_a_mapping_by_which_nothing_could_come_in_is_refused_and_nothing_is_lost(staff, changed, where, words):
    sheet = looked_at([IVAN], staff)
    with pytest.raises(ValidationError) as refused:
        name_columns(sheet=sheet, mapping=replace(sheet.means, **changed), by=staff)
    assert words in " ".join(refused.value.message_dict[where])
    sheet.refresh_from_db()
    assert sheet.state == ImportState.MAPPING


def test_one_source_or_state_for_the_whole_sheet_will_do(staff):
    sheet = looked_at([[IVAN[0], "2022-03-01"]], staff, headings=["Name", "Arrested"])
    meant = replace(sheet.means, always={"state": "RU", "source": SOURCE})
    name_columns(sheet=sheet, mapping=meant, by=staff)
    go_on(sheet)
    sheet.refresh_from_db()
    assert (sheet.state, sheet.added) == (ImportState.WAITING, 1)


def test_what_cannot_be_stored_is_said_at_once(staff, monkeypatch):
    with pytest.raises(ValidationError, match="empty"):
        uploaded(b"", staff)
    monkeypatch.setattr("sheets.services.imports.LARGEST", 10)
    with pytest.raises(ValidationError, match="split the sheet"):
        uploaded([IVAN], staff)
    assert not SheetImport.objects.exists()


def test_what_cannot_be_read_ends_it_with_a_sentence_and_keeps_nothing(staff):
    sheet = uploaded(b"%PDF-1.7 no sheet at all", staff, name="cases.xlsx")
    assert go_on(sheet)
    sheet.refresh_from_db()
    assert sheet.state == ImportState.REFUSED
    assert sheet.message
    assert not SheetPart.objects.exists()


def test_headings_without_a_row_are_said(staff):
    sheet = uploaded([], staff)
    go_on(sheet)
    sheet.refresh_from_db()
    if sheet.state == ImportState.MAPPING:
        name_columns(sheet=sheet, mapping=sheet.means, by=staff)
        go_on(sheet)
        sheet.refresh_from_db()
    assert sheet.state == ImportState.REFUSED
    assert "row" in sheet.message


def test_a_fault_of_ours_ends_it_with_a_sentence_and_one_while_applying_loses_nothing(staff, monkeypatch, caplog):
    sheet = read([IVAN], staff)
    apply_import(sheet=sheet, by=staff)

    def fails(*_):
        raise ZeroDivisionError

    monkeypatch.setitem(steps.APPLIERS, "cases", fails)
    assert go_on(sheet)
    sheet.refresh_from_db()
    assert (sheet.state, "our side" in sheet.message) == (ImportState.WAITING, True)
    assert not Case.objects.exists()
    monkeypatch.undo()
    apply_import(sheet=sheet, by=staff)
    go_on(sheet)
    assert Case.objects.count() == 1


def test_a_database_that_is_away_ends_nothing(staff, monkeypatch):
    sheet = uploaded([IVAN], staff)

    def away(*_):
        raise OperationalError("gone")

    with monkeypatch.context() as patched:
        patched.setattr(steps, "look_at", away)
        with pytest.raises(OperationalError):
            go_on(sheet)
    sheet.refresh_from_db()
    assert sheet.state == ImportState.OPENING
    assert go_on(sheet)


# --- Possible duplicates
def test_a_possible_duplicate_waits_for_somebody_s_word(staff):
    applied([IVAN], staff)
    twin = ["Иван Петров", *IVAN[1:2], "2022-03-02", *IVAN[3:]]
    sheet = read([twin], staff)
    assert (sheet.alike, sheet.added) == (1, 0)
    apply_import(sheet=sheet, by=staff)
    go_on(sheet)
    assert Case.objects.count() == 1


def test_somebody_new_is_added_and_somebody_known_is_not(staff):
    applied([IVAN], staff)
    twin = ["Иван Петров", *IVAN[1:2], "2022-03-02", *IVAN[3:]]
    for choice, count in [(Choice.LEFT_OUT, 1), (Choice.NEW, 2)]:
        sheet = read([twin], staff)
        row = sheet.planned.get(verdict=Verdict.ALIKE)
        choose(sheet=sheet, row=row.number, choice=choice, by=staff)
        apply_import(sheet=sheet, by=staff)
        go_on(sheet)
        assert Case.objects.count() == count


def test_a_duplicate_said_to_be_a_case_changes_that_case(staff):
    applied([IVAN], staff)
    known = Case.objects.get()
    twin = ["Иван Петров", *IVAN[1:2], "2022-03-02", *IVAN[3:]]
    sheet = read([twin], staff)
    row = sheet.planned.get(verdict=Verdict.ALIKE)
    row = choose(sheet=sheet, row=row.number, choice=known.reference, by=staff)
    assert {one.key for one in row.planned.changes} >= {"arrested"}
    apply_import(sheet=sheet, by=staff)
    go_on(sheet)
    known.refresh_from_db()
    assert (Case.objects.count(), known.arrested.to_edtf()) == (1, "2022-03-02")


def test_a_choice_that_is_none_is_refused(staff, case):
    applied([IVAN], staff)
    sheet = read([["Иван Петров", *IVAN[1:2], "2022-03-02", *IVAN[3:]], MARIA], staff)
    alike, new = sheet.planned.get(verdict=Verdict.ALIKE), sheet.planned.get(verdict=Verdict.ADD)
    with pytest.raises(ValidationError, match="Choose one"):
        choose(sheet=sheet, row=alike.number, choice=case.reference, by=staff)
    with pytest.raises(ValidationError, match="no possible duplicate"):
        choose(sheet=sheet, row=new.number, choice=Choice.NEW, by=staff)
    assert choose_all(sheet=sheet, choice=Choice.NEW, by=staff) == 1
    assert choose_all(sheet=sheet, choice=Choice.LEFT_OUT, by=staff) == 0


def test_two_rows_are_not_one_case(staff):
    applied([IVAN], staff)
    known = Case.objects.get()
    twins = [[name, IVAN[1], "2022-03-02", *IVAN[3:]] for name in ("Иван Петров", "Ivan  PETROV")]
    sheet = read(twins, staff)
    first, second = sheet.planned.filter(verdict=Verdict.ALIKE)
    choose(sheet=sheet, row=first.number, choice=known.reference, by=staff)
    with pytest.raises(ValidationError, match="Another row"):
        choose(sheet=sheet, row=second.number, choice=known.reference, by=staff)


def test_what_somebody_said_of_duplicates_outlives_a_second_reading(staff):
    applied([IVAN], staff)
    sheet = read([["Иван Петров", IVAN[1], "2022-03-02", *IVAN[3:]]], staff)
    choose(sheet=sheet, row=2, choice=Choice.NEW, by=staff)
    reopen(sheet=sheet, by=staff)
    sheet.refresh_from_db()
    name_columns(sheet=sheet, mapping=sheet.means, by=staff)
    go_on(sheet)
    assert sheet.planned.get().choice == Choice.NEW
