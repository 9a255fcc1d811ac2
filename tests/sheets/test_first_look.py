"""The first look: whoever leads cases that were brought in goes through them, one by one, before alerts open."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.permissions import Role
from cases.grace import grace_from
from cases.models import Case, Grant, Membership
from cases.services.assigning import assign_cases
from cases.services.judging import UpdateData
from cases.services.sourcing import CitationData
from cases.services.updates import log_update
from cases.vocabulary import Level, UpdateKind
from core import clock
from core.models import Event
from core.partial_dates import PartialDate
from reminders import engine
from reminders.models import Alert
from reports.today import needs
from sheets.models import FirstLook
from sheets.pages.first_look import Glance
from sheets.services.looking import look_at_case
from tests.factories import CaseFactory, KeyDateFactory, UserFactory
from tests.sheets.pages import sheet

pytestmark = pytest.mark.django_db
TODAY = date(2023, 4, 20)


@pytest.fixture
def brought(staff):
    return sheet(staff)


def came(brought, lead, name="Ana Example", *, arrested=None, **more):
    """A case that the sheet brought in today, led by `lead`."""
    case = CaseFactory(
        owner=brought.organisation, lead=lead, grace_until=grace_from(clock.today()), prisoner__name=name, **more
    )
    FirstLook.objects.create(case=case, sheet=brought)
    if arrested:
        data = UpdateData(
            kind=UpdateKind.ARREST,
            occurred=PartialDate(arrested),
            summary="Taken at home.",
            citations=[CitationData(address="https://news.example/1")],
        )
        log_update(case=case, data=data, by=lead)
    return Case.objects.get(pk=case.pk)


def page(client, case):
    return client.get(reverse("sheets:first-look-case", args=[case.reference]))


def text_of(answer):
    return " ".join(answer.content.decode().split())


def looked_at(client, case):
    return client.post(reverse("sheets:first-look-done", args=[case.reference]), follow=True)


def lacking(case, user):
    return [lack.what for lack in Glance(case.first_look, user).lacks]


# --- The way through.
def test_the_lead_goes_from_case_to_case_until_nothing_waits(brought, advocate, client):
    cases = [came(brought, advocate, name) for name in ("Ana Example", "Ben Example", "Cora Example")]
    client.force_login(advocate)
    answer = client.get(reverse("sheets:first-look"), follow=True)
    for place, case in enumerate(cases, start=1):
        assert case.prisoner.name in text_of(answer)
        assert f"{place} of 3" in text_of(answer)
        answer = looked_at(client, case)
    assert "Nothing waits for your first look" in text_of(answer)
    assert set(FirstLook.objects.values_list("by", flat=True)) == {advocate.pk}


def test_what_is_left_for_later_waits_and_the_last_page_says_so(brought, advocate, client):
    first, second = came(brought, advocate, "Ana Example"), came(brought, advocate, "Ben Example")
    client.force_login(advocate)
    later = client.get(reverse("sheets:first-look"), {"after": first.reference}, follow=True)
    assert "Ben Example" in text_of(later)
    over = looked_at(client, second)
    assert "1 waits for later" in text_of(over)
    assert "Ana Example" in text_of(client.get(reverse("sheets:first-look"), follow=True))


def test_nothing_waits_for_somebody_who_leads_nothing_that_was_brought_in(brought, advocate, staff, client):
    came(brought, advocate)
    client.force_login(staff)
    assert "Nothing waits for your first look" in text_of(client.get(reverse("sheets:first-look")))


def test_it_moves_along_with_the_lead(brought, advocate, staff):
    case = came(brought, advocate)
    assert [one.case for one in FirstLook.objects.waiting_for(advocate)] == [case]
    assign_cases(cases=[case], lead=staff, by=staff)
    assert not FirstLook.objects.waiting_for(advocate).exists()
    assert [one.case for one in FirstLook.objects.waiting_for(staff)] == [case]


def test_a_case_out_of_sight_neither_waits_nor_is_shown(brought, advocate, client):
    case = came(brought, advocate, level=Level.SEALED)
    client.force_login(advocate)
    assert not FirstLook.objects.waiting_for(advocate).exists()
    assert page(client, case).status_code == looked_at(client, case).status_code == 404
    case.named.add(advocate)
    assert page(client, case).status_code == 200


def test_a_partner_sees_the_case_and_does_not_end_its_grace(brought, advocate, outsider, client):
    case = came(brought, advocate, level=Level.PARTNERS)
    Grant.objects.create(case=case, organisation=outsider.organisation)
    client.force_login(outsider)
    assert page(client, case).status_code == 200
    assert looked_at(client, case).status_code == 403
    case.refresh_from_db()
    assert case.grace_until == grace_from(TODAY)


# --- What the page says.
def test_the_page_shows_the_case_at_a_glance_with_its_sources(brought, advocate, client):
    case = came(brought, advocate, arrested=date(2022, 3, 1), prisoner__native_name="Ана Прыклад")
    client.force_login(advocate)
    said = text_of(page(client, case))
    for words in ("Ana Example", "Ана Прыклад", "Taken at home.", "1 March 2022", "news.example", "4 May 2023"):
        assert words in said


def test_what_is_lacking_is_named_until_it_is_there(brought, advocate):
    case = came(brought, advocate, arrested=date(2022, 3, 1))
    assert lacking(case, advocate) == [
        "No name in the original script",
        "No birth date",
        "No nationality",
        "A single source",
        "No direct contact ever recorded",
        "No prison",
        "No date to come",
    ]
    prisoner = case.prisoner
    prisoner.native_name, prisoner.birth = "Ана Прыклад", PartialDate(date(1980, 1, 1))
    prisoner.save()
    prisoner.ties.create(country="GB")
    KeyDateFactory(case=case, due=PartialDate(date(2023, 6, 1)))
    Case.objects.filter(pk=case.pk).update(contact="yes")
    case = Case.objects.get(pk=case.pk)
    assert lacking(case, advocate) == ["A single source", "No prison"]


def test_only_those_who_may_edit_a_prisoner_are_sent_there(brought, advocate, staff):
    case = came(brought, advocate)
    urls = {user.role: Glance(case.first_look, user).lacks[0].url for user in (advocate, staff)}
    assert urls == {
        Role.ADVOCATE: "",
        Role.STAFF: reverse("cases:prisoner-edit", args=[case.prisoner.reference]),
    }


def test_who_told_something_is_named_to_members_only(brought, advocate, staff, client):
    case = came(brought, advocate)
    Membership.objects.get_or_create(case=case, user=advocate)
    data = UpdateData(
        kind=UpdateKind.LETTER_RECEIVED,
        occurred=PartialDate(date(2023, 1, 5)),
        summary="A letter came.",
        citations=[CitationData(told_by="Her sister Nadzeya")],
    )
    log_update(case=case, data=data, by=advocate)
    said = {}
    for user in (advocate, staff):
        client.force_login(user)
        said[user.role] = "Nadzeya" in text_of(page(client, case))
    assert said == {Role.ADVOCATE: True, Role.STAFF: False}


# --- What follows from a look.
def test_a_look_ends_the_grace_and_what_is_due_opens_at_once(brought, advocate, django_capture_on_commit_callbacks):
    case = came(brought, advocate, arrested=TODAY - timedelta(60))
    engine.recheck_case(case.pk)
    assert not Alert.objects.filter(case=case).exists()
    with django_capture_on_commit_callbacks() as told:
        look_at_case(first_look=case.first_look, by=advocate)
    assert len(told) == 1
    engine.recheck_case(case.pk)  # what the worker does with it
    assert sorted(Alert.objects.filter(case=case).values_list("rule", flat=True)) == ["R1", "R16a", "R2"]


def test_a_look_is_told_of_once_and_under_the_sheet(brought, advocate, staff):
    case = came(brought, advocate)
    first_look = case.first_look
    for by in (advocate, staff):
        look_at_case(first_look=first_look, by=by)
    event = Event.objects.get(action="case-looked-at")
    assert (event.target, event.by, event.facts) == (brought.reference, advocate, {"case": case.reference})
    first_look.refresh_from_db()
    assert first_look.by == advocate


def test_a_look_leaves_the_history_of_the_case_alone(brought, advocate):
    case = came(brought, advocate)
    before = case.history.count()
    look_at_case(first_look=case.first_look, by=advocate)
    case.refresh_from_db()
    assert (case.history.count(), case.grace_until) == (before, None)


# --- Today.
def waiting_row(user):
    return next((row for row in needs(user, clock.today()).rows if row.url == reverse("sheets:first-look")), None)


def test_today_says_how_many_wait_for_their_lead_and_until_when(brought, advocate, staff):
    for _ in range(3):
        came(brought, advocate)
    row = waiting_row(advocate)
    assert row.title == "3 cases brought in wait for your first look"
    assert "Until 4 May 2023 no alert opens" in row.sentence
    assert waiting_row(staff) is None


def test_today_is_silent_once_all_are_looked_at_and_about_what_is_out_of_sight(brought, advocate):
    look_at_case(first_look=came(brought, advocate).first_look, by=advocate)
    came(brought, advocate, level=Level.SEALED)
    assert waiting_row(advocate) is None


def test_once_the_grace_is_over_today_promises_none(brought, advocate):
    came(brought, advocate)
    clock.set_source(lambda: grace_from(TODAY) + timedelta(1))
    row = waiting_row(advocate)
    assert row.title == "1 case brought in waits for your first look"
    assert "no alert opens" not in row.sentence


def test_somebody_who_only_reads_is_asked_nothing(brought, organisation):
    viewer = UserFactory(organisation=organisation, role=Role.VIEWER)
    came(brought, viewer)
    assert waiting_row(viewer) is None
