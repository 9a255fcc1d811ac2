"""The case list handed out as a sheet: to whom, with what, and what the trail keeps of it."""

import csv
import io
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cases.services.opening import refresh_keys
from core.models import Event, EventKind
from sheets.exporting import headings
from tests.sheets.planning import case_of

pytestmark = pytest.mark.django_db
CSV, XLSX = "sheets:export-csv", "sheets:export-xlsx"


def names_in(answer) -> list[str]:
    body = b"".join(answer.streaming_content)
    rows: list[list[Any]]
    if answer["Content-Type"].startswith("text/csv"):
        rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    else:
        sheet = load_workbook(io.BytesIO(body), read_only=True).worksheets[0]
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[0] == headings()
    return [row[1] for row in rows[1:]]


@pytest.fixture
def people(staff):
    case_of(staff, name="Boris Bychkov", tier="high", state="BY")
    case_of(staff, name="Anna Antonova", tier="high")
    closed = case_of(staff, name="Closed Case", file_state="closed")
    zoya = case_of(staff, name="Zoya Zimina")
    for case in (closed, zoya):
        refresh_keys(case.prisoner)
    return zoya


@pytest.mark.parametrize(("name", "end"), [(CSV, "csv"), (XLSX, "xlsx")])
def test_it_is_the_list_as_filtered_and_sorted_on_screen(client, staff, people, name, end):
    client.force_login(staff)
    answer = client.get(reverse(name), {"tier": "high", "sort": "name"})
    assert names_in(answer) == ["Anna Antonova", "Boris Bychkov"]
    assert answer["Content-Disposition"] == f'attachment; filename="cases-2023-04-20.{end}"'
    assert answer["Cache-Control"] == "no-store"
    backwards = client.get(reverse(name), {"sort": "-name"})
    assert names_in(backwards) == ["Zoya Zimina", "Boris Bychkov", "Anna Antonova"]
    assert names_in(client.get(reverse(name), {"file": "all", "q": "closed"})) == ["Closed Case"]


def test_every_page_of_the_list_is_in_it(client, staff, settings):
    settings.PAGE_SIZES = (2, 4)
    for number in range(5):
        case_of(staff, name=f"Person {number}")
    client.force_login(staff)
    page = client.get(reverse("cases:case-list"), {"sort": "name"})
    assert len(page.context["rows"]) == 2
    assert len(names_in(client.get(reverse(CSV), {"sort": "name"}))) == 5


def test_a_filter_that_cannot_be_read_is_left_out_as_on_screen(client, staff, people):
    client.force_login(staff)
    found = names_in(client.get(reverse(CSV), {"sort": "name", "tier": "high", "status": "nonsense"}))
    assert found == [row.case.prisoner.name for row in client.get(
        reverse("cases:case-list"), {"sort": "name", "tier": "high", "status": "nonsense"}
    ).context["rows"]]  # fmt: skip


def test_the_trail_keeps_who_how_many_and_which_filters_and_no_name(client, staff, people):
    client.force_login(staff)
    client.get(reverse(XLSX), {"q": "zoya", "state": "RU", "arrested_from": "", "sort": "name"})
    event = Event.objects.get(kind=EventKind.EXPORT)
    assert (event.action, event.by, event.target) == ("cases", staff, "")
    assert event.facts == {"format": "xlsx", "rows": 1, "filters": {"q": True, "state": ["RU"]}}


def test_a_day_that_was_asked_for_is_kept_as_a_day(client, staff, people):
    client.force_login(staff)
    client.get(reverse(CSV), {"arrested_from": "March 2022"})
    assert Event.objects.get(kind=EventKind.EXPORT).facts["filters"] == {"arrested_from": "2022-03"}


def test_only_those_who_may_export_do(client, advocate, staff, people):
    client.force_login(advocate)
    assert client.get(reverse(CSV)).status_code == 403
    assert client.get(reverse(XLSX)).status_code == 403
    assert not Event.objects.filter(kind=EventKind.EXPORT).exists()
    assert "export.csv" not in client.get(reverse("cases:case-list")).content.decode()


def test_the_list_offers_what_it_shows_from_its_first_page(client, staff, people, settings):
    settings.PAGE_SIZES = (1, 2)
    client.force_login(staff)
    first = client.get(reverse("cases:case-list"), {"tier": "high", "sort": "name"})
    second = client.get(reverse("cases:case-list") + first.context["page"].next_query)
    page = second.content.decode().replace("&amp;", "&")
    start = page.index(reverse(CSV))
    offered = urlsplit(page[start : page.index('"', start)])
    assert parse_qs(offered.query) == {"tier": ["high"], "sort": ["name"]}
