"""How alike two bodies' names are: words of their own count, words that many bodies have count little.

Words of their own on both sides that differ say two bodies. An acronym is what its letters stand for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sanctions.names.body_forms import as_letters, is_of_a_place, is_short, stands_for
from sanctions.names.body_words import NEAR, SAID_OR_NOT
from sanctions.names.closeness import bone_closeness, closeness, distance
from sanctions.names.pairing import Cell, NameScore, loss, pairing
from sanctions.names.reading import COMMON, Reading, Token

#: Makes neighbours one word where the other name has them as one.
Join = Callable[[list[Token], list[Token]], list[Token]]
#: The words on both sides of which one is the other's first letters.
Spelled = tuple[list[Token], list[Token]] | tuple[()]
#: Own words: against another one; without a counterpart; the same beside nothing but one word that agrees.
OTHER_WORD, EXTRA_WORD, LONE_WORD = 0.4, 0.1, 0.27
#: Known words: against another one, without a counterpart, the same beside one word that agrees, where
#: that one is a place, and where it is an acronym.
OTHER_KIND_WORD, MORE_KIND, LONE_KIND, LONE_PLACE, LONE_ACRONYM = 0.2, 0.04, 0.14, 0.22, 0.3
#: The same beside a word that is hardly two bodies' name: one of more letters than this.
LONE_RARE, RARE = 0.1, 6
#: What goes without saying weighs this beside another known word.
LITTLE = 0.2
ACRONYM = 0.08
#: The same more where it is all that speaks for it, and how many letters are too few for that.
ALONE, LEAST = 0.2, 3
HEARD = 0.65
#: Pairs less alike than this give way to an acronym.
CERTAIN = 0.8
#: Two words of which one is the other one said in Chinese.
SOUNDS_LIKE, NEARLY_LIKE = 0.88, 0.76
_CHINESE_SOUNDS = str.maketrans("rpdgS", "lbtks", "wyh")
COUNTRIES = frozenset(["russia", "belarus", "ukraine", "iran", "china", "crimea", "donetsk", "luhansk"])
#: Two words of which one is the other in translation.
MEANT = 0.84
#: Two known words that translators take for one another, and what each such pair costs.
NEAR_WORD, NEAR_COST = 0.7, 0.05
MANY = 3
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


def _tells(token: Token) -> float:
    return (
        0.0 if token.weight == 1 else LITTLE if token.text in SAID_OR_NOT else 0.5 if token.text == "district" else 1.0
    )


def bodies_likeness(one: Reading, other: Reading, join: Join) -> NameScore:
    """The likeness of two readings, with its words side by side."""
    ours, theirs = join(list(one.tokens), list(other.tokens)), join(list(other.tokens), list(one.tokens))
    pairs = pairing(ours, theirs, _words)
    certain = [pair for pair in pairs if pair[2] >= CERTAIN or ours[pair[0]].weight < 1]
    if len(certain) < len(pairs) and any(_acronyms(*_unpaired(ours, theirs, certain), ours, theirs)):
        pairs = certain
    rest, more = _unpaired(ours, theirs, pairs)
    shown = [(ours[i].text, theirs[j].text, round(alike, 2)) for i, j, alike in sorted(pairs)]
    rest, more = _without_own_acronyms(rest, ours), _without_own_acronyms(more, theirs)
    rest, more = _without_pinyin_initials(rest, more, one, other)
    spelled = _acronyms(rest, more, ours, theirs)
    if spelled:
        shown.append((_text(spelled[0]), _text(spelled[1]), 1 - ACRONYM))
        rest = [token for token in rest if token not in spelled[0]]
        more = [token for token in more if token not in spelled[1]]
    shown += [(token.text, "", 0.0) for token in rest] + [("", token.text, 0.0) for token in more]
    agreed = [
        (
            min(ours[i].weight, theirs[j].weight),
            min(ours[i], theirs[j], key=lambda token: (token.weight, len(token.text))),
            alike,
        )
        for i, j, alike in pairs
        if not _is_near(ours[i], theirs[j])
    ]
    # A foreign name in Chinese syllables is heard through them: what else agrees makes up for it.
    heard = HEARD if "Hani" in (one.script, other.script) and len(pairs) > 2 else 1.0
    named = [loss(alike) * heard for weight, _token, alike in agreed if weight == 1]
    known = [token for weight, token, alike in agreed if weight < 1 and alike == 1]
    near = len(pairs) - len(agreed)
    lost = _of_an_acronym(spelled, agreed=len(pairs), left=[*rest, *more]) if spelled else 0.0
    lost += NEAR_COST * min(2, near) + _of_other_countries(ours, theirs)
    if named or spelled:
        places = sum(
            is_of_a_place(ours[i].text) or is_of_a_place(theirs[j].text)
            for i, j, _alike in pairs
            if min(ours[i].weight, theirs[j].weight) == 1
        )
        # A place has many bodies, an acronym many parts.
        lone = not spelled and len(named) - places + sum(map(_tells, known)) + near / 2 < 1.3
        if spelled and not named and any(token.weight == 1 for token in (*rest, *more)):
            lost += EXTRA_WORD + LONE_WORD
        own = [token for weight, token, _alike in agreed if weight == 1]
        lone_kind = _of_a_lone(own, places) if lone else 0.0
        rest, more = _without_lone_acronyms(rest, more), _without_lone_acronyms(more, rest)
        lost += sum(named) + _beside_own(_Left.of(rest), _Left.of(more), lone_kind, sum(map(_tells, known)))
    else:
        part = is_short("".join(min(one.text, other.text, key=len).lower().split()))
        lost += _of_known(_Left.of(rest), _Left.of(more), known, near, part=part)
    return NameScore("", "", min(1.0, max(0.0, 1 - lost)), tuple(shown))


def _without_pinyin_initials(
    rest: list[Token], more: list[Token], one: Reading, other: Reading
) -> tuple[list[Token], list[Token]]:
    """What is left of both but a word that is first letters of the other name in pinyin, and what they stand for."""
    if "Hani" not in (one.script, other.script) or not (one.said or other.said) or (one.said and other.said):
        return rest, more
    if one.said:
        more, rest = _without_pinyin_initials(more, rest, other, one)
        return rest, more
    for token in rest:
        if token.weight == 1 and 2 < len(token.text) < 6 and _in_turn(token.text, other.said[0][: len(token.text) + 1]):
            return [word for word in rest if word is not token], [word for word in more if word.weight < 1]
    return rest, more


def _in_turn(letters: str, others: str) -> bool:
    """Whether letters stand in others in their turn, from the first on."""
    left = iter(others)
    return letters[:1] == others[:1] and all(letter in left for letter in letters)


def _of_other_countries(ours: list[Token], theirs: list[Token]) -> float:
    """What it costs that both say a country, and not the same one."""
    mine, yours = ({token.text for token in side} & COUNTRIES for side in (ours, theirs))
    return OTHER_WORD if mine and yours and not mine & yours else 0.0


def _of_a_lone(own: list[Token], places: int) -> float:
    """What another known word costs beside nothing but one word that agrees."""
    if any(map(_is_rare, own)):
        return LONE_RARE
    if all(is_short(token.text) for token in own):
        return LONE_ACRONYM
    return LONE_PLACE if places else LONE_KIND


def _is_rare(token: Token) -> bool:
    """Whether a word is hardly two bodies' name: no ordinary word, no place, long enough."""
    return len(token.text) > RARE and not token.means and not is_of_a_place(token.text)


