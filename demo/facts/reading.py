"""Reading the TOML files of this folder, refusing whatever is not as README.md says.

A `FactsError` names the file and the entry, says what is wrong and how to mend it.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from django.db.models import TextChoices

from core.partial_dates import PartialDate, PartialDateError

Choice = TypeVar("Choice", bound=TextChoices)

LONGEST_SUMMARY = 200
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class FactsError(ValueError):
    """A file of the demonstration facts is not as it should be; the message says where, what and how to mend it."""


class Entry:
    """One table of a file. Each value is asked for once; `done` refuses what nobody asked for."""

    def __init__(self, where: str, table: dict[str, Any]) -> None:
        self.where = where
        self.table = table
        self.asked: set[str] = set()

    def error(self, problem: str) -> FactsError:
        return FactsError(f"{self.where}: {problem}")

    def done(self) -> None:
        if unknown := sorted(set(self.table) - self.asked):
            near = self._near(unknown[0], self.asked)
            raise self.error(f"“{unknown[0]}” is no field here. Take it out or rename it{near}")

    def text(self, name: str, *, required: bool = False, longest: int = 300) -> str:
        value = self._value(name, str, "text in quotation marks", required=required) or ""
        if "\n" in value or len(value) > longest:
            raise self.error(f"“{name}” must be one line of at most {longest} characters; it has {len(value)}. Cut it.")
        return value.strip()

    def number(self, name: str) -> int:
        return self._value(name, int, "a whole number") or 0

    def texts(self, name: str) -> tuple[str, ...]:
        values = self._value(name, list, "a list of texts") or []
        if not all(isinstance(value, str) and value for value in values):
            raise self.error(f'“{name}” must be a list of texts, such as ["RU", "GB"].')
        return tuple(values)

    def key(self, name: str = "key") -> str:
        value = self.text(name, required=True)
        if not CODE.fullmatch(value):
            raise self.error(f"“{name}” is “{value}”. Write lower-case letters, figures and single hyphens only.")
        return value

    def matching(self, name: str, shape: str, example: str) -> str:
        value = self.text(name, required=True)
        if not re.fullmatch(shape, value):
            raise self.error(f"“{name}” is “{value}”. Write it as {example}.")
        return value

    def choice(self, name: str, choices: type[Choice]) -> Choice:
        value = self.text(name, required=True)
        if value not in choices.values:
            near = self._near(value, choices.values)
            raise self.error(f"unknown {name} “{value}”. Write a code of {choices.__module__}.{choices.__name__}{near}")
        return choices(value)

    def choice_or_none(self, name: str, choices: type[Choice]) -> Choice | None:
        return self.choice(name, choices) if self.text(name) else None

    def one_of(self, name: str, known: Iterable[str], file: str, *, required: bool = False) -> str:
        """A key that another file defines."""
        value = self.text(name, required=required)
        self._must_be_known(name, [value] if value else [], known, file)
        return value

    def some_of(self, name: str, known: Iterable[str], file: str) -> tuple[str, ...]:
        values = self.texts(name)
        self._must_be_known(name, values, known, file)
        return values

    def when(self, name: str) -> PartialDate | None:
        """A partial date, or None where none is given."""
        text = self.text(name)
        try:
            return PartialDate.from_edtf(text) if text else None
        except PartialDateError as problem:
            advice = "Write 2022, 2022-04, 2022-04-11, any of these with a trailing ~, or a span A/B."
            raise self.error(f"“{name}” is “{text}”, which is no date ({problem}). {advice}") from problem

    def when_required(self, name: str) -> PartialDate:
        if (value := self.when(name)) is None:
            raise self._missing(name)
        return value

    def day(self, name: str) -> date | None:
        """A whole day, or None where none is given."""
        if (value := self.when(name)) is None:
            return None
        if not value.is_exact:
            raise self.error(f"“{name}” must be a whole day, such as 2022-04-11, not “{value.to_edtf()}”.")
        return value.value

    def day_required(self, name: str) -> date:
        if (day := self.day(name)) is None:
            raise self._missing(name)
        return day

    def entries(self, name: str, label: str = "") -> Iterator["Entry"]:
        """The tables of a list, each with its own place in messages: `update 3 (2022-04-12)`."""
        tables = self._value(name, list, f"a list of tables, each headed [[{name}]]") or []
        for number, table in enumerate(tables, start=1):
            if not isinstance(table, dict):
                raise self.error(f"{name} {number} must be a table.")
            what = f" ({table[label]})" if label in table else ""
            yield Entry(f"{self.where}, {name} {number}{what}", table)

    def entry(self, name: str) -> "Entry":
        table = self._value(name, dict, f"a table headed [{name}]", required=True)
        return Entry(f"{self.where}, [{name}]", table or {})

    def _missing(self, name: str) -> FactsError:
        return self.error(f'“{name}” is missing. Say when, such as {name} = "2022-04-11".')

    def _value(self, name: str, kind: type, wanted: str, *, required: bool = False) -> Any:
        self.asked.add(name)
        value = self.table.get(name)
        if value is None and not required:
            return None
        if not isinstance(value, kind) or isinstance(value, bool) or (required and not value):
            raise self.error(f"“{name}” must be {wanted}.")
        return value

    def _must_be_known(self, name: str, values: Iterable[str], known: Iterable[str], file: str) -> None:
        known = list(known)
        for value in values:
            if value not in known:
                near = self._near(value, known)
                raise self.error(f"unknown {name} “{value}”. Add it to {file} or correct the key{near}")

    @staticmethod
    def _near(value: str, known: Iterable[str]) -> str:
        near = get_close_matches(value, list(known), n=1)
        return f"; did you mean “{near[0]}”?" if near else "."


def read(path: Path) -> Entry:
    """The whole of one file."""
    try:
        return Entry(path.name, tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as problem:
        raise FactsError(f"{path.name}: the file is missing from {path.parent.name}/. Restore it.") from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise FactsError(f"{path.name}: no valid TOML ({problem}). Mend that line.") from problem


def refuse_repeats(where: str, what: str, values: Iterable[str]) -> None:
    for value, times in Counter(values).items():
        if times > 1:
            raise FactsError(f"{where}: {what} “{value}” stands {times} times. Give each its own.")
