"""A sheet to fill in, for each kind: the columns most needed, and a row that shows how and that is never brought in."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from core.spreadsheets import csv_lines, plain
from sheets.columns import column
from sheets.columns.base import Column
from sheets.reading import EXAMPLE
from sheets.ready import labels
from sheets.vocabulary import SheetKind

#: By column, what the example says. Nobody in it exists, and its first cell says so: by that its row is left out.
EXAMPLES: dict[SheetKind, Mapping[str, str]] = {
    SheetKind.CASES: {
        "name": f"{EXAMPLE} Ana Exemplar",
        "native_name": "Ана Экзэмпляр",
        "birth": "1985",
        "state": "BY",
        "arrested": "2023-04-12",
        "charge": "art. 361-4; art. 342",
        "charged": "about 20 Apr 2023",
        "facility": "",
        "verdict": "1 Feb 2024",
        "sentence": "8 years 6 months",
        "appeal": "May 2024",
        "released": "",
        "source": "https://example.org/report",
    },
    SheetKind.UPDATES: {
        "case": f"{EXAMPLE} BY-23-ABCD",
        "kind": "Hearing",
        "detail": "Attended and seen",
        "occurred": "14 May 2024",
        "summary": "A consul was let into the courtroom.",
        "place": "",
        "source": "https://example.org/report",
    },
    SheetKind.ACTIONS: {
        "case": f"{EXAMPLE} BY-23-ABCD",
        "kind": "Letter",
        "sent": "15 May 2024",
        "actor": "An organisation on the list here",
        "addressee": "",
        "summary": "A letter asked for a visit by the consul.",
        "reply_due": "15 June 2024",
        "source": "",
    },
    SheetKind.OFFICIALS: {
        "case": f"{EXAMPLE} BY-23-ABCD",
        "name": "Ivan Exemplar",
        "native_name": "Иван Экземпляр",
        "function": "Trial judge",
        "position": "Judge of the city court",
        "since": "",
        "until": "",
        "source": "https://example.org/report",
    },
    SheetKind.DATES: {
        "case": f"{EXAMPLE} BY-23-ABCD",
        "kind": "Hearing",
        "due": "3 July 2024",
        "summary": "The appeal is to be heard.",
    },
}
#: Of a vocabulary's words, so many are shown; the rest are on the page where columns are named.
WORDS_SHOWN = 40


def template(kind: SheetKind, file_format: Literal["csv", "xlsx"]) -> bytes:
    """The file. Its headings are in English, as an export's are, and are known again when it comes back."""
    example = EXAMPLES[kind]
    names = {key: label for label, key in labels(kind).items()}
    headings = [names[key] for key in example]
    if file_format == "csv":
        return "".join(csv_lines(headings, [example.values()])).encode()
    return _xlsx(kind, headings, [plain(text) for text in example.values()])


def _xlsx(kind: SheetKind, headings: Sequence[str], example: Sequence[str]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(str(kind.label)[:31])
    sheet.freeze_panes = "B2"
    _widen(sheet, [max(14, len(heading) + 4) for heading in headings])
    sheet.append([_bold(sheet, heading) for heading in headings])
    sheet.append(list(example))
    _explain(book, kind)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _explain(book: Workbook, kind: SheetKind) -> None:
    """A second sheet that says what each column takes."""
    sheet = book.create_sheet(_("How to fill it in")[:31])
    _widen(sheet, [28, 10, 60, 28, 80])
    for text in (
        _("One row for each: %(kind)s. Leave empty what you do not know.") % {"kind": kind.label},
        _("The row that begins with “%(mark)s” shows how; it is never brought in, and may stay.") % {"mark": EXAMPLE},
        _("A date may be as precise as you know it: 12 Apr 2023, April 2023, 2023, about 12 Apr 2023."),
        _("Other columns may be added: you say what they mean when you bring the sheet in, or leave them out."),
    ):
        sheet.append([plain(text)])
    sheet.append([])
    titles = (_("Column"), _("Needed"), _("What to put"), _("For example"), _("Words it takes"))
    sheet.append([_bold(sheet, title) for title in titles])
    names = {key: label for label, key in labels(kind).items()}
    for key in EXAMPLES[kind]:
        sheet.append([_wrapped(sheet, plain(text)) for text in _explained(column(kind, key), names[key])])


def _explained(one: Column, name: str) -> list[str]:
    words = [label for _code, label in one.choices()] if one.choices else []
    more = " …" if len(words) > WORDS_SHOWN else ""
    needed = _("yes") if one.required or one.key == "source" else ""
    return [name, needed, str(one.help), str(one.example), "; ".join(words[:WORDS_SHOWN]) + more]


def _widen(sheet: Any, widths: Sequence[int]) -> None:
    for letter, width in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", widths, strict=False):
        sheet.column_dimensions[letter].width = width


def _bold(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _wrapped(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, text)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
