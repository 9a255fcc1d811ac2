"""How well a claim is established: worked out from its sources, and corrected by hand where somebody knows better."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from cases.vocabulary import Connection, Grade, Reliability, SourceKind
from core.partial_dates import PartialDate

# A record of a court, a parliament or a government settles that something was done or said.
OFFICIAL_KINDS = frozenset({SourceKind.OFFICIAL, SourceKind.COURT, SourceKind.SANCTIONS_LIST})
# Who saw or heard the prisoner themselves.
DIRECT = frozenset({Connection.PRISONER, Connection.RELATIVE, Connection.LAWYER, Connection.CONSUL, Connection.MONITOR})
DOUBTFUL = frozenset({Reliability.LIKELY_UNRELIABLE, Reliability.HIGHLY_UNRELIABLE})
ESTABLISHED = frozenset({Grade.CORROBORATED, Grade.OFFICIALLY_CONFIRMED})


class Cited(Protocol):
    """What grading needs of one citation. `root` is the report it goes back to: copies of one report count once."""

    @property
    def kind(self) -> str: ...
    @property
    def root(self) -> object: ...
    @property
    def connection(self) -> str: ...
    @property
    def reliability(self) -> str: ...
    @property
    def says_when(self) -> PartialDate | None: ...
    @property
    def figure(self) -> str: ...


def grade_of(citations: Iterable[Cited]) -> Grade:
    """The grade that follows from the sources alone. Sources held to be unreliable establish nothing."""
    trusted = [cited for cited in citations if cited.reliability not in DOUBTFUL]
    if any(cited.kind in OFFICIAL_KINDS for cited in trusted):
        return Grade.OFFICIALLY_CONFIRMED
    independent = len({cited.root for cited in trusted})
    if independent >= 2:
        return Grade.CORROBORATED
    return Grade.SINGLE_SOURCE if independent == 1 else Grade.UNVERIFIED


def is_reliable(grade: str, citations: Iterable[Cited]) -> bool:
    """Whether an update ends the wait for reliable news: well established, or from somebody in direct contact."""
    return grade in ESTABLISHED or any(cited.connection in DIRECT for cited in citations)


def disagree(citations: Iterable[Cited]) -> bool:
    """Whether two sources give different days or different figures. Copies of one report cannot disagree with it."""
    cited = list(citations)
    days = {one.says_when for one in cited if one.says_when is not None}
    figures = {one.figure for one in cited if one.figure}
    return len(days) > 1 or len(figures) > 1
