"""How kinds of action are grouped in menus, and what a kind is called on the timeline of a case."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from advocacy.vocabulary import USUAL_WEIGHT, ActionKind, Weight
from cases.vocabulary import UpdateKind

_K, _U = ActionKind, UpdateKind

#: What the timeline calls somebody else's act. Kinds not named here are statements.
ON_TIMELINE: dict[str, UpdateKind] = {
    **dict.fromkeys([_K.LETTER, _K.JOINT_LETTER, _K.WRONGFUL_DETENTION_REQUEST, _K.SANCTIONS_SUBMISSION], _U.PETITION),
    **dict.fromkeys([_K.SECTION_1263D_REQUEST, _K.COURT_APPLICATION, _K.OSCE_REQUEST, _K.FOLLOW_UP], _U.PETITION),
    **dict.fromkeys([_K.CONSULAR_REQUEST, _K.WGAD_PETITION, _K.WGAD_COMMENT, _K.HRC_COMMUNICATION], _U.PETITION),
    **dict.fromkeys([_K.UN_URGENT_APPEAL, _K.UN_ALLEGATION_LETTER, _K.UN_COMMUNICATION], _U.UN_ACTION),
    _K.WGEID_CASE: _U.UN_ACTION,
    _K.RESOLUTION: _U.RESOLUTION,
    _K.DETERMINATION: _U.RECOGNITION,
    _K.SANCTION: _U.SANCTION,
    _K.AWARD: _U.AWARD,
    # Nothing said in public: support and quiet work are kept as notes.
    **dict.fromkeys([_K.LEGAL_AID, _K.MEDICAL_AID, _K.FINANCIAL_AID, _K.COURT_OBSERVATION, _K.CONTACT], _U.NOTE),
    **dict.fromkeys([_K.NEGOTIATION, _K.OTHER], _U.NOTE),
}


def on_timeline(kind: str) -> UpdateKind:
    """The kind of update that tells of an action of this kind."""
    return ON_TIMELINE.get(kind, UpdateKind.STATEMENT)


def menu() -> list[Any]:
    """Choices for a select, grouped by the weight each kind usually has: choosing one teaches the other."""
    groups = [
        (weight.label, [(kind.value, kind.label) for kind in ActionKind if USUAL_WEIGHT[kind] == weight])
        for weight in Weight
    ]
    return [("", _("Choose what was done")), *groups]
