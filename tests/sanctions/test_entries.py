"""Entries: found by any name in any script, by list, programme and kind; one as it was published, with its history."""

import dataclasses
from datetime import date

import pytest
from django.urls import reverse

from core.partial_dates import PartialDate
from sanctions.lists.shapes import ParsedEntry
from sanctions.lists.words import NUMBER_KINDS
from sanctions.models import Entry
from sanctions.pages.explaining import birth_of, plain_birth
from sanctions.pages.record_words import WORDS, field_word
from tests.cases.pages import signed_in, text_of
from tests.factories import OfficialFactory
from tests.sanctions.factories import confirmed, entry, eventful_entry, involve, match
from tests.sanctions.lists import applied, canada, read, record

pytestmark = pytest.mark.django_db

LIST = reverse("sanctions:entry-list")


def found(user, query=""):
    """The names that the list shows."""
    return [row.name for row in signed_in(user).get(LIST + query).context["page"].rows]


def page_of(one, user):
    return text_of(signed_in(user).get(one.get_absolute_url()))


# --- Finding
def test_an_entry_is_found_by_any_of_its_names_in_any_script_and_by_its_number(viewer):
    one = entry("Elena LENSKAYA", number="40906")
    Entry.objects.filter(pk=one.pk).update(key="elena lenskaya | elena lenskaia")
    entry("Ilya KOZLOV", number="41185")
    for query in ("lenskaya", "ЛЕНСКАЯ", "elena+LENSKAIA", "40906"):
        assert found(viewer, f"?q={query}") == ["Elena LENSKAYA"]
    assert found(viewer) == ["Elena LENSKAYA", "Ilya KOZLOV"]
    assert found(viewer, "?q=elena+kozlov") == []


def test_entries_are_filtered_by_list_programme_kind_and_whether_they_are_gone(viewer):
    entry("American", "us-sdn", listings=[("RUSSIA-EO14024", ""), ("GLOMAG", "")])
    entry("Canadian", "ca", listings=[("SEMA", "2022-11-14")])
    entry("Company", "us-sdn", listings=[("MAGNIT", "")], kind="body", gone_since=date(2023, 4, 1))
    expected = {
        "?list=us-sdn": ["American", "Company"],
        "?programme=US-GLOMAG": ["American"],  # its second programme
        "?programme=US-MAGNITSKY": ["Company"],
        "?programme=CA-SEMA": ["Canadian"],
        "?programme=CA-SEMA&list=us-sdn": [],
        "?kind=body": ["Company"],
        "?gone=no": ["American", "Canadian"],
        "?gone=yes": ["Company"],
        "?list=circus": ["American", "Canadian", "Company"],
    }
    assert {query: found(viewer, query) for query in expected} == expected
    assert "not one of the available choices" in text_of(signed_in(viewer).get(LIST + "?list=circus"))


def test_the_list_is_paged_and_loses_nobody(viewer):
    for number in range(30):
        entry(f"Person {number % 7}", number=str(number))
    client, query, seen = signed_in(viewer), "", []
    while query is not None:
        page = client.get(LIST + query).context["page"]
        seen += [row.pk for row in page.rows]
        query = page.next_query
    assert sorted(seen) == sorted(Entry.objects.values_list("pk", flat=True))


def test_not_found_never_says_not_sanctioned(viewer):
    assert "No list is loaded yet" in text_of(signed_in(viewer).get(LIST))
    entry()
    said = text_of(signed_in(viewer).get(LIST + "?q=nobody"))
    assert "No entry like that in the lists loaded here" in said
    assert "does not say that nobody has listed them" in said


