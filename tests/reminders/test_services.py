"""What people do with alerts, within the limits of the rules' table."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from cases.models import Case
from cases.vocabulary import KeyDateKind, Level, Tier
from core.models import Event
from reminders import engine, services
from reminders.models import Alert, RuleThreshold
from tests.factories import UserFactory
from tests.reminders.stories import TODAY, D, K, ago, key_date, live_on, log, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def alerts(quiet_case):
    """Every kind of alert on one case, by rule."""
    log(quiet_case, K.TRANSFER, ago(25), D.STARTED)
    key_date(quiet_case, KeyDateKind.HEARING, ago(10))
    key_date(quiet_case, KeyDateKind.REMAND_EXPIRY, TODAY)
    key_date(quiet_case, KeyDateKind.SENTENCE_END, TODAY)
    engine.raise_alerts()
    return {alert.rule: alert for alert in Alert.objects.all()}


def put_off(alert, days, by, why="The visit is on the 28th"):
    return services.snooze(alert=alert, until=TODAY + timedelta(days), why=why, by=by)


def test_acknowledging_is_on_record_and_saying_it_twice_is_not(alerts, advocate, staff):
    services.acknowledge(alert=alerts["R13"], by=advocate)
    alert = services.acknowledge(alert=alerts["R13"], by=staff)
    assert alert.acknowledged_by == advocate
    events = Event.objects.filter(action="alert-acknowledged")
    assert [(event.by, event.target, event.facts) for event in events] == [
        (advocate, alert.case.reference, {"alert": alert.reference})
    ]


def test_what_is_told_as_one_is_acknowledged_as_one(alerts, advocate):
    services.acknowledge(alert=alerts["R1"], by=advocate)
    seen = set(Alert.objects.filter(acknowledged_by=advocate).values_list("rule", flat=True))
    assert seen == {"R1", "R2", "R16a", "R16b"}


@pytest.mark.parametrize(
    ("rule", "tier", "longest"),
    [
        ("R1", Tier.STANDARD, 30),
        ("R1", Tier.CRITICAL, 7),
        ("R2", Tier.STANDARD, 21),
        ("R13", Tier.STANDARD, 7),
        ("R16a", Tier.CRITICAL, 7),
        ("R16a", Tier.STANDARD, 30),
    ],
)
def test_an_alert_can_be_put_off_for_the_days_of_its_table_and_no_longer(alerts, advocate, rule, tier, longest):
    Case.objects.update(tier=tier)
    with pytest.raises(ValidationError, match=f"for {longest} days at most: until") as refused:
        put_off(alerts[rule], longest + 1, advocate)
    assert list(refused.value.message_dict) == ["until"]
    alert = put_off(alerts[rule], longest, advocate)
    assert (alert.snoozed_until, alert.set_aside_by) == (TODAY + timedelta(longest), advocate)


def test_how_long_follows_the_days_that_the_house_has_set(alerts, advocate):
    RuleThreshold.objects.create(rule="R1", tier=Tier.STANDARD, days=9)
    assert services.longest_snooze(alerts["R1"]) == 9


@pytest.mark.parametrize("rule", ["R14", "R15", "R16b"])
def test_some_alerts_cannot_be_put_off(alerts, advocate, rule):
    with pytest.raises(ValidationError, match="cannot be put off"):
        put_off(alerts[rule], 1, advocate)


@pytest.mark.parametrize(("why", "days", "field"), [("", 2, "why"), ("  ", 2, "why"), ("Wait", 0, "until")])
def test_putting_off_needs_a_reason_and_a_day_to_come(alerts, advocate, why, days, field):
    with pytest.raises(ValidationError) as refused:
        put_off(alerts["R1"], days, advocate, why)
    assert list(refused.value.message_dict) == [field]


@pytest.mark.parametrize("rule", ["R1", "R2"])
def test_on_a_critical_case_it_is_never_put_off_twice_in_a_row(alerts, advocate, rule):
    Case.objects.update(tier=Tier.CRITICAL)
    put_off(alerts[rule], 3, advocate)
    live_on(TODAY + timedelta(3))
    with pytest.raises(ValidationError, match="twice in a row"):
        services.snooze(alert=alerts[rule], until=TODAY + timedelta(5), why="Still waiting", by=advocate)


def test_on_another_case_it_may_be_put_off_again(alerts, advocate):
    put_off(alerts["R1"], 3, advocate)
    live_on(TODAY + timedelta(3))
    assert services.snooze(alert=alerts["R1"], until=TODAY + timedelta(5), why="Still waiting", by=advocate)


def test_only_what_somebody_acknowledged_can_be_made_standing_and_with_a_plan(alerts, advocate):
    review = TODAY + timedelta(30)
    with pytest.raises(ValidationError, match="Acknowledge it first"):
        services.make_standing(alert=alerts["R16a"], plan="Monthly request", review=review, by=advocate)
    services.acknowledge(alert=alerts["R16a"], by=advocate)
    with pytest.raises(ValidationError, match="what the plan is"):
        services.make_standing(alert=alerts["R16a"], plan=" ", review=review, by=advocate)
    alert = services.make_standing(alert=alerts["R16a"], plan="Monthly request", review=review, by=advocate)
    assert (alert.standing_until, alert.plan) == (review, "Monthly request")
    assert alert not in Alert.objects.loud(TODAY)
    assert alert in Alert.objects.loud(review)


@pytest.mark.parametrize("days", [0, 32])
def test_a_standing_alert_is_reviewed_within_a_month(alerts, advocate, days):
    services.acknowledge(alert=alerts["R16a"], by=advocate)
    with pytest.raises(ValidationError, match="within a month") as refused:
        services.make_standing(alert=alerts["R16a"], plan="p", review=TODAY + timedelta(days), by=advocate)
    assert list(refused.value.message_dict) == ["review"]


@pytest.mark.parametrize("rule", ["R13", "R14", "R15"])
def test_a_date_that_passes_is_no_standing_condition(alerts, advocate, rule):
    services.acknowledge(alert=alerts[rule], by=advocate)
    with pytest.raises(ValidationError, match="cannot be accepted as standing"):
        services.make_standing(alert=alerts[rule], plan="p", review=TODAY + timedelta(3), by=advocate)


def test_a_plan_and_a_reason_are_encrypted_in_the_database(alerts, advocate):
    from django.db import connection

    put_off(alerts["R1"], 3, advocate, "The lawyer Prokhorov visits")
    with connection.cursor() as cursor:
        cursor.execute("SELECT snooze_why FROM reminders_alert WHERE id = %s", [alerts["R1"].pk])
        assert "Prokhorov" not in cursor.fetchone()[0]


def test_it_is_handed_only_to_who_may_see_it_and_handle_it(alerts, advocate, staff, viewer, outsider, quiet_case):
    for wrong in (viewer, outsider):
        with pytest.raises(ValidationError, match="may not see this alert"):
            services.reassign(alert=alerts["R1"], to=wrong, by=advocate)
    services.reassign(alert=alerts["R1"], to=staff, by=advocate)
    Case.objects.filter(pk=quiet_case.pk).update(level=Level.RESTRICTED)
    with pytest.raises(ValidationError, match="may not see this alert"):
        services.reassign(alert=alerts["R2"], to=staff, by=advocate)


def test_handed_over_it_has_to_be_acknowledged_anew(alerts, advocate, staff):
    services.acknowledge(alert=alerts["R13"], by=advocate)
    alert = services.reassign(alert=alerts["R13"], to=staff, by=advocate)
    assert alert.acknowledged_at is None
    assert Event.objects.filter(action="alert-reassigned", by=advocate).count() == 1


def test_nothing_is_done_to_an_alert_that_is_over(alerts, advocate, quiet_case):
    visit(quiet_case, TODAY)
    engine.raise_alerts()
    with pytest.raises(ValidationError, match="over already"):
        services.acknowledge(alert=alerts["R16a"], by=advocate)


def test_handlers_are_colleagues_who_may_handle_alerts(alerts, advocate, staff, admin, viewer, outsider, organisation):
    UserFactory(organisation=organisation, is_active=False)
    assert set(services.possible_handlers(alerts["R1"])) == {advocate, staff, admin}


@pytest.mark.parametrize("level", Level)
def test_who_is_offered_an_alert_is_who_the_door_lets_in(alerts, advocate, staff, admin, quiet_case, level):
    hearing = quiet_case.key_dates.get(kind=KeyDateKind.HEARING)
    for record in (quiet_case, hearing):
        type(record).objects.filter(pk=record.pk).update(level=level)
        record.named.add(staff)
        for alert in Alert.objects.select_related("case", "key_date"):
            let_in = {one for one in (advocate, staff, admin) if Alert.objects.visible_to(one).filter(pk=alert.pk)}
            assert set(services.possible_handlers(alert)) == let_in
        type(record).objects.filter(pk=record.pk).update(level=Level.TEAM)
