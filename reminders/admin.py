"""The days of the rules are a reference table; alerts have their own pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Field
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.reference_site import ReferenceAdmin, reference_site
from cases.rules import ENGINE, all_rules
from reminders.models import RuleThreshold


@admin.register(RuleThreshold, site=reference_site)
class RuleThresholdAdmin(ReferenceAdmin):
    may_delete = True  # then the rule's own days hold again
    list_display = ["rule", "tier", "days"]
    list_filter = ["rule", "tier"]

    def formfield_for_dbfield(self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """The rule is chosen from those there are; the one about the engine itself has days that nobody changes."""
        if db_field.name != "rule":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        rules = [(rule.code, f"{rule.code} {rule.title}") for rule in all_rules() if rule.about != ENGINE]
        words = _("Without a row here the days of the user guide's table hold.")
        return forms.ChoiceField(label=_("rule"), choices=[("", "—"), *rules], help_text=words)
