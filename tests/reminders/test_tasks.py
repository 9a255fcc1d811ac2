"""The scheduled jobs: thin, repeatable, and all of them on the schedule."""

from datetime import timedelta

import pytest
from django.core import mail

from cases.models import Case
from prisoners_tracker.celery import app
from reminders import tasks
from reminders.models import Alert, EngineRun, Message, Pulse
from tests.reminders.stories import TODAY, live_on

pytestmark = pytest.mark.django_db


def test_every_job_on_the_schedule_is_there_and_every_sweep_is_on_the_schedule():
    scheduled = {entry["task"] for entry in app.conf.beat_schedule.values()}
    ours = {name for name in app.tasks if name.startswith("reminders.")}
    assert {name for name in scheduled if name.startswith("reminders.")} == ours - {"reminders.recheck_case"}


def test_the_jobs_take_an_alert_from_rule_to_mail(quiet_case):
    Case.objects.update(tier="critical")
    tasks.raise_alerts()
    tasks.send_messages()
    assert len(mail.outbox) == 1
    for job in (tasks.raise_alerts, tasks.compose_digests, tasks.send_messages, tasks.beat_pulse):
        job()
    assert len(mail.outbox) == 1
    assert EngineRun.objects.count() == 2


def test_a_job_may_be_given_the_day_as_text(quiet_case):
    live_on(TODAY + timedelta(2))
    tasks.raise_alerts("2023-04-22")
    assert EngineRun.objects.get().day == TODAY + timedelta(2)


def test_a_recheck_after_a_write_opens_what_the_write_brought(quiet_case):
    tasks.recheck_case(quiet_case.pk)
    tasks.recheck_case(quiet_case.pk)
    assert Alert.objects.count() == 3


def test_a_recheck_of_a_case_that_is_gone_does_nothing(db):
    tasks.recheck_case(12345)
    assert not Alert.objects.exists()


def test_the_pulse_is_one_row_that_moves(db):
    tasks.beat_pulse()
    first = Pulse.objects.get(name="beat")
    tasks.beat_pulse()
    second = Pulse.objects.get(name="beat")
    assert (second.pk, second.first_at) == (first.pk, first.first_at)
    assert second.last_at > first.last_at


def test_digests_wait_for_the_outbox_and_are_written_once(quiet_case, advocate):
    type(advocate).objects.update(digest_hour=0)
    tasks.raise_alerts()
    tasks.compose_digests()
    tasks.compose_digests()
    assert Message.objects.waiting().filter(recipient=advocate).count() == 1
