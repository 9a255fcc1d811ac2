"""Months of the common calendar by their names in the languages that sheets are kept in."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

ENGLISH = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
#: Nominative and genitive, twelve to a line; short forms need not be named: they are how a name begins.
_NAMES = """
январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре
студзень люты сакавік красавік травень чэрвень ліпень жнівень верасень кастрычнік лістапад снежань
студзеня лютага сакавіка красавіка траўня чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня
січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
enero febrero marzo abril mayo junio julio agosto setiembre octubre noviembre diciembre
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
januar februar märz april mai juni juli august september oktober november dezember
jänner feber maerz april mai juni juli august september oktober november dezember
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
يناير فبراير مارس إبريل مايو يونيه يوليه أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر
كانون-الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين-الأول تشرين-الثاني كانون-الأول
ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر
ژانویه فوریه مارچ آپریل می جون جولای آگوست سپتامبر اکتوبر نوامبر دسامبر
"""


def folded(text: str) -> str:
    """Lower case, figures of any script as ours, without marks and signs of direction, one letter written one way."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    kept = (_letter(one) for one in plain if unicodedata.category(one) not in ("Mn", "Cf"))
    return " ".join("".join(kept).split())


def _letter(one: str) -> str:
    if unicodedata.category(one) == "Nd":
        return str(unicodedata.digit(one))
    return _SAME.get(one, "-" if unicodedata.category(one) == "Pd" else one)


_SAME = {"ı": "i", "ی": "ي", "ى": "ي", "ک": "ك", "ھ": "ه", "ـ": "", "−": "-"}


def _table() -> dict[str, int]:
    lines = [*_NAMES.strip().splitlines(), " ".join(ENGLISH)]
    return {folded(name): number for line in lines for number, name in enumerate(line.split(), start=1)}


_NUMBERS = _table()
#: Names of two words, written as one in the table above.
PHRASES = {name.replace("-", " "): ENGLISH[number - 1] for name, number in _NUMBERS.items() if "-" in name}


@lru_cache(maxsize=4096)
def month_in_english(word: str) -> str:
    """The English name of a folded word that is a month, or begins the names of one month only; "" for another word."""
    numbers = {_NUMBERS[word]} if word in _NUMBERS else set()
    if not numbers and len(word) >= 3:
        numbers = {number for name, number in _NUMBERS.items() if name.startswith(word)}
    return ENGLISH[numbers.pop() - 1] if len(numbers) == 1 else ""
