"""Today: what needs me, what is coming, what changed; and nothing that is not mine to see."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.permissions import Role
from cases.boards import ComingUp
from cases.models import Follow, Grant, SavedFilter, Update
from cases.vocabulary import FileState, KeyDateKind, Level, Status, UpdateKind
from core import slots
from core.partial_dates import PartialDate, parse_partial_date
from reports.today import as_news, changes, coming, distance, my_cases
from tests.cases.worlds import DAY, hidden_twins, kara_murza, make_case
from tests.factories import KeyDateFactory, UserFactory

TODAY, CHANGES = "/", "/changes/"


@pytest.fixture
def reader(client, advocate):
    client.force_login(advocate)
    return client


@pytest.fixture
def murza(organisation, advocate):
    return kara_murza(organisation, lead=advocate)


def logged(case, summary, *, on=DAY, level=Level.TEAM, when=None, author=None, **fields):
    occurred = parse_partial_date(when) if when else PartialDate(on)
    kind = fields.pop("kind", UpdateKind.FAMILY_VISIT)
    return Update.objects.create(
        case=case, kind=kind, occurred=occurred, logged_on=on, summary=summary, level=level, author=author, **fields
    )


def summaries(response):
    return [change.update.summary for change in response.context["changes"].rows]


# --- What needs me.
def need(case, title="Out of contact", **fields):
    row = {"title": title, "sentence": "Direct contact was never recorded.", "url": "/alerts/A-1/", "tone": "danger"}
    return SimpleNamespace(**{**row, "case": case, "since": DAY, "others": 0, **fields})


def test_what_the_apps_above_say_waits_for_me_stands_first(reader, advocate, murza, monkeypatch):
    asked = []

    def provider(user, day):
        asked.append((user, day))
        return [need(murza, others=2), need(None, title="The engine stands still")]

    monkeypatch.setitem(slots._providers, "needs-me", [provider])
    text = reader.get(TODAY).content.decode()
    assert asked == [(advocate, DAY)]
    for words in (
        "Vladimir Kara-Murza",
        "Out of contact",
        "and 2 more alerts",
        "The engine stands still",
        "/alerts/A-1/",
    ):
        assert words in text
    assert "Nothing waits for you" not in text


def test_a_long_board_says_how_much_more_there_is(reader, murza, monkeypatch):
    monkeypatch.setitem(slots._providers, "needs-me", [lambda user, day: [need(murza)] * 15])
    response = reader.get(TODAY)
    assert len(response.context["needs"].rows) == 12
    assert "3 more" in response.content.decode()


def test_where_nothing_waits_the_page_says_so(reader, monkeypatch):
    monkeypatch.setitem(slots._providers, "needs-me", [])
    assert "Nothing waits for you" in reader.get(TODAY).content.decode()


# --- What is coming.
def coming_titles(user, day=DAY):
    return [str(expected.row.title) for expected in coming(user, day).rows]


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        *[("20 Apr 2023", True), ("20 May 2023", True), ("21 May 2023", False), ("19 Apr 2023", False)],
        *[("April 2023", True), ("2023", True), ("May 2023", True), ("June 2023", False)],
    ],
)
def test_dates_that_may_fall_within_thirty_days_are_shown(advocate, murza, when, shown):
    KeyDateFactory(case=murza, due=parse_partial_date(when))
    assert coming_titles(advocate) == (["Hearing"] if shown else [])


def test_settled_dates_and_those_of_closed_files_are_not(advocate, organisation, murza):
    KeyDateFactory(case=murza, resolved_on=DAY)
    KeyDateFactory(case=make_case(organisation, "Closed", file_state=FileState.CLOSED))
    assert coming_titles(advocate) == []


def test_dates_of_other_apps_stand_among_them_in_order(reader, advocate, murza, monkeypatch):
    KeyDateFactory(case=murza, due=PartialDate(date(2023, 5, 2)))
    rows = [
        ComingUp(on=date(2023, 4, 25), title="Reply due", url="/x/", case=murza),
        ComingUp(on=date(2023, 5, 9), title="Review", url="/y/"),
    ]
    monkeypatch.setitem(slots._providers, "upcoming", [lambda user, day: rows])
    assert coming_titles(advocate) == ["Reply due", "Hearing", "Review"]
    assert "in 5 days" in reader.get(TODAY).content.decode()


@pytest.mark.parametrize(
    ("days", "until", "words"),
    [
        (0, None, "today"),
        (1, None, "tomorrow"),
        (5, None, "in 5 days"),
        (-3, 4, "any day now"),
        (0, 4, "any day now"),
        (2, 4, "in 2 days"),
    ],
)
def test_the_distance_is_said_as_people_say_it(days, until, words):
    last = DAY + timedelta(days=until) if until else None
    assert distance(ComingUp(on=DAY + timedelta(days=days), until=last, title="", url=""), DAY) == words


def test_an_own_reminder_is_shown_to_its_writer_alone(advocate, staff, murza):
    KeyDateFactory(case=murza, kind=KeyDateKind.REMINDER, entered_by=advocate)
    assert coming_titles(advocate) == ["Own reminder"]
    assert coming_titles(staff) == []


# --- What changed.
def test_updates_on_cases_i_lead_or_follow_stand_latest_first(reader, advocate, organisation, murza):
    followed, strange = make_case(organisation, "Followed"), make_case(organisation, "Strange")
    Follow.objects.create(case=followed, user=advocate)
    logged(murza, "First", on=date(2023, 4, 18))
    logged(followed, "Second", on=date(2023, 4, 19))
    logged(strange, "Not mine")
    assert summaries(reader.get(TODAY)) == ["Second", "First"]
    text = reader.get(CHANGES + "?of=all").content.decode()
    assert text.index("Not mine") < text.index("Second") < text.index("First")
    assert "Not mine" not in reader.get(CHANGES).content.decode()


def test_what_was_corrected_or_retracted_is_no_news(reader, murza):
    correction = logged(murza, "Corrected")
    logged(murza, "Wrong", superseded_by=correction)
    logged(murza, "Taken back", retracted_at="2023-04-01T00:00Z")
    assert summaries(reader.get(TODAY)) == ["Corrected"]


def test_a_day_is_named_once_and_another_date_where_it_differs(advocate, staff, murza):
    rows = [
        logged(murza, "One"),
        logged(murza, "Two", when="March 2023", author=staff),
        logged(murza, "Three", author=advocate),
    ]
    news = as_news(rows, advocate)
    assert [change.day for change in news] == [DAY, None, None]
    assert [change.when for change in news] == ["", "March 2023", ""]
    assert [change.author for change in news] == ["", "Stan Staff", ""]


def test_older_changes_are_a_page_away(reader, murza):
    for number in range(30):
        logged(murza, f"Number {number:02}", on=DAY - timedelta(days=number))
    response = reader.get(TODAY)
    assert len(summaries(response)) == 8
    assert 'href="/changes/"' in response.content.decode()
    first = reader.get(CHANGES)
    second = reader.get(CHANGES + first.context["page"].next_query)
    seen = [change.update.summary for page in (first, second) for change in page.context["changes"]]
    assert seen == [f"Number {number:02}" for number in range(30)]


# --- My cases and the ways on.
def test_my_cases_are_counted_by_status(advocate, organisation, murza):
    make_case(organisation, "Other", lead=advocate, status=Status.SERVING)
    make_case(organisation, "Closed", lead=advocate, status=Status.SERVING, file_state=FileState.CLOSED)
    make_case(organisation, "Somebody else’s", status=Status.SERVING)
    counts = {count.code: count.many for count in my_cases(advocate)}
    assert counts == {"convicted_appeal": 1, "serving": 1}


def test_what_is_offered_is_what_one_may_do(client, organisation, advocate, staff, viewer):
    make_case(organisation, "Orphan")
    SavedFilter.objects.create(user=advocate, name="My Russia", query="state=RU")
    pages = {}
    for user in (advocate, staff, viewer):
        client.force_login(user)
        pages[user.role] = client.get(TODAY).content.decode()
    assert "/cases/new/" in pages[Role.ADVOCATE]
    assert "Log an update on" in pages[Role.ADVOCATE]
    assert "/cases/new/" not in pages[Role.VIEWER]
    assert "Log an update on" not in pages[Role.VIEWER]
    assert "My Russia" in pages[Role.ADVOCATE]
    assert "My Russia" not in pages[Role.STAFF]


def test_a_newcomer_is_told_what_will_stand_where(client, organisation):
    client.force_login(UserFactory(organisation=organisation, role=Role.VIEWER))
    text = client.get(TODAY).content.decode()
    for words in (
        "Nothing waits for you",
        "Nothing to follow yet",
        "You lead no case at the moment",
        "No hearing, end of",
    ):
        assert words in text


# --- Who sees what.
def test_nothing_of_a_hidden_case_or_update_is_on_the_page(reader, advocate, staff, murza):
    for twin in hidden_twins(murza):
        Follow.objects.create(case=twin, user=advocate)
        KeyDateFactory(case=twin, summary="Secret hearing")
        logged(twin, "Secret happening")
    sealed = logged(murza, "Sealed release", level=Level.SEALED)
    sealed.named.add(staff)
    KeyDateFactory(case=murza, level=Level.RESTRICTED, summary="Members only")
    for path in (TODAY, CHANGES, CHANGES + "?of=all"):
        text = reader.get(path).content.decode()
        for words in ("Hidden", "Secret", "Sealed release"):
            assert words not in text, (path, words)
    assert "Members only" in reader.get(TODAY).content.decode(), "the lead is a member"


def test_those_who_may_see_it_are_shown_it(client, staff, murza):
    sealed = logged(murza, "Sealed release", level=Level.SEALED)
    sealed.named.add(staff)
    client.force_login(staff)
    assert "Sealed release" in client.get(CHANGES + "?of=all").content.decode()
    KeyDateFactory(case=murza, level=Level.RESTRICTED, summary="Members only")
    assert "Members only" not in client.get(TODAY).content.decode()


def test_a_partner_sees_what_was_granted_and_no_team_update(client, murza):
    partner = UserFactory()
    type(murza).objects.filter(pk=murza.pk).update(level=Level.PARTNERS)
    Grant.objects.create(case=murza, organisation=partner.organisation)
    logged(murza, "For partners", level=Level.PARTNERS)
    logged(murza, "For the team")
    assert [update.summary for update in changes(partner, everywhere=True)] == ["For partners"]


def test_nobody_sees_today_without_signing_in(client):
    assert client.get(TODAY).status_code == 302


@pytest.mark.parametrize("who", ["advocate", "staff", "viewer", "admin"])
def test_today_costs_twenty_five_queries(client, request, organisation, advocate, who):
    for number in range(12):
        case = make_case(organisation, f"Number {number}", lead=advocate)
        KeyDateFactory(case=case)
        logged(case, "Something", author=advocate)
    user = request.getfixturevalue(who)
    client.force_login(user)
    client.get(TODAY)
    for path, budget in ((TODAY, 25), (CHANGES, 10)):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        assert len(queries) <= budget, path
