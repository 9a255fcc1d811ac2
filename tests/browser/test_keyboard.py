"""The day's work without a mouse, and with a draft that outlives the page."""

from django.urls import reverse
from playwright.sync_api import expect

from cases.models import Case, Draft, Update
from tests.browser.conftest import KARA_MURZA

# What is focused, and whether it shows: by an outline, or by the ring that a field has.
SEEN = """() => {
    const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
    const ringed = at.matches(".form-control, .form-select") && style.boxShadow !== "none";
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1
        && !style.outlineColor.endsWith(", 0)");
    if (at === document.body) return "";
    const name = (at.innerText || at.name || at.id || at.tagName).trim().slice(0, 60);
    if (box.width > 1 && (outlined || ringed)) return name;
    return `UNSEEN ${at.outerHTML.slice(0, 160)}`;
}"""


def tab_to(page, selector, most=90):
    """Press Tab until the focus is on `selector`; what it stands on meanwhile must be visible."""
    for _step in range(most):
        page.keyboard.press("Tab")
        seen = page.evaluate(SEEN)
        assert not seen.startswith("UNSEEN"), seen
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"{selector} is not reached in {most} steps")


def test_a_case_is_found_and_an_update_logged_by_keyboard_alone(page, live_server, enter, demonstration):
    case = Case.objects.get(reference=KARA_MURZA)
    enter(demonstration.email)
    page.goto(live_server.url + "/")
    keys = page.keyboard

    tab_to(page, ".skip-link", most=1)
    keys.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"

    page.goto(live_server.url + "/")
    tab_to(page, "#bar-q")
    keys.type("Кара")
    keys.press("Enter")
    page.wait_for_url("**/cases/?q=*")
    expect(page.locator("#facets .facet-total")).to_be_visible()
    tab_to(page, ".saved-lists > summary")
    keys.press("Enter")
    expect(page.get_by_label("Save this list as")).to_be_visible()
    keys.press("Tab")
    keys.press("Escape")
    expect(page.get_by_label("Save this list as")).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('.saved-lists > summary')")
    tab_to(page, ".case-table a.name")
    keys.press("Enter")
    page.wait_for_url(f"**{case.get_absolute_url()}")

    tab_to(page, "#log-box a.btn-primary")
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
    assert Update.objects.filter(case=case, summary="A letter reached his wife.").count() == 1
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
