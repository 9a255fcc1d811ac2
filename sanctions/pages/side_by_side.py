"""One proposed match as two records side by side: what we have of the official, what the list has of its entry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import Involvement, Official
from core.country_names import country_or_code
from core.partial_dates import PartialDate
from sanctions.models import Change, Entry, Match
from sanctions.pages.entry import Happened
from sanctions.pages.explaining import Explained, explained, percent, plain_birth, plain_births
from sanctions.pages.identity import Births, Number, births_of, confirmed_entries, numbers_of
from sanctions.pages.record_words import field_word, said, standing_of_name
from sanctions.pages.snapshot import field_changes
from sanctions.vocabulary import ChangeKind, Decision, EntryKind, SnapshotState

#: How a line stands: both say the same, they contradict, or it cannot be told.
AGREES, AGAINST = "agrees", "against"


@dataclass(frozen=True)
class Cell:
    """One thing said. `foreign`: in a script of its own, so a browser must find its direction and voice."""

    text: str
    note: str = ""
    foreign: bool = False


@dataclass(frozen=True)
class Line:
    label: str
    ours: list[Cell] = field(default_factory=list)
    theirs: list[Cell] = field(default_factory=list)
    standing: str = ""


@dataclass(frozen=True)
class Decided:
    """An earlier decision, or that one was taken back."""

    what: str
    who: str
    at: Any
    why: str


@dataclass(frozen=True)
class Record:
    match: Match
    told: Explained
    lines: list[Line]
    births: Births
    numbers: list[Number]
    involvements: list[Involvement]
    changes: list[Happened]
    earlier: list[Decided]
    #: Why the decision that stands was made, for people of the organisation that made it.
    why: str = ""

    @property
    def percent(self) -> int:
        return percent(self.match.score)

    @property
    def contradicted(self) -> list[Number]:
        return [number for number in self.numbers if number.contradicts]


def side_by_side(match: Match, reader: User) -> Record:
    official, entry = match.official, match.entry
    entries = [entry, *(one for one in confirmed_entries(official) if one.pk != entry.pk)]
    told = explained(match)
    numbers = numbers_of(official, entries, reader)
    return Record(
        match=match,
        told=told,
        lines=[line for line in _lines(official, entry, told, numbers) if line.ours or line.theirs],
        births=births_of(official, entries),
        numbers=numbers,
        involvements=involvements_of(official, reader),
        changes=_changes(match),
        earlier=_earlier(match, reader),
        why=_own(match.why, match.decided_by, reader),
    )


def involvements_of(official: Official, reader: User) -> list[Involvement]:
    """In which cases that `reader` may see, in what function."""
    rows = Involvement.objects.visible_to(reader).filter(official=official)
    return list(rows.select_related("case__prisoner", "case__state").order_by("-approved_at", "pk"))


def _lines(official: Official, entry: Entry, told: Explained, numbers: Iterable[Number]) -> Iterable[Line]:
    record = entry.record
    standing = {point.code: AGREES if point.speaks_for else AGAINST for point in told.points}
    yield Line(_("Names"), our_names(official), _their_names(record))
    kind = str(EntryKind(entry.kind).label)
    yield Line(
        _("Person or body"), _cells([str(official.get_kind_display())]), _cells([kind]), standing.get("kind", "")
    )
    births = [plain_birth(text) for text in record.get("births", [])]
    ours = [str(official.birth)] if official.birth else []
    yield Line(_("Born"), _cells(ours), _cells(births), standing.get("birth", ""))
    yield Line(_("Place of birth"), [], _cells(record.get("birth_places", [])))
    gender = [str(official.get_gender_display())] if official.gender not in ("", "unknown") else []
    yield Line(_("Gender"), _cells(gender), _cells([said("gender", record.get("gender"))]), standing.get("gender", ""))
    nations = [country_or_code(code) for code in record.get("nationalities", [])]
    yield Line(_("Country"), _cells([str(official.state)]), _cells(nations), standing.get("country", ""))
    yield Line(_("Positions"), our_positions(official), _cells(record.get("positions", [])))
    yield Line(
        _("Numbers"), [], [_number(one) for one in numbers if one.entry == entry], standing.get("identifier", "")
    )
    yield Line(_("Listed"), [], [_listing(one) for one in record.get("listings", [])])
    yield Line(_("Linked to"), [], _cells(record.get("linked_to", [])))
    yield Line(_("Reasons given"), [], _cells([record.get("reasons", "")]))
    yield Line(_("Remarks"), [], _cells([record.get("remarks", "")]))


def our_names(official: Official) -> list[Cell]:
    cells = [Cell(official.name)]
    if official.native_name:
        cells.append(Cell(official.native_name, _("in original script"), foreign=True))
    others = official.other_names.all()
    return cells + [Cell(one.text, one.language or one.get_kind_display(), foreign=True) for one in others]


def our_positions(official: Official) -> list[Cell]:
    """The present one first; then those over time, with their days."""
    over_time = [Cell(one.title, period(one.since, one.until)) for one in official.positions.all()]
    if official.position and official.position not in {cell.text for cell in over_time}:
        return [Cell(official.position), *over_time]
    return over_time


def period(since: PartialDate | None, until: PartialDate | None) -> str:
    """“2019 to March 2022”, “from 2019”, “until March 2022”; nothing where neither is known."""
    if since and until:
        return _("%(since)s to %(until)s") % {"since": since, "until": until}
    if since:
        return _("from %(day)s") % {"day": since}
    return _("until %(day)s") % {"day": until} if until else ""


def _their_names(record: dict[str, Any]) -> list[Cell]:
    cells = []
    for name in record.get("names", []):
        notes = [str(name.get("script", "")), standing_of_name(name)]
        cells.append(Cell(name.get("text", ""), ", ".join(filter(None, notes)), foreign=bool(name.get("script"))))
    return cells


def _number(number: Number) -> Cell:
    words = [field_word(number.kind) if number.kind else "", number.country, number.contradicts]
    return Cell(number.value, ", ".join(filter(None, words)))


def _listing(listing: dict[str, Any]) -> Cell:
    measures = ", ".join(listing.get("measures", []))
    day = plain_births(listing.get("on", ""))
    return Cell(listing.get("tag", ""), ", ".join(filter(None, [day, measures])))


def _cells(texts: Iterable[str]) -> list[Cell]:
    return [Cell(str(text)) for text in texts if text]


def _changes(match: Match) -> list[Happened]:
    """What imports changed of the entry since it was decided."""
    if not match.changed_since:
        return []
    rows = Change.objects.filter(
        snapshot__source=match.entry.source_id,
        snapshot__state=SnapshotState.APPLIED,
        snapshot__applied_at__gt=match.decided_at,
        list_id=match.entry.list_id,
        kind__in=[ChangeKind.CHANGED, ChangeKind.ADDED],
    )
    rows = rows.select_related("snapshot").order_by("snapshot__applied_at", "pk")
    return [Happened(row, field_changes(row)) for row in rows]


def _own(why: str, who: User | None, reader: User) -> str:
    """A reason may tell of cases: it is read by the organisation of whoever wrote it."""
    return why if who is not None and who.organisation_id == reader.organisation_id else ""


def _earlier(match: Match, reader: User) -> list[Decided]:
    """Every decision that was made, and that one was taken back, the latest first."""
    rows = match.history.select_related("decided_by", "history_user").order_by("history_id")
    found: list[Decided] = []
    last = ("", None)
    for row in rows:
        now = (row.decision, row.decided_at)
        if now != last and row.decision:
            what = str(Decision(row.decision).label)
            back = any(one.at == row.decided_at for one in found)
            words = _("Taken back, so again: %(what)s") % {"what": what} if back else what
            who = row.history_user if back else row.decided_by
            found.append(
                Decided(
                    words,
                    str(who or ""),
                    row.history_date if back else row.decided_at,
                    _own(row.why, row.decided_by, reader),
                )
            )
        elif now != last:
            found.append(Decided(_("Taken back"), str(row.history_user or ""), row.history_date, ""))
        last = now
    return found[::-1]
