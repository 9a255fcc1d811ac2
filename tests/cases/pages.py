"""What the tests of a case's pages share: updates to show, and what a browser would send."""

from django.test import Client
from django.urls import reverse

from cases.services.judging import UpdateData
from cases.services.sourcing import CitationData
from cases.services.updates import log_update
from core.partial_dates import parse_partial_date

NEWS = CitationData(address="https://news.example/1", publisher="The News", title="He was arrested")
WIFE = CitationData(told_by="Evgenia his wife", connection="relative")
# Texts that must come back with every form that was refused.
WORDS = {"summary": "My careful words.", "place": "A place", "account": "At some length."}
HTMX = {"HTTP_HX_REQUEST": "true"}


def log(case, by, kind, when, summary="It happened.", **more):
    """Log one update through the service."""
    data = UpdateData(kind=kind, occurred=parse_partial_date(when), summary=summary, **{"citations": (NEWS,), **more})
    update = log_update(case=case, data=data, by=by)
    case.refresh_from_db()
    return update


def signed_in(user, **options) -> Client:
    client = Client(**options)
    client.force_login(user)
    return client


def at(name, *references) -> str:
    """The address of a page by its name and references (or what has one)."""
    return reverse(f"cases:{name}", args=[getattr(one, "reference", one) for one in references])


def text_of(answer) -> str:
    return answer.content.decode()


def typed(form_key="4a4a8a32-30e4-4d6e-bd24-2d58de4ce0c5", rows=None, **fields):
    """A form of an update as a browser sends it; `rows` are its sources, the first one the visible field."""
    rows = [{"source": "https://news.example/2"}] if rows is None else rows
    sent = {"form_key": form_key, "kind": "family_visit", "occurred": "18 April 2023", "summary": "His wife saw him."}
    sent |= {"source-TOTAL_FORMS": str(max(1, len(rows))), "source-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        sent |= {f"source-{number}-{name}": value for name, value in row.items()}
    return sent | fields


def send(user, case, data=None, name="update-new", **headers):
    """Send the form of an update, or another form about its case."""
    return signed_in(user).post(at(name, case), typed() if data is None else data, **headers)
