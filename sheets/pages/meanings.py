"""What a column can mean, as the groups of a select."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sheets.columns import COLUMNS
from sheets.shapes import LEFT_OUT, NOTE
from sheets.vocabulary import SheetKind

#: Of a sheet of cases. What stands in none of them comes last, under “beside it”.
GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (
        gettext_lazy("Who it is"),
        (
            *("name", "native_name", "other_names", "gender", "birth", "nationalities", "residences"),
            *("categories", "biography"),
        ),
    ),
    (
        gettext_lazy("The case"),
        ("reference", "state", "tier", "file_state", "level", "lead", "code_name"),
    ),
    (
        gettext_lazy("When it happened"),
        (
            *("abducted", "arrested", "jailed", "remanded", "house_arrest", "bailed", "exit_banned", "committed"),
            *("charged", "trial", "verdict", "appeal_filed", "appeal", "sentence_activated", "temporary_release"),
            *("returned", "term_expired", "moved", "released", "died"),
        ),
    ),
    (
        gettext_lazy("Beside it"),
        (
            *("charge", "sentence", "verdict_outcome", "appeal_outcome", "sentence_end", "place", "facility"),
            *("judge", "temporary_reason", "release_reason", "death_cause"),
        ),
    ),
    (gettext_lazy("Where it is from"), ("source",)),
    (gettext_lazy("Compared, never obeyed"), ("status", "status_since", "days_held", "last_update")),
)
OF_EACH = gettext_lazy("Of each row")

Choices = list[tuple[str, Any]]


def grouped(kind: SheetKind) -> Choices:
    """Left out and note first, then the columns of `kind`, in groups where it has many."""
    aside: Choices = [(LEFT_OUT, _("left out")), (NOTE, _("kept in a note"))]
    labels = {column.key: str(column.label) for column in COLUMNS[kind]}
    if kind != SheetKind.CASES:
        return [*aside, (str(OF_EACH), list(labels.items()))]
    groups = [(str(name), [(key, labels.pop(key)) for key in keys if key in labels]) for name, keys in GROUPS]
    if labels:
        groups.append((str(OF_EACH), list(labels.items())))
    return [*aside, *((name, choices) for name, choices in groups if choices)]
