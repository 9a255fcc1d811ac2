import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError
from django.db import connection

from core.fields import FieldKeyMissing
from tests.factories import PrisonerFactory

pytestmark = pytest.mark.django_db


def stored(prisoner):
    with connection.cursor() as cursor:
        cursor.execute("SELECT restricted_notes FROM cases_prisoner WHERE id = %s", [prisoner.pk])
        return cursor.fetchone()[0]


def test_the_database_never_sees_the_text_not_even_in_history():
    prisoner = PrisonerFactory(restricted_notes="Her brother's address")
    prisoner.refresh_from_db()
    assert prisoner.restricted_notes == "Her brother's address"
    assert "brother" not in stored(prisoner)
    with connection.cursor() as cursor:
        cursor.execute("SELECT restricted_notes FROM cases_historicalprisoner")
        assert "brother" not in cursor.fetchone()[0]


def test_an_empty_text_stays_empty():
    assert stored(PrisonerFactory()) == ""


def test_a_new_first_key_still_reads_what_an_old_one_wrote(settings):
    prisoner = PrisonerFactory(restricted_notes="kept")
    settings.FIELD_KEYS = [Fernet.generate_key().decode(), *settings.FIELD_KEYS]
    prisoner.refresh_from_db()
    assert prisoner.restricted_notes == "kept"


def test_a_lost_key_is_named_and_nothing_is_shown(settings):
    prisoner = PrisonerFactory(restricted_notes="kept")
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(FieldKeyMissing, match=r"Prisoner.restricted_notes .* FIELD_KEYS"):
        prisoner.refresh_from_db()


def test_it_cannot_be_searched():
    with pytest.raises(FieldError):
        type(PrisonerFactory()).objects.filter(restricted_notes__contains="x").exists()
