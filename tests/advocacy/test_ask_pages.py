"""The form that makes an ask, the page of one, and saying what became of it."""

from datetime import date

import pytest
from django.urls import reverse

from advocacy.models import Ask
from cases.models import Grant
from core.models import Event, EventKind
from tests.advocacy.factories import act, ask, body, campaign, government
from tests.cases.pages import signed_in, text_of
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def new(user, case, **fields):
    sent = {"kind": "designate", "addressee": government().name, "asked": "1 May 2022", "wording": "My careful words"}
    return signed_in(user).post(reverse("advocacy:ask-new", args=[case.reference]), {**sent, **fields})


def page(user, one):
    return signed_in(user).get(one.get_absolute_url())


def became(user, one, **fields):
    sent = {"state": "met", "on": "2023-04-10", "why": "They named all of them.", **fields}
    return signed_in(user).post(reverse("advocacy:ask-state", args=[one.reference]), sent)


# --- Making one.
def test_an_ask_is_made_with_four_fields(case, advocate):
    answer = new(advocate, case)
    assert (answer.status_code, answer.url) == (302, reverse("advocacy:case", args=[case.reference]))
    made = Ask.objects.get()
    assert (made.wording, made.asked_on, made.addressee) == ("My careful words", date(2022, 5, 1), government())


def test_without_words_it_is_called_what_is_asked_except_where_that_says_nothing(case, advocate):
    new(advocate, case, wording="")
    assert Ask.objects.get().wording == "Sanction those responsible"
    answer = new(advocate, case, wording="", kind="other")
    assert answer.status_code == 422
    assert "Say in one line what is asked." in text_of(answer)


def test_an_ask_of_others_is_made_with_its_source(case, advocate):
    ngo = body("An NGO", "ngo", "US")
    new(advocate, case, asked_by=[ngo.name], source="https://news.example/letter")
    made = Ask.objects.get()
    assert (list(made.asked_by.all()), made.source.address) == ([ngo], "https://news.example/letter")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"addressee": "Nobody we know"}, "We have no organisation “Nobody we know”"),
        ({"asked": "21 April 2023"}, "is still to come"),
        ({"asked": "some day"}, "some day"),
        ({"kind": ""}, "This field is required"),
        ({"source": "his wife"}, "“his wife” is no address"),
        ({"level": "public"}, "public is not one of the available choices"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_typed_is_lost(case, advocate, fields, words):
    answer = new(advocate, case, **fields)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert "My careful words" in text_of(answer)
    assert not Ask.objects.exists()


def test_a_link_fills_the_form(case, advocate):
    link = f"?kind=release&wording=Let+him+go&addressee={government().slug}"
    said = text_of(signed_in(advocate).get(reverse("advocacy:ask-new", args=[case.reference]) + link))
    assert f'value="{government().name}"' in said
    assert 'value="Let him go"' in said
    assert '<option value="release" selected>' in said


def test_a_campaign_out_of_sight_is_not_offered(case, advocate, staff):
    campaign(case, by=advocate, name="Sealed effort", level="sealed")
    campaign(case, name="Open effort")
    said = text_of(signed_in(staff).get(reverse("advocacy:ask-new", args=[case.reference])))
    assert "Open effort" in said
    assert "Sealed effort" not in said


# --- Its page.
def test_the_page_says_how_it_stands_and_what_serves_it(case, advocate):
    one = ask(case)
    act(case, asks=[one], summary="A letter", by=advocate)
    became(advocate, one)
    said = text_of(page(advocate, one))
    for words in ("Sanction those responsible", "Met", "They named all of them.", "A letter", "since 10 April 2023"):
        assert words in said


def test_the_page_tells_of_no_case_action_or_campaign_out_of_sight(case, advocate, staff):
    effort = campaign(case, by=advocate, name="Sealed effort", level="sealed")
    one = ask(case, campaign=effort)
    act(case, asks=[one], summary="Sealed letter", by=advocate, level="sealed")
    assert "Sealed effort" in text_of(page(advocate, one))
    said = text_of(page(staff, one))
    assert "Sealed effort" not in said
    assert "Sealed letter" not in said
    assert "No action recorded serves it." in said


def test_a_sealed_ask_is_missing_for_those_it_does_not_name_and_its_reading_is_recorded(case, advocate, staff):
    one = ask(case, by=advocate, level="sealed")
    assert page(staff, one).status_code == 404
    assert became(staff, one).status_code == 404
    assert page(advocate, one).status_code == 200
    assert Event.objects.filter(kind=EventKind.READ, target=one.reference, by=advocate).count() == 1


# --- What became of it.
def test_a_change_is_saved_and_one_that_cannot_be_is_refused_with_what_was_typed(case, advocate):
    one = ask(case)
    answer = became(advocate, one, on="2023-04-21")
    assert answer.status_code == 422
    assert "This day is still to come" in text_of(answer)
    assert "They named all of them." in text_of(answer)
    assert became(advocate, one).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.state_on) == ("met", date(2023, 4, 10))


def test_a_partner_decides_nothing_about_an_ask_they_did_not_make(case, advocate, outsider):
    case.level = "partners"
    case.save()
    Grant.objects.create(case=case, organisation=outsider.organisation)
    ours, theirs = ask(case, by=advocate), ask(case, by=outsider, wording="Theirs")
    assert "What became of it" not in text_of(page(outsider, ours))
    assert became(outsider, ours).status_code == 403
    assert became(outsider, theirs).status_code == 302
    assert became(UserFactory(organisation=outsider.organisation, role="viewer"), theirs).status_code == 403
