"""An export of cases: what is in it, in what order, what never is; and that it can be edited and brought in again."""

import csv
import io
from datetime import date

import pytest
from openpyxl import load_workbook

from cases.list_orders import SORTS
from cases.models import Case, CountryTie, PrisonerName, Source, Update
from cases.services.sourcing import CitationData
from cases.services.updates import UpdateData, log_update
from cases.vocabulary import ChargeCategory, Contact, KeyDateKind, Level, NameKind, UpdateDetail, UpdateKind
from core.classes import FieldClass, class_of
from core.paging import in_order
from core.partial_dates import PartialDate, parse_partial_date
from core.spreadsheets import plain, unmarked
from sheets.columns import COLUMNS
from sheets.exporting import CaseRows, as_csv, as_xlsx, columns, headings
from sheets.planning import PLANNERS
from sheets.reading import lines_of, look_at
from sheets.services.at_once import import_at_once
from sheets.shapes import Mapping
from sheets.vocabulary import SheetKind, Verdict
from tests.factories import CaseFactory, FacilityFactory, KeyDateFactory, StateFactory, StatuteFactory
from tests.sheets.planning import case_of, changes, charge, log, sheet_of

pytestmark = pytest.mark.django_db
_K, _D = UpdateKind, UpdateDetail
BY_NAME = SORTS["name"].order


def rows_of(user, cases=None, order=BY_NAME):
    return CaseRows(Case.objects.visible_to(user) if cases is None else cases, order, user)


def table(rows) -> list[dict[str, str]]:
    text = "".join(as_csv(rows))
    assert text.startswith("\ufeff")
    found = list(csv.DictReader(io.StringIO(text[1:])))
    key_of = {str(column.label): column.key for column in columns()}
    return [{key_of[heading]: value for heading, value in row.items()} for row in found]


def full_case(staff, name="Vladimir Kara-Murza"):
    """A case with something in every column."""
    state, statute = StateFactory(code="RU"), StatuteFactory(state__code="RU", article="art. 275")
    case = case_of(staff, name=name, tier="high", code_name="River 7")
    prisoner = case.prisoner
    prisoner.native_name, prisoner.gender, prisoner.birth = "Владимир Кара-Мурза", "male", PartialDate(date(1981, 9, 7))
    prisoner.biography = "A politician.\r\nA historian; and a journalist."
    prisoner.save()
    for text in ("В. Кара-Мурза, мл.", "V. Kara-Murza"):
        PrisonerName.objects.create(prisoner=prisoner, text=text, kind=NameKind.ALSO_KNOWN_AS)
    for country in ("RU", "GB"):
        CountryTie.objects.create(prisoner=prisoner, country=country)
    facility = FacilityFactory(state=state, name="IK-6, Omsk")
    log(case, _K.ARREST, "11 Apr 2022", staff, place="Moscow, near home")
    log(case, _K.RESTRAINT, "22 April 2022", staff, _D.CUSTODY)
    log(case, _K.TRIAL_OPENED, "March 2023", staff, facility=facility)
    log(case, _K.VERDICT, "17 Apr 2023", staff, _D.CUSTODIAL)
    charge(case, statute=statute, category=ChargeCategory.TREASON)
    charge(case, category=ChargeCategory.UNDESIRABLE, text="a conference; in 2021, [Moscow]")
    KeyDateFactory(case=case, kind=KeyDateKind.SENTENCE_END, due=parse_partial_date("2047"))
    return case


# --- What is in it
def test_a_row_says_what_is_recorded_in_the_words_that_are_read_again(staff):
    case = full_case(staff)
    row = table(rows_of(staff))[0]
    assert next(iter(row)) == "reference"
    assert row["reference"] == case.reference
    assert row["name"] == "Vladimir Kara-Murza"
    assert (row["state"], row["tier"], row["level"], row["lead"]) == ("RU", "high", "team", staff.email)
    assert (row["arrested"], row["trial"], row["verdict"]) == ("2022-04-11", "2023-03", "2023-04-17")
    assert (row["verdict_outcome"], row["status"]) == ("custodial", "convicted_appeal")
    assert (row["birth"], row["nationalities"], row["sentence_end"]) == ("1981-09-07", "GB; RU", "2047")
    assert row["released"] == row["died"] == ""


def test_it_has_the_cases_given_in_the_order_of_the_list_on_every_page_of_it(staff):
    for name in ("Boris", "Anna", "Zoya", "Maria"):
        case_of(staff, name=name)
    assert [row["name"] for row in table(rows_of(staff))] == ["Anna", "Boris", "Maria", "Zoya"]
    backwards = [(field, not turned) for field, turned in BY_NAME]
    assert [row["name"] for row in table(rows_of(staff, order=backwards))] == ["Zoya", "Maria", "Boris", "Anna"]
    some = Case.objects.visible_to(staff).filter(prisoner__name__in=["Maria", "Anna"])
    assert [row["name"] for row in table(rows_of(staff, some))] == ["Anna", "Maria"]


