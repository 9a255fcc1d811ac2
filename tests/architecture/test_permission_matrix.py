"""Every address answers as the permission table says: to the anonymous, to the four roles, and for what is hidden."""

import re
from collections import Counter

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.permissions import ROLE_PERMISSIONS, Permission, Role
from tests.architecture.addresses import address, names
from tests.architecture.permission_table import ADMIN_SITE, ANONYMOUS, DEMO, GET, SIGNED_IN, TABLE, Row
from tests.architecture.world import World

pytestmark = pytest.mark.any_engine
TRIED = sorted(TABLE)


@pytest.fixture
def world(db, settings):
    settings.DEMO = True
    return World()


def test_every_address_is_in_the_table_and_every_row_has_its_address():
    there = set(names())
    assert not (new := sorted(there - TABLE.keys())), f"Say in permission_table.py who may reach {', '.join(new)}."
    assert not (gone := sorted(TABLE.keys() - there)), f"These rows have no address any more: {', '.join(gone)}."


def test_no_two_addresses_share_a_name():
    assert [name for name, count in Counter(names()).items() if count > 1] == []


@pytest.mark.parametrize("name", TRIED)
def test_the_anonymous_are_sent_to_the_login(name, world, client):
    row = TABLE[name]
    answer = ask(client, name, row, world)
    if row.needs == ANONYMOUS:
        assert answer.status_code not in (403, 500)
        assert not sent_to_login(answer) or name == "admin:login"
    else:
        assert sent_to_login(answer)


@pytest.mark.parametrize("name", TRIED)
def test_a_role_gets_in_where_the_table_says_and_nowhere_else(name, world):
    row = TABLE[name]
    answers = {role: ask_as(person, name, row, world) for role, person in world.people.items()}
    got_in = {role for role, answer in answers.items() if answer.status_code != 403}
    assert got_in == {role for role in Role if allowed(role, row)}
    for role in got_in:
        assert answers[role].status_code != 500
        assert not sent_to_login(answers[role]) or row.needs == ANONYMOUS
        if row.hidden is not None:
            assert answers[role].status_code != 404


@pytest.mark.parametrize("name", [name for name in TRIED if TABLE[name].hidden is not None])
def test_what_is_hidden_is_answered_like_what_is_missing(name, world):
    row = TABLE[name]
    for role, person in world.people.items():
        hidden = ask_as(person, name, row, world, hidden=True)
        assert hidden.status_code == (404 if allowed(role, row) else 403), role


@pytest.mark.parametrize("name", [name for name in TRIED if TABLE[name].method == GET and not TABLE[name].fragment])
def test_a_page_has_one_heading_and_a_title_of_its_own_and_is_kept_by_no_browser(name, world):
    person = next(person for role, person in reversed(world.people.items()) if allowed(role, TABLE[name]))
    answer = ask_as(person, name, TABLE[name], world)
    if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
        page = answer.content.decode()
        assert len(re.findall(r"<h1[\s>]", page)) == 1 or TABLE[name].needs == ADMIN_SITE
        assert re.search(r"<title>\s*[^\s·][^<]*</title>", page)
        assert "no-store" in answer.headers["Cache-Control"]
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "unsafe-" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", sorted(DEMO))
def test_the_demonstrations_addresses_do_not_exist_outside_it(name, world, settings, client):
    settings.DEMO = False
    assert ask_as(world.people[Role.ADMIN], name, TABLE[name], world).status_code == 404


def ask(client: Client, name: str, row: Row, world: World, *, hidden: bool = False) -> HttpResponseBase:
    """The answer; what the asking changed is taken back."""
    where = address(name, row, world, hidden=hidden)
    with transaction.atomic():
        answer = client.generic(row.method.upper(), where)
        transaction.set_rollback(True)
    return answer


def ask_as(person: User, name: str, row: Row, world: World, *, hidden: bool = False) -> HttpResponseBase:
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return ask(client, name, row, world, hidden=hidden)


def allowed(role: Role, row: Row) -> bool:
    if row.needs in (ANONYMOUS, SIGNED_IN):
        return True
    needed = Permission.CURATE_REFERENCES if row.needs == ADMIN_SITE else row.needs
    return needed in ROLE_PERMISSIONS[role]


def sent_to_login(answer: HttpResponseBase) -> bool:
    doors = (reverse(settings.LOGIN_URL), reverse("admin:login"))
    return answer.status_code == 302 and answer.headers["Location"].split("?")[0] in doors
