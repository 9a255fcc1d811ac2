"""Small SDN lists, and importing them as the command does."""

from datetime import date
from pathlib import Path

from sanctions.models import Entry
from sanctions.services.imports import Imported, import_files
from tests.sanctions.factories import source

ROW = '{number},"{name}",{kind},"{programme}",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,{remarks}'
FIRST, SECOND, THIRD = date(2023, 3, 2), date(2023, 3, 3), date(2023, 4, 3)


def row(number=1, name="", kind='"individual"', programme="GLOMAG", remarks="-0- ") -> str:
    """A row of sdn.csv; each number has a name of its own."""
    said = remarks if remarks == "-0- " else f'"{remarks}"'
    name = name or f"PERSON{number}, John"
    return ROW.format(number=number, name=name, kind=kind, programme=programme, remarks=said)


def rows(*numbers: int, **more: str) -> list[str]:
    return [row(number, **more) for number in numbers]


def written(folder: Path, lines: list[str], name="sdn.csv") -> dict[str, str]:
    """The list as a file in `folder`, by its name."""
    path = folder / name
    path.write_bytes(("\r\n".join(lines) + "\r\n\x1a").encode())
    return {name: str(path)}


def imported(folder: Path, lines: list[str], dated=None, name="sdn.csv", **more) -> Imported:
    return import_files(source=source("us-sdn"), paths=written(folder, lines, name), dated=dated, **more)


def days(number: int) -> tuple[date, date, date | None]:
    """Since when an entry was seen, until when, and since when it is gone."""
    entry = Entry.objects.get(source__key="us-sdn", number=str(number))
    return entry.first_seen_on, entry.last_seen_on, entry.gone_since
