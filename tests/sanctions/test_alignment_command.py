"""`manage.py alignment`: what it prints in each form, of one case, of a state and of all; and what it refuses."""

import csv
import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from core import clock
from tests.factories import CaseFactory, OfficialFactory, StateFactory
from tests.sanctions.factories import designation, involve, nameless, snapshot

pytestmark = pytest.mark.django_db

PROMISED = {"official", "jurisdiction", "state", "programme", "list_id", "listed_on", "first_seen_on", "as_of"}


@pytest.fixture
def judge(case, advocate, staff):
    case.arrested_on = date(2022, 4, 11)
    case.save()
    official = OfficialFactory(name="Elena Lenskaya", native_name="Елена Ленская", state=case.state)
    return involve(case, official, advocate, staff).official


def printed(*args):
    out = io.StringIO()
    call_command("alignment", *args, stdout=out)
    return out.getvalue()


def objects(*args):
    return json.loads(printed(*args, "--format", "json"))


def test_json_is_a_list_with_an_object_for_each_cell_and_each_listing(judge, case):
    snapshot("us-sdn", dated=date(2023, 3, 2))
    snapshot("us-sdn", dated=date(2023, 3, 3))
    designation(judge, "US-GLOMAG", None, list_id="40906", first_seen_on=date(2023, 3, 3))
    designation(judge, "CA-SEMA", date(2022, 11, 14), list_id="1")
    designation(judge, "CA-JVCFOA", date(2023, 1, 1), list_id="2")
    found = objects("--case", case.reference, "--on", "2023-04-20")
    assert all(set(one) >= PROMISED for one in found)
    told = [[one[name] for name in ("jurisdiction", "state", "programme", "list_id", "listed_on")] for one in found]
    assert told == [
        ["US", "listed", "US-GLOMAG", "40906", None],
        ["GB", "no_list", None, None, None],
        ["EU", "no_list", None, None, None],
        ["CA", "listed", "CA-SEMA", "1", "2022-11-14"],
        ["CA", "listed", "CA-JVCFOA", "2", "2023-01-01"],
    ]
    assert (found[0]["first_seen_on"], found[0]["as_of"], found[0]["lag_days"]) == ("2023-03-03", "2023-03-03", 109)
    before = objects("--case", case.reference, "--on", "2023-03-02")[0]
    assert (before["state"], before["programme"], before["as_of"]) == ("not_listed", None, "2023-03-02")


def test_names_keep_their_script_and_listings_without_names_their_number(judge, case):
    nameless(case)
    found = objects("--case", case.reference)
    assert found[0]["original_name"] == "Елена Ленская"
    assert "Елена" in printed("--case", case.reference, "--format", "json")
    assert (found[-1]["jurisdiction"], found[-1]["people"], found[-1]["official"]) == (
        "LV", 10, "10 people, names not published"
    )  # fmt: skip


def test_csv_says_the_same_as_json(judge, case):
    designation(judge, "CA-SEMA", date(2022, 11, 14))
    rows = list(csv.DictReader(io.StringIO(printed("--case", case.reference, "--format", "csv").lstrip("\ufeff"))))
    told = [{name: "" if value is None else str(value) for name, value in one.items()} for one in objects()]
    assert rows == told


def test_the_table_says_each_cell_in_words(judge, case, advocate):
    snapshot("us-sdn", dated=date(2023, 3, 3))
    designation(judge, "GB-RUSSIA", date(2023, 4, 19), list_id="RUS1832")
    designation(judge, "CA-SEMA", date(2022, 11, 14), list_id="1", delisted_on=date(2023, 1, 1))
    designation(judge, "EU-GHRSR", None, list_id="7", first_seen_on=date(2023, 1, 1), from_the_first=True)
    designation(judge, "EU-CHEM", date(2013, 1, 1), list_id="8")
    involve(case, OfficialFactory(name="Zoe Alleged", state=case.state), advocate)
    nameless(case)
    said = printed("--case", case.reference)
    for words in (
        "not in the list of 2023-03-03",
        "GB-RUSSIA RUS1832 since 2023-04-19 (+156 days)",
        "delisted CA-SEMA 1 since 2022-11-14",
        "for something else EU-CHEM 8 since 2013-01-01; EU-GHRSR 7 since 2023-01-01 or earlier",
        "no list loaded that can tell",
        "Zoe Alleged (alleged)",
        "LV: 10 people, names not published, 2023-04-17",
        "As of 2023-04-20.",
    ):
        assert words in said
    assert "not yet, by the list of 2023-03-03" in _before_the_list(judge, case)


def _before_the_list(judge, case):
    designation(judge, "US-GLOMAG", date(2023, 3, 3), first_seen_on=date(2023, 3, 3))
    return printed("--case", case.reference, "--on", "2023-03-02")


def test_a_state_has_its_own_officials_and_without_a_choice_all_are_there(judge, case, advocate, staff):
    other = CaseFactory(owner=case.owner, state=StateFactory(code="IR"))
    involve(other, OfficialFactory(name="Somebody Iranian", state=other.state), advocate, staff)
    assert {one["official"] for one in objects("--state", "IR")} == {"Somebody Iranian"}
    assert {one["official"] for one in objects()} == {"Somebody Iranian", "Elena Lenskaya"}


def test_where_nobody_is_recorded_it_says_so(case):
    assert "No official is recorded here." in printed("--case", case.reference)
    assert objects("--case", case.reference) == []


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--case", "RU-22-NONE"], "There is no case RU-22-NONE"),
        (["--state", "XX"], "There is no state XX"),
        (["--on", "3 March"], "is no day"),
        (["--on", "2999-01-01"], "still to come"),
        (["--case", "A", "--state", "RU"], "not allowed with"),
        (["--format", "xml"], "invalid choice"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_plain_words(args, said, db):
    with pytest.raises(CommandError, match=said):
        printed(*args)


def test_without_a_day_it_is_today(judge, case, house_day):
    designation(judge, "CA-SEMA", house_day)
    assert objects("--case", case.reference)[3]["state"] == "listed"
    clock.set_source(lambda: date(2023, 4, 19))
    assert objects("--case", case.reference)[3]["state"] == "no_list"
