"""Planning: what becomes of the rows of a sheet. Everything is read and judged here, and nothing is written."""

from __future__ import annotations

from sheets.columns.dated import DATED
from sheets.planning.actions import ActionPlanner
from sheets.planning.base import Planner
from sheets.planning.cases import CasePlanner
from sheets.planning.dates import DatePlanner
from sheets.planning.officials import OfficialPlanner
from sheets.planning.orders import dates_order
from sheets.planning.updates import UpdatePlanner
from sheets.shapes import Mapping
from sheets.vocabulary import SheetKind

PLANNERS: dict[SheetKind, type[Planner]] = {
    SheetKind.CASES: CasePlanner,
    SheetKind.UPDATES: UpdatePlanner,
    SheetKind.ACTIONS: ActionPlanner,
    SheetKind.OFFICIALS: OfficialPlanner,
    SheetKind.DATES: DatePlanner,
}


def lacks_source(kind: SheetKind, mapping: Mapping) -> bool:
    """Whether no row of a sheet could say where it is from, though the rows would log something.

    A sheet that names its cases by reference may only change what is there: its rows are judged one by one. So are
    those of actions: what we did ourselves needs no source.
    """
    means = set(mapping.columns.values())
    if "source" in means or mapping.always.get("source"):
        return False
    if kind == SheetKind.CASES:
        return not means.isdisjoint(DATED) and "reference" not in means
    return kind in (SheetKind.UPDATES, SheetKind.OFFICIALS)


__all__ = ["PLANNERS", "Planner", "dates_order", "lacks_source"]
