"""The case page in a browser: the bar that stays, the timeline narrowed in place, the rail, the sheet of paper."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import KARA_MURZA

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture
def opened(page, live_server, enter, demonstration):
    """Kara-Murza's case, as who leads it sees it."""
    enter(demonstration.email)
    page.set_viewport_size(DESK)
    page.goto(live_server.url + reverse("cases:case", args=[KARA_MURZA]))
    return page


def test_the_bar_stays_when_the_header_is_gone_and_its_button_opens_the_box(opened):
    bar = opened.locator("#case-bar .case-bar-row")
    expect(bar).to_be_hidden()
    opened.locator(".timeline .entry").last.scroll_into_view_if_needed()
    expect(bar).to_be_in_viewport()
    bar.get_by_role("link", name="Log an update").click()
    box = opened.locator("#log-form :is(select, input:not([type=hidden]))").first
    expect(box).to_be_in_viewport()
    under = bar.bounding_box()
    if under:  # the header may be in sight again
        assert box.bounding_box()["y"] >= under["y"] + under["height"]


def test_the_timeline_is_narrowed_in_place_said_aloud_and_in_the_address(opened):
    said, chip = opened.locator("#timeline-said"), opened.locator("#kind-court")
    expect(said).to_be_empty()
    all_of_them = opened.locator("#timeline .entry").count()
    chip.focus()
    opened.keyboard.press("Enter")
    expect(said).to_have_text(re.compile(r"^\d+ of \d+ entries: Court$"))
    expect(opened.locator("#kind-court")).to_be_focused()
    expect(opened.locator("#kind-court")).to_have_attribute("aria-current", "true")
    assert opened.url.endswith("?kind=court")
    assert opened.locator("#timeline .entry").count() < all_of_them
    opened.go_back()
    expect(opened.locator("#timeline .entry")).to_have_count(all_of_them)


def test_the_rail_is_open_beside_the_timeline_and_folded_on_a_phone(opened):
    people = opened.locator("#case-aside").get_by_role("link", name="Vladimir Kara-Murza")
    expect(people).to_be_visible()
    opened.set_viewport_size(PHONE)
    expect(people).to_be_hidden()
    opened.locator("#case-aside summary", has_text="People").click()
    expect(people).to_be_visible()


def test_on_paper_everything_folded_is_told_under_its_heading_and_nothing_to_press(opened):
    for size in (DESK, {"width": 718, "height": 1000}):  # the second is a sheet of A4 between its margins
        opened.set_viewport_size(size)
        opened.emulate_media(media="print")
        expect(opened.locator("#paper-mark")).to_be_visible()
        expect(opened.locator("#paper-mark")).to_contain_text(KARA_MURZA)
        for heading in ("Coming up", "Acts by state", "People"):
            shown = opened.locator("#case-aside").get_by_role("heading", name=heading)
            expect(shown).to_be_visible()
            assert shown.bounding_box()["width"] > 20
        for gone in ("#log-box", "#case-bar", "nav.tabs", ".timeline-filter", ".entry-menu", "#case-alerts"):
            expect(opened.locator(gone).first).to_be_hidden()
        opened.emulate_media(media="screen")
