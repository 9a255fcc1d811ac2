"""A name as tokens that know what they are: a given name, a patronymic and of whom, an initial, a legal form."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from sanctions.names import given
from sanctions.names.bodies import FORMS, FORMS_ALONE, KEYED, PHRASES, SAID_BY_THE_FORM, WORDS, words_of
from sanctions.names.body_brands import meaning
from sanctions.names.body_forms import body_parts, compound, pieces, spellings
from sanctions.names.body_words import KINDS, SAID_OR_NOT
from sanctions.names.chinese import CHINESE, chinese, initials_of
from sanctions.names.folding import consonants, key, keys, latin, script, skeleton, tidy
from sanctions.names.pinyin import readings

PERSON, BODY = "person", "body"
MALE, FEMALE = "male", "female"
#: What a word that many bodies have in their names weighs beside one of their own.
COMMON = 0.35


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a name. `keys` are what it is compared by; `bones` its consonants.

    `groups` are the given names that it is a spelling of, `father` the one that a patronymic is made from (its stem
    where we do not know the name); `sex` what either says. `weight` is what it says of who is meant: little for a
    word that many bodies have in their names. `means` is in English what a word that is a body's own says.
    """

    text: str
    keys: tuple[str, ...]
    bones: str = ""
    script: str = "Latn"
    groups: tuple[str, ...] = ()
    father: str = ""
    sex: str = ""
    weight: float = 1.0
    means: str = ""

    @property
    def is_initial(self) -> bool:
        return len(self.text) == 1 and self.script in ("Latn", "Cyrl")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name: its tokens, and for a name in Han or Hangul the ways to say it without spaces."""

    text: str
    tokens: tuple[Token, ...]
    script: str
    said: tuple[str, ...] = ()

    @property
    def sex(self) -> str:
        """What the patronymic says; else the given name and the end of the surname, where they do not differ."""
        patronymic = [token.sex for token in self.tokens if token.father]
        if patronymic:
            return patronymic[0]
        said = {token.sex for token in self.tokens if token.sex}
        return said.pop() if len(said) == 1 else ""


_ALSO = re.compile(
    r"\(?\b(?:also known as|a\.?k\.?a\.?|formerly|f\.?k\.?a\.?|and|or|или|та|або|і|и)\b|[;/|\n]", re.IGNORECASE
)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_WORD = re.compile(r"[^\W_]+(?:['’ʼʹ`´‘][^\W_]+)*['’ʼʹ`´‘]?")
#: Latin words that stand before a part of a name, or a person's style: said or left out, they tell nobody apart.
PARTICLES = words_of(
    """al el ul ur ad ash as an ar az at bin ben ibn bint de del la las los da dos di du le van der von den und y e i
    بن ابن بنت ال ولد"""
)
#: What is half of a short Chinese name (Du Bin, Le Yucheng) as often as a particle.
SYLLABLES = words_of("an bin da de di du la le")
TITLES = words_of(
    """mr mrs ms dr prof general colonel haji hajji mullah mawlawi maulavi sheikh shaykh sayyid sayyed seyyed seyed
    sayed jr sr شيخ شیخ حاجي حاجی سید سيد ملا"""
)
_ARTICLE = "(?:al|ul|el|ol|ur|ar|er)?"
_ABD = re.compile(rf"(?:abd|abdul|abdel|abdal|abdol|abdur)(?={_ARTICLE}[a-z]{{4}}){_ARTICLE}")
ABD = words_of("abdul abdel abdal abdol abdur abdoul abdou")
_ABDULLAH = re.compile(r"abd[aeou]l+ah?$")
_FATHERS = (
    (MALE, re.compile(r"(?:ov|ev|av|iv|ou|au|uv|eu|u)i[CcS]a?$|(?<=[lmnvtk])iCa?$")),
    (FEMALE, re.compile(r"(?:ov|ev|av|iv|o?u|au|eu|iu|uv)na$|iniCna$|iCna$")),
)
_ENDS: tuple[tuple[str, re.Pattern[str], dict[str, str]], ...] = (
    (
        FEMALE,
        re.compile(r"(?<=..)(ova|eva|iva|ina|ska|cka)$"),
        {"ova": "ov", "eva": "ev", "iva": "iv", "ina": "in", "ska": "ski", "cka": "cki"},
    ),
    (MALE, re.compile(r"(?<=..)(ov|ev|iv|in|ski|cki|skoi)$"), {"skoi": "ski"}),
)


def _groups() -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
    names: dict[str, tuple[str, str]] = {}
    fathers: dict[str, str] = {}
    for sex, lines in ((MALE, given.MALE), (FEMALE, given.FEMALE)):
        for line in lines.splitlines():
            first = line.split()[0]
            for spelling in line.split():
                folded = key(latin(tidy(spelling)))
                names.setdefault(folded, (first, sex))
                if sex == MALE:
                    fathers.setdefault(given.STEMS.get(spelling, folded.rstrip("aeiou")), first)
    return names, fathers


def _arabic() -> dict[str, str]:
    """Words in Arabic letters, and families' names in Latin ones, by the name that they are."""
    return {word: line.split()[0] for line in given.ARABIC.splitlines() for word in line.split()[1:]}


