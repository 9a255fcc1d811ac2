"""Loading the demonstration, walking it, starting again, reading its mail."""

import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Role
from cases.folding import drift
from cases.models import Case, Citation, Involvement, KeyDate, Official, Prisoner, Source, Update
from cases.services.updates import check_nothing_new
from cases.vocabulary import Status
from core.clock import real_today
from demo.calendar import days_to_walk, demo_day, next_event_day
from demo.facts import load_facts
from demo.mailbox import letters
from demo.models import FIRST_DAY, Walk, WalkState
from demo.people import address, give_logins, load_people, logins_file
from demo.tasks import advance
from demo.walking import AlreadyWalking, begin_walk, entered_by_users, go_on, live
from reminders.models import Alert, Message

KARA_MURZA = "RU-22-7F3K"
# Rules about somebody in custody: none of them may stand once he is free.
CUSTODY_RULES = ["R1", "R2", "R7", "R13", "R14", "R15", "R16a", "R16b", "R17", "R18", "R18b"]


def counts():
    return [model.objects.count() for model in (Case, Update, Citation, Source, KeyDate, Official, Involvement, Alert)]


def press(client, step, **more):
    """Press a button of the banner and let the worker do its part."""
    response = client.post(reverse("demo:move"), {"step": step, "back": "/", **more})
    advance()
    return response


def signed_in(client, role=Role.ADVOCATE):
    user = User.objects.get(email=address(role))
    client.force_login(user)
    return user


def test_the_first_day_shows_the_advocate_kara_murza_s_alert_and_mails_it(first_day, client):
    user = signed_in(client)
    page = client.get(reverse("reports:today")).content.decode()
    assert KARA_MURZA in page
    assert "Kara-Murza" in page
    code_name = Case.objects.get(reference=KARA_MURZA).code_name
    mine = [letter for letter in letters(limit=50) if letter.to == user.email]
    assert any(code_name in letter.text for letter in mine)
    assert not any("Kara-Murza" in letter.text + letter.subject for letter in letters(limit=50))


def test_loading_it_twice_changes_nothing(first_day):
    before = counts(), Message.objects.count()
    live(FIRST_DAY)
    assert (counts(), Message.objects.count()) == before


def test_nothing_of_the_future_is_loaded(first_day):
    assert not Update.objects.filter(logged_on__gt=first_day).exists()
    assert not KeyDate.objects.filter(resolved_on__gt=first_day).exists()
    assert not Involvement.objects.filter(known_on__gt=first_day).exists()
    assert Case.objects.get(reference=KARA_MURZA).status == Status.CONVICTED_APPEAL


def test_every_person_of_the_facts_is_there_in_the_end_and_every_fact_once(demo_on):
    live(date(2025, 12, 31))
    facts = load_facts()
    assert Prisoner.objects.count() == len(facts.dossiers) == 10
    assert Update.objects.count() == sum(len(dossier.updates) for dossier in facts.dossiers.values())
    assert set(Case.objects.values_list("reference", flat=True)) == {
        dossier.case.reference for dossier in facts.dossiers.values()
    }
    assert not [one for case in Case.objects.all() for one in drift(case)]


STATUS_ON = {
    "2022-04-13": "administrative_detention",
    "2022-05-01": "pretrial",
    "2023-05-01": "convicted_appeal",
    "2023-09-01": "serving",
    "2024-08-01": "released",
}


def test_after_the_whole_story_any_day_of_it_can_be_asked_and_replayed(demo_on):
    live(date(2024, 8, 2))
    assert {day: said("status_on", KARA_MURZA, day).strip() for day in STATUS_ON} == STATUS_ON

    lines = said("replay", KARA_MURZA, "--from", "2022-04-01", "--to", "2024-08-02", "--json").splitlines()
    events = [json.loads(line) for line in lines]
    place = [(one["date"], one["event"]) for one in events if one["code"] == "R16b" and one["event"] != "escalated"]
    assert place[-2:] == [("2024-01-29", "opened"), ("2024-01-30", "cleared")]
    last = {(one["code"], one["subject"]): one["event"] for one in events}
    assert not [key for key, event in last.items() if event != "cleared" and key[0] in CUSTODY_RULES]


