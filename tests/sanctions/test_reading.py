"""Reading a list and comparing it with what is there: its day, its parts, what is stopped, what is rejected."""

from datetime import date

import pytest

from core import clock
from sanctions.importing import comparing
from sanctions.importing.comparing import content_hash, differences
from sanctions.importing.reading import compare, day_in_name, files_of
from sanctions.lists.shapes import Listing, Name, NotThisList, ParsedEntry, plain
from sanctions.models import Entry, Snapshot
from sanctions.services.imports import import_files
from tests.sanctions.factories import source
from tests.sanctions.ofac import FIRST, SECOND, THIRD, imported, row, rows, written
from tests.sanctions.parsing import SAMPLES

pytestmark = pytest.mark.django_db


def compared(folder, lines, **more):
    wanted = source("us-sdn")
    return compare(wanted, files_of(wanted, written(folder, lines)), **more)


# --- Which day
def test_the_day_is_the_one_given_else_the_lists_else_the_files_names_else_today(tmp_path):
    wanted = source("us-consolidated")
    files = {"": str(SAMPLES / "us_consolidated.xml")}
    assert compare(wanted, files, dated=FIRST).dated == FIRST
    assert compare(wanted, files, file_name="cons_2024-01-01.xml").dated == date(2025, 3, 28)
    assert compared(tmp_path, rows(1), file_name="sdn_2023-03-02.csv.gz").dated == FIRST
    made = compared(tmp_path, rows(1), file_name="sdn.csv")
    assert (made.dated, made.dated_by) == (clock.real_today(), "the day of the import")


def test_a_day_that_has_not_come_is_refused(tmp_path):
    with pytest.raises(NotThisList, match="has not come"):
        compared(tmp_path, rows(1), dated=date(2199, 1, 1))


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("sdn_2023-03-02.csv.gz", date(2023, 3, 2)),
        ("ConList_20250410.xlsx", date(2025, 4, 10)),
        ("alt_2025-02.csv", date(2025, 2, 1)),
        ("report-120230302.csv", None),
        ("sdn_2023-13-40.csv", None),
        ("sdn.csv", None),
    ],
)
def test_a_day_in_a_files_name(name, day):
    assert day_in_name(name) == day


# --- Which file is what
def test_files_are_known_by_what_is_in_them_not_by_their_names(tmp_path):
    paths = {"a": str(SAMPLES / "us_add.csv"), "b": str(SAMPLES / "us_sdn.csv"), "c": str(SAMPLES / "us_alt.csv")}
    assert files_of(source("us-sdn"), paths) == {"addresses": paths["a"], "": paths["b"], "aliases": paths["c"]}


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["us_alt.csv"], "only goes with the list itself"),
        (["us_sdn.csv", "us_consolidated.xml"], "looks like another list: US consolidated list"),
        (["ca.xml"], "looks like another list: Canada"),
        (["us_sdn.csv", "us_alt.csv", "copy of us_alt.csv"], "two files are the same part"),
    ],
)
def test_a_file_that_is_none_of_the_list_is_said_which_it_looks_like(names, said):
    paths = {name: str(SAMPLES / name.removeprefix("copy of ")) for name in names}
    with pytest.raises(NotThisList, match=said):
        files_of(source("us-sdn"), paths)


def test_a_list_without_a_column_is_refused_with_what_is_wrong(tmp_path):
    lines = [line.replace('"individual",', "") for line in rows(1, 2, 3)]
    with pytest.raises(NotThisList, match=r"3 rows are broken\. The first, row 1: It has 11 columns.* has 12"):
        compared(tmp_path, lines)
    with pytest.raises(NotThisList, match="0 bytes"):
        files_of(source("us-sdn"), {"empty": _empty(tmp_path)})


def _empty(folder) -> str:
    path = folder / "empty"
    path.touch()
    return str(path)


# --- What is rejected
def test_a_number_that_stands_twice_is_rejected_the_second_time(tmp_path):
    made = compared(tmp_path, [*rows(1, 2), row(1, name="OTHER, Name")])
    assert (made.counts["added"], made.counts["rejected"]) == (2, 1)
    assert (made.bad[0].line, made.bad[0].reason) == (3, "This number stands in the list twice.")


def test_what_no_database_can_store_is_rejected_and_the_rest_goes_on(tmp_path):
    path = tmp_path / "targets.json"
    record = (
        '{{"id": "{}", "caption": "{}", "schema": "Person", "target": true, "properties": {{}}, "datasets": ["x"]}}'
    )
    people = [("good", "Elena"), ("zero", r"El\u0000ena"), ("half", r"\ud800"), ("n" * 121, "Long"), ("none", " ")]
    path.write_text("\n".join(record.format(*one) for one in people), encoding="utf-8")
    done = import_files(source=source("opensanctions"), paths={"targets.json": str(path)})
    assert (done.snapshot.added, done.snapshot.rejected) == (1, 4)
    assert [bad.line for bad in done.snapshot.changes.filter(kind="rejected")] == [2, 3, 4, 5]