GIVEN, FATHERS = _groups()
ARABIC = _arabic()
GIVEN.update({key(word): (name, "") for word, name in ARABIC.items() if word.isascii()})


@lru_cache(maxsize=65_536)
def read(text: str, kind: str = PERSON) -> tuple[Reading, ...]:
    """The ways to read a name: as it stands, and each name of a cell that holds several."""
    text = " ".join(text.split())
    found = [_reading(part, kind) for part in _parts(text, kind)]
    if kind == BODY:
        found += [_in_pieces(one) for one in found]
        found += [replace(one, tokens=_in_cantonese(one.text)) for one in found if one.script == "Hani"]
    return tuple(one for one in dict.fromkeys(found) if one.tokens or one.said)


def _parts(text: str, kind: str) -> list[str]:
    """The name; without its brackets; and what stands in brackets at its end, or after "also known as"."""
    outer = _BRACKETS.sub(" ", text).strip()
    inner = [part for part in _BRACKETS.findall(text) if len(part) > 2 and text.rstrip(' .,"”»').endswith(f"{part})")]
    parts = [text, outer, *inner] if outer != text.strip() else [text]
    if kind == BODY:
        return body_parts(text, outer, [piece for part in inner for piece in _ALSO.split(part)])
    several = [piece.strip() for part in parts for piece in _ALSO.split(part)]
    return [*parts, *(piece for piece in several if len(piece.split()) > 1)] if len(several) > len(parts) else parts


def _reading(text: str, kind: str) -> Reading:
    tidied = tidy(text)
    if kind == BODY:
        tidied = tidied.replace("ё", "е")
    written = script(tidied)
    if written in ("Hani", "Hang"):
        if kind == BODY and written == "Hani":
            return Reading(text, tuple(map(_of_han, chinese(tidied))), written, (initials_of(tidied),))
        return Reading(text, (), written, readings(tidied, written))
    if kind == BODY:
        return Reading(text, _body_tokens(tidied), written)
    return Reading(text, _with_roles(_words(tidied)), written)


def _words(text: str) -> list[Token]:
    found = _WORD.findall(text)
    words = [word for word in found if word not in PARTICLES]
    if len(words) < 2 <= len(found):
        words = [word for word in found if word not in PARTICLES or word in SYLLABLES]
    plain = [word for word in words if word not in TITLES]
    tokens = [token for word in (plain if len(plain) > 1 else words) for token in _apart(word)]
    return [token for token in tokens if token.text]


def _apart(word: str) -> list[Token]:
    """A token; two for a name made with Abd."""
    written = script(word)
    plain = latin(word)
    if written == "Arab":
        parts = ["عبد", word[3:]] if word.startswith("عبد") and len(word) > 4 else [word]
        return [_arabic_token(part) for part in parts]
    if _ABDULLAH.fullmatch(plain):
        return [_token("abd", written), _token("allah", written)]
    found = _ABD.match(plain)
    whole = _token(plain, written)
    if found and not _father(whole):
        return [_token("abd", written), _token(plain[found.end() :], written)]
    return [_token("abd", written) if plain in ABD else whole]


@lru_cache(maxsize=65_536)
def _token(plain: str, written: str = "Latn") -> Token:
    folded = keys(plain)
    known = [GIVEN[one] for one in folded if one in GIVEN]
    groups, sex = tuple(group for group, _sex in known), known[0][1] if known else ""
    if not sex:
        sex = next((sex for sex, pattern, _ends in _ENDS if pattern.search(folded[0])), "")
    return Token(plain, folded, skeleton(plain), written, groups, "", sex)


def _arabic_token(word: str) -> Token:
    groups = (ARABIC[word],) if word in ARABIC else ()
    return Token(latin(word) or word, (), consonants(word), "Arab", groups)


