"""The timeline narrowed to one group of kinds or to what is well established: what is shown, counted and said."""

import pytest

from cases.boards import Note
from cases.kinds import KindGroup
from cases.services.judging import UpdateData
from cases.services.sourcing import CitationData
from cases.services.updates import correct_update, retract_update
from core import slots
from core.partial_dates import parse_partial_date
from tests.cases.pages import HTMX, NEWS, at, log, signed_in, text_of

pytestmark = pytest.mark.django_db
SECOND = CitationData(address="https://other.example/1", publisher="Other")
COURT = CitationData(address="https://court.example/1", publisher="Court", kind="court")
NARROW = HTMX | {"HTTP_HX_TARGET": "timeline"}


@pytest.fixture
def told(case, advocate):
    """Two entries about custody and two about health, of every grade there is by sources."""
    log(case, advocate, "arrest", "11 April 2022", "Taken.", citations=(COURT,))
    log(case, advocate, "transfer", "12 April 2022", "Moved.", detail="arrived")
    log(case, advocate, "health", "13 April 2022", "Ill.", citations=(NEWS, SECOND))
    log(case, advocate, "health", "14 April 2022", "Well.")
    return case


def shown(user, case, **query):
    """The summaries on the timeline, latest first, and what narrows it."""
    timeline = signed_in(user).get(at("case", case), query).context["timeline"]
    return [update.summary for update in timeline.updates], timeline.narrowed


def counts(choices):
    return {choice.code: choice.count for choice in choices if choice.count}


def chosen(choices):
    return [choice.code for choice in choices if choice.chosen]


def test_everything_is_shown_until_somebody_narrows_it(told, advocate):
    summaries, narrowed = shown(advocate, told)
    assert summaries == ["Well.", "Ill.", "Moved.", "Taken."]
    assert not narrowed.at_all
    assert narrowed.words == "4 entries"
    assert counts(narrowed.kinds) == {"": 4, "custody": 2, "treatment": 2}
    assert counts(narrowed.grades) == {"": 4, "single_source": 4, "corroborated": 2, "officially_confirmed": 1}
    assert [choice.code for choice in narrowed.kinds] == ["", *KindGroup.values]


@pytest.mark.parametrize(
    ("query", "summaries", "words"),
    [
        ({"kind": "custody"}, ["Moved.", "Taken."], "2 of 4 entries: Custody"),
        ({"kind": "court"}, [], "0 of 4 entries: Court"),
        ({"grade": "corroborated"}, ["Ill.", "Taken."], "2 of 4 entries: Corroborated, or better"),
        ({"grade": "officially_confirmed"}, ["Taken."], "1 of 4 entries: Officially confirmed"),
        (
            {"kind": "treatment", "grade": "corroborated"},
            ["Ill."],
            "1 of 4 entries: Health and treatment · Corroborated, or better",
        ),
    ],
)
def test_it_is_narrowed_to_a_group_and_to_a_grade_at_least(told, advocate, query, summaries, words):
    found, narrowed = shown(advocate, told, **query)
    assert found == summaries
    assert narrowed.count == len(summaries)
    assert narrowed.words == words
    assert (chosen(narrowed.kinds), chosen(narrowed.grades)) == ([query.get("kind", "")], [query.get("grade", "")])


def test_each_choice_counts_what_it_would_leave_beside_the_other(told, advocate):
    _found, narrowed = shown(advocate, told, kind="custody", grade="corroborated")
    assert counts(narrowed.kinds) == {"": 2, "custody": 1, "treatment": 1}
    assert counts(narrowed.grades) == {"": 2, "single_source": 2, "corroborated": 1, "officially_confirmed": 1}


@pytest.mark.parametrize("query", [{"kind": "salary"}, {"grade": "disputed"}, {"grade": "x", "kind": "arrest"}])
def test_what_there_is_none_of_narrows_nothing(told, advocate, query):
    found, narrowed = shown(advocate, told, **query)
    assert len(found) == 4
    assert not narrowed.at_all