def _without_lone_acronyms(left: list[Token], others: list[Token]) -> list[Token]:
    """What is left of a side; first letters of what it is (AFK Sistema) say little where nothing stands against."""
    if any(token.weight == 1 for token in others):
        return left
    return [
        replace(token, weight=COMMON) if token.weight == 1 and token.text.isalpha() and is_short(token.text) else token
        for token in left
    ]


def _text(tokens: list[Token]) -> str:
    return " ".join(token.text for token in tokens)


def _beside_own(rest: _Left, more: _Left, lone_kind: float, known: float) -> float:
    extra = min(abs(rest.own - more.own), 3)
    lost = OTHER_WORD * min(rest.own, more.own)
    lost += (LONE_WORD if lone_kind else EXTRA_WORD) * extra  # IRGC says little of IRGC Navy
    fewer = min(rest, more, key=lambda left: left.own)
    lost += OTHER_KIND_WORD * min(fewer.known, 1.5) if extra else 0.0  # Qods Force is not Air Force
    most, least = max(rest.known, more.known), min(rest.known, more.known)
    lost += MORE_KIND * min(most, 4) + OTHER_KIND_WORD * min(least, 1.5) / (1 + known / 3)
    return lost + lone_kind * min(most, 1.2) + (lone_kind / 2 if least else 0.0)


