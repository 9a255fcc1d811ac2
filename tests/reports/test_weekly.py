"""The weekly report as a page: its figures are those of the lists they lead to."""

from datetime import date

import pytest

from cases.vocabulary import Level
from reminders import engine
from reminders.models import Alert
from tests.advocacy.factories import act, government
from tests.factories import CaseFactory
from tests.reminders.stories import ago, arrest

pytestmark = pytest.mark.django_db
PAGE = "/reports/weekly/"


@pytest.fixture
def week(case, organisation, advocate):
    arrest(case, ago(60))
    CaseFactory(owner=organisation, lead=None)
    act(case, by=advocate, sent="2023-01-01", due_on=date(2023, 3, 10), addressee=government("RW"), summary="Letter 7")
    engine.raise_alerts()
    Alert.objects.filter(rule="R1").update(escalated=2)
    return case


def shown(client, user, address=PAGE):
    client.force_login(user)
    response = client.get(address)
    assert response.status_code == 200
    return response


def test_it_shows_alerts_cases_replies_and_what_nobody_acknowledged(client, week, staff):
    page = " ".join(shown(client, staff).content.decode().split())
    for words in ("Out of contact", "Rwanda", "41 days", "Letter 7", "due 10 March 2023", "Case without a lead"):
        assert words in page
    assert week.prisoner.name in page


def test_every_figure_is_that_of_the_list_behind_it(client, week, staff):
    report = shown(client, staff).context["report"]
    assert report.alerts.many == Alert.objects.open().count()
    for row in report.rules:
        for figure in (row.all, *row.ages):
            groups = shown(client, staff, figure.url).context["groups"]
            listed = sum(1 + len(bundle.others) for group in groups for bundle in group.bundles)
            assert listed == figure.many, (row.rule.code, figure.url)
    assert shown(client, staff, report.unled_all.url).context["page"].rows == report.unled
    for owed in report.owed:
        assert len(shown(client, staff, owed.url).context["page"].rows) == owed.many


def test_an_empty_house_is_said_to_be_in_order(client, staff):
    page = shown(client, staff).content.decode()
    for words in ("No alert is open.", "No reply is overdue", "Every case on the desk has a lead."):
        assert words in page


@pytest.mark.parametrize("level", [Level.RESTRICTED, Level.SEALED])
def test_what_is_hidden_is_neither_named_nor_counted(client, week, staff, organisation, level):
    before = shown(client, staff).context["report"]
    hidden = CaseFactory(owner=organisation, lead=None, level=level)
    arrest(hidden, ago(60), by=week.lead) if level == Level.TEAM else None
    Alert.objects.create(
        rule="R1",
        scope="case:x",
        subject="x",
        case=hidden,
        since=ago(60),
        opened_on=ago(30),
        recorded_on=ago(1),
        escalated=2,
    )
    response = shown(client, staff)
    after = response.context["report"]
    assert (after.alerts.many, after.unled_all.many) == (before.alerts.many, before.unled_all.many)
    assert hidden.prisoner.name not in response.content.decode()


def test_it_is_offered_to_who_assigns_cases(client, staff, advocate):
    assert PAGE in shown(client, staff, "/").content.decode()
    assert PAGE not in shown(client, advocate, "/").content.decode()
