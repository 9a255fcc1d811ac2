"""The map: circles by how many are held, words where they find room, and the list behind each circle."""

import gzip
import re
from datetime import date
from html import unescape

import pytest

from cases.models import Case
from reports.charts.held_where import DIAGONAL, LARGEST, Held, circles
from tests.factories import CaseFactory, StateFactory
from tests.reports.test_figures import drawn, table

SINCE = date(2022, 1, 1)
PAGE = "/reports/map/"


def state(code, held, name=""):
    return Held(code, name or code, held, held, f"/cases/?state={code}")


@pytest.fixture
def hold(organisation, advocate):
    def hold(code, name, held, free=0):
        of = {"owner": organisation, "lead": advocate, "state": StateFactory(code=code, name=name)}
        CaseFactory.create_batch(held, **of, in_custody_since=SINCE)
        CaseFactory.create_batch(free, **of)

    return hold


# --- Geometry.
def test_the_area_of_a_circle_goes_with_the_number_held():
    large, half = circles([state("RU", 100), state("BY", 50)])
    assert large.radius == pytest.approx(100 * LARGEST / DIAGONAL, abs=0.01)
    assert large.radius**2 / half.radius**2 == pytest.approx(2, rel=0.01)


def test_the_smallest_can_still_be_seen():
    assert circles([state("RU", 10_000), state("BY", 1)])[1].radius > 0.4


def test_a_circle_stands_where_its_state_lies():
    russia, chile = circles([state("RU", 2), state("CL", 1)])
    assert russia.x > 50 > chile.x
    assert russia.y < 50 < chile.y


def test_words_give_way_to_the_other_side_and_then_to_whoever_points():
    sides = [one.side for one in circles([state(code, 1) for code in ("AT", "CZ", "SK", "HU", "SI", "HR", "PL", "DE")])]
    assert "end" in sides
    assert "" in sides


def test_words_at_the_edge_of_the_world_stand_inwards():
    (fiji,) = circles([state("FJ", 1, "The Republic of Fiji")])
    assert (fiji.side, fiji.anchor) == ("start", "end")
    assert fiji.shift < 0


def test_nothing_is_drawn_of_nothing():
    assert circles([]) == []


# --- What is said.
@pytest.mark.django_db
def test_states_stand_with_whom_they_hold_the_most_first(hold, staff):
    hold("RU", "Russia", 3, free=1)
    hold("BY", "Belarus", 1)
    hold("IR", "Iran", 0, free=2)
    chart = drawn("map", staff)
    assert chart.sentence == "4 held, in 2 states; 3 of them in one: Russia"
    assert table(chart) == [["Russia", 3, 4], ["Belarus", 1, 1], ["Iran", 0, 2], ["All", 4, 7]]
    assert [one.words for one in chart.drawing.circles] == ["Russia: 3 held", "Belarus: 1 held"]


@pytest.mark.django_db
def test_ties_and_one_state_alone_are_said_as_they_are(hold, staff):
    hold("RU", "Russia", 2)
    assert drawn("map", staff).sentence == "2 held, all in one state: Russia"
    hold("BY", "Belarus", 2)
    assert drawn("map", staff).sentence == "4 held, in 2 states"


@pytest.mark.django_db
def test_an_authority_without_a_place_is_named_below(hold, staff):
    hold("RU", "Russia", 2)
    hold("X-DE", "De-facto authority", 1)
    chart = drawn("map", staff)
    assert [one.name for one in chart.drawing.circles] == ["Russia"]
    assert chart.notes[0].text == "One state has no place on the map: De-facto authority (1)."


@pytest.mark.django_db
def test_a_circle_is_a_link_with_a_name_to_the_cases_it_counts(client, hold, staff):
    hold("RU", "Russia", 3, free=1)
    hold("BY", "Belarus", 1)
    client.force_login(staff)
    page = client.get(PAGE, {"state": ["RU", "BY"]}).content.decode()
    found = re.search(r'<a class="map-state[^"]*" href="([^"]+)" aria-label="Russia: 3 held">', page)
    assert len(client.get(unescape(found[1])).context["rows"]) == 3
    assert "style=" not in page


@pytest.mark.django_db
def test_the_page_weighs_no_more_than_twenty_thousand_bytes_packed(client, hold, staff):
    codes = ["RU", "BY", "CN", "IR", "EG", "TR", "VE", "NI", "MM", "VN", "RW", "SA", "ER", "AZ", "HK", "KZ", "TJ", "CU"]
    for code in codes:
        hold(code, f"The state of {code}", 1)
    client.force_login(staff)
    page = client.get(PAGE)
    assert page.content.count(b'class="map-state') == len(codes)
    assert len(gzip.compress(page.content, 6)) <= 20_000


@pytest.mark.django_db
def test_of_nobody_held_there_is_no_map_but_what_to_do(client, hold, staff):
    hold("RU", "Russia", 0, free=1)
    client.force_login(staff)
    page = client.get(PAGE).content.decode()
    assert '<svg class="map"' not in page
    assert "No custody is recorded in these cases" in page


@pytest.mark.django_db
def test_the_map_counts_no_case_that_the_reader_may_not_see(hold, staff):
    hold("RU", "Russia", 1)
    hold("BY", "Belarus", 2)
    Case.objects.filter(state__code="BY").update(level="sealed")
    assert table(drawn("map", staff)) == [["Russia", 1, 1], ["All", 1, 1]]
