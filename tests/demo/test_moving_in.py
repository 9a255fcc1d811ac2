"""The dossiers of the demonstration as an organisation would keep them: a row each, a column for each date."""

from dataclasses import replace
from datetime import date

import pytest

from accounts.permissions import Role
from cases.models import Case, StatusPeriod
from cases.status import Happening, fold, status_on
from cases.vocabulary import Status
from core import clock
from demo.facts import load_facts
from sheets.columns import column
from sheets.columns.dated import DATED
from sheets.vocabulary import Choice, SheetKind
from tests.cases.timelines import TIMELINES
from tests.factories import StateFactory, UserFactory
from tests.sheets.sheets import at_once

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 1)
WHO = ["name", "native_name", "state"]
CLOSER = [dated.detail_in for dated in DATED.values() if dated.detail_in]
KEYS = [*WHO, *DATED, *CLOSER, "source"]


def stands_for(dated, one) -> bool:
    """Whether the column would have this update of the facts, whose details are None where a row has none."""
    return dated.is_meant(replace(one, detail=one.detail or ""))


def row_of(dossier) -> dict[str, str]:
    """What a careful person writes into such a sheet."""
    row = {"name": dossier.prisoner.name, "native_name": dossier.prisoner.native_name, "state": dossier.case.state}
    row["source"] = "https://example.org/dossiers"
    for key, dated in DATED.items():
        meant = [one for one in sorted(dossier.updates, key=lambda one: one.effective_on) if stands_for(dated, one)]
        if meant:
            one = meant[-1 if dated.last else 0]
            row[key] = one.on.to_edtf()
            if dated.detail_in:
                row[dated.detail_in] = one.detail or ""
    return row


@pytest.fixture
def brought_in(db, tmp_path):
    clock.set_source(lambda: DAY)
    dossiers = load_facts().dossiers
    for code in {dossier.case.state for dossier in dossiers.values()}:
        StateFactory(code=code)
    staff = UserFactory(role=Role.STAFF)
    rows = [[row_of(dossier).get(key, "") for key in KEYS] for dossier in dossiers.values()]
    sheet = at_once(
        tmp_path, rows, staff, headings=[str(column(SheetKind.CASES, key).label) for key in KEYS], duplicates=Choice.NEW
    )
    troubles = [(row.number, one.message) for row in sheet.planned.all() for one in row.planned.troubles if one.fatal]
    assert troubles == []
    return {case.prisoner.name: case for case in Case.objects.select_related("prisoner")}


def test_every_dossier_is_a_case(brought_in):
    assert set(brought_in) == {dossier.prisoner.name for dossier in load_facts().dossiers.values()}


@pytest.mark.parametrize("key", TIMELINES)
def test_on_each_day_that_the_sheet_names_the_status_is_that_of_the_demonstration(brought_in, key):
    dossier = load_facts().dossiers[key]
    case = brought_in[dossier.prisoner.name]
    recorded = fold(
        [Happening(one.on, one.logged, one.kind, one.detail or "", one.sequence) for one in dossier.updates]
    )
    differing = {}
    for name, dated in DATED.items():
        for one in dossier.updates:
            if stands_for(dated, one) and row_of(dossier)[name] == one.on.to_edtf():
                period = StatusPeriod.objects.filter(case=case).covering(one.effective_on).first()
                ours = period.status if period else Status.UNKNOWN
                if ours != status_on(recorded, one.effective_on):
                    differing[f"{one.effective_on} {name}"] = (ours, status_on(recorded, one.effective_on).value)
    assert differing == {}
