"""In which order a sheet writes day and month, where its own cells prove it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sheets.shapes import Line, Mapping
from sheets.vocabulary import DateOrder

# With points the day comes first everywhere, so they prove nothing.
_FIGURES = re.compile(r"(?<![\d/-])(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d\d)(?![\d/-])")


def dates_order(lines: Iterable[Line], mapping: Mapping) -> DateOrder | None:
    """The one order that all of its columns allow; None where no cell proves one, or they prove both.

    25/12/2022 proves that the day comes first, and so what 02/03/2022 below it means. What a column is left out for
    does not matter: whoever wrote it wrote the others.
    """
    proved: set[DateOrder] = set()
    for line in lines:
        for text in line.cells:
            if 6 <= len(text) <= 40 and (found := _FIGURES.search(text)):
                first, second = int(found[1]), int(found[3])
                if first > 12 >= second:
                    proved.add(DateOrder.DMY)
                elif second > 12 >= first:
                    proved.add(DateOrder.MDY)
        if len(proved) > 1:
            return None
    return proved.pop() if proved else None
