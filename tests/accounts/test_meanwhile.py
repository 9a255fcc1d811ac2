"""What somebody else changed while a form was being written, as the page asks for it and as a save is held back."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.permissions import Role
from cases.models import Membership, Prisoner
from cases.vocabulary import Tier
from tests.architecture.addresses import address
from tests.architecture.permission_table import TABLE
from tests.architecture.world import World
from tests.cases.test_opening import edit_fields
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def asked(user, url, began, **more):
    """What the page gets that asks every half minute."""
    return signed_in(user).get(url, {"began": began, **more}, headers={"HX-Request": "true", "HX-Target": "meanwhile"})


def fields_of(response):
    """What a browser would send of the form on the page, as it stands."""
    form = response.context["form"]
    said = {one.name: one.value() for one in form if one.value() not in (None, "")}
    return {**said, "began": response.context["meanwhile"].began}


@pytest.fixture
def colleague(staff):
    return UserFactory(organisation=staff.organisation, role=staff.role, name="Cora Colleague")


def edit_case(user, case, **changes):
    case.refresh_from_db()
    url = reverse("cases:case-edit", args=[case.reference])
    assert signed_in(user).post(url, edit_fields(case, **changes)).status_code == 302


def test_nothing_is_said_while_nothing_changes(staff, case):
    url = reverse("cases:case-edit", args=[case.reference])
    began = signed_in(staff).get(url).context["meanwhile"].began
    assert asked(staff, url, began).status_code == 204


def test_the_page_says_who_changed_what_and_once_only(staff, colleague, case):
    url = reverse("cases:case-edit", args=[case.reference])
    began = signed_in(staff).get(url).context["meanwhile"].began
    edit_case(colleague, case, tier=Tier.CRITICAL)
    answer = asked(staff, url, began)
    said = answer.content.decode()
    assert "Cora Colleague changed this at" in said
    assert "Your words are still here." in said
    assert "Tier" in said
    assert str(Tier.CRITICAL.label) in said
    assert "Code name" not in said
    assert asked(staff, url, began, told=answer.context["meanwhile"].began).status_code == 204


def test_what_the_reader_does_not_see_in_the_form_is_not_said_to_have_changed(staff, colleague, case):
    Membership.objects.create(case=case, user=colleague)
    url = reverse("cases:case-edit", args=[case.reference])
    began = signed_in(staff).get(url).context["meanwhile"].began
    edit_case(colleague, case, restricted_notes="Only for members")
    assert asked(staff, url, began).status_code == 204
    # Nor does it hold back a save of what he does see.
    assert signed_in(staff).post(url, edit_fields(case, version=1, tier=Tier.HIGH)).status_code == 302


def test_of_confidential_words_it_says_only_that_they_changed(staff, colleague, case):
    for person in (staff, colleague):
        Membership.objects.create(case=case, user=person)
    url = reverse("cases:case-edit", args=[case.reference])
    began = signed_in(staff).get(url).context["meanwhile"].began
    edit_case(colleague, case, restricted_notes="Only for members")
    said = asked(staff, url, began).content.decode()
    assert "Restricted notes" in said
    assert "Only for members" not in said


def test_who_may_not_see_the_record_is_told_nothing_at_all(staff, case):
    stranger = UserFactory(role=staff.role)
    url = reverse("cases:case-edit", args=[case.reference])
    assert asked(stranger, url, "tier:0").status_code == 404


def test_a_prisoner_is_not_saved_over_until_it_is_saved_once_more(staff, colleague, case):
    url = reverse("cases:prisoner-edit", args=[case.prisoner.reference])
    mine = fields_of(signed_in(staff).get(url))
    theirs = fields_of(signed_in(colleague).get(url))
    assert signed_in(colleague).post(url, {**theirs, "name": "Theirs"}).status_code == 302
    held = signed_in(staff).post(url, {**mine, "name": "Mine"})
    said = held.content.decode()
    assert held.status_code == 409
    for words in ("Nothing of yours is saved yet", "Theirs", 'value="Mine"'):
        assert words in said
    assert Prisoner.objects.get(pk=case.prisoner_id).name == "Theirs"
    again = {**mine, "name": "Mine", "began": held.context["meanwhile"].began}
    assert signed_in(staff).post(url, again).status_code == 302
    assert Prisoner.objects.get(pk=case.prisoner_id).name == "Mine"


def test_the_same_form_sent_twice_is_not_held_back_by_itself(staff, case):
    url = reverse("cases:prisoner-edit", args=[case.prisoner.reference])
    said = {**fields_of(signed_in(staff).get(url)), "name": "Another", "other_names": "One\nTwo", "residences": ["GB"]}
    assert [signed_in(staff).post(url, said).status_code for _again in range(2)] == [302, 302]


def test_a_person_of_another_organisation_is_not_named(staff, case):
    """That they keep a case of the same prisoner may be a secret."""
    url = reverse("cases:prisoner-edit", args=[case.prisoner.reference])
    began = signed_in(staff).get(url).context["meanwhile"].began
    other = UserFactory(name="Olga Other")
    prisoner = Prisoner.objects.get(pk=case.prisoner_id)
    prisoner.name, prisoner._history_user = "Renamed", other
    prisoner.save()
    said = asked(staff, url, began).content.decode()
    assert "Somebody changed this at" in said
    assert "Olga" not in said


EDITED = (
    "cases:case-edit",
    "cases:prisoner-edit",
    "cases:update-correct",
    "sanctions:official-edit",
    "sanctions:designation-edit",
    "sanctions:submission-section",
    "advocacy:action-correct",
    "advocacy:contact-edit",
    "advocacy:campaign-edit",
    "advocacy:determination-dates",
)


@pytest.mark.parametrize("name", EDITED)
def test_each_page_that_edits_a_record_asks_what_others_changed_meanwhile(name):
    world = World()
    person, url = world.people[Role.ADMIN], address(name, TABLE[name], world)
    page = signed_in(person).get(url)
    assert 'id="meanwhile"' in page.content.decode()
    meanwhile = page.context["meanwhile"]
    assert meanwhile.began
    assert asked(person, url, meanwhile.began).status_code == 204
    # Whatever the first field was when it began: it is something else now.
    name, _mark = meanwhile.began.split(" ")[0].split(":")
    said = asked(person, url, f"{name}:another")
    assert said.status_code == 200
    assert "changed this" in said.content.decode()
