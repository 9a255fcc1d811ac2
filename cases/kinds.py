"""How kinds of update are grouped and marked: in the form's menu, in the timeline and in its filter."""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cases.vocabulary import UpdateKind

_K = UpdateKind


class KindGroup(TextChoices):
    """What an update is about, in the order in which the form offers it."""

    CUSTODY = "custody", _("Custody")
    COURT = "court", _("Court")
    CONTACT = "contact", _("Contact")
    TREATMENT = "treatment", _("Health and treatment")
    WORLD = "world", _("The world outside")
    NOTES = "notes", _("Our notes")


# Every kind of update is in exactly one group.
KINDS: dict[KindGroup, tuple[UpdateKind, ...]] = {
    KindGroup.CUSTODY: (
        *(_K.ARREST, _K.ADMINISTRATIVE_JAIL, _K.RESTRAINT, _K.TRANSFER, _K.PLACE_LOST, _K.ABDUCTION),
        *(_K.CAPTURE_DENIED, _K.PSYCHIATRIC_COMMITMENT, _K.TEMPORARY_RELEASE, _K.RETURNED, _K.TERM_EXPIRED),
        *(_K.RELEASE, _K.DEATH),
    ),
    KindGroup.COURT: (
        *(_K.CHARGE, _K.CHARGE_ADDED, _K.TRIAL_OPENED, _K.HEARING, _K.VERDICT, _K.APPEAL_FILED),
        *(_K.APPEAL_DECIDED, _K.SENTENCE_ACTIVATED),
    ),
    KindGroup.CONTACT: (
        *(_K.FAMILY_VISIT, _K.LAWYER_VISIT, _K.CONSULAR_VISIT, _K.LETTER_RECEIVED, _K.CONTACT_REGAINED),
        *(_K.CONTACT_LOST, _K.CONSULAR_REFUSED),
    ),
    KindGroup.TREATMENT: (
        *(_K.HEALTH, _K.HUNGER_STRIKE_STARTED, _K.HUNGER_STRIKE_ENDED, _K.ISOLATION, _K.ILL_TREATMENT),
        *(_K.ATTACK, _K.SEARCH, _K.FAMILY_THREATENED),
    ),
    KindGroup.WORLD: (
        *(_K.STATEMENT, _K.PETITION, _K.UN_ACTION, _K.RESOLUTION, _K.RECOGNITION, _K.SANCTION),
        *(_K.POSITION_CHANGED, _K.LAW_CHANGED, _K.AWARD),
    ),
    KindGroup.NOTES: (_K.NOTE, _K.CORRECTION, _K.NIL_CHECK),
}
GROUP_OF = {kind.value: group for group, kinds in KINDS.items() for kind in kinds}

_GROUP_ICONS = {
    KindGroup.CUSTODY: "lock",
    KindGroup.COURT: "scale",
    KindGroup.CONTACT: "message-circle",
    KindGroup.TREATMENT: "heart-pulse",
    KindGroup.WORLD: "globe",
    KindGroup.NOTES: "sticky-note",
}
_ICONS: dict[UpdateKind, str] = {
    _K.ABDUCTION: "eye-off",
    _K.CAPTURE_DENIED: "shield-alert",
    _K.ARREST: "siren",
    _K.TRANSFER: "truck",
    _K.PLACE_LOST: "map-pin-off",
    _K.PSYCHIATRIC_COMMITMENT: "brain",
    _K.TEMPORARY_RELEASE: "timer",
    _K.RETURNED: "undo-2",
    _K.TERM_EXPIRED: "calendar-x",
    _K.RELEASE: "door-open",
    _K.DEATH: "flower",
    _K.CHARGE: "scroll-text",
    _K.CHARGE_ADDED: "scroll-text",
    _K.TRIAL_OPENED: "gavel",
    _K.VERDICT: "gavel",
    _K.FAMILY_VISIT: "users",
    _K.LAWYER_VISIT: "briefcase",
    _K.CONSULAR_VISIT: "landmark",
    _K.LETTER_RECEIVED: "mail-open",
    _K.CONTACT_LOST: "message-square-off",
    _K.CONSULAR_REFUSED: "ban",
    _K.HUNGER_STRIKE_STARTED: "utensils-crossed",
    _K.HUNGER_STRIKE_ENDED: "utensils",
    _K.ISOLATION: "lock-keyhole",
    _K.ATTACK: "triangle-alert",
    _K.ILL_TREATMENT: "shield-alert",
    _K.SEARCH: "search",
    _K.FAMILY_THREATENED: "triangle-alert",
    _K.STATEMENT: "megaphone",
    _K.UN_ACTION: "flag",
    _K.RECOGNITION: "badge-check",
    _K.SANCTION: "ban",
    _K.AWARD: "award",
    _K.NIL_CHECK: "ear",
}
# What stands out on a timeline, beside the words that say it; everything else stays quiet.
_TONES: dict[UpdateKind, str] = {
    **dict.fromkeys([_K.ABDUCTION, _K.CAPTURE_DENIED, _K.ILL_TREATMENT, _K.ATTACK, _K.TERM_EXPIRED], "tone-danger"),
    **dict.fromkeys([_K.CONTACT_LOST, _K.PLACE_LOST, _K.FAMILY_THREATENED, _K.HUNGER_STRIKE_STARTED], "tone-warning"),
    **dict.fromkeys([_K.ARREST, _K.ADMINISTRATIVE_JAIL, _K.RESTRAINT, _K.VERDICT, _K.SENTENCE_ACTIVATED], "tone-held"),
    **dict.fromkeys([_K.FAMILY_VISIT, _K.LAWYER_VISIT, _K.CONSULAR_VISIT, _K.LETTER_RECEIVED], "tone-info"),
    _K.CONTACT_REGAINED: "tone-info",
    _K.RELEASE: "tone-success",
    _K.DEATH: "tone-grave",
}


def icon_of(kind: str) -> str:
    """The name of the icon that goes with a kind's word."""
    return _ICONS.get(UpdateKind(kind)) or _GROUP_ICONS[GROUP_OF[kind]]


def tone_of(kind: str) -> str:
    """The class that tints an entry; empty where nothing stands out."""
    return _TONES.get(UpdateKind(kind), "")


def menu() -> list[Any]:
    """Choices for a select, grouped."""
    return [
        ("", _("Choose what happened")),
        *((group.label, [(kind.value, kind.label) for kind in kinds]) for group, kinds in KINDS.items()),
    ]
