"""Acting from a mail: each link is taken out of the text that was sent and followed to its end."""

from datetime import timedelta
from urllib.parse import quote

import pytest
import time_machine
from django.utils import timezone

from cases.models import Case, Grant
from cases.vocabulary import Level, Tier
from core.models import Event
from reminders import mail_links, services
from reminders.mail_links import Step
from reminders.models import Alert
from tests.factories import UserFactory
from tests.reminders.letters import link_after, links, lived, mail_to, offers
from tests.reminders.stories import TODAY, D, K, ago, log, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(quiet_case, advocate):
    return mail_to(advocate, lived(TODAY))


def open_page(client, user, link):
    client.force_login(user)
    return client.get(link)


def html(response):
    return " ".join(response.content.decode().split())


def state():
    return list(Alert.objects.order_by("pk").values("acknowledged_at", "snoozed_until", "cleared_on"))


def fields(response):
    """What the form on the page would send, untouched."""
    return {field.html_name: field.value() for field in response.context["step"]}


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("label", ["Acknowledge", "Put off"])
def test_to_open_a_link_changes_nothing_signed_in_or_not(client, letter, advocate, label, method):
    before, link = state(), link_after(letter, label)
    assert client.get(link).headers["Location"] == f"/accounts/login/?next={quote(link)}"
    client.force_login(advocate)
    assert getattr(client, method)(link).status_code == 200
    assert client.post(link + "x/").status_code == 404
    assert state() == before


def test_acknowledge_takes_all_that_stood_on_the_line(client, letter, quiet_case, advocate):
    log(quiet_case, K.TRANSFER, ago(5), D.STARTED)
    link = link_after(letter, "Acknowledge")
    page = html(open_page(client, advocate, link))
    assert page.count("<button") >= 1
    for title in ("No reliable update", "No update of any kind", "Out of contact"):
        assert title in page
    response = client.post(link)
    assert response.status_code == 302
    assert set(Alert.objects.filter(case=quiet_case).values_list("acknowledged_by", flat=True)) == {advocate.pk}
    assert "was acknowledged already" in html(client.get(link))
    assert client.post(link).status_code == 200


def test_put_off_is_filled_in_and_keeps_to_what_each_rule_allows(client, letter, quiet_case, advocate):
    link = link_after(letter, "Put off")
    page = open_page(client, advocate, link)
    response = client.post(link, fields(page))
    assert response.headers["Location"] == Alert.objects.get(rule="R1").get_absolute_url()
    put_off = {alert.rule: (alert.snoozed_until - TODAY).days for alert in Alert.objects.all()}
    assert put_off == {"R1": 30, "R2": 21, "R16a": 30}
    assert all(alert.snooze_why and alert.set_aside_by == advocate for alert in Alert.objects.all())
    assert lived(TODAY + timedelta(1)) == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"until": "2024-01-01", "why": "Later"}, "30 days at most: until 20 May 2023"),
        ({"until": "2023-04-25", "why": " "}, "Say why it can wait"),
        ({"until": "soon", "why": "Later"}, "Enter a valid date"),
        ({}, "This field is required"),
    ],
)
def test_what_is_refused_is_said_and_nothing_is_put_off(client, letter, advocate, data, words):
    client.force_login(advocate)
    response = client.post(link_after(letter, "Put off"), data)
    assert response.status_code == 422
    assert words in html(response)
    assert data.get("until", "") in html(response)
    assert not Alert.objects.exclude(snoozed_until=None).exists()


def test_what_cannot_be_put_off_is_not_offered(case, advocate):
    log(case, K.ABDUCTION, ago(4))
    case.lead = advocate
    letter = mail_to(advocate, lived(TODAY))
    assert "Place unknown" in letter.body
    assert offers(letter, "Acknowledge")
    assert not offers(letter, "Put off")


def test_a_critical_case_is_not_put_off_twice_from_an_old_mail(client, letter, quiet_case, advocate):
    Case.objects.filter(pk=quiet_case.pk).update(tier=Tier.CRITICAL)
    Alert.objects.exclude(rule="R1").delete()
    Alert.objects.update(snoozed_until=ago(1), snooze_why="Once", set_aside_by=advocate)
    assert "cannot be put off any more" in html(open_page(client, advocate, link_after(letter, "Put off")))


