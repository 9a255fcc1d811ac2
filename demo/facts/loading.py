"""From the tables of the shared files to the values of `shapes`: states, sources, officials, bodies."""

from collections.abc import Callable, Iterable
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from accounts.models.organisation import OrganisationKind
from advocacy.reference import BODIES
from cases.vocabulary import ChargeCategory, FacilityKind, OfficialKind, SourceKind
from demo.facts.advocating import body
from demo.facts.dossiers import Known, dossier
from demo.facts.reading import Entry, read, refuse_repeats
from demo.facts.sanctioning import sanctions
from demo.facts.shapes import Body, Facility, Facts, Listing, Official, Source, State, Statute

Value = TypeVar("Value")
Key = TypeVar("Key")

SHARED = ("sources.toml", "states.toml", "officials.toml", "bodies.toml", "sanctions.toml")


def load(folder: Path) -> Facts:
    """Everything in `folder`. Raises FactsError."""
    shared = [read(folder / name) for name in SHARED]
    sources_file, states_file, officials_file, bodies_file, sanctions_file = shared
    bodies = _bodies(bodies_file)
    known = _known(sources_file, states_file, officials_file, bodies)
    listings = tuple(_listing(entry, known) for entry in officials_file.entries("listing", "official"))
    files = [read(path) for path in sorted(folder.glob("*.toml")) if path.name not in SHARED]
    dossiers = sorted((dossier(file, known) for file in files), key=attrgetter("case.opened"))
    for what in ("prisoner.key", "prisoner.reference", "case.reference", "case.code_name"):
        refuse_repeats("all dossiers", what, map(attrgetter(what), dossiers))
    prisoners = [dossier.prisoner.key for dossier in dossiers]
    listed = sanctions(sanctions_file, officials=known.officials, sources=known.sources, prisoners=prisoners)
    for file in shared:
        file.done()
    return Facts(
        states=MappingProxyType(known.states),
        facilities=MappingProxyType(known.facilities),
        statutes=MappingProxyType(known.statutes),
        sources=MappingProxyType(known.sources),
        officials=MappingProxyType(known.officials),
        bodies=MappingProxyType(bodies),
        listings=listings,
        sanctions=listed,
        dossiers=MappingProxyType({dossier.prisoner.key: dossier for dossier in dossiers}),
    )


def _bodies(file: Entry) -> dict[str, Body]:
    """The bodies of the reference set, and those of the demonstration after them: none stands in both."""
    reference = [Body(one.slug, one.name, OrganisationKind(one.kind), one.jurisdiction, one.parent) for one in BODIES]
    slugs = {one.key for one in reference}
    return _keyed(file, "body", [*reference, *(body(entry, slugs) for entry in file.entries("body", "key"))])


def _known(sources_file: Entry, states_file: Entry, officials_file: Entry, bodies: dict[str, Body]) -> Known:
    states = _keyed(states_file, "state", map(_state, states_file.entries("state", "code")), attrgetter("code"))
    places = (_facility(entry, states) for entry in states_file.entries("facility", "key"))
    articles = (_statute(entry, states) for entry in states_file.entries("statute", "article"))
    officials = (_official(entry, states) for entry in officials_file.entries("official", "key"))
    return Known(
        states,
        _keyed(states_file, "facility", places),
        _keyed(states_file, "statute", articles, attrgetter("state", "article")),
        _sources(sources_file),
        _keyed(officials_file, "official", officials),
        frozenset(bodies),
    )


def _keyed(
    file: Entry, what: str, values: Iterable[Value], key: Callable[[Value], Key] = attrgetter("key")
) -> dict[Key, Value]:
    values = list(values)
    refuse_repeats(file.where, f"{what} key", map(str, map(key, values)))
    return {key(value): value for value in values}


def _sources(file: Entry) -> dict[str, Source]:
    entries = list(file.entries("source", "key"))
    sources: dict[str, Source] = _keyed(file, "source", map(_source, entries))
    for entry, source in zip(entries, sources.values(), strict=True):
        if source.origin and (source.origin == source.key or source.origin not in sources):
            raise entry.error(
                f"origin “{source.origin}” is no other source. Write the key of the report that this one copies, or "
                "leave origin out."
            )
    return sources


def _source(entry: Entry) -> Source:
    source = Source(
        key=entry.key(),
        kind=entry.choice("kind", SourceKind),
        title=entry.text("title", required=True),
        publisher=entry.text("publisher"),
        published=entry.when("published"),
        origin=entry.text("origin"),
    )
    entry.done()
    return source


def _state(entry: Entry) -> State:
    state = State(
        code=entry.matching("code", r"[A-Z]{2}", "an ISO 3166 code, such as RU"),
        name=entry.text("name", required=True),
        region=entry.text("region"),
        notes=entry.text("notes"),
    )
    entry.done()
    return state


def _facility(entry: Entry, states: dict[str, State]) -> Facility:
    facility = Facility(
        key=entry.key(),
        state=entry.one_of("state", states, "states.toml", required=True),
        name=entry.text("name", required=True),
        kind=entry.choice("kind", FacilityKind),
        place=entry.text("place"),
    )
    entry.done()
    return facility


def _statute(entry: Entry, states: dict[str, State]) -> Statute:
    statute = Statute(
        state=entry.one_of("state", states, "states.toml", required=True),
        article=entry.text("article", required=True),
        category=entry.choice("category", ChargeCategory),
        title=entry.text("title"),
    )
    entry.done()
    return statute


def _official(entry: Entry, states: dict[str, State]) -> Official:
    official = Official(
        key=entry.key(),
        kind=entry.choice_or_none("kind", OfficialKind) or OfficialKind.PERSON,
        name=entry.text("name", required=True),
        state=entry.one_of("state", states, "states.toml", required=True),
        native_name=entry.text("native_name"),
        position=entry.text("position"),
        note=entry.text("note"),
    )
    entry.done()
    return official


def _listing(entry: Entry, known: Known) -> Listing:
    listing = Listing(
        official=entry.one_of("official", known.officials, "officials.toml", required=True),
        jurisdiction=entry.matching("jurisdiction", r"[A-Z]{2}", "EU or an ISO 3166 code"),
        regulation=entry.text("regulation", required=True),
        entry=entry.text("entry"),
        on=entry.day_required("on"),
        source=entry.one_of("source", known.sources, "sources.toml", required=True),
    )
    entry.done()
    return listing
