"""The cells of a row, read by their columns: what each says, what is wrong with it, what is kept as a note."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from core import clock
from core.spreadsheets import printable
from sheets.columns import COLUMNS, understood
from sheets.columns.base import Column, Context
from sheets.models import SheetImport
from sheets.shapes import LEFT_OUT, LONGEST_SHOWN, NOTE, Line, Trouble
from sheets.understanding.house import loaded
from sheets.vocabulary import SheetKind

#: What is recorded, by column; None where nothing is.
Recorded = Callable[[Column], Any]


@dataclass
class Row:
    """One line as it was read. `said`: by key, the heading and the text of the cell (or of what the mapping says).

    `of_mapping`: the keys under which the row is silent, and the mapping speaks for all rows.
    """

    line: Line
    values: dict[str, Any] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    said: dict[str, tuple[str, str]] = field(default_factory=dict)
    of_mapping: set[str] = field(default_factory=set)

    def trouble(self, key: str, message: str, *, fatal: bool = True) -> None:
        """Something is wrong with what the row says under `key`; with the row itself where `key` is empty."""
        heading, text = self.said.get(key, ("", ""))
        self.troubles.append(Trouble(heading, text[:LONGEST_SHOWN], message, fatal=fatal))

    def keep_as_note(self, key: str, message: str) -> None:
        """Bring the cell in as an internal note, and say why."""
        self.trouble(key, message, fatal=False)
        self.notes.append(self.said[key])
        del self.values[key]

    @property
    def is_broken(self) -> bool:
        return any(trouble.fatal for trouble in self.troubles)


class Cells:
    """Reads the rows of one sheet by what its columns mean."""

    def __init__(self, sheet: SheetImport) -> None:
        look, self.mapping = sheet.looked_at, sheet.means
        self.headings = look.headings if look else ()
        self.columns = {column.key: column for column in COLUMNS[SheetKind(sheet.kind)]}
        self.context = Context(
            today=clock.today(),
            house=loaded(sheet.by),
            dates=self.mapping.dates,
            words=self.mapping.words,
        )
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, heading in enumerate(self.headings):
            key = self.mapping.columns.get(heading, LEFT_OUT)
            if key == NOTE or key in self.columns:
                self._places[key].append(place)

    def texts(self, line: Line, key: str) -> Iterator[tuple[str, str]]:
        """The headings and texts of the cells that say `key`, where they say anything."""
        for place in self._places.get(key, ()):
            if place < len(line.cells) and line.cells[place]:
                yield self.headings[place], line.cells[place]

    def text(self, line: Line, key: str) -> str:
        return next((text for _heading, text in self.texts(line, key)), "")

    def under(self, line: Line, heading: str) -> str:
        """The text under a heading, whatever it means."""
        if heading not in self.headings:
            return ""
        place = self.headings.index(heading)
        return line.cells[place] if place < len(line.cells) else ""

    def heading(self, key: str) -> str:
        """The heading that says `key`; its label where the sheet has none."""
        places = self._places.get(key)
        return self.headings[places[0]] if places else str(self.columns[key].label)

    def read(
        self,
        line: Line,
        keys: Iterable[str] = (),
        *,
        always: Callable[[str], bool] = lambda key: True,
        recorded: Recorded | None = None,
        state: str = "",
        blankable: frozenset[str] = frozenset(),
    ) -> Row:
        """What the row says: under all its columns, or under `keys`.

        `always`: of which keys the mapping speaks where the row is silent. `recorded`: a cell that says just what an
        export would write says what is recorded, however it is read. `state`: where the row does not say it.
        """
        row = Row(line, troubles=list(self._unreadable(line)), notes=list(self.texts(line, NOTE)))
        context = replace(self.context, state=state)
        for key in keys or self._in_turn():
            column = self.columns[key]
            value = self._value(column, row, context, recorded)
            if value is None and key not in row.said and always(key):
                value = self._of_mapping(column, row, context)
            if value is None and key in blankable and key in self._places and self.mapping.empties:
                value = None if any(self.texts(line, key)) else [] if column.several else ""
            if value is not None:
                row.values[key] = value
            if key == "state":
                context = replace(context, state=value or state)
        return row

    def _unreadable(self, line: Line) -> Iterator[Trouble]:
        """Cells that hold no text, such as formulas. One that nobody reads is no matter; one that is never obeyed, or
        only kept in a note, stops no row.
        """
        for one in line.troubles:
            key = self.mapping.columns.get(one.column, LEFT_OUT)
            if key != LEFT_OUT:
                yield replace(one, fatal=key != NOTE and self.columns[key].obeyed)

    def _in_turn(self) -> list[str]:
        """As they stand in the sheet, but the state first: articles and places are known by it."""
        said = dict.fromkeys(("state", *self._places, *self.mapping.always))
        return [key for key in said if key in self.columns]

    def _value(self, column: Column, row: Row, context: Context, recorded: Recorded | None) -> Any:
        values = []
        for heading, text in self.texts(row.line, column.key):
            if recorded is not None and _is_as_exported(text, column, recorded):
                value = recorded(column)
            else:
                value, troubles = understood(column, text, context, heading)
                row.troubles.extend(troubles)
            if value is not None or any(one.column == heading for one in row.troubles):
                row.said.setdefault(column.key, (heading, text))
            if value is not None:
                values.append(value)
        if column.parts:
            return " ".join(values) or None
        return _together(values) if column.several else values[0] if values else None

    def _of_mapping(self, column: Column, row: Row, context: Context) -> Any:
        """What the mapping says where the row is silent."""
        text = self.mapping.always.get(column.key, "")
        if not text:
            return None
        value, troubles = understood(column, text, context, str(column.label))
        row.troubles.extend(troubles)
        row.said[column.key] = (str(column.label), text)
        row.of_mapping.add(column.key)
        return value


def _is_as_exported(text: str, column: Column, recorded: Recorded) -> bool:
    """Whether a cell says what an export of the record writes; a workbook keeps line breaks in its own way."""
    value = recorded(column) if column.of else None
    shown = printable(column.show(value)).strip() if value else ""
    return bool(shown) and (shown == text or shown.splitlines() == text.splitlines())


def _together(values: list[Any]) -> Any:
    """What several cells say, each thing once."""
    both = [one for value in values for one in value]
    return [one for place, one in enumerate(both) if one not in both[:place]] or None
