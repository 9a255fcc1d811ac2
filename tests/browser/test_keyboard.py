"""What the keyboard meets beside the journeys: the way past the bar, menus, a refused form; and a draft that stays."""

from django.urls import reverse
from playwright.sync_api import expect

from cases.models import Case, Draft
from tests.browser.conftest import KARA_MURZA
from tests.browser.hands import focus_seen


def tab_to(page, selector, most):
    """Press Tab until the focus is on `selector`; what it stands on meanwhile must be visible."""
    for _step in range(most):
        page.keyboard.press("Tab")
        focus_seen(page)
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"{selector} is not reached in {most} steps")


def test_past_the_bar_and_out_of_a_menu(page, live_server, enter, demonstration):
    enter(demonstration.email)
    page.goto(live_server.url + reverse("cases:case-list"))
    tab_to(page, ".skip-link", most=1)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    tab_to(page, ".saved-lists > summary", most=2)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Save this list as")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_label("Save this list as")).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('.saved-lists > summary')")


def test_a_refused_update_starts_at_what_is_wrong_and_a_saved_one_at_its_entry(page, live_server, enter, demonstration):
    enter(demonstration.email)
    page.goto(live_server.url + Case.objects.get(reference=KARA_MURZA).get_absolute_url())
    keys = page.keyboard
    page.locator("#log-box a.btn-primary").focus()
    keys.press("Enter")
    expect(page.locator("#id_kind")).to_be_focused()
    keys.press("End")
    keys.type("Letter")
    tab_to(page, "#id_occurred", most=2)
    keys.press("Control+A")
    keys.type("31 February 2023")
    keys.press("Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    tab_to(page, ".error-summary a[href='#id_occurred']", most=3)
    keys.press("Enter")
    expect(page.locator("#id_occurred")).to_be_focused()
    keys.press("Control+A")
    keys.type("18 Apr 2023")
    tab_to(page, "#id_summary", most=2)
    keys.type("A letter reached his wife.")
    tab_to(page, "[id$=-source]", most=2)
    keys.type("https://news.example/letter")
    keys.press("Enter")
    entry = page.locator(".timeline .entry.is-fresh")
    expect(entry).to_be_focused()
    expect(entry).to_contain_text("A letter reached his wife.")
    focus_seen(page)
    tab_to(page, ".timeline a, .timeline summary", most=2)


def test_half_an_update_is_still_there_after_the_page_is_gone(page, live_server, enter, demonstration):
    case = Case.objects.get(reference=KARA_MURZA)
    address = live_server.url + case.get_absolute_url()
    enter(demonstration.email)
    page.goto(address)
    page.get_by_role("link", name="Log an update").click()
    page.get_by_label("What happened").select_option(label="Hearing")
    expect(page.get_by_label("More closely")).to_be_visible()
    page.get_by_label("In one line").fill("A hearing was held behind")
    expect(page.locator("#draft-state")).to_contain_text("Draft kept")

    page.goto(address)
    page.get_by_role("link", name="Go on with your draft").click()
    expect(page.get_by_label("In one line")).to_have_value("A hearing was held behind")
    expect(page.get_by_label("More closely")).to_be_visible()
    page.get_by_role("button", name="Discard the draft").click()
    expect(page.get_by_role("link", name="Log an update")).to_be_visible()
    assert not Draft.objects.filter(case=case).exists()
    page.goto(live_server.url + reverse("cases:update-new", args=[case.reference]))
    expect(page.get_by_label("In one line")).to_have_value("")
