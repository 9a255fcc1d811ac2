"""Every page as other eyes, hands and networks meet it: WCAG 2.2 AA, light and dark, Persian, a phone, a thin line.

Each page is opened once in a look, and all that can be asked of it is asked then.
"""

import functools
import gzip
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import expect

from accounts.models import User
from tests.browser import every_page, looking
from tests.browser.looking import COLOURS, DESK, ENLARGED, PHONE, WCAG, axe, narrow

# What a page asks for once it is open: the live counts.
STILL_TO_COME = "[hx-trigger=load]"
FIRST_VISIT, NEXT_PAGE = 100_000, 20_000
#: Pages of somebody who came with a link that is no more.
STATUS = {"accounts:invitation-accept": 410}
#: Bytes of a screenshot on which there is nothing to see.
BLANK = 6_000


@pytest.fixture
def browser_context_args(browser_context_args):
    """Without transitions: a colour on its way from light to dark has the contrast of neither."""
    return {**browser_context_args, "reduced_motion": "reduce", "viewport": DESK}


@pytest.fixture
def look(page, context, live_server, demonstration):
    """Ask every page of a half (0, 1) or of all: `question(page, answer)` yields what is wrong with one."""

    def look(question, part=slice(None)):
        world, faults = every_page.Demonstration(), []
        page.set_viewport_size(DESK)
        page.set_default_timeout(30_000)  # the replay is made anew when it is first opened
        for one in every_page.pages(world)[part]:
            sign_in(context, live_server.url, one.role and world.people[one.role])
            answer = page.goto(live_server.url + one.path)
            if answer.status != STATUS.get(one.name, 200) or urlsplit(page.url).path != urlsplit(one.path).path:
                faults.append(f"{one.name}: {answer.status} at {page.url}")
                continue
            expect(page.locator(STILL_TO_COME)).to_have_count(0)
            page.evaluate(looking.UNFOLD)
            faults += [f"{one.name} ({one.path}) {fault}" for fault in question(page, answer)]
        assert not faults, f"{len(faults)} faults:\n" + "\n".join(faults)

    return look


@pytest.fixture
def answers(page):
    """What came over the wire since the page was asked for."""
    came = []
    page.on("request", lambda request: came.clear() if request.is_navigation_request() else None)
    page.on("response", lambda answer: came.append(answer))
    return came


@pytest.mark.parametrize("part", [slice(0, None, 2), slice(1, None, 2)], ids=["one half", "the other"])
def test_in_light_every_page_is_whole_narrow_enlarged_longer_light_of_weight_and_ours_alone(page, look, answers, part):
    look(lambda page, answer: in_light(page, answer, answers), part)


def test_in_the_dark_every_colour_can_be_told_from_what_is_behind_it(page, look):
    page.emulate_media(color_scheme="dark")
    look(lambda page, answer: axe(page, COLOURS))


def test_in_persian_on_a_phone_every_page_runs_from_right_to_left_within_its_width(page, look, demonstration):
    User.objects.update(language="fa")
    look(in_persian)


def in_light(page, answer, answers):
    yield from guarded(answer)
    yield from page.evaluate(looking.PRESENT)
    if len(page.screenshot()) < BLANK:
        yield "nothing to see"
    yield from axe(page, WCAG)
    yield from weighed(page, answers)
    yield from narrow(page, ENLARGED, PHONE)
    page.evaluate(looking.LENGTHEN)
    yield from [f"longer: {fault}" for fault in narrow(page, PHONE, ENLARGED, DESK)]


def in_persian(page, answer):
    if page.evaluate("document.documentElement.dir") != "rtl" and page.locator(".user-menu").count():
        yield "not from right to left"
    yield from narrow(page, PHONE)
    yield from axe(page, WCAG)
    yield from narrow(page, DESK)


def guarded(answer):
    policy = answer.headers.get("content-security-policy", "")
    if "default-src 'none'" not in policy or "unsafe-" in policy:
        yield f"policy: {policy or 'none'}"
    if answer.headers.get("cache-control") != "no-store":
        yield "may be kept by a browser"


def weighed(page, answers):
    """At most so many bytes over the wire: on a first visit with all it has, on a later one without static files."""
    static = [address for address in page.evaluate(looking.STATIC) if is_static(address)]
    fresh = [answer for answer in answers if not is_static(answer.url)]
    if elsewhere := [answer.url for answer in answers if urlsplit(answer.url).netloc != urlsplit(page.url).netloc]:
        yield f"asked of others: {elsewhere}"
    later = sum(answer.request.sizes()["responseBodySize"] for answer in fresh)
    first = later + sum(weight_of(urlsplit(address).path) for address in static)
    if later > NEXT_PAGE:
        yield f"{later} bytes over the wire"
    if first > FIRST_VISIT:
        yield f"{first} bytes on a first visit"


def is_static(address):
    return urlsplit(address).path.startswith(settings.STATIC_URL)


@functools.cache
def weight_of(path):
    """As WhiteNoise sends it."""
    return len(gzip.compress(Path(finders.find(path.removeprefix(settings.STATIC_URL))).read_bytes()))


def sign_in(context, site, person):
    context.clear_cookies()
    if person is not None:
        client = Client()
        client.force_login(person)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site}])
