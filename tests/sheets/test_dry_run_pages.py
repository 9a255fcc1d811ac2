"""What would happen, shown before it does: counts, rows, troubles, and who may be here already."""

import csv
import io

import pytest

from cases.vocabulary import Level
from sheets.models import SheetRow
from sheets.shapes import Alike
from sheets.vocabulary import Choice, Verdict
from tests.cases.pages import HTMX, signed_in, text_of
from tests.factories import CaseFactory
from tests.sheets.pages import PICKET, at, row, sheet, waiting

pytestmark = pytest.mark.django_db


# --- What would happen
def test_the_dry_run_says_in_one_place_what_applying_would_do(staff, case):
    said = text_of(signed_in(staff).get(at("sheet", waiting(staff, case))))
    assert "<strong>1</strong> case is added" in said
    assert "<strong>1</strong> case is changed" in said
    assert "<strong>1</strong> possible duplicate waits for your word" in said
    assert "<strong>1</strong> row is left out until it is mended" in said
    assert "Apply: add 1, change 1" in said


def test_a_row_to_add_says_what_it_says_in_words(staff, case):
    said = text_of(signed_in(staff).get(at("sheet", waiting(staff, case))))
    assert "Анна Пример" in said
    assert "2 March 2023" in said
    assert "Belarus" in said


def test_a_change_is_shown_old_and_new_with_its_case_and_what_was_not_understood(staff, case):
    said = text_of(signed_in(staff).get(at("sheet", waiting(staff, case), tab="change")))
    assert '<del dir="auto">1 March 2023</del>' in said
    assert '<ins dir="auto">2 March 2023</ins>' in said
    assert case.get_absolute_url() in said
    assert "пікет" in said


def test_what_is_wrong_is_told_by_row_and_column_and_can_be_taken_home(staff, case):
    brought = waiting(staff, case)
    client = signed_in(staff)
    said = text_of(client.get(at("sheet", brought, tab="broken")))
    assert "31 February 2023 does not exist." in said
    assert at("problems", brought) in said
    content = b"".join(client.get(at("problems", brought)).streaming_content).decode()
    rows = list(csv.reader(io.StringIO(content.removeprefix("\ufeff"))))
    assert rows[0] == ["Row", "Name", "Column", "Text", "Problem"]
    assert [one[0] for one in rows[1:]] == ["4", "6"]
    assert rows[2][2:4] == ["Задержан", "31/02/2023"]


def test_what_was_not_understood_is_counted_with_alike_things_together(staff, case):
    brought = waiting(staff, case)
    row(brought, 8, Verdict.ADD, name="B", troubles=[PICKET])
    answer = signed_in(staff).get(at("sheet", brought, tab="troubles"))
    assert [(heap.trouble.text, heap.rows) for heap in answer.context["heaps"]] == [("пікет", 2), ("31/02/2023", 1)]


def test_the_rows_are_paged_in_the_order_of_the_sheet(staff):
    brought = sheet(staff)
    for number in range(3, 33):
        row(brought, number, Verdict.ADD, name="A")
    client, where, seen = signed_in(staff), at("sheet", brought), []
    query = "?tab=add"
    while query is not None:
        page = client.get(where + query).context["page"]
        seen += [one.number for one in page.rows]
        query = page.next_query
    assert seen == list(range(3, 33))


def test_where_nothing_would_happen_nothing_can_be_applied(staff, case):
    brought = sheet(staff)
    row(brought, 3, Verdict.SAME, name=case.prisoner.name, about=case)
    said = text_of(signed_in(staff).get(at("sheet", brought)))
    assert "There is nothing to apply." in said
    assert "Apply: add" not in said


def test_a_message_of_the_worker_is_shown(staff):
    assert "Look again." in text_of(signed_in(staff).get(at("sheet", sheet(staff, message="Look again."))))


# --- Possible duplicates
def test_a_possible_duplicate_stands_beside_the_case_it_may_be(staff, case):
    answer = signed_in(staff).get(at("sheet", waiting(staff, case), tab="alike"))
    said = text_of(answer)
    (shown,) = answer.context["rows"]
    assert {line.label: (line.ours, line.theirs[0].text) for line in shown.lines}["Name"] == (
        "Пётр Пример",
        case.prisoner.name,
    )
    assert "the same name in another script" in said
    assert f'value="{case.reference}"' in said


