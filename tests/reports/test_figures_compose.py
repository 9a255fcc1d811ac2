"""A page of the charts one wants, and the sheet to print: the choice in the address, what is not in it in words."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.vocabulary import Level
from core.models import Event, EventKind
from reports.charts import CHARTS
from tests.reports.figures import make_world
from tests.reports.test_figures import hide

pytestmark = pytest.mark.django_db
PAGE, PRINT = "/reports/", "/reports/print/"


@pytest.fixture
def world(organisation, advocate, staff):
    return make_world(organisation, advocate, staff)


@pytest.fixture
def reader(client, staff):
    client.force_login(staff)
    return client


def charts_of(page):
    """The charts that stand on a page, drawn or asked for later, in their order."""
    drawn = re.findall(r'id="figure-([\w-]+)"', page)
    later = re.findall(r'hx-get="/reports/([\w-]+)/', page)
    return drawn + later


def text_of(response):
    return unescape(response.content.decode())


def test_the_chosen_charts_alone_stand_on_the_page_in_our_order(reader, world):
    page = text_of(reader.get(PAGE, {"show": ["map", "charges", "held"]}))
    assert charts_of(page) == ["held", "charges", "map"]
    ticked = re.findall(r'name="show" value="([\w-]+)" checked', page)
    assert ticked == ["held", "charges", "map"]


@pytest.mark.parametrize("query", [{}, {"show": "nothing-such"}, {"show": list(CHARTS)}])
def test_without_a_choice_that_can_be_read_all_of_them_do(reader, world, query):
    assert charts_of(text_of(reader.get(PAGE, query))) == list(CHARTS)


def test_the_choice_of_charts_and_that_of_cases_keep_each_other(reader, world):
    page = text_of(reader.get(PAGE, {"state": ["RU", "BY"], "show": ["map"], "sort": "name"}))
    assert '<input type="hidden" name="state" value="RU">' in page
    assert '<input type="hidden" name="state" value="BY">' in page
    assert 'name="sort"' not in page
    assert 'href="/reports/?state=BY&show=map"' in page, "Russia taken off"
    assert 'href="/reports/?show=map"' in page, "all filters taken off"
    printed = re.search(r'href="/reports/print/\?([^"]+)"', page)[1]
    assert sorted(printed.split("&")) == ["show=map", "state=BY", "state=RU"]


def test_the_page_heads_to_the_pictures_and_the_calendar(reader, world):
    page = text_of(reader.get(PAGE, {"state": "RU"}))
    for url in ("/reports/map/?state=RU", "/reports/network/?state=RU", "/calendar/"):
        assert f'href="{url}"' in page


def test_the_sheet_has_the_charts_drawn_the_filter_in_words_the_day_and_what_is_not_in_it(reader, world, staff):
    answer = reader.get(PRINT, {"state": "RU", "show": ["held", "map"]})
    page = text_of(answer)
    assert [figure.kind.slug for figure in answer.context["shown"]] == charts_of(page) == ["held", "map"]
    assert "figure-later" not in page
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    for said in (
        "Figures, 20 April 2023",
        "Files Active and monitored",
        "State Russia",
        "What is not in it What Stan Staff, Freedom Desk, may not see, and what nobody has recorded",
        "Files that are drafts, dormant, closed or rejected.",
        "Charts that were not chosen: Days held, Charges used,",
        "printed 20 April 2023 for Stan Staff, Freedom Desk",
        "2 held today",
    ):
        assert said in words, said
    assert 'href="/reports/?state=RU&show=held&show=map"' in page, "the way back keeps the choice"
    assert "style=" not in page


def test_on_a_sheet_of_every_file_and_chart_nothing_is_said_to_be_left_out_of_these(reader, world):
    page = text_of(reader.get(PRINT, {"file": "all"}))
    assert "Charts that were not chosen" not in page
    assert "Files that are drafts" not in page
    assert charts_of(page) == list(CHARTS)


def test_printing_is_for_those_who_may_export_and_the_trail_says_what(client, reader, world, staff, viewer):
    reader.get(PRINT, {"show": "map"})
    event = Event.objects.get(kind=EventKind.EXPORT)
    assert (event.by, event.facts["charts"]) == (staff, ["map"])
    client.force_login(viewer)
    assert client.get(PRINT).status_code == 403
    page = text_of(client.get(PAGE, {"show": "map"}))
    assert charts_of(page) == ["map"]
    assert PRINT not in page


def test_what_others_may_see_changes_nothing_on_the_sheet(reader, world, organisation, advocate, staff):
    def sheet():
        return re.sub(r"\b[A-Za-z0-9]{64}\b", "", reader.get(PRINT).content.decode())

    before = sheet()
    hide(make_world(organisation, advocate, staff), Level.SEALED)
    assert sheet() == before


def test_a_sheet_of_all_charts_costs_the_same_for_five_cases_as_for_ten(reader, world, organisation, advocate, staff):
    def spent():
        reader.get(PRINT)
        with CaptureQueriesContext(connection) as queries:
            reader.get(PRINT)
        return len(queries)

    few = spent()
    make_world(organisation, advocate, staff)
    assert spent() == few
