"""One search key per searchable text, so that any script and any spelling finds it.

NFKC, transliteration to ASCII, lower case, punctuation folded to single blanks. Both databases search the same key.
"""

import re
import unicodedata

from anyascii import anyascii

_NOT_WORD = re.compile(r"[^0-9a-z]+")
# Common spellings that differ between transliterations of one name: compared with these folded away.
_LOOSE = re.compile(r"(.)\1+")


def search_key(*texts: str) -> str:
    """Fold `texts` into one key: `search_key("Кара-Мурза") == "kara murza"`."""
    joined = " ".join(text for text in texts if text)
    # Latin letters with marks become their base letter; other scripts are transliterated.
    folded = joined if joined.isascii() else anyascii(unicodedata.normalize("NFKC", joined))
    return _NOT_WORD.sub(" ", folded.lower().replace("'", "")).strip()


def search_words(text: str) -> list[str]:
    """The words of a query, folded as keys are; every one must be found."""
    return search_key(text).split()


def loose_key(text: str) -> str:
    """A coarser key for likeness of names: word order, doubled letters and y/i/j differences do not count."""
    words = sorted(search_key(text).replace("y", "i").replace("j", "i").split())
    return _LOOSE.sub(r"\1", " ".join(words))
