"""Signing in: by e-mail and password, slowly for whoever guesses, with no hint who has an account."""

import re
import threading

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher, make_password
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import NoReverseMatch, reverse

from accounts.adapter import mailing
from core.models import Event, EventKind
from prisoners_tracker import settings as house
from tests.factories import PASSWORD, UserFactory

LOGIN = "/accounts/login/"


def sign_in(client, email, password=PASSWORD):
    return client.post(LOGIN, {"login": email, "password": password})


def test_a_person_signs_in_by_email_in_any_case_and_lands_on_today(client, advocate):
    answer = sign_in(client, advocate.email.upper())
    assert answer.status_code == 302
    assert answer.url == "/"
    assert client.session["_auth_user_id"] == str(advocate.pk)


def test_signing_in_gives_the_session_a_new_key(client, advocate):
    client.get(LOGIN)
    client.session["before"] = True
    session = client.session
    session["left"] = "by an anonymous visitor"
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    sign_in(client, advocate.email)
    assert client.session.session_key != session.session_key


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, advocate):
    wrong = sign_in(client, advocate.email, "not the password").content.decode()
    unknown = sign_in(client, "nobody@example.org", "not the password").content.decode()
    assert "The e-mail address or the password is wrong." in wrong
    assert without_tokens(wrong, advocate.email) == without_tokens(unknown, "nobody@example.org")


def without_tokens(page, email):
    return re.sub(r'csrf\w*" value="\w+"|X-CSRFToken": "\w+"', "", page).replace(email, "ADDRESS")


def test_the_sixth_wrong_password_is_refused_with_a_clear_message_and_another_address_can_sign_in(
    client, advocate, staff
):
    for _ in range(5):
        assert "is wrong" in sign_in(client, advocate.email, "guess").content.decode()
    sixth = sign_in(client, advocate.email, "guess").content.decode()
    assert "Too many wrong passwords. Wait five minutes" in sixth
    assert "Too many wrong passwords" in sign_in(client, advocate.email).content.decode()  # the right one too
    assert sign_in(client, staff.email).status_code == 302


def test_one_place_that_guesses_many_addresses_is_slowed_down(client, db):
    pages = [sign_in(client, f"nobody{n}@example.org", "guess").content.decode() for n in range(11)]
    assert "is wrong" in pages[9]
    assert "Too many wrong passwords" in pages[10]


def test_signing_in_very_often_from_one_place_is_answered_by_a_page_that_says_so(client, db):
    answers = [client.post(LOGIN) for _ in range(31)]
    assert answers[29].status_code == 200
    assert answers[30].status_code == 429
    assert "Too many tries" in answers[30].content.decode()


def test_signing_in_and_out_is_on_the_trail(client, advocate):
    sign_in(client, advocate.email)
    client.post("/accounts/logout/")
    kinds = list(Event.objects.filter(by=advocate).values_list("kind", flat=True))
    assert kinds == [EventKind.LOGOUT, EventKind.LOGIN]
    assert "_auth_user_id" not in client.session


def test_a_failed_sign_in_is_on_the_trail_without_the_address_or_the_password(client, advocate):
    sign_in(client, advocate.email, "a secret guess")
    sign_in(client, advocate.email.upper(), "another guess")
    sign_in(client, "nobody@example.org", "a secret guess")
    events = Event.objects.filter(kind=EventKind.LOGIN_FAILED).order_by("pk")
    hashes = [event.facts["address"] for event in events]
    assert hashes[0] == hashes[1] != hashes[2]
    told = str(list(events.values()))
    assert advocate.email not in told.lower()
    assert "guess" not in told


def test_refused_tries_are_on_the_trail_as_such(client, advocate):
    for _ in range(6):
        sign_in(client, advocate.email, "guess")
    assert Event.objects.filter(action="login").count() == 5
    assert Event.objects.filter(action="login-throttled").count() == 1


def test_a_closed_account_is_told_so_only_with_its_right_password(client, organisation):
    gone = UserFactory(organisation=organisation, is_active=False)
    assert "is wrong" in sign_in(client, gone.email, "guess").content.decode()
    answer = sign_in(client, gone.email)
    assert answer.url == reverse("account_inactive")
    assert "This account is closed" in client.get(answer.url).content.decode()
    assert "_auth_user_id" not in client.session
    assert Event.objects.filter(action="login-closed", by=gone).exists()


def test_nobody_signs_up(client, db):
    page = client.get("/accounts/signup/")
    assert "By invitation only" in page.content.decode()
    assert "<form" not in page.content.decode()
    assert client.post("/accounts/signup/", {"email": "me@example.org"}).status_code == 405


