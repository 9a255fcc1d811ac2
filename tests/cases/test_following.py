"""Following a case: what changes on it comes to Today, to nobody else's knowledge, and only of what one may see."""

from datetime import date

import pytest

from cases.models import Follow
from core.models import Event
from tests.factories import CaseFactory, UserFactory
from tests.reminders.stories import arrest

pytestmark = pytest.mark.django_db


@pytest.fixture
def follower(client, organisation):
    person = UserFactory(organisation=organisation)
    client.force_login(person)
    return person


@pytest.fixture
def case(organisation, advocate):
    return CaseFactory(owner=organisation, lead=advocate)


def follow_url(case):
    return f"{case.get_absolute_url()}follow/"


def test_a_case_is_followed_once_however_often_it_is_asked_and_no_longer_likewise(client, follower, case):
    for _time in range(2):
        assert client.post(follow_url(case), {"on": "1"}).url == case.get_absolute_url()
    assert Follow.objects.filter(case=case, user=follower).count() == 1
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Follow no longer" in page
    for _time in range(2):
        client.post(follow_url(case), {"on": "0"})
    assert not Follow.objects.exists()
    said = list(
        Event.objects.filter(target=case.reference, by=follower).order_by("pk").values_list("action", flat=True)
    )
    assert said == ["follow", "unfollow"]


def test_with_htmx_only_the_button_comes_back(client, follower, case):
    answer = client.post(follow_url(case), {"on": "1"}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "<html" not in answer.content.decode()
    assert 'value="0"' in answer.content.decode()


def test_what_changed_on_a_followed_case_stands_on_today_and_the_list_has_it(client, follower, case):
    arrest(case, date(2023, 4, 11))
    assert case.prisoner.name not in client.get("/").content.decode()
    client.post(follow_url(case), {"on": "1"})
    assert case.prisoner.name in client.get("/").content.decode()
    assert case.prisoner.name in client.get("/cases/?only=followed").content.decode()


def test_what_one_may_not_see_cannot_be_followed(client, case):
    client.force_login(UserFactory())
    assert client.post(follow_url(case), {"on": "1"}).status_code == 404
    assert not Follow.objects.exists()


def test_whoever_leads_a_case_is_not_asked_to_follow_it(client, case, advocate):
    client.force_login(advocate)
    page = client.get(case.get_absolute_url()).content.decode()
    assert follow_url(case) not in page
