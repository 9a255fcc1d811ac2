"""Files with a few bytes changed, for whatever reads files."""

import random
from collections.abc import Sequence


def tampered(content: bytes, chance: random.Random, inserted: Sequence[bytes]) -> bytes:
    """The same with up to five bytes changed, taken out or put in, the latter from `inserted`."""
    changed = bytearray(content)
    for _number in range(chance.choice((1, 1, 2, 5))):
        place = chance.randrange(len(changed))
        what = chance.choice(("change", "remove", "insert"))
        if what == "change":
            changed[place] = chance.randrange(256)
        elif what == "remove":
            del changed[place : place + chance.randrange(1, 40)]
        else:
            changed[place:place] = chance.choice(inserted)
    return bytes(changed)
