"""`manage.py screen`, `decide_match` and `score_names`: what they print, and what they refuse."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from sanctions import analysis
from sanctions.models import Designation, Match
from sanctions.models.match import RunState
from sanctions.services.screening import ask_for_screening
from sanctions.vocabulary import Decision
from tests.factories import OfficialFactory
from tests.sanctions.factories import entry, involve, match, snapshot


@pytest.fixture(autouse=True)
def without_second_opinion(monkeypatch):
    monkeypatch.setattr(analysis, "is_installed", lambda: False)


def said(capsys, *arguments) -> str:
    call_command(*arguments)
    return capsys.readouterr().out


def screened(capsys) -> list[dict]:
    return json.loads(said(capsys, "screen", "--json").splitlines()[-1])


@pytest.fixture
def official(case, advocate):
    return involve(case, OfficialFactory(name="Elena Lenskaya", state=case.state), by=advocate).official


@pytest.mark.django_db
def test_screen_prints_each_proposal_with_its_cases_and_whether_it_is_new(official, case, capsys):
    entry("Elena LENSKAYA", number="40906")
    expected = {
        "official": official.reference,
        "official_name": "Elena Lenskaya",
        "list": "us-sdn",
        "number": "40906",
        "name": "Elena LENSKAYA",
        "score": 1.0,
        "decision": "",
        "cases": [case.reference],
    }
    (first,) = screened(capsys)
    assert first == {**expected, "new": True, "match": Match.objects.get().reference}
    entry("Yelena LENSKAYA", number="40907")
    assert [(row["number"], row["new"]) for row in screened(capsys)] == [("40906", False), ("40907", True)]


@pytest.mark.django_db
def test_screen_for_people_says_the_same_in_lines(official, capsys):
    entry("Elena LENSKAYA", number="40906")
    words = said(capsys, "screen")
    assert "new 1.00" in words
    assert "us-sdn 40906 Elena LENSKAYA" in words
    assert "1 proposed, 1 of them new." in words
    assert "make setup-names" in words


@pytest.mark.django_db
def test_screen_without_officials_or_entries_is_an_empty_list(capsys):
    assert screened(capsys) == []


@pytest.mark.django_db
def test_screen_does_the_run_it_is_told_and_refuses_one_that_is_done_or_unknown(official, capsys):
    run = ask_for_screening()
    said(capsys, "screen", "--run", run.reference)
    run.refresh_from_db()
    assert run.state == RunState.DONE
    with pytest.raises(CommandError, match="is done"):
        call_command("screen", "--run", run.reference)
    with pytest.raises(CommandError, match="no screening run"):
        call_command("screen", "--run", "R-NONE")


@pytest.mark.django_db
def test_decide_match_decides_as_that_person_and_refuses_whoever_may_not(official, admin, advocate, capsys):
    snapshot()
    proposed = match(official, entry("Elena LENSKAYA"))
    for who in (advocate.email, "nobody@example.org"):
        with pytest.raises(CommandError, match="may decide"):
            call_command("decide_match", proposed.reference, "same", "--by", who)
    assert "Same" in said(
        capsys, "decide_match", proposed.reference, "same", "--by", admin.email, "--why", "Born the same day."
    )
    proposed.refresh_from_db()
    assert (proposed.decision, proposed.decided_by, proposed.why) == (Decision.SAME, admin, "Born the same day.")
    assert Designation.objects.get().official == official
    said(capsys, "decide_match", proposed.reference, "not-same", "--by", admin.email)
    assert not Designation.objects.exists()
    with pytest.raises(CommandError, match="no such match"):
        call_command("decide_match", "M-NONE", "same", "--by", admin.email)


# --- score_names.
@pytest.fixture
def scored(tmp_path, capsys):
    def run(text: str, *options: str, encoding: str = "utf-8") -> dict:
        path = tmp_path / "pairs.csv"
        path.write_bytes(text.encode(encoding))
        return json.loads(said(capsys, "score_names", str(path), "--json", *options).splitlines()[-1])

    return run


PAIRS = """name1,name2,is_match
Elena Lenskaya,Елена Ленская,1
Liu Xiaobo,刘晓波,1
Peggy Smith,Margaret Jones,1
Denis Sergeevich Kolesnikov,Denis Vladimirovich Kolesnikov,0
"""


def test_score_names_prints_one_object_with_the_shares(scored):
    facts = scored(PAIRS)
    assert facts["pairs"] == 4
    assert facts["precision"] == 1
    assert facts["recall"] == pytest.approx(2 / 3, abs=0.001)
    assert facts["f1"] == pytest.approx(0.8, abs=0.001)
    everything = scored(PAIRS, "--threshold", "0")
    assert (everything["recall"], everything["precision"]) == (1, 0.75)


@pytest.mark.parametrize("yes", ["1", "true", "TRUE", "Yes", "y", " 1 ", "1.0"])
def test_score_names_takes_yes_and_no_as_people_write_them(scored, yes):
    no = {"1": "0", "true": "false", "TRUE": "FALSE", "Yes": "No", "y": "n", " 1 ": " 0 ", "1.0": "0.0"}[yes]
    facts = scored(f"Name1, NAME2 ,is_match\nA Petrov,A Petrov,{yes}\nA Petrov,B Orlov,{no}\n")
    assert (facts["pairs"], facts["f1"], facts["rejected"]) == (2, 1, 0)


def test_score_names_reads_the_schema_where_it_is_there(scored):
    text = "name1,name2,is_match,schema\nMoscow City Court,Saint Petersburg City Court,0,Organization\n"
    text += "Elena Lenskaya,Ленская Елена,1,Person\nOOO Gazprom,ПАО Газпром,1,Company\nGazprom PJSC,ПАО Газпром,1,\n"
    assert scored(text, encoding="utf-8-sig")["f1"] == 1


def test_score_names_reports_a_bad_row_by_its_number_and_goes_on(scored, capsys):
    text = PAIRS + "Only one name,,1\nA,B,perhaps\nshort row\n"
    facts = scored(text)
    assert (facts["pairs"], facts["rejected"]) == (4, 3)


def test_score_names_names_the_rows_it_could_not_read(tmp_path, capsys):
    path = tmp_path / "pairs.csv"
    path.write_text(PAIRS + "A,B,perhaps\n")
    call_command("score_names", str(path))
    printed = capsys.readouterr()
    assert "row 6: is_match is “perhaps”" in printed.err
    assert "pairs 4" in printed.out


def test_score_names_refuses_a_file_without_its_columns_or_without_text(scored, tmp_path):
    with pytest.raises(CommandError, match="no column name2"):
        scored("name1,is_match\nA,1\n")
    with pytest.raises(CommandError, match="no column"):
        scored("")
    with pytest.raises(CommandError, match="utf-8"):
        scored("name1,name2,is_match\nЕлена,Елена,1\n", encoding="cp1251")
    with pytest.raises(CommandError, match="No such file"):
        call_command("score_names", str(tmp_path / "none.csv"))


def test_score_names_says_where_there_is_no_second_opinion(scored):
    with pytest.raises(CommandError, match="make setup-names"):
        scored(PAIRS, "--second-opinion")
