"""The pages of organisations: found by name, kind and jurisdiction; what each was asked and did, as one may see it."""

import pytest
from django.urls import reverse

from accounts.models import Organisation
from advocacy import deeds
from cases.models import Grant
from tests.advocacy.factories import act, body, determination, government
from tests.advocacy.test_determinations import ask_of
from tests.cases.pages import signed_in, text_of
from tests.factories import CaseFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def listed(user, query=""):
    return text_of(signed_in(user).get(reverse("advocacy:organisation-list") + query))


def page_of(organisation):
    return reverse("advocacy:organisation", args=[organisation.slug])


def test_an_organisation_is_found_by_name_kind_and_jurisdiction(viewer):
    OrganisationFactory(name="Zentrale Stelle für Ärger", kind="ministry", jurisdiction="XK")
    body("Another Body", kind="court", jurisdiction="OSCE")
    for query in ("?q=arger+STELLE", "?jurisdiction=XK", "?q=zentrale&kind=ministry"):
        said = listed(viewer, query)
        assert "Zentrale Stelle" in said
        assert "Another Body" not in said
    assert "No organisation like that" in listed(viewer, "?q=zentrale&kind=court")
    assert "not one of the available choices" in listed(viewer, "?kind=circus")


def test_the_list_is_paged_and_loses_nobody(viewer):
    there = set(Organisation.objects.values_list("name", flat=True))
    seen, query = set(), "?size=25"
    client = signed_in(viewer)
    while query:
        page = client.get(reverse("advocacy:organisation-list") + query).context["page"]
        seen |= {row.name for row in page.rows}
        query = page.next_query
    assert seen == there
    assert len(there) > 25


def test_only_who_keeps_the_reference_tables_is_offered_to_add_one(advocate, admin):
    assert "Add an organisation" not in listed(advocate)
    assert reverse("admin:accounts_organisation_add") in listed(admin)


def test_the_page_says_what_it_was_asked_and_did(case, advocate, viewer):
    ministry = body("A Foreign Ministry", kind="ministry", jurisdiction="GB")
    ministry.parent = government("GB")
    ministry.save()
    ask_of(case, ministry, wording="Grant him a visit")
    act(case, by=advocate, summary="They summoned the ambassador", actors=[ministry], kind="summons")
    act(case, by=advocate, summary="We wrote to them", addressee=ministry)
    act(case, by=advocate, summary="Only planned", actors=[ministry], sent=None)
    determination(case, body=ministry, summary="They found it arbitrary")
    said = text_of(signed_in(viewer).get(page_of(ministry)))
    for words in ("Grant him a visit", "They summoned", "We wrote to them", "They found it", "United Kingdom"):
        assert words in said
    assert "Only planned" not in said
    assert page_of(ministry.parent) in said
    assert page_of(ministry) in text_of(signed_in(viewer).get(page_of(ministry.parent)))


def test_what_the_reader_may_not_see_is_not_told_there(case, advocate, outsider):
    ministry = body("A Foreign Ministry", kind="ministry", jurisdiction="GB")
    ask_of(case, ministry, wording="Grant him a visit")
    act(case, by=advocate, summary="They summoned the ambassador", actors=[ministry])
    determination(case, body=ministry, summary="They found it arbitrary")
    said = text_of(signed_in(outsider).get(page_of(ministry)))
    assert "No ask to it is recorded that you may see." in said
    assert "No act of it is recorded that you may see." in said
    for words in ("visit", "summoned", "arbitrary", case.prisoner.name):
        assert words not in said


def test_a_long_record_is_cut_and_says_so(case, advocate, monkeypatch):
    monkeypatch.setattr(deeds, "SHOWN", 2)
    ministry = body("A Foreign Ministry", kind="ministry", jurisdiction="GB")
    for number in range(3):
        act(case, by=advocate, summary=f"Act {number}", actors=[ministry], sent=f"2023-03-0{number + 1}")
    said = text_of(signed_in(advocate).get(page_of(ministry)))
    assert "Act 2" in said
    assert "Act 0" not in said
    assert "Only the latest are shown." in said


def test_there_is_no_page_of_an_organisation_that_is_not_there(viewer):
    assert signed_in(viewer).get(reverse("advocacy:organisation", args=["no-such"])).status_code == 404


def test_a_case_out_of_sight_is_not_named_beside_one_in_sight(organisation, advocate, outsider):
    ministry = body("A Foreign Ministry", kind="ministry", jurisdiction="GB")
    shared, ours = (CaseFactory(owner=organisation, lead=advocate, level=level) for level in ("partners", "team"))
    Grant.objects.create(case=shared, organisation=outsider.organisation)
    made = determination(shared, body=ministry, level="partners")
    made.links.create(case=ours)
    said = text_of(signed_in(outsider).get(page_of(ministry)))
    assert shared.prisoner.name in said
    assert ours.prisoner.name not in said
