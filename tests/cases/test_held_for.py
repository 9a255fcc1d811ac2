"""Spans of custody: each day belongs to one of them, and the list finds by them what the figures count."""

from datetime import date, timedelta

import pytest

from cases.held_for import SPANS, bounds, held_for, months_before, span_of
from cases.models import Case
from tests.cases.worlds import DAY, make_case


@pytest.mark.parametrize(
    ("held", "span"),
    [
        (0, "days"),
        (29, "days"),
        (30, "half-year"),
        (181, "half-year"),
        (182, "year"),  # since 20 October 2022
        (364, "year"),
        (365, "two-years"),
        (729, "two-years"),
        (730, "five-years"),
        (1825, "five-years"),
        (1826, "longer"),  # since 20 April 2018
        (9000, "longer"),
    ],
)
def test_a_custody_falls_into_one_span(held, span):
    assert span_of(DAY - timedelta(held), DAY) == span


def test_the_spans_follow_on_each_other_without_a_gap():
    edges = list(bounds(DAY).values())
    assert [until for _after, until in edges[1:]] == [after for after, _until in edges[:-1]]
    assert (edges[0][1], edges[-1][0]) == (None, None)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2023, 8, 31), 6, date(2023, 2, 28)),
        (date(2024, 8, 31), 6, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2023, 1, 15), 12, date(2022, 1, 15)),
        (date(2023, 12, 31), 24, date(2021, 12, 31)),
    ],
)
def test_months_back_end_on_the_last_day_where_there_is_no_such_day(day, months, before):
    assert months_before(day, months) == before


@pytest.mark.django_db
def test_the_list_finds_who_has_been_held_so_long(client, organisation, advocate):
    client.force_login(advocate)
    for held in (29, 30, 800):
        make_case(organisation, f"Held {held}", in_custody_since=DAY - timedelta(held))
    make_case(organisation, "Free")

    def found(query):
        return {row.case.prisoner.name for row in client.get(f"/cases/{query}").context["rows"]}

    assert found("?held=days") == {"Held 29"}
    assert found("?held=half-year&held=five-years") == {"Held 30", "Held 800"}
    assert found("?held=longer") == set()
    assert found("?held=never") == {"Held 29", "Held 30", "Held 800", "Free"}
    page = client.get("/cases/?held=five-years").content.decode()
    assert "2 to 5 years" in page


@pytest.mark.django_db
def test_every_case_in_custody_is_in_one_span(organisation):
    for held in (0, 30, 200, 400, 900, 3000):
        make_case(organisation, f"Held {held}", in_custody_since=DAY - timedelta(held))
    found = [pk for span in SPANS for pk in Case.objects.filter(held_for(span, DAY)).values_list("pk", flat=True)]
    assert sorted(found) == sorted(Case.objects.values_list("pk", flat=True))