def _of_known(rest: _Left, more: _Left, known: list[Token], near: int, *, part: bool) -> float:
    """Nothing but known words agree: they must be nearly all."""
    same = sum(map(_tells, known)) + near / 2
    ours, theirs = rest.known + 1.5 * rest.own, more.known + 1.5 * more.own
    if not known:
        return 1.0
    alike = 2 * same / (2 * same + ours + theirs) if same else 0.0
    if not (ours or theirs):
        return 0.0
    lost = (
        APART * (1 - alike)
        + near * 0.15
        + (BOTH * min(1, MANY / same) if min(ours, theirs) > 0 else 0.0)
        + (SINGLE if len(known) < 2 else 0.0)
    )
    return max(lost, PART) if part and max(ours, theirs) >= 1 else lost


def _of_an_acronym(spelled: Spelled, *, agreed: int, left: list[Token]) -> float:
    """What an acronym costs: much where nothing else agrees and it has three letters, or does not say all."""
    shortest = min(len(as_letters(_text(side))) for side in spelled)
    return ACRONYM if agreed or (shortest > LEAST and not any(map(_tells, left))) else ACRONYM + ALONE


def _unpaired(ours: list[Token], theirs: list[Token], pairs: list[Cell]) -> tuple[list[Token], list[Token]]:
    mine, yours = {i for i, _j, _alike in pairs}, {j for _i, j, _alike in pairs}
    return [one for i, one in enumerate(ours) if i not in mine], [one for j, one in enumerate(theirs) if j not in yours]


def _acronyms(rest: list[Token], more: list[Token], ours: list[Token], theirs: list[Token]) -> Spelled:
    """A word of either side that is the first letters of what is left of the other one, or of all of it."""
    found = _acronym(rest, more, theirs)
    if found:
        return found
    turned = _acronym(more, rest, ours)
    return (turned[1], turned[0]) if turned else ()


def _acronym(short: list[Token], long: list[Token], whole: list[Token]) -> Spelled:
    for token in short:
        if token.weight == 1 and long:
            for words in (long, whole):
                if stands_for(token.text, tuple((word.text, word.weight < 1) for word in words)):
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
    if len(bones[0]) > 1 and bones[0] == bones[1]:
        return SOUNDS_LIKE
    nearly = (
        min(map(len, bones)) > 2
        and not (is_short(one.text) or is_short(other.text))
        and distance(bones[0], bones[1], {}, {}, vowel=1.0) <= 1
    )
    return NEARLY_LIKE if nearly else 0.0


def _is_near(one: Token, other: Token) -> bool:
    return one.text in NEAR and one.text != other.text and other.text in NEAR[one.text]


def _words(one: Token, other: Token) -> float:
    if _is_near(one, other):
        return NEAR_WORD
    if one.weight < 1 and other.weight < 1 and not (one.means and one.means == other.means):
        return 1.0 if one.text == other.text else 0.0
    if one.means and one.means == other.means:
        return 1.0 if one.text == other.text else MEANT
    if len(one.text) < 3 or len(other.text) < 3 or one.text.isdigit() or other.text.isdigit():
        return 1.0 if one.text == other.text or set(one.keys) & set(other.keys) else 0.0
    if "Arab" in (one.script, other.script):
        return bone_closeness(one.bones, other.bones)
    alike = max((closeness(mine, theirs) for mine in one.keys for theirs in other.keys), default=0.0)
    if {one.script, other.script} == {"Hani", "Latn"} and alike < SOUNDS_LIKE:
        alike = max(alike, _sounds_like(one, other))
    # A word of its own is a known word only where it is a spelling of it.
    return alike if one.weight == other.weight or alike >= 0.85 else 0.0
