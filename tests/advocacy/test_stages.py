"""Where an action stands: the database and the row say the same, whatever was done with it."""

from datetime import date
from itertools import product

import pytest

from advocacy.models import Action
from advocacy.stages import BOARD, Stage, stage_of, where
from core.partial_dates import PartialDate
from tests.advocacy.factories import act, government

pytestmark = pytest.mark.django_db
DAY = date(2023, 4, 20)
DUE = [None, date(2023, 4, 19), date(2023, 4, 20)]


def forms_of_being(case):
    """Actions in every mixture of state, deadline, pause, answer, kind and addressee that a row may have."""
    someone = government()
    for state in ("draft", "assigned", "dropped"):
        made = act(case, sent=None)
        Action.objects.filter(pk=made.pk).update(state=state)
    mixtures = product(("sent", "closed"), DUE, (None, DAY), (None, DAY), ("letter", "vigil"), (None, someone))
    for state, due, paused, answered, kind, addressee in mixtures:
        made = act(case, sent=PartialDate(date(2023, 3, 1)), kind=kind, addressee=addressee)
        closing = {"closed_on": DAY, "closed_as": "done"} if state == "closed" else {}
        fields = {"state": state, "due_on": due, "paused_on": paused, "answered_on": answered}
        Action.objects.filter(pk=made.pk).update(**fields, **closing)


def test_every_action_is_at_one_stage_and_both_ways_of_asking_agree(case):
    forms_of_being(case)
    asked = {stage: set(Action.objects.filter(where(stage, DAY)).values_list("pk", flat=True)) for stage in Stage}
    seen = {stage: {one.pk for one in Action.objects.all() if stage_of(one, DAY) == stage} for stage in Stage}
    assert asked == seen
    assert sum(map(len, asked.values())) == Action.objects.count()
    assert all(asked.values())


def test_a_reply_is_overdue_from_the_day_after_it_was_due(case):
    made = act(case, sent="2023-03-01", due_on=DAY)
    assert stage_of(made, DAY) == Stage.WAITING
    assert stage_of(made, date(2023, 4, 21)) == Stage.OVERDUE


def test_what_was_dropped_does_not_stand_on_the_board():
    assert set(Stage) - set(BOARD) == {Stage.DROPPED}
