"""A sheet of officials: who is said to have done what in which case, with a source for each accusation."""

import pytest

from cases.models import Citation, Grant, Involvement, Official, OfficialName, Source
from cases.services.involvements import InvolvementData, approve_involvement, propose_involvement
from cases.services.sourcing import CitationData
from cases.vocabulary import Degree, Level, OfficialFunction, OfficialKind
from core.models import Event
from sanctions.models import Match
from sheets.vocabulary import SheetKind, Verdict
from tests.factories import CaseFactory, OfficialFactory, StateFactory, UserFactory
from tests.sanctions.factories import entry, match
from tests.sheets.on_cases import (
    NEWS,
    applied,
    at_fault,
    everything,
    messages,
    plans_of,
    rows_of,
    touched,
    undo,
    verdicts,
)

pytestmark = pytest.mark.django_db
OFFICIALS, F = SheetKind.OFFICIALS, OfficialFunction
A, S, B = Verdict.ADD, Verdict.SAME, Verdict.BROKEN
MODELS = (Official, OfficialName, Involvement, Citation, Source)


@pytest.fixture
def case(organisation, staff):
    return CaseFactory(owner=organisation, lead=staff)


@pytest.fixture
def other(organisation, staff):
    return CaseFactory(owner=organisation, lead=staff)


def row(case, name="Sergei Podoprigorov", function="trial_judge", source=NEWS, **more):
    return {"case": case.reference, "name": name, "function": function, "source": source, **more}


def accuse(case, by, *, official=None, name="", function=F.TRIAL_JUDGE):
    data = InvolvementData(official=official, name=name, function=function, citations=[CitationData(address=NEWS)])
    return propose_involvement(case=case, data=data, by=by)


# --- Whom a row means.
@pytest.mark.parametrize(
    "called", ["Sergei Podoprigorov", "PODOPRIGOROV, Sergei", "Сергей Подопригоров", "Sergey Podoprigorov", "reference"]
)
def test_an_official_we_have_goes_by_any_name_in_any_script_and_the_row_says_whom_it_means(case, other, staff, called):
    there = accuse(other, staff, name="Sergei Podoprigorov").official
    (plan,) = plans_of(staff, OFFICIALS, row(case, there.reference if called == "reference" else called))
    assert (plan.verdict, plan.record) == (A, there.reference)
    assert there.reference in messages(plan)


def test_an_official_of_another_state_or_out_of_sight_is_another(case, staff):
    elsewhere = CaseFactory(owner=staff.organisation, state=StateFactory(code="BY"))
    accuse(elsewhere, staff, name="Sergei Podoprigorov")
    hidden = CaseFactory()
    unseen = accuse(hidden, UserFactory(organisation=hidden.owner), name="Sergei Podoprigorov").official
    (plan,) = plans_of(staff, OFFICIALS, row(case))
    assert (plan.verdict, plan.record, messages(plan)) == (A, "", "")
    (by_reference,) = plans_of(staff, OFFICIALS, row(case, unseen.reference))
    (missing,) = plans_of(staff, OFFICIALS, row(case, "O-XXXXXX"))
    assert verdicts([by_reference, missing]) == [B, B]
    assert messages(by_reference).replace(unseen.reference, "O-XXXXXX") == messages(missing)


def test_a_name_that_two_officials_bear_is_asked_about(case, other, staff):
    first = accuse(other, staff, official=OfficialFactory(name="Ivan Ivanov", state=case.state)).official
    second = accuse(other, staff, official=OfficialFactory(name="Иван Иванов", state=case.state)).official
    (plan,) = plans_of(staff, OFFICIALS, row(case, "Ivan Ivanov"))
    assert (plan.verdict, at_fault(plan)) == (B, ["name"])
    assert first.reference in messages(plan)
    assert second.reference in messages(plan)


def test_a_new_official_whom_two_rows_name_is_one_and_the_second_row_says_so(case, other, staff):
    plans = plans_of(staff, OFFICIALS, row(case), row(other, "Сергей Подопригоров"), batch=1)
    assert verdicts(plans) == [A, A]
    assert "row 2" in messages(plans[1])


# --- What becomes of a row.
@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"name": ""}, ["name"]),
        ({"name": "12"}, ["name"]),
        ({"function": "gardener"}, ["function"]),
        ({"source": ""}, ["source"]),
        ({"degree": "very"}, ["In what way"]),
        ({"since": "2023-01-01", "until": "2022-01-01"}, ["until"]),
    ],
    ids=str,
)
def test_what_keeps_a_row_out_is_said_of_its_cell(case, staff, wrong, where):
    columns = {key: key for key in {**row(case), **wrong}} | {"In what way": "degree"}
    said = {("In what way" if key == "degree" else key): text for key, text in {**row(case), **wrong}.items()}
    (plan,) = plans_of(staff, OFFICIALS, said, columns=columns)
    assert (plan.verdict, at_fault(plan)) == (B, where)


def test_an_accusation_stays_inside_the_owner_organisation(staff):
    shared = CaseFactory(level=Level.PARTNERS)
    Grant.objects.create(case=shared, organisation=staff.organisation)
    (plan,) = plans_of(staff, OFFICIALS, row(shared))
    assert (plan.verdict, at_fault(plan)) == (B, ["case"])
    assert "belongs to" in messages(plan)


