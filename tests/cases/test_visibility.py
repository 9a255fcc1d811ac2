import pytest

from cases.models import Case, Grant, Membership
from cases.visibility import plainly_readable
from cases.vocabulary import Level
from tests.factories import CaseFactory, UserFactory


@pytest.fixture
def partner(case):
    user = UserFactory(name="Petra Partner")
    Grant.objects.create(case=case, organisation=user.organisation)
    return user


@pytest.mark.parametrize(
    ("level", "seen_by"),
    [
        (Level.PARTNERS, {"colleague", "partner", "member", "named"}),
        (Level.TEAM, {"colleague", "member", "named"}),
        (Level.RESTRICTED, {"member"}),
        (Level.SEALED, {"named"}),
    ],
)
def test_each_level_is_seen_by_those_it_names_and_by_nobody_else(
    level, seen_by, organisation, case, admin, partner, outsider
):
    people = {
        "colleague": UserFactory(organisation=organisation),
        "member": UserFactory(organisation=organisation),
        "named": UserFactory(organisation=organisation),
        "partner": partner,
        "outsider": outsider,
    }
    Membership.objects.create(case=case, user=people["member"])
    case.level = level
    case.save()
    case.named.add(people["named"], UserFactory(organisation=organisation))

    for who, user in people.items():
        assert list(Case.objects.visible_to(user)) == ([case] if who in seen_by else []), who
        assert not plainly_readable(user, level, case.owner_id) or who in seen_by, who
    assert Case.objects.visible_to(admin).exists() is (level in {Level.PARTNERS, Level.TEAM})


def test_nobody_is_shown_anything_without_signing_in(case):
    from django.contrib.auth.models import AnonymousUser

    assert not Case.objects.visible_to(AnonymousUser()).exists()


def test_a_person_who_was_deactivated_sees_nothing(case, advocate):
    advocate.is_active = False
    assert not Case.objects.visible_to(advocate).exists()


def test_the_door_returns_each_case_once(organisation, advocate):
    case = CaseFactory(owner=organisation, level=Level.SEALED)
    case.named.add(advocate, UserFactory(organisation=organisation))
    assert Case.objects.visible_to(advocate).count() == 1
