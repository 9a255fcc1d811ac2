"""The find box: whatever may be reached is found from one place, and what is hidden is not there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.permissions import ROLE_PERMISSIONS, Permission, Role
from cases.models import Case, Grant
from cases.vocabulary import FileState, Level, UpdateKind
from core import slots
from reports.find import IN_BOX, ON_PAGE, answer
from tests.advocacy.factories import act, body
from tests.cases.pages import HTMX, log, signed_in, text_of
from tests.cases.worlds import hidden_twins, kara_murza, make_case, random_cases
from tests.factories import OfficialFactory, UserFactory
from tests.sanctions.factories import involve

FIND = "/find/"


@pytest.fixture
def murza(organisation, advocate):
    return kara_murza(organisation, lead=advocate, code_name="Quiet Heron")


def found(user, text="", **options):
    """What the box answers, by the kinds' names: the links."""
    return {str(group.label): [entry.url for entry in group.entries] for group in answer(user, text, **options)}


# --- What is found.
@pytest.mark.parametrize("text", ["kara", "murza vladimir", "КАРА-МУРЗА", "Uladzimir", "Quiet Heron", "quiet heron"])
def test_a_case_is_found_by_any_name_in_any_script_and_by_its_code_name(advocate, murza, text):
    assert found(advocate, text)["Cases"] == [murza.get_absolute_url()]


def test_a_reference_finds_its_case_prisoner_official_or_action(advocate, murza):
    official = OfficialFactory(name="Elena Lenskaya", added_by_organisation=advocate.organisation)
    action = act(murza, by=advocate, summary="A letter to the minister")
    for record, kind in ((murza, "Cases"), (murza.prisoner, "Prisoners"), (official, "Officials"), (action, "Actions")):
        for text in (record.reference, record.reference.lower()):
            assert record.get_absolute_url() in found(advocate, text)[kind], text


def test_officials_bodies_and_actions_are_found_by_name_or_words(advocate, murza):
    official = involve(murza, by=advocate).official
    action = act(murza, by=advocate, summary="A letter to the minister")
    there = found(advocate, official.name.split()[0])
    assert there["Officials"] == [official.get_absolute_url()]
    assert found(advocate, "minister letter")["Actions"] == [action.get_absolute_url()]
    minister = body("Minister of Parks")
    assert found(advocate, "parks")["Organisations"] == [reverse("advocacy:organisation", args=[minister.slug])]


def test_a_case_is_found_whatever_became_of_its_file_and_says_so(advocate, organisation):
    make_case(organisation, "Olga Closed", file_state=FileState.CLOSED)
    page = text_of(signed_in(advocate).get(f"{FIND}?q=olga"))
    assert "Olga Closed" in page
    assert "Closed · " in page


def test_every_page_that_is_offered_is_there_for_who_is_offered_it(organisation):
    for role in Role:
        user = UserFactory(organisation=organisation, role=role)
        client = signed_in(user)
        there = found(user, whole=True)["Pages"]
        assert len(there) == len(set(there)) > 10
        for url in there:
            assert client.get(url).status_code == 200, (role, url)


def test_pages_that_one_may_not_open_are_not_offered(advocate, admin):
    assert reverse("accounts:people") in found(admin, "people")["Pages"]
    assert reverse("accounts:people") not in found(advocate, "people").get("Pages", [])
    kept = {page.needs for page in slots.gather("find-pages")} - {None}
    assert kept - ROLE_PERMISSIONS[Role.ADVOCATE] >= {Permission.MANAGE_PEOPLE, Permission.CURATE_SANCTIONS}


def test_a_page_is_found_by_what_else_it_is_called_and_by_its_name_first(advocate):
    assert found(advocate, "charts")["Pages"] == [reverse("reports:figures")]
    assert found(advocate, "sta")["Pages"][0] == reverse("cases:state-list")


# --- Nothing typed yet.
def test_for_nothing_typed_come_the_cases_i_logged_on_then_those_i_lead_and_the_sections(advocate, organisation, murza):
    led = [murza.get_absolute_url()]
    other = make_case(organisation, "Maria Kalesnikava")
    make_case(organisation, "Never Mine")
    assert found(advocate)["Your latest cases"] == led
    log(other, advocate, UpdateKind.FAMILY_VISIT, "1 April 2023")
    assert found(advocate)["Your latest cases"] == [other.get_absolute_url(), *led]
    assert found(advocate)["Pages"][0] in {reverse("cases:case-list"), reverse("reports:today")}


def test_reading_a_case_leaves_no_mark_in_the_box(viewer, murza):
    client = signed_in(viewer)
    client.get(murza.get_absolute_url())
    assert "Your latest cases" not in found(viewer)


