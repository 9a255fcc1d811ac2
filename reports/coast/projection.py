"""The Natural Earth projection (Tom Patterson's; polynomials by Šavrič and others, 2011), in units of our drawing.

The drawing is 1000 wide. It ends in the north at 84° and in the south at 58°: nobody is held in Antarctica.
"""

from __future__ import annotations

from math import radians

WIDTH = 1000
NORTH, SOUTH = 84.0, -58.0


def projected(longitude: float, latitude: float) -> tuple[float, float]:
    """Where a place given in degrees stands, from the upper left corner of the drawing."""
    return WIDTH / 2 + _SCALE * radians(longitude) * _length(latitude), _SCALE * (_height(NORTH) - _height(latitude))


def _length(latitude: float) -> float:
    """How long the parallel is, of its angle in radians."""
    square = radians(latitude) ** 2
    return 0.8707 - 0.131979 * square - 0.013791 * square**2 + 0.003971 * square**5 - 0.001529 * square**6


def _height(latitude: float) -> float:
    """How far the parallel stands from the equator."""
    angle, square = radians(latitude), radians(latitude) ** 2
    return angle * (1.007226 + 0.015085 * square - 0.044475 * square**3 + 0.028874 * square**4 - 0.005916 * square**5)


_SCALE = WIDTH / 2 / (radians(180) * _length(0))
HEIGHT = round(_SCALE * (_height(NORTH) - _height(SOUTH)))
