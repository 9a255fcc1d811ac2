"""The chip in the bar: a person's own long work, and nobody else's."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.waking import WORKING
from sanctions.vocabulary import SnapshotState
from sheets.vocabulary import ImportState
from tests.sanctions.factories import snapshot
from tests.sheets.pages import FILE, sheet

pytestmark = pytest.mark.django_db


def signed_in(user, *, working=True):
    client = Client()
    client.force_login(user)
    if working:
        session = client.session
        session[WORKING] = True
        session.save()
    return client


def chip(client, after=""):
    query = {"after": after} if after else {}
    answer = client.get(reverse("reports:work"), query, headers={"HX-Request": "true"})
    return " ".join(answer.content.decode().split())


def test_every_page_says_how_far_the_readers_own_sheet_is(staff):
    made = sheet(staff, ImportState.APPLYING, done=43, total=100)
    page = signed_in(staff).get(reverse("cases:case-list")).content.decode()
    assert 'id="bar-work"' in page
    assert made.get_absolute_url() in page
    assert "43 %" in page


def test_of_a_list_too_and_without_a_share_where_nobody_knows_how_long_it_is(admin):
    snapshot(state=SnapshotState.READING, by=admin, done=500)
    said = chip(signed_in(admin))
    assert "Reading and comparing" in said
    assert "%" not in said


def test_a_colleagues_work_is_not_the_readers(staff, admin):
    made = sheet(admin, ImportState.APPLYING)
    snapshot(state=SnapshotState.READING, by=admin)
    assert chip(signed_in(staff)) == ""
    assert chip(signed_in(staff), after=made.reference) == ""


def test_once_it_is_over_the_chip_says_so_and_pages_ask_no_more(staff):
    made, client = sheet(staff, ImportState.READING), signed_in(staff)
    assert "hx-get" in chip(client)
    made.state = ImportState.WAITING
    made.save()
    said = chip(client, after=made.reference)
    assert f"Ready: {FILE}" in said
    assert "hx-get" not in said
    assert WORKING not in client.session


def test_it_costs_nothing_for_somebody_who_set_no_worker_on_anything(staff):
    client = signed_in(staff, working=False)
    client.get(reverse("accounts:profile"))
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("accounts:profile"))
    assert not [one for one in queries if "sheetimport" in one["sql"] or "snapshot" in one["sql"]]
