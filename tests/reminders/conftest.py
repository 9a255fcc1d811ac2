import pytest

from accounts.models import Duty, DutyKind
from accounts.permissions import Role
from tests.factories import UserFactory
from tests.reminders.stories import TODAY, ago, arrest, live_on


@pytest.fixture
def director(organisation):
    user = UserFactory(organisation=organisation, role=Role.STAFF, name="Dora Director")
    Duty.objects.create(kind=DutyKind.DIRECTOR, user=user)
    return user


@pytest.fixture
def quiet_case(case):
    """Arrested 60 days ago and nothing since: R1, R2 and R16a are due."""
    arrest(case, ago(60))
    return case


@pytest.fixture
def each_day():
    """Live the days from today on, one after the other: `each_day(7, run)` calls `run(day)` on each."""

    def live(count, run):
        for offset in range(count + 1):
            day = TODAY.fromordinal(TODAY.toordinal() + offset)
            live_on(day)
            run(day)

    return live