def test_what_differs_is_marked_but_neither_spellings_nor_what_one_side_lacks(staff, case):
    (shown,) = signed_in(staff).get(at("sheet", waiting(staff, case), tab="alike")).context["rows"]
    lines = {line.label: line for line in shown.lines}
    assert lines["Detaining state"].theirs[0].standing == "differs"
    assert lines["Born"].theirs[0].standing == ""
    assert lines["Name"].theirs[0].standing == ""


def test_an_earlier_row_of_the_sheet_is_compared_too_and_cannot_be_taken_over(staff):
    brought = sheet(staff)
    row(brought, 3, Verdict.ADD, name="Анна", values={"name": "Анна", "birth": "1980"})
    row(
        brought, 9, Verdict.ALIKE, name="Анна", values={"name": "Анна", "birth": "1981"},
        alike=[Alike("Анна", ("the same name",), row=3)],
    )  # fmt: skip
    answer = signed_in(staff).get(at("sheet", brought, tab="alike"))
    (shown,) = answer.context["rows"]
    assert {line.label: line.theirs[0].text for line in shown.lines}["Born"] == "1980"
    assert "row 3 of this sheet" in text_of(answer)
    assert "take over what is new" not in text_of(answer)


def test_a_case_that_the_reader_may_not_see_any_more_is_neither_linked_nor_compared(staff):
    hidden = CaseFactory()
    brought = sheet(staff)
    row(brought, 3, Verdict.ALIKE, name="A", alike=[Alike("A", (), hidden.reference)])
    said = text_of(signed_in(staff).get(at("sheet", brought, tab="alike")))
    assert hidden.get_absolute_url() not in said
    assert hidden.prisoner.name not in said
    assert f'value="{hidden.reference}"' not in said


@pytest.mark.parametrize("choice", [Choice.NEW, Choice.LEFT_OUT])
def test_somebodys_word_on_a_duplicate_is_kept_and_leads_back_to_its_row(staff, case, choice):
    brought = waiting(staff, case)
    answer = signed_in(staff).post(at("choose", brought), {"row": 5, "choice": choice, "query": "tab=alike"})
    assert answer.url == f"{brought.get_absolute_url()}?tab=alike#row-5"
    assert SheetRow.objects.get(sheet=brought, number=5).choice == choice


def test_with_htmx_the_card_and_what_would_be_applied_come_back_alone(staff, case):
    brought = waiting(staff, case)
    answer = signed_in(staff).post(at("choose", brought), {"row": 5, "choice": "new"}, **HTMX)
    said = text_of(answer)
    assert "<html" not in said
    assert 'id="row-5"' in said
    assert 'hx-swap-oob="true"' in said
    assert "<strong>2</strong> cases are added" in said
    assert "waits for your word" not in said


@pytest.mark.parametrize("sent", [{"row": 3, "choice": "new"}, {"row": "²"}, {"row": 5, "choice": "XX-00-NONE"}])
def test_a_word_on_what_is_no_duplicate_is_refused(staff, case, sent):
    brought = waiting(staff, case)
    answer = signed_in(staff).post(at("choose", brought), {"query": "", **sent}, follow=True)
    assert "Error:" in text_of(answer)
    assert not SheetRow.objects.exclude(choice="").exists()


def test_one_word_may_be_said_of_all_that_wait(staff, case):
    brought = waiting(staff, case)
    row(brought, 8, Verdict.ALIKE, name="C", choice=Choice.NEW)
    answer = signed_in(staff).post(at("choose-all", brought), {"choice": "left_out"}, follow=True)
    assert "Said of 1 row" in text_of(answer)
    said = dict(SheetRow.objects.filter(sheet=brought, verdict=Verdict.ALIKE).values_list("number", "choice"))
    assert said == {5: Choice.LEFT_OUT, 8: Choice.NEW}


def test_all_cannot_be_the_same_as_one_case(staff, case):
    brought = waiting(staff, case)
    signed_in(staff).post(at("choose-all", brought), {"choice": case.reference})
    assert not SheetRow.objects.exclude(choice="").exists()


@pytest.mark.parametrize("tab", ["change", "alike"])
def test_a_case_that_was_sealed_since_is_told_of_no_more(staff, case, tab):
    waits = waiting(staff, case)
    reader = signed_in(staff)
    before = text_of(reader.get(at("sheet", waits, tab=tab)))
    case.level = Level.SEALED
    case.save()
    after = text_of(reader.get(at("sheet", waits, tab=tab)))
    told = {"change": "1 March 2023", "alike": "the same name in another script"}[tab]
    assert told in before
    assert told not in after
    assert case.reference not in after
