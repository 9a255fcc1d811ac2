"""Rows about somebody new: what they say as a case to bring in, and what is kept beside it."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.grace import grace_from
from cases.models import Case
from cases.services.bringing import BroughtCase
from cases.services.opening import CaseData, PrisonerData
from cases.vocabulary import FileState, Gender, Level, Tier
from sheets.applying.base import Moved
from sheets.applying.saying import Said
from sheets.columns.dated import DATED
from sheets.models import FirstLook, RowKey, SheetImport, SheetRow
from sheets.models.known import digest_of
from sheets.planning.matching import NOTED, WHO, is_certain
from sheets.shapes import Planned


def brought_case(said: Said) -> BroughtCase:
    """What a row about somebody new says."""
    state = said.state()
    accounts = [said.account(key, state) for key in DATED if said.values.get(key)]
    if said.planned.notes:
        accounts.append(said.note())
    judges = said.values.get("judge") or ()
    return BroughtCase(
        who=_who(said),
        data=_case(said),
        accounts=accounts,
        charges=said.charges(said.values.get("charge") or (), state),
        involvements=[said.tables.judge(state, name, said.sources()) for name in judges],
        key_dates=said.sentence_end(),
    )


def _who(said: Said) -> PrisonerData:
    values = said.values
    return PrisonerData(
        name=values["name"],
        native_name=values.get("native_name") or "",
        other_names=values.get("other_names") or (),
        gender=values.get("gender") or Gender.UNKNOWN,
        birth=said.date("birth"),
        nationalities=values.get("nationalities") or (),
        residences=values.get("residences") or (),
        categories=[said.tables.categories[code] for code in values.get("categories") or ()],
        biography=values.get("biography") or "",
    )


def _case(said: Said) -> CaseData:
    values = said.values
    if values.get("level") == Level.PUBLIC:
        raise ValidationError(_("A sheet makes nothing public: that takes a consent."))
    level, lead = values.get("level") or Level.TEAM, said.tables.lead(values.get("lead") or "")
    return CaseData(
        state=said.state(),
        owner=said.sheet.organisation,
        lead=lead,
        tier=values.get("tier") or Tier.STANDARD,
        level=level,
        named=[lead] if level == Level.SEALED else (),
        code_name=values.get("code_name") or "",
        file_state=values.get("file_state") or FileState.ACTIVE,
        grace_until=grace_from(said.today),
    )


def remember(sheet: SheetImport, applied: Sequence[tuple[Planned, Case]]) -> None:
    """By what the same rows will be known again."""
    keys = [
        RowKey(organisation=sheet.organisation, what=what, digest=digest_of(text), case=case, sheet=sheet)
        for planned, case in applied
        for what, text in dict.fromkeys(planned.keys)
    ]
    RowKey.objects.bulk_create(keys, ignore_conflicts=True)


def check_unknown(sheet: SheetImport, rows: Sequence[SheetRow]) -> None:
    """Whether `rows`, all new when they were read, still are: another sheet may have brought the same people meanwhile.

    Raises Moved; read anew, such a row is about the case that is there.
    """
    plans = [(row, [(what, digest_of(text)) for what, text in _certain(row.planned)]) for row in rows]
    known = RowKey.objects.filter(
        organisation=sheet.organisation_id,
        what__in={what for _row, keys in plans for what, _digest in keys},
        digest__in={digest for _row, keys in plans for _what, digest in keys},
    ).exclude(sheet=sheet)
    known_as = list(known.values_list("what", "digest", "case"))
    seen = Case.objects.visible_to(sheet.by).in_bulk([case for _what, _digest, case in known_as])
    cases = {(what, digest): seen[case].reference for what, digest, case in known_as if case in seen}
    for row, keys in plans:
        for key in cases.keys() & keys:
            words = _("Row %(row)s: %(case)s came in meanwhile, and is about the same person.")
            raise Moved(row, words % {"row": row.number, "case": cases[key]})


def _certain(planned: Planned) -> list[tuple[str, str]]:
    """The keys that tell which case a row is about: the own number, or a name with a date."""
    return [(what, text) for what, text in planned.keys if what != NOTED and (what != WHO or is_certain(text))]


def to_look_at(sheet: SheetImport, cases: Sequence[Case]) -> None:
    """Their leads are asked to go through them."""
    FirstLook.objects.bulk_create(FirstLook(case=case, sheet=sheet) for case in cases)
