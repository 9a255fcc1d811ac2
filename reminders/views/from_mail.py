"""Where a link in a mail leads: one page that asks once more, and what can be said when the link is of no use."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission, requires
from accounts.requests import Request
from core import trail
from core.models import EventKind
from reminders import mail_links
from reminders.mail_steps import STEPS, MailStep
from reminders.models import Alert


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.HANDLE_ALERTS)
def mail_step(request: Request, token: str) -> HttpResponse:
    """Ask whether to take the step that the link names; what is sent from the page takes it."""
    try:
        asked = mail_links.read(token, request.user)
    except mail_links.Unusable as error:
        return _refused(request, error)
    alert = Alert.objects.visible_to(request.user).for_page().filter(reference=asked.alert).first()
    if alert is None:
        return _refused(request, mail_links.Unusable())
    kind = STEPS[asked.step]
    if not alert.is_of(request.user) or not request.user.may(kind.permission):
        raise PermissionDenied
    step = kind(request.POST if request.method == "POST" else None, alert=alert, by=request.user)
    if step.alerts and step.is_valid() and _taken(step):
        messages.success(request, step.done)
        return redirect(alert)
    refused = bool(step.alerts and step.errors)
    return render(request, "reminders/mail_step.html", {"alert": alert, "step": step}, status=422 if refused else 200)


def _taken(step: MailStep) -> bool:
    try:
        step.take()
    except ValidationError as error:
        step.add_error(None, error)
        return False
    return True


def _refused(request: Request, error: mail_links.Unusable) -> HttpResponse:
    """Say kindly why the link is of no use; what it was about is told to nobody but whom it was made for."""
    if isinstance(error, mail_links.Expired):
        title, status = _("This link has run out"), 410
        words = _("Links in a mail work for %(days)s days. What is still open stands among your alerts.")
        words %= {"days": mail_links.LASTS.days}
    elif isinstance(error, mail_links.NotYours):
        trail.record(EventKind.DENIED, "mail-link-of-another", by=request.user)
        title, status = _("This link was made for somebody else"), 404
        words = _("It works only for the person whom the mail was sent to. You are signed in as %(email)s.")
        words %= {"email": request.user.email}
    else:
        title, status = _("This link leads nowhere"), 404
        words = _("It may have been cut short on the way, or what it was about is gone. Your alerts are here as ever.")
    return render(request, "reminders/mail_refused.html", {"title": title, "words": words}, status=status)
