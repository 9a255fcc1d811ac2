"""The calendar: each date on its day, what has passed and is not settled, whose cases, and nothing hidden."""

import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from accounts.models import Duty, DutyKind
from cases.models import Follow
from cases.vocabulary import FileState, KeyDateKind, Level
from core.partial_dates import PartialDate, parse_partial_date
from reports.calendar import Choice, read_day, sheet_for
from tests.advocacy.factories import act, government
from tests.cases.worlds import DAY, hidden_twins, make_case
from tests.factories import KeyDateFactory

PAGE = "/calendar/"


@pytest.fixture
def mine(organisation, advocate):
    return make_case(organisation, "Mine", lead=advocate)


@pytest.fixture
def reader(client, advocate):
    client.force_login(advocate)
    return client


def sheet(user, query=""):
    return sheet_for(user, Choice.from_query(QueryDict(query), DAY))


def said(user, query=""):
    """Day of the month, what it is, and overdue or settled."""
    return [
        (day.on.day, str(entry.row.title), "overdue" if entry.overdue else "settled" if entry.row.settled else "")
        for day in sheet(user, query).days
        for entry in day.entries
    ]


def on(case, day, **fields):
    return KeyDateFactory(case=case, due=parse_partial_date(day), **fields)


# --- What the address asks.
@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-04", date(2023, 4, 1)),
        ("2023-04-20", date(2023, 4, 20)),
        *[(text, None) for text in ("", "2023", "2023-13", "2023-02-30", "0001-01", "9999-12", "٢٠٢٣-٠٤", "x")],
    ],
)
def test_a_month_or_a_day_is_read_and_anything_else_is_not(text, day):
    assert read_day(text) == day


def test_what_cannot_be_read_shows_this_month():
    choice = Choice.from_query(QueryDict("month=nonsense&day=x&view=x&of=x"), DAY)
    assert (choice.first, choice.last) == (date(2023, 4, 1), date(2023, 4, 30))
    assert (choice.view, choice.everybody, choice.is_now) == ("month", False, True)


@pytest.mark.parametrize(
    ("month", "before", "after"),
    [
        ("2023-01", "2022-12", "2023-02"),
        ("2024-02", "2024-01", "2024-03"),
        ("2023-12", "2023-11", "2024-01"),
        ("1900-01", "", "1900-02"),
        ("2100-12", "2100-11", ""),
    ],
)
def test_one_goes_a_month_back_and_on_within_the_years_that_dates_have(month, before, after):
    choice = Choice.from_query(QueryDict(f"month={month}"), DAY)
    assert (choice.before, choice.after) == (before, after)


# --- What stands where.
@pytest.mark.django_db
def test_every_day_of_the_month_is_there_under_its_weekday(advocate):
    april = sheet(advocate)
    assert [day.on.day for day in april.days] == list(range(1, 31))
    assert [str(name) for name in april.weekdays][:2] == ["Mon", "Tue"]
    assert april.days[0].column == 6, "the first of April 2023 was a Saturday"
    assert [day.on for day in april.days if day.today] == [DAY]
    with translation.override("fa"):
        assert sheet(advocate).days[0].column == 1, "in Persian the week begins on Saturday"


@pytest.mark.django_db
def test_dates_stand_on_their_day_with_what_became_of_them(advocate, mine):
    on(mine, "3 Apr 2023")
    on(mine, "4 Apr 2023", resolved_on=DAY, kind=KeyDateKind.APPEAL_LIMIT)
    on(mine, "20 Apr 2023", kind=KeyDateKind.PAROLE)
    on(mine, "1 May 2023")
    assert said(advocate) == [
        (3, "Hearing", "overdue"),
        (4, "Last day to appeal", "settled"),
        (20, "Parole possible from", ""),
    ]
    assert said(advocate, "month=2023-05") == [(1, "Hearing", "")]