def test_a_case_that_is_no_longer_mine_to_see_is_no_longer_among_my_latest(advocate, organisation):
    case = make_case(organisation, "Maria Kalesnikava")
    log(case, advocate, UpdateKind.FAMILY_VISIT, "1 April 2023")
    Case.objects.filter(pk=case.pk).update(level=Level.SEALED)
    assert "Your latest cases" not in found(advocate)


# --- What is hidden.
@pytest.mark.parametrize("whole", [False, True])
def test_what_is_hidden_is_answered_as_what_is_missing(advocate, viewer, murza, whole):
    twins = hidden_twins(murza)
    twins[1].memberships.create(user=advocate)
    official = involve(twins[1], by=advocate).official
    action = act(twins[1], by=advocate, summary="A letter about parakeets")
    texts = [word for twin in twins for word in (twin.reference, twin.code_name, twin.prisoner.reference)]
    for text in ["hidden", "Hidden Sealed", official.name, official.reference, action.reference, "parakeets", *texts]:
        assert found(viewer, text, whole=whole) == found(viewer, "nobodyatall", whole=whole) == {}, text


def test_who_may_see_them_finds_them(advocate, murza):
    sealed, restricted, *_others = hidden_twins(murza)
    sealed.named.add(advocate)
    restricted.memberships.create(user=advocate)
    assert len(found(advocate, "hidden")["Cases"]) == len(found(advocate, "hidden")["Prisoners"]) == 2


def test_a_partner_finds_a_granted_case_by_name_and_not_by_what_its_owner_calls_it(outsider, murza):
    Case.objects.filter(pk=murza.pk).update(level=Level.PARTNERS)
    Grant.objects.create(case=murza, organisation=outsider.organisation)
    assert found(outsider, "kara")["Cases"] == [murza.get_absolute_url()]
    assert found(outsider, "Quiet Heron") == {}


# --- The fragment and the page.
def test_the_box_asks_for_a_fragment_and_without_a_script_there_is_a_page(advocate, murza):
    client = signed_in(advocate)
    fragment = text_of(client.get(f"{FIND}?q=kara", headers={"HX-Request": "true"}))
    assert 'role="listbox"' in fragment
    assert "<html" not in fragment
    page = text_of(client.get(f"{FIND}?q=kara"))
    assert 'role="listbox"' not in page
    assert page.count("<h1") == 1
    assert 'value="kara"' in page
    assert murza.get_absolute_url() in page
    assert murza.get_absolute_url() in fragment


def test_both_say_when_nothing_answers_and_when_it_is_too_little_to_search_for(advocate, murza):
    client = signed_in(advocate)
    for headers in ({}, HTMX):
        assert "Nothing that you may see answers to that" in text_of(client.get(f"{FIND}?q=zzzz", **headers))
        assert "one letter is too little" in text_of(client.get(f"{FIND}?q=k", **headers))
        assert "one letter is too little" in text_of(client.get(f"{FIND}?q=%3F%21", **headers))
    assert "Cases" not in found(advocate, "k")


def test_what_was_typed_is_shown_as_text(advocate):
    assert "<script>alert" not in text_of(signed_in(advocate).get(f"{FIND}?q=<script>alert(1)</script>"))


def test_of_many_the_box_shows_the_first_and_the_page_more_and_both_the_way_to_all(advocate, organisation):
    random_cases(organisation, [], ON_PAGE + 2)
    in_box, on_page = answer(advocate, "number")[0], answer(advocate, "number", whole=True)[0]
    assert (len(in_box.entries), len(on_page.entries)) == (IN_BOX, ON_PAGE)
    assert on_page.all_words == f"All {ON_PAGE + 2} cases"
    listed = signed_in(advocate).get(on_page.all_url)
    assert listed.context["filter"].qs.count() == ON_PAGE + 2
    prisoners = answer(advocate, "number", whole=True)[1]
    assert prisoners.more
    assert not prisoners.all_url


def test_the_way_in_stands_in_the_bar_of_every_page(advocate):
    page = text_of(signed_in(advocate).get("/"))
    assert f'href="{FIND}"' in page
    assert 'id="palette"' in page


@pytest.mark.parametrize("query", ["", "?q=number", "?q=k", "?q=zzzz"])
@pytest.mark.parametrize(("headers", "most"), [(HTMX, 10), ({}, 12)])
def test_the_box_costs_ten_queries_whatever_is_asked_and_the_page_counts_too(
    advocate, organisation, query, headers, most
):
    for case in random_cases(organisation, [advocate], ON_PAGE + 5):
        act(case, by=advocate, summary="A letter of some number")
    for number in range(IN_BOX + 2):
        OfficialFactory(name=f"Judge Number{number}", added_by_organisation=organisation)
        body(f"Number {number}")
    client = signed_in(advocate)
    client.get(FIND)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(FIND + query, **headers).status_code == 200
    assert len(queries) <= most, "\n".join(one["sql"][:160] for one in queries)
