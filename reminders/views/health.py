"""For whoever watches the house from outside. Anonymous, so it says ok or failed and nothing else."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from reminders.health import readiness


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers; it asks nobody else."""
    return JsonResponse({"status": "ok"})


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Everything that the house needs, each ok or failed; 503 unless all are ok."""
    parts = readiness()
    words = {name: "ok" if works else "failed" for name, works in parts.items()}
    ready = all(parts.values())
    return JsonResponse({"status": "ok" if ready else "failed", **words}, status=200 if ready else 503)
