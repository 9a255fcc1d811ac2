"""A sheet of updates: each row one thing that happened on a case that is here already."""

import pytest

from cases import folding
from cases.models import Case, Citation, Facility, Grant, Source, StatusPeriod, Update
from cases.services.judging import UpdateData
from cases.services.sourcing import CitationData
from cases.services.updates import correct_update, log_update, retract_update
from cases.vocabulary import Level, Status, UpdateDetail, UpdateKind
from core.models import Event
from core.partial_dates import parse_partial_date
from sheets.applying import Moved
from sheets.vocabulary import SheetKind, Verdict
from tests.factories import CaseFactory, FacilityFactory, OrganisationFactory
from tests.sheets.on_cases import (
    NEWS,
    another_case,
    applied,
    apply,
    at_fault,
    everything,
    messages,
    numbered,
    planned,
    plans_of,
    rows_of,
    touched,
    undo,
    verdicts,
)

pytestmark = pytest.mark.django_db
UPDATES = SheetKind.UPDATES
A, C, S, B = Verdict.ADD, Verdict.CHANGE, Verdict.SAME, Verdict.BROKEN


@pytest.fixture
def case(organisation, staff):
    return CaseFactory(owner=organisation, lead=staff, prisoner__name="Вольга Прыклад")


def row(case="", kind="arrest", occurred="2022-03-01", summary="Taken at home.", source=NEWS, **more):
    said = {"case": getattr(case, "reference", case), "kind": kind, "occurred": occurred, "summary": summary}
    return {**said, "source": source, **more}


def one(by, *rows, **mapping):
    return plans_of(by, UPDATES, *rows, **mapping)[0]


def log(case, by, *, kind=UpdateKind.ARREST, when="2022-03-01", summary="Taken at home.", **more):
    data = UpdateData(
        kind=kind, occurred=parse_partial_date(when), summary=summary, citations=[CitationData(address=NEWS)], **more
    )
    return log_update(case=case, data=data, by=by)


# --- Which case is meant.
@pytest.mark.parametrize("called", ["reference", "in small letters", "number", "name", "name in Latin letters"])
def test_a_case_goes_by_its_reference_by_the_own_number_or_by_the_name_in_any_script(case, staff, called):
    numbered(case, "17/b")
    texts = {
        "reference": case.reference,
        "in small letters": case.reference.lower(),
        "number": "17/b",
        "name": "Вольга Прыклад",
        "name in Latin letters": "Volga Pryklad",
    }
    plan = one(staff, row(texts[called]))
    assert (plan.verdict, plan.case, plan.name) == (A, case.reference, "Вольга Прыклад")


def test_an_unseen_case_is_answered_as_one_that_does_not_exist(case, staff):
    hidden = CaseFactory(prisoner__name="Hidden Person")
    sealed = CaseFactory(owner=staff.organisation, level=Level.SEALED, prisoner__name="Sealed Person")
    missing = hidden.reference[:-4] + "XXXX"
    plans = plans_of(staff, UPDATES, *(row(text) for text in (hidden.reference, sealed.reference, missing)))
    assert verdicts(plans) == [B, B, B]
    answers = {messages(plan).replace(text, "…") for plan, text in zip(
        plans, (hidden.reference, sealed.reference, missing), strict=True)}  # fmt: skip
    assert len(answers) == 1
    named = plans_of(staff, UPDATES, row("Hidden Person"), row("Sealed Person"), row("Nobody At All"))
    assert len({messages(plan).replace(name, "…") for plan, name in zip(
        named, ("Hidden Person", "Sealed Person", "Nobody At All"), strict=True)}) == 1  # fmt: skip


def test_the_number_of_another_organisation_means_nothing(case, staff):
    theirs = CaseFactory(owner=OrganisationFactory())
    numbered(theirs, "17/b")
    assert one(staff, row("17/b")).verdict == B


def test_a_name_that_two_cases_bear_is_asked_about_with_both_references(case, staff):
    other = another_case(staff, "Вольга Прыклад")
    plan = one(staff, row("Вольга Прыклад"))
    assert at_fault(plan) == ["case"]
    assert case.reference in messages(plan)
    assert other.reference in messages(plan)


