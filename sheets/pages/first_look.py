"""What the first look shows: a case at a glance, what it lacks, how far one is; and what *Today* says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Count, Min, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.permissions import Permission
from cases.cited import Cited, known_tellers
from cases.headline import Headline
from cases.models import Case, Citation, KeyDate, Update
from cases.models.update import SOURCELESS
from cases.timeline import Entry
from cases.vocabulary import Contact, Grade
from core.templatetags.house import plain_date
from sheets.models import FirstLook

#: What rests on no more than one account.
ALONE = frozenset({Grade.SINGLE_SOURCE, Grade.UNVERIFIED})


class Lack(NamedTuple):
    """Something that is not recorded, why that matters, and where to mend it."""

    what: str
    why: str
    url: str
    mend: str


@dataclass
class Glance:
    """A case as it came in, for one reader: nothing here says more than they may know."""

    first_look: FirstLook
    reader: User

    @property
    def case(self) -> Case:
        return self.first_look.case

    @cached_property
    def head(self) -> Headline:
        return Headline(self.case, self.reader)

    @cached_property
    def entries(self) -> list[Entry]:
        """What is recorded as having happened, earliest first."""
        citations = Citation.objects.visible_to(self.reader).select_related("source__origin").order_by("pk")
        rows = Update.objects.visible_to(self.reader).current().filter(case=self.case).select_related("facility")
        rows = rows.prefetch_related(Prefetch("citations", citations, to_attr="shown_citations"))
        named = known_tellers(self.case, self.reader)
        return [
            Entry(row, [Cited(one, one.source_id in named) for one in row.shown_citations])
            for row in rows.order_by("occurred_on", "sequence", "pk")
        ]

    @cached_property
    def lacks(self) -> list[Lack]:
        """What an alert, a mail or somebody who might act will ask for soon."""
        found = [*self._of_prisoner(), *self._of_case()]
        may_edit = self.reader.may(Permission.EDIT_CASES)
        return [one if may_edit or one.url != self._prisoner_url else one._replace(url="") for one in found]

    @property
    def _prisoner_url(self) -> str:
        return reverse("cases:prisoner-edit", args=[self.case.prisoner.reference])

    def _of_prisoner(self) -> Iterator[Lack]:
        prisoner, url, mend = self.case.prisoner, self._prisoner_url, _("Edit the prisoner")
        if not prisoner.native_name:
            yield Lack(_("No name in the original script"), _("Lists and reports are searched by it."), url, mend)
        if not prisoner.birth:
            yield Lack(_("No birth date"), _("It tells namesakes apart."), url, mend)
        if not prisoner.ties.exists():
            yield Lack(_("No nationality"), _("Which governments could act follows from it."), url, mend)

    def _of_case(self) -> Iterator[Lack]:
        case, log = self.case, reverse("cases:update-new", args=[self.case.reference])
        told = [entry for entry in self.entries if entry.update.kind not in SOURCELESS]
        if told and all(entry.update.grade in ALONE for entry in told):
            why = _("Nothing of it is confirmed by a second, independent source.")
            yield Lack(_("A single source"), why, log, _("Log an update"))
        if case.in_custody and case.contact == Contact.NEVER_RECORDED:
            why = _("Neither a visit nor a letter nor a call: who has seen them last?")
            yield Lack(_("No direct contact ever recorded"), why, f"{log}?kind=lawyer_visit", _("Log a visit"))
        if case.in_custody and case.facility_id is None:
            why = _("Where they are held is not recorded.")
            yield Lack(_("No prison"), why, f"{log}?kind=transfer&detail=arrived", _("Say where"))
        if not KeyDate.objects.visible_to(self.reader).filter(case=case).open().exists():
            why = _("A hearing, the end of a custody order or of the sentence: nobody would be reminded.")
            url = reverse("cases:key-date-new", args=[case.reference])
            yield Lack(_("No date to come"), why, url, _("Enter a date"))

    @cached_property
    def progress(self) -> dict[str, int]:
        """Which of how many of the lead's cases of this sheet it is, and how many of them still wait."""
        theirs = FirstLook.objects.visible_to(self.reader).filter(case__lead=self.case.lead_id)
        return theirs.filter(sheet=self.first_look.sheet_id).aggregate(
            total=Count("pk"),
            place=Count("pk", filter=Q(pk__lte=self.first_look.pk)),
            looked=Count("pk", filter=Q(looked_at__isnull=False)),
        )


@dataclass(frozen=True)
class Waiting:
    """A row of *Today* (see `reports.today.needs`): cases that wait for their lead's first look."""

    many: int
    until: date | None
    since: date
    tone: str = "info"
    severity: str = "normal"
    others: int = 0
    case: Any = None

    @property
    def title(self) -> str:
        words = ngettext(
            "%(n)s case brought in waits for your first look",
            "%(n)s cases brought in wait for your first look",
            self.many,
        )
        return words % {"n": self.many}

    @property
    def sentence(self) -> str:
        if self.until is None:
            return _("What is due on them opens alerts. Go through them one by one.")
        return _("Until %(day)s no alert opens on them. Go through them one by one.") % {"day": plain_date(self.until)}

    @property
    def url(self) -> str:
        return reverse("sheets:first-look")


def needs_me(*, user: User, day: date) -> list[Waiting]:
    """For *Today*: how many cases wait, and until when at least no alert opens on them."""
    if not user.may(Permission.LOG_UPDATES):
        return []
    in_grace = Q(case__grace_until__gte=day)
    found = FirstLook.objects.waiting_for(user).aggregate(
        many=Count("pk"), spared=Count("pk", filter=in_grace), until=Min("case__grace_until", filter=in_grace)
    )
    all_spared = found["spared"] == found["many"]
    return [Waiting(found["many"], found["until"] if all_spared else None, day)] if found["many"] else []
