"""What no single cell of a row can say: what is missing, what cannot be, what stands alone, what contradicts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.services.code_names import fit_code_name
from cases.status import confines, contradictions
from cases.vocabulary import Status
from core.partial_dates import PartialDate
from sheets.columns.dated import CLOSER, DATED
from sheets.facts import CaseFacts
from sheets.planning.cells import Row
from sheets.planning.happenings import Step, happenings_of, status_with, steps_of

_S = Status
_A_RELEASE = (("released",), gettext_lazy("add the date of the release"))
_A_DEATH = (("died",), gettext_lazy("add the date of the death"))
#: What a status follows from: the columns, and how to mend a row that lacks them.
_FOLLOWS_FROM: dict[Status, tuple[tuple[str, ...], object]] = {
    _S.DETAINED: (("arrested", "remanded"), gettext_lazy("add the date of the arrest")),
    _S.ADMINISTRATIVE_DETENTION: (("jailed",), gettext_lazy("add the date of the administrative jail")),
    _S.PRETRIAL: (("charged", "remanded"), gettext_lazy("add the date of the charge or of the custody order")),
    _S.ON_TRIAL: (("trial",), gettext_lazy("add the date the trial opened")),
    _S.CONVICTED_APPEAL: (("verdict",), gettext_lazy("add the verdict’s date")),
    _S.SERVING: (("verdict", "appeal"), gettext_lazy("add the verdict’s date and the appeal’s")),
    _S.SUSPENDED: (("verdict",), gettext_lazy("add the verdict’s date, with a suspended term as its outcome")),
    _S.HOUSE_ARREST: (("house_arrest",), gettext_lazy("add the date of the house arrest")),
    _S.BAIL: (("bailed",), gettext_lazy("add the date of the bail")),
    _S.EXIT_BAN: (("exit_banned",), gettext_lazy("add the date from which they may not leave")),
    _S.PSYCHIATRIC: (("committed",), gettext_lazy("add the date of the commitment")),
    _S.TEMPORARY_RELEASE: (("temporary_release",), gettext_lazy("add the date of the temporary release")),
    _S.DISAPPEARED: (("abducted",), gettext_lazy("add the date of the abduction")),
    _S.HELD_PAST_SENTENCE: (("term_expired",), gettext_lazy("add the date on which the term ended")),
    **dict.fromkeys([_S.RELEASED, _S.EXILED], (("released",), gettext_lazy("add the date of the release"))),
    **dict.fromkeys(
        [_S.DIED_IN_CUSTODY, _S.DIED_AFTER_RELEASE], (("died",), gettext_lazy("add the date of the death"))
    ),
}
#: What is said of something else, and the dated columns of which one must be there to say it of.
_HELD = tuple(key for key in DATED if key not in ("charged", "trial", "verdict", "appeal_filed", "appeal", "died"))
_SAID_OF: dict[str, tuple[str, ...]] = {
    **{closer: (dated,) for closer, dated in CLOSER.items()},
    "sentence": ("verdict",),
    "judge": ("verdict",),
    "place": ("arrested",),
    "facility": tuple(key for key in _HELD if key not in ("bailed", "exit_banned", "released")),
}
#: What is brought in as a note where it cannot stand by itself.
MAY_BE_NOTES = frozenset(_SAID_OF)


def judge(row: Row, facts: CaseFacts | None, today: date, label: Callable[[str], str]) -> None:
    """Add what is wrong with the row as a whole, and set aside what cannot be recorded as it is said.

    `facts`: of the case it is about, None for a new one. `label`: the heading of a column.
    """
    if facts is None:
        _is_whole(row, label)
    check_code_name(row, facts)
    _leave_out_what_is_to_come(row, facts, today)
    _set_aside_what_stands_alone(row, facts, label)
    steps = list(steps_of(row.values, facts, today))
    check_steps(row, facts, steps, label)
    if not row.is_broken:
        _compare_status(row, facts, steps, today)


def check_code_name(row: Row, facts: CaseFacts | None) -> None:
    """As strictly as on the page of the case; what it goes by already is no word of the sheet."""
    said, values = row.values.get("code_name"), row.values
    if not said or (facts and said == facts.case.code_name):
        return
    names = [values.get("name"), values.get("native_name"), *(values.get("other_names") or ())]
    names += facts.prisoner.all_names() if facts else ()
    try:
        values["code_name"] = fit_code_name(said, filter(None, names))
    except ValidationError as error:
        row.trouble("code_name", " ".join(error.messages))


def _is_whole(row: Row, label: Callable[[str], str]) -> None:
    for key in ("name", "state"):
        if key not in row.values and key not in row.said:
            row.said[key] = (label(key), "")
            row.trouble(key, _("A new case needs this: fill in the cell, or say it for the whole sheet."))


def _leave_out_what_is_to_come(row: Row, facts: CaseFacts | None, today: date) -> None:
    """A release still to come is when a sentence ends; nothing else can be recorded before it happens."""
    for key in ("birth", *DATED):
        when = row.values.get(key)
        if not when or PartialDate.from_edtf(when).earliest <= today:
            continue
        if key != "released":
            words = _("%(date)s lies in the future. Correct it, or empty the cell until it has happened.")
            row.trouble(key, words % {"date": PartialDate.from_edtf(when)})
            continue
        row.trouble(key, _("A release still to come: kept as the end of the sentence."), fatal=False)
        row.said.setdefault("sentence_end", row.said[key])
        row.values.setdefault("sentence_end", row.values.pop(key))
        row.values.pop(key, None)


def _set_aside_what_stands_alone(row: Row, facts: CaseFacts | None, label: Callable[[str], str]) -> None:
    for key, of in _SAID_OF.items():
        if not row.values.get(key) or any(row.values.get(one) for one in of):
            continue
        if facts and any(DATED[one].of(facts) for one in of):
            continue
        if key in row.of_mapping:
            del row.values[key]  # said of every row that has such a date
        # Of a cell that could not be read more is said already, and the row is to be mended anyway.
        elif not any(one in row.said for one in of):
            words = _("Kept as a note: the row has no date under “%(heading)s” that it could belong to.")
            row.keep_as_note(key, words % {"heading": label(of[0])})


def check_steps(row: Row, facts: CaseFacts | None, steps: list[Step], label: Callable[[str], str]) -> None:
    """What cannot be logged: out of order, or from nowhere."""
    _check_order(row, facts, steps)
    if any(step.corrects is None for step in steps) and not row.values.get("source") and "source" not in row.said:
        row.said["source"] = (label("source"), "")
        row.trouble("source", _("No source: every account needs one. Give an address, or say who told it."))


def _check_order(row: Row, facts: CaseFacts | None, steps: list[Step]) -> None:
    """What is out of order. Of freed people many sheets keep only that they are free: that comes in, and is said."""
    if row.is_broken and any(key in row.said and key not in row.values for key in DATED):
        return  # what a date could not be read for would be blamed on the others
    before = {str(one.message) for one in contradictions(happenings_of(facts, []))} if facts else set()
    happened = happenings_of(facts, steps)
    never_held = not any(map(confines, happened))
    for found in contradictions(happened):
        if (message := str(found.message)) not in before:
            key = steps[found.index].key if found.index < len(steps) else ""
            row.trouble(key, message, fatal=not (key == "released" and never_held))


def _compare_status(row: Row, facts: CaseFacts | None, steps: list[Step], today: date) -> None:
    said = row.values.get("status")
    follows = status_with(facts, steps, today)
    # What an export wrote and nobody touched is no word of the sheet.
    if not said or said == follows or (facts and said == facts.case.status):
        return
    keys, mend = _FOLLOWS_FROM.get(Status(said), ((), _("no date in a sheet says so; log it on the case")))
    if any(row.values.get(key) for key in keys):
        mend = _("one of the dates is wrong, or the status is out of date")
    words = _("The sheet says “%(said)s”; from its dates it is “%(follows)s”: %(mend)s.")
    row.trouble("status", words % {"said": Status(said).label, "follows": follows.label, "mend": mend}, fatal=False)
