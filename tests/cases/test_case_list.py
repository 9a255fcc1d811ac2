import pytest
from django.urls import reverse

LIST = "/cases/"


def test_x(client, staff, case):
    client.force_login(staff)
    r = client.get(LIST)
    assert r.status_code == 200
    assert case.prisoner.name in r.content.decode()
    r = client.get("/cases/?counts=1&only=custody&status=serving&arrested_from=2022&arrested_to=rubbish&state=RU&lead=me&lead=nobody&category=journalist&nationality=GB&charge=treason")
    assert r.status_code == 200
    print(r.content.decode())
    r = client.get("/cases/counts/", headers={"HX-Request": "true"})
    assert r.status_code == 200
