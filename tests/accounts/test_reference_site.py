"""The stock admin: reference tables only, admins only, no door of its own."""

import pytest
from django.contrib.admin import site as stock_site
from django.urls import NoReverseMatch, get_resolver, reverse

from accounts.models import Organisation
from accounts.permissions import Permission
from accounts.reference_site import reference_site
from cases.models import DetainingState
from core.models import Event, EventKind
from tests.architecture.permission_table import REFERENCE_TABLES


def test_it_holds_reference_tables_and_nobodys_data():
    assert {model._meta.label_lower for model in reference_site._registry} == REFERENCE_TABLES


def test_the_stock_site_with_allauths_own_tables_has_no_address():
    assert stock_site not in [getattr(pattern, "callback", None) for pattern in get_resolver().url_patterns]
    with pytest.raises(NoReverseMatch):
        reverse("admin:account_emailaddress_changelist")


@pytest.mark.parametrize("name", ["password_change", "logout", "view_on_site"])
def test_it_changes_no_password_and_looks_up_no_other_record(name):
    with pytest.raises(NoReverseMatch):
        reverse(f"admin:{name}", args=["1", "1"] if name == "view_on_site" else [])


def test_its_login_is_the_houses(client, db):
    answer = client.get("/reference/", follow=True)
    assert answer.redirect_chain[-1][0] == "/accounts/login/?next=%2Freference%2F"
    posted = client.post("/reference/login/", {"username": "a@example.org", "password": "guess"})
    assert posted.url == "/accounts/login/"


def test_who_may_not_curate_is_refused_and_that_is_kept(client, staff):
    client.force_login(staff)
    assert client.get("/reference/cases/detainingstate/").status_code == 403
    event = Event.objects.get(kind=EventKind.DENIED)
    assert (event.by, event.action) == (staff, Permission.CURATE_REFERENCES)


def test_an_admin_adds_and_corrects_a_row_and_its_history_says_who(client, admin):
    client.force_login(admin)
    state = {"code": "XA", "name": "Atlantis", "region": "Ocean", "notes": ""}
    client.post("/reference/cases/detainingstate/add/", state)
    row = DetainingState.objects.get(code="XA")
    client.post(f"/reference/cases/detainingstate/{row.pk}/change/", {**state, "region": "Sea"})
    assert [(past.region, past.history_user) for past in row.history.all()] == [("Sea", admin), ("Ocean", admin)]
    page = client.get(f"/reference/cases/detainingstate/{row.pk}/history/").content.decode()
    assert admin.name in page
    old = row.history.last()
    assert client.get(f"/reference/cases/detainingstate/{row.pk}/history/{old.pk}/").status_code == 200


@pytest.mark.parametrize("model", reference_site._registry, ids=lambda model: model._meta.label)
@pytest.mark.parametrize("screen", ["changelist", "add"])
def test_every_table_opens_under_the_strict_policy(client, admin, model, screen):
    client.force_login(admin)
    answer = client.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{screen}"))
    assert answer.status_code == 200
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    text = answer.content.decode()
    assert "<style" not in text
    assert " style=" not in text
    assert "onclick=" not in text


def test_an_organisation_is_found_by_its_name_in_any_script(client, admin):
    Organisation.objects.create(name="Мемориал", slug="memorial")
    client.force_login(admin)
    assert "Мемориал" in client.get("/reference/accounts/organisation/?q=memorial").content.decode()
