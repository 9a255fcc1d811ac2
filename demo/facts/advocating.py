"""From a dossier's tables to what was done, asked and found: acts, answers, findings, asks and campaigns."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from accounts.models.organisation import OrganisationKind
from advocacy.reference import PROCEDURES
from advocacy.vocabulary import ActionKind, AskKind, AskState, DeterminationKind, Outcome, Response, Weight
from demo.facts.reading import Entry, refuse_repeats
from demo.facts.shapes import Act, Answer, Ask, Body, Campaign, Case, Finding, Part, Source, Turn, Update

BODIES_FILE = "bodies.toml, or to the reference set in advocacy/reference/bodies.py,"
KEYS_OF_PROCEDURES = sorted({version.key for version in PROCEDURES})
PROCEDURES_FILE = "advocacy/reference/procedures.py"


@dataclass(frozen=True, slots=True)
class Advocacy:
    """What an update tells of advocacy."""

    acts: tuple[Act, ...]
    answers: tuple[Answer, ...]
    findings: tuple[Finding, ...]


def told(entry: Entry, bodies: Collection[str]) -> Advocacy:
    """The `act`, `answer` and `finding` of an update."""
    return Advocacy(
        acts=tuple(_act(one, bodies) for one in entry.entries("act", "kind")),
        answers=tuple(_answer(one, bodies) for one in entry.entries("answer", "to")),
        findings=tuple(_finding(one, bodies) for one in entry.entries("finding", "kind")),
    )


def _act(entry: Entry, bodies: Collection[str]) -> Act:
    act = Act(
        kind=entry.choice("kind", ActionKind),
        actors=entry.some_of("actors", bodies, BODIES_FILE),
        weight=entry.choice_or_none("weight", Weight),
        to=entry.one_of("to", bodies, BODIES_FILE),
        on=entry.when("on"),
        summary=entry.text("summary"),
        signatories=entry.texts("signatories"),
        count=entry.number("count") or None,
        procedure=entry.one_of("procedure", KEYS_OF_PROCEDURES, PROCEDURES_FILE),
        serves=entry.texts("serves"),
        campaign=entry.text("campaign"),
        uses=entry.text("uses"),
        follows=entry.text("follows"),
    )
    if not act.actors:
        raise entry.error(f'who acted is missing. Add actors = ["…"] with keys of {BODIES_FILE.rstrip(",")}.')
    entry.done()
    return act


def _answer(entry: Entry, bodies: Collection[str]) -> Answer:
    answer = Answer(
        to=entry.text("to", required=True),
        sender=entry.one_of("from", bodies, BODIES_FILE, required=True),
        response=entry.choice("response", Response),
    )
    entry.done()
    return answer


def _finding(entry: Entry, bodies: Collection[str]) -> Finding:
    finding = Finding(
        kind=entry.choice("kind", DeterminationKind),
        body=entry.one_of("by", bodies, BODIES_FILE, required=True),
        outcome=entry.choice("outcome", Outcome),
        number=entry.text("number", longest=60),
        categories=entry.text("categories", longest=60),
        note=entry.text("note"),
        procedure=entry.one_of("procedure", KEYS_OF_PROCEDURES, PROCEDURES_FILE),
        adopted=entry.when("adopted"),
        transmitted=entry.when("transmitted"),
        published=entry.when("published"),
    )
    if not (finding.adopted or finding.transmitted or finding.published):
        raise entry.error("no date is given. Say when it was adopted, transmitted or published.")
    entry.done()
    return finding


def asks(file: Entry, bodies: Collection[str], sources: dict[str, Source], case: Case) -> tuple[Ask, ...]:
    made = tuple(_ask(entry, bodies, sources, case) for entry in file.entries("ask", "key"))
    refuse_repeats(file.where, "ask key", (ask.key for ask in made))
    refuse_repeats(file.where, "ask for the same of", (f"{ask.kind} {ask.of}" for ask in made))
    return made


def _ask(entry: Entry, bodies: Collection[str], sources: dict[str, Source], case: Case) -> Ask:
    since = entry.when_required("since")
    ask = Ask(
        key=entry.key(),
        kind=entry.choice("kind", AskKind),
        of=entry.one_of("of", bodies, BODIES_FILE, required=True),
        wording=entry.text("wording", required=True),
        since=since,
        logged=entry.day("logged") or max(since.latest, case.opened),
        source=entry.one_of("source", sources, "sources.toml", required=True),
        by=entry.some_of("by", bodies, BODIES_FILE),
        turns=tuple(_turn(one) for one in entry.entries("turns", "on")),
    )
    days = [ask.logged, *(turn.on for turn in ask.turns)]
    if days != sorted(days):
        raise entry.error("“turns” must stand in the order of their days, none before the ask was logged. Move them.")
    entry.done()
    return ask


def _turn(entry: Entry) -> Turn:
    turn = Turn(
        state=entry.choice("state", AskState), on=entry.day_required("on"), why=entry.text("why", required=True)
    )
    entry.done()
    return turn


def campaigns(file: Entry, bodies: Collection[str]) -> tuple[Campaign, ...]:
    return tuple(_campaign(entry, bodies) for entry in file.entries("campaign", "key"))


def _campaign(entry: Entry, bodies: Collection[str]) -> Campaign:
    campaign = Campaign(
        key=entry.key(),
        name=entry.text("name", required=True, longest=120),
        about=entry.text("about"),
        logged=entry.day_required("logged"),
        parts=tuple(_part(one, bodies) for one in entry.entries("parts", "body")),
    )
    entry.done()
    return campaign


def _part(entry: Entry, bodies: Collection[str]) -> Part:
    part = Part(
        body=entry.one_of("body", bodies, BODIES_FILE, required=True),
        does=entry.text("does", required=True, longest=200),
    )
    entry.done()
    return part


def check_links(file: Entry, updates: tuple[Update, ...], asked: tuple[Ask, ...], known: tuple[Campaign, ...]) -> None:
    """Refuse a key that names no update, ask or campaign of this dossier."""
    acts = [update.key for update in updates if update.acts]
    findings = [update.key for update in updates if update.findings]
    keys, names = [ask.key for ask in asked], [campaign.key for campaign in known]
    for update in updates:
        for act in update.acts:
            links = [("serves", key, keys) for key in act.serves] + [("campaign", act.campaign, names)]
            _must_be_there(file, update, [*links, ("uses", act.uses, findings), ("follows", act.follows, acts)])
        _must_be_there(file, update, [("to", answer.to, acts) for answer in update.answers])


def _must_be_there(file: Entry, update: Update, links: list[tuple[str, str, list[str]]]) -> None:
    for name, key, known in links:
        if key and key not in known:
            there = ", ".join(known) or "none"
            raise file.error(f"update {update.key}: {name} “{key}” is not in this file. Write one of: {there}.")


def body(entry: Entry, parents: Collection[str]) -> Body:
    made = Body(
        key=entry.key(),
        name=entry.text("name", required=True, longest=200),
        kind=entry.choice("kind", OrganisationKind),
        jurisdiction=entry.text("jurisdiction", longest=8),
        parent=entry.one_of("parent", parents, BODIES_FILE),
    )
    entry.done()
    return made
