"""What the house says about itself to whoever watches it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reminders import engine, health, tasks
from reminders.models import EngineRun, Pulse

ALL = {"database", "broker", "migrations", "scheduler", "rules"}


def test_the_process_answers_without_asking_the_database(client):
    # No database mark: a query would fail this test.
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.fixture
def running(db):
    engine.raise_alerts()
    tasks.beat_pulse()


def test_a_house_in_order_is_ready(client, running):
    response = client.get("/readyz")
    assert response.json() == {"status": "ok", **dict.fromkeys(ALL, "ok")}
    assert response.status_code == 200


def failing(client):
    response = client.get("/readyz")
    assert response.status_code == 503
    body = response.json()
    assert body.pop("status") == "failed"
    assert set(body.values()) <= {"ok", "failed"}
    return {name for name, word in body.items() if word == "failed"}


@pytest.mark.django_db
def test_a_house_in_which_nothing_has_run_yet_is_not_ready(client):
    assert failing(client) == {"scheduler", "rules"}


def test_a_scheduler_that_stopped_is_said(client, running):
    Pulse.objects.filter(name="beat").update(last_at=timezone.now() - timedelta(minutes=11))
    assert failing(client) == {"scheduler"}


def test_rules_that_have_not_run_for_26_hours_are_said(client, running):
    EngineRun.objects.update(finished_at=timezone.now() - timedelta(hours=27))
    assert failing(client) == {"rules"}


def test_a_broker_out_of_reach_is_said_and_quickly(client, running, settings, monkeypatch):
    from celery import current_app

    def unreachable(**options):
        raise OSError("redis://:secret@broker")

    monkeypatch.setattr(current_app._get_current_object(), "connection_for_read", unreachable)
    assert failing(client) == {"broker"}
    assert "secret" not in client.get("/readyz").content.decode()


def test_a_migration_that_was_not_applied_is_said(client, running, monkeypatch):
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda self, targets: ["one"])
    assert failing(client) == {"migrations"}


def test_asking_costs_little(client, running):
    with CaptureQueriesContext(connection) as spent:
        client.get("/readyz")
    assert len(spent) <= 8
