"""Loading what the facts tell of advocacy: campaigns, asks with what became of them, findings, actions and replies.

All of it goes through the services that people use, with the day on which it became known. What is there stays as it
is, so loading again changes nothing, and day by day it comes to the same as at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from accounts.models import Organisation, User
from advocacy.models import Action, Ask, Campaign
from advocacy.services.actions import ActionData, log_action
from advocacy.services.asks import AskData, change_ask_state, make_ask
from advocacy.services.campaigns import CampaignData, make_campaign
from advocacy.services.deadlines import record_reply
from advocacy.services.determinations import DeterminationData, record_determination
from cases.models import Case, Update
from cases.services.sourcing import CitationData
from cases.vocabulary import Level
from demo import facts as f
from demo.keys import act_key, form_key


class Bodies:
    """Organisations by their keys in the facts; made where they are missing."""

    def __init__(self, known: Mapping[str, f.Body]) -> None:
        self.known = known
        self.rows: dict[str, Organisation] = {}

    def __getitem__(self, key: str) -> Organisation:
        if key not in self.rows:
            body = self.known[key]
            self.rows[key] = Organisation.objects.filter(name=body.name).first() or self._made(body)
        return self.rows[key]

    def named(self, keys: tuple[str, ...]) -> list[Organisation]:
        return [self[key] for key in keys]

    def _made(self, body: f.Body) -> Organisation:
        parent = self[body.parent] if body.parent else None
        fields = {"name": body.name, "kind": body.kind, "jurisdiction": body.jurisdiction, "parent": parent}
        return Organisation.objects.get_or_create(slug=body.key, defaults=fields)[0]


class Advocacy:
    """Loads one dossier's advocacy onto its case, whose updates are there already."""

    def __init__(
        self,
        dossier: f.Dossier,
        *,
        case: Case,
        bodies: Bodies,
        by: User,
        cited: Callable[[f.Citation], CitationData],
    ) -> None:
        self.dossier, self.case, self.bodies, self.by, self.cited = dossier, case, bodies, by, cited
        self.campaigns: dict[str, Campaign] = {}
        self.asks: dict[str, Ask] = {}
        self.updates = {update.form_key: update for update in Update.objects.filter(case=case)}
        self.logged = set(Action.objects.filter(cases=case).values_list("form_key", flat=True))

    def load(self) -> None:
        for campaign in self.dossier.campaigns:
            self._campaign(campaign)
        for ask in self.dossier.asks:
            self._ask(ask)
        for update in self.dossier.updates:
            self._told(update)

    def _campaign(self, known: f.Campaign) -> None:
        campaign = Campaign.objects.filter(owner=self.case.owner, name=known.name).first()
        self.campaigns[known.key] = campaign or make_campaign(
            data=CampaignData(
                name=known.name,
                about=known.about,
                level=Level.TEAM,
                parts={self.bodies[part.body]: part.does for part in known.parts},
            ),
            cases=[self.case],
            by=self.by,
        )

    def _ask(self, known: f.Ask) -> None:
        ask = make_ask(
            data=AskData(
                kind=known.kind,
                wording=known.wording,
                addressee=self.bodies[known.of],
                asked=known.since,
                asked_by=self.bodies.named(known.by),
                source=self.cited(f.Citation(known.source)),
                level=Level.TEAM,
            ),
            cases=[self.case],
            by=self.by,
            logged_on=known.logged,
        )
        for turn in known.turns:
            # What somebody said of it since then stands.
            if ask.state_on is None or ask.state_on < turn.on:
                ask = change_ask_state(ask=ask, state=turn.state, on=turn.on, why=turn.why, by=self.by)
        self.asks[known.key] = ask

    def _told(self, update: f.Update) -> None:
        """The findings, actions and replies of one update; an action may use a finding, a reply answers an action."""
        for finding in update.findings:
            self._finding(update, finding)
        for number, act in enumerate(update.acts, start=1):
            self._act(update, act, number)
        for answer in update.answers:
            record_reply(
                action=Action.objects.get(form_key=act_key(self.dossier, answer.to)),
                response=answer.response,
                received=update.on,
                summary=update.summary,
                sender=self.bodies[answer.sender],
                by=self.by,
                logged_on=update.logged,
            )

    def _act(self, update: f.Update, act: f.Act, number: int) -> None:
        key = act_key(self.dossier, update.key, number)
        if key in self.logged:
            return
        finding = self._update(act.uses).determination_links.first() if act.uses else None
        data = ActionData(
            kind=act.kind,
            weight=act.weight or "",
            summary=act.summary or update.summary,
            actors=self.bodies.named(act.actors),
            signatories="\n".join(act.signatories),
            signatory_count=act.count,
            addressee=self.bodies[act.to] if act.to else None,
            asks=[self.asks[ask] for ask in act.serves if ask in self.asks],
            campaign=self.campaigns[act.campaign] if act.campaign else None,
            follows=Action.objects.get(form_key=act_key(self.dossier, act.follows)) if act.follows else None,
            determination=finding.determination if finding else None,
            sent=act.on or update.on,
            procedure=act.procedure,
            level=Level.TEAM,
            updates={self.case.pk: self._update(update.key)},
        )
        log_action(data=data, cases=[self.case], by=self.by, form_key=key, logged_on=update.logged)

    def _finding(self, update: f.Update, finding: f.Finding) -> None:
        told = self._update(update.key)
        if told.determination_links.filter(determination__kind=finding.kind).exists():
            return
        data = DeterminationData(
            kind=finding.kind,
            body=self.bodies[finding.body],
            outcome=finding.outcome,
            summary=update.summary,
            number=finding.number,
            categories=finding.categories,
            note=finding.note,
            adopted=finding.adopted,
            transmitted=finding.transmitted,
            published=finding.published,
            procedure=finding.procedure,
            level=Level.TEAM,
            updates={self.case.pk: told},
        )
        record_determination(data=data, cases=[self.case], by=self.by, logged_on=update.logged)

    def _update(self, key: str) -> Update:
        return self.updates[form_key(self.dossier, key)]
