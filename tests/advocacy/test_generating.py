"""Cases in bulk: the same each time, consistent with the fold, and never in a house in use."""

from random import Random

import pytest
from django.core.management import CommandError, call_command

from advocacy.generating import Rows, World, _Story
from advocacy.models import Action, ActionCase
from cases.folding import drift
from cases.models import Case, Update
from core import clock

pytestmark = pytest.mark.django_db


def generate(**more):
    call_command("generate_cases", cases=12, updates_per_case=6, seed=3, **more)


def test_what_is_generated_is_what_its_updates_say():
    generate()
    assert (Case.objects.count(), Update.objects.count(), Action.objects.count()) == (12, 72, 24)
    assert ActionCase.objects.count() == 24
    assert [list(drift(case)) for case in Case.objects.all()] == [[]] * 12


def test_the_same_seed_makes_the_same_cases():
    world = World.make(10)

    def made():
        rows = Rows()
        _Story(world, Random("3:7"), 7, clock.today(), 6).write(rows)
        updates = [(one.reference, one.kind, one.occurred_on, one.form_key) for one in rows.more[Update]]
        return rows.cases[0].reference, rows.cases[0].status, updates

    assert made() == made()


def test_a_house_with_cases_is_left_alone_unless_told_otherwise(case):
    with pytest.raises(CommandError, match="There are cases here already"):
        generate()
    assert Case.objects.count() == 1
    generate(add=True)
    assert Case.objects.count() == 13


@pytest.mark.parametrize("wrong", [{"cases": 0}, {"updates_per_case": 0}])
def test_sizes_below_one_are_refused(wrong):
    with pytest.raises(CommandError, match="must be 1 or more"):
        call_command("generate_cases", **{"cases": 1, "updates_per_case": 1, **wrong})
