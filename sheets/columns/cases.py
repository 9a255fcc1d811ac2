"""The columns of a sheet of cases, in the order in which a template offers them and an export writes them.

Values: a text; a date is its EDTF text; `other_names`, `nationalities`, `residences`, `categories`, `judge`, `source`
are sorted lists of texts; `charge` is a list of {"text", "category", "statute"} (see `sheets.understanding.charges`).
A code stands for a word of a vocabulary, and is what an export writes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.models import Tie
from cases.vocabulary import FileState, Gender, Level, Status, Tier
from core.partial_dates import PartialDate
from sheets.columns.base import Column, Context
from sheets.columns.cells import SOURCE, date, names, text, vocabulary
from sheets.columns.dated import DATED, Dated
from sheets.facts import CaseFacts
from sheets.understanding import charges, countries, lists, plain, sentences, words

_OF_DATED = {
    "abducted": (_("Abducted"), _("Taken by people who did not say who they were.")),
    "arrested": (_("Arrested"), _("As you know it: 12 Dec 2023, July 2023, 2023, about 12 Dec 2023.")),
    "jailed": (_("Administrative jail"), _("Days of arrest ordered without a criminal charge.")),
    "remanded": (_("Remanded in custody"), ""),
    "house_arrest": (_("House arrest"), ""),
    "bailed": (_("Bail"), ""),
    "exit_banned": (_("Barred from leaving"), ""),
    "committed": (_("Psychiatric commitment"), ""),
    "charged": (_("Charged"), ""),
    "trial": (_("Trial opened"), ""),
    "verdict": (_("Verdict"), _("The day of the verdict; what it was has its own column.")),
    "appeal_filed": (_("Appeal filed"), ""),
    "appeal": (_("Appeal decided"), _("Of the appeal against the verdict, the last one decided.")),
    "sentence_activated": (_("Suspended sentence made real"), ""),
    "temporary_release": (_("Temporary release"), ""),
    "returned": (_("Returned to custody"), ""),
    "term_expired": (_("Term expired, still held"), ""),
    "moved": (_("Arrived after a transfer"), _("The last one.")),
    "released": (_("Released"), _("A day still to come is kept as the end of the sentence.")),
    "died": (_("Died"), ""),
}
_CLOSER = {
    "verdict_outcome": ("verdict", _("Outcome of the verdict")),
    "appeal_outcome": ("appeal", _("Outcome of the appeal")),
    "temporary_reason": ("temporary_release", _("Why released for a time")),
    "release_reason": ("released", _("How they came free")),
    "death_cause": ("died", _("Cause of death")),
}


def _edtf(of: Callable[[CaseFacts], PartialDate | None]) -> Callable[[CaseFacts], str]:
    return lambda facts: day.to_edtf() if (day := of(facts)) else ""


def _dated(key: str, dated: Dated) -> Column:
    label, help_text = _OF_DATED[key]

    def of(facts: CaseFacts) -> PartialDate | None:
        return found.occurred if (found := dated.of(facts)) else None

    return date(key, label, of=_edtf(of), help=help_text)


def _closer(key: str, of_what: str, label: Any) -> Column:
    dated = DATED[of_what]

    def of(facts: CaseFacts) -> str:
        return found.detail if (found := dated.of(facts)) else ""

    pairs = [(detail.value, detail.label) for detail in dated.details]
    return vocabulary(key, label, pairs, of=of, silent=str(dated.silent), needs=of_what)


def _countries(key: str, label: Any, tie: Tie, **more: Any) -> Column:
    def read(said: str, context: Context) -> list[str]:
        return countries.codes_of(said, said=lambda word: context.said(key, word))

    def of(facts: CaseFacts) -> list[str]:
        return sorted(facts.countries(tie))

    return Column(
        key, label, read, countries.shown_several, of, several=True, example="RU; GB", choices=countries.choices, **more
    )


def _state(said: str, context: Context) -> str:
    return countries.state_of(said, context.house, said=lambda word: context.said("state", word))


def _categories(said: str, context: Context) -> list[str]:
    pairs = list(context.house.categories.items())
    return words.codes_of(said, "categories", pairs, said=lambda word: context.said("categories", word))


def _charges(said: str, context: Context) -> list[dict[str, str]]:
    law = context.house.law(context.state)
    return charges.charges_of(said, context.state, law, said=lambda word: context.said("charge", word))


def _facility(said: str, context: Context) -> str:
    """By the name that the reference table has; else as it is written."""
    return context.house.facility(context.state, said) or ("" if plain.is_nothing(said) else plain.text_of(said, 160))


def _days_held(facts: CaseFacts) -> str:
    days = facts.case.days_held
    if days is None:
        return ""
    return str(days[0]) if days[0] == days[1] else f"{days[0]}–{days[1]}"


def _status_since(facts: CaseFacts) -> PartialDate | None:
    since = facts.case.status_since
    return facts.case.status_began or (PartialDate(since) if since else None)


def _last_update(facts: CaseFacts) -> PartialDate | None:
    return PartialDate(facts.case.last_update_on) if facts.case.last_update_on else None


def _place(facts: CaseFacts) -> str:
    arrest = DATED["arrested"].of(facts)
    return arrest.place if arrest else ""


def _code_name(facts: CaseFacts) -> str:
    """What those who keep a case call it in mails is nobody else's."""
    return facts.case.code_name if facts.case.owner_id == facts.user.organisation_id else ""


