"""What a dossier still lacks before it is filed: named, with the section it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.models import Official
from cases.vocabulary import OfficialKind
from sanctions.dossiers.material import Material, Person
from sanctions.models import Submission, SubmissionSection
from sanctions.vocabulary import SectionKind

#: How many credible sources a programme asks for: Global Magnitsky names two; elsewhere a claim needs one at least.
SOURCES_ASKED = {"US-GLOMAG": 2}
_NUMBERED = re.compile(r"^\[(\d+)\]", re.MULTILINE)

Sections = Mapping[tuple[int | None, str], SubmissionSection]


@dataclass(frozen=True)
class Gap:
    """One thing that is missing; `who` where it is one target's."""

    kind: SectionKind
    words: str
    who: Official | None = None

    @property
    def code(self) -> str:
        """For the event trail: no name in it."""
        return f"{self.kind.value}:{self.who.reference}" if self.who else self.kind.value


def sections_of(submission: Submission) -> dict[tuple[int | None, str], SubmissionSection]:
    """Its sections by the official they are about (None: the whole) and their kind."""
    officials = {target.pk: target.official_id for target in submission.targets.all()}
    return {(officials[one.target_id] if one.target_id else None, one.kind): one for one in submission.sections.all()}


def gaps_of(record: Material, sections: Sections) -> list[Gap]:
    """What is missing, in the order of the dossier."""
    return [
        *(gap for person in record.people for gap in _of_person(record, sections, person)),
        *_whole(record, sections),
    ]


def _of_person(record: Material, sections: Sections, person: Person) -> Iterator[Gap]:
    who = person.official
    about = sections.get((who.pk, SectionKind.IDENTITY))
    if _blank(about) or (not about.edited and not _identified(who)):  # type: ignore[union-attr]
        words = _("%(who)s: no identifier beside the name (birth date, position, name in the original script).")
        yield Gap(SectionKind.IDENTITY, words % {"who": who.name}, who)
    part = sections.get((who.pk, SectionKind.LINK))
    if _blank(part):
        words = _("%(who)s: nothing links them to what was done.")
        yield Gap(SectionKind.LINK, words % {"who": who.name}, who)
    elif not part.edited and _only_alleged(record.involvements.get(who.pk, ())):  # type: ignore[union-attr]
        words = _("%(who)s: their part is alleged; no second person has approved it.")
        yield Gap(SectionKind.LINK, words % {"who": who.name}, who)


def _whole(record: Material, sections: Sections) -> Iterator[Gap]:
    if _blank(sections.get((None, SectionKind.ABUSE))):
        yield Gap(SectionKind.ABUSE, _("What was done is not told."))
    asked, there = SOURCES_ASKED.get(record.programme.key, 1), _sources(record, sections)
    if there < asked:
        words = ngettext(
            "%(asked)d credible source is asked for; %(there)d is there.",
            "%(asked)d credible sources are asked for; %(there)d there.",
            asked,
        )
        yield Gap(SectionKind.EVIDENCE, words % {"asked": asked, "there": there})
    if _blank(sections.get((None, SectionKind.INTEREST))):
        yield Gap(SectionKind.INTEREST, _("Why this government should act is not written."))
    test = sections.get((None, SectionKind.LEGAL_TEST))
    if record.programme.legal_test and (test is None or not test.edited or _blank(test)):
        yield Gap(SectionKind.LEGAL_TEST, _("Our answer to the legal test is not written."))


def _sources(record: Material, sections: Sections) -> int:
    """Credible sources on record; where somebody rewrote the evidence, those they numbered."""
    written = sections.get((None, SectionKind.EVIDENCE))
    if written is not None and written.edited:
        return len(set(_NUMBERED.findall(written.text)))
    return record.credible_sources


def _blank(section: SubmissionSection | None) -> bool:
    return section is None or not section.text.strip()


def _identified(official: Official) -> bool:
    if official.kind == OfficialKind.BODY:
        return True
    known = (official.birth, official.native_name, official.position, list(official.positions.all()))
    return any(known)


def _only_alleged(parts: Iterable[object]) -> bool:
    return bool(parts) and all(one.approved_at is None for one in parts)  # type: ignore[attr-defined]
