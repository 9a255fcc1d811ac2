"""Undoing a sheet takes along what the engine made of it, and never what a colleague did."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from advocacy.models import ActionCase, Ask
from cases.models import Draft, Follow, KeyDate, Official, Source, Update
from cases.services.involvements import InvolvementData, propose_involvement
from cases.services.sourcing import said_by
from reminders import engine
from reminders.models import Alert
from sanctions.models import Match, ScreeningRun
from sanctions.services.screening import ask_for_screening
from sheets.applying.journal import Journal
from sheets.undoing import worked_on
from sheets.vocabulary import ImportState, SheetKind
from tests.advocacy.factories import act, ask
from tests.factories import StateFactory, UserFactory
from tests.sanctions import factories as listed
from tests.sheets import on_cases
from tests.sheets.applied import SOURCE, applied, undo
from tests.sheets.planning import case_of, log

pytestmark = pytest.mark.django_db
NEW = "https://example.org/new"
JUDGED = {"name": "Ivan Petrov", "state": "RU", "arrested": "2022-03-01", "verdict": "2022-10-10", "judge": "C. Judge"}


@pytest.fixture(autouse=True)
def russia():
    return StateFactory(code="RU")


@pytest.fixture
def case(staff):
    one = case_of(staff)
    log(one, "arrest", "2022-03-01", staff)
    log(one, "verdict", "2022-06-01", staff, "custodial")
    return one


def undone(sheet):
    undo(sheet)
    connection.check_constraints()
    return sheet.state == ImportState.UNDONE


# --- A case that was there and was changed.
def test_an_alert_on_a_date_that_it_added_goes_along(staff, case):
    sheet = applied(staff, {"reference": case.reference, "sentence_end": "2023-04-25", "source": SOURCE})
    engine.recheck_case(case.pk, only_open=False)
    assert Alert.objects.exclude(key_date=None).exists()
    assert undone(sheet)
    assert not KeyDate.objects.exists()
    assert not Alert.objects.exclude(key_date=None).exists()


def test_a_source_that_another_case_cites_by_now_stays(staff, case):
    sheet = applied(staff, {"reference": case.reference, "charged": "2022-04-01", "source": f"{NEW}\n{NEW}/2"})
    (source, alone) = Source.objects.filter(address__startswith=NEW).order_by("address")
    other = case_of(staff, name="Boris Other")
    propose_involvement(
        case=other,
        data=InvolvementData(function="trial_judge", name="D. Judge", citations=[said_by(NEW)]),
        by=staff,
    )
    assert undone(sheet)
    assert source.history.exists()
    assert Source.objects.filter(pk=source.pk).exists()
    assert not Source.objects.filter(pk=alone.pk).exists()


def test_a_judge_stays_only_where_another_case_names_them(staff, case):
    sheet = applied(staff, {"reference": case.reference, "judge": "C. Judge; D. Judge", "source": SOURCE})
    judge, alone = Official.objects.order_by("name")
    ask_for_screening(official=alone)
    said = InvolvementData(function="trial_judge", official=judge, citations=[said_by(SOURCE)])
    propose_involvement(case=case_of(staff, name="Boris Other"), data=said, by=staff)
    assert undone(sheet)
    assert list(Official.objects.all()) == [judge]
    assert not ScreeningRun.objects.filter(official=alone.pk).exists()


def test_an_action_put_to_an_update_that_it_added_is_work(staff, case):
    sheet = applied(staff, {"reference": case.reference, "charged": "2022-04-01", "source": SOURCE})
    assert worked_on(sheet) == []
    act(case, by=staff)
    ActionCase.objects.update(update=Update.objects.get(kind="charge"))
    assert worked_on(sheet) == [case]


def test_an_edited_judge_of_a_changed_case_is_work(staff, case):
    sheet = applied(staff, {"reference": case.reference, "judge": "C. Judge", "source": SOURCE})
    Official.objects.get().save()
    assert worked_on(sheet) == [case]


def test_its_cases_are_locked_before_the_journal_reads(staff, case, monkeypatch):
    locked = []

    def journal(cases):
        statements = [one["sql"] for one in queries.captured_queries]
        locked.append(any("FOR UPDATE" in one and "cases_case" in one for one in statements))
        return Journal(cases)

    monkeypatch.setattr("sheets.applying.changing.Journal", journal)
    with CaptureQueriesContext(connection) as queries:
        applied(staff, {"reference": case.reference, "tier": "critical"})
    assert locked == [connection.features.has_select_for_update]


def test_what_people_note_for_themselves_is_not_in_the_journal(staff, case):
    journal = Journal([case.pk])
    other = UserFactory(organisation=staff.organisation)
    Follow.objects.create(case=case, user=other)
    Draft.objects.create(case=case, user=other, text="{}")
    assert not any(journal.written().values())


# --- A case that it added.
@pytest.mark.parametrize("model", [Official, Source])
def test_an_edited_judge_or_source_of_an_added_case_is_work(staff, model):
    sheet = applied(staff, {**JUDGED, "source": SOURCE})
    assert worked_on(sheet) == []
    model.objects.get().save()
    assert [row.case for row in sheet.planned.all()] == worked_on(sheet)


def test_a_decided_match_is_work_and_a_proposed_one_is_not(staff):
    sheet = applied(staff, {**JUDGED, "source": SOURCE})
    listed.match(Official.objects.get(), listed.entry())
    assert worked_on(sheet) == []
    Match.objects.all().delete()
    listed.confirmed(Official.objects.get(), listed.entry(number="2"), staff)
    assert len(worked_on(sheet)) == 1


def test_a_judge_who_was_screened_goes_with_the_case(staff):
    sheet = applied(staff, {**JUDGED, "source": SOURCE, "level": "sealed"})
    ask_for_screening(official=Official.objects.get())
    assert undone(sheet)
    assert not Official.objects.exists()


# --- A sheet of updates.
def test_a_source_that_a_request_uses_stays(staff, case):
    row = {"case": case.reference, "kind": "charge", "occurred": "2022-04-01", "summary": "x", "source": NEW}
    sheet = on_cases.applied(staff, SheetKind.UPDATES, row)
    request = ask(case, by=staff)
    Ask.objects.filter(pk=request.pk).update(source=Source.objects.get(address=NEW))
    on_cases.undo(sheet)
    connection.check_constraints()
    assert not Update.objects.filter(kind="charge").exists()
    assert Source.objects.filter(address=NEW).exists()
