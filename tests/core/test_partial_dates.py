"""Dates as people know them: what is read, what is stored, what is said back, and what each asks of a day."""

import pickle
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django import forms
from django.core import serializers
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.models import Prisoner
from core.partial_dates import (
    CIRCA,
    PartialDate,
    PartialDateError,
    PartialDateField,
    PartialDateFormField,
    Precision,
    parse_partial_date,
    span_days,
)
from tests.factories import PrisonerFactory

DAYS = st.dates(date(1901, 1, 1), date(2099, 12, 31))


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    start, end = sorted([draw(DAYS), draw(DAYS)])
    return PartialDate(start, draw(st.sampled_from(Precision)), draw(st.sampled_from([None, end])))


READ = {
    "2023": "2023",
    "July 2023": "2023-07",
    "Jul 2023": "2023-07",
    "jul. 2023": "2023-07",
    "2023-07": "2023-07",
    "07/2023": "2023-07",
    "2023-07-01": "2023-07-01",
    "12 Dec 2023": "2023-12-12",
    "12th of December, 2023": "2023-12-12",
    "12. Dec. 2023": "2023-12-12",
    "12.12.2023": "2023-12-12",
    "12/12/2023": "2023-12-12",
    "05/04/2023": "2023-04-05",
    "12-12-2023": "2023-12-12",
    "December 12, 2023": "2023-12-12",
    "Dec 12 2023": "2023-12-12",
    "on 12 Dec 2023": "2023-12-12",
    "  12   DEC 2023 ": "2023-12-12",
    "29 Feb 2024": "2024-02-29",
    "about 12 Dec 2023": "2023-12-12~",
    "c. 12 Dec 2023": "2023-12-12~",
    "ca. 2020": "2020~",
    "circa July 2023": "2023-07~",
    "~2023-12-12": "2023-12-12~",
    "2023-12-12~": "2023-12-12~",
    "about July 2023": "2023-07~",
    "around 1-21 Sept 2023": "2023-09-01~/2023-09-21~",
    "1-21 Sept 2023": "2023-09-01/2023-09-21",
    "1–21 September 2023": "2023-09-01/2023-09-21",
    "1 to 21 September 2023": "2023-09-01/2023-09-21",
    "from 1 until 21 September 2023": "2023-09-01/2023-09-21",
    "2023-09-01/2023-09-21": "2023-09-01/2023-09-21",
    "01/09/2023 - 21/09/2023": "2023-09-01/2023-09-21",
    "01.09.2023-21.09.2023": "2023-09-01/2023-09-21",
    "26 Jan to 3 Feb 2024": "2024-01-26/2024-02-03",
    "28 Dec 2023 – 3 Jan 2024": "2023-12-28/2024-01-03",
    "between 5 and 9 May 2023": "2023-05-05/2023-05-09",
    "July to September 2023": "2023-07/2023-09",
    "Dec 2023 to 3 Feb 2024": "2023-12-01/2024-02-03",
    "3 May to June 2023": "2023-05-03/2023-06-30",
    "2023 to 5 May 2024": "2023-01-01/2024-05-05",
    "2019–2021": "2019/2021",
    "５ May ２０２３": "2023-05-05",
}


@pytest.mark.parametrize(("text", "edtf"), READ.items())
def test_dates_are_read_as_people_write_them(text, edtf):
    assert parse_partial_date(text).to_edtf() == edtf


REFUSED = {
    "30 February 2023": "30 February 2023 does not exist: February 2023 has 28 days.",
    "29 Feb 2023": "29 February 2023 does not exist: February 2023 has 28 days.",
    "0 May 2023": "0 May 2023 does not exist: May 2023 has 31 days.",
    "31.4.2023": "31 April 2023 does not exist: April 2023 has 30 days.",
    "12/25/2023": "There is no month 25. In figures the day comes before the month, as in 25/12/2023.",
    "2024 to 2023": "The span ends before it starts: put the earlier date first, each with its year.",
    "28 Dec to 3 Jan 2024": "The span ends before it starts: put the earlier date first, each with its year.",
    "before May 2023": "“before” leaves one end open. Write the span of possible days, such as 1–21 Sept 2023.",
    "after 3 May 2023": "“after” leaves one end open. Write the span of possible days, such as 1–21 Sept 2023.",
    "until May 2023": "“until” leaves one end open. Write the span of possible days, such as 1–21 Sept 2023.",
    "1850": "The year must lie between 1900 and 2100.",
    "1 May 2101": "The year must lie between 1900 and 2100.",
    "0000": "The year must lie between 1900 and 2100.",
    "2099 to 2101": "The year must lie between 1900 and 2100.",
}
UNREADABLE = [
    *("", " ", "soon", "12 Dec", "12 Dec 23", "Dec", "12", "summer 2023", "Ma 2023", "2023-07?", "today", "about", "~"),
    *("3 to May 2023", "12 Dec - 2023", "3 to 2023"),
    *("3 May 2023 to soon", "1 to 21", "12 2023", "May 3 to 2024 2025", "x" * 5000, "2023-07-01T12:00", "\x00"),
]


