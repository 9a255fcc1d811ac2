"""Keyset paging on real rows of both databases."""

import base64
from datetime import date, timedelta
from urllib.parse import parse_qs

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.models import Case
from core.paging import keyset_page
from tests.factories import CaseFactory, OrganisationFactory, PrisonerFactory, StateFactory

ORDERS = {
    "latest update": [("last_update_on", True), ("pk", True)],
    "oldest update": [("last_update_on", False), ("pk", False)],
    "name": [("prisoner__name", False), ("pk", False)],
    "tier, then update": [("tier", False), ("last_update_on", True), ("pk", True)],
    "two that may be unknown": [("arrested_on", True), ("last_update_on", False), ("pk", True)],
}
DAY = date(2023, 4, 20)
days = st.one_of(st.none(), st.integers(0, 4).map(lambda back: DAY - timedelta(days=back)))
rows_of_cases = st.lists(
    st.tuples(st.integers(0, 3), days, days, st.sampled_from(["critical", "high", "standard"])), max_size=24
)


@pytest.fixture
def ground(db):
    """What every case hangs on; two of the prisoners bear the same name."""
    prisoners = [PrisonerFactory(name=name) for name in ("Ana", "Ana", "Bela", "Émile")]
    return {"prisoners": prisoners, "state": StateFactory(), "owner": OrganisationFactory()}


def make_cases(ground, rows):
    Case.objects.bulk_create(
        Case(
            reference=f"RU-23-{number:04}",
            prisoner=ground["prisoners"][prisoner],
            state=ground["state"],
            owner=ground["owner"],
            code_name="River",
            opened_on=DAY,
            tier=tier,
            last_update_on=updated,
            arrested_on=arrested,
        )
        for number, (prisoner, updated, arrested, tier) in enumerate(rows)
    )


def page_at(rf, order, query="", sizes=(3, 5)):
    return keyset_page(rf.get("/" + query), Case.objects.select_related("prisoner"), order, sizes)


def in_order(order):
    """All cases as Python sorts them: whatever has no value last."""
    rows = list(Case.objects.select_related("prisoner"))
    for field, descending in reversed(order):
        values = {row.pk: row.prisoner.name if field == "prisoner__name" else getattr(row, field) for row in rows}
        known = sorted(
            (row for row in rows if values[row.pk] is not None), key=lambda row: values[row.pk], reverse=descending
        )
        rows = known + [row for row in rows if values[row.pk] is None]
    return [row.pk for row in rows]


def walk(rf, order, sizes=(3, 5)):
    """The pages forwards, and the same read back from the last one."""
    forwards, query = [], ""
    while True:
        page = page_at(rf, order, query, sizes)
        forwards.append([row.pk for row in page])
        if page.next_query is None:
            break
        query = page.next_query
    backwards = [forwards[-1]]
    while page.previous_query:
        page = page_at(rf, order, page.previous_query, sizes)
        backwards.insert(0, [row.pk for row in page])
    return forwards, backwards


@pytest.mark.parametrize("name", ORDERS)
@given(rows=rows_of_cases)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_row_stands_on_exactly_one_page_in_order_forwards_and_backwards(ground, rf, name, rows):
    order = ORDERS[name]
    with transaction.atomic():
        make_cases(ground, rows)
        # Names are compared by the database's own rules: é is no point of order here.
        if name == "name":
            Case.objects.filter(prisoner=ground["prisoners"][3]).delete()
        expected = in_order(order)
        forwards, backwards = walk(rf, order)
        transaction.set_rollback(True)
    assert [pk for page in forwards for pk in page] == expected
    assert backwards == forwards
    assert all(len(page) == 3 for page in forwards[:-1])


def test_a_row_logged_meanwhile_shifts_nothing(ground, rf):
    make_cases(ground, [(0, DAY - timedelta(days=number), None, "high") for number in range(6)])
    order = ORDERS["latest update"]
    first = page_at(rf, order)
    second_before = [row.pk for row in page_at(rf, order, first.next_query)]
    CaseFactory(last_update_on=DAY + timedelta(days=1))
    second = page_at(rf, order, first.next_query)
    assert [row.pk for row in second] == second_before
    back = page_at(rf, order, second.previous_query)
    assert [row.pk for row in back] == [row.pk for row in first]
    assert back.previous_query is not None, "the new row stands before it"


@pytest.mark.parametrize("tampered", ["?after=x", "?after=", "?before=gAAAAAB", "?after=%00", "?after=%C3%A9"])
def test_a_cursor_that_was_tampered_with_starts_over(ground, rf, tampered):
    make_cases(ground, [(0, DAY, None, "high")] * 4)
    assert len(page_at(rf, ORDERS["latest update"], tampered)) == 3


def test_a_cursor_of_another_order_starts_over(ground, rf):
    make_cases(ground, [(number % 3, DAY, None, "high") for number in range(5)])
    by_name = page_at(rf, ORDERS["name"])
    assert page_at(rf, ORDERS["latest update"], by_name.next_query).previous_query is None


def test_the_last_page_gone_meanwhile_leads_to_the_first(ground, rf):
    make_cases(ground, [(0, DAY, None, "high")] * 4)
    order = ORDERS["latest update"]
    first = page_at(rf, order)
    Case.objects.exclude(pk__in=[row.pk for row in first]).delete()
    assert [row.pk for row in page_at(rf, order, first.next_query)] == [row.pk for row in first]


def test_the_address_of_a_page_gives_no_name_away(ground, rf):
    make_cases(ground, [(2, DAY, None, "high")] * 4)
    page = page_at(rf, ORDERS["name"], "?sort=name&size=3")
    query = parse_qs(page.next_query[1:])
    assert query["sort"] == ["name"]
    assert "Bela" not in page.next_query
    assert b"Bela" not in base64.urlsafe_b64decode(query["after"][0])


@pytest.mark.parametrize(("asked", "size"), [("5", 5), ("3", 3), ("4", 3), ("-1", 3), ("٥", 3), ("x", 3), ("", 3)])
def test_only_the_sizes_on_offer_are_given(ground, rf, asked, size):
    assert page_at(rf, ORDERS["name"], f"?size={asked}").size == size


def test_a_page_costs_one_query_and_a_second_only_where_the_unknown_begin(ground, rf):
    make_cases(ground, [(0, DAY if number < 5 else None, None, "high") for number in range(12)])
    order, query, spent = ORDERS["latest update"], "", []
    while query is not None:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = page_at(rf, order, query)
        spent.append(len(queries))
        query = page.next_query
    assert spent == [1, 2, 1, 1]
