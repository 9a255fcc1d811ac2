"""Help over any page: opened and closed by keyboard, read on within it, the page below untouched."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import KARA_MURZA


@pytest.fixture
def on_the_case(page, live_server, enter, demonstration):
    enter(demonstration.email)
    page.goto(live_server.url + reverse("cases:case", args=[KARA_MURZA]))
    return page.url


def test_it_opens_at_the_page_about_this_one_and_gives_the_focus_back(page, on_the_case):
    link, drawer = page.get_by_role("link", name="Help", exact=True), page.get_by_role("dialog", name="Help")
    link.focus()
    page.keyboard.press("Enter")
    expect(drawer.get_by_role("heading", name="The page of a case")).to_be_focused()
    assert page.url == on_the_case

    drawer.get_by_role("link", name="Logging an update").first.click()
    expect(drawer.get_by_role("heading", name="Logging an update")).to_be_focused()
    drawer.get_by_role("link", name="All of the guide").click()
    expect(drawer.get_by_role("heading", name="Guide", exact=True)).to_be_focused()
    assert page.url == on_the_case

    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(link).to_be_focused()


def test_a_link_to_the_product_and_the_page_itself_leave_the_drawer(page, live_server, on_the_case):
    page.get_by_role("link", name="Help", exact=True).click()
    drawer = page.get_by_role("dialog", name="Help")
    drawer.get_by_role("link", name="Logging an update").first.click()
    expect(drawer.get_by_role("heading", name="Logging an update")).to_be_focused()
    drawer.get_by_role("link", name="Open as a page").click()
    page.wait_for_url(live_server.url + reverse("guide:page", args=["logging-an-update"]))
    expect(page.get_by_role("heading", level=1)).to_have_text("Logging an update")
    page.get_by_role("region", name="Guide").get_by_role("link", name="Today", exact=True).click()
    page.wait_for_url(live_server.url + "/")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_drawer_fits_and_scrolls(page, on_the_case, width):
    page.set_viewport_size({"width": width, "height": 700})
    page.get_by_role("link", name="Help", exact=True).click()
    expect(page.locator(".drawer-title")).to_be_visible()
    box = page.locator("#help").bounding_box()
    assert box["width"] <= width
    assert round(box["x"] + box["width"]) == width
    assert box["height"] == 700
    page.get_by_role("dialog", name="Help").get_by_role("link", name="Open as a page").scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="Close").last).to_be_in_viewport()
