"""Columns that sheets of updates, actions, officials and dates have in common, and the kinds of cell they are of."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.vocabulary import Level
from sheets.columns.base import Column, Context
from sheets.understanding import dates, lists, plain, words


def text(key: str, label: Any, longest: int, **more: Any) -> Column:
    """A text as it stands; empty where it says that nothing is known."""
    return Column(
        key, label, lambda said, context: "" if plain.is_nothing(said) else plain.text_of(said, longest), **more
    )


def date(key: str, label: Any, **more: Any) -> Column:
    """A date as precise as it is known; its value is its EDTF text."""

    def read(said: str, context: Context) -> str:
        return dates.edtf_of(said, context.dates, context.today)

    return Column(key, label, read, **{"example": "2023-04-12", **more})


def vocabulary(key: str, label: Any, choices: Any, **more: Any) -> Column:
    """One word of a vocabulary, by code, by label in any language of the house or as people say it; a code."""
    pairs = list(getattr(choices, "choices", choices))
    known = cache(lambda: words.in_each_language(pairs))

    def read(said: str, context: Context) -> str:
        return words.code_of(said, key, known(), said=lambda word: context.said(key, word))

    return Column(key, label, read, choices=lambda: [(code, str(name)) for code, name in pairs], **more)


def names(key: str, label: Any, longest: int = 200, **more: Any) -> Column:
    """Several names in one cell; the value is a sorted list."""
    return Column(key, label, lambda said, context: lists.names_of(said, longest), lists.joined, **more)


CASE = text(
    "case",
    _("Case"),
    200,
    required=True,
    help=_("Its reference, your own number for it, or the prisoner's name where only one case bears it."),
    example="BY-20-ABCD",
)
SOURCE = Column(
    "source",
    _("Source"),
    lambda said, context: lists.sources_of(said),
    "\n".join,
    several=True,
    help=_("The address of a report, or who told you. A person’s name is encrypted."),
    example="https://…",
)
#: A public record takes a consent, and a sealed one names its readers: neither can be said in a cell.
LEVEL = vocabulary(
    "level",
    _("Who may see it"),
    [(level.value, level.label) for level in (Level.PARTNERS, Level.TEAM, Level.RESTRICTED)],
    help=_("Empty: as the case. What is sealed names its readers: enter it by hand."),
)
