"""What a page does while others work on the same record, and when its connection is lost."""

import contextlib
import re

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Error, expect

from accounts.models import User
from accounts.permissions import Role
from cases.models import Case, Draft, Update
from cases.vocabulary import Tier
from demo.people import address
from tests.browser.conftest import KARA_MURZA
from tests.factories import PASSWORD, UserFactory


@pytest.fixture
def page(context, live_server):
    """A page whose connection may fail, which the browser complains of; a script of ours must not."""
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.set_default_timeout(10_000)
    yield page
    assert errors == []


@pytest.fixture
def case(demonstration):
    return Case.objects.get(reference=KARA_MURZA)


@pytest.fixture
def staff(demonstration):
    return User.objects.get(email=address(Role.STAFF))


def write(page, words):
    """Open the box on the timeline and begin to write."""
    page.get_by_role("link", name=re.compile("Log an update|Go on with your draft")).first.click()
    page.get_by_label("What happened").select_option(label="Family visit")
    page.get_by_label("When").fill("April 2023")
    page.get_by_label("Address or told by").first.fill("https://news.example/visit")
    page.get_by_label("In one line").fill(words)


def test_who_edits_a_case_is_told_that_a_colleague_changed_it(page, live_server, enter, case, staff):
    colleague = UserFactory(organisation=staff.organisation, role=Role.STAFF, name="Cora Colleague")
    url = reverse("cases:case-edit", args=[case.reference])
    enter(staff.email)
    page.goto(live_server.url + url)
    page.get_by_role("textbox", name="Code name").fill("My words")
    with page.expect_response(lambda answer: "began=" in answer.url) as quiet:
        page.evaluate("htmx.trigger('#meanwhile', 'look')")
    assert quiet.value.status == 204

    other = Client()
    other.force_login(colleague)
    form = other.get(url).context["form"]
    said = {one.name: one.value() for one in form if one.value() not in (None, "")}
    assert (
        other.post(url, {**said, "tier": Tier.CRITICAL if case.tier != Tier.CRITICAL else Tier.HIGH}).status_code == 302
    )
    page.evaluate("htmx.trigger('#meanwhile', 'look')")
    banner = page.get_by_role("status").filter(has_text="Cora Colleague changed this at")
    expect(banner).to_contain_text("Your words are still here.")
    banner.get_by_text("See what changed").click()
    expect(banner.get_by_text("Tier", exact=True)).to_be_visible()
    expect(page.get_by_role("textbox", name="Code name")).to_have_value("My words")
    with page.expect_response(lambda answer: "told=" in answer.url) as again:
        page.evaluate("htmx.trigger('#meanwhile', 'look')")
    assert again.value.status == 204
    expect(banner).to_be_visible()


def test_a_draft_waits_on_the_page_for_its_connection_and_is_then_kept(page, live_server, enter, case, demonstration):
    enter(demonstration.email)
    page.goto(live_server.url + case.get_absolute_url())
    write(page, "Begun while connected.")
    expect(page.locator("#draft-state")).to_contain_text("Draft kept")
    page.context.set_offline(True)
    page.get_by_label("In one line").fill("Written without a connection.")
    mark = page.locator("#draft-lost")
    expect(mark).to_contain_text("Not saved: no connection. Kept in this tab")
    assert "without a connection" not in page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")
    leaving = "() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))"
    assert page.evaluate(leaving), "whoever leaves is warned"
    page.context.set_offline(False)
    expect(mark).to_be_empty()
    assert "Written without a connection." in Draft.objects.get(case=case).text
    assert not page.evaluate(leaving)


def test_an_update_that_could_not_be_sent_stays_and_is_saved_once(page, live_server, enter, case, demonstration):
    enter(demonstration.email)
    page.goto(live_server.url + case.get_absolute_url())
    write(page, "Sent into the void.")
    new = live_server.url + reverse("cases:update-new", args=[case.reference])

    def arrives_but_its_answer_is_lost(route):
        route.fetch()
        route.abort()

    page.route(new, arrives_but_its_answer_is_lost)
    save = page.locator("#log-form").get_by_role("button", name=re.compile("^Save"))
    save.click()
    expect(page.get_by_role("alert")).to_contain_text("it is saved once only")
    expect(page.get_by_label("In one line")).to_have_value("Sent into the void.")
    page.unroute(new)
    save.click()
    expect(page.locator(".timeline .entry").filter(has_text="Sent into the void.").first).to_be_visible()
    assert Update.objects.filter(case=case, summary="Sent into the void.").count() == 1


