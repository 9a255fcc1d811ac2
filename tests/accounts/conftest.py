"""What tests about accounts need."""

import re

import pytest
from django.core import mail
from django.core.cache import cache

from accounts.adapter import mailing


@pytest.fixture(autouse=True)
def nobody_tried_before():
    """allauth counts tries in the cache, which outlives a test."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def mails():
    """The mails sent so far, once those under way have left."""

    def sent() -> list[mail.EmailMessage]:
        mailing.submit(lambda: None).result(timeout=10)
        return mail.outbox

    return sent


@pytest.fixture
def link_in_last_mail(mails):
    """The path and query of the link in the last mail sent."""

    def find() -> str:
        return re.findall(r"https?://[^/\s]+(/\S*)", str(mails()[-1].body))[0]

    return find
