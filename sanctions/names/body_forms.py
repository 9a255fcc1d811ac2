"""Words of bodies' names by their form: without their endings, taken apart, and written by their first letters."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from sanctions.names.bodies import WORDS, stems_of, words_of
from sanctions.names.body_words import INITIALS, SAID_OR_NOT
from sanctions.names.folding import key, keys

#: Endings of cases and genders, then of adjectives and abstract nouns; the longer first.
CASES = tuple(
    sorted(
        words_of(
            """aya yaya ogo ego omu emu ykh ikh ymi imi ami yami akh yakh iy yy oy ey oe ee ye ie iya iia ia ii iyu ov
            ev om em am a e i o u y s ya yu ae aga yya oi yi ei ai aia oie oye aye ovo aha oha iu"""
        ),
        key=lambda end: (-len(end), end),
    )
)
_MAKERS = tuple(
    sorted(
        words_of("icheski ichesk esk ical ic ik tsionn tsion tsi ts tion sion ional al ing ivn iv n"),
        key=lambda end: (-len(end), end),
    )
)
_HARD_C = re.compile("c(?![eihy])")
_OF_A_PLACE = re.compile(r"(?<=[a-z]{2})sk(?:iy|oy|oe|aya|ogo|ae|ii|ij|i|y|aia|ie|ikh|oi|ay)$")
_LAST_VOWEL = re.compile(r"(?<=[a-zA-Z]{3})[aeiou]$")
#: What begins a compound; the rest is a word that we know.
_BEGINNINGS = dict(
    pair.split(":")
    for pair in """nauchno:research navukova:research proizvodstvenno:production opytno:experimental radio:radio
    elektro:electric electro:electric fiziko:physics khimiko:chemical teplo:heat gidro:hydro hydro:hydro avia:aviation
    sudo:ship voenno:military tele:television metallo:metal agro:agro mashino:machine inno:innovation
    mezhdu:international obshche:public vse:russia""".split()  # noqa: SIM905
)
#: Pieces that names are put together from: Ros-selkhoz-bank, Gos-nadzor.
_PIECES = dict(
    pair.split(":")
    for pair in """ros:russia gos:state mos:moscow bel:belarus ukr:ukraine krym:crimea spets:special
    tekh:technology prom:industrial selkhoz:agricultural gaz:gas neft:oil energo:energy atom:atomic khim:chemical
    bank:bank eksport:export import:import trans:transport stroy:construction avia:aviation kosmos:space zavod:plant
    gvardi:guard min:ministry nadzor:supervision fin:finance strakh:insurance invest:investment mash:machinebuilding
    pribor:instrument oboron:defence oblast:regional obl:regional kray:regional sud:court kom:committee
    gor:city vneshekonom:foreigneconomic torg:trading svyaz:communications elektr:electric mor:marine flot:fleet
    sov:soviet yust:justice zdrav:health prosveshcheni:education obrnauk:science molodezh:youth sport:sport
    imushchestv:property finmonitoring:monitoring kontrol:control nauk:research lizing:leasing leasing:leasing
    telekom:telecom
    kapital:capital intorg:trading servis:service rem:repair
    snab:supply metall:metal ugol:coal les:timber ryb:fish voen:military arkhiv:archive
    sotrudnichestv:cooperation
    """.split()  # noqa: SIM905
)


_DASH = re.compile(r"\s[-–—:]\s*|:\s|\s(?:and|or|или)\s(?=[^a-zа-я])")
#: What stands between two names in one cell.
_OTHER_NAME = re.compile(r";|\s/\s|\n|\s(?:or|или)\s(?=[^a-zа-я])|\b(?:a\.?k\.?a\.?|also known as)[ :]")
#: A body's name before whose part it is.
_OF_A_MINISTRY = re.compile(
    r"((?:\S+\s){2,}\S+)\s(?:Министерств\w+|of the Ministry|of the Ministry)\s.*$", re.IGNORECASE
)
_HONOURED = re.compile(r"\s(?:имени|им\.?|named (?:after|for)|by name of)\s.*$", re.IGNORECASE)


def body_parts(text: str, outer: str, inner: list[str]) -> list[str]:
    """A body's name in full, without its brackets and what stands in them, what a dash or a colon parts at its end,
    what follows the comma after whose part it is, and the name without whom it is named after."""
    found = [text, outer, *inner]
    found += [part for part in _OTHER_NAME.split(text) if len(part) > 2] if _OTHER_NAME.search(text) else []
    found += [part for part in _DASH.split(outer)[:3] if len(part) > 2] if _DASH.search(outer) else []
    _whose, comma, rest = outer.partition(", ")
    if comma and len(rest.split()) > 1:
        found.append(rest)
    found += [match[1] for match in [_OF_A_MINISTRY.match(outer)] if match]
    found += [short for short in (_HONOURED.sub("", one) for one in found[:2]) if len(short.split()) > 1]
    return [part for part in dict.fromkeys(one.strip() for one in found) if part]


@lru_cache(maxsize=65_536)
def spellings(word: str) -> tuple[str, ...]:
    """The keys of a word of a body's own: those of the place that it is of, and without its ending."""
    found = _OF_A_PLACE.search(word)
    bases = [word]
    if found:
        base = word[: found.start()]
        bases = [base, f"{base}sk"]
        if base.endswith("zh"):
            bases.append(f"{base[:-2]}g")  # Kaluzhskiy is of Kaluga
        if len(base) > 5 and base.endswith(("en", "in", "ov")):
            bases.append(base[:-2])
    stem = without_endings(word)
    said = [one for base in bases for one in keys(base)] + list(as_said(word))
    ends = [end for one in said for end in (one, _LAST_VOWEL.sub("", one))]
    return tuple(dict.fromkeys([*ends, *([key(stem)] if len(stem) > 3 else [])]))


