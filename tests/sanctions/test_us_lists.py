"""OFAC's lists: the SDN list as CSV with the files beside it, its older XML, its advanced XML."""

import gzip
from collections import Counter
from datetime import date

import pytest

from bench import made_lists
from sanctions.lists import FORMATS
from sanctions.lists.opening import head_of
from sanctions.lists.shapes import ALIAS, BODY, FORMER, PERSON, PRIMARY, VESSEL, Identifier, NotThisList
from sanctions.lists.us_remarks import remarks_of
from sanctions.lists.words import country_code
from tests.sanctions.ofac import row
from tests.sanctions.parsing import REAL, SAMPLES, parsed, parsed_text, texts

SDN, ALIASES, ADDRESSES, COMMENTS = (SAMPLES / f"us_{name}.csv" for name in ("sdn", "alt", "add", "comments"))


@pytest.fixture(scope="module")
def sdn():
    return parsed("us-sdn", SDN, aliases=ALIASES, addresses=ADDRESSES, comments=COMMENTS)


# --- sdn.csv and what stands beside it
def test_a_person_is_read_with_what_the_remarks_say(sdn):
    lenskaya = sdn.entries["40906"]
    assert (lenskaya.list_id, lenskaya.kind, lenskaya.gender) == ("40906", PERSON, "female")
    assert [listing.tag for listing in lenskaya.listings] == ["GLOMAG"]
    assert (lenskaya.births, lenskaya.nationalities) == (("1979-01-22",), ("RU",))
    assert lenskaya.identifiers == (Identifier("tax", "770905658030", "RU"),)
    assert lenskaya.positions == ("Judge of the Basmannyy District Court in Moscow",)
    assert lenskaya.remarks == ""  # the position is said once
    assert lenskaya.listed_on == ""  # no file of this list has a date


def test_names_are_in_reading_order_with_their_parts_and_aliases(sdn):
    primary, alias, former = sdn.entries["40906"].names
    assert (primary.text, primary.family, primary.given) == (
        "Elena Anatolievna LENSKAYA", "LENSKAYA", "Elena Anatolievna",
    )  # fmt: skip
    assert (primary.kind, alias.kind, former.kind) == (PRIMARY, ALIAS, FORMER)
    assert (alias.text, former.text) == ("Yelena LENSKAYA", "Elena PETROVA")
    assert not alias.weak


def test_quoted_names_are_weak_aliases_and_a_body_keeps_its_name(sdn):
    bank = sdn.entries["306"]
    assert bank.kind == BODY
    assert (texts(bank, weak=True), texts(bank, weak=False)) == (
        ["BNC"], ["BANCO NACIONAL DE CUBA", "NATIONAL BANK OF CUBA"],
    )  # fmt: skip
    assert parsed("us-sdn", SDN).entries["306"].births == ()  # its founding is no birth
    assert "Organization Established Date 1948" in bank.remarks


def test_several_programmes_births_and_documents_of_one_entry(sdn):
    bastrykin = sdn.entries["21186"]
    assert [listing.tag for listing in bastrykin.listings] == ["MAGNIT", "RUSSIA-EO14024"]
    assert bastrykin.births == ("1953-08-27", "1954~", "1952/1955")
    assert bastrykin.nationalities == ("RU",)  # citizen and nationality say the same
    assert bastrykin.identifiers == (Identifier("passport", "711", "RU"),)
    assert bastrykin.linked_to == ("INVESTIGATIVE COMMITTEE",)
    assert bastrykin.remarks == "ICTY indictee"
    assert bastrykin.birth_places == ("Pskov, Russia",)


def test_a_ship_is_no_person(sdn):
    ship = sdn.entries["4243"]
    assert (ship.kind, ship.raw["Vess_flag"]) == (VESSEL, "Panama")
    assert ship.names[1].kind == FORMER


