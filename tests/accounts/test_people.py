"""The people page: colleagues, their role and duties, accounts closed and opened."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.models import Duty, DutyKind, Invitation, Organisation, User
from accounts.permissions import Permission, Role
from accounts.services import change_person, close_account, invite
from core.models import Event
from tests.factories import PASSWORD, OrganisationFactory, UserFactory


@pytest.fixture
def as_admin(client, admin):
    client.force_login(admin)
    return client


def test_the_page_lists_colleagues_with_role_and_duties_and_nobody_of_another_house(
    as_admin, advocate, viewer, outsider
):
    Duty.objects.create(user=advocate, kind=DutyKind.UN)
    UserFactory(organisation=outsider.organisation, role=Role.ADMIN)
    page = as_admin.get("/people/").content.decode()
    assert "Ada Advocate" in page
    assert "United Nations" in page
    assert "Vera Viewer" in page
    assert outsider.name not in page


def test_the_page_says_which_duties_nobody_holds(as_admin, advocate):
    for kind in DutyKind:
        if kind != DutyKind.HEALTH:
            Duty.objects.create(user=advocate, kind=kind)
    assert "Nobody in your organisation holds these duties: Health." in " ".join(
        as_admin.get("/people/").content.decode().split()
    )


def test_role_and_duties_are_set_and_kept_on_the_trail(as_admin, advocate, admin):
    Duty.objects.create(user=advocate, kind=DutyKind.UN)
    as_admin.post(f"/people/{advocate.reference}/", {"role": "staff", "duties": ["sanctions", "consent"]})
    advocate.refresh_from_db()
    assert advocate.role == Role.STAFF
    assert set(advocate.duties.values_list("kind", flat=True)) == {DutyKind.SANCTIONS, DutyKind.CONSENT}
    role, duties = Event.objects.filter(target=advocate.reference).order_by("pk")
    assert (role.action, role.by, role.facts) == ("role", admin, {"old": "advocate", "new": "staff"})
    assert duties.facts == {"old": ["un"], "new": ["consent", "sanctions"]}
    assert advocate.history.first().history_user == admin


def test_saving_without_a_change_leaves_no_mark(as_admin, advocate):
    as_admin.post(f"/people/{advocate.reference}/", {"role": "advocate"})
    assert not Event.objects.filter(target=advocate.reference).exists()


def test_the_last_admin_can_neither_step_down_nor_close_their_account(as_admin, admin):
    page = as_admin.post(f"/people/{admin.reference}/", {"role": "viewer"}).content.decode()
    assert "This is the last admin of Freedom Desk." in page
    answer = as_admin.post(f"/people/{admin.reference}/close/", follow=True)
    assert "This is the last admin of Freedom Desk." in answer.content.decode()
    admin.refresh_from_db()
    assert admin.is_active
    assert admin.role == Role.ADMIN


def test_an_admin_steps_down_when_there_is_another_and_a_closed_admin_does_not_count(as_admin, admin, organisation):
    other = UserFactory(organisation=organisation, role=Role.ADMIN, is_active=False)
    assert "last admin" in as_admin.post(f"/people/{admin.reference}/", {"role": "viewer"}).content.decode()
    User.objects.filter(pk=other.pk).update(is_active=True)
    as_admin.post(f"/people/{admin.reference}/", {"role": "viewer"})
    admin.refresh_from_db()
    assert admin.role == Role.VIEWER
    assert as_admin.get("/people/").status_code == 403


def test_a_closed_account_is_signed_out_everywhere_at_once(as_admin, advocate, admin, client_class):
    browsers = [client_class(), client_class()]
    for browser in browsers:
        browser.post("/accounts/login/", {"login": advocate.email, "password": PASSWORD})
        assert browser.get("/profile/").status_code == 200
    as_admin.post(f"/people/{advocate.reference}/close/")
    for browser in browsers:
        assert browser.get("/profile/").status_code == 302
    assert Event.objects.get(action="close-account").facts["sessions"] == 2
    # Opened again, the sessions of before stay ended; the admin's own was never touched.
    as_admin.post(f"/people/{advocate.reference}/reopen/")
    assert browsers[0].get("/profile/").status_code == 302
    browsers[0].post("/accounts/login/", {"login": advocate.email, "password": PASSWORD})
    assert browsers[0].get("/profile/").status_code == 200
    assert as_admin.get("/people/").status_code == 200


@pytest.fixture
def client_class(client):
    return type(client)


def test_invitations_of_a_closed_account_open_nothing_any_more(admin, organisation):
    leaving = UserFactory(organisation=organisation, role=Role.ADMIN)
    invite(email="friend@example.org", name="Friend", role=Role.ADMIN, organisation=organisation, by=leaving)
    invite(email="other@example.org", name="Other", role=Role.VIEWER, organisation=organisation, by=admin)
    close_account(person=leaving, by=admin)
    assert [invitation.email for invitation in Invitation.objects.open()] == ["other@example.org"]


def test_closing_twice_is_one_event(admin, advocate):
    close_account(person=advocate, by=admin)
    close_account(person=advocate, by=admin)
    assert Event.objects.filter(action="close-account").count() == 1


@pytest.mark.parametrize("what", ["", "close/", "reopen/"])
def test_another_organisations_people_are_not_to_be_found(as_admin, outsider, what):
    UserFactory(organisation=outsider.organisation, role=Role.ADMIN)
    assert as_admin.post(f"/people/{outsider.reference}/{what}", {"role": "viewer"}).status_code == 404
    outsider.refresh_from_db()
    assert (outsider.role, outsider.is_active) == (Role.ADVOCATE, True)


def test_a_service_refuses_who_may_not_manage_people(advocate, viewer):
    with pytest.raises(PermissionDenied):
        change_person(person=viewer, role=Role.ADMIN, duties=[], by=advocate)
    with pytest.raises(PermissionDenied):
        close_account(person=viewer, by=advocate)


def test_the_last_admin_is_kept_by_the_service_too(admin):
    with pytest.raises(ValidationError, match="last admin"):
        close_account(person=admin, by=admin)


def test_a_person_has_a_reference_and_no_row_number_in_addresses(as_admin, advocate):
    assert advocate.reference.startswith("M-")
    page = as_admin.get("/people/").content.decode()
    assert f"/people/{advocate.reference}/" in page
    assert as_admin.get(f"/people/{advocate.pk}/").status_code == 404


def test_the_database_refuses_one_address_twice_in_any_case_and_one_duty_twice(advocate):
    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(email=advocate.email.upper())
    Duty.objects.create(user=advocate, kind=DutyKind.UN)
    with pytest.raises(IntegrityError), transaction.atomic():
        Duty.objects.create(user=advocate, kind=DutyKind.UN)


def test_an_inactive_person_may_nothing(admin):
    admin.is_active = False
    assert not any(admin.may(permission) for permission in Permission)
    assert not admin.is_staff


def test_organisations_with_an_admin_of_their_own_are_managed_by_them_alone(admin, organisation):
    beginning, grown = OrganisationFactory(), OrganisationFactory()
    UserFactory(organisation=beginning, role=Role.ADVOCATE)
    UserFactory(organisation=grown, role=Role.ADMIN)
    assert set(Organisation.objects.managed_by(admin)) == {organisation, beginning}
