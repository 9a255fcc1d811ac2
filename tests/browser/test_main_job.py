"""The main job in a real browser: find a case, log an update, see what follows."""

import re

from django.urls import reverse

from cases.models import Case, Update
from reminders.models import Alert
from tests.browser.conftest import KARA_MURZA


def test_the_advocate_filters_opens_logs_a_visit_and_the_contact_alert_clears(page, live_server, enter, demonstration):
    case = Case.objects.get(reference=KARA_MURZA)
    contact = Alert.objects.get(case=case, rule="R16a", cleared_on=None)
    enter(demonstration.email)

    page.goto(live_server.url + reverse("cases:case-list"))
    page.get_by_role("link", name=re.compile("^Russia")).first.click()
    page.get_by_role("link", name=re.compile("^Convicted, appeal open")).first.click()
    page.get_by_role("link", name="Vladimir Kara-Murza").click()
    page.wait_for_url(f"**{case.get_absolute_url()}")
    assert page.get_by_text("Out of contact").first.is_visible()

    page.get_by_role("link", name="Log an update").click()
    page.get_by_label("What happened").select_option(label="Family visit")
    page.get_by_label("When").fill("April 2023")
    page.get_by_label("In one line").fill("His wife was allowed to see him.")
    page.get_by_label("Address or told by").first.fill("https://news.example/visit")
    page.get_by_text("Place, sources in detail, who may see it").click()
    page.get_by_role("button", name="Add another source").click()
    second = page.get_by_label("Address or told by").nth(1)
    second.wait_for()
    second.fill("https://other.example/visit")
    page.get_by_role("button", name="Save").last.click()

    entry = page.locator(".timeline .entry").filter(has_text="His wife was allowed to see him.")
    entry.first.wait_for()
    assert "April 2023" in entry.first.inner_text()
    assert "Corroborated" in entry.first.inner_text()
    update = Update.objects.get(case=case, summary="His wife was allowed to see him.")
    assert (update.occurred.to_edtf(), update.citations.count()) == ("2023-04", 2)
    contact.refresh_from_db()
    assert contact.cleared_on is not None
    page.goto(live_server.url + case.get_absolute_url())
    assert not page.get_by_role("region", name="Open alerts").get_by_text("Out of contact").count()
