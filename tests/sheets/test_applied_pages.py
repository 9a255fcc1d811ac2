"""Applying, dropping, undoing: handed to the worker, refused where they cannot be, and said in the end."""

import pytest
from django.utils import timezone

from sheets.models import SheetRow
from sheets.views import steps
from sheets.vocabulary import ImportState
from tests.cases.pages import signed_in, text_of
from tests.factories import CaseFactory
from tests.sheets.pages import at, sheet, waiting

pytestmark = pytest.mark.django_db


def test_applying_is_handed_to_the_worker(staff, case):
    brought = waiting(staff, case)
    assert signed_in(staff).post(at("apply", brought)).url == brought.get_absolute_url()
    brought.refresh_from_db()
    assert brought.state == ImportState.APPLYING


def test_dropped_it_is_said_what_became_of_it(staff, case):
    brought = waiting(staff, case)
    said = text_of(signed_in(staff).post(at("drop", brought), follow=True))
    assert "nothing of it was written" in said
    assert not SheetRow.objects.exists()


def test_the_columns_can_be_named_again_with_the_words_that_were_unknown(staff, case):
    brought = waiting(staff, case)
    answer = signed_in(staff).post(at("back", brought), follow=True)
    assert answer.context["form"].worded[0][0].text == "пікет"


@pytest.mark.parametrize("name", ["apply", "drop", "undo", "back"])
def test_a_step_that_cannot_be_taken_now_says_so_and_changes_nothing(staff, name):
    over = sheet(staff, ImportState.UNDONE if name != "undo" else ImportState.WAITING, undone_at=timezone.now())
    before = over.state
    answer = signed_in(staff).post(at(name, over), follow=True)
    assert "This cannot be done now" in text_of(answer)
    over.refresh_from_db()
    assert over.state == before


def applied(by, case):
    brought = waiting(by, case)
    brought.state, brought.applied_at = ImportState.APPLIED, timezone.now()
    brought.save()
    return brought


def test_what_was_done_is_said_with_the_cases_and_what_undoing_means(staff, case):
    brought = applied(staff, case)
    SheetRow.objects.filter(number=3).update(case=case, made=True)
    said = text_of(signed_in(staff).get(at("sheet", brought)))
    assert "It is in." in said
    assert "as if the sheet had not come in" in said
    assert case.get_absolute_url() in said
    assert "Apply:" not in said


def test_undoing_is_handed_to_the_worker(staff, case):
    brought = applied(staff, case)
    signed_in(staff).post(at("undo", brought))
    brought.refresh_from_db()
    assert brought.state == ImportState.UNDOING


def test_where_somebody_has_worked_since_those_cases_are_named_and_nothing_is_undone(staff, case, monkeypatch):
    brought, hidden = applied(staff, case), CaseFactory()

    def refused(**_):
        raise steps.WorkedOn([case, hidden])

    monkeypatch.setattr(steps, "undo_import", refused)
    answer = signed_in(staff).post(at("undo", brought))
    assert answer.status_code == 422
    assert case.get_absolute_url() in text_of(answer)
    assert hidden.reference not in text_of(answer)
    brought.refresh_from_db()
    assert brought.state == ImportState.APPLIED


def test_what_could_not_be_read_says_why_and_what_to_do_next(staff):
    refused = sheet(staff, ImportState.REFUSED, message="This is a picture.")
    said = text_of(signed_in(staff).get(at("sheet", refused)))
    assert "This is a picture." in said
    assert "Mend the file and bring it in again" in said


def test_what_was_undone_says_so(staff):
    undone = sheet(staff, ImportState.UNDONE, undone_at=timezone.now())
    assert "It was undone on" in text_of(signed_in(staff).get(at("sheet", undone)))
