"""Every address of the house, by walking the resolver."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.architecture.permission_table import Row
from tests.architecture.world import World


def names(resolver: URLResolver | None = None, space: str = "", route: str = "") -> Iterator[str]:
    """The full name of every URL pattern; one without a name is called by its route."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from names(entry, f"{space}{entry.namespace}:" if entry.namespace else space, here)
        elif isinstance(entry, URLPattern) and not is_old_admin_address(entry, space):
            yield f"{space}{entry.name}" if entry.name else here


def is_old_admin_address(entry: URLPattern, space: str) -> bool:
    """The stock admin redirects `…/1/` to `…/1/change/`, without a name: the latter is in the table."""
    return space == "admin:" and not entry.name and str(entry.pattern) == "<path:object_id>/"


def address(name: str, row: Row, world: World, *, hidden: bool = False) -> str:
    arguments: dict[str, Any] = (row.hidden if hidden and row.hidden else row.given)(world)
    args = arguments.pop("args", None)
    return reverse(name, args=args, kwargs=None if args else arguments) + row.query
