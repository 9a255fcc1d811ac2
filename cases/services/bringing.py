"""Bringing in many cases at once: the same rows as opening them one by one, at the cost of a few statements for all.

Nothing is written twice: what a row says is made where one case is opened too (`prisoner_row`, `case_row`,
`update_row`, …), and judged there. Here they are made for some hundred cases in memory, folded in memory, and stored
table by table. Everything runs in the caller's transaction, and what is wrong with one case undoes all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, prefetch_related_objects

from accounts.models import User
from cases import folding
from cases.models import (
    Case,
    Category,
    Charge,
    Citation,
    CountryTie,
    Involvement,
    KeyDate,
    Membership,
    Official,
    Prisoner,
    PrisonerName,
    StatusPeriod,
    Update,
)
from cases.models.prisoner import different, text_to_search
from cases.services.charging import ChargeData, charge_row, check_charge
from cases.services.dates import ExpectedData, check_expected, key_date_row
from cases.services.involvements import InvolvementData, check_involvement, involvement_row, official_row
from cases.services.judging import check_update
from cases.services.opening import (
    CaseData,
    PrisonerData,
    case_key,
    case_row,
    check_case,
    code_name_beside,
    members_of,
    named_on,
    other_names_of,
    prisoner_row,
    ties_of,
)
from cases.services.shelf import Shelf
from cases.services.sourcing import CitationData, citation_row, resolved, source_for
from cases.services.updates import Brought, readers_named, update_row
from cases.status import fold
from cases.vocabulary import Level, NameKind
from core import clock, trail
from core.models import EventKind
from core.rows_at_once import Act, add_rows, batches, give_references, keep_history, past_of
from core.search_keys import search_key

AT_ONCE = 500


@dataclass(frozen=True, kw_only=True)
class BroughtCase:
    """A case that was kept elsewhere, with its prisoner (new, or one we have) and what is known of it.

    `data` has no `first`: what happened is in `accounts`.
    """

    who: PrisonerData | Prisoner
    data: CaseData
    accounts: Sequence[Brought] = ()
    charges: Sequence[ChargeData] = ()
    involvements: Sequence[InvolvementData] = ()
    key_dates: Sequence[ExpectedData] = ()


def bring_in_cases(
    cases: Iterable[BroughtCase], *, by: User, why: str, told: Callable[[int], None] = lambda done: None
) -> Iterator[Case]:
    """Open each of `cases` with what is known of it, and yield it, in their order; `told` how many are done.

    Nothing happens until the result is read, and all of it is to be read inside one transaction of the caller's. The
    apps above are not told of each case: their nightly run takes them up. All rows bear one instant, by which
    `cases.services.taking_back` knows them again. An official whom several of the cases name is one.

    Raises ValidationError, keyed by field, as the services for one case do; the order of custody is not judged.
    """
    act, done = Act(by=by, why=why), 0
    writer = _Writer(act)
    for some in batches(cases, AT_ONCE):
        written = writer.write(some)
        done += len(written)
        told(done)
        yield from written


class _Writer:
    """What one import keeps from one batch to the next."""

    def __init__(self, act: Act) -> None:
        self.act = act
        self.code_names: dict[int, set[str]] = {}
        self.officials: dict[tuple[int, str, str], Official] = {}

    def write(self, some: list[BroughtCase]) -> list[Case]:
        batch = _Batch(self, some)
        for one in some:
            batch.add(one)
        batch.store()
        return [made.case for made in batch.made]

    def code_name(self, case: Case) -> str:
        """The one that it has, or a free one; from then on it is taken."""
        if case.owner_id not in self.code_names:
            owned = Case.objects.filter(owner=case.owner_id)
            self.code_names[case.owner_id] = set(owned.values_list("code_name", flat=True))
        taken = self.code_names[case.owner_id]
        name = case.code_name or code_name_beside(taken)
        taken.add(name)
        return name

    def official(self, data: InvolvementData, case: Case) -> Official:
        """The one that the import has under this name already, or a new one."""
        key = (case.state_id, data.kind, search_key(data.name))
        if key not in self.officials:
            self.officials[key] = official_row(data, case, self.act.by)
        return self.officials[key]


@dataclass
class _Made:
    """The rows of one case, before any of them is stored."""

    case: Case
    names: list[str]
    named: list[User]
    updates: list[Update] = field(default_factory=list)
    involvements: list[Involvement] = field(default_factory=list)
    charges: list[Charge] = field(default_factory=list)
    key_dates: list[KeyDate] = field(default_factory=list)


class _Batch:
    """The rows of some cases."""

    def __init__(self, writer: _Writer, some: list[BroughtCase]) -> None:
        self.writer, self.act, self.by = writer, writer.act, writer.act.by
        owners = {one.data.owner.pk if one.data.owner else self.by.organisation_id for one in some}
        self.shelf = Shelf(owners, {address for one in some for address in _addresses(one)})
        self.made: list[_Made] = []
        self.new_prisoners: list[Prisoner] = []
        self.names: list[PrisonerName] = []
        self.ties: list[CountryTie] = []
        self.categories: list[tuple[Prisoner, Category]] = []
        self.citations: list[Citation] = []
        self.readers: list[tuple[Model, User]] = []  # of sealed records
        self.periods: list[StatusPeriod] = []
        known = [one.who for one in some if isinstance(one.who, Prisoner)]
        prefetch_related_objects(known, "other_names")

    # --- Making rows.
    def add(self, one: BroughtCase) -> None:
        check_case(one.data)
        prisoner, names = self._prisoner(one.who)
        case = case_row(prisoner, one.data, self.by)
        case.code_name = self.writer.code_name(case)
        made = _Made(case, names, named_on(one.data, self.by))
        self.made.append(made)
        for account in one.accounts:
            check_update(case=case, data=account.data, logged_on=account.logged_on, judge_order=False, among=self.shelf)
        for account in one.accounts:
            self._update(made, account)
        self._fold(made)
        for charge in {data.what: data for data in reversed(one.charges)}.values():
            check_charge(case, charge)
            made.charges.insert(0, charge_row(case, charge))
        for involvement in one.involvements:
            self._involvement(made, involvement)
        for expected in {(data.kind, data.due, data.summary): data for data in one.key_dates}.values():
            check_expected(expected, case)
            made.key_dates.append(key_date_row(case, expected, self.by, clock.today()))

    def _prisoner(self, who: PrisonerData | Prisoner) -> tuple[Prisoner, list[str]]:
        if isinstance(who, Prisoner):
            return who, who.all_names()
        prisoner, others = prisoner_row(who, self.by), other_names_of(who)
        names = different([prisoner.name, prisoner.native_name, *others])
        prisoner.key = text_to_search(names)
        self.new_prisoners.append(prisoner)
        self.names += [PrisonerName(prisoner=prisoner, text=text, kind=NameKind.ALSO_KNOWN_AS) for text in others]
        self.ties += [CountryTie(prisoner=prisoner, country=country, tie=tie) for country, tie in ties_of(who)]
        self.categories += [(prisoner, category) for category in dict.fromkeys(who.categories)]
        return prisoner, names

    def _update(self, made: _Made, account: Brought) -> None:
        case, data = made.case, account.data
        citations = [resolved(citation, case, self.shelf) for citation in data.citations]
        update = update_row(case, data, citations, by=self.by, form_key=account.form_key, logged_on=account.logged_on)
        update.set_days()
        made.updates.append(update)
        on_the_case = made.named if not data.level else ()
        self.readers += [(update, user) for user in readers_named(update, data, self.by, on_the_case)]
        self._cite(citations, update)

    def _cite(self, citations: Iterable[CitationData], record: Update | Involvement) -> None:
        for citation in citations:
            source = source_for(citation, case=record.case, record=record, among=self.shelf)
            self.shelf.cited(source, record)
            self.citations.append(citation_row(citation, record, source))

    def _fold(self, made: _Made) -> None:
        counted = [update for update in made.updates if update.counted]
        happened = folding.happenings(made.case, counted)
        periods = fold(happened)
        for name, value in folding.summary_of_new(counted, happened, periods).items():
            setattr(made.case, name, value)
        self.periods += folding.rows_of(made.case, periods)

    def _involvement(self, made: _Made, data: InvolvementData) -> None:
        check_involvement(data)
        case = made.case
        official = data.official or self.writer.official(data, case)
        if any(known.official == official and known.function == data.function for known in made.involvements):
            return
        citations = [resolved(citation, case, self.shelf) for citation in data.citations]
        involvement = involvement_row(case, official, data, citations, self.by)
        made.involvements.append(involvement)
        self.readers += [(involvement, user) for user in made.named]
        self._cite(citations, involvement)

    # --- Storing them, what others hang on first.
    def store(self) -> None:
        act, cases = self.act, [made.case for made in self.made]
        self._store_prisoners()
        give_references(cases)
        for made in self.made:
            made.case.key = case_key(made.case.reference, text_to_search(made.names))
        add_rows(cases, act)
        add_rows([Membership(case=case, user=user) for case in cases for user in members_of(case, self.by)], act)
        add_rows([source for source in self.shelf.new if source.origin is None or source.origin.pk], act)
        add_rows([source for source in self.shelf.new if source.pk is None], act)
        officials = [one for one in self.writer.officials.values() if one.pk is None]
        for official in officials:
            official.key = official.search_text()
        add_with_reference(officials, act)
        add_with_reference([update for made in self.made for update in made.updates], act)
        add_rows([one for made in self.made for one in made.involvements], act)
        add_rows(self.citations, act)
        add_rows([one for made in self.made for one in made.charges], act)
        self._store_key_dates()
        add_rows(self.periods, act)
        self._store_readers()
        targets = [case.reference for case in cases]
        trail.record_about(EventKind.WRITE, "case-opened", by=self.by, targets=targets, reason=act.why)

    def _store_prisoners(self) -> None:
        add_with_reference(self.new_prisoners, self.act)
        add_rows(self.names, self.act)
        add_rows(self.ties, self.act)
        if self.categories:
            self._store_categories()

    def _store_categories(self) -> None:
        """With a line of history as `prisoner.categories.set` writes it: else the next edit would seem to add them."""
        through: Any = Prisoner.categories.through
        rows = [through(prisoner_id=prisoner.pk, category_id=category.pk) for prisoner, category in self.categories]
        through.objects.bulk_create(rows)
        past: Any = past_of(Prisoner)
        keys = [*{row.prisoner_id for row in rows}]
        keep_history(Prisoner, keys, self.act, "~")
        lines = past.objects.filter(history_date=self.act.at, history_type="~", id__in=keys)
        line_of = dict(lines.values_list("id", "history_id"))
        kept: Any = past.categories.model
        kept.objects.bulk_create(
            kept(
                id=row.pk,
                prisoner_id=row.prisoner_id,
                category_id=row.category_id,
                history_id=line_of[row.prisoner_id],
            )
            for row in rows
        )

    def _store_key_dates(self) -> None:
        for made in self.made:
            for key_date in made.key_dates:
                key_date.set_days()
                if key_date.level == Level.SEALED:
                    self.readers += [(key_date, user) for user in made.named]
        add_with_reference([one for made in self.made for one in made.key_dates], self.act)

    def _store_readers(self) -> None:
        self.readers += [(made.case, user) for made in self.made for user in made.named]
        for model in {type(record) for record, _ in self.readers}:
            through: Any = model.named.through  # type: ignore[attr-defined]
            its = f"{model._meta.model_name}_id"
            through.objects.bulk_create(
                through(user_id=user.pk, **{its: record.pk}) for record, user in self.readers if type(record) is model
            )


def add_with_reference(rows: Sequence[Any], act: Act) -> None:
    give_references(rows)
    add_rows(rows, act)


def _addresses(one: BroughtCase) -> Iterator[str]:
    """Every address that it cites."""
    waiting = [citation for account in one.accounts for citation in account.data.citations]
    waiting += [citation for involvement in one.involvements for citation in involvement.citations]
    while waiting:
        citation = waiting.pop()
        if citation.source is None and citation.address:
            yield citation.address
        if isinstance(citation.copy_of, CitationData):
            waiting.append(citation.copy_of)
