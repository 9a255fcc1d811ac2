"""Officials past entries: what is proposed, what stays, what goes; run twice, left behind, done elsewhere."""

import sys
from datetime import date, timedelta

import pytest
from django.utils import timezone

from cases.models import OfficialName
from cases.vocabulary import OfficialKind
from core.models import Event
from core.partial_dates import PartialDate
from sanctions import analysis, screening
from sanctions.matching import THRESHOLD
from sanctions.models import Match, ScreeningRun
from sanctions.models.match import RunState
from sanctions.services.deciding import decide
from sanctions.services.screening import ask_for_screening, go_on, lying, take_up
from sanctions.tasks import screen
from sanctions.vocabulary import EntryKind
from tests.factories import OfficialFactory
from tests.sanctions.factories import entry, match

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def without_second_opinion(monkeypatch):
    """The same whether name analysis is installed here or not."""
    monkeypatch.setattr(analysis, "is_installed", lambda: False)


@pytest.fixture
def lenskaya():
    return OfficialFactory(name="Elena Anatolievna Lenskaya", native_name="Елена Анатольевна Ленская")


def screened():
    run = ask_for_screening(because="test")
    assert go_on(run) is not None
    return run


def proposed() -> set[tuple[str, str]]:
    return {(match.official.name, match.entry.number) for match in Match.objects.select_related("official", "entry")}


def test_an_entry_is_proposed_in_any_script_and_a_namesake_is_not(lenskaya):
    OfficialFactory(name="Denis Vladimirovich Kolesnikov")
    entry("Elena Anatolievna LENSKAYA", number="1")
    entry("ЛЕНСКАЯ, Елена", number="2")
    entry("Denis Sergeevich KOLESNIKOV", number="3")
    entry("Oleg LENSKY", number="4")
    screened()
    assert proposed() == {(lenskaya.name, "1"), (lenskaya.name, "2")}
    found = Match.objects.get(entry__number="1")
    assert found.score == 1
    assert found.explanation["name"]["tokens"][0] == ["elena", "elena", 1.0]
    assert found.reference.startswith("M-")
    assert found.proposed_on is not None


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Владимир Карамурза", "Vladimir KARA-MURZA"),
        ("Sergei Podoprigorov", "Sergey PODOPRIGOROW"),
        ("Sergei Podoprigorov", "Sergey PODOPRIDOROV"),
        ("刘晓波", "LIU Xiao Bo"),
        ("Liu Xiaobo", "刘晓波"),
        ("Kim Yong Bok", "김영복"),
        ("حمید رضا شریفی تهرانی", "Hamidreza SHARIFI-TEHRANI"),
        ("Ebrahim Raisi", "ابراهیم رئیسی"),
        ("Ivan Petr", "PETR Ivan"),
        ("Mohammad Ali Hassan", "Muhammad ALI HASAN"),
    ],
)
def test_what_would_score_is_among_what_is_compared(ours, theirs):
    OfficialFactory(name=ours)
    entry(theirs, number="1")
    screened()
    assert proposed() == {(ours, "1")}


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Star Shipyard", "Верфь «Звезда»"),
        ("РСХБ", "Russian Agricultural Bank"),
        ("Russian Agricultural Bank", "РСХБ"),
        ("Design Bureau of Special Machine Building", "КБСМ"),
        ("КБСМ", "Design Bureau of Special Machine Building"),
        ("Federal Guard Service", "Федеральная служба охраны Российской Федерации"),
        ("GSK CNC Equipment", "广州数控设备有限公司"),
    ],
)
def test_a_body_known_by_its_first_letters_or_in_translation_is_among_what_is_compared(ours, theirs):
    OfficialFactory(name=ours, kind=OfficialKind.BODY)
    entry(theirs, number="1", kind=EntryKind.BODY, record={"kind": "body"})
    entry("Ministry of Fish", number="2", kind=EntryKind.BODY, record={"kind": "body"})
    screened()
    assert proposed() == {(ours, "1")}


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Joshua WONG Chi-fung", "黃之鋒"),
        ("黃之鋒", "Joshua WONG Chi-fung"),
        ("HSIEH Chih-wei", "謝志偉"),
        ("Ilham Tohti", "伊力哈木·土赫提"),
        ("伊力哈木·土赫提", "Ilham Tohti"),
    ],
)
def test_a_name_in_han_is_among_what_is_compared_however_it_is_romanised(ours, theirs):
    OfficialFactory(name=ours)
    entry(theirs, number="1")
    entry("CHAN Tai-man", number="2")
    screened()
    assert proposed() == {(ours, "1")}


