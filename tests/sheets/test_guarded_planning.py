"""What a sheet may not do to what is there: neither behind somebody's back, nor by what it cannot see."""

import pytest
from django.core.exceptions import ValidationError

from accounts.permissions import Role
from cases.models import Case, Grant, Prisoner, Update
from cases.services.bringing import BroughtCase
from cases.vocabulary import Level, UpdateKind
from core import clock
from sheets.applying.adding import brought_case
from sheets.applying.saying import Said
from sheets.applying.tables import Tables
from sheets.exporting import CaseRows, columns
from sheets.planning.changes import against
from sheets.services.imports import choose
from sheets.vocabulary import Choice, ImportState, SheetKind, Verdict
from tests.factories import OrganisationFactory, StateFactory, UserFactory
from tests.sheets import on_cases
from tests.sheets.applied import SOURCE, applied, apply, verdicts, waiting
from tests.sheets.planning import case_of, changes, known_as, log, new_row, planned, row_of, said, sheet_of

pytestmark = pytest.mark.django_db
IVAN = {"name": "Ivan Petrov", "state": "RU", "arrested": "2022-03-01", "source": SOURCE}
A_DAY_LATER = {**IVAN, "arrested": "2022-03-02"}


@pytest.fixture(autouse=True)
def russia(db):
    return StateFactory(code="RU")


@pytest.fixture
def colleague(organisation):
    return UserFactory(organisation=organisation, role=Role.STAFF, name="Carl Colleague")


@pytest.fixture
def ivan(staff):
    case = case_of(staff, level=Level.RESTRICTED)
    log(case, UpdateKind.ARREST, "2022-03-01", staff)
    return case


# --- A possible duplicate that is a case on file
def test_what_the_mapping_says_of_new_cases_is_not_said_of_the_case_that_somebody_chooses(staff, ivan):
    row = {key: value for key, value in A_DAY_LATER.items() if key != "source"}
    sheet = waiting(staff, row, always={"source": SOURCE, "level": "partners", "tier": "critical"})
    choose(sheet=sheet, row=2, choice=ivan.reference, by=staff)
    assert changes(sheet.planned.get().planned) == {"arrested": ("2022-03-01", "2022-03-02")}
    assert apply(sheet).state == ImportState.APPLIED
    ivan.refresh_from_db()
    assert (ivan.level, ivan.tier) == (Level.RESTRICTED, "standard")


def test_nor_does_the_mapping_say_more_closely_what_the_row_adds_to_that_case(staff, ivan):
    sheet = waiting(staff, {**A_DAY_LATER, "verdict": "2022-10-10"}, always={"verdict_outcome": "acquitted"})
    choose(sheet=sheet, row=2, choice=ivan.reference, by=staff)
    apply(sheet)
    assert Update.objects.get(case=ivan, kind=UpdateKind.VERDICT).detail == "custodial"


def test_what_the_mapping_says_is_said_again_where_the_choice_is_somebody_new(staff, ivan):
    sheet = waiting(staff, A_DAY_LATER, always={"tier": "critical"})
    choose(sheet=sheet, row=2, choice=ivan.reference, by=staff)
    choose(sheet=sheet, row=2, choice=Choice.NEW, by=staff)
    apply(sheet)
    assert Case.objects.exclude(pk=ivan.pk).get().tier == "critical"


def test_the_state_that_the_mapping_says_still_tells_cases_apart(staff):
    plan = row_of(staff, name="Ivan Petrov", arrested="2022-03-01", source=SOURCE, always={"state": "RU"})
    with pytest.raises(ValidationError, match="a case of its own"):
        against(sheet_of(staff, []), plan, case_of(staff, state="BY"))


def test_the_notes_of_a_row_go_with_it_to_the_case_that_somebody_chooses(staff, ivan):
    sheet = waiting(staff, {**A_DAY_LATER, "note": "call his mother"})
    choose(sheet=sheet, row=2, choice=ivan.reference, by=staff)
    assert changes(sheet.planned.get().planned)["note"] == ("", "note: call his mother")
    apply(sheet)
    assert Update.objects.get(case=ivan, kind=UpdateKind.NOTE).account == "note: call his mother"


# --- Two sheets that wait with the same person
@pytest.mark.parametrize("second", [IVAN, {**IVAN, "name": "Petrov Ivan"}])
def test_somebody_whom_another_sheet_brought_in_meanwhile_is_not_added_twice(staff, colleague, second):
    first, second = waiting(staff, IVAN), waiting(colleague, second)
    apply(first)
    assert apply(second).state == ImportState.READING
    case = Case.objects.get()
    assert case.reference in second.message


def test_the_own_number_tells_that_somebody_came_in_meanwhile(staff, colleague):
    rows = {**IVAN, "id": "7"}, {**IVAN, "id": "7", "arrested": "2022-05-05"}
    columns = {"columns": {key: key for key in IVAN}, "key": "id"}
    first, second = (waiting(by, row, **columns) for by, row in zip((staff, colleague), rows, strict=True))
    apply(first)
    assert apply(second).state == ImportState.READING
    assert Case.objects.count() == 1


