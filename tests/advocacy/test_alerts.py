"""Alerts of advocacy's rules: who sees them, who is told, how they repeat, move up, wait and are replayed."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Duty, DutyKind, User
from advocacy.stalling import actions, occasions, work
from cases.as_of import AsOf
from cases.models import Case, Membership
from cases.rules import Rounds, all_rules
from cases.vocabulary import FileState, Level, Tier
from reminders import engine, services, telling
from reminders.engine import TOP_STEP, run_rule
from reminders.models import Alert
from reminders.models.threshold import thresholds
from reminders.recipients import alerts_of
from reminders.replay import CLEARED, ESCALATED, OPENED, replay
from tests.advocacy.factories import act
from tests.advocacy.stories import draft, letter, nil_check, opinion, reply, tick, us_decision, us_resident
from tests.factories import CaseFactory, UserFactory
from tests.reminders.conftest import director, each_day  # noqa: F401
from tests.reminders.daily import lived_daily
from tests.reminders.stories import TODAY, D, K, ago, arrest, held_in_russia, live_on, log, visit

pytestmark = pytest.mark.django_db
OURS = {one.code for one in all_rules() if one.find.__module__.startswith("advocacy.")}


def rules_of(user):
    return sorted(alerts_of(user).values_list("rule", flat=True))


@pytest.fixture
def overdue(case, advocate):
    """A letter that was not answered in time, and nothing else that stalls."""
    log(case, K.NOTE, ago(1), citations=())
    sent = letter(case, ago(50), due=ago(10), by=advocate)
    engine.raise_alerts()
    return sent


# --- Who sees it, and who is told.
def test_an_alert_about_an_action_leads_to_it(overdue, advocate):
    alert = Alert.objects.get(rule="R4")
    assert (alert.action, alert.about, alert.subject) == (overdue, overdue, overdue.reference)


@pytest.mark.parametrize("level", [Level.RESTRICTED, Level.SEALED])
def test_an_alert_is_seen_only_by_who_sees_its_action(overdue, advocate, staff, level):
    type(overdue).objects.filter(pk=overdue.pk).update(level=level)
    overdue.named.add(advocate)
    alert = Alert.objects.with_records().get(rule="R4")
    assert alert.level == level
    assert Alert.objects.visible_to(advocate).filter(rule="R4").exists()
    assert not Alert.objects.visible_to(staff).filter(rule="R4").exists()
    assert set(services.possible_handlers(alert)) == {advocate}


def test_who_is_responsible_for_the_action_is_told_and_not_the_lead(overdue, advocate, staff):
    type(overdue).objects.filter(pk=overdue.pk).update(responsible=staff)
    assert rules_of(staff) == ["R4"]
    assert rules_of(advocate) == []


@pytest.mark.parametrize("why", ["nobody", "left", "elsewhere", "sealed", "restricted"])
def test_where_the_owner_is_out_of_reach_it_falls_to_the_lead(overdue, advocate, staff, outsider, why):
    rows = type(overdue).objects.filter(pk=overdue.pk)
    rows.update(responsible={"nobody": None, "elsewhere": outsider}.get(why, staff))
    if why == "left":
        User.objects.filter(pk=staff.pk).update(is_active=False)
    if why in {"sealed", "restricted"}:
        rows.update(level=why)
        overdue.named.add(advocate)
    assert rules_of(advocate) == ["R4"]
    assert rules_of(outsider) == []


def test_without_a_lead_too_it_falls_to_the_admins(overdue, case, admin):
    type(overdue).objects.update(responsible=None)
    Case.objects.filter(pk=case.pk).update(lead=None)
    assert rules_of(admin) == ["R4"]


@pytest.mark.parametrize(("kind", "code"), [(DutyKind.UN, "R11"), (DutyKind.US, "R19")])
def test_a_duty_is_told_and_where_nobody_holds_it_the_lead(case, advocate, staff, kind, code):
    arrest(us_resident(case), ago(40))
    letter(case, ago(80), kind="un_allegation_letter", procedure="special-procedures")
    engine.raise_alerts()
    assert code in rules_of(advocate)
    Duty.objects.create(kind=kind, user=staff)
    assert rules_of(staff) == [code]
    assert code not in rules_of(advocate)


def test_on_a_restricted_case_the_lead_is_told_beside_whoever_holds_the_duty(case, advocate, staff):
    arrest(us_resident(case), ago(40))
    Duty.objects.create(kind=DutyKind.US, user=staff)
    Case.objects.filter(pk=case.pk).update(level=Level.RESTRICTED)
    engine.raise_alerts()
    assert "R19" in rules_of(advocate)
    assert rules_of(staff) == []
    Membership.objects.create(case=case, user=staff)
    assert rules_of(staff) == ["R19"]


def test_nothing_is_mailed_outside_the_organisation(overdue, case, outsider):
    case.grants.create(organisation=outsider.organisation)
    Case.objects.filter(pk=case.pk).update(level=Level.PARTNERS)
    type(overdue).objects.update(level=Level.PARTNERS, responsible=outsider)
    Duty.objects.create(kind=DutyKind.UN, user=outsider)
    Duty.objects.create(kind=DutyKind.DIRECTOR, user=outsider)
    Alert.objects.update(escalated=TOP_STEP)
    assert Alert.objects.visible_to(outsider).filter(rule="R4").exists()
    assert telling.lines_due(outsider, TODAY) == []


def test_a_quiet_phase_keeps_it_from_the_mails_and_on_the_case(overdue, case, advocate):
    assert len(telling.lines_due(advocate, TODAY)) == 1
    Case.objects.filter(pk=case.pk).update(quiet_until=TODAY)
    engine.raise_alerts()
    assert telling.lines_due(advocate, TODAY) == []
    assert Alert.objects.open().filter(rule="R4").exists()
    live_on(TODAY + timedelta(1))
    assert len(telling.lines_due(advocate, TODAY + timedelta(1))) == 1


# --- Repeats.
@pytest.mark.parametrize(
    ("rounds", "days"),
    [
        (actions.reply_overdue.rounds, [0, 7, 14, 30, 60, 90]),
        (actions.special_procedure_letter.rounds, [0, 30, 60, 90]),
        (work.health_risk.rounds, [0, 7, 21, 35, 49, 63, 77, 91]),
        (actions.wgad_reply.rounds, [0, 14, 28, 42, 56, 70, 84, 98]),
        (occasions.movement_elsewhere.rounds, [0]),
        (Rounds(), [0, *range(7, 101, 7)]),
    ],
)
def test_an_alert_is_told_again_on_the_days_of_its_table(rounds, days):
    opened = ago(400)
    assert sorted({(rounds.last(opened + timedelta(n), opened, None) - opened).days for n in range(101)}) == days
    following = [rounds.next(opened + timedelta(one), opened, None) for one in days]
    assert following[:-1] == [opened + timedelta(one) for one in days[1:]]


@pytest.mark.parametrize(("waited", "every"), [(14, 7), (30, 15), (90, 45), (180, 90), (1, 1)])
def test_no_action_is_repeated_every_half_of_its_days(waited, every):
    opened, since = ago(0), ago(waited)
    rounds = work.no_action.rounds
    assert rounds.next(opened, opened, None, since) == opened + timedelta(every)
    assert rounds.last(opened + timedelta(every * 2), opened, None, since) == opened + timedelta(every * 2)


def test_a_reply_and_its_own_rule_are_told_as_one_and_another_letter_by_itself(case, advocate):
    for days in (80, 90):
        letter(case, ago(days), kind="un_allegation_letter", procedure="special-procedures", by=advocate)
    engine.raise_alerts()
    first, second = Alert.objects.filter(rule="R4").order_by("pk")
    services.acknowledge(alert=first, by=advocate)
    acknowledged = Alert.objects.filter(acknowledged_by=advocate)
    assert {(one.rule, one.action_id) for one in acknowledged} == {("R4", first.action_id), ("R11", first.action_id)}
    second.refresh_from_db()
    assert second.acknowledged_at is None


def test_nobody_answering_it_moves_up_to_the_director(overdue, director, each_day):  # noqa: F811
    moved = []
    each_day(25, lambda day: moved.extend([(day - TODAY).days] * len(engine.raise_alerts(day).escalated)))
    assert moved == [5, 21]  # opened nine days ago: rounds on its days 14 and 30
    assert rules_of(director) == ["R4"]


# --- Clearing, and putting off.
def test_a_reply_clears_it_and_is_named(overdue):
    answer = reply(overdue, TODAY)
    engine.raise_alerts()
    alert = Alert.objects.get(rule="R4")
    assert (alert.cleared_on, alert.cleared_by) == (TODAY, answer.reference)


SNOOZES = {"R3": 30, "R4": 30, "R6": 14, "R7": 90, "R9": 30, "R10": 60, "R11": 30, "R17": 5, "R19": 60, "R27": 14}


@pytest.mark.parametrize(("code", "days"), SNOOZES.items())
def test_it_can_be_put_off_for_the_days_of_its_table(code, days, case, advocate):
    alert = Alert.objects.create(
        rule=code, scope="case", subject="x", case=case, since=TODAY, opened_on=TODAY, recorded_on=TODAY
    )
    with pytest.raises(ValidationError):
        services.snooze(alert=alert, until=TODAY + timedelta(days + 1), why="Waiting", by=advocate)
    services.snooze(alert=alert, until=TODAY + timedelta(days), why="Waiting", by=advocate)
    assert alert not in Alert.objects.loud(TODAY + timedelta(days - 1))
    assert alert in Alert.objects.loud(TODAY + timedelta(days))


@pytest.mark.parametrize("code", ["R5", "R12"])
def test_what_has_a_last_day_cannot_be_put_off(code, case, advocate):
    alert = Alert.objects.create(
        rule=code, scope="case", subject="x", case=case, since=TODAY, opened_on=TODAY, recorded_on=TODAY
    )
    assert "cannot be put off" in services.no_snooze(alert)


def test_what_was_looked_at_is_over_and_stays_so(case, organisation, advocate):
    arrest(case, ago(30))
    visit(case, ago(1))
    for _ in range(2):
        other = CaseFactory(owner=organisation, lead=advocate)
        arrest(other, ago(30))
        log(other, K.RELEASE, ago(2), D.PARDON)
    engine.raise_alerts()
    alert = Alert.objects.get(rule="R27")
    services.acknowledge(alert=alert, by=advocate)
    engine.raise_alerts()
    engine.raise_alerts()
    (alert,) = Alert.objects.filter(rule="R27")
    assert alert.cleared_on == TODAY


# --- Replay.
def found_by_ours(case, day):
    at, limits = AsOf(day, case_ids=[case.pk], past=True), thresholds()
    rules = [one for one in all_rules() if one.code in OURS and one.replayed]
    return {(one.code, *found.key): (one, found) for one in rules for found in run_rule(one, at, limits)}


@pytest.mark.slow
def test_the_fast_replay_is_the_daily_one(case, advocate):
    start = date(2023, 1, 1)
    on = [start + timedelta(day) for day in range(150)]
    live_on(on[149])
    Case.objects.filter(pk=case.pk).update(tier=Tier.CRITICAL)
    log(us_resident(case), K.ABDUCTION, on[0])
    log(case, K.ARREST, on[78])
    opinion(case, transmitted=start - timedelta(150), published=on[5])
    for day in (80, 81, 82):
        nil_check(case, on[day])
    log(case, K.HUNGER_STRIKE_STARTED, on[84])
    sent = letter(case, on[10], kind="un_communication", procedure="wgad")
    reply(sent, on[80], "asked")
    letter(case, on[12], kind="un_allegation_letter", procedure="special-procedures")
    draft(case, on[70])
    letter(case, on[60], due=on[75])
    letter(case, on[40], kind="wrongful_detention_request")
    us_decision(case, on[90])
    log(case, K.RELEASE, on[100], D.EXCHANGE)
    tick(case, on[135])
    fast = [(event.day, event.rule.code, event.subject, event.what) for event in replay(case, start, on[140])]
    assert sorted(event for event in fast if event[1] in OURS) == lived_daily(case, start, on[140], found_by_ours)
    replayed = {one.code for one in all_rules() if one.code in OURS and one.replayed}
    assert {event[1] for event in fast} & OURS == replayed


def test_the_us_review_opens_on_day_30_and_is_open_until_the_release(case):
    held_in_russia(us_resident(case))
    live_on(date(2024, 8, 2))
    letter(case, date(2023, 4, 27), kind="wrongful_detention_request")
    letter(case, date(2023, 12, 12), kind="wrongful_detention_request")
    events = [event for event in replay(case, date(2022, 4, 1), date(2024, 8, 2)) if event.rule.code == "R19"]
    assert [(event.day, event.what) for event in events if event.what != ESCALATED] == [
        (date(2022, 5, 11), OPENED),
        (date(2024, 8, 1), CLEARED),
    ]


def test_a_person_of_a_closed_file_is_told_nothing(overdue, case, advocate):
    Case.objects.filter(pk=case.pk).update(file_state=FileState.CLOSED)
    engine.raise_alerts()
    assert rules_of(advocate) == []


def test_a_joint_action_that_nobody_is_responsible_for_is_told_to_the_lead_of_each_case(organisation, advocate):
    other = UserFactory(organisation=organisation)
    mine = CaseFactory(owner=organisation, lead=advocate)
    yours = CaseFactory(owner=organisation, lead=other)
    act(mine, yours, sent=ago(50).isoformat(), due_on=ago(10))
    engine.raise_alerts()
    assert [alert.case for alert in alerts_of(advocate).filter(rule="R4")] == [mine]
    assert [alert.case for alert in alerts_of(other).filter(rule="R4")] == [yours]
