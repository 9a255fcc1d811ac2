"""How status follows from updates: the fold.

Status is derived, never typed. Four axes (liberty, stage, place, contact) are folded from what dated updates say; one
word sums them up. `EFFECTS` is the whole rule book: one row for each kind of update that moves an axis. This module is
pure: no queries and no clock, so the same lines serve the case page, a replay of any past day and the stall rules.

An update takes effect on its latest possible day, capped at the day it was logged. Within a day those that a person put
later (`sequence`) come later, then those that imply a higher stage, then the order of `EFFECTS`. So the order in which
updates were typed in never matters.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import groupby
from operator import attrgetter

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cases.vocabulary import Contact, Liberty, Stage, Status, UpdateDetail, UpdateKind
from core.partial_dates import PartialDate

IN_CUSTODY = frozenset({
    Liberty.HELD, Liberty.ADMINISTRATIVE_DETENTION, Liberty.PSYCHIATRIC, Liberty.HELD_PAST_SENTENCE,
    Liberty.DISAPPEARED, Liberty.DETAINED_UNACKNOWLEDGED,
    Liberty.TEMPORARY_RELEASE,  # the sentence runs on
})  # fmt: skip
RESTRICTED = frozenset({Liberty.HOUSE_ARREST, Liberty.EXIT_BAN, Liberty.BAIL})
RELEASED = frozenset({Liberty.RELEASED, Liberty.EXILED})
FREE = RELEASED | {Liberty.SUSPENDED}
DEAD = frozenset({Liberty.DIED_IN_CUSTODY, Liberty.DIED_AFTER_RELEASE})
OUTSIDE = FREE | DEAD | {Liberty.BAIL, Liberty.EXIT_BAN}  # in no facility

STATUS_WHEN_HELD = {
    Stage.NONE: Status.DETAINED,
    Stage.PRETRIAL: Status.PRETRIAL,
    Stage.ON_TRIAL: Status.ON_TRIAL,
    Stage.CONVICTED_APPEAL: Status.CONVICTED_APPEAL,
    Stage.SERVING: Status.SERVING,
}


@dataclass(frozen=True, slots=True)
class Happening:
    """What the fold needs of one update. `facility` is an opaque id; kind and detail may be plain codes."""

    occurred: PartialDate
    logged_on: date
    kind: UpdateKind | str
    detail: UpdateDetail | str = ""
    sequence: int = 0
    facility: int | None = None

    @property
    def effective_on(self) -> date:
        return self.occurred.latest_by(self.logged_on)


@dataclass(frozen=True, slots=True)
class State:
    """The four axes at the end of a day. The place counts as known until somebody has been taken or moved."""

    liberty: Liberty = Liberty.UNKNOWN
    stage: Stage = Stage.NONE
    place_known: bool = True
    contact: Contact = Contact.NEVER_RECORDED
    in_custody_since: date | None = None  # first day of the unbroken run of custody
    place_unknown_since: date | None = None
    facility: int | None = None

    @property
    def status(self) -> Status:
        return STATUS_WHEN_HELD[self.stage] if self.liberty == Liberty.HELD else Status(self.liberty.value)

    @property
    def in_custody(self) -> bool:
        return self.liberty in IN_CUSTODY

    @property
    def restricted(self) -> bool:
        return self.liberty in RESTRICTED

    @property
    def confined(self) -> bool:
        return self.in_custody or self.restricted


@dataclass(frozen=True, slots=True)
class Period:
    """Days with the same state: from `starts_on` until the day before `ends_on`, the first day of the next period."""

    starts_on: date
    ends_on: date | None
    state: State


@dataclass(frozen=True, slots=True)
class Effect:
    """What a kind of update does to the axes; what is not named stays as it was."""

    liberty: Liberty | None = None
    liberty_if_confined: Liberty | None = None  # instead of `liberty`, for somebody in custody or restricted
    stage: Stage = Stage.NONE  # at least
    stage_falls: bool = False  # to `stage`, which otherwise only rises
    place_known: bool | None = None
    contact: Contact | None = None
    unless: frozenset[Liberty] = frozenset()  # no effect at all on somebody in one of these


_K, _D, _L, _S = UpdateKind, UpdateDetail, Liberty, Stage
_CONVICTED_FINALLY = Effect(stage=_S.SERVING)
_SEEN = Effect(place_known=True, contact=Contact.YES)
# Who is free can be found and spoken to without anybody having to write it down, and is not lost by moving house.
_LOST = Effect(place_known=False, contact=Contact.NONE, unless=FREE)

# One row per kind, or per kind and detail. A row without detail holds for every detail that has no row of its own.
# The rows stand in the order in which things follow one another in a day: taken, lost, moved, seen, freed, dead.
EFFECTS: dict[tuple[str, str], Effect] = {
    # A threat makes a person "at risk" only while nothing worse is known.
    (_K.ATTACK, ""): Effect(_L.AT_RISK, unless=frozenset(Liberty) - {_L.UNKNOWN}),
    (_K.ABDUCTION, ""): Effect(_L.DISAPPEARED, place_known=False, contact=Contact.NONE),
    (_K.CAPTURE_DENIED, ""): Effect(_L.DETAINED_UNACKNOWLEDGED, place_known=False, contact=Contact.NONE),
    (_K.ARREST, ""): Effect(_L.HELD, place_known=True),
    (_K.ADMINISTRATIVE_JAIL, ""): Effect(_L.ADMINISTRATIVE_DETENTION, place_known=True),
    (_K.PSYCHIATRIC_COMMITMENT, ""): Effect(_L.PSYCHIATRIC, place_known=True),
    (_K.CHARGE, ""): Effect(stage=_S.PRETRIAL),
    (_K.CHARGE_ADDED, ""): Effect(stage=_S.PRETRIAL),
    (_K.RESTRAINT, _D.CUSTODY): Effect(_L.HELD, stage=_S.PRETRIAL),
    (_K.RESTRAINT, _D.HOUSE_ARREST): Effect(_L.HOUSE_ARREST, stage=_S.PRETRIAL, place_known=True),
    (_K.RESTRAINT, _D.BAIL): Effect(_L.BAIL, stage=_S.PRETRIAL, place_known=True),
    (_K.TRIAL_OPENED, ""): Effect(stage=_S.ON_TRIAL),
    (_K.VERDICT, _D.CUSTODIAL): Effect(stage=_S.CONVICTED_APPEAL),
    (_K.VERDICT, _D.SUSPENDED): Effect(_L.SUSPENDED, stage=_S.CONVICTED_APPEAL, place_known=True, contact=Contact.YES),
    (_K.APPEAL_DECIDED, _D.QUASHED): Effect(stage=_S.PRETRIAL, stage_falls=True),
    (_K.APPEAL_DECIDED, _D.UPHELD): _CONVICTED_FINALLY,
    (_K.APPEAL_DECIDED, _D.REDUCED): _CONVICTED_FINALLY,
    (_K.SENTENCE_ACTIVATED, ""): Effect(_L.HELD, stage=_S.SERVING),
    (_K.TERM_EXPIRED, ""): Effect(_L.HELD_PAST_SENTENCE),
    (_K.TEMPORARY_RELEASE, ""): Effect(_L.TEMPORARY_RELEASE, place_known=True),
    (_K.RETURNED, ""): Effect(_L.HELD, place_known=True),
    (_K.CONTACT_LOST, ""): Effect(contact=Contact.NONE, unless=FREE),
    (_K.PLACE_LOST, ""): _LOST,
    (_K.TRANSFER, _D.STARTED): _LOST,
    (_K.TRANSFER, _D.ARRIVED): Effect(place_known=True),
    (_K.LETTER_RECEIVED, ""): _SEEN,
    (_K.HEARING, _D.ATTENDED): _SEEN,
    (_K.CONSULAR_VISIT, ""): _SEEN,
    (_K.LAWYER_VISIT, ""): _SEEN,
    (_K.FAMILY_VISIT, ""): _SEEN,
    (_K.CONTACT_REGAINED, ""): _SEEN,
    (_K.RESTRAINT, _D.EXIT_BAN): Effect(_L.EXIT_BAN),
    (_K.RELEASE, ""): Effect(_L.RELEASED, place_known=True, contact=Contact.YES),
    (_K.RELEASE, _D.EXPELLED): Effect(_L.EXILED, place_known=True, contact=Contact.YES),
    # Nobody searches for the dead as for somebody who has been moved.
    (_K.DEATH, ""): Effect(_L.DIED_AFTER_RELEASE, liberty_if_confined=_L.DIED_IN_CUSTODY, place_known=True),
    # Only a state that holds somebody can execute them, whatever was recorded before.
    (_K.DEATH, _D.EXECUTED): Effect(_L.DIED_IN_CUSTODY, place_known=True),
}
NO_EFFECT = Effect()
_RANK = {key: position for position, key in enumerate(EFFECTS)}

# Direct contact: somebody on the outside saw, heard or read the prisoner. A hearing counts when it was attended.
CONTACT_KINDS = frozenset({
    _K.FAMILY_VISIT, _K.LAWYER_VISIT, _K.CONSULAR_VISIT, _K.LETTER_RECEIVED, _K.CONTACT_REGAINED,
})  # fmt: skip


def is_contact(kind: UpdateKind | str, detail: UpdateDetail | str = "") -> bool:
    return kind in CONTACT_KINDS or (kind == UpdateKind.HEARING and detail == UpdateDetail.ATTENDED)


def _row(happening: Happening) -> tuple[str, str]:
    exact = (happening.kind, happening.detail)
    return exact if exact in EFFECTS else (happening.kind, "")


def _order(happening: Happening) -> tuple[date, int, int, int, int]:
    """Its place among all of a case. Two that are equal here have the same effect: either may come first."""
    row = _row(happening)
    stage = EFFECTS.get(row, NO_EFFECT).stage
    # What moves no axis comes first: the place it names cannot overrule a transfer of the same day.
    return happening.effective_on, happening.sequence, stage, _RANK.get(row, -1), happening.facility or 0


def following(state: State, happening: Happening) -> State:
    """The state after one more happening. Death is final: nothing moves an axis after it."""
    effect = EFFECTS.get(_row(happening), NO_EFFECT)
    if state.liberty in DEAD or state.liberty in effect.unless:
        return state
    if effect is NO_EFFECT and happening.facility is None:
        return state
    liberty = effect.liberty or state.liberty
    if effect.liberty_if_confined and state.confined:
        liberty = effect.liberty_if_confined
    place_known = state.place_known if effect.place_known is None else effect.place_known
    day = happening.effective_on
    return State(
        liberty=liberty,
        stage=effect.stage if effect.stage_falls else max(state.stage, effect.stage),
        place_known=place_known,
        contact=effect.contact or state.contact,
        in_custody_since=(state.in_custody_since or day) if liberty in IN_CUSTODY else None,
        place_unknown_since=None if place_known else (state.place_unknown_since or day),
        facility=_facility(state, effect, happening) if place_known and liberty not in OUTSIDE else None,
    )


def _facility(state: State, effect: Effect, happening: Happening) -> int | None:
    """Where a prisoner whose place is known is held: who was moved, we know not where to, is not where they were."""
    moved = effect.place_known is not None and effect is not _SEEN
    return happening.facility or (None if moved else state.facility)


def confines(happening: Happening) -> bool:
    """Whether it puts somebody in custody or under restraint."""
    return EFFECTS.get(_row(happening), NO_EFFECT).liberty in IN_CUSTODY | RESTRICTED


def moves_status(happening: Happening) -> bool:
    """Whether it may change the one word: liberty or stage, not only place or contact."""
    effect = EFFECTS.get(_row(happening), NO_EFFECT)
    return effect.liberty is not None or effect.stage != Stage.NONE


def fold(happenings: Iterable[Happening]) -> list[Period]:
    """The periods that follow, earliest first; at most one begins on any day. Before the first, `State()` holds."""
    changes: list[tuple[date, State]] = []
    state = State()
    for day, of_the_day in groupby(sorted(happenings, key=_order), key=attrgetter("effective_on")):
        by_evening = reduce(following, of_the_day, state)
        if by_evening != state:
            changes.append((day, by_evening))
            state = by_evening
    ends = [day for day, _state in changes[1:]]
    return [Period(day, end, after) for (day, after), end in zip(changes, [*ends, None], strict=False)]


def state_on(periods: Sequence[Period], day: date) -> State:
    """The state at the end of `day`, from the periods of one case in order."""
    position = bisect_right(periods, day, key=attrgetter("starts_on"))
    return periods[position - 1].state if position else State()


def status_on(periods: Sequence[Period], day: date) -> Status:
    return state_on(periods, day).status


# --- What cannot be: said while an update is entered, so that it is mended by the one who knows.
@dataclass(frozen=True, slots=True)
class Contradiction:
    """An update that the order of custody does not allow. `index` is its position among the happenings handed in."""

    index: int
    message: Promise


# What puts or finds somebody in custody. Bail, house arrest and an exit ban may well follow a release.
_PRESUPPOSES_CUSTODY = {row for row, effect in EFFECTS.items() if effect.liberty in IN_CUSTODY} | {
    (_K.TRANSFER, _D.STARTED), (_K.TRANSFER, _D.ARRIVED), (_K.VERDICT, _D.CUSTODIAL),
}  # fmt: skip
# What may be dated after a death: what others say and do, courts included (Magnitsky was convicted in July 2013).
AFTER_DEATH = frozenset({
    _K.CHARGE, _K.CHARGE_ADDED, _K.TRIAL_OPENED, _K.HEARING, _K.VERDICT, _K.APPEAL_FILED, _K.APPEAL_DECIDED,
    _K.SEARCH, _K.FAMILY_THREATENED, _K.PETITION, _K.STATEMENT, _K.UN_ACTION, _K.RESOLUTION, _K.RECOGNITION,
    _K.SANCTION, _K.POSITION_CHANGED, _K.LAW_CHANGED, _K.AWARD, _K.CORRECTION, _K.NIL_CHECK, _K.NOTE,
})  # fmt: skip

_TOO_LATE = _("“{kind}” of {day} comes after the death of {death}. Correct whichever date is wrong.")
_NEW_CASE = _(
    "“{kind}” of {day} comes after the release of {release}. Somebody held again after a release gets a new case: open "
    "one, or correct whichever date is wrong."
)
_NOT_AWAY = _("“{kind}” of {day}: no temporary release is recorded before it. Log that first, or correct the date.")
_NOT_HELD = _(
    "“{kind}” of {day}: no arrest, custody or restraint takes effect before it. Log that first, or correct the date; a "
    "date without a day takes effect on its last possible day."
)


def contradictions(happenings: Sequence[Happening]) -> list[Contradiction]:
    """What does not fit, in the order in which it takes effect. A gap is no contradiction: no record is complete."""
    state, was_confined, release, death = State(), False, None, None
    found: list[Contradiction] = []
    for index in sorted(range(len(happenings)), key=lambda position: _order(happenings[position])):
        happening = happenings[index]
        kind, day = happening.kind, happening.occurred
        objection = None
        if death and kind not in AFTER_DEATH and day.earliest > death.latest:
            objection = _TOO_LATE
        elif state.liberty in RELEASED and _row(happening) in _PRESUPPOSES_CUSTODY:
            objection = _NEW_CASE
        elif kind == UpdateKind.RETURNED and state.liberty != Liberty.TEMPORARY_RELEASE:
            objection = _NOT_AWAY
        elif kind == UpdateKind.RELEASE and not was_confined:
            objection = _NOT_HELD
        if objection:
            label = UpdateKind(kind).label
            found.append(
                Contradiction(index, format_lazy(objection, kind=label, day=day, release=release, death=death))
            )
        if objection is _NOT_HELD:
            continue  # set aside, or the arrest that comes after it would be blamed as well
        state = following(state, happening)
        was_confined = was_confined or state.confined
        release = day if kind == UpdateKind.RELEASE else release
        death = death or (day if kind == UpdateKind.DEATH else None)
    return found
