"""Ready mappings: the sheets whose headings are known beforehand."""

import pytest

from sheets.columns import column
from sheets.ready import READY, best, is_several, labels
from sheets.shapes import LEFT_OUT, NOTE
from sheets.understanding.guessing import guess
from sheets.vocabulary import SheetKind
from tests.sheets.files import look_of

CASES = SheetKind.CASES
PLAIN = ["Name", "Country", "Arrested", "Charge", "Sentence", "Status", "Source"]
VIASNA = ["id", "url", "name", "status", "birthday", "gender", "arrested", "articles", "verdict_date", "decision",
          "penalty", "judge", "prison", "penalty_start", "release_date", "appeal_date"]  # fmt: skip
AIRTABLE = ["Name", "Country", "Status", "Date of arrest", "Charges", "Attachments", "Last modified", "Ransom"]


def test_each_names_only_columns_that_there_are_and_says_what_it_is():
    assert list(READY) == ["plain", "viasna", "airtable", "export"]
    for name, ready in READY.items():
        assert (ready.name, bool(str(ready.label))) == (name, True)
        for key in {*ready.mapping.columns.values(), *ready.mapping.always} - {LEFT_OUT, NOTE}:
            assert column(ready.kind, key).key == key


@pytest.mark.parametrize(
    ("name", "headings"),
    [("plain", PLAIN), ("viasna", VIASNA), ("airtable", AIRTABLE), ("export", list(labels(CASES)))],
)
def test_a_sheet_is_known_by_its_headings_however_they_are_written(name, headings):
    for written in (headings, [heading.upper() for heading in headings], list(reversed(headings))):
        assert READY[name].fits(look_of(written))
        found = best(CASES, look_of(written))
        assert found is not None
        assert found.name == name


def test_a_sheet_that_lacks_what_makes_it_known_is_not():
    assert best(CASES, look_of(["Name", "Arrested"])) is None
    assert not READY["viasna"].fits(look_of([heading for heading in VIASNA if heading != "articles"]))
    assert best(SheetKind.UPDATES, look_of(PLAIN)) is None


def test_the_list_of_viasna_means_belarus_and_keeps_its_numbers():
    mapping = guess(CASES, look_of(VIASNA, *[[str(number)] + ["x"] * 15 for number in (7, 3)]))
    assert (mapping.key, mapping.always["state"], mapping.always["appeal_outcome"]) == ("id", "BY", "upheld")
    assert "verdict_outcome" not in mapping.always  # it is read from the decision
    assert mapping.columns == {
        "id": LEFT_OUT,
        "url": "source",
        "name": "name",
        "status": NOTE,
        "birthday": "birth",
        "gender": "gender",
        "arrested": "arrested",
        "articles": "charge",
        "verdict_date": "verdict",
        "decision": "sentence",
        "penalty": NOTE,
        "judge": "judge",
        "prison": "facility",
        "penalty_start": NOTE,
        "release_date": "released",
        "appeal_date": "appeal",
    }


def test_headings_that_a_ready_mapping_does_not_know_are_guessed():
    mapping = guess(CASES, look_of([*PLAIN, "Date of birth", "Shoe size"]))
    assert (mapping.columns["Date of birth"], mapping.columns["Shoe size"]) == ("birth", LEFT_OUT)
    airtable = guess(CASES, look_of(AIRTABLE)).columns
    assert (airtable["Attachments"], airtable["Last modified"], airtable["Ransom"]) == (NOTE, LEFT_OUT, LEFT_OUT)


def test_somebody_may_ask_for_another_than_the_one_that_fits_best():
    look = look_of(["Name", "Status", "Country", "Arrested"])
    assert guess(CASES, look).columns["Status"] == "status"
    assert guess(CASES, look, READY["viasna"]).columns["Status"] == NOTE
    assert guess(CASES, look, READY["viasna"]).always == {}  # the sheet has a country of its own
    assert guess(CASES, look_of(["Name", "Status"]), READY["viasna"]).always == {"state": "BY"}


def test_what_is_meant_is_written_with_the_sheet_s_own_headings_and_nothing_twice():
    meant = READY["viasna"].meant(look_of(["NAME", "Release", "release date", "Judge", "ID", "else"]))
    assert meant.columns == {"NAME": "name", "Release": "released", "Judge": "judge", "ID": LEFT_OUT}
    assert meant.key == "ID"
    assert is_several(CASES, "judge")
    assert not is_several(CASES, "released")


def test_an_export_from_here_comes_back_as_it_went():
    headings = labels(CASES)
    mapping = guess(CASES, look_of(list(headings)))
    assert mapping.columns == headings
    assert mapping.always == {}
