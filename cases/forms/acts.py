"""The small forms around an update: nothing new, retract, reflect, who may see it."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from cases.models import Update
from cases.visibility import stricter
from cases.vocabulary import Level


class NothingNewForm(forms.Form):
    """Who was asked: that is what makes “nothing new” worth something."""

    use_required_attribute = False

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    asked = forms.CharField(
        label=_("Who was asked"),
        max_length=200,
        error_messages={"required": _("Say who was asked: that is what makes “nothing new” worth something.")},
    )


class WhyForm(forms.Form):
    """A reason that stays on record."""

    use_required_attribute = False

    why = forms.CharField(
        label=_("Why"),
        max_length=300,
        error_messages={"required": _("Say why; the reason stays on record.")},
    )


class LevelForm(WhyForm):
    """Who may see an update. Anybody who logs may narrow it; only who may edit cases may widen it."""

    level = forms.ChoiceField(label=_("Who may see it"))
    named = forms.ModelMultipleChoiceField(
        label=_("If sealed: for whom"),
        queryset=User.objects.none(),
        to_field_name="reference",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Those named and you; nobody else, admins included."),
    )
    field_order = ["level", "named", "why"]

    def __init__(self, *args: Any, update: Update, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        may_widen = by.may(Permission.EDIT_CASES)
        choices = [
            (level.value, level.label)
            for level in Level
            if not stricter(update.case.level, level)
            and level != Level.PUBLIC
            and (may_widen or not stricter(update.level, level))
        ]
        self.fields["level"].choices = choices  # type: ignore[attr-defined]
        self.fields["named"].queryset = User.objects.colleagues_of(by).exclude(pk=by.pk)  # type: ignore[attr-defined]
        self.initial = {"level": update.level, "named": [person.reference for person in update.named.all()]}
