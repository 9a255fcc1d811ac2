"""The UK's two lists: one row per name and address, and one row per name."""

from datetime import date

import pytest

from sanctions.lists.shapes import FORMER, PRIMARY, Identifier, Listing, NotThisList
from tests.sanctions.parsing import REAL, SAMPLES, parsed, parsed_text, table, texts, workbook

HEADER = (SAMPLES / "uk.csv").read_text().splitlines()[1]


@pytest.fixture
def uk():
    return parsed("uk", SAMPLES / "uk.csv")


@pytest.fixture
def ofsi(tmp_path):
    return parsed_text("uk-ofsi", workbook(table("uk_ofsi.csv")), tmp_path)


def test_the_rows_of_an_entry_are_brought_together_wherever_they_stand(uk):
    assert uk.day == date(2026, 8, 18)
    assert set(uk.entries) == {"RUS1832", "GHR0021", "RUS2000", "RUS2001", "AFG0001"}
    judge = uk.entries["RUS1832"]
    assert judge.name == "Elena Anatolievna LENSKAYA"
    assert set(texts(judge)) == {judge.name, "Yelena LENSKAYA", "LENA", "ЛЕНСКАЯ Елена Анатольевна"}
    assert len(judge.addresses) == 2
    assert judge.also_known_by == "15888"
    assert not uk.bad


def test_surname_and_given_names_are_kept_apart_and_a_poor_alias_is_weak(uk):
    first = uk.entries["RUS1832"].names[0]
    assert (first.family, first.given, first.kind) == ("LENSKAYA", "Elena Anatolievna", PRIMARY)
    assert texts(uk.entries["RUS1832"], weak=True) == ["LENA"]
    assert {name.script for name in uk.entries["RUS1832"].names} == {"", "Cyrl"}


def test_the_programme_is_told_by_the_regime_and_the_date_is_the_official_one(uk):
    (listing,) = uk.entries["RUS1832"].listings
    assert (listing.tag, listing.on, listing.measures) == ("RUS", "2023-04-21", ("Asset freeze", "Travel ban"))
    assert uk.entries["GHR0021"].listings[0].tag == "GHR"
    assert uk.entries["AFG0001"].listings[0].tag == "The Afghanistan (Sanctions) (EU Exit) Regulations 2020"


def test_placeholders_in_a_birth_date_leave_what_is_known(uk):
    assert uk.entries["GHR0021"].births == ("1974",)
    assert uk.entries["RUS1832"].births == ("1979-01", "1979-01-22")
    assert uk.entries["RUS2000"].births == ()


def test_reasons_are_read_out_of_their_markup(uk):
    assert uk.entries["RUS1832"].reasons == 'Judge "LENSKAYA" approved the arrest.'
    assert uk.entries["RUS1832"].remarks == "A note of our own."


def test_numbered_values_are_taken_apart(uk):
    judge = uk.entries["GHR0021"]
    assert judge.nationalities == ("BY", "RU")
    assert judge.positions == ("Former judge", "Judge")
    assert judge.identifiers == (Identifier("national", "77 01"), Identifier("national", "99 02"))


def test_bodies_and_ships_are_known_as_such(uk):
    assert (uk.entries["RUS2000"].kind, uk.entries["RUS2001"].kind) == ("body", "vessel")
    assert uk.entries["RUS2000"].linked_to == ("Example Holding",)
    assert uk.entries["RUS2001"].identifiers == (Identifier("vessel", "9418494"),)


def test_shuffled_rows_change_nothing(uk, tmp_path):
    first, header, *rows = (SAMPLES / "uk.csv").read_text().splitlines()
    again = parsed_text("uk", "\n".join([first, header, *reversed(rows)]), tmp_path)
    assert {number: again.entries[number].names for number in again.entries} == {
        number: entry.names for number, entry in uk.entries.items()
    }
    assert again.entries["RUS1832"].raw == uk.entries["RUS1832"].raw


def test_columns_may_change_places_and_spelling(tmp_path):
    text = (
        "UNIQUE  ID,date designated,Name Type,NAME 6,Name 1,Regime name\nGHR1,06/07/2020,Primary Name,KOMNOV,Dmitri,R\n"
    )
    found = parsed_text("uk", text, tmp_path)
    assert found.day is None  # no first row says it
    assert found.only().name == "Dmitri KOMNOV"
    assert found.only().listed_on == "2020-07-06"


def test_a_missing_column_is_named(tmp_path):
    with pytest.raises(NotThisList, match="Date Designated"):
        parsed_text("uk", "Unique ID,Name 6,Name type,Regime Name\nGHR1,KOMNOV,Primary Name,R\n", tmp_path)
    with pytest.raises(NotThisList, match="No row names the columns"):
        parsed_text("uk", "a,b\n1,2\n", tmp_path)


def test_a_broken_row_is_reported_and_the_rest_is_read(tmp_path):
    good = "RUS1,KOMNOV,Dmitri,Primary Name,R,06/07/2020"
    rows = [good, ",NONE,,Primary Name,R,06/07/2020", "RUS2,SHORT", "RUS3,DAY,,Primary Name,R,31/02/2020"]
    text = "Unique ID,Name 6,Name 1,Name type,Regime Name,Date Designated\n" + "\n".join(rows)
    found = parsed_text("uk", text, tmp_path)
    assert set(found.entries) == {"RUS1"}
    assert [(bad.line, bad.column) for bad in found.bad] == [(3, "Unique ID"), (4, ""), (5, "Date Designated")]