#: How English is said, as Cyrillic letters write it: flay, treyd, pauer.
_AS_SAID = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("tion(?=s?$)", "shn"),
        ("igh", "ai"),
        ("ee|ea", "i"),
        ("oo", "u"),
        ("ou|ow", "au"),
        ("a[iy]", "ei"),
        ("([aiou])([bdfgklmnprstvz])e(?=s?$)", r"\1e\2"),
        ("ae", "ei"),
        ("ie", "ai"),
        ("oe", "ou"),
        ("ue", "yu"),
        ("ace(?=s?$)", "eis"),
        ("ice(?=s?$)", "ais"),
        ("ck", "k"),
        ("dge|g(?=[eiy])", "dzh"),
        ("c(?=[eiy])", "s"),
        ("c(?!h)", "k"),
        ("wh?", "u"),
        ("(?<=^[bcdfghklmnprstvz]{2})y$", "ai"),
        ("(?<=[bcdfghklmnprstvz])es?$", ""),
    )
)
_ENGLISH = re.compile(
    "tion|igh|ee|ea|oo|ow|ck|dge|wh?|a[iy]|[aiou][bdfgklmnprstvz]es?$|ce|g[ei]|^[bcdfghklmnprstvz]{2}y$"
)


@lru_cache(maxsize=65_536)
def as_said(word: str) -> tuple[str, ...]:
    """The key of an English word as it is said; () of one that is said as it is written."""
    if not _ENGLISH.search(word):
        return ()
    said = word
    for pattern, sound in _AS_SAID:
        said = pattern.sub(sound, said)
    return (key(said),)


def is_of_a_place(word: str) -> bool:
    """Whether a word is a place's adjective."""
    return bool(_OF_A_PLACE.search(word))


def without_endings(word: str) -> str:
    """A word that languages share, as far as they do: strategic and strategicheskikh are "strateg"."""
    word = _HARD_C.sub("k", word)
    for endings in (CASES, _MAKERS):
        end = next((end for end in endings if word.endswith(end) and len(word) - len(end) >= 4), "")
        word = word.removesuffix(end)
    return word


@lru_cache(maxsize=65_536)
def compound(word: str) -> tuple[str, ...]:
    """The words of a compound that we do not know as one; the word alone where it is none."""
    for beginning, known in _BEGINNINGS.items():
        rest = word[len(beginning) :]
        if word.startswith(beginning) and len(rest) > 3 and not WORDS.get(word) and WORDS.get(rest):
            return (known, rest)
    return (word,)


@lru_cache(maxsize=65_536)
def pieces(word: str) -> tuple[str, ...]:
    """What a name was put together from: ("russia", "agricultural", "bank") of Rosselkhozbank; () of others."""
    for size in range(len(word), 2, -1):
        known = _PIECES.get(word[:size])
        if known:
            rest = word[size:]
            if len(rest) < 3:
                return (known,)
            more = pieces(rest)
            if more:
                return (known, *more)
    return ()


_LETTERS = {"shch": "S", "kh": "h", "ts": "c", "ch": "C", "sh": "S", "zh": "Z"}
_SOUNDS = re.compile("|".join(_LETTERS))
_WRITTEN = {letter: letters for letters, letter in _LETTERS.items()}


@lru_cache(maxsize=65_536)
def initials(word: str, known: bool) -> tuple[str, ...]:
    """What an acronym may write for a word, in letters of `folding.key`."""
    first = {key(word)[:1]}
    if known:
        first |= {key(stem)[:1] for stem in stems_of(word)}
    return tuple(sorted({*INITIALS.get(word, ()), *first}, key=lambda one: (-len(one), one)))


