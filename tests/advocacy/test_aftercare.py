"""What is owed after a release, ticked beside the timeline."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from advocacy.models import Aftercare
from advocacy.services.aftercare import tick_aftercare
from advocacy.vocabulary import AftercareTask
from cases.models import Case
from cases.vocabulary import Level
from tests.reminders.stories import TODAY, D, K, ago, arrest, log

pytestmark = pytest.mark.django_db


@pytest.fixture
def freed(case):
    arrest(case, ago(100))
    log(case, K.RELEASE, ago(40), D.EXCHANGE)
    return case


def done(case):
    return set(Aftercare.objects.filter(case=case).values_list("task", "done_on"))


def test_what_is_ticked_is_done_on_the_day_and_what_is_unticked_is_to_do_again(freed, advocate):
    tick_aftercare(case=freed, done=["debrief", "thanks", "no-such-thing"], by=advocate)
    assert done(freed) == {("debrief", TODAY), ("thanks", TODAY)}
    tick_aftercare(case=freed, done=["thanks"], by=advocate)
    assert done(freed) == {("thanks", TODAY)}


def test_before_a_release_nothing_is_owed(case, advocate):
    arrest(case, ago(100))
    with pytest.raises(ValidationError, match="No release is recorded"):
        tick_aftercare(case=case, done=["debrief"], by=advocate)


def test_the_case_page_offers_the_four_once_somebody_is_free_and_keeps_what_is_ticked(client, freed, advocate):
    client.force_login(advocate)
    response = client.post(reverse("advocacy:aftercare", args=[freed.reference]), {"done": ["debrief"]}, follow=True)
    page = response.content.decode()
    assert all(f'value="{task}"' in page for task in AftercareTask.values)
    assert 'id="after-debrief" checked' in page


def test_while_somebody_is_held_the_case_page_says_nothing_of_it(client, case, advocate):
    arrest(case, ago(100))
    client.force_login(advocate)
    assert 'id="after-release"' not in client.get(case.get_absolute_url()).content.decode()


def test_a_partner_reads_it_and_decides_nothing(client, freed, outsider):
    freed.grants.create(organisation=outsider.organisation)
    Case.objects.filter(pk=freed.pk).update(level=Level.PARTNERS)
    client.force_login(outsider)
    assert 'name="done"' not in client.get(freed.get_absolute_url()).content.decode()
    assert client.post(reverse("advocacy:aftercare", args=[freed.reference]), {"done": ["debrief"]}).status_code == 403
    assert not Aftercare.objects.exists()
