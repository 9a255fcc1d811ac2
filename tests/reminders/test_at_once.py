"""Two workers at the same work, on a real database with real transactions."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection

from reminders import engine, outbox, telling
from reminders.models import Alert, Message, MessageLine
from tests.factories import CaseFactory
from tests.reminders.stories import TODAY, ago, arrest, visit

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def together(*jobs):
    """Run `jobs` in threads that start at the same moment; what each returned."""
    start = Barrier(len(jobs))

    def run(job):
        try:
            start.wait(10)
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [done.result(60) for done in [pool.submit(run, job) for job in jobs]]


@pytest.fixture
def cases(organisation, advocate):
    made = [CaseFactory(owner=organisation, lead=advocate, tier="critical") for _ in range(5)]
    for one in made:
        arrest(one, ago(60))
    return made


def test_two_runs_open_each_alert_once(cases):
    first, second = together(engine.raise_alerts, engine.raise_alerts)
    assert len(first.opened) + len(second.opened) == Alert.objects.count() == 20
    assert set(Counter(Alert.objects.values_list("rule", "scope", "subject")).values()) == {1}


def test_a_run_and_the_check_after_a_write_agree_in_the_end(cases):
    engine.raise_alerts()
    visit(cases[0], TODAY)
    together(engine.raise_alerts, lambda: engine.recheck_case(cases[0].pk))
    still = Alert.objects.open().filter(case=cases[0])
    assert [alert.rule for alert in still] == ["R7"]  # a visit is news of the prisoner, no act of anybody's
    assert Alert.objects.open().count() == 17


def test_two_composers_and_two_senders_make_one_mail(cases, advocate):
    engine.raise_alerts()
    together(telling.compose_critical, telling.compose_critical)
    together(lambda: telling.compose_digests(TODAY), lambda: telling.compose_digests(TODAY))
    assert sum(together(outbox.send_messages, outbox.send_messages)) == 1
    assert [one.to for one in mail.outbox] == [[advocate.email]]
    assert MessageLine.objects.count() == 20
    assert Message.objects.waiting().count() == 0
