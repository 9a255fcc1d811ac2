"""What the pages of one submission show: its dossier in order, what is missing, consent, clock and next steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.permissions import Permission
from advocacy.clock_face import ClockFace
from advocacy.stages import Stage, stage_of
from advocacy.vocabulary import UNSENT, ActionState, ClockKind
from cases.models import Case
from core.models import Event
from sanctions.dossiers.completeness import Gap, gaps_of, sections_of
from sanctions.dossiers.drafting import OF_EACH
from sanctions.dossiers.material import Material, material_of
from sanctions.forms.submissions import STEPS, StepForm
from sanctions.models import Submission, SubmissionSection, SubmissionTarget
from sanctions.services.filing import WITHOUT_CONSENT
from sanctions.vocabulary import SectionKind

#: When we ask again where no reply is owed (Global Magnitsky): days after filing. The file is refreshed yearly.
CHASE, REFRESH = (60, 120, 180), 365

#: What belongs into a section, for whoever writes it.
WHAT_BELONGS = {
    SectionKind.IDENTITY: gettext_lazy(
        "Full name in every script, birth date, positions over time, where a picture is."
    ),
    SectionKind.ABUSE: gettext_lazy("What was done to whom, when and where, in dated sentences with their sources."),
    SectionKind.LINK: gettext_lazy("What this person did or ordered, in which function, since when, and how we know."),
    SectionKind.EVIDENCE: gettext_lazy(
        "Every source under its number, how reliable it is, and where sources disagree."
    ),
    SectionKind.PRIOR_LISTINGS: gettext_lazy("Who has designated them already: programme, number, day, reasons."),
    SectionKind.EXCULPATORY: gettext_lazy(
        "What speaks for them, and what we are not sure of. It is asked for, and it is fair."
    ),
    SectionKind.INTEREST: gettext_lazy(
        "Why this government should act: its citizens, its policy, the effect to expect."
    ),
    SectionKind.LEGAL_TEST: gettext_lazy("How the facts above meet the test of this programme, point by point."),
}


@dataclass(frozen=True)
class Part:
    """The sections of one target, or (without one) of the whole, in the order of the dossier."""

    target: SubmissionTarget | None
    sections: list[SubmissionSection]


@dataclass(frozen=True)
class Chase:
    """A day on which we ask again."""

    days: int
    on: date
    passed: bool


@dataclass
class SubmissionPage:
    submission: Submission
    reader: User
    day: date

    @property
    def stage(self) -> Stage:
        return stage_of(self.submission.action, self.day)

    @cached_property
    def clock(self) -> ClockFace:
        return ClockFace(self.submission.action, self.day)

    @cached_property
    def cases(self) -> list[Case]:
        return list(self.record.cases)

    @cached_property
    def record(self) -> Material:
        return material_of(self.submission, self.reader, to_draft=False)

    @cached_property
    def gaps(self) -> list[Gap]:
        return gaps_of(self.record, sections_of(self.submission)) if self.is_open else []

    @cached_property
    def parts(self) -> list[Part]:
        return list(parts_of(self.submission))

    @cached_property
    def targets(self) -> list[SubmissionTarget]:
        return [part.target for part in self.parts if part.target]

    @property
    def whose(self) -> str:
        """For whom somebody must consent."""
        return ", ".join(dict.fromkeys(case.prisoner.name for case in self.cases))

    @property
    def refused(self) -> bool:
        """Asked, and the answer was no (or was taken back)."""
        return self.submission.consent_given_on is None and bool(self.submission.consent_words)

    @cached_property
    def override(self) -> Event | None:
        """Who filed it without consent, and why."""
        if self.is_open:
            return None
        rows = Event.objects.about(self.submission.reference).filter(action=WITHOUT_CONSENT)
        return rows.select_related("by").first()

    @property
    def unread_warning(self) -> bool:
        return self.submission.programme.evidence_reaches and self.submission.warned_at is None

    @property
    def chases(self) -> list[Chase]:
        """The days on which we ask again, where nobody owes a reply and the procedure says so."""
        action = self.submission.action
        clocks = action.procedure.clocks.all() if action.procedure else []
        if action.sent_on is None or not any(one.kind == ClockKind.CHASE for one in clocks):
            return []
        days = [(days, action.sent_on + timedelta(days)) for days in CHASE]
        return [Chase(days, on, on < self.day) for days, on in days]

    @property
    def refresh_on(self) -> date | None:
        sent = self.submission.action.sent_on
        return sent + timedelta(REFRESH) if sent and self.submission.action.state == ActionState.SENT else None

    # --- What may be done.
    @property
    def is_open(self) -> bool:
        return self.submission.action.state in UNSENT

    @property
    def may_write(self) -> bool:
        return self.reader.may(Permission.LOG_ACTIONS)

    @property
    def steps(self) -> list[str]:
        """The steps that make sense now, the likeliest first."""
        if not self.may_write:
            return []
        given, asked = self.submission.consent_given_on, self.submission.consent_asked_on
        if given:
            consent = ["consent-refused"]
        else:
            consent = ["consent-given", "consent-refused"] if asked else ["consent-asked", "consent-given"]
        if not self.is_open:
            return consent if self.submission.action.state != ActionState.DROPPED else []
        return ["filed", "redraft", *consent] if given else [*consent, "redraft", "filed"]

    def forms(self, refused: StepForm | None = None) -> list[StepForm]:
        made = [STEPS[name](submission=self.submission, by=self.reader, gaps=bool(self.gaps)) for name in self.steps]
        if refused is None:
            return made
        if all(form.prefix != refused.prefix for form in made):
            return [refused, *made]  # it makes no sense any more: shown with what was typed, and why
        return [refused if form.prefix == refused.prefix else form for form in made]


def parts_of(submission: Submission) -> Iterator[Part]:
    """The dossier in order: what was done; each target; the evidence; why this government, and its test."""
    rows = sections_of(submission)
    whole = {kind: rows[None, kind] for kind in SectionKind if (None, kind) in rows}
    yield Part(None, [whole[kind] for kind in (SectionKind.ABUSE,) if kind in whole])
    for target in submission.targets.all():
        yield Part(target, [rows[target.official_id, kind] for kind in OF_EACH if (target.official_id, kind) in rows])
    last = (SectionKind.EVIDENCE, SectionKind.INTEREST, SectionKind.LEGAL_TEST)
    yield Part(None, [whole[kind] for kind in last if kind in whole])


def title_of(submission: Submission) -> str:
    """“Elena Lenskaya and 2 more: US-GLOMAG”: for the owner's people only."""
    names = [target.official.name for target in submission.targets.all()]
    said = names[0] if names else submission.reference
    if len(names) > 1:
        said = _("%(who)s and %(n)d more") % {"who": names[0], "n": len(names) - 1}
    return f"{said}: {submission.programme.key}"
