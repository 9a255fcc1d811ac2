"""Two columns of names: who is drawn, and in what order, so that few lines cross."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.charts.layers import crossings, most_connected, ordered

LINKS = st.dictionaries(
    st.integers(0, 12), st.lists(st.integers(20, 32), min_size=2, max_size=5, unique=True), max_size=8
)


@pytest.mark.parametrize(
    ("links", "found"),
    [
        ({"a": [1], "b": [2]}, 0),
        ({"a": [2], "b": [1]}, 1),
        ({"a": [1, 2], "b": [1, 2]}, 1),
        ({"a": [1, 2, 3], "b": [1, 2, 3]}, 3),
        ({"a": [1, 2], "b": [2, 3]}, 0),
    ],
)
def test_crossings_are_pairs_of_lines_that_change_sides(links, found):
    assert crossings(links, ["a", "b"], [1, 2, 3]) == found


def test_what_can_be_untangled_is():
    links = {"a": ["z", "y"], "b": ["x", "w"], "c": ["y", "x"]}
    ones, others = ordered(links)
    assert crossings(links, ones, others) == 0
    assert ones.index("c") == 1


@given(LINKS)
def test_an_order_has_everybody_once_and_never_more_crossings_than_before(links):
    ones, others = ordered(links)
    before = list(dict.fromkeys(other for group in links.values() for other in group))
    assert sorted(ones) == sorted(links)
    assert sorted(others) == sorted(before)
    assert crossings(links, ones, others) <= crossings(links, list(links), before)
    assert ordered(links) == (ones, others)


@given(LINKS, st.integers(3, 20))
def test_no_more_names_are_drawn_than_there_is_room_for(links, most):
    drawn = most_connected(links, most)
    assert len(drawn) + len({other for group in drawn.values() for other in group}) <= most
    assert set(drawn) <= set(links)
    assert bool(drawn) == bool(links)


def test_those_with_most_others_are_drawn_first_and_the_rest_left_out():
    links = {"few": [1, 2], "many": [1, 2, 3], "apart": [7, 8]}
    assert most_connected(links, 5) == {"many": [1, 2, 3], "few": [1, 2]}
    assert set(most_connected(links, 8)) == set(links)


def test_one_with_more_than_there_is_room_for_stands_with_its_first():
    assert most_connected({"one": list(range(9))}, 5) == {"one": [0, 1, 2, 3]}