def test_what_has_no_value_to_be_sorted_by_comes_last_as_on_screen(staff):
    early, late, never = (case_of(staff, name=name) for name in ("Early", "Late", "Never"))
    log(early, _K.ARREST, "2021-01-01", staff)
    log(late, _K.ARREST, "2022-01-01", staff)
    order = SORTS["arrested"].order
    assert list(in_order(Case.objects.all(), order)) == [late, early, never]
    assert list(in_order(Case.objects.all(), [(field, not down) for field, down in order])) == [early, late, never]


def test_many_cases_are_read_in_steps_and_cost_the_same_for_each(staff, monkeypatch, django_assert_max_num_queries):
    for number in range(7):
        full_case(staff, name=f"Person {number}") if number == 0 else case_of(staff, name=f"Person {number}")
    rows = rows_of(staff)
    with django_assert_max_num_queries(16):
        assert len(table(rows)) == len(rows) == 7
    monkeypatch.setattr("sheets.exporting.CHUNK", 2)
    assert [row["name"] for row in table(rows)] == [f"Person {number}" for number in range(7)]


# --- What never is
def test_only_what_the_one_who_exports_may_see_is_in_it(staff, advocate, outsider):
    case = case_of(staff, level=Level.PARTNERS)
    case.grants.create(organisation=outsider.organisation)
    log(case, _K.ARREST, "2022-04-11", staff)
    log(case, _K.RELEASE, "2023-01-02", staff, "", level=Level.RESTRICTED)
    case_of(staff, name="Not For Partners")
    sealed = case_of(staff, name="Sealed", level=Level.SEALED)
    assert [row["name"] for row in table(rows_of(outsider))] == ["Ivan Petrov"]
    seen_by_staff = next(row for row in table(rows_of(staff)) if row["reference"] == case.reference)
    assert seen_by_staff["released"] == "2023-01-02"
    seen_outside = table(rows_of(outsider))[0]
    assert (seen_outside["arrested"], seen_outside["released"]) == ("2022-04-11", "")
    assert seen_outside["lead"] == ""
    assert sealed.reference not in {row["reference"] for row in table(rows_of(advocate))}


def test_what_is_sealed_while_it_is_written_is_not_in_it(staff):
    case = case_of(staff)
    rows = rows_of(staff)
    Case.objects.filter(pk=case.pk).update(level=Level.SEALED)
    assert table(rows) == []


def test_what_is_confidential_never_is_in_it(staff):
    case = full_case(staff)
    case.restricted_notes, case.quiet_reason = "the aunt knows", "family asked"
    case.save()
    case.prisoner.restricted_notes = "ill, hidden"
    case.prisoner.save()
    told = CitationData(told_by="Aunt Olga")
    data = UpdateData(kind=_K.ATTACK, occurred=parse_partial_date("2015"), summary="Poisoned.", citations=[told])
    log_update(case=case, data=data, by=staff)
    assert Source.objects.exclude(told_by="").exists()
    text = "".join(as_csv(rows_of(staff)))
    for secret in ("aunt", "Aunt", "family asked", "ill, hidden", "Poisoned"):
        assert secret not in text
    named = {column.key for column in columns()}
    for model in (Case, case.prisoner.__class__, Update, Source):
        for field in model._meta.fields:
            if class_of(model, field.name) == FieldClass.CONFIDENTIAL:
                assert field.name not in named


# --- Formulas
@pytest.mark.parametrize(
    "text",
    [
        *("=Ivan", "-", "+7 495 123", "@home", "\tx", "'=x", "''-x", "'quoted'", "＝1+1", "plain", "'", "'’Abd"),
        *("-Ivan", '=HYPERLINK("http://x","y")', "\r\nx"),
    ],
)
def test_what_looks_like_a_formula_is_marked_and_read_back_as_it_was(text):
    marked = plain(text)
    assert not marked.startswith(("=", "+", "-", "@", "＝", "\t", "\r"))
    assert unmarked(marked) == text


def test_a_name_that_is_a_formula_is_text_in_both_kinds_of_file(staff):
    case_of(staff, name='=HYPERLINK("http://x","y")')
    assert "\"'=HYPERLINK(" in "".join(as_csv(rows_of(staff)))
    with as_xlsx(rows_of(staff)) as file:
        cell = load_workbook(file).worksheets[0]["B2"]
    assert (cell.data_type, cell.value[:3]) == ("s", "'=H")


