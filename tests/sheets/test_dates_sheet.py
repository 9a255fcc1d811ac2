"""A sheet of key dates: what is new is entered, what has another day moves, and nothing else changes."""

import pytest

from cases.models import Grant, KeyDate
from cases.services.dates import postpone_key_date, settle_key_date
from cases.vocabulary import KeyDateKind, Level
from core.models import Event
from core.partial_dates import parse_partial_date
from sheets.applying import Moved
from sheets.vocabulary import SheetKind, Verdict
from tests.factories import CaseFactory, KeyDateFactory
from tests.sheets.on_cases import (
    another_case,
    applied,
    apply,
    at_fault,
    everything,
    messages,
    planned,
    plans_of,
    rows_of,
    touched,
    undo,
    verdicts,
)

pytestmark = pytest.mark.django_db
DATES, K = SheetKind.DATES, KeyDateKind
A, C, S, B = Verdict.ADD, Verdict.CHANGE, Verdict.SAME, Verdict.BROKEN


@pytest.fixture
def case(organisation, staff):
    return CaseFactory(owner=organisation, lead=staff, prisoner__name="Volha Example")


def row(case, kind="hearing", due="2023-05-02", summary="", **more):
    return {"case": case.reference, "kind": kind, "due": due, "summary": summary, **more}


def on_file(case, by, kind=K.HEARING, due="2023-05-02", **more):
    return KeyDateFactory(case=case, kind=kind, due=parse_partial_date(due), entered_by=by, **more)


# --- What becomes of a row.
def test_what_is_new_is_added_and_what_is_there_is_the_same(case, staff):
    on_file(case, staff)
    rows = [row(case), row(case, due="2023-06-01"), row(case, due="2023-06-01"), row(case, "sentence_end", "2026")]
    assert verdicts(plans_of(staff, DATES, *rows)) == [S, A, S, A]
    assert verdicts(plans_of(staff, DATES, *rows, batch=1)) == [S, A, S, A]


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"kind": "holiday"}, ["kind"]),
        ({"due": "31/02/2023"}, ["due"]),
        ({"due": ""}, ["due"]),
        ({"level": "sealed"}, ["level"]),
        ({"case": "RU-00-NONE"}, ["case"]),
    ],
    ids=str,
)
def test_what_keeps_a_row_out_is_said_of_its_cell(case, staff, wrong, where):
    (plan,) = plans_of(staff, DATES, row(case) | wrong)
    assert (plan.verdict, at_fault(plan)) == (B, where)


def test_a_date_keeps_no_notes_and_says_so(case, staff):
    said = row(case) | {"Room": "12"}
    (plan,) = plans_of(staff, DATES, said, columns={key: key for key in row(case)} | {"Room": "note"})
    assert plan.verdict == A
    assert "keeps no notes" in messages(plan)


def test_an_open_date_of_which_a_case_has_one_moves_to_the_new_day(case, staff):
    there = on_file(case, staff, K.REMAND_EXPIRY)
    (plan,) = plans_of(staff, DATES, row(case, "remand_expiry", "2023-07-02"))
    assert (plan.verdict, plan.record) == (C, there.reference)
    assert [(one.key, one.was, one.now) for one in plan.changes] == [("due", "2023-05-02", "2023-07-02")]


def test_of_several_hearings_only_the_one_in_the_same_words_moves(case, staff):
    on_file(case, staff)
    appeal = on_file(case, staff, summary="Of the appeal")
    plans = plans_of(staff, DATES, row(case, due="2023-08-01"), row(case, due="2023-08-01", summary="of the Appeal"))
    assert verdicts(plans) == [A, C]
    assert plans[1].record == appeal.reference


def test_hearings_of_one_name_on_several_days_are_several_whichever_comes_first(case, staff):
    on_file(case, staff, summary="In court")
    rows = [row(case, due=f"2023-05-{day:02}", summary="In court") for day in (9, 2, 16)]
    assert verdicts(plans_of(staff, DATES, *rows)) == [A, S, A]


def test_two_rows_that_say_different_days_of_one_date_are_told_apart_by_a_person(case, staff):
    on_file(case, staff, K.SENTENCE_END, "2026-01-01")
    rows = [row(case, "sentence_end", "2027-01-01"), row(case, "sentence_end", "2026-01-01")]
    plans = plans_of(staff, DATES, *rows, batch=1)
    assert verdicts(plans) == [C, B]
    assert "Row 2 moves this date" in messages(plans[1])


def test_where_several_open_dates_go_by_the_same_none_is_moved(case, staff):
    on_file(case, staff, K.PAROLE, "2024-01-01")
    on_file(case, staff, K.PAROLE, "2025-01-01")
    (plan,) = plans_of(staff, DATES, row(case, "parole", "2026-01-01"))
    assert (plan.verdict, at_fault(plan)) == (B, ["summary"])


