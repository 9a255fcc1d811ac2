"""What the numbers of a workbook mean: most are numbers, and some are days, by the format in which they are shown."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from enum import StrEnum
from math import isfinite

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from sheets.reading.bounds import LARGEST_SMALL_PART, MOST_FORMATS
from sheets.reading.parts import Archive, Walker, damaged

#: Formats that workbooks from East Asia name by number alone (ECMA-376 part 1, 18.8.30).
_EASTERN = dict.fromkeys((28, 29, 30, 31, 51, 53, 54, 58), "yyyy-mm-dd") | dict.fromkeys(
    (27, 36, 50, 52, 57), "yyyy-mm"
)
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]')
_WHOLE = re.compile(r"-?\d+")


class Shown(StrEnum):
    """How much of a day its format shows. Excel takes “Mar 2021” for the first of March, and shows the month."""

    NUMBER = ""
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Formats(Walker):
    """By the number of its style, how a cell is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.codes: dict[int, str] = {}
        self.shown: list[Shown] = []
        self._within = ""

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("cellXfs", "cellStyleXfs", "dxfs"):
            self._within = name
        elif name == "numFmt":
            self.codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")[:255]
        elif name == "xf" and self._within == "cellXfs":
            number = int(attributes.get("numFmtId", 0))
            self.shown.append(
                shown_by(self.codes.get(number) or BUILTIN_FORMATS.get(number) or _EASTERN.get(number, ""))
            )
        if len(self.shown) + len(self.codes) > MOST_FORMATS:
            raise damaged()

    @classmethod
    def of(cls, archive: Archive, part: str) -> list[Shown]:
        formats = cls()
        if part in archive:
            archive.walked(part, formats, LARGEST_SMALL_PART)
        return formats.shown


def shown_by(code: str) -> Shown:
    if not code or not is_date_format(code):
        return Shown.NUMBER
    letters = _QUOTED.sub("", code.partition(";")[0]).lower()
    if set(letters) & set("dhs"):
        return Shown.DAY
    return Shown.MONTH if "m" in letters else Shown.YEAR


def day_text(raw: str, shown: Shown, *, from_1904: bool) -> str:
    """A day as it is written: 2023-02-28; 2023-02 where only the month is shown. Raises ValueError for none."""
    try:
        value = from_excel(float(raw), CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900)
    except (OverflowError, TypeError) as error:
        raise ValueError(raw) from error
    if isinstance(value, datetime):
        if value.time() != time():
            return value.replace(microsecond=0).isoformat(" ").removesuffix(":00")
        if value.day == 1 and shown in (Shown.MONTH, Shown.YEAR):
            january = value.month == 1
            return f"{value:%Y}" if shown == Shown.YEAR and january else f"{value:%Y-%m}"
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, (date, time)) else str(value)


def number_text(raw: str) -> str:
    """A number as the sheet shows it: 12, not 12.0; 0.3, not 0.30000000000000004. Raises ValueError for none."""
    if _WHOLE.fullmatch(raw):
        return raw
    value = float(raw)
    if not isfinite(value):
        raise ValueError(raw)
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(value, ".15g")
