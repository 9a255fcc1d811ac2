"""Applying an import: what is added, changed, gone and back; older lists; sample data; designations in step."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from sanctions.importing import applying
from sanctions.importing.applying import Overtaken, apply
from sanctions.importing.loading import load
from sanctions.importing.reading import compare, files_of
from sanctions.models import Change, Designation, Entry, Match, Snapshot
from sanctions.services.imports import import_files
from sanctions.vocabulary import ChangeKind, SnapshotState
from tests.factories import OfficialFactory
from tests.sanctions.factories import confirmed, match, source
from tests.sanctions.ofac import FIRST, SECOND, THIRD, days, imported, row, rows, written
from tests.sanctions.parsing import REAL

pytestmark = pytest.mark.django_db

BEFORE, BETWEEN = date(2022, 1, 1), date(2023, 3, 15)


def entry(number=1) -> Entry:
    return Entry.objects.get(number=str(number))


def changes(kind) -> list[str]:
    latest = Snapshot.objects.latest("pk")
    return sorted(latest.changes.filter(kind=kind).values_list("list_id", flat=True))


# --- One after the other
def test_a_first_import_brings_everything_as_it_was_published(tmp_path):
    line = row(40906, "LENSKAYA, Elena", programme="GLOMAG", remarks="DOB 22 Jan 1979; a.k.a. 'ЛЕНА\tA\\B'.")
    done = imported(tmp_path, [line, *rows(2)], FIRST)
    assert done.snapshot.counts == {"added": 2, "changed": 0, "removed": 0, "unchanged": 0, "rejected": 0}
    lenskaya = entry(40906)
    assert (lenskaya.name, lenskaya.kind, lenskaya.listed_on) == ("Elena LENSKAYA", "person", None)
    assert lenskaya.record["births"] == ["1979-01-22"]
    assert lenskaya.record["names"][1] == {"text": "ЛЕНА A\\B", "kind": "alias", "weak": True, "script": "Cyrl"}
    assert lenskaya.key == "elena lenskaya | lena a b"
    assert days(40906) == (FIRST, FIRST, None)
    assert (done.snapshot.state, done.snapshot.dated) == (SnapshotState.APPLIED, FIRST)
    assert done.snapshot.applied_at is not None


def test_the_next_import_adds_changes_and_removes_and_keeps_since_when(tmp_path):
    imported(tmp_path, [row(1), row(2), row(3, remarks="DOB 1970.")], FIRST)
    key = entry(3).pk
    done = imported(tmp_path, [row(1), row(3, remarks="DOB 1971."), row(4)], SECOND)
    assert done.snapshot.counts == {"added": 1, "changed": 1, "removed": 1, "unchanged": 1, "rejected": 0}
    assert days(1) == (FIRST, SECOND, None)
    assert days(2) == (FIRST, FIRST, SECOND)
    assert days(3) == (FIRST, SECOND, None)
    assert days(4) == (SECOND, SECOND, None)
    assert (entry(3).pk, entry(3).record["births"]) == (key, ["1971"])
    change = Change.objects.get(kind=ChangeKind.CHANGED)
    assert (change.list_id, change.fields) == ("3", {"births": [["1970"], ["1971"]]})
    assert changes(ChangeKind.REMOVED) == ["2"]
    assert changes(ChangeKind.ADDED) == ["4"]


def test_what_comes_back_is_there_again_since_it_was_first_seen(tmp_path):
    for day, numbers in ((FIRST, (1, 2)), (SECOND, (1,)), (THIRD, (1, 2))):
        done = imported(tmp_path, rows(*numbers), day)
    assert days(2) == (FIRST, THIRD, None)
    assert (done.snapshot.added, done.snapshot.changed, done.snapshot.removed) == (1, 0, 0)
    assert changes(ChangeKind.ADDED) == ["2"]


def test_many_entries_change_at_once(tmp_path):
    imported(tmp_path, rows(*range(1, 2501), remarks="DOB 1970."), FIRST)
    done = imported(tmp_path, rows(*range(1, 2501), remarks="DOB 1971."), SECOND)
    assert (done.snapshot.changed, Entry.objects.count()) == (2500, 2500)
    assert Change.objects.filter(kind=ChangeKind.CHANGED).count() == 2500
    assert days(2500) == (FIRST, SECOND, None)


def test_the_same_day_again_mends_the_day(tmp_path):
    imported(tmp_path, rows(1, 2), FIRST)
    done = imported(tmp_path, [row(1, remarks="DOB 1970."), row(3)], FIRST)
    assert done.snapshot.counts == {"added": 1, "changed": 1, "removed": 1, "unchanged": 0, "rejected": 0}
    assert days(2) == (FIRST, FIRST, FIRST)  # it was in one of that day's files only
    assert not Entry.objects.on(FIRST).filter(number="2").exists()


def test_rows_that_could_not_be_read_are_kept_with_number_and_reason(tmp_path):
    imported(tmp_path, [row(1), "broken,row", row(2)], FIRST)
    bad = Change.objects.get(kind=ChangeKind.REJECTED)
    assert (bad.line, bad.fields["reason"]) == (2, "It has 2 columns, and this list has 12.")


# --- Older lists
def test_an_older_list_fills_history_and_leaves_the_present_alone(tmp_path):
    imported(tmp_path, [row(1, remarks="DOB 1971."), row(2)], THIRD)
    done = imported(tmp_path, [row(1, remarks="DOB 1970."), row(9)], FIRST)
    assert done.snapshot.counts == {"added": 1, "changed": 0, "removed": 0, "unchanged": 1, "rejected": 0}
    assert days(1) == (FIRST, THIRD, None)
    assert entry(1).record["births"] == ["1971"]
    assert days(2) == (THIRD, THIRD, None)
    assert days(9) == (FIRST, FIRST, THIRD)  # in the next list that we have it is missing
    assert source("us-sdn").snapshots.applied().latest().dated == THIRD


def test_a_list_from_between_moves_the_ends_of_what_was_seen(tmp_path):
    imported(tmp_path, rows(1, 2, 3), FIRST)
    imported(tmp_path, rows(1), THIRD)
    assert days(2) == days(3) == (FIRST, FIRST, THIRD)
    imported(tmp_path, rows(1, 2), BETWEEN)
    assert days(1) == (FIRST, THIRD, None)
    assert days(2) == (FIRST, BETWEEN, THIRD)  # still there then
    assert days(3) == (FIRST, FIRST, BETWEEN)  # gone by then already
    imported(tmp_path, rows(1, 2, 3), BEFORE)
    assert (days(2), days(3)) == ((BEFORE, BETWEEN, THIRD), (BEFORE, FIRST, BETWEEN))


def test_whatever_the_order_of_imports_history_is_the_same(tmp_path):
    lists = {BEFORE: (1, 2), FIRST: (1, 2, 3), BETWEEN: (1, 3), THIRD: (1, 4)}
    seen = []
    for number, order in enumerate((sorted(lists), sorted(lists, reverse=True), [BETWEEN, BEFORE, THIRD, FIRST])):
        Change.objects.all().delete()
        Entry.objects.all().delete()
        Snapshot.objects.all().delete()
        for day in order:
            imported(tmp_path, rows(*lists[day]), day, name=f"{number}.csv")
        seen.append([days(one) for one in (1, 2, 3, 4)])
    assert seen[0] == seen[1] == seen[2]
    assert seen[0][1] == (BEFORE, FIRST, BETWEEN)


# --- All or nothing
def test_an_import_that_another_has_overtaken_writes_nothing(tmp_path):
    wanted = source("us-sdn")
    made = compare(wanted, files_of(wanted, written(tmp_path, rows(1, 2), "late.csv")), dated=SECOND)
    imported(tmp_path, rows(1), FIRST)
    late = Snapshot.objects.create(source=wanted, dated=SECOND, state=SnapshotState.APPLYING)
    with pytest.raises(Overtaken):
        apply(late, made)
    assert Entry.objects.count() == 1
    assert not late.changes.exists()


def test_ended_in_the_middle_nothing_of_it_is_there(tmp_path, monkeypatch):
    imported(tmp_path, rows(1, 2), FIRST)

    def ended(*args):
        raise KeyboardInterrupt

    monkeypatch.setattr(applying, "keep_in_step", ended)
    with pytest.raises(KeyboardInterrupt):
        imported(tmp_path, rows(2, 3), SECOND)
    assert (days(1), days(2)) == ((FIRST, FIRST, None), (FIRST, FIRST, None))
    assert not Entry.objects.filter(number="3").exists()
    assert Snapshot.objects.get().dated == FIRST
    assert source("us-sdn").version == 1


def test_what_a_constraint_forbids_is_an_error_of_the_database_like_any_other():
    wanted = source("us-sdn")
    values = ("1", "1", "person", "A", None, "{}", "a", "h", wanted.pk, False, "2023-03-03", "2023-03-02", None)
    with pytest.raises(IntegrityError), transaction.atomic():
        load(Entry, (*applying.SAID, *applying.OURS), [values])
    assert not Entry.objects.exists()


# --- Sample data
def test_sample_data_gives_way_to_the_real_list_with_what_was_concluded_from_it(tmp_path, admin):
    imported(tmp_path, rows(1, 2), FIRST, sample=True)
    confirmed(OfficialFactory(), entry(1), admin)
    cited = confirmed(OfficialFactory(), entry(2), admin).designations.get()
    cited.cited_title, cited.listed_on = "Press release", FIRST
    cited.save()
    imported(tmp_path, rows(2, 3), SECOND)
    assert sorted(Entry.objects.values_list("number", "sample")) == [("2", False), ("3", False)]
    assert not Match.objects.exists()
    assert [one.cited_title for one in Designation.objects.all()] == ["Press release"]  # a person entered its source
    assert days(2) == (SECOND, SECOND, None)


# --- Designations follow
def test_designations_of_confirmed_matches_follow_the_list(tmp_path, admin):
    imported(tmp_path, [*rows(1, 2), row(3, programme="GLOMAG] [MAGNIT")], FIRST)
    one = confirmed(OfficialFactory(), entry(1), admin)
    two = confirmed(OfficialFactory(), entry(3), admin)
    only_proposed = match(OfficialFactory(), entry(2))
    assert Designation.objects.count() == 3
    imported(tmp_path, [row(2), row(3, programme="MAGNIT")], SECOND)
    assert one.designations.get().gone_since == SECOND
    ended = {row.programme.key: row.gone_since for row in two.designations.select_related("programme")}
    assert ended == {"US-GLOMAG": SECOND, "US-MAGNITSKY": None}
    imported(tmp_path, rows(1, 2, 3), THIRD)
    assert one.designations.get().gone_since is None  # back
    assert not only_proposed.designations.exists()


def test_an_older_list_tells_designations_since_when(tmp_path, admin):
    imported(tmp_path, rows(1), THIRD)
    designation = confirmed(OfficialFactory(), entry(1), admin).designations.get()
    assert (designation.first_seen_on, designation.from_the_first) == (THIRD, True)
    imported(tmp_path, rows(1, 2), SECOND)
    imported(tmp_path, rows(2), FIRST)
    designation.refresh_from_db()
    assert (designation.first_seen_on, designation.from_the_first) == (SECOND, False)
    assert designation.gone_since is None


# --- The real lists
@pytest.mark.skipif(not REAL.exists(), reason="the real lists are not here")
def test_between_two_days_of_march_2023_exactly_six_were_added():
    us = REAL / "us"
    for day in (FIRST, SECOND):
        name = f"sdn_{day}.csv.gz"
        done = import_files(source=source("us-sdn"), paths={name: str(us / name)})
        assert done.snapshot.dated == day
    assert changes(ChangeKind.ADDED) == ["40906", "40910", "40911", "41184", "41185", "41186"]
    assert (done.snapshot.added, done.snapshot.removed) == (6, 0)
    assert Entry.objects.current().count() == 11_893
