"""Mails about accounts. They carry a link and no names: neither of people nor of cases."""

from urllib.parse import urlencode

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Invitation


def invitation_link(token: str) -> str:
    """Where an invitation is accepted. The token is in the query, which no log of ours keeps."""
    return f"{settings.SITE_URL}{reverse('accounts:invitation-accept')}?{urlencode({'key': token})}"


def send_invitation(invitation: Invitation, token: str) -> None:
    """Mail the link, and note that it went out; where it did not, the people page says so."""
    context = {
        "link": invitation_link(token),
        "organisation": invitation.organisation,
        "valid_until": invitation.valid_until,
    }
    body = render_to_string("accounts/mail/invitation.txt", context)
    EmailMessage(_("Your invitation to Prisoners Tracker"), body, to=[invitation.email]).send()
    invitation.sent_at = timezone.now()
    invitation.save(update_fields=["sent_at"])
