"""Dates as people know them: a day, a month, a year, about a day, or a span of these.

One implementation for models, forms, API and imports. What is stored is text in a subset of ISO 8601-2 (EDTF level 1):
`2023`, `2023-07`, `2023-07-01`, a trailing `~` for "about", `A/B` for a span. Two partial dates have no order of their
own: "has it passed?" asks `latest`, "is it still to come?" asks `earliest`, and the caller says which.
"""

import calendar
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import dates
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core import clock

# "About the 12th" in a news report is off by a day or two (time zones, the day it was published), rarely by more; three
# days either side keep the true day inside without reaching into another week's events.
CIRCA = timedelta(days=3)
FIRST_YEAR, LAST_YEAR = 1900, 2100
LONGEST_TEXT = 100


class Precision(models.TextChoices):
    DAY = "day", gettext_lazy("Day")
    MONTH = "month", gettext_lazy("Month")
    YEAR = "year", gettext_lazy("Year")
    CIRCA = "circa", gettext_lazy("About")


class PartialDateError(ValueError):
    """A text or a pair of days that is no date; its message says what is wrong and how to mend it."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """One possible day or many. `end`, where given, is the last day, month or year of a span, as precise as `value`."""

    value: date
    precision: Precision = Precision.DAY
    end: date | None = None

    def __post_init__(self) -> None:
        # Equal dates are equal values: a month is known by its first day, and a span of one is none.
        start, end = _floor(self.value, self.precision), self.end and _floor(self.end, self.precision)
        object.__setattr__(self, "value", start)
        object.__setattr__(self, "end", None if end == start else end)
        if end is not None and end < start:
            raise PartialDateError(_("The span ends before it starts: put the earlier date first, each with its year."))
        if start.year < FIRST_YEAR or (end or start).year > LAST_YEAR:
            raise PartialDateError(
                _("The year must lie between %(first)s and %(last)s.") % {"first": FIRST_YEAR, "last": LAST_YEAR}
            )

    @property
    def earliest(self) -> date:
        return self.value - CIRCA if self.precision == Precision.CIRCA else self.value

    @property
    def latest(self) -> date:
        last = _ceiling(self.end or self.value, self.precision)
        return last + CIRCA if self.precision == Precision.CIRCA else last

    @property
    def is_exact(self) -> bool:
        return self.precision == Precision.DAY and self.end is None

    def latest_by(self, day: date) -> date:
        """The latest possible day for somebody who wrote it down on `day`; never before the earliest."""
        # Nine of ten dates are exact, and a fold asks a million times.
        return self.value if self.is_exact else max(self.earliest, min(self.latest, day))

    @property
    def _unit(self) -> Precision:
        """What the ends are written as: "about July 2023" is kept as its first and last day."""
        if self.precision != Precision.CIRCA or self.end is None:
            return Precision.DAY if self.precision == Precision.CIRCA else self.precision
        for unit in (Precision.YEAR, Precision.MONTH):
            if self.value == _floor(self.value, unit) and self.end == _ceiling(self.end, unit):
                return unit
        return Precision.DAY

    def _ends(self) -> tuple[date, date | None]:
        """First and last unit; no last one where both are the same."""
        start, end = self.value, self.end and _floor(self.end, self._unit)
        return start, None if end == start else end

    def to_edtf(self) -> str:
        length = {Precision.YEAR: 4, Precision.MONTH: 7}.get(self._unit, 10)
        about = "~" if self.precision == Precision.CIRCA else ""
        return "/".join(end.isoformat()[:length] + about for end in self._ends() if end)

    @classmethod
    @lru_cache(maxsize=4096)
    def from_edtf(cls, text: str) -> Self:
        """Read the storage text; raises PartialDateError for anything else."""
        match = _EDTF.fullmatch(text)
        if match is None:
            raise _unreadable()
        first, first_about, last, last_about = match.groups()
        about = bool(first_about or last_about)
        return cls(*_combine(_edtf_words(first), _edtf_words(last) if last else None, about=about))

    def __str__(self) -> str:
        start, end = self._ends()
        if end is None:
            text = _say(start, self._unit)
        elif self._unit == Precision.DAY and (start.year, start.month) == (end.year, end.month):
            # Translators: a span of days within one month, as in "1–21 September 2023".
            text = _("%(day)s–%(date)s") % {"day": start.day, "date": _say(end, Precision.DAY)}
        else:
            said = {"start": _say(start, self._unit, short=True), "end": _say(end, self._unit, short=True)}
            text = _("%(start)s to %(end)s") % said
        return _("about %(date)s") % {"date": text} if self.precision == Precision.CIRCA else text


def span_days(start: PartialDate, end: PartialDate | date) -> tuple[int, int]:
    """The least and the most days between two dates, each as a difference of days (11 to 12 April is one day)."""
    first, last = (end, end) if isinstance(end, date) else (end.earliest, end.latest)
    return max(0, (first - start.latest).days), max(0, (last - start.earliest).days)


def _floor(day: date, unit: Precision) -> date:
    if unit == Precision.YEAR:
        return day.replace(month=1, day=1)
    return day.replace(day=1) if unit == Precision.MONTH else day


def _ceiling(day: date, unit: Precision) -> date:
    if unit == Precision.YEAR:
        return day.replace(month=12, day=31)
    return day.replace(day=calendar.monthrange(day.year, day.month)[1]) if unit == Precision.MONTH else day


def _say(day: date, unit: Precision, *, short: bool = False) -> str:
    return _said(day, unit, short, get_language())


@lru_cache(maxsize=4096)
def _said(day: date, unit: Precision, short: bool, language: str) -> str:
    formats = {Precision.YEAR: "Y", Precision.MONTH: "YEAR_MONTH_FORMAT"}
    return date_format(day, formats.get(unit) or ("SHORT_DATE_FORMAT" if short else "DATE_FORMAT"))


# --- Reading what people write. The house writes the day first: 05/04/2023 is 5 April.
class _Words(NamedTuple):
    """What one date's text names; the start of a span may leave out what its end says ("26 Jan to 3 Feb 2024")."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


