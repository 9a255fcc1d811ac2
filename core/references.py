"""References: what stands in every URL in place of a row number."""

import secrets
from collections.abc import Callable

# Crockford's base 32: no I, L, O or U, so that a reference survives being read out.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def random_code(length: int) -> str:
    """`length` random base-32 characters."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def free_reference(make: Callable[[], str], taken: Callable[[str], bool]) -> str:
    """The first reference that `make` gives and that is not `taken`."""
    for _ in range(100):
        reference = make()
        if not taken(reference):
            return reference
    raise RuntimeError("No free reference in 100 tries: the code is too short for this many rows.")
