"""The three-line brief: right, short, and nothing in it that may not travel."""

from datetime import date

import pytest

from cases.brief import brief
from cases.services.sourcing import CitationData
from core import slots
from core.partial_dates import PartialDate
from tests.cases.pages import NEWS, WIFE, at, log, signed_in, text_of
from tests.factories import CaseFactory, FacilityFactory, KeyDateFactory, PrisonerFactory

pytestmark = pytest.mark.django_db
COURT = CitationData(title="Judgment", publisher="Moscow City Court", kind="court")


@pytest.fixture
def case(organisation, advocate):
    prisoner = PrisonerFactory(name="Vladimir Kara-Murza", native_name="Владимир Кара-Мурза")
    return CaseFactory(owner=organisation, lead=advocate, prisoner=prisoner)


def test_three_lines_say_who_what_and_what_next(case, advocate):
    facility = FacilityFactory(state=case.state, name="SIZO-5", locality="Moscow")
    log(case, advocate, "arrest", "11 April 2022", facility=facility)
    log(case, advocate, "verdict", "17 April 2023", "25 years in prison.", detail="custodial", citations=(COURT,))
    KeyDateFactory(case=case, due=PartialDate(date(2023, 7, 31)), summary="Appeal")
    assert brief(case, advocate) == [
        "Vladimir Kara-Murza (Владимир Кара-Мурза), SIZO-5, Moscow, Russia; "
        "Convicted, appeal open since 17 April 2023; held for 374 days.",
        "Last reliable news: 17 April 2023, 25 years in prison (Moscow City Court).",
        "Next: Hearing, 31 July 2023 (Appeal).",
    ]


def test_with_nothing_recorded_each_line_says_so(case, advocate):
    assert brief(case, advocate)[1:] == ["No reliable news is recorded.", "Next: no date is known to us."]


def test_news_that_is_not_reliable_does_not_count(case, advocate):
    log(case, advocate, "health", "17 April 2023", "A rumour.", citations=(NEWS,))
    assert brief(case, advocate)[1] == "No reliable news is recorded."


def test_it_names_nobody_who_told_us_anything(case, advocate):
    log(case, advocate, "family_visit", "17 April 2023", "He is thin.", citations=(WIFE,))
    assert brief(case, advocate)[1] == "Last reliable news: 17 April 2023, He is thin (a source known to us)."


def test_it_holds_nothing_stricter_than_the_case_even_for_those_who_see_it(case, advocate, staff):
    log(case, advocate, "health", "1 April 2023", "Known to the team.", citations=(COURT,))
    log(case, advocate, "health", "2 April 2023", "For members.", citations=(COURT,), level="restricted")
    KeyDateFactory(case=case, summary="Secret talks", level="restricted")
    KeyDateFactory(case=case, kind="reminder", summary="Call the wife", entered_by=advocate)
    for reader in (advocate, staff):
        lines = " ".join(brief(case, reader))
        assert "Known to the team" in lines
        for hidden in ("For members", "Secret talks", "Call the wife"):
            assert hidden not in lines


def test_what_was_corrected_or_is_past_is_not_in_it(case, advocate):
    KeyDateFactory(case=case, due=PartialDate(date(2023, 4, 19)), summary="Past")
    KeyDateFactory(case=case, summary="Settled", resolved_on=date(2023, 4, 1))
    assert brief(case, advocate)[2] == "Next: no date is known to us."


def test_without_a_date_it_says_what_is_asked(case, advocate, monkeypatch):
    monkeypatch.setitem(slots._providers, "brief-asked", [lambda case, user: ["Asked: that he be seen by a doctor."]])
    assert brief(case, advocate)[2] == "Asked: that he be seen by a doctor."


def test_the_page_has_a_box_to_copy_from_and_plain_text(case, advocate):
    client = signed_in(advocate)
    said = text_of(client.get(at("case-brief", case)))
    assert '<textarea id="brief-lines"' in said
    assert "readonly" in said
    assert 'data-copies="brief-lines"' in said
    plain = client.get(at("case-brief", case) + "?plain")
    assert plain.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert len(text_of(plain).strip().splitlines()) == 3


def test_line_breaks_in_what_people_typed_do_not_make_more_lines(case, advocate):
    case.prisoner.name = "Vladimir\nKara-Murza"
    assert all("\n" not in line for line in brief(case, advocate))