def _with_roles(tokens: list[Token]) -> tuple[Token, ...]:
    """Say which one is the patronymic: of those that end like one, the one after a given name, else the last."""
    if len(tokens) < 3:
        return tuple(tokens)
    like = [place for place, token in enumerate(tokens) if _father(token)]
    after = [place for place in like if place and tokens[place - 1].groups and not _father(tokens[place - 1])]
    for place in (after or like[-1:])[:1]:
        father, sex = _father(tokens[place]) or ("", "")
        token = tokens[place]
        tokens[place] = Token(token.text, token.keys, token.bones, token.script, (), father, sex)
    return tuple(tokens)


def _father(token: Token) -> tuple[str, str] | None:
    for sex, pattern in _FATHERS:
        for one in token.keys:
            found = pattern.search(one)
            if found and found.start() > 0:
                stem = one[: found.start()].rstrip("aeiou") or one[: found.start()]
                return FATHERS.get(stem, f"{stem}…"), sex
    return None


# --- Bodies.
_ORDINAL = re.compile("^(?:n|no|nr)?([0-9]+)(?:st|nd|rd|th|y|i|ya|yy|oy|iy|go|ogo|aya)?$")


def _body_tokens(text: str) -> tuple[Token, ...]:
    words = [(_ORDINAL.sub(r"\1", latin(word)), script(word), word) for word in _WORD.findall(text)]
    joined = f" {' '.join(plain for plain, _script, _word in words if plain)} "
    for pattern, word in PHRASES:
        joined = pattern.sub(f" {word} ", joined)
    arabic = {plain: word for plain, written, word in words if written == "Arab"}
    plain = [word for word in joined.split() if word not in FORMS]
    # Initials of whom it is named after tell nothing.
    plain = [word for word in plain if len(word) > 1 or word.isdigit()] or plain
    tokens = [_weighed(part, arabic.get(word, "")) for word in plain for part in compound(word)]
    telling = [token for token in tokens if token.text not in SAID_BY_THE_FORM]
    return _with_one_of_its_own(tuple(dict.fromkeys(telling or tokens)))


def _with_one_of_its_own(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """A name of one known word beside what goes without saying is that word: PMC Patriot, Sistema Group."""
    telling = [token for token in tokens if token.text not in SAID_OR_NOT and token.text not in KINDS]
    if len(telling) != 1 or telling[0].weight == 1 or len(tokens) > 3:
        return tokens
    return tuple(replace(token, weight=1.0) if token is telling[0] else token for token in tokens)


def _in_pieces(one: Reading) -> Reading:
    """A reading with names put together from pieces taken apart: Rosselkhozbank."""
    tokens: list[Token] = []
    for token in one.tokens:
        found = pieces(token.text) if token.weight == 1 else ()
        tokens += [_weighed(word) for word in found] if len(found) > 1 else [token]
    return replace(one, tokens=tuple(dict.fromkeys(tokens)))


def _in_cantonese(text: str) -> tuple[Token, ...]:
    return tuple(map(_of_han, chinese(tidy(text), cantonese=True)))


def _of_han(word: str) -> Token:
    token = _weighed(word)
    return replace(token, script="Hani") if token.weight == 1 else token


@lru_cache(maxsize=65_536)
def _weighed(word: str, arabic: str = "") -> Token:
    """A word of a body's name; a word that we know stands as its English one."""
    known = WORDS.get(word) or KEYED.get(key(word))
    if known:
        return Token(known, (known,), skeleton(known), weight=COMMON, means=meaning(word))
    if arabic:
        return Token(word, (), consonants(arabic), "Arab")
    return Token(word, spellings(word), skeleton(word), means=meaning(word))


def is_of_a_body(text: str) -> bool:
    """Whether a name has a legal form in it, or mostly words that bodies have in their names."""
    tidied = tidy(text)
    if script(tidied) == "Hani":
        return any(word in tidied for word in CHINESE if len(word) > 1)
    words = [latin(word) for word in _WORD.findall(tidied)]
    known = sum(bool(WORDS.get(word)) for word in words)
    return bool(FORMS_ALONE & set(words)) or known > 1 or (known == 1 and len(words) < 3)


def surname_base(folded: str) -> tuple[str, str]:
    """A surname's key in its masculine form, and the sex that its end tells ("" where it tells none)."""
    for sex, pattern, bases in _ENDS:
        found = pattern.search(folded)
        if found:
            return folded[: found.start()] + bases.get(found[1], found[1]), sex
    return folded, ""
