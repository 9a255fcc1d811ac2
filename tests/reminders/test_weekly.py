"""The weekly report by mail: on Mondays, to directors, in code names."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.models import Duty
from cases.vocabulary import Level
from core import clock
from reminders import engine, telling
from reminders.leadership import report
from reminders.models import Alert, Message
from tests.advocacy.factories import act, government
from tests.factories import CaseFactory
from tests.reminders.letters import links, lived
from tests.reminders.stories import TODAY, ago, arrest, live_on

pytestmark = pytest.mark.django_db
MONDAY = TODAY + timedelta(4)


def weekly(mails):
    return [one for one in mails if one.subject.startswith("The week:")]


@pytest.fixture
def week(quiet_case, organisation, director, advocate):
    """Three alerts that nobody answered, a case that nobody leads, and two replies overdue in two countries."""
    CaseFactory(owner=organisation, lead=None, code_name="Orphan Hill")
    for code, sent, due in (("RW", date(2023, 1, 1), date(2023, 3, 10)), ("GB", date(2023, 2, 1), date(2023, 4, 1))):
        act(quiet_case, by=advocate, sent=sent.isoformat(), due_on=due, addressee=government(code))
    engine.raise_alerts()
    Alert.objects.filter(case=quiet_case).update(escalated=2, escalated_on=ago(1))
    return director


def test_on_monday_the_director_is_told_how_things_stand(week, quiet_case):
    (letter,) = weekly(lived(MONDAY))
    assert letter.to == [week.email]
    assert f"How things stood on {MONDAY.day} April 2023" in letter.body
    assert "Cases that nobody leads: 1\n  Orphan Hill" in letter.body
    assert "2 replies are overdue, the oldest by 45 days. 2 governments and bodies owe them" in letter.body
    assert "Nobody has acknowledged these, after two reminders" in letter.body
    assert letter.body.count(f"{quiet_case.code_name}: ") == 1


def test_it_names_no_person_and_no_country_and_its_links_work(week, quiet_case, client):
    (letter,) = weekly(lived(MONDAY))
    text = letter.subject + letter.body
    for secret in (quiet_case.prisoner.name, quiet_case.reference, "Ada", "Rwanda", "United Kingdom", "Russia"):
        assert secret not in text
    client.force_login(week)
    assert {"/reports/weekly/", "/cases/"} <= set(links(letter))
    for link in links(letter):
        assert client.get(link).status_code == 200, link


def test_it_comes_once_a_week(week):
    sent = {day: len(weekly(lived(TODAY + timedelta(day)))) for day in range(12)}
    assert [day for day, many in sent.items() if many] == [4, 11]
    assert weekly(lived(TODAY + timedelta(11))) == []


def test_a_monday_without_a_run_is_made_good_until_wednesday(week):
    assert len(weekly(lived(MONDAY + timedelta(2)))) == 1
    assert weekly(lived(MONDAY + timedelta(3))) == []
    Message.objects.all().delete()
    assert weekly(lived(MONDAY + timedelta(3))) == []


def test_where_nobody_is_director_the_admins_get_it_and_nobody_else(week, admin, advocate, staff):
    assert [one.to for one in weekly(lived(MONDAY))] == [[week.email]]
    Duty.objects.all().delete()
    assert [one.to for one in weekly(lived(MONDAY + timedelta(7)))] == [[admin.email]]


def test_it_waits_for_the_hour_of_its_reader(week, monkeypatch):
    type(week).objects.filter(pk=week.pk).update(time_zone="Asia/Tokyo", digest_hour=7)
    live_on(MONDAY)
    monkeypatch.setattr(clock, "real_today", lambda: MONDAY)
    assert telling.compose_weekly(now=datetime(2023, 4, 23, 21, 59, tzinfo=UTC)) == 0
    assert telling.compose_weekly(now=datetime(2023, 4, 23, 22, 5, tzinfo=UTC)) == 1


def test_a_week_with_nothing_to_report_sends_nothing(director):
    assert weekly(lived(MONDAY)) == []
    assert Message.objects.get(kind="weekly").dropped_at is not None


@pytest.mark.parametrize("level", [Level.RESTRICTED, Level.SEALED])
def test_nothing_in_it_counts_or_names_what_its_reader_may_not_see(week, organisation, advocate, level):
    before = report(week, TODAY)
    hidden = CaseFactory(owner=organisation, lead=None, level=level, code_name="Hidden Valley")
    hidden.memberships.create(user=advocate) if level == Level.RESTRICTED else hidden.named.add(advocate)
    arrest(hidden, ago(60), by=advocate)
    act(hidden, by=advocate, due_on=date(2023, 3, 2), addressee=government("IR"))
    engine.raise_alerts()
    Alert.objects.filter(case=hidden).update(escalated=2)
    after = report(week, TODAY)
    assert Alert.objects.filter(case=hidden).exists()
    assert (after.alerts, after.unled_all, after.owed) == (before.alerts, before.unled_all, before.owed)
    assert report(advocate, TODAY).replies == 3
    assert "Hidden Valley" not in weekly(lived(MONDAY))[0].body


def test_replies_stand_by_jurisdiction_the_longest_wait_first(week):
    owed = report(week, TODAY).owed
    assert [(one.name, one.many, one.overdue) for one in owed] == [("Rwanda", 1, 41), ("United Kingdom", 1, 19)]


def test_alerts_are_counted_by_rule_and_age(week, quiet_case):
    ages = {7: "week", 8: "month", 30: "month", 31: "older"}
    case = CaseFactory(owner=quiet_case.owner)
    Alert.objects.all().delete()
    for days in ages:
        about = {"case": case, "scope": f"case:{days}", "subject": "x"}
        Alert.objects.create(rule="R1", since=ago(90), opened_on=ago(days), recorded_on=TODAY, **about)
    (row,) = report(week, TODAY).rules
    assert [age.many for age in row.ages] == [1, 2, 1]
    assert row.all.many == 4
