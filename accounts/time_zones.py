"""The time zones a person can choose: the places of the IANA database, not its aliases."""

from functools import lru_cache
from zoneinfo import available_timezones

AREAS = (
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific",
)  # fmt: skip

Choices = list[tuple[str, str | list[tuple[str, str]]]]


@lru_cache(maxsize=1)
def _by_area() -> dict[str, tuple[str, ...]]:
    names = sorted(available_timezones())
    return {area: tuple(name for name in names if name.startswith(f"{area}/")) for area in AREAS}


def time_zone_choices(present: str = "") -> Choices:
    """For a select: UTC, then the places of each area. `present` is offered even if it is none of these."""
    choices: Choices = [("UTC", "UTC")]
    for area, names in _by_area().items():
        choices.append((area, [(name, name.removeprefix(f"{area}/").replace("_", " ")) for name in names]))
    if present and present != "UTC" and all(present not in names for names in _by_area().values()):
        choices.insert(1, (present, present))
    return choices
