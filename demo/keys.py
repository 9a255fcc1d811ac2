"""The keys under which facts are saved, the same at every loading: so nothing is saved twice."""

from __future__ import annotations

import uuid

from demo import facts as f

NAMESPACE = uuid.UUID("6d1f2f0e-6f0a-4f0f-9d2e-2f7a3c1b5e4d")


def form_key(dossier: f.Dossier, fact: str) -> uuid.UUID:
    """The key of an update, by its key in the dossier, or of what hangs on it."""
    return uuid.uuid5(NAMESPACE, f"{dossier.prisoner.key}/{fact}")


def act_key(dossier: f.Dossier, update: str, number: int = 1) -> uuid.UUID:
    """The key of an action: the first, second … that the update tells of."""
    return form_key(dossier, f"{update} act {number}")
