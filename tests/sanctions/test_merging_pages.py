"""Making two records of one official one, in the browser."""

import pytest
from django.urls import reverse

from core.partial_dates import parse_partial_date
from sanctions.models import OfficialMerge
from sanctions.services.merging import merge
from tests.cases.pages import signed_in, text_of
from tests.factories import CaseFactory, OfficialFactory
from tests.sanctions.factories import involve

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(case, advocate, staff):
    return involve(case, OfficialFactory(name="Elena Lenskaya", state=case.state), advocate, staff).official


@pytest.fixture
def gone(case, organisation, advocate):
    official = OfficialFactory(name="Yelena Lenskaia", state=case.state)
    return involve(CaseFactory(owner=organisation), official, advocate).official


def test_in_the_browser_one_chooses_looks_at_both_says_why_and_may_take_it_back(kept, gone, admin):
    client = signed_in(admin)
    where = reverse("sanctions:official-merge", args=[kept.reference])
    assert gone.name in text_of(client.get(where))  # reads alike
    both = f"{where}?other={gone.reference}"
    assert "Make one record of these two" in text_of(client.get(both))
    refused = client.post(both, {"keep": kept.reference, "why": ""})
    assert refused.status_code == 422
    assert client.post(both, {"keep": gone.reference, "why": "One judge."}).url == gone.get_absolute_url()
    kept.refresh_from_db()
    assert kept.merged_into == gone
    made = OfficialMerge.objects.get()
    undo_at = reverse("sanctions:merge-undo", args=[made.reference])
    assert undo_at in text_of(client.get(gone.get_absolute_url()))
    assert "Make them two again" in text_of(client.get(undo_at))
    client.post(undo_at)
    kept.refresh_from_db()
    assert kept.merged_into is None


def test_what_speaks_against_is_said_before_anybody_merges(kept, gone, admin):
    where = f"{reverse('sanctions:official-merge', args=[kept.reference])}?other={gone.reference}"
    assert "contradict" not in text_of(signed_in(admin).get(where))
    for official, born in ((kept, "1974"), (gone, "1950")):
        official.birth = parse_partial_date(born)
        official.save()
    assert "Their birth dates contradict each other: 1974 and 1950." in text_of(signed_in(admin).get(where))


def test_the_old_address_leads_to_the_kept_one_for_whoever_may_see_that(kept, gone, admin, outsider):
    merge(kept=kept, gone=gone, why="One judge.", by=admin)
    assert signed_in(admin).get(gone.get_absolute_url()).url == kept.get_absolute_url()
    assert signed_in(outsider).get(gone.get_absolute_url()).status_code == 404


def test_a_record_that_one_may_not_see_is_neither_offered_nor_merged(kept, admin, outsider):
    hidden = involve(
        CaseFactory(owner=outsider.organisation), OfficialFactory(name="Elena Lenskaja"), outsider
    ).official
    client, where = signed_in(admin), reverse("sanctions:official-merge", args=[kept.reference])
    assert hidden.name not in text_of(client.get(where))
    assert hidden.name not in text_of(client.get(where, {"q": "Lenskaja"}))
    assert client.get(where, {"other": hidden.reference}).status_code == 404
    assert client.post(f"{where}?other={hidden.reference}", {"keep": kept.reference, "why": "x"}).status_code == 404
