"""What becomes of a row of a sheet of cases: added, changed, the same, perhaps somebody known, or to be mended."""

import pytest

from cases.vocabulary import Level, Status, UpdateDetail, UpdateKind
from core.models import Event
from sheets.planning import PLANNERS, dates_order, lacks_source
from sheets.shapes import NOTE, Line, Mapping, Planned, Trouble
from sheets.vocabulary import DateOrder, SheetKind, Verdict
from tests.factories import StateFactory
from tests.sheets.planning import (
    SOURCE,
    case_of,
    changes,
    known_as,
    lines,
    log,
    new_row,
    planned,
    row_of,
    said,
    sheet_of,
    troubles,
)

pytestmark = pytest.mark.django_db
_K = UpdateKind


# --- A new case
def test_a_row_about_nobody_known_is_added_with_what_its_cells_say(staff):
    plan = new_row(staff, arrested="1 March 2022", native_name="Иван Петров", gender="male")
    assert (plan.verdict, plan.number, plan.name, plan.case) == (Verdict.ADD, 2, "Ivan Petrov", "")
    assert plan.values == {
        "name": "Ivan Petrov",
        "state": "RU",
        "source": [SOURCE],
        "arrested": "2022-03-01",
        "native_name": "Иван Петров",
        "gender": "male",
    }
    assert plan.troubles == plan.changes == plan.alike == []


def test_what_a_row_becomes_survives_being_stored(staff):
    plan = new_row(staff, arrested="12/2030", judge="A. Judge")
    assert Planned.from_json(plan.to_json()) == plan


def test_nothing_is_written_by_planning(staff):
    before = Event.objects.count()
    case = case_of(staff)
    planned(staff, [["Ivan", "RU", case.reference]], ["name", "state", "reference"])
    case.refresh_from_db()
    assert (case.prisoner.name, Event.objects.count()) == ("Ivan Petrov", before)


@pytest.mark.parametrize(("missing", "heading"), [("name", "Who"), ("state", "Country")])
def test_a_new_case_needs_a_name_and_a_state(staff, missing, heading):
    StateFactory(code="RU")
    columns = {"Who": "name", "Country": "state", "Source": "source"}
    cells = {"Who": "Ivan Petrov", "Country": "RU", "Source": SOURCE} | {heading: ""}
    plan = row_of(staff, columns, **cells)
    assert plan.verdict == Verdict.BROKEN
    assert troubles(plan) == [(heading, True)]


def test_what_cannot_be_understood_is_named_by_heading_and_text_and_said_once(staff):
    plan = new_row(staff, arrested="31/02/2023", verdict="nonsense")
    assert plan.verdict == Verdict.BROKEN
    assert [(one.column, one.text) for one in plan.troubles] == [("arrested", "31/02/2023"), ("verdict", "nonsense")]


@pytest.mark.parametrize(("means", "fatal"), [("biography", [True]), (NOTE, [False]), ("status", [False]), ("", [])])
def test_what_the_reader_found_wrong_with_a_cell_counts_by_what_its_column_means(staff, means, fatal):
    StateFactory(code="RU")
    line = Line(2, ("Ivan", "RU", ""), (Trouble("Story", "=A1", "A formula."),))
    sheet = sheet_of(staff, ["name", "state", "Story"], {"name": "name", "state": "state", "Story": means})
    plan = PLANNERS[SheetKind.CASES](sheet).plan([line])[0]
    assert plan.verdict == (Verdict.BROKEN if fatal == [True] else Verdict.ADD)
    assert [(one.column, one.fatal) for one in plan.troubles] == [("Story", one) for one in fatal]


# --- What the mapping says of every row
def test_what_is_the_same_for_every_row_fills_in_where_a_row_is_silent(staff):
    StateFactory(code="RU"), StateFactory(code="BY")
    rows = [["Ivan Petrov", "", ""], ["Olga Sidorova", "BY", "high"]]
    always = {"state": "RU", "tier": "watch", "source": SOURCE}
    first, second = planned(staff, rows, ["name", "state", "tier"], always=always)
    assert (first.values["state"], first.values["tier"], first.values["source"]) == ("RU", "watch", [SOURCE])
    assert (second.values["state"], second.values["tier"]) == ("BY", "high")


