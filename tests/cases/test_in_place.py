"""Tier, lead and file of a case, changed where they stand on its page."""

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Case
from cases.vocabulary import FileState, Tier
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def field_url(case, field):
    return f"{reverse('cases:case-field', args=[case.reference])}?field={field}"


@pytest.fixture
def client(staff):
    client = Client()
    client.force_login(staff)
    return client


def test_the_little_form_has_the_one_field_alone(client, case):
    answer = client.get(field_url(case, "tier"), headers=HTMX)
    assert list(answer.context["form"].fields) == ["tier", "version"]


@pytest.mark.parametrize(("field", "value"), [("tier", Tier.CRITICAL), ("file_state", FileState.DORMANT)])
def test_what_is_shown_after_a_save_is_what_was_saved(client, case, field, value):
    answer = client.post(field_url(case, field), {field: value, "version": case.version}, headers=HTMX)
    case.refresh_from_db()
    assert getattr(case, field) == value
    assert str(value.label) in answer.content.decode()
    assert "Saved." in answer.content.decode()


def test_a_new_lead_is_of_our_people_and_becomes_a_member(client, case, staff):
    said = {"lead": UserFactory().pk, "version": case.version}
    refused = client.post(field_url(case, "lead"), said, headers=HTMX)
    assert refused.context["form"].errors
    said["lead"] = staff.pk
    assert "Stan Staff" in client.post(field_url(case, "lead"), said, headers=HTMX).content.decode()
    assert case.memberships.filter(user=staff).exists()


def test_whoever_comes_second_is_told_and_may_save_once_more(client, case):
    first = {"tier": Tier.HIGH, "version": case.version}
    client.post(field_url(case, "tier"), first, headers=HTMX)
    late = client.post(field_url(case, "tier"), {**first, "tier": Tier.CRITICAL}, headers=HTMX)
    assert f"it is “{Tier.HIGH.label}” now" in late.content.decode()
    assert Case.objects.get(pk=case.pk).tier == Tier.HIGH
    again = {"tier": Tier.CRITICAL, "version": late.context["form"]["version"].value()}
    client.post(field_url(case, "tier"), again, headers=HTMX)
    assert Case.objects.get(pk=case.pk).tier == Tier.CRITICAL


def test_without_htmx_it_is_the_whole_form(client, case):
    assert 'name="code_name"' in client.get(field_url(case, "tier")).content.decode()


def test_what_is_not_among_the_few_has_no_such_form(client, case):
    assert client.get(field_url(case, "restricted_notes"), headers=HTMX).status_code == 404


def test_who_may_not_edit_sees_no_pencil(viewer, case):
    client = Client()
    client.force_login(viewer)
    assert "Change the tier" not in client.get(case.get_absolute_url()).content.decode()
    assert client.get(field_url(case, "tier"), headers=HTMX).status_code == 403
