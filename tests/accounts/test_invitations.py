"""Invitations: the only way to an account, once, within seven days."""

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import Invitation, Organisation, User
from accounts.models.invitation import VALID_FOR, token_hash
from accounts.permissions import Role
from accounts.services import accept_invitation, invite
from accounts.services.invitations import AlreadyAccepted
from cases.models import Case
from core.models import Event
from tests.factories import PASSWORD, OrganisationFactory, UserFactory

NEW = "new.person@example.org"
ANSWERS = {"name": "Nina New", "password": PASSWORD, "again": PASSWORD, "time_zone": "Europe/Vilnius"}


@pytest.fixture
def as_admin(client, admin):
    client.force_login(admin)
    return client


def send(client, organisation, django_capture_on_commit_callbacks, **changes):
    asked = {"email": NEW, "name": "Nina", "role": "advocate", "organisation": organisation.pk, **changes}
    with django_capture_on_commit_callbacks(execute=True):
        return client.post("/people/invite/", asked, follow=True)


@pytest.fixture
def invited(as_admin, organisation, django_capture_on_commit_callbacks):
    """An open invitation, its mail sent, and nobody signed in."""
    send(as_admin, organisation, django_capture_on_commit_callbacks)
    as_admin.logout()
    return Invitation.objects.get()


def test_an_invitation_is_mailed_and_accepted_and_its_person_signs_in(invited, client, organisation, link_in_last_mail):
    page = client.get(link_in_last_mail()).content.decode()
    assert "Freedom Desk invites you to its workroom as Advocate" in page
    assert 'value="Nina"' in page
    answer = client.post(link_in_last_mail(), ANSWERS, follow=True)
    assert "Your account is ready" in answer.content.decode()
    person = User.objects.get(email=NEW)
    assert (person.name, person.role, person.organisation) == ("Nina New", Role.ADVOCATE, organisation)
    assert person.time_zone == "Europe/Vilnius"
    assert person.check_password(PASSWORD)
    assert client.post("/accounts/login/", {"login": NEW, "password": PASSWORD}).url == "/"


def test_the_mail_says_nothing_of_cases_or_people_and_the_table_opens_no_account(invited, case, admin):
    (message,) = mail.outbox
    assert message.to == [NEW]
    assert "Freedom Desk" in message.body
    for secret in (case.prisoner.name, case.reference, admin.name, invited.name):
        assert secret not in message.body + message.subject
    token = message.body.split("key=")[1].split()[0]
    assert invited.token_hash == token_hash(token)
    assert token not in str(Invitation.objects.values()) + str(Event.objects.values())


def test_accepting_twice_makes_one_account_and_says_sign_in(invited, client, link_in_last_mail):
    client.post(link_in_last_mail(), ANSWERS)
    again = client.post(
        link_in_last_mail(), {**ANSWERS, "password": "another long phrase", "again": "another long phrase"}
    )
    assert again.url == "/accounts/login/"
    assert "accepted already: log in" in client.get(again.url).content.decode()
    assert User.objects.get(email=NEW).check_password(PASSWORD)
    assert client.get(link_in_last_mail()).url == "/accounts/login/"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"password": "short", "again": "short"}, "too short"),
        ({"password": "password1234", "again": "password1234"}, "too common"),
        ({"password": NEW, "again": NEW}, "too similar"),
        ({"again": "something else, longer"}, "The two passwords differ."),
        ({"name": "  "}, "Write a name."),
        ({"time_zone": "Europe/Atlantis"}, "“Europe/Atlantis” is no time zone."),
        ({"time_zone": "/etc/passwd"}, "is no time zone."),
    ],
)
def test_a_bad_answer_is_explained_and_leaves_the_invitation_open(invited, client, link_in_last_mail, wrong, said):
    page = client.post(link_in_last_mail(), {**ANSWERS, **wrong}).content.decode()
    assert said in page
    assert not User.objects.filter(email=NEW).exists()
    assert Invitation.objects.open().exists()


