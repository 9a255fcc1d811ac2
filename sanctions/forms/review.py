"""The review queue: its filters, all of them in the address, and what somebody decides."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from advocacy.jurisdictions import name_of
from cases.models import DetainingState, Official
from core.search_keys import search_words
from sanctions.models import ListSource, Match
from sanctions.models.match import MatchQuerySet
from sanctions.vocabulary import Decision

WAITING, CHANGED = "waiting", "changed"
#: What the queue shows, as tabs. Waiting: whatever nobody has settled, and what has changed since somebody did.
SHOWN = {
    WAITING: _("Waiting"),
    CHANGED: _("Changed since"),
    Decision.UNSURE.value: Decision.UNSURE.label,
    Decision.SAME.value: Decision.SAME.label,
    Decision.NOT_SAME.value: Decision.NOT_SAME.label,
}
BANDS = {"high": (0.95, 2.0), "middle": (0.85, 0.95), "low": (-1.0, 0.85)}
BAND_LABELS = [("high", _("95 % and more")), ("middle", _("85 to 94 %")), ("low", _("Below 85 %"))]
_SINCE = ~Q(decision="") & ~Q(decided_hash=F("entry__content_hash"))
_CONDITIONS = {
    WAITING: Q(decision__in=["", Decision.UNSURE]) | _SINCE,
    CHANGED: _SINCE,
    **{decision.value: Q(decision=decision) for decision in Decision},
}


class QueueFilter(forms.Form):
    """Which matches, of those that the reader may see. A choice that is none says so, and the others hold."""

    q = forms.CharField(label=_("Name or reference"), required=False, max_length=100)
    list = forms.ChoiceField(label=_("List"), required=False)
    jurisdiction = forms.ChoiceField(label=_("Jurisdiction"), required=False)
    state = forms.ChoiceField(label=_("Official of"), required=False)
    band = forms.ChoiceField(label=_("Score"), required=False, choices=[("", _("Any")), *BAND_LABELS])

    def __init__(self, *args: Any, reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
        lists = ListSource.objects.values_list("key", "name", "jurisdiction")
        named = sorted({(code, name_of(code)) for _key, _name, code in lists if code}, key=lambda one: one[1])
        officials = Official.objects.visible_to(reader).filter(matches__isnull=False)
        states = DetainingState.objects.filter(pk__in=officials.order_by().values("state")).order_by("name")
        choices: dict[str, Any] = {
            "list": [(key, name) for key, name, _code in lists],
            "jurisdiction": named,
            "state": [(state.code, str(state)) for state in states],
        }
        for name, some in choices.items():
            self.fields[name].choices = [("", _("All")), *some]  # type: ignore[attr-defined]

    @property
    def shown(self) -> str:
        """Which tab: what waits unless another is asked for."""
        asked = self.data.get("show", "")
        return asked if asked in SHOWN else WAITING

    def found(self) -> MatchQuerySet:
        """What the tab in front shows."""
        return self._filtered().filter(_CONDITIONS[self.shown])

    def counts(self) -> dict[str, int]:
        """How many matches each tab would show."""
        rows = self._filtered().order_by()
        return rows.aggregate(**{name: Count("pk", filter=rule) for name, rule in _CONDITIONS.items()})

    def _filtered(self) -> MatchQuerySet:
        self.is_valid()
        said = self.cleaned_data
        rows = Match.objects.visible_to(self.reader)
        paths = {"list": "entry__source__key", "jurisdiction": "entry__source__jurisdiction"}
        paths["state"] = "official__state__code"
        rows = rows.filter(**{path: said[name] for name, path in paths.items() if said.get(name)})
        if said.get("band"):
            least, below = BANDS[said["band"]]
            rows = rows.filter(score__gte=least, score__lt=below)
        return _matching(rows, said.get("q") or "")


def _matching(rows: MatchQuerySet, text: str) -> MatchQuerySet:
    """By the reference of an official or a match, the number of an entry, or words of a name on either side."""
    code = text.strip().upper()
    if code[:2] in ("O-", "M-"):
        return rows.filter(Q(official__reference=code) | Q(reference=code))
    every_word = Q()
    for word in search_words(text):
        every_word &= Q(official__key__contains=word) | Q(entry__key__contains=word)
    return rows.filter(every_word | Q(entry__number__iexact=text.strip())) if text.strip() else rows


class DecisionForm(forms.Form):
    """Which of the three buttons was pressed, why, and what the person had before them."""

    decision = forms.ChoiceField(choices=Decision.choices)
    why = forms.CharField(
        label=_("Why, if it needs saying"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
