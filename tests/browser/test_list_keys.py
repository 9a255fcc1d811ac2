"""The case list by keyboard and a case beside it; the find box over any page; and never while somebody types."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import User
from accounts.permissions import Role
from tests.browser.conftest import KARA_MURZA
from tests.cases.worlds import make_case
from tests.factories import PASSWORD, UserFactory

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
FOCUSED = "document.activeElement.textContent.trim()"
NAMES = ["Ana First", "Bela Second", "Chen Third"]


@pytest.fixture
def staff(enter):
    """Somebody who may assign, with three cases of their own."""
    staff = UserFactory(role=Role.STAFF, password=PASSWORD)
    for name in NAMES:
        make_case(staff.organisation, name, lead=staff)
    enter(staff.email)
    return staff


@pytest.fixture
def listed(page, live_server, staff):
    """The list by name, its counts there."""
    page.set_viewport_size(DESK)
    page.goto(live_server.url + reverse("cases:case-list") + "?sort=name")
    expect(page.locator("#facets .facet-total")).to_be_visible()
    return page


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def focused(page):
    return page.evaluate(FOCUSED)


def test_j_and_k_go_from_name_to_name_and_enter_opens(listed):
    press(listed, "j")
    assert focused(listed) == NAMES[0]
    press(listed, "j", "j", "j")
    assert focused(listed) == NAMES[2]
    press(listed, "k")
    assert focused(listed) == NAMES[1]
    expect(listed.locator("tr.is-here")).to_have_count(1)
    press(listed, "Enter")
    listed.wait_for_url(re.compile(r"/cases/RU-[^/]+/$"))
    expect(listed.locator("h1")).to_have_text(NAMES[1])


def test_on_a_persian_keyboard_the_same_places_do_the_same(listed):
    pressed = "new KeyboardEvent('keydown', {key: 'ت', code: 'KeyJ', bubbles: true})"
    listed.evaluate(f"document.body.dispatchEvent({pressed})")
    assert focused(listed) == NAMES[0]


def test_x_ticks_slash_searches_and_what_is_typed_there_is_text(listed):
    press(listed, "j", "j", "x")
    expect(listed.get_by_label(f"Tick {NAMES[1]}")).to_be_checked()
    expect(listed.get_by_label(f"Tick {NAMES[0]}")).not_to_be_checked()
    press(listed, "/")
    box = listed.locator(".filter-boxes [name=q]")
    expect(box).to_be_focused()
    listed.keyboard.type("jkxp?/")
    expect(box).to_have_value("jkxp?/")
    expect(listed.locator("#list-keys")).to_be_hidden()
    expect(listed.get_by_label(f"Tick {NAMES[1]}")).to_be_checked()


def test_a_chord_is_the_browsers_own(listed):
    press(listed, "Alt+j", "Control+j", "Meta+j")
    expect(listed.locator("tr.is-here")).to_have_count(0)


def test_the_question_mark_shows_the_keys_and_the_profile_switches_them_off(listed, staff):
    press(listed, "?")
    keys = listed.get_by_role("dialog", name="Keys on this page")
    expect(keys).to_be_visible()
    press(listed, "j")
    expect(listed.locator("tr.is-here")).to_have_count(0)
    keys.get_by_role("link", name="Switch them off in your profile").click()
    listed.get_by_label("Single keys in lists").uncheck()
    listed.get_by_role("button", name="Save").click()
    expect(listed.locator("#messages")).to_contain_text("Your profile is saved.")
    assert not User.objects.get(pk=staff.pk).single_keys
    listed.goto(listed.url.replace(reverse("accounts:profile"), reverse("cases:case-list")))
    press(listed, "j", "?")
    expect(listed.locator("tr.is-here")).to_have_count(0)
    expect(listed.locator("#list-keys")).to_be_hidden()


def test_a_case_is_looked_at_beside_the_list_and_the_next_key_goes_on(listed):
    press(listed, "j", "p")
    panel = listed.locator("#preview")
    expect(panel).to_contain_text(NAMES[0])
    expect(listed.locator("#preview-said")).to_contain_text(NAMES[0])
    assert focused(listed) == NAMES[0]
    press(listed, "j")
    expect(panel).to_contain_text(NAMES[1])
    assert focused(listed) == NAMES[1]
    expect(listed.locator(".peek[aria-expanded=true]")).to_have_count(1)
    press(listed, "Space")
    expect(panel).to_be_hidden()
    press(listed, "Space")
    expect(panel).to_contain_text(NAMES[1])
    press(listed, "Escape")
    expect(panel).to_be_hidden()
    assert focused(listed) == NAMES[1]


def test_a_row_gone_past_is_not_waited_for_and_the_last_is_the_one_shown_and_said(listed):
    never = []
    listed.route("**/preview/", lambda route: route.continue_() if never else never.append(route))
    press(listed, "j", "p", "j", "j")
    expect(listed.locator("#preview")).to_contain_text(NAMES[2])
    expect(listed.locator("#preview-said")).to_contain_text(NAMES[2])
    assert never
    listed.unroute_all(behavior="ignoreErrors")


def test_a_case_that_cannot_be_shown_leaves_no_other_in_its_place(listed):
    press(listed, "j", "p")
    expect(listed.locator("#preview")).to_contain_text(NAMES[0])
    listed.route("**/preview/", lambda route: route.fulfill(status=404))
    press(listed, "j")
    expect(listed.locator("#preview")).to_be_hidden()
    expect(listed.locator("#messages")).to_contain_text("That did not work")
    assert focused(listed) == NAMES[1]


def test_with_the_button_the_focus_goes_into_the_panel_and_comes_back(listed):
    button = listed.get_by_role("button", name=f"Look at {NAMES[2]} beside the list")
    button.click()
    expect(listed.locator("#preview-title")).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "true")
    listed.locator("#preview").get_by_role("button", name="Close").click()
    expect(listed.locator("#preview")).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")
    assert listed.evaluate("document.activeElement.closest('tr') !== null")


def test_on_a_phone_the_panel_is_a_dialog(listed):
    listed.set_viewport_size(PHONE)
    listed.get_by_role("button", name=f"Look at {NAMES[0]} beside the list").click()
    expect(listed.locator("#preview:modal")).to_contain_text(NAMES[0])
    press(listed, "Escape")
    expect(listed.locator("#preview")).to_be_hidden()


def test_columns_are_chosen_and_kept(listed):
    listed.locator(".list-shape > summary").click()
    listed.get_by_label("Tier", exact=True).uncheck()
    listed.get_by_label("Tight").check()
    listed.get_by_role("button", name="Show it so").click()
    listed.wait_for_url("**/cases/?sort=name")
    expect(listed.locator(".case-table.is-tight")).to_be_visible()
    expect(listed.get_by_role("columnheader", name="Tier")).to_have_count(0)
    expect(listed.get_by_role("columnheader", name="Lead")).to_have_count(1)


# --- The find box.
def test_ctrl_k_finds_a_case_by_keyboard_alone_in_any_script(page, live_server, enter, demonstration):
    enter(demonstration.email)
    page.goto(live_server.url + reverse("sanctions:overview"))
    press(page, "Control+k")
    box = page.get_by_role("combobox")
    expect(box).to_be_focused()
    expect(page.get_by_role("group", name="Your latest cases").get_by_role("option").first).to_be_visible()
    page.keyboard.type("Кара-Мурза")
    first = page.get_by_role("group", name="Cases", exact=True).get_by_role("option").first
    expect(first).to_contain_text("Vladimir Kara-Murza")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", first.get_attribute("id"))
    press(page, "ArrowDown")
    expect(first).to_have_attribute("aria-selected", "false")
    press(page, "ArrowUp", "Enter")
    page.wait_for_url(f"**/cases/{KARA_MURZA}/")


def test_the_find_box_is_put_away_by_the_same_keys_and_opened_by_its_button(page, live_server, staff):
    page.goto(live_server.url + "/")
    opener = page.locator("[data-opens=palette]")
    opener.focus()
    press(page, "Control+k")
    expect(page.locator("#palette")).to_be_visible()
    press(page, "Control+k")
    expect(page.locator("#palette")).to_be_hidden()
    expect(opener).to_be_focused()
    page.set_viewport_size(PHONE)
    page.get_by_role("link", name="Find", exact=False).first.click()
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("figures")
    page.get_by_role("option", name="Figures").click()
    page.wait_for_url(f"**{reverse('reports:figures')}")


def test_enter_before_the_answer_is_there_opens_the_page_of_all_that_is_found(page, live_server, staff):
    page.goto(live_server.url + "/")
    press(page, "Control+k")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.type("second")
    press(page, "Enter")
    page.wait_for_url(re.compile(r"/find/\?q=second$|/cases/RU-"))
    expect(page.locator("main")).to_contain_text(NAMES[1])
