"""Charges are entered once, changed with a history, and refused where they cannot be."""

import pytest
from django.core.exceptions import ValidationError

from cases.services.charging import ChargeData, add_charge, edit_charge
from cases.vocabulary import ChargeCategory, ChargeOutcome
from core import slots
from core.models import Event
from core.partial_dates import parse_partial_date
from tests.factories import StateFactory, StatuteFactory

pytestmark = pytest.mark.django_db
TREASON = ChargeData(category=ChargeCategory.TREASON)


@pytest.fixture
def law(case):
    return StatuteFactory(state=case.state)


def words(text, **more):
    return ChargeData(category=ChargeCategory.EXTREMISM, text=text, **more)


def test_a_charge_is_on_the_case_with_a_line_in_its_history_and_in_the_trail(case, advocate, law):
    when = parse_partial_date("April 2022")
    charge = add_charge(case=case, data=ChargeData(category="treason", statute=law, charged=when), by=advocate)
    assert list(case.charges.all()) == [charge]
    assert (charge.statute, charge.charged, charge.outcome) == (law, when, ChargeOutcome.PENDING)
    assert charge.history.count() == 1
    event = Event.objects.get(action="charge-added")
    assert (event.by, event.target, event.facts) == (advocate, case.reference, {"charge": charge.pk})


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (TREASON, TREASON),
        (words("Calls to  riot"), words("calls to riot ")),
        (words("Calls", charged=parse_partial_date("2022")), words("Calls")),
    ],
)
def test_the_same_charge_entered_again_is_that_one(case, advocate, first, second):
    charge = add_charge(case=case, data=first, by=advocate)
    assert add_charge(case=case, data=second, by=advocate) == charge
    assert Event.objects.filter(action="charge-added").count() == 1


def test_one_article_is_charged_once_whatever_the_words(case, advocate, law):
    charge = add_charge(case=case, data=ChargeData(category="treason", statute=law), by=advocate)
    again = ChargeData(category="treason", statute=law, text="part 2")
    assert add_charge(case=case, data=again, by=advocate) == charge


def test_other_words_are_another_charge_and_so_are_the_same_words_of_another_kind(case, advocate):
    add_charge(case=case, data=words("Calls"), by=advocate)
    add_charge(case=case, data=words("Slogans"), by=advocate)
    add_charge(case=case, data=ChargeData(category="treason", text="Calls"), by=advocate)
    assert case.charges.count() == 3


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (ChargeData(category=""), "category"),
        (words("x" * 201), "text"),
        (
            words("x", charged=parse_partial_date("2022"), outcome_when=parse_partial_date("2021")),
            "outcome_when",
        ),
    ],
)
def test_what_cannot_be_is_refused_by_field(case, advocate, data, field):
    with pytest.raises(ValidationError) as refused:
        add_charge(case=case, data=data, by=advocate)
    assert set(refused.value.message_dict) == {field}
    assert not case.charges.exists()


def test_an_article_of_another_state_is_refused(case, advocate):
    foreign = StatuteFactory(state=StateFactory(code="IR"))
    with pytest.raises(ValidationError, match="another state"):
        add_charge(case=case, data=ChargeData(category="treason", statute=foreign), by=advocate)


def test_a_charge_is_changed_and_its_earlier_words_stay_in_the_history(case, advocate):
    charge = add_charge(case=case, data=words("Calls"), by=advocate)
    edit_charge(charge=charge, data=words("Calls to riot", outcome=ChargeOutcome.CONVICTED), by=advocate)
    assert [line.text for line in charge.history.all()] == ["Calls to riot", "Calls"]
    assert Event.objects.get(action="charge-edited").facts["fields"] == ["outcome", "text"]


def test_a_change_that_changes_nothing_leaves_no_trace(case, advocate):
    charge = add_charge(case=case, data=words("Calls"), by=advocate)
    edit_charge(charge=charge, data=words("Calls"), by=advocate)
    assert charge.history.count() == 1
    assert not Event.objects.filter(action="charge-edited").exists()


def test_one_charge_is_not_changed_into_another(case, advocate):
    charge = add_charge(case=case, data=words("Calls"), by=advocate)
    add_charge(case=case, data=words("Slogans"), by=advocate)
    with pytest.raises(ValidationError, match="already"):
        edit_charge(charge=charge, data=words("slogans"), by=advocate)
    charge.refresh_from_db()
    assert charge.text == "Calls"


def test_the_apps_above_are_told_once_it_is_saved(case, advocate, monkeypatch, django_capture_on_commit_callbacks):
    told = []
    monkeypatch.setitem(slots._providers, "case-written", [lambda case_id: told.append(case_id) or []])
    with django_capture_on_commit_callbacks(execute=True):
        add_charge(case=case, data=TREASON, by=advocate)
        assert told == []
    assert told == [case.pk]
