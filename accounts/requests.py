"""What a view is given, for the type checker: everybody who gets past the login is a User."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.models import User


class Request(HttpRequest):
    """A request of somebody signed in: every view has one, unless it is marked `login_not_required`."""

    user: User
    htmx: HtmxDetails