def test_every_name_of_an_official_is_looked_for():
    official = OfficialFactory(name="A. B. Unlike")
    OfficialName.objects.create(official=official, text="Ilya Pavlovich Kozlov")
    entry("Ilya KOZLOV", number="1")
    screened()
    assert proposed() == {(official.name, "1")}


def test_bodies_are_compared_with_bodies_and_vessels_with_nobody():
    OfficialFactory(name="Moscow City Court", kind=OfficialKind.BODY)
    OfficialFactory(name="Basmanny District Court", kind=OfficialKind.BODY)
    OfficialFactory(name="Lena Kozlova")
    entry("Moscow City Court", number="1", kind=EntryKind.BODY, record={"kind": "body"})
    entry("Basmannyy District Court of Moscow", number="2", kind=EntryKind.BODY, record={"kind": "body"})
    entry("Saint Petersburg City Court", number="3", kind=EntryKind.BODY, record={"kind": "body"})
    entry("Basmanny DISTRICT COURT", number="4")
    entry("Lena KOZLOVA", number="5", kind=EntryKind.VESSEL, record={"kind": "vessel"})
    screened()
    assert proposed() == {("Moscow City Court", "1"), ("Basmanny District Court", "2")}


def test_a_conflict_of_birth_dates_lowers_and_is_shown():
    official = OfficialFactory(name="Denis Vladimirovich Kolesnikov", birth=PartialDate(date(1976, 5, 4)))
    entry(official.name, number="1", record={"births": ["1951"]})
    screened()
    found = Match.objects.get()
    assert THRESHOLD <= found.score < 1
    birth = next(point for point in found.explanation["points"] if point["what"] == "birth")
    assert (birth["for"], birth["ours"], birth["theirs"]) == (False, "1976-05-04", "1951")


def test_what_is_gone_from_its_list_is_not_proposed_anew_and_an_open_question_about_it_stays(lenskaya):
    gone = entry("Elena LENSKAYA", number="1", gone_since=date(2023, 4, 1))
    screened()
    assert not Match.objects.exists()
    match(lenskaya, gone)
    screened()
    assert Match.objects.count() == 1


def test_run_again_it_changes_nothing_and_says_that_nothing_is_new(lenskaya):
    entry("Elena LENSKAYA")
    first = screened()
    before = list(Match.objects.values())
    again = screened()
    first.refresh_from_db()
    assert (first.proposed, again.proposed) == (1, 0)
    assert list(Match.objects.values()) == before


def test_an_undecided_proposal_follows_the_names_and_goes_when_it_no_longer_scores(lenskaya):
    listed = entry("Elena LENSKAYA")
    screened()
    before = Match.objects.get()
    listed.record["names"][0]["text"] = "Elena Anatolievna LENSKAYA"
    listed.save()
    screened()
    after = Match.objects.get()
    assert (after.pk, after.explanation["name"]["theirs"]) == (before.pk, "Elena Anatolievna LENSKAYA")
    assert after.score > before.score
    listed.record["names"][0]["text"] = "Oleg PETROV"
    listed.save()
    screened()
    assert not Match.objects.exists()


@pytest.mark.parametrize("decision", ["same", "not_same", "unsure"])
def test_what_a_person_decided_is_never_touched(lenskaya, admin, decision):
    listed = entry("Elena LENSKAYA")
    screened()
    decide(match=Match.objects.get(), decision=decision, by=admin)
    before = Match.objects.values().get()
    listed.record["names"][0]["text"] = "Oleg PETROV"
    listed.save()
    screened()
    assert Match.objects.values().get() == before


def test_officials_merged_away_are_not_screened(lenskaya):
    OfficialFactory(name="Yelena Lenskaya", merged_into=lenskaya)
    entry("Elena LENSKAYA")
    screened()
    assert Match.objects.get().official == lenskaya


def test_a_run_about_one_official_leaves_the_others_alone(lenskaya):
    other = OfficialFactory(name="Ilya Kozlov")
    entry("Elena LENSKAYA", number="1")
    entry("Ilya KOZLOV", number="2")
    assert go_on(ask_for_screening(official=other)) is not None
    assert proposed() == {("Ilya Kozlov", "2")}


