"""Who may reach which address: one row for every URL of the house, tried by `test_permission_matrix.py`.

A row is `"name": Row(needs)`, with what the address takes (`given`: keyword arguments from the `World`), the same of
something that must not be found (`hidden`), and the method where it is not GET. To add a page, add its row:

    "cases:case": of_case(P.VIEW_CASES),                          # takes the reference of a case
    "cases:case-list": Row(P.VIEW_CASES),                         # takes nothing
    "cases:key-date-settle": of("key_date", P.LOG_UPDATES, POST), # world.key_date, world.hidden_key_date
"""

from __future__ import annotations

from typing import Any

from accounts.permissions import Permission, Role
from accounts.reference_site import reference_site
from advocacy.forms.steps import STEPS
from cases.models import Case, Involvement
from reminders.mail_links import Step, token
from sanctions.forms.submissions import STEPS as SUBMISSION_STEPS
from sanctions.models import NamelessDesignation, Submission
from tests.architecture.rows import ADMIN_SITE, ANONYMOUS, GET, POST, SIGNED_IN, Door, Row, of, of_case
from tests.architecture.world import World

P = Permission
SHEET_STEPS = ("columns", "other", "back", "choose", "choose-all", "apply", "drop", "undo")


def of_update(needs: Permission | Door, method: str = GET) -> Row:
    """An update of a case that all see; the hidden one is sealed, on the same case."""
    return Row(
        needs,
        method,
        lambda world: {"reference": world.case.reference, "update": world.update.reference},
        lambda world: {"reference": world.case.reference, "update": world.hidden_update.reference},
    )


def of_sheet(method: str = GET, *, fragment: bool = False) -> Row:
    return Row(P.IMPORT_CASES, method, lambda world: {"reference": world.sheet.reference}, fragment=fragment)


def involved(case: Case, involvement: Involvement) -> dict[str, Any]:
    names = {"official": involvement.official.reference, "function": involvement.function}
    return {"reference": case.reference, **names}


def exported_case() -> Row:
    """A table of what a case's page shows, as CSV."""
    return Row(
        P.EXPORT_CASES,
        given=lambda world: {"reference": world.case.reference, "kind": "csv"},
        hidden=lambda world: {"reference": world.hidden_case.reference, "kind": "csv"},
        fragment=True,
    )


def nameless_day(nameless: NamelessDesignation) -> dict[str, Any]:
    case, programme = nameless.case.reference, nameless.programme.key
    return {"reference": case, "programme": programme, "day": nameless.listed_on}


def colleague(method: str = GET) -> Row:
    return Row(
        P.MANAGE_PEOPLE,
        method,
        lambda world: {"reference": world.colleague.reference},
        lambda world: {"reference": world.stranger.reference},
    )


ENTRANCE = {
    "account_login": Row(ANONYMOUS),
    "account_logout": Row(ANONYMOUS),
    "account_inactive": Row(ANONYMOUS),
    "account_signup": Row(ANONYMOUS),
    "account_reset_password": Row(ANONYMOUS),
    "account_reset_password_done": Row(ANONYMOUS),
    "account_reset_password_from_key": Row(ANONYMOUS, given=lambda world: {"uidb36": "1", "key": "no-key"}),
    "account_reset_password_from_key_done": Row(ANONYMOUS),
    "account_reauthenticate": Row(SIGNED_IN),
    "account_change_password": Row(SIGNED_IN),
}

ACCOUNTS = {
    "accounts:invitation-accept": Row(ANONYMOUS),
    "accounts:profile": Row(SIGNED_IN),
    "accounts:people": Row(P.MANAGE_PEOPLE),
    "accounts:invite": Row(P.MANAGE_PEOPLE),
    "accounts:invitation-resend": of("invitation", P.MANAGE_PEOPLE, POST),
    "accounts:invitation-withdraw": of("invitation", P.MANAGE_PEOPLE, POST),
    "accounts:person-edit": colleague(),
    "accounts:person-close": colleague(POST),
    "accounts:person-reopen": colleague(POST),
}

