"""The replay page: what would have been open on each day, who acted, and the sentence of the day."""

from datetime import date, timedelta

import pytest

from advocacy.vocabulary import Weight
from cases.models import CountryTie, Grant, Tie
from cases.vocabulary import KeyDateKind, Level
from core.partial_dates import PartialDate
from reports.replay import watched
from tests.advocacy.factories import act, government
from tests.factories import KeyDateFactory, UserFactory
from tests.reminders.stories import held_in_russia, live_on

pytestmark = pytest.mark.django_db
ARREST, TODAY = date(2022, 4, 11), date(2023, 4, 20)


@pytest.fixture
def story(case, advocate):
    """Arrest to exchange, with the ambassador summoned on day 371; the house lives on 20 April 2023."""
    held_in_russia(case)
    CountryTie.objects.create(prisoner=case.prisoner, country="GB", tie=Tie.NATIONAL)
    live_on(TODAY)
    act(case, by=advocate, sent="2023-04-17", kind="summons", actors=[government("GB")], summary="Summoned")
    return case


def address(case, query=""):
    return f"/cases/{case.reference}/replay/{query}"


def shown(client, user, case, query="", **headers):
    client.force_login(user)
    response = client.get(address(case, query), headers=headers)
    assert response.status_code == 200
    return response


def html(response):
    return " ".join(response.content.decode().split())


def test_the_last_day_is_shown_with_its_sentence_and_what_is_open(client, story, advocate):
    page = html(shown(client, advocate, story))
    assert "Day 374, 20 April 2023" in page
    assert "Day 374: no UK measure recorded; last act: ambassador summoned, 17 April." in page


@pytest.mark.parametrize(
    ("day", "words", "missing"),
    [
        ("370", "Day 370: no UK measure recorded; no act recorded.", "ambassador"),
        ("40", "Day 40, 21 May 2022", "Out of contact"),
        ("100", "Out of contact", "Day 374"),
        ("0", "No alert would have been open on this day", "Out of contact</strong>"),
    ],
)
def test_each_day_is_as_it_was(client, story, advocate, day, words, missing):
    page = html(shown(client, advocate, story, f"?day={day}", **{"HX-Request": "true"}))
    assert words in page
    assert missing not in page.split("<figure")[0]


@pytest.mark.parametrize("asked", ["", "soon", "-3", "²", "99999999999999999999", "100000"])
def test_a_day_that_there_is_not_is_the_last_one(client, story, advocate, asked):
    assert shown(client, advocate, story, f"?day={asked}").context["shown"].day == TODAY


def test_it_works_without_javascript_and_answers_htmx_with_the_day_alone(client, story, advocate):
    page = html(shown(client, advocate, story, "?day=100"))
    assert '<input id="replay-range" class="form-range" type="range" name="day" min="0" max="374"' in page
    assert 'value="100"' in page
    assert '<button class="btn btn-outline-secondary" type="submit">Show this day' in page
    part = html(shown(client, advocate, story, "?day=100", **{"HX-Request": "true"}))
    assert "<html" not in part
    assert "<form" not in part
    assert 'id="replay-now"' in part


def test_another_jurisdiction_is_asked_for_by_its_code(client, story, advocate):
    assert "no US measure recorded" in html(shown(client, advocate, story, "?for=US"))
    assert shown(client, advocate, story, "?for=<script>").context["chosen"] == ""


def test_the_turns_lead_from_one_day_to_the_next(client, story, advocate):
    last = shown(client, advocate, story).context["shown"]
    assert last.after is None
    before = shown(client, advocate, story, f"?day={last.before}").context["shown"]
    assert (before.number, before.after) == (371, None)
    earlier = shown(client, advocate, story, f"?day={before.before}").context["shown"]
    assert (earlier.number, earlier.after) == (before.before, 371)