# --- What is wrong with a row.
@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"kind": "abolition"}, ["kind"]),
        ({"occurred": "31/02/2023"}, ["occurred"]),
        ({"occurred": "2031-01-01"}, ["occurred"]),
        ({"occurred": ""}, ["occurred"]),
        ({"summary": ""}, ["summary"]),
        ({"source": ""}, ["source"]),
        ({"source": "ftp://files.example/1"}, ["source"]),
        ({"kind": "verdict"}, ["More closely"]),
        ({"kind": "verdict", "detail": "custody"}, ["detail"]),
        ({"detail": "custodial"}, ["detail"]),
        ({"kind": "nil_check", "source": ""}, ["Who was asked"]),
        ({"level": "sealed"}, ["level"]),
        ({"level": "public"}, ["level"]),
        ({"kind": "x", "occurred": "x"}, ["kind", "occurred"]),
    ],
    ids=str,
)
def test_what_keeps_a_row_out_is_said_of_its_cell(case, staff, wrong, where):
    plan = one(staff, row(case, **wrong))
    assert plan.verdict == B
    assert sorted(at_fault(plan)) == sorted(where)


@pytest.mark.parametrize(
    "right",
    [
        {"kind": "Verdict", "detail": "Prison term"},
        {"kind": "release"},
        {"kind": "note", "source": ""},
        {"kind": "nil_check", "source": "", "asked": "The family"},
        {"level": "restricted"},
        {"occurred": "about 12 Dec 2022"},
        {"source": "The lawyer"},
    ],
    ids=str,
)
def test_what_a_row_may_say(case, staff, right):
    assert one(staff, row(case, **right)).verdict == A


def test_one_source_for_the_whole_sheet_will_do(case, staff):
    said = row(case)
    del said["source"]
    assert one(staff, said, always={"source": NEWS}).verdict == A
    assert one(staff, said).verdict == B


def test_what_does_not_fit_the_order_of_custody_comes_in_with_a_word_about_it(case, staff):
    free = row(case, "release", "2021-01-01", "Free.")
    plan = one(staff, free)
    assert plan.verdict == A
    assert "Release" in messages(plan)
    taken = row(case, "arrest", "2020-12-01", "Taken before.")
    assert [messages(plan) for plan in plans_of(staff, UPDATES, free, taken)] == ["", ""]


# --- The same again.
def test_the_same_row_twice_and_what_is_on_record_add_nothing(case, staff):
    log(case, staff)
    rows = [
        row(case),
        row(case, summary="TAKEN at home"),
        row(case, summary="Led away."),
        row(case, summary="Led away."),
    ]
    assert verdicts(plans_of(staff, UPDATES, *rows)) == [S, S, A, S]
    assert verdicts(plans_of(staff, UPDATES, *rows, batch=1)) == [S, S, A, S]


def test_what_somebody_corrected_or_retracted_is_not_brought_back(case, staff):
    wrong = log(case, staff)
    data = UpdateData(
        kind=UpdateKind.ARREST,
        occurred=parse_partial_date("2022-03-02"),
        summary="Taken at home.",
        citations=[CitationData(address=NEWS)],
    )
    right = correct_update(update=wrong, data=data, by=staff, why="A day later")
    assert one(staff, row(case)).verdict == S
    retract_update(update=right, why="Another person", by=staff)
    assert one(staff, row(case, occurred="2022-03-02")).verdict == S


# --- Applied.
def test_applied_it_stands_on_the_timeline_and_the_status_follows(case, staff):
    facility = FacilityFactory(state=case.state, name="SIZO-1", locality="Minsk")
    sheet = applied(
        staff,
        UPDATES,
        row(case, source=f"{NEWS}\nThe lawyer", place="Sizo-1, Minsk", account="At six in the morning.", Doctor="Dr X"),
        row(case, "verdict", "2023-01-20", "Eight years.", detail="custodial"),
        columns={key: key for key in ("case", "kind", "occurred", "summary", "source", "place", "account", "detail")}
        | {"Doctor": "note"},
    )
    case.refresh_from_db()
    arrest, verdict = Update.objects.filter(case=case).order_by("occurred_on")
    assert (case.status, str(case.arrested_on), case.facility) == (Status.CONVICTED_APPEAL, "2022-03-01", facility)
    assert (arrest.account, arrest.author) == ("At six in the morning.\n\nDoctor: Dr X", staff)
    assert arrest.citations.count() == 2
    assert verdict.detail == UpdateDetail.CUSTODIAL
    assert [entry.case for entry in rows_of(sheet)] == [case, case]
    assert not list(folding.drift(case))


