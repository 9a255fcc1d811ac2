"""Dates as people write them in sheets."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.partial_dates import PartialDate, Precision
from sheets.shapes import Ambiguous, CellError
from sheets.understanding.dates import edtf_of
from sheets.understanding.months import ENGLISH, folded, month_in_english
from sheets.vocabulary import DateOrder

TODAY = date(2023, 4, 20)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def refused(text, order=DateOrder.ASK):
    with pytest.raises(CellError) as error:
        edtf_of(text, order, TODAY)
    return error.value


@pytest.mark.parametrize(
    "text",
    [
        *("2022-04-11", "11.04.2022", "11.4.2022 г.", "2022/04/11", "2022.04.11", "20220411", "11.04.22"),
        *("2022-04-11T00:00:00", "2022-04-11 00:00:00+00:00", "11.04.2022 0:00", "2022-04-11T21:30:00Z"),
        *("11 April 2022", "April 11, 2022", "Monday, April 11, 2022", "11th of April 2022", "11-Apr-22"),
        *("11 апреля 2022 года", "11 апр. 2022", "11-апр-2022", "11 красавіка 2022", "11 квітня 2022 р."),
        *("11 de abril de 2022", "11 avril 2022", "11. April 2022", "11 Nisan 2022", "11 NİSAN 2022"),
        *("۱۱ آوریل ۲۰۲۲", "11 أبريل 2022", "11 نيسان 2022", "2022年4月11日", "2022 年 4 月 11 日"),
        "\u200e11.04.2022\u200f",
    ],
)
def test_one_day_in_many_languages(text):
    assert edtf_of(text, DateOrder.ASK, TODAY) == "2022-04-11"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("апрель 2022", "2022-04"),
        ("в апреле 2022 г.", "2022-04"),
        ("04/2022", "2022-04"),
        ("2022/04", "2022-04"),
        ("2022年4月", "2022-04"),
        ("00.04.2022", "2022-04"),
        ("2022-04-00", "2022-04"),
        ("xx.04.2022", "2022-04"),
        ("late April 2022", "2022-04"),
        ("2022 г.", "2022"),
        ("2022-00-00", "2022"),
        ("c. 2019", "2019~"),
        ("около 2019 г.", "2019~"),
        ("2022?", "2022~"),
        ("2022-04-11?", "2022-04-11~"),
        ("hacia abril de 2022", "2022-04~"),
        ("约2022年4月", "2022-04~"),
        ("12 Dec 2023 (approx)", "2023-12-12~"),
        ("1er avril 2022", "2022-04-01"),
        ("11 كانون الثاني 2022", "2022-01-11"),
        ("12.04.2022 - 15.04.2022", "2022-04-12/2022-04-15"),
        ("12–15.04.2022", "2022-04-12/2022-04-15"),
        ("between 12.04.2022 and 15.04.2022", "2022-04-12/2022-04-15"),
        ("2022-04-11/2022-04-15", "2022-04-11/2022-04-15"),
        ("11.04.68", "1968-04-11"),
    ],
)
def test_a_date_keeps_the_precision_it_was_written_with(text, edtf):
    assert edtf_of(text, DateOrder.ASK, TODAY) == edtf


@pytest.mark.parametrize("text", ["", " ", "-", "—", "?", "n/a", "Unknown", "неизвестно", "н/д", "不详", "نامعلوم"])
def test_what_says_that_nothing_is_known_is_empty(text):
    assert edtf_of(text) == ""


def test_figures_that_can_be_read_in_two_ways_are_asked_about_with_both_readings():
    error = refused("02/03/2023")
    assert isinstance(error, Ambiguous)
    assert "2 March 2023 or 3 February 2023" in str(error)
    assert edtf_of("02/03/2023", DateOrder.DMY) == "2023-03-02"
    assert edtf_of("02/03/2023", DateOrder.MDY) == "2023-02-03"


@pytest.mark.parametrize(
    "text", ["02/03/2023 - 05/03/2023", "02/03/2023-05/03/2023", "2-5/04/2022", "4/11/2022 12:00:00 AM"]
)
def test_they_are_asked_about_within_a_span_and_beside_an_hour_too(text):
    assert isinstance(refused(text), Ambiguous)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("13/02/2023", "2023-02-13"),
        ("02/13/2023", "2023-02-13"),
        ("05/05/2023", "2023-05-05"),
        ("02.03.2023", "2023-03-02"),
    ],
)
def test_figures_with_one_reading_are_not_asked_about(text, edtf):
    assert edtf_of(text, DateOrder.ASK) == edtf


def test_with_points_the_day_comes_first_whatever_the_sheet_does_with_slashes():
    assert edtf_of("02.03.2023", DateOrder.MDY) == "2023-03-02"


@pytest.mark.parametrize(
    ("text", "order", "says"),
    [
        ("02/13/2023", DateOrder.DMY, "no month 13, and this sheet is read with the day first"),
        ("13/02/2023", DateOrder.MDY, "no month 13, and this sheet is read with the month first"),
        ("15.13.2022", DateOrder.ASK, "no month 13"),
        ("31/02/2023", DateOrder.ASK, "February 2023 has 28 days"),
        ("29.02.2023", DateOrder.ASK, "February 2023 has 28 days"),
        ("before 2022", DateOrder.ASK, "leaves one end open"),
        ("17.4.", DateOrder.ASK, "Write the date as"),
        ("soon", DateOrder.ASK, "Write the date as"),
        ("11.04.1850", DateOrder.ASK, "year must lie between"),
    ],
)
def test_what_is_no_date_says_why(text, order, says):
    error = refused(text, order)
    assert says in str(error)
    assert not isinstance(error, Ambiguous)


@pytest.mark.parametrize(
    ("text", "calendar"),
    [
        ("1402/02/15", "Hijri"),
        ("۱۴۰۲/۰۲/۱۵", "Hijri"),
        ("15 Ordibehesht 1402", "Hijri"),
        ("1444", "Hijri"),
        ("2566", "Buddhist"),
        ("11 เมษายน 2566", "Buddhist"),
        ("民國112年5月3日", "Minguo"),
        ("令和5年4月11日", "Japanese"),
    ],
)
def test_another_calendar_is_named_and_never_converted(text, calendar):
    assert calendar in str(refused(text))
    assert "common calendar" in str(refused(text))


@pytest.mark.parametrize("text", ["44662", "20000", "60000", "44662.5"])
def test_a_days_number_inside_a_spreadsheet_is_said_to_be_one(text):
    assert "as a spreadsheet counts it" in str(refused(text))


@pytest.mark.parametrize("text", ["19999", "60001"])
def test_other_numbers_are_just_no_dates(text):
    assert "spreadsheet" not in str(refused(text))


@pytest.mark.parametrize(
    "text",
    ["12.04.2022; 15.04.2022", "12.04.2022, 15.04.2022", "12.04.2022\n15.04.2022", "1 May 2022 and 3 May 2022",
     "12.04.2022 и 15.04.2022"],
)  # fmt: skip
def test_two_dates_in_a_cell_are_not_one(text):
    assert "more than one date" in str(refused(text))


def test_a_comma_within_one_date_does_not_make_two():
    assert edtf_of("April 11, 2022") == "2022-04-11"


@pytest.mark.parametrize("text", ["12" * 500, "2022-" * 400, "ч" * 9000, "\x00", "( ) " * 50, "1/1/1/1/1/1"])
def test_a_cell_full_of_anything_is_refused_and_nothing_worse(text):
    assert isinstance(refused(text), CellError)


@given(st.text(max_size=120))
def test_any_text_is_a_date_or_nothing_or_an_error_of_the_cell(text):
    try:
        edtf = edtf_of(text, DateOrder.DMY, TODAY)
    except CellError:
        return
    assert edtf == "" or PartialDate.from_edtf(edtf).to_edtf() == edtf


@given(DAYS, st.sampled_from(["%d.%m.%Y", "%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%Y/%m/%d", "%d/%m/%Y", "%d-%b-%Y"]))
def test_every_day_is_read_in_every_way_to_write_it(day, shape):
    assert edtf_of(day.strftime(shape), DateOrder.DMY) == day.isoformat()


@given(DAYS)
def test_with_the_month_first_every_day_is_itself(day):
    assert edtf_of(day.strftime("%m/%d/%Y"), DateOrder.MDY) == day.isoformat()


@given(DAYS, st.sampled_from(Precision.values), st.integers(0, 400))
def test_what_is_recorded_is_read_back_from_its_text(day, precision, length):
    end = min(day + timedelta(days=length), date(2100, 12, 31)) if length else None
    edtf = PartialDate(day, Precision(precision), end).to_edtf()
    assert edtf_of(edtf) == edtf


@pytest.mark.parametrize(
    "word", ["мая", "май", "mayo", "mai", "mayıs", "mayis", "مايو", "травень", "jan", "янв", "сент"]
)
def test_months_are_known_by_name_and_by_how_they_begin(word):
    assert month_in_english(folded(word)) in {"may", "january", "september"}


@pytest.mark.parametrize("word", ["jui", "ju", "m", "foo", "ма"])
def test_what_begins_two_months_or_none_is_none(word):
    assert month_in_english(word) == ""


def test_every_english_month_is_itself():
    assert [month_in_english(name) for name in ENGLISH] == list(ENGLISH)
