"""A date that can be read in two ways, found among what a sheet says, and both readings of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sheets.vocabulary import DateOrder

NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")


def first_ambiguous(texts: Iterable[str]) -> str:
    """The first date that is another one with its month first; "" where there is none."""
    return next((found[0] for text in texts if (found := NUMBERS.search(text)) and len(_both(found)) == 2), "")


def orders(text: str) -> list[tuple[str, Any]]:
    """The orders to choose from, each with what `text` is by it."""
    found = NUMBERS.search(text)
    if found is None:
        return list(DateOrder.choices)
    both = _both(found)
    words: dict[DateOrder, Any] = {
        DateOrder.ASK: DateOrder.ASK.label,
        DateOrder.DMY: _("Day first: %(text)s is %(day)s"),
        DateOrder.MDY: _("Month first: %(text)s is %(day)s"),
    }
    days = {order: date_format(day, "DATE_FORMAT") for order, day in both.items()}
    return [(order, words[order] % {"text": text, "day": days.get(order, "—")}) for order in DateOrder]


def _both(found: re.Match[str]) -> dict[DateOrder, date]:
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    readings: dict[DateOrder, date] = {}
    for order, day, month in ((DateOrder.DMY, first, second), (DateOrder.MDY, second, first)):
        with suppress(ValueError):
            readings[order] = date(year, month, day)
    return {} if first == second else readings
