"""What a row would change on a case: cell by cell, old and new; equal values are no change."""

import pytest
from django.core.exceptions import ValidationError

from cases.models import CountryTie, PrisonerName, Tie
from cases.services.dates import enter_key_date
from cases.vocabulary import ChargeCategory, KeyDateKind, UpdateDetail, UpdateKind
from core.partial_dates import parse_partial_date
from sheets.planning.changes import against
from sheets.vocabulary import Choice, Verdict
from tests.factories import CaseFactory, FacilityFactory, StatuteFactory
from tests.sheets.planning import SOURCE, case_of, changes, charge, log, new_row, row_of, sheet_of

pytestmark = pytest.mark.django_db
_K, _D = UpdateKind, UpdateDetail


@pytest.fixture
def ivan(staff):
    return case_of(staff, prisoner__native_name="Иван Петров")


def about(case, by, **cells):
    return row_of(by, reference=case.reference, **cells)


# --- Who and what
def test_each_cell_that_says_something_else_is_a_change_with_old_and_new(staff, ivan):
    plan = about(ivan, staff, name="Ivan Petroff", gender="male", tier="high", birth="1981", code_name="Oak")
    assert plan.verdict == Verdict.CHANGE
    assert changes(plan) == {
        "name": ("Ivan Petrov", "Ivan Petroff"),
        "gender": ("", "male"),
        "birth": ("", "1981"),
        "tier": ("standard", "high"),
        "code_name": (ivan.code_name, "Oak"),
    }


def test_what_is_said_as_it_is_recorded_changes_nothing(staff, ivan):
    said = {"name": "Ivan Petrov", "native_name": "Иван Петров", "gender": "unknown", "tier": "Standard", "state": "RU"}
    plan = about(ivan, staff, **said, lead=staff.email, file_state="active")
    assert (plan.verdict, plan.changes, plan.case) == (Verdict.SAME, [], ivan.reference)


def test_a_name_that_the_person_has_already_renames_nobody(staff, ivan):
    PrisonerName.objects.create(prisoner=ivan.prisoner, text="Vanya Petrov")
    assert about(ivan, staff, name="Иван Петров").verdict == Verdict.SAME
    assert about(ivan, staff, name="Vanya Petrov").verdict == Verdict.SAME


def test_an_empty_cell_blanks_nothing_unless_the_mapping_says_so(staff, ivan):
    PrisonerName.objects.create(prisoner=ivan.prisoner, text="Vanya")
    cells = {"name": "", "native_name": "", "other_names": "", "gender": "", "tier": ""}
    assert about(ivan, staff, **cells).verdict == Verdict.SAME
    plan = about(ivan, staff, **cells, empties=True)
    assert changes(plan) == {"native_name": ("Иван Петров", ""), "other_names": ("Vanya", "")}
    assert plan.values["other_names"] == []


def test_a_date_is_never_blanked(staff, ivan):
    log(ivan, _K.ARREST, "2022-03-01", staff)
    assert about(ivan, staff, arrested="", birth="", empties=True).verdict == Verdict.SAME


def test_a_list_only_grows(staff, ivan):
    PrisonerName.objects.create(prisoner=ivan.prisoner, text="Vanya")
    CountryTie.objects.create(prisoner=ivan.prisoner, country="RU", tie=Tie.NATIONAL)
    assert about(ivan, staff, other_names="Vanya", nationalities="RU").verdict == Verdict.SAME
    plan = about(ivan, staff, other_names="Ivanko; Ivan Petrov", nationalities="GB")
    assert changes(plan) == {"other_names": ("Vanya", "Ivanko; Vanya"), "nationalities": ("RU", "GB; RU")}
    # What the row itself says stays, in case it is about somebody else after all.
    assert plan.values["nationalities"] == ["GB"]


def test_a_charge_is_known_by_its_article_or_its_words(staff, ivan):
    statute = StatuteFactory(state=ivan.state, article="art. 275", category=ChargeCategory.TREASON)
    charge(ivan, statute=statute, category=ChargeCategory.TREASON)
    charge(ivan, text="Something  Odd", category=ChargeCategory.NONE_STATED)
    assert about(ivan, staff, charge="art. 275; something odd").changes == []
    plan = about(ivan, staff, charge="art. 275; tax fraud")
    assert list(changes(plan)) == ["charge"]
    was, now = changes(plan)["charge"]
    assert now.startswith(was[: len("art. 275")])
    assert "tax fraud" in now
    assert "tax fraud" not in was


# --- Dates
def test_a_date_that_any_update_of_its_kind_has_is_no_change(staff, ivan):
    log(ivan, _K.ARREST, "2022-03-01", staff)
    log(ivan, _K.VERDICT, "2022-06-01", staff, _D.CUSTODIAL)
    log(ivan, _K.VERDICT, "2022-12-01", staff, _D.CUSTODIAL)
    for verdict in ("2022-06-01", "1 December 2022"):
        assert about(ivan, staff, arrested="1 Mar 2022", verdict=verdict).changes == []


def test_another_date_corrects_the_first_arrest_and_the_last_verdict(staff, ivan):
    for day in ("2022-03-01", "2022-03-05"):
        log(ivan, _K.ARREST, day, staff)
    for day in ("2022-06-01", "2022-12-01"):
        log(ivan, _K.VERDICT, day, staff, _D.CUSTODIAL)
    plan = about(ivan, staff, arrested="2022-03-02", verdict="2022-12-02")
    assert changes(plan) == {"arrested": ("2022-03-01", "2022-03-02"), "verdict": ("2022-12-01", "2022-12-02")}


