"""Waking the worker after a write. Without a broker nothing is lost: the worker looks for work by itself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError


def wake(request: HttpRequest, task: Any) -> None:
    """Queue `task`; where nobody can be woken the reader is told that it takes a little longer."""
    try:
        task.delay()
    except (OperationalError, OSError):
        messages.warning(request, _("The worker could not be woken; it looks for work every minute."))
