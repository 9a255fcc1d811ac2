"""Assessments: our own reading of a case by a framework. For the people of the organisation that owns the case."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import Permission, requires
from accounts.requests import Request
from advocacy.assessing import following, lines_of, standings, versions_of
from advocacy.forms.assessments import AssessmentForm
from advocacy.frameworks import RULES
from advocacy.models import Assessment
from advocacy.models.assessment import AssessmentQuerySet
from advocacy.services.assessments import AlreadyAssessed, make_assessment
from advocacy.vocabulary import Framework
from cases.models import Case
from cases.views.case_page import tab_of
from cases.views.found import found_case, insist_on_owner


@require_safe
@requires(Permission.VIEW_CASES)
def assessment_list(request: Request, reference: str) -> HttpResponse:
    """The frameworks with the versions made of each."""
    case = found_case(request, reference)
    insist_on_owner(request, case)
    context = tab_of(request, case, "advocacy") | {"standings": standings(case, _on(request, case))}
    return render(request, "advocacy/assessments.html", context)


@require_safe
@requires(Permission.VIEW_CASES)
def assessment(request: Request, reference: str) -> HttpResponse:
    """One version, as it prints: criteria, evidence, what changed, and the asks that follow."""
    rows = Assessment.objects.visible_to(request.user).select_related("assessed_by")
    one = get_object_or_404(rows.prefetch_related("criteria"), reference=reference)
    one.case = found_case(request, one.case.reference)
    same = list(_on(request, one.case).filter(framework=one.framework).order_by("assessed_on", "pk"))
    context = tab_of(request, one.case, "advocacy") | {
        "assessment": one,
        "rules": RULES[one.framework],
        "lines": lines_of(one),
        "versions": versions_of(same, one),
        "is_latest": same[-1].pk == one.pk,
        "following": following(one, request.user),
    }
    return render(request, "advocacy/assessment.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_ACTIONS)
def assessment_new(request: Request, reference: str) -> HttpResponse:
    """A new version by `?framework=`, beginning with the latest; whoever saves second is shown that somebody did."""
    case = found_case(request, reference)
    insist_on_owner(request, case)
    framework = request.GET.get("framework", Framework.LEVINSON)
    if framework not in RULES:
        raise Http404
    latest = _on(request, case).filter(framework=framework).order_by("assessed_on", "pk").last()
    form = AssessmentForm(request.POST or None, framework=framework, latest=latest)
    newer: Assessment | None = None
    if request.method == "POST" and form.is_valid():
        try:
            return _saved(request, form, case, framework)
        except AlreadyAssessed as error:
            newer, form.data = error.newer, {**request.POST.dict(), "began_with": error.newer.reference}
        except ValidationError as error:
            form.refuse(error)
    context = tab_of(request, case, "advocacy") | {"form": form, "framework": Framework(framework), "newer": newer}
    return render(request, "advocacy/assessment_new.html", context, status=409 if newer else _status(form))


def _saved(request: Request, form: AssessmentForm, case: Case, framework: str) -> HttpResponse:
    said = form.cleaned_data
    made = make_assessment(
        case=case,
        framework=framework,
        criteria=form.held(),
        summary=said["summary"],
        began_with=said["began_with"],
        by=request.user,
    )
    messages.success(request, _("Saved as a version of its own."))
    return redirect(made)


def _on(request: Request, case: Case) -> AssessmentQuerySet:
    rows = Assessment.objects.visible_to(request.user).filter(case=case)
    return rows.select_related("assessed_by").prefetch_related("criteria")


def _status(form: AssessmentForm) -> int:
    return 422 if form.is_bound and form.errors else 200
