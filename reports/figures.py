"""A chart as the page and the file show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reports.charts import Asked, Chart, Kind


@dataclass(frozen=True)
class Shown:
    """A chart with what stands around it; `file_url` is empty for who may not export."""

    kind: Kind
    chart: Chart
    day: date
    url: str
    file_url: str


def shown(kind: Kind, asked: Asked, *, url: str, file_url: str) -> Shown:
    return Shown(kind, kind.draw(asked), asked.day, url, file_url)


def file_lines(chart: Chart) -> tuple[list[str], Iterator[dict[str, object]]]:
    """The table of a chart as columns and records: what the page shows, figure by figure."""
    values = ([cell.value for cell in row] for row in chart.rows)
    return chart.columns, (dict(zip(chart.columns, row, strict=True)) for row in values)
