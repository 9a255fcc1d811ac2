"""From the tables of one person's file to a `Dossier`, each value checked against the shared files."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from cases.vocabulary import (
    DETAILS,
    MAY_LACK_DETAIL,
    ChargeCategory,
    ChargeOutcome,
    Degree,
    Gender,
    Grade,
    KeyDateKind,
    NameKind,
    OfficialFunction,
    Tier,
    UpdateDetail,
    UpdateKind,
)
from core.references import ALPHABET
from demo.facts import advocating
from demo.facts.reading import LONGEST_SUMMARY, Entry
from demo.facts.shapes import (
    Case,
    Charge,
    Citation,
    Dossier,
    Facility,
    Involvement,
    KeyDate,
    Official,
    OtherName,
    Prisoner,
    Source,
    State,
    Statute,
    Update,
)

# Widely reported, never checked against a document: it must not lift a grade, so what cites it states its own.
UNCHECKED = "widely-reported"
SYMBOLS = "0-9 and A-Z without I, L, O, U"
# Who a prisoner is: the field's own words, one code each.
CATEGORIES = (
    *("journalist", "blogger", "writer", "opposition_politician", "party_member", "hrd", "lawyer", "academic"),
    *("student", "religious_leader", "religious_believer", "ethnic_minority", "labour", "environment", "women_rights"),
    *("lgbti", "artist", "whistleblower", "civil_servant", "military_refuser", "protester", "business", "medical"),
    *("relative_of_target", "foreign_or_dual_national", "humanitarian"),
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the shared files define and dossiers may name."""

    states: dict[str, State]
    facilities: dict[str, Facility]
    statutes: dict[tuple[str, str], Statute]
    sources: dict[str, Source]
    officials: dict[str, Official]
    bodies: frozenset[str]


def dossier(file: Entry, known: Known) -> Dossier:
    prisoner, case = _prisoner(file.entry("prisoner")), _case(file.entry("case"), known)
    updates = _numbered([_update(entry, known, case) for entry in file.entries("update", "on")])
    asks = advocating.asks(file, known.bodies, known.sources, case)
    campaigns = advocating.campaigns(file, known.bodies)
    advocating.check_links(file, updates, asks, campaigns)
    read = Dossier(
        file=file.where,
        prisoner=prisoner,
        case=case,
        charges=tuple(_charge(entry, known, case) for entry in file.entries("charge", "category")),
        updates=updates,
        key_dates=tuple(_key_date(entry, updates) for entry in file.entries("key_date", "on")),
        involvements=tuple(_involvement(entry, known, case) for entry in file.entries("involvement", "official")),
        asks=asks,
        campaigns=campaigns,
    )
    file.done()
    return read


def _prisoner(entry: Entry) -> Prisoner:
    prisoner = Prisoner(
        key=entry.key(),
        reference=entry.matching("reference", f"P-[{ALPHABET}]{{5}}", f"P- and five of {SYMBOLS}"),
        name=entry.text("name", required=True, longest=160),
        gender=entry.choice("gender", Gender),
        native_name=entry.text("native_name", longest=160),
        other_names=tuple(_other_name(name) for name in entry.entries("other_names", "name")),
        nationalities=entry.texts("nationalities"),
        residences=entry.texts("residences"),
        categories=entry.some_of("categories", CATEGORIES, "CATEGORIES in demo/facts/dossiers.py"),
        birth=entry.when("birth"),
        biography=entry.text("biography", longest=400),
    )
    entry.done()
    return prisoner


def _other_name(entry: Entry) -> OtherName:
    name = OtherName(
        name=entry.text("name", required=True, longest=160),
        kind=entry.choice("kind", NameKind),
        language=entry.text("language", longest=20),
    )
    entry.done()
    return name


def _case(entry: Entry, known: Known) -> Case:
    state = entry.one_of("state", known.states, "states.toml", required=True)
    opened = entry.day_required("opened")
    start = f"{state}-{opened:%y}-"
    case = Case(
        reference=entry.matching("reference", f"{start}[{ALPHABET}]{{4}}", f"{start} and four of {SYMBOLS}"),
        state=state,
        tier=entry.choice("tier", Tier),
        code_name=entry.text("code_name", required=True, longest=40),
        opened=opened,
    )
    entry.done()
    return case


def _update(entry: Entry, known: Known, case: Case) -> Update:
    on = entry.when_required("on")
    kind = entry.choice("kind", UpdateKind)
    told = advocating.told(entry, known.bodies)
    update = Update(
        key="",
        on=on,
        logged=_logged(entry, case, on.earliest, on.latest),
        kind=kind,
        detail=_detail(entry, kind),
        summary=entry.text("summary", required=True, longest=LONGEST_SUMMARY),
        cite=_citations(entry, known),
        place=entry.text("place", longest=160),
        facility=entry.one_of("facility", known.facilities, "states.toml"),
        sequence=entry.number("sequence"),
        grade=_grade(entry),
        actors=entry.texts("actors"),
        officials=entry.some_of("officials", known.officials, "officials.toml"),
        acts=told.acts,
        answers=told.answers,
        findings=told.findings,
    )
    entry.done()
    return update


