"""What many tests need: an organisation with one person in each role, and a day to live on."""

import os
from datetime import date

import pytest

from accounts.permissions import Role
from core import clock
from tests.factories import CaseFactory, OrganisationFactory, UserFactory

DAY = date(2023, 4, 20)


def pytest_collection_modifyitems(config, items):
    """The second round, on PostgreSQL, repeats what touches a database and nothing else."""
    if os.environ.get("ONLY_DATABASE_TESTS") != "1":
        return
    touching = [item for item in items if item.get_closest_marker("django_db") or "db" in item.fixturenames]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(touching)])
    items[:] = touching


@pytest.fixture(autouse=True)
def house_day():
    """Every test lives on 20 April 2023, unless it sets another day with `clock.set_source`."""
    clock.set_source(lambda: DAY)
    yield DAY
    clock.set_source(None)


@pytest.fixture
def organisation(db):
    return OrganisationFactory(name="Freedom Desk", slug="freedom-desk")


@pytest.fixture
def viewer(organisation):
    return UserFactory(organisation=organisation, role=Role.VIEWER, name="Vera Viewer")


@pytest.fixture
def advocate(organisation):
    return UserFactory(organisation=organisation, role=Role.ADVOCATE, name="Ada Advocate")


@pytest.fixture
def staff(organisation):
    return UserFactory(organisation=organisation, role=Role.STAFF, name="Stan Staff")


@pytest.fixture
def admin(organisation):
    return UserFactory(organisation=organisation, role=Role.ADMIN, name="Alma Admin")


@pytest.fixture
def outsider(db):
    """An advocate of another organisation, with no grant on anything."""
    return UserFactory(role=Role.ADVOCATE, name="Otto Outsider")


@pytest.fixture
def case(organisation, advocate):
    """A team case led by the advocate."""
    return CaseFactory(owner=organisation, lead=advocate)
