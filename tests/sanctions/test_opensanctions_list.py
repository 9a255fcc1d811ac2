"""OpenSanctions: its table of targets and its records, a line each."""

from sanctions.lists import FORMATS
from sanctions.lists.shapes import ALIAS, BODY, FORMER, PRIMARY, Identifier
from tests.sanctions.parsing import SAMPLES, parsed, parsed_text


def test_the_table_of_targets_is_read_and_says_from_which_data_sets():
    found = parsed("opensanctions", SAMPLES / "opensanctions.csv")
    lenskaya, court = found.entries.values()
    assert [name.text for name in lenskaya.names] == ["Elena Lenskaya", "Елена Ленская", "Yelena Lenskaya"]
    assert lenskaya.names[1].script == "Cyrl"
    assert [one.tag for one in lenskaya.listings] == [
        "OpenSanctions: US OFAC SDN", "OpenSanctions: EU Financial Sanctions Files",
    ]  # fmt: skip
    assert lenskaya.births == ("1979-01-22",)
    assert (court.kind, court.addresses) == (BODY, ("Moscow; Kalanchevskaya 11",))


def test_a_country_of_the_table_is_not_taken_for_a_nationality():
    lenskaya = parsed("opensanctions", SAMPLES / "opensanctions.csv").entries["NK-lenskaya"]
    assert (lenskaya.nationalities, lenskaya.raw["countries"]) == ((), "ru")


def test_when_they_last_looked_changes_no_entry():
    raw = parsed("opensanctions", SAMPLES / "opensanctions.csv").entries["NK-lenskaya"].raw
    assert "first_seen" in raw
    assert not {"last_seen", "last_change"} & set(raw)


def test_rows_that_are_broken_are_reported():
    bad = parsed("opensanctions", SAMPLES / "opensanctions.csv").bad
    assert [(one.line, one.reason) for one in bad] == [
        (4, "It has no name."), (5, "It has 3 columns, and this list has 15."),
    ]  # fmt: skip


def test_records_are_read_a_line_each_and_only_those_that_are_targets():
    found = parsed("opensanctions", SAMPLES / "opensanctions.json")
    lenskaya = found.only()
    assert [(name.text, name.kind, name.weak) for name in lenskaya.names] == [
        ("Elena Lenskaya", PRIMARY, False),
        ("Елена Ленская", ALIAS, False),
        ("Elena Petrova", FORMER, False),
        ("Lena", ALIAS, True),
    ]
    assert (lenskaya.births, lenskaya.nationalities, lenskaya.gender) == (("1979-01-22", "1979"), ("RU",), "female")
    assert lenskaya.identifiers == (Identifier("tax", "770905658030"),)
    assert (lenskaya.positions, lenskaya.reasons) == (("Judge",), "Extended a detention.")
    assert [bad.line for bad in found.bad] == [4, 5]


def test_lines_that_are_no_records_are_reported_and_the_rest_goes_on(tmp_path):
    good = (SAMPLES / "opensanctions.json").read_text(encoding="utf-8").splitlines()[0]
    nested, shapeless = "[" * 100_000, '{"target": true, "schema": ["Person"]}'
    found = parsed_text("opensanctions", "\n".join([good, nested, "[]", '"text"', "{}", shapeless]), tmp_path)
    assert list(found.entries) == ["NK-lenskaya"]
    assert [bad.line for bad in found.bad] == [2, 3, 4, 5, 6]


def test_both_files_are_known_by_their_shape():
    looks_like = FORMATS["opensanctions"].looks_like
    assert looks_like((SAMPLES / "opensanctions.csv").read_bytes()) == ""
    assert looks_like((SAMPLES / "opensanctions.json").read_bytes()) == ""
    assert looks_like(b'{"some": "json"}') is None
    assert looks_like(b"id,name\n") is None