def test_a_date_that_is_settled_stays_and_a_new_one_is_entered(case, staff):
    settle_key_date(key_date=on_file(case, staff, K.REMAND_EXPIRY), outcome="Extended", by=staff)
    assert verdicts(plans_of(staff, DATES, row(case, "remand_expiry", "2023-07-02"))) == [A]
    assert verdicts(plans_of(staff, DATES, row(case, "remand_expiry"))) == [S]


def test_what_the_user_may_not_see_is_neither_the_same_nor_moved(case, staff, advocate):
    on_file(case, advocate, K.REMINDER, summary="Call")
    on_file(case, advocate, K.SENTENCE_END, "2026", level=Level.SEALED)
    rows = [row(case, "reminder", summary="Call"), row(case, "sentence_end", "2027")]
    assert verdicts(plans_of(staff, DATES, *rows)) == [A, A]


def test_a_partner_adds_dates_and_moves_only_their_own(staff):
    shared = CaseFactory(level=Level.PARTNERS)
    Grant.objects.create(case=shared, organisation=staff.organisation)
    on_file(shared, None, K.SENTENCE_END, "2026", level=Level.PARTNERS)
    on_file(shared, staff, K.PAROLE, "2025", level=Level.PARTNERS)
    rows = [row(shared), row(shared, "sentence_end", "2027"), row(shared, "parole", "2024")]
    plans = plans_of(staff, DATES, *rows)
    assert verdicts(plans) == [A, B, C]
    assert "belongs to" in messages(plans[1])


# --- Applied and taken back.
def test_applied_it_is_entered_or_moved_with_the_sheet_as_the_reason(case, staff):
    there = on_file(case, staff, K.REMAND_EXPIRY)
    sheet = applied(staff, DATES, row(case, "remand_expiry", "2023-07-02"), row(case, summary="In court"))
    there.refresh_from_db()
    new = KeyDate.objects.exclude(pk=there.pk).get()
    assert (there.due.to_edtf(), there.history.first().history_change_reason) == (
        "2023-07-02",
        f"Sheet {sheet.reference}",
    )
    assert (new.kind, new.summary, new.entered_by, new.level) == (K.HEARING, "In court", staff, case.level)
    assert [one.case for one in rows_of(sheet)] == [case, case]


def test_a_second_run_changes_nothing(case, staff):
    on_file(case, staff, K.REMAND_EXPIRY)
    rows = [row(case, "remand_expiry", "2023-07-02"), row(case, summary="In court")]
    applied(staff, DATES, *rows)
    before = everything(KeyDate)
    assert verdicts(plans_of(staff, DATES, *rows)) == [S, S]
    applied(staff, DATES, *rows)
    assert everything(KeyDate) == before


@pytest.mark.parametrize("meanwhile", ["moved", "settled"])
def test_a_date_that_somebody_touched_meanwhile_stops_all_of_it(case, staff, meanwhile):
    there = on_file(case, staff, K.REMAND_EXPIRY)
    sheet, _plans = planned(staff, DATES, row(case), row(case, "remand_expiry", "2023-07-02"))
    if meanwhile == "moved":
        postpone_key_date(key_date=there, due=parse_partial_date("2023-06-01"), why="The court", by=staff)
    else:
        settle_key_date(key_date=there, outcome="Extended", by=staff)
    before = everything(KeyDate)
    with pytest.raises(Moved, match="Row 3"):
        apply(sheet)
    assert everything(KeyDate) == before


def test_taken_back_it_is_as_if_it_had_not_been_but_for_the_trail(case, staff):
    on_file(case, staff, K.REMAND_EXPIRY)
    before, events = everything(KeyDate), Event.objects.count()
    rows = [row(case, "remand_expiry", "2023-07-02"), row(case, summary="In court")]
    sheet = applied(staff, DATES, *rows)
    assert everything(KeyDate) != before
    undo(sheet)
    assert everything(KeyDate) == before
    assert Event.objects.count() > events
    assert verdicts(plans_of(staff, DATES, *rows)) == [C, A]


@pytest.mark.parametrize("kind", ["remand_expiry", "hearing"])
def test_what_somebody_settled_since_is_not_taken_back(case, staff, kind):
    on_file(case, staff, K.REMAND_EXPIRY)
    other = another_case(staff)
    sheet = applied(staff, DATES, row(case, kind, "2023-07-02"), row(other))
    assert touched(sheet) == []
    date = KeyDate.objects.get(case=case, due_on="2023-07-02")
    settle_key_date(key_date=date, outcome="Nobody came", by=staff)
    assert touched(sheet) == [case]
