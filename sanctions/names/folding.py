"""Letters: from any script to Latin, and from Latin to a key that the usual transliterations of one name share.

Romanising (`latin`) keeps a name readable; folding (`key`) goes on from there for every script alike, so that
Щукин, Shchukin, Schukin and Ščukin have one key. Keys write a sound in one letter: S for sh and shch, C for ch,
Z for zh and j, c for ts; kh is h, and й, и, ы, і are i.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

#: Russian, Ukrainian and Belarusian letters; what is not here is `anyascii`'s.
CYRILLIC = {
    **dict(zip("абвгґдезиіклмнопрстуўфыэ", "abvggdeziiklmnoprstuufye", strict=True)),
    "ё": "yo",
    "є": "ye",
    "ж": "zh",
    "ї": "yi",
    "й": "y",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ъ": "",
    "ь": "",
    "ʼ": "",
    "ю": "yu",
    "я": "ya",
}
#: Latin letters that typists put among Cyrillic ones, as what they look like.
LOOKALIKES = str.maketrans("aeopcyxikmthbĸ", "аеорсухікмтнвк")
#: Letters of Latin alphabets whose mark is a sound of its own.
MARKED = str.maketrans(
    {
        "š": "sh",
        "č": "ch",
        "ž": "zh",
        "ć": "ch",
        "ś": "s",
        "ź": "zh",
        "ş": "sh",
        "ç": "ch",
        "ł": "l",
        "ğ": "g",
        "ı": "i",
    }
)
_MARKS = re.compile(r"['’ʼʹʺ`´ʿʾ‘\"“”]")
#: Applied in this order: the longer first.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("shch|szcz|stsch|schtsch", "S"),
        ("tsch", "C"),
        ("sch|sh", "S"),
        ("tch|ch|cz", "C"),
        ("dzh|dj|zh", "Z"),
        ("kh", "h"),
        ("gh", "g"),
        ("ph", "f"),
        ("th", "t"),
        ("tz|ts", "c"),
        ("ck|q", "k"),
        ("x", "ks"),
        ("w", "v"),
        ("ou", "u"),
        ("[iyj]+([aeou])", r"j\1"),
        ("j[eo]", "e"),
        ("(?<!^)j(?=[au])", ""),
        ("[iyj]+", "i"),
        (r"(.)\1+", r"\1"),
    )
)
#: English j: Jabarov is Джабаров.
_ENGLISH_J = re.compile(r"(?<![bdklmnprstvz])j(?=[aeiou])")


def script(text: str) -> str:
    """The script of most letters: "Latn", "Cyrl", "Arab" (Hebrew too: both write consonants), "Hani", "Hang", or ""."""
    counts: dict[str, int] = {}
    for letter in text:
        if letter.isalpha():
            name = _script_of(ord(letter))
            counts[name] = counts.get(name, 0) + 1
    return max(counts, key=lambda name: counts[name]) if counts else "Latn"


def _script_of(point: int) -> str:
    for first, last, name in _RANGES:
        if first <= point <= last:
            return name
    return "Latn" if point < 0x370 else ""


_RANGES = (
    (0x400, 0x52F, "Cyrl"),
    (0x590, 0x5FF, "Arab"),
    (0x600, 0x77F, "Arab"),
    (0xFB1D, 0xFB4F, "Arab"),
    (0xFB50, 0xFEFC, "Arab"),
    (0x3400, 0x9FFF, "Hani"),
    (0xF900, 0xFAFF, "Hani"),
    (0x20000, 0x3134F, "Hani"),
    (0xAC00, 0xD7AF, "Hang"),
)


def tidy(text: str) -> str:
    """Compatible forms made one, lower case; stress marks, Arabic vowel signs and marks of direction dropped."""
    text = unicodedata.normalize("NFKC", text.replace("\u200c", " ")).lower()
    return "".join(letter for letter in text if unicodedata.category(letter) not in ("Mn", "Cf") and letter != "ـ")


@lru_cache(maxsize=65_536)
def latin(word: str) -> str:
    """A word in Latin letters a–z and digits; "" for one that has none."""
    if script(word) == "Cyrl":
        word = "".join(CYRILLIC.get(letter, letter) for letter in word.translate(LOOKALIKES))
    word = _MARKS.sub("", word.translate(MARKED))
    return re.sub(r"[^a-z0-9]", "", anyascii(word).lower())


@lru_cache(maxsize=65_536)
def key(word: str) -> str:
    """The key of a word in Latin letters: `key("yelena") == key("elena")`."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