@pytest.mark.django_db
def test_replies_due_and_next_steps_stand_there_too_until_they_are_answered_or_taken(advocate, mine):
    owed = act(mine, by=advocate, sent="2023-03-01", addressee=government("GB"), due_on=date(2023, 4, 5))
    act(mine, by=advocate, sent="2023-04-01", addressee=government("US"), due_on=date(2023, 4, 25))
    act(mine, by=advocate, sent="2023-04-01", next_step="Call again", next_step_on=date(2023, 4, 7))
    assert said(advocate) == [(5, "Reply due", "overdue"), (7, "Next step", "overdue"), (25, "Reply due", "")]
    owed.answered_on = DAY
    owed.save()
    assert [title for _day, title, _how in said(advocate)] == ["Next step", "Reply due"]


@pytest.mark.django_db
def test_a_date_whose_day_is_not_known_stands_apart_in_every_month_it_may_fall_in(advocate, mine):
    on(mine, "April 2023")
    on(mine, "2023", kind=KeyDateKind.PAROLE)
    on(mine, "March 2023", kind=KeyDateKind.APPEAL_LIMIT)
    assert said(advocate) == []
    assert [str(entry.row.title) for entry in sheet(advocate).without_day] == ["Hearing", "Parole possible from"]
    march = sheet(advocate, "month=2023-03").without_day
    assert [(str(entry.row.title), entry.overdue) for entry in march] == [
        ("Last day to appeal", True),
        ("Parole possible from", False),
    ]


@pytest.mark.django_db
def test_a_crowded_day_says_how_many_more_and_has_a_page_of_its_own(reader, advocate, mine):
    for number in range(13):
        on(mine, "20 Apr 2023", resolved_on=DAY if number < 3 else None)
    act(mine, by=advocate, sent="2023-04-01", addressee=government("US"), due_on=DAY)
    month, agenda, day = (sheet(advocate, query) for query in ("", "view=agenda", "day=2023-04-20"))
    assert [(len(one.entries), one.more) for one in month.filled] == [(4, 10)]
    assert [(len(one.entries), one.more) for one in agenda.filled] == [(10, 4)]
    assert [(len(one.entries), one.more) for one in day.filled] == [(14, 0)]
    assert [entry.row.settled for entry in day.filled[0].entries] == [False] * 11 + [True] * 3
    page = reader.get(PAGE).content.decode()
    link = re.search(r'<a class="date-more" href="([^"]+)">10 more', page)
    assert reader.get(PAGE + unescape(link[1])).content.decode().count('<li class="date-entry') == 14


@pytest.mark.django_db
def test_programmes_dates_are_told_to_whoever_works_on_sanctions(advocate):
    everything = [f"month=2023-{month:02}&of=all" for month in range(4, 13)]
    assert [row for query in everything for row in said(advocate, query)] == []
    Duty.objects.create(user=advocate, kind=DutyKind.SANCTIONS)
    assert [row for query in everything for row in said(advocate, query)] != []
    assert said(advocate, "month=2023-03&of=all") == [], "nobody settles them, so what has passed is left out"


# --- Whose.
@pytest.mark.django_db
def test_mine_are_cases_i_lead_or_follow_actions_i_answer_for_and_my_reminders(advocate, staff, organisation, mine):
    followed, others = make_case(organisation, "Followed"), make_case(organisation, "Others", lead=staff)
    Follow.objects.create(case=followed, user=advocate)
    on(mine, "1 Apr 2023")
    on(followed, "2 Apr 2023")
    on(others, "3 Apr 2023")
    on(others, "4 Apr 2023", kind=KeyDateKind.REMINDER, entered_by=advocate)
    act(others, by=staff, sent="2023-04-01", addressee=government("GB"), due_on=date(2023, 4, 5))
    act(others, by=staff, responsible=advocate, sent="2023-04-01", addressee=government("GB"), due_on=date(2023, 4, 6))
    assert [day for day, *_rest in said(advocate)] == [1, 2, 4, 6]
    assert [day for day, *_rest in said(advocate, "of=all")] == [1, 2, 3, 4, 5, 6]
    assert [day for day, *_rest in said(staff, "of=all")] == [1, 2, 3, 5, 6], "a reminder is its writer's alone"


@pytest.mark.django_db
def test_closed_files_expect_nothing(advocate, organisation):
    closed = make_case(organisation, "Closed", lead=advocate, file_state=FileState.CLOSED)
    on(closed, "20 Apr 2023")
    on(closed, "April 2023")
    act(closed, by=advocate, sent="2023-04-01", addressee=government("GB"), due_on=DAY)
    found = sheet(advocate, "of=all")
    assert (found.filled, found.without_day) == ([], [])


