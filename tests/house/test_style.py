"""The page of components: whole, of real components, and there only for those who build."""

import pytest
from django.test import RequestFactory
from django.urls import Resolver404, resolve

from cases.vocabulary import Grade, Status, Tier
from prisoners_tracker.style import style

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, advocate):
    request = RequestFactory().get("/style/")
    request.user, request.session = advocate, client.session
    return style(request).content.decode()


def test_it_shows_every_status_tier_and_grade(page):
    for choices in (Status, Tier, Grade):
        for label in choices.labels:
            assert str(label) in page


def test_a_field_that_was_refused_says_so(page):
    assert "does not exist" in page
    assert page.count("<h1>") == 1


def test_without_debug_it_is_not_there():
    with pytest.raises(Resolver404):
        resolve("/style/")
