"""Small histories for the tests of rules and reminders: logged as people log them, on the days they happened."""

from datetime import date, timedelta

from cases.services.judging import UpdateData
from cases.services.sourcing import CitationData
from cases.services.updates import log_update
from cases.vocabulary import Connection, KeyDateKind, UpdateDetail, UpdateKind
from core import clock
from core.partial_dates import PartialDate
from tests.factories import KeyDateFactory

TODAY = date(2023, 4, 20)
NEWS = CitationData(address="https://news.example/1", publisher="News")
OTHER = CitationData(address="https://other.example/1", publisher="Other")
LAWYER = CitationData(told_by="A lawyer", connection=Connection.LAWYER)
K, D = UpdateKind, UpdateDetail


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def live_on(day: date) -> None:
    """Let the house live on `day`."""
    clock.set_source(lambda: day)


def log(case, kind, day, detail="", *, citations=(NEWS,), by=None, **more):
    """Log an update of one exact day; by the case's lead unless said otherwise."""
    data = UpdateData(
        kind=kind, detail=detail, occurred=PartialDate(day), summary="It happened.", citations=citations, **more
    )
    update = log_update(case=case, data=data, by=by or case.lead)
    case.refresh_from_db()
    return update


def arrest(case, day, **more):
    return log(case, K.ARREST, day, **more)


def visit(case, day, **more):
    return log(case, K.LAWYER_VISIT, day, citations=(LAWYER,), **more)


def key_date(case, kind: KeyDateKind, due: date, entered: date | None = None, **more):
    return KeyDateFactory(case=case, kind=kind, due=PartialDate(due), entered_on=entered or ago(400), **more)


def held_in_russia(case) -> None:
    """Arrest to exchange, 2022 to 2024: with a transfer on which nobody knew for four days where he was."""
    live_on(date(2024, 8, 2))
    arrest(case, date(2022, 4, 11))
    log(case, K.RESTRAINT, date(2022, 4, 22), D.CUSTODY, citations=(NEWS, OTHER))
    visit(case, date(2022, 5, 20))
    log(case, K.TRIAL_OPENED, date(2023, 3, 13))
    log(case, K.VERDICT, date(2023, 4, 17), D.CUSTODIAL, citations=(NEWS, OTHER))
    log(case, K.APPEAL_DECIDED, date(2023, 7, 31), D.UPHELD)
    log(case, K.TRANSFER, date(2023, 9, 4), D.STARTED)
    log(case, K.TRANSFER, date(2023, 9, 21), D.ARRIVED)
    log(case, K.TRANSFER, date(2024, 1, 26), D.STARTED)
    log(case, K.TRANSFER, date(2024, 1, 30), D.ARRIVED, citations=(LAWYER,))
    log(case, K.HEARING, date(2024, 2, 22), D.ATTENDED)
    log(case, K.RELEASE, date(2024, 8, 1), D.EXCHANGE, citations=(NEWS, OTHER))
