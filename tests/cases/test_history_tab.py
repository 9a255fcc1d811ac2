"""The history of a case: who changed what, old → new; nothing that its reader may not know."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.history import SIZE, history_of
from cases.services.dates import enter_key_date, postpone_key_date
from cases.services.involvements import InvolvementData, propose_involvement
from cases.services.updates import retract_update, set_update_level
from core.partial_dates import parse_partial_date
from tests.cases.pages import NEWS, at, log, signed_in, text_of, typed

pytestmark = pytest.mark.django_db


def history(user, case, query=""):
    return text_of(signed_in(user).get(at("case-history", case) + query))


def test_a_change_names_who_old_and_new(case, advocate, staff):
    client = signed_in(staff)
    case.tier = "critical"
    case.save()
    client.post(at("update-new", case), typed())
    said = history(staff, case)
    assert "<s>Standard</s> → Critical" in said
    assert "Update logged" in said
    assert "Stan Staff" in said
    assert "Family visit, 18 April 2023: His wife saw him." in said


def test_a_confidential_field_is_said_to_have_changed_and_no_more(case, advocate):
    case.restricted_notes = "Her phone number"
    case.quiet_reason = "The family asked"
    case.save()
    said = history(advocate, case)
    assert "Restricted notes:</span> <em>changed</em>" in said
    assert "Her phone number" not in said
    assert "The family asked" not in said


def test_the_reason_stands_beside_the_change(case, advocate):
    update = log(case, advocate, "arrest", "11 April 2022")
    retract_update(update=update, why="Not him.", by=advocate)
    set_update_level(
        update=log(case, advocate, "health", "1 April 2023"), level="restricted", named=[], by=advocate, why="Asked."
    )
    key_date = enter_key_date(case=case, kind="hearing", due=parse_partial_date("2 May 2023"), summary="", by=advocate)
    postpone_key_date(key_date=key_date, due=parse_partial_date("9 May 2023"), why="Judge ill.", by=advocate)
    said = history(advocate, case)
    for words in (
        "Not him.",
        "Why: Asked.",
        "<s>2 May 2023</s> → 9 May 2023",
        "Why: Judge ill.",
        "<s>Team</s> → Restricted",
    ):
        assert words in said


def test_the_history_of_a_narrower_update_is_for_those_who_see_it(case, advocate, admin):
    secret = log(case, advocate, "health", "1 April 2023", "Ill in secret.", level="sealed", named=(advocate,))
    retract_update(update=secret, why="A secret reason.", by=advocate)
    assert "Ill in secret." in history(advocate, case)
    said = history(admin, case)
    for words in ("Ill in secret.", secret.reference, "A secret reason.", "Taken back", "update-retracted"):
        assert words not in said


def test_a_reminder_of_somebody_else_is_not_in_it(case, advocate, staff):
    due = parse_partial_date("2 May 2023")
    reminder = enter_key_date(case=case, kind="reminder", due=due, summary="Call the wife", by=advocate)
    assert "Own reminder" in history(advocate, case)
    assert "Own reminder" not in history(staff, case)
    assert reminder.reference not in history(staff, case)
    assert "key-date-entered" not in history(staff, case)


def test_reads_and_decisions_are_for_those_who_may_edit_cases(case, advocate, staff):
    secret = log(case, advocate, "health", "1 April 2023", level="restricted")
    case.memberships.create(user=staff)
    signed_in(advocate).get(at("case", case))
    said = history(staff, case)
    assert "Restricted record read" in said
    assert secret.reference in said
    assert "update-logged" not in said
    assert "Restricted record read" not in history(advocate, case)


def test_an_official_is_named_in_the_line_about_them(case, advocate):
    data = InvolvementData(function="prosecutor", name="A Prosecutor", citations=(NEWS,))
    propose_involvement(case=case, data=data, by=advocate)
    assert "A Prosecutor, Prosecutor" in history(advocate, case)


def test_pages_follow_each_other_without_gap_or_repeat(case, staff):
    for number in range(60):
        case.code_name = f"Name {number}"
        case.save()
    seen, cursor = [], ""
    while True:
        page = history_of(case, staff, cursor)
        seen += [(line.table, line.row) for line in page.lines]
        if page.next_cursor is None:
            break
        assert len(page.lines) == SIZE
        cursor = page.next_cursor
    assert len(seen) == len(set(seen)) == 61
    assert history_of(case, staff, "no cursor").lines == history_of(case, staff).lines
    assert "Earlier" in history(staff, case)


def test_its_cost_does_not_grow_with_what_it_shows(case, advocate, staff):
    def queries():
        client = signed_in(staff)
        with CaptureQueriesContext(connection) as captured:
            client.get(at("case-history", case))
        return len(captured)

    log(case, advocate, "arrest", "11 April 2022")
    enter_key_date(case=case, kind="hearing", due=parse_partial_date("2 May 2023"), summary="", by=advocate)
    case.tier = "high"
    case.save()
    few = queries()
    for day in range(1, 20):
        log(case, advocate, "health", f"{day} March 2023")
        case.code_name = f"Name {day}"
        case.save()
    assert queries() <= few <= 30
