"""The user guide's pages of rules, and the table of their days."""

import pytest

from cases.rules import ENGINE, all_rules
from reminders import engine
from reminders.guide import ENDS, rule_pages
from reminders.models import Alert, RuleThreshold

pytestmark = pytest.mark.django_db
CODES = sorted(rule.code for rule in all_rules())


def html(client, user, address):
    client.force_login(user)
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_a_page_that_says_what_it_says_of_itself(client, viewer, code):
    (rule,) = [rule for rule in all_rules() if rule.code == code]
    page = html(client, viewer, f"/help/rules/{code}/")
    text = page.replace("&#x27;", "'").replace("&quot;", '"')
    assert str(rule.title) in text
    assert rule.description in text
    for heading in ("Who is told, and when", "What can be done with it"):
        assert heading in page


def test_every_rule_says_what_ends_its_alerts():
    words = ("ends", "stays open until", "takes over")
    silent = [rule.code for rule in all_rules() if not any(word in rule.description for word in words)]
    assert set(silent) <= ENDS.keys()


def test_the_list_has_them_all_by_number(client, viewer):
    page = html(client, viewer, "/help/rules/")
    places = [page.index(f'href="/help/rules/{one.code}/"') for one in rule_pages()]
    assert places == sorted(places)
    assert len(places) == len(CODES)


def test_a_rule_that_is_none_is_missing_and_a_small_letter_is_no_matter(client, viewer):
    assert "Out of contact" in html(client, viewer, "/help/rules/r16A/")
    assert client.get("/help/rules/R99/").status_code == 404


def test_the_days_are_the_house_s_own_and_say_so(client, viewer, admin):
    assert "set by this house" not in html(client, viewer, "/help/rules/R1/")
    RuleThreshold.objects.create(rule="R1", tier="critical", days=5)
    page = html(client, viewer, "/help/rules/R1/")
    assert "5 days <small>set by this house" in page
    assert "Admins may change them" in page
    assert "/reference/reminders/rulethreshold/?rule=R1" in html(client, admin, "/help/rules/R1/")


def test_the_words_follow_from_the_rule():
    pages = {page.code: page for page in rule_pages()}
    assert pages["R1"].told == "The lead of the case"
    assert "On a critical case not twice in a row" in pages["R1"].snooze
    assert pages["R16a"].snooze == "At most: Critical 7 days, High 30 days, Standard 30 days, Watch 30 days."
    assert pages["R16b"].mailed.startswith("At once")
    assert pages["R15"].repeats == "180, 90, 30, 7 days before the day. After it daily for 7 days. Then every 7 days."
    assert pages["R14"].snooze == "It cannot be put off."
    assert pages["R13"].repeats == "Every 3 days."


def test_an_alert_leads_to_the_page_of_its_rule(client, quiet_case, advocate):
    engine.raise_alerts()
    page = html(client, advocate, Alert.objects.get(rule="R16a").get_absolute_url())
    assert '<a href="/help/rules/R16a/">Why am I told this?</a>' in page


@pytest.mark.parametrize("code", [rule.code for rule in all_rules() if rule.about != ENGINE])
def test_an_admin_changes_the_days_of_any_rule(client, admin, code):
    client.force_login(admin)
    response = client.post("/reference/reminders/rulethreshold/add/", {"rule": code, "tier": "high", "days": 9})
    assert response.status_code == 302
    assert RuleThreshold.objects.get(rule=code).days == 9


@pytest.mark.parametrize(("rule", "days"), [("R99", 9), ("R29", 9), ("", 9), ("R1", 0), ("R1", 4000)])
def test_what_is_no_rule_or_no_number_of_days_is_refused(client, admin, rule, days):
    client.force_login(admin)
    response = client.post("/reference/reminders/rulethreshold/add/", {"rule": rule, "tier": "high", "days": days})
    assert response.status_code == 200
    assert not RuleThreshold.objects.exists()


def test_the_days_that_an_admin_changes_are_those_that_rules_go_by(client, admin, quiet_case):
    client.force_login(admin)
    client.post("/reference/reminders/rulethreshold/add/", {"rule": "R16a", "tier": "standard", "days": 90})
    engine.raise_alerts()
    assert set(Alert.objects.values_list("rule", flat=True)) == {"R1", "R2"}