CASES = {
    "cases:case-list": Row(P.VIEW_CASES),
    "cases:case-facets": Row(P.VIEW_CASES, fragment=True),
    "cases:case-assign": Row(P.ASSIGN_CASES, POST),
    "cases:filter-save": Row(P.VIEW_CASES, POST),
    "cases:filter-remove": Row(P.VIEW_CASES, POST),
    "cases:list-shape": Row(P.VIEW_CASES, POST),
    "cases:state-list": Row(P.VIEW_CASES),
    "cases:state": Row(P.VIEW_CASES, given=lambda world: {"code": world.case.state.code}),
    "cases:case-new": Row(P.ADD_CASES),
    "cases:case-access": of_case(P.EDIT_CASES),
    "cases:case-edit": of_case(P.EDIT_CASES),
    "cases:case-field": of_case(P.EDIT_CASES),
    "cases:case": of_case(P.VIEW_CASES),
    "cases:case-follow": of_case(P.VIEW_CASES, POST),
    "cases:case-preview": of_case(P.VIEW_CASES, fragment=True),
    "cases:case-dates": of_case(P.VIEW_CASES),
    "cases:case-officials": of_case(P.VIEW_CASES),
    "cases:case-history": of_case(P.VIEW_CASES),
    "cases:case-brief": of_case(P.VIEW_CASES),
    "cases:involvement-approve": Row(
        P.LOG_UPDATES,
        POST,
        lambda world: involved(world.case, world.involvement),
        lambda world: involved(world.case, world.hidden_involvement),
    ),
    "cases:nothing-new": of_case(P.LOG_UPDATES, POST),
    "cases:draft": of_case(P.LOG_UPDATES, POST),
    "cases:draft-discard": of_case(P.LOG_UPDATES, POST),
    "cases:update-new": of_case(P.LOG_UPDATES),
    "cases:update-preview": of_case(P.LOG_UPDATES, POST),
    "cases:update-detail": of_case(P.LOG_UPDATES, fragment=True),
    "cases:update-correct": of_update(P.LOG_UPDATES),
    "cases:update-retract": of_update(P.LOG_UPDATES),
    "cases:update-reflect": of_update(P.REFLECT_STATUS),
    "cases:update-level": of_update(P.LOG_UPDATES),
    "cases:event-new": Row(P.LOG_UPDATES),
    "cases:key-date-new": of_case(P.LOG_UPDATES),
    "cases:key-date-settle": of("key_date", P.LOG_UPDATES, POST),
    "cases:prisoner-new": Row(P.ADD_CASES),
    "cases:prisoner": of("prisoner", P.VIEW_CASES),
    "cases:prisoner-edit": of("prisoner", P.EDIT_CASES),
}


def mail_token(world: World) -> str:
    """The advocate's own link; anybody else's answer is a kind 404."""
    return token(Step.ACKNOWLEDGE, world.alert, world.people[Role.ADVOCATE])


FINDINGS = {
    "advocacy:determination-list": Row(P.VIEW_CASES),
    "advocacy:determination": of("determination", P.VIEW_CASES),
    "advocacy:determination-dates": of("determination", P.LOG_ACTIONS),
    "advocacy:determination-new": of_case(P.LOG_ACTIONS),
    "advocacy:assessment-list": of_case(P.VIEW_CASES),
    "advocacy:assessment-new": of_case(P.LOG_ACTIONS),
    "advocacy:assessment": of("assessment", P.VIEW_CASES),
    "advocacy:organisation-list": Row(P.VIEW_CASES),
    "advocacy:organisation": Row(P.VIEW_CASES, given=lambda world: {"slug": world.organisation.slug}),
    "advocacy:contact-new": Row(P.LOG_ACTIONS, given=lambda world: {"slug": world.organisation.slug}),
    "advocacy:contact-edit": of("contact", P.LOG_ACTIONS),
    "advocacy:contact-remove": of("contact", P.LOG_ACTIONS),
}

