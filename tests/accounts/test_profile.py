"""One's own profile: name, time zone, language, reminders."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.time_zones import time_zone_choices
from core.models import Event

PROFILE = {
    "name": "Ada Advocate",
    "time_zone": "Asia/Tehran",
    "language": "en-gb",
    "daily_digest": "on",
    "digest_hour": "9",
    "single_keys": "on",
}


@pytest.fixture
def as_advocate(client, advocate):
    client.force_login(advocate)
    return client


def test_a_profile_is_saved_and_kept_on_the_trail_by_the_names_of_its_fields_alone(as_advocate, advocate):
    page = as_advocate.post("/profile/", {**PROFILE, "name": "Ada Ainsworth"}, follow=True).content.decode()
    assert "Your profile is saved." in page
    advocate.refresh_from_db()
    assert (advocate.name, advocate.time_zone, advocate.digest_hour) == ("Ada Ainsworth", "Asia/Tehran", 9)
    assert advocate.daily_digest
    assert not advocate.mail_critical_at_once
    event = Event.objects.get(target=advocate.reference)
    assert event.facts == {"fields": ["name", "time_zone", "digest_hour", "mail_critical_at_once"]}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"time_zone": "Europe/Atlantis"}, "“Europe/Atlantis” is no time zone. Write one such as Europe/London."),
        ({"time_zone": "../../etc/passwd"}, "is no time zone."),
        ({"time_zone": "Europe"}, "is no time zone."),
        ({"digest_hour": "24"}, "Choose an hour from 0 to 23."),
        ({"digest_hour": "-1"}, "Choose an hour from 0 to 23."),
        ({"digest_hour": "nine"}, "Choose an hour from 0 to 23."),
        ({"name": ""}, "Write a name."),
        ({"language": "xx"}, "Select a valid choice"),
    ],
)
def test_a_bad_answer_is_explained_and_nothing_is_saved(as_advocate, advocate, wrong, said):
    page = as_advocate.post("/profile/", {**PROFILE, "daily_digest": "", **wrong}).content.decode()
    assert said in page
    advocate.refresh_from_db()
    assert (advocate.time_zone, advocate.digest_hour, advocate.daily_digest) == ("UTC", 7, True)


def test_role_and_organisation_cannot_be_changed_by_oneself(as_advocate, advocate, outsider):
    as_advocate.post(
        "/profile/", {**PROFILE, "role": "admin", "organisation": outsider.organisation_id, "email": "x@y.org"}
    )
    after = User.objects.get(pk=advocate.pk)
    assert (after.role, after.organisation, after.email) == (advocate.role, advocate.organisation, advocate.email)


def test_pages_come_in_the_language_chosen(as_advocate):
    assert '<html lang="en-gb" dir="ltr">' in as_advocate.get("/profile/").content.decode()
    as_advocate.post("/profile/", {**PROFILE, "language": "fa"})
    assert '<html lang="fa" dir="rtl">' in as_advocate.get("/profile/").content.decode()


def test_a_time_zone_that_is_no_place_is_still_offered_to_who_has_it(as_advocate, advocate):
    User.objects.filter(pk=advocate.pk).update(time_zone="Etc/GMT+5")
    assert '<option value="Etc/GMT+5" selected>' in as_advocate.get("/profile/").content.decode()


def test_places_are_offered_by_area_and_aliases_are_not():
    offered = {value for _, group in time_zone_choices()[1:] for value, _ in group}
    assert {"Europe/Moscow", "Asia/Tehran", "America/Argentina/Buenos_Aires"} <= offered
    assert not offered & {"GB", "Etc/UTC", "posix/Europe/London"}


def test_the_local_day_is_the_day_where_the_person_is(advocate):
    late = datetime(2023, 4, 20, 21, 30, tzinfo=UTC)
    advocate.time_zone = "Asia/Tehran"
    assert advocate.local_day(late).day == 21
    advocate.time_zone = "America/New_York"
    assert advocate.local_day(late).day == 20


def test_the_database_refuses_an_hour_that_no_day_has(advocate):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=advocate.pk).update(digest_hour=24)
