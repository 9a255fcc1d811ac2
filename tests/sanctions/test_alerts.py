"""Alerts of sanctions: told once a month, to whom, and what a page says of them that a mail does not."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.models import Duty, DutyKind
from cases.models import Case
from cases.models.prisoner import CountryTie
from cases.vocabulary import Tier
from core import clock
from reminders import telling
from reminders.engine import raise_alerts
from reminders.models import Alert, MessageLine
from reminders.recipients import alerts_of
from tests.reminders.stories import arrest, live_on
from tests.sanctions.factories import designation, involve, snapshot

pytestmark = pytest.mark.django_db

OPENS = date(2023, 5, 12)  # 92 days after the listing


@pytest.fixture
def gap(case, advocate, staff):
    """A case with somebody whom Canada listed on 9 February: a gap from 12 May on."""
    arrest(case, date(2023, 1, 5))
    Case.objects.filter(pk=case.pk).update(tier=Tier.HIGH)
    designation(involve(case, by=advocate, second=staff).official, "CA-SEMA", date(2023, 2, 9))
    return case


@pytest.fixture
def curator(staff):
    Duty.objects.create(user=staff, kind=DutyKind.SANCTIONS)
    return staff


def live(day):
    live_on(day)
    raise_alerts(day)
    telling.compose_critical(day)
    telling.compose_digests(day)


def told(user):
    lines = MessageLine.objects.filter(recipient=user, alert__rule="R20").order_by("message__day")
    return sorted(set(lines.values_list("message__day", flat=True)))


def test_a_gap_waits_for_the_first_of_the_month_and_is_told_once_in_it(gap, curator):
    for day in (OPENS, OPENS + timedelta(1), date(2023, 6, 1), date(2023, 6, 2), date(2023, 6, 20), date(2023, 7, 3)):
        live(day)
    assert Alert.objects.filter(rule="R20").count() == 3
    assert told(curator) == [date(2023, 6, 1), date(2023, 7, 3)]


def test_not_even_on_a_critical_case_is_a_gap_told_at_once(gap, curator):
    Case.objects.filter(pk=gap.pk).update(tier=Tier.CRITICAL)
    live(OPENS)
    assert told(curator) == []
    assert Alert.objects.filter(rule="R20", opened_on=OPENS).exists()


def test_a_delisting_is_told_at_once_to_who_holds_sanctions_and_to_the_lead(gap, curator, advocate):
    live(date(2023, 5, 13))
    gap.involvements.get().official.designations.update(delisted_on=date(2023, 5, 14))
    live(date(2023, 5, 14))
    delisted = MessageLine.objects.filter(alert__rule="R22")
    assert set(delisted.values_list("recipient", flat=True)) == {curator.pk, advocate.pk}


def test_an_old_list_is_for_who_holds_sanctions_and_without_one_for_the_admins(admin, staff, advocate):
    snapshot("ca", date(2023, 1, 10))
    live(date(2023, 4, 20))
    (stale,) = Alert.objects.filter(rule="R22a")
    assert stale.heading == "List not imported lately: Canada consolidated autonomous list"
    assert stale in alerts_of(admin)
    assert stale not in alerts_of(staff)
    Duty.objects.create(user=staff, kind=DutyKind.SANCTIONS)
    assert stale in alerts_of(staff)
    assert stale not in alerts_of(admin)
    assert stale not in alerts_of(advocate)


def test_the_page_of_alerts_names_the_state_and_leads_to_what_is_on_record(client, case, advocate):
    arrest(case, date(2023, 1, 5))
    CountryTie.objects.create(prisoner=case.prisoner, country="GB", tie="national")
    live(date(2023, 4, 20))
    alert = Alert.objects.get(rule="R18")
    assert (alert.title, alert.subject) == ("No measure recorded by a state that could act", "GB")
    client.force_login(advocate)
    page = client.get(alert.get_absolute_url()).content.decode()
    assert "No measure recorded by a state that could act: United Kingdom" in page
    assert reverse("advocacy:case", args=[case.reference]) in page


def test_the_page_of_an_alert_about_a_list_needs_no_case(client, admin):
    snapshot("ca", date(2023, 1, 10))
    live(clock.today())
    client.force_login(admin)
    stale = Alert.objects.get(rule="R22a")
    page = client.get(stale.get_absolute_url())
    assert page.status_code == 200
    assert reverse("sanctions:list", args=["ca"]) in page.content.decode()
    assert stale.reference in client.get(reverse("reminders:alert-list"), {"whose": "all"}).content.decode()
