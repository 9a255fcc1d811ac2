"""What can be done from the list: saving it under a name, and assigning the ticked cases."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.permissions import Role
from cases.models import Case, Membership, SavedFilter
from cases.services.assigning import assign_cases, possible_leads
from cases.vocabulary import Level
from core import slots
from core.models import Event, EventKind
from tests.cases.worlds import hidden_twins, kara_murza, make_case
from tests.factories import UserFactory

LIST, SAVE, REMOVE, ASSIGN = "/cases/", "/cases/lists/save/", "/cases/lists/remove/", "/cases/assign/"


def said(response):
    """The words of the message after a redirect."""
    return [str(message) for message in response.context["messages"]]


# --- Own lists.
def test_a_list_is_saved_under_a_name_and_opened_again(client, advocate):
    client.force_login(advocate)
    response = client.post(
        SAVE, {"name": "Mine", "query": "status=serving&state=RU&after=abc&counts=1&x=1"}, follow=True
    )
    saved = SavedFilter.objects.get()
    assert (saved.user, saved.name, saved.query) == (advocate, "Mine", "state=RU&status=serving")
    assert said(response) == ["Saved as “Mine”."]
    assert response.redirect_chain[-1][0] == "/cases/?state=RU&status=serving"
    assert [entry.current for entry in response.context["saved"]] == [True]


def test_the_same_name_again_replaces_the_list(client, advocate):
    client.force_login(advocate)
    for query in ("state=RU", "state=BY"):
        client.post(SAVE, {"name": "Mine", "query": query})
    assert SavedFilter.objects.get().query == "state=BY"


@pytest.mark.parametrize("name", ["", " ", "x" * 61])
def test_a_list_without_a_fitting_name_is_not_saved(client, advocate, name):
    client.force_login(advocate)
    response = client.post(SAVE, {"name": name, "query": "state=RU"}, follow=True)
    assert not SavedFilter.objects.exists()
    assert "was not saved" in said(response)[0]


def test_lists_are_ones_own(client, advocate, staff):
    SavedFilter.objects.create(user=staff, name="Staff’s list", query="state=RU")
    client.force_login(advocate)
    assert "Staff’s list" not in client.get(LIST).content.decode()
    client.post(REMOVE, {"name": "Staff’s list"})
    assert SavedFilter.objects.filter(user=staff).exists()


def test_a_list_is_removed_by_its_name(client, advocate):
    SavedFilter.objects.create(user=advocate, name="Mine", query="state=RU")
    client.force_login(advocate)
    for _twice in range(2):
        assert client.post(REMOVE, {"name": "Mine"}).status_code == 302
    assert not SavedFilter.objects.exists()


# --- Assigning many.
@pytest.fixture
def cases(organisation):
    return [make_case(organisation, f"Person {number}") for number in range(3)]


def test_ticked_cases_get_a_lead_who_becomes_a_member(client, staff, advocate, cases):
    client.force_login(staff)
    ticked = [case.reference for case in cases[:2]]
    response = client.post(ASSIGN, {"case": ticked, "lead": advocate.reference, "back": "state=RU"}, follow=True)
    assert said(response) == ["2 cases assigned to Ada Advocate."]
    assert response.redirect_chain[-1][0] == "/cases/?state=RU"
    assert [Case.objects.get(pk=case.pk).lead for case in cases] == [advocate, advocate, None]
    assert Membership.objects.filter(user=advocate, case__in=cases[:2]).count() == 2


def test_assigning_is_kept_in_history_and_in_the_event_trail(staff, advocate, cases):
    assign_cases(cases=cases, lead=advocate, by=staff)
    event = Event.objects.about(cases[0].reference).get()
    assert (event.kind, event.action, event.by) == (EventKind.DECISION, "case-assigned", staff)
    assert event.facts == {"lead": advocate.pk, "before": None}
    record = cases[0].history.first()
    assert record.lead == advocate
    assert cases[0].history.count() == 2


def test_repeating_it_changes_nothing(staff, advocate, cases):
    assert assign_cases(cases=cases, lead=advocate, by=staff).changed == 3
    again = assign_cases(cases=cases, lead=advocate, by=staff)
    assert (again.changed, again.already, again.left) == (0, 3, 0)
    assert Event.objects.filter(action="case-assigned").count() == 3


def test_the_message_says_what_was_already_so_and_what_was_left(client, staff, advocate, organisation, cases):
    client.force_login(staff)
    sealed = make_case(organisation, "Sealed", level=Level.SEALED)
    sealed.named.add(staff)
    ticked = [case.reference for case in (*cases, sealed)]
    client.post(ASSIGN, {"case": ticked[:2], "lead": advocate.reference})
    response = client.post(ASSIGN, {"case": ticked, "lead": advocate.reference}, follow=True)
    words = said(response)[-1]
    assert words.startswith("1 case assigned to Ada Advocate. 2 already were as you want them. 1 was left as it is")
    response = client.post(ASSIGN, {"case": ["RU-99-NONE"], "lead": advocate.reference}, follow=True)
    assert said(response)[-1] == "Nothing was assigned: none of these cases was found."


def test_a_case_may_be_taken_from_its_lead(client, staff, advocate, case):
    client.force_login(staff)
    client.post(ASSIGN, {"case": [case.reference], "lead": "nobody"})
    assert Case.objects.get().lead is None
    assert Membership.objects.filter(case=case, user=advocate).exists(), "who was a member stays one"


def test_only_visible_cases_of_ones_own_organisation_are_assigned(staff, advocate, organisation):
    murza = kara_murza(organisation)
    twins = hidden_twins(murza)
    done = assign_cases(cases=[murza, *twins], lead=advocate, by=staff)
    assert (done.changed, done.left) == (1, 4)
    assert not Case.objects.filter(pk__in=[twin.pk for twin in twins], lead=advocate).exists()
    assert not Membership.objects.filter(case__in=twins, user=advocate).exists()


def test_hidden_cases_posted_by_reference_are_as_if_they_were_not(client, staff, advocate, organisation):
    murza = kara_murza(organisation)
    client.force_login(staff)
    ticked = [murza.reference, *(twin.reference for twin in hidden_twins(murza)), "RU-99-NONE"]
    response = client.post(ASSIGN, {"case": ticked, "lead": advocate.reference}, follow=True)
    assert said(response) == ["1 case assigned to Ada Advocate."]


def test_a_sealed_case_is_not_given_to_somebody_it_does_not_name(staff, advocate, organisation):
    sealed = make_case(organisation, "Sealed", level=Level.SEALED)
    sealed.named.add(staff)
    assert assign_cases(cases=[sealed], lead=advocate, by=staff).left == 1
    sealed.named.add(advocate)
    assert assign_cases(cases=[sealed], lead=advocate, by=staff).changed == 1


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ADVOCATE])
def test_without_the_permission_nothing_is_offered_and_nothing_done(client, organisation, advocate, cases, role):
    user = UserFactory(organisation=organisation, role=role)
    client.force_login(user)
    text = client.get(LIST).content.decode()
    assert 'name="lead"' not in text
    assert "Assign the ticked" not in text
    assert client.post(ASSIGN, {"case": [cases[0].reference], "lead": advocate.reference}).status_code == 403
    with pytest.raises(PermissionDenied):
        assign_cases(cases=cases, lead=advocate, by=user)
    assert not Case.objects.filter(lead=advocate).exists()


def test_a_lead_is_a_colleague_who_can_log_updates(staff, viewer, outsider, cases):
    gone = UserFactory(organisation=staff.organisation, is_active=False)
    assert not {viewer, outsider, gone} & set(possible_leads(staff))
    for somebody in (viewer, outsider, gone):
        with pytest.raises(ValidationError):
            assign_cases(cases=cases, lead=somebody, by=staff)
    assert not Case.objects.exclude(lead=None).exists()


@pytest.mark.parametrize(
    ("ticked", "lead", "words"), [(False, "nobody", "tick the cases first"), (True, "", "choose who")]
)
def test_a_form_that_says_too_little_changes_nothing_and_says_what_is_missing(
    client, staff, cases, ticked, lead, words
):
    client.force_login(staff)
    references = [cases[0].reference] if ticked else []
    response = client.post(ASSIGN, {"case": references, "lead": lead}, follow=True)
    assert words in said(response)[0]
    assert not Event.objects.filter(action="case-assigned").exists()


def test_the_apps_above_hear_of_it_once_it_is_saved(
    staff, advocate, cases, monkeypatch, django_capture_on_commit_callbacks
):
    told = []
    monkeypatch.setitem(slots._providers, "case-written", [lambda case_id: told.append(case_id) or []])
    with django_capture_on_commit_callbacks(execute=True):
        assign_cases(cases=cases, lead=advocate, by=staff)
    assert told == [case.pk for case in cases]


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "x\r\nSet-Cookie: a=b"])
def test_the_way_back_never_leaves_the_list(client, staff, back):
    client.force_login(staff)
    response = client.post(ASSIGN, {"back": back})
    assert response.url.startswith("/cases/?")
    assert "\n" not in response.url
