"""Lists fetched by themselves: what is due, downloading within bounds, failures that are kept and tried again."""

import threading
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.utils import timezone

from core.models import Event
from sanctions.importing import fetching
from sanctions.importing.fetching import FetchFailed, addresses_of, claim, download, due, https_only, pause_after
from sanctions.models import Entry, ListSource, Snapshot
from sanctions.services.fetches import ask_for_fetch, fetch_lists, set_fetching
from sanctions.tasks import fetch_lists as fetch_lists_task
from sanctions.tasks import go_on_imports
from sanctions.vocabulary import SnapshotState
from tests.sanctions.factories import source
from tests.sanctions.lists import applied, canada, people

MORNING = datetime(2026, 3, 2, 5, 30, tzinfo=UTC)


class Publisher(BaseHTTPRequestHandler):
    """What a publisher's server answers, by path; `seen` is what it was asked."""

    pages: dict[str, bytes] = {}
    seen: list[tuple[str, str]] = []

    def do_GET(self):
        self.seen.append((self.path, self.headers["User-Agent"]))
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
            self.end_headers()
        elif self.path == "/cut-off":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"only this")
        elif self.path == "/silent":
            self.server.released.wait(10)
        elif self.path == "/refuses":
            self.send_error(403)
        elif self.path in self.pages:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(self.pages[self.path])
        else:
            self.send_error(404)

    def log_message(self, *args):
        pass


@pytest.fixture
def publisher():
    """A server on this machine; `publisher("/list.xml", b"…")` puts a file there and gives its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Publisher)
    server.released = threading.Event()
    Publisher.pages, Publisher.seen = {}, []
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def put(path: str, content: bytes | None = None) -> str:
        if content is not None:
            Publisher.pages[path] = content
        return f"http://127.0.0.1:{server.server_port}{path}"

    yield put
    server.released.set()
    server.shutdown()
    server.server_close()


def on_this_machine(address: str) -> bool:
    """Stands in for `https_only`: a test has no certificate."""
    return address.startswith("http://127.0.0.1:")


def set_up(address, key="ca", **fields) -> ListSource:
    ListSource.objects.filter(key=key).update(**{"address": address, "fetch": True, "hour": 5, **fields})
    return source(key)


def run(now=None) -> int:
    """The sweep, and the worker that reads what came."""
    count = fetch_lists(now, allowed=on_this_machine)
    go_on_imports()
    return count


# --- Downloading
def test_only_https_is_fetched_after_a_redirect_too(publisher, tmp_path):
    assert https_only("https://lists.example/a.xml")
    for address in ("http://lists.example/a.xml", "file:///etc/passwd", "ftp://lists.example/a"):
        with pytest.raises(FetchFailed, match="https://"):
            download(address, str(tmp_path / "a"))
    with pytest.raises(FetchFailed, match="not allowed"):
        download(publisher("/to/file:///etc/passwd"), str(tmp_path / "a"), allowed=on_this_machine)
    with pytest.raises(FetchFailed, match="https://"):
        download(publisher("/to/http://localhost/a"), str(tmp_path / "a"), allowed=on_this_machine)


def test_a_redirect_that_is_allowed_is_followed_and_names_the_file(publisher, tmp_path):
    target = publisher("/lists/sdn_2023-03-02.csv", b"content")
    name = download(publisher(f"/to/{target}"), str(tmp_path / "a"), allowed=on_this_machine, user_agent="Mozilla/5.0")
    assert (name, (tmp_path / "a").read_bytes()) == ("sdn_2023-03-02.csv", b"content")
    assert {agent for _path, agent in Publisher.seen} == {"Mozilla/5.0"}


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/refuses", "user agent"),
        ("/gone", "the address has changed"),
        ("/cut-off", "9 of 1000 bytes"),
        ("/large", "no list is that large"),
        ("/silent", "in time"),
    ],
)
def test_what_cannot_be_had_is_said_so_that_an_admin_can_mend_it(path, said, publisher, tmp_path):
    publisher("/large", b"x" * 2000)
    bounds = {"largest": 1000, "silence": 0.3}
    with pytest.raises(FetchFailed, match=said):
        download(publisher(path), str(tmp_path / "a"), allowed=on_this_machine, **bounds)


def test_a_server_that_drips_is_left_in_the_end(publisher, tmp_path):
    publisher("/list", b"x" * 10)
    with pytest.raises(FetchFailed, match="too slowly"):
        download(publisher("/list"), str(tmp_path / "a"), allowed=on_this_machine, longest=-1)


def test_nobody_there_is_no_crash(tmp_path):
    with pytest.raises(FetchFailed, match="could not be reached"):
        download("http://127.0.0.1:1/list", str(tmp_path / "a"), allowed=on_this_machine)


def test_what_stands_beside_a_list_is_fetched_with_it():
    """Without its aliases OFAC's list would take them from every entry."""
    us = ListSource(key="us-sdn", address="https://lists.example/ofac/SDN.CSV")
    ofac = "https://lists.example/ofac/"
    assert addresses_of(us) == [ofac + name for name in ("SDN.CSV", "ALT.CSV", "ADD.CSV", "SDN_COMMENTS.CSV")]
    us.address = ofac + "sdn.csv"
    assert addresses_of(us)[1] == ofac + "alt.csv"
    us.address = ofac + "sdn.xml"
    assert addresses_of(us) == [us.address]
    assert addresses_of(ListSource(key="ca", address=ofac + "sdn.csv")) == [ofac + "sdn.csv"]


