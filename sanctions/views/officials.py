"""Officials: the list, one of them, and curating who they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.meanwhile import Meanwhile
from accounts.models import User
from accounts.permissions import Permission, requires
from accounts.requests import Request
from cases.models import Official
from core.addresses import Address
from core.paging import keyset_page
from sanctions.forms.officials import (
    OFFERED,
    NameRow,
    OfficialForm,
    PositionRow,
    RelationRow,
    RelationToForm,
    RowForm,
    name_with_reference,
)
from sanctions.pages.official import sheet_of
from sanctions.pages.official_list import SORTS, OfficialFilter, rows_of
from sanctions.services.officials import (
    add_official,
    edit_official,
    keep_names,
    keep_positions,
    keep_relations,
)

PREFIX = "row"


@require_safe
@requires(Permission.VIEW_CASES)
def official_list(request: Request) -> HttpResponse:
    """Everybody who is said to be responsible, as far as the reader may know of it."""
    found = OfficialFilter(request.GET, reader=request.user)
    order = SORTS[found.sort][1]
    page = keyset_page(request, found.found().select_related("state"), order, settings.PAGE_SIZES)
    address = Address(request.GET, request.path)
    sorts = [(label, address.having("sort", name), name == found.sort) for name, (label, _order) in SORTS.items()]
    context = {
        "form": found,
        "page": page,
        "rows": rows_of(page, request.user),
        "sorts": sorts,
        "sort_label": SORTS[found.sort][0],
        "filtered": found.changed_data,
    }
    return render(request, "sanctions/official_list.html", context)


@require_safe
@requires(Permission.VIEW_CASES)
def official(request: Request, reference: str) -> HttpResponse:
    """One official. One that was merged into another leads there, if the reader may see that."""
    found = Official.objects.visible_to(request.user).select_related("state").filter(reference=reference).first()
    if found is None:
        return redirect(_merged_into(request, reference))
    return render(request, "sanctions/official.html", {"official": found, "sheet": sheet_of(found, request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CURATE_SANCTIONS)
def official_new(request: Request) -> HttpResponse:
    """Add somebody without a case; `?of=` names the official to whom they stand."""
    asked = request.GET.get("of", "")
    of = found_official(request, asked) if asked else None
    form = OfficialForm(request.POST or None, initial={"state": of.state.code} if of else {})
    relation = RelationToForm(request.POST or None) if of else None
    if request.method == "POST" and form.is_valid() and (relation is None or relation.is_valid()):
        said = relation.relation_to(of) if relation and of else None
        made = add_official(data=form.official_data(), relation=said, by=request.user)
        messages.success(request, _("%(name)s is on record.") % {"name": made})
        return redirect(made)
    context = {"form": form, "relation": relation, "of": of}
    return render(request, "sanctions/official_edit.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CURATE_SANCTIONS)
def official_edit(request: Request, reference: str) -> HttpResponse:
    found = found_official(request, reference)
    form = OfficialForm.of(found, request.POST or None)
    meanwhile = Meanwhile(request, found, form)
    if meanwhile.asked:
        return meanwhile.answer()
    if request.method == "POST" and form.is_valid() and not meanwhile.stops:
        edit_official(official=found, data=form.official_data(), by=request.user)
        messages.success(request, _("Saved."))
        return redirect(found)
    context = {"form": form, "official": found, "meanwhile": meanwhile}
    status = meanwhile.status or (422 if form.is_bound else 200)
    return render(request, "sanctions/official_edit.html", context, status=status)


@dataclass(frozen=True)
class Part:
    """What of an official is kept in rows: names, positions, relations."""

    title: Any
    text: Any
    row: type[RowForm]
    keep: Callable[..., Official]
    rows: Callable[[Official], Any]

    def initial(self, found: Official, reader: User) -> list[dict[str, Any]]:
        """The rows that are there. Whoever the reader may not see is not named, nor is a relation to them there."""
        names = [name for name in self.row.base_fields if name != "key"]
        named = Q(people__official=found) | Q(related_to__official=found)
        seen = set(Official.objects.visible_to(reader).filter(named).values_list("pk", flat=True))
        rows = [row for row in self.rows(found) if getattr(row, "other_id", None) in {None, *seen}]
        return [{"key": row.pk} | {name: _typed(getattr(row, name), seen) for name in names} for row in rows]


PARTS = {
    "names": Part(
        gettext_lazy("Names"),
        gettext_lazy("Other spellings, other scripts, former names: screening tries every one of them."),
        NameRow,
        keep_names,
        lambda found: found.other_names.all(),
    ),
    "positions": Part(
        gettext_lazy("Positions"),
        gettext_lazy("What they were, from when to when, and who says so."),
        PositionRow,
        keep_positions,
        lambda found: found.positions.select_related("body"),
    ),
    "relations": Part(
        gettext_lazy("Relations"),
        gettext_lazy("Family, associates, subordinates, bodies: each may be recommended for designation, too."),
        RelationRow,
        keep_relations,
        lambda found: found.relations.select_related("other"),
    ),
}


def official_part(name: str) -> Callable[..., HttpResponseBase]:
    """The page on which the rows of one kind are kept, all at once."""
    part = PARTS[name]

    @require_http_methods(["GET", "HEAD", "POST"])
    @requires(Permission.CURATE_SANCTIONS)
    def page(request: Request, reference: str) -> HttpResponse:
        found = found_official(request, reference)
        rows = _formset(part, found, request)
        if request.method == "POST" and rows.is_valid():
            try:
                written = [form.row_data() for form in rows.forms if form.has_changed()]
                part.keep(official=found, rows=written, by=request.user)
            except ValidationError as error:
                rows._non_form_errors.extend(error.error_list)
            else:
                messages.success(request, _("Saved."))
                return redirect(request.path) if "more" in request.POST else redirect(found)
        return _part_page(request, found, part, rows)

    return page


def _formset(part: Part, found: Official, request: Request) -> Any:
    factory = forms.formset_factory(part.row, extra=1, can_delete=True, max_num=200)
    formset = factory(
        request.POST or None, initial=part.initial(found, request.user), prefix=PREFIX, form_kwargs={"by": request.user}
    )
    for form in formset.forms:
        form.fields["DELETE"].label = _("Remove")
    return formset


def _part_page(request: Request, found: Official, part: Part, rows: Any) -> HttpResponse:
    offered = Official.objects.visible_to(request.user).exclude(pk=found.pk).filter(state=found.state_id)
    known = [] if part.row is NameRow else [name_with_reference(one) for one in offered.order_by("name")[:OFFERED]]
    context = {"official": found, "part": part, "rows": rows, "known": known}
    return render(request, "sanctions/official_part.html", context, status=422 if rows.is_bound else 200)


def found_official(request: Request, reference: str) -> Official:
    rows = Official.objects.visible_to(request.user).select_related("state")
    found: Official = get_object_or_404(rows, reference=reference)
    return found


def _merged_into(request: Request, reference: str) -> Official:
    """Where an official went who was merged away, if the reader may see it; else 404, as for one that never was."""
    gone = Official.objects.filter(reference=reference, merged_into__isnull=False).first()
    seen: set[int] = set()
    while gone is not None and gone.merged_into is not None and gone.pk not in seen:
        seen.add(gone.pk)
        gone = gone.merged_into
    if gone is None or not Official.objects.visible_to(request.user).filter(pk=gone.pk).exists():
        raise Http404
    return gone


def _typed(value: Any, seen: set[int]) -> Any:
    """A value as somebody would have typed it."""
    if isinstance(value, Official):
        return name_with_reference(value) if value.pk in seen else ""
    return value
