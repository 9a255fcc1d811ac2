"""A story for each rule of advocacy, and on which day after it the rule opens."""

from datetime import date, timedelta

import pytest

from advocacy.stalling import actions, bodies, work
from tests.advocacy.stories import (
    draft,
    fires,
    letter,
    nil_check,
    opinion,
    us_resident,
)
from tests.reminders.stories import TODAY, D, K, ago, arrest, log


def overdue(case):
    letter(case, ago(100), due=ago(40))
    return ago(40)


def wgad_overdue(case):
    letter(case, ago(100), kind="un_communication", procedure="wgad")
    return ago(40)


def special_procedure(case):
    letter(case, ago(100), kind="un_allegation_letter", procedure="special-procedures")
    return ago(40)


def due_soon(case):
    letter(case, ago(60), due=ago(20))
    return ago(27)


def nil_checks(case):
    arrest(case, ago(90))
    for days in (50, 45, 40):
        nil_check(case, ago(days))
    return ago(40)


def drafted(case):
    draft(case, ago(100))
    return ago(100)


def without_action(case):
    arrest(case, ago(300))
    letter(case, ago(250))
    return ago(250)


def at_risk(case):
    arrest(case, ago(90))
    log(case, K.HUNGER_STRIKE_STARTED, ago(60))
    return ago(60)


def disappeared(case):
    log(case, K.ABDUCTION, ago(100))
    return ago(100)


def american(case):
    arrest(us_resident(case), ago(100))
    return ago(100)


def opinion_sent(case):
    opinion(case, transmitted=date(2022, 8, 31))
    return date(2022, 8, 31)


def opinion_public(case):
    opinion(case, published=ago(100))
    return ago(100)


def released(case):
    arrest(case, ago(300))
    log(case, K.RELEASE, ago(100), D.EXCHANGE)
    return ago(100)


OPENS = [
    (work.nothing_found_thrice, nil_checks, 0),
    (actions.reply_overdue, overdue, 1),
    (actions.reply_due_soon, due_soon, 0),
    (actions.draft_idle, drafted, 14),
    (work.no_action, without_action, 90),
    (actions.wgad_reply, wgad_overdue, 1),
    (bodies.opinion_follow_up, opinion_sent, 181),  # six months: until 28 February
    (bodies.opinion_unused, opinion_public, 30),
    (actions.special_procedure_letter, special_procedure, 1),
    (bodies.wgeid_window, disappeared, 75),
    (work.health_risk, at_risk, 10),
    (bodies.us_wrongful_detention, american, 30),
    (work.after_release, released, 30),
]
BY_CODE = pytest.mark.parametrize(("a_rule", "story", "days"), OPENS, ids=[one.code for one, *_ in OPENS])


def first_day(rule, case, since, until=TODAY):
    """The first day on which `rule` fires, counted from `since`; None where it does not until then."""
    days = range((until - since).days + 1)
    return next((n for n in days if fires(rule, case, since + timedelta(n))), None)