def said(*command):
    """What a management command prints."""
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


def test_status_on_says_what_is_wrong_with_a_bad_day_or_reference(first_day):
    with pytest.raises(CommandError, match="is no day"):
        call_command("status_on", KARA_MURZA, "13.4.2022")
    with pytest.raises(CommandError, match="No case"):
        call_command("status_on", "RU-22-XXXX", "2022-04-13")


@pytest.mark.slow
def test_next_event_pressed_until_august_2024_ends_with_him_released_and_his_alerts_closed(first_day, client):
    signed_in(client)
    while demo_day() < date(2024, 8, 1):
        response = press(client, "next-event")
        walk = Walk.objects.latest("pk")
        assert response.headers["Location"] == walk.get_absolute_url()
        assert walk.state == WalkState.ARRIVED
    case = Case.objects.get(reference=KARA_MURZA)
    assert (case.status, case.released_on) == (Status.RELEASED, date(2024, 8, 1))
    assert not Alert.objects.filter(case=case, cleared_on=None, rule__in=CUSTODY_RULES).exists()


def test_next_day_moves_one_day_and_next_event_to_the_next_thing_that_happened(first_day, client):
    signed_in(client)
    press(client, "next-day")
    assert demo_day() == date(2023, 4, 21)
    assert Update.objects.filter(occurred_on=date(2023, 4, 21)).exists()
    expected = next_event_day(demo_day())
    press(client, "next-event")
    assert demo_day() == expected


def test_a_day_it_cannot_go_to_is_said_and_moves_nothing(first_day, client):
    signed_in(client)
    for posted, words in (
        ({"step": "to", "to": "30 February 2024"}, "does not exist"),
        ({"step": "to", "to": "1 March 2023"}, "moves forward only"),
        ({"step": "to", "to": "1 March 2099"}, "moves forward only"),
        ({"step": "sideways"}, "Choose where to go"),
        ({}, "Choose where to go"),
    ):
        assert words in client.post(reverse("demo:move"), posted, follow=True).content.decode()
    assert not Walk.objects.exists()
    assert demo_day() == FIRST_DAY


def test_it_never_sends_anybody_to_another_site(first_day, client):
    signed_in(client)
    for back in ("https://evil.example/", "//evil.example", "javascript:alert(1)", ""):
        assert client.post(reverse("demo:move"), {"back": back}).headers["Location"] == "/"


def test_start_again_warns_of_what_people_entered_and_then_deletes_it(first_day, client):
    user = signed_in(client)
    case = Case.objects.get(reference=KARA_MURZA)
    check_nothing_new(case=case, asked="The lawyer", by=user)
    assert entered_by_users() == 1
    warned = press(client, "start-again").content.decode()
    assert "1 update that somebody entered" in warned
    assert entered_by_users() == 1
    press(client, "start-again", confirmed="1")
    assert (demo_day(), entered_by_users()) == (FIRST_DAY, 0)
    assert Case.objects.get(reference=KARA_MURZA).status == Status.CONVICTED_APPEAL


def test_only_one_walk_goes_on_at_a_time(first_day):
    by = User.objects.get(email=address(Role.STAFF))
    walk = begin_walk(to=date(2023, 4, 21), by=by)
    with pytest.raises(AlreadyWalking) as under_way:
        begin_walk(to=date(2023, 4, 22), by=by)
    assert under_way.value.walk == walk


def test_a_walk_whose_worker_died_is_taken_up_where_it_was_and_one_that_is_held_is_left_alone(first_day):
    by = User.objects.get(email=address(Role.STAFF))
    walk = begin_walk(to=date(2023, 4, 28), by=by)
    live(date(2023, 4, 21))
    Walk.objects.filter(pk=walk.pk).update(leased_until=timezone.now() + timedelta(minutes=1))
    assert not go_on(walk)
    Walk.objects.filter(pk=walk.pk).update(leased_until=timezone.now() - timedelta(minutes=1))
    assert go_on(walk)
    assert demo_day() == date(2023, 4, 28)


