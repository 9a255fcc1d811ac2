"""The choices beside the list: each says what following it would show, and nothing of what is hidden."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cases.test_case_list import EVERYTHING
from tests.cases.worlds import DAY, hidden_twins, kara_murza, random_cases
from tests.factories import UserFactory

LIST, COUNTS = "/cases/", "/cases/counts/"
BASES = ["", "?status=serving&status=pretrial", "?only=custody&state=RU", "?file=all&tier=high", "?lead=me&q=a"]


@pytest.fixture
def reader(client, advocate):
    client.force_login(advocate)
    return client


def facets(client, query=""):
    """Group → code → choice, all of them, as the fragment has them."""
    response = client.get(COUNTS + query, headers={"HX-Request": "true"})
    assert response.status_code == 200
    given = response.context["facets"]
    return {group.name: {one.code: one for one in [*group.choices, *group.more]} for group in given.groups}, given.total


def rows_of(client, query):
    response = client.get(f"{LIST}?{query}&size=100".replace("??", "?"))
    return {row.case.reference for row in response.context["rows"]}


@pytest.fixture
def world(organisation, advocate, staff):
    return random_cases(organisation, [advocate, staff], 70)


@pytest.mark.parametrize("query", BASES)
def test_a_count_is_what_the_list_shows_when_the_choice_is_followed(reader, world, query):
    groups, total = facets(reader, query)
    assert total == len(rows_of(reader, query))
    checked = 0
    for name, choices in groups.items():
        for code, choice in choices.items():
            if any(other.selected for other in choices.values()) and name != "only":
                continue
            if choice.selected or (not choice.count and checked % 5):
                continue
            assert len(rows_of(reader, choice.url.partition("?")[2])) == choice.count, (name, code)
            checked += 1
    assert checked > 15


def test_within_a_filter_the_other_choices_do_not_count(reader, world):
    alone, _total = facets(reader)
    chosen, total = facets(reader, "?state=RU")
    assert chosen["state"]["BY"].count == alone["state"]["BY"].count > 0
    assert chosen["state"]["RU"].selected
    assert total == chosen["state"]["RU"].count
    assert chosen["status"]["serving"].count < alone["status"]["serving"].count


def test_files_count_over_all_files_and_the_usual_ones_stand_as_chosen(reader, world):
    groups, total = facets(reader)
    files = groups["file"]
    assert {code for code, choice in files.items() if choice.selected} == {"active", "monitoring"}
    assert files["active"].count + files["monitoring"].count == total
    assert files["all"].count == 70
    assert files["closed"].url.endswith("?file=active&file=monitoring&file=closed")
    assert files["active"].url.endswith("?file=monitoring")


@pytest.mark.parametrize("query", ["", "?state=RU", "?status=convicted_appeal&only=custody", "?file=all", "?q=hidden"])
def test_hidden_cases_change_no_count_for_those_who_may_not_see_them(reader, organisation, query):
    murza = kara_murza(organisation)
    before = reader.get(COUNTS + query, headers={"HX-Request": "true"}).content
    hidden_twins(murza)
    assert reader.get(COUNTS + query, headers={"HX-Request": "true"}).content == before


def test_the_same_cases_count_for_those_who_may(reader, organisation, advocate):
    murza = kara_murza(organisation)
    sealed, restricted, *_others = hidden_twins(murza)
    sealed.named.add(advocate)
    restricted.memberships.create(user=advocate)
    groups, total = facets(reader)
    assert total == groups["state"]["RU"].count == groups["charge"]["treason"].count == 3
    assert groups["nationality"]["GB"].count == groups["category"]["journalist"].count == 3


def test_an_outsider_is_offered_no_state_lead_category_or_nationality_of_ours(client, outsider, world):
    client.force_login(outsider)
    groups, total = facets(client)
    assert total == 0
    assert groups["state"] == groups["nationality"] == groups["category"] == {}
    assert set(groups["lead"]) == {"me", "nobody"}
    assert not any(choice.count for choices in groups.values() for choice in choices.values())


@pytest.mark.parametrize("query", ["", EVERYTHING])
@pytest.mark.parametrize("who", ["advocate", "outsider"])
def test_the_counts_cost_ten_queries(client, request, world, who, query):
    client.force_login(request.getfixturevalue(who))
    facets(client)
    with CaptureQueriesContext(connection) as queries:
        facets(client, query)
    assert len(queries) <= 10, "\n".join(query["sql"][:120] for query in queries)


def test_without_javascript_every_choice_is_a_link_and_the_counts_are_one_click_away(reader, world):
    text = reader.get(LIST).content.decode()
    for link in ("state=RU", "status=serving", "tier=high", "only=custody", "lead=me", "file=all"):
        assert f'href="{LIST}?{link}"' in text, link
    assert f'href="{LIST}?counts=1"' in text
    counted = reader.get(LIST + "?counts=1&state=RU").content.decode()
    assert "facet-count" in counted
    assert "hx-get" not in counted.partition('id="facets"')[2].partition("</aside>")[0]
    for group in ("Nationality", "Category", "Charge"):
        assert group in counted


def test_the_page_asks_for_its_counts_with_its_own_filters(reader, world):
    text = reader.get(LIST + "?state=RU&tier=high").content.decode()
    assert 'hx-get="/cases/counts/?state=RU&amp;tier=high" hx-trigger="load"' in text


def test_the_fragment_opened_as_a_page_leads_to_the_list(reader, world):
    response = reader.get(COUNTS + "?state=RU")
    assert (response.status_code, response.url) == (302, "/cases/?state=RU&counts=1")


def test_links_of_the_fragment_lead_to_the_list_from_its_first_page(reader, world):
    groups, _total = facets(reader, "?state=RU&after=abc")
    url = groups["tier"]["high"].url
    assert url.startswith(LIST + "?")
    assert "after" not in url


def test_choices_that_would_show_nothing_step_back_but_can_be_reached(reader, organisation):
    kara_murza(organisation)
    response = reader.get(COUNTS, headers={"HX-Request": "true"})
    status = next(group for group in response.context["facets"].groups if group.name == "status")
    assert [choice.code for choice in status.choices] == ["convicted_appeal"]
    assert len(status.more) == 20
    assert "20 more" in response.content.decode()


def test_a_colleague_among_the_leads_has_a_name(reader, organisation, advocate):
    colleague = UserFactory(organisation=organisation, name="Cora Colleague")
    kara_murza(organisation, lead=colleague, last_update_on=DAY)
    groups, _total = facets(reader)
    assert str(groups["lead"][colleague.reference].label) == "Cora Colleague"