_EDTF_DATE = r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(~)?"
_EDTF = re.compile(rf"{_EDTF_DATE}(?:/{_EDTF_DATE})?", re.ASCII)
_DAY, _MONTH, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?", r"(?P<month>[^\W\d_]+)\.?", r"(?P<year>\d{4})"
_SHAPES = [
    re.compile(shape)
    for shape in (
        rf"{_YEAR}(?:-(?P<month>\d{{1,2}})(?:-(?P<day>\d{{1,2}}))?)?",  # 2023, 2023-07, 2023-07-01
        rf"(?P<day>\d{{1,2}})([./-])(?P<month>\d{{1,2}})\2{_YEAR}",  # 12.12.2023, 12/12/2023
        rf"(?P<month>\d{{1,2}})[./]{_YEAR}",  # 07/2023
        rf"(?:{_DAY} (?:of |de )?)?{_MONTH}(?:,? (?:de )?{_YEAR})?",  # July 2023, 12 Dec 2023, 12 de julio de 2023
        rf"{_MONTH} {_DAY}(?:,? {_YEAR})?",  # December 12, 2023
        _DAY,  # 1, the start of "1-21 Sept 2023"
    )
]
_ABOUT = re.compile(r"(?:about|around|approximately|approx\.?|circa|ca?(?:\.| )|~) ?(?P<before>.+)|(?P<after>.+?) ?~")
_BOUND = re.compile(r"(before|after|since|until|till|by|not later than|no later than|not before)\b.*")
_SPANS = [re.compile(r"between (.+?) and (.+)"), re.compile(r"from (.+?) (?:to|until|till) (.+)")]
# The slash and the bare hyphen come last, for both also stand inside a date.
_SEPARATORS = (" to ", " until ", " till ", " - ", "/", "-")
_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


