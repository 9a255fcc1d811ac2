"""Turning the demonstration facts into rows: what was known by a day, once each, however often it is loaded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Role
from cases import grading
from cases.models import (
    Case,
    Category,
    Charge,
    CountryTie,
    DetainingState,
    Facility,
    Involvement,
    KeyDate,
    Membership,
    Official,
    Prisoner,
    PrisonerName,
    Source,
    Statute,
    Tie,
    Update,
)
from cases.services.involvements import USUAL_SENIORITY
from cases.services.judging import UpdateData
from cases.services.opening import refresh_keys
from cases.services.sourcing import CitationData, cite
from cases.services.updates import Brought, bring_in
from cases.vocabulary import Level, Seniority
from demo import facts as f
from demo.advocacy import Advocacy, Bodies
from demo.calendar import set_demo_day
from demo.keys import form_key
from demo.people import load_people
from demo.sanctions import load_sanctions

# Whose cases are whose: the advocate leads those of Russia, the staff the others.
ADVOCATES_STATES = frozenset({"RU"})


def load_until(day: date) -> int:
    """Bring the demonstration to `day`: everything known by then and not loaded yet. Returns the updates added."""
    people = load_people()
    known = f.facts_until(day)
    loader = _Loader(known, people)
    # The day first: what is loaded happened by then, and an update in the future is refused.
    set_demo_day(day)
    added = sum(loader.load(dossier) for dossier in known.dossiers.values())
    load_sanctions(day, known, officials=loader.officials, by=people[Role.ADMIN])
    return added


class _Loader:
    """Loads one dossier after another; keeps the rows they share."""

    def __init__(self, known: f.Facts, people: dict[Role, User]) -> None:
        self.facts = known
        self.people = people
        self.desk = people[Role.ADMIN].organisation
        self.states = {code: _state(state) for code, state in known.states.items()}
        self.facilities = {key: self._facility(facility) for key, facility in known.facilities.items()}
        self.sources: dict[str, Source] = {}
        self.officials: dict[str, Official] = {}
        self.bodies = Bodies(known.bodies)

    @transaction.atomic
    def load(self, dossier: f.Dossier) -> int:
        prisoner = self._prisoner(dossier.prisoner)
        case = self._case(dossier.case, prisoner)
        by = case.lead or self.people[Role.ADVOCATE]
        added = bring_in(case=case, accounts=self._accounts(dossier), by=by)
        self._charges(case, dossier.charges)
        self._key_dates(case, dossier)
        for involvement in dossier.involvements:
            self._involvement(case, involvement)
        Advocacy(dossier, case=case, bodies=self.bodies, by=by, cited=self._citation).load()
        return len(added)

    def _prisoner(self, who: f.Prisoner) -> Prisoner:
        prisoner, made = Prisoner.objects.get_or_create(
            reference=who.reference,
            defaults={
                "name": who.name,
                "native_name": who.native_name,
                "gender": who.gender,
                "birth": who.birth,
                "biography": who.biography,
                "added_by": self.people[Role.STAFF],
                "added_by_organisation": self.desk,
            },
        )
        if made:
            for other in who.other_names:
                PrisonerName.objects.create(
                    prisoner=prisoner, text=other.name, kind=other.kind, language=other.language
                )
            for country in who.nationalities:
                CountryTie.objects.create(prisoner=prisoner, country=country, tie=Tie.NATIONAL)
            for country in who.residences:
                CountryTie.objects.create(prisoner=prisoner, country=country, tie=Tie.RESIDENT)
            prisoner.categories.set(Category.objects.filter(code__in=who.categories))
        return prisoner

    def _case(self, about: f.Case, prisoner: Prisoner) -> Case:
        lead = self.people[Role.ADVOCATE if about.state in ADVOCATES_STATES else Role.STAFF]
        case, made = Case.objects.get_or_create(
            reference=about.reference,
            defaults={
                "prisoner": prisoner,
                "state": self.states[about.state],
                "owner": self.desk,
                "lead": lead,
                "tier": about.tier,
                "code_name": about.code_name,
                "opened_on": about.opened,
            },
        )
        if made:
            Membership.objects.create(case=case, user=lead)
            refresh_keys(prisoner)
        return case

    def _accounts(self, dossier: f.Dossier) -> Iterable[Brought]:
        for update in dossier.updates:
            yield Brought(
                form_key=form_key(dossier, update.key),
                logged_on=update.logged,
                data=UpdateData(
                    kind=update.kind,
                    detail=update.detail or "",
                    occurred=update.on,
                    summary=update.summary,
                    place=update.place,
                    facility=self.facilities.get(update.facility),
                    sequence=update.sequence,
                    grade=update.grade or "",
                    level=Level.TEAM,
                    citations=[self._citation(cited) for cited in update.cite],
                ),
            )

    def _citation(self, cited: f.Citation) -> CitationData:
        source = self._source(cited.source)
        return CitationData(source=source, kind=source.kind, says=cited.says, says_when=cited.on, figure=cited.figure)

    def _source(self, key: str) -> Source:
        if key not in self.sources:
            known = self.facts.sources[key]
            self.sources[key], _made = Source.objects.get_or_create(
                organisation=self.desk,
                case=None,
                title=known.title,
                publisher=known.publisher,
                address="",
                defaults={
                    "kind": known.kind,
                    "published": known.published,
                    "origin": self._source(known.origin) if known.origin else None,
                    "level": Level.PARTNERS,
                },
            )
        return self.sources[key]

    def _charges(self, case: Case, charges: Iterable[f.Charge]) -> None:
        for charge in charges:
            statute = self._statute(charge, case.state) if charge.statute else None
            row, _made = Charge.objects.get_or_create(
                case=case,
                statute=statute,
                category=charge.category,
                text=charge.text,
                defaults={"charged": charge.on},
            )
            if (row.outcome, row.outcome_when) != (charge.outcome, charge.outcome_on):
                row.outcome, row.outcome_when = charge.outcome, charge.outcome_on
                row.save()

    def _statute(self, charge: f.Charge, state: DetainingState) -> Statute:
        known = self.facts.statutes[state.code, charge.statute]
        statute, _made = Statute.objects.get_or_create(
            state=state, article=known.article, defaults={"title": known.title, "category": known.category}
        )
        return statute

    def _key_dates(self, case: Case, dossier: f.Dossier) -> None:
        for known in dossier.key_dates:
            summary = f"{known.summary} ({known.note})" if known.note else known.summary
            row, _made = KeyDate.objects.get_or_create(
                case=case,
                kind=known.kind,
                summary=summary[:200],
                defaults={"due": known.on, "entered_on": known.entered, "entered_by": case.lead, "level": Level.TEAM},
            )
            if known.resolved_on and row.resolved_on is None:
                row.resolved_on = known.resolved_on
                key = form_key(dossier, known.resolved_by)
                row.resolved_by = Update.objects.filter(case=case, form_key=key).first()
                row.save()

    def _involvement(self, case: Case, known: f.Involvement) -> None:
        citations = [self._citation(cited) for cited in known.cite]
        grade = known.grade or grading.grade_of(citations)
        established = grade in grading.ESTABLISHED
        official = self._official(known.official)
        if official.seniority == Seniority.UNKNOWN and known.function in USUAL_SENIORITY:
            official.seniority = USUAL_SENIORITY[known.function]
            official.save()
        row, made = Involvement.objects.get_or_create(
            official=official,
            case=case,
            function=known.function,
            defaults={
                "degree": known.degree,
                "since": known.since,
                "note": known.summary,
                "grade": grade,
                "known_on": known.logged,
                "level": Level.TEAM,
                "proposed_by": self.people[Role.ADVOCATE],
                "approved_by": self.people[Role.STAFF] if established else None,
                "approved_at": timezone.now() if established else None,
            },
        )
        if made:
            for cited in citations:
                cite(cited, involvement=row)

    def _official(self, key: str) -> Official:
        if key not in self.officials:
            known = self.facts.officials[key]
            self.officials[key], _made = Official.objects.get_or_create(
                name=known.name,
                state=self.states[known.state],
                defaults={
                    "kind": known.kind,
                    "native_name": known.native_name,
                    "position": known.position,
                    "added_by_organisation": self.desk,
                },
            )
        return self.officials[key]

    def _facility(self, known: f.Facility) -> Facility:
        facility, _made = Facility.objects.get_or_create(
            code=known.key,
            defaults={
                "name": known.name,
                "state": self.states[known.state],
                "kind": known.kind,
                "locality": known.place,
            },
        )
        return facility


def _state(known: f.State) -> DetainingState:
    state, _made = DetainingState.objects.get_or_create(
        code=known.code, defaults={"name": known.name, "region": known.region, "notes": known.notes}
    )
    return state
