"""The map: outlines of land, and a place for each state. SOURCE.md says where they come from."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from reports.coast.projection import projected

_HERE = Path(__file__).parent


@cache
def land() -> str:
    """The outlines as an SVG path, in tenths of the drawing's units."""
    return (_HERE / "land.path").read_text().strip()


@cache
def places() -> dict[str, tuple[float, float]]:
    """By code, where the circle of a state stands in the drawing."""
    with (_HERE / "states.csv").open() as file:
        return {row["code"]: projected(float(row["longitude"]), float(row["latitude"])) for row in csv.DictReader(file)}
