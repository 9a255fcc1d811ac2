"""Submissions: the list, starting one, its page, a section, and the sheet to print."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.meanwhile import Meanwhile
from accounts.permissions import Permission, requires
from accounts.requests import Request
from advocacy.reading import note_record_read, note_records_read
from advocacy.views.findings import refuse
from cases.models import Case
from core import clock, trail
from core.models import EventKind
from core.paging import Order, keyset_page
from sanctions.forms.submissions import SectionForm, StartForm, StepForm, SubmissionFilter, WhomForm
from sanctions.models import Submission, SubmissionSection
from sanctions.pages.starting import Start, offer_on, ticked
from sanctions.pages.submission import WHAT_BELONGS, SubmissionPage, title_of
from sanctions.pages.submission_list import rows_of
from sanctions.services.submissions import Redrafted, change_targets, redraft, start_submission, write_section
from sanctions.vocabulary import SectionKind

ORDER: Order = [("pk", True)]
#: So many earlier wordings of a section are shown.
MOST_WORDINGS = 40


@require_safe
@requires(Permission.VIEW_CASES)
def submission_list(request: Request) -> HttpResponse:
    """The submissions that the reader may see, the latest first."""
    form = SubmissionFilter(request.GET, rows=Submission.objects.visible_to(request.user), by=request.user)
    page = keyset_page(request, form.found().for_page(), ORDER, settings.PAGE_SIZES)
    rows = rows_of(page, request.user, clock.today())
    note_records_read(request, "submissions", [row.submission.action for row in rows])
    context = {"form": form, "page": page, "rows": rows, "filtered": form.changed_data}
    return render(request, "sanctions/submissions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_ACTIONS)
def submission_new(request: Request) -> HttpResponse:
    """Start one: `?case=` and `?official=` (repeatable) say for what, `?programme=` or `?jurisdiction=` to whom."""
    start = Start.of(request)
    if not start.cases:
        return render(request, "sanctions/submission_begin.html", {"start": start})
    form = start.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _started(request, form)
        except ValidationError as error:
            refuse(form, error, {})
    context = {"form": form, "start": start}
    return render(request, "sanctions/submission_new.html", context, status=422 if form.errors else 200)


def _started(request: Request, form: StartForm) -> HttpResponse:
    said = form.cleaned_data
    made = start_submission(
        data=form.submission_data(), cases=said["cases"], by=request.user, form_key=said["form_key"]
    )
    messages.success(request, _("Started, and drafted from the record. Read each line before it goes out."))
    if Submission.objects.visible_to(request.user).filter(pk=made.pk).exists():
        return redirect(made)
    messages.warning(request, _("It is narrower than your own sight of these cases: you do not see it any more."))
    return redirect("sanctions:submission-list")


@require_safe
@requires(Permission.VIEW_CASES)
def submission(request: Request, reference: str) -> HttpResponse:
    """One submission: its dossier, the law beside it, consent, and filing."""
    return submission_page(request, found_submission(request, reference))


def submission_page(request: Request, found: Submission, refused: StepForm | None = None) -> HttpResponse:
    """The page, with the form of the step that was `refused` as it was sent."""
    note_record_read(request, found.action)
    shown = SubmissionPage(found, request.user, clock.today())
    context = {
        "submission": found,
        "shown": shown,
        "title": title_of(found),
        "forms": shown.forms(refused),
        "refused": refused,
    }
    return render(request, "sanctions/submission.html", context, status=422 if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_ACTIONS)
def submission_targets(request: Request, reference: str) -> HttpResponse:
    """Change whom it recommends; sections of new targets are drafted at once."""
    found = found_submission(request, reference)
    note_record_read(request, found.action)
    cases = Case.objects.visible_to(request.user).filter(actions=found.action)
    offer = offer_on(list(cases.select_related("prisoner", "state")), request.user)
    form = WhomForm(request.POST if request.method == "POST" else None, offer=offer, initial=ticked(found, offer))
    if form.is_valid():
        try:
            result = change_targets(submission=found, by=request.user, **form.chosen())
        except ValidationError as error:
            refuse(form, error, {})
        else:
            messages.success(request, _("Saved: whom it recommends."))
            say_what_moved(request, result)
            return redirect(found)
    context = {"submission": found, "title": title_of(found), "form": form}
    return render(request, "sanctions/submission_targets.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_ACTIONS)
def submission_section(request: Request, reference: str, kind: str, official: str = "") -> HttpResponse:
    """Write one section beside the law it answers to; what stood before stays in its history."""
    found = found_submission(request, reference)
    section = _found_section(found, kind, official)
    meanwhile = Meanwhile(request, section, SectionForm().begin_with(section.text))
    if meanwhile.asked:
        return meanwhile.answer()
    note_record_read(request, found.action)
    form = SectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _written(request, section, form)
        except ValidationError as error:
            refuse(form, error, {})
            form.go_on_from(section.text)
    if request.method != "POST":
        form.begin_with(section.text)
    return _section_page(request, found, section, form, meanwhile)


def _written(request: Request, section: SubmissionSection, form: SectionForm) -> HttpResponse:
    if "redraft" in request.POST:
        result = redraft(submission=section.submission, by=request.user, only=section)
        messages.success(request, _("Drafted again from the record; your wording stays in its history."))
        say_what_moved(request, result)
    else:
        write_section(section=section, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved: %(section)s.") % {"section": section.get_kind_display()})
    return redirect(section.submission)


def _section_page(
    request: Request, found: Submission, section: SubmissionSection, form: SectionForm, meanwhile: Meanwhile
) -> HttpResponse:
    history = section.history.select_related("history_user").order_by("-history_id")[: MOST_WORDINGS + 1]
    context = {
        "submission": found,
        "shown": SubmissionPage(found, request.user, clock.today()),
        "title": title_of(found),
        "section": section,
        "form": form,
        "meanwhile": meanwhile,
        "what_belongs": WHAT_BELONGS[SectionKind(section.kind)],
        "earlier": history[1:],
    }
    return render(request, "sanctions/submission_section.html", context, status=422 if form.errors else 200)


@require_safe
@requires(Permission.EXPORT_CASES)
def submission_print(request: Request, reference: str) -> HttpResponse:
    """The dossier as a sheet to hand in, with who printed it and when; every printing is on record."""
    found = found_submission(request, reference)
    note_record_read(request, found.action)
    trail.record(EventKind.EXPORT, "submission-printed", by=request.user, target=found.reference)
    shown = SubmissionPage(found, request.user, clock.today())
    context = {"submission": found, "shown": shown, "title": title_of(found)}
    return render(request, "sanctions/submission_print.html", context)


def say_what_moved(request: Request, result: object) -> None:
    """After drafting anew: where edited sections cite the evidence by numbers that stand for another source now."""
    if isinstance(result, Redrafted) and result.to_check:
        names = ", ".join(dict.fromkeys(str(one.get_kind_display()) for one in result.to_check))
        words = _("The numbers of the evidence have changed. Check those in what you edited: %(sections)s.")
        messages.warning(request, words % {"sections": names})


# --- What is found.
def found_submission(request: Request, reference: str) -> Submission:
    """404 also for a partner who sees its action: a dossier is its owners' alone."""
    rows = Submission.objects.visible_to(request.user).for_page().select_related("action__procedure")
    rows = rows.prefetch_related(
        "sections", "targets__through", "action__deadlines", "action__pauses", "action__procedure__clocks"
    )
    found: Submission = get_object_or_404(rows, reference=reference)
    return found


def _found_section(found: Submission, kind: str, official: str) -> SubmissionSection:
    """The section of this kind: of the whole, or of the target with this reference."""
    references = {target.pk: target.official.reference for target in found.targets.all()}
    for one in found.sections.all():
        if one.kind == kind and references.get(one.target_id or 0, "") == official:
            one.submission = found
            return one
    raise Http404
