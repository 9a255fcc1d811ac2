"""Campaigns: which cases, who does what; who may see one and who may change it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from advocacy.models import Campaign, CampaignPart
from advocacy.services.campaigns import CampaignData, edit_campaign, make_campaign
from cases.models import Grant
from tests.advocacy.factories import act, ask, body, campaign
from tests.cases.pages import signed_in, text_of
from tests.factories import CaseFactory, PrisonerFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_case(organisation, advocate):
    return CaseFactory(owner=organisation, lead=advocate, prisoner=PrisonerFactory(name="Alsu Kurmasheva"))


def typed(*cases, parts=(), **fields):
    """The form as a browser sends it; `parts` are rows of organisation and what it does."""
    sent = {"name": "Magnitsky Month", "about": "My careful words", "cases": " ".join(one.reference for one in cases)}
    sent |= {"part-TOTAL_FORMS": str(len(parts) + 3), "part-INITIAL_FORMS": "0"}
    for number, (who, does) in enumerate(parts):
        sent |= {f"part-{number}-organisation": who, f"part-{number}-does": does}
    return sent | fields


def new(user, *cases, **fields):
    return signed_in(user).post(reverse("advocacy:campaign-new"), typed(*cases, **fields))


def edit(user, one, *cases, **fields):
    return signed_in(user).post(reverse("advocacy:campaign-edit", args=[one.reference]), typed(*cases, **fields))


# --- Making and changing one.
def test_a_campaign_has_its_cases_and_says_who_does_what(case, other_case, staff):
    ngo = body("An NGO", "ngo", "US")
    answer = new(staff, case, other_case, parts=[(ngo.name, "Writes the letters")], starts_on="2022-11-16")
    made = Campaign.objects.get()
    assert (answer.status_code, answer.url) == (302, made.get_absolute_url())
    assert set(made.cases.all()) == {case, other_case}
    assert [(part.organisation, part.does) for part in made.parts.all()] == [(ngo, "Writes the letters")]
    assert (made.starts_on, made.owner) == (date(2022, 11, 16), staff.organisation)


def test_changing_it_takes_cases_and_parts_in_and_out(case, other_case, staff):
    first, second = body("First NGO", "ngo", ""), body("Second NGO", "ngo", "")
    one = campaign(case, parts={first: "Writes"})
    answer = edit(staff, one, other_case, parts=[(second.name, "Speaks")])
    assert answer.status_code == 302
    assert list(one.cases.all()) == [other_case]
    assert [(part.organisation, part.does) for part in one.parts.all()] == [(second, "Speaks")]


def test_the_form_to_change_it_is_filled(case, staff):
    one = campaign(case, parts={body("First NGO", "ngo", ""): "Writes"})
    said = text_of(signed_in(staff).get(reverse("advocacy:campaign-edit", args=[one.reference])))
    for words in ("#WithoutJustCause", case.reference, "First NGO", "Writes"):
        assert words in said


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": ""}, "This field is required"),
        ({"cases": "RU-22-0000"}, "We find no case RU-22-0000 that is open to you"),
        ({"cases": " , "}, "Say for which case it is."),
        ({"starts_on": "2023-02-01", "ends_on": "2023-01-01"}, "It ends before it begins"),
        ({"parts": [("Nobody we know", "Writes")]}, "We have no organisation “Nobody we know”"),
        ({"parts": [("An NGO", "")]}, "Say what it does"),
        ({"parts": [("", "Writes")]}, "Say who does it"),
        ({"parts": [("An NGO", "Writes"), ("An NGO", "Speaks")]}, "It has a row already"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(case, staff, fields, words):
    body("An NGO", "ngo", "")
    answer = new(staff, case, **fields)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert "My careful words" in text_of(answer)
    assert not Campaign.objects.exists()


def test_two_of_one_name_are_refused(case, staff):
    campaign(case, name="Magnitsky Month")
    answer = new(staff, case)
    assert answer.status_code == 422
    assert "There is a campaign of this name already" in text_of(answer)


def test_a_case_of_another_organisation_is_not_taken_in(case, staff, outsider):
    case.level = "partners"
    case.save()
    Grant.objects.create(case=case, organisation=outsider.organisation)
    with pytest.raises(ValidationError, match="your own organisation’s cases"):
        make_campaign(data=CampaignData(name="Theirs"), cases=[case], by=outsider)
    own = CaseFactory(owner=outsider.organisation, lead=outsider)
    one = make_campaign(data=CampaignData(name="Theirs"), cases=[own], by=outsider)
    with pytest.raises(ValidationError, match="its own organisation’s cases"):
        edit_campaign(campaign=one, data=CampaignData(name="Theirs"), cases=[case], by=outsider)


# --- Who may see and change it.
def test_the_list_and_the_page_show_only_cases_asks_and_actions_in_sight(case, other_case, advocate, staff):
    one = campaign(case, other_case)
    ask(case, campaign=one, wording="An open ask")
    ask(case, campaign=one, wording="A sealed ask", level="sealed", by=advocate)
    act(case, campaign=one, summary="A restricted letter", level="restricted", by=advocate)
    theirs = text_of(signed_in(staff).get(one.get_absolute_url()))
    ours = text_of(signed_in(advocate).get(one.get_absolute_url()))
    for words in ("An open ask", "Alsu Kurmasheva"):
        assert words in theirs
    for words in ("A sealed ask", "A restricted letter"):
        assert words in ours
        assert words not in theirs


def test_a_sealed_campaign_is_missing_for_those_it_does_not_name(case, advocate, staff):
    one = campaign(case, by=advocate, level="sealed", name="Sealed effort")
    assert signed_in(staff).get(one.get_absolute_url()).status_code == 404
    assert edit(staff, one, case).status_code == 404
    assert "Sealed effort" not in text_of(signed_in(staff).get(reverse("advocacy:campaign-list")))
    assert "Sealed effort" in text_of(signed_in(advocate).get(reverse("advocacy:campaign-list")))


def test_a_partner_sees_a_campaign_for_partners_and_does_not_change_it(case, other_case, outsider):
    case.level = other_case.level = "partners"
    case.save()
    other_case.save()
    Grant.objects.create(case=case, organisation=outsider.organisation)
    one = campaign(case, other_case)
    colleague = UserFactory(organisation=outsider.organisation, role="staff")
    said = text_of(signed_in(colleague).get(one.get_absolute_url()))
    assert case.prisoner.name in said
    assert "Alsu Kurmasheva" not in said
    assert edit(colleague, one, case).status_code == 403


def test_an_advocate_makes_none(case, advocate):
    assert new(advocate, case).status_code == 403


# --- What the database keeps.
@pytest.mark.parametrize(
    "breaking",
    [
        lambda one: Campaign.objects.create(owner=one.owner, name=one.name),
        lambda one: Campaign.objects.filter(pk=one.pk).update(starts_on="2023-02-01", ends_on="2023-01-01"),
        lambda one: [CampaignPart.objects.create(campaign=one, organisation=one.owner, does="x") for _ in range(2)],
    ],
)
def test_the_database_refuses_what_must_not_be(case, breaking):
    one = campaign(case)
    with pytest.raises(IntegrityError), transaction.atomic():
        breaking(one)