def test_what_was_taken_back_is_counted_in_all_and_at_no_grade(told, advocate):
    wrong = log(told, advocate, "health", "15 April 2022", "Wrong.", citations=(COURT,))
    retract_update(update=wrong, why="Not he.", by=advocate)
    assert shown(advocate, told)[1].total == 5
    found, narrowed = shown(advocate, told, grade="officially_confirmed")
    assert found == ["Taken."]
    assert narrowed.count == 1


def test_what_was_corrected_counts_once(told, advocate):
    wrong = log(told, advocate, "note", "15 April 2022", "Wrnog.")
    when = parse_partial_date("15 April 2022")
    data = UpdateData(kind="note", occurred=when, summary="Right.", citations=(NEWS,))
    correct_update(update=wrong, data=data, by=advocate, why="typo")
    found, narrowed = shown(advocate, told, kind="notes")
    assert (found, narrowed.count) == (["Right."], 1)


def test_the_counts_tell_nothing_of_what_is_hidden(told, advocate, staff):
    log(told, advocate, "verdict", "17 April 2023", "Secret.", detail="custodial", level="sealed", named=(advocate,))
    assert counts(shown(advocate, told)[1].kinds)["court"] == 1
    found, narrowed = shown(staff, told, kind="court")
    assert (found, narrowed.count, narrowed.total) == ([], 0, 4)


# --- What the apps above file between the entries.
@pytest.fixture
def note(monkeypatch):
    filed = Note(on=parse_partial_date("16 April 2022").earliest, words="Alert cleared.")
    monkeypatch.setitem(slots._providers, "timeline-notes", [lambda user, case: [filed]])


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        ({}, True),
        ({"kind": "notes"}, True),
        ({"kind": "custody"}, False),
        ({"kind": "notes", "grade": "corroborated"}, False),
    ],
)
def test_notes_filed_from_above_stand_with_our_own_and_at_no_grade(told, advocate, note, query, is_there):
    log(told, advocate, "note", "17 April 2022", "Ours.", citations=(NEWS, SECOND))
    said = text_of(signed_in(advocate).get(at("case", told), query))
    assert ("Alert cleared." in said) is is_there


# --- In place.
def test_in_place_only_the_timeline_comes_with_its_words_and_its_mark(told, advocate):
    log(told, advocate, "health", "1 March 2023", "In hospital.", level="restricted")
    said = text_of(signed_in(advocate).get(at("case", told), {"kind": "custody"}, **NARROW))
    assert "<html" not in said
    assert 'id="case-summary"' not in said
    assert "Taken." in said
    assert "In hospital." not in said
    spoken = said.split('id="timeline-said"')[1].split("</p>")[0]
    assert "hx-swap-oob" in spoken
    assert spoken.endswith("2 of 5 entries: Custody")
    # The summary on the page still tells of the hospital: on paper the stricter level stands.
    assert "Restricted" in said.split('id="paper-mark"')[1].split("</p>")[0]


def test_the_whole_page_has_one_place_to_say_it_and_says_nothing_yet(told, advocate):
    said = text_of(signed_in(advocate).get(at("case", told), {"kind": "custody"}))
    assert said.count('id="timeline-said"') == 1
    assert 'role="status"></p>' in said.split('id="timeline-said"')[1][:60]


def test_the_links_keep_the_other_choice_and_drop_the_page(told, advocate):
    said = text_of(
        signed_in(advocate).get(at("case", told), {"kind": "custody", "grade": "corroborated", "print": "1"})
    )
    nav = said.split('class="timeline-filter')[1].split("</nav>")[0]
    court = nav.split('id="kind-court"')[1].split('"')[1]
    assert "kind=court" in court
    assert "grade=corroborated" in court
    assert "print" not in court


def test_nothing_of_a_kind_says_so_and_leads_back_to_everything(told, advocate):
    said = text_of(signed_in(advocate).get(at("case", told), {"kind": "court"}))
    assert "Nothing of this kind" in said
    assert "Show everything" in said
    assert "The timeline begins with the first update" not in said


def test_an_empty_timeline_offers_nothing_to_narrow(case, advocate):
    assert "timeline-filter" not in text_of(signed_in(advocate).get(at("case", case)))