@pytest.mark.parametrize(("text", "why"), REFUSED.items())
def test_what_cannot_be_is_refused_with_what_is_wrong_and_how_to_mend_it(text, why):
    with pytest.raises(PartialDateError) as refusal:
        parse_partial_date(text)
    assert str(refusal.value) == why


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_no_date_is_answered_with_examples(text):
    with pytest.raises(
        PartialDateError, match=r"^Write the date as 12 Dec 2023, July 2023, 2023 or about 12 Dec 2023[.]$"
    ):
        parse_partial_date(text)


def test_today_and_yesterday_are_read_where_the_day_is_given():
    day = date(2023, 3, 1)
    assert parse_partial_date("Today", today=day) == PartialDate(day)
    assert parse_partial_date("yesterday", today=day) == PartialDate(date(2023, 2, 28))


def test_the_examples_that_messages_give_can_be_read():
    for example in ("12 Dec 2023", "July 2023", "2023", "about 12 Dec 2023", "1–21 Sept 2023", "25/12/2023"):
        assert parse_partial_date(example)


WORDS = st.sampled_from(
    [
        *"0123456789",
        "2023",
        "31",
        "feb",
        "may",
        "about",
        "~",
        "-",
        "–",
        "/",
        ".",
        ",",
        " ",
        "to",
        "between",
        "and",
        "٣",
        "²",
    ]
)


def outcome(read: Callable[[str], PartialDate], text: str) -> PartialDate | PartialDateError:
    try:
        return read(text)
    except PartialDateError as refusal:
        return refusal


@given(st.one_of(st.text(), st.lists(WORDS).map("".join), st.lists(WORDS).map(" ".join)))
def test_any_text_is_either_read_and_kept_or_refused_with_a_sentence(text):
    answer = outcome(parse_partial_date, text)
    if isinstance(answer, PartialDateError):
        assert str(answer).endswith(".")
    else:
        assert PartialDate.from_edtf(answer.to_edtf()) == answer
        assert answer.earliest <= answer.latest


@given(
    st.one_of(st.text(), st.text("0123-/~"), st.from_regex(r"\d{4}(-\d\d){0,2}~?(/\d{4}(-\d\d){0,2})?", fullmatch=True))
)
def test_any_stored_text_is_either_a_date_or_refused_with_a_sentence(text):
    answer = outcome(PartialDate.from_edtf, text)
    assert str(answer).endswith(".") if isinstance(answer, PartialDateError) else answer == parse_partial_date(text)


