"""The map: outlines of land, and a place for each state. SOURCE.md says where they come from."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from django.conf import settings

from reports.coast.projection import projected

_HERE = Path(__file__).parent
#: A file of its own, so that a browser fetches it once for all maps.
LAND = settings.BASE_DIR / "static" / "img" / "land.svg"


@cache
def land() -> str:
    """The outlines as an SVG path, in tenths of the drawing's units."""
    return LAND.read_text().partition(' d="')[2].partition('"')[0]


@cache
def places() -> dict[str, tuple[float, float]]:
    """By code, where the circle of a state stands in the drawing."""
    with (_HERE / "states.csv").open() as file:
        return {row["code"]: projected(float(row["longitude"]), float(row["latitude"])) for row in csv.DictReader(file)}
