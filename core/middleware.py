"""What the house adds to its answers."""

from collections.abc import Callable

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
