"""Everything that is done daily works in a browser that runs no script at all."""

import re

import pytest
from django.urls import reverse

from cases.models import Case, SavedFilter, Update
from cases.vocabulary import Status, UpdateDetail, UpdateKind
from reminders.models import Alert
from tests.browser.conftest import KARA_MURZA


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "java_script_enabled": False}


def test_cases_are_found_counted_and_kept_as_a_list_without_a_script(page, live_server, enter, demonstration):
    enter(demonstration.email)
    page.goto(live_server.url + reverse("cases:case-list"))
    page.locator(".facet", has_text="Russia").click()
    page.locator(".facet", has_text="Convicted, appeal open").click()
    assert page.locator(".case-table tbody tr").count() == 1
    page.get_by_role("link", name="Count the cases, and more filters").click()
    assert page.locator(".facet[aria-current] .facet-count").first.inner_text().isdigit()

    page.locator("summary", has_text="My lists").click()
    page.get_by_label("Save this list as").fill("Appeals in Russia")
    page.locator(".save-list").get_by_role("button", name="Save").click()
    assert "Appeals in Russia" in page.locator("#messages").inner_text()
    assert SavedFilter.objects.get(user=demonstration).name == "Appeals in Russia"
    page.goto(live_server.url + reverse("cases:case-list"))
    page.locator("summary", has_text="My lists").click()
    page.get_by_role("link", name="Appeals in Russia").click()
    page.get_by_role("link", name="Vladimir Kara-Murza").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Vladimir Kara-Murza"


def test_an_update_a_check_and_an_alert_are_dealt_with_without_a_script(page, live_server, enter, demonstration):
    case = Case.objects.get(reference=KARA_MURZA)
    enter(demonstration.email)
    page.goto(live_server.url + case.get_absolute_url())

    alert = Alert.objects.get(case=case, rule="R16a", cleared_on=None)
    page.locator(f"#{alert.reference}").get_by_role("button", name="Acknowledge").click()
    assert f"Acknowledged by {demonstration.name}" in page.locator(f"#{alert.reference}").inner_text()

    page.get_by_label("Checked, nothing new. Asked:").fill("the prison office")
    page.get_by_role("button", name="Nothing new").click()
    assert page.locator(".timeline .entry", has_text="the prison office").count() == 1

    page.get_by_role("link", name="Log an update").click()
    page.get_by_label("What happened").select_option(label="Appeal decided")
    page.get_by_label("In one line").fill("The appeal court left the sentence as it was.")
    page.get_by_label("Address or told by").fill("https://news.example/appeal")
    page.get_by_role("button", name="Save", exact=True).click()
    # Refused, and asked for what this kind needs; what was typed is still there.
    assert page.locator(".error-summary").get_by_role("link", name="More closely").is_visible()
    assert page.get_by_label("In one line").input_value() == "The appeal court left the sentence as it was."
    page.get_by_label("More closely").select_option(label="Upheld")
    page.get_by_role("button", name="Save", exact=True).click()
    # Nothing is saved before the new status was seen.
    assert page.get_by_text("This will change the status:").is_visible()
    assert not Update.objects.filter(case=case, kind=UpdateKind.APPEAL_DECIDED, detail=UpdateDetail.UPHELD).exists()
    page.get_by_role("button", name="Save, and change the status").click()

    entry = page.locator(".timeline .entry", has_text="The appeal court left the sentence as it was.")
    assert entry.is_visible()
    assert re.search(r"#U-\w+$", page.url)
    case.refresh_from_db()
    assert case.status == Status.SERVING
