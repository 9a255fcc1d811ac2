"""Citations as a reader may see them: who told something is named only to those whom the source allows."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from accounts.models import User
from cases.models import Case, Citation, Source, Update
from cases.vocabulary import Connection, Reliability


@dataclass(frozen=True)
class Cited:
    """One citation as a reader may see it. Who told something is named only to those the source allows."""

    citation: Citation
    names_teller: bool

    @property
    def source(self) -> Source:
        return self.citation.source

    @property
    def is_told(self) -> bool:
        return self.source.case_id is not None

    @property
    def said_by_somebody_hidden(self) -> bool:
        return self.is_told and not self.names_teller

    @property
    def connection(self) -> str:
        """How the teller is connected, in a word; confidential as the name is."""
        known = self.names_teller and self.source.connection != Connection.UNKNOWN
        return self.source.get_connection_display() if known else ""

    @property
    def title(self) -> str:
        return self.source.title or self.source.address.removeprefix("https://").removeprefix("http://")

    @property
    def publisher(self) -> str:
        """Who published it, unless the address that stands for its title says so already."""
        return self.source.publisher if self.source.title or not self.source.address else ""

    @property
    def reliability(self) -> str:
        known = self.citation.reliability != Reliability.UNKNOWN
        return self.citation.get_reliability_display() if known else ""

    @property
    def copied_from(self) -> str:
        """The report that this one copies."""
        origin = self.source.origin
        return "" if origin is None else origin.publisher or origin.title or origin.address

    @property
    def name(self) -> str:
        """The publisher, or the teller where the reader may know; empty for a hidden one."""
        if self.is_told:
            return self.source.told_by if self.names_teller else ""
        return self.source.publisher or self.title


def known_tellers(case: Case, reader: User) -> set[int]:
    """The rows of those who told something on `case` and whom `reader` may know."""
    return set(Source.objects.visible_to(reader).filter(case=case).values_list("pk", flat=True))


def told_on(case: Case, reader: User) -> dict[Source, bool]:
    """The same as rows; with each, whether a citation that `reader` may see says what they told."""
    cited = Citation.objects.visible_to(reader).filter(source=OuterRef("pk"))
    told = Source.objects.visible_to(reader).filter(case=case).annotate(heard=Exists(cited)).order_by("pk")
    return {source: source.heard for source in told}


def cited_by(update: Update, reader: User) -> dict[int, Cited]:
    """The citations of one update, by row, as `reader` may see them."""
    rows = Citation.objects.visible_to(reader).filter(update=update).select_related("source__origin").order_by("pk")
    named = known_tellers(update.case, reader)
    return {one.pk: Cited(one, one.source_id in named) for one in rows}