def test_what_is_said_of_every_row_does_not_stand_in_for_a_cell_that_cannot_be_read(staff):
    plan = new_row(staff, tier="enormous", always={"tier": "watch"})
    assert plan.verdict == Verdict.BROKEN
    assert "tier" not in plan.values


def test_what_is_said_of_every_row_changes_no_case_on_file(staff):
    case = case_of(staff, tier="high")
    plan = row_of(staff, reference=case.reference, name="Ivan Petrov", always={"tier": "watch", "state": "BY"})
    assert (plan.verdict, plan.troubles) == (Verdict.SAME, [])


# --- Sources
def test_a_row_that_would_log_something_needs_a_source(staff):
    plan = new_row(staff, arrested="2022-03-01", source="")
    assert (plan.verdict, troubles(plan)) == (Verdict.BROKEN, [("source", True)])
    assert new_row(staff, arrested="2022-03-01", source="", always={"source": "the family"}).verdict == Verdict.ADD


def test_a_row_that_logs_nothing_needs_no_source(staff):
    assert new_row(staff, source="").verdict == Verdict.ADD


def test_a_correction_keeps_the_sources_it_has(staff):
    case = case_of(staff)
    log(case, _K.ARREST, "2022-03-01", staff)
    assert row_of(staff, reference=case.reference, arrested="2022-03-02").verdict == Verdict.CHANGE
    plan = row_of(staff, reference=case.reference, released="2022-04-02")
    assert (plan.verdict, troubles(plan)) == (Verdict.BROKEN, [("Source", True)])


@pytest.mark.parametrize(
    ("mapping", "lacks"),
    [
        (Mapping(columns={"Name": "name", "Taken": "arrested"}), True),
        (Mapping(columns={"Name": "name", "Taken": "arrested", "Link": "source"}), False),
        (Mapping(columns={"Name": "name", "Taken": "arrested"}, always={"source": SOURCE}), False),
        (Mapping(columns={"Name": "name"}), False),
        (Mapping(columns={"Reference": "reference", "Taken": "arrested"}), False),
    ],
)
def test_a_whole_sheet_without_a_source_is_known_before_it_is_read(mapping, lacks):
    assert lacks_source(SheetKind.CASES, mapping) is lacks


# --- Dates
def test_what_is_to_come_is_no_fact_and_a_release_to_come_is_the_end_of_the_sentence(staff):
    plan = new_row(staff, arrested="2022-03-01", released="1 May 2031")
    assert (plan.verdict, troubles(plan)) == (Verdict.ADD, [("released", False)])
    assert plan.values["sentence_end"] == "2031-05-01"
    assert "released" not in plan.values
    plan = new_row(staff, arrested="2031-03-01")
    assert (plan.verdict, troubles(plan)) == (Verdict.BROKEN, [("arrested", True)])
    assert "1 March 2031 lies in the future" in said(plan)
    assert new_row(staff, birth="2031").verdict == Verdict.BROKEN


def test_an_end_of_the_sentence_that_the_row_names_itself_stays(staff):
    plan = new_row(staff, arrested="2022-03-01", released="2031", sentence_end="2030")
    assert plan.values["sentence_end"] == "2030"


def test_this_month_is_not_the_future_though_it_is_not_over(staff):
    assert new_row(staff, arrested="April 2023").verdict == Verdict.ADD


def test_dates_out_of_order_are_named_with_both_dates_at_the_cell_to_blame(staff):
    plan = new_row(staff, arrested="2022-03-01", released="2021-02-01")
    assert (plan.verdict, troubles(plan)) == (Verdict.BROKEN, [("released", True)])
    plan = new_row(staff, arrested="2022-03-01", released="2022-05-01", remanded="2022-06-01")
    assert troubles(plan) == [("remanded", True)]
    assert "1 June 2022" in said(plan)
    assert "1 May 2022" in said(plan)


