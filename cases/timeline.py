"""What the timeline of a case shows: everything its template needs, prepared in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.utils.functional import cached_property

from accounts.models import User
from accounts.requests import Request
from cases import grading
from cases.boards import Note
from cases.cited import Cited, told_on
from cases.kinds import icon_of, tone_of
from cases.models import Case, Citation, Source, StatusPeriod, Update
from cases.models.update import UpdateQuerySet
from cases.narrowing import Narrowed, narrowed
from cases.vocabulary import Status
from core import slots
from core.paging import Order, Page, keyset_page
from core.partial_dates import PartialDate

ORDER: Order = [("occurred_on", True), ("sequence", True), ("pk", True)]


@dataclass
class Entry:
    """One update with what stands around it."""

    update: Update
    citations: list[Cited]
    earlier: list[Update] = field(default_factory=list)  # what it corrects, latest first
    actions: bool = False

    @property
    def icon(self) -> str:
        return icon_of(self.update.kind)

    @property
    def css(self) -> str:
        return " ".join(
            filter(None, ["" if self.retracted else tone_of(self.update.kind), "is-superseded" * self.retracted])
        )

    @property
    def retracted(self) -> bool:
        return self.update.retracted_at is not None

    @property
    def where(self) -> str:
        """Place and facility, without saying one thing twice."""
        facility = str(self.update.facility) if self.update.facility else ""
        place = self.update.place if self.update.place and self.update.place not in facility else ""
        return " · ".join(filter(None, [facility, place]))

    @property
    def disagree(self) -> bool:
        return grading.disagree(one.citation for one in self.citations)

    @property
    def claims(self) -> list[Cited]:
        """The citations that give a day or a figure of their own, laid side by side where they differ."""
        return [one for one in self.citations if one.citation.says_when or one.citation.figure]

    @property
    def independent(self) -> int:
        return len({one.source.root for one in self.citations})

    @property
    def has_copies(self) -> bool:
        return self.independent < len(self.citations)

    @property
    def left_out(self) -> bool:
        """Stands, but is narrower than its case and so moves nothing that all its readers see."""
        return not self.update.counted and not self.retracted


@dataclass(frozen=True)
class Turn:
    """The status became another one on `day`."""

    day: date
    before: Status
    after: Status


@dataclass(frozen=True)
class Row:
    """One row of the list: a year, a turn of the status, a note of an app above, or an entry.

    `again`: of the same day as the row above, so that the day need not be said twice.
    """

    year: int | None = None
    turn: Turn | None = None
    note: Note | None = None
    entry: Entry | None = None
    again: bool = False

    @property
    def said(self) -> str:
        """The day, as it stands beside the row."""
        if self.entry:
            return str(self.entry.update.occurred)
        on = self.turn.day if self.turn else self.note.on if self.note else None
        return str(PartialDate(on)) if on else ""


@dataclass
class Timeline:
    """One page of a case's updates, latest first."""

    rows: list[Row]
    page: Page
    narrowed: Narrowed
    at: Update | None
    told: dict[Source, bool]

    @property
    def updates(self) -> list[Update]:
        return list(self.page.rows)

    def levels(self) -> Iterator[str]:
        """The level of all that stands on the page: entries and their earlier wordings, sources, who told it, notes."""
        for row in self.rows:
            if row.note and row.note.level:
                yield row.note.level
            if row.entry:
                yield from (update.level for update in (row.entry.update, *row.entry.earlier))
                yield from (one.citation.level for one in row.entry.citations)
                yield from (one.source.level for one in row.entry.citations if one.is_told and one.names_teller)

    @cached_property
    def tellers(self) -> list[Source]:
        """Who told something that the reader sees, as far as they may know who it was; each once."""
        heard = [source for source, is_heard in self.told.items() if is_heard and source.told_by]
        return list({(source.told_by, source.connection): source for source in heard}.values())


def shown_to(user: User, case: Case) -> UpdateQuerySet:
    """The updates that stand on the timeline: corrections in place of what they correct, retracted ones too."""
    citations = Citation.objects.visible_to(user).select_related("source__origin").order_by("pk")
    return (
        Update.objects.visible_to(user)
        .filter(case=case, superseded_by=None)
        .select_related("author", "facility")
        .prefetch_related(Prefetch("citations", citations, to_attr="shown_citations"))
    )


