"""The review queue in the browser: what is in it for whom, one match at a time, and going on to the next."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import Grant, OfficialName
from core.partial_dates import parse_partial_date
from sanctions.models import Change, Designation, Match
from sanctions.pages.explaining import explained, is_exact
from sanctions.services.deciding import decide, seen_as
from sanctions.vocabulary import ChangeKind
from tests.cases.pages import signed_in, text_of
from tests.factories import CaseFactory, OfficialFactory, StateFactory, UserFactory
from tests.sanctions.factories import DAY, confirmed, designation, entry, involve, match, snapshot

pytestmark = pytest.mark.django_db

EXACT: dict[str, Any] = {
    "score": 1.0,
    "name": {"ours": "Elena Lenskaya", "theirs": "Elena LENSKAYA", "score": 1.0, "tokens": [["elena", "elena", 1.0]]},
    "points": [{"what": "birth", "for": True, "ours": "1974-02-17", "theirs": "1974-02-17", "effect": 0.02}],
}
AGAINST = {
    "score": 0.8,
    "name": {"ours": "Denis Kolesnikov", "theirs": "Denis KOLESNIKOV", "score": 1.0, "tokens": [["denis", "denis", 1]]},
    "points": [{"what": "birth", "for": False, "ours": "1976", "theirs": "1979-05-07", "effect": -0.2}],
}


@pytest.fixture
def propose(case, advocate):
    """Propose an entry for an official of the case."""

    def propose(name="Elena Lenskaya", score=0.95, *, key="us-sdn", number="", official=None, in_case=case, **fields):
        official = official or involve(in_case, OfficialFactory(name=name, state=in_case.state), advocate).official
        listed = entry(name.upper(), key, number, record=fields.pop("record", {}))
        return match(official, listed, score, **fields)

    return propose


def queue(user, **query):
    return signed_in(user).get(reverse("sanctions:review"), query)


def shown(answer):
    return [row.match for row in answer.context["rows"]]


def post(user, name, found, data=None, query=""):
    where = reverse(f"sanctions:{name}", args=[found.reference])
    return signed_in(user).post(f"{where}?{query}" if query else where, data or {})


def answer(user, found, decision, query="", **data):
    return post(user, "match-decide", found, {"decision": decision, "seen": seen_as(found), **data}, query)


# --- Who sees what.
def test_the_likeliest_come_first_and_staff_read_what_waits(propose, staff):
    low, high = propose("Low", 0.8), propose("High", 0.97)
    assert shown(queue(staff)) == [high, low]


def test_a_match_of_an_official_in_a_case_one_may_not_see_is_neither_shown_nor_counted_nor_reached(
    propose, admin, outsider
):
    seen = propose()
    hidden = propose("Hidden", in_case=CaseFactory(owner=outsider.organisation))
    page = queue(admin)
    assert shown(page) == [seen]
    assert [tab["count"] for tab in page.context["tabs"]] == [1, 0, 0, 0, 0]
    assert signed_in(admin).get(hidden.get_absolute_url()).status_code == 404
    for name in ("match-decide", "match-undo"):
        assert post(admin, name, hidden, {"decision": "same"}).status_code == 404
    hidden.refresh_from_db()
    assert hidden.decision == ""


def test_an_official_of_a_sealed_involvement_stays_out_of_the_queue(propose, admin, case):
    found = propose()
    found.official.involvements.update(level="sealed")
    assert shown(queue(admin)) == []
    found.official.involvements.get().named.add(admin)
    assert shown(queue(admin)) == [found]


def test_only_who_curates_decides(propose, staff, admin):
    found = propose()
    assert answer(staff, found, "same").status_code == 403
    page = text_of(signed_in(staff).get(found.get_absolute_url()))
    assert "An admin does" in page
    assert 'value="not_same"' not in page
    assert answer(admin, found, "same").status_code == 302
    assert Designation.objects.exists()


# --- Filters.
def test_filters_narrow_by_list_jurisdiction_state_score_and_name(propose, admin, organisation, advocate):
    here = propose("Elena Lenskaya", 0.97)
    minsk = CaseFactory(owner=organisation, state=StateFactory(code="BY"))
    there = propose("Siarhei Yepikhau", 0.8, key="ca", number="Belarus/1/5", in_case=minsk)
    OfficialName.objects.create(official=here.official, text="Елена Ленская")
    here.official.save()
    for query, found in [
        ({"list": "ca"}, [there]),
        ({"jurisdiction": "US"}, [here]),
        ({"state": "BY"}, [there]),
        ({"band": "high"}, [here]),
        ({"band": "low"}, [there]),
        ({"q": "ленская"}, [here]),
        ({"q": "belarus/1/5"}, [there]),
        ({"q": there.official.reference}, [there]),
        ({"q": "nobody at all"}, []),
    ]:
        assert shown(queue(admin, **query)) == found, query


def test_a_filter_that_is_none_says_so_and_the_page_stands(propose, admin):
    page = queue(admin, list="no-such-list", band="high")
    assert page.status_code == 200
    assert "not one of the available choices" in text_of(page)


def test_the_tabs_part_what_waits_from_what_is_settled(propose, admin):
    waiting, unsure, same, changed = (propose(name) for name in ("Aa Aa", "Bb Bb", "Cc Cc", "Dd Dd"))
    decide(match=unsure, decision="unsure", by=admin)
    decide(match=same, decision="same", by=admin)
    decide(match=changed, decision="not_same", by=admin)
    changed.entry.content_hash = "other"
    changed.entry.save()
    assert set(shown(queue(admin))) == {waiting, unsure, changed}
    assert shown(queue(admin, show="changed")) == [changed]
    assert shown(queue(admin, show="unsure")) == [unsure]
    assert shown(queue(admin, show="same")) == [same]
    assert shown(queue(admin, show="not_same")) == [changed]
    assert [tab["count"] for tab in queue(admin).context["tabs"]] == [3, 1, 1, 1, 1]


def test_the_queue_is_paged(propose, admin):
    for number in range(26):
        propose(f"Person {number}", 0.9)
    first = queue(admin)
    assert len(shown(first)) == 25
    second = signed_in(admin).get(reverse("sanctions:review") + first.context["page"].next_query)
    assert len(shown(second)) == 1


# --- One match.
def test_both_records_stand_side_by_side_with_what_speaks_against(propose, admin):
    record = {
        "births": ["1979-05-07"],
        "positions": ["Head of the investigation department"],
        "reasons": "Responsible for the detention.",
        "names": [{"text": "Denis KOLESNIKOV", "kind": "primary"}, {"text": "Денис Колесников", "script": "Cyrl"}],
    }
    found = propose("Denis Kolesnikov", record=record, explanation=AGAINST)
    found.official.birth = parse_partial_date("1976")
    found.official.caution = "A namesake is listed too."
    found.official.save()
    page = text_of(signed_in(admin).get(found.get_absolute_url()))
    for words in (
        "Birth dates contradict each other.",
        "7 May 1979",
        "1976",
        "speaks against",
        "A namesake is listed too.",
        "Head of the investigation department",
        "Денис Колесников",
        "Responsible for the detention.",
        "contradicts",
    ):
        assert words in page, words


def test_dates_that_may_be_one_are_no_conflict(propose, admin):
    found = propose(record={"births": ["1974-02-17", "1975"]})
    found.official.birth = parse_partial_date("February 1974")
    found.official.save()
    assert "contradict each other" not in text_of(signed_in(admin).get(found.get_absolute_url()))


def test_a_tax_number_that_is_another_officials_is_shown_and_never_one_of_somebody_hidden(
    propose, case, admin, advocate, outsider
):
    tax = {"identifiers": [{"kind": "tax", "value": "770100000001", "country": "RU"}]}
    first = confirmed(involve(case, by=advocate).official, entry("Zadachin", record=tax), admin)
    found = propose("Danila Mikheev", record=tax)
    words = f"the same number stands for {first.official.name}"
    assert words in text_of(signed_in(admin).get(found.get_absolute_url()))
    case_of_others = CaseFactory(owner=outsider.organisation)
    first.official.involvements.update(case=case_of_others)
    page = text_of(signed_in(admin).get(found.get_absolute_url()))
    assert words not in page
    assert first.official.name not in page


def test_cases_that_the_reader_may_not_see_are_not_named_on_a_match(propose, admin, outsider, case):
    found = propose()
    hidden = CaseFactory(owner=outsider.organisation)
    involve(hidden, found.official, outsider)
    page = text_of(signed_in(admin).get(found.get_absolute_url()))
    assert case.prisoner.name in page
    assert hidden.prisoner.name not in page


def test_what_changed_since_the_decision_is_shown_field_by_field(propose, admin):
    found = propose()
    decide(match=found, decision="same", by=admin, why="The name and the court.")
    found.entry.content_hash = "other"
    found.entry.save()
    for dated, fields in [(DAY, {"births": [[], ["1974-02-17"]]}), (DAY, {"positions": [["Clerk"], ["Judge"]]})]:
        later = snapshot(dated=dated, applied_at=timezone.now())
        kind = ChangeKind.CHANGED
        Change.objects.create(snapshot=later, kind=kind, list_id=found.entry.list_id, fields=fields)
    preview = snapshot(state="waiting")
    Change.objects.create(
        snapshot=preview, kind=ChangeKind.CHANGED, list_id=found.entry.list_id, fields={"remarks": ["", "Not applied"]}
    )
    page = text_of(signed_in(admin).get(found.get_absolute_url()))
    for words in ("has changed since this was decided", "17 February 1974", "Clerk", "The name and the court."):
        assert words in page, words
    assert "Not applied" not in page


def test_earlier_decisions_stand_there_with_who_and_why_also_those_taken_back(propose, admin, staff):
    found = propose()
    decide(match=found, decision="unsure", by=staff, why="No birth date given.")
    answer(admin, Match.objects.get(), "same")
    post(admin, "match-undo", found)
    page = text_of(signed_in(admin).get(found.get_absolute_url()))
    for words in ("No birth date given.", "Stan Staff", "Alma Admin", "Taken back, so again: Unsure"):
        assert words in page, words


def test_why_somebody_decided_is_read_by_their_own_organisation_alone(propose, admin, case):
    found = propose()
    decide(match=found, decision="not_same", by=admin, why="The family told us.")
    partner = UserFactory()
    case.level = "partners"
    case.save()
    Grant.objects.create(case=case, organisation=partner.organisation)
    case.involvements.update(level="partners", approved_by=admin, approved_at=timezone.now())
    theirs = text_of(signed_in(partner).get(found.get_absolute_url()))
    assert "The family told us." not in theirs
    assert "Not the same" in theirs
    assert "The family told us." in text_of(signed_in(admin).get(found.get_absolute_url()))


# --- Deciding, and going on.
def test_after_a_decision_comes_the_next_of_the_same_queue_and_the_first_after_the_last(propose, admin):
    high, middle, low = (propose(name, score) for name, score in [("A A", 0.97), ("B B", 0.9), ("C C", 0.86)])
    propose("Elsewhere", 0.88, key="ca")
    went = answer(admin, middle, "same", query="list=us-sdn")
    assert went.url == f"{low.get_absolute_url()}?list=us-sdn&done={middle.reference}"
    went = answer(admin, low, "not_same", query="list=us-sdn")
    assert went.url.startswith(high.get_absolute_url())
    went = answer(admin, high, "same", query="list=us-sdn")
    assert went.url == f"{reverse('sanctions:review')}?list=us-sdn&done={high.reference}"
    page = signed_in(admin).get(went.url)
    assert shown(page) == []
    assert reverse("sanctions:match-undo", args=[high.reference]) in text_of(page)


def test_next_and_previous_keep_to_the_filters(propose, admin):
    high, middle, low = (propose(name, score) for name, score in [("A A", 0.97), ("B B", 0.9), ("C C", 0.86)])
    propose("Elsewhere", 0.88, key="ca")
    context = signed_in(admin).get(f"{middle.get_absolute_url()}?list=us-sdn").context
    assert context["previous_url"] == f"{high.get_absolute_url()}?list=us-sdn"
    assert context["next_url"] == f"{low.get_absolute_url()}?list=us-sdn"
    assert signed_in(admin).get(high.get_absolute_url()).context["previous_url"] == ""


def test_undo_from_the_next_page_brings_the_match_back(propose, admin):
    found, _next = propose("A A", 0.97), propose("B B", 0.9)
    following = answer(admin, found, "same", why="Sure.").url
    page = text_of(signed_in(admin).get(following))
    assert 'data-key="z"' in page
    assert post(admin, "match-undo", found).url == found.get_absolute_url()
    found.refresh_from_db()
    assert found.decision == ""
    assert not Designation.objects.exists()


def test_what_somebody_else_decided_meanwhile_is_said_and_the_reason_is_not_lost(propose, admin, staff):
    found = propose()
    before = seen_as(found)
    decide(match=found, decision="not_same", by=staff)
    said = post(admin, "match-decide", found, {"decision": "same", "seen": before, "why": "My reason."})
    assert said.status_code == 409
    assert "while you looked" in text_of(said)
    assert "My reason." in text_of(said)
    found.refresh_from_db()
    assert found.decision == "not_same"


def test_an_answer_that_is_none_is_refused_and_nothing_decided(propose, admin):
    found = propose()
    assert answer(admin, found, "perhaps").status_code == 422
    found.refresh_from_db()
    assert found.decision == ""


def test_the_single_keys_can_be_switched_off_and_on(propose, admin):
    found, client = propose(), signed_in(admin)
    assert "js/review.js" in text_of(client.get(found.get_absolute_url()))
    went = client.post(reverse("sanctions:review-keys") + "?list=us-sdn", {"match": found.reference})
    assert went.url == f"{found.get_absolute_url()}?list=us-sdn"
    page = text_of(client.get(found.get_absolute_url()))
    assert "js/review.js" not in page
    assert "data-key" not in page
    client.post(reverse("sanctions:review-keys"))
    assert 'data-key="s"' in text_of(client.get(found.get_absolute_url()))


# --- Exact ones.
@pytest.mark.parametrize(
    ("explanation", "known_number", "exact"),
    [
        (EXACT, False, True),
        (EXACT | {"points": []}, False, False),
        (EXACT | {"points": []}, True, True),
        (EXACT | {"points": [*EXACT["points"], {"what": "country", "for": False}]}, True, False),
        (EXACT | {"name": {"score": 0.97}}, True, False),
        (AGAINST, True, False),
        ({}, True, False),
    ],
)
def test_exact_is_the_name_something_more_and_nothing_against(explanation, known_number, exact):
    assert is_exact(Match(score=1.0, explanation=explanation), known_number=known_number) is exact


def test_exact_ones_are_confirmed_in_one_go_and_only_those_ticked(propose, admin, staff):
    ticked, left = propose("A A", 1.0, explanation=EXACT), propose("B B", 1.0, explanation=EXACT)
    not_exact = propose("C C", 0.98, explanation=AGAINST)
    assert [row.match for row in queue(admin).context["exact"]] == [ticked, left]
    assert not queue(staff).context["exact"]
    chosen = {"match": [ticked.reference, not_exact.reference]}
    assert signed_in(admin).post(reverse("sanctions:review-exact"), chosen).status_code == 302
    assert list(Match.objects.confirmed()) == [ticked]
    assert [row.match for row in queue(admin).context["exact"]] == [left]


def test_a_number_confirmed_in_another_list_of_the_jurisdiction_stands_for_the_birth_date(propose, admin):
    bare = EXACT | {"points": []}
    first = propose("A A", 1.0, number="40906", explanation=bare)
    same_number = entry("A A", "us-sdn-advanced", "40906")
    second = match(first.official, same_number, 1.0, explanation=bare)
    assert queue(admin).context["exact"] == []
    decide(match=first, decision="same", by=admin)
    assert [row.match for row in queue(admin).context["exact"]] == [second]


def test_a_birth_date_entered_since_the_screening_takes_a_match_out_of_the_exact_ones(propose, admin):
    found = propose("A A", 1.0, explanation=EXACT, record={"births": ["1974-02-17"]})
    found.official.birth = parse_partial_date("1974")
    found.official.save()
    assert [row.match for row in queue(admin).context["exact"]] == [found]
    found.official.birth = parse_partial_date("1962")
    found.official.save()
    assert queue(admin).context["exact"] == []
    signed_in(admin).post(reverse("sanctions:review-exact"), {"match": [found.reference]})
    assert not Match.objects.confirmed().exists()


def test_an_exact_match_that_one_may_not_see_is_not_confirmed_by_its_reference(propose, admin, outsider):
    hidden = propose("A A", 1.0, explanation=EXACT, in_case=CaseFactory(owner=outsider.organisation))
    signed_in(admin).post(reverse("sanctions:review-exact"), {"match": [hidden.reference]})
    assert not Match.objects.confirmed().exists()


def test_nothing_ticked_is_said_kindly(propose, admin):
    propose("A A", 1.0, explanation=EXACT)
    page = signed_in(admin).post(reverse("sanctions:review-exact"), follow=True)
    assert "tick the matches first" in text_of(page)


# --- What a page needs when the screening left little.
def test_an_explanation_with_holes_breaks_nothing(propose, admin):
    for hole in (
        {},
        {"name": {}},
        {"points": [{}]},
        {"name": {"tokens": [["a", "b", 0.5], []]}, "points": [{"what": "x"}]},
    ):
        found = propose(f"Hole {len(str(hole))}", explanation=hole)
        assert explained(found) is not None
        assert signed_in(admin).get(found.get_absolute_url()).status_code == 200


def test_the_empty_queue_says_what_belongs_there(admin):
    assert "Nothing waits for you" in text_of(queue(admin))


def test_a_designation_by_hand_does_not_come_into_the_queue(case, advocate, admin):
    designation(involve(case, by=advocate).official)
    assert shown(queue(admin)) == []
