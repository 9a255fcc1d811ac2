"""Cases side by side: days from the arrest to each step, what is behind each number, and for whom."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from advocacy.comparing import Step, compared, strip_chart
from core.partial_dates import PartialDate, parse_partial_date
from tests.advocacy.factories import act, body, determination, government
from tests.cases.pages import signed_in, text_of
from tests.factories import CaseFactory, PrisonerFactory

pytestmark = pytest.mark.django_db
TODAY = date(2023, 4, 20)


def make(owner, lead, name="Vladimir Kara-Murza", arrested=date(2022, 4, 11), **fields):
    return CaseFactory(owner=owner, lead=lead, prisoner=PrisonerFactory(name=name), arrested_on=arrested, **fields)


@pytest.fixture
def murza(organisation, advocate):
    case = make(organisation, advocate)
    ngo = body("An NGO", "ngo", "US")
    act(case, actors=[ngo], kind="statement", sent="2022-04-12")
    act(case, actors=[ngo], kind="wgad_petition", sent="2022-09-01")
    act(case, actors=[government("CA")], kind="sanction", sent="2022-11-14")
    act(case, actors=[government("US")], kind="sanction", sent="2023-03-03")
    return case


def one_of(case, reader, day=TODAY):
    return compared([case], reader, day)[0]


def days(row):
    return {step: reached.days for step, reached in row.reached.items()}


def page(user, *cases):
    return signed_in(user).get(reverse("advocacy:compare"), {"cases": ",".join(one.reference for one in cases)})


def test_each_step_has_its_days_from_the_arrest_and_what_is_behind_it(murza, advocate):
    row = one_of(murza, advocate)
    assert days(row) == {
        Step.ACTION: (1, 1),
        Step.MEASURE: (217, 217),
        Step.SANCTION: (217, 217),
        Step.PETITION: (143, 143),
    }
    assert (row.reached[Step.SANCTION].who, row.reached[Step.SANCTION].what) == ("Government of CA", "Sanction")
    assert row.lasted == (374, 374)


def test_a_private_bodys_sanction_list_is_no_measure(organisation, advocate):
    case = make(organisation, advocate)
    act(case, actors=[body("An NGO", "ngo", "US")], kind="sanction", sent="2022-05-01")
    assert set(one_of(case, advocate).reached) == {Step.ACTION}


def test_a_determination_and_a_release_are_steps_and_one_that_was_declined_is_none(murza, advocate):
    determination(murza, outcome="declined", adopted=PartialDate(date(2023, 1, 1)))
    assert Step.DETERMINATION not in one_of(murza, advocate).reached
    determination(murza, adopted=PartialDate(date(2023, 4, 1)))
    murza.released_on = date(2023, 4, 10)
    row = one_of(murza, advocate)
    assert (row.reached[Step.DETERMINATION].days, row.reached[Step.RELEASE].days) == ((355, 355), (364, 364))
    assert row.lasted == (364, 364)


def test_as_of_an_earlier_day_what_came_later_is_not_reached(murza, advocate):
    murza.released_on = date(2023, 4, 10)
    row = one_of(murza, advocate, date(2022, 11, 13))
    assert set(row.reached) == {Step.ACTION, Step.PETITION}
    assert row.lasted == (216, 216)


def test_a_month_gives_a_range_and_an_act_before_the_arrest_is_none_since(organisation, advocate):
    case = make(organisation, advocate)
    act(case, actors=[government("CA")], kind="sanction", sent="2021-01-01")
    act(case, actors=[government("CA")], kind="sanction", sent=parse_partial_date("November 2022"))
    assert days(one_of(case, advocate))[Step.SANCTION] == (204, 233)


def test_without_an_arrest_there_are_days_of_the_calendar_and_no_strip(organisation, advocate):
    case = make(organisation, advocate, arrested=None)
    act(case, actors=[government("CA")], kind="sanction", sent="2022-11-14")
    row = one_of(case, advocate)
    assert (row.reached[Step.SANCTION].days, str(row.reached[Step.SANCTION].when)) == (None, "14 November 2022")
    assert strip_chart([row]) is None


def test_the_strip_has_a_line_for_each_case_and_a_mark_for_each_step(murza, advocate):
    chart = strip_chart([one_of(murza, advocate)])
    (row,) = chart.rows
    assert [mark.number for mark in row.marks] == [1, 4, 2, 3]
    assert len({(mark.x, mark.y) for mark in row.marks}) == 4  # those of one day stand below one another
    assert [number for number, _label in chart.legend] == [1, 2, 3, 4]
    assert row.marks[0].title == "Vladimir Kara-Murza: First action after 1 day, 12 April 2022"


# --- The page.
def test_the_page_shows_cases_side_by_side_with_the_link_behind_each_number(murza, organisation, advocate):
    other = make(organisation, advocate, "Alsu Kurmasheva")
    answer = page(advocate, murza, other)
    said = text_of(answer)
    for words in ("Vladimir Kara-Murza", "Alsu Kurmasheva", "217 days", "not recorded", "as of 20 April 2023", "<svg"):
        assert words in said
    sanction = murza.actions.get(kind="sanction", sent_on="2022-11-14")
    assert f'href="{sanction.get_absolute_url()}"' in said


def test_what_a_reader_may_not_see_counts_for_nothing(murza, advocate, staff):
    act(murza, by=advocate, actors=[government("GB")], kind="sanction", sent="2022-05-01", level="sealed")
    assert days(one_of(murza, advocate))[Step.SANCTION] == (20, 20)
    assert days(one_of(murza, staff))[Step.SANCTION] == (217, 217)


def test_a_case_out_of_sight_is_answered_like_one_that_is_missing(murza, outsider):
    hidden, missing = page(outsider, murza), signed_in(outsider).get(reverse("advocacy:compare") + "?cases=RU-22-0000")
    assert (hidden.status_code, missing.status_code) == (422, 422)
    assert "We find no case" in text_of(hidden)
    assert "Kara-Murza" not in text_of(hidden)


def test_more_than_eight_are_refused_and_none_is_asked_for(murza, organisation, advocate):
    cases = [murza, *(make(organisation, advocate, f"Number {n}") for n in range(8))]
    assert "These are 9 cases; 8 fit side by side." in text_of(page(advocate, *cases))
    assert "Which cases?" in text_of(signed_in(advocate).get(reverse("advocacy:compare")))


def test_ticked_cases_come_from_the_list_and_stand_in_the_address(murza, organisation, viewer):
    other = make(organisation, None, "Alsu Kurmasheva")
    sent = {"case": [murza.reference, other.reference], "lead": "", "back": ""}
    answer = signed_in(viewer).post(reverse("advocacy:compare"), sent, follow=True)
    assert "Alsu Kurmasheva" in text_of(answer)
    assert answer.redirect_chain[0][0].endswith(f"?cases={murza.reference}+{other.reference}")
    assert "Compare the ticked cases" in text_of(signed_in(viewer).get(reverse("cases:case-list")))


def test_eight_cases_cost_as_many_queries_as_one(murza, organisation, advocate):
    def spent(cases):
        with CaptureQueriesContext(connection) as queries:
            compared(cases, advocate, TODAY)
        return len(queries)

    cases = [murza]
    determination(murza)
    few = spent(cases)
    for number in range(7):
        cases.append(make(organisation, advocate, f"Number {number}"))
        act(cases[-1], actors=[government("GB")], kind="sanction")
        determination(cases[-1])
    assert spent(cases) == few