def parse_partial_date(text: str, *, today: date | None = None) -> PartialDate:
    """Read a date as people write it, the day before the month; "today" and "yesterday" only when `today` is given.

    Raises PartialDateError, whose message is meant for the person who typed it, and nothing else.
    """
    words = _plain(text)
    if today is not None and words in {"today", "yesterday"}:
        return PartialDate(today if words == "today" else today - timedelta(days=1))
    if bound := _BOUND.fullmatch(words):
        raise PartialDateError(
            _("“%(word)s” leaves one end open. Write the span of possible days, such as 1–21 Sept 2023.")
            % {"word": bound[1]}
        )
    if _EDTF.fullmatch(words):
        return PartialDate.from_edtf(words)
    if match := _ABOUT.fullmatch(words) or _own("about %(date)s").fullmatch(words):
        words = next(filter(None, match.groups()))
    single = _read(words)
    if single and single.year:
        return PartialDate(*_combine(single, None, about=bool(match)))
    for left, right in _cuts(words):
        first, last = _read(left), _read(right)
        if first and last and (filled := _fill(first, last)):
            return PartialDate(*_combine(filled, last, about=bool(match)))
    raise _unreadable()


def _plain(text: str) -> str:
    """One spelling of dashes, blanks, digits and case; nothing where it is too long to be a date."""
    if len(text) > LONGEST_TEXT:
        return ""
    text = re.sub(r"[‐‑‒–—―−]", "-", unicodedata.normalize("NFKC", text)).replace("’", "'")
    return " ".join(text.casefold().split()).removeprefix("on ")


def _cuts(words: str) -> Iterator[tuple[str, str]]:
    """Every way to cut a text into the start and the end of a span."""
    for span in (*_SPANS, _own("%(start)s to %(end)s"), _own("%(day)s–%(date)s")):
        if match := span.fullmatch(words):
            yield match[1], match[2]
    for separator in _SEPARATORS:
        for match in re.finditer(re.escape(separator), words):
            yield words[: match.start()].strip(), words[match.end() :].strip()


def _own(message: str) -> re.Pattern[str]:
    """What `message` says in the reader's language, as `_plain` spells it; what it is filled with is what is read."""
    return _shape_of(message, get_language())


@lru_cache(maxsize=64)
def _shape_of(message: str, language: str | None) -> re.Pattern[str]:
    return re.compile(re.sub(r"%\\\(\w+\\\)s", "(.+?)", re.escape(_plain(_(message)))))


def _read(words: str) -> _Words | None:
    for shape in _SHAPES:
        if match := shape.fullmatch(words):
            parts = match.groupdict()
            month = _month_number(parts["month"]) if parts.get("month") else None
            if parts.get("month") and month is None:
                continue
            year, day = parts.get("year"), parts.get("day")
            return _Words(int(year) if year else None, month, int(day) if day else None)
    return None


def _month_number(word: str) -> int | None:
    """A month's number from digits, an English name cut to three letters or more, or the reader's own language."""
    if word.isdigit():
        return int(word)
    for number, english in enumerate(_MONTH_NAMES, start=1):
        own = {str(names[number]).casefold() for names in (dates.MONTHS, dates.MONTHS_3, dates.MONTHS_ALT)}
        if (len(word) >= 3 and english.startswith(word)) or word in own:
            return number
    return None


def _fill(first: _Words, last: _Words) -> _Words | None:
    """The start of a span with what only its end says; None where the end does not say it ("12 Dec - 2023")."""
    lacks_month = first.day and not first.month and not last.day
    lacks_year = first.month and not first.year and not last.month
    if last.year is None or lacks_month or lacks_year:
        return None
    return _Words(first.year or last.year, first.month or (last.month if first.year is None else None), first.day)


def _edtf_words(text: str) -> _Words:
    return _Words(*map(int, text.split("-")))


