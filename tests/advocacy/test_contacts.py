"""Contacts: encrypted, seen by their own organisation's people who log actions, each reading and writing recorded."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse

from advocacy.models import Contact
from advocacy.services.contacts import ContactData, add_contact, edit_contact, remove_contact
from core.models import Event, EventKind
from tests.advocacy.factories import body
from tests.cases.pages import signed_in, text_of

pytestmark = pytest.mark.django_db
WHO = ContactData(name="Nadia Example", post="Desk officer", address="nadia@example.org", note="Prefers calls")


@pytest.fixture
def desk():
    return body("A Foreign Ministry", kind="ministry", jurisdiction="GB")


@pytest.fixture
def contact(desk, advocate):
    return add_contact(organisation=desk, data=WHO, by=advocate)


def page(name, *args):
    return reverse(f"advocacy:{name}", args=args)


def test_the_database_and_the_trail_hold_nothing_of_who_it_is(contact):
    with connection.cursor() as cursor:
        for rows_of in (
            "SELECT * FROM advocacy_contact",
            "SELECT * FROM advocacy_historicalcontact",
            "SELECT * FROM core_event",
        ):
            cursor.execute(rows_of)
            rows = str(cursor.fetchall())
            assert rows != "[]"
            assert "Nadia" not in rows
            assert "nadia@" not in rows
    event = Event.objects.get(action="contact-added")
    assert (event.target, event.facts) == (contact.organisation.slug, {"contact": contact.reference})


def test_the_same_words_twice_are_one_contact(contact, desk, staff):
    assert add_contact(organisation=desk, data=WHO, by=staff) == contact
    assert Contact.objects.count() == 1


def test_another_organisation_keeps_its_own_and_sees_no_other(contact, desk, outsider):
    theirs = add_contact(organisation=desk, data=WHO, by=outsider)
    assert theirs != contact
    assert list(Contact.objects.visible_to(outsider)) == [theirs]
    assert signed_in(outsider).get(page("contact-edit", contact.reference)).status_code == 404
    for write in (
        lambda: edit_contact(contact=contact, data=WHO, by=outsider),
        lambda: remove_contact(contact=contact, why="why", by=outsider),
    ):
        with pytest.raises(PermissionDenied):
            write()


def test_who_may_not_log_actions_sees_and_writes_none(contact, desk, viewer):
    with pytest.raises(PermissionDenied):
        add_contact(organisation=desk, data=WHO, by=viewer)
    said = text_of(signed_in(viewer).get(page("organisation", desk.slug)))
    assert "Nadia" not in said
    assert "Our contacts" not in said
    for address in (page("contact-new", desk.slug), page("contact-edit", contact.reference)):
        assert signed_in(viewer).get(address).status_code == 403
    assert not Event.objects.filter(kind=EventKind.READ).exists()


def test_a_reading_is_recorded_once_an_hour_by_reference(contact, desk, staff):
    client = signed_in(staff)
    for _ in range(2):
        assert "Nadia Example" in text_of(client.get(page("organisation", desk.slug)))
    client.get(page("contact-edit", contact.reference))
    event = Event.objects.get(kind=EventKind.READ)
    assert (event.by, event.action, event.target) == (staff, "contact-read", desk.slug)
    assert event.facts == {"contact": contact.reference}


def test_a_contact_is_added_changed_and_removed_on_its_pages(desk, advocate):
    client = signed_in(advocate)
    sent = {"name": "Nadia Example", "post": "Desk officer"}
    assert client.post(page("contact-new", desk.slug), sent).status_code == 302
    contact = Contact.objects.get()
    assert (contact.known_to, contact.organisation) == (advocate.organisation, desk)
    assert "Desk officer" in text_of(client.get(page("contact-edit", contact.reference)))
    client.post(page("contact-edit", contact.reference), {**sent, "post": "Head of desk"})
    contact.refresh_from_db()
    assert contact.post == "Head of desk"
    assert "will no longer be kept" in text_of(client.get(page("contact-remove", contact.reference)))
    assert client.post(page("contact-remove", contact.reference), {"why": "Left the post"}).status_code == 302
    assert not Contact.objects.exists()
    assert Event.objects.get(action="contact-removed").reason == "Left the post"


@pytest.mark.parametrize(
    ("name", "sent", "words"),
    [
        ("contact-edit", {"name": "", "note": "My careful words."}, "This field is required."),
        ("contact-edit", {"name": "x" * 161, "note": "My careful words."}, "at most 160 characters"),
        ("contact-remove", {"why": ""}, "the reason stays on record"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_saved_or_lost(contact, advocate, name, sent, words):
    answer = signed_in(advocate).post(page(name, contact.reference), sent)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert sent.get("note", "") in text_of(answer)
    assert Contact.objects.get().name == "Nadia Example"


def test_a_service_asks_for_a_name_and_a_reason(contact, desk, advocate):
    with pytest.raises(ValidationError, match="who it is"):
        add_contact(organisation=desk, data=ContactData(name="  "), by=advocate)
    with pytest.raises(ValidationError, match="Say why"):
        remove_contact(contact=contact, why=" ", by=advocate)


def test_saving_without_a_change_writes_nothing(contact, advocate):
    edit_contact(contact=contact, data=WHO, by=advocate)
    assert contact.history.count() == 1
