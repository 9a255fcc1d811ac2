"""`manage.py import_list`: what it prints, what it refuses, and with which words."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from sanctions.management.commands import import_list
from sanctions.models import Entry, Snapshot
from tests.sanctions.ofac import row, rows, written
from tests.sanctions.parsing import SAMPLES

pytestmark = pytest.mark.django_db

SDN = str(SAMPLES / "us_sdn.csv")
BESIDE = [str(SAMPLES / f"us_{name}.csv") for name in ("alt", "add", "comments")]


def run(*arguments, **streams) -> str:
    out = streams.setdefault("stdout", io.StringIO())
    call_command("import_list", *arguments, **streams)
    return out.getvalue()


def counts(*arguments) -> dict:
    return json.loads(run(*arguments, "--json").splitlines()[-1])


def refused(*arguments) -> str:
    with pytest.raises(CommandError) as error:
        run(*arguments)
    assert error.value.returncode == 1
    assert "\n" not in str(error.value)
    assert not Snapshot.objects.exists()
    return str(error.value)


def test_the_last_line_of_json_is_one_object_with_the_counts(tmp_path):
    path = written(tmp_path, rows(1, 2, 3))["sdn.csv"]
    assert counts("us-sdn", path, "--date", "2023-03-02") == {
        "list": "us-sdn", "dated": "2023-03-02", "dry_run": False, "same": False, "guards": [],
        "added": 3, "changed": 0, "removed": 0, "unchanged": 0, "rejected": 0,
    }  # fmt: skip
    again = counts("us-sdn", path)
    assert (again["same"], again["unchanged"], again["added"]) == (True, 3, 0)
    path = written(tmp_path, [row(1), row(3, remarks="DOB 1970."), row(4), "5,broken"])["sdn.csv"]
    third = counts("us-sdn", path, "--date", "2023-03-03")
    assert [third[name] for name in ("added", "changed", "removed", "unchanged", "rejected")] == [1, 1, 1, 1, 1]


def test_the_list_and_what_stands_beside_it_are_given_in_any_order():
    assert counts("us-sdn", *BESIDE, SDN)["added"] == 5
    assert len(Entry.objects.get(number="40906").record["names"]) == 3


def test_two_files_of_one_name_are_two_files(tmp_path):
    other = tmp_path / "us_sdn.csv"
    other.write_bytes((SAMPLES / "us_alt.csv").read_bytes())
    assert counts("us-sdn", SDN, str(other))["rejected"] == 1
    assert len(Entry.objects.get(number="40906").record["names"]) == 3


def test_a_dry_run_says_what_would_happen_and_changes_nothing():
    assert counts("us-sdn", SDN, "--dry-run")["added"] == 5
    assert "dry run" in run("us-sdn", SDN, "--dry-run")
    assert not Snapshot.objects.exists()
    assert not Entry.objects.exists()


def test_in_words_it_says_the_same_and_the_first_rows_that_are_broken(tmp_path):
    said = run("us-sdn", written(tmp_path, [*rows(1), *["2,broken"] * 25])["sdn.csv"])
    assert "1 added, 0 changed, 0 removed, 0 unchanged, 25 rejected." in said
    assert said.count("row ") == 20
    assert "row 2: It has 2 columns, and this list has 12." in said
    assert "and 5 more" in said


def test_what_is_wrong_is_one_clear_line(tmp_path):
    empty = tmp_path / "empty.csv"
    empty.touch()
    assert refused("xx", SDN).startswith("“xx” is no list. Choose one of: us-sdn,")
    assert refused("us-sdn", SDN, "--date", "yesterday") == "“yesterday” is no day: write it as 2023-03-02."
    assert refused("us-sdn", "missing.csv") == "missing.csv: No such file or directory."
    assert refused("us-sdn", str(tmp_path)) == f"{tmp_path}: Is a directory."
    assert "0 bytes" in refused("us-sdn", str(empty))
    assert "looks like another list: Canada" in refused("us-sdn", str(SAMPLES / "ca.xml"))


def test_a_guard_stops_it_until_somebody_says_why(tmp_path):
    run("us-sdn", written(tmp_path, rows(*range(40)), "a.csv")["a.csv"], "--date", "2023-03-02")
    path = written(tmp_path, rows(1), "b.csv")["b.csv"]
    with pytest.raises(CommandError, match=r"39 of 40 entries would be gone.*Nothing was changed"):
        run("us-sdn", path, "--date", "2023-03-03")
    assert Entry.objects.current().count() == 40
    run("us-sdn", path, "--date", "2023-03-03", "--override", "The programme ended.")
    assert Entry.objects.current().count() == 1


def test_a_database_that_does_not_answer_is_one_line_too(monkeypatch):
    def locked(**kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr(import_list, "import_files", locked)
    assert refused("us-sdn", SDN) == "The database did not take it (database is locked). Nothing was changed."


def test_progress_is_shown_at_a_terminal_and_nowhere_else(tmp_path):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal, file = Terminal(), io.StringIO()
    path = written(tmp_path, rows(*range(600)))["sdn.csv"]
    run("us-sdn", path, "--dry-run", stderr=terminal)
    run("us-sdn", path, "--dry-run", stderr=file)
    assert "500 rows read" in terminal.getvalue()
    assert file.getvalue() == ""
