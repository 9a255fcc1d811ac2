"""Fetching lists by their addresses: which are due, downloading within bounds, and what is kept of a failure.

A failure keeps the last import as it is, is tried again after a pause that doubles, and stands on the overview until
a fetch succeeds. Hours are the organisation's; instants are real, whatever day a demonstration lives on.
"""

from __future__ import annotations

import http.client
import os
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from time import monotonic
from typing import IO, Any
from urllib.parse import unquote, urljoin, urlsplit

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core import clock
from core.kept_files import MB
from sanctions.models import ListSource

#: Sent where a list has no user agent of its own. OFAC refuses what does not look like a browser's.
USER_AGENT = "PrisonersTracker/1 (sanctions list import)"
#: Seconds of silence after which a server counts as gone, and seconds that one file may take in all.
SILENCE, LONGEST = 30, 15 * 60
CHUNK = 256 * 1024
#: Of one file as it comes, fetched or uploaded, compressed or not.
LARGEST = 400 * MB
#: A claimed fetch that nobody has finished by then is taken up by another worker.
CLAIM = timedelta(minutes=40)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=15), timedelta(hours=12)
#: What stands beside a list under the same address: OFAC gives aliases, addresses and overlong remarks apart.
BESIDE = {"us-sdn": ("sdn.csv", ("alt.csv", "add.csv", "sdn_comments.csv"))}

#: Where publishers give their lists, as far as we know: offered to the admin who switches fetching on, never set.
OFFERED = {
    "us-sdn": "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/SDN.CSV",
    "us-sdn-advanced": "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/SDN_ADVANCED.XML",
    "uk": "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.csv",
    "ca": "https://www.international.gc.ca/world-monde/assets/office_docs/"
    "international_relations-relations_internationales/sanctions/sema-lmes.xml",
    "un": "https://scsanctions.un.org/resources/xml/en/consolidated.xml",
    "ch": "https://www.sesam.search.admin.ch/sesam-search-web/pages/"
    "downloadXmlGesamtliste.xhtml?lang=en&action=downloadXmlGesamtlisteAction",
}

SchemeAllowed = Callable[[str], bool]


class FetchFailed(Exception):
    """A list could not be fetched; says why, for an admin to read."""


# --- What is due
def due(now: datetime) -> list[ListSource]:
    """The lists whose hour has come since they were last tried, and those to be tried again, or now."""
    again = Q(next_try_at__lte=now)
    wanted = ListSource.objects.exclude(address="").filter(again | Q(fetch=True, next_try_at=None))
    return [source for source in wanted if source.next_try_at or _hour_come(source, now)]


def _hour_come(source: ListSource, now: datetime) -> bool:
    local = timezone.localtime(now, timezone.get_default_timezone())
    last = local.replace(hour=source.hour, minute=0, second=0, microsecond=0)
    if last > local:
        last -= timedelta(days=1)
    return source.tried_at is None or source.tried_at < last


def claim(source: ListSource, now: datetime) -> bool:
    """Take it in hand, unless another worker did. One that dies at it leaves it due again after a while."""
    unclaimed = ListSource.objects.filter(pk=source.pk, tried_at=source.tried_at, next_try_at=source.next_try_at)
    return unclaimed.update(tried_at=now, next_try_at=now + CLAIM) == 1


def note_fetched(source: ListSource) -> None:
    """It was downloaded; whether it can be read is seen later."""
    ListSource.objects.filter(pk=source.pk).update(next_try_at=None)


def note_success(source: ListSource) -> None:
    """What was fetched could be read: no failure stands any more."""
    ListSource.objects.filter(pk=source.pk).update(failures=0, failing_since=None, last_error="", next_try_at=None)


def note_failure(source: ListSource, why: str) -> None:
    """Keep that it failed, since when and why; where it is fetched daily, try again after a pause."""
    source = ListSource.objects.get(pk=source.pk)
    failures = source.failures + 1
    ListSource.objects.filter(pk=source.pk).update(
        failures=failures,
        failing_since=source.failing_since or clock.real_today(),
        last_error=why[:300],
        next_try_at=timezone.now() + pause_after(failures) if source.fetch else None,
    )


def pause_after(failures: int) -> timedelta:
    """15 minutes, 30, an hour, 2, 4, 8, and then twice a day."""
    return min(FIRST_PAUSE * 2 ** min(failures - 1, 10), LONGEST_PAUSE)


# --- Downloading
@dataclass(frozen=True)
class Fetched:
    """A file that was downloaded to `path`."""

    name: str
    path: str

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        with open(self.path, "rb") as file:
            while chunk := file.read(chunk_size or CHUNK):
                yield chunk


def https_only(address: str) -> bool:
    return urlsplit(address).scheme == "https"