@given(partial_dates())
def test_what_is_stored_or_shown_reads_back_the_same(day):
    assert PartialDate.from_edtf(day.to_edtf()) == day
    assert len(day.to_edtf()) <= 40
    assert parse_partial_date(str(day)) == day
    assert pickle.loads(pickle.dumps(day)) == day


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2023", "2023"),
        ("2023-07", "July 2023"),
        ("2023-12-12", "12 December 2023"),
        ("2023-12-12~", "about 12 December 2023"),
        ("2023-07~", "about July 2023"),
        ("2023-09-01/2023-09-21", "1–21 September 2023"),
        ("2023-09-01~/2023-09-21~", "about 1–21 September 2023"),
        ("2024-01-26/2024-02-03", "26 Jan 2024 to 3 Feb 2024"),
        ("2023-07/2023-09", "July 2023 to September 2023"),
        ("2019/2021", "2019 to 2021"),
        ("2023-07/2024", "1 Jul 2023 to 31 Dec 2024"),
    ],
)
def test_a_date_is_said_in_plain_english(edtf, said):
    assert str(PartialDate.from_edtf(edtf)) == said


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-12-12", date(2023, 12, 12), date(2023, 12, 12)),
        ("2023-12-12~", date(2023, 12, 9), date(2023, 12, 15)),
        ("2023-07~", date(2023, 6, 28), date(2023, 8, 3)),
        ("2023-09-01/2023-09-21", date(2023, 9, 1), date(2023, 9, 21)),
        ("2023-07/2023-09", date(2023, 7, 1), date(2023, 9, 30)),
        ("2019/2021", date(2019, 1, 1), date(2021, 12, 31)),
        ("2023-09-01~/2023-09-21~", date(2023, 8, 29), date(2023, 9, 24)),
    ],
)
def test_the_possible_days(edtf, earliest, latest):
    day = PartialDate.from_edtf(edtf)
    assert (day.earliest, day.latest) == (earliest, latest)


@given(partial_dates(), DAYS)
def test_the_latest_day_is_capped_at_the_day_it_was_logged_but_never_before_the_earliest(day, logged):
    capped = day.latest_by(logged)
    assert day.earliest <= capped <= day.latest
    assert capped in {logged, day.earliest, day.latest}
    assert capped <= max(logged, day.earliest)


def test_released_in_july_and_logged_on_the_tenth_counts_from_the_tenth():
    july = parse_partial_date("July 2023")
    assert july.latest_by(date(2023, 7, 10)) == date(2023, 7, 10)
    assert july.latest_by(date(2023, 9, 1)) == date(2023, 7, 31)
    assert july.latest_by(date(2023, 6, 1)) == date(2023, 7, 1)


def test_equal_dates_are_equal_values_however_they_were_made():
    assert PartialDate(date(2023, 7, 19), Precision.MONTH) == PartialDate(date(2023, 7, 1), Precision.MONTH)
    assert PartialDate(date(2023, 7, 1), end=date(2023, 7, 1)) == PartialDate(date(2023, 7, 1))
    assert parse_partial_date("7 to 7 May 2023").is_exact
    assert not parse_partial_date("about 7 May 2023").is_exact
    assert not parse_partial_date("7 to 8 May 2023").is_exact


def test_dates_have_no_order_of_their_own():
    with pytest.raises(TypeError):
        PartialDate(date(2023, 1, 1)) < PartialDate(date(2023, 1, 2))  # noqa: B015


def test_a_span_that_ends_before_it_starts_cannot_be_made():
    with pytest.raises(PartialDateError, match="ends before it starts"):
        PartialDate(date(2023, 5, 2), end=date(2023, 5, 1))


def test_days_held_are_a_range_where_the_dates_are():
    arrest, death = PartialDate(date(2008, 11, 24)), PartialDate(date(2009, 11, 16))
    assert span_days(arrest, death) == (357, 357)
    assert span_days(arrest, date(2009, 11, 16)) == (357, 357)
    assert span_days(parse_partial_date("24-25 Nov 2008"), death) == (356, 357)
    assert span_days(parse_partial_date("May 2023"), parse_partial_date("May 2023")) == (0, 30)


@given(partial_dates(), partial_dates())
def test_the_least_days_held_never_exceed_the_most(start, end):
    least, most = span_days(start, end)
    assert 0 <= least <= most


def test_about_reaches_three_days_either_side():
    assert timedelta(days=3) == CIRCA


# --- Forms.
class When(forms.Form):
    day = PartialDateFormField()
    until = PartialDateFormField(required=False)


def test_a_form_reads_what_was_typed_and_today_is_the_house_day(house_day):
    form = When({"day": " July 2023 ", "until": ""})
    assert form.is_valid()
    assert form.cleaned_data == {"day": PartialDate(date(2023, 7, 1), Precision.MONTH), "until": None}
    assert PartialDateFormField().clean("today") == PartialDate(house_day)


def test_a_form_says_what_the_parser_says():
    form = When({"day": "30 February 2023"})
    assert form.errors == {"day": ["30 February 2023 does not exist: February 2023 has 28 days."]}
    assert When({"day": ""}).errors == {"day": ["This field is required."]}


