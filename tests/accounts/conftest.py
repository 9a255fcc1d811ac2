"""What tests about accounts need."""

import re

import pytest
from django.core import mail
from django.core.cache import cache


@pytest.fixture(autouse=True)
def nobody_tried_before():
    """allauth counts tries in the cache, which outlives a test."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def link_in_last_mail():
    """The path and query of the link in the last mail sent."""

    def find() -> str:
        return re.search(r"https?://[^/\s]+(/\S*)", mail.outbox[-1].body)[1]

    return find