ACTIONS = {
    "advocacy:aftercare": of_case(P.LOG_ACTIONS, POST),
    "advocacy:action-list": Row(P.VIEW_CASES),
    "advocacy:action": of("action", P.VIEW_CASES),
    "advocacy:action-new": of_case(P.LOG_ACTIONS),
    "advocacy:joint-action-new": Row(P.LOG_ACTIONS),
    "advocacy:action-correct": of("action", P.LOG_ACTIONS),
    **{f"advocacy:action-{step}": of("action", P.LOG_ACTIONS, POST) for step in STEPS},
}

CASE_TAB = {
    "advocacy:case": of_case(P.VIEW_CASES),
    "advocacy:case-acts": of_case(P.VIEW_CASES, fragment=True),
    "advocacy:search-new": of_case(P.LOG_ACTIONS, POST),
    "advocacy:ask-new": of_case(P.LOG_ACTIONS),
    "advocacy:ask": of("ask", P.VIEW_CASES),
    "advocacy:ask-state": of("ask", P.LOG_ACTIONS, POST),
    "advocacy:campaign-list": Row(P.VIEW_CASES),
    "advocacy:campaign-new": Row(P.EDIT_CASES),
    "advocacy:campaign": of("campaign", P.VIEW_CASES),
    "advocacy:campaign-edit": of("campaign", P.EDIT_CASES),
    "advocacy:compare": Row(P.VIEW_CASES),
}

REMINDERS = {
    "reminders:alert-list": Row(P.VIEW_CASES),
    "reminders:alert": of("alert", P.VIEW_CASES),
    "reminders:alert-acknowledge": of("alert", P.HANDLE_ALERTS, POST),
    "reminders:alert-snooze": of("alert", P.HANDLE_ALERTS, POST),
    "reminders:alert-standing": of("alert", P.HANDLE_ALERTS, POST),
    "reminders:alert-reassign": of("alert", P.HANDLE_ALERTS, POST),
    "reminders:mail-step": Row(P.HANDLE_ALERTS, given=lambda world: {"token": mail_token(world)}),
    "reminders:own-reminder": Row(
        P.VIEW_CASES,
        given=lambda world: {"reference": world.key_date.reference},  # somebody else's date: 404 to all four
    ),
    "reminders:rule-list": Row(P.VIEW_CASES),
    "reminders:rule": Row(P.VIEW_CASES, given=lambda world: {"code": "R1"}),
    "reminders:healthz": Row(ANONYMOUS),
    "reminders:readyz": Row(ANONYMOUS),
}

REVIEW = {
    "sanctions:review": Row(P.VIEW_CASES),
    "sanctions:review-exact": Row(P.CURATE_SANCTIONS, POST),
    "sanctions:review-keys": Row(P.VIEW_CASES, POST),
    "sanctions:match": of("match", P.VIEW_CASES),
    "sanctions:match-decide": of("match", P.CURATE_SANCTIONS, POST),
    "sanctions:match-undo": of("match", P.CURATE_SANCTIONS, POST),
}

OFFICIALS = {
    "sanctions:official-list": Row(P.VIEW_CASES),
    "sanctions:official-new": Row(P.CURATE_SANCTIONS),
    "sanctions:official": of("official", P.VIEW_CASES),
    "sanctions:official-edit": of("official", P.CURATE_SANCTIONS),
    "sanctions:official-names": of("official", P.CURATE_SANCTIONS),
    "sanctions:official-positions": of("official", P.CURATE_SANCTIONS),
    "sanctions:official-relations": of("official", P.CURATE_SANCTIONS),
    "sanctions:official-merge": of("official", P.CURATE_SANCTIONS),
    "sanctions:merge-undo": of("merge", P.CURATE_SANCTIONS),
}

