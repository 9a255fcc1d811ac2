"""Small histories for the tests of advocacy's rules: on a standard case of the house's own day, 20 April 2023."""

from datetime import date

from advocacy.models import Action, Aftercare, Determination
from advocacy.services import deadlines
from advocacy.vocabulary import AftercareTask, DeterminationKind, Outcome
from cases.as_of import AsOf
from cases.models.prisoner import CountryTie
from core import clock
from core.partial_dates import PartialDate
from tests.advocacy.factories import act, body, determination
from tests.reminders.stories import log


def found(rule, day, **how):
    return rule(AsOf(day, **how))


def fires(rule, case, day, **how):
    """Whether `rule` finds something about `case` on the day, reckoned as the past is."""
    return case.pk in {finding.case_id for finding in found(rule, day, past=True, **how)}


def letter(case, sent: date, *, due: date | None = None, **fields) -> Action:
    """A letter sent on a day; with a reply due by hand."""
    return act(case, sent=sent.isoformat(), due_on=due, logged_on=sent, **fields)


def draft(case, begun: date, **fields) -> Action:
    """An action that was begun on a day and has not been sent."""
    return act(case, sent=None, logged_on=begun, **fields)


def reply(action: Action, day: date, response: str = "token"):
    return deadlines.record_reply(
        action=action, response=response, received=PartialDate(day), summary="Noted", by=None, logged_on=day
    )


def nil_check(case, day: date):
    return log(case, "nil_check", day, citations=(), asked="The family")


def opinion(case, *, transmitted: date | None = None, published: date | None = None, **fields) -> Determination:
    days = {"transmitted": transmitted, "published": published}
    partial = {name: PartialDate(day) for name, day in days.items() if day}
    return determination(case, **partial, logged_on=clock.today(), **fields)


def us_decision(case, day: date, outcome=Outcome.WRONGFULLY_DETAINED, **fields) -> Determination:
    fields.setdefault("body", body("Department of State", "ministry", "US"))
    kind = DeterminationKind.WRONGFUL_DETENTION
    return determination(case, kind=kind, outcome=outcome, adopted=PartialDate(day), logged_on=clock.today(), **fields)


def us_resident(case):
    CountryTie.objects.create(prisoner=case.prisoner, country="US", tie="resident")
    return case


def tick(case, day: date, *tasks: str) -> None:
    for task in tasks or AftercareTask.values:
        Aftercare.objects.create(case=case, task=task, done_on=day)