def _gender(facts: CaseFacts) -> str:
    gender = facts.prisoner.gender
    return "" if gender == Gender.UNKNOWN else gender


def _levels() -> list[tuple[str, Any]]:
    """A sheet makes nothing public: that takes a consent."""
    return [(level.value, level.label) for level in Level if level != Level.PUBLIC]


#: "Unknown" says nothing.
_GENDERS = [(gender.value, gender.label) for gender in Gender if gender != Gender.UNKNOWN]
_WHO: Sequence[Column] = (
    Column(
        "name",
        _("Name"),
        lambda said, context: "" if plain.is_nothing(said) else plain.name_of(said),
        of=lambda facts: facts.prisoner.name,
        required=True,
        parts=True,
        help=_("In Latin letters, as you write it, or in any script."),
        example="Ana Example",
    ),
    text("native_name", _("Name in original script"), 160, of=lambda facts: facts.prisoner.native_name),
    names(
        "other_names",
        _("Other names and spellings"),
        160,
        of=lambda facts: sorted(facts.other_names),
        several=True,
        help=_("Several in one cell with a semicolon between them."),
    ),
    vocabulary("gender", _("Gender"), _GENDERS, of=_gender, example="female"),
    date("birth", _("Born"), of=_edtf(lambda facts: facts.prisoner.birth)),
    _countries("nationalities", _("National of"), Tie.NATIONAL),
    _countries("residences", _("Resident of"), Tie.RESIDENT, help=_("Countries that might act for this person.")),
    Column(
        "categories",
        _("Categories"),
        _categories,
        lists.joined,
        lambda facts: sorted(facts.categories),
        several=True,
        example="journalist; blogger",
        choices=words.categories,
    ),
    text("biography", _("Short biography"), 4000, of=lambda facts: facts.prisoner.biography),
)
_CASE: Sequence[Column] = (
    Column(
        "reference",
        _("Reference"),
        lambda said, context: said.strip().upper(),
        of=lambda facts: facts.case.reference,
        help=_("The case in this house, such as BY-20-ABCD; empty for a new one."),
    ),
    Column(
        "state",
        _("Detaining state"),
        _state,
        countries.shown,
        of=lambda facts: facts.case.state.code,
        required=True,
        help=_("Name or code of the state that holds them."),
        example="BY",
        choices=countries.state_choices,
    ),
    vocabulary("tier", _("Tier"), Tier, of=lambda facts: facts.case.tier, example="standard"),
    vocabulary("file_state", _("File"), FileState, of=lambda facts: facts.case.file_state),
    vocabulary("level", _("Who may see it"), _levels(), of=lambda facts: facts.case.level),
    Column(
        "lead",
        _("Lead"),
        lambda said, context: plain.colleague_of(said, context.house),
        of=lambda facts: facts.lead,
        help=_("Name or e-mail address of a colleague; nobody said means you."),
    ),
    text(
        "code_name",
        _("Code name"),
        40,
        of=_code_name,
        help=_("Stands in mails in place of the prisoner's name."),
    ),
)
_BESIDE: Sequence[Column] = (
    text(
        "sentence",
        _("Sentence"),
        300,
        exported=False,
        needs="verdict",
        help=_("In words. Where the outcome is not said, it is read from them."),
        example="8 years 6 months",
        doubts=sentences.doubts,
    ),
    Column(
        "charge",
        _("Charges"),
        _charges,
        charges.shown,
        lambda facts: charges.recorded(facts.charges),
        several=True,
        help=_("Articles or words; several with a semicolon between them."),
        example="art. 275",
        choices=charges.choices,
        doubts=charges.doubts,
    ),
    text("place", _("Place of the arrest"), 160, of=_place, needs="arrested"),
    Column(
        "facility",
        _("Held at"),
        _facility,
        of=lambda facts: facts.case.facility.name if facts.case.facility else "",
    ),
    names("judge", _("Trial judge"), 200, of=lambda facts: sorted(facts.judges), several=True),
    date(
        "sentence_end",
        _("Sentence ends"),
        of=_edtf(lambda facts: facts.sentence_end.due if facts.sentence_end else None),
    ),
    replace(SOURCE, of=lambda facts: [facts.source] if facts.source else []),
)
_READ_ONLY: Sequence[Column] = (
    vocabulary("status", _("Status"), Status, of=lambda facts: facts.case.status, obeyed=False),
    date("status_since", _("Status since"), of=_edtf(_status_since), obeyed=False),
    text("days_held", _("Days held"), 40, of=_days_held, obeyed=False),
    date("last_update", _("Last update"), of=_edtf(_last_update), obeyed=False),
)


def _timeline() -> list[Column]:
    """Each dated column, followed by the one that says it more closely."""
    closer = {of_what: _closer(key, of_what, label) for key, (of_what, label) in _CLOSER.items()}
    found: list[Column] = []
    for key, dated in DATED.items():
        found.append(_dated(key, dated))
        if key in closer:
            found.append(closer[key])
    return found


COLUMNS: tuple[Column, ...] = (*_WHO, *_CASE, *_timeline(), *_BESIDE, *_READ_ONLY)

__all__ = ["COLUMNS", "DATED", "Dated"]
