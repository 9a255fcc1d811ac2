"""Gaps: who stands among them and who does not, in which order, for whom; and what is not sought."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.permissions import Role
from cases.models import Grant, OfficialRelation
from cases.vocabulary import Grade, Level, RelationKind, Seniority
from core.models import Event
from sanctions.gaps import ORDER, GapKind, gaps, told
from sanctions.models import NotSought
from sanctions.services.not_sought import seek_again, seek_not
from tests.cases.pages import signed_in, text_of
from tests.factories import CaseFactory, OfficialFactory, OrganisationFactory, UserFactory
from tests.sanctions.factories import designation, involve, snapshot

pytestmark = pytest.mark.django_db

TODAY = date(2023, 4, 20)
WATCHED = ("US-GLOMAG", "GB-GHR", "EU-GHRSR", "CA-SEMA")


@pytest.fixture
def other_case(organisation):
    return CaseFactory(owner=organisation)


@pytest.fixture
def official(advocate, staff):
    """Make an official with a confirmed part in these cases."""

    def make(name, *cases, **fields):
        one = OfficialFactory(name=name, state=cases[0].state, **fields)
        for case in cases:
            involve(case, one, advocate, staff)
        return one

    return make


def names(reader, kind=""):
    rows = gaps(reader, TODAY, kind).order_by(*[f"{'-' if down else ''}{name}" for name, down in ORDER])
    return [one.name for one in rows]


def listed(official, *programmes, **fields):
    for programme in programmes:
        designation(official, programme, fields.get("day", date(2022, 11, 14)), list_id="1")


# --- Listed by some, not by others.
def test_one_whom_a_watched_government_lists_and_another_does_not_stands_there(case, official, staff):
    listed(official("By One", case), "CA-SEMA")
    listed(official("By All", case), *WATCHED)
    listed(official("By One We Do Not Watch", case), "NO")
    official("By Nobody", case)
    assert names(staff, GapKind.ELSEWHERE) == ["By One"]
    assert names(staff) == ["By One"]


def test_from_the_day_of_the_listing_to_the_day_of_its_end(case, official, staff):
    designation(official("From Today", case), "CA-SEMA", TODAY)
    designation(official("From Tomorrow", case), "CA-SEMA", date(2023, 4, 21))
    designation(official("Ended Today", case), "CA-SEMA", date(2022, 1, 1), delisted_on=TODAY)
    assert names(staff, GapKind.ELSEWHERE) == ["From Today"]


@pytest.mark.parametrize("grade", [Grade.SINGLE_SOURCE, Grade.UNVERIFIED, Grade.DISPUTED, Grade.RETRACTED])
def test_a_part_that_is_not_well_established_is_no_reason(grade, case, advocate, staff):
    listed(involve(case, by=advocate, second=staff, grade=grade).official, "CA-SEMA")
    listed(involve(case, by=advocate).official, "CA-SEMA")  # established, and approved by nobody
    assert names(staff) == []


# --- In several cases, listed by nobody.
def test_in_two_cases_and_listed_by_nobody_one_stands_there_and_in_one_not(case, other_case, official, staff):
    official("In Two", case, other_case)
    official("In One", case)
    listed(official("Listed By Norway", case, other_case), "NO")
    assert names(staff, GapKind.NOBODY) == ["In Two"]


def test_a_case_that_the_reader_does_not_see_does_not_count(case, official, advocate, staff):
    hidden = CaseFactory(owner=case.owner, level=Level.RESTRICTED)
    official("In One Seen", case, hidden)
    sealed = involve(CaseFactory(owner=case.owner), official("In A Sealed Part", case), advocate, staff)
    sealed.level = Level.SEALED
    sealed.save()
    listed(involve(hidden, by=advocate, second=staff).official, "CA-SEMA")
    assert names(staff) == []


# --- Relations.
def test_relations_of_who_is_listed_stand_there_until_they_are_listed_themselves(case, official, staff, organisation):
    boss = official("Boss", case)
    listed(boss, *WATCHED)
    for name, kind in (
        ("Son", RelationKind.FAMILY),
        ("Company", RelationKind.BODY),
        ("Listed Wife", RelationKind.FAMILY),
    ):
        other = OfficialFactory(name=name, state=boss.state, added_by_organisation=organisation)
        OfficialRelation.objects.create(official=boss, other=other, kind=kind, cited_title="A register")
        if name.startswith("Listed"):
            listed(other, "CA-SEMA")
    assert names(staff, GapKind.RELATED) == ["Company", "Son"]
    boss.designations.update(delisted_on=TODAY)
    assert names(staff, GapKind.RELATED) == []


def test_relations_of_somebody_unseen_are_none(case, official, advocate, staff, organisation):
    hidden = involve(CaseFactory(owner=OrganisationFactory()), by=advocate, second=staff).official
    listed(hidden, "CA-SEMA")
    son = OfficialFactory(name="Son", added_by_organisation=organisation)
    OfficialRelation.objects.create(official=hidden, other=son, kind=RelationKind.FAMILY, cited_title="A register")
    assert names(staff) == []


# --- The order, and what is told.
def test_the_highest_in_rank_come_first_then_those_of_most_cases_then_by_name(case, other_case, official, staff):
    ranks = {"A Line": (Seniority.LINE, [case]), "B Minister": (Seniority.NATIONAL, [case])}
    ranks |= {"C Judge": (Seniority.MIDDLE, [case]), "D Judge": (Seniority.MIDDLE, [case, other_case])}
    ranks |= {"A Judge": (Seniority.MIDDLE, [case]), "Nothing Said": (Seniority.UNKNOWN, [case, other_case])}
    for name, (seniority, cases) in ranks.items():
        listed(official(name, *cases, seniority=seniority), "CA-SEMA")
    assert names(staff) == ["B Minister", "D Judge", "A Judge", "C Judge", "A Line", "Nothing Said"]


def test_of_each_is_told_who_lists_them_who_does_not_and_over_which_cases(case, other_case, official, staff):
    snapshot("us-sdn", dated=date(2023, 3, 3))
    one = official("By One", case, other_case)
    listed(one, "CA-SEMA")
    designation(one, "EU-GHRSR", date(2022, 1, 1), delisted_on=date(2023, 1, 1))
    [gap] = told([one], staff, TODAY)
    assert [face.column.code for face in gap.listed] == ["CA"]
    assert [(face.column.code, face.cell.state, face.cell.as_of) for face in gap.missing] == [
        ("US", "not_listed", date(2023, 3, 3)), ("GB", "no_list", None), ("EU", "delisted", None)
    ]  # fmt: skip
    assert gap.cases == sorted([case, other_case], key=lambda each: each.pk)


def test_the_page_costs_the_same_whatever_stands_on_it(case, official, staff):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            signed_in(staff).get(reverse("sanctions:gaps"))
        return len(queries)

    listed(official("First", case), "CA-SEMA")
    cost()
    small = cost()
    for number in range(8):
        listed(official(f"Official {number}", case), "CA-SEMA")
    assert cost() == small


# --- Not sought.
def test_what_is_not_sought_is_no_gap_until_it_is_taken_back(case, official, staff, admin):
    one = official("By One", case)
    listed(one, "CA-SEMA", "EU-GHRSR", "GB-GHR")
    decision = seek_not(official=one, jurisdiction="US", why="They hold our client's papers", by=admin)
    assert seek_not(official=one, jurisdiction="US", why="Said again", by=admin) == decision
    assert (names(staff), names(staff, GapKind.NOT_SOUGHT)) == ([], ["By One"])
    seek_again(decision=decision, by=admin)
    assert (names(staff), names(staff, GapKind.NOT_SOUGHT)) == (["By One"], [])
    seek_not(official=one, why="Of nobody", by=admin)
    assert names(staff) == []
    assert Event.objects.filter(target=one.reference).values_list("action", flat=True).order_by("pk")[0] == "not-sought"


def test_one_government_left_out_leaves_the_gap_at_the_others(case, official, staff, admin):
    one = official("By One", case)
    listed(one, "CA-SEMA")
    seek_not(official=one, jurisdiction="US", why="Not now", by=admin)
    assert names(staff) == ["By One"]
    [gap] = told([one], staff, TODAY)
    assert [face.column.code for face in gap.missing] == ["GB", "EU"]


def test_it_is_the_decision_of_one_organisation_and_another_neither_reads_nor_keeps_it(case, official, staff, admin):
    case.level = Level.PARTNERS
    case.save()
    one = official("By One", case)
    listed(one, "CA-SEMA")
    case.involvements.update(level=Level.PARTNERS)
    partner = UserFactory(role=Role.ADMIN)
    Grant.objects.create(case=case, organisation=partner.organisation)
    ours = seek_not(official=one, why="Our secret reason", by=admin)
    assert names(partner) == ["By One"]
    assert "Our secret reason" not in text_of(signed_in(partner).get(reverse("sanctions:gaps") + "?kind=not-sought"))
    theirs = seek_not(official=one, why="Their own", by=partner)
    assert theirs != ours
    assert names(partner) == []


def test_a_reason_is_asked_for_and_the_database_keeps_one_of_each(case, official, admin):
    one = official("By One", case)
    with pytest.raises(ValidationError):
        seek_not(official=one, why=" ", by=admin)
    seek_not(official=one, why="Why", by=admin)
    with pytest.raises(IntegrityError), transaction.atomic():
        NotSought.objects.create(official=one, why="Again", decided_on=TODAY, by=admin)


# --- Pages.
def test_the_page_ranks_says_why_and_offers_the_next_step(case, official, staff, viewer):
    one = official("Elena Lenskaya", case)
    listed(one, "CA-SEMA")
    said = text_of(signed_in(staff).get(reverse("sanctions:gaps")))
    for words in (
        "Elena Lenskaya",
        "14 November 2022",
        "CA-SEMA",
        "United Kingdom",
        case.prisoner.name,
        "no list loaded",
    ):
        assert words in said
    assert "Not sought…" not in said  # staff do not curate
    assert f"?official={one.reference}&amp;jurisdiction=GB" in said
    assert "Start a submission" not in text_of(signed_in(viewer).get(reverse("sanctions:gaps")))


def test_an_empty_page_of_each_kind_says_what_belongs_there(viewer):
    for kind, words in (
        ("", "No gap on record"),
        ("nobody", "No gap on record"),
        ("not-sought", "Everything is sought"),
    ):
        assert words in text_of(signed_in(viewer).get(reverse("sanctions:gaps") + f"?kind={kind}"))
    assert signed_in(viewer).get(reverse("sanctions:gaps") + "?kind=nonsense").status_code == 200


def test_an_admin_decides_that_it_is_not_sought_and_takes_it_back(case, official, admin):
    one = official("Elena Lenskaya", case)
    listed(one, "CA-SEMA")
    client, where = signed_in(admin), reverse("sanctions:not-sought", args=[one.reference])
    assert client.post(where, {"jurisdiction": "GB", "why": ""}).status_code == 422
    assert client.post(where, {"jurisdiction": "XX", "why": "No"}).status_code == 422
    assert client.post(where, {"jurisdiction": "", "why": "The family asked"}).status_code == 302
    said = text_of(client.get(reverse("sanctions:gaps") + "?kind=not-sought"))
    assert "The family asked" in said
    assert "Any government" in said
    again = reverse("sanctions:sought-again", args=[one.reference])
    assert client.post(again, {"jurisdiction": "GB"}).status_code == 302
    assert NotSought.objects.get().withdrawn_on is None
    taken_back = client.post(again, {"jurisdiction": ""}, follow=True)
    assert "A listing by any government is sought again." in text_of(taken_back)
    assert NotSought.objects.get().withdrawn_on == TODAY


def test_the_pages_are_paged(case, official, staff, settings):
    settings.PAGE_SIZES = (2, 5)
    for number in range(3):
        listed(official(f"Official {number}", case), "CA-SEMA")
    client = signed_in(staff)
    first = client.get(reverse("sanctions:gaps"))
    assert [gap.official.name for gap in first.context["gaps"]] == ["Official 0", "Official 1"]
    second = client.get(reverse("sanctions:gaps") + first.context["page"].next_query)
    assert [gap.official.name for gap in second.context["gaps"]] == ["Official 2"]


def test_a_hidden_official_is_not_decided_about(advocate, staff, admin):
    hidden = involve(CaseFactory(owner=OrganisationFactory()), by=advocate, second=staff).official
    client = signed_in(admin)
    for name in ("not-sought", "sought-again"):
        assert client.post(reverse(f"sanctions:{name}", args=[hidden.reference]), {"why": "x"}).status_code == 404