def test_dates_out_of_order_with_what_is_recorded_are_named_and_what_was_at_odds_before_is_not(staff):
    case = case_of(staff)
    log(case, _K.ARREST, "2022-03-01", staff)
    log(case, _K.RELEASE, "2022-05-01", staff, UpdateDetail.PARDON)
    plan = row_of(staff, reference=case.reference, verdict="2022-06-01", source=SOURCE)
    assert (plan.verdict, troubles(plan)) == (Verdict.BROKEN, [("verdict", True)])
    assert row_of(staff, reference=case.reference, verdict="2022-04-01", source=SOURCE).verdict == Verdict.CHANGE


def test_a_date_that_can_be_read_two_ways_asks_for_the_order_once_for_the_sheet(staff):
    plan = new_row(staff, arrested="02/03/2022")
    assert [(one.column, one.ask, one.fatal) for one in plan.troubles] == [("arrested", "dates", True)]
    assert new_row(staff, arrested="02/03/2022", dates=DateOrder.DMY).values["arrested"] == "2022-03-02"
    assert new_row(staff, arrested="02/03/2022", dates=DateOrder.MDY).values["arrested"] == "2022-02-03"


@pytest.mark.parametrize(
    ("rows", "order"),
    [
        ([["02/03/2022", ""], ["25/12/2022", ""]], DateOrder.DMY),
        ([["02/03/2022", "12/25/2022"]], DateOrder.MDY),
        ([["02-03-2022", "12-25-22"]], DateOrder.MDY),
        ([["02/03/2022", "25/12/2022"], ["", "12/25/2022"]], None),
        ([["25/12/2022", "12/25/2022"]], None),
        ([["02/03/2022", "2022-12-25"]], None),
        ([["25.12.2022", "31/31/2022"]], None),
        ([["https://example.org/2022/25/12/2022/x", "art. 13/2/2022/5"]], None),
        ([], None),
    ],
)
def test_the_order_of_dates_is_taken_from_cells_that_leave_one_reading(rows, order):
    assert dates_order(lines(rows), Mapping()) == order


# --- What stands alone
@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("judge", "A. Judge"),
        ("sentence", "8 years"),
        ("verdict_outcome", "suspended"),
        ("release_reason", "pardon"),
        ("death_cause", "illness"),
        ("appeal_outcome", "upheld"),
        ("temporary_reason", "medical"),
    ],
)
def test_what_belongs_to_a_date_that_is_not_there_is_kept_as_a_note(staff, key, text):
    plan = new_row(staff, arrested="2022-03-01", **{key: text})
    assert (plan.verdict, troubles(plan)) == (Verdict.ADD, [(key, False)])
    assert plan.notes == [(key, text)]
    assert key not in plan.values


def test_a_place_without_an_arrest_and_a_prison_without_a_detention_are_notes(staff):
    plan = new_row(staff, place="Moscow", facility="IK-3", charged="2022-03-01")
    assert dict(plan.notes) == {"place": "Moscow", "facility": "IK-3"}
    plan = new_row(staff, place="Moscow", facility="IK-3", arrested="2022-03-01")
    assert (plan.notes, plan.values["place"], plan.values["facility"]) == ([], "Moscow", "IK-3")


def test_what_the_mapping_says_of_every_row_is_no_note_on_those_it_does_not_fit(staff):
    plan = new_row(staff, arrested="2022-03-01", always={"verdict_outcome": "suspended"})
    assert (plan.notes, plan.troubles) == ([], [])
    assert "verdict_outcome" not in plan.values


def test_a_judge_beside_a_verdict_or_on_a_case_that_has_one_is_no_note(staff):
    assert new_row(staff, arrested="2022-03-01", verdict="2022-06-01", judge="A. Judge").notes == []
    case = case_of(staff)
    log(case, _K.VERDICT, "2022-06-01", staff, UpdateDetail.CUSTODIAL)
    plan = row_of(staff, reference=case.reference, judge="A. Judge")
    assert (plan.notes, changes(plan)) == ([], {"judge": ("", "A. Judge")})


def test_an_outcome_whose_date_cannot_be_read_is_not_blamed_as_well(staff):
    plan = new_row(staff, arrested="2022-03-01", verdict="nonsense", verdict_outcome="suspended")
    assert (troubles(plan), plan.notes) == ([("verdict", True)], [])


