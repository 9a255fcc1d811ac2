"""What the columns of a sheet mean, as a form: a select for each heading, and what is the same for every row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from sheets.columns import COLUMNS
from sheets.columns.base import Column
from sheets.pages.meanings import grouped
from sheets.pages.not_understood import Word
from sheets.pages.two_readings import orders
from sheets.shapes import LEFT_OUT, Look, Mapping
from sheets.vocabulary import DateOrder, SheetKind

#: What is often the same for every row, beside what every row needs, in the order in which it is asked.
ALWAYS = ("source", "state", "lead", "tier", "level")


@dataclass(frozen=True)
class Named:
    """A heading with some of what stands below it, and the select of what it means."""

    heading: str
    samples: list[str]
    field: forms.BoundField


class NamingForm(forms.Form):
    """Built from what the file holds. Fields are called by number: a heading may be any text."""

    use_required_attribute = False

    def __init__(
        self,
        data: Any = None,
        *,
        kind: SheetKind,
        look: Look,
        mapping: Mapping,
        words: Iterable[Word] = (),
        leads: Iterable[User] = (),
        ambiguous: str = "",
    ) -> None:
        """`words`: what may be explained; `ambiguous`: a date of the sheet that can be read in two ways."""
        super().__init__(data)
        self.kind, self.look, self.before, self.words = kind, look, mapping, list(words)
        self.leads, self.ambiguous = list(leads), ambiguous
        self._ask_what_columns_mean()
        self._ask_what_words_mean()
        self._ask_what_is_always_so()
        self._ask_how_to_read()

    def _ask_what_columns_mean(self) -> None:
        choices = grouped(self.kind)
        for number, heading in enumerate(self.look.headings):
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=heading,
                choices=choices,
                required=False,
                initial=self.before.columns.get(heading, LEFT_OUT),
            )

    def _ask_what_words_mean(self) -> None:
        for word in self.words:
            choices = [("", _("not said yet")), *word.choices]
            self.fields[word_field(word.key, word.text)] = forms.ChoiceField(
                label=word.text,
                choices=choices,
                required=False,
                initial=self.before.words.get(word.key, {}).get(word.text, ""),
            )

    def _ask_what_is_always_so(self) -> None:
        for column in always_asked(self.kind):
            initial = self.before.always.get(column.key, "")
            self.fields[f"always_{column.key}"] = _always_field(column, self._choices_of(column), initial)

    def _choices_of(self, column: Column) -> list[tuple[str, str]]:
        """What one word for all rows may be; none where it is a text."""
        if column.key == "lead":
            return [("", _("you")), *((person.email, str(person)) for person in self.leads)]
        if column.choices is None:
            return []
        choices = column.choices()
        silent = dict(choices).get(column.silent)
        return [("", _("not said means: %(word)s") % {"word": silent} if silent else "—"), *choices]

    def _ask_how_to_read(self) -> None:
        self.fields["key"] = forms.ChoiceField(
            label=_("Which column tells rows apart"),
            choices=[("", _("None: rows are known by name, state, birth and arrest")), *_same(self.look.headings)],
            required=False,
            initial=self.before.key,
            help_text=_("The number or code that you give each row. By it a row is known again in your next sheet."),
        )
        self.fields["dates"] = forms.ChoiceField(
            label=_("Dates such as %(text)s") % {"text": self.ambiguous or "02/03/2023"},
            choices=orders(self.ambiguous),
            widget=forms.RadioSelect,
            required=False,
            initial=self.before.dates,
        )
        self.fields["empties"] = forms.BooleanField(
            label=_("An empty cell empties what is recorded"),
            required=False,
            initial=self.before.empties,
            help_text=_("Leave it off unless the sheet is complete: as a rule an empty cell says nothing."),
        )

    # --- What the page shows, part by part
    @property
    def named(self) -> list[Named]:
        samples = self.look.samples
        return [
            Named(heading, _told(row[number] for row in samples if number < len(row)), self[f"column_{number}"])
            for number, heading in enumerate(self.look.headings)
        ]

    @property
    def always(self) -> list[forms.BoundField]:
        return [self[f"always_{column.key}"] for column in always_asked(self.kind) if not column.silent]

    @property
    def silent(self) -> list[forms.BoundField]:
        """What a row means that has a verdict, say, and does not say which."""
        return [self[f"always_{column.key}"] for column in always_asked(self.kind) if column.silent]

    @property
    def worded(self) -> list[tuple[Word, forms.BoundField]]:
        return [(word, self[word_field(word.key, word.text)]) for word in self.words]

    # --- What was said
    def mapping(self) -> Mapping:
        """What the form says, of a form that is valid."""
        said = self.cleaned_data
        always = {column.key: said[f"always_{column.key}"] for column in always_asked(self.kind)}
        words = {key: dict(meanings) for key, meanings in self.before.words.items()}
        for word in self.words:
            words.setdefault(word.key, {})[word.text] = said[word_field(word.key, word.text)]
        return Mapping(
            columns={heading: said[f"column_{number}"] for number, heading in enumerate(self.look.headings)},
            always={key: text for key, text in always.items() if text},
            key=said["key"],
            dates=DateOrder(said["dates"] or DateOrder.ASK),
            words={key: kept for key, meanings in words.items() if (kept := _said(meanings))},
            empties=said["empties"],
        )

    def refuse(self, error: ValidationError) -> None:
        """Put what the service found wrong beside the field it is about; what has no field on top."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for where, wrong in error.error_dict.items():
            self.add_error(self._field_of(where), wrong)

    def _field_of(self, where: str) -> str | None:
        if where in self.look.headings:
            return f"column_{self.look.headings.index(where)}"
        return next((name for name in (f"always_{where}", where) if name in self.fields), None)


def always_asked(kind: SheetKind) -> list[Column]:
    """Columns that one word may fill for the whole sheet: what has a word for rows that are silent comes last."""
    columns = {column.key: column for column in COLUMNS[kind] if column.obeyed}
    often = [columns[key] for key in ALWAYS if key in columns]
    needed = [one for one in columns.values() if one.required and one.choices]
    return list(dict.fromkeys([*often, *needed, *(one for one in columns.values() if one.silent)]))


def word_field(key: str, text: str) -> str:
    """The name of the field in which somebody says what `text` means in column `key`."""
    digest = sha256("\n".join((key, text)).encode()).hexdigest()
    return f"word_{digest[:16]}"


def _always_field(column: Column, choices: list[tuple[str, str]], initial: str) -> forms.Field:
    common: dict[str, Any] = {"label": column.label, "required": False, "initial": initial}
    if choices:
        return forms.ChoiceField(choices=choices, **common)
    return forms.CharField(max_length=1000, help_text=column.help, **common)


def _same(headings: Iterable[str]) -> list[tuple[str, str]]:
    return [(heading, heading) for heading in headings]


def _told(texts: Iterable[str]) -> list[str]:
    """Up to three that say something."""
    return [text for text in texts if text][:3]


def _said(meanings: dict[str, str]) -> dict[str, str]:
    return {text: code for text, code in meanings.items() if code}
