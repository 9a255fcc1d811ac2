"""Rows about a case on file: what they change there, through the services, and nothing else.

What was compared is compared once more: where a record moved meanwhile nothing is applied (`Moved`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import Case, Update
from cases.services.access import set_access
from cases.services.charging import add_charge
from cases.services.dates import enter_key_date, postpone_key_date
from cases.services.involvements import propose_involvement
from cases.services.judging import UpdateData
from cases.services.opening import PrisonerData, edit_case, edit_prisoner
from cases.services.sourcing import CitationData
from cases.services.updates import bring_in, correct_update, settle_key_dates
from cases.vocabulary import Level
from core import clock
from core.search_keys import loose_key
from sheets.applying.adding import remember
from sheets.applying.base import Moved
from sheets.applying.journal import Journal
from sheets.applying.on_cases import attempted, case_of, cases_named, saved
from sheets.applying.saying import HELD, IN_CUSTODY, Said, summary, why_of
from sheets.applying.tables import Tables
from sheets.columns import column
from sheets.columns.dated import CLOSER, DATED
from sheets.facts import CaseFacts, facts_of
from sheets.models import SheetImport, SheetRow
from sheets.planning.changes import combined, of_known_case, recorded
from sheets.planning.happenings import steps_of
from sheets.shapes import NOTE
from sheets.vocabulary import SheetKind

_WHO = frozenset({
    "name", "native_name", "other_names", "gender", "birth", "nationalities", "residences", "categories", "biography",
})  # fmt: skip
_CASE = ("tier", "file_state", "code_name", "lead")


def change_cases(sheet: SheetImport, rows: Sequence[SheetRow], tables: Tables) -> None:
    """Apply what `rows` change. What they wrote is noted with the first of them, to be taken back whole."""
    plans = [(row, row.planned) for row in rows]
    references = {planned.case for _row, planned in plans}
    # Nobody else writes on them until all is applied: else the journal would take a colleague's work for the sheet's.
    list(
        Case.objects.visible_to(sheet.by)
        .filter(reference__in=references)
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    cases = cases_named(sheet, references)
    journal, today = Journal(case.pk for case in cases.values()), clock.today()
    for row, planned in plans:
        row.case = case_of(row, planned, cases)
        said = Said(sheet, of_known_case(planned), tables, today)
        attempted(row, partial(_change, row, said, facts_of([row.case], sheet.by)[0]))
    remember(sheet, [(planned, row.case) for row, planned in plans if row.case is not None])
    rows[0].undo = journal.written()
    saved(rows)


def _change(row: SheetRow, said: Said, facts: CaseFacts) -> None:
    if facts.case.owner_id != said.sheet.organisation_id:
        raise ValidationError(_("The case belongs to another organisation."))
    keys = {change.key for change in said.planned.changes}
    for change in said.planned.changes:
        if change.key != NOTE and _shown(change.key, facts) != change.was:
            words = _("Row %(row)s: somebody changed “%(column)s” of %(case)s meanwhile.")
            label = column(SheetKind.CASES, change.key).label
            raise Moved(row, words % {"row": row.number, "column": label, "case": facts.case.reference})
    _Change(said, facts, keys).apply()


def _shown(key: str, facts: CaseFacts) -> str:
    one = column(SheetKind.CASES, key)
    was = recorded(one, facts)
    return one.show(was) if was else ""


class _Change:
    """What one row changes on one case: of its values, those under `keys`."""

    def __init__(self, said: Said, facts: CaseFacts, keys: set[str]) -> None:
        self.said, self.facts, self.case, self.keys = said, facts, facts.case, keys
        self.by, self.why = said.sheet.by, why_of(said.sheet)

    def apply(self) -> None:
        self._who()
        self._case()
        self._level()
        self._corrections()
        self._accounts()
        self._charges()
        self._judges()
        self._sentence_end()

    def _now(self, key: str, was: Any) -> Any:
        """What is to be recorded under `key`; `was` where the row does not change it."""
        return combined(key, self.facts, self.said.values[key]) if key in self.keys else was

    def _who(self) -> None:
        if not self.keys & _WHO:
            return
        prisoner, now = self.facts.prisoner, self._now
        categories = now("categories", self.facts.categories)
        ties = {name: now(name, self._recorded(name)) for name in ("nationalities", "residences")}
        data = PrisonerData(
            name=now("name", prisoner.name),
            native_name=now("native_name", prisoner.native_name),
            other_names=now("other_names", self.facts.other_names),
            gender=now("gender", prisoner.gender),
            birth=self.said.date("birth") if "birth" in self.keys else prisoner.birth,
            categories=[self.said.tables.categories[code] for code in categories],
            biography=now("biography", prisoner.biography),
            restricted_notes=prisoner.restricted_notes,
            **ties,
        )
        edit_prisoner(prisoner=prisoner, data=data, by=self.by)

    def _recorded(self, key: str) -> Any:
        return recorded(column(SheetKind.CASES, key), self.facts)

    def _case(self) -> None:
        changes = {name: self.said.values[name] for name in _CASE if name in self.keys}
        if "lead" in changes:
            changes["lead"] = self._lead(changes["lead"])
        if changes and edit_case(case=self.case, changes=changes, version=self.case.version, by=self.by):
            raise ValidationError(_("Somebody changed the case meanwhile."))

    def _lead(self, email: str) -> User | None:
        if email and email not in self.said.tables.colleagues:
            raise ValidationError(_("%(email)s has no account here any more."), params={"email": email})
        return self.said.tables.colleagues.get(email)

    def _level(self) -> None:
        if "level" not in self.keys:
            return
        case = Case.objects.get(pk=self.case.pk)
        level = self.said.values["level"]
        set_access(
            case=case,
            level=level,
            named=[person for person in (case.lead, self.by) if person] if level == Level.SEALED else [],
            members=list(case.members.all()),
            partners=[grant.organisation for grant in case.grants.select_related("organisation")],
            by=self.by,
            why=self.why,
        )
        self.case.refresh_from_db(fields=["level", "version"])

    # --- What happened.
    def _corrections(self) -> None:
        """Each update that a cell corrects, once, whatever it is corrected in."""
        new: dict[int, tuple[Update, dict[str, Any]]] = {}

        def correct(update: Update, **changed: Any) -> None:
            new.setdefault(update.pk, (update, {}))[1].update(changed)

        for step in self._steps():
            if step.corrects is not None:
                correct(step.corrects, occurred=step.happening.occurred)
        for key in self.keys & CLOSER.keys():
            if (update := self._recorded_update(CLOSER[key])) is not None:
                correct(update, detail=self.said.values[key])
        if "place" in self.keys and (arrest := self._recorded_update("arrested")) is not None:
            correct(arrest, place=self.said.values["place"])
        if "facility" in self.keys and (bearer := self._bearer()) is not None:
            correct(bearer, **self._held_at(bearer))
        for update, changed in new.values():
            correct_update(
                update=update,
                data=_corrected(update, changed),
                by=self.by,
                why=self.why,
                form_key=self.said.form_key(update.reference),
                judge_order=False,  # the whole row was judged; half of it may contradict the other half
            )

    def _steps(self) -> list[Any]:
        steps = steps_of(self.said.values, self.facts, self.said.today)
        return [step for step in steps if step.key in self.keys]

    def _recorded_update(self, key: str) -> Update | None:
        return DATED[key].of(self.facts)

    def _bearer(self) -> Update | None:
        """The update that says where they are held; None where the row logs one that does."""
        if self.said.bearer(self.case.state) in {step.key for step in self._steps() if step.corrects is None}:
            return None
        named = [update for update in self.facts.updates if update.facility_id and self.case.facility_id]
        known = self.said.tables.facility(self.case.state, self.said.values["facility"])
        keys = IN_CUSTODY if known else HELD
        could = [update for update in self.facts.updates if any(DATED[key].is_meant(update) for key in keys)]
        return next(iter([*named[::-1], *could[::-1]]), None)

    def _held_at(self, bearer: Update) -> dict[str, Any]:
        held = self.said.values["facility"]
        facility = self.said.tables.facility(self.case.state, held)
        if facility is not None or not held:
            return {"facility": facility}
        if bearer.place:
            return {"facility": None, "summary": summary(bearer.kind, bearer.detail, held)}
        return {"facility": None, "place": held}

    def _accounts(self) -> None:
        keys = [step.key for step in self._steps() if step.corrects is None]
        accounts = [self.said.account(key, self.case.state) for key in keys]
        if NOTE in self.keys:
            accounts.append(self.said.note())
        for update in bring_in(case=self.case, accounts=accounts, by=self.by) if accounts else ():
            settle_key_dates(update)

    # --- What is beside it.
    def _charges(self) -> None:
        if "charge" not in self.keys:
            return
        known = self._recorded("charge") or []
        new = [one for one in self._now("charge", known) if one not in known]
        for data in self.said.charges(new, self.case.state):
            add_charge(case=self.case, data=data, by=self.by)

    def _judges(self) -> None:
        """The row names its source; else it is that of the verdict, which the judge gave."""
        if "judge" not in self.keys:
            return
        known = {loose_key(name) for name in self.facts.judges}
        verdict = self._recorded_update("verdict")
        sources = self.said.sources() or (_citations(verdict) if verdict else [])
        for name in self.said.values["judge"]:
            if loose_key(name) not in known:
                data = self.said.tables.judge(self.case.state, name, sources)
                propose_involvement(case=self.case, data=data, by=self.by)

    def _sentence_end(self) -> None:
        if "sentence_end" not in self.keys:
            return
        if (known := self.facts.sentence_end) is not None:
            due = self.said.date("sentence_end") or known.due
            postpone_key_date(key_date=known, due=due, why=self.why, by=self.by)
        else:
            for data in self.said.sentence_end():
                enter_key_date(case=self.case, kind=data.kind, due=data.due, summary=data.summary, by=self.by)


def _corrected(update: Update, changed: dict[str, Any]) -> UpdateData:
    """What `update` says but for what is `changed`; its sources are kept, and its one line where that is ours."""
    data = UpdateData(
        kind=update.kind,
        occurred=update.occurred,
        summary=update.summary,
        detail=update.detail,
        citations=tuple(_citations(update)),
        account=update.account,
        asked=update.asked,
        place=update.place,
        facility=update.facility,
        sequence=update.sequence,
        grade=update.grade if update.grade_set_by_hand else "",
    )
    if update.summary == summary(update.kind, update.detail) and "detail" in changed:
        changed = {"summary": summary(update.kind, changed["detail"]), **changed}
    return replace(data, **changed)


def _citations(update: Update) -> list[CitationData]:
    cited = update.citations.select_related("source").order_by("pk")
    return [
        CitationData(
            source=one.source,
            kind=one.source.kind,
            connection=one.source.connection,
            says=one.says,
            says_when=one.says_when,
            figure=one.figure,
            reliability=one.reliability,
            quotation=one.quotation,
            archived=one.archived,
        )
        for one in cited
    ]
