"""The rules of advocacy: each fires on the day of its table and not a day before, whatever it is about."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.as_of import AsOf
from cases.models import Case
from cases.rules import all_rules
from cases.vocabulary import Tier
from tests.advocacy.openings import BY_CODE, OPENS, first_day
from tests.advocacy.stories import (
    fires,
    found,
    letter,
    opinion,
)
from tests.factories import CaseFactory
from tests.reminders.stories import TODAY, D, K, ago, arrest, live_on, log

pytestmark = pytest.mark.django_db


TIERS = list(Tier)
OURS = [one for one in all_rules() if one.find.__module__.startswith("advocacy.")]
REPLAYED = [one for one in OURS if one.replayed]
EACH_TIER = {"R6": (3, 7, 14, 30), "R7": (14, 30, 90, 180), "R17": (2, 5, 10, 30)}


def set_tier(case, tier):
    Case.objects.filter(pk=case.pk).update(tier=tier)


@BY_CODE
def test_it_opens_on_the_day_of_its_table_and_not_a_day_before(a_rule, story, days, case):
    since = story(case)
    assert first_day(a_rule, case, since - timedelta(3)) == days + 3
    (finding,) = found(a_rule, since + timedelta(days), past=True)
    assert finding.due == since + timedelta(days)
    assert finding.scope == f"case:{case.reference}"


@pytest.mark.parametrize(("a_rule", "story", "days"), [one for one in OPENS if one[0].code in EACH_TIER])
def test_it_opens_by_the_tier_of_the_case(a_rule, story, days, case):
    since = story(case)
    for tier, count in zip(TIERS, EACH_TIER[a_rule.code], strict=True):
        set_tier(case, tier)
        assert not fires(a_rule, case, since + timedelta(count - 1))
        assert fires(a_rule, case, since + timedelta(count))


@BY_CODE
@pytest.mark.parametrize("coming", [False, True])
def test_the_past_answers_as_the_present_when_the_day_is_today(a_rule, story, days, coming, case, organisation):
    since = story(case)
    live_on(since + timedelta(days))
    present = sorted(map(repr, found(a_rule, since + timedelta(days), coming=coming)))
    assert present == sorted(map(repr, found(a_rule, since + timedelta(days), past=True, coming=coming)))
    assert present


@BY_CODE
def test_what_is_not_due_yet_is_found_only_when_asked_for(a_rule, story, days, case):
    since = story(case)
    before = since + timedelta(days - 1)
    if a_rule.code not in {"R3", "R5"}:  # these begin on the very day
        assert found(a_rule, before, past=True) == []
        assert [one.due for one in found(a_rule, before, past=True, coming=True)] == [since + timedelta(days)]


@BY_CODE
def test_asked_about_another_case_it_finds_nothing(a_rule, story, days, case):
    since = story(case)
    day = since + timedelta(days)
    assert found(a_rule, day, past=True, case_ids=[case.pk])
    assert found(a_rule, day, past=True, case_ids=[case.pk + 1]) == []


@BY_CODE
def test_a_file_that_nobody_works_on_is_not_looked_at(a_rule, story, days, case):
    story(case)
    Case.objects.filter(pk=case.pk).update(file_state="closed")
    assert found(a_rule, TODAY) == []


@pytest.mark.parametrize("past", [False, True])
@pytest.mark.parametrize("a_rule", OURS, ids=lambda one: one.code)
def test_a_rule_costs_the_same_queries_however_many_cases_there_are(a_rule, past, organisation, advocate):
    for _ in range(3):
        one = CaseFactory(owner=organisation, lead=advocate)
        arrest(one, ago(300))
        letter(one, ago(100), kind="un_communication", procedure="wgad")
        opinion(one, transmitted=ago(300), published=ago(200))
        log(one, K.RELEASE, ago(2), D.EXCHANGE)
    with CaptureQueriesContext(connection) as spent:
        a_rule(AsOf(TODAY, past=past, limits=dict.fromkeys(Tier.values, 30)))
    assert len(spent) <= 4


def test_every_rule_of_the_table_is_there_and_says_what_it_is():
    codes = {"R3", "R4", "R5", "R6", "R7", "R8", "R9", "R10", "R11", "R12", "R17", "R19", "R24", "R25", "R27", "R28"}
    assert {one.code for one in OURS} == codes
    for one in OURS:
        assert one.description, one.code
        assert set(one.days) == set(Tier.values), one.code
        assert one.says.get(""), one.code