# --- What is due
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, True),
        ({"fetch": False}, False),
        ({"address": ""}, False),
        ({"tried_at": MORNING - timedelta(minutes=20)}, False),  # at 5:10, after its hour
        ({"tried_at": MORNING - timedelta(hours=1)}, True),  # at 4:30, before it
        ({"hour": 6, "tried_at": MORNING - timedelta(hours=1)}, False),  # its hour has not come
        ({"hour": 6, "tried_at": MORNING - timedelta(hours=24)}, True),  # yesterday's was missed
        ({"tried_at": MORNING, "next_try_at": MORNING + timedelta(minutes=1)}, False),
        ({"tried_at": MORNING, "next_try_at": MORNING}, True),
        ({"fetch": False, "next_try_at": MORNING}, True),  # somebody asked for it now
    ],
)
def test_a_list_is_due_once_its_hour_has_come_or_it_is_to_be_tried_again(fields, expected):
    set_up(**{"address": "https://lists.example/a", **fields})
    assert [one.key for one in due(MORNING)] == (["ca"] if expected else [])


@pytest.mark.django_db
def test_hours_are_the_organisations(settings):
    settings.TIME_ZONE = "America/New_York"
    timezone.get_default_timezone.cache_clear()
    try:
        set_up("https://lists.example/a", tried_at=MORNING - timedelta(hours=10))  # 14:30 the day before
        assert due(MORNING) == []  # half past midnight
        assert due(MORNING + timedelta(hours=5))
    finally:
        timezone.get_default_timezone.cache_clear()


@pytest.mark.django_db
def test_two_workers_do_not_fetch_the_same_list_and_a_dead_ones_is_taken_up():
    first = second = set_up("https://lists.example/a")
    assert claim(first, MORNING)
    assert not claim(second, MORNING)
    assert due(MORNING + timedelta(minutes=10)) == []
    assert due(MORNING + fetching.CLAIM)


# --- From the address to the entries
@pytest.mark.django_db
def test_what_was_fetched_is_applied_by_itself_under_nobodys_name(publisher):
    set_up(publisher("/sema_2023-03-01.xml", canada(*people(3))))
    assert run() == 1
    fetched = Snapshot.objects.get()
    assert (fetched.state, fetched.by, fetched.dated) == (SnapshotState.APPLIED, None, date(2023, 3, 1))
    assert Entry.objects.count() == 3
    assert run() == 0  # until tomorrow


@pytest.mark.django_db
def test_nothing_new_leaves_no_import_behind_and_another_day_does(publisher):
    set_up(publisher("/sema_2023-03-01.xml", canada(*people(3))))
    run()
    tomorrow = timezone.now() + timedelta(days=1, minutes=1)
    assert run(tomorrow) == 1
    assert Snapshot.objects.count() == 1
    set_up(publisher("/sema_2023-04-01.xml", canada(*people(3))))
    run(tomorrow + timedelta(days=1))
    assert [one.dated.month for one in Snapshot.objects.all()] == [4, 3]
    assert set(Entry.objects.values_list("last_seen_on", flat=True)) == {date(2023, 4, 1)}


