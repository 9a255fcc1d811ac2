"""The five journeys in five ways: mouse, keyboard alone, no JavaScript, a phone, and Persian from right to left."""

import pytest
from django.urls import reverse

from accounts.models import User
from accounts.permissions import Role
from demo.people import address
from tests.browser import journeys
from tests.browser.hands import Fingers, Keyboard, Mouse
from tests.factories import PASSWORD

DESK = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
WAYS = {
    "mouse": (Mouse, DESK),
    "keyboard": (Keyboard, DESK),
    "no-script": (Mouse, {**DESK, "java_script_enabled": False}),
    "phone": (Fingers, PHONE),
    "persian": (Mouse, {**DESK, "locale": "fa-IR"}),
}
WHO = {journeys.assign_several: Role.STAFF, journeys.review_a_match: Role.ADMIN}


@pytest.fixture(params=WAYS)
def way(request):
    return request.param


@pytest.fixture
def browser_context_args(browser_context_args, way):
    return {**browser_context_args, **WAYS[way][1]}


@pytest.fixture
def hands(page, way):
    return WAYS[way][0](page, "fa" if way == "persian" else "en-gb")


@pytest.mark.parametrize("journey", journeys.JOURNEYS, ids=lambda journey: journey.__name__)
def test_journey(journey, way, hands, live_server, demonstration):
    email = address(WHO.get(journey, Role.ADVOCATE))
    User.objects.filter(email=email).update(language=hands.language)
    hands.come_in(live_server.url + reverse("account_login"), email, PASSWORD)
    if way == "persian":
        assert hands.page.locator("html").get_attribute("dir") == "rtl"
    journey(hands, demonstration)
