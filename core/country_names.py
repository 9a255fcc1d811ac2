"""Names of countries in the reader's language: English as django-countries has them, others from Unicode's CLDR."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from babel import Locale, UnknownLocaleError
from django.utils import translation
from django_countries import countries


def country_name(code: str) -> str:
    """The country of ISO 3166 code `code`; empty where there is none."""
    english = english_name(code)
    return english and _names(translation.get_language() or "en").get(code.upper(), english)


def country_or_code(code: str) -> str:
    """The same; where there is none, what was given."""
    return country_name(code) or code


def english_name(code: str) -> str:
    return _english().get(code.upper(), "")


@cache
def _english() -> Mapping[str, str]:
    with translation.override("en"):
        return {code: str(name) for code, name in countries}


@cache
def _names(language: str) -> Mapping[str, str]:
    if language.startswith("en"):
        return {}
    try:
        return Locale.parse(language, sep="-").territories
    except UnknownLocaleError:
        return {}
