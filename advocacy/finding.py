"""What `advocacy` offers to the find box: actions by reference or line, organisations, its pages."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.finding import Entry, Found, Page, up_to
from accounts.models import Organisation, User
from accounts.models.organisation import OrganisationKind
from accounts.permissions import Permission
from advocacy.models import Action
from advocacy.vocabulary import ActionKind
from core.searching import every_word


def found(*, user: User, text: str) -> Iterator[Found]:
    yield _actions(user, text)
    yield _organisations(text)


def _actions(user: User, text: str) -> Found:
    """By what stands on the action itself: those of a person stand on the case."""
    rows = Action.objects.visible_to(user).filter(every_word(text)).order_by("-pk")

    def first(many: int) -> list[Entry]:
        return [_action(row) for row in rows.for_list()[:many]]

    return Found(
        _("Actions"),
        first,
        all_url=f"{reverse('advocacy:action-list')}?{urlencode({'q': text})}",
        all_words=_("All actions about this"),
    )


def _organisations(text: str) -> Found:
    """Everybody who sees cases sees every organisation."""
    rows = Organisation.objects.filter(every_word(text)).order_by("name")

    def first(many: int) -> list[Entry]:
        return [_organisation(row) for row in rows[:many]]

    return Found(
        _("Organisations"),
        first,
        count=lambda most: up_to(rows, most),
        all_url=f"{reverse('advocacy:organisation-list')}?{urlencode({'q': text})}",
        all_words=_("All %(count)s organisations"),
    )


def _action(row: Action) -> Entry:
    said = [ActionKind(row.kind).label, row.addressee and row.addressee.name, row.reference]
    return Entry(row.summary, row.get_absolute_url(), " · ".join(str(one) for one in said if one), icon="megaphone")


def _organisation(row: Organisation) -> Entry:
    note = str(OrganisationKind(row.kind).label)
    return Entry(row.name, reverse("advocacy:organisation", args=[row.slug]), note, icon="building-2")


def pages() -> Iterator[Page]:
    see = Permission.VIEW_CASES
    yield Page(_("Advocacy"), "advocacy:action-list", see, "megaphone", _("actions replies owed"), place=3)
    yield Page(_("Organisations"), "advocacy:organisation-list", see, "building-2", _("bodies contacts governments"))
    yield Page(_("Campaigns"), "advocacy:campaign-list", see, "flag")
    yield Page(_("Determinations"), "advocacy:determination-list", see, "gavel", _("findings opinions working group"))
