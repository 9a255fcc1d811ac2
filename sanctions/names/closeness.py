"""How alike two keys are: an edit distance in which what transliterations confuse costs little."""

from __future__ import annotations

from functools import lru_cache

VOWELS = "aeiou"
#: What changing one sound into another costs; another letter costs 1, another vowel 0.5.
_CHEAP = {
    frozenset(pair): cost
    for cost, pairs in (
        (0.2, ("gh", "ie", "ao", "vu", "ij", "cC", "fv", "cs", "ck", "Zj", "kh")),
        (0.35, ("ea", "eo", "iu", "ou", "Zz", "SC", "Ss", "Ci", "iZ", "Cs")),
        (0.6, ("sz", "dt", "bp", "kg", "vb", "lr", "mn")),
    )
    for pair in pairs
}
_WEAK = {"i": 0.3, "h": 0.5, "j": 0.3, **dict.fromkeys("aeou", 0.55)}
#: Consonants of scripts that leave out vowels: w and y may be one.
_BONES = {
    frozenset(pair): 0.2
    for pair in ("dz", "jg", "kg", "xk", "xh", "bp", "fp", "wb", "td", "sz", "jS", "jx", "jh", "jz", "ts", "fw", "Ss")
}
_BONE_WEAK = {"w": 0.15, "y": 0.1, "h": 0.5}


@lru_cache(maxsize=262_144)
def closeness(one: str, other: str) -> float:
    """1 for the same key, 0 for nothing in common."""
    if one == other:
        return 1.0
    longest = max(len(one), len(other))
    if not one or not other or abs(len(one) - len(other)) > longest // 2 + 1:
        return 0.0
    return max(0.0, 1.0 - distance(one, other, _CHEAP, _WEAK, vowel=0.5) / longest)


@lru_cache(maxsize=262_144)
def bone_closeness(one: str, other: str) -> float:
    """The same of two skeletons; of very short ones only the same is alike."""
    if one == other:
        return 0.97
    bare = [word[:1] + word[1:].replace("w", "").replace("y", "") for word in (one, other)]
    longest = max(len(bare[0]), len(bare[1]))
    spent = distance(one, other, _BONES, _BONE_WEAK, vowel=1.0)
    if longest < 3 and spent > 0.5:
        return 0.0
    return max(0.0, 0.97 - spent / (longest + 1 if longest < 4 else longest))


def distance(
    one: str, other: str, cheap: dict[frozenset[str], float], weak: dict[str, float], *, vowel: float
) -> float:
    """The cheapest way from one to the other; two letters changing places cost 0.8."""
    before: list[float] = []
    row = [0.0]
    for letter in other:
        row.append(row[-1] + weak.get(letter, 1.0))
    for i, mine in enumerate(one):
        last, row, gone = row, [row[0] + weak.get(mine, 1.0)], weak.get(mine, 1.0)
        for j, theirs in enumerate(other):
            if mine == theirs:
                best = last[j]
            else:
                dear = vowel if mine in VOWELS and theirs in VOWELS else 1.0
                best = last[j] + cheap.get(frozenset((mine, theirs)), dear)
                best = min(best, last[j + 1] + gone, row[j] + weak.get(theirs, 1.0))
                if i and j and mine == other[j - 1] and one[i - 1] == theirs:
                    best = min(best, before[j - 1] + 0.8)
            row.append(best)
        before = last
    return row[-1]