#: An acronym of so many letters may begin with the words at the end, a longer one have them in any turn.
ANYHOW = 5
_VOWEL = re.compile("[aeiou]")


def is_short(word: str) -> bool:
    """Whether a word may be first letters: short, and hardly to be said."""
    return len(word) < 6 and len(_VOWEL.findall(word)) < 2


def as_letters(acronym: str) -> str:
    """An acronym with each sound as one letter: kh, ts and sh are one each."""
    return _SOUNDS.sub(lambda sound: _LETTERS[sound[0]], acronym)


#: How many acronyms of a name are held in an index.
_MOST = 512


def first_letters(words: tuple[tuple[str, bool], ...]) -> set[str]:
    """The letters, sorted, of every acronym that `stands_for` takes for these words."""
    firsts = [(*initials(*word), *([""] if word[0] in SAID_OR_NOT else [])) for word in words]
    found = (letters for _place, letters in zip(range(_MOST), product(*firsts), strict=False))
    return {"".join(sorted("".join(letters))) for letters in found if len("".join(letters)) > 2}


def letters_of_acronyms(words: tuple[tuple[str, bool], ...]) -> frozenset[str]:
    """Every letter that an acronym of these words may have, written out as Latin."""
    letters = {letter for word in words for said in initials(*word) for letter in said}
    return frozenset(letter for one in letters for letter in _WRITTEN.get(one, one))


@lru_cache(maxsize=65_536)
def stands_for(acronym: str, words: tuple[tuple[str, bool], ...]) -> bool:
    """Whether first letters of all words (in any order: languages differ) are an acronym; what goes without saying may
    be left out. `words` are pairs of a word and whether it is a known one."""
    sounds = as_letters(acronym)
    few = len(sounds) < ANYHOW
    return _letters_of(sounds, words, few=few) or (sounds != acronym and _letters_of(acronym, words, few=few))


def _letters_of(letters: str, words: tuple[tuple[str, bool], ...], *, few: bool) -> bool:
    if len(words) < 2 or len(words) > 9 or len(letters) < 3:
        return False
    if (
        len(letters) > 4
        and not is_short(letters)
        and _put_together(letters, tuple(_said(*one) for one in words), tuple(w in SAID_OR_NOT for w, _ in words))
    ):
        return True
    if few:
        return _first(letters, words)  # Few letters in any turn are anybody's.
    if len(letters) == ANYHOW:
        return any(_first(letters, (*words[place:], *words[:place])) for place in range(len(words)))
    return len(letters) < 10 and _spent(
        letters, tuple(initials(*one) for one in words), tuple(word in SAID_OR_NOT for word, _known in words)
    )


def _first(letters: str, words: tuple[tuple[str, bool], ...]) -> bool:
    """Whether letters are those of words in their turn."""
    if not words:
        return not letters
    rest = _first(letters, words[1:]) if words[0][0] in SAID_OR_NOT else False
    return rest or any(
        letters.startswith(one) and _first(letters[len(one) :], words[1:]) for one in initials(*words[0])
    )


@lru_cache(maxsize=65_536)
def _said(word: str, known: bool) -> tuple[str, ...]:
    """What the syllables of a word can be taken from, in letters of `folding.key`."""
    return tuple(dict.fromkeys(key(one) for one in (word, *(stems_of(word) if known else ()))))


@lru_cache(maxsize=65_536)
def _put_together(
    letters: str, words: tuple[tuple[str, ...], ...], left_out: tuple[bool, ...], longest: int = 0
) -> bool:
    """Whether a word is syllables of all words in their turn: Sovkomflot. One of them at least is a longer one."""
    if not words:
        return not letters and longest > 2
    if left_out[0] and _put_together(letters, words[1:], left_out[1:], longest):
        return True
    for said in words[0]:
        for size in range(2, min(len(said), len(letters)) + 1):
            if said[:size] != letters[:size]:
                break
            if _put_together(letters[size:], words[1:], left_out[1:], max(longest, size)):
                return True
    return False


@lru_cache(maxsize=65_536)
def _spent(letters: str, words: tuple[tuple[str, ...], ...], left_out: tuple[bool, ...]) -> bool:
    if not letters:
        return all(left_out)
    for place, firsts in enumerate(words):
        for first in firsts:
            if letters.startswith(first):
                rest, free = (*words[:place], *words[place + 1 :]), (*left_out[:place], *left_out[place + 1 :])
                if _spent(letters[len(first) :], rest, free):
                    return True
    return False
