"""What the demonstration says was done, asked and found: no more than the record says."""

from datetime import date

import pytest
from django.db import transaction

from advocacy.clocks import clock_of, computation
from advocacy.jurisdictions import jurisdiction_of
from advocacy.models import Action, Ask, Campaign, Determination, Procedure
from advocacy.vocabulary import ActionKind, ClockKind, Weight
from cases.models import Case
from core import clock
from core.partial_dates import PartialDate
from demo.calendar import demo_day, forget_read_day
from demo.facts import load_facts
from demo.keys import act_key
from demo.loading import load_until

pytestmark = pytest.mark.django_db

FACTS = load_facts()
LAST = date(2025, 12, 31)

# Kara-Murza: how many days after the arrest each jurisdiction's first measure came.
FIRST_MEASURES = {"CA": 217, "US": 326, "LV": 371, "GB": 375, "EU": 420}


def action(person: str, update: str, number: int = 1) -> Action:
    return Action.objects.get(form_key=act_key(FACTS.dossiers[person], update, number))


def case(person: str) -> Case:
    return Case.objects.get(reference=FACTS.dossiers[person].case.reference)


def actors(one: Action) -> set[str]:
    return {actor.slug for actor in one.actors.all()}


@pytest.fixture(scope="module", autouse=True)
def whole_story(django_db_setup, django_db_blocker):
    """The whole story, loaded once and only read."""
    with django_db_blocker.unblock(), transaction.atomic():
        forget_read_day()
        clock.set_source(demo_day)
        load_until(LAST)
        yield
        transaction.set_rollback(True)
    forget_read_day()


# --- The clocks of the record
def test_rwanda_owed_a_reply_by_29_november_2020_and_was_41_days_late_on_9_january():
    letter = action("rusesabagina", "2020-09-30 un_action")
    assert (letter.sent_on, letter.due_on) == (date(2020, 9, 30), date(2020, 11, 29))
    assert computation(letter.deadlines.get()) == "sent 30 Sep 2020 + 60 days"
    assert (letter.addressee.name, actors(letter)) == ("Government of Rwanda", {"un-special-procedures"})
    assert not letter.is_overdue(date(2020, 11, 29))
    assert letter.is_overdue(date(2020, 11, 30))
    assert (date(2021, 1, 9) - letter.due_on).days == 41
    assert not letter.replies.exists()


def test_what_the_emirates_answered_belongs_to_the_letter_to_them():
    letter = action("rusesabagina", "2020-12-21 statement")
    assert letter.addressee.slug == "government-ae"
    assert not letter.sent.is_exact
    answer = letter.replies.get()
    assert (answer.received_on, answer.sender.slug) == (date(2020, 12, 21), "government-ae")
    assert not letter.is_overdue(date(2023, 4, 20))


def test_china_answered_after_69_days_and_in_time_by_the_version_then_in_force():
    sent = action("liu-xiaobo", "2011-02-03 un_action")
    assert (sent.answered_on - sent.sent_on).days == 69
    assert sent.answered_on <= sent.due_on == date(2011, 5, 4)
    assert sent.procedure.valid_until == date(2016, 7, 11)
    assert computation(sent.deadlines.get()) == "sent 3 Feb 2011 + 90 days (unchecked)"
    later = Procedure.objects.get(key="wgad", valid_from=date(2016, 7, 12))
    assert clock_of(later, ClockKind.REPLY).days == 60  # by which it would have been late
    assert (sent.sent_on - sent.follows.sent_on).days == 91


def test_no_follow_up_is_due_before_the_version_that_asks_for_it():
    opinions = {one.number: one for one in Determination.objects.select_related("procedure")}
    for number in ("Opinion 15/2011", "Opinion 16/2011"):
        assert clock_of(opinions[number].procedure, ClockKind.FOLLOW_UP) is None
    assert clock_of(opinions["Opinion 11/2024"].procedure, ClockKind.FOLLOW_UP).months == 6


