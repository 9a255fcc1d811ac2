"""Inviting people, and accepting an invitation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts import services
from accounts.forms import AcceptForm, InvitationForm
from accounts.models import Invitation, Organisation
from accounts.permissions import ROLE_WORDS, Permission, Role, requires
from accounts.requests import Request
from accounts.services.invitations import AlreadyAccepted, InvitationClosed, invitation_for


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_PEOPLE)
def invite(request: Request) -> HttpResponse:
    form = InvitationForm(request.POST or None, by=request.user)
    if form.is_valid():
        try:
            asked = {**form.cleaned_data, "role": Role(form.cleaned_data["role"])}
            invitation = services.invite(**asked, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            tell_whether_sent(request, invitation)
            return redirect("accounts:people")
    return render(request, "accounts/invite.html", {"form": form, "roles": role_words()})


@require_POST
@requires(Permission.MANAGE_PEOPLE)
def resend(request: Request, reference: str) -> HttpResponse:
    try:
        tell_whether_sent(
            request, services.resend_invitation(invitation=managed_invitation(request, reference), by=request.user)
        )
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("accounts:people")


@require_POST
@requires(Permission.MANAGE_PEOPLE)
def withdraw(request: Request, reference: str) -> HttpResponse:
    try:
        services.withdraw_invitation(invitation=managed_invitation(request, reference), by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("The invitation is withdrawn; its link opens nothing any more."))
    return redirect("accounts:people")


@login_not_required
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest) -> HttpResponseBase:
    """Make the account an invitation promised. Safe to repeat: who accepted already is sent to sign in."""
    token = request.GET.get("key", "")
    try:
        invitation = invitation_for(token)
        initial = {"name": invitation.name, "time_zone": invitation.inviters_time_zone}
        form = AcceptForm(request.POST or None, initial=initial)
        if form.is_valid():
            services.accept_invitation(token=token, **accepted(form))
            messages.success(request, _("Your account is ready. Log in with the password you have just set."))
            return redirect("account_login")
    except AlreadyAccepted:
        messages.info(request, _("This invitation has been accepted already: log in."))
        return redirect("account_login")
    except InvitationClosed:
        return render(request, "accounts/invitation_closed.html", status=410)
    except ValidationError as error:
        form.add_error(None, error)
    return render(request, "accounts/accept.html", {"form": form, "invitation": invitation})


def role_words() -> list[dict[str, object]]:
    return [{"label": role.label, "words": words} for role, words in ROLE_WORDS.items()]


def accepted(form: AcceptForm) -> dict[str, str]:
    return {name: form.cleaned_data[name] for name in ("name", "password", "time_zone")}


def managed_invitation(request: Request, reference: str) -> Invitation:
    rows = Invitation.objects.filter(organisation__in=Organisation.objects.managed_by(request.user))
    return get_object_or_404(rows, reference=reference)


def tell_whether_sent(request: Request, invitation: Invitation) -> None:
    invitation.refresh_from_db(fields=["sent_at"])
    if invitation.sent_at:
        words = _("An invitation is on its way to %(email)s. Its link works once, for seven days.")
        messages.success(request, words % {"email": invitation.email})
    else:
        words = _("The invitation is kept, but the mail to %(email)s could not be sent. Try “send again” in a while.")
        messages.warning(request, words % {"email": invitation.email})
