"""What the record has and has not, in words: with the last act logged, and never that a government did nothing."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from accounts.models import User
from advocacy.acts import Act, day_and_month, days_since_arrest
from advocacy.jurisdictions import SHORT, name_of
from advocacy.record import Record, record_of
from cases.models import Case


def sentence_of_the_day(case: Case, reader: User, jurisdiction: str, day: date, *, record: Record | None = None) -> str:
    """“Day 374: no UK measure recorded; last act: ambassador summoned, 17 April.”

    Hand in `record` (of `record_of`) to ask for many days or jurisdictions without asking the database again.
    """
    record = record or record_of(case, reader)
    acts = record.acts_of(jurisdiction, day)
    measure = _last([act for act in acts if act.is_measure() and _since_arrest(case, act)])
    if measure is not None:
        said = _("%(whose)s recorded: %(act)s.") % {"whose": _whose(jurisdiction), "act": _said(measure, day)}
    elif (last := _last(acts)) is not None:
        words = _("no %(whose)s recorded; last act: %(act)s.")
        said = words % {"whose": _whose(jurisdiction), "act": _said(last, day)}
    else:
        said = _("no %(whose)s recorded; no act recorded.") % {"whose": _whose(jurisdiction)}
    count = days_since_arrest(case, day)
    return _("Day %(count)s: %(said)s") % {"count": counted(count), "said": said} if count else _capitalised(said)


def not_recorded(record: Record, code: str, day: date) -> str:
    """What the record has and has not of a jurisdiction's measures by `day`, in one sentence with its last act."""
    case, acts = record.case, record.acts_of(code, day)
    measure = _last([act for act in acts if act.is_measure() and _since_arrest(case, act)])
    if measure is not None:
        return _("Last measure: %(act)s.") % {"act": _said_with_day(case, measure, day)}
    last = _last(acts)
    if last is None:
        missing = _("No act recorded")
    elif case.arrested_on is None or day < case.arrested_on:
        missing = _("No measure recorded")
    else:
        missing = _("No measure recorded since the arrest")
    parts = [", ".join([missing, *_where_we_are(case, day)])]
    if last is not None:
        parts.append(_("last act logged: %(act)s") % {"act": _said_with_day(case, last, day)})
    return "; ".join(parts) + "."


def _where_we_are(case: Case, day: date) -> list[str]:
    """Which day it is, counted from the arrest; of somebody released the day they were."""
    if case.released_on is not None and case.released_on <= day:
        count = days_since_arrest(case, case.released_on)
        return [_("released on day %(count)s") % {"count": counted(count)}] if count else []
    count = days_since_arrest(case, day)
    return [_("day %(count)s") % {"count": counted(count)}] if count else []


def _since_arrest(case: Case, act: Act) -> bool:
    return case.arrested_on is None or act.on >= case.arrested_on


def _last(acts: list[Act]) -> Act | None:
    return acts[-1] if acts else None


def _whose(jurisdiction: str) -> str:
    if short := SHORT.get(jurisdiction):
        return _("%(short)s measure") % {"short": short}
    return _("measure by %(name)s") % {"name": name_of(jurisdiction)}


def _said(act: Act, day: date) -> str:
    return f"{_in_a_sentence(act.word)}, {day_and_month(act.when, day)}"


def _said_with_day(case: Case, act: Act, day: date) -> str:
    """“ambassador summoned, 17 April, day 371”."""
    if not _since_arrest(case, act):
        return _("%(act)s, before the arrest") % {"act": _said(act, day)}
    count = days_since_arrest(case, act.when.earliest, act.on)
    if count is None:
        return _said(act, day)
    return _("%(act)s, day %(count)s") % {"act": _said(act, day), "count": counted(count)}


def counted(count: tuple[int, int] | None) -> str:
    """“374”, or “360–390” where a date is known less closely."""
    return "–".join(str(figure) for figure in sorted(set(count or ())))


def _in_a_sentence(word: str) -> str:
    """A label inside a sentence: “ambassador summoned”, but “UN urgent appeal”."""
    return word if word[1:2].isupper() or not word[:1].isalpha() else word[:1].lower() + word[1:]


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]
