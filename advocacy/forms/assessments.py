"""The form of an assessment: each criterion of a framework, met or not, with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from advocacy.frameworks import RULES, CriterionRule
from advocacy.models import Assessment
from advocacy.services.assessments import Held, held_in
from advocacy.vocabulary import Holding


@dataclass(frozen=True)
class CriterionFields:
    """The two fields of one criterion."""

    rule: CriterionRule
    holding: BoundField
    evidence: BoundField


class AssessmentForm(forms.Form):
    """Every criterion of one framework. It begins with the latest version; saving makes a new one."""

    use_required_attribute = False

    began_with = forms.CharField(widget=forms.HiddenInput, required=False)
    summary = forms.CharField(
        label=_("In summary"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What follows from the criteria taken together."),
    )

    def __init__(self, *args: Any, framework: str, latest: Assessment | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules = RULES[framework]
        held = held_in(latest) if latest else {}
        self.initial = {"summary": latest.summary, "began_with": latest.reference} if latest else {}
        for rule in self.rules.criteria:
            begin = held.get(rule.code, Held(Holding.UNCLEAR))
            self.initial |= {f"holding_{rule.code}": begin.holding, f"evidence_{rule.code}": begin.evidence}
            self.fields[f"holding_{rule.code}"] = forms.ChoiceField(
                label=_("Met?"), choices=Holding.choices, widget=forms.RadioSelect, required=False
            )
            self.fields[f"evidence_{rule.code}"] = forms.CharField(
                label=_now("Evidence for %(code)s") % {"code": rule.code},
                required=False,
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=str(rule.evidence),
            )

    def criteria(self) -> list[CriterionFields]:
        """The fields in the order of the rule, for the page."""
        return [
            CriterionFields(rule, self[f"holding_{rule.code}"], self[f"evidence_{rule.code}"])
            for rule in self.rules.criteria
        ]

    def held(self) -> dict[str, Held]:
        """What the form says of each criterion, for the service."""
        said = self.cleaned_data
        return {
            code: Held(said[f"holding_{code}"] or Holding.UNCLEAR, said[f"evidence_{code}"])
            for code in self.rules.codes
        }

    def refuse(self, error: ValidationError) -> None:
        """Put what the service refused beside the criterion it is about."""
        by_field = error.error_dict if hasattr(error, "error_dict") else {None: error.error_list}
        for code, errors in by_field.items():
            name = f"evidence_{code}" if code in self.rules.codes else None
            self.add_error(name, [message for one in errors for message in one.messages])
