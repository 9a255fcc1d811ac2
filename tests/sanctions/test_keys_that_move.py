"""Canada renumbers its items: a key that comes to mean somebody else is not taken for the same person."""

from datetime import date

import pytest

from sanctions.lists.likeness import share_a_name
from sanctions.models import Designation, Entry, Match
from sanctions.services.deciding import decide
from tests.factories import OfficialFactory
from tests.sanctions.factories import confirmed, source
from tests.sanctions.lists import applied, canada, record

pytestmark = pytest.mark.django_db

BEFORE, AFTER = date(2022, 12, 1), date(2023, 2, 1)
JUDGE, ANOTHER = ("Lenskaya", "Elena Anatolievna"), ("Kozlov", "Ilya Pavlovich")


@pytest.fixture
def judge():
    return OfficialFactory(name="Elena Anatolievna Lenskaya")


def imported(admin, *names, dated=AFTER):
    """A list whose first items are these."""
    records = [record(item, *name) for item, name in enumerate(names, start=1)]
    return applied(canada(*records), admin, dated=dated, why="A test")


def item(number) -> Entry:
    return source("ca").entries.get(list_id=f"russia/1/{number}")


def test_a_designation_does_not_become_that_of_whoever_has_the_number_now(admin, judge):
    imported(admin, JUDGE, dated=BEFORE)
    match = confirmed(judge, item(1), admin)
    known = Designation.objects.values().get()
    imported(admin, ANOTHER, JUDGE)
    assert item(1).name == "Ilya Pavlovich Kozlov"
    assert Designation.objects.values().get() == known
    assert list(Match.objects.open()) == [match]  # a person is asked
    decide(match=match, decision="not_same", by=admin)
    assert not Designation.objects.exists()


def test_an_item_that_only_changed_its_spelling_stays_in_step(admin, judge):
    imported(admin, JUDGE, dated=BEFORE)
    confirmed(judge, item(1), admin)
    records = [record(1, "LENSKAYA", "Yelena Anatolyevna", listed="2022-11-10")]
    applied(canada(*records), admin, dated=AFTER)
    assert Designation.objects.get().listed_on == date(2022, 11, 10)
    assert item(1).first_seen_on == BEFORE


def test_whoever_has_the_number_now_is_known_since_that_import_only(admin):
    imported(admin, JUDGE, dated=BEFORE)
    snapshot = imported(admin, ANOTHER, JUDGE)
    assert (snapshot.changed, snapshot.added) == (1, 1)
    assert item(1).first_seen_on == AFTER


def test_an_older_list_tells_nothing_of_whoever_has_the_number_now(admin):
    imported(admin, ANOTHER, JUDGE, dated=AFTER)
    imported(admin, JUDGE, JUDGE, dated=BEFORE)
    assert item(1).first_seen_on == AFTER  # the number meant somebody else then
    assert item(2).first_seen_on == BEFORE


@pytest.mark.parametrize(
    ("some", "others", "same"),
    [
        (["Elena Anatolievna Lenskaya"], ["Yelena LENSKAYA"], True),
        (["Елена Анатольевна Ленская"], ["Elena Anatolievna LENSKAYA"], True),
        (["Sergei Ivanovich Petrov"], ["Sergei Ivanovich Kozlov"], False),
        (["Ilya Kozlov"], ["Alexei Kozlov"], False),
        (["Sergei Kozlov"], ["Sergei"], False),
        (["A One", "Ivan Ivanov"], ["B Two", "Ivanov, Ivan"], True),
        ([], ["Ivan Ivanov"], False),
    ],
)
def test_whether_two_records_share_a_name(some, others, same):
    assert share_a_name(some, others) is same
    assert share_a_name(others, some) is same