@pytest.mark.parametrize("name", ["account_email", "account_set_password", "account_confirm_login_code"])
def test_what_this_house_does_not_use_of_allauth_has_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_a_next_address_elsewhere_is_not_followed(client, advocate):
    answer = client.post(f"{LOGIN}?next=https://evil.example/", {"login": advocate.email, "password": PASSWORD})
    assert answer.url == "/"


def test_passwords_are_kept_by_argon2():
    assert house.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert make_password(PASSWORD, hasher=Argon2PasswordHasher()).startswith("argon2$argon2id$")


def test_a_forgotten_password_is_set_anew_by_a_link_that_works_once(client, advocate, link_in_last_mail, mails):
    for _ in range(6):
        sign_in(client, advocate.email, "guess")
    assert client.post("/accounts/password/reset/", {"email": advocate.email}).url == "/accounts/password/reset/done/"
    assert mails()[0].subject == "Set a new password"
    assert advocate.name not in mails()[0].body
    link = link_in_last_mail()
    form = client.get(link, follow=True)
    assert "Set a new password" in form.content.decode()
    new = {"password1": "a quite different phrase", "password2": "a quite different phrase"}
    assert client.post(form.redirect_chain[-1][0], new).url == "/accounts/password/reset/key/done/"
    # The tries of before count no more, and the link is spent.
    assert sign_in(client, advocate.email, "a quite different phrase").status_code == 302
    client.post("/accounts/logout/")
    assert "This link no longer works" in client.get(link, follow=True).content.decode()
    assert Event.objects.filter(action="password", target=advocate.reference).exists()


def test_a_reset_link_begins_with_the_address_of_the_house_whatever_host_asked(client, advocate, settings, mails):
    settings.ALLOWED_HOSTS = ["testserver", "alias.example"]
    settings.SITE_URL = "https://house.example"
    client.post("/accounts/password/reset/", {"email": advocate.email}, headers={"host": "alias.example"})
    assert "https://house.example/accounts/password/reset/key/" in mails()[0].body
    assert "alias.example" not in mails()[0].body


def test_a_reset_for_an_unknown_address_is_answered_alike_and_mails_nobody(client, advocate, mails):
    known = client.post("/accounts/password/reset/", {"email": advocate.email}, follow=True)
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.org"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    assert without_tokens(known.content.decode(), "") == without_tokens(unknown.content.decode(), "")
    assert [message.to for message in mails()] == [[advocate.email]]


def test_how_long_the_mail_server_takes_does_not_tell_who_has_an_account(client, advocate, settings):
    settings.EMAIL_BACKEND = "tests.accounts.test_login.SlowBackend"
    SlowBackend.go_on.clear()
    client.post("/accounts/password/reset/", {"email": advocate.email})  # would not return if it waited
    assert not SlowBackend.sent
    SlowBackend.go_on.set()
    mailing.submit(lambda: None).result(timeout=10)
    assert SlowBackend.sent == [advocate.email]


class SlowBackend(BaseEmailBackend):
    go_on = threading.Event()
    sent: list[str] = []

    def send_messages(self, messages):
        assert self.go_on.wait(timeout=20)
        self.sent += [message.to[0] for message in messages]
        return len(messages)


def test_a_mail_that_cannot_be_sent_is_answered_alike_and_logged(client, advocate, settings, caplog):
    settings.EMAIL_BACKEND = "tests.accounts.test_invitations.NoBackend"
    assert client.post("/accounts/password/reset/", {"email": advocate.email}).status_code == 302
    mailing.submit(lambda: None).result(timeout=10)
    assert "could not be sent" in caplog.text


def test_changing_the_password_signs_out_everywhere(client, advocate):
    sign_in(client, advocate.email)
    changed = {
        "oldpassword": PASSWORD,
        "password1": "a quite different phrase",
        "password2": "a quite different phrase",
    }
    client.post("/accounts/password/change/", changed)
    assert client.get("/profile/").status_code == 302
    assert sign_in(client, advocate.email, "a quite different phrase").status_code == 302


def test_who_is_asked_again_proves_it_with_the_password(client, advocate):
    sign_in(client, advocate.email)
    refused = client.post("/accounts/reauthenticate/", {"password": "guess"})
    assert "Incorrect password" in refused.content.decode()
    assert client.post("/accounts/reauthenticate/?next=/profile/", {"password": PASSWORD}).url == "/profile/"
