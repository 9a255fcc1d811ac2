"""Waking the worker after a write. Without a broker nothing is lost: the worker looks for work by itself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

#: In the session of somebody for whom a worker may be at something: pages ask about it only then.
WORKING = "working"


def wake(request: HttpRequest, task: Any) -> None:
    """Queue `task`; where nobody can be woken the reader is told that it takes a little longer."""
    request.session[WORKING] = True
    try:
        task.delay()
    except (OperationalError, OSError):
        messages.warning(request, _("The worker could not be woken; it looks for work every minute."))
