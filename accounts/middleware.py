"""What a signed-in person's own settings change for each request."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from accounts.models import User
from core.clock import real_today


class PersonalSettingsMiddleware:
    """Show times and words as the person asked for, and note once a day that they are active."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if not user.is_authenticated:
            return self.get_response(request)
        if user.last_active_on != real_today():
            User.objects.filter(pk=user.pk).update(last_active_on=real_today())
        with timezone.override(ZoneInfo(user.time_zone)), translation.override(user.language):
            request.LANGUAGE_CODE = user.language
            return self.get_response(request)
