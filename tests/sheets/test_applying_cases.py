"""Rows of cases become cases, and change those that are there: what the plan says, and nothing else."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cases import folding
from cases.models import Case, Charge, Citation, Official, Prisoner, Update
from cases.services.dates import enter_key_date
from cases.services.opening import PrisonerData, edit_prisoner
from cases.vocabulary import FileState, KeyDateKind, Level, Status, Tier, UpdateKind
from core.partial_dates import PartialDate
from sheets.models import FirstLook, RowKey, SheetRow
from sheets.services.imports import choose
from sheets.vocabulary import Choice, ImportState, Verdict
from tests.factories import FacilityFactory, OfficialFactory, StateFactory, StatuteFactory
from tests.sheets.applied import SOURCE, applied, apply, verdicts, waiting
from tests.sheets.planning import case_of, log

pytestmark = pytest.mark.django_db
IVAN = {"name": "Ivan Petrov", "state": "RU", "arrested": "2022-03-01", "source": SOURCE}


@pytest.fixture(autouse=True)
def russia():
    return StateFactory(code="RU")


@pytest.fixture
def ivan(staff):
    """A case of Ivan Petrov, arrested on 1 March 2022."""
    case = case_of(staff)
    log(case, "arrest", "2022-03-01", staff, place="Moscow")
    return case


def changed(case, staff, **cells):
    """The case after a sheet that says this of it, and what the sheet's one row was taken for."""
    sheet = applied(staff, {"reference": case.reference, **cells})
    case.refresh_from_db()
    assert list(folding.drift(case)) == []
    return sheet.planned.get()


# --- Rows about somebody new.
WHOLE = {
    **IVAN,
    "native_name": "Иван Петров",
    "other_names": "Vanya; Iwan",
    "gender": "male",
    "birth": "1980-05",
    "nationalities": "RU",
    "residences": "GB",
    "categories": "journalist",
    "biography": "Writes.",
    "tier": "high",
    "file_state": "monitoring",
    "level": "restricted",
    "code_name": "Ziggurat",
    "place": "Moscow",
    "charged": "2022-04",
    "charge": "treason",
    "verdict": "2023-01-10",
    "sentence": "8 years 6 months",
    "facility": "IK-3",
    "judge": "A. Judge",
    "sentence_end": "2030-09-01",
    "lead": "ada@example.org",
}


@pytest.fixture
def whole(staff, advocate, russia):
    advocate.email = "ada@example.org"
    advocate.save()
    FacilityFactory(name="IK-3", state=russia)
    applied(staff, WHOLE)
    return Case.objects.get()


def test_every_cell_of_a_new_row_is_where_it_belongs(whole, staff, advocate):
    who = whole.prisoner
    assert (who.name, who.native_name, who.gender, str(who.birth)) == ("Ivan Petrov", "Иван Петров", "male", "May 1980")
    assert [name.text for name in who.other_names.all()] == ["Iwan", "Vanya"]
    assert [(tie.country, tie.tie) for tie in who.ties.all()] == [("RU", "national"), ("GB", "resident")]
    assert [category.code for category in who.categories.all()] == ["journalist"]
    assert (whole.tier, whole.file_state, whole.level) == (Tier.HIGH, FileState.MONITORING, Level.RESTRICTED)
    assert (whole.code_name, whole.lead, whole.owner) == ("Ziggurat", advocate, staff.organisation)
    assert set(whole.members.all()) == {staff, advocate}
    assert whole.key_dates.get().due.to_edtf() == "2030-09-01"
    charge = whole.charges.get()
    assert (charge.category, charge.charged.to_edtf()) == ("treason", "2022-04")


def test_its_dates_are_updates_with_their_source_and_the_status_follows(whole):
    updates = {update.kind: update for update in whole.updates.all()}
    assert set(updates) == {"arrest", "charge", "verdict"}
    assert (updates["arrest"].place, updates["arrest"].facility) == ("Moscow", None)
    assert (updates["verdict"].place, updates["verdict"].facility) == ("", whole.facility)
    assert (updates["verdict"].detail, updates["verdict"].summary) == ("custodial", "Verdict: 8 years 6 months")
    assert {citation.source.address for citation in Citation.objects.filter(update__case=whole)} == {SOURCE}
    assert whole.status == Status.CONVICTED_APPEAL
    assert whole.facility.name == "IK-3"
    assert list(folding.drift(whole)) == []


