"""The matrix as pages, as a sheet of paper and as files: what each shows to whom, and what none ever shows."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cases.models import Grant
from cases.vocabulary import Level
from core.models import Event, EventKind
from sanctions.exporting import COLUMNS
from tests.cases.pages import signed_in, text_of
from tests.factories import CaseFactory, OfficialFactory, OrganisationFactory, StateFactory, UserFactory
from tests.sanctions.factories import designation, entry, involve, match, nameless, snapshot

pytestmark = pytest.mark.django_db

ARREST = date(2022, 4, 11)
CASE_PAGES = ("case", "case-sheet", "case-export")


@pytest.fixture
def murza(case):
    case.arrested_on = ARREST
    case.save()
    return case


@pytest.fixture
def judge(murza, advocate, staff):
    official = OfficialFactory(name="Elena Lenskaya", native_name="Елена Ленская", state=murza.state)
    return involve(murza, official, advocate, staff).official


def page(user, name, *args, query=""):
    return signed_in(user).get(reverse(f"sanctions:{name}", args=args) + query)


def tab(user, case, query=""):
    return page(user, "case", case.reference, query=query)


def rows_of(answer):
    return list(csv.DictReader(io.StringIO(text_of(answer).lstrip("\ufeff"))))


def pages_of(case):
    """Every address that shows a matrix, for one case and for all."""
    return [
        ("case", case.reference),
        ("case-sheet", case.reference),
        ("case-export", case.reference, "csv"),
        ("alignment",),
        ("alignment-sheet",),
        ("alignment-export", "csv"),
    ]


# --- The tab of a case.
def test_the_tab_stands_among_those_of_the_case_and_says_each_kind_of_cell(murza, judge, viewer):
    snapshot("us-sdn", dated=date(2023, 3, 3))
    designation(judge, "CA-SEMA", date(2022, 11, 14), list_id="Schedule 1, 1")
    designation(judge, "CH", date(2023, 1, 1), delisted_on=date(2023, 4, 1))
    designation(judge, "US-MAGNITSKY", date(2013, 4, 12), list_id="14110")
    said = text_of(tab(viewer, murza))
    assert f'href="{reverse("sanctions:case", args=[murza.reference])}"' in text_of(
        signed_in(viewer).get(murza.get_absolute_url())
    )
    for words in (
        "14 November 2022", "CA-SEMA", "Schedule 1, 1", "first", "delisted 1 April 2023", "for something else",
        "no list loaded", "Елена Ленская", "1 of 1 listed",
    ):  # fmt: skip
        assert words in said
    assert "not sanctioned" not in said


def test_under_every_not_listed_stands_the_day_of_the_list(murza, judge, viewer):
    snapshot("us-sdn", dated=date(2023, 3, 3))
    said = " ".join(text_of(tab(viewer, murza)).split())
    assert 'not in the list</span><span class="sub">of 3 March 2023' in said
    designation(judge, "US-GLOMAG", date(2023, 3, 3), first_seen_on=date(2023, 3, 3))
    said = " ".join(text_of(tab(viewer, murza, "?on=2023-03-02")).split())
    assert 'not yet</span><span class="sub">by the list of 3 March 2023' in said


def test_where_a_match_waits_nobody_is_said_to_be_absent(murza, judge, viewer, staff):
    snapshot("us-sdn", dated=date(2023, 3, 3))
    match(judge, entry("Elena LENSKAYA"))
    said = text_of(tab(viewer, murza))
    assert "match undecided" in said
    assert "not in the list</span>" not in said
    assert "decide it before you hand this out" in text_of(page(staff, "case-sheet", murza.reference))
    assert rows_of(page(staff, "case-export", murza.reference, "csv"))[0]["undecided"] == "1"


def test_the_lag_stands_as_a_figure_beside_its_colour(murza, judge, viewer):
    designation(judge, "CA-SEMA", date(2022, 11, 14))
    designation(judge, "GB-RUSSIA", date(2023, 4, 17))
    said = text_of(tab(viewer, murza))
    assert "154 days later" in said
    assert 'class="is-listed heat-2"' in said
    assert 'class="is-listed heat-0"' in said


def test_a_day_to_come_is_refused_and_a_past_one_shows_what_was_then(murza, judge, viewer):
    designation(judge, "CA-SEMA", date(2022, 11, 14))
    assert "CA-SEMA" not in text_of(tab(viewer, murza, "?on=2022-11-13")).split("<tbody>")[1]
    refused = tab(viewer, murza, "?on=2023-04-21")
    assert refused.status_code == 422
    assert "still to come" in text_of(refused)


def test_one_programme_is_chosen_among_those_that_stand_there(murza, judge, viewer, advocate, staff):
    elsewhere = involve(CaseFactory(owner=OrganisationFactory()), by=advocate, second=staff).official
    designation(elsewhere, "NO", date(2023, 1, 1))
    designation(judge, "CA-SEMA", date(2022, 11, 14))
    designation(judge, "EU-GHRSR", date(2023, 4, 1))
    said = text_of(tab(viewer, murza, "?programme=EU-GHRSR"))
    assert 'value="CA-SEMA"' in said
    assert 'value="NO"' not in said
    assert "other programme" in said
    assert tab(viewer, murza, "?programme=CH").status_code == 200  # linked from elsewhere, and nobody is under it
    assert tab(viewer, murza, "?programme=nonsense").status_code == 422


def test_reasons_that_a_government_gave_are_there_to_unfold_and_sources_are_linked(murza, judge, viewer):
    designation(
        judge, "GB-RUSSIA", date(2023, 4, 1), reasons="She <remanded> him", cited_address="https://example.org/gb"
    )  # fmt: skip
    said = text_of(tab(viewer, murza))
    assert "<summary>Reasons given: United Kingdom</summary>" in said
    assert "She &lt;remanded&gt; him" in said
    assert '<a href="https://example.org/gb" rel="noreferrer" title="Official Journal L 147">source' in said


def test_listings_without_names_stand_below(murza, judge, viewer):
    nameless(murza)
    said = text_of(tab(viewer, murza))
    assert "Latvia" in said
    assert "10 people listed, names not published" in said


def test_an_empty_tab_says_what_belongs_there(case, viewer):
    said = text_of(tab(viewer, case))
    assert "No official is recorded on this case" in said
    assert reverse("cases:case-officials", args=[case.reference]) in said


def test_who_may_not_export_or_curate_is_offered_neither(murza, judge, viewer, staff, admin):
    for user, export, curate in ((viewer, False, False), (staff, True, False), (admin, True, True)):
        said = text_of(tab(user, murza))
        assert ("Sheet for a ministry" in said) == export
        assert ("Add a designation" in said) == curate


# --- All, and a state.
def test_all_officials_stand_on_one_page_and_a_state_has_its_own(murza, judge, viewer, advocate, staff):
    other = CaseFactory(owner=murza.owner, state=StateFactory(code="IR"))
    involve(other, OfficialFactory(name="Somebody Iranian", state=other.state), advocate, staff)
    both, one = text_of(page(viewer, "alignment")), text_of(page(viewer, "alignment", query="?state=IR"))
    assert "Elena Lenskaya" in both
    assert "Somebody Iranian" in both
    assert "Elena Lenskaya" not in one
    assert "Sanctions alignment: Iran" in one


def test_the_page_of_all_is_paged(murza, viewer, advocate, staff, settings):
    settings.PAGE_SIZES = (2, 5)
    for number in range(5):
        involve(murza, OfficialFactory(name=f"Judge {number}", state=murza.state), advocate, staff)
    first = page(viewer, "alignment")
    assert [line.row.official.name for line in first.context["alignment"].lines] == ["Judge 0", "Judge 1"]
    second = page(viewer, "alignment", query=first.context["page"].next_query)
    assert [line.row.official.name for line in second.context["alignment"].lines] == ["Judge 2", "Judge 3"]


# --- What is handed on.
def test_the_sheet_leaves_out_the_alleged_and_numbers_its_sources(murza, judge, advocate, staff):
    involve(murza, OfficialFactory(name="Somebody Alleged", state=murza.state), advocate)
    designation(
        judge, "EU-GHRSR", date(2023, 4, 1), cited_title="Official Journal L 1", cited_address="https://x.org/1"
    )
    nameless(murza)
    for name, *args in (("case-sheet", murza.reference), ("alignment-sheet",)):
        said = text_of(page(staff, name, *args))
        assert "Somebody Alleged" not in said
        assert "Elena Lenskaya" in said
        assert "<sup>1</sup>" in said
        assert "Official Journal L 1" in said
        assert "https://x.org/1" in said
        assert "10 people listed, names not published" in said
        assert "As of 20 April 2023" in said


def test_the_table_has_a_row_for_each_cell_and_each_listing(murza, judge, staff):
    snapshot("us-sdn", dated=date(2023, 3, 3))
    designation(judge, "CA-SEMA", date(2022, 11, 14), list_id="1")
    designation(judge, "CA-JVCFOA", date(2023, 1, 1), list_id="2")
    nameless(murza)
    found = rows_of(page(staff, "case-export", murza.reference, "csv"))
    assert list(found[0]) == list(COLUMNS)
    told = [(one["jurisdiction"], one["state"], one["programme"], one["listed_on"], one["as_of"]) for one in found]
    assert told == [
        ("US", "not_listed", "", "", "2023-03-03"),
        ("GB", "no_list", "", "", ""),
        ("EU", "no_list", "", "", ""),
        ("CA", "listed", "CA-SEMA", "2022-11-14", ""),
        ("CA", "listed", "CA-JVCFOA", "2023-01-01", ""),
        ("LV", "listed", "LV", "2023-04-17", ""),
    ]
    assert (found[0]["official"], found[0]["involvement"], found[-1]["people"]) == ("Elena Lenskaya", "approved", "10")
    assert rows_of(page(staff, "alignment-export", "csv")) == found


def test_a_name_that_is_a_formula_is_text_in_both_kinds_of_file(murza, staff, advocate):
    official = OfficialFactory(name='=HYPERLINK("http://x","y")', position="@SUM(1)", state=murza.state)
    involve(murza, official, advocate, staff)
    designation(official, "CA-SEMA", date(2022, 11, 14), list_id="+1")
    said = rows_of(page(staff, "case-export", murza.reference, "csv"))[-1]
    assert (said["official"][:2], said["position"], said["list_id"]) == ("'=", "'@SUM(1)", "'+1")
    answer = page(staff, "case-export", murza.reference, "xlsx")
    sheet = load_workbook(io.BytesIO(answer.content))["Alignment"]
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value.startswith("'=")
    assert sheet.cell(row=5, column=6).value.date() == date(2022, 11, 14)


def test_every_way_to_hand_it_on_is_on_record_and_reading_is_not(murza, judge, staff):
    tab(staff, murza)
    page(staff, "alignment")
    assert not Event.objects.filter(kind=EventKind.EXPORT).exists()
    page(staff, "case-sheet", murza.reference)
    page(staff, "case-export", murza.reference, "xlsx")
    page(staff, "alignment-export", "csv", query="?state=RU")
    told = Event.objects.filter(kind=EventKind.EXPORT).order_by("pk").values_list("target", "facts__format", "by")
    assert list(told) == [
        (murza.reference, "sheet", staff.pk), (murza.reference, "xlsx", staff.pk), ("RU", "csv", staff.pk)
    ]  # fmt: skip


@pytest.mark.parametrize("query", ["?on=2099-01-01", "?programme=nonsense", "?state=XX"])
def test_what_cannot_be_asked_is_not_exported(query, judge, staff):
    assert page(staff, "alignment-export", "csv", query=query).status_code == 404
    assert page(staff, "alignment", query=query).status_code == 422


def test_there_is_no_other_kind_of_file(murza, staff):
    assert signed_in(staff).get(f"/cases/{murza.reference}/sanctions/export.pdf").status_code == 404


# --- What nobody may learn from it.
def test_a_hidden_case_shows_through_no_page_no_sheet_and_no_file(murza, judge, staff, advocate):
    theirs = CaseFactory(owner=OrganisationFactory(), arrested_on=ARREST)
    restricted = CaseFactory(owner=murza.owner, level=Level.RESTRICTED)
    for hidden in (theirs, restricted):
        official = OfficialFactory(name=f"Hidden of {hidden.reference}", state=hidden.state)
        involve(hidden, official, by=advocate, second=staff)
        involve(hidden, judge, by=advocate, second=staff)
        designation(official, "NZ", date(2023, 1, 1))
        nameless(hidden, "LT")
    sealed = involve(murza, OfficialFactory(name="Hidden sealed"), advocate, staff, level=Level.SEALED).official
    designation(sealed, "NZ", date(2023, 1, 1), list_id="9")
    for name, *args in pages_of(murza):
        said = text_of(page(staff, name, *args))
        assert "Elena Lenskaya" in said
        for secret in (
            "Hidden",
            "New Zealand",
            "Lithuania",
            "names not published",
            "2 cases",
            restricted.reference,
        ):
            assert secret not in said, (name, secret)
        for hidden in (theirs, restricted):
            if name in CASE_PAGES:
                rest = [hidden.reference, *args[1:]]
                assert page(staff, name, *rest).status_code == 404
    handed_on = rows_of(page(staff, "alignment-export", "csv"))
    assert {one["cases"] for one in handed_on} == {"1"}
    assert {one["jurisdiction"] for one in handed_on} == {"US", "GB", "EU", "CA"}


def test_a_partner_is_shown_what_was_approved_only(murza, judge, advocate):
    murza.level = Level.PARTNERS
    murza.save()
    involve(murza, OfficialFactory(name="Somebody Alleged"), advocate)
    murza.involvements.update(level=Level.PARTNERS)
    partner = UserFactory(role="staff")
    Grant.objects.create(case=murza, organisation=partner.organisation)
    for name, *args in pages_of(murza):
        said = text_of(page(partner, name, *args))
        assert "Elena Lenskaya" in said
        assert "Somebody Alleged" not in said
    assert "alleged" in text_of(tab(advocate, murza))
