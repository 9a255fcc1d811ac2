"""Officials: who finds whom, what their page shows to whom, and curating who they are."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cases.models import Grant, Official, OfficialName, OfficialPosition, OfficialRelation
from cases.vocabulary import Level, OfficialFunction, OfficialKind
from core.models import Event
from core.partial_dates import parse_partial_date
from sanctions.models import NotSought, ScreeningRun
from sanctions.services.officials import OfficialData, RowData, edit_official, keep_names, keep_relations
from tests.cases.pages import signed_in, text_of
from tests.factories import CaseFactory, OfficialFactory, StateFactory, UserFactory
from tests.sanctions.factories import confirmed, designation, entry, involve, match, snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def judge(case, advocate, staff):
    """Approved in the case."""
    official = OfficialFactory(name="Elena Lenskaya", native_name="Елена Ленская", position="Judge", state=case.state)
    return involve(case, official, advocate, staff).official


@pytest.fixture
def hidden_case(outsider):
    return CaseFactory(owner=outsider.organisation)


def listed(user, **query):
    return signed_in(user).get(reverse("sanctions:official-list"), query)


def names(answer):
    return [row.official.name for row in answer.context["rows"]]


def page_of(official, user):
    return text_of(signed_in(user).get(official.get_absolute_url()))


def at(name, official):
    return reverse(f"sanctions:{name}", args=[official.reference])


def post(user, name, official, data):
    return signed_in(user).post(at(name, official), data)


def rows(*given, **more):
    """A page of rows as a browser sends it: the rows that were there come first."""
    there = sum("key" in one for one in given)
    sent = {"row-TOTAL_FORMS": str(len(given)), "row-INITIAL_FORMS": str(there)}
    for number, row in enumerate(given):
        sent |= {f"row-{number}-{name}": str(value) for name, value in row.items()}
    return sent | more


# --- The list.
def test_the_list_finds_by_name_in_any_script_state_function_kind_and_who_listed_them(
    judge, case, organisation, advocate, admin
):
    minsk = CaseFactory(owner=organisation, state=StateFactory(code="BY"))
    court = OfficialFactory(name="A Court in Minsk", kind=OfficialKind.BODY, state=minsk.state)
    involve(minsk, court, advocate, function=OfficialFunction.BODY)
    designation(judge)
    designation(judge, "US-GLOMAG", list_id="40906")
    for query, found in [
        ({}, ["A Court in Minsk", "Elena Lenskaya"]),
        ({"q": "ленская"}, ["Elena Lenskaya"]),
        ({"state": "BY"}, ["A Court in Minsk"]),
        ({"function": "remand_judge"}, ["Elena Lenskaya"]),
        ({"kind": "body"}, ["A Court in Minsk"]),
        ({"listed": "0"}, ["A Court in Minsk", "Elena Lenskaya"]),  # June 2023 is still to come
        ({"listed": "1"}, []),
        ({"listed": "2"}, []),
        ({"q": "nobody"}, []),
    ]:
        assert names(listed(admin, **query)) == found, query
    judge.designations.update(listed_on=date(2023, 3, 3))
    assert names(listed(admin, listed="2")) == ["Elena Lenskaya"]
    assert names(listed(admin, listed="0")) == ["A Court in Minsk"]
    answer = listed(admin, listed="2")
    [row] = answer.context["rows"]
    assert row.jurisdictions == ["EU", "US"]
    assert "United States" in text_of(answer)


def test_a_case_that_the_reader_may_not_see_counts_nowhere_in_the_list(judge, case, hidden_case, outsider, admin):
    involve(hidden_case, judge, outsider, function=OfficialFunction.PROSECUTOR)
    [row] = listed(admin, sort="cases").context["rows"]
    assert list(row.cases) == [case.reference]
    assert row.official.case_count == 1
    assert names(listed(admin, function="prosecutor")) == []
    assert hidden_case.prisoner.name not in text_of(listed(admin))


def test_an_official_of_hidden_cases_alone_is_not_there(hidden_case, outsider, admin):
    official = involve(hidden_case, by=outsider).official
    assert names(listed(admin)) == []
    assert signed_in(admin).get(official.get_absolute_url()).status_code == 404
    assert signed_in(admin).get(at("official-edit", official)).status_code == 404


def test_a_restricted_involvement_hides_its_official_from_who_is_no_member(case, advocate, admin):
    official = involve(case, by=advocate, level=Level.RESTRICTED).official
    assert signed_in(advocate).get(official.get_absolute_url()).status_code == 200  # leads the case
    assert signed_in(admin).get(official.get_absolute_url()).status_code == 404
    assert names(listed(admin)) == []


def test_the_list_is_paged_and_sorted_by_how_many_cases(judge, case, organisation, advocate, admin):
    for number in range(25):
        involve(case, OfficialFactory(name=f"Person {number:02}", state=case.state), advocate)
    twice = Official.objects.get(name="Person 24")
    involve(CaseFactory(owner=organisation), twice, advocate)
    first = listed(admin, sort="cases")
    assert names(first)[0] == "Person 24"
    assert len(names(first)) == 25
    rest = signed_in(admin).get(reverse("sanctions:official-list") + first.context["page"].next_query)
    assert len(names(rest)) == 1


def test_partners_find_who_was_approved_and_not_who_is_only_alleged(judge, case, advocate):
    partner = UserFactory()
    Grant.objects.create(case=case, organisation=partner.organisation)
    case.level = Level.PARTNERS
    case.save()
    alleged = involve(case, OfficialFactory(name="Only Alleged"), advocate).official
    case.involvements.update(level=Level.PARTNERS)
    assert names(listed(partner)) == ["Elena Lenskaya"]
    assert signed_in(partner).get(alleged.get_absolute_url()).status_code == 404


def test_who_is_alleged_is_marked_so(case, advocate, staff):
    official = involve(case, by=advocate).official
    assert "alleged" in text_of(listed(staff, q=official.name)).split("<tbody>")[1]
    assert "alleged" in page_of(official, staff)
    official.involvements.update(approved_by=staff, approved_at="2023-04-01T00:00Z")
    assert "alleged" not in page_of(official, staff)


def test_empty_lists_say_what_belongs_there(admin):
    assert "Officials come from cases" in text_of(listed(admin))
    assert "No official like that" in text_of(listed(admin, q="nobody"))


# --- One official.
def test_the_page_shows_names_positions_cases_designations_relations_and_what_waits(judge, case, admin, staff):
    snapshot()
    OfficialName.objects.create(official=judge, text="Yelena Lenskaya", language="English")
    OfficialPosition.objects.create(
        official=judge, title="Judge, Basmanny court", since=parse_partial_date("2019"), cited_title="Court site"
    )
    wife = OfficialFactory(name="A Relative", state=case.state, added_by_organisation=admin.organisation)
    OfficialRelation.objects.create(official=judge, other=wife, kind="family", cited_title="A register")
    designation(judge, reasons="Ordered the detention.")
    match(judge, entry("LENSKAYA, Elena"))
    judge.caution = "A namesake is a notary."
    judge.save()
    page = page_of(judge, staff)
    for words in (
        "Елена Ленская",
        "Yelena Lenskaya",
        "Judge, Basmanny court",
        "from 2019",
        "Court site",
        "A Relative",
        case.prisoner.name,
        "Remand judge",
        "European Union",
        "Official Journal L 147",
        "Ordered the detention.",
        "LENSKAYA, Elena",
        "A namesake is a notary.",
    ):
        assert words in page, words
    assert judge.get_absolute_url() in page_of(wife, admin)  # and from the other end


def test_birth_dates_of_lists_stand_beside_ours_and_conflict_in_the_open(judge, admin):
    snapshot()
    for key, number, born in [("us-sdn", "40909", "1962-07-29"), ("uk", "RUS1903", "1962-06-29")]:
        confirmed(judge, entry("Sviridenko", key, number, record={"births": [born]}), admin)
    page = page_of(judge, admin)
    for words in ("Birth dates contradict each other", "29 July 1962", "29 June 1962"):
        assert words in page, words
    match(judge, entry("Somebody else", record={"births": ["1911"]}))
    assert "1911" not in page_of(judge, admin)  # nobody has said that it is about them


def test_cases_and_relatives_that_the_reader_may_not_see_are_not_on_the_page(judge, hidden_case, outsider, admin):
    involve(hidden_case, judge, outsider)
    relative = involve(hidden_case, OfficialFactory(name="Hidden Relative"), outsider).official
    OfficialRelation.objects.create(official=judge, other=relative, kind="family", cited_title="A register")
    OfficialPosition.objects.create(official=judge, title="Judge", body=relative, cited_title="Court site")
    page = page_of(judge, admin)
    assert hidden_case.prisoner.name not in page
    assert "Hidden Relative" not in page
    theirs = page_of(judge, outsider)
    assert "Hidden Relative" in theirs
    assert hidden_case.prisoner.name in theirs


def test_why_a_designation_is_not_sought_is_read_by_ones_own_organisation_alone(judge, hidden_case, outsider, admin):
    NotSought.objects.create(official=judge, why="Helped the family.", decided_on=date(2023, 4, 1), by=admin)
    involve(hidden_case, judge, outsider)
    assert "Helped the family." in page_of(judge, admin)
    assert "Helped the family." not in page_of(judge, outsider)


def test_the_pages_of_a_case_lead_to_its_officials(judge, case, admin):
    page = text_of(signed_in(admin).get(reverse("cases:case-officials", args=[case.reference])))
    assert judge.get_absolute_url() in page


def test_the_page_of_a_state_leads_to_officials_who_come_back(judge, organisation, advocate, admin, case):
    involve(CaseFactory(owner=organisation, state=case.state), judge, advocate)
    assert judge.get_absolute_url() in text_of(signed_in(admin).get(reverse("cases:state", args=["RU"])))


def test_an_official_without_designations_is_never_called_not_sanctioned(judge, admin):
    page = page_of(judge, admin)
    assert "No designation is on record" in page
    assert "not sanctioned" not in page.lower()


# --- Curating.
def test_only_admins_curate(judge, staff, admin):
    for name in ("official-edit", "official-names", "official-positions", "official-relations", "official-merge"):
        assert signed_in(staff).get(at(name, judge)).status_code == 403, name
        assert signed_in(admin).get(at(name, judge)).status_code == 200, name
        assert at(name, judge) not in page_of(judge, staff)


def test_an_edit_is_kept_recorded_and_the_lists_are_asked_anew(judge, admin):
    data = {"name": "Elena A. Lenskaya", "kind": "person", "state": "RU", "birth": "17 February 1974"}
    assert post(admin, "official-edit", judge, data | {"gender": "female", "seniority": "3"}).status_code == 302
    judge.refresh_from_db()
    assert (judge.name, str(judge.birth), judge.gender, judge.seniority) == (
        "Elena A. Lenskaya",
        "17 February 1974",
        "female",
        3,
    )
    assert judge.history.first().history_user == admin
    assert "name" in Event.objects.get(action="official-changed").facts["fields"]
    assert ScreeningRun.objects.filter(official=judge).exists()


def test_an_edit_that_no_list_is_searched_by_asks_none_and_one_that_changes_nothing_leaves_no_trace(judge, admin):
    said = OfficialData(name=judge.name, native_name=judge.native_name, state=judge.state, position="Judge")
    edit_official(official=judge, data=said, by=admin)
    assert not Event.objects.filter(action="official-changed").exists()
    moved = OfficialData(name=judge.name, native_name=judge.native_name, state=judge.state, position="Court president")
    edit_official(official=judge, data=moved, by=admin)
    assert Event.objects.filter(action="official-changed").exists()
    assert not ScreeningRun.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": ""}, "This field is required."),
        ({"birth": "30 February 1974"}, "does not exist"),
        ({"photo_place": "javascript:alert(1)"}, "valid URL"),
        ({"state": "XX"}, "not one of the available choices"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(judge, admin, change, words):
    typed = {"name": "X", "kind": "person", "state": "RU", "gender": "female", "seniority": "3", "caution": "My words."}
    answer = post(admin, "official-edit", judge, typed | change)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert "My words." in text_of(answer)
    judge.refresh_from_db()
    assert judge.name == "Elena Lenskaya"


def test_names_are_added_changed_and_removed_and_found_at_once(judge, admin):
    old = OfficialName.objects.create(official=judge, text="Helena")
    other = OfficialName.objects.create(official=judge, text="Lenska")
    sent = rows(
        {"key": old.pk, "text": "Jelena Lenskaja", "kind": "transliteration", "language": "German"},
        {"key": other.pk, "text": "Lenska", "kind": "transliteration", "DELETE": "on"},
        {"text": "叶列娜", "kind": "aka", "language": "zh"},
    )
    assert post(admin, "official-names", judge, sent).status_code == 302
    assert sorted(judge.other_names.values_list("text", flat=True)) == ["Jelena Lenskaja", "叶列娜"]
    assert names(listed(admin, q="jelena")) == ["Elena Lenskaya"]
    assert Event.objects.get(action="official-names").facts == {"added": 1, "changed": 1, "removed": 1}
    assert ScreeningRun.objects.filter(official=judge).exists()


def test_a_name_twice_is_refused_and_nothing_kept(judge, admin):
    sent = rows({"text": "Lenska", "kind": "aka"}, {"text": "Lenska", "kind": "birth"})
    answer = post(admin, "official-names", judge, sent)
    assert answer.status_code == 422
    assert "twice" in text_of(answer)
    assert not judge.other_names.exists()
    with pytest.raises(ValidationError):
        keep_names(official=judge, rows=[RowData({"text": judge.native_name, "kind": "aka"})], by=admin)


def test_what_is_sent_twice_is_there_once(judge, admin):
    for _click in range(2):
        post(admin, "official-names", judge, rows({"text": "Lenska", "kind": "aka"}))
        person = {"name": "A Husband", "kind": "person", "state": "RU", "gender": "male", "seniority": "9"}
        signed_in(admin).post(reverse("sanctions:official-new"), person)
    assert judge.other_names.count() == 1
    assert Official.objects.filter(name="A Husband").count() == 1


def test_the_rows_of_another_official_cannot_be_reached_through_this_one(judge, case, advocate, admin):
    theirs = OfficialName.objects.create(official=involve(case, by=advocate).official, text="Somebody else")
    sent = rows({"key": theirs.pk, "text": "Changed", "kind": "aka"}, {"key": theirs.pk, "text": "x", "DELETE": "on"})
    post(admin, "official-names", judge, sent)
    theirs.refresh_from_db()
    assert theirs.text == "Somebody else"


def test_a_position_needs_a_source_and_days_in_order(judge, admin):
    position = {"title": "Judge", "since": "2019", "until": "2022", "cited_title": "Court site"}
    for change, words in [
        ({"cited_title": ""}, "This field is required."),
        ({"until": "2018"}, "ends before it begins"),
    ]:
        answer = post(admin, "official-positions", judge, rows(position | change))
        assert answer.status_code == 422
        assert words in text_of(answer)
    assert not judge.positions.exists()
    assert post(admin, "official-positions", judge, rows(position)).status_code == 302
    assert str(judge.positions.get().since) == "2019"


def test_saved_twice_a_position_is_there_once_and_unchanged(judge, admin):
    position = OfficialPosition.objects.create(official=judge, title="Judge", cited_title="Court site")
    again = rows({"key": position.pk, "title": "Judge", "cited_title": "Court site"}, {"title": ""})
    post(admin, "official-positions", judge, again)
    assert judge.positions.get().history.count() == 1


def test_a_relation_is_to_somebody_whom_one_may_see_by_name_or_reference(judge, case, advocate, admin, hidden_case):
    clerk = involve(case, OfficialFactory(name="A Clerk"), advocate, function=OfficialFunction.OTHER).official
    hidden = involve(hidden_case, OfficialFactory(name="Hidden Person")).official
    relation = {"other": "a clerk", "kind": "subordinate", "cited_title": "Court site"}
    assert post(admin, "official-relations", judge, rows(relation)).status_code == 302
    assert judge.relations.get().other == clerk
    for other in ("Hidden Person", hidden.reference, "Nobody"):
        answer = post(admin, "official-relations", judge, rows(relation | {"other": other}))
        assert answer.status_code == 422
        assert "Nobody here goes by this name" in text_of(answer)
    again = post(admin, "official-relations", judge, rows(relation | {"other": clerk.reference, "note": "Since 2019"}))
    assert "there already" in text_of(again)
    itself = RowData({"other": judge, "kind": "family", "cited_title": "x"})
    with pytest.raises(ValidationError):
        keep_relations(official=judge, rows=[itself], by=admin)


def test_nobody_learns_from_the_forms_whom_they_may_not_see_nor_loses_them(judge, hidden_case, outsider, admin):
    hidden = involve(hidden_case, OfficialFactory(name="Hidden Body", kind="body"), outsider).official
    OfficialRelation.objects.create(official=judge, other=hidden, kind="body", cited_title="A register")
    position = OfficialPosition.objects.create(official=judge, title="Judge", body=hidden, cited_title="Court site")
    client = signed_in(admin)
    for name in ("official-relations", "official-positions"):
        assert "Hidden Body" not in text_of(client.get(at(name, judge))), name
    sent = rows({"key": position.pk, "title": "Court president", "body": "", "cited_title": "Court site"})
    assert post(admin, "official-positions", judge, sent).status_code == 302
    position.refresh_from_db()
    assert (position.title, position.body) == ("Court president", hidden)
    post(admin, "official-relations", judge, rows({"other": ""}))
    assert judge.relations.get().other == hidden


def test_a_dependant_is_added_with_how_they_stand_and_seen_by_ones_own_organisation(judge, admin, staff, outsider):
    where = f"{reverse('sanctions:official-new')}?of={judge.reference}"
    assert judge.name in text_of(signed_in(admin).get(where))
    person = {"name": "A Husband", "kind": "person", "state": "RU", "gender": "male", "seniority": "9"}
    assert signed_in(admin).post(where, person).status_code == 422  # how, and who says so?
    assert not Official.objects.filter(name="A Husband").exists()
    tie = {"relation": "family", "cited_title": "A register", "note": "Married in 2001"}
    assert signed_in(admin).post(where, person | tie).status_code == 302
    made = Official.objects.get(name="A Husband")
    relation = judge.relations.get()
    assert (relation.other, relation.kind, relation.note) == (made, "family", "Married in 2001")
    assert "A Husband" in page_of(judge, staff)
    assert signed_in(outsider).get(made.get_absolute_url()).status_code == 404
    assert ScreeningRun.objects.filter(official=made).exists()
