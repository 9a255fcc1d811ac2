"""What sanctions add to the pages of the apps below, through the slots in `core`."""

from __future__ import annotations


def take_up() -> None:
    """Fill the slots: called once, when the app is ready."""
