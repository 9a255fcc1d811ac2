"""Slots: how a higher app adds to a lower app's page without the lower one importing it.

The lower page leaves a place (`{% slot "case-alerts" case=case %}`); a higher app fills it in `AppConfig.ready`.
Filled on the server, so it works without JavaScript and on paper.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

Filler = Callable[..., str]
Provider = Callable[..., Iterable[Any]]

_fillers: dict[str, list[tuple[int, Filler]]] = defaultdict(list)
_providers: dict[str, list[Provider]] = defaultdict(list)


def fill(name: str, filler: Filler, *, order: int = 0) -> None:
    """Let `filler(request, **context)` render into slot `name`; lower `order` comes first."""
    if all(filler is not known for _, known in _fillers[name]):
        _fillers[name].append((order, filler))
        _fillers[name].sort(key=lambda entry: entry[0])


def render(name: str, request: HttpRequest, **context: Any) -> SafeString:
    """What the apps above put into slot `name`, in order. Fillers return HTML rendered by templates."""
    return mark_safe("".join(filler(request, **context) for _, filler in _fillers[name]))


def provide(name: str, provider: Provider) -> None:
    """Let `provider(**question)` add rows to the list `name` (dates that come up, rows that need somebody)."""
    if provider not in _providers[name]:
        _providers[name].append(provider)


def gather(name: str, **question: Any) -> list[Any]:
    """All rows that the apps provide for `name`."""
    return [row for provider in _providers[name] for row in provider(**question)]