ALIGNMENT = {
    "sanctions:case": of_case(P.VIEW_CASES),
    "sanctions:case-sheet": of_case(P.EXPORT_CASES),
    "sanctions:case-export": exported_case(),
    "sanctions:alignment": Row(P.VIEW_CASES),
    "sanctions:alignment-sheet": Row(P.EXPORT_CASES),
    "sheets:export-csv": Row(P.EXPORT_CASES, fragment=True),
    "sheets:export-xlsx": Row(P.EXPORT_CASES, fragment=True),
    "sanctions:alignment-export": Row(P.EXPORT_CASES, given=lambda world: {"kind": "csv"}, fragment=True),
    "sanctions:gaps": Row(P.VIEW_CASES),
    "sanctions:not-sought": of("official", P.CURATE_SANCTIONS),
    "sanctions:sought-again": of("official", P.CURATE_SANCTIONS, POST),
    "sanctions:designation-new": Row(P.CURATE_SANCTIONS),
    "sanctions:designation": of("designation", P.VIEW_CASES),
    "sanctions:designation-edit": of("designation", P.CURATE_SANCTIONS),
    "sanctions:designation-withdraw": of("designation", P.CURATE_SANCTIONS),
    "sanctions:nameless-new": of_case(P.CURATE_SANCTIONS),
    "sanctions:nameless-remove": Row(
        P.CURATE_SANCTIONS,
        given=lambda world: nameless_day(world.nameless),
        hidden=lambda world: nameless_day(world.hidden_nameless),
    ),
}


def section_of(made: Submission) -> dict[str, Any]:
    """The section about one target; `hidden` answers like what is missing."""
    return {"reference": made.reference, "kind": "link", "official": made.targets.get().official.reference}


SUBMISSIONS = {
    "sanctions:submission-list": Row(P.VIEW_CASES),
    "sanctions:submission-new": Row(P.LOG_ACTIONS),
    "sanctions:submission": of("submission", P.VIEW_CASES),
    "sanctions:submission-targets": of("submission", P.LOG_ACTIONS),
    "sanctions:submission-print": of("submission", P.EXPORT_CASES),
    "sanctions:submission-section": Row(
        P.LOG_ACTIONS,
        given=lambda world: {"reference": world.submission.reference, "kind": "abuse"},
        hidden=lambda world: {"reference": world.hidden_submission.reference, "kind": "abuse"},
    ),
    "sanctions:submission-section-of": Row(
        P.LOG_ACTIONS,
        given=lambda world: section_of(world.submission),
        hidden=lambda world: section_of(world.hidden_submission),
    ),
    **{f"sanctions:submission-{step}": of("submission", P.LOG_ACTIONS, POST) for step in SUBMISSION_STEPS},
}

REPORTS = {
    "reports:today": Row(P.VIEW_CASES),
    "reports:changes": Row(P.VIEW_CASES),
    "reports:find": Row(P.VIEW_CASES, query="?q=he"),
    "reports:work": Row(P.VIEW_CASES, fragment=True),
    "reports:weekly": Row(P.VIEW_CASES),
    "reports:calendar": Row(P.VIEW_CASES),
    "reports:figures": Row(P.VIEW_CASES),
    "reports:figures-print": Row(P.EXPORT_CASES),
    "reports:figure": Row(P.VIEW_CASES, given=lambda world: {"chart": "held"}),
    "reports:figure-export": Row(P.EXPORT_CASES, given=lambda world: {"chart": "held"}, fragment=True),
    "reports:case-replay": of_case(P.VIEW_CASES),
}

# Only whoever brought a sheet in finds it: here the staff. To the admin it is a 404 (tests/sheets/test_pages.py).
SHEETS = {
    "sheets:sheet-list": Row(P.IMPORT_CASES),
    "sheets:sheet-new": Row(P.IMPORT_CASES, POST),
    "sheets:template": Row(P.IMPORT_CASES, given=lambda world: {"kind": "cases", "file_format": "csv"}, fragment=True),
    "sheets:sheet": of_sheet(),
    "sheets:problems": of_sheet(fragment=True),
    **{f"sheets:{step}": of_sheet(POST) for step in SHEET_STEPS},
}

FIRST_LOOK = {
    "sheets:first-look": Row(P.LOG_UPDATES),
    "sheets:first-look-case": of("brought_in", P.LOG_UPDATES),
    "sheets:first-look-done": of("brought_in", P.LOG_UPDATES, POST),
}