def test_a_case_is_folded_once_however_many_rows_it_has(case, staff, monkeypatch):
    folded = []
    refold = folding.refold
    monkeypatch.setattr(folding, "refold", lambda case: folded.append(case.pk) or refold(case))
    other = another_case(staff)
    applied(staff, UPDATES, row(case), row(other), row(case, "charge", "2022-03-03", "Charged."))
    assert sorted(folded) == sorted([case.pk, other.pk])


def test_a_partner_logs_on_a_case_that_was_shared_with_them(staff):
    shared = CaseFactory(level=Level.PARTNERS)
    Grant.objects.create(case=shared, organisation=staff.organisation)
    applied(staff, UPDATES, row(shared))
    assert Update.objects.get(case=shared).author == staff


def test_a_second_run_changes_nothing(case, staff):
    rows = [row(case), row(case, "charge", "2022-03-03", "Charged.")]
    applied(staff, UPDATES, *rows)
    before = everything(Update, Citation, Source, StatusPeriod)
    assert verdicts(plans_of(staff, UPDATES, *rows)) == [S, S]
    applied(staff, UPDATES, *rows)
    assert everything(Update, Citation, Source, StatusPeriod) == before


def test_two_sheets_with_one_row_planned_before_either_was_applied_log_it_once(case, staff):
    first, _plans = planned(staff, UPDATES, row(case))
    second, _plans = planned(staff, UPDATES, row(case))
    apply(first)
    apply(second)
    assert Update.objects.count() == 1
    undo(second)
    assert Update.objects.count() == 1


def test_a_case_that_is_gone_from_sight_meanwhile_stops_all_of_it(case, staff):
    sheet, _plans = planned(staff, UPDATES, row(case))
    Case.objects.update(level=Level.SEALED)
    with pytest.raises(Moved, match="Row 2"):
        apply(sheet)
    assert not Update.objects.exists()


# --- Taken back.
def test_taken_back_it_is_as_if_it_had_not_been_but_for_the_trail(case, staff):
    log(case, staff, when="2021-05-05", summary="Was summoned.", kind=UpdateKind.HEARING, detail="attended")
    kept = (Update, Citation, Source, StatusPeriod, Case, Facility)
    before, events = everything(*kept), Event.objects.count()
    rows = [row(case, source=f"{NEWS}\nThe lawyer"), row(case, "verdict", "2023-01-20", "Eight years.", detail="fine")]
    sheet = applied(staff, UPDATES, *rows)
    assert everything(*kept) != before
    undo(sheet)
    assert _but_for_keys(everything(*kept)) == _but_for_keys(before)
    assert Event.objects.count() > events
    assert verdicts(plans_of(staff, UPDATES, *rows)) == [A, A]


def _but_for_keys(found):
    """Periods are written anew by every fold, so their keys count up."""
    found["StatusPeriod"] = [{**one, "id": 0} for one in found["StatusPeriod"]]
    return found


def test_what_somebody_corrected_since_is_not_taken_back(case, staff):
    other = another_case(staff)
    sheet = applied(staff, UPDATES, row(case), row(other))
    assert touched(sheet) == []
    retract_update(update=Update.objects.get(case=case), why="Not so", by=staff)
    assert touched(sheet) == [case]


def test_what_was_logged_beside_it_since_does_not_hold_it(case, staff):
    sheet = applied(staff, UPDATES, row(case))
    log(case, staff, kind=UpdateKind.CHARGE, when="2022-04-01", summary="Charged.")
    undo(sheet)
    assert list(Update.objects.values_list("kind", flat=True)) == ["charge"]
