"""What belongs together stands together."""

from datetime import timedelta

import pytest

from reminders import engine, services
from reminders.bundles import bundled
from reminders.models import Alert
from tests.reminders.stories import TODAY, D, K, ago, key_date, log

pytestmark = pytest.mark.django_db


@pytest.fixture
def lost_case(quiet_case):
    log(quiet_case, K.TRANSFER, ago(4), D.STARTED)
    key_date(quiet_case, "hearing", ago(10))
    engine.raise_alerts()
    return quiet_case


def shown(case):
    bundles = bundled(Alert.objects.open().filter(case=case).select_related("case"))
    return [[bundle.worst.rule, *(other.rule for other in bundle.others)] for bundle in bundles]


def test_a_quiet_case_is_one_line_worst_first_and_a_date_another(lost_case):
    assert shown(lost_case) == [["R16b", "R1", "R16a"], ["R13"]]


def test_what_was_handed_to_another_or_put_off_stands_by_itself_at_the_end(lost_case, advocate, staff):
    alerts = {alert.rule: alert for alert in Alert.objects.all()}
    services.reassign(alert=alerts["R1"], to=staff, by=advocate)
    services.snooze(alert=alerts["R16a"], until=TODAY + timedelta(3), why="Visit on Sunday", by=advocate)
    assert shown(lost_case) == [["R16b"], ["R1"], ["R13"], ["R16a"]]


def test_a_bundle_waits_until_all_of_it_is_acknowledged(lost_case, advocate):
    (quiet, _hearing) = bundled(Alert.objects.open().filter(case=lost_case))
    assert quiet.waits
    services.acknowledge(alert=quiet.worst, by=advocate)
    (quiet, hearing) = bundled(Alert.objects.open().filter(case=lost_case))
    assert (quiet.waits, hearing.waits) == (False, True)
