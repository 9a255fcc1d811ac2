"""The guide: its contents and its pages, whole or as the text that the drawer shows."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import Request
from guide.pages import contents as read_contents
from guide.pages import pages


@require_safe
def contents(request: Request) -> HttpResponse:
    return _answer(request, "guide/contents.html", {"text": read_contents()})


@require_safe
def page(request: Request, name: str) -> HttpResponse:
    found = pages().get(name)
    if found is None:
        raise Http404
    around = {"previous": pages().get(found.previous), "next": pages().get(found.next)}
    return _answer(request, "guide/page.html", {"page": found, "pages": pages().values(), "text": found.text, **around})


def _answer(request: Request, template: str, context: dict[str, object]) -> HttpResponse:
    """The whole page; for the drawer its text, under which the address of the page stays what it is."""
    if not request.htmx:
        return render(request, template, context)
    answer = render(request, f"{template}#drawer", context)
    answer["HX-Push-Url"] = "false"
    return answer