def _logged(entry: Entry, case: Case, earliest: date, latest: date) -> date:
    """The day it became known: its latest possible day unless said; nothing is logged before the file is opened."""
    logged = entry.day("logged") or max(latest, case.opened)
    if logged < max(earliest, case.opened):
        raise entry.error(
            f"“logged” is {logged}, before it can have happened ({earliest}) or before the file was opened "
            f"({case.opened}). Write a later day or leave it out."
        )
    return logged


def _detail(entry: Entry, kind: UpdateKind) -> UpdateDetail | None:
    detail = entry.choice_or_none("detail", UpdateDetail)
    allowed = DETAILS.get(kind, ())
    if detail in allowed or (not detail and (not allowed or kind in MAY_LACK_DETAIL)):
        return detail
    if not allowed:
        raise entry.error(f"kind “{kind}” takes no detail. Take “{detail}” out.")
    wrong = f"detail “{detail}” does not belong to kind “{kind}”" if detail else f"kind “{kind}” needs a detail"
    raise entry.error(f"{wrong}. Write one of: {', '.join(allowed)}.")


def _citations(entry: Entry, known: Known) -> tuple[Citation, ...]:
    citations = tuple(_citation(cited, known) for cited in entry.entries("cite", "source"))
    if not citations:
        raise entry.error('no source is cited. Add cite = [ {source="…"} ] with a key of sources.toml.')
    for source, times in Counter(citation.source for citation in citations).items():
        if times > 1:
            raise entry.error(f"source “{source}” is cited {times} times. Put what it says into one citation.")
        if source == UNCHECKED and not entry.text("grade"):
            raise entry.error(f'“{UNCHECKED}” must not lift the grade. State one: grade = "unverified".')
    return citations


def _citation(entry: Entry, known: Known) -> Citation:
    citation = Citation(
        source=entry.one_of("source", known.sources, "sources.toml", required=True),
        says=entry.text("says"),
        on=entry.when("on"),
        figure=entry.text("figure", longest=80),
    )
    entry.done()
    return citation


def _grade(entry: Entry) -> Grade | None:
    return entry.choice_or_none("grade", Grade)


def _numbered(updates: list[Update]) -> tuple[Update, ...]:
    """Each update with its key: when and what, and a number where the same is said twice of one day."""
    seen: Counter[str] = Counter()
    keyed = []
    for update in updates:
        key = " ".join(filter(None, [update.on.to_edtf(), update.kind, update.detail]))
        seen[key] += 1
        keyed.append(replace(update, key=key if seen[key] == 1 else f"{key} {seen[key]}"))
    return tuple(keyed)


def _charge(entry: Entry, known: Known, case: Case) -> Charge:
    on, outcome_on = entry.when("on"), entry.when("outcome_on")
    outcome = entry.choice_or_none("outcome", ChargeOutcome) or ChargeOutcome.PENDING
    if (outcome == ChargeOutcome.PENDING) != (outcome_on is None):
        raise entry.error("“outcome” and “outcome_on” go together: give both, or neither while it is pending.")
    charge = Charge(
        category=entry.choice("category", ChargeCategory),
        logged=_logged(entry, case, on.earliest, on.latest) if on else entry.day_required("logged"),
        on=on,
        statute=entry.one_of("statute", (a for state, a in known.statutes if state == case.state), "states.toml"),
        text=entry.text("text", longest=200),
        outcome=outcome,
        outcome_on=outcome_on,
    )
    entry.done()
    return charge


def _key_date(entry: Entry, updates: tuple[Update, ...]) -> KeyDate:
    resolved_on = entry.day("resolved_on")
    key_date = KeyDate(
        kind=entry.choice("kind", KeyDateKind),
        on=entry.when_required("on"),
        summary=entry.text("summary", required=True, longest=LONGEST_SUMMARY),
        entered=entry.day_required("entered"),
        note=entry.text("note", longest=200),
        resolved_on=resolved_on,
        resolved_by=_resolved_by(entry, updates, resolved_on),
    )
    entry.done()
    return key_date


def _resolved_by(entry: Entry, updates: tuple[Update, ...], resolved_on: date | None) -> str:
    kind = entry.choice_or_none("resolved_by", UpdateKind)
    if (kind is None) != (resolved_on is None):
        raise entry.error("“resolved_on” and “resolved_by” go together: give both or neither.")
    if kind is None:
        return ""
    for update in updates:
        if update.kind == kind and update.logged == resolved_on:
            return update.key
    raise entry.error(f"no update of kind “{kind}” is logged on {resolved_on}. Correct the kind or the day.")


def _involvement(entry: Entry, known: Known, case: Case) -> Involvement:
    involvement = Involvement(
        official=entry.one_of("official", known.officials, "officials.toml", required=True),
        function=entry.choice("function", OfficialFunction),
        degree=entry.choice("degree", Degree),
        summary=entry.text("summary", required=True, longest=LONGEST_SUMMARY),
        logged=_logged(entry, case, entry.day_required("logged"), case.opened),
        cite=_citations(entry, known),
        since=entry.when("since"),
        grade=_grade(entry),
    )
    entry.done()
    return involvement
