"""One key for each answer in the review queue: on to the next match and back, and never while somebody types."""

import pytest
from playwright.sync_api import expect

from accounts.permissions import Role
from sanctions.models import Match
from tests.factories import PASSWORD, CaseFactory, UserFactory
from tests.sanctions.factories import entry, involve, match


@pytest.fixture
def two(enter):
    """Two proposals, and an admin who has signed in."""
    admin = UserFactory(role=Role.ADMIN, password=PASSWORD)
    case = CaseFactory(owner=admin.organisation, lead=admin)
    found = [match(involve(case, by=admin).official, entry(f"Name {score}"), score) for score in (0.97, 0.9)]
    enter(admin.email)
    return found


def test_a_key_answers_and_another_takes_it_back(page, live_server, two):
    first, second = two
    page.goto(live_server.url + first.get_absolute_url())
    page.keyboard.press("n")
    page.wait_for_url(f"**{second.get_absolute_url()}?done={first.reference}")
    expect(page.get_by_role("status")).to_contain_text("Not the same")
    page.keyboard.press("z")
    page.wait_for_url(f"**{first.get_absolute_url()}")
    expect(page.get_by_role("heading", name="Are they the same?")).to_be_visible()
    page.keyboard.press("j")
    page.wait_for_url(f"**{second.get_absolute_url()}")
    page.keyboard.press("k")
    page.wait_for_url(f"**{first.get_absolute_url()}")


def test_typing_a_reason_answers_nothing_and_a_chord_is_the_browsers_own(page, live_server, two):
    page.goto(live_server.url + two[0].get_absolute_url())
    page.locator("textarea").press_sequentially("snu")
    page.locator("h1").click()
    page.keyboard.press("Control+u")
    expect(page.locator("textarea")).to_have_value("snu")
    assert not Match.objects.exclude(decision="").exists()


def test_switched_off_no_key_answers_and_the_buttons_do(page, live_server, two):
    first, second = two
    page.goto(live_server.url + first.get_absolute_url())
    page.get_by_role("button", name="Switch the single keys off").click()
    page.keyboard.press("s")
    expect(page.locator("main kbd")).to_have_count(0)
    page.get_by_role("button", name="Same", exact=True).click()
    page.wait_for_url(f"**{second.get_absolute_url()}?done={first.reference}")