def test_of_very_many_broken_rows_the_first_are_kept_and_all_are_counted(tmp_path, monkeypatch):
    monkeypatch.setattr(comparing, "KEPT_BAD", 3)
    made = compared(tmp_path, [*rows(1), *["broken,row"] * 10])
    assert (made.counts["rejected"], len(made.bad)) == (10, 3)


# --- What changed
def test_a_change_is_told_field_by_field_and_by_the_row_only_where_nothing_else_tells(tmp_path):
    imported(tmp_path, [row(1, remarks="DOB 1970."), row(2, remarks="DOB 1971.")], FIRST)
    lines = [row(1, remarks="DOB 1975; nationality Russia."), row(2, remarks="DOB 1971 .")]
    made = compared(tmp_path, lines, dated=SECOND)
    assert made.counts["changed"] == 2
    born, blank = (one["fields"] for one in made.rows("changed"))
    assert born == {"births": [["1970"], ["1975"]], "nationalities": [None, ["RU"]]}
    assert list(blank) == ["raw"]
    assert not list(made.rows("added"))


def test_differences_show_old_and_new():
    assert differences({"a": 1, "b": 2, "raw": 1}, {"a": 1, "b": 3, "c": 4, "raw": 2}) == {"b": [2, 3], "c": [None, 4]}
    assert differences({"raw": 1}, {"raw": 2}) == {"raw": [1, 2]}


def test_the_hash_depends_on_what_is_said_and_not_on_its_place():
    entry = ParsedEntry("1", "1", "person", (Name("A"),), (Listing("X"),), raw={"b": "2", "a": "1"}, line=3)
    moved = ParsedEntry("1", "1", "person", (Name("A"),), (Listing("X"),), raw={"a": "1", "b": "2"}, line=9)
    other = ParsedEntry("1", "1", "person", (Name("A", weak=True),), (Listing("X"),), raw={"a": "1", "b": "2"})
    assert content_hash(plain(entry)) == content_hash(plain(moved)) != content_hash(plain(other))
    assert plain(entry)["names"] == [{"text": "A", "kind": "alias"}]  # nothing empty is kept


# --- What is stopped
def test_a_list_that_loses_many_entries_is_stopped_and_one_that_loses_few_is_not(tmp_path):
    imported(tmp_path, rows(*range(1, 41)), FIRST)
    made = compared(tmp_path, rows(*range(1, 31)), dated=SECOND)
    assert made.guards == ["10 of 40 entries would be gone (25 %)."]
    assert compared(tmp_path, rows(*range(1, 39)), dated=SECOND).guards == []
    # An older list knew fewer: that is history and no loss.
    assert compared(tmp_path, rows(1), dated=date(2022, 1, 1)).guards == []


def test_a_list_that_says_less_of_its_entries_is_stopped(tmp_path):
    imported(tmp_path, rows(*range(1, 41), remarks="DOB 1970; a.k.a. 'JOHNNY'."), FIRST)
    made = compared(tmp_path, rows(*range(1, 41), remarks="DOB 1970."), dated=SECOND)
    assert made.guards == ["“aliases” was given for 100 % of the entries, and now for 0 %."]
    few = [*rows(*range(1, 9)), *rows(*range(9, 41), remarks="DOB 1970; a.k.a. 'JOHNNY'.")]
    assert compared(tmp_path, few, dated=SECOND).guards == []


def test_files_that_stood_beside_the_list_and_now_are_missing_are_noticed(tmp_path):
    lines = rows(*range(1, 41))
    aliases = [f'{number},{number},"aka","DOE{number}, Jack",-0- ' for number in range(1, 41)]
    imported(tmp_path, lines, FIRST)
    both = written(tmp_path, lines, "sdn.csv") | written(tmp_path, aliases, "alt.csv")
    import_files(source=source("us-sdn"), paths=both, dated=FIRST)  # the same day again, now with the aliases
    assert compared(tmp_path, lines, dated=SECOND).guards == [
        "“aliases” was given for 100 % of the entries, and now for 0 %."
    ]


def test_of_a_short_list_a_share_says_nothing(tmp_path):
    imported(tmp_path, rows(*range(1, 11)), FIRST)
    assert compared(tmp_path, rows(1), dated=SECOND).guards == []


# --- Sample data
def test_to_the_real_list_sample_data_is_not_there_and_over_the_real_list_none_is_loaded(tmp_path):
    imported(tmp_path, rows(1, 2), FIRST, sample=True)
    made = compared(tmp_path, rows(2, 3), dated=SECOND)
    assert (made.counts["added"], made.counts["removed"], made.is_history) == (2, 0, False)
    imported(tmp_path, rows(2, 3), SECOND)
    with pytest.raises(NotThisList, match="real list"):
        imported(tmp_path, rows(1), THIRD, sample=True)
    assert not Entry.objects.filter(sample=True).exists()
    assert Snapshot.objects.get().dated == SECOND
