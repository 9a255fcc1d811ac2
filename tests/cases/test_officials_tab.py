"""Officials on a case: proposed by one, approved by another, alleged until then."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cases.models import Grant, Involvement, Official
from cases.services.involvements import InvolvementData, approve_involvement, propose_involvement
from cases.vocabulary import Grade
from tests.cases.pages import NEWS, WIFE, at, signed_in, text_of
from tests.factories import CaseFactory, OfficialFactory, StateFactory

pytestmark = pytest.mark.django_db
JUDGE = {"official": "Sergei Podoprigorov", "function": "trial_judge", "source": "https://news.example/judge"}


def propose(user, case, **changes):
    return signed_in(user).post(at("case-officials", case), {**JUDGE, **changes})


def approve(user, involvement):
    return signed_in(user).post(
        at("involvement-approve", involvement.case, involvement.official.reference, involvement.function)
    )


def test_naming_a_new_official_proposes_what_is_alleged(case, advocate):
    assert propose(advocate, case, degree="carried_out", since="March 2023", note="Led the trial.").status_code == 302
    involvement = Involvement.objects.get()
    assert (involvement.proposed_by, involvement.approved_at, involvement.grade) == (
        advocate,
        None,
        Grade.SINGLE_SOURCE,
    )
    said = text_of(signed_in(advocate).get(at("case-officials", case)))
    for words in ("Sergei Podoprigorov", "Trial judge", "alleged until approved by a second person", "Led the trial."):
        assert words in said
    assert "news.example" in said


def test_an_official_we_have_is_not_added_twice(case, advocate):
    known = OfficialFactory(name="Sergei Podoprigorov", added_by_organisation=advocate.organisation)
    propose(advocate, case, official="sergei  PODOPRIGOROV")
    assert Involvement.objects.get().official == known
    assert propose(advocate, case).status_code == 422
    assert Involvement.objects.count() == 1


def test_an_official_one_may_not_see_is_not_suggested_nor_reused(case, advocate, outsider):
    hidden = CaseFactory(owner=outsider.organisation)
    data = InvolvementData(function="prosecutor", name="Hidden Person", citations=(NEWS,))
    propose_involvement(case=hidden, data=data, by=outsider)
    assert "Hidden Person" not in text_of(signed_in(advocate).get(at("case-officials", case)))
    propose(advocate, case, official="Hidden Person")
    assert Official.objects.filter(name="Hidden Person").count() == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"official": ""}, "This field is required."),
        ({"function": "emperor"}, "is not one of the available choices"),
        ({"source": ""}, "This field is required."),
        ({"source": "javascript:alert(1)"}, "must begin with https:// or http://"),
        ({"since": "30 February 2023"}, "does not exist"),
        ({"since": "March 2023", "until": "2022"}, "lies before the day it began"),
        ({"official": "x" * 201}, "at most 200 characters"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_saved_or_lost(case, advocate, changes, words):
    answer = propose(advocate, case, note="My note.", **changes)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert "My note." in text_of(answer)
    assert not Involvement.objects.exists()
    assert not Official.objects.exists()


def test_a_second_person_approves_and_the_proposer_cannot(case, advocate, staff):
    propose(advocate, case)
    involvement = Involvement.objects.get()
    assert "somebody else approves" in text_of(signed_in(advocate).get(at("case-officials", case)))
    approve(advocate, involvement)
    involvement.refresh_from_db()
    assert involvement.approved_at is None
    assert ">Approve" in text_of(signed_in(staff).get(at("case-officials", case))).replace("</svg>", ">")
    assert approve(staff, involvement).status_code == 302
    involvement.refresh_from_db()
    assert involvement.approved_by == staff
    assert "alleged until" not in text_of(signed_in(advocate).get(at("case-officials", case)))


def test_partners_see_what_was_approved_and_cannot_approve(organisation, advocate, staff, outsider):
    case = CaseFactory(owner=organisation, lead=advocate, level="partners")
    Grant.objects.create(case=case, organisation=outsider.organisation)
    data = InvolvementData(function="prosecutor", name="A Prosecutor", citations=(NEWS,))
    involvement = propose_involvement(case=case, data=data, by=advocate)
    assert "A Prosecutor" not in text_of(signed_in(outsider).get(at("case-officials", case)))
    assert approve(outsider, involvement).status_code == 404
    with pytest.raises(PermissionDenied):
        approve_involvement(involvement=involvement, by=outsider)
    approve_involvement(involvement=involvement, by=staff)
    assert "A Prosecutor" in text_of(signed_in(outsider).get(at("case-officials", case)))


def test_a_viewer_neither_proposes_nor_approves(case, advocate, viewer):
    data = InvolvementData(function="prosecutor", name="A Prosecutor", citations=(WIFE,))
    involvement = propose_involvement(case=case, data=data, by=advocate)
    assert propose(viewer, case).status_code == 403
    assert approve(viewer, involvement).status_code == 403
    said = text_of(signed_in(viewer).get(at("case-officials", case)))
    assert "A Prosecutor" in said
    assert "Evgenia" not in said
    assert "Name an official" not in said


def test_an_accusation_needs_a_source_and_a_name(case, advocate):
    with pytest.raises(ValidationError) as refused:
        propose_involvement(case=case, data=InvolvementData(function="prosecutor"), by=advocate)
    assert set(refused.value.message_dict) == {"official", "source"}


def test_officials_of_other_states_are_not_suggested(case, advocate):
    OfficialFactory(name="From Minsk", state=StateFactory(code="BY"), added_by_organisation=advocate.organisation)
    OfficialFactory(name="From Moscow", added_by_organisation=advocate.organisation)
    said = text_of(signed_in(advocate).get(at("case-officials", case)))
    assert "From Moscow" in said
    assert "From Minsk" not in said
