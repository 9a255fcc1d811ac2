"""The strip under the bar that says this is a demonstration, and on what day."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from demo.calendar import demo_day, next_event_day
from demo.models import Walk, WalkState


def banner(request: HttpRequest) -> str:
    """Day and controls for whoever is signed in; a plain sentence at the door."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return render_to_string("demo/_banner_plain.html", {}, request)
    day = demo_day()
    upcoming = next_event_day(day)
    context = {
        "day": day,
        "next_event": upcoming,
        "days_to_next": (upcoming - day).days if upcoming else None,
        "walk": Walk.objects.filter(state=WalkState.WALKING).first(),
    }
    return render_to_string("demo/_banner.html", context, request)
