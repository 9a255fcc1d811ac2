"""A person with 500 open alerts: one mail, grouped by case, below 100 kB; it gives nobody away, and its links work."""

from datetime import timedelta

import pytest

from cases.models import Case
from cases.vocabulary import Level
from reminders import mails
from reminders.models import Alert, Message, MessageLine
from tests.factories import CaseFactory, FacilityFactory, KeyDateFactory, PrisonerFactory, StateFactory
from tests.reminders.letters import links, lived, mail_to, said
from tests.reminders.stories import TODAY, ago

pytestmark = pytest.mark.django_db
CASES, ALERTS = 200, 500
SECRETS = ("Vladimir", "Kara", "Владимир", "Omsk", "Siberia", "IK-7", "Polyneuropathy", "hunger", "Russia", "Moscow")


@pytest.fixture
def swamped(organisation, advocate):
    """An advocate who leads 200 cases in one prison, on which 500 alerts are open."""
    prison = FacilityFactory(name="IK-7 Omsk, Siberia", state=StateFactory(code="RU"))
    for number in range(CASES):
        prisoner = PrisonerFactory(name=f"Vladimir Kara {number}", native_name="Владимир")
        CaseFactory(
            owner=organisation,
            lead=advocate,
            prisoner=prisoner,
            facility=prison,
            code_name=f"Grey Heron {number:03}",
            level=Level.RESTRICTED if number % 7 == 0 else Level.TEAM,
            restricted_notes="Polyneuropathy; on hunger strike",
        )
    cases = list(Case.objects.order_by("pk"))
    rules = ("R1", "R2", "R16a", "R16b", "R13")
    for number in range(ALERTS):
        case, rule = cases[number % CASES], rules[number // CASES]
        date = KeyDateFactory(case=case, summary="Moscow City Court") if rule == "R13" else None
        open_alert(case, rule, date, days=40 + number % 90)
    return advocate


def open_alert(case, rule, key_date, *, days):
    subject = key_date.reference if key_date else case.reference
    about = {"case": case, "key_date": key_date, "scope": f"case:{case.reference}", "subject": subject}
    return Alert.objects.create(rule=rule, since=ago(days), opened_on=ago(days - 30), recorded_on=ago(3), **about)


@pytest.fixture
def letter(swamped, monkeypatch):
    monkeypatch.setattr("reminders.engine.raise_alerts", lambda day: None)  # these alerts, whatever the rules say
    return mail_to(swamped, lived(TODAY))


def test_it_is_one_mail_below_100_kb(letter):
    assert len(letter.message().as_bytes()) < 100_000
    assert MessageLine.objects.count() == Alert.objects.count() == ALERTS


def test_it_is_grouped_one_line_for_a_case(letter):
    for number in range(CASES):
        assert letter.body.count(f"Grey Heron {number:03}:") == 1
    assert letter.subject == "200 cases need you"


def test_it_names_no_person_no_place_and_nothing_about_health(letter):
    text = said(letter)
    assert [secret for secret in SECRETS if secret in text] == []
    assert [case for case in Case.objects.values_list("reference", flat=True) if case in text] == []


def test_every_link_of_it_works(letter, swamped, client):
    client.force_login(swamped)
    found = links(letter)
    assert len(found) == len(set(found)) > CASES
    kinds = {(link.split("/")[1], link.split("/")[2].split(".")[0] if "/mail/" in link else "") for link in found}
    assert {("alerts", ""), ("mail", "acknowledge"), ("mail", "snooze")} <= kinds
    # All of them lead to their own alert; of each kind the first and the last are followed to the end.
    alerts = set(Alert.objects.values_list("reference", flat=True))
    assert all(any(one in alerts for one in link.replace(".", "/").split("/")) for link in found if link != "/alerts/")
    for kind in kinds:
        same = [link for link in found if link.startswith("/" + "/".join(filter(None, kind)))]
        for link in (same[0], same[-1]):
            assert client.get(link).status_code == 200, link


def test_acting_by_a_link_of_it_reaches_that_case_and_no_other(letter, swamped, client):
    client.force_login(swamped)
    link = next(link for link in links(letter) if link.startswith("/mail/acknowledge"))
    assert client.post(link).status_code == 302
    touched = Alert.objects.exclude(acknowledged_at=None)
    assert touched.values("case").distinct().count() == 1


def test_what_finds_no_room_is_counted_and_told_the_next_day(letter, swamped, monkeypatch):
    Message.objects.all().delete()
    monkeypatch.setattr(mails, "MOST_CASES", 150)
    first = mail_to(swamped, lived(TODAY))
    assert first.body.count("Grey Heron") == 150
    left = ALERTS - MessageLine.objects.count()
    assert f"{left} more alerts of yours are open" in first.body
    second = mail_to(swamped, lived(TODAY + timedelta(1)))
    assert second.body.count("Grey Heron") == 50
    assert MessageLine.objects.count() == ALERTS
