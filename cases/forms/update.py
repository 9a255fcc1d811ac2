"""The form of one update: four fields in sight, the rest folded away."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.kinds import menu
from cases.models import Case, Facility
from cases.services.judging import UpdateData
from cases.visibility import stricter, strictest
from cases.vocabulary import DETAILS, MAY_LACK_DETAIL, Grade, Level, UpdateDetail, UpdateKind
from core import clock
from core.partial_dates import PartialDate, PartialDateFormField

DATE_HELP = _("As you know it: 12 Dec 2023, July 2023, about 12 Dec 2023.")


class UpdateForm(forms.Form):
    """What happened, on one case or on several; its sources are rows of their own (`cases.forms.sources`)."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    kind = forms.ChoiceField(label=_("What happened"), choices=menu)
    detail = forms.ChoiceField(label=_("More closely"), choices=[("", "—"), *UpdateDetail.choices], required=False)
    asked = forms.CharField(label=_("Who was asked"), max_length=200, required=False)
    occurred = PartialDateFormField(label=_("When"), initial=lambda: PartialDate(clock.today()), help_text=DATE_HELP)
    summary = forms.CharField(label=_("In one line"), max_length=300)
    account = forms.CharField(
        label=_("At length"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    place = forms.CharField(label=_("Place"), max_length=160, required=False)
    facility = forms.ModelChoiceField(
        label=_("Held at"), queryset=Facility.objects.none(), to_field_name="code", required=False, empty_label="—"
    )
    level = forms.ChoiceField(label=_("Who may see it"), required=False)
    named = forms.ModelMultipleChoiceField(
        label=_("If sealed: for whom"),
        queryset=User.objects.none(),
        to_field_name="reference",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Those named and you; nobody else, admins included."),
    )
    grade = forms.ChoiceField(
        label=_("How well established"),
        required=False,
        choices=[
            ("", _("Worked out from the sources")),
            *((grade.value, grade.label) for grade in Grade if grade != Grade.RETRACTED),
        ],
        help_text=_("Correct it only where you know better."),
    )

    use_required_attribute = False

    def __init__(self, *args: Any, cases: Sequence[Case], by: User, fixed_level: bool = False, **kwargs: Any) -> None:
        """`fixed_level`: a correction is seen by whoever saw what it corrects."""
        super().__init__(*args, **kwargs)
        states = {case.state_id for case in cases}
        if len(states) == 1:
            self.fields["facility"].queryset = Facility.objects.filter(state__in=states)  # type: ignore[attr-defined]
        else:
            del self.fields["facility"]
        if fixed_level:
            del self.fields["level"], self.fields["named"]
        else:
            self.fields["level"].choices = levels_for(cases)  # type: ignore[attr-defined]
            colleagues = User.objects.colleagues_of(by).exclude(pk=by.pk)
            self.fields["named"].queryset = colleagues  # type: ignore[attr-defined]
        self.narrow_detail(self["kind"].value())

    def narrow_detail(self, kind: Any) -> None:
        """Offer the details that belong to `kind`; a kind without any keeps the field for what was typed before."""
        allowed = DETAILS.get(kind, ()) if kind in UpdateKind.values else ()
        if allowed:
            first = _now("Not known") if kind in MAY_LACK_DETAIL else _now("Choose")
            choices = [("", first), *((detail.value, detail.label) for detail in allowed)]
            self.fields["detail"].choices = choices  # type: ignore[attr-defined]
        self.takes_detail = bool(allowed)
        self.asks_whom = kind == UpdateKind.NIL_CHECK

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        kind = said.get("kind")
        if kind and not self.takes_detail:
            said["detail"] = ""  # left over from another kind
        if kind and not self.asks_whom:
            said["asked"] = ""
        return said

    def update_data(self, citations: Iterable[Any]) -> UpdateData | None:
        """What the form says so far; None until kind and day are known."""
        said = getattr(self, "cleaned_data", {})
        if not said.get("kind") or not said.get("occurred"):
            return None
        return UpdateData(
            kind=said["kind"],
            occurred=said["occurred"],
            summary=said.get("summary") or "",
            detail=said.get("detail") or "",
            account=said.get("account") or "",
            asked=said.get("asked") or "",
            place=said.get("place") or "",
            facility=said.get("facility"),
            level=said.get("level") or "",
            named=tuple(said.get("named") or ()),
            grade=said.get("grade") or "",
            citations=tuple(citations),
        )


def levels_for(cases: Sequence[Case]) -> list[tuple[str, Any]]:
    """As the case, or narrower: a wider level than the case's would show nothing more."""
    narrowest = strictest(*(case.level for case in cases))
    if len({case.level for case in cases}) == 1:
        first = _now("As the case: %(level)s") % {"level": narrowest.label}
    else:
        first = _now("As each case")
    return [("", first), *((level.value, level.label) for level in Level if stricter(level, narrowest))]
