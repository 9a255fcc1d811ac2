"""One event on many cases: on all of them or on none."""

import pytest
from django.urls import reverse

from cases.models import Update
from tests.cases.pages import log, signed_in, text_of, typed
from tests.factories import CaseFactory, StateFactory

pytestmark = pytest.mark.django_db


def event(user, cases, data=None):
    return signed_in(user).post(reverse("cases:event-new"), (data or typed(kind="law_changed")) | {"case": cases})


@pytest.fixture
def other_case(organisation, advocate):
    return CaseFactory(owner=organisation, lead=advocate, state=StateFactory(code="BY"))


def test_one_event_is_logged_on_all_its_cases(case, other_case, advocate):
    answer = event(advocate, [case.reference, other_case.reference])
    assert answer.status_code == 302
    assert {update.case for update in Update.objects.all()} == {case, other_case}
    assert len({update.event for update in Update.objects.all()}) == 1


def test_the_event_form_names_its_cases(case, other_case, advocate):
    query = f"?case={case.reference}&case={other_case.reference}"
    said = text_of(signed_in(advocate).get(reverse("cases:event-new") + query))
    assert "One event on 2 cases" in said
    assert case.prisoner.name in said
    assert other_case.prisoner.name in said


def test_the_list_begins_one_event_on_the_ticked_cases(case, other_case, advocate):
    begun = {"begin": "1", "lead": "", "back": "/cases/"}
    assert 'formaction="/events/new/"' in text_of(signed_in(advocate).get(reverse("cases:case-list")))
    answer = event(advocate, [case.reference, other_case.reference], begun)
    assert "One event on 2 cases" in text_of(answer)
    assert "has-error" not in text_of(answer)
    nothing = signed_in(advocate).post(reverse("cases:event-new"), begun, follow=True)
    assert "tick the cases first" in text_of(nothing)


def test_an_event_that_does_not_fit_one_case_is_logged_on_none_and_says_which(case, other_case, advocate):
    log(case, advocate, "arrest", "11 April 2022")
    answer = event(advocate, [case.reference, other_case.reference], typed(kind="release", detail="amnesty"))
    assert answer.status_code == 422
    assert f"{other_case.prisoner.name}: “Release”" in text_of(answer)
    assert f"{case.prisoner.name}: “Release”" not in text_of(answer)
    assert Update.objects.count() == 1


def test_an_event_with_a_case_one_may_not_see_is_missing_altogether(case, other_case, advocate, viewer, outsider):
    hidden = CaseFactory(owner=outsider.organisation)
    assert event(advocate, [case.reference, hidden.reference]).status_code == 404
    assert event(advocate, []).status_code == 404
    assert event(viewer, [case.reference]).status_code == 403
    assert not Update.objects.exists()


def test_an_event_sent_twice_is_saved_once(case, other_case, advocate):
    for _time in range(2):
        assert event(advocate, [case.reference, other_case.reference]).status_code == 302
    assert Update.objects.count() == 2
