"""What a browser that runs no script does beside the journeys: it counts on request, and is asked twice."""

import re

import pytest
from django.urls import reverse

from cases.models import Case, Update
from cases.vocabulary import Status, UpdateDetail, UpdateKind
from tests.browser.conftest import KARA_MURZA


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "java_script_enabled": False}


def test_cases_are_counted_on_request(page, live_server, enter, demonstration):
    enter(demonstration.email)
    page.goto(live_server.url + reverse("cases:case-list"))
    page.locator(".facet", has_text="Russia").click()
    page.get_by_role("link", name="Count the cases, and more filters").click()
    assert page.locator(".facet[aria-current] .facet-count").first.inner_text().isdigit()


def test_an_update_is_asked_for_its_detail_and_its_new_status_confirmed(page, live_server, enter, demonstration):
    case = Case.objects.get(reference=KARA_MURZA)
    enter(demonstration.email)
    page.goto(live_server.url + case.get_absolute_url())
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
