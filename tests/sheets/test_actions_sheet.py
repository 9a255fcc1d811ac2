"""A sheet of actions: what we did, and with its source what others did."""

import pytest

from accounts.models import OrganisationKind
from advocacy.models import Action, ActionCase, Deadline
from advocacy.services.actions import close_action
from advocacy.services.deadlines import record_reply
from advocacy.vocabulary import ActionState, Closing, Response, Weight
from cases.models import Case, Citation, Grant, Source, StatusPeriod, Update
from cases.services.updates import retract_update
from cases.vocabulary import Level, UpdateKind
from core.models import Event
from core.partial_dates import parse_partial_date
from sheets.vocabulary import SheetKind, Verdict
from tests.factories import CaseFactory, OrganisationFactory
from tests.sheets.on_cases import (
    NEWS,
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
ACTIONS = SheetKind.ACTIONS
A, S, B = Verdict.ADD, Verdict.SAME, Verdict.BROKEN
MODELS = (Action, ActionCase, Deadline, Update, Citation, Source, Case)


@pytest.fixture
def case(organisation, staff):
    return CaseFactory(owner=organisation, lead=staff)


@pytest.fixture
def office(db):
    return OrganisationFactory(
        name="Foreign Office", slug="foreign-office", kind=OrganisationKind.MINISTRY, works_here=False
    )


def ours(case, kind="letter", sent="2023-03-01", summary="Asked for a visit.", **more):
    return {"case": case.reference, "kind": kind, "sent": sent, "summary": summary, "actor": "Freedom Desk", **more}


def theirs(case, **more):
    said = {"kind": "statement", "summary": "Called for the release.", "actor": "Foreign Office", "source": NEWS}
    return ours(case, **said | more)


# --- What becomes of a row.
@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"kind": "dance"}, ["kind"]),
        ({"sent": "2031-01-01"}, ["sent"]),
        ({"summary": ""}, ["summary"]),
        ({"actor": ""}, ["actor"]),
        ({"actor": "Nobody Known"}, ["actor"]),
        ({"addressee": "Nobody Known"}, ["addressee"]),
        ({"weight": "heavy"}, ["weight"]),
        ({"sent": "", "reply_due": "2023-06-01"}, ["reply_due"]),
        ({"reply_due": "June 2023"}, ["reply_due"]),
        ({"reply_due": "2023-01-01"}, ["reply_due"]),
        ({"sent": "", "source": NEWS}, ["source"]),
        ({"actor": "Foreign Office", "source": ""}, ["source"]),
        ({"level": "partners"}, ["level"]),
        ({"case": "RU-00-NONE"}, ["case"]),
    ],
    ids=str,
)
def test_what_keeps_a_row_out_is_said_of_its_cell(case, staff, office, wrong, where):
    (plan,) = plans_of(staff, ACTIONS, ours(case, source="") | wrong)
    assert (plan.verdict, at_fault(plan)) == (B, where)


def test_an_unknown_organisation_is_asked_about_once_for_the_whole_sheet(case, staff, office):
    rows = [theirs(case, actor="FCDO"), theirs(case, summary="Again.", addressee="FCDO", actor="foreign office")]
    plans = plans_of(staff, ACTIONS, *rows)
    assert [(one.text, one.ask) for plan in plans for one in plan.troubles] == [
        ("FCDO", "word:actor"),
        ("FCDO", "word:addressee"),
    ]
    words = {"actor": {"FCDO": "foreign-office"}, "addressee": {"FCDO": "foreign-office"}}
    assert verdicts(plans_of(staff, ACTIONS, *rows, words=words)) == [A, A]


def test_what_others_did_needs_a_source_and_what_we_did_or_plan_needs_none(case, staff, office):
    rows = [theirs(case, source=""), theirs(case), ours(case), ours(case, sent="", summary="To be written.")]
    plans = plans_of(staff, ACTIONS, *rows)
    assert verdicts(plans) == [B, A, A, A]
    assert "Somebody else did this" in messages(plans[0])


def test_an_unseen_case_is_answered_as_one_that_does_not_exist(staff, case):
    hidden = CaseFactory()
    missing = hidden.reference[:-4] + "XXXX"
    first, second = plans_of(staff, ACTIONS, ours(hidden), ours(case) | {"case": missing})
    assert verdicts([first, second]) == [B, B]
    assert messages(first).replace(hidden.reference, missing) == messages(second)