def addresses_of(source: ListSource) -> list[str]:
    """The list's own address, and those of the files that stand beside it."""
    main, others = BESIDE.get(source.key, ("", ()))
    name = _name_in(source.address)
    if not main or name.lower() != main:
        return [source.address]
    shouted = name.isupper()
    beside = [urljoin(source.address, other.upper() if shouted else other) for other in others]
    return [source.address, *beside]


def download_list(source: ListSource, folder: str, *, allowed: SchemeAllowed = https_only) -> list[Fetched]:
    """Download a list with what stands beside it into `folder`. Raises FetchFailed."""
    agent = source.user_agent or USER_AGENT
    files = []
    for number, address in enumerate(addresses_of(source)):
        path = os.path.join(folder, str(number))
        files.append(Fetched(download(address, path, user_agent=agent, allowed=allowed), path))
    return files


def download(
    address: str,
    path: str,
    *,
    user_agent: str = USER_AGENT,
    allowed: SchemeAllowed = https_only,
    largest: int = LARGEST,
    silence: float = SILENCE,
    longest: float = LONGEST,
) -> str:
    """Write what `address` answers to `path` as it comes, and say what the file is called. Raises FetchFailed.

    `allowed` is asked of the address and of every address it is redirected to.
    """
    request = urllib.request.Request(address, headers={"User-Agent": user_agent, "Accept": "*/*"})
    opener = urllib.request.build_opener(_Redirects(allowed), _Outside())
    try:
        _insist(allowed, address)
        with opener.open(request, timeout=silence) as answer, open(path, "wb") as file:
            _copy(answer, file, largest, monotonic() + longest)
            return _name_in(answer.geturl()) or _name_in(address) or "list"
    except urllib.error.HTTPError as error:
        error.close()
        raise FetchFailed(_refusal(error.code, error.reason)) from None
    except urllib.error.URLError as error:
        raise FetchFailed(_no_answer(error.reason)) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise FetchFailed(_no_answer(error)) from None


class _Redirects(urllib.request.HTTPRedirectHandler):
    def __init__(self, allowed: SchemeAllowed) -> None:
        self.allowed = allowed

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        _insist(self.allowed, newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class _Connection(http.client.HTTPSConnection):
    """Asks nothing of a server inside our own network: an address that an admin typed is no way into it."""

    def connect(self) -> None:
        super().connect()
        if self._tunnel_host is None:  # type: ignore[attr-defined]  # a proxy may stand inside
            insist_outside(self.sock.getpeername()[0])


class _Outside(urllib.request.HTTPSHandler):
    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_Connection, req, context=ssl.create_default_context())


def insist_outside(peer: str) -> None:
    """Raises FetchFailed for the IP address of a machine that is not on the public internet."""
    if not ip_address(peer.split("%")[0]).is_global:
        raise FetchFailed(_("This address leads into our own network: nothing is fetched from there."))


def _insist(allowed: SchemeAllowed, address: str) -> None:
    if not allowed(address):
        raise FetchFailed(_("Only addresses that begin with https:// are fetched, and this one leads elsewhere."))


def _copy(answer: Any, file: IO[bytes], largest: int, until: float) -> None:
    promised, size = answer.headers.get("Content-Length", ""), 0
    # Whatever has come, not a whole chunk: else a server that sends a byte now and then is waited for without an end.
    while chunk := answer.read1(CHUNK):
        size += len(chunk)
        if size > largest:
            raise FetchFailed(
                _("The answer has more than %(limit)s MB: no list is that large.") % {"limit": largest // MB}
            )
        if monotonic() > until:
            raise FetchFailed(_("The answer comes too slowly; it was not read to its end."))
        file.write(chunk)
    if promised.isdecimal() and size < int(promised):
        said = {"size": size, "promised": promised}
        raise FetchFailed(_("The answer broke off: %(size)s of %(promised)s bytes came.") % said)


def _refusal(code: int, reason: str) -> str:
    said = {"code": code, "reason": reason}
    if code in (401, 403):
        return _("The server refused it (%(code)s %(reason)s). Some want a browser’s user agent: set one.") % said
    if code in (404, 410):
        return _("Nothing is there (%(code)s %(reason)s): the address has changed.") % said
    return _("The server answered %(code)s %(reason)s.") % said


def _no_answer(why: object) -> str:
    if isinstance(why, TimeoutError):
        return _("The server did not answer in time.")
    if isinstance(why, ssl.SSLError):
        return _("The server’s certificate could not be trusted (%(why)s).") % {"why": why.reason or why}
    return _("The server could not be reached (%(why)s).") % {"why": why}


def _name_in(address: str) -> str:
    """The last part of an address's path, as a file is called."""
    return os.path.basename(unquote(urlsplit(address).path))[-100:]