def test_a_walk_that_fails_says_so_and_the_next_goes_on(first_day, monkeypatch):
    by = User.objects.get(email=address(Role.STAFF))
    walk = begin_walk(to=date(2023, 4, 28), by=by)
    with monkeypatch.context() as broken:
        broken.setattr("demo.walking.live", lambda day: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            go_on(walk)
    walk.refresh_from_db()
    assert (walk.state, walk.error) == (WalkState.FAILED, "division by zero")
    assert go_on(begin_walk(to=date(2023, 4, 28), by=by))


def test_the_progress_page_follows_a_walk_and_then_goes_back(first_day, client):
    by = signed_in(client)
    walk = begin_walk(to=date(2023, 4, 28), by=by)
    page = client.get(walk.get_absolute_url()).content.decode()
    assert "<progress" in page
    fragment = client.get(walk.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    go_on(walk)
    arrived = client.get(walk.get_absolute_url(), headers={"HX-Request": "true"})
    assert arrived.headers["HX-Redirect"] == "/"


def test_the_mail_can_be_read_on_a_page_and_an_unknown_one_is_missing(first_day, client):
    signed_in(client)
    listed = client.get(reverse("demo:mail-list")).content.decode()
    letter = letters(limit=1)[0]
    assert letter.subject in listed
    assert letter.message_id.strip("<>") in client.get(reverse("demo:mail", args=[letter.name])).content.decode()
    assert client.get(reverse("demo:mail", args=["0123456789abcdef"])).status_code == 404


def test_outside_the_demonstration_none_of_it_exists(db, client, staff, settings):
    client.force_login(staff)
    for url in (reverse("demo:mail-list"), reverse("demo:mail", args=["x"]), reverse("demo:walk", args=["W-1"])):
        assert client.get(url).status_code == 404
    assert client.post(reverse("demo:move"), {"step": "today"}).status_code == 404
    assert "banner-demo" not in client.get(reverse("reports:today")).content.decode()
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("load_demo")
    assert not User.objects.filter(email=address(Role.ADMIN)).exists()


def test_load_demo_prints_four_logins_that_work_and_keeps_them(demo_on, client):
    out = StringIO()
    call_command("load_demo", stdout=out)
    text = logins_file().read_text()
    assert text.strip() in out.getvalue()
    assert oct(logins_file().stat().st_mode & 0o777) == "0o600"
    for role in Role:
        login, password = next(line.split()[-2:] for line in text.splitlines() if line.startswith(str(role.label)))
        assert client.login(email=login, password=password)
    assert give_logins(load_people()) == text


def test_load_demo_until_a_day_moves_there_and_refuses_what_is_no_day(demo_on):
    call_command("load_demo", "--until", "2023-05-01", stdout=StringIO())
    assert demo_day() == date(2023, 5, 1)
    call_command("load_demo", "--reset", stdout=StringIO())
    assert demo_day() == FIRST_DAY
    for text, words in (("1 May", "is no day"), (str(real_today() + timedelta(days=1)), "in the future")):
        with pytest.raises(CommandError, match=words):
            call_command("load_demo", "--until", text)


def test_demo_cases_says_which_reference_stands_for_whom(db):
    out = StringIO()
    call_command("demo_cases", "--json", stdout=out)
    references = json.loads(out.getvalue())
    assert references["kara-murza"] == KARA_MURZA
    assert len(set(references.values())) == 10


def test_a_walk_ends_on_its_last_day_even_when_nothing_happened_then():
    days = days_to_walk(FIRST_DAY, date(2023, 4, 25))
    assert days[-1] == date(2023, 4, 25)
    assert days == sorted(set(days))
    assert next_event_day(date(2030, 1, 1)) is None
