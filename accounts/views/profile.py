"""What a person sets for themselves."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import services
from accounts.forms import ProfileForm
from accounts.requests import Request
from accounts.services.people import PROFILE_FIELDS


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: Request) -> HttpResponse:
    present = {name: getattr(request.user, name) for name in PROFILE_FIELDS}
    form = ProfileForm(request.POST or None, initial=present, person=request.user)
    if form.is_valid():
        person = services.change_profile(person=request.user, changes=form.cleaned_data)
        with translation.override(person.language):
            messages.success(request, _("Your profile is saved."))
        return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form})
