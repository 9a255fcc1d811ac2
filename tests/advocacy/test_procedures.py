"""Procedures as data: the set that is loaded, the versions in force, and what an admin may enter."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from accounts.models import Organisation
from advocacy.clocks import clock_of, falls_due, reply_clock, version_in_force
from advocacy.models import Clock, Procedure
from advocacy.reference import BODIES, PROCEDURES
from advocacy.vocabulary import ClockKind
from tests.advocacy.factories import act

bodies = import_module("advocacy.migrations.0002_reference_bodies")
procedures = import_module("advocacy.migrations.0003_reference_procedures")

pytestmark = pytest.mark.django_db


# --- What is loaded
def test_the_bodies_are_there_from_the_first_migration_on_and_each_part_has_its_whole():
    loaded = {row.slug: row for row in Organisation.objects.select_related("parent")}
    assert loaded.keys() >= {body.slug for body in BODIES}
    for body in BODIES:
        assert (loaded[body.slug].parent.slug if body.parent else "") == body.parent
    assert loaded["us-speha"].parent.name == "US Department of State"
    assert loaded["government-gb"].jurisdiction == loaded["gb-fcdo"].jurisdiction == "GB"
    assert loaded["government-rw"].key == "government of rwanda"
    assert not any(row.works_here for row in loaded.values())


def test_a_private_body_acts_for_no_jurisdiction():
    assert {body.jurisdiction for body in BODIES if body.kind == "ngo"} == {""}
    assert all(body.jurisdiction for body in BODIES if body.kind != "ngo")


def test_loading_twice_changes_nothing_and_keeps_what_an_admin_changed():
    Organisation.objects.filter(slug="wgad").update(name="The working group")
    Procedure.objects.get(key="ced-30").clocks.update(days=15)
    before = Organisation.objects.count(), Procedure.objects.count(), Clock.objects.count()
    bodies.load(apps, None)
    procedures.load(apps, None)
    assert (Organisation.objects.count(), Procedure.objects.count(), Clock.objects.count()) == before
    assert Organisation.objects.get(slug="wgad").name == "The working group"
    assert Procedure.objects.get(key="ced-30").clocks.get().days == 15


def test_a_body_that_was_entered_before_under_another_short_name_is_taken_for_the_same():
    Organisation.objects.filter(slug="gb-fcdo").update(slug="foreign-office")
    bodies.load(apps, None)
    assert not Organisation.objects.filter(slug="gb-fcdo").exists()


def test_the_migrations_take_out_again_what_nothing_hangs_on(case):
    gb, wgad = Organisation.objects.get(slug="government-gb"), Organisation.objects.get(slug="wgad")
    action = act(case, actors=[wgad], addressee=gb, procedure="special-procedures", sent="2020-09-30")
    procedures.unload(apps, None)
    bodies.unload(apps, None)
    assert list(Procedure.objects.values_list("key", flat=True)) == ["special-procedures"]
    left = set(Organisation.objects.values_list("slug", flat=True)) & {body.slug for body in BODIES}
    assert left == {"government-gb", "wgad", "un-special-procedures", "un"}
    assert [actor.slug for actor in action.actors.all()] == ["wgad"]


# --- The clocks
@pytest.mark.parametrize(
    ("key", "day", "kind", "due", "checked"),
    [
        ("special-procedures", "2020-09-30", ClockKind.REPLY, "2020-11-29", True),
        ("wgad", "2011-02-03", ClockKind.REPLY, "2011-05-04", False),
        ("wgad", "2016-07-11", ClockKind.REPLY, "2016-10-09", False),
        ("wgad", "2016-07-12", ClockKind.REPLY, "2016-09-10", True),
        ("wgad", "2024-03-22", ClockKind.FOLLOW_UP, "2024-09-22", False),
        ("wgad", "2024-03-22", ClockKind.REVIEW_REQUEST, "2024-05-22", False),
        ("wgad-urgent", "2024-01-01", ClockKind.CHASE, "2024-01-31", True),
        ("wgeid-urgent", "2023-02-28", ClockKind.WINDOW, "2023-05-28", True),
        ("ced-30", "2024-01-01", ClockKind.REPLY, "2024-01-15", True),
        ("hrc", "2021-01-31", ClockKind.REPLY, "2021-07-31", False),
        ("hrc", "2021-01-01", ClockKind.FOLLOW_UP, "2021-06-30", False),
        ("ecthr", "2022-01-31", ClockKind.WINDOW, "2022-07-31", False),
        ("ecthr", "2022-02-01", ClockKind.WINDOW, "2022-06-01", False),
        ("levinson", "2023-12-12", ClockKind.CHASE, "2024-02-10", True),
        ("magnitsky", "2022-10-01", ClockKind.CHASE, "2022-11-30", True),
        ("section-1263d", "2022-10-01", ClockKind.REPLY, "2023-01-29", True),
        ("consular", "2024-01-01", ClockKind.CHASE, "2024-01-31", True),
        ("osce-vienna", "2024-03-22", ClockKind.REPLY, "2024-04-01", True),
    ],
)
def test_each_clock_falls_due_by_the_version_of_its_day(key, day, kind, due, checked):
    start = date.fromisoformat(day)
    limit = clock_of(version_in_force(key, start), kind)
    assert (falls_due(limit, start).isoformat(), limit.checked) == (due, checked)


def test_before_july_2016_no_follow_up_was_asked_for():
    assert clock_of(version_in_force("wgad", date(2011, 5, 5)), ClockKind.FOLLOW_UP) is None


def test_nobody_owes_a_reply_under_the_levinson_act_or_to_a_magnitsky_submission():
    for key in ("levinson", "magnitsky", "consular", "wgad-urgent"):
        assert reply_clock(version_in_force(key, date(2023, 4, 20))).kind == ClockKind.CHASE
    assert reply_clock(version_in_force("amnesty-ua", date(2023, 4, 20))) is None


def test_what_a_procedure_calls_unchecked_makes_it_unchecked():
    for version in PROCEDURES:
        said = "unchecked" in version.rules or not all(limit.checked for limit in version.clocks)
        assert version.checked != said, version.name


# --- What an admin enters
def posted(*clocks, **fields):
    """The form of a new procedure with its clocks, as a browser sends it."""
    data = {
        "key": "letter",
        "name": "A letter",
        "body": "",
        "valid_from": "",
        "valid_until": "",
        "rules": "",
        "source": "",
    }
    data |= fields
    data |= {"clocks-TOTAL_FORMS": len(clocks), "clocks-INITIAL_FORMS": 0}
    for number, clock in enumerate(clocks):
        row = {"kind": "reply", "start": "sent", "days": "", "months": "", "longest_extension_days": "", **clock}
        data |= {f"clocks-{number}-{name}": value for name, value in row.items()}
    return data


@pytest.fixture
def add(client, admin):
    client.force_login(admin)

    def add(*clocks, **fields):
        answer = client.post(reverse("admin:advocacy_procedure_add"), posted(*clocks, **fields))
        return "" if answer.status_code == 302 else answer.content.decode()

    return add


def test_an_admin_adds_a_procedure_with_two_clocks(add):
    assert add({"days": "30"}, {"kind": "follow_up", "start": "transmitted", "months": "6"}) == ""
    made = Procedure.objects.get(key="letter")
    assert {(one.kind, one.days, one.months) for one in made.clocks.all()} == {
        ("reply", 30, None),
        ("follow_up", None, 6),
    }


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        ({"days": "-60"}, "A clock counts forward: write 1 or more."),
        ({"days": "0"}, "A clock counts forward: write 1 or more."),
        ({"months": "-1"}, "A clock counts forward: write 1 or more."),
        ({"days": "60", "longest_extension_days": "-1"}, "A clock counts forward: write 1 or more."),
        ({"days": "60", "months": "2"}, "Days and months are both filled in"),
        ({"start": "transmitted"}, "Say how long it runs"),
        ({"days": "sixty"}, "Write a whole number, such as 60."),
        ({"days": "40000"}, "This is longer than any procedure"),
    ],
)
def test_a_clock_that_cannot_be_is_refused_in_words(add, clock, words):
    page = add(clock)
    assert page.count(words) == 1
    assert "Constraint" not in page
    assert not Procedure.objects.filter(key="letter").exists()


def test_a_version_that_ends_before_it_begins_is_refused_in_words(add):
    page = add({"days": "60"}, valid_from="2020-02-01", valid_until="2020-01-31")
    assert page.count("This version would end before it began") == 1
    assert "Constraint" not in page
    assert not Procedure.objects.filter(key="letter").exists()
    assert add({"days": "60"}, valid_from="2020-02-01", valid_until="2020-02-01") == ""


@pytest.mark.parametrize("start", ["", "2016-07-12"])
def test_two_versions_that_begin_on_one_day_are_refused_in_words(add, start):
    page = add({"days": "60"}, key="wgad", valid_from=start)
    assert page.count("There is a version of this procedure that begins on this day") == 1
    assert "Constraint" not in page


def test_a_changed_clock_counts_for_what_is_sent_later_and_moves_no_deadline(case, client, admin):
    earlier = act(case, sent="2020-09-30", procedure="special-procedures")
    limit = Clock.objects.get(procedure__key="special-procedures")
    client.force_login(admin)
    page = reverse("admin:advocacy_procedure_change", args=[limit.procedure_id])
    data = posted({"days": "90"}, key="special-procedures", name="Letters")
    data |= {"clocks-INITIAL_FORMS": 1, "clocks-0-id": limit.pk, "clocks-0-procedure": limit.procedure_id}
    assert client.post(page, data).status_code == 302
    earlier.refresh_from_db()
    assert earlier.due_on == date(2020, 11, 29)
    assert act(case, sent="2020-09-30", procedure="special-procedures").due_on == date(2020, 12, 29)
    assert limit.history.first().history_user == admin
