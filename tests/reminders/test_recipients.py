"""Whose business an alert is: by rule, by duty, by hand, by moving up; and what happens where somebody is missing."""

import pytest

from accounts.models import Duty, DutyKind, User
from accounts.permissions import Role
from cases.models import Case, Membership
from cases.vocabulary import KeyDateKind, Level
from reminders import engine, services
from reminders.models import Alert
from reminders.recipients import alerts_of
from tests.factories import UserFactory
from tests.reminders.stories import TODAY, D, K, ago, key_date, log

pytestmark = pytest.mark.django_db


def rules_of(user):
    return sorted(alerts_of(user).values_list("rule", flat=True))


@pytest.fixture
def lost_case(quiet_case):
    """Quiet, and taken somewhere unknown: R1, R16a, R16b."""
    log(quiet_case, K.TRANSFER, ago(4), D.STARTED)
    engine.raise_alerts()
    return quiet_case


def test_the_lead_is_told_and_a_duty_holder_where_the_rule_names_one(lost_case, advocate, director, staff, viewer):
    assert rules_of(advocate) == ["R1", "R16a", "R16b"]
    assert rules_of(director) == ["R16b"]
    assert rules_of(staff) == rules_of(viewer) == []


def test_a_duty_of_another_organisation_is_told_nothing(lost_case, outsider):
    Duty.objects.create(kind=DutyKind.DIRECTOR, user=outsider)
    assert rules_of(outsider) == []


def test_what_has_no_lead_falls_to_the_admins(lost_case, advocate, admin):
    assert rules_of(admin) == []
    Case.objects.filter(pk=lost_case.pk).update(lead=None)
    engine.raise_alerts()
    assert rules_of(admin) == ["R1", "R16a", "R16b", "R26"]
    assert rules_of(advocate) == []


def test_what_is_led_by_somebody_who_left_falls_to_the_admins(lost_case, advocate, admin):
    User.objects.filter(pk=advocate.pk).update(is_active=False)
    engine.raise_alerts()
    assert rules_of(admin) == ["R1", "R16a", "R16b", "R26"]


def test_a_restricted_case_without_a_lead_falls_to_its_members_because_admins_may_not_see_it(lost_case, admin, staff):
    Membership.objects.create(case=lost_case, user=staff)
    Case.objects.filter(pk=lost_case.pk).update(lead=None, level=Level.RESTRICTED)
    assert rules_of(staff) == ["R1", "R16a", "R16b"]
    assert rules_of(admin) == []


def test_a_sealed_case_that_does_not_name_its_lead_falls_to_those_it_names(lost_case, advocate, staff, admin):
    Case.objects.filter(pk=lost_case.pk).update(level=Level.SEALED)
    lost_case.named.add(staff)
    assert rules_of(staff) == ["R1", "R16a", "R16b"]
    assert rules_of(advocate) == rules_of(admin) == []
    lost_case.named.add(advocate)
    assert rules_of(advocate) == ["R1", "R16a", "R16b"]
    assert rules_of(staff) == []


def test_a_sealed_date_is_the_business_of_those_it_names(quiet_case, advocate, staff):
    hearing = key_date(quiet_case, KeyDateKind.HEARING, ago(10), level=Level.SEALED)
    hearing.named.add(staff)
    engine.raise_alerts()
    assert rules_of(staff) == ["R13"]
    assert "R13" not in rules_of(advocate)
    assert not Alert.objects.visible_to(advocate).filter(rule="R13").exists()


def test_handed_over_it_is_one_persons_business_alone(lost_case, advocate, staff):
    services.reassign(alert=Alert.objects.get(rule="R1"), to=staff, by=advocate)
    assert rules_of(staff) == ["R1"]
    assert rules_of(advocate) == ["R16a", "R16b"]


def test_handed_to_somebody_who_left_it_comes_back(lost_case, advocate, staff):
    services.reassign(alert=Alert.objects.get(rule="R1"), to=staff, by=advocate)
    User.objects.filter(pk=staff.pk).update(is_active=False)
    assert "R1" in rules_of(advocate)


def test_moved_up_it_is_the_director_s_too(lost_case, advocate, director):
    Alert.objects.filter(rule="R1").update(escalated=1)
    assert rules_of(director) == ["R1", "R16b"]
    assert "R1" in rules_of(advocate)


def test_moved_up_without_a_director_it_reaches_the_admins(lost_case, admin):
    Alert.objects.filter(rule="R1").update(escalated=1)
    assert rules_of(admin) == ["R1"]


def test_nobody_is_told_of_a_case_they_may_not_see(lost_case, director):
    Case.objects.filter(pk=lost_case.pk).update(level=Level.RESTRICTED)
    assert rules_of(director) == []


def test_alerts_about_the_engine_are_for_those_who_look_after_the_house(admin, advocate, db):
    Alert.objects.create(rule="R29", scope="engine", subject="engine", since=TODAY, opened_on=TODAY, recorded_on=TODAY)
    other_admin = UserFactory(role=Role.ADMIN)
    assert rules_of(admin) == rules_of(other_admin) == ["R29"]
    assert rules_of(advocate) == []
    assert not Alert.objects.visible_to(advocate).exists()