def test_a_remark_goes_on_in_the_file_of_comments(sdn):
    bank = sdn.entries["17016"]
    assert "Listing Date (EO 14024 Directive 3): 24 Feb 2022" in bank.remarks
    assert [one.value for one in bank.identifiers] == ["7744001497", "1027700167110"]
    assert "Directive 3" not in parsed("us-sdn", SDN).entries["17016"].remarks


def test_addresses_are_one_line_each_and_an_empty_one_is_none(sdn):
    assert sdn.entries["40906"].addresses == ("Moscow, Russia",)
    assert sdn.entries["306"].addresses == ("Zweierstrasse 35, Zürich CH-8022, Switzerland (Branch)",)
    assert sdn.entries["17016"].addresses == ()


def test_what_belongs_to_no_entry_is_reported_once_a_number_with_its_file(sdn):
    (bad,) = sdn.bad
    assert (bad.line, bad.column) == (4, "aliases")
    assert "99999" in bad.reason
    assert bad.text == "SOMEBODY, Else; SOMEBODY, Other"
    assert len(sdn.entries) == 5


@pytest.mark.parametrize(
    ("remark", "births"),
    [
        ("DOB 22 Jan 1979", ["1979-01-22"]),
        ("DOB 1984", ["1984"]),
        ("DOB Oct 1971", ["1971-10"]),
        ("DOB circa 1956", ["1956~"]),
        ("DOB circa 01 Jan 1961", ["1961-01-01~"]),
        ("DOB 1962 to 1963", ["1962/1963"]),
        ("DOB Mar 1980 to Mar 1981", ["1980-03/1981-03"]),
        ("DOB 08 Nov 1985 to 07 Nov 1986", ["1985-11-08/1986-11-07"]),
        ("DOB between 1960 and 1962", ["1960/1962"]),
        ("DOB 01 Aug 1970; alt. DOB 1971; alt. DOB 01 Aug 1970", ["1970-08-01", "1971"]),
        ("DOB 1986 to 1985", []),
        ("DOB unknown", []),
    ],
)
def test_births_in_every_way_they_are_written(remark, births):
    found = remarks_of(remark + ".", person=True)
    assert found.births == births
    assert bool(found.rest) == (not births)  # what cannot be read stays as a remark


def test_remarks_that_nothing_names_stay():
    found = remarks_of(
        "Gender Unknown; Digital Currency Address - XBT 12Q; POB Omsk; a.k.a. ''ABD-AL-'IZ'.", person=True
    )
    assert found.rest == ["Gender Unknown", "Digital Currency Address - XBT 12Q"]
    assert found.birth_places == ["Omsk"]
    assert [name.text for name in found.aliases] == ["'ABD-AL-'IZ"]
    assert remarks_of("", person=True).rest == []


def test_countries_by_the_names_of_lists():
    names = ("Russia", "Burma", "Iran", "Korea, North", "Congo, Democratic Republic of the", "Kosovo", "by", "Türkiye")
    assert [country_code(name) for name in names] == ["RU", "MM", "IR", "KP", "CD", "XK", "BY", "TR"]
    assert country_code("Region: Gaza") == "Region: Gaza"
    assert country_code("Korea") == "Korea"  # nobody said which


# --- What is broken
def test_rows_that_are_broken_are_reported_and_the_rest_goes_on(tmp_path):
    lines = [row(1), '2,"DOE, Jane","individual"', row("x3"), row(4)]
    found = parsed_text("us-sdn", "\r\n".join(lines), tmp_path)
    assert list(found.entries) == ["1", "4"]
    assert [bad.line for bad in found.bad] == [2, 3]
    assert found.bad[0].reason == "It has 3 columns, and this list has 12."


def test_older_files_are_in_the_encoding_of_windows(tmp_path):
    found = parsed_text("us-sdn", row(1, name="MUÑOZ, José").encode("cp1252"), tmp_path)
    assert found.only().name == "José MUÑOZ"
    assert parsed_text("us-sdn", row(1, name="MUÑOZ, José"), tmp_path).only().name == "José MUÑOZ"


