"""One action on many cases: ticked in the list, written once, saved on all of them or on none."""

import re

import pytest

from accounts.permissions import Role
from advocacy.models import Action
from cases.models import Grant, Update
from cases.vocabulary import Level
from tests.advocacy.factories import government
from tests.advocacy.pages import at, signed_in, text_of, typed
from tests.factories import CaseFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
JOINT = "/actions/new/"


@pytest.fixture
def two(case, organisation, advocate):
    return [case, CaseFactory(owner=organisation, lead=advocate)]


def references(cases):
    return [case.reference for case in cases]


def send(user, cases, **fields):
    return signed_in(user).post(JOINT, typed(**fields) | {"case": references(cases)}, follow=True)


def begin(user, cases):
    """Press the button below the list."""
    return signed_in(user).post(JOINT, {"case": references(cases), "begin": "1", "back": "", "lead": ""}, follow=True)


def test_the_list_lets_an_advocate_tick_cases_and_begin_one_action_on_them(two, advocate, viewer):
    page = text_of(signed_in(advocate).get("/cases/"))
    assert f'formaction="{at("joint-action-new")}"' in page
    assert len(re.findall('type="checkbox" name="case"', page)) == 2
    assert at("joint-action-new") not in text_of(signed_in(viewer).get("/cases/"))
    begun = begin(advocate, two)
    assert "One action on 2 cases" in text_of(begun)
    assert all(case.prisoner.name in text_of(begun) for case in two)


def test_one_action_is_logged_on_all_its_cases(two, advocate):
    answer = send(advocate, two)
    made = Action.objects.get()
    assert answer.redirect_chain[-1][0] == made.get_absolute_url()
    assert set(made.cases.all()) == set(two)


def test_somebody_elses_act_stands_on_every_timeline_as_one_event(two, advocate):
    government("GB")
    send(advocate, two, source="https://www.gov.example/1", actors=["Government of GB"])
    assert {update.case for update in Update.objects.all()} == set(two)
    assert len({update.event for update in Update.objects.all()}) == 1
    assert {link.update.case for link in Action.objects.get().links.all()} == set(two)


def test_sent_twice_it_is_saved_once(two, advocate):
    for _time in range(2):
        assert send(advocate, two).status_code == 200
    assert Action.objects.count() == 1


def test_a_refused_form_keeps_its_cases_and_its_words(two, advocate):
    answer = send(advocate, two, kind="", text="At some length")
    assert answer.status_code == 422
    assert all(f'name="case" value="{case.reference}"' in text_of(answer) for case in two)
    assert "At some length" in text_of(answer)


def test_nothing_ticked_is_said(advocate):
    assert "tick the cases first" in text_of(begin(advocate, []))


@pytest.mark.parametrize("way", [begin, send])
def test_a_restricted_case_among_several_is_refused_kindly(two, advocate, way):
    two[0].level = Level.RESTRICTED
    two[0].save()
    assert "A restricted or sealed case needs a record of its own" in text_of(way(advocate, two))
    assert not Action.objects.exists()


@pytest.mark.parametrize("way", [begin, send])
def test_cases_of_different_owners_are_refused_kindly(case, advocate, way):
    theirs = CaseFactory(owner=OrganisationFactory(), level=Level.PARTNERS)
    Grant.objects.create(case=theirs, organisation=advocate.organisation)
    assert "These cases belong to different organisations" in text_of(way(advocate, [case, theirs]))
    assert not Action.objects.exists()


@pytest.mark.parametrize("way", [begin, send])
def test_a_case_out_of_sight_is_missing_altogether(case, advocate, outsider, way):
    hidden = CaseFactory(owner=outsider.organisation)
    assert way(advocate, [case, hidden]).status_code == 404
    assert not Action.objects.exists()


def test_a_viewer_may_not_begin_one(two, viewer):
    assert begin(viewer, two).status_code == 403


def test_staff_assign_and_begin_from_the_same_bar(two, staff):
    page = text_of(signed_in(staff).get("/cases/"))
    assert page.count('class="bulk-bar"') == 1
    assert 'formaction="/actions/new/"' in page


def test_a_partner_logs_one_action_on_what_they_are_granted(organisation, advocate):
    cases = [CaseFactory(owner=organisation, lead=advocate, level=Level.PARTNERS) for _time in range(2)]
    partner = UserFactory(organisation=OrganisationFactory(name="Partner Desk"), role=Role.ADVOCATE)
    for case in cases:
        Grant.objects.create(case=case, organisation=partner.organisation)
    send(partner, cases, actors=["Partner Desk"])
    made = Action.objects.get()
    assert (made.owner, made.level) == (organisation, Level.PARTNERS)
