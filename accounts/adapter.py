"""How allauth behaves here: by invitation only, every sign-in on the event trail, no hint who has an account."""

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import trail
from core.models import EventKind

logger = logging.getLogger(__name__)


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Nobody signs up: accounts come from invitations."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address or the password is wrong."),
        "too_many_login_attempts": _(
            "Too many wrong passwords. Wait five minutes and try again, or set a new password below."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        trail.record(EventKind.LOGIN, "login", by=user)

    def logout(self, request: HttpRequest) -> None:
        trail.record(EventKind.LOGOUT, "logout", by=request.user)
        super().logout(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse, and remember, more tries than allauth's limits allow."""
        try:
            super().pre_authenticate(request, **credentials)
        except Exception:
            record_failure("login-throttled", credentials)
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        record_failure("login", credentials)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponseBase:
        trail.record(EventKind.LOGIN_FAILED, "login-closed", by=user)
        return super().respond_user_inactive(request, user)

    def get_reset_password_from_key_url(self, key: str) -> str:
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.SITE_URL + path.replace("UID-KEY", key)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sent beside the request: how long an answer takes must not tell whether an address has an account."""
        mailing.submit(send_or_log, self.render_mail(template_prefix, email, {"email": email, **context}))

    def format_email_subject(self, subject: str) -> str:
        return str(subject)


#: It ends what it began before the process ends.
mailing = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mailing")


def send_or_log(message: EmailMessage) -> None:
    try:
        message.send()
    except Exception:
        logger.exception("A mail about an account could not be sent")


def record_failure(action: str, credentials: dict[str, Any]) -> None:
    """Keep that a sign-in failed. The address only as a keyed hash: attempts on one address can be counted, no more."""
    address = salted_hmac("accounts.login-failed", str(credentials.get("email", "")).lower(), algorithm="sha256")
    trail.record(EventKind.LOGIN_FAILED, action, address=address.hexdigest()[:32])


def password_was_set(request: HttpRequest, user: User, sender: Any = None, **more: Any) -> None:
    """After a reset or a change: keep that on the trail, and let wrong passwords of before count no more."""
    trail.record(EventKind.WRITE, "password", by=user, target=user.reference)
    InvitationOnlyAdapter(request)._delete_login_attempts_cached_email(request, email=user.email)
