"""The case page: header, timeline, tabs."""

import pytest
from django.urls import reverse

from cases.models import Membership
from tests.cases.pages import log

pytestmark = pytest.mark.django_db


def page(client, case, name="case", query=""):
    return client.get(reverse(f"cases:{name}", args=[case.reference]) + query)


def test_smoke(client, advocate, case):
    client.force_login(advocate)
    log(case, advocate, "arrest", "11 April 2022", "Arrested outside his home.")
    for name in ("case", "case-officials", "case-dates", "case-history", "case-brief", "update-new"):
        answer = page(client, case, name)
        assert answer.status_code == 200, name
        print(name, len(answer.content))