def _combine(first: _Words, last: _Words | None, *, about: bool) -> tuple[date, Precision, date | None]:
    """Value, precision and end. Ends of different precision, and "about" a month or a year, become spans of days."""
    units = {_unit_of(words) for words in (first, last) if words}
    unit = units.pop() if len(units) == 1 else Precision.DAY
    start, end = _day(first), _day(last or first)
    if about or (last and _unit_of(last) != _unit_of(first)):
        end = _ceiling(end, _unit_of(last or first))
        unit = Precision.CIRCA if about else Precision.DAY
    return start, unit, end


def _unit_of(words: _Words) -> Precision:
    if words.month is None:
        return Precision.YEAR
    return Precision.MONTH if words.day is None else Precision.DAY


def _day(words: _Words) -> date:
    """The first day that the words name; raises PartialDateError where there is none."""
    year, month, day = words.year or 0, 1 if words.month is None else words.month, 1 if words.day is None else words.day
    if not 1 <= month <= 12:
        raise PartialDateError(
            _("There is no month %(month)s. In figures the day comes before the month, as in 25/12/2023.")
            % {"month": month}
        )
    # The year itself is refused, with its own sentence, by PartialDate; until then any year with a calendar will do.
    year = min(max(year, FIRST_YEAR - 1), LAST_YEAR + 1)
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        said = {"day": day, "month": date_format(date(year, month, 1), "YEAR_MONTH_FORMAT"), "days": days}
        raise PartialDateError(_("%(day)s %(month)s does not exist: %(month)s has %(days)s days.") % said)
    return date(year, month, day)


def _unreadable() -> PartialDateError:
    return PartialDateError(_("Write the date as 12 Dec 2023, July 2023, 2023 or about 12 Dec 2023."))


# --- Model and form field.
class PartialDateFormField(forms.CharField):
    """A text box that reads dates as people write them."""

    def to_python(self, value: Any) -> Any:
        text = value if isinstance(value, PartialDate) else super().to_python(value)
        return _cleaned(text, today=clock.today()) if text else None

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, PartialDate):
            return value
        # Every language writes dates its own way, and the box must read back what it shows.
        try:
            return str(value) if parse_partial_date(str(value)) == value else value.to_edtf()
        except PartialDateError:
            return value.to_edtf()


if TYPE_CHECKING:
    from django.db.models import CharField
else:

    class CharField(models.CharField):
        def __class_getitem__(cls, types):
            return cls  # only a type checker reads them


Set = TypeVar("Set", contravariant=True)
Get = TypeVar("Get", covariant=True)


class PartialDateField(CharField[Set, Get]):
    """A PartialDate, stored as its EDTF text; None where nothing is known."""

    description = "Partial date"
    # Read by the type checker, which adds None where `null=True` does.
    _pyi_private_set_type: PartialDate  # type: ignore[assignment]
    _pyi_private_get_type: PartialDate  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        super().__init__(*args, **kwargs)
        # The length is the column's; what validators see is a PartialDate, which has none.
        self.validators = [*self.default_validators, *kwargs.get("validators", ())]

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        if kwargs.get("max_length") == 40:
            del kwargs["max_length"]
        return name, path, args, kwargs

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> PartialDate | None:
        return PartialDate.from_edtf(value) if value else None

    def to_python(self, value: Any) -> PartialDate | None:
        return _cleaned(value) if value else None

    def get_prep_value(self, value: Any) -> Any:
        day = self.to_python(value)
        return day.to_edtf() if day else None

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj)) or ""

    def formfield(self, **kwargs: Any) -> Any:
        # The text typed may be longer than the text stored, so the box has no length of its own.
        kwargs = {"form_class": PartialDateFormField, "max_length": None, "empty_value": None} | kwargs
        return super().formfield(**kwargs)


def _cleaned(value: Any, *, today: date | None = None) -> PartialDate:
    """A partial date from one, from a day or from text, as forms, serialisers and lookups hand it in."""
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, date):  # a spreadsheet hands in a datetime, which is one too
        return PartialDate(date(value.year, value.month, value.day))
    try:
        return parse_partial_date(str(value), today=today)
    except PartialDateError as error:
        raise ValidationError(str(error), code="invalid") from error
