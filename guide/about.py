"""Which page of the guide belongs to which page of the house. A new one needs its name here: tests/guide says so."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

#: By page of the guide the names of the addresses it is about; of a form also those that show it again when refused.
_TELLS_OF = {
    "first-steps": "demo:move demo:walk demo:mail demo:mail-list",
    "today": "reports:today reports:changes",
    "finding-anything": "reports:find",
    "finding-cases": "cases:case-list",
    "case-page": (
        "reports:case-replay cases:case cases:case-dates cases:case-history cases:case-brief "
        "cases:key-date-new cases:key-date-settle"
    ),
    "opening-a-case": (
        "cases:case-new cases:case-edit cases:case-field cases:prisoner cases:prisoner-new cases:prisoner-edit"
    ),
    "logging-an-update": "cases:update-new cases:update-correct cases:update-retract cases:nothing-new",
    "levels-and-consent": "cases:case-access cases:update-level cases:update-reflect",
    "bulk-work": "cases:case-assign cases:event-new advocacy:joint-action-new",
    "moving-in": "sheets:sheet sheets:sheet-list sheets:sheet-new sheets:first-look sheets:first-look-case",
    "alerts-and-reminders": (
        "reminders:alert reminders:alert-list reminders:mail-step reminders:own-reminder reminders:rule "
        "reminders:rule-list"
    ),
    "asks-and-actions": (
        "advocacy:case advocacy:ask advocacy:ask-new advocacy:action advocacy:action-list advocacy:action-new "
        "advocacy:action-correct advocacy:campaign advocacy:campaign-list advocacy:campaign-new "
        "advocacy:campaign-edit advocacy:compare"
    ),
    "findings-and-bodies": (
        "advocacy:organisation advocacy:organisation-list advocacy:contact-new advocacy:contact-edit "
        "advocacy:contact-remove advocacy:determination advocacy:determination-list "
        "advocacy:determination-new advocacy:determination-dates advocacy:assessment advocacy:assessment-list "
        "advocacy:assessment-new"
    ),
    "officials": (
        "cases:case-officials cases:involvement-approve sanctions:official sanctions:official-list "
        "sanctions:official-new sanctions:official-edit sanctions:official-names sanctions:official-positions "
        "sanctions:official-relations sanctions:official-merge sanctions:merge-undo"
    ),
    "sanctions-lists": (
        "sanctions:overview sanctions:list sanctions:list-import sanctions:list-settings sanctions:snapshot "
        "sanctions:entry sanctions:entry-list"
    ),
    "screening-and-review": "sanctions:review sanctions:match sanctions:match-decide",
    "alignment-and-gaps": (
        "sanctions:case sanctions:case-sheet sanctions:alignment sanctions:alignment-sheet sanctions:gaps "
        "sanctions:not-sought sanctions:designation sanctions:designation-new sanctions:designation-edit "
        "sanctions:designation-withdraw sanctions:nameless-new sanctions:nameless-remove"
    ),
    "submissions": (
        "sanctions:submission sanctions:submission-list sanctions:submission-new sanctions:submission-targets "
        "sanctions:submission-print sanctions:submission-section sanctions:submission-section-of"
    ),
    "figures-and-reports": (
        "reports:calendar reports:figures reports:figures-print reports:figure reports:weekly "
        "cases:state-list cases:state"
    ),
    "people-and-settings": (
        "accounts:profile accounts:people accounts:invite accounts:person-edit account_change_password "
        "account_reauthenticate"
    ),
}
ABOUT = {name: page for page, names in _TELLS_OF.items() for name in names.split()}


def guide_url(request: HttpRequest) -> str:
    """The page of the guide about the page that `request` asks for; the contents where there is none."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    return reverse("guide:page", args=[ABOUT[name]]) if name in ABOUT else reverse("guide:contents")