#: What Belarusian writes otherwise than Russian: Tserabau is Terebov, Siarhei Sergei.
_BELARUSIAN = re.compile(
    "dz(?=[eiy])|ts(?=[eiy])|(?<=[a-z][aeo])[uw]$|(?<=[b-df-hj-np-tv-z])[iy]a(?=[b-df-hj-np-tv-z])"
)
_RUSSIAN = {"dz": "d", "ts": "t", "u": "v", "w": "v", "ia": "e", "ya": "e"}


@lru_cache(maxsize=65_536)
def keys(word: str) -> tuple[str, ...]:
    """Its key, where it has a j the one with an English j, and of a Belarusian spelling the Russian one."""
    found = [key(word)]
    if "j" in word:
        found.append(key(_ENGLISH_J.sub("zh", word)))
    russian = _BELARUSIAN.sub(lambda letters: _RUSSIAN[letters[0]], word)
    if russian != word:
        found.append(key(russian))
    return tuple(dict.fromkeys(found))


# --- Scripts that leave out vowels.
_ARABIC = {
    **dict.fromkeys("اآأإٱىءئؤعٰאע", ""),
    **dict.fromkeys("تطתטث", "t"),
    **dict.fromkeys("سصסשצ", "s"),
    **dict.fromkeys("حهھہەۀةהח", "h"),
    **dict.fromkeys("خכך", "x"),
    **dict.fromkeys("دضד", "d"),
    **dict.fromkeys("زذظژזץ", "z"),
    **dict.fromkeys("كکقק", "k"),
    **dict.fromkeys("گغג", "g"),
    **dict.fromkeys("جچ", "j"),
    **dict.fromkeys("شש", "S"),
    **dict.fromkeys("ببב", "b"),
    **dict.fromkeys("پפף", "p"),
    **dict.fromkeys("ف", "f"),
    **dict.fromkeys("لל", "l"),
    **dict.fromkeys("مםמ", "m"),
    **dict.fromkeys("نנן", "n"),
    **dict.fromkeys("رר", "r"),
    **dict.fromkeys("وו", "w"),
    **dict.fromkeys("يیېי", "y"),
}
_VOWELS = re.compile("[aeiou]")
_BONES = (
    *(("sh", "S"), ("kh", "x"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("dj", "j"), ("ch", "j")),
    *(("q", "k"), ("c", "k"), ("v", "w")),
)


@lru_cache(maxsize=65_536)
def consonants(word: str) -> str:
    """What remains of an Arabic or Hebrew word: consonants, with w and y where they may be vowels."""
    if len(word) > 3 and word.startswith("ال"):
        word = word[2:]
    word = re.sub("ال(?=د[يی]ن)", "", word).replace("لل", "ل")
    return without_last_h("".join(_ARABIC.get(letter, "") for letter in word))


@lru_cache(maxsize=65_536)
def skeleton(word: str) -> str:
    """The consonants of a word in Latin letters, as `consonants` writes them."""
    for letters, sound in _BONES:
        word = word.replace(letters, sound)
    return without_last_h(_VOWELS.sub("", re.sub(r"(.)\1+", r"\1", word)))


def without_last_h(word: str) -> str:
    """Consonants without the h at their end, which is often a vowel's."""
    return word[:-1] if len(word) > 2 and word.endswith("h") else word
