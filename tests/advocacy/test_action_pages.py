"""The overview of actions and the page of one: what is shown, to whom, and what is not."""

from datetime import date

import pytest

from accounts.models import Organisation
from accounts.permissions import Role
from advocacy.filters import ActionFilter
from advocacy.models import Ask, Campaign
from advocacy.services.actions import ActionData
from advocacy.services.deadlines import record_reply
from advocacy.services.logging import log_with_sources
from cases.models import Case, Grant
from cases.services.sourcing import CitationData
from cases.vocabulary import Level
from core.models import Event, EventKind
from core.partial_dates import PartialDate
from tests.advocacy.factories import act, body, determination, government, procedure
from tests.advocacy.pages import at, signed_in, text_of
from tests.factories import CaseFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
LIST = "/advocacy/"


def listed(user, query="") -> list[str]:
    """The lines of the actions that the list shows, in its order."""
    answer = signed_in(user).get(LIST + query)
    assert answer.status_code == 200
    return [row.action.summary for row in answer.context["rows"]]


@pytest.fixture
def five(case, advocate, staff):
    """One action at each stage of the board."""
    someone = government("GB")
    act(case, by=staff, sent=None, summary="Planned", addressee=government("US"), kind="joint_letter")
    act(case, by=advocate, sent="2023-04-10", summary="Waiting", addressee=someone, due_on=date(2023, 4, 30))
    act(case, by=advocate, sent="2023-02-10", summary="Overdue", addressee=someone, due_on=date(2023, 4, 10))
    answered = act(case, by=advocate, sent="2023-01-10", summary="Answered", addressee=someone)
    answered.answered_on = date(2023, 2, 1)
    answered.save()
    act(case, by=advocate, sent="2023-04-19", summary="A vigil", kind="vigil")


# --- The list.
def test_all_actions_stand_in_the_list_latest_first(five, advocate):
    assert listed(advocate) == ["Planned", "A vigil", "Waiting", "Overdue", "Answered"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?stage=planned", ["Planned"]),
        ("?stage=overdue&stage=answered", ["Overdue", "Answered"]),
        ("?stage=closed", ["A vigil"]),
        ("?only=mine", ["A vigil", "Waiting", "Overdue", "Answered"]),
        ("?only=due-soon", ["Waiting"]),
        ("?only=no-reply", ["Waiting", "Overdue"]),
        ("?only=with-us", []),
        ("?weight=support", ["A vigil"]),
        ("?kind=joint_letter&kind=vigil", ["Planned", "A vigil"]),
        ("?jurisdiction=US", ["Planned"]),
        ("?jurisdiction=GB&only=due-soon", ["Waiting"]),
        ("?q=vigil", ["A vigil"]),
        ("?q=government+gb", ["Waiting", "Overdue", "Answered"]),
        ("?q=freedom+desk+planned", ["Planned"]),
        ("?sort=due&stage=waiting&stage=overdue", ["Overdue", "Waiting"]),
        ("?campaign=C-NONE", []),
    ],
)
def test_each_filter_narrows_and_they_work_together(five, advocate, query, found):
    assert listed(advocate, query) == found


def test_a_name_of_a_prisoner_finds_the_actions_on_the_case(five, case, advocate):
    Case.objects.filter(pk=case.pk).update(key="ales bialiatski")
    assert len(listed(advocate, "?q=Bialiatski")) == 5
    assert listed(advocate, "?q=Somebody+Else") == []


def test_a_jurisdiction_is_the_parents_where_a_body_has_none_of_its_own(case, advocate):
    ministry = Organisation.objects.create(slug="fo", name="The Foreign Office", parent=government("GB"))
    act(case, by=advocate, summary="To the ministry", addressee=ministry)
    assert listed(advocate, "?jurisdiction=GB") == ["To the ministry"]


def test_what_is_no_choice_is_left_out_and_said(five, advocate):
    answer = signed_in(advocate).get(LIST + "?stage=sleeping&weight=support")
    assert "“sleeping” is no choice here" in text_of(answer)
    assert [row.action.summary for row in answer.context["rows"]] == ["A vigil"]


def test_the_filters_in_force_are_named_with_the_way_to_take_them_off(five, advocate):
    page = text_of(signed_in(advocate).get(LIST + "?stage=overdue&q=over&as=board"))
    assert 'href="/advocacy/?q=over&amp;as=board"' in page
    assert 'href="/advocacy/?stage=overdue&amp;as=board"' in page


def test_an_empty_list_says_what_belongs_there(advocate):
    assert "No action is logged yet" in text_of(signed_in(advocate).get(LIST))
    assert "No action answers to all of these filters" in text_of(signed_in(advocate).get(LIST + "?stage=overdue"))


