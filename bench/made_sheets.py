"""A sheet of cases as organisations keep them, made up: the same every time, about nobody.

Names in four scripts, some rows broken in every way that `BREAKS` names, some about somebody of an earlier row.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from anyascii import anyascii
from openpyxl import Workbook

from sheets.shapes import Mapping
from sheets.vocabulary import DateOrder

NAME, NATIVE, OTHERS, BORN, GENDER = "Name", "Name in original script", "Also known as", "Date of birth", "Sex"
COUNTRY, ARRESTED, CHARGED, CHARGE = "Country", "Arrested", "Charged", "Charge"
VERDICT, SENTENCE, RELEASED, SOURCE, REMARKS = "Verdict", "Sentence", "Released", "Source", "Remarks"
HEADINGS = (
    *(NAME, NATIVE, OTHERS, BORN, GENDER, COUNTRY, ARRESTED, CHARGED, CHARGE),
    *(VERDICT, SENTENCE, RELEASED, SOURCE, REMARKS),
)
#: What the headings mean, for whoever does not want them guessed.
MAPPING = Mapping(
    columns={
        NAME: "name",
        NATIVE: "native_name",
        OTHERS: "other_names",
        BORN: "birth",
        GENDER: "gender",
        COUNTRY: "state",
        ARRESTED: "arrested",
        CHARGED: "charged",
        CHARGE: "charge",
        VERDICT: "verdict",
        SENTENCE: "sentence",
        RELEASED: "released",
        SOURCE: "source",
        REMARKS: "note",
    },
    always={"verdict_outcome": "custodial"},
    dates=DateOrder.DMY,
)
#: The countries, by the script of their names.
STATES = {"Latin": ("BY", "Belarus"), "Cyrillic": ("RU", "Russia"), "Arabic": ("IR", "Iran"), "Han": ("CN", "China")}
CHARGES = ("treason", "extremism", "espionage", "terrorism", "")
_SURNAMES = {
    "Latin": ("ba do ga ka la ma na pa ra sa ta va zu cho she", "sky chuk enko evich vski vets"),
    "Cyrillic": ("ба до га ка ла ма на па ра са та ва зу чо ше", "ов ский чук енко ин вец"),
}
_GIVEN = {
    "Latin": "Ales Danuta Henadz Iryna Kasia Maksim Nasta Pavel Siarhei Volha Yanka Zmicer",
    "Cyrillic": "Алексей Борис Вера Галина Дмитрий Елена Захар Ирина Кирилл Лидия Михаил Олег",
    "Arabic": "محمد علی حسن زهرا فاطمه رضا نرگس امیر سارا بهروز شیرین کاوه",
}
_ARABIC = """
کریم رضوی صادق نوری جعفر هاشم باقر تهران شیراز یزد کرمان ساری قم همدان اراک ایلام بابل خوی مرادی احمدی اکبری
قاسمی حیدری سلطان پارسا بهرام خسرو جمشید فرهاد منصور ناصر یوسف داود عباس کیان سپهر
"""
_HAN_FAMILIES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_HAN_GIVEN = "伟芳娜敏静丽强磊洋艳勇军杰娟涛明超霞平刚文辉玲桂英华玉萍红建国春梅海燕志鹏飞雪松云峰晨曦"

Rows = list[list[str]]
Row = dict[str, str]


@dataclass
class MadeSheet:
    """`broken`: by number of row as a spreadsheet shows it, the heading to blame; `repeats`: which row it repeats."""

    rows: Rows = field(default_factory=list)
    broken: dict[int, str] = field(default_factory=dict)
    repeats: dict[int, int] = field(default_factory=dict)


#: Ways in which rows are broken: the heading to blame, and what is made of its cell.
BREAKS: Sequence[tuple[str, Callable[[Row], str]]] = (
    (NAME, lambda row: ""),
    (NAME, lambda row: row[NAME] * 60),
    (COUNTRY, lambda row: ""),
    (COUNTRY, lambda row: "Freedonia"),
    (ARRESTED, lambda row: "31/02/2023"),
    (ARRESTED, lambda row: "12 March 2071"),
    (CHARGED, lambda row: "soon"),
    (VERDICT, lambda row: "2022-13-01"),
    (RELEASED, lambda row: "1 January 1999"),
    (SOURCE, lambda row: ""),
    (SOURCE, lambda row: "javascript:alert(1)"),
)


def made_sheet(rows: int = 10_000, broken: int = 500, repeats: int = 300, seed: int = 1) -> MadeSheet:
    """So many rows in all; those broken and those that repeat another are spread over them."""
    chance, sheet, people = Random(seed), MadeSheet(), dict[int, Row]()
    numbers = range(2, rows + 2)
    special = chance.sample(numbers[rows // 10 :], broken + repeats)
    to_break, to_repeat = sorted(special[:broken]), set(special[broken:])
    ways = {number: BREAKS[place % len(BREAKS)] for place, number in enumerate(to_break)}
    for number in numbers:
        if number in to_repeat:
            repeated = chance.choice([one for one in list(people)[-2000:] if one not in sheet.repeats])
            sheet.repeats[number] = repeated
            row = _again(people[repeated], chance)
        else:
            row = _person(number, chance)
        if number in ways:
            heading, broken_cell = ways[number]
            row[heading] = broken_cell(row)
            sheet.broken[number] = heading
        else:
            people[number] = row
        sheet.rows.append([row[heading] for heading in HEADINGS])
    return sheet


def _person(number: int, chance: Random) -> Row:
    script = chance.choice(list(STATES))
    arrested = date(2017, 1, 1) + timedelta(days=chance.randrange(1_900))
    charged, verdict = arrested + timedelta(days=chance.randint(1, 20)), arrested + timedelta(chance.randint(90, 300))
    name = _name(script, chance)
    story = chance.random()
    released = verdict + timedelta(chance.randint(10, 300)) if story > 0.8 else None
    return {
        NAME: name,
        NATIVE: "",
        OTHERS: anyascii(name) if script == "Cyrillic" and chance.random() < 0.5 else "",
        BORN: (date(1950, 1, 1) + timedelta(days=chance.randrange(18_000))).isoformat(),
        GENDER: chance.choice(["male", "female", ""]),
        COUNTRY: STATES[script][1],
        ARRESTED: _written(arrested, chance),
        CHARGED: _written(charged, chance) if story > 0.2 else "",
        CHARGE: chance.choice(CHARGES) if story > 0.2 else "",
        VERDICT: _written(verdict, chance) if story > 0.4 else "",
        SENTENCE: f"{chance.randint(2, 15)} years" if story > 0.4 else "",
        RELEASED: _written(released, chance) if released else "",
        SOURCE: f"https://news.example/{chance.randrange(3_000)}" if chance.random() < 0.9 else f"Relative {number}",
        REMARKS: f"Row kept by hand, {number}" if chance.random() < 0.05 else "",
    }


def _name(script: str, chance: Random) -> str:
    if script == "Han":
        return chance.choice(_HAN_FAMILIES) + "".join(chance.sample(_HAN_GIVEN, 2))
    given = chance.choice(_GIVEN[script].split())
    if script == "Arabic":
        return f"{given} {' '.join(sorted(chance.sample(_ARABIC.split(), 3)))}"
    syllables, endings = _SURNAMES[script]
    family = "".join(chance.choices(syllables.split(), k=3)).capitalize() + chance.choice(endings.split())
    return f"{given} {family}"


def _written(day: date, chance: Random) -> str:
    """A day as people write it."""
    ways = (day.isoformat(), f"{day.day}.{day.month}.{day.year}", f"{day.day} {day:%b} {day.year}")
    return ways[chance.randrange(len(ways))]


def _again(row: Row, chance: Random) -> Row:
    """The same person from another hand: the name the other way round, in Latin letters, or just as it was."""
    given, _blank, family = row[NAME].partition(" ")
    swapped = f"{family} {given}".strip()
    latin = anyascii(row[NAME]) if row[COUNTRY] == STATES["Cyrillic"][1] else swapped
    return {**row, NAME: chance.choice([row[NAME], swapped, latin]), OTHERS: "", REMARKS: ""}


# --- Files.
def write_csv(path: Path, sheet: MadeSheet) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *sheet.rows])
    return path


def write_xlsx(path: Path, sheet: MadeSheet) -> Path:
    book = Workbook(write_only=True)
    page = book.create_sheet("Cases")
    for row in [HEADINGS, *sheet.rows]:
        page.append(list(row))
    book.save(path)
    return path