# --- One entry
def test_an_entry_shows_what_the_list_says_in_words(viewer):
    one = entry(
        "Elena LENSKAYA",
        "us-sdn",
        listings=[("MAGNIT", "2023-03-03")],
        record={
            "names": [
                {"text": "Elena LENSKAYA", "kind": "primary"},
                {"text": "Елена ЛЕНСКАЯ", "kind": "alias", "script": "Cyrl"},
                {"text": "Lenka", "kind": "alias", "weak": True},
            ],
            "births": ["1974-10-11", "1975~"],
            "nationalities": ["RU"],
            "positions": ["Judge"],
            "identifiers": [{"kind": "tax", "value": "770000000", "country": "RU"}],
            "reasons": "Unlawful <b>remand</b>",
            "raw": {"ent_num": "40906", "Remarks": "DOB 11 Oct 1974"},
        },
    )
    said = page_of(one, viewer)
    for words in ("11 October 1974", "about 1975", "Russia", "Judge", "Tax number", "770000000", "DOB 11 Oct 1974"):
        assert words in said
    assert 'lang="und-Cyrl" dir="auto">Елена' in said
    assert "weak alias" in said
    assert "Sergei Magnitsky Rule of Law" in said  # what MAGNIT stands for
    assert "3 March 2023" in said
    assert "Unlawful &lt;b&gt;remand&lt;/b&gt;" in said


def test_a_birth_that_is_no_date_stands_as_the_list_has_it():
    assert (birth_of("1976~"), birth_of("in spring")) == (PartialDate.from_edtf("1976~"), None)
    assert (plain_birth("1962-07-29"), plain_birth("in spring")) == ("29 July 1962", "in spring")


def test_every_kind_of_number_and_every_field_has_words_of_its_own():
    fields = {one.name for one in dataclasses.fields(ParsedEntry)} - {"line"}
    assert fields | set(NUMBER_KINDS) <= set(WORDS)
    assert field_word("vessel") == "Ship number (IMO)"
    assert field_word("snils_number") == "snils number"  # what nobody knows stands as the list has it


def test_a_list_without_dates_says_so(viewer):
    said = page_of(entry(), viewer)
    assert "the list publishes no date" in said
    assert "in the list of 3 March 2023" in said


def test_its_history_is_told_from_the_imports(viewer):
    said = page_of(eventful_entry(), viewer)
    assert "not in the list of 3 April 2023" in said
    assert "no longer in the list" in said
    assert "Helena LENSKAYA</del>" in said
    assert "Elena LENSKAYA</ins>" in said


def test_the_history_is_what_was_applied_and_not_what_only_waits(admin, viewer):
    applied(canada(record(1)), admin, dated=date(2023, 3, 1))
    read(canada(record(1, given="Helena")), admin, dated=date(2023, 4, 1))
    assert "Helena" not in page_of(Entry.objects.get(), viewer)


def test_the_same_number_in_another_list_of_the_publisher_is_linked(viewer):
    one, same = entry(number="40906"), entry("LENSKAYA, Elena", "us-sdn-advanced", number="40906")
    entry("Somebody ELSE", "ca", number="40906")
    said = page_of(one, viewer)
    assert same.get_absolute_url() in said
    assert "/entries/ca/" not in said


def test_a_key_with_slashes_has_an_address(admin, viewer):
    applied(canada(record(7, country="Russia / Russie")), admin)
    one = Entry.objects.get()
    assert "/" in one.list_id
    assert one.name in page_of(one, viewer)
    assert signed_in(viewer).get(one.get_absolute_url() + "more/").status_code == 404


# --- Our officials
def test_which_of_our_officials_it_is_stands_there_only_for_whom_may_see_them(case, advocate, admin, viewer, outsider):
    one = entry()
    official = OfficialFactory(name="Elena Lenskaya", state=case.state)
    involve(case, official, advocate, admin)
    waiting = match(official, one)
    assert "nobody has decided" in page_of(one, viewer)
    waiting.delete()
    confirmed(official, one, admin)
    said = page_of(one, viewer)
    assert "Elena Lenskaya" in said
    assert "the same, said Alma Admin" in said
    hidden = page_of(one, outsider)
    assert "Elena Lenskaya" not in hidden
    assert "none of the officials that you may see" in hidden


def test_a_changed_entry_says_that_the_decision_is_asked_again(case, advocate, admin):
    one = entry()
    official = involve(case, None, advocate, admin).official
    confirmed(official, one, admin)
    Entry.objects.filter(pk=one.pk).update(content_hash="another")
    assert "the entry has changed since" in page_of(one, admin)
