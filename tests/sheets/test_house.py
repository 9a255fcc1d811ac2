"""What the house knows, loaded once for a sheet."""

import pytest

from cases.models import Category, Facility, Statute
from sheets.understanding.house import loaded
from tests.factories import CaseFactory, FacilityFactory, UserFactory
from tests.sheets.recorded import dossier


@pytest.mark.django_db
def test_the_house_is_loaded_as_its_people_know_it(staff, outsider, django_assert_num_queries):
    case = dossier(staff)
    FacilityFactory(name="IK-3", locality="Kharp", state=case.state)
    CaseFactory(owner=outsider.organisation, code_name="Elsewhere")
    for name in ("Eva One", "Eva One"):
        UserFactory(organisation=staff.organisation, name=name)
    UserFactory(organisation=staff.organisation, name="Gone Away", is_active=False)
    with django_assert_num_queries(5):
        house = loaded(staff)
    assert house.states["RU"] == case.state.name
    assert house.facility("RU", "ik-3, kharp") == house.facility("RU", "IK-3") == "IK-3"
    assert house.facility("BY", "IK-3") == ""
    assert [row.article for row in house.statutes["RU"]] == list(Statute.objects.values_list("article", flat=True))
    assert house.colleague(staff.name) == house.colleague(staff.email.upper()) == staff.email
    assert house.colleague("Eva One") == ""
    assert house.colleague("Gone Away") is None
    assert house.colleague(outsider.email) is None
    assert set(house.categories) == set(Category.objects.values_list("code", flat=True))
    assert Facility.objects.count() == 2
