"""The case list: what it finds, in which order, how it says so, and what it never shows."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Follow, Grant
from cases.vocabulary import Contact, FileState, Level, Status, Tier
from core import slots
from tests.cases.worlds import DAY, hidden_twins, kara_murza, make_case, random_cases
from tests.factories import UserFactory

LIST = "/cases/"


@pytest.fixture
def reader(client, advocate):
    client.force_login(advocate)
    return client


@pytest.fixture
def murza(organisation, advocate):
    return kara_murza(organisation, lead=advocate)


@pytest.fixture
def other(organisation, staff):
    """Unlike Kara-Murza in everything."""
    return make_case(
        organisation,
        "Maria Kalesnikava",
        state="BY",
        nations=["BY"],
        categories=["artist"],
        charges=["extremism"],
        lead=staff,
        tier=Tier.STANDARD,
        status=Status.RELEASED,
        status_since=date(2021, 1, 1),
        arrested_on=date(2020, 9, 7),
        released_on=date(2021, 1, 1),
        last_update_on=date(2023, 1, 1),
        contact=Contact.YES,
    )


def names(response):
    assert response.status_code == 200
    return [row.case.prisoner.name for row in response.context["rows"]]


def found(client, query=""):
    return names(client.get(LIST + query))


MURZA, OTHER = "Vladimir Kara-Murza", "Maria Kalesnikava"


@pytest.mark.parametrize(
    "words", ["kara", "murza vladimir", "КАРА-МУРЗА", "Uladzimir", "kara%20murza", "{reference}", "{reference} kara"]
)
def test_search_finds_every_name_in_any_script_and_the_reference(reader, murza, other, words):
    assert found(reader, f"?q={words.format(reference=murza.reference)}") == [MURZA]


def test_search_wants_every_word(reader, murza, other):
    assert found(reader, "?q=kara+kalesnikava") == []


@pytest.mark.parametrize(
    "query",
    [
        "?state=RU",
        "?status=convicted_appeal",
        "?status=convicted_appeal&status=serving",
        "?tier=critical",
        "?category=journalist",
        "?charge=treason",
        "?nationality=GB",
        "?lead=me",
        "?lead={lead}",
        "?only=custody",
        "?only=no-contact",
        "?only=followed",
        "?only=place-unknown",
        "?arrested_from=2021",
        "?arrested_from=11+Apr+2022",
        "?arrested_from=April+2022&arrested_to=April+2022",
        "?arrested_to=12.04.2022&arrested_from=2020-10",
        "?state=RU&status=convicted_appeal&tier=critical&charge=treason&nationality=GB&only=custody&lead=me&q=kara",
    ],
)
def test_each_filter_lets_in_what_answers_to_it_and_keeps_out_the_rest(reader, advocate, murza, other, query):
    Follow.objects.create(case=murza, user=advocate)
    type(murza).objects.filter(pk=murza.pk).update(place_unknown_since=DAY)
    assert found(reader, query.format(lead=advocate.reference)) == [MURZA]


@pytest.mark.parametrize(
    "query",
    [
        "?state=BY",
        "?status=released",
        "?tier=standard",
        "?category=artist",
        "?charge=extremism",
        "?nationality=BY",
        "?lead={staff}",
        "?arrested_to=2021",
        "?arrested_to=Sept+2020",
    ],
)
def test_the_same_filters_find_the_other_one(reader, staff, murza, other, query):
    assert found(reader, query.format(staff=staff.reference)) == [OTHER]


@pytest.mark.parametrize("query", ["?status=convicted_appeal&state=BY", "?charge=drugs", "?state=FR", "?lead=M-NOBODY"])
def test_filters_that_contradict_each_other_find_nothing_and_say_how_to_go_on(reader, murza, other, query):
    response = reader.get(LIST + query)
    assert names(response) == []
    assert "No case answers to all of these filters" in response.content.decode()
    assert 'href="/cases/"' in response.content.decode()


def test_cases_that_nobody_leads_are_found(reader, organisation, murza):
    make_case(organisation, "Without Lead")
    assert found(reader, "?lead=nobody") == ["Without Lead"]
    assert set(found(reader, "?lead=nobody&lead=me")) == {"Without Lead", MURZA}


def test_stalled_is_what_the_apps_above_say(reader, advocate, murza, other, monkeypatch):
    asked = []

    def provider(user, day):
        asked.append((user, day))
        return [type(murza).objects.filter(pk=murza.pk).values("pk")]

    monkeypatch.setitem(slots._providers, "stalled-cases", [provider])
    assert found(reader, "?only=stalled") == [MURZA]
    assert asked[-1] == (advocate, DAY)
    monkeypatch.setitem(slots._providers, "stalled-cases", [])
    assert found(reader, "?only=stalled") == []


def test_only_active_and_monitored_files_stand_in_the_list_unless_others_are_asked_for(reader, organisation):
    for state in FileState:
        make_case(organisation, f"File {state}", file_state=state)
    assert set(found(reader)) == {"File active", "File monitoring"}
    assert "active and monitored files" in reader.get(LIST).content.decode()
    assert found(reader, "?file=closed") == ["File closed"]
    assert len(found(reader, "?file=all")) == len(FileState)
    assert "active and monitored files" not in reader.get(LIST + "?file=all").content.decode()


# --- What cannot be read.
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?arrested_from=rubbish", "Write the date as"),
        ("?arrested_from=31+Feb+2022", "does not exist"),
        ("?arrested_from=2022&arrested_to=2021", "This day lies before the first one."),
        ("?status=bogus", "“bogus” is no choice here."),
        ("?lead=%27;--", "is no choice here."),
    ],
)
def test_a_filter_that_cannot_be_read_says_so_and_the_others_hold(reader, murza, other, query, words):
    response = reader.get(LIST + query + "&tier=critical")
    assert names(response) == [MURZA]
    assert words in response.content.decode()


def test_a_bad_date_is_marked_at_its_own_box_and_kept_there(reader, murza):
    text = reader.get(LIST + "?arrested_from=rubbish&arrested_to=2023").content.decode()
    assert 'value="rubbish"' in text
    assert 'aria-invalid="true"' in text
    assert text.count("is-invalid") == 1


@pytest.mark.parametrize("query", ["?sort=bogus", "?size=7", "?after=x", "?before=x", "?file=bogus", "?page=9"])
def test_a_bent_address_still_shows_the_list(reader, murza, query):
    assert found(reader, query) == [MURZA]


def test_a_file_that_is_no_file_leaves_the_usual_ones(reader, organisation, murza):
    make_case(organisation, "Closed One", file_state=FileState.CLOSED)
    assert found(reader, "?file=bogus") == [MURZA]


# --- Order and pages.
@pytest.mark.parametrize(
    ("sort", "first"),
    [
        *[("", MURZA), ("-updated", OTHER), ("arrested", MURZA), ("-arrested", OTHER), ("name", OTHER)],
        *[("-name", MURZA), ("since", MURZA), ("-since", OTHER), ("tier", MURZA), ("-tier", OTHER)],
    ],
)
def test_the_list_can_be_read_in_every_order_both_ways(reader, murza, other, sort, first):
    assert found(reader, f"?sort={sort}")[0] == first


def test_what_has_no_update_stands_at_the_end_whichever_way(reader, organisation, murza, other):
    make_case(organisation, "Never Updated")
    assert found(reader)[-1] == found(reader, "?sort=-updated")[-1] == "Never Updated"


def test_pages_lead_through_the_whole_list_and_keep_every_choice(reader, organisation, advocate):
    random_cases(organisation, [advocate], 60, file_state=FileState.ACTIVE, last_update_on=DAY, status=Status.SERVING)
    query, seen = "?status=serving&sort=name&size=25", []
    while query:
        response = reader.get(LIST + query)
        seen += names(response)
        query = response.context["page"].next_query
        assert query is None or ("status=serving" in query and "sort=name" in query and "size=25" in query)
    assert seen == sorted(seen)
    assert len(seen) == len(set(seen)) == 60


@pytest.mark.parametrize("size", [25, 50, 100])
def test_page_sizes(reader, organisation, size):
    random_cases(organisation, [], 30, file_state=FileState.ACTIVE)
    response = reader.get(f"{LIST}?size={size}")
    assert len(names(response)) == min(size, 30)


# --- What a row and the page say.
def test_a_row_says_who_where_since_when_and_how_long(reader, murza):
    text = reader.get(LIST).content.decode()
    said = [MURZA, "Владимир Кара-Мурза", murza.reference, "Convicted, appeal open", "since 17 April 2023", "374 days"]
    said += ["arrested 11 April 2022", "Russia", "Critical", "Ada Advocate", "17 Apr 2023", "No contact"]
    for words in said:
        assert words in text, words


def test_badges_stand_only_where_they_are_true(reader, organisation, murza):
    type(murza).objects.filter(pk=murza.pk).update(contact=Contact.YES, place_unknown_since=DAY)
    marks = [mark.label for mark in reader.get(LIST).context["rows"][0].marks]
    assert marks == ["Place unknown"]


def test_marks_of_the_apps_above_stand_in_the_row(reader, murza, other, monkeypatch):
    from cases.list_rows import Mark

    monkeypatch.setitem(
        slots._providers,
        "case-marks",
        [lambda user, day, cases: [(murza.pk, Mark("Gone quiet", "danger", "bell", "/x/"))]],
    )
    response = reader.get(LIST)
    assert [row.stalled for row in response.context["rows"]] == [True, False]
    assert response.content.decode().count("is-stalled") == 1
    assert 'href="/x/"' in response.content.decode()


def test_every_filter_in_force_is_a_chip_that_takes_it_off(reader, advocate, murza, other):
    query = "?q=kara&state=RU&status=convicted_appeal&status=serving&lead=me&nationality=GB&category=journalist"
    query += "&charge=treason&only=custody&tier=critical&arrested_from=2022&file=active"
    chips = {str(chip.label): chip.url for chip in reader.get(LIST + query).context["chips"]}
    assert set(chips) == {
        *("kara", "Russia", "Convicted, appeal open", "Serving sentence", "Me", "United Kingdom", "Journalist"),
        *("Treason", "In custody", "Critical", "2022", "Active"),
    }
    assert "state=RU" not in chips["Russia"]
    assert "status=serving" in chips["Convicted, appeal open"]
    assert "status=convicted_appeal" not in chips["Convicted, appeal open"]
    assert found(reader, chips["Russia"].removeprefix(LIST)) == [MURZA]


def test_a_name_is_shown_as_text_whatever_stands_in_it(reader, organisation):
    make_case(organisation, "<script>alert(1)</script>")
    text = reader.get(LIST + "?q=<script>").content.decode()
    assert "<script>alert" not in text


def test_an_empty_house_says_what_belongs_here(reader, viewer, client):
    text = reader.get(LIST).content.decode()
    assert "No case here yet" in text
    assert "/cases/new/" in text
    client.force_login(viewer)
    text = client.get(LIST).content.decode()
    assert "No case here yet" in text
    assert "Open the first case" not in text


# --- Who sees what.
@pytest.mark.parametrize("query", ["", "?q=hidden", "?state=RU", "?only=custody", "?lead=nobody", "?file=all&size=100"])
def test_no_restricted_sealed_or_other_organisations_case_is_ever_listed(reader, murza, query):
    twins = hidden_twins(murza)
    text = reader.get(LIST + query).content.decode()
    assert "Hidden" not in text
    assert not any(twin.reference in text for twin in twins)


def test_those_who_may_see_them_find_them(client, murza, advocate):
    sealed, restricted, _elsewhere, partners = hidden_twins(murza)
    sealed.named.add(advocate)
    restricted.memberships.create(user=advocate)
    Grant.objects.create(case=partners, organisation=advocate.organisation)
    client.force_login(advocate)
    assert set(found(client, "?q=hidden")) == {"Hidden Sealed", "Hidden Restricted", "Hidden Partners"}


def test_the_lead_chip_gives_no_stranger_away(reader, murza):
    stranger = UserFactory(name="Secret Stranger")
    text = reader.get(f"{LIST}?lead={stranger.reference}").content.decode()
    assert "Secret Stranger" not in text


def test_nobody_sees_the_list_without_signing_in(client, murza):
    response = client.get(LIST)
    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")


# --- What it costs.
EVERYTHING = (
    "?q=a&state=RU&state=BY&status=serving&status=pretrial&tier=high&tier=standard&category=journalist&charge=treason"
    "&nationality=RU&lead=me&lead=nobody&arrested_from=2015&only=custody&only=stalled&file=all"
)


@pytest.mark.parametrize("query", ["", "?size=100", "?sort=name", "?sort=-tier&size=50", EVERYTHING, "?q=zzz"])
@pytest.mark.parametrize("who", ["advocate", "staff", "outsider"])
def test_the_list_costs_ten_queries_whatever_the_page(client, request, organisation, advocate, who, query):
    random_cases(organisation, [advocate], 40)
    client.force_login(request.getfixturevalue(who))
    client.get(LIST)  # the day's first request notes that the person is active
    with CaptureQueriesContext(connection) as queries:
        assert client.get(LIST + query).status_code == 200
    assert len(queries) <= 10, "\n".join(query["sql"][:120] for query in queries)


def test_a_page_further_on_costs_no_more(client, staff, organisation, advocate):
    for case in random_cases(organisation, [advocate], 60, file_state=FileState.ACTIVE):
        case.last_update_on = None if case.pk % 3 else DAY - timedelta(days=case.pk % 5)
        case.save()
    client.force_login(staff)
    response, pages = client.get(LIST), 1
    while query := response.context["page"].next_query:
        with CaptureQueriesContext(connection) as queries:
            response = client.get(LIST + query)
        assert len(queries) <= 10
        pages += 1
    assert pages == 3


def test_level_is_shown_to_those_who_may_see_the_case(reader, organisation, advocate, murza):
    type(murza).objects.filter(pk=murza.pk).update(level=Level.RESTRICTED)
    assert "Restricted" in reader.get(LIST).content.decode()
