"""The texts of a workbook: most cells only refer to one, by its number."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sheets.reading.bounds import LONGEST_CELL, MOST_TEXTS
from sheets.reading.parts import Walker
from sheets.shapes import NotASheet


class Gathering(Walker):
    """Gathers the text of an element in pieces, as much of it as a cell may have."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.listening = False
        self.room = 0
        self.aside = 0  # within how a word is read aloud, which stands beside Japanese and Chinese texts

    def said(self, text: str) -> None:
        if self.listening and self.room > 0:
            self.pieces.append(text[: self.room])
            self.room -= len(text)

    def taken(self) -> str:
        text = "".join(self.pieces)
        self.pieces.clear()
        return text


class Texts(Gathering):
    """All that there are, as bytes: so they take what they take in the file, whatever script they are in."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[bytes] = []

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self.room = LONGEST_CELL + 1
        elif name == "rPh":
            self.aside += 1
        elif name == "t":
            self.listening = not self.aside

    def ended(self, name: str) -> None:
        if name == "t":
            self.listening = False
        elif name == "rPh":
            self.aside -= 1
        elif name == "si":
            self.found.append(self.taken().encode())
            if len(self.found) > MOST_TEXTS:
                raise NotASheet(
                    _("The workbook has more than %(limit)s different texts: save the rows alone as CSV.")
                    % {"limit": f"{MOST_TEXTS:,}"}
                )