def test_an_invitation_older_than_seven_days_opens_nothing(invited, client, link_in_last_mail):
    Invitation.objects.update(created_at=timezone.now() - VALID_FOR - timedelta(minutes=1))
    for answer in (client.get(link_in_last_mail()), client.post(link_in_last_mail(), ANSWERS)):
        assert answer.status_code == 410
        assert "This invitation no longer works" in answer.content.decode()
    assert not User.objects.filter(email=NEW).exists()


def test_an_invitation_one_minute_younger_than_seven_days_still_works(invited, client, link_in_last_mail):
    Invitation.objects.update(created_at=timezone.now() - VALID_FOR + timedelta(minutes=1))
    client.post(link_in_last_mail(), ANSWERS)
    assert User.objects.filter(email=NEW).exists()


@pytest.mark.parametrize("query", ["", "?key=", "?key=not-the-token"])
def test_a_link_that_is_not_whole_opens_nothing(invited, client, query):
    assert client.get(f"/invitation/{query}").status_code == 410


def test_a_withdrawn_invitation_opens_nothing(invited, client, admin, link_in_last_mail):
    client.force_login(admin)
    client.post(f"/people/invitations/{invited.reference}/withdraw/")
    client.logout()
    assert client.post(link_in_last_mail(), ANSWERS).status_code == 410
    assert Event.objects.filter(action="withdraw-invitation", by=admin, target=invited.reference).exists()


def test_sent_again_the_new_link_works_for_seven_days_and_the_old_one_does_not(
    invited, client, admin, link_in_last_mail, django_capture_on_commit_callbacks
):
    old = link_in_last_mail()
    Invitation.objects.update(created_at=timezone.now() - VALID_FOR - timedelta(days=1))
    client.force_login(admin)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/people/invitations/{invited.reference}/resend/")
    client.logout()
    assert client.get(old).status_code == 410
    assert client.get(link_in_last_mail()).status_code == 200


@pytest.mark.parametrize("what", ["resend", "withdraw"])
def test_an_accepted_invitation_cannot_be_sent_again_or_withdrawn(invited, client, admin, link_in_last_mail, what):
    client.post(link_in_last_mail(), ANSWERS)
    client.force_login(admin)
    answer = client.post(f"/people/invitations/{invited.reference}/{what}/", follow=True)
    assert "has been accepted meanwhile" in answer.content.decode()
    assert Invitation.objects.get().withdrawn_at is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": "no address"}, "This is no e-mail address. It looks like name@example.org."),
        ({"email": ""}, "Write an e-mail address."),
        ({"name": ""}, "Write a name."),
        ({"role": "emperor"}, "Select a valid choice"),
    ],
)
def test_a_bad_invitation_is_explained_and_none_is_made(
    as_admin, organisation, django_capture_on_commit_callbacks, wrong, said
):
    page = send(as_admin, organisation, django_capture_on_commit_callbacks, **wrong)
    assert said in page.content.decode()
    assert not Invitation.objects.exists()
    assert mail.outbox == []


def test_an_address_with_an_account_cannot_be_invited_in_any_case(
    as_admin, organisation, advocate, django_capture_on_commit_callbacks
):
    page = send(as_admin, organisation, django_capture_on_commit_callbacks, email=advocate.email.upper())
    assert "There is already an account with this address." in page.content.decode()
    assert not Invitation.objects.exists()


def test_an_address_with_an_open_invitation_cannot_be_invited_again_in_any_case(
    invited, client, admin, organisation, django_capture_on_commit_callbacks
):
    client.force_login(admin)
    page = send(client, organisation, django_capture_on_commit_callbacks, email=NEW.upper())
    assert "This address has an open invitation." in page.content.decode()
    assert Invitation.objects.count() == 1


def test_an_address_whose_invitation_lapsed_can_be_invited_again(
    invited, client, admin, organisation, django_capture_on_commit_callbacks
):
    Invitation.objects.update(created_at=timezone.now() - VALID_FOR - timedelta(days=1))
    client.force_login(admin)
    send(client, organisation, django_capture_on_commit_callbacks)
    assert Invitation.objects.open().count() == 1
    assert Invitation.objects.count() == 2


def test_the_database_refuses_two_open_invitations_for_one_address(invited):
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(email=NEW, name="Twice", organisation=invited.organisation, token_hash="x")