def test_the_list_is_read_page_by_page(case, advocate):
    for number in range(27):
        act(case, by=advocate, summary=f"Letter {number}")
    first = signed_in(advocate).get(LIST)
    query = first.context["page"].next_query
    rest = listed(advocate, query)
    assert len(rest) == 2
    assert not {row.action.summary for row in first.context["rows"]} & set(rest)


# --- The board.
def test_the_board_has_a_column_for_each_stage(five, advocate):
    board = signed_in(advocate).get(LIST + "?as=board").context["board"]
    columns = {str(column.stage.label): [row.action.summary for row in column.rows] for column in board}
    assert columns == {
        "Planned": ["Planned"],
        "Sent and waiting": ["Waiting"],
        "Reply overdue": ["Overdue"],
        "Answered": ["Answered"],
        "Closed or nothing awaited": ["A vigil"],
    }


def test_a_full_column_shows_some_and_the_way_to_all(case, advocate):
    for number in range(17):
        act(case, by=advocate, sent=None, summary=f"Plan {number}")
    page = signed_in(advocate).get(LIST + "?as=board&weight=word")
    assert len(page.context["board"][0].rows) == 15
    assert 'href="/advocacy/?weight=word&amp;stage=planned"' in text_of(page)


# --- One action.
def test_the_clock_says_how_it_was_computed_and_how_late_it_is(organisation, advocate, live_on):
    live_on("2021-01-09")
    procedure("al", days=60)
    case = CaseFactory(owner=organisation, lead=advocate)
    made = act(case, by=advocate, sent="2020-09-30", procedure="al", kind="un_allegation_letter", addressee=body())
    page = text_of(signed_in(advocate).get(made.get_absolute_url()))
    assert "Reply due 29 Nov 2020: sent 30 Sep 2020 + 60 days" in page
    assert "41 days overdue" in page
    assert "No reply is recorded." in page


def test_a_time_limit_that_nobody_checked_says_so_and_our_own_reminder_owes_nobody(case, advocate):
    ours = procedure("ours", days=60, kind="chase")
    ours.clocks.update(checked=False)
    made = act(case, by=advocate, procedure="ours", addressee=government())
    page = text_of(signed_in(advocate).get(made.get_absolute_url()))
    assert "We ask again on 30 Apr 2023: sent 1 Mar 2023 + 60 days (unchecked)" in page
    assert "No rule obliges them to reply" in page
    assert "not checked against the text" in page


def test_the_page_shows_the_sources_that_the_timeline_has(case, advocate):
    said = CitationData(address="https://www.gov.example/1", title="Ambassador summoned", publisher="The Ministry")
    data = ActionData(kind="summons", summary="Summoned", actors=[government()], sent=PartialDate(date(2023, 4, 17)))
    made = log_with_sources(data=data, citations=[said], cases=[case], by=advocate)
    page = text_of(signed_in(advocate).get(made.get_absolute_url()))
    assert "https://www.gov.example/1" in page
    assert f"On the timeline of {case.prisoner.name}" in page


def test_who_told_it_is_named_only_to_whom_the_source_allows(organisation, advocate, staff, case):
    data = ActionData(kind="meeting", summary="They met", actors=[government()], sent=PartialDate(date(2023, 4, 17)))
    made = log_with_sources(data=data, citations=[CitationData(told_by="A cousin")], cases=[case], by=advocate)
    assert "A cousin" in text_of(signed_in(advocate).get(made.get_absolute_url()))
    assert "A cousin" not in text_of(signed_in(staff).get(made.get_absolute_url()))


def test_the_history_says_who_changed_what_and_why_only_to_the_owner(organisation, advocate):
    case = CaseFactory(owner=organisation, lead=advocate, level=Level.PARTNERS)
    partner = UserFactory(organisation=OrganisationFactory(), role=Role.ADVOCATE)
    Grant.objects.create(case=case, organisation=partner.organisation)
    made = act(case, by=advocate, addressee=government())
    client = signed_in(advocate)
    client.post(at("action-close", made), {"close-closed_as": "done", "close-why": "Her mother asked"})
    ours = text_of(client.get(made.get_absolute_url()))
    assert "Ada Advocate" in ours
    assert "Why: Her mother asked" in ours
    theirs = signed_in(partner).get(made.get_absolute_url())
    assert theirs.status_code == 200
    assert "Her mother asked" not in text_of(theirs)


# --- Who sees what.
def test_an_action_out_of_sight_is_absent_from_list_board_search_and_missing_as_a_page(case, advocate, staff, outsider):
    hidden = act(case, by=advocate, level=Level.SEALED, summary="A quiet word", addressee=government())
    for user in (staff, outsider):
        assert listed(user) == listed(user, "?q=quiet") == []
        assert "A quiet word" not in text_of(signed_in(user).get(LIST + "?as=board"))
        assert signed_in(user).get(hidden.get_absolute_url()).status_code == 404
    assert listed(advocate, "?q=quiet") == ["A quiet word"]


