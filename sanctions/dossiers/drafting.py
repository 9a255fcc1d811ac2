"""Drafts of a dossier's sections from the record: pure functions of a `Material`, in plain text for a person to edit.

Nothing is claimed that the record does not say: an official whose part nobody approved is *alleged* to have taken it,
and of somebody without a designation it is said what our record holds, not that there is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from advocacy.jurisdictions import name_of
from cases import grading
from cases.models import Case, Involvement, Official, Update
from cases.models.prisoner import Tie
from cases.vocabulary import Degree, Gender, Grade, OfficialFunction, OfficialKind, Reliability
from core.partial_dates import PartialDate
from sanctions.dossiers.material import Material, Person, Proof
from sanctions.models import Designation
from sanctions.pages.explaining import birth_of
from sanctions.vocabulary import SectionKind, TargetKind

#: Written once for each target, in this order; the rest once for the whole.
OF_EACH = (SectionKind.IDENTITY, SectionKind.LINK, SectionKind.PRIOR_LISTINGS, SectionKind.EXCULPATORY)
OF_THE_WHOLE = (SectionKind.ABUSE, SectionKind.EVIDENCE, SectionKind.INTEREST, SectionKind.LEGAL_TEST)
_NUMBERED = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)


def draft(kind: SectionKind, record: Material, person: Person | None = None) -> str:
    """The text of one section; empty where the record has nothing to say. `person` for those `OF_EACH`."""
    if kind in OF_EACH:
        assert person is not None
        return _EACH[kind](record, person).strip()
    return _WHOLE[kind](record).strip()


def numbers_moved(before: str, after: str) -> bool:
    """Whether a number of the evidence stands for another source in `after` than it did in `before`."""
    now = dict(_NUMBERED.findall(after))
    return any(now.get(number) != source for number, source in _NUMBERED.findall(before))


# --- Who they are.
def identity(record: Material, person: Person) -> str:
    official = person.official
    lines = [official.name, *_said(_("In the original script"), official.native_name)]
    others = [name for name in official.all_names() if name not in (official.name, official.native_name)]
    lines += _said(_("Other names"), "; ".join(others))
    lines += _said(_("State"), str(official.state))
    if official.kind == OfficialKind.PERSON:
        lines += _said(_("Born"), str(official.birth or ""))
        known = official.gender != Gender.UNKNOWN
        lines += _said(_("Gender"), official.get_gender_display() if known else "")
    lines += _said(_("Position"), official.position)
    lines += [f"- {one}" for one in _positions(official, record.bodies)]
    lines += _said(_("Where a picture is"), official.photo_place)
    lines += [f"- {one}" for one in _as_listed(record.designations.get(official.pk, ()))]
    return "\n".join(lines)


def _positions(official: Official, bodies: Collection[int]) -> Iterator[str]:
    """With the body where it is one of those that may be named."""
    for one in official.positions.all():
        where = f"{one.title}, {one.body}" if one.body_id in bodies else one.title
        yield " ".join(filter(None, [where, _span(one.since, one.until), _source(one.cited_title, one.cited_address)]))


def _as_listed(designations: Iterable[Designation]) -> Iterator[str]:
    """Birth dates as the lists have them: they help to tell people apart, and they do not always agree."""
    for one in designations:
        if births := [str(birth_of(text) or text) for text in _births(one)]:
            where = {"list": one.match.entry.source.name, "number": one.match.entry.number}  # type: ignore[union-attr]
            words = _("%(list)s, no. %(number)s: born %(births)s")
            yield words % {**where, "births": _(" or ").join(births)}


# --- What was done.
def abuse(record: Material) -> str:
    return "\n\n".join(filter(None, (_of_case(record, case) for case in record.cases)))


def _of_case(record: Material, case: Case) -> str:
    told = [update for update in record.updates if update.case_id == case.pk]
    if not told:
        return ""
    head = _("%(who)s, held by %(state)s") % {"who": _named(case.prisoner), "state": case.state}
    return "\n".join([head, *(_happened(record, update) for update in told)])


def _happened(record: Material, update: Update) -> str:
    words = _("%(day)s: %(what)s.") % {"day": update.occurred, "what": update.summary.rstrip(". ")}
    notes = [] if update.grade in grading.ESTABLISHED else [_lowered(update.get_grade_display())]
    if grading.disagree(record.citations(update)):
        notes.append(_("sources disagree"))
    return " ".join(filter(None, [words, f"({', '.join(notes)})" if notes else "", _cited(record.numbers(update))]))


# --- Their part in it.
def link(record: Material, person: Person) -> str:
    lines = [_took_part(record, one) for one in record.involvements.get(person.official.pk, ())]
    if person.kind != TargetKind.OFFICIAL:
        lines += list(_through(record, person))
    return "\n".join(lines)


def _took_part(record: Material, one: Involvement) -> str:
    words = _("%(who)s took part in the case of %(prisoner)s")
    if one.approved_at is None:
        words = _("%(who)s is alleged to have taken part in the case of %(prisoner)s")
    parts = [words % {"who": one.official.name, "prisoner": one.case.prisoner.name}]
    if one.function not in (OfficialFunction.OTHER, OfficialFunction.BODY):
        parts.append(_("as %(function)s") % {"function": _lowered(one.get_function_display())})
    said = [f"{' '.join(filter(None, [*parts, _span(one.since, one.until)]))}."]
    if one.degree != Degree.UNKNOWN:
        said.append(_("In what way: %(degree)s.") % {"degree": _lowered(one.get_degree_display())})
    said.append(_("How well established: %(grade)s.") % {"grade": _lowered(one.get_grade_display())})
    return " ".join(filter(None, [*said, _cited(record.numbers(one))]))


def _through(record: Material, person: Person) -> Iterator[str]:
    relations = record.relations.get(person.official.pk, ())
    for one in (one for one in relations if person.through and one.official_id == person.through.pk):
        words = _("%(who)s stands to %(through)s as: %(as)s") % {
            "who": person.official.name,
            "through": one.official.name,
            "as": _lowered(one.get_kind_display()),
        }
        yield " ".join([f"{'. '.join(filter(None, [words, one.note.rstrip('. ')]))}.", *_cites(one)])


def _cites(one: object) -> list[str]:
    said = _source(one.cited_title, one.cited_address)  # type: ignore[attr-defined]
    return [said] if said else []


# --- Evidence.
def evidence(record: Material) -> str:
    told = {("update", one.pk): f"{one.occurred}: {one.get_kind_display()}" for one in record.updates}
    for rows in record.involvements.values():
        told |= {("part", one.pk): f"{one.official.name}, {_lowered(one.get_function_display())}" for one in rows}
    blocks = ["\n".join(_proof(one, told)) for one in record.proofs]
    blocks += [text for text in [_disagreements(record)] if text]
    return "\n\n".join(blocks)


def _proof(one: Proof, told: dict[tuple[str, int], str]) -> Iterator[str]:
    kind = one.source.get_kind_display()
    if one.confidential:
        yield _("[%(number)s] %(kind)s, kept confidential: known to us, and not named here") % {
            "number": one.number,
            "kind": kind,
        }
    else:
        source = one.source
        title = source.title or source.address
        parts = [title, source.publisher, str(source.published or "")]
        yield f"[{one.number}] {', '.join(filter(None, parts))}"
        yield from filter(None, [source.address if source.title else ""])
        yield from _said(_("Archived"), next((cited.archived for cited in one.citations if cited.archived), ""))
    reliability = next((c for c in one.citations if c.reliability != Reliability.UNKNOWN), None)
    yield from _said(_("Kind"), "" if one.confidential else kind)
    yield from _said(_("Reliability"), _lowered(reliability.get_reliability_display()) if reliability else "")
    shown = [told.get(("update", c.update_id or 0)) or told.get(("part", c.involvement_id or 0)) for c in one.citations]
    yield from _said(_("Stands behind"), "; ".join(dict.fromkeys(filter(None, shown))))
    if not one.confidential:
        yield from (f"“{cited.quotation}”" for cited in one.citations if cited.quotation)


def _disagreements(record: Material) -> str:
    """Where two sources give different days or figures: said, not settled."""
    lines = []
    for update in record.updates:
        cited = record.citations(update)
        if grading.disagree(cited):
            by_source = {one.source.pk: one.number for one in record.proofs}
            claims = [
                f"[{by_source[one.source_id]}] {' / '.join(filter(None, [str(one.says_when or ''), one.figure]))}"
                for one in cited
                if one.says_when or one.figure
            ]
            lines.append(f"- {update.occurred}, {_lowered(update.get_kind_display())}: {'; '.join(claims)}")
    return "\n".join([_("Where sources disagree"), *lines]) if lines else ""


# --- Listed elsewhere.
def prior_listings(record: Material, person: Person) -> str:
    rows = record.designations.get(person.official.pk, ())
    if not rows:
        day = date_format(record.day, "DATE_FORMAT")
        words = _("No designation of %(who)s by any government is on our record as of %(day)s.")
        lines = [words % {"who": person.official.name, "day": day}]
        lists = [f"{name}, {date_format(dated, 'j M Y')}" for name, dated in record.lists]
        return "\n".join([*lines, *_said(_("Lists loaded by then"), "; ".join(lists))])
    return "\n".join(_designated(record, one) for one in rows)


def _designated(record: Material, one: Designation) -> str:
    programme = one.programme
    what = _("%(who)s, %(programme)s: listed %(day)s") % {
        "who": name_of(programme.jurisdiction),
        "programme": f"{programme.legal_basis} ({programme.key})",
        "day": date_format(one.day, "DATE_FORMAT") if one.listed_on else _first_known(one),
    }
    parts = [what, _("no. %(number)s") % {"number": one.list_id} if one.list_id else "", one.measures]
    if one.end is not None and one.end <= record.day:
        parts.append(_("no longer in force since %(day)s") % {"day": date_format(one.end, "DATE_FORMAT")})
    if one.elsewhere:
        parts.append(_("for something else: %(what)s") % {"what": one.elsewhere_why or _("not said")})
    lines = [f"- {', '.join(filter(None, parts))}."]
    lines += [f"  {line}" for line in _said(_("Reasons given"), " ".join(one.reasons.split()))]
    return "\n".join([*lines, *(f"  {text}" for text in _cites(one))])


def _first_known(one: Designation) -> str:
    words = _("by %(day)s at the latest") if one.from_the_first and not one.announced_on else _("(first seen) %(day)s")
    if one.announced_on:
        words = _("(announced) %(day)s")
    return words % {"day": date_format(one.day, "DATE_FORMAT")}


# --- What speaks for them.
def exculpatory(record: Material, person: Person) -> str:
    official = person.official
    lines = [f"- {official.caution}"] if official.caution else []
    for one in record.involvements.get(official.pk, ()):
        where = f"{one.get_function_display()}, {one.case.prisoner.name}"
        if one.approved_at is None:
            lines.append("- " + _("%(part)s: alleged; no second person of ours has approved it yet.") % {"part": where})
        if one.grade not in grading.ESTABLISHED:
            lines.append(f"- {where}: {_grade_words(one.grade)}")
        if grading.disagree(record.citations(one)):
            lines.append("- " + _("%(part)s: the sources disagree on days or figures.") % {"part": where})
    lines += [f"- {text}" for text in _births_differ(record, person)]
    if lines:
        return "\n".join(lines)
    words = _("Nothing that speaks for %(who)s is recorded. It may be that nobody looked.")
    return words % {"who": official.name}


def _grade_words(grade: str) -> str:
    words = {
        Grade.DISPUTED: _("disputed."),
        Grade.RETRACTED: _("retracted by its source."),
        Grade.SINGLE_SOURCE: _("rests on a single source."),
    }
    return words.get(Grade(grade), _("not verified."))


def _births_differ(record: Material, person: Person) -> Iterator[str]:
    """That lists and our own record give birth dates that cannot both be true: it may be somebody else."""
    rows = record.designations.get(person.official.pk, ())
    said = [(one.match.entry.source.name, text) for one in rows if one.match for text in _births(one)]
    dates = [(where, date) for where, text in said if (date := birth_of(text))]
    if person.official.birth:
        dates.insert(0, (_("our record"), person.official.birth))
    if any(a.latest < b.earliest for _where, a in dates for _other, b in dates):
        told = dict.fromkeys(f"{date} ({where})" for where, date in dates)
        yield _("Birth dates differ: %(dates)s.") % {"dates": "; ".join(told)}


def _births(one: Designation) -> Sequence[str]:
    return one.match.entry.record.get("births", ()) if one.match else ()


# --- Why this government, and the test.
def interest(record: Material) -> str:
    """Which prisoners are its nationals or residents; the argument itself is for a person to write."""
    words = {
        Tie.NATIONAL: _("Nationality of %(who)s: %(country)s."),
        Tie.RESIDENT: _("Residence of %(who)s: %(country)s."),
    }
    country = record.programme.jurisdiction
    ties = [(case.prisoner.name, one) for case in record.cases for one in case.prisoner.ties.all()]
    said = {"country": name_of(country)}
    lines = [words[Tie(one.tie)] % {"who": who, **said} for who, one in ties if one.country == country]
    return "\n".join(dict.fromkeys(lines))


def legal_test(record: Material) -> str:
    """The test as the programme has it, and room for our answer."""
    programme = record.programme
    lines = [*_said(_("The test"), programme.legal_test), *_said(_("Standard of proof"), programme.standard)]
    return "\n".join([*lines, "", _("Our answer:")]) if lines else ""


_EACH: dict[SectionKind, Callable[[Material, Person], str]] = {
    SectionKind.IDENTITY: identity,
    SectionKind.LINK: link,
    SectionKind.PRIOR_LISTINGS: prior_listings,
    SectionKind.EXCULPATORY: exculpatory,
}
_WHOLE: dict[SectionKind, Callable[[Material], str]] = {
    SectionKind.ABUSE: abuse,
    SectionKind.EVIDENCE: evidence,
    SectionKind.INTEREST: interest,
    SectionKind.LEGAL_TEST: legal_test,
}


# --- Words.
def _said(label: str, value: str) -> list[str]:
    """One line "label: value", or none."""
    return [_("%(label)s: %(value)s") % {"label": label, "value": value}] if value else []


def _source(title: str, address: str) -> str:
    said = ", ".join(filter(None, [title, address]))
    return _("Source: %(source)s.") % {"source": said} if said else ""


def _span(since: PartialDate | None, until: PartialDate | None) -> str:
    if since and until:
        return _("from %(start)s until %(end)s") % {"start": since, "end": until}
    if since:
        return _("from %(day)s") % {"day": since}
    return _("until %(day)s") % {"day": until} if until else ""


def _named(prisoner: object) -> str:
    native = prisoner.native_name  # type: ignore[attr-defined]
    return f"{prisoner.name} ({native})" if native else prisoner.name  # type: ignore[attr-defined]


def _cited(numbers: Sequence[int]) -> str:
    return "".join(f"[{number}]" for number in numbers)


def _lowered(label: str) -> str:
    """A label within a sentence; what begins with two capitals (UN) stays."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]
