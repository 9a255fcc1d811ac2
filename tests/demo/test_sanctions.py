"""The demonstration's sanctions: what the samples say comes out of screening, and the rules of the record hold."""

from datetime import date, timedelta
from functools import cache

import pytest
from django.db import transaction

from cases.models import Case
from core import clock
from demo.calendar import demo_day, forget_read_day
from demo.facts import load_facts
from demo.loading import load_until
from reminders.replay import replay
from sanctions.models import Designation, Match, NamelessDesignation, Snapshot
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db

LAST = date(2024, 8, 2)
US = {
    "podoprigorov": ("US-MAGNITSKY", "15891", date(2013, 4, 12)),
    "komnov": ("US-MAGNITSKY", "15881", None),
    "lenskaya": ("US-GLOMAG", "40906", date(2023, 3, 3)),
    "zadachin": ("US-GLOMAG", "40910", date(2023, 3, 3)),
    "mikheev": ("US-GLOMAG", "40911", date(2023, 3, 3)),
    "sviridenko": ("US-RUSSIA", "41184", date(2023, 3, 3)),
    "kozlov": ("US-RUSSIA", "41185", date(2023, 3, 3)),
    "mishchenko": ("US-RUSSIA", "41186", date(2023, 3, 3)),
}
UK = {
    "komnov": ("GB-GHR", "GHR0008", date(2020, 7, 6)),
    "podoprigorov": ("GB-GHR", "GHR0021", date(2020, 7, 6)),
    "sviridenko": ("GB-RUSSIA", "RUS1540", date(2022, 7, 26)),
    "lenskaya": ("GB-RUSSIA", "RUS1832", date(2023, 4, 21)),
    "zadachin": ("GB-RUSSIA", "RUS1831", date(2023, 4, 21)),
    "kolesnikov": ("GB-RUSSIA", "RUS1830", date(2023, 4, 21)),
    "samofal": ("GB-GHR", "15878", date(2023, 4, 21)),
    "kudryavtsev": ("GB-GHR", "GHR0093", date(2023, 4, 21)),
    "belitsky": ("GB-RUSSIA", "RUS1941", date(2023, 7, 31)),
    "dorokhina": ("GB-RUSSIA", "RUS1942", date(2023, 7, 31)),
    "dudar": ("GB-RUSSIA", "RUS1943", date(2023, 7, 31)),
    "loktionov": ("GB-RUSSIA", "RUS1944", date(2023, 7, 31)),
    "mikheev": ("GB-RUSSIA", "RUS1945", date(2023, 7, 31)),
    "potychko": ("GB-RUSSIA", "RUS1946", date(2023, 7, 31)),
}


@pytest.fixture(scope="module", autouse=True)
def whole_story(django_db_setup, django_db_blocker):
    """The whole story, loaded once and only read."""
    with django_db_blocker.unblock(), transaction.atomic():
        forget_read_day()
        clock.set_source(demo_day)
        load_until(LAST)
        yield
        transaction.set_rollback(True)
    forget_read_day()


def kara_murza():
    return Case.objects.get(reference="RU-22-7F3K")


def of(official):
    return Designation.objects.filter(official__name=load_facts().officials[official].name)


@pytest.mark.parametrize(("jurisdiction", "cells"), [("US", US), ("GB", UK)], ids=["us", "uk"])
def test_each_cell_has_its_programme_number_and_day(jurisdiction, cells):
    for who, cell in cells.items():
        (one,) = of(who).filter(programme__jurisdiction=jurisdiction)
        assert (one.programme.key, one.list_id, one.listed_on) == cell
        assert one.match.entry.source.jurisdiction == jurisdiction


def test_one_entry_under_two_programmes_is_two_designations_each_seen_since_its_own_day():
    found = of("kudryavtsev").filter(programme__jurisdiction="US").order_by("first_seen_on")
    told = [(one.programme.key, one.list_id, one.first_seen_on) for one in found]
    assert told == [("US-NPWMD", "32736", date(2023, 3, 2)), ("US-MAGNITSKY", "32736", date(2024, 2, 23))]


def test_canada_made_known_later_what_it_had_decided():
    (one,) = of("lenskaya").filter(programme__jurisdiction="CA")
    assert (one.listed_on, one.announced_on) == (date(2022, 11, 10), date(2022, 11, 14))
    assert one.list_id == "Russia, Schedule 1, Part 1.1, item 10"


def test_the_eu_is_entered_by_hand_with_its_regulation():
    by_hand = Designation.objects.filter(match=None, programme__jurisdiction="EU")
    assert by_hand.count() == 16
    assert {one.programme.key for one in by_hand} == {"EU-GHRSR", "EU-CHEM"}
    assert all("Official Journal" in one.cited_title for one in by_hand)
    assert of("kudryavtsev").get(programme__key="EU-CHEM").elsewhere


def test_latvia_published_no_names():
    (ban,) = NamelessDesignation.objects.filter(case=kara_murza())
    assert (ban.programme.key, ban.count, ban.listed_on) == ("LV", 10, date(2023, 4, 17))


def test_no_namesake_is_linked():
    linked = set(Match.objects.confirmed().values_list("entry__name", flat=True))
    for namesake in ("Denis Sergeevich KOLESNIKOV", "Oleg Alekseevich KOLESNIKOV", "Alexander Alexandrovich MIKHEEV"):
        assert namesake not in linked
    assert not any("Dmitry Arkadyevich" in name or "Aleksandr Aleksandrovich" in name for name in linked)


def test_all_that_was_imported_is_sample_data():
    assert set(Snapshot.objects.values_list("sample", flat=True)) == {True}


def test_loading_again_changes_nothing():
    before = sorted(Designation.history.values_list("history_id", flat=True))
    load_until(LAST)
    assert sorted(Designation.history.values_list("history_id", flat=True)) == before


# --- What the rules say of it
@cache
def replayed():
    return replay(kara_murza(), date(2022, 4, 1), LAST)


def told(code, subject):
    return [(one.what, one.day) for one in replayed() if (one.rule.code, one.subject) == (code, subject)]


def test_no_british_measure_from_day_30_until_day_375():
    events = [one for one in told("R18", "GB") if one[0] != "escalated"]
    assert events == [("opened", date(2022, 5, 11)), ("cleared", date(2023, 4, 21))]
    assert (date(2023, 4, 21) - date(2022, 4, 11)).days == 375


def test_the_american_measure_came_on_day_326_and_not_with_the_first_list_we_have():
    assert ("cleared", date(2023, 3, 3)) in told("R18", "US")


@pytest.mark.parametrize("code", ["US", "GB", "EU"])
def test_the_gap_to_canada_is_due_three_months_after_it_was_made_known(code):
    assert told("R20", code)[0] == ("opened", date(2023, 2, 14))


def test_after_the_release_no_rule_of_custody_or_gap_is_open():
    for code in ("R18", "R18b", "R20"):
        for subject in ("GB", "US", "EU", "CA"):
            events = [what for what, _day in told(code, subject) if what != "escalated"]
            assert not events or events[-1] == "cleared"


def test_a_case_without_officials_has_no_gap(organisation):
    assert not [
        one
        for one in replay(CaseFactory(owner=organisation), LAST - timedelta(400), LAST)
        if one.rule.code in ("R20", "R21", "R22")
    ]
