"""Names in Han and Hangul, said without spaces: the ways to say them in Latin letters."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

from anyascii import anyascii

#: Characters that are said otherwise than `anyascii` says them, in names above all.
OTHERWISE = {
    "曾": ("zeng",), "单": ("shan", "dan"), "單": ("shan", "dan"), "解": ("xie", "jie"), "仇": ("qiu", "chou"),
    "区": ("ou", "qu"), "區": ("ou", "qu"), "查": ("zha", "cha"), "盖": ("ge", "gai"), "翟": ("zhai", "di"),
    "长": ("chang", "zhang"), "長": ("chang", "zhang"), "重": ("zhong", "chong"), "都": ("du", "dou"),
    "勒": ("le", "lei"), "佛": ("fo", "fu"), "乐": ("le", "yue"), "樂": ("le", "yue"), "行": ("xing", "hang"),
    "朴": ("piao", "pu", "park"), "吕": ("lu", "lv", "lyu"), "呂": ("lu", "lv", "lyu"), "绿": ("lv", "lu"),
    "女": ("nv", "nu"), "覃": ("qin", "tan"), "尉": ("wei", "yu"), "万": ("wan", "mo"), "冯": ("feng", "ping"),
    "沈": ("shen", "chen"), "石": ("shi", "dan"), "宿": ("su", "xiu"), "召": ("zhao", "shao"), "任": ("ren",),
    "牟": ("mou", "mu"), "逄": ("pang",), "尧": ("yao",), "艾": ("ai", "yi"), "晟": ("sheng", "cheng"),
    "涛": ("tao",), "茜": ("qian", "xi"), "娜": ("na", "nuo"), "强": ("qiang", "jiang"), "調": ("diao", "tiao"),
    "宁": ("ning",), "甯": ("ning",), "贾": ("jia", "gu"), "賈": ("jia", "gu"), "郝": ("hao",), "卜": ("bu", "bo"),
    "薄": ("bo", "bao"), "柏": ("bo", "bai"), "车": ("che", "ju"), "缪": ("miao", "mou"), "冼": ("xian",),
    "谌": ("chen", "shen"), "隗": ("wei", "kui"), "员": ("yuan", "yun"), "令": ("ling",), "和": ("he",),
    "略": ("lue", "lve"), "俞": ("yu",), "于": ("yu",), "余": ("yu",), "侠": ("xia",), "朝": ("chao", "zhao"),
    "传": ("chuan", "zhuan"), "炅": ("jiong", "gui"), "藏": ("zang", "cang"), "臧": ("zang",), "斌": ("bin",),
    "秘": ("bi", "mi"), "那": ("na",), "着": ("zhu", "zhe"), "参": ("can", "shen"), "蕃": ("fan", "bo"),
    "隽": ("jun", "juan"), "雋": ("jun", "juan"),
}  # fmt: skip
#: Korean surnames and sounds as the North and newspapers spell them: folded to what both spellings share.
KOREAN = (
    ("eo", "o"), ("eu", "u"), ("ae", "a"), ("oo", "u"), ("ee", "i"), ("ch", "j"), ("sh", "s"), ("g", "k"),
    ("d", "t"), ("b", "p"), ("l", "r"), ("y", ""), ("w", ""), ("h", ""),
)  # fmt: skip
MOST = 8


def readings(text: str, script: str) -> tuple[str, ...]:
    """The ways to say a name, lower case, without spaces; at most eight."""
    letters = [letter for letter in text if letter.isalnum()]
    choices = [said_of(letter) for letter in letters]
    said = []
    for ways in product(*choices):
        said.append("".join(ways))
        if len(said) == MOST:
            break
    return tuple(dict.fromkeys(korean(one) if script == "Hang" else one for one in said))


@lru_cache(maxsize=16_384)
def said_of(letter: str) -> tuple[str, ...]:
    """The ways to say one letter."""
    if letter in OTHERWISE:
        return OTHERWISE[letter]
    plain = anyascii(letter).lower()
    return (plain, "lu") if plain == "lv" else (plain,)


def korean(said: str) -> str:
    for sound, shared in KOREAN:
        said = said.replace(sound, shared)
    return said
