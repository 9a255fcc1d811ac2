"""States, categories and regions in the reader's language; what an admin wrote stands as written."""

import pytest
from django.utils import translation

from cases.models import Category, DetainingState
from core.country_names import country_name

pytestmark = pytest.mark.django_db
LANGUAGES = ("ru", "be", "es", "fr", "fa")


def test_a_state_is_named_in_the_readers_language():
    russia = DetainingState.objects.get(code="RU")
    said = {}
    for language in ("en-gb", *LANGUAGES):
        with translation.override(language):
            said[language] = str(russia)
    assert said == {"en-gb": "Russia", "ru": "Россия", "be": "Расія", "es": "Rusia", "fr": "Russie", "fa": "روسیه"}


def test_a_name_that_an_admin_gave_stands_as_written():
    authority = DetainingState(code="XA", name="Authorities in the east")
    renamed = DetainingState(code="RU", name="Russian Federation")
    with translation.override("ru"):
        assert (str(authority), str(renamed)) == ("Authorities in the east", "Russian Federation")
        assert country_name("XA") == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_category_and_region_is_translated(language):
    categories = Category.objects.all()
    regions = {state.region: state for state in DetainingState.objects.exclude(region="")}.values()
    assert len(categories) == 26
    assert len(regions) > 20
    with translation.override(language):
        assert [one.label for one in categories if str(one) == one.label and language not in ("es", "fr")] == []
        assert [one.region for one in regions if one.region_name == one.region and language not in ("es", "fr")] == []
    with translation.override("ru"):
        assert str(Category(label="Beekeeper")) == "Beekeeper"