def test_nobody_is_said_to_owe_a_reply_unless_a_procedure_makes_them():
    due = Action.objects.exclude(due_on=None)
    assert set(due.values_list("procedure__key", flat=True)) == {"special-procedures", "wgad", "osce-vienna"}
    owing = {f"{one.addressee.slug} {one.sent_on}" for one in due.filter(answered_on=None)}
    assert owing == {"government-rw 2020-09-30", "government-by 2023-12-31", "government-ru 2024-03-22"}


# --- Who did what first
def test_days_from_the_arrest_to_the_first_measure_of_each_jurisdiction():
    held = case("kara-murza")
    days: dict[str, int] = {}
    for one in held.actions.filter(weight=Weight.MEASURE).order_by("sent_on"):
        for code in {jurisdiction_of(actor) for actor in one.actors.select_related("parent")}:
            days.setdefault(code, (one.sent_on - held.arrested_on).days)
    assert days == FIRST_MEASURES
    petition = held.actions.get(kind=ActionKind.WGAD_PETITION)
    assert (petition.sent_on - held.arrested_on).days == 784
    assert petition.actors.count() == 7
    assert (held.released_on - held.arrested_on).days == 843


def test_no_finding_is_on_record_for_him():
    assert not case("kara-murza").determinations.exists()


def test_a_resolution_is_a_measure_where_it_passed_and_a_word_where_it_was_brought_in():
    resolutions = Action.objects.filter(kind=ActionKind.RESOLUTION).order_by("sent_on")
    weights = {(one.links.get().case.reference[:2], one.sent_on.year, one.weight) for one in resolutions}
    assert weights == {("RU", 2012, "measure"), ("RU", 2023, "word"), ("RW", 2021, "measure")}


# --- What bodies found
def test_findings_keep_their_three_dates_apart():
    found = {one.number or one.cases.get().reference: one for one in Determination.objects.all()}
    liu = found["Opinion 15/2011"]
    assert (liu.adopted_on, liu.transmitted, liu.published_on) == (date(2011, 5, 5), None, date(2011, 8, 1))
    gershkovich = found["RU-23-5GV2"]
    assert (gershkovich.body.slug, gershkovich.known_on) == ("us-state", date(2023, 4, 10))
    assert (gershkovich.known_on - case("gershkovich").arrested_on).days == 12
    assert str(found["RW-20-RW20"].adopted.to_edtf()) == "2022-05-18/2022-05-19"
    assert found["Opinion 11/2024"].adopted == PartialDate.from_edtf("2024-03")
    assert found["Opinion 28/2016"].published.to_edtf() == "2016-09-01/2016-10-06"
    assert len(found) == 8


def test_every_act_and_finding_leads_to_the_account_with_its_sources():
    for one in Action.objects.prefetch_related("links__update__citations"):
        assert one.links.get().update.citations.exists(), one
    for one in Determination.objects.all():
        assert one.links.get().update.citations.exists(), one


def test_the_follow_up_of_2012_uses_the_opinion_of_2011():
    update = action("liu-xiaobo", "2012-07-25 petition")
    assert (update.determination.number, update.sent_on) == ("Opinion 15/2011", date(2012, 7, 25))


def test_the_campaign_gathers_what_was_done_in_it_and_claims_no_day_that_is_not_on_record():
    campaign = Campaign.objects.get()
    assert (campaign.name, campaign.starts_on) == ("#WithoutJustCause", None)
    assert [part.organisation.slug for part in campaign.parts.all()] == ["us-state"]
    assert campaign.actions.get().sent == PartialDate.from_edtf("2023-01")


# --- What was asked
def test_asks_stand_as_the_record_leaves_them():
    asked = Ask.objects.filter(cases=case("kara-murza")).select_related("addressee")
    stands = {f"{ask.kind} {ask.addressee.slug}": (ask.state, ask.state_on) for ask in asked}
    assert stands == {
        "raise un-secretary-general": ("open", None),
        "designate us-state": ("partly_met", date(2023, 3, 3)),
        "designate government-gb": ("partly_met", date(2023, 4, 21)),
        "designate eu-council": ("partly_met", date(2023, 6, 5)),
        "wrongful_detention us-state": ("open", None),
        "release government-ru": ("met", date(2024, 8, 1)),
        "negotiate us-white-house": ("met", date(2024, 8, 1)),
    }
    assert all(ask.source for ask in asked)