def test_lanes_stand_by_jurisdiction_with_weights_and_a_table_behind(client, story, advocate):
    act(story, by=advocate, sent="2022-06-01", kind="sanction", actors=[government("CA")], summary="Listed nine")
    response = shown(client, advocate, story)
    names = [lane.name for lane in response.context["chart"].lanes]
    assert names[:3] == ["Logged", "United Kingdom", "Canada"]
    marks = {lane.name: [mark.css for mark in lane.marks] for lane in response.context["chart"].lanes}
    assert marks["Canada"] == [f"weight-{Weight.MEASURE.value}"]
    assert marks["United Kingdom"] == [f"weight-{Weight.DEMARCHE.value}"]
    rows = {(row.number, row.lane, str(row.words)) for row in response.context["rows"]}
    assert {(371, "United Kingdom", "Summoned"), (51, "Canada", "Listed nine")} <= rows
    assert (11, "Logged", "It happened.") in rows


def test_alerts_are_bars_from_the_day_they_open_to_the_day_they_are_over(story, advocate):
    spans = {(span.code, span.opened_on): span for span in watched(story, advocate).spans}
    contact = spans["R16a", date(2022, 6, 19)]  # 30 days after the visit
    assert contact.is_open_on(date(2022, 6, 19))
    assert not contact.is_open_on(date(2022, 6, 18))


def test_after_a_release_the_story_ends(client, case, advocate):
    held_in_russia(case)
    live_on(date(2026, 1, 1))
    assert watched(case, advocate).end == date(2024, 8, 1) + timedelta(60)


# --- Who may see what.
def test_a_case_that_is_hidden_has_no_replay(client, story, outsider):
    client.force_login(outsider)
    assert client.get(address(story)).status_code == 404


@pytest.mark.parametrize("level", [Level.RESTRICTED, Level.SEALED])
def test_an_action_that_the_reader_may_not_see_leaves_no_trace(client, story, advocate, staff, level):
    before = shown(client, staff, story)
    secret = act(
        story,
        by=advocate,
        sent="2022-07-01",
        level=level,
        actors=[government("FR")],
        addressee=government("RU"),
        due_on=date(2022, 8, 1),
        summary="Secret talks",
    )
    assert "Secret talks" in html(shown(client, advocate, story))
    assert "R4" in {span.code for span in watched(story, advocate).spans}
    after = shown(client, staff, story)
    assert "Secret talks" not in html(after)
    assert [lane.name for lane in after.context["chart"].lanes] == [lane.name for lane in before.context["chart"].lanes]
    assert watched(story, staff).spans == watched(story, staff).spans
    assert secret.reference not in html(after)
    assert after.context["rows"] == before.context["rows"]


def test_a_date_that_the_reader_may_not_see_opens_no_alert_for_them(story, advocate, staff):
    hearing = {"kind": KeyDateKind.HEARING, "due": PartialDate(date(2023, 2, 1)), "entered_on": date(2023, 1, 1)}
    KeyDateFactory(case=story, level=Level.RESTRICTED, **hearing)
    assert "R13" in {span.code for span in watched(story, advocate).spans}
    assert "R13" not in {span.code for span in watched(story, staff).spans}


def test_a_partner_sees_what_was_granted_and_no_more(client, story, advocate):
    type(story).objects.filter(pk=story.pk).update(level=Level.PARTNERS)
    partner = UserFactory()
    Grant.objects.create(case=story, organisation=partner.organisation)
    page = html(shown(client, partner, story))
    assert "no UK measure recorded; no act recorded" in page
    assert "Summoned" not in page


def test_what_is_written_after_it_was_looked_at_is_on_it_at_once(client, story, advocate):
    before = watched(story, advocate).spans
    KeyDateFactory(
        case=story,
        kind=KeyDateKind.HEARING,
        due=PartialDate(date(2023, 2, 1)),
        entered_on=date(2023, 1, 1),
    )
    assert {span.code for span in watched(story, advocate).spans} - {span.code for span in before} == {"R13"}


def test_a_case_without_anything_has_a_page_too(client, case, viewer):
    page = html(shown(client, viewer, case))
    assert "No state is recorded that could act" in page
    assert "Nothing is recorded yet" in page or "The same as a table" in page


def test_the_tab_stands_on_the_case(client, story, viewer):
    client.force_login(viewer)
    assert address(story) in client.get(story.get_absolute_url()).content.decode()