def timeline(request: Request, case: Case, *, at: Update | None = None) -> Timeline:
    """The page that the request asks for: `?kind=` a group of kinds, `?grade=` the least grade, from `at`'s day on."""
    narrow = narrowed(request, case)
    updates = shown_to(request.user, case).filter(narrow.condition)
    paged: QuerySet[Update] = updates.filter(occurred_on__lte=at.occurred_on) if at else updates
    page = keyset_page(request, paged, ORDER, settings.PAGE_SIZES)
    told = told_on(case, request.user)
    entries = _entries(page.rows, case, request.user, named={source.pk for source in told})
    ceiling = _ceiling(updates, page, whole=at is None)
    between = [(turn.day, Row(turn=turn)) for turn in turns_of(case)]
    if narrow.shows_notes:
        between += [(note.on, Row(note=note)) for note in slots.gather("timeline-notes", user=request.user, case=case)]
    between = sorted([row for row in between if row[0] < ceiling], key=lambda row: row[0], reverse=True)
    rows = _said_once(_interleaved(entries, between, last=page.next_query is None))
    return Timeline(rows=list(rows), page=page, narrowed=narrow, at=at, told=told)


def on_first_page(update: Update, user: User) -> bool:
    """Whether the timeline shows `update` without turning a page."""
    later = Update.objects.visible_to(user).filter(case=update.case_id, superseded_by=None).filter(_above(update))
    return later.count() < settings.PAGE_SIZES[0]


def _above(update: Update) -> Q:
    same_day = Q(occurred_on=update.occurred_on)
    return (
        Q(occurred_on__gt=update.occurred_on)
        | same_day & Q(sequence__gt=update.sequence)
        | same_day & Q(sequence=update.sequence, pk__gt=update.pk)
    )


def _ceiling(updates: QuerySet[Update], page: Page, *, whole: bool) -> date:
    """The day of the last entry above this page: its turns stand there. `whole`: the first page begins at the top."""
    if not page.rows or (whole and page.previous_query is None):
        return date.max
    before = updates.filter(_above(page.rows[0])).prefetch_related(None)
    return before.order_by("occurred_on", "sequence", "pk").values_list("occurred_on", flat=True).first() or date.max


def turns_of(case: Case) -> list[Turn]:
    """The days on which the status became another one, latest first."""
    turns: list[Turn] = []
    before = Status.UNKNOWN
    for period in StatusPeriod.objects.filter(case=case).order_by("starts_on").only("case_id", "starts_on", "status"):
        if period.status != before:
            turns.append(Turn(period.starts_on, before, Status(period.status)))
        before = Status(period.status)
    return turns[::-1]


def _interleaved(entries: Sequence[Entry], between: list[tuple[date, Row]], *, last: bool) -> Iterator[Row]:
    """Entries with their years, and with what stands between them: each above the entries of its day."""
    year: int | None = None

    def under_year(day: date, row: Row) -> Iterator[Row]:
        nonlocal year
        if day.year != year:
            year = day.year
            yield Row(year=year)
        yield row

    for entry in entries:
        while between and between[0][0] >= entry.update.occurred_on:
            yield from under_year(*between.pop(0))
        yield from under_year(entry.update.occurred_on, Row(entry=entry))
    for day, row in between if last else ():
        yield from under_year(day, row)


def _said_once(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, each marked that is of the same day as the one above it."""
    above = ""
    for row in rows:
        yield replace(row, again=row.said == above) if row.said else row
        above = row.said


def _entries(updates: Iterable[Any], case: Case, user: User, *, named: set[int]) -> list[Entry]:
    earlier = _earlier_wordings(case, user)
    return [
        Entry(
            update=update,
            citations=[Cited(one, one.source_id in named) for one in update.shown_citations],
            earlier=list(_chain(update.pk, earlier)),
            actions=update.retracted_at is None and user.organisation_id in {case.owner_id, update.written_in},
        )
        for update in updates
    ]


def _earlier_wordings(case: Case, user: User) -> dict[int, list[Update]]:
    """Every superseded wording that the reader may see, by the row that superseded it."""
    found: dict[int, list[Update]] = {}
    superseded = Update.objects.visible_to(user).filter(case=case, superseded_by__isnull=False)
    for update in superseded.select_related("author"):
        found.setdefault(update.superseded_by_id or 0, []).append(update)
    return found


def _chain(pk: int, earlier: dict[int, list[Update]]) -> Iterator[Update]:
    for update in earlier.get(pk, ()):
        yield update
        yield from _chain(update.pk, earlier)
