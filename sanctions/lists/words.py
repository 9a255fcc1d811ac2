"""Words that several lists write: dates of birth, scripts, countries, keys fit for an address."""

from __future__ import annotations

import re
import unicodedata

#: Which script a letter is of, by the first word of its Unicode name.
SCRIPTS = {
    "CYRILLIC": "Cyrl",
    "GREEK": "Grek",
    "CJK": "Hani",
    "HIRAGANA": "Jpan",
    "KATAKANA": "Jpan",
    "HANGUL": "Hang",
    "ARABIC": "Arab",
    "HEBREW": "Hebr",
    "GEORGIAN": "Geor",
    "ARMENIAN": "Armn",
    "THAI": "Thai",
    "MYANMAR": "Mymr",
    "DEVANAGARI": "Deva",
}
MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DAY_FIRST = re.compile(r"(\d{1,2}|dd|00)[/. -](\d{1,2}|mm|00|[A-Za-z]{3,9})[/. -](\d{4})", re.IGNORECASE)
_MONTH_YEAR = re.compile(r"([A-Za-z]{3,9})\.? (\d{4})")
_SPAN = re.compile(r"(\d{4})\s*(?:-|–|to|/|and)\s*(\d{4})")
_CIRCA = re.compile(r"^(?:circa|approximately|approx\.?|about|c(?:a)?\.)\s*", re.IGNORECASE)
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def script_of(text: str) -> str:
    """The ISO 15924 code of the first letters that are not Latin; "" where all are."""
    for letter in text:
        if letter.isalpha() and ord(letter) > 0x24F:
            first = unicodedata.name(letter, "").split(" ")[0]
            if first in SCRIPTS:
                return SCRIPTS[first]
    return ""


def slug(text: str) -> str:
    """A part of a key: lower case letters, digits and hyphens."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NOT_SLUG.sub("-", folded).strip("-")


def edtf_of(text: str) -> str:
    """A date of birth as lists write it, as EDTF: "29/06/1962", "dd/mm/1962", "29 Jul 1962", "circa 1976", "1976-1979".

    What cannot be read is "": the raw row has it.
    """
    words = " ".join(text.split()).rstrip(".")
    about = _CIRCA.match(words)
    if about:
        words = words[about.end() :]
    found = _exact(words) or _span(words)
    return f"{found}~" if found and about and "/" not in found else found


def _exact(words: str) -> str:
    if match := _ISO.fullmatch(words):
        return _joined(*match.groups())
    if match := _DAY_FIRST.fullmatch(words):
        day, month, year = match.groups()
        return _joined(year, _month(month), day if day.isdigit() and int(day) else None)
    if match := _MONTH_YEAR.fullmatch(words):
        return _joined(match[2], _month(match[1]), None)
    return ""


def _span(words: str) -> str:
    match = _SPAN.fullmatch(words)
    if match is None or not 1900 <= int(match[1]) <= int(match[2]) <= 2100:
        return ""
    return match[1] if match[1] == match[2] else f"{match[1]}/{match[2]}"


def _month(word: str) -> str | None:
    if word.isdigit():
        return word if int(word) else None
    number = MONTHS.get(word[:3].lower())
    return str(number) if number else None


def _joined(year: str, month: str | None, day: str | None) -> str:
    """The date as far as it makes sense; an impossible day is its month, an impossible month its year."""
    if not 1900 <= int(year) <= 2100:
        return ""
    if not month or not 1 <= int(month) <= 12:
        return year
    lengths = (31, 29 if int(year) % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    if not day or not 1 <= int(day) <= lengths[int(month) - 1]:
        return f"{year}-{int(month):02}"
    return f"{year}-{int(month):02}-{int(day):02}"
