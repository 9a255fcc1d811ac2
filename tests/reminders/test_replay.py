"""Replay: what would have happened, as if every day had been lived, from the record alone."""

import json
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from cases.vocabulary import KeyDateKind, Tier
from reminders.engine import case_rules
from reminders.models import Alert, EngineRun
from reminders.replay import CLEARED, ESCALATED, OPENED, findings_on, replay
from tests.reminders.daily import lived_daily
from tests.reminders.stories import NEWS, OTHER, D, K, arrest, held_in_russia, key_date, live_on, log, visit

pytestmark = pytest.mark.django_db
START, END = date(2022, 4, 1), date(2024, 8, 2)


@pytest.fixture
def history(case):
    held_in_russia(case)
    key_date(case, KeyDateKind.HEARING, date(2023, 7, 3), date(2023, 6, 1), resolved_on=date(2023, 7, 10))
    key_date(case, KeyDateKind.REMAND_EXPIRY, date(2022, 6, 12), date(2022, 6, 5), resolved_on=date(2022, 6, 15))
    key_date(case, KeyDateKind.SENTENCE_END, date(2024, 9, 1), date(2023, 4, 17))
    return case


def some_months(case, start):
    """A hundred days in which every replayed rule opens, and most of them clear."""
    live_on(END)
    on = [start + timedelta(day) for day in range(130)]
    arrest(case, on[0])
    key_date(case, KeyDateKind.REMAND_EXPIRY, on[40], on[5], resolved_on=on[44])
    key_date(case, KeyDateKind.HEARING, on[30], on[20], resolved_on=on[36])
    key_date(case, KeyDateKind.SENTENCE_END, on[90], on[50])
    visit(case, on[12])
    log(case, K.HEALTH, on[22])
    log(case, K.TRANSFER, on[55], D.STARTED)
    log(case, K.TRANSFER, on[62], D.ARRIVED, citations=(NEWS, OTHER))
    log(case, K.NIL_CHECK, on[80], citations=(), asked="The family")
    log(case, K.RELEASE, on[100], D.TIME_SERVED)


@pytest.mark.slow
@pytest.mark.parametrize("tier", [Tier.CRITICAL, Tier.STANDARD])
def test_the_fast_replay_is_the_daily_one(case, tier):
    type(case).objects.filter(pk=case.pk).update(tier=tier)
    start = date(2023, 1, 10)
    some_months(case, start)
    end = start + timedelta(105)
    fast = sorted((event.day, event.rule.code, event.subject, event.what) for event in replay(case, start, end))
    assert fast == lived_daily(case, start, end, lambda case, day: findings_on(case, day, coming=False))
    ours = {rule.code for rule in case_rules() if rule.replayed and rule.find.__module__ == "cases.stalling"}
    assert ours <= {event[1] for event in fast}


def test_on_the_third_day_in_transfer_the_place_is_unknown_and_he_is_found_the_next(history):
    lost = [event for event in replay(history, date(2024, 1, 1), END) if event.rule.code == "R16b"]
    assert [(event.day, event.what) for event in lost] == [(date(2024, 1, 29), OPENED), (date(2024, 1, 30), CLEARED)]
    assert lost[0].told == ("lead", "director")


def test_no_custody_alert_is_open_after_the_release(history):
    balance = {}
    for event in replay(history, START, END):
        key = (event.rule.code, event.subject)
        balance[key] = balance.get(key, 0) + {OPENED: 1, CLEARED: -1, ESCALATED: 0}[event.what]
    assert balance
    assert set(balance.values()) == {0}
    assert all(
        rule.code in {code for code, _subject in balance} for rule in case_rules() if rule.code in {"R1", "R16a"}
    )


def test_a_part_of_the_history_is_the_same_part_of_the_whole(history):
    first, last = date(2023, 4, 20), date(2023, 12, 31)
    whole = [event for event in replay(history, START, END) if first <= event.day <= last]
    assert replay(history, first, last) == whole
    assert whole


def test_it_goes_by_the_day_things_happened_not_the_day_they_were_typed_in(case):
    held_in_russia(case)
    assert case.updates.first().logged_on == END
    assert any(event.day < date(2022, 7, 1) for event in replay(case, START, END))


def test_nothing_is_written(history):
    replay(history, START, END)
    assert not Alert.objects.exists()
    assert not EngineRun.objects.exists()


def test_a_case_closed_since_still_had_its_alerts(history):
    before = replay(history, START, END)
    type(history).objects.filter(pk=history.pk).update(file_state="closed")
    assert replay(history, START, END) == before


def test_a_correction_that_did_not_count_does_not_count(case):
    held_in_russia(case)
    before = replay(case, START, END)
    retracted = visit(case, date(2022, 9, 1))
    assert replay(case, START, END) != before
    type(retracted).objects.filter(pk=retracted.pk).update(counted=False)
    assert replay(case, START, END) == before


def test_the_command_prints_one_object_a_line(history, capsys):
    call_command("replay", history.reference, "--from", "2024-01-01", "--to", "2024-08-02", "--json")
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {
        "date": "2024-01-29",
        "code": "R16b",
        "rule": "place-unknown",
        "subject": history.reference,
        "event": "opened",
        "told": ["lead", "director"],
    } in lines
    assert [line["date"] for line in lines] == sorted(line["date"] for line in lines)


def test_the_command_also_speaks_to_people_and_says_what_it_does_not_know(history, capsys):
    call_command("replay", history.reference, "--from", "2024-01-01", "--to", "2024-08-02")
    said = capsys.readouterr().out
    assert "2024-01-29  opened     R16b place-unknown" in said
    assert "Tier, lead and the rules' days are today's" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["RU-00-NONE", "--from", "2024-01-01", "--to", "2024-08-02"], "no case RU-00-NONE"),
        (["REF", "--from", "2024-08-02", "--to", "2024-01-01"], "lies before"),
    ],
)
def test_the_command_says_what_is_wrong(case, arguments, words):
    arguments = [case.reference if one == "REF" else one for one in arguments]
    with pytest.raises(CommandError, match=words):
        call_command("replay", *arguments)


def test_who_is_lost_again_is_another_alert(case):
    held_in_russia(case)
    type(case).objects.filter(pk=case.pk).update(tier=Tier.HIGH)
    log(case, K.TRANSFER, date(2024, 3, 1), D.STARTED)
    log(case, K.TRANSFER, date(2024, 3, 10), D.ARRIVED)
    opened = [event.day for event in replay(case, START, END) if event.rule.code == "R16b" and event.what == OPENED]
    assert opened == [date(2023, 9, 4) + timedelta(3), date(2024, 1, 29), date(2024, 3, 4)]
