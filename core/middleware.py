"""What the house adds to its answers."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]


class NoStoreMiddleware:
    """Nothing the house answers is kept by a browser or proxy: any page may name people.

    Static files are answered by WhiteNoise, which stands before this.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers["Cache-Control"] = "no-store"
        return response


class NoNullCharactersMiddleware:
    """Refuse an address or a form that holds a NUL character: nobody types one, and PostgreSQL stops at it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL in the address")
        if any("\0" in text for name, texts in request.POST.lists() for text in (name, *texts)):
            raise BadRequest("NUL in the form")
        return self.get_response(request)
