"""Where the marks of the charts stand, and the words that go with them."""

from datetime import date

import pytest

from cases.history_chart import steps_between
from reports.charts.geometry import BarRow, Part, SpanRow, bars, columns, outline, range_in_words, range_of, spans
from reports.charts.shapes import Cell, Chart, middle

DAY = date(2023, 4, 20)


def bar(*figures):
    return BarRow("A", "", [Part(figure, "x", "") for figure in figures])


def test_the_longest_bar_fills_the_width_and_its_parts_follow_on_each_other():
    first, second = bars([bar(3, 1), bar(1, 0)]).rows
    assert [(part.x, part.width) for part in first.parts] == [(0, 75), (75, 25)]
    assert [(part.x, part.width) for part in second.parts] == [(0, 25)]


def test_nothing_is_drawn_of_nothing():
    assert bars([bar(0, 0)]).rows[0].parts == []
    assert bars([]).rows == []
    assert spans([SpanRow("A", "", "")]).rows[0].middle == 0


def test_rows_beyond_what_is_drawn_are_counted():
    drawn = bars([bar(1)] * 17)
    assert (len(drawn.rows), drawn.left_out) == (15, 2)
    assert spans([SpanRow("A", "", "", [1])] * 16).left_out == 1


def test_a_span_runs_from_the_least_to_the_most_on_the_scale_of_all():
    first, second = spans([SpanRow("A", "", "", [0, 50, 100]), SpanRow("B", "", "", [50])]).rows
    assert (first.first, first.middle, first.last) == (2, 50, 98)
    assert (second.first, second.middle, second.last) == (50, 50, 50)


def test_columns_bear_the_last_figure_and_the_highest():
    steps = steps_between(date(2022, 9, 1), DAY)
    drawn = columns(steps, [0, 4, 8, 4, 2, 2, 2, 2], [str(step) for step in steps])
    assert [bar.height for bar in drawn.bars] == [0, 50, 100, 50, 25, 25, 25, 25]
    assert all(bar.y + bar.height == 100 for bar in drawn.bars)
    assert [(label.text, label.anchor) for label in drawn.labels] == [("2", "end"), ("8", "middle")]
    assert drawn.bars[0].title == "September 2022"


def test_a_highest_figure_that_is_the_last_or_beside_it_is_written_once():
    steps = steps_between(date(2022, 9, 1), DAY)
    for figures in ([1] * 8, [0] * 8, [1, 1, 1, 1, 1, 1, 1, 5]):
        assert len(columns(steps, figures, [""] * 8).labels) == 1
    steps = steps_between(date(2022, 4, 1), DAY)
    beside = [1] * 11 + [5, 4]
    assert [label.text for label in columns(steps, beside, [""] * 13).labels] == ["4"]


@pytest.mark.parametrize(
    ("first", "marks"),
    [
        (date(2022, 4, 1), ["Apr 2022", "Jul 2022", "Oct 2022", "Jan 2023"]),
        (date(2023, 4, 1), ["Apr 2023"]),
        (date(2019, 6, 1), ["2020", "2021", "2022", "2023"]),
        (date(2003, 1, 1), ["2003", "2008", "2013", "2018", "2023"]),
    ],
)
def test_below_the_columns_stand_months_or_years_that_find_room(first, marks):
    steps = steps_between(first, DAY)
    across = columns(steps, [1] * len(steps), [""] * len(steps)).across
    assert [mark.text for mark in across] == marks
    assert all(mark.anchor == "end" for mark in across if mark.x > 82)


def test_an_outline_goes_up_and_down_a_unit_at_a_time():
    assert outline([0, 2, 4], 4) == "M0 100V100H1V50H2V0H3V100z"
    assert outline([0], 0) == "M0 100V100H1V100z"


@pytest.mark.parametrize(("figures", "half"), [([3], 3), ([1, 2], 1), ([9, 1, 5], 5), ([1, 2, 4, 100], 3)])
def test_the_middle_has_at_least_half_of_the_figures_as_high(figures, half):
    assert middle(figures) == half
    assert 2 * sum(figure >= half for figure in figures) >= len(figures)


def test_a_range_is_said_once_where_it_is_none():
    assert range_in_words([5, 10]) == "median of 2; 5–10 days"
    assert range_in_words([5, 5, 5]) == "each of 3"
    assert (range_of([5, 10, 30]), range_of([])) == ([5, 10, 30], [None, None, None])
    with pytest.raises(ValueError, match="no median"):
        middle([])


def test_a_column_is_of_figures_when_all_of_its_cells_are():
    rows = [[Cell("a"), Cell(1), Cell(None)], [Cell("b"), Cell(2), Cell("word")]]
    assert Chart("", ["x", "y", "z"], rows).heads == [("x", False), ("y", True), ("z", False)]


def test_a_figure_is_written_as_the_language_has_it():
    assert Cell(12345).text == "12,345"
    assert (Cell(None).text, Cell("a").text) == ("", "a")