# Published lists and what we imported of them: the same for whoever may see cases, so nothing of it is hidden.
LISTS = {
    "sanctions:overview": Row(P.VIEW_CASES),
    "sanctions:list": Row(P.VIEW_CASES, given=lambda world: {"key": "ca"}),
    "sanctions:list-import": Row(P.CURATE_SANCTIONS, POST, lambda world: {"key": "ca"}),
    "sanctions:list-settings": Row(P.CURATE_SANCTIONS, given=lambda world: {"key": "ca"}),
    "sanctions:list-fetch": Row(P.CURATE_SANCTIONS, POST, lambda world: {"key": "ca"}),
    "sanctions:snapshot": Row(P.VIEW_CASES, given=lambda world: {"reference": world.snapshot.reference}),
    "sanctions:snapshot-apply": Row(P.CURATE_SANCTIONS, POST, lambda world: {"reference": world.snapshot.reference}),
    "sanctions:snapshot-drop": Row(P.CURATE_SANCTIONS, POST, lambda world: {"reference": world.snapshot.reference}),
    "sanctions:snapshot-problems": Row(
        P.VIEW_CASES, given=lambda world: {"reference": world.snapshot.reference}, fragment=True
    ),
    "sanctions:entry-list": Row(P.VIEW_CASES),
    "sanctions:entry": Row(
        P.VIEW_CASES, given=lambda world: {"key": world.entry.source.key, "list_id": world.entry.list_id}
    ),
}

GUIDE = {
    "guide:contents": Row(SIGNED_IN),
    "guide:page": Row(SIGNED_IN, given=lambda world: {"name": "today"}),
}

# Outside the demonstration these answer 404 to everybody signed in, so they are tried under DEMO.
DEMO = {
    "demo:move": Row(P.VIEW_CASES, POST),
    "demo:walk": Row(P.VIEW_CASES, given=lambda world: {"reference": "none"}),
    "demo:tour": Row(P.VIEW_CASES, POST),
    "demo:mail-list": Row(P.VIEW_CASES),
    "demo:mail": Row(P.VIEW_CASES, given=lambda world: {"name": "none"}),
}

#: The reference tables that the stock admin holds. No people and no cases, ever.
REFERENCE_TABLES = {
    "accounts.duty",
    "accounts.organisation",
    "advocacy.procedure",
    "cases.category",
    "cases.detainingstate",
    "cases.facility",
    "cases.statute",
    "reminders.rulethreshold",
    "sanctions.programme",
    "sanctions.programmedate",
    "sanctions.watchedjurisdiction",
}


def admin_rows() -> dict[str, Row]:
    rows = {
        "admin:login": Row(ANONYMOUS),
        "admin:index": Row(ADMIN_SITE),
        "admin:autocomplete": Row(
            ADMIN_SITE, query="?app_label=accounts&model_name=organisation&field_name=parent&term=a"
        ),
        "admin:jsi18n": Row(ADMIN_SITE),
        "admin:app_list": Row(ADMIN_SITE, given=lambda world: {"app_label": "cases"}),
    }
    for model, admin in reference_site._registry.items():
        if model._meta.label_lower not in REFERENCE_TABLES:
            continue  # its URLs are then missing here, which the test says
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        rows |= {f"{name}_{page}": Row(ADMIN_SITE) for page in ("changelist", "add")}
        one = Row(ADMIN_SITE, given=lambda world: {"object_id": "1"})
        rows |= {
            f"{name}_{page}": one
            for page in ("history", "change", *(["delete"] if getattr(admin, "may_delete", True) else []))
        }
        if hasattr(admin, "history_form_view"):
            rows[f"{name}_simple_history"] = Row(ADMIN_SITE, given=lambda world: {"args": ["1", "1"]})
    return rows


TABLE: dict[str, Row] = (
    ENTRANCE
    | ACCOUNTS
    | CASES
    | ACTIONS
    | CASE_TAB
    | FINDINGS
    | REVIEW
    | OFFICIALS
    | ALIGNMENT
    | SUBMISSIONS
    | REMINDERS
    | REPORTS
    | SHEETS
    | FIRST_LOOK
    | LISTS
    | GUIDE
    | DEMO
    | admin_rows()
)
