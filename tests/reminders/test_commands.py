"""`manage.py evaluate_rules`."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command

from reminders.models import Alert, Message
from tests.reminders.stories import TODAY, ago

pytestmark = pytest.mark.django_db


def run(capsys, *arguments):
    call_command("evaluate_rules", *arguments)
    out, err = capsys.readouterr()
    return out.splitlines(), err


def test_it_runs_the_rules_of_today_and_says_what_is_open(quiet_case, capsys):
    lines, said = run(capsys)
    assert [line.split()[0] for line in lines] == ["R1", "R2", "R16a"]
    assert said == "3 open: 3 opened, 0 cleared, 0 moved up.\n"
    assert Alert.objects.count() == 3


def test_run_twice_in_a_day_it_leaves_the_same_and_writes_no_second_mail(quiet_case, capsys):
    type(quiet_case).objects.update(tier="critical")
    first, _said = run(capsys, "--json")
    messages = list(Message.objects.values_list("key", flat=True))
    second, said = run(capsys, "--json")
    assert first == second
    assert messages
    assert list(Message.objects.values_list("key", flat=True)) == messages
    assert said == "4 open: 0 opened, 0 cleared, 0 moved up.\n"


def test_a_dry_run_changes_nothing(quiet_case, capsys):
    lines, said = run(capsys, "--dry-run")
    assert len(lines) == 3
    assert "nothing was changed" in said
    assert not Alert.objects.exists()


@pytest.mark.parametrize(("day", "codes"), [(ago(50), []), (ago(30), ["R1", "R2", "R16a"]), (ago(39), ["R2"])])
def test_another_day_is_shown_and_not_lived(quiet_case, capsys, day, codes):
    lines, _said = run(capsys, "--on", day.isoformat(), "--json")
    assert [json.loads(line)["code"] for line in lines] == codes
    assert not Alert.objects.exists()


def test_a_line_says_rule_subject_and_days(quiet_case, capsys):
    lines, _said = run(capsys, "--json", "--dry-run")
    assert json.loads(lines[2]) == {
        "date": TODAY.isoformat(),
        "code": "R16a",
        "rule": "out-of-contact",
        "scope": f"case:{quiet_case.reference}",
        "subject": quiet_case.reference,
        "since": ago(60).isoformat(),
        "due": (ago(60) + timedelta(30)).isoformat(),
        "until": None,
        "told": ["lead"],
    }