# --- Of no use: said kindly, with the way on.
def test_a_link_works_for_nobody_but_its_reader(client, letter, staff, admin):
    before, link = state(), link_after(letter, "Acknowledge")
    for other in (staff, admin):
        page = open_page(client, other, link)
        assert page.status_code == 404
        assert "made for somebody else" in html(page)
        assert other.email in html(page)
        assert "River" not in html(page)
        assert client.post(link).status_code == 404
    assert state() == before
    assert Event.objects.filter(action="mail-link-of-another").count() == 4


def test_a_link_that_was_altered_or_made_elsewhere_leads_nowhere(client, letter, advocate, staff):
    link = link_after(letter, "Acknowledge")
    client.force_login(advocate)
    forged = link.replace("acknowledge.", "snooze.")
    for bad in (link[:-5] + "/", forged, "/mail/x/", f"/mail/acknowledge.{Alert.objects.first().reference}/"):
        response = client.get(bad)
        assert response.status_code == 404, bad
        assert "leads nowhere" in html(response)
        assert 'href="/alerts/"' in html(response)


def test_a_link_runs_out(client, letter, advocate):
    link = link_after(letter, "Acknowledge")
    with time_machine.travel(timezone.now() + mail_links.LASTS + timedelta(minutes=1), tick=False):
        page = open_page(client, advocate, link)
        assert page.status_code == 410
        assert "work for 14 days" in html(page)
        assert client.post(link).status_code == 410
    assert Alert.objects.filter(acknowledged_at=None).count() == 3


def test_what_is_over_says_so_and_the_way_to_the_case(client, letter, quiet_case, advocate):
    visit(quiet_case, TODAY)
    lived(TODAY)
    for label in ("Acknowledge", "Put off"):
        page = open_page(client, advocate, link_after(letter, label))
        assert "is over since 20 April 2023: nothing needs doing" in html(page)
        assert quiet_case.get_absolute_url() in html(page)
        assert client.post(link_after(letter, label)).status_code == 200


def test_who_lost_sight_of_the_case_is_told_as_little_as_of_a_missing_one(client, letter, quiet_case, advocate):
    Case.objects.filter(pk=quiet_case.pk).update(level=Level.SEALED)
    page = open_page(client, advocate, link_after(letter, "Acknowledge"))
    assert page.status_code == 404
    assert "leads nowhere" in html(page)
    assert quiet_case.prisoner.name not in html(page)


def test_who_lost_the_right_to_handle_alerts_is_refused(client, letter, advocate):
    type(advocate).objects.filter(pk=advocate.pk).update(role="viewer")
    advocate.refresh_from_db()
    assert open_page(client, advocate, link_after(letter, "Acknowledge")).status_code == 403
    assert client.post(link_after(letter, "Acknowledge")).status_code == 403


def test_a_partner_who_sees_the_case_decides_nothing_about_it(client, letter, quiet_case):
    Case.objects.filter(pk=quiet_case.pk).update(level=Level.PARTNERS)
    partner = UserFactory()
    Grant.objects.create(case=quiet_case, organisation=partner.organisation)
    alert = Alert.objects.get(rule="R1")
    link = f"/mail/{mail_links.token(Step.ACKNOWLEDGE, alert, partner)}/"
    assert open_page(client, partner, link).status_code == 403


def test_what_somebody_else_acknowledged_meanwhile_says_so(client, letter, quiet_case, advocate, staff):
    services.acknowledge(alert=Alert.objects.get(rule="R1"), by=staff)
    page = html(open_page(client, advocate, link_after(letter, "Acknowledge")))
    assert "acknowledged already" in page
    assert Alert.objects.get(rule="R1").get_absolute_url() in page


def test_every_link_of_a_mail_opens(client, letter, advocate):
    client.force_login(advocate)
    assert len(links(letter)) == 3
    assert [client.get(link).status_code for link in links(letter)] == [200] * 3
