"""Organisations that act or are addressed: the list, one of them, and the contacts that we have there."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.meanwhile import Meanwhile
from accounts.models import Organisation
from accounts.permissions import Permission, requires
from accounts.requests import Request
from advocacy.contact_reading import note_contacts_read
from advocacy.deeds import deeds_of
from advocacy.forms.contacts import ContactForm, OrganisationFilter
from advocacy.jurisdictions import name_of
from advocacy.models import Contact
from advocacy.services.contacts import add_contact, edit_contact, remove_contact
from cases.forms.acts import WhyForm
from core.paging import Order, keyset_page

ORDER: Order = [("name", False), ("pk", False)]


@require_safe
@requires(Permission.VIEW_CASES)
def organisation_list(request: Request) -> HttpResponse:
    """Every body that acts or is addressed, by name."""
    form = OrganisationFilter(request.GET)
    page = keyset_page(request, form.found().select_related("parent"), ORDER, settings.PAGE_SIZES)
    for row in page.rows:
        row.jurisdiction_name = name_of(row.jurisdiction) if row.jurisdiction else ""
    context = {"form": form, "page": page, "filtered": form.changed_data}
    return render(request, "advocacy/organisations.html", context)


@require_safe
@requires(Permission.VIEW_CASES)
def organisation(request: Request, slug: str) -> HttpResponse:
    """Who it is, what it was asked, what it did, and for who may: whom we know there."""
    body = get_object_or_404(Organisation.objects.select_related("parent"), slug=slug)
    contacts = list(Contact.objects.visible_to(request.user).filter(organisation=body))
    note_contacts_read(request, body, contacts)
    context = {
        "body": body,
        "jurisdiction": name_of(body.jurisdiction) if body.jurisdiction else "",
        "parts": body.parts.order_by("name"),
        "deeds": deeds_of(body, request.user),
        "contacts": contacts,
    }
    return render(request, "advocacy/organisation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_ACTIONS)
def contact_new(request: Request, slug: str) -> HttpResponse:
    body = get_object_or_404(Organisation, slug=slug)
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        add_contact(organisation=body, data=form.contact_data(), by=request.user)
        messages.success(request, _("The contact is kept."))
        return redirect("advocacy:organisation", body.slug)
    return _form(request, form, body)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_ACTIONS)
def contact_edit(request: Request, reference: str) -> HttpResponse:
    contact = found_contact(request, reference)
    form = ContactForm.of(contact, request.POST or None)
    meanwhile = Meanwhile(request, contact, form)
    if meanwhile.asked:
        return meanwhile.answer()
    if request.method == "POST" and form.is_valid() and not meanwhile.stops:
        edit_contact(contact=contact, data=form.contact_data(), by=request.user)
        messages.success(request, _("Saved."))
        return redirect("advocacy:organisation", contact.organisation.slug)
    return _form(request, form, contact.organisation, contact, meanwhile)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_ACTIONS)
def contact_remove(request: Request, reference: str) -> HttpResponse:
    """Keep somebody no longer; asked on a page of its own, with the reason."""
    contact = found_contact(request, reference)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        remove_contact(contact=contact, why=form.cleaned_data["why"], by=request.user)
        messages.success(request, _("The contact is removed."))
        return redirect("advocacy:organisation", contact.organisation.slug)
    context = {"form": form, "contact": contact, "body": contact.organisation}
    return render(request, "advocacy/contact_remove.html", context, status=_status(form))


def found_contact(request: Request, reference: str) -> Contact:
    """A contact of the reader's own organisation; that it was shown is recorded."""
    rows = Contact.objects.visible_to(request.user).select_related("organisation")
    contact: Contact = get_object_or_404(rows, reference=reference)
    note_contacts_read(request, contact.organisation, [contact])
    return contact


def _form(
    request: Request,
    form: ContactForm,
    body: Organisation,
    contact: Contact | None = None,
    meanwhile: Meanwhile | None = None,
) -> HttpResponse:
    context = {"form": form, "body": body, "contact": contact, "meanwhile": meanwhile}
    status = (meanwhile and meanwhile.status) or _status(form)
    return render(request, "advocacy/contact_edit.html", context, status=status)


def _status(form: object) -> int:
    return 422 if getattr(form, "is_bound", False) and getattr(form, "errors", None) else 200