# --- Edited and brought in again
def written(folder, rows, kind, edits=()):
    """The export as a file, after `edits` (row, key, text) with a spreadsheet program's means."""
    path = folder / f"cases.{kind}"
    keys = [column.key for column in columns()]
    if kind == "csv":
        lines = list(csv.reader(io.StringIO("".join(as_csv(rows))[1:])))
        for row, key, text in edits:
            lines[row][keys.index(key)] = text
        with path.open("w", newline="", encoding="utf-8-sig") as file:
            csv.writer(file).writerows(lines)
    else:
        with as_xlsx(rows) as file:
            book = load_workbook(file)
        for row, key, text in edits:
            book.worksheets[0].cell(row + 1, keys.index(key) + 1, text)
        book.save(path)
    return str(path)


def planned_again(path, user):
    look = look_at(path, path)
    assert look.headings == tuple(headings())
    means = {str(column.label): column.key for column in columns()}
    sheet = sheet_of(user, look.headings, means)
    assert sheet.means == Mapping(columns=means)
    return PLANNERS[SheetKind.CASES](sheet).plan(list(lines_of(path, path, look)))


def odd_cases(staff, outsider):
    """Cases whose words are hard on spreadsheets, of every kind of standing."""
    full_case(staff)
    for name in (
        "=Ivan",
        "+Ivan",
        "-Ivan Petrov",
        "@Ivan",
        "'=Ivan",
        "'Abd al-Hadi",
        "Ivan, Petrov",
        "سارة",
        "EXAMPLE",
    ):
        case_of(staff, name=name)
    dash = case_of(staff, name="Dash", code_name="-")
    log(dash, _K.ARREST, "about 11 Apr 2022", staff, place="-")
    log(dash, _K.RELEASE, "2022-05-01", staff)
    free = case_of(staff, name="Free", file_state="closed")
    log(free, _K.ABDUCTION, "2020/2021", staff)
    log(free, _K.RELEASE, "1–21 Sept 2022", staff, _D.EXPELLED)
    theirs = CaseFactory(owner=outsider.organisation, lead=outsider, level=Level.PUBLIC, prisoner__name="Theirs")
    log(theirs, _K.DEATH, "2020/2021", outsider, _D.ILLNESS)
    Case.objects.filter(prisoner__name="Ivan, Petrov").update(contact=Contact.NONE, lead=None)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_row_of_an_export_that_nobody_edited_is_the_same(staff, outsider, tmp_path, kind):
    odd_cases(staff, outsider)
    rows = rows_of(staff)
    plans = planned_again(written(tmp_path, rows, kind), staff)
    assert len(plans) == len(rows) >= 12
    assert [(plan.verdict, plan.changes, plan.troubles) for plan in plans] == [(Verdict.SAME, [], [])] * len(rows)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_three_edited_cells_are_three_changes_and_nothing_else(staff, outsider, tmp_path, kind):
    odd_cases(staff, outsider)
    names = [row["name"] for row in table(rows_of(staff))]
    row = 1 + names.index("Vladimir Kara-Murza")
    edits = [(row, "verdict", "2023-04-18"), (row, "tier", "critical"), (1 + names.index("Dash"), "birth", "1970")]
    plans = planned_again(written(tmp_path, rows_of(staff), kind, edits), staff)
    changed = {plan.name: changes(plan) for plan in plans if plan.verdict != Verdict.SAME}
    assert changed == {
        "Vladimir Kara-Murza": {"verdict": ("2023-04-17", "2023-04-18"), "tier": ("high", "critical")},
        "Dash": {"birth": ("", "1970")},
    }


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_edited_in_three_cells_and_brought_in_changes_those_three(staff, outsider, tmp_path, kind):
    odd_cases(staff, outsider)
    before = table(rows_of(staff))
    row = 1 + [one["name"] for one in before].index("Vladimir Kara-Murza")
    edits = [(row, "verdict", "2023-04-18"), (row, "tier", "critical"), (row, "gender", "other")]
    sheet = import_at_once(path=written(tmp_path, rows_of(staff), kind, edits), by=staff)
    assert sheet.counts == {"added": 0, "changed": 1, "unchanged": len(before) - 1, "alike": 0, "rejected": 0}
    after = table(rows_of(staff))
    differing = {
        (number, key): now[key]
        for number, (was, now) in enumerate(zip(before, after, strict=True), start=1)
        for key in was
        if was[key] != now[key]
    }
    assert differing == {
        (row, "verdict"): "2023-04-18",
        (row, "tier"): "critical",
        (row, "gender"): "other",
        # What follows from the first of them.
        (row, "status_since"): "2023-04-18",
        (row, "last_update"): "2023-04-18",
    }
    again = import_at_once(path=written(tmp_path, rows_of(staff), kind), by=staff)
    assert again.unchanged == len(before)


def test_every_column_that_is_exported_is_one_that_is_read(staff):
    known = {column.key for column in COLUMNS[SheetKind.CASES]}
    assert {column.key for column in columns()} <= known
    assert len(set(headings())) == len(headings())