def test_a_form_shows_the_plain_words_and_keeps_what_was_mistyped():
    july = PartialDate(date(2023, 7, 1), Precision.MONTH)
    assert 'value="July 2023"' in str(When(initial={"day": july})["day"])
    assert 'value="Jully 2023"' in str(When({"day": "Jully 2023"})["day"])


def test_a_form_knows_whether_a_date_was_changed():
    initial = {"day": PartialDate(date(2023, 7, 1), Precision.MONTH)}
    assert not When({"day": "2023-07", "until": ""}, initial=initial).has_changed()
    assert When({"day": "August 2023", "until": ""}, initial=initial).has_changed()
    assert When({"day": "nonsense", "until": ""}, initial=initial).has_changed()


@pytest.mark.parametrize("language", ["en-gb", "ru", "be", "es", "fr", "fa", "de"])
@settings(deadline=None)  # the first date in a language loads its words
@given(day=partial_dates())
def test_in_every_language_a_form_reads_back_what_it_shows(language, day):
    with translation.override(language):
        field = PartialDateFormField()
        assert field.clean(field.prepare_value(day)) == day


def test_month_names_of_the_readers_language_are_read_beside_the_english():
    with translation.override("de"):
        assert parse_partial_date("12. März 2023") == parse_partial_date("12 March 2023")


# --- The model field.
def test_the_field_is_made_anew_by_a_migration_from_its_deconstruction():
    field = PartialDateField(null=True, blank=True)
    _name, path, args, kwargs = field.deconstruct()
    assert (path, args, kwargs) == ("core.partial_dates.PartialDateField", [], {"null": True, "blank": True})
    assert PartialDateField(max_length=60).deconstruct()[3] == {"max_length": 60}


def test_the_field_takes_dates_days_and_text_and_refuses_the_rest_as_forms_do():
    field = PartialDateField()
    assert field.to_python("July 2023") == field.to_python("2023-07")
    assert field.to_python(date(2023, 7, 1)) == PartialDate(date(2023, 7, 1))
    assert field.to_python(datetime(2023, 7, 1, 12, 30)) == PartialDate(date(2023, 7, 1))
    assert field.to_python("") is None
    assert field.get_prep_value(PartialDate(date(2023, 7, 1))) == "2023-07-01"
    with pytest.raises(ValidationError, match="does not exist"):
        field.clean("30 February 2023", None)
    assert field.clean("July 2023", None) == field.to_python("2023-07")
    with pytest.raises(ValidationError, match="cannot be null"):
        field.clean(None, None)


def test_the_form_field_of_the_model_field_reads_longer_texts_than_are_stored():
    field = PartialDateField(null=True, blank=True, verbose_name="born").formfield()
    assert isinstance(field, PartialDateFormField)
    assert (field.label, field.required) == ("Born", False)
    typed = "between  26  January  2024  and  3  February  2024"
    assert len(typed) > 40
    assert field.clean(typed).to_edtf() == "2024-01-26/2024-02-03"


def test_a_models_own_validators_see_the_partial_date():
    seen = []
    PartialDateField(validators=[seen.append]).clean("2023", None)
    assert seen == [PartialDate(date(2023, 1, 1), Precision.YEAR)]


@pytest.mark.django_db
def test_the_database_keeps_it_and_finds_it_and_history_shows_it():
    september = PartialDate(date(1981, 9, 1), Precision.MONTH)
    dated, undated = PrisonerFactory.create(birth=september), PrisonerFactory.create(birth=None)
    dated.refresh_from_db()
    undated.refresh_from_db()
    assert (dated.birth, undated.birth) == (september, None)
    assert list(Prisoner.objects.filter(birth="September 1981")) == [dated]
    assert list(Prisoner.objects.filter(birth__isnull=True)) == [undated]
    dated.birth = PartialDate(date(1981, 9, 7))
    dated.save()
    assert [row.birth for row in dated.history.order_by("history_id")] == [september, dated.birth]


@pytest.mark.django_db
def test_it_survives_export_and_import_by_djangos_serialisers():
    prisoner = PrisonerFactory.create(birth=parse_partial_date("about September 1981"))
    [copy] = serializers.deserialize("json", serializers.serialize("json", [prisoner]))
    assert copy.object.birth == prisoner.birth
    assert '"1981-09~"' in serializers.serialize("json", [prisoner])
