"""The grace after an import: 14 days in which nothing new opens on a case that was brought in, and then all of it."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from cases.as_of import Finding
from cases.grace import GRACE, grace_from
from cases.models import Case
from cases.rules import rule_of
from reminders import engine
from reminders.models import Alert
from reminders.replay import replay
from tests.factories import CaseFactory
from tests.reminders.stories import TODAY, ago, arrest, live_on, visit

pytestmark = pytest.mark.django_db
DUE = ["R1", "R16a", "R2"]


def spare(case, day=TODAY):
    """Say that the case was brought in on `day`."""
    Case.objects.filter(pk=case.pk).update(grace_until=grace_from(day))
    case.refresh_from_db()


@pytest.fixture
def brought_in(quiet_case):
    """Three rules are due on it, and it was brought in today."""
    spare(quiet_case)
    return quiet_case


def rules_open(case):
    return sorted(Alert.objects.open().filter(case=case).values_list("rule", flat=True))


def found_on(day):
    out = StringIO()
    call_command("evaluate_rules", "--on", day.isoformat(), "--dry-run", stdout=out, stderr=StringIO())
    return sorted(line.split()[0] for line in out.getvalue().splitlines())


def test_the_grace_is_fourteen_days():
    assert (grace_from(TODAY) - TODAY).days == GRACE.days == 14


@pytest.mark.parametrize(("after", "opened"), [(0, []), (1, []), (14, []), (15, DUE)])
def test_nothing_opens_until_the_fourteenth_day_is_over(brought_in, after, opened):
    live_on(TODAY + timedelta(after))
    engine.raise_alerts()
    assert rules_open(brought_in) == opened


def test_a_case_that_was_here_before_is_not_spared(brought_in, organisation, advocate):
    other = CaseFactory(owner=organisation, lead=advocate)
    arrest(other, ago(60))
    engine.raise_alerts()
    assert rules_open(other) == DUE
    assert rules_open(brought_in) == []


def test_what_opens_after_the_grace_is_as_old_as_it_is_and_is_told_as_usual(brought_in, advocate):
    last, after = TODAY + GRACE, TODAY + GRACE + timedelta(1)
    live_on(last)
    engine.live_the_day(last)
    assert not Alert.objects.filter(case=brought_in).exists()
    live_on(after)
    engine.live_the_day(after)
    alert = Alert.objects.get(rule="R16a")
    assert (alert.since, alert.opened_on, alert.recorded_on) == (ago(60), ago(30), after)
    assert alert.lines.filter(recipient=advocate).exists()


def test_nobody_above_is_told_of_it_sooner_for_having_waited(brought_in):
    later = TODAY + GRACE + timedelta(1)
    live_on(later)
    assert engine.raise_alerts().escalated == []


def test_a_recheck_after_a_write_spares_it_too_until_the_grace_has_ended(brought_in):
    assert engine.recheck_case(brought_in.pk).opened == []
    Case.objects.filter(pk=brought_in.pk).update(grace_until=None)
    assert len(engine.recheck_case(brought_in.pk).opened) == 3


def test_an_alert_that_is_open_already_stays_open_and_clears(quiet_case):
    engine.raise_alerts()
    spare(quiet_case)
    engine.raise_alerts()
    assert rules_open(quiet_case) == DUE
    visit(quiet_case, TODAY)
    engine.raise_alerts()
    assert rules_open(quiet_case) == []


def test_what_hangs_on_no_case_opens_all_the_same(brought_in, monkeypatch):
    rule = rule_of("R1")
    of_list = Finding("list:uk", "uk", ago(10), ago(1))
    of_case = Finding(f"case:{brought_in.reference}", brought_in.reference, ago(60), ago(30), case_id=brought_in.pk)
    monkeypatch.setattr(engine, "run_rule", lambda *_: [of_list, of_case])
    engine.evaluate([rule], engine.as_of(TODAY))
    assert list(Alert.objects.values_list("subject", flat=True)) == ["uk"]


def test_the_command_lists_no_more_than_would_open(brought_in):
    assert found_on(TODAY) == []
    assert found_on(TODAY + GRACE) == []
    assert found_on(TODAY + GRACE + timedelta(1)) == DUE


def test_a_day_before_the_import_is_asked_of_the_record_alone(brought_in):
    assert found_on(ago(1)) == DUE


def test_replay_tells_what_would_have_been_and_the_page_says_what_is(brought_in, advocate, client):
    assert {event.rule.code for event in replay(brought_in, ago(60), TODAY)} >= set(DUE)
    client.force_login(advocate)
    page = reverse("reports:case-replay", args=[brought_in.reference])
    assert "until 4 May 2023 no alert opens on it" in client.get(page).content.decode()
    live_on(TODAY + GRACE + timedelta(1))
    assert "no alert opens on it" not in client.get(page).content.decode()


def test_the_guide_says_so(advocate, client):
    client.force_login(advocate)
    assert "for the first 14 days" in client.get(reverse("reminders:rule-list")).content.decode()