def test_a_judge_is_an_alleged_official_with_the_source_of_the_row(whole):
    involvement = whole.involvements.get()
    assert (involvement.function, involvement.official.name, involvement.approved_at) == (
        "trial_judge",
        "A. Judge",
        None,
    )
    assert involvement.citations.get().source.address == SOURCE


def test_a_judge_whom_we_know_of_is_not_added_again(staff, russia):
    known = OfficialFactory(name="Anna Judge", state=russia, added_by_organisation=staff.organisation)
    row = {**IVAN, "verdict": "2023-01-10"}
    applied(staff, {**row, "judge": "ANNA JUDGE"}, {**row, "name": "Oleg Orlov", "judge": "New Judge"})
    assert set(Official.objects.values_list("name", flat=True)) == {"Anna Judge", "New Judge"}
    assert known.involvements.count() == 1


def test_they_are_spared_alerts_for_fourteen_days_and_wait_for_a_first_look(whole, advocate, house_day):
    assert whole.grace_until == house_day + timedelta(14)
    assert [look.case for look in FirstLook.objects.waiting_for(advocate)] == [whole]


def test_cells_without_a_column_are_kept_in_one_internal_note(staff):
    columns = {**{key: key for key in IVAN}, "Lawyer": "note", "Cell": "note"}
    applied(staff, {**IVAN, "Lawyer": "Olga", "Cell": "14"}, columns=columns)
    note = Update.objects.get(kind=UpdateKind.NOTE)
    assert note.account == "Lawyer: Olga\nCell: 14"
    assert not note.citations.exists()


def test_a_charge_that_nobody_can_place_keeps_its_words_and_one_of_the_law_its_article(staff, russia):
    law = StatuteFactory(state=russia, article="Criminal Code art. 275")
    applied(staff, {**IVAN, "charge": "Criminal Code art. 275; wearing a hat"})
    assert {(one.statute, one.text, one.category) for one in Charge.objects.all()} == {
        (law, "", law.category),
        (None, "wearing a hat", "none_stated"),
    }


def test_a_place_of_custody_that_we_do_not_know_is_kept_in_words(staff):
    applied(
        staff,
        {**IVAN, "facility": "Colony 9"},
        {**IVAN, "name": "Oleg Orlov", "place": "Moscow", "facility": "Colony 9"},
        {**IVAN, "name": "Maria Sokolova", "place": "Moscow", "remanded": "2022-03-03", "facility": "Colony 9"},
    )
    said = Update.objects.order_by("pk").values_list("case__prisoner__name", "kind", "place", "summary")
    assert list(said) == [
        ("Ivan Petrov", "arrest", "Colony 9", "Arrest"),
        ("Oleg Orlov", "arrest", "Moscow", "Arrest: Colony 9"),
        ("Maria Sokolova", "arrest", "Moscow", "Arrest"),
        ("Maria Sokolova", "restraint", "Colony 9", "Restraint ordered: Custody (remand or its extension)"),
    ]


def test_a_sentence_that_is_over_leaves_no_date_to_wait_for(staff):
    applied(staff, {**IVAN, "verdict": "2022-06-01", "sentence_end": "2030-01-01", "released": "2023-01-01"})
    assert not Case.objects.get().key_dates.exists()


def test_a_sealed_case_is_read_by_its_lead_and_whoever_brought_it_in(staff, advocate, admin):
    applied(staff, {**IVAN, "level": "sealed", "lead": advocate.email})
    case = Case.objects.get()
    assert [Case.objects.visible_to(user).exists() for user in (staff, advocate, admin)] == [True, True, False]
    assert set(case.updates.get().named.all()) == {staff, advocate}


def test_rows_to_mend_and_possible_duplicates_that_nobody_decided_stay_out(staff, ivan):
    sheet = waiting(staff, {**IVAN, "birth": "1980"}, {"name": "Oleg Orlov", "state": "RU", "arrested": "31/02/2023"})
    apply(sheet)
    assert verdicts(sheet) == [Verdict.ALIKE, Verdict.BROKEN]
    assert Case.objects.count() == 1


def test_a_possible_duplicate_comes_in_as_somebody_says(staff, ivan):
    row = {**IVAN, "birth": "1980", "charged": "2022-05-01"}
    sheet = waiting(staff, row)
    choose(sheet=sheet, row=2, choice=ivan.reference, by=staff)
    apply(sheet)
    ivan.refresh_from_db()
    assert (Case.objects.count(), ivan.status, str(ivan.prisoner.birth)) == (1, Status.PRETRIAL, "1980")
    other = waiting(staff, {**row, "birth": "1990"})
    assert verdicts(other) == [Verdict.ALIKE]
    choose(sheet=other, row=2, choice=Choice.NEW, by=staff)
    apply(other)
    assert Case.objects.count() == 2


