"""Addresses of one list with more, less or other choices: every state of a list is a link."""

from dataclasses import dataclass

from django.http import QueryDict

from core.paging import CURSORS


@dataclass(frozen=True)
class Address:
    """A query string to vary. Each variation starts at the list's first page."""

    query: QueryDict
    path: str = ""

    def having(self, name: str, *values: str) -> str:
        """With these values of `name` and no others."""
        return self._varied({name: list(values)})

    def without(self, *names: str) -> str:
        return self._varied({name: [] for name in names})

    def _varied(self, changes: dict[str, list[str]]) -> str:
        query = self.query.copy()
        for name in CURSORS:
            query.pop(name, None)
        for name, values in changes.items():
            query.setlist(name, values)
        text = query.urlencode()
        return f"{self.path}?{text}" if text else self.path or "?"
