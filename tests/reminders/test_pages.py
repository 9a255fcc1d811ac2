"""The alerts page and one alert: what is shown, what can be done, and to whom."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Case
from cases.vocabulary import Level, Tier
from reminders import engine, services
from reminders.models import Alert, EngineRun
from tests.factories import CaseFactory
from tests.reminders.stories import TODAY, K, ago, arrest, log, visit

pytestmark = pytest.mark.django_db
PAGE = "/alerts/"


@pytest.fixture
def alerts(quiet_case):
    engine.raise_alerts()
    return {alert.rule: alert for alert in Alert.objects.all()}


def html(client, user, address=PAGE, **query):
    client.force_login(user)
    response = client.get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def act(client, user, alert, step, **data):
    client.force_login(user)
    return client.post(reverse(f"reminders:alert-{step}", args=[alert.reference]), data)


# --- The list.
def test_mine_are_those_i_am_to_be_told_of_and_the_team_s_all_i_may_see(client, alerts, advocate, staff, quiet_case):
    assert quiet_case.prisoner.name in html(client, advocate)
    assert quiet_case.prisoner.name not in html(client, staff)
    assert quiet_case.prisoner.name in html(client, staff, whose="team")


def test_alerts_stand_by_case_the_most_urgent_tier_first(client, alerts, advocate, organisation, quiet_case):
    urgent = CaseFactory(owner=organisation, lead=advocate, tier=Tier.CRITICAL)
    arrest(urgent, ago(20))
    engine.raise_alerts()
    page = html(client, advocate)
    assert page.index(urgent.reference) < page.index(quiet_case.reference)
    assert page.count(f'id="case-{quiet_case.reference}"') == 1


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"rule": "R16a"}, {"Out of contact"}),
        ({"tier": "standard"}, {"Out of contact", "No update of any kind"}),
        ({"tier": "critical"}, set()),
        ({"rule": "R13"}, set()),
        ({"rule": "nonsense"}, {"Out of contact", "No update of any kind"}),
        ({"state": "aside"}, set()),
    ],
)
def test_the_list_is_narrowed_by_rule_tier_and_state(client, alerts, advocate, query, shown):
    page = html(client, advocate, **query)
    found = {title for title in ("Out of contact", "No update of any kind") if f'">{title}</a>' in page}
    assert found == shown


def test_what_is_put_off_is_found_under_its_state(client, alerts, advocate):
    services.snooze(alert=alerts["R1"], until=TODAY + timedelta(3), why="Visit", by=advocate)
    assert alerts["R1"].reference not in html(client, advocate)
    assert alerts["R1"].reference in html(client, advocate, state="aside")


def test_what_moved_up_unanswered_is_found_under_its_state(client, alerts, advocate):
    Alert.objects.filter(rule="R1").update(escalated=1)
    page = html(client, advocate, state="unanswered")
    assert alerts["R1"].reference in page
    assert alerts["R2"].reference not in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({}, "Nothing waits for you"),
        ({"whose": "team"}, "No case has stalled"),
        ({"rule": "R1"}, "No alert answers to these filters"),
    ],
)
def test_an_empty_list_says_what_belongs_there(client, advocate, query, words):
    assert words in html(client, advocate, **query)


def test_the_page_says_when_the_rules_have_not_run(client, alerts, advocate):
    assert "for more than a day" not in html(client, advocate)
    run = EngineRun.objects.get()
    EngineRun.objects.update(finished_at=run.finished_at - timedelta(hours=27))
    assert "The rules have not run for more than a day" in html(client, advocate)


@pytest.mark.parametrize("level", [Level.RESTRICTED, Level.SEALED])
def test_a_hidden_case_is_absent_from_the_list_and_missing_by_address(client, alerts, staff, quiet_case, level):
    Case.objects.filter(pk=quiet_case.pk).update(level=level)
    page = html(client, staff, whose="team")
    assert quiet_case.prisoner.name not in page
    assert "No case has stalled" in page
    for step in ("alert", "alert-acknowledge", "alert-snooze", "alert-standing", "alert-reassign"):
        address = reverse(f"reminders:{step}", args=[alerts["R1"].reference])
        assert (client.get if step == "alert" else client.post)(address).status_code == 404
    assert client.get("/alerts/A-000000/").status_code == 404


def test_the_list_costs_the_same_queries_however_many_cases(client, advocate, organisation):
    def spent(count):
        for _ in range(count):
            arrest(CaseFactory(owner=organisation, lead=advocate), ago(60))
        engine.raise_alerts()
        html(client, advocate)  # signs in, and notes that somebody is here today
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        return len(queries)

    few = spent(2)
    assert spent(8) == few <= 11


def test_many_cases_are_paged(client, advocate, organisation):
    for _ in range(27):
        arrest(CaseFactory(owner=organisation, lead=advocate), ago(60))
    engine.raise_alerts()
    page = html(client, advocate)
    assert page.count('id="case-') == 25
    assert 'rel="next"' in page


# --- One alert.
def test_a_link_from_a_mail_leads_through_the_login_to_the_alert(client, alerts):
    address = alerts["R1"].get_absolute_url()
    assert client.get(address).headers["Location"] == f"/accounts/login/?next={address}"


def test_the_page_of_an_alert_says_what_the_rule_says_and_what_can_be_done(client, alerts, advocate):
    page = html(client, advocate, alerts["R16a"].get_absolute_url())
    assert "Direct contact has never been recorded; in custody for 60 days." in page
    assert "Also open on this case" in page
    assert "For 30 days at most" in page
    assert "Acknowledge it first" in page


def test_a_viewer_reads_and_can_do_nothing(client, alerts, viewer):
    page = html(client, viewer, alerts["R1"].get_absolute_url())
    assert "No reliable update" in page
    assert "Put off" not in page
    for step in ("acknowledge", "snooze", "standing", "reassign"):
        assert act(client, viewer, alerts["R1"], step).status_code == 403


def test_acknowledging_leads_back_to_where_the_button_stood(client, alerts, advocate):
    response = act(client, advocate, alerts["R1"], "acknowledge", next="/alerts/?whose=team")
    assert response.headers["Location"] == "/alerts/?whose=team"
    assert Alert.objects.get(rule="R1").acknowledged_by == advocate


def test_it_never_leads_to_another_house(client, alerts, advocate):
    response = act(client, advocate, alerts["R1"], "acknowledge", next="https://evil.example/")
    assert response.headers["Location"] == alerts["R1"].get_absolute_url()


def test_with_htmx_the_alert_comes_back_acknowledged_with_the_message(client, alerts, advocate):
    client.force_login(advocate)
    address = reverse("reminders:alert-acknowledge", args=[alerts["R1"].reference])
    page = client.post(address, {"next": PAGE}, headers={"HX-Request": "true"}).content.decode()
    assert "Acknowledged by Ada Advocate." in page
    assert 'hx-swap-oob="true"' in page
    assert "<html" not in page


def test_putting_off_within_the_limit(client, alerts, advocate):
    until = TODAY + timedelta(9)
    data = {"snooze-until": until.isoformat(), "snooze-why": "The lawyer visits on the 28th"}
    response = act(client, advocate, alerts["R1"], "snooze", **data)
    assert response.headers["Location"] == alerts["R1"].get_absolute_url()
    page = html(client, advocate, alerts["R1"].get_absolute_url())
    assert "Put off by Ada Advocate until 29 April 2023." in page
    assert "The lawyer visits on the 28th" in page


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"snooze-until": "2023-09-09", "snooze-why": "Later"}, "30 days at most: until 20 May 2023"),
        ({"snooze-until": "2023-04-25", "snooze-why": ""}, "required"),
        ({"snooze-until": "soon", "snooze-why": "Later"}, "valid date"),
    ],
)
def test_what_is_refused_is_said_beside_the_form_and_keeps_the_words(client, alerts, advocate, data, words):
    page = act(client, advocate, alerts["R1"], "snooze", **data).content.decode()
    assert words in page
    assert "error-summary" in page
    assert data["snooze-why"] in page
    assert Alert.objects.get(rule="R1").snoozed_until is None


def test_standing_needs_acknowledgement_and_then_stays_on_the_case(client, alerts, advocate):
    data = {"standing-plan": "Monthly request to the prison", "standing-review": "2023-05-18"}
    assert "Acknowledge it first" in act(client, advocate, alerts["R16a"], "standing", **data).content.decode()
    act(client, advocate, alerts["R16a"], "acknowledge")
    act(client, advocate, alerts["R16a"], "standing", **data)
    page = html(client, advocate, alerts["R16a"].get_absolute_url())
    assert "Accepted as standing by Ada Advocate; review on 18 May 2023." in page
    assert "Monthly request to the prison" in page


def test_handing_over(client, alerts, advocate, staff):
    act(client, advocate, alerts["R1"], "reassign", **{"reassign-to": staff.pk})
    assert alerts["R1"].reference in html(client, staff)
    assert "Handed to Stan Staff." in html(client, staff, alerts["R1"].get_absolute_url())


def test_it_is_not_handed_to_who_may_not_see_it(client, alerts, advocate, outsider):
    page = act(client, advocate, alerts["R1"], "reassign", **{"reassign-to": outsider.pk}).content.decode()
    assert "Select a valid choice" in page
    assert outsider.name not in page


def test_an_alert_that_is_over_says_so_and_offers_nothing(client, alerts, advocate, quiet_case):
    visit(quiet_case, TODAY)
    engine.raise_alerts()
    page = html(client, advocate, alerts["R16a"].get_absolute_url())
    assert "Over since 20 April 2023" in page
    assert "snooze-until" not in page
    response = act(client, advocate, alerts["R16a"], "acknowledge")
    assert response.status_code == 302
    assert "over already" in html(client, advocate, alerts["R16a"].get_absolute_url())


def test_who_was_told_and_when_stands_on_the_alert(client, quiet_case, advocate):
    engine.raise_alerts()
    alert = Alert.objects.get(rule="R1")
    assert "Nobody was told by mail yet." in html(client, advocate, alert.get_absolute_url())
    engine.live_the_day(TODAY)
    assert "Told: Ada Advocate (20 April)." in " ".join(html(client, advocate, alert.get_absolute_url()).split())


def test_an_alert_about_the_engine_has_no_case_to_go_to(client, admin):
    alert = Alert.objects.create(
        rule="R29", scope="engine", subject="engine", since=TODAY, opened_on=TODAY, recorded_on=TODAY
    )
    page = html(client, admin, alert.get_absolute_url())
    assert "Go to the case" not in page
    assert alert.reference in html(client, admin)


def test_health_words_of_an_update_are_nowhere_on_the_list(client, quiet_case, advocate):
    log(quiet_case, K.HEALTH, ago(59), account="Polyneuropathy")
    engine.raise_alerts()
    assert "Polyneuropathy" not in html(client, advocate)
