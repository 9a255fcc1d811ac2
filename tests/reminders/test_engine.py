"""The engine: alerts in step with what the rules find, whenever and however often it runs."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.models import Case
from cases.rules import rule_of
from cases.vocabulary import KeyDateKind, Tier
from core import clock
from reminders import engine, services
from reminders.models import Alert, EngineRun, Pulse, RuleThreshold
from reminders.models.threshold import thresholds
from tests.factories import CaseFactory
from tests.reminders.stories import TODAY, D, K, ago, arrest, key_date, live_on, log, visit

pytestmark = pytest.mark.django_db


def state():
    """What stands, without what differs from run to run by nature."""
    fields = ("rule", "scope", "subject", "since", "until", "opened_on", "step", "note")
    return sorted(map(str, Alert.objects.open().values_list(*fields)))


def rules_open(case=None):
    rows = Alert.objects.open()
    return sorted((rows.filter(case=case) if case else rows).values_list("rule", flat=True))


def test_a_case_gone_quiet_has_an_alert_for_each_rule_that_says_so(quiet_case):
    outcome = engine.raise_alerts()
    assert rules_open(quiet_case) == ["R1", "R16a", "R2"]
    assert len(outcome.opened) == 3


def test_running_it_twice_changes_nothing(quiet_case):
    engine.raise_alerts()
    before = list(Alert.objects.values())
    outcome = engine.raise_alerts()
    assert (outcome.opened, outcome.cleared, outcome.escalated) == ([], [], [])
    assert list(Alert.objects.values()) == before


def test_after_a_week_without_a_run_the_same_alerts_are_open_as_if_it_had_run_each_day(
    organisation, advocate, each_day
):
    def cases():
        made = [CaseFactory(owner=organisation, lead=advocate, reference=f"RU-23-{n:04}") for n in range(6)]
        for days, one in zip((8, 13, 16, 19, 25, 29), made, strict=True):
            arrest(one, ago(days))
            key_date(one, KeyDateKind.HEARING, ago(days - 10), reference=f"K-{days}")
        return made

    engine.raise_alerts()
    made = cases()
    each_day(7, engine.raise_alerts)
    lived = state()
    Alert.objects.all().delete()
    live_on(TODAY)
    engine.raise_alerts()
    live_on(TODAY + timedelta(7))
    engine.raise_alerts()
    assert state() == lived
    assert len(lived) > len(made)


def test_an_alert_is_open_since_the_day_it_was_due_not_since_the_engine_ran(quiet_case):
    engine.raise_alerts()
    alert = Alert.objects.get(rule="R16a")
    assert (alert.since, alert.opened_on, alert.recorded_on) == (ago(60), ago(30), TODAY)


def test_what_is_logged_clears_the_alert_and_says_by_what(quiet_case):
    engine.raise_alerts()
    update = visit(quiet_case, TODAY)
    engine.raise_alerts()
    alert = Alert.objects.get(rule="R16a")
    assert (alert.cleared_on, alert.cleared_by) == (TODAY, update.reference)
    assert rules_open() == []


def test_what_ends_without_an_update_names_none(quiet_case):
    engine.raise_alerts()
    Case.objects.filter(pk=quiet_case.pk).update(file_state="closed")
    engine.raise_alerts()
    assert set(Alert.objects.values_list("cleared_on", "cleared_by")) == {(TODAY, "")}


def test_a_condition_that_began_anew_while_nobody_looked_is_another_alert(quiet_case):
    engine.raise_alerts()
    visit(quiet_case, TODAY)
    later = TODAY + timedelta(40)
    live_on(later)
    engine.raise_alerts()
    old, new = Alert.objects.filter(rule="R16a").order_by("pk")
    assert (old.cleared_on, old.opened_on) == (TODAY, ago(30))
    assert (new.cleared_on, new.since, new.opened_on) == (None, TODAY, TODAY + timedelta(30))


def test_a_correction_of_the_day_moves_the_open_alert_and_keeps_its_decisions(case, advocate):
    arrest(case, ago(60))
    engine.raise_alerts()
    alert = Alert.objects.get(rule="R16a")
    services.acknowledge(alert=alert, by=advocate)
    visit(case, ago(50))
    engine.raise_alerts()
    alert.refresh_from_db()
    assert (alert.since, alert.cleared_on, alert.acknowledged_by) == (ago(50), None, advocate)


def test_the_days_of_a_rule_can_be_changed_for_one_tier(quiet_case):
    RuleThreshold.objects.create(rule="R16a", tier=Tier.STANDARD, days=61)
    engine.raise_alerts()
    assert rules_open() == ["R1", "R2"]
    assert thresholds()["R16a"] == {"critical": 3, "high": 10, "standard": 61, "watch": 90}


def test_days_of_a_rule_that_no_app_has_are_refused():
    with pytest.raises(Exception, match="no rule of this code"):
        RuleThreshold(rule="R99", tier=Tier.HIGH, days=3).full_clean()


def test_one_subject_has_one_open_alert_of_a_rule(quiet_case):
    engine.raise_alerts()
    alert = Alert.objects.get(rule="R1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Alert.objects.create(
            rule="R1",
            scope=alert.scope,
            subject=alert.subject,
            case=quiet_case,
            since=TODAY,
            opened_on=TODAY,
            recorded_on=TODAY,
        )


@pytest.mark.parametrize(
    "wrong",
    [
        {"scope": ""},
        {"subject": ""},
        {"since": TODAY + timedelta(1)},
        {"snoozed_until": TODAY},
        {"standing_until": TODAY},
        {"escalated": 3},
    ],
    ids=str,
)
def test_the_database_refuses_an_alert_that_makes_no_sense(quiet_case, wrong):
    values = {"rule": "R1", "scope": "s", "subject": "s", "since": TODAY, "opened_on": TODAY, "recorded_on": TODAY}
    Alert.objects.create(**{**values, "subject": "fine"})
    with pytest.raises(IntegrityError), transaction.atomic():
        Alert.objects.create(**{**values, **wrong})


def test_a_second_run_that_found_the_same_meanwhile_opens_nothing_twice(quiet_case):
    rule = rule_of("R1")
    found = rule(engine.as_of(TODAY))
    assert len(engine._open(rule, found, TODAY)) == 1
    assert engine._open(rule, found, TODAY) == []
    assert Alert.objects.count() == 1


def test_a_recheck_of_one_case_touches_no_other(quiet_case, organisation, advocate):
    other = CaseFactory(owner=organisation, lead=advocate)
    arrest(other, ago(60))
    engine.raise_alerts()
    visit(quiet_case, TODAY)
    visit(other, TODAY)
    engine.recheck_case(quiet_case.pk)
    assert rules_open(quiet_case) == []
    assert rules_open(other) == ["R1", "R16a", "R2"]


def test_a_recheck_of_what_is_open_opens_nothing_else(quiet_case):
    assert engine.recheck_case(quiet_case.pk, only_open=True).opened == []
    assert len(engine.recheck_case(quiet_case.pk).opened) == 3


def test_a_write_clears_its_alerts_at_once(quiet_case, django_capture_on_commit_callbacks):
    engine.raise_alerts()
    with django_capture_on_commit_callbacks(execute=True):
        visit(quiet_case, TODAY)
    assert rules_open(quiet_case) == []


def test_a_lost_broker_never_breaks_a_save(quiet_case, monkeypatch, caplog, django_capture_on_commit_callbacks):
    from celery import current_app
    from kombu.exceptions import OperationalError

    def unreachable(*args, **kwargs):
        raise OperationalError("no broker")

    monkeypatch.setattr(current_app._get_current_object(), "send_task", unreachable)
    with django_capture_on_commit_callbacks(execute=True):
        update = visit(quiet_case, TODAY)
    assert update.pk
    assert "no broker" in caplog.text


def test_queries_do_not_grow_with_cases(organisation, advocate):
    def spent(count):
        for _ in range(count):
            arrest(CaseFactory(owner=organisation, lead=advocate), ago(60))
        with CaptureQueriesContext(connection) as queries:
            engine.raise_alerts()
        return len(queries)

    spent(1)  # the rows that lock each rule
    few, many = spent(2), spent(20)
    assert many == few


# --- Steps, and moving up.
def test_a_further_step_asks_anew_for_an_acknowledgement(case, advocate):
    arrest(case, ago(60))
    visit(case, TODAY)
    key_date(case, KeyDateKind.SENTENCE_END, TODAY + timedelta(31))
    engine.raise_alerts()
    alert = Alert.objects.get(rule="R15")
    assert alert.step == 2
    services.acknowledge(alert=alert, by=advocate)
    live_on(TODAY + timedelta(1))
    engine.raise_alerts()
    alert.refresh_from_db()
    assert (alert.step, alert.acknowledged_at) == (3, None)


def days_of_escalation(each_day, days):
    moved = []
    each_day(days, lambda day: moved.extend([(day - TODAY).days] * len(engine.raise_alerts(day).escalated)))
    return moved


def test_an_alert_that_nobody_acknowledges_moves_up_at_each_repeat_and_no_further_than_the_top(case, each_day):
    arrest(case, ago(30))
    visit(case, ago(30))
    Alert.objects.all().delete()
    RuleThreshold.objects.bulk_create(RuleThreshold(rule=code, tier=Tier.STANDARD, days=3650) for code in ("R1", "R2"))
    assert days_of_escalation(each_day, 22) == [7, 14]
    assert Alert.objects.get().escalated == 2


def test_what_was_found_late_is_given_as_long_as_anything_else(quiet_case, each_day):
    RuleThreshold.objects.bulk_create(RuleThreshold(rule=code, tier=Tier.STANDARD, days=3650) for code in ("R1", "R2"))
    # Due 30 days ago: its rounds fall on days 5, 12 … from today.
    assert days_of_escalation(each_day, 12) == [5, 12]


def test_an_acknowledged_alert_does_not_move_up(quiet_case, advocate, each_day):
    engine.raise_alerts()
    for alert in Alert.objects.all():
        services.acknowledge(alert=alert, by=advocate)
    assert days_of_escalation(each_day, 15) == []


def test_an_alert_that_is_put_off_does_not_move_up(quiet_case, advocate, each_day):
    engine.raise_alerts()
    for alert in Alert.objects.all():
        services.snooze(alert=alert, until=TODAY + timedelta(20), why="Waiting for the visit", by=advocate)
    assert days_of_escalation(each_day, 15) == []


def test_it_moves_up_one_step_a_run_however_long_it_did_not_run(quiet_case):
    engine.raise_alerts()
    live_on(TODAY + timedelta(28))
    engine.raise_alerts()
    assert set(Alert.objects.open().values_list("escalated", flat=True)) == {1}


def test_in_a_quiet_phase_nothing_moves_up(quiet_case, each_day):
    Case.objects.filter(pk=quiet_case.pk).update(quiet_until=TODAY + timedelta(90))
    assert days_of_escalation(each_day, 15) == []
    assert rules_open() == ["R1", "R16a", "R2"]


# --- The engine itself: R29.
def watch_after(hours):
    with time_machine.travel(timezone.now() + timedelta(hours=hours), tick=False):
        return engine.watch_engine()


@pytest.mark.parametrize(("hours", "fires"), [(25.9, False), (26.1, True)])
def test_the_engine_says_when_it_has_not_run_for_26_hours(hours, fires, db):
    engine.raise_alerts()
    assert bool(watch_after(hours).opened) is fires


def test_an_engine_that_never_ran_is_missed_26_hours_after_somebody_began_to_watch(db):
    assert not watch_after(0).opened
    Pulse.objects.create(name="beat")
    assert not watch_after(25).opened
    assert watch_after(27).opened


def test_a_run_clears_the_alert_about_the_engine(db):
    engine.raise_alerts()
    watch_after(30)
    assert rules_open() == ["R29"]
    engine.raise_alerts()
    assert rules_open() == []


def test_the_house_s_clock_does_not_touch_what_is_said_about_the_engine(db):
    live_on(date(1999, 1, 1))
    engine.raise_alerts()
    assert not watch_after(1).opened
    assert watch_after(27).opened
    assert Alert.objects.get().opened_on >= clock.real_today()


def test_a_run_is_on_record_with_what_it_changed(quiet_case):
    engine.raise_alerts()
    run = EngineRun.objects.get()
    assert (run.day, run.opened, run.cleared, run.finished_at is not None) == (TODAY, 3, 0, True)


def test_a_release_closes_every_custody_alert(quiet_case):
    log(quiet_case, K.TRANSFER, ago(20), D.STARTED)
    key_date(quiet_case, KeyDateKind.REMAND_EXPIRY, TODAY)
    key_date(quiet_case, KeyDateKind.HEARING, ago(10))
    engine.raise_alerts()
    assert rules_open() == ["R1", "R13", "R14", "R16a", "R16b"]
    log(quiet_case, K.RELEASE, TODAY, D.EXCHANGE)
    engine.raise_alerts()
    assert rules_open() == []


def test_a_step_that_nothing_moved_writes_no_row(quiet_case):
    engine.raise_alerts()
    with CaptureQueriesContext(connection) as queries:
        engine.raise_alerts()
    assert not [query["sql"] for query in queries if query["sql"].startswith('UPDATE "reminders_alert"')]
