"""How a sheet ends: dropped, undone, kept because somebody built on it; and what workers that die leave behind."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.models import Case, Prisoner, Update
from cases.services.updates import check_nothing_new
from core import leasing
from core.models import Event
from sheets.models import SheetImport, SheetPart, SheetRow
from sheets.services import steps
from sheets.services.imports import (
    WorkedOn,
    apply_import,
    drop_import,
    name_columns,
    undo_import,
)
from sheets.services.steps import go_on
from sheets.tasks import go_on_imports
from sheets.vocabulary import ImportState
from tests.factories import UserFactory
from tests.sheets.sheets import IVAN, MARIA, applied, looked_at, read, states, uploaded

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world():
    states()


# --- Dropped, undone
def test_dropped_while_it_is_read_it_leaves_no_row(staff, monkeypatch):
    sheet = looked_at([IVAN, MARIA], staff)
    name_columns(sheet=sheet, mapping=sheet.means, by=staff)
    dates_order = steps.dates_order

    def dropped_meanwhile(*arguments):
        drop_import(sheet=sheet, by=staff)
        return dates_order(*arguments)

    monkeypatch.setattr(steps, "dates_order", dropped_meanwhile)
    assert go_on(sheet)
    sheet.refresh_from_db()
    assert (sheet.state, SheetRow.objects.exists(), sheet.mapping) == (ImportState.DROPPED, False, None)


def test_what_nobody_comes_back_to_is_dropped_after_a_month(staff):
    old, young = read([IVAN], staff), read([MARIA], staff)
    SheetImport.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=31))
    go_on_imports()
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.state, young.state) == (ImportState.DROPPED, ImportState.WAITING)


@pytest.mark.parametrize("changed", [{"is_active": False}, {"role": "viewer"}, {"organisation": None}])
def test_whoever_may_not_any_more_applies_and_undoes_nothing(staff, changed):
    waiting, there = read([IVAN], staff), applied([MARIA], staff)
    apply_import(sheet=waiting, by=staff)
    undo_import(sheet=there, by=staff)
    for name, value in changed.items():
        setattr(staff, name, value if name != "organisation" else UserFactory().organisation)
    staff.save()
    for sheet, state in [(waiting, ImportState.WAITING), (there, ImportState.APPLIED)]:
        go_on(SheetImport.objects.get(pk=sheet.pk))
        sheet.refresh_from_db()
        assert (sheet.state, "any more" in sheet.message) == (state, True)
    assert Case.objects.count() == 1


def test_dropped_it_leaves_nothing(staff):
    sheet = read([IVAN], staff)
    drop_import(sheet=sheet, by=staff)
    drop_import(sheet=sheet, by=staff)
    sheet.refresh_from_db()
    assert sheet.state == ImportState.DROPPED
    assert not any(model.objects.exists() for model in (SheetPart, SheetRow, Case))
    with pytest.raises(ValidationError, match="cannot be done now"):
        apply_import(sheet=sheet, by=staff)


def test_undone_it_is_as_if_it_had_not_been_but_for_the_trail(staff):
    sheet = applied([IVAN, MARIA], staff)
    undo_import(sheet=sheet, by=staff)
    assert Case.objects.count() == 2
    assert go_on(sheet)
    sheet.refresh_from_db()
    assert sheet.state == ImportState.UNDONE
    for model in (Case, Prisoner, Update):
        assert not model.objects.exists()
        assert not model.history.exists()
    assert not sheet.planned.exists()
    assert Event.objects.about(sheet.reference).filter(action="sheet-undone", by=staff).exists()
    assert applied([IVAN, MARIA], staff).added == 2


def test_what_somebody_has_worked_on_stays_and_is_named(staff, advocate):
    sheet = applied([IVAN, MARIA], staff)
    case = Case.objects.get(prisoner__name="Maria Sokolova")
    check_nothing_new(case=case, asked="The lawyer", by=advocate)
    with pytest.raises(WorkedOn) as refused:
        undo_import(sheet=sheet, by=staff)
    assert refused.value.cases == [case]
    assert Case.objects.count() == 2


def test_worked_on_between_the_word_and_the_worker_it_stays_too(staff, advocate):
    sheet = applied([IVAN], staff)
    undo_import(sheet=sheet, by=staff)
    check_nothing_new(case=Case.objects.get(), asked="The lawyer", by=advocate)
    go_on(sheet)
    sheet.refresh_from_db()
    assert (sheet.state, Case.objects.count()) == (ImportState.APPLIED, 1)
    assert "stays" in sheet.message


# --- Workers
def test_only_one_worker_has_it_and_another_goes_on_where_one_died(staff):
    sheet = uploaded([IVAN], staff)
    assert leasing.Lease.take(sheet)
    assert not go_on(sheet)
    SheetImport.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert go_on(sheet)


def test_a_worker_that_was_thought_dead_writes_nothing(staff, monkeypatch):
    sheet = read([IVAN], staff)
    apply_import(sheet=sheet, by=staff)
    apply = steps.APPLIERS["cases"]

    def overtaken(held, rows, told):
        apply(held, rows, told)
        raise leasing.LeaseLost

    monkeypatch.setitem(steps.APPLIERS, "cases", overtaken)
    assert go_on(sheet)
    assert not Case.objects.exists()


def test_a_file_that_ends_its_workers_is_not_tried_for_ever(staff, caplog):
    sheet = uploaded([IVAN], staff)
    SheetImport.objects.update(tries=leasing.TRIES)
    assert go_on(sheet)
    sheet.refresh_from_db()
    assert sheet.state == ImportState.REFUSED


def test_the_sweep_takes_up_what_lies_and_leaves_what_waits(staff):
    lying, waiting = uploaded([IVAN], staff), read([MARIA], staff)
    assert go_on_imports() == 1
    lying.refresh_from_db()
    waiting.refresh_from_db()
    assert (lying.state, waiting.state) == (ImportState.MAPPING, ImportState.WAITING)


def test_a_case_that_changed_since_somebody_looked_is_shown_anew_and_not_written_over(staff):
    applied([IVAN], staff)
    case = Case.objects.get()
    row = [case.reference, "Ivan Petrovich Petrov"]
    sheet = read([row], staff, headings=["Reference", "Name"])
    assert sheet.changed == 1
    apply_import(sheet=sheet, by=staff)
    Prisoner.objects.update(name="Ivan P. Petrov")
    go_on(sheet)
    sheet.refresh_from_db()
    assert (sheet.state, Prisoner.objects.get().name) == (ImportState.READING, "Ivan P. Petrov")
    go_on(sheet)
    sheet.refresh_from_db()
    assert sheet.planned.get().planned.changes[0].was == "Ivan P. Petrov"


def test_only_whoever_brought_it_sees_it(staff, admin):
    sheet = uploaded([IVAN], staff)
    assert list(SheetImport.objects.visible_to(staff)) == [sheet]
    assert not SheetImport.objects.visible_to(admin).exists()
    assert not SheetImport.objects.visible_to(UserFactory(role=admin.role)).exists()
