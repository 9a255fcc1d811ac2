"""The table of sanctions programmes: loaded by migration, taken out again by its reverse."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from sanctions.models import Programme

programmes = import_module("sanctions.migrations.0002_programmes")
more = import_module("sanctions.migrations.0004_lists_programmes_and_dates")

pytestmark = pytest.mark.django_db


def test_the_programmes_are_there_from_the_first_migration_on():
    assert set(Programme.objects.values_list("key", flat=True)) == {
        "GB-RUSSIA", "EU-CHEM", "UN-SC",
        "US-MAGNITSKY", "US-GLOMAG", "US-RUSSIA", "US-7031C", "GB-GHR", "EU-GHRSR", "EU-RUSSIA-HR", "CA-JVCFOA",
        "CA-SEMA", "AU-THEMATIC", "LV", "LT", "EE", "NO", "CH", "NZ",
    }  # fmt: skip
    assert Programme.objects.get(key="EU-GHRSR").valid_until == date(2026, 12, 8)
    assert "RUSSIA-EO14024" in Programme.objects.get(key="US-RUSSIA").notes


def test_loading_twice_changes_nothing_and_keeps_what_an_admin_corrected():
    Programme.objects.filter(key="NZ").update(notes="Corrected.")
    programmes.load(apps, None)
    assert Programme.objects.count() == len(programmes.PROGRAMMES) + len(more.MORE_PROGRAMMES)
    assert Programme.objects.get(key="NZ").notes == "Corrected."


def test_the_migration_is_reversible_and_leaves_programmes_of_our_own():
    Programme.objects.create(key="XX-OWN", jurisdiction="XX", legal_basis="Our own", measures="none")
    more.unload(apps, None)
    programmes.unload(apps, None)
    assert set(Programme.objects.values_list("key", flat=True)) == {"XX-OWN", "GB-RUSSIA", "EU-CHEM", "UN-SC"}
