"""How many queries each page may spend, with data of some size behind it. What costs more is named here, with its sum.

Every address of the permission table that is read (GET) by somebody signed in is tried; 15 is what a page may spend.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Duty, DutyKind
from accounts.permissions import ROLE_PERMISSIONS, Role
from tests.architecture.addresses import address
from tests.architecture.permission_table import ADMIN_SITE, ANONYMOUS, GET, SIGNED_IN, TABLE
from tests.architecture.world import World
from tests.factories import CaseFactory, KeyDateFactory, UserFactory

DEFAULT = 15
BUDGETS = {
    "advocacy:case": 20,
    "cases:case-list": 10,
    "cases:case-facets": 10,
    "cases:case": 20,
    "cases:case-dates": 20,
    "cases:case-history": 20,
    "cases:case-officials": 20,
    "reports:today": 25,
    # The official, the entry, other lists' entries, cases, what changed, decisions; the queue before and after.
    "sanctions:match": 20,
    "sanctions:official": 20,
    "reports:find": 10,
    # Who asks (2), and one to four for each of the thirteen charts, all of them drawn at once.
    "reports:figures-print": 30,
    # Who asks (2), it and its parts (5), its clock (2), and the record behind it: what is missing follows from it (12).
    "sanctions:submission": 21,
    # Who asks (2), and all that is recorded of the cases (14), as often for one as for hundreds.
    "sheets:export-csv": 18,
    "sheets:export-xlsx": 18,
    # Who asks and the case (3), its head (3), whether it must be replayed anew (6), its record (8) and its doors (6).
    "reports:case-replay": 26,
}
PAGES = sorted(name for name, row in TABLE.items() if row.method == GET and row.needs not in (ANONYMOUS, ADMIN_SITE))


@pytest.fixture
def crowded_world(db, settings):
    """The world with thirty more cases, their dates, and twenty colleagues with duties."""
    settings.DEMO = True
    world = World()
    for kind in DutyKind:
        Duty.objects.create(user=UserFactory(organisation=world.organisation), kind=kind)
    UserFactory.create_batch(13, organisation=world.organisation)
    for number in range(30):
        case = CaseFactory(owner=world.organisation, lead=world.people[Role.ADVOCATE], code_name=f"Hill {number}")
        KeyDateFactory(case=case)
    KeyDateFactory.create_batch(5, case=world.case)
    return world


@pytest.mark.parametrize("name", PAGES)
def test_a_page_keeps_within_its_budget(name, crowded_world):
    row = TABLE[name]
    reader = next(
        person
        for role, person in crowded_world.people.items()
        if row.needs == SIGNED_IN or row.needs in ROLE_PERMISSIONS[role]
    )
    where = address(name, row, crowded_world)
    client = Client()
    client.force_login(reader)
    client.get(where)  # what is done once a day or kept in a cache is done before counting
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(where)
    spent = "\n".join(query["sql"][:160] for query in queries)
    assert len(queries) <= BUDGETS.get(name, DEFAULT), spent


def test_every_budget_is_for_a_page_that_is_there_or_comes():
    assert {name.split(":")[0] for name in BUDGETS} <= {name.split(":")[0] for name in TABLE} | {"reports"}