def test_each_row_knows_its_case_and_the_same_rows_are_known_again(staff):
    rows = [IVAN, {**IVAN, "name": "Oleg Orlov"}]
    sheet = applied(staff, *rows)
    assert [(row.case.prisoner.name, row.made) for row in sheet.planned.order_by("number")] == [
        ("Ivan Petrov", True),
        ("Oleg Orlov", True),
    ]
    assert RowKey.objects.filter(sheet=sheet).count() == 2
    assert verdicts(waiting(staff, *rows)) == [Verdict.SAME, Verdict.SAME]


@pytest.mark.parametrize(
    "row",
    [
        WHOLE,
        {**IVAN, "place": "Moscow", "facility": "Colony 9"},
        {**IVAN, "charge": "wearing a hat"},
        {**IVAN, "released": "2023-01-01", "sentence_end": "2030-01-01", "facility": "Colony 9"},
        {**IVAN, "verdict": "2023", "verdict_outcome": "suspended", "judge": "A. Judge; B. Judge"},
        {**IVAN, "released": "2023-09-01"},
        {**IVAN, "level": "sealed"},
        {"name": "Nobody Known", "state": "RU"},
    ],
)
def test_the_same_row_again_changes_nothing(staff, advocate, russia, row):
    advocate.email = "ada@example.org"
    advocate.save()
    FacilityFactory(name="IK-3", state=russia)
    applied(staff, row)
    assert verdicts(waiting(staff, row)) == [Verdict.SAME]


# --- Rows about a case on file.
def test_only_what_a_row_changes_is_changed(ivan, staff):
    before = {name: getattr(ivan, name) for name in ("code_name", "lead_id", "file_state", "level")}
    changed(ivan, staff, tier="critical", birth="1980")
    assert (ivan.tier, str(ivan.prisoner.birth), ivan.prisoner.name) == (Tier.CRITICAL, "1980", "Ivan Petrov")
    assert {name: getattr(ivan, name) for name in before} == before
    assert ivan.updates.count() == 1
    assert ivan.history.count() == 2
    assert not FirstLook.objects.exists()
    assert ivan.grace_until is None


def test_names_and_countries_are_added_and_none_is_taken_away(ivan, staff):
    edit_prisoner(
        prisoner=ivan.prisoner,
        data=PrisonerData(name="Ivan Petrov", other_names=["Vanya"], nationalities=["RU"], restricted_notes="Ill."),
        by=staff,
    )
    changed(ivan, staff, other_names="Iwan", nationalities="GB", categories="journalist")
    who = Prisoner.objects.get()
    assert {name.text for name in who.other_names.all()} == {"Iwan", "Vanya"}
    assert {tie.country for tie in who.ties.all()} == {"RU", "GB"}
    assert [category.code for category in who.categories.all()] == ["journalist"]
    assert who.restricted_notes == "Ill."


def test_an_empty_cell_blanks_only_where_the_mapping_says_so(ivan, staff):
    edit_prisoner(prisoner=ivan.prisoner, data=PrisonerData(name="Ivan Petrov", biography="Writes."), by=staff)
    row = {"reference": ivan.reference, "biography": ""}
    assert verdicts(waiting(staff, row)) == [Verdict.SAME]
    applied(staff, row, empties=True)
    assert Prisoner.objects.get().biography == ""


def test_another_date_corrects_the_update_and_keeps_its_sources_and_words(ivan, staff):
    first = ivan.updates.get()
    changed(ivan, staff, arrested="2022-02-27")
    first.refresh_from_db()
    now = first.superseded_by
    assert (now.occurred.to_edtf(), now.summary, now.place) == ("2022-02-27", "As reported.", "Moscow")
    assert [one.source for one in now.citations.all()] == [one.source for one in first.citations.all()]
    assert first.history.latest().history_change_reason.startswith("Sheet I-")
    assert ivan.arrested_on == date(2022, 2, 27)


def test_several_cells_of_one_update_correct_it_once(ivan, staff):
    changed(ivan, staff, arrested="2022-02-27", place="Tver")
    assert ivan.updates.count() == 2
    assert ivan.updates.current().get().place == "Tver"


def test_dates_that_move_together_are_not_judged_one_by_one(ivan, staff):
    log(ivan, "release", "2022-05-01", staff, "parole")
    changed(ivan, staff, arrested="2022-06-01", released="2022-07-01")
    assert (ivan.status, ivan.arrested_on, ivan.released_on) == (Status.RELEASED, date(2022, 6, 1), date(2022, 7, 1))


