"""The tour of the demonstration: from stop to stop, ticked off for oneself, hidden for good."""

import re
from html import unescape

import pytest
from django.urls import reverse

from accounts.models import User
from accounts.permissions import Role
from cases.models import Case
from core import slots
from demo import tour
from demo.models import TourMark
from demo.people import address
from tests.demo.test_demonstration import signed_in

TOUR = reverse("demo:tour")


@pytest.fixture
def touring(first_day, client, monkeypatch):
    """The advocate on the first day, with the tour as the app wires it."""
    monkeypatch.setitem(slots._fillers, "today-tour", [(0, tour.on_today)])
    monkeypatch.setitem(slots._fillers, "banner", [(0, tour.strip)])
    return signed_in(client)


def today(client):
    return client.get("/").content.decode()


def links(page):
    part = page.partition('<section class="panel tour-stops"')[2].partition("</section>")[0]
    return [unescape(link) for link in re.findall(r'href="([^"]+)"', part)]


def test_it_leads_from_stop_to_stop_and_ticks_each_one_off(touring, client):
    assert links(today(client)) == [stop.url for stop in tour.STOPS]
    at = tour.STOPS[0].url
    for number, stop in enumerate(tour.STOPS, start=1):
        page = client.get(at)
        assert page.status_code == 200
        assert f"{number} of 6 · {stop.label}." in page.content.decode()
        if stop.anchor:
            assert f'id="{stop.anchor[1:]}"' in page.content.decode()
        answer = client.post(TOUR, {"seen": stop.name})
        at = answer.headers["Location"]
        assert today(client).count('<li class="is-seen">') == number
    assert at == "/"
    assert "You have seen all of it." in today(client)


def test_a_stop_ticked_twice_is_ticked_once_and_what_is_no_stop_not_at_all(touring, client):
    for name in ("case", "case", "nonsense", ""):
        client.post(TOUR, {"seen": name})
    assert list(TourMark.objects.values_list("user", "name")) == [(touring.pk, "case")]


def test_hidden_it_stays_hidden_for_that_person_alone(touring, client):
    assert client.post(TOUR, {"seen": "hidden"}).headers["Location"] == "/"
    assert "tour-stops" not in today(client)
    client.force_login(User.objects.get(email=address(Role.STAFF)))
    assert "tour-stops" in today(client)


def test_whoever_logs_no_updates_is_not_led_there(touring, client):
    viewer = signed_in(client, Role.VIEWER)
    assert len(links(today(client))) == 5
    assert tour.following(viewer, "gaps") is None
    client.post(TOUR, {"seen": "update"})
    assert not TourMark.objects.exists()


def test_there_is_no_strip_on_a_page_that_the_tour_did_not_lead_to(touring, client):
    for query in ("", "?tour=", "?tour=nonsense"):
        assert '<section class="tour ' not in client.get(reverse("sanctions:gaps") + query).content.decode()


def test_it_begins_at_the_case_that_the_facts_tell_of(first_day):
    assert Case.objects.filter(reference=tour.KARA_MURZA, prisoner__name="Vladimir Kara-Murza").exists()
