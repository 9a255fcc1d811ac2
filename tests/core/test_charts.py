"""The geometry of charts."""

import pytest

from core.charts import Series, stacked_bars


def test_bars_stand_on_each_other_and_fill_the_ground_up_to_their_sum():
    chart = stacked_bars(["a", "b"], [Series("One", "x", [3, 1]), Series("Two", "y", [1, 0])], marks=["a", ""])
    first, second, third = chart.bars
    assert (first.css, second.css, third.css) == ("x", "y", "x")
    assert first.y + first.height == pytest.approx(chart.ground)
    assert second.y + second.height == pytest.approx(first.y, abs=0.11)
    assert first.height == pytest.approx(3 * third.height, abs=0.2)
    assert second.title == "a: Two 1"
    assert chart.rows == [("a", [3, 1]), ("b", [1, 0])]
    assert [tick.label for tick in chart.across] == ["a"]


def test_a_series_that_is_always_empty_is_left_out():
    chart = stacked_bars(["a"], [Series("One", "x", [2]), Series("Never", "y", [0])], marks=[""])
    assert [layer.label for layer in chart.legend] == ["One"]


@pytest.mark.parametrize(
    ("figure", "ticks"), [(1, ["0", "1"]), (3, ["0", "1", "2", "3", "4"]), (7, ["0", "2", "4", "6", "8", "10"])]
)
def test_the_scale_is_of_round_figures(figure, ticks):
    assert [tick.label for tick in stacked_bars(["a"], [Series("One", "x", [figure])], marks=[""]).up] == ticks


@pytest.mark.parametrize("figures", [[], [0]])
def test_nothing_to_draw_is_no_error(figures):
    chart = stacked_bars(["a"] * len(figures), [Series("One", "x", figures)], marks=[""] * len(figures))
    assert chart.bars == []