def test_others_who_came_in_meanwhile_and_those_said_to_be_new_stop_nothing(staff, colleague):
    first, second = waiting(staff, IVAN), waiting(colleague, {**IVAN, "name": "Oleg Orlov"})
    apply(first)
    assert apply(second).state == ImportState.APPLIED
    third = waiting(colleague, {**IVAN, "arrested": "2022-03-02"})
    choose(sheet=third, row=2, choice=Choice.NEW, by=colleague)
    assert apply(third).state == ImportState.APPLIED
    assert Case.objects.count() == 3


def test_who_came_in_sealed_meanwhile_is_told_to_nobody(staff, colleague):
    first, second = waiting(staff, {**IVAN, "level": "sealed"}), waiting(colleague, IVAN)
    apply(first)
    assert apply(second).state == ImportState.APPLIED


def test_a_second_row_about_a_case_that_is_taken_asks_who_it_is(staff):
    applied(staff, IVAN)
    Prisoner.objects.update(name="Somebody Renamed")
    sheet = waiting(staff, IVAN, IVAN)
    assert verdicts(sheet)[1] == Verdict.ALIKE


# --- What is not to be seen
def test_a_hidden_case_with_the_same_number_changes_nothing_for_who_cannot_see_it(staff, colleague):
    hidden = case_of(colleague, name="Hidden Person", level=Level.SEALED)
    case_of(staff, name="A-17")

    def ask():
        return on_cases.plans_of(staff, SheetKind.DATES, {"case": "A-17", "kind": "hearing", "due": "2023-06-01"})[0]

    before = ask()
    known_as(hidden, "number", "A-17")
    after = ask()
    assert before.verdict == after.verdict == Verdict.ADD
    assert before.case == after.case


def test_an_export_tells_the_code_name_to_those_who_keep_the_case_only(staff):
    case = case_of(staff, level=Level.PARTNERS, code_name="Cove")
    partner = UserFactory(organisation=OrganisationFactory(), role=Role.STAFF)
    Grant.objects.create(case=case, organisation=partner.organisation)

    def code_name(user):
        row = next(iter(CaseRows(Case.objects.visible_to(user), [("pk", False)], user)))
        return dict(zip([column.key for column in columns()], row, strict=True))["code_name"]

    assert (code_name(staff), code_name(partner)) == ("Cove", "")


# --- Code names, levels, leads, names
@pytest.mark.parametrize(
    ("code_name", "wrong"),
    [("Petrov two", "a word of the prisoner’s name"), ("Cove \u202e", "letters, figures and blanks"), ("Cove", "")],
)
def test_a_code_name_is_judged_as_the_page_of_the_case_does(staff, ivan, code_name, wrong):
    assert wrong in said(new_row(staff, code_name=code_name))
    plan = planned(staff, [[ivan.reference, code_name]], ["reference", "code_name"])[0]
    assert (plan.verdict, wrong in said(plan)) == (Verdict.BROKEN if wrong else Verdict.CHANGE, True)


def test_a_code_name_that_holds_a_name_of_the_chosen_case_is_refused(staff, ivan):
    plan = new_row(staff, name="Somebody Else", code_name="Petrov")
    with pytest.raises(ValidationError, match="a word of the prisoner’s name"):
        against(sheet_of(staff, []), plan, ivan)


def test_a_code_name_on_file_is_no_word_of_the_sheet(staff):
    case = case_of(staff, code_name="Petrov")
    plan = planned(staff, [[case.reference, "Petrov", "critical"]], ["reference", "code_name", "tier"])[0]
    assert changes(plan) == {"tier": ("standard", "critical")}


def test_a_word_means_only_what_the_column_offers(staff):
    plan = new_row(staff, level="x", words={"level": {"x": "public"}})
    assert (plan.verdict, plan.troubles[0].text) == (Verdict.BROKEN, "x")
    assert row_of(staff, **IVAN, level="x", words={"level": {"x": "team"}}).values["level"] == Level.TEAM


@pytest.mark.parametrize("level", [Level.PUBLIC, Level.TEAM])
def test_no_row_opens_a_public_case(staff, level):
    plan = new_row(staff)
    plan.values["level"] = level
    row = Said(sheet_of(staff, []), plan, Tables(staff), clock.today())
    if level == Level.TEAM:
        assert isinstance(brought_case(row), BroughtCase)
    else:
        with pytest.raises(ValidationError, match="public"):
            brought_case(row)


def test_a_lead_whose_account_closed_meanwhile_is_not_replaced_by_nobody(staff, colleague, ivan):
    sheet = waiting(staff, {"reference": ivan.reference, "lead": colleague.email})
    colleague.is_active = False
    colleague.save()
    assert apply(sheet).state == ImportState.READING
    assert colleague.email in sheet.message
    ivan.refresh_from_db()
    assert ivan.lead == staff


def test_a_name_loses_the_marks_that_nobody_sees_and_keeps_its_joiners(staff):
    plan = new_row(staff, name="Ivan \u202eevil\u2066 Pet\u200brov", other_names="علی\u200cرضا; \ufeffIvan")
    assert plan.values["name"] == "Ivan evil Petrov"
    assert plan.values["other_names"] == ["Ivan", "علی\u200cرضا"]
