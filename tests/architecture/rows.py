"""What a row of the permission table says; the table itself is `permission_table.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any

from accounts.permissions import Permission
from tests.architecture.world import World

GET, POST = "get", "post"
Arguments = Callable[[World], dict[str, Any]]


class Door(Enum):
    """What is asked of somebody where it is not a permission."""

    ANONYMOUS = auto()  # anybody on the internet
    SIGNED_IN = auto()  # whoever has an account
    ADMIN_SITE = auto()  # CURATE_REFERENCES; the stock admin's own redirect for the anonymous


ANONYMOUS, SIGNED_IN, ADMIN_SITE = Door


@dataclass(frozen=True)
class Row:
    needs: Permission | Door
    method: str = GET
    given: Arguments = lambda world: {}
    hidden: Arguments | None = None
    query: str = ""
    #: It answers with a part of a page, for htmx, so it has no heading of its own.
    fragment: bool = False


def of(
    what: str, needs: Permission | Door, method: str = GET, argument: str = "reference", value: str = "reference"
) -> Row:
    """An address that names one record: `world.<what>`, and `world.hidden_<what>` that must not be found."""

    def named(attribute: str) -> Arguments:
        return lambda world: {argument: getattr(getattr(world, attribute), value)}

    return Row(needs, method, named(what), named(f"hidden_{what}"))


def of_case(needs: Permission | Door, method: str = GET, *, fragment: bool = False) -> Row:
    return replace(of("case", needs, method), fragment=fragment)
