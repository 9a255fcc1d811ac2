"""Drafts of updates: kept on the server, encrypted, one for each case and writer; never in the browser."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable

from django.http import QueryDict

from accounts.models import User
from cases.forms.sources import PREFIX
from cases.models import Case, Draft, Update

# What makes a form worth keeping: text that somebody typed.
TYPED = ("summary", "account", "place", "asked")
TYPED_OF_SOURCE = ("source", "says", "quotation", "title", "publisher", "figure")
LONGEST = 60_000
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "confirmed", "add", "save"})


def draft_of(case: Case, user: User) -> Draft | None:
    return Draft.objects.filter(case=case, user=user).first()


def values_of(draft: Draft) -> QueryDict:
    """What was typed, as it was sent."""
    values = QueryDict(mutable=True)
    for name, texts in json.loads(draft.text or "{}").items():
        values.setlist(name, texts)
    return values


def keep_draft(case: Case, user: User, values: QueryDict) -> Draft | None:
    """Keep what is being typed; nothing where nothing is, or where the form was saved meanwhile."""
    if not _holds_text(values) or _is_saved(case, values.get("form_key", "")):
        return None
    text = json.dumps({name: texts for name, texts in values.lists() if name not in NOT_KEPT})
    if len(text) > LONGEST:
        return None
    return Draft.objects.update_or_create(case=case, user=user, defaults={"text": text})[0]


def discard_draft(case: Case, user: User) -> None:
    Draft.objects.filter(case=case, user=user).delete()


def _is_saved(case: Case, form_key: str) -> bool:
    """A draft that arrives after its form was saved must not come back as unfinished work."""
    try:
        return Update.objects.filter(case=case, form_key=uuid.UUID(form_key)).exists()
    except ValueError:
        return False


def _holds_text(values: QueryDict) -> bool:
    return any(values.get(name, "").strip() for name in (*TYPED, *_of_sources(values)))


def _of_sources(values: QueryDict) -> Iterable[str]:
    return (name for name in values if name.startswith(f"{PREFIX}-") and name.rpartition("-")[2] in TYPED_OF_SOURCE)