def test_a_file_in_utf_16_is_refused_with_the_reason(tmp_path):
    with pytest.raises(NotThisList, match="UTF-16"):
        parsed_text("us-sdn", row(1).encode("utf-16"), tmp_path)


def test_each_file_is_known_by_its_shape():
    looks_like = FORMATS["us-sdn"].looks_like
    assert [looks_like(head_of(str(path))) for path in (SDN, ALIASES, ADDRESSES, COMMENTS)] == [
        "", "aliases", "addresses", "comments",
    ]  # fmt: skip
    assert looks_like(b'36,"AEROCARIBBEAN",-0- ,"CUBA",-0- \r\n') == ""  # columns are missing: the reader says so
    assert looks_like(b"name,date\r\nDoe,1970\r\n") is None
    assert looks_like(b"\x89PNG") is None


def test_the_two_lists_in_the_older_xml_are_told_apart_by_their_first_programmes():
    head = b"<sdnList><sdnEntry><programList><program>%s</program>"
    sdn_head, other = FORMATS["us-sdn"].looks_like, FORMATS["us-consolidated"].looks_like
    assert (sdn_head(head % b"CUBA"), other(head % b"CUBA")) == ("", None)
    assert (sdn_head(head % b"NS-PLC"), other(head % b"NS-PLC")) == (None, "")
    assert other(b"<Sanctions>") is None


# --- The older XML
def test_the_older_xml_says_its_day_and_an_entry_whole():
    found = parsed("us-consolidated", SAMPLES / "us_consolidated.xml")
    person = found.only()
    assert found.day == date(2025, 3, 28)
    assert texts(person, weak=False) == ["Ivan Petrovich SIDOROV", "Иван Петрович СИДОРОВ"]
    assert [(name.text, name.kind) for name in person.names if name.weak] == [("VANYA", FORMER)]
    assert person.names[1].script == "Cyrl"
    assert (person.births, person.nationalities) == (("1962~", "1985-11-08/1986-11-07"), ("RU", "MM"))
    assert (person.gender, person.identifiers) == ("male", (Identifier("passport", "PA 12", "RU"),))
    assert person.positions == ("Member of the Council", "Deputy Chairman")
    assert person.linked_to == ("THE COUNCIL (MOSCOW)",)
    assert person.remarks == "Known for nothing; Secondary sanctions risk: some section"
    assert [bad.reason for bad in found.bad] == ["The entry has no name."]


def test_the_sdn_list_is_read_in_the_older_xml_too_and_then_nothing_stands_beside_it():
    path = SAMPLES / "us_consolidated.xml"
    assert parsed("us-sdn", path).only().number == "9639"
    with pytest.raises(NotThisList, match="give it alone"):
        parsed("us-sdn", path, aliases=ALIASES)


# --- The advanced XML
def test_the_advanced_xml_joins_what_stands_apart():
    found = parsed("us-sdn-advanced", SAMPLES / "us_advanced.xml")
    lenskaya = found.only()
    assert found.day == date(2024, 5, 3)
    assert (lenskaya.number, lenskaya.list_id) == ("40906", "40906")  # as in the CSV
    assert [(one.tag, one.on) for one in lenskaya.listings] == [("GLOMAG", "2023-03-03")]
    assert lenskaya.identifiers == (Identifier("tax", "770905658030", "RU"),)
    assert (lenskaya.gender, lenskaya.nationalities, lenskaya.addresses) == ("female", ("RU",), ("Moscow, Russia",))
    assert lenskaya.positions == ("Judge of the Basmannyy District Court in Moscow",)
    assert lenskaya.linked_to == ("BASMANNY DISTRICT COURT",)
    assert lenskaya.remarks == "Secondary sanctions risk: section 11"


def test_the_advanced_xml_has_scripts_weak_names_and_whole_years():
    lenskaya = parsed("us-sdn-advanced", SAMPLES / "us_advanced.xml").only()
    assert [(name.text, name.kind, name.weak, name.script) for name in lenskaya.names] == [
        ("Elena Anatolievna LENSKAYA", PRIMARY, False, ""),
        ("LENA", ALIAS, True, ""),
        ("Елена ЛЕНСКАЯ", ALIAS, False, "Cyrl"),
        ("PETROVA", FORMER, False, ""),
    ]
    assert lenskaya.births == ("1979", "1979-01-22")


