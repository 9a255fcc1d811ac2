"""What somebody else changed while a form was being written: said on the form, and once more before it is saved over.

The form carries marks of what stood when it began (`began`), one for each field, so that only fields the reader has
before them are compared. The page asks its own address (`asked`); nothing is said of what the form does not show.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Any

from django.db.models import Manager, Model, QuerySet
from django.forms import BaseForm, Field
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.choices import flatten_choices
from django.utils.crypto import salted_hmac
from django.utils.formats import localize
from django.utils.functional import cached_property

from accounts.requests import Request
from core.classes import FieldClass, class_of

REGION = "meanwhile"
#: So many changes of a record are looked through for the one that changed a field of the form.
LOOKED_THROUGH = 20
SAME_DAY = timedelta(hours=12)


@dataclass(frozen=True)
class Changed:
    """One field, and what stands there now; `now` is None where it is confidential."""

    label: str
    now: str | None


def asks(request: Request) -> bool:
    """Whether the page asks only what changed, as it does now and then while somebody writes."""
    return bool(request.htmx) and request.htmx.target == REGION


class Meanwhile:
    """`form` begins with what stands of `record`; what it began with is in the request, once it was shown."""

    def __init__(self, request: Request, record: Model, form: BaseForm) -> None:
        self.request, self.record, self.form = request, record, form
        marks = {name: _mark(form, name) for name, field in form.fields.items() if not field.widget.is_hidden}
        self.began = " ".join(f"{name}:{mark}" for name, mark in marks.items())
        self.given = request.POST.get("began") or request.GET.get("began") or ""
        before = dict(pair.split(":", 1) for pair in self.given.split() if ":" in pair)
        self.names = [name for name, mark in marks.items() if name in before and before[name] != mark]

    @property
    def asked(self) -> bool:
        return asks(self.request)

    @property
    def stops(self) -> bool:
        """Whether a save would go over what its writer has not been told of; saved once more, it stands.

        A form that was sent twice says what stands already, so it passes.
        """
        return self.request.method == "POST" and not set(self.names).isdisjoint(self.form.changed_data)

    @property
    def status(self) -> int | None:
        return 409 if self.stops else None

    def answer(self) -> HttpResponse:
        """What to put on the page that asks; nothing where it says so already."""
        if not self.names or self.request.GET.get("told") == self.began:
            return HttpResponse(status=204)
        return render(self.request, "components/_meanwhile.html#said", {"meanwhile": self})

    @cached_property
    def changes(self) -> list[Changed]:
        return [self._changed(name, self.form.fields[name]) for name in self.names]

    @cached_property
    def last(self) -> Any:
        """The latest entry of the record's history that changed one of these fields."""
        rows = list(self.record.history.select_related("history_user").order_by("-history_id")[:LOOKED_THROUGH])  # type: ignore[attr-defined]
        kept = [one.attname for one in rows[0]._meta.concrete_fields if one.name in self.names] if rows else []
        for newer, older in pairwise(rows):
            if any(getattr(newer, name) != getattr(older, name) for name in kept):
                return newer
        return rows[0] if rows else None

    @property
    def who(self) -> str:
        """A colleague's name. Who else keeps a record of this is not told across organisations."""
        by = self.last.history_user if self.last else None
        ours = by is not None and by.organisation_id == self.request.user.organisation_id
        return str(by) if ours and by != self.request.user else ""

    @property
    def by_reader(self) -> bool:
        return self.last is not None and self.last.history_user == self.request.user

    @property
    def is_recent(self) -> bool:
        return bool(self.last.history_date > timezone.now() - SAME_DAY)

    def _changed(self, name: str, field: Field) -> Changed:
        label = str(field.label or name)
        if class_of(type(self.record), name) == FieldClass.CONFIDENTIAL:
            return Changed(label, None)
        return Changed(label, _said(field, self.form.get_initial_for_field(field, name)))


def _mark(form: BaseForm, name: str) -> str:
    values = _values(form.get_initial_for_field(form.fields[name], name))
    return salted_hmac("meanwhile", "\0".join([name, *sorted(map(str, values))])).hexdigest()[:16]


def _values(value: Any) -> list[Any]:
    """The value, or the values, that a field begins with, without those that say nothing."""
    several = value.all() if isinstance(value, Manager) else value
    values = several if isinstance(several, (list, tuple, set, frozenset, QuerySet)) else [several]
    return [one.pk if isinstance(one, Model) else one for one in values if one not in (None, "")]


def _said(field: Any, value: Any) -> str:
    """The value in the words that the form has for it."""
    return ", ".join(_words(field, _values(value)))


def _words(field: Any, values: list[Any]) -> Iterable[str]:
    if hasattr(field, "queryset"):
        key = field.to_field_name or "pk"
        return [str(one) for one in field.queryset.filter(**{f"{key}__in": values})]
    choices: Iterable[tuple[Any, Any]] = flatten_choices(getattr(field, "choices", ()))
    known = {str(code): str(label) for code, label in choices}
    return [known.get(str(value)) or str(localize(value)) for value in values]
