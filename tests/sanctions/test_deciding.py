"""What a person says of a proposed match, what follows from it, and taking it back."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from core.models import Event
from sanctions.models import Designation
from sanctions.services.deciding import decide, decide_many, seen_as, undo
from sanctions.services.designations import annotate_designation
from sanctions.vocabulary import Decision
from tests.sanctions.factories import entry, involve, match, snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposed(case, advocate):
    """One entry proposed for an official of the case."""
    snapshot()
    return match(involve(case, by=advocate).official, entry(number="40906"))


def change(listed, digest="another"):
    """The entry as the next import has it."""
    listed.content_hash = digest
    listed.save()


def test_same_designates_and_not_the_same_or_unsure_does_not(proposed, admin):
    assert decide(match=proposed, decision="same", by=admin, why="Birth date.").why == "Birth date."
    assert Designation.objects.get().official == proposed.official
    decide(match=proposed, decision="unsure", by=admin)
    assert not Designation.objects.exists()
    decided = decide(match=proposed, decision="not_same", by=admin)
    assert (decided.decision, decided.decided_by, decided.is_open) == (Decision.NOT_SAME, admin, False)
    assert not Designation.objects.exists()


def test_said_again_it_changes_nothing(proposed, admin):
    first = decide(match=proposed, decision="same", by=admin)
    assert decide(match=proposed, decision="same", by=admin).decided_at == first.decided_at
    assert Event.objects.filter(action="match-same").count() == 1


def test_a_second_click_does_no_more_than_the_first(proposed, admin, staff):
    before = seen_as(proposed)
    for _click in range(2):
        decide(match=proposed, decision="unsure", by=staff, why="No birth date.", as_seen=before)
    second = seen_as(decide(match=proposed, decision="same", by=admin))
    for _click in range(2):
        undo(match=proposed, by=admin, as_seen=second)
    proposed.refresh_from_db()
    assert proposed.decision == Decision.UNSURE
    assert Event.objects.filter(action="match-undone").count() == 1


def test_every_decision_is_in_the_trail_with_who_and_why(proposed, admin):
    decide(match=proposed, decision="not_same", by=admin, why="Another patronymic.")
    event = Event.objects.get(action="match-not-same")
    assert (event.by, event.target, event.reason) == (admin, proposed.reference, "Another patronymic.")
    assert event.facts == {"official": proposed.official.reference, "list": "us-sdn", "number": "40906"}


def test_what_was_decided_meanwhile_is_not_overwritten_unseen(proposed, admin, staff):
    before = seen_as(proposed)
    decide(match=proposed, decision="not_same", by=staff)
    with pytest.raises(ValidationError, match="while you looked"):
        decide(match=proposed, decision="same", by=admin, as_seen=before)
    proposed.refresh_from_db()
    assert proposed.decision == Decision.NOT_SAME
    decide(match=proposed, decision="same", by=admin, as_seen=seen_as(proposed))
    assert Designation.objects.exists()


def test_nobody_decides_on_an_entry_that_an_import_has_changed_while_they_looked(proposed, admin):
    before = seen_as(proposed)
    change(proposed.entry)
    with pytest.raises(ValidationError):
        decide(match=proposed, decision="same", by=admin, as_seen=before)
    assert not Designation.objects.exists()


def test_a_decision_holds_until_the_entry_changes_and_then_is_asked_again(proposed, admin):
    decide(match=proposed, decision="same", by=admin)
    proposed.refresh_from_db()
    assert not proposed.is_open
    change(proposed.entry)
    proposed.refresh_from_db()
    assert proposed.is_open
    assert Designation.objects.exists()  # it holds until somebody answers
    decide(match=proposed, decision="same", by=admin)
    proposed.refresh_from_db()
    assert not proposed.is_open


def test_undo_of_the_first_decision_lets_it_wait_again(proposed, admin):
    decide(match=proposed, decision="same", by=admin)
    taken = undo(match=proposed, by=admin)
    assert (taken.decision, taken.decided_by, taken.why) == ("", None, "")
    assert not Designation.objects.exists()
    assert Event.objects.filter(action="match-undone").exists()
    undo(match=proposed, by=admin)  # nothing left to take back
    assert Event.objects.filter(action="match-undone").count() == 1


def test_undo_of_a_later_decision_brings_the_earlier_one_back_with_who_and_why(proposed, admin, staff):
    decide(match=proposed, decision="unsure", by=staff, why="No birth date.")
    decide(match=proposed, decision="same", by=admin)
    back = undo(match=proposed, by=admin)
    assert (back.decision, back.decided_by, back.why) == (Decision.UNSURE, staff, "No birth date.")
    assert undo(match=proposed, by=admin).decision == ""  # and further back, never forth again


def test_a_slip_loses_nothing_that_was_added_to_the_designation(proposed, admin):
    decide(match=proposed, decision="same", by=admin)
    known = {"listed_on": date(2023, 3, 3), "cited_title": "Press release", "cited_address": "", "by": admin}
    annotate_designation(designation=Designation.objects.get(), **known)
    reference = Designation.objects.get().reference
    decide(match=proposed, decision="not_same", by=admin)
    assert not Designation.objects.exists()
    undo(match=proposed, by=admin)
    back = Designation.objects.get()
    assert (back.reference, back.listed_on, back.cited_title) == (reference, date(2023, 3, 3), "Press release")


def test_several_are_decided_in_one_go_and_what_is_settled_is_left_alone(proposed, case, advocate, admin):
    other = match(involve(case, by=advocate).official, entry("Other", number="2"))
    settled = match(involve(case, by=advocate).official, entry("Third", number="3"))
    decide(match=settled, decision="not_same", by=admin)
    assert decide_many(matches=[proposed, other, settled], decision="same", by=admin, why="Exact.") == 2
    settled.refresh_from_db()
    assert settled.decision == Decision.NOT_SAME
    assert Designation.objects.count() == 2
    assert decide_many(matches=[proposed, other], decision="same", by=admin, why="Exact.") == 0
