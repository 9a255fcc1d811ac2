"""Reference tables of this app: procedures with their clocks. What is reckoned by them is never handled here."""

from django.contrib import admin

from accounts.reference_site import ReferenceAdmin, reference_site
from advocacy.forms.procedures import ClockForm, ProcedureForm
from advocacy.models import Clock, Procedure


class ClockInline(admin.StackedInline):
    model = Clock
    form = ClockForm
    extra = 1


@admin.register(Procedure, site=reference_site)
class ProcedureAdmin(ReferenceAdmin):
    """Deadlines that were computed keep what they were computed from; a change here counts for what is sent later."""

    form = ProcedureForm
    inlines = [ClockInline]
    list_display = ["name", "key", "body", "valid_from", "valid_until", "checked"]
    list_filter = ["checked", "key"]
    list_select_related = ["body"]
    search_fields = ["name", "key"]
    autocomplete_fields = ["body"]
