"""What is seen by levels alone is what the door shows: never more, whoever asks and whatever the levels."""

from itertools import product

import pytest

from advocacy.models import Action
from advocacy.visibility import plainly_seen
from cases.models import Case, Grant, Membership
from cases.vocabulary import Level
from tests.advocacy.factories import act
from tests.factories import CaseFactory, UserFactory

LEVELS = [Level.PARTNERS, Level.TEAM, Level.RESTRICTED, Level.SEALED]


@pytest.mark.parametrize(("level", "other"), list(product(LEVELS, LEVELS)))
def test_by_its_level_alone_nobody_sees_what_the_door_hides(level, other, case, organisation, outsider):
    joined = CaseFactory(owner=organisation)
    action = act(case, joined)
    Case.objects.filter(pk=joined.pk).update(level=other)
    Action.objects.filter(pk=action.pk).update(level=level)
    action.refresh_from_db()
    member, partner = UserFactory(organisation=organisation), UserFactory()
    Membership.objects.create(case=joined, user=member)
    Grant.objects.create(case=case, organisation=partner.organisation)
    for user in (UserFactory(organisation=organisation), member, partner, outsider):
        seen = set(Action.objects.visible_to(user).values_list("pk", flat=True))
        assert plainly_seen(user, [action], {case.pk}) <= seen


def test_a_team_letter_is_seen_by_its_level_and_one_on_no_case_of_the_list_is_not(case, advocate):
    action = act(case)
    assert plainly_seen(advocate, [action], {case.pk}) == {action.pk}
    assert plainly_seen(advocate, [action], set()) == set()
    assert plainly_seen(advocate, [], {case.pk}) == set()
