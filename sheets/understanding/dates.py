"""Dates as people write them in sheets, as EDTF text.

What stands here turns the many ways of sheets into the few that `core.partial_dates` reads, and says what is wrong with
those that must not be guessed: an order of day and month that nobody can know, another calendar, two dates in a cell.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _

from core.partial_dates import PartialDate, PartialDateError, parse_partial_date
from sheets.shapes import Ambiguous, CellError
from sheets.understanding.months import PHRASES, folded, month_in_english
from sheets.understanding.plain import is_nothing
from sheets.vocabulary import DateOrder

LONGEST = 100
_DAY = re.compile(r"\d{4}-(?!00)\d\d-(?!00)\d\d")
_TIME = re.compile(
    r"(?<=\d)(?:t|,? )\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[ap]\.?m\.?)?(?: ?(?:z|utc|gmt|[+-]\d\d(?::?\d\d)?))?$"
)
_SERIAL = re.compile(r"[2-5]\d{4}(?:\.\d+)?|60000")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_CHINESE = re.compile(r"(\d{4}) ?(?:年|년)(?: ?(\d{1,2}) ?(?:月|월)(?: ?(\d{1,2}) ?(?:日|号|號|일)?)?)?(?:左右)?")
_ERA = re.compile(r"(民國|民国|令和|平成|昭和)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?(?!\d|[/.]\d)")
_NO_DAY = re.compile(r"(?<![\d?x])(?:00|xx|\?\?|__)[./-](\d{1,2})[./-](\d{4})(?!\d)")
_NO_DAY_ISO = re.compile(r"(?<!\d)(\d{4})-(\d\d|xx|\?\?)-(?:00|xx|\?\?)(?!\d)")
# Not within 2022-04-11-2022-04-15, where "04-11-2022" is none.
_FIGURES = re.compile(r"(?<!\d)(?<!\d{4}-)(?<!\d{4}-\d\d-)(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)")
_NAMED = re.compile(r"(?<!\d)(\d{1,2})[-/. ]+([a-z]{3,9})[-/., ]+(\d{4}|\d\d)(?!\d)")
_ORDINAL = re.compile(r"(?<=\d)-?(?:er|re|o|го|ое|е)\b")
_WORD = re.compile(r"[^\W\d_]+")
_APART = re.compile(r"[;,\n&]|\b(?:and|or|и|или|і|або|y|o|et|ou|und|oder)\b")
_OF_ABOUT = re.compile(r"\babout\b[^\w~]*")
_YEARS = re.compile(r"(?<!\d)\d{4}(?!\d)")
_UNSURE = re.compile(r" ?\(?\?+\)?$")

_BESIDE = """
г гг год года году годе р рр рік року рок году de del el le du den der im am en em au в у on yılı yil
monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
понедельник вторник среда четверг пятница суббота воскресенье
early mid late beginning end начало начале середина середине конец конце
"""
_UNSURELY = """
about around circa ca c approx approximately около примерно приблизительно ок прибл каля прыкладна близько
приблизно hacia aprox aproximadamente vers environ etwa ungefähr yaklaşık حدود حوالی تقريبا 约 大约 約 大約
"""
#: Words that say nothing more; "late April" is April.
_SILENT = frozenset(folded(_BESIDE).split())
_ABOUT = frozenset(folded(_UNSURELY).split())


def edtf_of(text: str, order: DateOrder = DateOrder.ASK, today: date | None = None) -> str:
    """The EDTF text of a date; "" where the cell says that nothing is known.

    `today` tells which century "22" is in. Raises CellError, and Ambiguous where only the order of day and month lacks.
    """
    if is_nothing(text):
        return ""
    return _edtf(text, DateOrder(order), today.year if today else 0)


@lru_cache(maxsize=8192)
def _edtf(text: str, order: DateOrder, year: int) -> str:
    try:
        if _DAY.fullmatch(text):
            return PartialDate.from_edtf(text).to_edtf()
        return parse_partial_date(_plain(text, order, year)).to_edtf()
    except PartialDateError as error:
        if _holds_several(text, order, year):
            raise CellError(
                _("“%(text)s” seems to be more than one date. Keep one here, or write a span: 12 to 15 April 2022.")
                % {"text": text[:LONGEST]}
            ) from None
        raise CellError(str(error)) from None


def _holds_several(text: str, order: DateOrder, year: int) -> bool:
    """Whether it would be more than one date, each by itself."""
    pieces = [piece.strip() for piece in _APART.split(text[:LONGEST])]
    return len(pieces) > 1 and sum(1 for piece in pieces if piece and _is_date(piece, order, year)) > 1


def _is_date(text: str, order: DateOrder, year: int) -> bool:
    try:
        return bool(parse_partial_date(_plain(text, order, year)))
    except ValueError:
        return False


def _plain(text: str, order: DateOrder, year: int) -> str:
    """The text as `parse_partial_date` reads it: months in English, figures with the year first."""
    words = _TIME.sub("", folded(text[: LONGEST + 1]))
    _refuse_what_is_no_common_date(words)
    if about := _UNSURE.search(words):
        words = f"about {words[: about.start()]}"
    words = _CHINESE.sub(lambda found: "-".join(part.zfill(2) for part in found.groups() if part), words)
    if compact := _COMPACT.fullmatch(words):
        return "-".join(compact.groups())
    for shape, there in ((_NO_DAY_ISO, _without_day), (_NO_DAY, lambda found: f"{found[2]}-{int(found[1]):02}")):
        words = shape.sub(there, words)
    words = _YEAR_FIRST.sub(lambda found: "-".join(part.zfill(2) for part in found.groups() if part), words)
    words = _FIGURES.sub(lambda found: _day_of(found, order, year), words)
    words = _in_english(words)
    return _NAMED.sub(lambda found: f"{found[1]} {found[2]} {_full(found[3], year)}", words)


def _refuse_what_is_no_common_date(words: str) -> None:
    if _SERIAL.fullmatch(words):
        raise CellError(
            _("%(text)s is a date as a spreadsheet counts it inside. Format the column as dates and bring it in again.")
            % {"text": words}
        )
    years = [int(found) for found in _YEARS.findall(words)]
    calendar = ""
    if _ERA.search(words):
        calendar = _("the Minguo calendar of Taiwan") if "民" in words else _("the Japanese calendar of eras")
    elif any(1300 <= year <= 1500 for year in years):
        calendar = _("the Solar (Persian) or the lunar Hijri calendar")
    elif any(2400 <= year <= 2600 for year in years):
        calendar = _("the Buddhist (Thai) calendar")
    if calendar:
        raise CellError(
            _("“%(text)s” seems to be of %(calendar)s. Write the day of the common calendar: 12 Apr 2023.")
            % {"text": words, "calendar": calendar}
        )


def _without_day(found: re.Match[str]) -> str:
    return f"{found[1]}-{found[2]}" if found[2].isdigit() and found[2] != "00" else found[1]


def _day_of(found: re.Match[str], order: DateOrder, this_year: int) -> str:
    """The day that figures name. With points the day comes first everywhere; else as the sheet writes them."""
    first, second, year = int(found[1]), int(found[3]), _full(found[4], this_year)
    if found[2] == ".":
        order = DateOrder.DMY
    elif order == DateOrder.ASK:
        if first <= 12 and second <= 12 and first != second:
            raise Ambiguous(_question(found[0], first, second, year))
        order = DateOrder.MDY if second > 12 >= first else DateOrder.DMY
    day, month = (first, second) if order == DateOrder.DMY else (second, first)
    if month > 12:
        said = _("day first") if order == DateOrder.DMY else _("month first")
        raise CellError(
            _("“%(text)s”: there is no month %(month)s, and this sheet is read with the %(order)s. Correct this cell.")
            % {"text": found[0], "month": month, "order": said}
        )
    return f"{year}-{month:02}-{day:02}"


def _question(text: str, first: int, second: int, year: str) -> str:
    days = {"day_first": _said(first, second, year), "month_first": _said(second, first, year)}
    return _("“%(text)s” can be %(day_first)s or %(month_first)s: say in which order this sheet writes them.") % {
        "text": text,
        **days,
    }


def _said(day: int, month: int, year: str) -> str:
    return str(PartialDate(date(int(year), month, day)))


def _full(year: str, this_year: int) -> str:
    """A year of four figures: of this century up to this year, else of the last one."""
    if len(year) == 4:
        return year
    century = 2000 if not this_year or int(year) <= this_year % 100 else 1900
    return str(century + int(year))


def _in_english(words: str) -> str:
    for phrase, month in PHRASES.items():
        words = words.replace(phrase, month)
    words = _WORD.sub(lambda found: _word(found[0]), _ORDINAL.sub("", words))
    about = "about" in words.split()
    words = " ".join(_OF_ABOUT.sub(" ", words).split()).strip(" .,;()")
    words = re.sub(r" (?=[.,])|(?<=[a-z])\.", "", words)
    return f"about {words}" if about else words


def _word(word: str) -> str:
    if word in _ABOUT:
        return " about "
    return "" if word in _SILENT else month_in_english(word) or word
