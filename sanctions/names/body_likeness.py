"""How alike two bodies' names are: words of their own count, words that many bodies have count little.

Words of their own on both sides that differ say two bodies. An acronym is what its letters stand for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sanctions.names.body_forms import is_of_a_place, stands_for
from sanctions.names.body_words import SAID_OR_NOT
from sanctions.names.closeness import VOWELS, bone_closeness, closeness
from sanctions.names.pairing import NameScore, loss, pairing
from sanctions.names.reading import Reading, Token

#: Makes neighbours one word where the other name has them as one.
Join = Callable[[list[Token], list[Token]], list[Token]]
#: Own words: against another one; without a counterpart; the same beside nothing but one word that agrees.
OTHER_WORD, EXTRA_WORD, LONE_WORD = 0.4, 0.1, 0.27
#: Known words: against another one, without a counterpart, the same beside one word that agrees, where
#: that one is a place, and where it is an acronym.
OTHER_KIND_WORD, MORE_KIND, LONE_KIND, LONE_PLACE, LONE_ACRONYM = 0.2, 0.04, 0.14, 0.22, 0.3
#: What goes without saying weighs this beside another known word.
LITTLE = 0.2
ACRONYM = 0.08
HEARD = 0.65
#: Two words of which one is the other one said in Chinese.
SOUNDS_LIKE = 0.88
_CHINESE_SOUNDS = str.maketrans("rpdg", "lbtk", "wyh")
#: What names of nothing but known words lose: by the part that differs; where both have one of their own; for a single
#: word that agrees; and at least, where an acronym stands
#: against a name that says more.
APART, BOTH, SINGLE, PART = 1.1, 0.24, 0.5, 0.26


@dataclass(frozen=True, slots=True)
class _Left:
    """Words of a side without a counterpart."""

    own: int
    known: float

    @classmethod
    def of(cls, tokens: list[Token]) -> _Left:
        return cls(sum(token.weight == 1 for token in tokens), sum(map(_tells, tokens)))


def _is_short(word: str) -> bool:
    """Whether a word may be first letters."""
    return len(word) < 6 and sum(letter in VOWELS for letter in word) < 2


def _tells(token: Token) -> float:
    return (
        0.0 if token.weight == 1 else LITTLE if token.text in SAID_OR_NOT else 0.5 if token.text == "district" else 1.0
    )


def bodies_likeness(one: Reading, other: Reading, join: Join) -> NameScore:
    """The likeness of two readings, with its words side by side."""
    ours, theirs = join(list(one.tokens), list(other.tokens)), join(list(other.tokens), list(one.tokens))
    pairs = pairing(ours, theirs, _words)
    rest = [token for i, token in enumerate(ours) if i not in {pair[0] for pair in pairs}]
    more = [token for j, token in enumerate(theirs) if j not in {pair[1] for pair in pairs}]
    shown = [(ours[i].text, theirs[j].text, round(alike, 2)) for i, j, alike in sorted(pairs)]
    rest, more = _without_own_acronyms(rest, ours), _without_own_acronyms(more, theirs)
    spelled = _acronym(rest, more) or tuple(reversed(_acronym(more, rest)))
    if spelled:
        shown.append((_text(spelled[0]), _text(spelled[1]), 1 - ACRONYM))
        rest = [token for token in rest if token not in spelled[0]]
        more = [token for token in more if token not in spelled[1]]
    shown += [(token.text, "", 0.0) for token in rest] + [("", token.text, 0.0) for token in more]
    agreed = [
        (min(ours[i].weight, theirs[j].weight), min(ours[i], theirs[j], key=lambda token: len(token.text)), alike)
        for i, j, alike in pairs
    ]
    # A foreign name in Chinese syllables is heard through them: what else agrees makes up for it.
    heard = HEARD if "Hani" in (one.script, other.script) and len(agreed) > 2 else 1.0
    named = [loss(alike) * heard for weight, _token, alike in agreed if weight == 1]
    known = [token for weight, token, _alike in agreed if weight < 1]
    lost = ACRONYM if spelled else 0.0
    if named or spelled:
        places = sum(
            is_of_a_place(ours[i].text) or is_of_a_place(theirs[j].text)
            for i, j, _alike in pairs
            if min(ours[i].weight, theirs[j].weight) == 1
        )
        # A place has many bodies, an acronym many parts.
        lone = not spelled and len(named) - places + sum(map(_tells, known)) < 1.3
        if spelled and not named and any(token.weight == 1 for token in (*rest, *more)):
            lost += EXTRA_WORD + LONE_WORD
        short = lone and all(_is_short(token.text) for weight, token, _alike in agreed if weight == 1)
        lone_kind = LONE_ACRONYM if short else LONE_PLACE if lone and places else LONE_KIND if lone else 0.0
        lost += sum(named) + _beside_own(_Left.of(rest), _Left.of(more), lone_kind, sum(map(_tells, known)))
    else:
        part = _is_short("".join(min(one.text, other.text, key=len).lower().split()))
        lost += _of_known(_Left.of(rest), _Left.of(more), known, part=part)
    return NameScore("", "", min(1.0, max(0.0, 1 - lost)), tuple(shown))


def _text(tokens: list[Token]) -> str:
    return " ".join(token.text for token in tokens)


def _beside_own(rest: _Left, more: _Left, lone_kind: float, known: float) -> float:
    extra = min(abs(rest.own - more.own), 3)
    lost = OTHER_WORD * min(rest.own, more.own)
    lost += (LONE_WORD if lone_kind else EXTRA_WORD) * extra  # IRGC says little of IRGC Navy
    most, least = max(rest.known, more.known), min(rest.known, more.known)
    lost += MORE_KIND * min(most, 4) + OTHER_KIND_WORD * min(least, 1.5) / (1 + known / 3)
    return lost + lone_kind * min(most, 1.2) + (lone_kind / 2 if least else 0.0)


def _of_known(rest: _Left, more: _Left, known: list[Token], *, part: bool) -> float:
    """Nothing but known words agree: they must be nearly all."""
    same = sum(map(_tells, known))
    ours, theirs = rest.known + 1.5 * rest.own, more.known + 1.5 * more.own
    if not known:
        return 1.0
    alike = 2 * same / (2 * same + ours + theirs) if same else 0.0
    if not (ours or theirs):
        return 0.0
    lost = APART * (1 - alike) + (BOTH if min(ours, theirs) > 0 else 0.0) + (SINGLE if len(known) < 2 else 0.0)
    return max(lost, PART) if part and max(ours, theirs) >= 1 else lost


def _acronym(short: list[Token], long: list[Token]) -> tuple[list[Token], list[Token]] | tuple[()]:
    """A word of one side that is the first letters of what is left of the other."""
    words = tuple((token.text, token.weight < 1) for token in long)
    for token in short:
        if token.weight == 1 and stands_for(token.text, words):
            return [token], long
    return ()


def _without_own_acronyms(left: list[Token], side: list[Token]) -> list[Token]:
    """What is left of a side but its name once more by first letters: Higher School of Economics HSE."""
    found = []
    for token in left:
        words = tuple((one.text, one.weight < 1) for one in side if one is not token)
        if token.weight < 1 or not stands_for(token.text, words):
            found.append(token)
    return found


def _sounds_like(one: Token, other: Token) -> float:
    """A foreign name said in Chinese syllables, l for r and b for p: Premera is Pulaimile."""
    bones = [token.bones.replace("ng", "n").translate(_CHINESE_SOUNDS) for token in (one, other)]
    return SOUNDS_LIKE if len(bones[0]) > 1 and bones[0] == bones[1] else 0.0


def _words(one: Token, other: Token) -> float:
    if one.weight < 1 and other.weight < 1:
        return 1.0 if one.text == other.text else 0.0
    if len(one.text) < 3 or len(other.text) < 3 or one.text.isdigit() or other.text.isdigit():
        return 1.0 if one.text == other.text or set(one.keys) & set(other.keys) else 0.0
    if "Arab" in (one.script, other.script):
        return bone_closeness(one.bones, other.bones)
    alike = max((closeness(mine, theirs) for mine in one.keys for theirs in other.keys), default=0.0)
    if {one.script, other.script} == {"Hani", "Latn"} and alike < SOUNDS_LIKE:
        alike = max(alike, _sounds_like(one, other))
    # A word of its own is a known word only where it is a spelling of it.
    return alike if one.weight == other.weight or alike >= 0.85 else 0.0
