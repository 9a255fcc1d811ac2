"""A person's own long work, said in the bar of every page while a worker is at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts.models import User
from core.waking import WORKING
from sanctions.models import Snapshot
from sanctions.pages.snapshot import Job as ListJob
from sheets.models import SheetImport
from sheets.pages.standing import Job as SheetJob


@dataclass(frozen=True)
class Work:
    """`percent` is None where nobody knows how much there is."""

    reference: str
    text: str
    url: str
    percent: int | None = None
    over: bool = False


def work_of(user: User) -> Work | None:
    """What a worker has in hand for `user`, the latest first."""
    sheet = SheetImport.objects.visible_to(user).under_way().order_by("-pk").first()
    if sheet is not None:
        return _at(sheet.reference, SheetJob(sheet))
    snapshot = Snapshot.objects.under_way().filter(by=user).select_related("source").order_by("-pk").first()
    return _at(snapshot.reference, ListJob(snapshot)) if snapshot is not None else None


def ended(user: User, reference: str) -> Work | None:
    """What `user` saw a worker at, now that it waits for them or is done."""
    sheet = SheetImport.objects.visible_to(user).filter(reference=reference).first()
    if sheet is not None:
        return Work(reference, _("Ready: %(what)s") % {"what": sheet.file_name}, sheet.get_absolute_url(), over=True)
    snapshot = Snapshot.objects.filter(by=user, reference=reference).select_related("source").first()
    if snapshot is None:
        return None
    text = _("Ready: %(what)s") % {"what": snapshot.source.name}
    return Work(reference, text, snapshot.get_absolute_url(), over=True)


def chip(request: HttpRequest) -> str:
    """In the bar: nothing, and no query, for somebody who set no worker on anything."""
    if WORKING not in request.session:
        return ""
    return render_to_string("reports/work.html", {"work": work_now(request)}, request)


def work_now(request: Any) -> Work | None:
    """What is under way; once nothing is, what the page asks `?after`, and pages ask no more."""
    if (work := work_of(request.user)) is not None:
        return work
    request.session.pop(WORKING, None)
    return ended(request.user, request.GET["after"]) if "after" in request.GET and request.htmx else None


def _at(reference: str, job: ListJob | SheetJob) -> Work:
    percent = min(100 * job.done // job.total, 100) if job.total else None
    return Work(reference, job.text, job.url, percent)
