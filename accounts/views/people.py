"""Colleagues: who is here, with which role and duties."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import services
from accounts.forms import PersonForm
from accounts.models import Duty, DutyKind, Invitation, Organisation, User
from accounts.permissions import Permission, Role, requires
from accounts.requests import Request


@require_safe
@requires(Permission.MANAGE_PEOPLE)
def people(request: Request) -> HttpResponse:
    organisations = Organisation.objects.managed_by(request.user)
    everybody = list(User.objects.filter(organisation__in=organisations).for_people_page())
    ours = Duty.objects.filter(user__in=User.objects.colleagues_of(request.user)).values_list("kind", flat=True)
    context = {
        "people": everybody,
        "invitations": Invitation.objects.waiting().filter(organisation__in=organisations).for_people_page(),
        "several_organisations": len({person.organisation_id for person in everybody}) > 1,
        "duties_nobody_holds": [kind.label for kind in DutyKind if kind not in set(ours)],
    }
    return render(request, "accounts/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_PEOPLE)
def edit(request: Request, reference: str) -> HttpResponse:
    person = managed_person(request, reference)
    present = {"role": person.role, "duties": [duty.kind for duty in person.duties.all()]}
    form = PersonForm(request.POST or None, initial=present)
    if form.is_valid():
        role = Role(form.cleaned_data["role"])
        try:
            services.change_person(person=person, role=role, duties=form.cleaned_duties(), by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved: %(person)s.") % {"person": person})
            return redirect("accounts:people")
    return render(request, "accounts/person.html", {"form": form, "person": person})


@require_POST
@requires(Permission.MANAGE_PEOPLE)
def close(request: Request, reference: str) -> HttpResponse:
    person = managed_person(request, reference)
    try:
        services.close_account(person=person, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("accounts:person-edit", reference)
    messages.success(request, _("The account of %(person)s is closed and signed out everywhere.") % {"person": person})
    return redirect("accounts:people")


@require_POST
@requires(Permission.MANAGE_PEOPLE)
def reopen(request: Request, reference: str) -> HttpResponse:
    person = managed_person(request, reference)
    services.reopen_account(person=person, by=request.user)
    messages.success(request, _("The account of %(person)s is open again.") % {"person": person})
    return redirect("accounts:people")


def managed_person(request: Request, reference: str) -> User:
    rows = User.objects.filter(organisation__in=Organisation.objects.managed_by(request.user))
    return get_object_or_404(rows.for_people_page(), reference=reference)
