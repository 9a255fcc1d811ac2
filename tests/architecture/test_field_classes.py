"""Every field of every model says how far its value may travel (core/classes.py)."""

import pytest
from django.apps import apps
from django.db import models
from simple_history.models import HistoricalChanges

from core.classes import FieldClass, class_of
from core.fields import EncryptedTextField
from tests.architecture.sources import APPS

OURS = [
    model
    for app in apps.get_app_configs()
    if app.name in APPS
    for model in app.get_models()
    if not issubclass(model, HistoricalChanges)
]
#: Confidential texts that are kept readable, and why. What names a source, a family or a health matter is never here.
READABLE = {
    "accounts.User.password": "a hash, made to be kept",
    "accounts.Invitation.reference": "random characters",
    "accounts.Invitation.email": "compared by the database; a colleague's address, as accounts have it",
    "accounts.Invitation.name": "a colleague's name, as accounts have it",
    "accounts.Invitation.role": "a choice",
    "accounts.Invitation.token_hash": "a hash, made to be kept",
    "core.Event.kind": "a choice",
    "core.Event.action": "a word of ours",
    "core.Event.target": "a reference",
    "cases.Source.connection": "a choice",
}
#: Beside what is confidential: texts that DESIGN §5 wants encrypted by name.
ENCRYPTED = {
    "cases.Case.quiet_reason",
    "cases.Case.restricted_notes",
    "cases.Draft.text",
    "cases.Follow.note",
    "cases.Prisoner.restricted_notes",
    "cases.Source.told_by",
    "cases.Update.asked",
    "core.Event.reason",
}


def fields(model: type[models.Model]) -> list[models.Field]:
    return [field for field in model._meta.get_fields() if field.concrete and not field.auto_created]


def full_name(field: models.Field) -> str:
    return f"{field.model._meta.label}.{field.name}"


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_field_has_a_class(model):
    without = [field.name for field in fields(model) if not isinstance(class_of(model, field.name), FieldClass)]
    assert without == [], "State `field_class` for the model, or the field in `field_classes`."


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_classes_are_stated_for_fields_that_exist(model):
    there = {field.name for field in fields(model)}
    assert set(getattr(model, "field_classes", {})) - there == set()


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_confidential_text_is_encrypted_or_says_why_not(model):
    readable = [
        full_name(field)
        for field in fields(model)
        if isinstance(field, (models.CharField, models.TextField))
        and not isinstance(field, EncryptedTextField)
        and class_of(model, field.name) == FieldClass.CONFIDENTIAL
    ]
    assert set(readable) - READABLE.keys() == set()


@pytest.mark.parametrize("name", sorted(ENCRYPTED))
def test_identities_and_restricted_notes_are_encrypted_in_the_row_and_in_its_history(name):
    label, field_name = name.rsplit(".", 1)
    model = apps.get_model(label)
    assert isinstance(model._meta.get_field(field_name), EncryptedTextField)
    assert class_of(model, field_name) == FieldClass.CONFIDENTIAL
    if hasattr(model, "history"):
        assert isinstance(model.history.model._meta.get_field(field_name), EncryptedTextField)


def test_what_is_encrypted_is_confidential():
    wrong = [
        full_name(field)
        for model in OURS
        for field in fields(model)
        if isinstance(field, EncryptedTextField) and class_of(model, field.name) != FieldClass.CONFIDENTIAL
    ]
    assert wrong == []


def test_the_exceptions_are_fields_that_exist():
    there = {full_name(field) for model in OURS for field in fields(model)}
    assert (READABLE.keys() | ENCRYPTED) - there == set()
