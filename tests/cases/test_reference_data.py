"""What the migrations bring along: every country, the categories, and the search index."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from cases.models import Category, DetainingState
from tests.cases.worlds import make_case
from tests.factories import OrganisationFactory

states = import_module("cases.migrations.0003_reference_states")
categories = import_module("cases.migrations.0004_reference_categories")
EDITOR = SimpleNamespace(connection=connection)

pytestmark = pytest.mark.django_db


def test_every_country_has_its_name_and_region():
    assert set(states.REGION_OF) <= set(DetainingState.objects.values_list("code", flat=True))
    assert len(states.REGION_OF) == 249
    russia = DetainingState.objects.get(code="RU")
    assert (russia.name, russia.region) == ("Russia", "Eastern Europe")
    assert not DetainingState.objects.filter(code__in=states.REGION_OF, region="").exists()


def test_no_country_stands_in_two_regions():
    assert len([code for codes in states.REGIONS.values() for code in codes.split()]) == len(states.REGION_OF)


def test_loading_twice_changes_nothing_and_keeps_what_people_added():
    DetainingState.objects.create(code="XTEST", name="A de-facto authority")
    DetainingState.objects.filter(code="RU").update(notes="Ours")
    Category.objects.create(code="own", label="Our own")
    before = (
        set(DetainingState.objects.values_list("pk", "code", "notes")),
        set(Category.objects.values_list("pk", "code")),
    )
    states.load_states(apps, EDITOR)
    categories.load_categories(apps, EDITOR)
    assert (
        set(DetainingState.objects.values_list("pk", "code", "notes")),
        set(Category.objects.values_list("pk", "code")),
    ) == before


def test_taken_out_again_what_is_in_use_stays():
    case = make_case(OrganisationFactory(), "Anna", state="BY", categories=["lawyer"])
    states.remove_states(apps, EDITOR)
    categories.remove_categories(apps, EDITOR)
    assert list(DetainingState.objects.all()) == [case.state]
    assert [category.code for category in Category.objects.all()] == ["lawyer"]
    states.load_states(apps, EDITOR)
    categories.load_categories(apps, EDITOR)
    assert DetainingState.objects.count() == 249
    assert Category.objects.count() == len(categories.CATEGORIES)


def test_every_category_of_the_vocabulary_has_a_label():
    labels = dict(Category.objects.values_list("code", "label"))
    assert labels["hrd"] == "Human-rights defender"
    assert set(categories.CATEGORIES) <= set(labels)


def test_search_has_its_index_on_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite scans the key")
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE indexdef LIKE '%gin_trgm_ops%'")
        assert {"case_key_trigram", "prisoner_key_trigram"} <= {name for (name,) in cursor.fetchall()}
