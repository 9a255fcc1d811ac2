"""A case in three lines, to be read out or pasted into a mail. Names nobody who told us anything."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import Case, Citation, KeyDate, Update
from cases.models.update import SOURCELESS
from cases.visibility import stricter
from cases.vocabulary import KeyDateKind, Status
from core import clock, slots
from core.templatetags.house import days


def brief(case: Case, reader: User) -> list[str]:
    """Who, where, since when; the latest reliable news with its source; what is next or asked.

    Only what everyone who sees the case may see: a text that is pasted elsewhere carries no lock.
    """
    lines = (_who(case), _news(case, reader), _next(case, reader))
    return [" ".join(line.split()) for line in lines]


def _who(case: Case) -> str:
    names = f"{case.prisoner.name} ({case.prisoner.native_name})" if case.prisoner.native_name else case.prisoner.name
    place = str(case.facility) if case.facility else ""
    parts = [f"{names}, {', '.join(filter(None, [place, str(case.state)]))}"]
    if case.status != Status.UNKNOWN:
        since = case.since
        parts.append(f"{case.get_status_display()} {since}".strip())
    if case.days_held is not None:
        parts.append(_("held for %(days)s") % {"days": days(case.days_held)})
    if not case.place_known:
        parts.append(_("place unknown"))
    return "; ".join(parts) + "."


def _news(case: Case, reader: User) -> str:
    rows = Update.objects.visible_to(reader).filter(case=case, reliable=True, counted=True).current()
    for update in rows.exclude(kind__in=SOURCELESS).by_day()[:20]:
        if not stricter(update.level, case.level):
            what = {"day": update.occurred, "what": update.summary.rstrip("."), "source": _sources(update, reader)}
            return _("Last reliable news: %(day)s, %(what)s (%(source)s).") % what
    return _("No reliable news is recorded.")


def _sources(update: Update, reader: User) -> str:
    cited = Citation.objects.visible_to(reader).filter(update=update).select_related("source")
    told = _("a source known to us")
    names = [told if one.source.case_id else one.source.publisher or one.source.title for one in cited]
    return ", ".join(dict.fromkeys(filter(None, names))) or _("no source named")


def _next(case: Case, reader: User) -> str:
    dates = KeyDate.objects.visible_to(reader).filter(case=case).exclude(kind=KeyDateKind.REMINDER)
    for key_date in dates.open().filter(due_on__gte=clock.today()).order_by("due_from", "pk")[:20]:
        if not stricter(key_date.level, case.level):
            what = f"{key_date.get_kind_display()}, {key_date.due}"
            more = f" ({key_date.summary.rstrip('.')})" if key_date.summary else ""
            return _("Next: %(what)s%(more)s.") % {"what": what, "more": more}
    asked = slots.gather("brief-asked", case=case, user=reader)
    return str(asked[0]) if asked else _("Next: no date is known to us.")


def _day(day: object) -> str:
    return date_format(day, "DATE_FORMAT")  # type: ignore[arg-type]
