"""The ground of the map: where places stand on it, and that it stays light and without borders."""

import re

import pytest
from django_countries import countries

from reports.coast import land, places
from reports.coast.projection import HEIGHT, WIDTH, projected

STEP = re.compile(r"-?\d+")


def test_the_meridian_of_greenwich_stands_in_the_middle_and_the_dateline_at_the_edges():
    assert projected(0, 0)[0] == WIDTH / 2
    assert projected(-180, 0)[0] == pytest.approx(0)
    assert projected(180, 0)[0] == pytest.approx(WIDTH)
    assert projected(0, 84) == (WIDTH / 2, 0)
    assert projected(0, -58)[1] == pytest.approx(HEIGHT, abs=1)


def test_parallels_grow_shorter_towards_the_poles_and_north_is_above():
    assert projected(180, 60)[0] < projected(180, 30)[0] < projected(180, 0)[0]
    assert projected(0, 60)[1] < projected(0, 30)[1] < projected(0, -30)[1]


def outlines():
    """Each outline as its points."""
    for text in re.findall(r"M([^z]+)z", land()):
        numbers = [int(one) for one in STEP.findall(text)]
        x, y, *steps = numbers
        ring = [(x, y)]
        for step_x, step_y in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + step_x, y + step_y
            ring.append((x, y))
        yield ring


def holds(ring, x, y):
    crossed = 0
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        crossed += (ay > y) != (by > y) and x < ax + (bx - ax) * (y - ay) / (by - ay)
    return crossed % 2 == 1


def on_land(longitude, latitude):
    x, y = (10 * one for one in projected(longitude, latitude))
    return sum(holds(ring, x, y) for ring in outlines()) % 2 == 1


@pytest.mark.parametrize(
    "place", [(37.6, 55.7), (27.6, 53.9), (116.4, 39.9), (51.4, 35.7), (-99, 40), (25, -29), (134, -25)]
)
def test_land_is_where_land_is(place):
    assert on_land(*place)


@pytest.mark.parametrize("place", [(-30, 30), (-150, 0), (75, -20), (50, 42), (35, 43.5)])
def test_and_sea_where_sea_is(place):
    """Of the last two, one is the Caspian Sea and one the Black Sea."""
    assert not on_land(*place)


def test_the_outlines_are_light_and_stay_within_the_drawing():
    assert len(land()) <= 14_000
    assert all(0 <= x <= WIDTH * 10 and -5 <= y <= HEIGHT * 10 for ring in outlines() for x, y in ring)


def test_no_outline_lies_within_another_state_so_no_border_is_drawn():
    """Europe, Asia and Africa are one outline: what would be a border would part them."""
    old_world = max(outlines(), key=len)
    for place in (37.6, 55.7), (2, 47), (116, 40), (20, 0), (30, 27):
        assert holds(old_world, *(10 * one for one in projected(*place)))


def test_every_place_is_of_a_state_and_within_the_drawing():
    assert set(places()) <= {code for code, _name in countries}
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for code, (x, y) in places().items() if code != "AQ")


def test_the_states_that_hold_most_have_a_place():
    assert {"RU", "BY", "CN", "IR", "EG", "TR", "VE", "NI", "CU", "VN", "MM", "SA", "ER", "AZ", "HK", "PS"} <= set(
        places()
    )
