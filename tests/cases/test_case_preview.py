"""A case in short beside the list: what it says, to whom, and that it was read."""

import pytest

from cases.models import Case, Update
from cases.services.dates import enter_key_date
from cases.vocabulary import KeyDateKind, Level, UpdateKind
from core.models import Event, EventKind
from core.partial_dates import parse_partial_date
from tests.cases.pages import at, log, signed_in, text_of
from tests.cases.worlds import kara_murza


@pytest.fixture
def murza(organisation, advocate):
    return kara_murza(organisation, lead=advocate)


def preview(user, case):
    return signed_in(user).get(at("case-preview", case))


def test_it_says_who_where_since_when_and_what_came_last(advocate, murza):
    log(murza, advocate, UpdateKind.ARREST, "11 April 2022", "Arrested at home.")
    for day, words in ((1, "A first letter."), (2, "A second letter."), (3, "A third letter.")):
        log(murza, advocate, UpdateKind.LETTER_RECEIVED, f"{day} March 2023", words)
    due = parse_partial_date("28 April 2023")
    enter_key_date(case=murza, kind=KeyDateKind.HEARING, due=due, summary="Appeal", by=advocate)
    page = text_of(preview(advocate, murza))
    said = ["Vladimir Kara-Murza", "Владимир Кара-Мурза", murza.reference, "374 days", "Russia", "Critical"]
    said += ["Ada Advocate", "28 April 2023", "A third letter.", "A first letter."]
    for words in said:
        assert words in page, words
    assert "Arrested at home." not in page  # the latest three
    assert f'href="{at("update-new", murza)}"' in page
    assert "<html" not in page


def test_who_only_reads_is_offered_no_form(viewer, murza):
    page = text_of(preview(viewer, murza))
    assert "No update is logged on this case." in page
    assert at("update-new", murza) not in page


def test_what_was_taken_back_or_is_kept_from_the_reader_is_not_in_it(advocate, viewer, murza):
    log(murza, advocate, UpdateKind.FAMILY_VISIT, "1 March 2023", "Heard by all.")
    log(murza, advocate, UpdateKind.HEALTH, "2 March 2023", "Heard by few.", level=Level.RESTRICTED)
    gone = log(murza, advocate, UpdateKind.FAMILY_VISIT, "3 March 2023", "Never happened.")
    Update.objects.filter(pk=gone.pk).update(retracted_at="2023-04-01T00:00Z")
    page = text_of(preview(viewer, murza))
    assert "Heard by all." in page
    assert "Heard by few." not in page
    assert "Never happened." not in page
    murza.memberships.get_or_create(user=viewer)
    assert "Heard by few." in text_of(preview(viewer, murza))


def test_a_restricted_record_that_was_looked_at_is_kept_as_read(advocate, murza):
    log(murza, advocate, UpdateKind.HEALTH, "2 March 2023", "Heard by few.", level=Level.RESTRICTED)
    murza.memberships.get_or_create(user=advocate)
    Event.objects.all().delete()
    client = signed_in(advocate)
    for _again in range(2):
        client.get(at("case-preview", murza))
    assert [event.target for event in Event.objects.filter(kind=EventKind.READ)] == [murza.reference]


def test_a_hidden_case_is_answered_like_one_that_is_not_there(viewer, outsider, murza):
    Case.objects.filter(pk=murza.pk).update(level=Level.RESTRICTED)
    for reader in (viewer, outsider):
        assert preview(reader, murza).status_code == 404
        assert signed_in(reader).get(at("case-preview", "RU-22-ZZZZ")).status_code == 404
