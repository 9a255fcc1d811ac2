"""Drafts: kept on the server for one writer and case, restored, discarded, and gone once the update is saved."""

import uuid

import pytest
from django.db import connection

from cases.models import Draft, Update
from tests.cases.pages import HTMX, at, log, signed_in, text_of, typed
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db
BEGUN = {"summary": "Half a sentence", "occurred": "some time in Ju"}


def keep(user, case, data=None, **headers):
    return signed_in(user).post(at("draft", case), data or typed(**BEGUN), **headers)


def test_what_is_typed_is_kept_and_restored_when_the_form_opens(case, advocate):
    second = {"source": "Evgenia", "says": "about an hour"}
    answer = keep(advocate, case, typed(**BEGUN, rows=[{"source": "https://a.example/"}, second]), **HTMX)
    assert "Draft kept" in text_of(answer)
    client = signed_in(advocate)
    assert "Go on with your draft" in text_of(client.get(at("case", case)))
    said = text_of(client.get(at("update-new", case)))
    for words in (
        "Half a sentence",
        "some time in Ju",
        "https://a.example/",
        "Evgenia",
        "about an hour",
        "family_visit",
    ):
        assert words in said
    assert 'role="alert"' not in said


def test_a_draft_is_its_writers_alone_and_of_one_case(case, organisation, advocate, staff):
    keep(advocate, case)
    other = CaseFactory(owner=organisation, lead=advocate)
    assert "Half a sentence" not in text_of(signed_in(staff).get(at("update-new", case)))
    assert "draft" not in text_of(signed_in(staff).get(at("case", case))).lower()
    assert "Half a sentence" not in text_of(signed_in(advocate).get(at("update-new", other)))


def test_typing_on_replaces_the_draft(case, advocate):
    keep(advocate, case)
    keep(advocate, case, typed(summary="Another sentence"))
    assert Draft.objects.count() == 1
    assert "Another sentence" in text_of(signed_in(advocate).get(at("update-new", case)))


def test_the_database_never_sees_the_words(case, advocate):
    keep(advocate, case)
    with connection.cursor() as cursor:
        cursor.execute("select text from cases_draft")
        (stored,) = cursor.fetchone()
    assert "Half a sentence" not in stored


def test_an_empty_form_makes_no_draft(case, advocate):
    assert not text_of(keep(advocate, case, typed(summary=" ", rows=[{"source": ""}]))).strip()
    assert not Draft.objects.exists()


def test_too_much_text_is_not_kept(case, advocate):
    keep(advocate, case, typed(account="x" * 70_000))
    assert not Draft.objects.exists()


def test_a_draft_can_be_discarded(case, advocate, staff):
    keep(advocate, case)
    keep(staff, case)
    said = text_of(signed_in(advocate).get(at("update-new", case)))
    assert f'action="{at("draft-discard", case)}"' in said
    assert signed_in(advocate).post(at("draft-discard", case)).status_code == 302
    assert [draft.user for draft in Draft.objects.all()] == [staff]


def test_saving_the_update_ends_its_draft(case, advocate):
    keep(advocate, case)
    assert signed_in(advocate).post(at("update-new", case), typed()).status_code == 302
    assert not Draft.objects.exists()


def test_a_draft_that_arrives_after_its_form_was_saved_does_not_come_back(case, advocate):
    signed_in(advocate).post(at("update-new", case), typed())
    keep(advocate, case, typed())
    assert not Draft.objects.exists()
    keep(advocate, case, typed(form_key=str(uuid.uuid4())))
    assert Draft.objects.exists()


def test_a_restored_draft_saves_once_under_its_own_key(case, advocate):
    keep(advocate, case, typed())
    said = text_of(signed_in(advocate).get(at("update-new", case)))
    assert 'value="4a4a8a32-30e4-4d6e-bd24-2d58de4ce0c5"' in said


def test_a_correction_does_not_touch_the_draft(case, advocate):
    keep(advocate, case)
    update = log(case, advocate, "health", "1 April 2023")
    data = typed(rows=[{"source": "https://a.example/"}], why="typo")
    assert signed_in(advocate).post(at("update-correct", case, update), data).status_code == 302
    assert Draft.objects.exists()
    assert Update.objects.count() == 2


def test_markup_in_a_draft_is_shown_as_text(case, advocate):
    keep(advocate, case, typed(summary='"><script>alert(1)</script>'))
    assert "<script>alert" not in text_of(signed_in(advocate).get(at("update-new", case)))