def test_a_date_of_a_kind_that_is_not_there_is_logged_anew(staff, ivan):
    log(ivan, _K.ARREST, "2022-03-01", staff)
    log(ivan, _K.RESTRAINT, "2022-03-03", staff, _D.CUSTODY)
    plan = about(ivan, staff, house_arrest="2022-04-01", released="2022-05-01", source=SOURCE)
    assert changes(plan) == {"house_arrest": ("", "2022-04-01"), "released": ("", "2022-05-01")}


def test_what_says_a_date_more_closely_is_a_change_of_that_update_or_goes_with_the_new_one(staff, ivan):
    log(ivan, _K.ARREST, "2022-03-01", staff)
    log(ivan, _K.VERDICT, "2022-06-01", staff, _D.CUSTODIAL)
    assert changes(about(ivan, staff, verdict_outcome="suspended")) == {"verdict_outcome": ("custodial", "suspended")}
    assert about(ivan, staff, verdict="2022-06-01", verdict_outcome="custodial").verdict == Verdict.SAME
    both = about(ivan, staff, released="2022-07-01", release_reason="pardon", source=SOURCE)
    assert changes(both) == {"released": ("", "2022-07-01"), "release_reason": ("", "pardon")}


def test_the_outcome_of_an_earlier_verdict_does_not_touch_the_last(staff, ivan):
    log(ivan, _K.ARREST, "2022-03-01", staff)
    log(ivan, _K.VERDICT, "2022-06-01", staff, _D.SUSPENDED)
    log(ivan, _K.VERDICT, "2022-12-01", staff, _D.CUSTODIAL)
    assert about(ivan, staff, verdict="2022-06-01", verdict_outcome="suspended").changes == []


def test_an_end_of_the_sentence_that_a_release_has_settled_is_no_news(staff, ivan):
    log(ivan, _K.ARREST, "2022-03-01", staff)
    assert changes(about(ivan, staff, sentence_end="2030")) == {"sentence_end": ("", "2030")}
    enter_key_date(case=ivan, kind=KeyDateKind.SENTENCE_END, due=parse_partial_date("2029"), summary="", by=staff)
    assert changes(about(ivan, staff, sentence_end="2030")) == {"sentence_end": ("2029", "2030")}
    log(ivan, _K.RELEASE, "2022-05-01", staff)
    assert about(ivan, staff, sentence_end="2030").changes == []


def test_where_somebody_was_held_before_a_release_is_no_news(staff, ivan):
    prison = FacilityFactory(state=ivan.state, name="IK-3")
    log(ivan, _K.ARREST, "2022-03-01", staff, facility=prison, place="Moscow")
    assert about(ivan, staff, facility="ik 3", place="Moscow").changes == []
    assert changes(about(ivan, staff, facility="SIZO-1")) == {"facility": ("IK-3", "SIZO-1")}
    log(ivan, _K.RELEASE, "2022-05-01", staff)
    assert about(ivan, staff, facility="IK-3").changes == []


def test_what_only_the_record_says_is_never_compared(staff, ivan):
    plan = about(ivan, staff, status="serving", status_since="2020", days_held="5", last_update="2021", source=SOURCE)
    assert (plan.verdict, plan.changes) == (Verdict.SAME, [])


def test_a_stricter_update_that_is_not_seen_is_not_compared(staff, advocate, ivan):
    log(ivan, _K.ARREST, "2022-03-01", staff)
    log(ivan, _K.RELEASE, "2022-05-01", staff, level="restricted")
    assert about(ivan, staff, released="2022-05-01").verdict == Verdict.SAME
    ivan.memberships.filter(user=staff).delete()
    assert changes(about(ivan, staff, released="2022-05-01", source=SOURCE)) == {"released": ("", "2022-05-01")}


# --- A possible duplicate that somebody says is that case
def test_a_row_that_somebody_says_is_a_case_is_compared_with_it_and_keeps_its_own_words(staff, ivan):
    log(ivan, _K.ARREST, "2022-03-01", staff)
    plan = new_row(staff, name="Петров Иван", arrested="2022-03-02", gender="male", birth="1981")
    assert plan.verdict == Verdict.ALIKE
    sheet = sheet_of(staff, [])
    chosen = against(sheet, plan, ivan)
    assert (chosen.verdict, chosen.case, chosen.values) == (Verdict.ALIKE, ivan.reference, plan.values)
    assert changes(chosen) == {
        "name": ("Ivan Petrov", "Петров Иван"),
        "gender": ("", "male"),
        "birth": ("", "1981"),
        "arrested": ("2022-03-01", "2022-03-02"),
    }
    assert plan.case == Choice.UNDECIDED


def test_a_row_cannot_be_a_case_that_it_contradicts(staff, outsider, ivan):
    log(ivan, _K.ARREST, "2022-03-01", staff)
    log(ivan, _K.RELEASE, "2022-05-01", staff)
    sheet = sheet_of(staff, [])
    plan = new_row(staff, verdict="2022-06-01", arrested="2022-02-01")
    with pytest.raises(ValidationError, match="1 May 2022"):
        against(sheet, plan, ivan)
    theirs = CaseFactory(owner=outsider.organisation, state=ivan.state)
    with pytest.raises(ValidationError, match="only they change it"):
        against(sheet, plan, theirs)
    with pytest.raises(ValidationError, match="a case of its own"):
        against(sheet, plan, case_of(staff, state="BY"))
