"""Bringing in a sheet of 10,000 cases: read, applied, undone, applied again, read once more.

Applying is put beside opening the same cases one by one through the services, on a sample of them and scaled. Every
file is measured in a process of its own, so that its peak is its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from bench import made_sheets
from bench.measuring import peak, timed

SAMPLE = 100
WRITERS: dict[str, Callable[[Path, made_sheets.MadeSheet], Path]] = {
    "csv": made_sheets.write_csv,
    "xlsx": made_sheets.write_xlsx,
}


def report(engine: str, rows: int = 10_000) -> str:
    """Measure on the migrated, empty database that `DATABASE_URL` names."""
    made = made_sheets.made_sheet(rows, rows // 20, rows * 3 // 100)
    lines = [f"{engine}: {rows:,} rows, {len(made.broken)} of them broken, {len(made.repeats)} about somebody twice"]
    with tempfile.TemporaryDirectory(prefix="bench-sheets-") as folder:
        for kind, write in WRITERS.items():
            lines += _lines(kind, _apart(write(Path(folder) / f"cases.{kind}", made)))
    return "\n".join(lines)


def _lines(kind: str, got: dict[str, Any]) -> list[str]:
    one_by_one = got["one"] * got["added"]
    return [
        f"  {kind:>4} read        {got['read']:6.1f} s (at most 60 s), peak {got['read_peak']:.0f} MB (at most 300 MB)",
        f"       {got['added']:,} added, {got['alike']} possible duplicates, {got['rejected']} to mend",
        f"       applied     {got['apply']:6.1f} s, 1/{one_by_one / got['apply']:.0f} of {one_by_one:.0f} s one by one"
        f" (measured on {SAMPLE}, scaled), peak {got['apply_peak']:.0f} MB",
        f"       undone      {got['undo']:6.1f} s",
        f"       again       {got['again']:6.1f} s",
        f"       read again  {got['third']:6.1f} s, {got['changed']} rows that would change anything",
    ]


def _apart(path: Path) -> dict[str, Any]:
    done = subprocess.run([sys.executable, "-m", "bench.sheets", str(path)], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


# --- In a process of its own
def measure(path: str) -> dict[str, Any]:
    import django

    django.setup()
    from sheets.services.at_once import forget

    by, sheets = _world(), list[Any]()
    got: dict[str, Any] = {"read": timed(lambda: sheets.append(_read(path, by))), "read_peak": peak()}
    got["one"] = _one_by_one(by)
    got["apply"] = timed(lambda: _applied(sheets[0], by))
    got |= {"apply_peak": peak(), **sheets[0].counts}
    got["undo"] = timed(lambda: _undone(sheets[0], by))
    sheets.append(_read(path, by))
    got["again"] = timed(lambda: _applied(sheets[1], by))
    got["third"] = timed(lambda: sheets.append(_read(path, by)))
    got["changed"] = sheets[2].changed + sheets[2].added
    forget(sheets[2])
    _undone(sheets[1], by)
    return got


def _world() -> Any:
    """Somebody who brings sheets in, and the states that the rows name."""
    from accounts.models import Organisation, User
    from cases.models import DetainingState

    for code, name in made_sheets.STATES.values():
        DetainingState.objects.get_or_create(code=code, defaults={"name": name})
    desk, _made = Organisation.objects.get_or_create(
        slug="bench-sheets", defaults={"name": "Bench Sheets", "works_here": True}
    )
    known = User.objects.filter(email="sheets@example.org").first()
    return known or User.objects.create_user("sheets@example.org", name="Bench", role="staff", organisation=desk)


def _read(path: str, by: Any) -> Any:
    """The sheet as it waits for somebody's word."""
    from sheets.services.at_once import import_at_once

    return import_at_once(path=path, naming=lambda look, guessed: made_sheets.MAPPING, by=by, dry_run=True)


def _applied(sheet: Any, by: Any) -> None:
    from sheets.services.imports import apply_import
    from sheets.services.steps import go_on
    from sheets.vocabulary import ImportState

    apply_import(sheet=sheet, by=by)
    assert go_on(sheet)
    sheet.refresh_from_db()
    assert sheet.state == ImportState.APPLIED, sheet.message


def _undone(sheet: Any, by: Any) -> None:
    from sheets.services.imports import undo_import
    from sheets.services.steps import go_on
    from sheets.vocabulary import ImportState

    undo_import(sheet=sheet, by=by)
    assert go_on(sheet)
    sheet.refresh_from_db()
    assert sheet.state == ImportState.UNDONE, sheet.message


def _one_by_one(by: Any) -> float:
    """Seconds that one case takes through the services for one case, as it would be with nothing else on file."""
    from django.db import transaction

    with transaction.atomic():
        seconds = timed(lambda: _opened(_cases(by), by))
        transaction.set_rollback(True)
    return seconds / SAMPLE


def _cases(by: Any) -> Iterable[Any]:
    """As rows of the sheet come out on average: three accounts with a source each, a charge, another name."""
    from cases.models import DetainingState
    from cases.services.bringing import BroughtCase
    from cases.services.charging import ChargeData
    from cases.services.judging import UpdateData
    from cases.services.opening import CaseData, PrisonerData
    from cases.services.sourcing import said_by
    from cases.services.updates import Brought
    from core import clock
    from core.partial_dates import PartialDate

    state, day = DetainingState.objects.get(code="RU"), clock.today().replace(day=1)
    for number in range(SAMPLE):
        accounts = [
            UpdateData(
                kind=kind,
                detail=detail,
                occurred=PartialDate(day.replace(year=day.year - back)),
                summary=kind,
                citations=[said_by(f"https://news.example/{number}")],
            )
            for kind, detail, back in (("arrest", "", 3), ("charge", "", 2), ("verdict", "custodial", 1))
        ]
        yield BroughtCase(
            who=PrisonerData(name=f"Иван Петров{number}", other_names=[f"Ivan Petrov{number}"], nationalities=["RU"]),
            data=CaseData(state=state),
            accounts=[Brought(data=one, logged_on=clock.today(), form_key=uuid.uuid4()) for one in accounts],
            charges=[ChargeData(category="treason")],
        )


def _opened(cases: Iterable[Any], by: Any) -> None:
    from cases.services.charging import add_charge
    from cases.services.opening import open_first_case
    from cases.services.updates import bring_in

    for one in cases:
        case = open_first_case(who=one.who, data=one.data, by=by, form_key=uuid.uuid4())
        bring_in(case=case, accounts=one.accounts, by=by)
        for charge in one.charges:
            add_charge(case=case, data=charge, by=by)


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
