"""Rows planned without a file: a sheet of cases with these headings, and what becomes of each row."""

from datetime import date

from cases.models import Charge, Membership
from cases.services.sourcing import CitationData
from cases.services.updates import UpdateData, log_update
from core.partial_dates import parse_partial_date
from sheets.models import RowKey, SheetImport
from sheets.models.known import digest_of
from sheets.planning import PLANNERS
from sheets.shapes import Line, Look, Mapping
from sheets.vocabulary import ImportState, SheetKind
from tests.factories import CaseFactory, StateFactory

SOURCE = "https://example.org/report"


def sheet_of(by, headings, columns=None, *, kind=SheetKind.CASES, **mapping) -> SheetImport:
    """An import whose columns are named: by `columns`, else a heading is the key of its column."""
    means = Mapping(columns=columns or {heading: heading for heading in headings}, **mapping)
    look = Look(sheet="", sheets=(), heading_row=1, headings=tuple(headings), samples=(), rows=0)
    return SheetImport.objects.create(
        kind=kind,
        by=by,
        organisation=by.organisation,
        file_name="cases.csv",
        state=ImportState.READING,
        look=look.to_json(),
        mapping=means.to_json(),
    )


def lines(rows) -> list[Line]:
    return [Line(number, tuple(row)) for number, row in enumerate(rows, start=2)]


def planned(by, rows, headings, columns=None, **mapping):
    """What becomes of each row; the first is row 2."""
    sheet = sheet_of(by, headings, columns, **mapping)
    return PLANNERS[SheetKind.CASES](sheet).plan(lines(rows))


def row_of(by, columns=None, **cells):
    """What becomes of one row that says this: `name="Ivan", arrested="2022-03-01"`."""
    mapping = {name: cells.pop(name) for name in ("always", "key", "dates", "words", "empties") if name in cells}
    return planned(by, [list(cells.values())], list(cells), columns, **mapping)[0]


def new_row(by, **cells):
    """One row about somebody new, complete but for what is given."""
    StateFactory(code="RU")
    return row_of(by, **{"name": "Ivan Petrov", "state": "RU", "source": SOURCE, **cells})


def case_of(by, *, name="Ivan Petrov", state="RU", lead=None, **more):
    """A case of `by`'s organisation; what belongs to the prisoner is named `prisoner__…`."""
    case = CaseFactory(
        owner=by.organisation, prisoner__name=name, state=StateFactory(code=state), lead=lead or by, **more
    )
    Membership.objects.get_or_create(case=case, user=by)
    return case


def log(case, kind, when, by, detail="", **more):
    data = UpdateData(
        kind=kind,
        detail=detail,
        occurred=parse_partial_date(when),
        summary="As reported.",
        citations=[CitationData(address=SOURCE, title="Report")],
        **more,
    )
    update = log_update(case=case, data=data, by=by)
    case.refresh_from_db()
    return update


def charge(case, **more):
    return Charge.objects.create(case=case, **more)


def known_as(case, what, text) -> RowKey:
    """As an earlier import left it."""
    return RowKey.objects.create(organisation=case.owner, what=what, digest=digest_of(text), case=case)


def changes(plan) -> dict[str, tuple[str, str]]:
    return {change.key: (change.was, change.now) for change in plan.changes}


def troubles(plan) -> list[tuple[str, bool]]:
    """Where something is wrong, and whether it keeps the row out."""
    return [(trouble.column, trouble.fatal) for trouble in plan.troubles]


def said(plan) -> str:
    return " | ".join(trouble.message for trouble in plan.troubles)


def day(text) -> date:
    return date.fromisoformat(text)
