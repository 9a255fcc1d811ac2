"""The steps of an import: stored, read, looked at, applied or dropped; a worker that dies; two at once."""

import logging
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.utils import timezone

from core import leasing
from core.models import Event
from sanctions.lists.shapes import NotThisList
from sanctions.models import Change, Entry, ScreeningRun, Snapshot, SnapshotFile
from sanctions.services import imports
from sanctions.services.imports import begin_import, decide_import, drop_import, go_on, import_files
from sanctions.tasks import go_on_imports
from sanctions.vocabulary import ChangeKind, SnapshotState
from tests.sanctions.factories import source
from tests.sanctions.lists import applied, canada, people, read, record, upload, uploaded

pytestmark = pytest.mark.django_db

MAY, JUNE = date(2023, 5, 3), date(2023, 6, 3)


def written(tmp_path, content, name="sema-lmes.xml"):
    path = tmp_path / name
    path.write_bytes(content)
    return {name: str(path)}


# --- The plain way
def test_an_upload_is_read_waits_and_is_applied_only_when_somebody_says_so(admin):
    snapshot = read(canada(*people(3)), admin, dated=MAY)
    assert (snapshot.state, snapshot.added, Entry.objects.count()) == (SnapshotState.WAITING, 3, 0)
    assert snapshot.changes.filter(kind=ChangeKind.ADDED).count() == 3

    decide_import(snapshot=snapshot, by=admin)
    assert go_on(snapshot)
    snapshot.refresh_from_db()
    assert (snapshot.state, snapshot.dated, snapshot.dated_by) == (SnapshotState.APPLIED, MAY, "given by hand")
    assert Entry.objects.count() == 3
    assert not SnapshotFile.objects.exists()
    assert ScreeningRun.objects.filter(because="list:ca").exists()
    said = set(Event.objects.about(snapshot.reference).values_list("action", "by__email"))
    assert said == {("list-uploaded", admin.email), ("list-applied", admin.email)}


def test_the_day_that_was_shown_is_the_day_that_is_applied(admin):
    snapshot = begin_import(source=source("ca"), uploads=[upload(canada(*people(1)), "sema_2023-05-03.xml")], by=admin)
    go_on(snapshot)
    decide_import(snapshot=snapshot, by=admin)
    go_on(snapshot)
    snapshot.refresh_from_db()
    assert (snapshot.dated, snapshot.dated_by, snapshot.dated_by_hand) == (MAY, "the file’s name", False)


def test_what_is_over_is_not_taken_up_again(admin):
    snapshot = applied(canada(*people(2)), admin, dated=MAY)
    assert not go_on(snapshot)
    assert go_on_imports() == 0


def test_the_sweep_takes_up_what_lies_the_oldest_first(admin):
    first, second = uploaded(canada(*people(2)), admin, dated=MAY), uploaded(canada(*people(3)), admin, dated=JUNE)
    assert go_on_imports() == 2
    assert {one.state for one in Snapshot.objects.filter(pk__in=[first.pk, second.pk])} == {SnapshotState.WAITING}


# --- Twice
def test_a_form_sent_twice_is_one_import(admin):
    first, again = (uploaded(canada(*people(2)), admin) for _ in range(2))
    assert first == again
    assert Snapshot.objects.count() == 1


def test_the_files_that_were_applied_last_are_not_stored_again_unless_of_another_day(admin):
    done = applied(canada(*people(2)), admin, dated=MAY)
    assert uploaded(canada(*people(2)), admin) == done
    assert uploaded(canada(*people(2)), admin, dated=MAY) == done
    assert uploaded(canada(*people(2)), admin, dated=JUNE) != done


def test_said_twice_it_is_applied_once(admin):
    snapshot = read(canada(*people(2)), admin)
    decide_import(snapshot=snapshot, by=admin)
    decide_import(snapshot=snapshot, by=admin)
    assert [go_on(snapshot), go_on(snapshot)] == [True, False]
    decide_import(snapshot=snapshot, by=admin)
    assert Event.objects.filter(action="list-applied").count() == 1


def test_dropped_it_changes_nothing_and_keeps_no_file(admin):
    snapshot = read(canada(*people(2)), admin)
    drop_import(snapshot=snapshot, by=admin)
    drop_import(snapshot=snapshot, by=admin)
    snapshot.refresh_from_db()
    assert (snapshot.state, Entry.objects.count()) == (SnapshotState.DROPPED, 0)
    assert not SnapshotFile.objects.exists()
    assert not Change.objects.exists()
    assert Event.objects.filter(action="list-dropped").count() == 1
    with pytest.raises(ValidationError, match="does not wait"):
        decide_import(snapshot=snapshot, by=admin)


def test_what_is_to_be_applied_cannot_be_dropped(admin):
    snapshot = decide_import(snapshot=read(canada(*people(2)), admin), by=admin)
    with pytest.raises(ValidationError, match="cannot be dropped"):
        drop_import(snapshot=snapshot, by=admin)