def test_of_its_cases_a_partner_sees_those_they_are_granted_and_not_how_many_others(organisation, advocate):
    ours, shared = (CaseFactory(owner=organisation, lead=advocate, level=Level.PARTNERS) for _time in range(2))
    partner = UserFactory(organisation=OrganisationFactory(), role=Role.ADVOCATE)
    Grant.objects.create(case=shared, organisation=partner.organisation)
    made = act(ours, shared, by=advocate)
    for address in (LIST, LIST + "?as=board", made.get_absolute_url()):
        page = text_of(signed_in(partner).get(address))
        assert shared.prisoner.name in page
        assert ours.prisoner.name not in page
        assert "more</span>" not in page
    Case.objects.filter(pk=ours.pk).update(key="ales bialiatski")
    assert listed(partner, "?q=bialiatski") == []
    assert len(listed(advocate, "?q=bialiatski")) == 1


def test_what_it_is_tied_to_is_shown_only_to_who_may_see_that_too(case, advocate, staff):
    ties = {"owner": case.owner, "level": Level.SEALED}
    campaign = Campaign.objects.create(name="Quiet campaign", **ties)
    ask = Ask.objects.create(
        kind="raise", wording="Raise it quietly", addressee=body(), logged_on=date(2023, 4, 1),
        asked=PartialDate(date(2023, 4, 1)), **ties,
    )  # fmt: skip
    finding = determination(case, level=Level.SEALED, summary="Found in secret")
    for record in (campaign, ask):
        record.cases.add(case)
    for record in (campaign, ask, finding):
        record.named.add(advocate)
    before = act(case, by=advocate, level=Level.SEALED, summary="The first step")
    made = act(case, by=advocate, campaign=campaign, asks=[ask], determination=finding, follows=before)
    words = ("Quiet campaign", "Raise it quietly", "Found in secret", "The first step")
    page = text_of(signed_in(advocate).get(made.get_absolute_url()))
    assert all(word in page for word in words)
    page = text_of(signed_in(staff).get(made.get_absolute_url()))
    assert not [word for word in words if word in page]


def test_who_opens_a_restricted_action_is_on_record_once(case, advocate):
    made = act(case, by=advocate, level=Level.RESTRICTED)
    client = signed_in(advocate)
    for _time in range(2):
        client.get(made.get_absolute_url())
    assert Event.objects.filter(kind=EventKind.READ, target=made.reference, by=advocate).count() == 1


def test_a_viewer_reads_and_is_offered_no_step(five, case, viewer):
    answer = signed_in(viewer).get(case.actions.first().get_absolute_url())
    assert answer.status_code == 200
    assert answer.context["forms"] == []
    assert "Log what follows" not in text_of(answer)


# --- What it costs.
@pytest.mark.parametrize("query", ["", "?as=board"])
def test_the_list_costs_the_same_for_one_action_as_for_many(case, advocate, django_assert_max_num_queries, query):
    client = signed_in(advocate)
    for number in range(30):
        act(
            case,
            by=advocate,
            summary=f"Letter {number}",
            addressee=government(),
            sent=None if number % 2 else "2023-03-01",
        )
    client.get(LIST)
    with django_assert_max_num_queries(14):
        client.get(LIST + query)


def test_a_page_with_everything_on_it_keeps_within_its_budget(case, advocate, django_assert_max_num_queries):
    procedure("ua", days=60)
    before, finding = act(case, by=advocate), determination(case)
    said = CitationData(address="https://www.gov.example/1", title="A statement")
    given = {"procedure": "ua", "follows": before, "determination": finding, "addressee": government()}
    given |= {"sent": PartialDate(date(2023, 4, 1)), "actors": [case.owner]}
    made = log_with_sources(
        data=ActionData(kind="letter", summary="A letter", **given), citations=[said], cases=[case], by=advocate
    )
    for number in range(5):
        on = PartialDate(date(2023, 4, 10))
        record_reply(action=made, response="token", received=on, summary=f"Reply {number}", by=advocate)
        act(case, by=advocate, follows=made)
    client = signed_in(advocate)
    client.get(made.get_absolute_url())
    with django_assert_max_num_queries(28):
        client.get(made.get_absolute_url())


def test_every_filter_has_words_beside_the_list(advocate):
    groups = signed_in(advocate).get(LIST).context["facets"]
    assert {group.name for group in groups} >= ActionFilter.base_filters.keys() - {"q", "campaign", "jurisdiction"}
