"""`manage.py import_cases`: what it prints, what it refuses, and that a dry run leaves nothing."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cases.models import Case
from sheets.models import SheetImport, SheetRow
from tests.sheets.sheets import IVAN, MARIA, OLEG, SOURCE, states, written

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(admin):
    states()


def run(*arguments, **options) -> str:
    out = StringIO()
    call_command("import_cases", *arguments, stdout=out, **options)
    return out.getvalue()


def facts(*arguments, **options):
    return json.loads(run(*arguments, "--json", **options).splitlines()[-1])


def test_a_sheet_is_brought_in_and_the_last_line_counts(tmp_path, admin):
    path = written(tmp_path, [IVAN, MARIA, OLEG])
    said = facts(path)
    assert {name: said[name] for name in ("added", "changed", "unchanged", "alike", "rejected", "rows")} == {
        "added": 3, "changed": 0, "unchanged": 0, "alike": 0, "rejected": 0, "rows": 3,
    }  # fmt: skip
    assert SheetImport.objects.get().reference == said["import"]
    assert Case.objects.filter(lead=admin).count() == 3
    again = facts(path)
    assert (again["added"], again["unchanged"]) == (0, 3)


def test_a_dry_run_says_the_same_and_leaves_nothing(tmp_path):
    path = written(tmp_path, [IVAN, ["", *MARIA[1:]], [*OLEG[:2], "31/02/2023", *OLEG[3:]]])
    said = facts(path, "--dry-run")
    assert (said["added"], said["rejected"]) == (1, 2)
    assert [(one["row"], one["column"]) for one in said["problems"]] == [(3, "Name"), (4, "Arrested")]
    assert not Case.objects.exists()
    assert not SheetImport.objects.exists()
    assert not SheetRow.objects.exists()


def test_in_words_it_names_each_problem_by_row_and_column(tmp_path):
    said = run(written(tmp_path, [IVAN, [*OLEG[:2], "31/02/2023", *OLEG[3:]]]))
    assert "1 added" in said
    assert "row 3, Arrested: " in said
    assert "February 2023 has 28 days" in said


def test_a_mapping_may_be_a_file_and_a_key_makes_rows_known(tmp_path):
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps({"columns": {"Nr": "", "Wer": "name", "Wo": "state", "Seit": "arrested"}}))
    rows = [["17", "Ivan Petrov", "Russia", "2022-03-01"]]
    path = written(tmp_path, rows, headings=["Nr", "Wer", "Wo", "Seit"])
    options = ["--mapping", str(mapping), "--key", "Nr", "--source", SOURCE]
    assert facts(path, *options)["added"] == 1
    path = written(tmp_path, [["17", "Ivan Petrow", "Russia", "2022-03-01"]], headings=["Nr", "Wer", "Wo", "Seit"])
    said = facts(path, *options)
    assert (said["changed"], said["added"]) == (1, 0)
    assert said["changes"] == [
        {"row": 2, "case": Case.objects.get().reference, "column": "name", "was": "Ivan Petrov", "now": "Ivan Petrow"}
    ]


def test_dates_that_can_be_read_in_two_ways_are_asked_about(tmp_path):
    path = written(tmp_path, [[*IVAN[:2], "02/03/2023", *IVAN[3:]]])
    said = facts(path, "--dry-run")
    assert said["rejected"] == 1
    assert "2 March" in said["problems"][0]["message"]
    facts(path, "--dates", "mdy")
    assert Case.objects.get().arrested.to_edtf() == "2023-02-03"


def test_possible_duplicates_are_left_out_unless_told_otherwise(tmp_path):
    facts(written(tmp_path, [IVAN]))
    twin = written(tmp_path, [["Иван Петров", "Russia", "2022-03-02", *IVAN[3:]]], name="twin.csv")
    said = facts(twin)
    assert (said["alike"], Case.objects.count()) == (1, 1)
    assert said["duplicates"][0]["case"] == Case.objects.get().reference
    facts(twin, "--duplicates", "add")
    assert Case.objects.count() == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--mapping", "nonsense"], "no ready mapping"),
        (["--key", "Nonsense"], "no column"),
        (["--by", "nobody@example.org"], "Nobody here"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changes(tmp_path, arguments, words):
    with pytest.raises(CommandError, match=words):
        facts(written(tmp_path, [IVAN]), *arguments)
    assert not SheetImport.objects.exists()
    assert not Case.objects.exists()


def test_without_a_source_it_is_refused(tmp_path):
    path = written(tmp_path, [IVAN[:3]], headings=["Name", "Country", "Arrested"])
    with pytest.raises(CommandError, match="where this is from"):
        facts(path)
    assert facts(path, "--source", SOURCE)["added"] == 1


def test_somebody_without_the_permission_brings_nothing_in(tmp_path, advocate):
    with pytest.raises(CommandError, match="somebody of staff"):
        facts(written(tmp_path, [IVAN]), "--by", advocate.email)


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        facts(str(tmp_path / "nowhere.csv"))