def test_a_run_says_how_far_it_is_and_what_it_came_to(lenskaya, admin, monkeypatch):
    monkeypatch.setattr(screening, "STEP", 4)
    for number in range(9):
        entry(f"Somebody Else{number}", number=str(number))
    entry("Elena LENSKAYA", number="99")
    run = ask_for_screening(because="list:us-sdn", by=admin)
    steps = []
    monkeypatch.setattr("sanctions.services.screening._progress", lambda run, done: steps.append(done))
    go_on(run)
    run.refresh_from_db()
    assert steps == [4, 8]
    assert (run.state, run.done, run.total, run.proposed) == (RunState.DONE, 10, 10, 1)
    assert (run.leased_until, run.finished_at is not None) == (None, True)
    event = Event.objects.get(action="screened")
    assert (event.by, event.target) == (admin, run.reference)
    assert event.facts == {"because": "list:us-sdn", "officials": 1, "proposed": 1}


def test_without_name_analysis_it_works_and_says_how_to_get_it(lenskaya):
    assert "make setup-names" in screened().message


def test_with_name_analysis_a_word_that_it_knows_as_the_same_name_counts(lenskaya, monkeypatch):
    official = OfficialFactory(name="Peggy Smith")
    entry("Margaret SMITH", number="1")
    screened()
    assert (official.name, "1") not in proposed()
    known = {frozenset({"peggy", "margaret"})}
    monkeypatch.setattr(analysis, "variants", lambda: lambda one, other: frozenset({one, other}) in known)
    assert screened().message == ""
    assert (official.name, "1") in proposed()


def test_nothing_of_name_analysis_is_loaded_until_it_is_asked():
    assert analysis.variants() is None
    assert "sanctions.analysis" in sys.modules
    assert not hasattr(analysis, "rigour")


# --- Whose a run is.
def test_a_run_is_asked_for_once_while_it_waits(lenskaya):
    first = ask_for_screening(because="one")
    assert ask_for_screening(because="two") == first
    assert ask_for_screening(official=lenskaya) != first
    go_on(first)
    assert ask_for_screening(because="three") != first


def test_a_run_in_hand_is_left_alone_and_one_left_behind_is_taken_up(lenskaya):
    entry("Elena LENSKAYA")
    run = ask_for_screening()
    now = timezone.now()
    ScreeningRun.objects.update(state=RunState.RUNNING, leased_until=now + timedelta(minutes=1))
    assert lying() == []
    assert go_on(run) is None
    ScreeningRun.objects.update(leased_until=now - timedelta(seconds=1))
    assert lying() == [run]
    assert go_on(run) is not None
    assert lying() == []
    assert go_on(run) is None


def test_a_run_that_breaks_ends_with_a_sentence_and_writes_nothing(lenskaya, monkeypatch):
    entry("Elena LENSKAYA")
    run = ask_for_screening()
    monkeypatch.setattr("sanctions.services.screening._bring_up_to_date", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        go_on(run)
    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert "ZeroDivisionError" in run.message
    assert not Match.objects.exists()


def test_a_run_that_takes_worker_after_worker_down_is_given_up(lenskaya):
    ask_for_screening()
    ScreeningRun.objects.update(state=RunState.RUNNING, created_at=timezone.now() - timedelta(hours=2))
    assert lying() == []
    assert ScreeningRun.objects.get().state == RunState.FAILED


def test_a_worker_of_the_screening_queue_screens_itself(lenskaya, settings):
    settings.SCREENING_QUEUE = "screening"
    entry("Elena LENSKAYA")
    ask_for_screening()
    assert screen() == 1
    assert Match.objects.count() == 1
    assert screen() == 0


def test_any_other_worker_starts_a_process_that_ends(lenskaya, settings, monkeypatch):
    settings.SCREENING_QUEUE = ""
    run = ask_for_screening()
    started = []

    class Done:
        returncode = 0

    def note(command, **options):
        started.append((command, options["timeout"]))
        return Done()

    monkeypatch.setattr("sanctions.services.screening.subprocess.run", note)
    assert take_up() == 1
    ((command, _timeout),) = started
    assert command[0] == sys.executable
    assert command[2:] == ["screen", "--run", run.reference]