def test_a_quotation_mark_that_is_never_closed_is_said_instead_of_swallowing_the_list(tmp_path):
    rows = [f"RUS{number},NAME,{'x' * 40},Primary Name,R,06/07/2020" for number in range(30_000)]
    rows[3] = 'RUS3,"NAME,x,Primary Name,R,06/07/2020'
    text = "Unique ID,Name 6,Name 1,Name type,Regime Name,Date Designated\n" + "\n".join(rows)
    with pytest.raises(NotThisList, match="Line 5 opens a quotation mark"):
        parsed_text("uk", text, tmp_path)


# --- The closed OFSI list
def test_a_group_is_one_entry_with_the_reference_of_the_uk_sanctions_list(ofsi):
    assert ofsi.day == date(2025, 4, 10)
    judge = ofsi.entries["RUS1832"]
    assert (judge.list_id, judge.number, judge.also_known_by) == ("15888", "RUS1832", "15888")
    assert set(texts(judge)) == {"Elena Anatolievna LENSKAYA", "Yelena LENSKAYA", "ЛЕНСКАЯ Елена Анатольевна"}
    assert (judge.gender, judge.births, judge.nationalities) == ("female", ("1979-01-22",), ("RU",))


def test_without_a_reference_the_group_s_number_is_quoted(ofsi):
    officer = ofsi.entries["15878"]
    assert (officer.list_id, officer.also_known_by) == ("15878", "")
    assert officer.listings == (Listing("GHR", "2023-04-21", legal_basis="Global Human Rights"),)


def test_what_stands_inside_other_information_is_taken_apart(ofsi):
    judge = ofsi.entries["RUS1832"]
    assert judge.reasons == "Judge LENSKAYA approved the arrest (Gender: see below)."
    assert judge.remarks == "Trust services are barred too"
    firm = ofsi.entries["RUS2000"]
    assert firm.linked_to == ("Example Holding",)
    assert firm.identifiers == (Identifier("registration", "TIN: 123"),)
    assert "Website: https://example.org" in firm.remarks


def test_a_group_under_two_regimes_has_two_listings_each_with_its_day(ofsi):
    entry = ofsi.entries["BEL0010"]
    assert [(one.tag, one.on) for one in entry.listings] == [("Belarus", "2020-10-05"), ("GHR", "2020-09-29")]
    assert entry.births == ("1960",)
    assert entry.identifiers == (Identifier("passport", "AB1"), Identifier("passport", "AB2"))


def test_a_former_name_is_known_as_one(tmp_path):
    rows = table("uk_ofsi.csv")
    rows.append([*rows[-1]])
    rows[-1][0], rows[-1][29] = "OLD SHIPPING LLC", "FKA"
    names = parsed_text("uk-ofsi", workbook(rows), tmp_path).entries["RUS2000"].names
    assert [(name.text, name.kind) for name in names] == [
        ("EXAMPLE SHIPPING LLC", PRIMARY), ("OLD SHIPPING LLC", FORMER)
    ]  # fmt: skip


def test_a_formula_is_a_broken_row(tmp_path):
    rows = table("uk_ofsi.csv")
    rows[3][1] = '=CONCAT("Alex","ander")'
    found = parsed_text("uk-ofsi", workbook(rows), tmp_path)
    assert [(bad.line, bad.column) for bad in found.bad] == [(4, "Name 1")]
    assert "formula" in found.bad[0].reason
    assert "15878" not in found.entries
    assert "RUS1832" in found.entries


@pytest.mark.skipif(not REAL.exists(), reason="the real lists are not here")
def test_the_real_list_is_read_whole_and_the_namesakes_stay_apart():
    found = parsed("uk-ofsi", REAL / "uk/ConList_2025-04-10.xlsx")
    assert len(found.entries) == 4_686
    assert not found.bad
    days = {
        number: (found.entries[number].listings[0].tag, found.entries[number].listed_on)
        for number in ("RUS1832", "RUS1831", "RUS1830", "RUS1540", "GHR0008", "GHR0021", "15878", "RUS1945")
    }
    assert days == {
        "RUS1832": ("RUS", "2023-04-21"),  # Lenskaya
        "RUS1831": ("RUS", "2023-04-21"),  # Zadachin
        "RUS1830": ("RUS", "2023-04-21"),  # Denis Vladimirovich Kolesnikov
        "RUS1540": ("RUS", "2022-07-26"),  # Sviridenko
        "GHR0008": ("GHR", "2020-07-06"),  # Komnov
        "GHR0021": ("GHR", "2020-07-06"),  # Podoprigorov
        "15878": ("GHR", "2023-04-21"),  # Samofal
        "RUS1945": ("RUS", "2023-07-31"),  # Danila Yurievich Mikheev
    }
    assert found.entries["RUS1540"].births == ("1962-06-29",)
    kolesnikovs = {one.name for one in found.entries.values() if "KOLESNIKOV" in one.name.upper().split()}
    assert len(kolesnikovs) == 3
