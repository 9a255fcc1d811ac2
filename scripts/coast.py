"""Make the outlines and places of the map anew: what comes of it is kept in reports/coast/ (see SOURCE.md there).

python scripts/coast.py FOLDER        (the unpacked npm package world-atlas 2)
"""

import csv
import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from django.conf import settings  # noqa: E402
from django_countries import countries  # noqa: E402

from reports.coast import LAND  # noqa: E402
from reports.coast.projection import SOUTH, projected  # noqa: E402

COAST = ROOT / "reports" / "coast"
#: Bytes that the path may have, of a page of twenty thousand over the wire.
MOST_BYTES = 14_000
#: An outline that bounds less of the drawing than this (in its own units) is no more than a speck.
SPECK = 1.0
Point = tuple[float, float]
Ring = list[Point]


def main(folder: str) -> int:
    settings.configure()
    path = outlines(Path(folder, "land-110m.json"))
    drawn = f'<path id="land" vector-effect="non-scaling-stroke" d="{path}"/>'
    LAND.write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{drawn}</svg>\n')
    found = dict(sorted(places(Path(folder, "countries-50m.json"))))
    with (COAST / "states.csv").open("w", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(["code", "longitude", "latitude"])
        lines.writerows([code, f"{x:.1f}", f"{y:.1f}"] for code, (x, y) in found.items())
    print(f"{len(path)} bytes of outlines, {len(found)} places")
    return 0


# --- TopoJSON: arcs of whole numbers, each the difference from the one before; rings are made of arcs.
def polygons(file: Path, name: str) -> Iterator[tuple[str, list[Ring]]]:
    """The polygons of each geometry as rings in degrees, with the geometry's numeric ISO code where it has one."""
    topology = json.loads(file.read_text())
    arcs = [list(degrees(arc, topology["transform"])) for arc in topology["arcs"]]
    for geometry in topology["objects"][name]["geometries"]:
        several = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in several:
            yield geometry.get("id", ""), [whole(ring_of(ring, arcs)) for ring in polygon]


def degrees(arc: list[list[int]], transform: dict[str, Any]) -> Iterator[Point]:
    (scale_x, scale_y), (left, lower) = transform["scale"], transform["translate"]
    x = y = 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield x * scale_x + left, y * scale_y + lower


def ring_of(keys: list[int], arcs: list[Ring]) -> Ring:
    ring: Ring = []
    for key in keys:
        arc = arcs[key] if key >= 0 else arcs[~key][::-1]
        ring += arc[1:] if ring else arc
    return ring


def whole(ring: Ring) -> Ring:
    """Past the 180th meridian the degrees run on, so that no outline leaps across the drawing."""
    followed = ring[:1]
    for x, y in ring[1:]:
        last = followed[-1][0]
        followed.append((x + 360 * round((last - x) / 360), y))
    return followed


def within(ring: Ring, edge: float, sign: int) -> Ring:
    """The part of a ring on one side of a meridian."""
    kept: Ring = []
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        inside, next_inside = sign * ax <= sign * edge, sign * bx <= sign * edge
        if inside:
            kept.append((ax, ay))
        if inside != next_inside:
            kept.append((edge, ay + (by - ay) * (edge - ax) / (bx - ax)))
    return kept


# --- Outlines.
def outlines(file: Path) -> str:
    rings = [
        [projected(*point) for point in part]
        for _code, polygon in polygons(file, "land")
        for ring in polygon
        if max(y for _x, y in ring) > SOUTH
        for turn in (-360, 0, 360)
        if len(part := within(within([(x + turn, y) for x, y in ring], 180, 1), -180, -1)) > 2
    ]
    rings = [ring for ring in rings if abs(area(ring)) > SPECK]
    tolerance = 0.0
    while len(path := "".join(map(drawn, rings))) > MOST_BYTES:
        tolerance += 0.02
        rings = [simplified(ring, tolerance) for ring in rings]
    return path


def area(ring: Ring) -> float:
    edges = zip(ring, ring[1:] + ring[:1], strict=True)
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in edges) / 2


def simplified(ring: Ring, tolerance: float) -> Ring:
    """Without the points that make least difference, one after the other (Visvalingam and Whyatt, 1993)."""
    ring = ring[:-1] if ring[0] == ring[-1] else list(ring)
    while len(ring) > 4:
        sizes = [abs(area([ring[at - 1], ring[at], ring[(at + 1) % len(ring)]])) for at in range(len(ring))]
        least = min(sizes)
        if least >= tolerance:
            break
        del ring[sizes.index(least)]
    return ring


def drawn(ring: Ring) -> str:
    """The ring as a path of steps in tenths of the drawing's units; the drawing is scaled accordingly."""
    points = [(round(10 * x), round(10 * y)) for x, y in ring]
    steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(points)]
    said = " ".join(f"{x} {y}" for x, y in steps if x or y)
    return f"M{points[0][0]} {points[0][1]}l{said}z".replace(" -", "-")


# --- Places.
def places(file: Path) -> Iterator[tuple[str, Point]]:
    """For each state, the middle of the largest of its lands: the place farthest from its shores and neighbours."""
    codes = {f"{number:03}": code for code, (_letters, number) in countries.alt_codes.items() if number}
    largest: dict[str, list[Ring]] = {}
    for code, polygon in polygons(file, "countries"):
        if code in codes and (code not in largest or abs(area(polygon[0])) > abs(area(largest[code][0]))):
            largest[code] = polygon
    for code, polygon in largest.items():
        yield codes[code], middle_of(polygon)


def middle_of(polygon: list[Ring], cells: int = 40) -> Point:
    xs, ys = [x for x, _y in polygon[0]], [y for _x, y in polygon[0]]
    wide, high = (max(xs) - min(xs)) / cells, (max(ys) - min(ys)) / cells
    grid = [(min(xs) + (i + 0.5) * wide, min(ys) + (j + 0.5) * high) for i in range(cells) for j in range(cells)]
    inner = [point for point in grid if sum(holds(ring, point) for ring in polygon) % 2]
    x, y = max(inner, key=lambda point: min(apart(point, corner) for ring in polygon for corner in ring))
    return (x + 180) % 360 - 180, y


def apart(one: Point, other: Point) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2


def holds(ring: Ring, point: Point) -> bool:
    x, y = point
    crossed = 0
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        crossed += (ay > y) != (by > y) and x < ax + (bx - ax) * (y - ay) / (by - ay)
    return crossed % 2 == 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
