"""What the form that starts a submission begins with: the cases and officials that its address names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict

from accounts.models import User
from accounts.requests import Request
from cases.models import Case, Involvement, Official, OfficialRelation
from cases.reading import note_reads
from cases.vocabulary import Level
from core import clock, trail
from core.models import EventKind
from sanctions.forms.submissions import Offer, StartForm, relation_key
from sanctions.models import Designation, Programme, Submission

#: So many cases one address may name, and so many are offered to begin with.
MOST_CASES = 200


@dataclass
class Start:
    """For which cases, whom, and under which programme, as far as the address says."""

    request: Request
    cases: list[Case] = field(default_factory=list)
    officials: list[str] = field(default_factory=list)
    programme: str = ""
    jurisdiction: str = ""

    @classmethod
    def of(cls, request: Request) -> Start:
        """Raises Http404 where a case that is named is out of sight, PermissionDenied where it is another's."""
        asked = request.GET
        programme = Programme.objects.filter(key=asked.get("programme", "")).first()
        return cls(
            request,
            cases=_cases(request),
            officials=asked.getlist("official"),
            programme=programme.key if programme else "",
            jurisdiction=programme.jurisdiction if programme else asked.get("jurisdiction", "")[:8],
        )

    @cached_property
    def offer(self) -> Offer:
        return offer_on(self.cases, self.request.user)

    @cached_property
    def possible(self) -> list[Case]:
        """Cases of the reader's own organisation in which somebody is named: where a submission can begin."""
        named = Involvement.objects.visible_to(self.request.user).exclude(level=Level.SEALED).values("case")
        rows = Case.objects.visible_to(self.request.user).filter(owner=self.request.user.organisation_id, pk__in=named)
        return list(rows.select_related("prisoner", "state").order_by("prisoner__name", "pk")[:MOST_CASES])

    def form(self, data: QueryDict | None) -> StartForm:
        initial = {"programme": self.programme, "officials": self.officials}
        return StartForm(data, initial=initial, offer=self.offer, jurisdiction=self.jurisdiction)


def offer_on(cases: Sequence[Case], reader: User) -> Offer:
    """Whom `reader` may recommend on these cases, the highest first. What is sealed is never drawn on."""
    rows = Involvement.objects.visible_to(reader).filter(case__in=cases, official__merged_into=None)
    rows = rows.exclude(level=Level.SEALED).select_related("official", "case__prisoner")
    parts = list(rows.order_by("official__seniority", "official__name", "pk"))
    officials = {one.official_id for one in parts}
    others = Official.objects.visible_to(reader)
    relations = OfficialRelation.objects.filter(official__in=officials, other__in=others)
    relations = relations.select_related("official", "other").order_by("official__name", "pk")
    return Offer(cases, parts, _listed_by(officials, reader), list(relations))


def ticked(submission: Submission, offer: Offer) -> dict[str, list[str]]:
    """Whom it recommends now, as its form has them ticked."""
    targets = list(submission.targets.all())
    through = {(one.through_id, one.official_id) for one in targets if one.through_id}
    return {
        "officials": [one.official.reference for one in targets if not one.through_id],
        "others": [relation_key(one) for one in offer.relations if (one.official_id, one.other_id) in through],
    }


def _listed_by(officials: set[int], reader: User) -> dict[int, list[str]]:
    """By which jurisdictions these officials are designated today, by official."""
    rows = Designation.objects.visible_to(reader).in_force(clock.today()).filter(official__in=officials)
    found: dict[int, list[str]] = {}
    for official, code in rows.order_by("pk").values_list("official", "programme__jurisdiction"):
        if code not in found.setdefault(official, []):
            found[official].append(code)
    return found


def _cases(request: Request) -> list[Case]:
    """The cases named; without one, those of the reader's organisation in which the officials named have a part."""
    named, officials = set(request.GET.getlist("case")), set(request.GET.getlist("official"))
    seen = Case.objects.visible_to(request.user).select_related("prisoner", "state", "owner")
    if named:
        cases = list(seen.filter(reference__in=named).order_by("prisoner__name", "pk"))
        if len(cases) != len(named) or len(named) > MOST_CASES:
            raise Http404
        _insist_on_owner(request, cases)
    elif officials:
        parts = Involvement.objects.visible_to(request.user).filter(official__reference__in=officials)
        parts = parts.exclude(level=Level.SEALED)
        own = seen.filter(owner=request.user.organisation_id, pk__in=parts.values("case"))
        cases = list(own.order_by("prisoner__name", "pk")[:MOST_CASES])
    else:
        return []
    for case in cases:
        note_reads(request, case)
    return cases


def _insist_on_owner(request: Request, cases: list[Case]) -> None:
    """403 for a partner: a dossier on these cases is their owner's work."""
    for case in cases:
        if case.owner_id != request.user.organisation_id:
            trail.record(EventKind.DENIED, "not-the-owner", by=request.user, target=case.reference)
            raise PermissionDenied
