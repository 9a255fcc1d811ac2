"""Which case on file a row means: by reference, by the organisation's own number, by who it was known as before."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.permissions import Role
from cases.models import Case
from cases.vocabulary import Level
from sheets.planning.cases import CasePlanner
from sheets.planning.matching import LONGEST_HEADING, WHO, who
from sheets.shapes import Line
from sheets.vocabulary import Verdict
from tests.factories import OrganisationFactory, StateFactory, UserFactory
from tests.sheets.planning import (
    case_of,
    changes,
    known_as,
    lines,
    new_row,
    planned,
    row_of,
    said,
    sheet_of,
    troubles,
)

pytestmark = pytest.mark.django_db


# --- By reference
def test_a_row_finds_its_case_by_reference_however_it_is_typed(staff):
    case = case_of(staff)
    plan = row_of(staff, reference=case.reference.lower(), name="Ivan Petroff")
    assert (plan.verdict, plan.case) == (Verdict.CHANGE, case.reference)
    assert changes(plan) == {"name": ("Ivan Petrov", "Ivan Petroff")}


def test_a_case_that_may_not_be_seen_is_answered_word_for_word_like_one_that_is_not_there(staff, outsider):
    hidden = case_of(outsider, name="Hidden Person")
    sealed = case_of(staff, name="Sealed Person", level=Level.SEALED)
    answers = []
    for reference in (hidden.reference, sealed.reference, "RU-22-ZZZZ"):
        plan = row_of(staff, reference=reference, name="Ivan Petrov", state="RU", arrested="2022-03-01")
        plan.values.pop("reference")
        answers.append(str(plan.to_json()).replace(reference, "…"))
    assert "There is no case “…” here" in answers[0]
    assert answers[0].replace(hidden.reference, "") == answers[1] == answers[2]


def test_how_often_the_database_is_asked_tells_nothing_about_what_may_not_be_seen(staff, outsider):
    hidden = case_of(outsider)
    asked = []
    for reference in (hidden.reference, "RU-22-ZZZZ"):
        planner = CasePlanner(sheet_of(staff, ["reference", "name"]))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            planner.plan([Line(2, (reference, "Ivan Petrov"))])
        asked.append([query["sql"].replace(reference, "…") for query in queries])
    assert asked[0] == asked[1]


def test_a_batch_costs_as_many_queries_for_one_row_as_for_many(staff):
    cases = [case_of(staff, name=f"Person {number}", state="RU") for number in range(12)]
    rows = [[case.reference, "", "2022-03-01"] for case in cases[:6]]
    rows += [["", f"Somebody New {number}", "2022-03-02"] for number in range(6)]
    counts = []
    for batch in (rows[5:7], rows):
        planner = CasePlanner(
            sheet_of(staff, ["reference", "name", "arrested"], always={"state": "RU", "source": "me"})
        )
        with CaptureQueriesContext(connection) as queries:
            planner.plan(lines(batch))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_two_rows_about_one_case_are_not_both_obeyed(staff):
    case = case_of(staff)
    rows = [[case.reference, "high"], [case.reference, "watch"]]
    first, second = planned(staff, rows, ["reference", "tier"])
    assert (first.verdict, second.verdict) == (Verdict.CHANGE, Verdict.BROKEN)
    assert said(second) == "Row 2 is about the same case."
    assert troubles(second) == [("reference", True)]


def test_two_rows_about_one_case_are_noticed_across_batches(staff):
    case = case_of(staff)
    planner = CasePlanner(sheet_of(staff, ["reference", "tier"]))
    planner.plan([Line(2, (case.reference, "high"))])
    assert planner.plan([Line(203, (case.reference, "watch"))])[0].verdict == Verdict.BROKEN


# --- By the organisation's own number
def test_a_row_finds_its_case_by_the_number_that_the_organisation_gave_it(staff):
    case = case_of(staff)
    known_as(case, "No", "17")
    columns = {"No": "", "Who": "name"}
    plan = row_of(staff, columns, key="No", No="17", Who="Ivan Petroff")
    assert (plan.verdict, plan.case) == (Verdict.CHANGE, case.reference)
    assert ("No", "17") in plan.keys
    assert row_of(staff, columns, key="No", No="18", Who="Ivan", always={"state": "RU"}).verdict == Verdict.ADD


def test_a_number_counts_only_under_its_own_heading_and_in_its_own_organisation(staff, outsider):
    outsider.role = Role.STAFF
    case = case_of(staff, level=Level.PUBLIC)
    known_as(case, "No", "17")
    StateFactory(code="RU")
    columns = {"No": "", "Number": "", "Who": "name"}
    cells = {"No": "17", "Number": "17", "Who": "Somebody Else"}
    for user, heading in ((staff, "Number"), (outsider, "No")):
        assert row_of(user, columns, key=heading, always={"state": "RU"}, **cells).verdict == Verdict.ADD
    assert row_of(staff, columns, key="No", **cells).case == case.reference


def test_a_number_of_a_case_that_may_not_be_seen_is_nobodys(staff):
    case = case_of(staff, name="Sealed Person", level=Level.SEALED)
    known_as(case, "No", "17")
    columns = {"No": "", "Who": "name"}
    plan = row_of(staff, columns, key="No", always={"state": "RU"}, No="17", Who="Ivan Petrov")
    assert (plan.verdict, plan.case) == (Verdict.ADD, "")


def test_a_number_that_two_cases_have_asks_for_the_reference(staff):
    first, second = case_of(staff), case_of(staff)
    known_as(first, "No", "17"), known_as(second, "No", "17")
    plan = row_of(staff, {"No": ""}, key="No", No="17")
    assert (plan.verdict, troubles(plan)) == (Verdict.BROKEN, [("No", True)])
    assert first.reference in said(plan)
    assert second.reference in said(plan)


def test_a_number_that_stands_twice_in_a_sheet_is_obeyed_once(staff):
    StateFactory(code="RU")
    rows = [["17", "Ivan Petrov", "RU"], ["17", "Olga Sidorova", "RU"], ["", "Anna", "RU"], ["", "Maria", "RU"]]
    plans = planned(staff, rows, ["No", "name", "state"], {"No": "", "name": "name", "state": "state"}, key="No")
    assert [plan.verdict for plan in plans] == [Verdict.ADD, Verdict.BROKEN, Verdict.ADD, Verdict.ADD]
    assert said(plans[1]) == "Row 2 has the number “17” too."


def test_a_heading_of_any_length_can_be_the_number(staff):
    heading = "The number under which we have kept this case in all our lists and letters since 2011"
    case = case_of(staff)
    known_as(case, heading[:LONGEST_HEADING], "17")
    plan = row_of(staff, {heading: ""}, key=heading, **{heading: "17"})
    assert plan.case == case.reference
    assert all(len(what) <= LONGEST_HEADING for what, _text in plan.keys)


# --- By who it was known as
def test_the_same_row_again_finds_what_it_became(staff):
    plan = new_row(staff, birth="1981", arrested="2022-03-01")
    assert plan.verdict == Verdict.ADD
    case = case_of(staff)
    known_as(case, *plan.keys[0])
    again = new_row(staff, birth="1981", arrested="2022-03-01")
    assert again.case == case.reference
    assert "alike" not in again.verdict


def test_who_a_row_is_about_does_not_hang_on_case_order_or_marks():
    one = {"name": "Émile PETROV", "state": "RU", "birth": "1981", "arrested": "2022"}
    assert who(one) == who({**one, "name": "petrov Emile"})
    for key, other in (("name", "Emile Petrova"), ("state", "BY"), ("birth", "1982"), ("arrested", "2023")):
        assert who(one) != who({**one, key: other})


def test_a_row_known_only_by_a_name_and_a_state_changes_nothing_without_a_word(staff):
    case = case_of(staff)
    known_as(case, WHO, who({"name": "Ivan Petrov", "state": "RU"}))
    assert new_row(staff).verdict == Verdict.SAME
    plan = new_row(staff, gender="male")
    assert (plan.verdict, plan.case) == (Verdict.ALIKE, "")
    assert [one.reference for one in plan.alike] == [case.reference]


def test_rows_that_became_two_cases_find_one_each(staff):
    first, second = case_of(staff), case_of(staff)
    same = {"name": "Ivan Petrov", "state": "RU", "birth": "1981"}
    known_as(first, WHO, who(same)), known_as(second, WHO, who(same))
    Case.objects.get(pk=first.pk).prisoner.__class__.objects.update(birth="1981")
    rows = [list(same.values())] * 3
    plans = planned(staff, rows, list(same))
    assert [plan.case for plan in plans] == [first.reference, second.reference, ""]
    assert [plan.verdict for plan in plans] == [Verdict.SAME, Verdict.SAME, Verdict.ALIKE]


def test_who_is_known_in_one_organisation_alone(staff):
    other = UserFactory(organisation=OrganisationFactory(), role=Role.STAFF)
    case = case_of(staff, level=Level.TEAM)
    known_as(case, WHO, who({"name": "Ivan Petrov", "state": "RU", "birth": "1981"}))
    assert new_row(other, birth="1981").verdict == Verdict.ADD
    assert new_row(staff, birth="1981").case == case.reference