def test_columns_for_notes_are_kept_with_their_headings_and_never_twice_on_one_case(staff):
    columns = {"reference": "reference", "Story": NOTE, "Old no": NOTE}
    case = case_of(staff)
    cells = {"reference": case.reference, "Story": "Long.", "Old no": ""}
    plan = row_of(staff, columns, **cells)
    assert (plan.verdict, plan.notes, changes(plan)) == (
        Verdict.CHANGE,
        [("Story", "Long.")],
        {NOTE: ("", "Story: Long.")},
    )
    for what, text in plan.keys:
        known_as(case, what, text)
    plan = row_of(staff, columns, **cells)
    assert (plan.verdict, plan.notes) == (Verdict.SAME, [])
    assert row_of(staff, columns, **cells | {"Story": "Longer."}).verdict == Verdict.CHANGE


# --- The status follows from the dates
def test_a_status_that_contradicts_the_dates_is_reported_and_never_obeyed(staff):
    plan = new_row(staff, arrested="2022-03-01", status="serving")
    assert (plan.verdict, troubles(plan)) == (Verdict.ADD, [("status", False)])
    assert "“Serving sentence”; from its dates it is “Detained, no charge recorded”" in said(plan)
    assert "add the verdict’s date" in said(plan)
    assert new_row(staff, arrested="2022-03-01", status="detained").troubles == []


def test_a_status_beside_a_date_that_should_give_it_says_that_one_of_them_is_wrong(staff):
    plan = new_row(staff, arrested="2022-03-01", released="2022-05-01", status="detained")
    assert "one of the dates is wrong, or the status is out of date" in said(plan)


def test_the_status_of_a_case_on_file_is_compared_with_what_would_be_on_record(staff):
    case = case_of(staff)
    log(case, _K.ARREST, "2022-03-01", staff)
    assert case.status == Status.DETAINED
    cells = {"reference": case.reference, "released": "2022-06-01", "source": SOURCE}
    assert row_of(staff, **cells, status="released").troubles == []
    assert troubles(row_of(staff, **cells, status="serving")) == [("status", False)]
    # What an export wrote there and nobody touched.
    assert row_of(staff, **cells, status="detained").troubles == []


def test_an_unknown_word_for_a_status_keeps_no_row_out(staff):
    plan = new_row(staff, arrested="2022-03-01", status="somewhere")
    assert (plan.verdict, troubles(plan)) == (Verdict.ADD, [("status", False)])


# --- Who may
def test_a_case_of_another_organisation_that_is_seen_is_compared_and_never_changed(staff, outsider):
    case = case_of(outsider, level=Level.PARTNERS)
    case.grants.create(organisation=staff.organisation)
    same = row_of(staff, reference=case.reference, name="Ivan Petrov")
    assert same.verdict == Verdict.SAME
    plan = row_of(staff, reference=case.reference, tier="critical")
    assert (plan.verdict, plan.changes) == (Verdict.BROKEN, [])
    assert f"belongs to {outsider.organisation}; only they change it" in said(plan)


def test_the_state_of_a_case_is_not_changed_by_a_sheet(staff):
    StateFactory(code="BY")
    case = case_of(staff)
    plan = row_of(staff, reference=case.reference, state="BY")
    assert (plan.verdict, troubles(plan)) == (Verdict.BROKEN, [("state", True)])
    assert "a case of its own" in said(plan)


def test_a_name_in_two_columns_is_one_name(staff):
    row = row_of(
        staff, {"First": "name", "Last": "name", "Country": "state"}, First="Ivan", Last="Petrov", Country="Russia"
    )
    assert (row.verdict, row.values["name"]) == (Verdict.ADD, "Ivan Petrov")


def test_somebody_of_whom_only_the_release_is_kept_comes_in_and_it_is_said(staff):
    free = new_row(staff, released="2022-05-01")
    assert (free.verdict, troubles(free)) == (Verdict.ADD, [("released", False)])
    freed_first = new_row(staff, arrested="2022-06-01", released="2022-05-01")
    assert freed_first.verdict == Verdict.BROKEN


def test_a_date_that_cannot_be_read_is_not_blamed_on_the_others(staff):
    row = new_row(staff, arrested="31/02/2022", released="2022-05-01")
    assert troubles(row) == [("arrested", True)]
