"""The columns of one's own case list and how close its rows stand: chosen, kept, forgotten, and nobody else's."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import ListPreference
from cases.columns import COLUMNS, LIST, USUAL
from cases.models import Grant
from cases.vocabulary import Level
from tests.cases.pages import signed_in
from tests.cases.worlds import DAY, kara_murza, random_cases
from tests.factories import FacilityFactory

LIST_URL, SHAPE = "/cases/", "/cases/lists/shape/"
ALL = {"columns": list(COLUMNS), "density": "tight"}


@pytest.fixture
def murza(organisation, advocate):
    case = kara_murza(organisation, lead=advocate, code_name="Quiet Heron", last_contact_on=DAY, last_reliable_on=DAY)
    type(case).objects.filter(pk=case.pk).update(facility=FacilityFactory(name="Colony 6"))
    return case


def shown(user, query=""):
    answer = signed_in(user).get(LIST_URL + query)
    assert answer.status_code == 200
    return answer.content.decode()


def choose(user, **sent):
    return signed_in(user).post(SHAPE, sent)


def test_who_chose_nothing_has_the_usual_columns(advocate, murza):
    page = shown(advocate)
    for words in ("Convicted, appeal open", "374 days", "Russia", "Critical", "Ada Advocate", "17 Apr"):
        assert words in page, words
    assert "Colony 6" not in page
    assert "Quiet Heron" not in page
    assert "is-tight" not in page


def test_what_is_left_out_is_gone_and_what_is_added_is_there_for_me_alone(advocate, viewer, murza):
    answer = choose(advocate, columns=["place", "code", "contact"], density="tight", back="tier=critical&after=x")
    assert answer.url == "/cases/?tier=critical&after=x"
    mine = shown(advocate)
    assert "Colony 6" in mine
    assert "Quiet Heron" in mine
    assert "is-tight" in mine
    assert "Vladimir Kara-Murza" in mine
    assert "374 days" not in mine
    assert "badge-status" not in mine
    theirs = shown(viewer)
    assert "374 days" in theirs
    assert "is-tight" not in theirs


def test_the_list_as_usual_is_one_button_away(advocate, murza):
    choose(advocate, columns=["lead"], density="tight")
    choose(advocate, columns=["lead"], density="tight", usual="")
    assert not ListPreference.objects.exists()
    assert "374 days" in shown(advocate)


def test_chosen_twice_it_is_kept_once_and_with_no_column_the_name_stays(advocate, murza):
    choose(advocate, columns=["lead"], density="tight")
    choose(advocate, density="comfortable")
    assert ListPreference.objects.get(user=advocate, name=LIST).chosen == {"columns": [], "density": "comfortable"}
    page = shown(advocate)
    assert "Vladimir Kara-Murza" in page
    assert "Ada Advocate</td>" not in page
    with pytest.raises(IntegrityError), transaction.atomic():
        ListPreference.objects.create(user=advocate, name=LIST)


@pytest.mark.parametrize("sent", [{"columns": ["salary"]}, {"columns": ["lead"], "density": "airy"}])
def test_a_choice_that_there_is_none_of_changes_nothing_and_says_so(advocate, murza, sent):
    client = signed_in(advocate)
    page = client.post(SHAPE, sent, follow=True).content.decode()
    assert "The columns were not changed" in page
    assert not ListPreference.objects.exists()


@pytest.mark.parametrize("chosen", [{}, {"columns": ["salary", "lead"]}, {"density": "airy"}])
def test_what_was_kept_by_another_version_still_shows_a_list(advocate, murza, chosen):
    ListPreference.objects.create(user=advocate, name=LIST, chosen=chosen)
    assert "Ada Advocate" in shown(advocate)


def test_what_an_organisation_calls_a_case_is_not_told_to_its_partners(organisation, outsider, murza):
    type(murza).objects.filter(pk=murza.pk).update(level=Level.PARTNERS)
    Grant.objects.create(case=murza, organisation=outsider.organisation)
    choose(outsider, **ALL)
    page = shown(outsider)
    assert "Vladimir Kara-Murza" in page
    assert "Quiet Heron" not in page


@pytest.mark.parametrize("columns", [[], USUAL, list(COLUMNS)])
def test_whatever_the_columns_the_list_costs_ten_queries(staff, advocate, organisation, columns):
    for number, case in enumerate(random_cases(organisation, [advocate], 30)):
        type(case).objects.filter(pk=case.pk).update(facility=FacilityFactory(name=f"Colony {number}"))
    choose(staff, columns=columns, density="tight")
    client = signed_in(staff)
    client.get(LIST_URL)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(LIST_URL).status_code == 200
    assert len(queries) <= 10, "\n".join(query["sql"][:120] for query in queries)


def test_single_keys_are_on_until_somebody_switches_them_off(advocate, murza):
    page = shown(advocate)
    assert "data-keys" in page
    assert "Switch them off in your profile" in page
    type(advocate).objects.filter(pk=advocate.pk).update(single_keys=False)
    page = shown(advocate)
    assert "data-keys" not in page
    assert "Single keys are switched off." in page
