"""The pages of bringing in a sheet: the list, the upload, templates, whose a sheet is, and how far the worker is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sheets import progress
from sheets.models import SheetImport
from sheets.shapes import Alike
from sheets.vocabulary import ImportState, SheetKind, Verdict
from tests.cases.pages import HTMX, signed_in, text_of
from tests.factories import CaseFactory
from tests.sheets.pages import PICKET, at, row, sheet, upload, waiting

pytestmark = pytest.mark.django_db
LIST = reverse("sheets:sheet-list")
STEPS = ("columns", "back", "choose", "choose-all", "apply", "drop", "undo")


# --- The list, the upload, the templates
def test_a_new_house_is_told_how_it_goes_and_what_will_stand_here(staff):
    said = text_of(signed_in(staff).get(LIST))
    assert "Say what its columns mean" in said
    assert "None yet" in said
    assert reverse("sheets:template", args=["cases", "xlsx"]) in said


def test_the_list_shows_ones_own_sheets_and_no_colleagues(staff, admin):
    mine, theirs = sheet(staff), sheet(admin, file_name="their list.csv")
    said = text_of(signed_in(staff).get(LIST))
    assert mine.get_absolute_url() in said
    assert "Waiting for your word" in said
    assert theirs.reference not in said
    assert "their list.csv" not in said


def test_the_sheets_are_paged_the_latest_first(staff):
    brought = [sheet(staff).pk for _number in range(30)]
    client, query, seen = signed_in(staff), "", []
    while query is not None:
        page = client.get(LIST + query).context["page"]
        seen += [one.pk for one in page.rows]
        query = page.next_query
    assert seen == sorted(brought, reverse=True)


def test_a_file_is_taken_and_its_page_follows_the_worker(staff):
    client = signed_in(staff)
    answer = client.post(reverse("sheets:sheet-new"), {"kind": "cases", "file": upload()})
    brought = SheetImport.objects.get()
    assert answer.url == brought.get_absolute_url()
    assert (brought.by, brought.organisation, brought.kind) == (staff, staff.organisation, SheetKind.CASES)
    page = text_of(client.get(answer.url))
    assert f'hx-get="{answer.url}"' in page
    assert "Opening люди.csv" in page
    assert ">Refresh</a>" in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"kind": "cases"}, "Choose the file"),
        ({"kind": "cases", "file": upload(text="")}, "is empty"),
        ({"kind": "prisons", "file": upload()}, "Select a valid choice"),
    ],
)
def test_an_upload_that_cannot_be_taken_says_why_beside_the_field(staff, sent, said):
    answer = signed_in(staff).post(reverse("sheets:sheet-new"), sent)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert not SheetImport.objects.exists()


def test_without_a_broker_the_reader_is_told_that_it_takes_a_little_longer(staff, monkeypatch):
    def away():
        raise OSError

    monkeypatch.setattr("sheets.views.bringing.go_on_imports.delay", away)
    answer = signed_in(staff).post(reverse("sheets:sheet-new"), {"kind": "cases", "file": upload()}, follow=True)
    assert "could not be woken" in text_of(answer)


@pytest.mark.parametrize("kind", SheetKind.values)
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_each_kind_has_a_template_in_each_format(staff, kind, file_format):
    answer = signed_in(staff).get(reverse("sheets:template", args=[kind, file_format]))
    assert answer.status_code == 200
    assert f"{kind}-template.{file_format}" in answer.headers["Content-Disposition"]
    assert answer.content


@pytest.mark.parametrize(("kind", "file_format"), [("prisons", "csv"), ("cases", "ods")])
def test_a_template_that_there_is_none_of_is_not_found(staff, kind, file_format):
    assert signed_in(staff).get(reverse("sheets:template", args=[kind, file_format])).status_code == 404


# --- The way in
@pytest.mark.parametrize("cases", [0, 1])
def test_the_way_in_stands_on_the_case_list_full_or_empty_for_those_who_may(staff, advocate, cases):
    CaseFactory.create_batch(cases, owner=staff.organisation)
    board = reverse("cases:case-list")
    said = text_of(signed_in(staff).get(board))
    # Beside the other actions, in the user's menu, and where the list is empty in its midst.
    assert said.count(f'href="{LIST}"') == 3 - cases
    assert LIST not in text_of(signed_in(advocate).get(board))


# --- Whose it is
def test_a_colleagues_sheet_is_answered_like_one_that_does_not_exist(staff, admin, case):
    theirs = waiting(admin, case)
    client = signed_in(staff)
    for name in ("sheet", "problems"):
        assert client.get(at(name, theirs)).status_code == client.get(at(name, "I-NONE")).status_code == 404
    for name in STEPS:
        assert client.post(at(name, theirs)).status_code == 404
    theirs.refresh_from_db()
    assert theirs.state == ImportState.WAITING


def test_an_advocate_brings_nothing_in(advocate, staff, case):
    client = signed_in(advocate)
    assert client.get(LIST).status_code == 403
    assert client.post(reverse("sheets:sheet-new"), {"kind": "cases", "file": upload()}).status_code == 403
    assert client.get(at("sheet", waiting(staff, case))).status_code == 403
    assert SheetImport.objects.count() == 1


# --- While a worker is at it
@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ImportState.OPENING, "Opening"),
        (ImportState.READING, "comparing it with what is recorded"),
        (ImportState.APPLYING, "Applying"),
        (ImportState.UNDOING, "Undoing"),
    ],
)
def test_while_a_worker_is_at_it_the_page_says_how_far_it_is(staff, state, words):
    under_way = sheet(staff, state, done=3, total=9)
    client = signed_in(staff)
    page, fragment = text_of(client.get(at("sheet", under_way))), text_of(client.get(at("sheet", under_way), **HTMX))
    assert words in page
    assert "3 of 9" in fragment
    assert "<html" not in fragment


def test_what_is_applied_in_one_transaction_still_says_how_far_it_is(staff):
    under_way = sheet(staff, ImportState.APPLYING, total=9)
    progress.note(under_way, 7)
    assert "7 of 9" in text_of(signed_in(staff).get(at("sheet", under_way), **HTMX))


def test_once_the_worker_is_done_the_page_is_loaded_anew(staff):
    assert signed_in(staff).get(at("sheet", sheet(staff)), **HTMX).headers["HX-Refresh"] == "true"


# --- Every page
@pytest.mark.parametrize("state", ImportState.values)
def test_each_step_is_a_page_with_one_heading_and_a_title_that_no_browser_keeps(staff, case, state):
    there = waiting(staff, case)
    SheetImport.objects.update(state=state, applied_at=timezone.now(), undone_at=timezone.now())
    answer = signed_in(staff).get(at("sheet", there))
    page = text_of(answer)
    assert answer.status_code == 200
    assert page.count("<h1") == 1
    assert "<title>зняволеныя.xlsx ·" in page
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("tab", ["add", "change", "alike", "broken", "troubles"])
def test_a_page_of_rows_costs_the_same_however_many_rows_it_has(staff, case, tab, django_assert_max_num_queries):
    brought, client = waiting(staff, case), signed_in(staff)
    where = at("sheet", brought, tab=tab)

    def another(number):
        other = CaseFactory(owner=staff.organisation)
        verdict = Verdict(tab) if tab in Verdict.values else Verdict.BROKEN
        alike = [Alike(other.prisoner.name, (), other.reference)]
        row(brought, number, verdict, about=other, alike=alike, name="A", values={"state": "BY"}, troubles=[PICKET])

    another(10)
    with CaptureQueriesContext(connection) as few:
        client.get(where)
    for number in range(11, 20):
        another(number)
    with django_assert_max_num_queries(len(few)):
        client.get(where)
