"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from core import clock


def house(request: HttpRequest) -> dict[str, Any]:
    """The day the house lives on (asked only where a page prints it) and whether this is the demonstration."""
    return {"today": SimpleLazyObject(clock.today), "demo": settings.DEMO}
