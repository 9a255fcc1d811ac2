"""Which case a row means: by its reference, by the organisation's own number for it, by the name of the prisoner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property

from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from cases.models import Case
from core.search_keys import search_key
from sheets.models import RowKey
from sheets.models.known import digest_of
from sheets.planning.alike import people_on_file
from sheets.planning.matching import NOTED, WHO

SHOWN = 4


class NoCase(Exception):
    """None or several: the message says so, and is the same for what is not there and for what is not to be seen."""


class CasesNamed:
    """Cases that `user` may see, by what the sheets of `organisation` may call them."""

    def __init__(self, user: User, organisation: Organisation) -> None:
        self.user, self.organisation = user, organisation
        self._numbers: dict[str, set[str]] = {}
        self._cases: dict[str, Case] = {}

    def learn(self, texts: Collection[str]) -> None:
        """Look up, in a few queries, what `texts` may mean: to be done before they are asked for."""
        self._numbers = self._numbered(texts)
        references = {text.upper() for text in texts}.union(*self._numbers.values())
        references.update(reference for text in texts for reference in self._named.get(search_key(text), ()))
        cases = Case.objects.visible_to(self.user).filter(reference__in=references)
        self._cases = {case.reference: case for case in cases.select_related("prisoner", "state", "owner")}

    def find(self, text: str) -> Case:
        """The one case that `text` means. Raises NoCase."""
        if (case := self._cases.get(text.upper())) is not None:
            return case
        numbered, named = self._numbers.get(text, set()), self._named.get(search_key(text), set())
        seen = sorted(numbered & self._cases.keys() or named & self._cases.keys())
        if not seen:
            raise NoCase(
                _("There is no case “%(text)s” here: write its reference, such as BY-20-ABCD.") % {"text": text}
            )
        if len(seen) > 1:
            said = {"text": text, "references": ", ".join(seen[:SHOWN])}
            raise NoCase(_("“%(text)s” may be several cases (%(references)s): write the reference.") % said)
        return self._cases[seen[0]]

    def _numbered(self, texts: Iterable[str]) -> dict[str, set[str]]:
        """By own number, whether or not they may be seen: `_cases` has those that may."""
        digests = {digest_of(text): text for text in texts}
        keys = RowKey.objects.filter(organisation=self.organisation, digest__in=digests)
        keys = keys.exclude(what__in=[WHO, NOTED])
        found: dict[str, set[str]] = defaultdict(set)
        for digest, reference in keys.values_list("digest", "case__reference"):
            found[digests[digest]].add(reference)
        return found

    @cached_property
    def _named(self) -> dict[str, set[str]]:
        """By every name of the prisoner, in any script."""
        found: dict[str, set[str]] = defaultdict(set)
        for person in people_on_file(self.user):
            for name in person.names:
                found[search_key(name)].add(person.reference)
        found.pop("", None)
        return found