# --- Guards
def test_a_guard_asks_for_a_reason_which_is_kept_and_audited(admin):
    applied(canada(*people(40)), admin, dated=MAY)
    snapshot = read(canada(*people(20)), admin, dated=JUNE)
    assert len(snapshot.guards) == 1
    with pytest.raises(ValidationError, match="say why"):
        decide_import(snapshot=snapshot, by=admin, why=" ")
    decide_import(snapshot=snapshot, by=admin, why="The schedule was repealed.")
    go_on(snapshot)
    snapshot.refresh_from_db()
    assert (snapshot.state, snapshot.removed) == (SnapshotState.APPLIED, 20)
    assert snapshot.override_reason == "The schedule was repealed."
    assert Event.objects.get(kind="override").reason == "The schedule was repealed."


def test_fewer_files_than_last_time_are_asked_about(admin):
    """OFAC gives aliases apart: the list without them would take them from every entry."""
    applied(canada(*people(3)), admin, dated=MAY)
    Snapshot.objects.update(file_name="sdn.csv, alt.csv")
    assert "more files" in read(canada(*people(4)), admin, dated=JUNE).guards[0]


# --- What cannot be read
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (canada(*people(3))[:-30], "breaks off"),
        (b"<html>Not found</html>", "does not look like"),
        (canada(), "No entry"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason_and_keeps_no_file(content, said, admin):
    if content == canada():
        content = canada("<record/>")
    snapshot = read(content, admin)
    assert snapshot.state == SnapshotState.REFUSED
    assert said in snapshot.message
    assert not SnapshotFile.objects.exists()
    assert not go_on(snapshot)


def test_what_cannot_be_stored_is_said_at_once(admin, monkeypatch):
    with pytest.raises(ValidationError, match="empty"):
        uploaded(b"", admin)
    with pytest.raises(ValidationError, match="Two files are called"):
        begin_import(source=source("ca"), uploads=[upload(b"1"), upload(b"2")], by=admin)
    with pytest.raises(ValidationError, match="at least one"):
        begin_import(source=source("ca"), uploads=[], by=admin)
    monkeypatch.setattr("sanctions.services.imports.LARGEST", 10)
    with pytest.raises(ValidationError, match="compress it"):
        uploaded(canada(*people(1)), admin)
    assert not Snapshot.objects.exists()


def test_a_fault_of_ours_ends_the_import_with_a_sentence_and_the_log_has_the_rest(admin, monkeypatch, caplog):
    snapshot, other = uploaded(canada(*people(1)), admin), uploaded(canada(*people(2)), admin)
    compare = imports.compare

    def fails_once(source, files, **more):
        if more["file_name"] and not caplog.records:
            raise ZeroDivisionError("a secret of the machine")
        return compare(source, files, **more)

    monkeypatch.setattr(imports, "compare", fails_once)
    with caplog.at_level(logging.ERROR):
        assert go_on_imports() == 2  # the worker goes on with the next
    snapshot.refresh_from_db(), other.refresh_from_db()
    assert (snapshot.state, other.state) == (SnapshotState.REFUSED, SnapshotState.WAITING)
    assert "our side" in snapshot.message
    assert "secret" not in snapshot.message
    assert "a secret of the machine" in caplog.text


def test_a_database_that_is_away_ends_nothing(admin, monkeypatch):
    snapshot = uploaded(canada(*people(1)), admin)

    def away(*args, **kwargs):
        raise OperationalError("gone")

    with monkeypatch.context() as patched:
        patched.setattr(imports, "compare", away)
        with pytest.raises(OperationalError):
            go_on(snapshot)
    assert go_on(snapshot)
    snapshot.refresh_from_db()
    assert snapshot.state == SnapshotState.WAITING


# --- Workers
def test_while_one_worker_has_it_no_other_takes_it_and_a_dead_ones_is_taken_over(admin):
    snapshot = uploaded(canada(*people(1)), admin)
    assert leasing.Lease.take(snapshot)
    assert not go_on(snapshot)
    Snapshot.objects.update(leased_until=timezone.now() - timedelta(seconds=1), state=SnapshotState.READING)
    assert go_on(snapshot)
    snapshot.refresh_from_db()
    assert snapshot.state == SnapshotState.WAITING
    assert snapshot.leased_until is None


@pytest.mark.parametrize("meanwhile", [SnapshotState.DROPPED, SnapshotState.READING])
def test_a_worker_that_lost_it_writes_nothing(meanwhile, admin, monkeypatch):
    """It was dropped while it was read, or the worker was thought dead and another has it now."""
    snapshot = uploaded(canada(*people(1)), admin)
    compare = imports.compare

    def meanwhile_lost(*args, **kwargs):
        if meanwhile == SnapshotState.DROPPED:
            drop_import(snapshot=snapshot, by=admin)
        else:
            Snapshot.objects.update(leased_until=timezone.now() + timedelta(hours=1))
        return compare(*args, **kwargs)

    monkeypatch.setattr(imports, "compare", meanwhile_lost)
    go_on(snapshot)
    snapshot.refresh_from_db()
    assert snapshot.state == meanwhile
    assert not Change.objects.exists()
    assert (snapshot.leased_until is None) == (meanwhile == SnapshotState.DROPPED)


def test_reading_says_how_far_it_is_and_keeps_the_lease(admin, monkeypatch):
    monkeypatch.setattr(leasing, "EVERY", 0)
    snapshot = uploaded(canada(*people(1)), admin)
    seen = []
    keep = leasing.Lease.keep

    def watched(lease, done):
        keep(lease, done)
        seen.append(Snapshot.objects.values_list("done", "leased_until").get())

    monkeypatch.setattr(leasing.Lease, "keep", watched)
    go_on(snapshot)
    assert [done for done, _until in seen][-1] == 1
    assert sorted(until for _done, until in seen) == [until for _done, until in seen]


def test_a_file_that_ends_its_workers_is_not_tried_for_ever(admin, caplog):
    snapshot = uploaded(canada(*people(1)), admin)
    Snapshot.objects.update(tries=leasing.TRIES)
    go_on(snapshot)
    snapshot.refresh_from_db()
    assert snapshot.state == SnapshotState.REFUSED
    assert "worker ended" in snapshot.message


# --- Two of one list
def test_where_another_was_applied_meanwhile_the_difference_is_shown_again(admin):
    first, second = read(canada(*people(2)), admin, dated=MAY), read(canada(*people(3)), admin, dated=JUNE)
    assert second.added == 3
    for snapshot in (first, second):
        decide_import(snapshot=snapshot, by=admin)
        go_on(snapshot)
    second.refresh_from_db()
    assert (second.state, second.added, second.unchanged) == (SnapshotState.WAITING, 1, 2)
    assert "look at it again" in second.message
    decide_import(snapshot=second, by=admin)
    go_on(second)
    second.refresh_from_db()
    assert (second.state, second.message, Entry.objects.count()) == (SnapshotState.APPLIED, "", 3)


def test_one_that_comes_between_comparing_and_applying_is_noticed(admin, tmp_path, monkeypatch):
    compare = imports.compare

    def another_comes_first(compared, files, **more):
        made = compare(compared, files, **more)
        if not Snapshot.objects.filter(dated=MAY).exists():
            import_files(source=source("ca"), paths=written(tmp_path, canada(*people(2)), "other.xml"), dated=MAY)
        return made

    applied(canada(*people(1)), admin, dated=date(2023, 4, 1))
    monkeypatch.setattr(imports, "compare", compare)
    paths = written(tmp_path, canada(*people(4)))
    calls = []

    def once(compared, files, **more):
        calls.append(more["dated"])
        return another_comes_first(compared, files, **more) if len(calls) == 1 else compare(compared, files, **more)

    monkeypatch.setattr(imports, "compare", once)
    done = import_files(source=source("ca"), paths=paths, dated=JUNE)
    assert calls == [JUNE, MAY, JUNE]  # compared, overtaken by the other, compared anew
    assert done.snapshot.added == 2
    assert Entry.objects.count() == 4


# --- From files
def test_files_are_imported_at_once_and_the_same_ones_again_change_nothing(tmp_path):
    paths = written(tmp_path, canada(*people(2)))
    done = import_files(source=source("ca"), paths=paths, dated=MAY)
    assert (done.same, done.snapshot.state, done.snapshot.added) == (False, SnapshotState.APPLIED, 2)
    again = import_files(source=source("ca"), paths=paths)
    assert (again.same, again.snapshot.counts["unchanged"], again.snapshot.counts["added"]) == (True, 2, 0)
    assert Snapshot.objects.count() == 1


def test_an_import_at_once_that_fails_leaves_nothing_for_a_worker_to_find(tmp_path, monkeypatch):
    def ended(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(imports, "ask_for_screening", ended)
    with pytest.raises(KeyboardInterrupt):
        import_files(source=source("ca"), paths=written(tmp_path, canada(*people(2))))
    assert not Snapshot.objects.exists()
    assert not Entry.objects.exists()


def test_a_guard_stops_files_too_and_a_reason_lets_them_through(tmp_path):
    import_files(source=source("ca"), paths=written(tmp_path, canada(*people(40)), "a.xml"), dated=MAY)
    fewer = written(tmp_path, canada(*people(10)), "b.xml")
    with pytest.raises(NotThisList, match="would be gone"):
        import_files(source=source("ca"), paths=fewer, dated=JUNE)
    assert Snapshot.objects.count() == 1
    done = import_files(source=source("ca"), paths=fewer, dated=JUNE, why="Repealed.")
    assert done.snapshot.removed == 30
    assert Event.objects.get(kind="override").reason == "Repealed."


def test_a_dry_run_writes_nothing(tmp_path):
    done = import_files(source=source("ca"), paths=written(tmp_path, canada(record(1), "<record/>")), dry_run=True)
    assert (done.snapshot.added, done.snapshot.rejected) == (1, 1)
    assert not Snapshot.objects.exists()
    assert not Entry.objects.exists()
