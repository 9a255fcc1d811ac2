"""A newcomer's first quarter of an hour: the template downloaded, filled with five people, brought in, on the board.

And the pages on the way there, as other eyes and hands meet them.
"""

import io
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import expect

from accounts.permissions import Role
from cases.models import Case
from sheets.models import SheetImport
from sheets.services.steps import go_on
from sheets.vocabulary import ImportState, Verdict
from tests.browser import looking
from tests.factories import PASSWORD, CaseFactory, StateFactory, UserFactory
from tests.sheets.pages import PICKET, at, row, sheet, waiting

PEOPLE = [
    ("Anna Example", "Анна Пример", "Belarus", "12 Dec 2020"),
    ("Boris Example", "Борис Пример", "Belarus", "2021-11-03"),
    ("Maryam Sample", "مریم نمونه", "Iran", "July 2022"),
    ("Chen Sample", "陈样本", "Russia", "2021"),
    ("Dana Placeholder", "Дана Запаўняльнік", "BY", "about 1 March 2023"),
]


@pytest.fixture
def browser_context_args(browser_context_args):
    """Without transitions: a colour on its way from light to dark has the contrast of neither."""
    return {**browser_context_args, "reduced_motion": "reduce"}


@pytest.fixture
def newcomer(enter):
    """Somebody of a house in which there is no case yet, who has signed in."""
    for code in ("BY", "IR", "RU"):
        StateFactory(code=code)
    staff = UserFactory(role=Role.STAFF, password=PASSWORD, name="Nina Newcomer")
    enter(staff.email)
    return staff


def work():
    """What the worker does, which no test waits for."""
    for brought in SheetImport.objects.under_way():
        go_on(brought)


def filled(path):
    """The template with five people below its headings, as a spreadsheet program saves it."""
    book = load_workbook(io.BytesIO(path.read_bytes()))
    sheet = book.worksheets[0]
    heading_row = next(row for row in sheet.iter_rows() if any(cell.value == "Name" for cell in row))
    columns = {str(cell.value): cell.column for cell in heading_row if cell.value}
    headings = ("Name", "Name in original script", "Detaining state", "Arrested", "Source")
    for number, person in enumerate(PEOPLE, start=sheet.max_row + 1):  # below the example, as people do
        for heading, value in zip(headings, (*person, "the families"), strict=True):
            sheet.cell(number, columns[heading], value)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_newcomer_brings_in_five_people_and_finds_them_on_the_board(page, live_server, newcomer):
    page.goto(live_server.url + reverse("cases:case-list"))
    page.get_by_role("link", name="Bring in a sheet").first.click()
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Cases with their prisoners: Excel").click()
    name = "my people.xlsx"
    content = filled(downloading.value.path())
    page.get_by_label("File").set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": content})
    page.get_by_role("button", name="Open it").click()
    expect(page.locator("#job")).to_contain_text(f"Opening {name}")

    work()
    expect(page.get_by_role("heading", name="What each column means")).to_be_visible()
    expect(page.get_by_label("Name", exact=True)).to_have_value("name")
    page.get_by_role("button", name="Read it").click()
    expect(page.locator("#job")).to_contain_text("Reading")

    work()
    expect(page.locator("#decide")).to_contain_text("5 cases are added")
    expect(page.locator(".rows-table")).to_contain_text("مریم نمونه")
    assert not Case.objects.exists()
    page.get_by_role("button", name=re.compile("^Apply: add 5")).click()
    expect(page.locator("#job")).to_contain_text("Applying")

    work()
    expect(page.get_by_role("heading", name="It is in.")).to_be_visible()
    page.get_by_role("link", name="Go to the cases").click()
    for person in PEOPLE:
        expect(page.get_by_role("link", name=person[0])).to_be_visible()
    assert SheetImport.objects.get().state == ImportState.APPLIED
    assert set(Case.objects.values_list("owner", "lead")) == {(newcomer.organisation_id, newcomer.pk)}


def steps_of_the_way(by):
    """The address of a sheet at each step, and of each part of the dry run."""
    case = CaseFactory(owner=by.organisation, lead=by)
    naming = sheet(by, ImportState.MAPPING)
    row(naming, 3, Verdict.ADD, name="A", troubles=[PICKET])
    looked_at, done = waiting(by, case), waiting(by, case)
    SheetImport.objects.filter(pk=done.pk).update(state=ImportState.APPLIED, applied_at=timezone.now())
    return [
        reverse("sheets:sheet-list"),
        at("sheet", naming),
        *(at("sheet", looked_at, tab=tab) for tab in ("add", "change", "alike", "broken", "same", "troubles")),
        at("sheet", done),
        at("sheet", sheet(by, ImportState.REFUSED, message="This is a picture.")),
        at("sheet", sheet(by, ImportState.UNDONE, undone_at=timezone.now())),
    ]


def test_no_step_breaks_wcag_2_2_aa_or_a_phones_width_in_light_or_dark(page, live_server, newcomer):
    faults = []
    for path in steps_of_the_way(newcomer):
        assert page.goto(live_server.url + path).status == 200, path
        page.evaluate(looking.UNFOLD)
        faults += [f"{path}: {fault}" for fault in looking.in_every_look(page)]
    assert not faults, "\n".join(faults)


def test_a_possible_duplicate_is_answered_in_its_place_by_keyboard(page, live_server, newcomer):
    brought = waiting(newcomer, CaseFactory(owner=newcomer.organisation, lead=newcomer))
    page.goto(live_server.url + at("sheet", brought, tab="alike"))
    card = page.locator("#row-5")
    card.get_by_role("button", name="Somebody else: add").focus()
    page.keyboard.press("Enter")
    expect(card.get_by_role("status")).to_contain_text("Somebody else: add")
    expect(page.locator("#decide")).to_contain_text("2 cases are added")
    expect(page.locator("#decide")).not_to_contain_text("waits for your word")
    expect(card.get_by_role("button", name="Somebody else: add")).to_be_focused()
    card.get_by_role("button", name="Not decided").click()
    expect(page.locator("#decide")).to_contain_text("waits for your word")
