"""Cases side by side."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission, requires
from accounts.requests import Request
from advocacy.comparing import MOST, Step, compared, strip_chart
from advocacy.forms.campaigns import CasesField
from advocacy.reading import note_records_read
from cases.models import Case
from cases.reading import note_reads
from core import clock


class CompareForm(forms.Form):
    """Which cases, by their references."""

    use_required_attribute = False

    cases = CasesField(required=False, max_length=400)

    def __init__(self, *args: object, by: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["cases"].label = _("Cases")
        self.fields["cases"].help_text = _("Up to %(most)s references, with commas between them.") % {"most": MOST}
        self.fields["cases"].offer(by)  # type: ignore[attr-defined]

    def clean_cases(self) -> list[Case]:
        cases: list[Case] = self.cleaned_data["cases"]
        if len(cases) > MOST:
            words = _("These are %(n)s cases; %(most)s fit side by side. Take some out.")
            raise ValidationError(words % {"n": len(cases), "most": MOST})
        return cases


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VIEW_CASES)
def compare(request: Request) -> HttpResponse:
    """The cases in `?cases=`. Sent as a form with ticked cases, it answers with that address."""
    if request.method == "POST":
        return redirect(f"{reverse('advocacy:compare')}?{urlencode({'cases': ' '.join(request.POST.getlist('case'))})}")
    form = CompareForm({"cases": request.GET.get("cases", "")}, by=request.user)
    cases = form.cleaned_data["cases"] if form.is_valid() else []
    for case in cases:
        note_reads(request, case)
    rows = compared(cases, request.user, clock.today())
    for row in rows:
        note_records_read(request, row.case.reference, row.records())
    context = {"form": form, "rows": rows, "chart": strip_chart(rows), "steps": Step.labels}
    return render(request, "advocacy/compare.html", context, status=200 if form.is_valid() else 422)