def test_whoever_was_logged_out_keeps_the_words_and_sends_them_after_the_next_login(
    page, live_server, enter, case, demonstration
):
    enter(demonstration.email)
    page.goto(live_server.url + case.get_absolute_url())
    write(page, "Longer than the session.")
    expect(page.locator("#draft-state")).to_contain_text("Draft kept")
    page.context.clear_cookies(name="sessionid")
    save = page.locator("#log-form").get_by_role("button", name=re.compile("^Save"))
    save.click()
    expect(page.locator("#log-form").get_by_role("alert")).to_contain_text("You are logged out")
    other = page.context.new_page()
    other.goto(live_server.url + reverse("account_login"))
    other.locator("input[name=login]").fill(demonstration.email)
    other.locator("input[name=password]").fill(PASSWORD)
    other.get_by_role("button", name="Log in").click()
    other.wait_for_url(lambda url: "/login" not in url)
    expect(page.get_by_label("In one line")).to_have_value("Longer than the session.")
    save.click()
    expect(page.locator(".timeline .entry").filter(has_text="Longer than the session.").first).to_be_visible()


def test_the_last_words_before_leaving_are_kept(page, live_server, enter, case, demonstration):
    enter(demonstration.email)
    page.goto(live_server.url + case.get_absolute_url())
    write(page, "And away at once.")
    page.get_by_role("link", name="Close").click()
    expect(page.locator("#log-form")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("link", name="Go on with your draft")).to_be_visible()
    assert "And away at once." in Draft.objects.get(case=case).text


def test_a_form_that_leaves_the_page_stays_while_there_is_no_connection(page, live_server, enter, case, staff):
    enter(staff.email)
    page.goto(live_server.url + reverse("cases:case-edit", args=[case.reference]))
    page.get_by_role("textbox", name="Code name").fill("Kept here")
    page.context.set_offline(True)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("What you wrote is still here")
    expect(page.get_by_role("textbox", name="Code name")).to_have_value("Kept here")
    page.context.set_offline(False)
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(f"**{case.get_absolute_url()}")
    case.refresh_from_db()
    assert case.code_name == "Kept here"


def test_the_tier_is_changed_where_it_stands(page, live_server, enter, case, staff):
    enter(staff.email)
    page.goto(live_server.url + case.get_absolute_url())
    page.get_by_role("link", name="Change the tier").click()
    tier = page.get_by_label("Tier", exact=True)
    expect(tier).to_be_focused()
    tier.select_option(Tier.WATCH)
    page.locator("#case-tier").get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Change the tier")).to_be_focused()
    expect(page.locator("#messages")).to_contain_text("Saved.")
    shown, case = page.locator("#case-tier").inner_text(), Case.objects.get(pk=case.pk)
    assert case.get_tier_display() in shown


def test_a_slow_answer_never_overwrites_a_newer_one_and_a_lost_one_is_said(
    page, live_server, enter, case, demonstration
):
    enter(demonstration.email)
    page.goto(live_server.url + case.get_absolute_url())
    held = []
    page.route("**/?kind=court*", lambda route: held.append(route))
    page.get_by_role("link", name=re.compile("^Court")).click()
    page.get_by_role("link", name=re.compile("^Custody")).click()
    custody = page.locator("#kind-custody")
    expect(custody).to_have_attribute("aria-current", "true")
    for route in held:
        with contextlib.suppress(Error):  # the browser gave it up when the newer one was asked for
            route.continue_()
    page.wait_for_load_state("networkidle")
    expect(custody).to_have_attribute("aria-current", "true")
    assert "kind=custody" in page.url

    page.go_back()
    expect(page.locator("#kind-any")).to_have_attribute("aria-current", "true")
    page.wait_for_load_state("networkidle")
    page.go_forward()
    expect(custody).to_have_attribute("aria-current", "true")
    page.wait_for_load_state("networkidle")

    page.context.set_offline(True)
    page.get_by_role("link", name=re.compile("^Everything")).click()
    expect(page.locator("#messages")).to_contain_text("No connection")
    expect(custody).to_have_attribute("aria-current", "true")
