"""Asks: made in a minute, by us or by others with a source, and what became of them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from advocacy.models import Ask, Search
from advocacy.services.asks import AskData, change_ask_state, make_ask
from cases.models import Grant
from cases.services.sourcing import CitationData, said_by
from cases.vocabulary import Level
from core.models import Event
from core.partial_dates import parse_partial_date
from tests.advocacy.factories import body, government
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db
NEWS = CitationData(address="https://news.example/letter")


def data(**fields):
    fields.setdefault("asked", parse_partial_date(fields.pop("since", "1 May 2022")))
    fields.setdefault("addressee", government("GB"))
    return AskData(**{"kind": "designate", "wording": "Sanction those responsible", **fields})


def made(case, by, **fields):
    return make_ask(data=data(**fields), cases=[case], by=by)


# --- Making one.
def test_an_ask_is_on_record_with_its_trail_and_at_its_cases_level(case, advocate):
    ask = made(case, advocate)
    assert (ask.state, ask.level, ask.owner, ask.asked_on) == ("open", case.level, case.owner, date(2022, 5, 1))
    assert list(ask.cases.all()) == [case]
    event = Event.objects.get(action="ask-made")
    assert (event.target, event.by, event.facts) == (ask.reference, advocate, {"asked": "designate"})


def test_made_twice_it_is_one_ask(case, advocate):
    assert made(case, advocate) == made(case, advocate)
    assert made(case, advocate, wording="Something else") != made(case, advocate)


def test_the_same_ask_out_of_the_writers_sight_is_neither_shown_nor_in_the_way(case, advocate, staff):
    sealed = made(case, advocate, level="sealed")
    assert made(case, staff) != sealed


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"kind": "nonsense"}, "kind"),
        ({"wording": "  "}, "wording"),
        ({"since": "21 April 2023"}, "asked"),
        ({"level": "public"}, "level"),
    ],
)
def test_bad_input_is_refused_and_nothing_saved(case, advocate, fields, wrong):
    with pytest.raises(ValidationError) as refused:
        made(case, advocate, **fields)
    assert list(refused.value.message_dict) == [wrong]
    assert not Ask.objects.exists()


def test_on_a_sealed_case_an_outsider_to_it_makes_none(organisation, advocate, staff):
    case = CaseFactory(owner=organisation, lead=advocate, level="sealed")
    with pytest.raises(ValidationError, match="does not exist, or is not open to you"):
        made(case, staff)


def test_a_partner_makes_one_that_their_own_people_can_read(case, outsider):
    case.level = Level.PARTNERS
    case.save()
    Grant.objects.create(case=case, organisation=outsider.organisation)
    assert made(case, outsider).owner == case.owner
    with pytest.raises(ValidationError, match="Your organisation would not see it"):
        made(case, outsider, level="team", wording="Another")


# --- Asked by others.
def test_an_ask_of_others_needs_a_source_that_was_published(case, advocate):
    ngo = body("An NGO", "ngo", "US")
    with pytest.raises(ValidationError, match="say where that was published"):
        made(case, advocate, asked_by=[ngo])
    ask = made(case, advocate, asked_by=[ngo], source=NEWS)
    assert (ask.source.address, ask.source.publisher, ask.source.case) == (NEWS.address, "news.example", None)


def test_what_somebody_told_is_no_source_of_an_ask_and_the_sentence_says_why(case, advocate):
    with pytest.raises(ValidationError) as refused:
        made(case, advocate, asked_by=[body("An NGO", "ngo", "US")], source=said_by("his wife"))
    (words,) = refused.value.message_dict["source"]
    assert "“his wife” is no address" in words
    assert "logged as an update" in words


def test_an_address_that_is_none_of_the_web_is_refused(case, advocate):
    with pytest.raises(ValidationError, match="https:// or http://"):
        made(case, advocate, source=said_by("javascript:alert(1)"))


def test_a_joint_ask_with_us_among_them_is_ours(case, advocate):
    assert made(case, advocate, asked_by=[body("An NGO", "ngo", "US"), advocate.organisation]).source is None


# --- What became of it.
def test_a_change_of_state_has_a_day_and_a_reason_and_the_earlier_one_stays_in_history(case, advocate):
    ask = made(case, advocate)
    change_ask_state(ask=ask, state="partly_met", on=date(2023, 4, 10), why="Five of twenty", by=advocate)
    change_ask_state(ask=ask, state="met", on=date(2023, 4, 20), why="All of them", by=advocate)
    ask.refresh_from_db()
    assert (ask.state, ask.state_on, ask.state_why) == ("met", date(2023, 4, 20), "All of them")
    assert [row.state for row in ask.history.order_by("history_id")] == ["open", "partly_met", "met"]
    assert ask.history.first().history_change_reason == "All of them"


def test_said_twice_it_is_said_once(case, advocate):
    ask = made(case, advocate)
    for _ in range(2):
        change_ask_state(ask=ask, state="refused", on=date(2023, 4, 10), why="They said no", by=advocate)
    assert ask.history.count() == 2


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"state": "gone"}, "state"),
        ({"why": " "}, "why"),
        ({"on": date(2023, 4, 21)}, "on"),
        ({"on": date(2022, 4, 30)}, "on"),
    ],
)
def test_a_change_without_reason_or_on_a_day_that_cannot_be_is_refused(case, advocate, fields, wrong):
    ask = made(case, advocate)
    with pytest.raises(ValidationError) as refused:
        change_ask_state(
            **{"ask": ask, "state": "met", "on": date(2023, 4, 1), "why": "Done", "by": advocate, **fields}
        )
    assert list(refused.value.message_dict) == [wrong]
    ask.refresh_from_db()
    assert ask.state == "open"


# --- What the database keeps.
@pytest.mark.parametrize("broken", [{"wording": ""}, {"state": "met", "state_on": None}])
def test_the_database_refuses_an_ask_that_says_nothing_or_a_state_without_a_day(case, advocate, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        Ask.objects.filter(pk=made(case, advocate).pk).update(**broken)


@pytest.mark.parametrize("broken", [{"where": ""}, {"jurisdiction": ""}])
def test_the_database_refuses_a_search_that_says_not_where_or_for_whom(case, broken):
    search = {"case": case, "jurisdiction": "GB", "searched_on": date(2023, 4, 1), "where": "gov.uk"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Search.objects.create(**{**search, **broken})
