"""What reminders add to other apps' pages: only what the reader may see."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from cases.vocabulary import Level, Tier
from core import slots
from reminders import engine, services
from reminders.models import Alert
from tests.factories import CaseFactory
from tests.reminders.stories import TODAY, D, K, ago, arrest, log

pytestmark = pytest.mark.django_db


@pytest.fixture
def alerts(quiet_case):
    engine.raise_alerts()
    return Alert.objects.all()


def strip(rf, user, case):
    request = rf.get("/")
    request.user = user
    return slots.render("case-alerts", request, case=case)


def needs(user):
    return slots.gather("needs-me", user=user, day=TODAY)


def test_the_strip_on_a_case_names_each_open_alert_with_its_steps(rf, alerts, advocate, quiet_case):
    html = strip(rf, advocate, quiet_case)
    for title in ("No reliable update", "No update of any kind", "Out of contact"):
        assert title in html
    assert "Direct contact has never been recorded; in custody for 60 days." in html
    assert html.count("<form") == 1  # told as one, acknowledged as one


def test_a_viewer_reads_the_strip_and_is_offered_no_step(rf, alerts, viewer, quiet_case):
    html = strip(rf, viewer, quiet_case)
    assert "Out of contact" in html
    assert "<form" not in html


def test_a_case_without_alerts_has_no_strip(rf, case, advocate, organisation):
    assert strip(rf, advocate, case) == ""


def test_the_strip_costs_two_queries_however_many_alerts(rf, alerts, advocate, quiet_case):
    with CaptureQueriesContext(connection) as spent:
        strip(rf, advocate, quiet_case)
    assert len(spent) == 2


def test_what_needs_me_is_one_row_for_each_case_worst_first(alerts, advocate, quiet_case, organisation):
    lost = CaseFactory(owner=organisation, lead=advocate)
    log(lost, K.ABDUCTION, ago(4))
    engine.raise_alerts()
    first, second = needs(advocate)
    assert (first.case, first.title, first.severity, first.tone) == (lost, "Place unknown", "critical", "danger")
    assert (second.case, second.others, second.severity) == (quiet_case, 2, "normal")
    assert second.since == ago(60)
    assert second.url.startswith("/alerts/A-")


def test_what_is_put_aside_or_anothers_does_not_need_me(alerts, advocate, staff):
    for alert in alerts:
        services.reassign(alert=alert, to=staff, by=advocate)
    assert needs(advocate) == []
    assert len(needs(staff)) == 1
    for alert in alerts:
        services.snooze(alert=alert, until=TODAY.replace(day=28), why="Visit on the 28th", by=staff)
    assert needs(staff) == []


def test_a_stalled_case_is_marked_in_the_list_and_found_by_its_filter(alerts, advocate, quiet_case, organisation):
    fresh = CaseFactory(owner=organisation, lead=advocate)
    arrest(fresh, TODAY)
    marks = dict(slots.gather("case-marks", user=advocate, day=TODAY, cases=[quiet_case, fresh]))
    assert [mark.label for mark in marks.values()] == ["No reliable update"]
    (keys,) = slots.gather("stalled-cases", user=advocate, day=TODAY)
    assert list(Case.objects.filter(pk__in=keys)) == [quiet_case]


@pytest.mark.parametrize("level", [Level.RESTRICTED, Level.SEALED])
def test_nothing_of_a_case_one_may_not_see_shows_anywhere(rf, alerts, staff, quiet_case, level):
    Case.objects.filter(pk=quiet_case.pk).update(level=level, tier=Tier.CRITICAL, lead=None)
    assert strip(rf, staff, quiet_case) == ""
    assert needs(staff) == []
    assert slots.gather("case-marks", user=staff, day=TODAY, cases=[quiet_case]) == []
    (keys,) = slots.gather("stalled-cases", user=staff, day=TODAY)
    assert not Case.objects.filter(pk__in=keys).exists()
    assert not Alert.objects.visible_to(staff).exists()
    assert not Alert.objects.visible_to(AnonymousUser()).exists()


def test_an_alert_has_the_level_of_the_strictest_of_case_and_date(alerts, quiet_case):
    from cases.vocabulary import KeyDateKind
    from tests.reminders.stories import key_date

    key_date(quiet_case, KeyDateKind.HEARING, ago(9), level=Level.RESTRICTED)
    engine.raise_alerts()
    assert Alert.objects.get(rule="R13").level == Level.RESTRICTED
    assert Alert.objects.get(rule="R1").level == Level.TEAM


def test_a_write_that_moved_a_case_is_followed_in_its_strip(rf, alerts, advocate, quiet_case):
    log(quiet_case, K.RELEASE, TODAY, D.EXCHANGE)
    engine.recheck_case(quiet_case.pk, only_open=True)
    assert strip(rf, advocate, quiet_case) == ""
