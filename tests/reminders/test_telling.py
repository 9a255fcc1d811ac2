"""Digests and critical mail: who is told what, how often, and in which words."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.core import mail

from accounts.models import User
from cases.models import Case
from cases.vocabulary import KeyDateKind, Level, Tier
from core import clock
from reminders import engine, outbox, services, telling
from reminders.models import Alert, Message, MessageLine
from tests.factories import CaseFactory
from tests.reminders.stories import TODAY, D, K, ago, arrest, key_date, live_on, log, visit

pytestmark = pytest.mark.django_db


def live(day=TODAY):
    """Live one day; the mails of that day."""
    live_on(day)
    mail.outbox.clear()
    engine.live_the_day(day)
    return list(mail.outbox)


def told(mails, user):
    return [one for one in mails if one.to == [user.email]]


def test_the_lead_gets_one_mail_with_one_line_for_the_case(quiet_case, advocate):
    (letter,) = live()
    assert letter.to == [advocate.email]
    assert letter.body.count(quiet_case.code_name) == 1
    assert "Out of contact (60 days)" in letter.body
    assert "No reliable update (60 days)" in letter.body


def test_no_second_mail_on_the_same_day_or_by_running_again(quiet_case):
    assert len(live()) == 1
    assert live() == []
    assert live() == []


def test_what_was_told_is_told_again_when_its_round_comes_and_the_group_together(quiet_case, each_day):
    mails = {}
    each_day(28, lambda day: mails.update({(day - TODAY).days: live(day)}))
    days = [day for day, sent in mails.items() if sent]
    assert days[0] == 0
    assert all(later - earlier >= 7 for earlier, later in pairwise(days))
    assert 3 <= len(days) <= 5


def test_after_a_week_without_a_run_there_is_one_mail_and_not_seven(quiet_case):
    live()
    mails = live(TODAY + timedelta(8))
    assert len(mails) == 1
    assert mails[0].body.count(quiet_case.code_name) == 1


def test_a_new_alert_on_a_case_told_of_yesterday_is_told_all_the_same(quiet_case, advocate):
    live()
    log(quiet_case, K.TRANSFER, ago(2), D.STARTED)
    mails = live(TODAY + timedelta(1))
    assert "Place unknown" in told(mails, advocate)[0].body


def test_a_person_who_is_handed_an_alert_is_told_of_it(quiet_case, advocate, staff):
    live()
    services.reassign(alert=Alert.objects.get(rule="R1"), to=staff, by=advocate)
    assert [one.to for one in live(TODAY + timedelta(1))] == [[staff.email]]


# --- What goes out at once.
def test_a_critical_alert_is_mailed_at_once_and_not_again_in_the_digest(quiet_case, advocate):
    Case.objects.filter(pk=quiet_case.pk).update(tier=Tier.CRITICAL)
    engine.raise_alerts()
    telling.compose_critical()
    assert outbox.send_messages() == 1
    assert mail.outbox[0].subject == f"{quiet_case.code_name} needs you now"
    telling.compose_digests(TODAY)
    assert outbox.send_messages() == 0


def test_a_place_unknown_is_mailed_at_once_whatever_the_tier_to_lead_and_director(case, advocate, director):
    arrest(case, ago(5))
    log(case, K.TRANSFER, ago(3), D.STARTED)
    engine.raise_alerts()
    telling.compose_critical()
    outbox.send_messages()
    assert {one.to[0] for one in mail.outbox} == {advocate.email, director.email}


def test_a_standard_alert_waits_for_the_digest(quiet_case):
    engine.raise_alerts()
    assert telling.compose_critical() == 0


def test_who_does_not_want_mail_at_once_gets_it_in_the_digest(quiet_case, advocate):
    Case.objects.filter(pk=quiet_case.pk).update(tier=Tier.CRITICAL)
    User.objects.filter(pk=advocate.pk).update(mail_critical_at_once=False)
    mails = live()
    assert [one.subject for one in mails] == [f"{quiet_case.code_name} needs you"]


def test_many_critical_cases_at_once_are_one_mail(organisation, advocate):
    for _ in range(6):
        arrest(CaseFactory(owner=organisation, lead=advocate, tier=Tier.CRITICAL), ago(60))
    mails = live()
    assert [one.subject for one in mails] == ["6 cases need you now"]


# --- When.
@pytest.mark.parametrize(
    ("zone", "hour", "utc_hour", "written"),
    [("UTC", 7, 6, 0), ("UTC", 7, 7, 1), ("UTC", 7, 23, 1), ("Asia/Tokyo", 7, 21, 0), ("Asia/Tokyo", 7, 22, 1)],
)
def test_a_digest_is_written_when_the_person_s_hour_has_come(quiet_case, advocate, zone, hour, utc_hour, written):
    User.objects.filter(pk=advocate.pk).update(time_zone=zone, digest_hour=hour)
    User.objects.exclude(pk=advocate.pk).update(daily_digest=False)
    engine.raise_alerts()
    assert telling.compose_digests(now=datetime(2023, 4, 20, utc_hour, 5, tzinfo=UTC)) == written


def test_a_person_far_east_gets_one_digest_a_day_of_theirs(quiet_case, advocate, monkeypatch):
    User.objects.filter(pk=advocate.pk).update(time_zone="Asia/Tokyo")
    monkeypatch.setattr(clock, "real_today", lambda: TODAY)
    engine.raise_alerts()
    for hour in (22, 23):
        telling.compose_digests(now=datetime(2023, 4, 20, hour, 5, tzinfo=UTC))
    live_on(TODAY + timedelta(1))
    monkeypatch.setattr(clock, "real_today", lambda: TODAY + timedelta(1))
    telling.compose_digests(now=datetime(2023, 4, 21, 0, 5, tzinfo=UTC))
    assert [message.day.isoformat() for message in Message.objects.filter(recipient=advocate)] == ["2023-04-21"]


def test_the_digest_of_a_day_is_settled_even_when_it_had_nothing_to_say(advocate):
    telling.compose_digests(TODAY)
    (message,) = Message.objects.filter(recipient=advocate)
    assert message.dropped_at is not None
    assert live() == []


@pytest.mark.parametrize("setting", ["daily_digest", "is_active"])
def test_who_wants_no_digest_or_has_left_gets_none(quiet_case, advocate, setting):
    User.objects.filter(pk=advocate.pk).update(**{setting: False})
    assert told(live(), advocate) == []


# --- What is not told.
def test_what_is_put_off_is_told_when_it_comes_back(quiet_case, advocate):
    engine.raise_alerts()
    for alert in Alert.objects.all():
        services.snooze(alert=alert, until=TODAY + timedelta(10), why="The visit is on the 28th", by=advocate)
    assert live() == []
    assert live(TODAY + timedelta(9)) == []
    assert len(live(TODAY + timedelta(10))) == 1


def test_what_is_standing_leaves_the_mails_and_returns_on_its_review(quiet_case, advocate):
    engine.raise_alerts()
    for alert in Alert.objects.all():
        services.acknowledge(alert=alert, by=advocate)
        services.make_standing(alert=alert, plan="Monthly request", review=TODAY + timedelta(30), by=advocate)
    assert [live(TODAY + timedelta(days)) for days in (0, 7, 14, 29)] == [[], [], [], []]
    assert len(live(TODAY + timedelta(30))) == 1


def test_in_a_quiet_phase_only_what_is_critical_in_itself_goes_out(quiet_case, advocate):
    Case.objects.filter(pk=quiet_case.pk).update(quiet_until=TODAY + timedelta(5))
    assert live() == []
    log(quiet_case, K.TRANSFER, ago(3), D.STARTED)
    mails = live(TODAY + timedelta(1))
    assert "Place unknown" in mails[0].body
    assert "Out of contact" not in mails[0].body
    assert live(TODAY + timedelta(6))


def test_a_mail_has_code_name_and_link_and_neither_name_place_nor_reason(quiet_case, settings):
    settings.SITE_URL = "https://tracker.example.org"
    prisoner = quiet_case.prisoner
    prisoner.name, prisoner.native_name = "Vladimir Kara-Murza", "Владимир Кара-Мурза"
    prisoner.save()
    log(quiet_case, K.HEALTH, ago(20), place="Omsk", account="Polyneuropathy")
    key_date(quiet_case, KeyDateKind.HEARING, ago(10), summary="Moscow City Court")
    engine.raise_alerts()
    (letter,) = live()
    alert = Alert.objects.get(rule="R1")
    text = f"{letter.subject} {letter.body} {letter.message()}"
    for secret in ("Kara", "Кара", "Vladimir", "Omsk", "Polyneuropathy", "Moscow", quiet_case.reference, "Russia"):
        assert secret not in text
    assert quiet_case.code_name in letter.body
    assert f"https://tracker.example.org/alerts/{alert.reference}/" in letter.body
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"


# --- Who may not see it is told nothing: at composing, and again at sending.
@pytest.mark.parametrize("level", [Level.RESTRICTED, Level.SEALED])
def test_nobody_gets_a_mail_a_line_or_a_count_of_what_they_may_not_see(
    quiet_case, organisation, advocate, director, level
):
    hidden = CaseFactory(owner=organisation, lead=None, level=level, tier=Tier.CRITICAL, code_name="Hidden Valley")
    log(hidden, K.ABDUCTION, ago(10), by=advocate)
    mails = live()
    assert Alert.objects.filter(case=hidden).exists()
    assert all("Hidden Valley" not in one.body + one.subject for one in mails)
    assert [one.to for one in mails] == [[advocate.email]]
    assert "more alert" not in mails[0].body


def test_who_lost_sight_of_a_case_between_writing_and_sending_is_not_told(quiet_case, advocate):
    engine.raise_alerts()
    telling.compose_digests(TODAY)
    Case.objects.filter(pk=quiet_case.pk).update(level=Level.SEALED)
    assert outbox.send_messages() == 0
    assert Message.objects.get(lines=None, recipient=advocate).dropped_at is not None
    Case.objects.filter(pk=quiet_case.pk).update(level=Level.TEAM)
    assert len(live(TODAY + timedelta(1))) == 1


def test_what_cleared_between_writing_and_sending_is_not_told(quiet_case):
    engine.raise_alerts()
    telling.compose_digests(TODAY)
    visit(quiet_case, TODAY)
    engine.raise_alerts()
    assert outbox.send_messages() == 0


# --- Moving up.
def test_a_director_is_told_of_what_moved_up_and_reads_the_weekly_list_on_mondays(quiet_case, director, each_day):
    mails = {}
    each_day(33, lambda day: mails.update({day: told(live(day), director)}))
    days = [day for day, sent in mails.items() if sent]
    assert (days[0] - TODAY).days <= 7
    assert Alert.objects.filter(escalated=2).exists()


def test_a_line_is_kept_once_for_each_round(quiet_case, advocate):
    live()
    line = MessageLine.objects.first()
    lines = telling.lines_due(advocate, TODAY)
    assert lines == []
    assert MessageLine.objects.filter(alert=line.alert, recipient=advocate).count() == 1