@pytest.mark.django_db
def test_nothing_of_a_hidden_case_or_date_is_on_the_page_not_even_its_number(reader, advocate, mine):
    on(mine, "20 Apr 2023")
    before = {query: token_free(reader.get(PAGE + query)) for query in ("?of=all", "?of=all&view=agenda")}
    for twin in hidden_twins(mine):
        for _number in range(6):
            on(twin, "20 Apr 2023", summary="Secret hearing")
        on(twin, "April 2023", summary="Secret month")
        act(twin, sent="2023-04-01", addressee=government("GB"), due_on=DAY, level=twin.level)
    sealed = KeyDateFactory(case=mine, due=PartialDate(DAY), level=Level.SEALED, summary="Sealed hearing")
    assert {query: token_free(reader.get(PAGE + query)) for query in before} == before
    sealed.named.add(advocate)
    assert "Sealed hearing" in reader.get(PAGE + "?of=all&view=agenda").content.decode()


def token_free(response):
    return re.sub(r"\b[A-Za-z0-9]{64}\b", "", response.content.decode())


# --- The page.
@pytest.mark.django_db
def test_each_date_leads_to_where_it_is_settled(reader, advocate, mine):
    key_date = on(mine, "20 Apr 2023", summary="In the Tverskoy court")
    action = act(mine, by=advocate, sent="2023-04-01", addressee=government("GB"), due_on=DAY)
    for query in ("", "?view=agenda", "?day=2023-04-20"):
        page = reader.get(PAGE + query).content.decode()
        assert f'href="/cases/{mine.reference}/dates/#{key_date.reference}"' in page
        assert f'href="{action.get_absolute_url()}"' in page
        assert "style=" not in page
    assert "In the Tverskoy court" in page
    assert f'id="{key_date.reference}"' in reader.get(f"/cases/{mine.reference}/dates/").content.decode()


@pytest.mark.django_db
def test_the_ways_through_the_months_keep_what_was_chosen(reader, mine):
    page = unescape(reader.get(PAGE, {"of": "all", "view": "agenda", "month": "2023-06"}).content.decode())
    for month in ("2023-05", "2023-07"):
        assert f'href="?of=all&view=agenda&month={month}"' in page
    assert 'href="?of=all&view=agenda"' in page, "back to this month"
    assert 'href="?view=agenda&month=2023-06"' in page, "mine alone"
    assert 'href="?of=all&month=2023-06"' in page, "as a month"
    assert "This month" not in reader.get(PAGE).content.decode()


@pytest.mark.django_db
def test_overdue_and_settled_are_said_in_words(reader, mine):
    on(mine, "3 Apr 2023")
    assert "overdue" in reader.get(PAGE).content.decode()
    on(mine, "4 Apr 2023", resolved_on=DAY)
    assert "settled" in reader.get(PAGE).content.decode()


@pytest.mark.django_db
def test_an_empty_month_says_what_belongs_there_and_where_to_look(reader):
    page = unescape(reader.get(PAGE).content.decode())
    assert "No date here" in page
    assert 'href="?of=all">Look at all cases' in page
    assert "Go to the cases" in reader.get(PAGE, {"of": "all", "view": "agenda"}).content.decode()


@pytest.mark.django_db
def test_a_full_month_costs_no_more_queries_than_one_date(client, advocate, staff, mine):
    Duty.objects.create(user=advocate, kind=DutyKind.SANCTIONS)
    client.force_login(advocate)

    def spent():
        client.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PAGE, {"of": "all"}).status_code == 200
        return len(queries)

    on(mine, "20 Apr 2023")
    on(mine, "April 2023")
    act(mine, by=staff, sent="2023-04-01", addressee=government("GB"), due_on=DAY, next_step="x", next_step_on=DAY)
    few = spent()
    for number in range(12):
        case = make_case(mine.owner, f"Number {number}", lead=advocate)
        on(case, f"{number + 1} Apr 2023")
        on(case, "2023")
        act(case, by=staff, sent="2023-04-01", addressee=government("US"), due_on=DAY)
    assert spent() == few <= 15
