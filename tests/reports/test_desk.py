"""The organisation at a glance on Today: every figure is that of the list it leads to, and counts nothing hidden."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from accounts.permissions import Role
from cases.models import Draft
from cases.vocabulary import KeyDateKind, Level
from reminders import engine
from reminders.models import Alert
from reports import desk
from tests.advocacy.factories import act, government
from tests.cases.worlds import DAY, make_case
from tests.factories import CaseFactory, KeyDateFactory, UserFactory
from tests.reminders.stories import ago, arrest

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(organisation):
    return UserFactory(organisation=organisation, role=Role.ADMIN)


@pytest.fixture
def week(case, organisation, advocate):
    arrest(case, ago(60))
    CaseFactory(owner=organisation, lead=None)
    act(case, by=advocate, sent="2023-01-01", due_on=DAY - timedelta(20), addressee=government("RW"))
    engine.raise_alerts()
    Alert.objects.filter(rule="R1").update(escalated=2)
    return case


def figures(user):
    return {figure.label: figure for figure in desk.figures(user, DAY)}


def listed(client, url):
    """How many rows the list behind a figure has."""
    page = client.get(url).context
    return len(page["page"]) if "page" in page else len(page["bundles"])


@pytest.mark.parametrize("label", ["in custody", "stalled", "led by nobody", "replies overdue"])
def test_a_figure_is_that_of_its_list(client, staff, week, label):
    client.force_login(staff)
    figure = figures(staff)[label]
    assert figure.many == listed(client, figure.url) > 0


def test_what_is_sealed_from_me_is_in_no_figure(staff, week):
    before = figures(staff)
    keeper = UserFactory(organisation=week.owner, role=Role.ADVOCATE)
    sealed = make_case(week.owner, "Hidden", level=Level.SEALED, lead=keeper)
    arrest(sealed, ago(90))
    engine.raise_alerts()
    assert Alert.objects.filter(case=sealed).exists()
    assert figures(staff) == before


def test_figures_are_for_those_who_share_out_the_work_and_lists_for_those_who_curate_them(staff, advocate, admin):
    assert desk.figures(advocate, DAY) == []
    assert "matches to review" not in figures(staff)
    assert {"matches to review", "lists stale or failing"} <= figures(admin).keys()


# --- States with no measure recorded.
def no_measure(case, state):
    return Alert.objects.create(
        rule="R18", scope=f"case:{case.reference}", subject=state, case=case, since=DAY, opened_on=DAY, recorded_on=DAY
    )


def test_states_that_could_act_and_have_not_stand_with_their_cases_the_most_first(client, staff, case, organisation):
    other = make_case(organisation, "Other")
    for one, state in ((case, "GB"), (case, "US"), (other, "GB")):
        no_measure(one, state)
    assert [(row.name, row.many) for row in desk.unmoved(staff, DAY)] == [
        ("United Kingdom", 2),
        ("United States of America", 1),
    ]
    client.force_login(staff)
    text = client.get("/").content.decode()
    assert "No measure recorded" in text
    assert client.get(desk.unmoved(staff, DAY)[0].url).status_code == 200


def test_a_state_that_could_act_for_a_hidden_case_is_not_named(staff, organisation):
    no_measure(make_case(organisation, "Hidden", level=Level.SEALED), "LV")
    assert desk.unmoved(staff, DAY) == []


def test_what_was_put_off_is_not_counted(staff, case):
    alert = no_measure(case, "GB")
    Alert.objects.filter(pk=alert.pk).update(snoozed_until=DAY + timedelta(9), snooze_why="In talks")
    assert desk.unmoved(staff, DAY) == []


# --- Drafts.
def test_my_drafts_stand_with_a_way_on_and_nobody_elses(client, advocate, staff, case):
    Draft.objects.create(case=case, user=advocate, text='{"summary": ["Half a sentence"]}')
    client.force_login(advocate)
    text = client.get("/").content.decode()
    assert "My drafts" in text
    assert f"/cases/{case.reference}/updates/new/" in text
    assert "Half a sentence" not in text
    client.force_login(staff)
    assert "My drafts" not in client.get("/").content.decode()


def test_a_draft_on_a_case_i_may_no_longer_see_is_gone(advocate, organisation):
    case = make_case(organisation, "Closed to me", level=Level.SEALED)
    Draft.objects.create(case=case, user=advocate, text='{"summary": ["x"]}')
    assert desk.drafts(advocate) == []


# --- The fortnight.
def test_two_weeks_from_today_with_what_falls_on_each(client, advocate, case):
    KeyDateFactory(case=case, kind=KeyDateKind.HEARING, due_from=DAY + timedelta(3), due_on=DAY + timedelta(3))
    rows = [SimpleNamespace(on=DAY - timedelta(2)), SimpleNamespace(on=DAY + timedelta(3))]
    strip = desk.fortnight(rows, DAY)
    assert len(strip) == 14
    assert [(one.day, one.many) for one in strip if one.many] == [(DAY, 1), (DAY + timedelta(3), 1)]
    assert [one.is_today for one in strip].index(True) == 0


# --- What needs me, by how urgent it is.
def test_lines_are_grouped_by_urgency_and_offer_what_one_may_do(client, staff, viewer, week):
    Alert.objects.filter(case=week).update(assigned_to=staff)
    client.force_login(staff)
    response = client.get("/")
    labels = [str(group.label) for group in response.context["groups"]]
    order = ["", "Critical", "High", "As time allows"]
    assert labels == sorted(labels, key=order.index)
    text = response.content.decode()
    assert 'data-key="u"' in text
    assert 'data-key="a"' in text
    client.force_login(viewer)
    assert "data-key" not in client.get("/").content.decode()


def test_acknowledged_from_today_one_is_back_on_today(client, staff, week):
    Alert.objects.filter(case=week).update(assigned_to=staff)
    client.force_login(staff)
    alert = client.get("/").context["groups"][0].rows[0].worst
    answer = client.post(f"/alerts/{alert.reference}/acknowledge/", {"next": "/"})
    assert answer.url == "/"
    alert.refresh_from_db()
    assert alert.acknowledged_by == staff
    assert "acknowledged" in client.get("/").content.decode()