@pytest.mark.django_db
def test_a_guard_makes_a_fetched_list_wait_for_an_admin(publisher, admin):
    applied(canada(*people(40)), admin, dated=date(2023, 3, 1))
    set_up(publisher("/sema_2023-04-01.xml", canada(*people(10))))
    run()
    waiting = Snapshot.objects.first()
    assert (waiting.state, len(waiting.guards)) == (SnapshotState.WAITING, 1)
    assert Entry.objects.current().count() == 40
    assert source("ca").failing_since is None  # it was fetched and could be read
    ListSource.objects.filter(key="ca").update(failures=1, failing_since=date(2023, 4, 2))
    run(timezone.now() + timedelta(days=1, minutes=1))
    assert Snapshot.objects.count() == 2  # the same files wait already
    assert source("ca").failing_since is None


@pytest.mark.django_db
def test_a_failure_keeps_the_last_import_is_kept_with_its_reason_and_tried_again(publisher, admin):
    applied(canada(*people(2)), admin, dated=date(2023, 3, 1))
    set_up(publisher("/sema.xml"))
    assert run() == 0
    first = source("ca")
    assert (first.failures, first.failing_since) == (1, timezone.localdate())
    assert "404" in first.last_error
    assert Entry.objects.current().count() == 2
    assert run() == 0
    assert source("ca").failures == 1  # not before the pause is over

    run(first.next_try_at)
    again = source("ca")
    assert (again.failures, again.failing_since) == (2, first.failing_since)
    assert again.next_try_at - timezone.now() > first.next_try_at - timezone.now()

    publisher("/sema.xml", canada(*people(3)))
    assert run(again.next_try_at) == 1
    mended = source("ca")
    assert (mended.failures, mended.failing_since, mended.last_error, mended.next_try_at) == (0, None, "", None)
    assert Entry.objects.current().count() == 3


@pytest.mark.django_db
def test_a_page_where_a_list_should_be_counts_as_a_failure(publisher):
    set_up(publisher("/sema.xml", b"<html>Our lists have moved</html>"))
    run()
    assert Snapshot.objects.get().state == SnapshotState.REFUSED
    assert "does not look like this list" in source("ca").last_error
    assert source("ca").next_try_at is not None


@pytest.mark.django_db
def test_one_list_that_fails_stops_no_other_nor_does_a_fault_of_ours(publisher, monkeypatch, caplog):
    set_up(publisher("/gone"), key="us-sdn")
    set_up(publisher("/sema.xml", canada(*people(2))))
    set_up(publisher("/un.xml"), key="un")
    plain = fetching.download_list

    def broken(one, folder, **more):
        if one.key == "un":
            raise ZeroDivisionError
        return plain(one, folder, **more)

    monkeypatch.setattr(fetching, "download_list", broken)
    assert run() == 1
    assert Entry.objects.count() == 2
    assert source("us-sdn").failures == source("un").failures == 1
    assert "our side" in source("un").last_error


@pytest.mark.django_db
def test_the_sweep_with_nothing_due_does_nothing():
    fetch_lists_task()
    assert not Snapshot.objects.exists()


def test_the_pause_doubles_and_has_an_end():
    hours = [pause_after(failures).total_seconds() / 3600 for failures in range(1, 9)]
    assert hours == [0.25, 0.5, 1, 2, 4, 8, 12, 12]
    assert pause_after(10_000) == fetching.LONGEST_PAUSE


# --- Saying whence
@pytest.mark.django_db
def test_settings_are_kept_with_their_history_and_a_new_address_is_tried_afresh(admin):
    set_up("https://lists.example/old", failures=3, failing_since=date(2023, 1, 1), next_try_at=MORNING)
    fields = {"address": "https://lists.example/new", "user_agent": "Mozilla/5.0", "hour": 7, "fetch": True}
    kept = set_fetching(source=source("ca"), by=admin, **fields)
    again = set_fetching(source=source("ca"), by=admin, **fields)
    assert (kept.failures, kept.failing_since, kept.next_try_at) == (0, None, None)
    assert again.address == "https://lists.example/new"
    assert source("ca").history.count() == 1
    assert Event.objects.filter(action="list-fetching-set", target="ca").count() == 1


@pytest.mark.django_db
def test_asked_for_it_is_fetched_at_once_and_a_failure_of_that_is_not_tried_for_ever(publisher, admin):
    set_up(publisher("/sema.xml"), fetch=False)
    assert run() == 0
    ask_for_fetch(source=source("ca"), by=admin)
    run()
    assert source("ca").failures == 1
    assert source("ca").next_try_at is None
    assert due(timezone.now() + timedelta(days=9)) == []
