"""Model fields that the whole house uses."""

import json
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models


class FieldKeyMissing(RuntimeError):
    """A confidential field was written with a key that `FIELD_KEYS` no longer holds."""


@lru_cache(maxsize=4)
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def cipher() -> MultiFernet:
    """The house's keys: the first encrypts, all decrypt."""
    return _cipher(tuple(settings.FIELD_KEYS))


class EncryptedTextField(models.TextField):
    """Text that the database only ever sees encrypted (MultiFernet, keys from `FIELD_KEYS`, outside the database).

    It cannot be searched or ordered by. An empty text stays empty, so that "nothing recorded" needs no key.
    """

    description = "Encrypted text"

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        if not value:
            return value
        return cipher().encrypt(str(value).encode()).decode()

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        if not value:
            return value
        try:
            return cipher().decrypt(value.encode()).decode()
        except InvalidToken:
            name = f"{self.model.__name__}.{self.name}"
            mend = f"{name} cannot be read: put the key it was written with back into FIELD_KEYS."
            raise FieldKeyMissing(mend) from None

    def get_lookup(self, lookup_name: str) -> Any:
        # Searching an encrypted text would silently find nothing; "is it empty?" is a question it can answer.
        return super().get_lookup(lookup_name) if lookup_name in {"isnull", "exact"} else None


class EncryptedJSONField(EncryptedTextField):
    """Plain values (dicts, lists, texts, numbers) that the database only ever sees encrypted. Nothing is None."""

    description = "Encrypted JSON"
    # Read by the type checker.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(None if value is None else json.dumps(value, ensure_ascii=False))

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        text = super().from_db_value(value, expression, connection)
        return json.loads(text) if text else None

    def value_to_string(self, obj: models.Model) -> str:
        return json.dumps(self.value_from_object(obj), ensure_ascii=False)


def reason_field() -> EncryptedTextField:
    """For `HistoricalRecords`: why somebody changed something often says who asked for it."""
    return EncryptedTextField(null=True)
