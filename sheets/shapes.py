"""What the steps of an import hand each other: plain values, no models, so that each step can be read by itself.

reading        a file        -> Look (what there is), Line (one row of texts)
understanding  a text        -> a plain value, or CellError
planning       a Line        -> Planned (what becomes of it)
applying       Planned rows  -> cases, updates, … through the services of the apps that own them
"""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from dataclasses import asdict, dataclass, field
from typing import Any

from sheets.vocabulary import DateOrder, SheetKind, Verdict

#: Of a text that is shown beside what is wrong with it.
LONGEST_SHOWN = 200


class NotASheet(ValueError):
    """The file cannot be brought in; the message says what is wrong with it and how to mend that."""


class CellError(ValueError):
    """A text cannot be understood; the message says why, and how to write it."""


class Ambiguous(CellError):
    """A date that can be read in two ways: somebody must say which."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with one cell, or without `column` with a row. Not `fatal`: without the cell, the row comes in."""

    column: str
    text: str
    message: str
    fatal: bool = True
    ask: str = ""  # a question that the whole sheet answers at once: "dates", or "word:<column key>"


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number as a spreadsheet shows it, and one text for each heading.

    Texts are trimmed; a day that a workbook keeps as one is written 2023-02-28, a whole number without a point.
    """

    number: int
    cells: tuple[str, ...]
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """What a file holds: the sheet that is read, its headings, and the first rows as samples.

    `notes` say what was left aside and why (hidden sheets, columns without a heading, a heading that comes twice).
    """

    sheet: str
    sheets: tuple[str, ...]
    heading_row: int
    headings: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    rows: int  # about how many there are; 0 where nobody can tell without reading all
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Look:
        samples = tuple(tuple(row) for row in plain["samples"])
        lists = {name: tuple(plain[name]) for name in ("sheets", "headings", "notes")}
        return cls(**{**plain, **lists, "samples": samples})


#: A heading mapped to this is not read; to that, its texts are kept in an internal note.
LEFT_OUT, NOTE = "", "note"


@dataclass(frozen=True)
class Mapping:
    """What the columns of a sheet mean. Keys of columns are those of `sheets.columns`.

    `always` is what a row says where its own cell is silent. `key` is the heading of the column that tells rows apart
    (the number that the organisation gives its cases). `words` has, by column, what somebody said a word means.
    """

    columns: MappingType[str, str] = field(default_factory=dict)
    always: MappingType[str, str] = field(default_factory=dict)
    key: str = ""
    dates: DateOrder = DateOrder.ASK
    words: MappingType[str, MappingType[str, str]] = field(default_factory=dict)
    empties: bool = False

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "dates": self.dates.value}

    @classmethod
    def from_json(cls, plain: MappingType[str, Any]) -> Mapping:
        known = {name: plain[name] for name in cls.__dataclass_fields__ if name in plain}
        return cls(**{**known, "dates": DateOrder(plain.get("dates") or DateOrder.ASK)})


@dataclass(frozen=True, slots=True)
class Changed:
    """One field of an existing record that a row would change, as texts to show."""

    key: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Alike:
    """Who a row may be about already: a case (`reference`) or an earlier row of the sheet (`row`), and why."""

    name: str
    why: tuple[str, ...]
    reference: str = ""
    row: int = 0


@dataclass
class Planned:
    """What becomes of one row. `values`: by column key, what its cells (and `always`) say, as plain values."""

    number: int
    verdict: Verdict
    name: str = ""
    case: str = ""  # the reference of the case it is about; empty for a new one
    record: str = ""  # of what it changes there, where that is not the case itself
    values: dict[str, Any] = field(default_factory=dict)
    changes: list[Changed] = field(default_factory=list)
    alike: list[Alike] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)  # headings and texts to keep in an internal note
    keys: list[tuple[str, str]] = field(default_factory=list)  # kinds and texts by which the same row is known again
    of_mapping: list[str] = field(default_factory=list)  # of `values`, what only the mapping says

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "verdict": self.verdict.value}

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Planned:
        return cls(
            **{
                **plain,
                "verdict": Verdict(plain["verdict"]),
                "changes": [Changed(**one) for one in plain["changes"]],
                "alike": [Alike(**{**one, "why": tuple(one["why"])}) for one in plain["alike"]],
                "troubles": [Trouble(**one) for one in plain["troubles"]],
                "notes": [(one[0], one[1]) for one in plain["notes"]],
                "keys": [(one[0], one[1]) for one in plain["keys"]],
            }
        )


__all__ = [
    "LEFT_OUT", "NOTE", "Alike", "Ambiguous", "CellError", "Changed", "Line", "Look", "Mapping", "NotASheet",
    "Planned", "SheetKind", "Trouble",
]  # fmt: skip
