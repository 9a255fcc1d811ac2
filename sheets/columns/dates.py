"""The columns of a sheet of key dates: a row is one thing that is expected on a case."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cases.vocabulary import KeyDateKind
from sheets.columns.base import Column
from sheets.columns.cells import CASE, LEVEL, date, text, vocabulary

COLUMNS: tuple[Column, ...] = (
    CASE,
    vocabulary("kind", _("What kind"), KeyDateKind, required=True, example="hearing"),
    date("due", _("When"), required=True),
    text(
        "summary",
        _("What is expected"),
        200,
        help=_("A date of the same kind and words that is still open moves to the new day."),
    ),
    LEVEL,
)