def test_a_partner_without_an_admin_can_be_invited_into_and_one_with_an_admin_cannot(
    as_admin, django_capture_on_commit_callbacks
):
    beginning, grown, elsewhere = OrganisationFactory(), OrganisationFactory(), OrganisationFactory(works_here=False)
    UserFactory(organisation=grown, role=Role.ADMIN)
    for closed in (grown, elsewhere):
        page = send(as_admin, closed, django_capture_on_commit_callbacks).content.decode()
        assert "You cannot invite people into that organisation." in page
        assert closed.name not in page
    send(as_admin, beginning, django_capture_on_commit_callbacks)
    assert Invitation.objects.get().organisation == beginning


def test_another_organisations_admin_neither_sees_nor_touches_an_invitation(invited, client):
    client.force_login(UserFactory(role=Role.ADMIN))
    assert NEW not in client.get("/people/").content.decode()
    for what in ("resend", "withdraw"):
        assert client.post(f"/people/invitations/{invited.reference}/{what}/").status_code == 404
    assert Invitation.objects.open().exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_mail_that_cannot_be_sent_leaves_the_invitation_and_is_said(as_admin, organisation, settings, caplog):
    settings.EMAIL_BACKEND = "tests.accounts.test_invitations.NoBackend"
    asked = {"email": NEW, "name": "Nina", "role": "advocate", "organisation": organisation.pk}
    page = as_admin.post("/people/invite/", asked, follow=True).content.decode()
    assert "could not be sent" in page
    assert "mail not sent" in page
    assert "The mail server is down." in caplog.text
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    again = f"/people/invitations/{Invitation.objects.get().reference}/resend/"
    page = as_admin.post(again, follow=True).content.decode()
    assert f"An invitation is on its way to {NEW}." in page
    assert "mail not sent" not in page


class NoBackend:
    def __init__(self, *args, **kwargs):
        raise OSError("The mail server is down.")


def test_a_bad_address_on_the_command_line_makes_no_organisation(db):
    with pytest.raises(CommandError, match="valid email"):
        call_command("first_admin", "nonsense", "--name", "Nina", "--organisation", "Freedom Desk")
    assert not Organisation.objects.filter(name="Freedom Desk").exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_house_opens_with_its_first_admin(client, link_in_last_mail):
    call_command("first_admin", NEW, "--name", "Nina", "--organisation", "Freedom Desk")
    lost = link_in_last_mail()
    call_command("first_admin", NEW, "--name", "Nina", "--organisation", "Freedom Desk")
    assert client.get(lost).status_code == 410
    client.post(link_in_last_mail(), ANSWERS)
    person = User.objects.get(email=NEW)
    assert person.role == Role.ADMIN
    assert person.organisation.works_here
    with pytest.raises(CommandError, match="has an admin already"):
        call_command("first_admin", "b@example.org", "--name", "B", "--organisation", "Freedom Desk")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_first_invitation_that_could_not_be_mailed_is_said(settings):
    settings.EMAIL_BACKEND = "tests.accounts.test_invitations.NoBackend"
    with pytest.raises(CommandError, match="could not be sent"):
        call_command("first_admin", NEW, "--name", "Nina", "--organisation", "Freedom Desk")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_windows_that_accept_at_once_make_one_account(link_in_last_mail):
    organisation = OrganisationFactory()
    admin = UserFactory(organisation=organisation, role=Role.ADMIN)
    invite(email=NEW, name="Nina", role=Role.VIEWER, organisation=organisation, by=admin)
    token = mail.outbox[-1].body.split("key=")[1].split()[0]
    outcomes = []

    def accept():
        try:
            outcomes.append(accept_invitation(token=token, name="Nina", password=PASSWORD, time_zone="UTC"))
        except AlreadyAccepted:
            outcomes.append(None)
        finally:
            connection.close()

    windows = [threading.Thread(target=accept) for _ in range(2)]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert sorted(outcome is None for outcome in outcomes) == [False, True]
    assert User.objects.filter(email=NEW).count() == 1
    assert Case.objects.count() == 0
