"""The little world in which every address of the house is tried: what is there, and what must not be found.

Everything is made when first asked for, so a test of one address makes only what that address names.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from accounts.models import Invitation, Organisation, User
from accounts.models.invitation import new_token, token_hash
from accounts.permissions import Role
from advocacy.models import Action, Ask, Assessment, Campaign, Contact, Determination
from advocacy.vocabulary import Framework
from cases.models import Case, Involvement, KeyDate, Official, Prisoner, Update
from cases.vocabulary import Level, OfficialFunction, UpdateKind
from core import clock
from core.partial_dates import PartialDate
from reminders.models import Alert
from sanctions.models import Designation, Entry, Match, NamelessDesignation, OfficialMerge, Snapshot, Submission
from sheets.models import FirstLook, SheetImport
from tests.advocacy.factories import act, ask, campaign, determination
from tests.factories import (
    CaseFactory,
    KeyDateFactory,
    OfficialFactory,
    OrganisationFactory,
    PrisonerFactory,
    UserFactory,
)
from tests.sanctions import dossiers
from tests.sanctions import factories as listing
from tests.sheets.pages import waiting


class World:
    def __init__(self) -> None:
        self.organisation: Organisation = OrganisationFactory(name="Freedom Desk", slug="freedom-desk")
        #: One person in each role, all of one organisation; another admin, so that none is the last.
        self.people: dict[Role, User] = {
            role: UserFactory(organisation=self.organisation, role=role, name=f"The {role.label}") for role in Role
        }
        UserFactory(organisation=self.organisation, role=Role.ADMIN)

    @cached_property
    def elsewhere(self) -> Organisation:
        """An organisation with people, an admin and cases of its own."""
        organisation = OrganisationFactory(name="Another House", slug="another-house")
        UserFactory(organisation=organisation, role=Role.ADMIN)
        return organisation

    @cached_property
    def case(self) -> Case:
        """A team case: all four see it."""
        return CaseFactory(owner=self.organisation, lead=self.people[Role.ADVOCATE])

    @cached_property
    def hidden_case(self) -> Case:
        """A case of the other organisation: none of the four sees it."""
        return CaseFactory(owner=self.elsewhere)

    @cached_property
    def prisoner(self) -> Prisoner:
        return self.case.prisoner

    @cached_property
    def hidden_prisoner(self) -> Prisoner:
        return self.hidden_case.prisoner

    @cached_property
    def lone_prisoner(self) -> Prisoner:
        """Somebody added, with no case yet."""
        return PrisonerFactory(added_by_organisation=self.organisation)

    @cached_property
    def key_date(self) -> KeyDate:
        return KeyDateFactory(case=self.case)

    @cached_property
    def hidden_key_date(self) -> KeyDate:
        return KeyDateFactory(case=self.hidden_case)

    @cached_property
    def update(self) -> Update:
        return self._update(Level.TEAM)

    @cached_property
    def hidden_update(self) -> Update:
        """Sealed, on the case that all see."""
        return self._update(Level.SEALED)

    @cached_property
    def involvement(self) -> Involvement:
        return self._involvement(Level.TEAM)

    @cached_property
    def hidden_involvement(self) -> Involvement:
        """Sealed, on the case that all see."""
        return self._involvement(Level.SEALED)

    @cached_property
    def alert(self) -> Alert:
        return self._alert(self.case)

    @cached_property
    def hidden_alert(self) -> Alert:
        return self._alert(self.hidden_case)

    @cached_property
    def action(self) -> Action:
        return act(self.case)

    @cached_property
    def hidden_action(self) -> Action:
        return act(self.hidden_case)

    @cached_property
    def determination(self) -> Determination:
        return determination(self.case)

    @cached_property
    def hidden_determination(self) -> Determination:
        return determination(self.hidden_case)

    @cached_property
    def submission(self) -> Submission:
        return self._submission(self.case)

    @cached_property
    def hidden_submission(self) -> Submission:
        return self._submission(self.hidden_case)

    @cached_property
    def ask(self) -> Ask:
        return ask(self.case)

    @cached_property
    def hidden_ask(self) -> Ask:
        return ask(self.hidden_case)

    @cached_property
    def campaign(self) -> Campaign:
        return campaign(self.case)

    @cached_property
    def hidden_campaign(self) -> Campaign:
        return campaign(self.hidden_case)

    @cached_property
    def assessment(self) -> Assessment:
        return self._assessment(self.case)

    @cached_property
    def hidden_assessment(self) -> Assessment:
        return self._assessment(self.hidden_case)

    @cached_property
    def contact(self) -> Contact:
        return Contact.objects.create(organisation=self.organisation, known_to=self.organisation, name="A Contact")

    @cached_property
    def hidden_contact(self) -> Contact:
        """Somebody at an organisation that all see, known to another one."""
        return Contact.objects.create(organisation=self.organisation, known_to=self.elsewhere, name="Their Contact")

    @cached_property
    def official(self) -> Official:
        """Somebody in the case that all see."""
        return listing.involve(self.case, by=self.colleague).official

    @cached_property
    def hidden_official(self) -> Official:
        return listing.involve(self.hidden_case, by=self.stranger).official

    @cached_property
    def match(self) -> Match:
        return listing.match(self.official, listing.entry())

    @cached_property
    def hidden_match(self) -> Match:
        return listing.match(self.hidden_official, listing.entry())

    @cached_property
    def merge(self) -> OfficialMerge:
        return self._merge(self.official)

    @cached_property
    def hidden_merge(self) -> OfficialMerge:
        return self._merge(self.hidden_official)

    @cached_property
    def designation(self) -> Designation:
        return listing.designation(self.official)

    @cached_property
    def hidden_designation(self) -> Designation:
        return listing.designation(self.hidden_official)

    @cached_property
    def nameless(self) -> NamelessDesignation:
        return listing.nameless(self.case)

    @cached_property
    def hidden_nameless(self) -> NamelessDesignation:
        return listing.nameless(self.hidden_case)

    @cached_property
    def snapshot(self) -> Snapshot:
        """An import that waits, stopped by a guard, with a change of each kind."""
        return listing.waiting_import()

    @cached_property
    def entry(self) -> Entry:
        """An entry that was matched, changed and is gone."""
        return listing.eventful_entry()

    @cached_property
    def brought_in(self) -> Case:
        """Of a sheet; its lead is to go through it."""
        return FirstLook.objects.create(case=self.case).case

    @cached_property
    def hidden_brought_in(self) -> Case:
        return FirstLook.objects.create(case=self.hidden_case).case

    @cached_property
    def sheet(self) -> SheetImport:
        """A sheet that the staff brought in, read and waiting, with a row of each kind."""
        return waiting(self.people[Role.STAFF], self.case)

    @cached_property
    def colleague(self) -> User:
        return UserFactory(organisation=self.organisation)

    @cached_property
    def stranger(self) -> User:
        return UserFactory(organisation=self.elsewhere)

    @cached_property
    def invitation(self) -> Invitation:
        return self._invitation(self.organisation, "a@example.org")

    @cached_property
    def hidden_invitation(self) -> Invitation:
        return self._invitation(self.elsewhere, "b@example.org")

    def _update(self, level: Level) -> Update:
        happened: dict[str, Any] = {"occurred": PartialDate(date(2023, 4, 2)), "logged_on": date(2023, 4, 3)}
        return Update.objects.create(
            case=self.case, kind=UpdateKind.FAMILY_VISIT, level=level, summary="A visit", **happened
        )

    def _involvement(self, level: Level) -> Involvement:
        return Involvement.objects.create(
            case=self.case,
            official=OfficialFactory(),
            function=OfficialFunction.TRIAL_JUDGE,
            level=level,
            known_on=date(2023, 4, 3),
            proposed_by=self.colleague,
        )

    def _submission(self, case: Case) -> Submission:
        by = UserFactory(organisation=case.owner)
        return dossiers.submission(case, listing.involve(case, by=by).official, by=by)

    def _assessment(self, case: Case) -> Assessment:
        return Assessment.objects.create(
            case=case, framework=Framework.WGAD, assessed_on=clock.today(), assessed_by=self.colleague
        )

    def _merge(self, kept: Official) -> OfficialMerge:
        gone = OfficialFactory(merged_into=kept)
        return OfficialMerge.objects.create(kept=kept, gone=gone, by=self.colleague, moved={"steps": []})

    def _alert(self, case: Case) -> Alert:
        day = clock.today()
        days = {"since": day, "opened_on": day, "recorded_on": day}
        return Alert.objects.create(rule="R1", scope=f"case:{case.pk}", subject=f"case:{case.pk}", case=case, **days)

    def _invitation(self, organisation: Organisation, email: str) -> Invitation:
        answers: dict[str, Any] = {"name": "New", "token_hash": token_hash(new_token())}
        return Invitation.objects.create(organisation=organisation, email=email, **answers)
