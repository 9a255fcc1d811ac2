"""Words that several lists write: dates of birth, scripts, countries, keys fit for an address."""

from __future__ import annotations

import calendar
import html
import re
import unicodedata
from datetime import date, datetime
from functools import lru_cache

from sanctions.lists import countries

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
#: Kinds of numbers, each with how the words that tell it begin; the first that fits holds.
NUMBER_KINDS = {
    "tax": re.compile(r"\b(?:tax|fiscal|vat\b|inn\b)"),
    "passport": re.compile(r"\bpassport"),
    "driver": re.compile(r"\bdriv"),
    "travel": re.compile(r"\btravel"),
    "registration": re.compile(r"\b(?:regist|regnumber|business|company)"),
    "vessel": re.compile(r"\b(?:imo|vessel)"),
    "national": re.compile(r"\b(?:national|id|citizen|ssn)"),
}
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DAY_FIRST = re.compile(r"(\d{1,2}|dd|00)[/. -](\d{1,2}|mm|00|[A-Za-z]{3,9})[/. -](\d{4})", re.IGNORECASE)
_MONTH_YEAR = re.compile(r"([A-Za-z]{3,9}|\d{1,2})\.?[ /-](\d{4})")
_SPAN = re.compile(r"(\d{4})\s*(?:-|–|to|/|and)\s*(\d{4})")
_DECADE = re.compile(r"(?:born )?(?:in )?(?:the )?(?:(?:early|mid|late)[- ])?(\d{3})0s")
_CIRCA = re.compile(r"^(?:circa|approximately|approx\.?|about|around|c(?:a)?\.)\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"^between\s+", re.IGNORECASE)
_APART = re.compile(r"\s*(?:[,;\n]|\bor\b|\band\b)\s*", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:^|(?<=[\s.,;]))\(?(?:\d{1,2}|[a-h]|i{1,3}|iv|v)\)\s+")
_TAG = re.compile(r"<[^<>]{1,200}>")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")
_DAYS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%b-%Y", "%d %b %Y", "%d %B %Y", "%d-%B-%Y", "%d.%m.%Y")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def script_of(text: str) -> str:
    """The ISO 15924 code of the first letters that are not Latin; "" where all are."""
    if text.isascii():
        return ""
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


@lru_cache(maxsize=4096)
def country_code(name: str) -> str:
    """The ISO 3166 code of a country by its English name or code; a name that we do not know as it is published."""
    text = " ".join(name.split())
    return _country_codes().get(slug(text), text)


@lru_cache(maxsize=1)
def _country_codes() -> dict[str, str]:
    return {slug(name): code for name, code in countries.names()}


def edtf_of(text: str) -> str:
    """A date of birth as lists write it, as EDTF: "29/06/1962", "dd/mm/1962", "29 Jul 1962", "circa 1976", "1976-1979".

    What cannot be read is "": the raw row has it.
    """
    words = " ".join(text.split()).rstrip(".")
    about = _CIRCA.match(words)
    if about:
        words = words[about.end() :]
    words = _BETWEEN.sub("", words)
    found = _exact(words) or _span(words) or _decade(words)
    return f"{found}~" if found and about and "/" not in found else found


@lru_cache(maxsize=4096)
def births_of(text: str) -> tuple[str, ...]:
    """Several dates of birth in one text: "Approximately 1999, 2003", "1962-07-29 or 1963", "(1) 1960 (2) 1961".

    Where the first is said to be approximate, so are the ones after it: "approximately 1999 or 2003".
    """
    found: dict[str, None] = {}
    for part in numbered(text):
        if whole := edtf_of(part):
            found.setdefault(whole)
            continue
        about = bool(_CIRCA.match(part))
        for piece in _APART.split(part):
            edtf = edtf_of(f"circa {piece}" if about and not _CIRCA.match(piece) else piece)
            if edtf:
                found.setdefault(edtf)
    return tuple(found)


@lru_cache(maxsize=4096)
def numbered(text: str) -> tuple[str, ...]:
    """The parts of "(1) Russia. (2) Ukraine" and of "a) Russia b) Ukraine"; a text without numbers is one part.

    A part that is only "-" is none.
    """
    parts = (part.strip(" .;,") if len(part) < 60 else part.strip() for part in _NUMBERED.split(text))
    return tuple(dict.fromkeys(part for part in parts if part and part not in ("-", "–")))


@lru_cache(maxsize=4096)
def day_of(text: str) -> date | None:
    """A full day as lists write it: "10/04/2025", "2025-04-10T00:00:09Z", "18-Aug-2026". None where it is none."""
    words = " ".join(text.split())
    words = words[:10] if _ISO_DAY.match(words) else words  # an hour or a zone may follow: "2015-04-07-04:00"
    for pattern in _DAYS:
        try:
            return datetime.strptime(words, pattern).date()
        except ValueError:
            continue
    return None


def gender_of(text: str) -> str:
    """ "female", "male" or "" by the first letter: "F", "Female", "M", "male"."""
    return {"f": "female", "m": "male"}.get(text.strip()[:1].lower(), "")


def number_kind(said: str) -> str:
    """What kind of number a list means by its words ("National Passport", "fiscalcode"): one word for each kind."""
    text = said.casefold()
    return next((kind for kind, words in NUMBER_KINDS.items() if words.search(text)), text or "other")


def attribute_in(head: bytes, name: str) -> str:
    """An attribute of the first element that has it, out of the first bytes of an XML file; "" where none has."""
    match = re.search(rb"\s" + name.encode() + rb"\s*=\s*[\"']([^\"'<>]{1,100})[\"']", head)
    return match[1].decode("utf-8", "replace") if match else ""


@lru_cache(maxsize=64)  # the rows of one entry repeat it
def plain_text(markup: str) -> str:
    """Text out of escaped HTML ("&lt;p&gt;Tom &amp;amp; Co&lt;/p&gt;"), with its blanks folded."""
    text = html.unescape(html.unescape(markup))
    return " ".join(_TAG.sub(" ", text).split())


def _decade(words: str) -> str:
    match = _DECADE.fullmatch(words)
    return f"{match[1]}0/{match[1]}9" if match and 190 <= int(match[1]) <= 209 else ""


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
    if not day or not 1 <= int(day) <= calendar.monthrange(int(year), int(month))[1]:
        return f"{year}-{int(month):02}"
    return f"{year}-{int(month):02}-{int(day):02}"