def test_what_is_not_on_record_is_logged_and_settles_what_was_expected(ivan, staff):
    due = PartialDate(date(2030, 1, 1))
    enter_key_date(case=ivan, kind=KeyDateKind.SENTENCE_END, due=due, summary="", by=staff)
    changed(ivan, staff, released="2023-04-01", release_reason="pardon", source="https://example.org/pardon")
    assert (ivan.status, ivan.updates.get(kind="release").detail) == (Status.RELEASED, "pardon")
    assert ivan.key_dates.get().resolved_on == date(2023, 4, 1)


def test_how_an_update_is_said_more_closely_can_be_corrected_alone(ivan, staff):
    log(ivan, "release", "2022-05-01", staff)
    changed(ivan, staff, release_reason="pardon")
    assert ivan.updates.current().get(kind="release").detail == "pardon"


def test_charges_judges_and_the_end_of_a_sentence_are_added(ivan, staff):
    log(ivan, "verdict", "2023-01-10", staff, "custodial")
    changed(ivan, staff, charge="treason", judge="A. Judge", sentence_end="2030")
    changed(ivan, staff, charge="treason; espionage", judge="A. Judge; B. Judge", sentence_end="2031")
    assert {charge.category for charge in ivan.charges.all()} == {"treason", "espionage"}
    assert {one.official.name for one in ivan.involvements.all()} == {"A. Judge", "B. Judge"}
    assert [one.due.to_edtf() for one in ivan.key_dates.all()] == ["2031"]


def test_a_facility_is_put_where_the_record_says_they_are_held(ivan, staff, russia):
    FacilityFactory(name="IK-3", state=russia)
    changed(ivan, staff, facility="IK-3")
    assert ivan.facility.name == "IK-3"
    changed(ivan, staff, facility="Colony 9")
    assert ivan.facility is None
    assert verdicts(waiting(staff, {"reference": ivan.reference, "facility": "Colony 9"})) == [Verdict.SAME]


def test_a_level_and_a_lead_are_changed_as_their_services_do(ivan, staff, advocate):
    changed(ivan, staff, level="sealed", lead=advocate.email)
    assert (ivan.level, ivan.lead) == (Level.SEALED, advocate)
    assert set(ivan.named.all()) == {staff, advocate}


def test_a_note_is_added_once(ivan, staff):
    columns = {"reference": "reference", "Lawyer": "note"}
    row = {"reference": ivan.reference, "Lawyer": "Olga"}
    applied(staff, row, columns=columns)
    assert ivan.updates.get(kind=UpdateKind.NOTE).account == "Lawyer: Olga"
    assert verdicts(waiting(staff, row, columns=columns)) == [Verdict.SAME]


# --- What moved meanwhile.
def test_where_a_record_moved_meanwhile_nothing_is_applied_and_the_sheet_is_read_again(ivan, staff):
    sheet = waiting(staff, IVAN | {"name": "Oleg Orlov"}, {"reference": ivan.reference, "birth": "1980"})
    edit_prisoner(
        prisoner=ivan.prisoner,
        data=PrisonerData(name="Ivan Petrov", birth=PartialDate(date(1981, 1, 1))),
        by=staff,
    )
    apply(sheet)
    assert sheet.state == ImportState.READING
    assert "somebody changed “Born” of" in sheet.message
    assert Case.objects.count() == 1
    assert str(Prisoner.objects.get().birth) == "1 January 1981"
    assert not SheetRow.objects.filter(case__isnull=False).exists()


def test_a_case_that_may_not_be_seen_any_more_is_not_changed(ivan, staff, admin):
    sheet = waiting(staff, {"reference": ivan.reference, "birth": "1980"})
    Case.objects.filter(pk=ivan.pk).update(level=Level.SEALED)
    apply(sheet)
    assert sheet.state == ImportState.READING
    assert Prisoner.objects.get().birth is None


def test_an_account_that_is_there_already_is_not_logged_twice(ivan, staff):
    sheet = waiting(staff, {"reference": ivan.reference, "charged": "2022-04-01", "source": SOURCE})
    apply(sheet)
    since = timezone.now()
    SheetRow.objects.filter(sheet=sheet).update(case=None)
    sheet.state = ImportState.WAITING
    sheet.save()
    apply(sheet)
    assert ivan.updates.filter(kind="charge").count() == 1
    assert not Update.objects.filter(created_at__gt=since).exists()