def test_what_is_on_record_and_the_same_row_twice_add_nothing(case, staff, office):
    applied(staff, ACTIONS, ours(case))
    rows = [ours(case, summary="asked for a VISIT"), theirs(case), theirs(case), ours(case, sent="2023-03-02")]
    assert verdicts(plans_of(staff, ACTIONS, *rows)) == [S, A, S, A]
    assert verdicts(plans_of(staff, ACTIONS, *rows, batch=1)) == [S, A, S, A]


# --- Applied.
def test_what_we_did_is_an_action_with_its_clock_and_no_update(case, staff, office, organisation):
    applied(staff, ACTIONS, ours(case, addressee="foreign office", reply_due="2023-05-01", weight="demarche"))
    action = Action.objects.get()
    assert (action.state, action.weight, action.addressee) == (ActionState.SENT, Weight.DEMARCHE, office)
    assert (str(action.due_on), list(action.actors.all()), action.owner) == ("2023-05-01", [organisation], organisation)
    assert not Update.objects.exists()


def test_what_others_did_stands_on_the_timeline_with_its_source(case, staff, office):
    sheet = applied(staff, ACTIONS, theirs(case, sent="about 12 March 2023"))
    update = Update.objects.get()
    assert (update.kind, update.summary) == (UpdateKind.STATEMENT, "Foreign Office: Called for the release.")
    assert update.citations.get().source.address == NEWS
    assert ActionCase.objects.get().update == update
    assert rows_of(sheet).get().case == case


def test_what_has_no_day_is_planned(case, staff):
    applied(staff, ACTIONS, ours(case, sent=""))
    action = Action.objects.get()
    assert (action.sent, action.is_unsent, action.responsible) == (None, True, staff)


def test_several_who_acted_together_stand_in_one_cell(case, staff, office):
    applied(staff, ACTIONS, ours(case, actor="Freedom Desk; Foreign Office"))
    assert Action.objects.get().actors.count() == 2


def test_a_partner_logs_on_a_case_that_was_shared_with_them(staff, organisation):
    shared = CaseFactory(level=Level.PARTNERS)
    Grant.objects.create(case=shared, organisation=organisation)
    applied(staff, ACTIONS, ours(shared))
    assert Action.objects.visible_to(staff).get().owner == shared.owner


def test_a_second_run_changes_nothing(case, staff, office):
    rows = [ours(case, reply_due="2023-05-01"), theirs(case), ours(case, sent="", summary="To be written.")]
    applied(staff, ACTIONS, *rows)
    before = everything(*MODELS)
    assert verdicts(plans_of(staff, ACTIONS, *rows)) == [S, S, S]
    applied(staff, ACTIONS, *rows)
    assert everything(*MODELS) == before


def test_applied_twice_by_a_worker_that_died_between_it_is_logged_once(case, staff, office):
    sheet, _plans = planned(staff, ACTIONS, theirs(case))
    apply(sheet)
    apply(sheet)
    assert (Action.objects.count(), Update.objects.count()) == (1, 1)


# --- Taken back.
def test_taken_back_it_is_as_if_it_had_not_been_but_for_the_trail(case, staff, office):
    applied(staff, ACTIONS, theirs(case, summary="Earlier.", source="https://other.example/1"))
    before, events = everything(*MODELS), Event.objects.count()
    rows = [ours(case, reply_due="2023-05-01"), theirs(case, source=f"{NEWS}\nA diplomat")]
    sheet = applied(staff, ACTIONS, *rows)
    assert everything(*MODELS) != before
    undo(sheet)
    assert everything(*MODELS) == before
    assert not StatusPeriod.objects.filter(case=case).exclude(status=case.status).exists()
    assert Event.objects.count() > events
    assert verdicts(plans_of(staff, ACTIONS, *rows)) == [A, A]


@pytest.mark.parametrize("work", ["answered", "closed", "followed", "retracted"])
def test_what_somebody_worked_on_since_is_not_taken_back(case, staff, office, work):
    other = CaseFactory(owner=staff.organisation, lead=staff)
    sheet = applied(staff, ACTIONS, theirs(case, kind="letter"), theirs(other))
    assert touched(sheet) == []
    action = Action.objects.get(cases=case)
    if work == "answered":
        day = parse_partial_date("2023-04-01")
        record_reply(action=action, response=Response.TOKEN, received=day, summary="Thanked.", by=staff)
    elif work == "closed":
        close_action(action=action, closed_as=Closing.DONE, by=staff)
    elif work == "followed":
        Action.objects.filter(cases=other).update(follows=None)
        applied(staff, ACTIONS, ours(case))
        Action.objects.filter(kind="letter", summary="Asked for a visit.").update(follows=action)
    else:
        retract_update(update=action.links.get().update, why="Not so", by=staff)
    assert touched(sheet) == [case]
