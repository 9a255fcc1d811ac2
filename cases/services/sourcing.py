"""Sources and citations as a form or an import hands them in, and how they become rows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from cases.models import Case, Citation, Involvement, Source, Update
from cases.models.base import http_only
from cases.visibility import stricter
from cases.vocabulary import Connection, Level, Reliability, SourceKind
from core.partial_dates import PartialDate

LONGEST_ADDRESS, LONGEST_PUBLISHER = 1000, 160
#: What the owner's whole team reads, whichever case it stands on.
TEAM = (Level.PUBLIC, Level.PARTNERS, Level.TEAM)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:\S", re.IGNORECASE)
_BARE_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class CitationData:
    """One source and what it says. Either something published (`address` or `title`) or somebody who `told_by`."""

    address: str = ""
    title: str = ""
    publisher: str = ""
    told_by: str = ""
    connection: str = Connection.UNKNOWN
    kind: str = SourceKind.NEWS
    published: PartialDate | None = None
    source: Source | None = None  # one already recorded
    copy_of: Source | CitationData | None = None  # a report already recorded, or one named beside this
    says: str = ""
    says_when: PartialDate | None = None
    figure: str = ""
    reliability: str = Reliability.UNKNOWN
    quotation: str = ""
    archived: str = ""

    @property
    def root(self) -> object:
        """What makes it the same source as another: see `cases.grading.Cited`."""
        if self.source is not None:
            return self.source.root
        if self.copy_of is not None:
            return self.copy_of.root
        return self.told_by.casefold() or normal_address(self.address) or (self.publisher, self.title)


def said_by(words: str, connection: str = Connection.UNKNOWN) -> CitationData:
    """What one box "address or told by" means: something that looks like an address, else the words of who told it.

    Any scheme counts as an address, so that `ftp:` and `javascript:` are refused by `check` and not kept as a name.
    """
    words = words.strip()
    if _SCHEME.match(words):
        return CitationData(address=words)
    if _BARE_HOST.fullmatch(words):
        return CitationData(address=f"https://{words}")
    return CitationData(told_by=words, connection=connection, kind=SourceKind.INTERVIEW)


def normal_address(address: str) -> str:
    """One page under one address: no fragment, no `www.`, no trailing slash, host in lower case."""
    parts = urlsplit(address.strip())
    host = (parts.hostname or "").removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}" if host else ""


def check(data: CitationData) -> None:
    """Refuse a citation that names no source, or an address that is not one of the web.

    Raises ValidationError with a sentence that says how to mend it.
    """
    for address in filter(None, (data.address, data.archived)):
        try:
            http_only(address)
        except ValidationError:
            raise ValidationError(
                _("“%(address)s” is no address we can keep: it must begin with https:// or http://."),
                params={"address": address[:100]},
            ) from None
        if len(address) > LONGEST_ADDRESS:
            raise ValidationError(_("An address may have %(n)s characters."), params={"n": LONGEST_ADDRESS})
    if not (data.source or data.address or data.title or data.publisher or data.told_by):
        raise ValidationError(_("This citation names no source: give an address, or say who told it."))
    if len(data.quotation) > 500:
        raise ValidationError(
            _("A quotation may have 500 characters; this one has %(n)s."), params={"n": len(data.quotation)}
        )


class Library(Protocol):
    """Where sources are found again and new ones are put: the database, or the rows of many cases on their way in."""

    def tellers(self, case: Case) -> Iterable[Source]:
        """Those who told something on `case`."""

    def at_address(self, address: str, case: Case, record: Update | Involvement | None) -> Source | None:
        """What was published there, where it is cited in sight of all who see `case`; the first of several."""

    def add(self, source: Source) -> None:
        """Keep a new one."""


class Stored:
    """The sources in the database."""

    def tellers(self, case: Case) -> Iterable[Source]:
        return Source.objects.filter(case=case).exclude(told_by="")

    def at_address(self, address: str, case: Case, record: Update | Involvement | None) -> Source | None:
        rows = Source.objects.filter(organisation=case.owner_id, case=None, address=address)
        return rows.filter(_cited_in_sight_of_all(case, record)).order_by("pk").first()

    def add(self, source: Source) -> None:
        source.save()


STORED = Stored()


def known_source(
    data: CitationData, case: Case, record: Update | Involvement | None = None, among: Library = STORED
) -> Source | None:
    """The source that `data` names, where we have it already: the same address, or the same person on this case."""
    if data.source is not None:
        return data.source
    if data.told_by:
        # Names are encrypted, so the case's few tellers are compared here.
        return next((one for one in among.tellers(case) if _same_teller(one, data)), None)
    return among.at_address(data.address, case, record) if data.address else None


def _cited_in_sight_of_all(case: Case, record: Update | Involvement | None) -> Exists:
    """Cited where everybody who sees `case` may see it: only there a source lends its title and kind to another record.

    That is on the case itself at no stricter level; for the owner's own people where the whole team sees it; and in
    the very record that is being written.
    """
    same, team = levels_in_sight(case), seen_by_team(case)
    seen = Q()
    for name in ("update", "involvement"):
        seen |= Q(**{f"{name}__case": case, f"{name}__level__in": same})
        seen |= Q(**{f"{name}__case__level__in": team, f"{name}__level__in": team})
    if record is not None:
        seen |= Q(**{record._meta.model_name or "": record})
    return Exists(Citation.objects.filter(seen, source=OuterRef("pk")))


def levels_in_sight(case: Case) -> list[Level]:
    """The levels of a record on `case` that everybody who sees the case may read."""
    return [level for level in Level if level != Level.SEALED and not stricter(level, case.level)]


def seen_by_team(case: Case) -> list[Level]:
    """The levels of other cases and their records that everybody who sees `case` may read; none where partners do."""
    return list(TEAM) if stricter(case.level, Level.PARTNERS) else []


def _same_teller(source: Source, data: CitationData) -> bool:
    return source.told_by.casefold() == data.told_by.casefold() and source.connection == data.connection


def resolved(data: CitationData, case: Case, among: Library = STORED) -> CitationData:
    """`data` with the source we already have, whose kind and origin then decide the grade."""
    if isinstance(data.copy_of, CitationData):
        data = replace(data, copy_of=resolved(data.copy_of, case, among))
    source = known_source(data, case, among=among)
    return data if source is None else replace(data, source=source, kind=source.kind, connection=source.connection)


def source_for(
    data: CitationData, *, case: Case, record: Update | Involvement | None = None, among: Library = STORED
) -> Source:
    """The source that `data` names, cited in `record`: the one we have, or a new one."""
    known = known_source(data, case, record, among)
    if known is not None:
        return known
    new = _source_row(data, case, _origin(data.copy_of, case, record, among))
    among.add(new)
    return new


def _source_row(data: CitationData, case: Case, origin: Source | None) -> Source:
    if data.told_by:
        return Source(
            organisation=case.owner,
            case=case,
            kind=SourceKind.INTERVIEW,
            told_by=data.told_by,
            connection=data.connection,
            level=Level.RESTRICTED,  # on a sealed case its members among those named
        )
    return Source(
        organisation=case.owner,
        kind=data.kind,
        title=data.title,
        publisher=data.publisher or (urlsplit(data.address).hostname or "").removeprefix("www.")[:LONGEST_PUBLISHER],
        address=data.address,
        published=data.published,
        connection=data.connection,
        origin=origin,
        level=Level.PARTNERS,
    )


def _origin(
    copied: Source | CitationData | None, case: Case, record: Update | Involvement | None, among: Library
) -> Source | None:
    if isinstance(copied, CitationData):
        copied = source_for(copied, case=case, record=record, among=among)
    return copied.origin or copied if copied else None


def cite(data: CitationData, *, update: Update | None = None, involvement: Involvement | None = None) -> Citation:
    """Put one citation under an update or an involvement; whoever sees that sees it."""
    record = update or involvement
    assert record is not None
    citation = citation_row(data, record, source_for(data, case=record.case, record=record))
    citation.save()
    return citation


def citation_row(data: CitationData, record: Update | Involvement, source: Source) -> Citation:
    """A citation as a row that is not stored yet."""
    return Citation(
        update=record if isinstance(record, Update) else None,
        involvement=record if isinstance(record, Involvement) else None,
        source=source,
        says=data.says,
        says_when=data.says_when,
        figure=data.figure,
        reliability=data.reliability,
        quotation=data.quotation,
        archived=data.archived,
        level=Level.PARTNERS,  # adds nothing to the level of what it stands under
    )