def test_a_party_without_a_name_or_without_a_programme_is_reported():
    found = parsed("us-sdn-advanced", SAMPLES / "us_advanced.xml")
    assert [(bad.line, bad.column) for bad in found.bad] == [(3, "DocumentedName"), (2, "SanctionsEntry")]


def test_who_is_only_on_the_other_list_of_the_same_shape_is_not_taken_for_listed_on_this_one(tmp_path):
    text = (SAMPLES / "us_advanced.xml").read_text(encoding="utf-8")
    other = text.replace(
        "<ScriptValues>", '<ListValues><List ID="1550">Consolidated List</List></ListValues><ScriptValues>'
    )
    found = parsed_text("us-sdn-advanced", other, tmp_path)
    assert found.entries == {}
    assert {bad.column for bad in found.bad} == {"DocumentedName", "SanctionsEntry"}


@pytest.mark.parametrize("key", ["us-sdn", "us-consolidated", "us-sdn-advanced"])
def test_cut_off_xml_is_refused(key, tmp_path):
    sample = "us_advanced.xml" if key == "us-sdn-advanced" else "us_consolidated.xml"
    whole = (SAMPLES / sample).read_bytes()
    with pytest.raises(NotThisList, match="breaks off"):
        parsed_text(key, whole[: len(whole) * 2 // 3], tmp_path)
    with pytest.raises(NotThisList, match="begins with <Other>"):
        parsed_text(key, "<Other></Other>", tmp_path)


def test_the_made_up_lists_of_the_benchmark_are_read_whole(tmp_path):
    parties = made_lists.advanced(tmp_path / "advanced.xml", megabytes=1)
    found = parsed("us-sdn-advanced", tmp_path / "advanced.xml")
    assert (len(found.entries), found.bad) == (parties, [])
    assert {len(entry.names) for entry in found.entries.values()} == {4}  # three Latin ones, one Cyrillic
    files = made_lists.sdn(tmp_path)
    found = parsed("us-sdn", files["sdn.csv"], aliases=files["alt.csv"], addresses=files["add.csv"])
    assert (len(found.entries), found.bad) == (made_lists.ENTRIES, [])


# --- The real ones
@pytest.mark.skipif(not REAL.exists(), reason="the real lists are not here")
def test_the_real_sdn_list_is_read_whole():
    us = REAL / "us"
    found = parsed(
        "us-sdn", us / "sdn_2024-05-03.csv.gz", aliases=us / "alt_2025-02.csv.gz", addresses=us / "add_2025-02.csv.gz"
    )
    kinds = Counter(entry.kind for entry in found.entries.values())
    assert kinds == {PERSON: 6854, VESSEL: 851 + 376, BODY: 6884}
    people = [entry for entry in found.entries.values() if entry.kind == PERSON]
    assert sum(not entry.births for entry in people) == 118
    assert sum(len(entry.births) > 1 for entry in people) == 548
    assert {bad.column for bad in found.bad} == {"aliases", "addresses"}
    with gzip.open(us / "alt_2025-02.csv.gz", "rt", encoding="utf-8") as file:
        lines = sum(1 for line in file if not line.startswith("\x1a"))
    aliases = sum(name.kind != PRIMARY and not name.weak for entry in found.entries.values() for name in entry.names)
    orphans = sum(bad.text.count("; ") + 1 for bad in found.bad if bad.column == "aliases")
    assert 0.95 * lines < aliases + orphans <= lines


@pytest.mark.skipif(not REAL.exists(), reason="the real lists are not here")
def test_the_real_consolidated_list_is_read_whole():
    found = parsed("us-consolidated", REAL / "us" / "cons_nonsdn_2025-05.xml")
    assert (len(found.entries), found.bad, found.day) == (443, [], date(2025, 3, 28))