def test_what_is_said_already_and_the_same_row_twice_add_nothing(case, staff):
    accuse(case, staff, name="Sergei Podoprigorov")
    again = [row(case), row(case, function="appeal_judge"), row(case, "Сергей Подопригоров", "appeal_judge")]
    rows = [*again, row(case, "A B"), row(case, "B A")]
    assert verdicts(plans_of(staff, OFFICIALS, *rows)) == [S, A, S, A, S]
    assert verdicts(plans_of(staff, OFFICIALS, *rows, batch=1)) == [S, A, S, A, S]


# --- Applied and taken back.
def test_applied_it_is_alleged_with_its_source_until_somebody_else_approves_it(case, staff):
    more = {"native_name": "Сергей Подопригоров", "other_names": "S. Podoprygorov", "degree": "ordered"}
    sheet = applied(staff, OFFICIALS, row(case, **more, position="Judge", since="2022", until="2023-04"))
    said = Involvement.objects.get()
    official = said.official
    assert (said.case, said.function, said.degree, said.approved_at) == (case, F.TRIAL_JUDGE, Degree.ORDERED, None)
    assert (str(said.since), str(said.until), said.proposed_by) == ("2022", "April 2023", staff)
    assert (official.name, official.position, official.kind) == ("Sergei Podoprigorov", "Judge", OfficialKind.PERSON)
    assert said.citations.get().source.address == NEWS
    assert Official.objects.visible_to(staff).matching("podoprygorov").get() == official
    assert rows_of(sheet).get().case == case


def test_a_court_is_a_body(case, staff):
    applied(staff, OFFICIALS, row(case, "Moscow City Court", "body"))
    assert Official.objects.get().kind == OfficialKind.BODY


def test_an_official_whom_two_rows_name_is_made_once_and_one_we_have_not_at_all(case, other, staff):
    there = accuse(other, staff, name="Ivan Ivanov", function=F.INVESTIGATOR).official
    applied(staff, OFFICIALS, row(case), row(other, "Сергей Подопригоров"), row(case, "Иван Иванов"))
    assert sorted(Official.objects.values_list("name", flat=True)) == ["Ivan Ivanov", "Sergei Podoprigorov"]
    there.refresh_from_db()
    assert there.involvements.count() == 2


def test_what_is_sealed_from_the_user_is_neither_told_of_nor_in_the_way(case, other, staff, advocate):
    official = accuse(other, staff, name="Sergei Podoprigorov").official
    sealed = accuse(case, advocate, official=official)
    Involvement.objects.filter(pk=sealed.pk).update(level=Level.SEALED)
    (plan,) = plans_of(staff, OFFICIALS, row(case))
    assert plan.verdict == A
    sheet = applied(staff, OFFICIALS, row(case), row(case, "Anna Other"))
    assert Involvement.objects.filter(case=case, official=official).count() == 1
    undo(sheet)
    assert Involvement.objects.filter(case=case).get() == sealed


def test_a_second_run_changes_nothing(case, other, staff):
    rows = [row(case, other_names="S. Podoprygorov"), row(other, "Сергей Подопригоров")]
    applied(staff, OFFICIALS, *rows)
    before = everything(*MODELS)
    assert verdicts(plans_of(staff, OFFICIALS, *rows)) == [S, S]
    applied(staff, OFFICIALS, *rows)
    assert everything(*MODELS) == before


def test_taken_back_it_is_as_if_it_had_not_been_but_for_the_trail(case, other, staff):
    accuse(other, staff, name="Ivan Ivanov", function=F.INVESTIGATOR)
    before, events = everything(*MODELS), Event.objects.count()
    rows = [row(case, other_names="S. P.", source="The lawyer"), row(other), row(case, "Ivan Ivanov")]
    sheet = applied(staff, OFFICIALS, *rows)
    match(Official.objects.get(name="Sergei Podoprigorov"), entry())  # what the machine proposes is nobody's work
    undo(sheet)
    assert everything(*MODELS) == before
    assert not Match.objects.exists()
    assert Event.objects.count() > events
    assert verdicts(plans_of(staff, OFFICIALS, *rows)) == [A, A, A]


@pytest.mark.parametrize("work", ["approved", "renamed", "accused", "decided", "placed"])
def test_what_somebody_worked_on_since_is_not_taken_back(case, other, staff, advocate, work):
    sheet = applied(staff, OFFICIALS, row(case), row(other, "Anna Other"))
    said = Involvement.objects.get(case=case)
    assert touched(sheet) == []
    if work == "approved":
        approve_involvement(involvement=said, by=advocate)
    elif work == "renamed":
        said.official.position = "Judge"
        said.official.save()
    elif work == "accused":
        accuse(other, staff, official=said.official)
    elif work == "decided":
        Match.objects.filter(pk=match(said.official, entry()).pk).update(
            decision="same", decided_by=staff, decided_at="2023-04-20T00:00Z"
        )
    else:
        said.official.positions.create(title="Judge", cited_title="Court site")
    assert touched(sheet) == [case]
