import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/cases/?q=%00", "/cases/?state=RU%00", "/cases/%00/", "/states/R%00U/"])
def test_an_address_with_a_nul_character_is_refused_before_it_reaches_a_database(client, viewer, address):
    client.force_login(viewer)
    response = client.get(address)
    assert response.status_code == 400


def test_an_address_without_one_is_answered(client, viewer):
    client.force_login(viewer)
    assert client.get("/cases/?q=000").status_code == 200
