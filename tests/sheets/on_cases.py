"""Sheets of updates, actions, officials and dates: planned, applied and taken back, without a file."""

from itertools import count

from django.db import transaction
from django.utils import timezone

from sheets.applying import APPLIERS
from sheets.applying.taking_back import take_back, worked_on
from sheets.models import RowKey, SheetImport, SheetRow
from sheets.models.known import digest_of
from sheets.planning import PLANNERS
from sheets.shapes import Line, Look, Mapping
from sheets.vocabulary import ImportState, SheetKind, Verdict
from tests.factories import CaseFactory

NEWS = "https://news.example/1"


def planned(by, kind: SheetKind, *rows: dict, batch=200, **mapping):
    """A sheet of `rows`, by the keys of its columns, and what becomes of each; `batch` lines at a time."""
    headings = tuple(dict.fromkeys(key for row in rows for key in row))
    columns = mapping.pop("columns", {heading: heading for heading in headings})
    sheet = SheetImport.objects.create(
        kind=kind,
        state=ImportState.READING,
        by=by,
        organisation=by.organisation,
        file_name="sheet.csv",
        look=Look("", (), 1, headings, (), len(rows)).to_json(),
        mapping=Mapping(columns=columns, **mapping).to_json(),
    )
    numbers = count(2)
    lines = [Line(next(numbers), tuple(row.get(heading, "") for heading in headings)) for row in rows]
    planner = PLANNERS[kind](sheet)
    plans = [plan for start in range(0, len(lines), batch) for plan in planner.plan(lines[start : start + batch])]
    SheetRow.objects.bulk_create(
        SheetRow(sheet=sheet, number=plan.number, verdict=plan.verdict, plan=plan.to_json()) for plan in plans
    )
    return sheet, plans


def plans_of(by, kind, *rows, **mapping):
    return planned(by, kind, *rows, **mapping)[1]


def applied(by, kind, *rows, **mapping) -> SheetImport:
    """A sheet of `rows` that was applied."""
    sheet, _plans = planned(by, kind, *rows, **mapping)
    return apply(sheet)


def apply(sheet) -> SheetImport:
    rows = sheet.planned.filter(verdict__in=[Verdict.ADD, Verdict.CHANGE]).order_by("number")
    with transaction.atomic():
        APPLIERS[SheetKind(sheet.kind)](sheet, rows.iterator(), lambda done: None)
        sheet.state, sheet.applied_at = ImportState.APPLIED, timezone.now()
        sheet.save()
    return sheet


def rows_of(sheet):
    return sheet.planned.select_related("case").order_by("number")


def undo(sheet) -> None:
    assert worked_on(sheet, rows_of(sheet)) == []
    with transaction.atomic():
        take_back(sheet, rows_of(sheet))


def touched(sheet):
    """The cases that keep the sheet from being taken back."""
    return worked_on(sheet, rows_of(sheet))


def verdicts(plans):
    return [plan.verdict for plan in plans]


def messages(plan) -> str:
    return " | ".join(trouble.message for trouble in plan.troubles)


def at_fault(plan) -> list[str]:
    """The headings that keep the row out."""
    return [trouble.column for trouble in plan.troubles if trouble.fatal]


def numbered(case, number, heading="№") -> RowKey:
    """The organisation's own number of a case, as an earlier import left it."""
    return RowKey.objects.create(organisation=case.owner, what=heading, digest=digest_of(number), case=case)


def everything(*models):
    """All rows and all history of `models`, but for the trail: to be the same before and after."""
    found = {}
    for model in models:
        found[model.__name__] = list(model._base_manager.order_by("pk").values())
        if hasattr(model, "history"):
            found[f"past of {model.__name__}"] = list(model.history.order_by("history_id").values())
    return found


def another_case(by, name="Boris Other"):
    return CaseFactory(owner=by.organisation, lead=by, prisoner__name=name)
