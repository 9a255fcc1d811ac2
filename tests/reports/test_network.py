"""Officials across cases: who returns, in which cases the reader may see, and what the picture and the list say."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from cases.vocabulary import Grade, Level, OfficialFunction
from reports.charts.network import MOST
from tests.factories import CaseFactory, OfficialFactory, PrisonerFactory, UserFactory
from tests.reports.test_figures import drawn, table
from tests.sanctions.factories import involve

pytestmark = pytest.mark.django_db
PAGE = "/reports/network/"
JUDGE, PROSECUTOR = OfficialFunction.TRIAL_JUDGE, OfficialFunction.PROSECUTOR


@pytest.fixture
def cases(organisation, advocate):
    def case(name):
        return CaseFactory(owner=organisation, lead=advocate, prisoner=PrisonerFactory(name=name))

    return [case(name) for name in ("Anna Person", "Boris Person", "Clara Person")]


@pytest.fixture
def part(advocate, staff):
    """A part of an official in a case: approved, unless it is to be alleged."""

    def part(official, case, function=JUDGE, *, alleged=False, **fields):
        return involve(case, official, advocate, None if alleged else staff, function=function, **fields)

    return part


@pytest.fixture
def judge(cases, part):
    official = OfficialFactory(name="Elena Lenskaya")
    for case in cases[:2]:
        part(official, case)
    return official


def test_whoever_has_a_part_in_two_cases_is_shown_and_whoever_has_one_is_not(cases, part, judge, staff):
    once = OfficialFactory(name="Once Only")
    part(once, cases[0], JUDGE)
    part(once, cases[0], PROSECUTOR)
    chart = drawn("network", staff)
    assert table(chart) == [["Elena Lenskaya", "Trial judge", 2, 0, "Anna Person; Boris Person"]]
    assert chart.sentence == "One official has a part in several cases: Elena Lenskaya, in 2"
    assert [one.name for one in chart.drawing.cases] == ["Anna Person", "Boris Person"]
    assert len(chart.drawing.curves) == 2


def test_those_in_most_cases_come_first_with_all_their_functions(cases, part, judge, staff):
    prosecutor = OfficialFactory(name="Boris Loktionov")
    for case in cases:
        part(prosecutor, case, PROSECUTOR)
    part(prosecutor, cases[0], OfficialFunction.REMAND_JUDGE)
    chart = drawn("network", staff)
    assert [row[:3] for row in table(chart)] == [
        ["Boris Loktionov", "Prosecutor, Remand judge", 3],
        ["Elena Lenskaya", "Trial judge", 2],
    ]
    assert chart.sentence == "2 officials have a part in two or more of 3 cases; Boris Loktionov has one in 3"
    assert len(chart.drawing.curves) == 5, "two parts in one case are one line"


def test_what_nobody_approved_is_a_broken_line_and_counted_as_alleged(client, cases, part, judge, staff):
    assert not drawn("network", staff).drawing.alleged
    part(judge, cases[2], alleged=True)
    chart = drawn("network", staff)
    assert table(chart)[0][2:4] == [3, 1]
    assert sum("is-alleged" in curve.css for curve in chart.drawing.curves) == 1
    client.force_login(staff)
    assert "A broken line is alleged" in client.get(PAGE).content.decode()


def test_what_was_retracted_and_who_was_merged_away_is_left_out(cases, part, judge, staff):
    part(judge, cases[2], grade=Grade.RETRACTED)
    assert table(drawn("network", staff))[0][2] == 2
    judge.merged_into = OfficialFactory()
    judge.save()
    assert drawn("network", staff).sentence == "No official has a part in two of these cases"


def test_a_case_that_the_filter_leaves_out_does_not_count(judge, staff):
    assert drawn("network", staff, "q=Anna").sentence == "No official has a part in two of these cases"


@pytest.mark.parametrize("level", [Level.RESTRICTED, Level.SEALED])
def test_a_part_or_a_case_that_the_reader_may_not_see_does_not_count(cases, part, judge, staff, level):
    before = table(drawn("network", staff))
    hidden = part(judge, cases[2])
    hidden.level = level
    hidden.save()
    assert table(drawn("network", staff)) == before
    hidden.level = Level.TEAM
    hidden.save()
    assert table(drawn("network", staff)) != before
    type(cases[2]).objects.filter(pk=cases[2].pk).update(level=level)
    assert table(drawn("network", staff)) == before


def test_outside_the_organisation_what_is_only_alleged_is_not_shown(judge, cases, part):
    stranger = UserFactory(role="staff")
    assert drawn("network", stranger).rows == []


def test_more_names_than_can_be_read_are_left_to_the_table_and_counted(organisation, part, staff):
    for number in range(20):
        official = OfficialFactory(name=f"Official {number:02}")
        for case in CaseFactory.create_batch(2 if number else 3, owner=organisation):
            part(official, case)
    chart = drawn("network", staff)
    assert len(chart.drawing.officials) + len(chart.drawing.cases) <= MOST
    assert chart.drawing.officials[0].name == "Official 00"
    assert chart.notes[0].text == "The most connected are drawn; 4 more officials stand in the table."
    assert len(chart.rows) == 20


def test_somebody_in_more_cases_than_can_be_read_stands_with_the_first(organisation, part, staff):
    official = OfficialFactory(name="In Many")
    for case in CaseFactory.create_batch(60, owner=organisation):
        part(official, case)
    chart = drawn("network", staff)
    assert len(chart.drawing.cases) == MOST - 1
    assert chart.notes[0].text == "11 more cases of theirs stand in the table."


# --- The page.
def test_every_name_is_a_link_and_lit_with_what_hangs_on_it(client, cases, judge, staff):
    client.force_login(staff)
    page = client.get(PAGE).content.decode()
    for url in (judge.get_absolute_url(), cases[0].get_absolute_url(), cases[1].get_absolute_url()):
        assert f'href="{url}"' in page
    assert '<a class="is-1 at-1 at-2 at-3"' in page
    assert re.findall(r'<path class="(at-[^"]+)"', page) == ["at-1 at-2", "at-1 at-3"]
    assert "style=" not in page


def test_the_style_sheet_lights_every_name_that_can_be_drawn():
    sheet = Path(settings.BASE_DIR, "static/css/pictures.css").read_text()
    lit = {int(one) for one in re.findall(r"\.network:has\(\.is-(\d+):is\(:hover, :focus-visible\)\) \.at-\1\b", sheet)}
    assert lit == set(range(1, MOST + 1))


def test_the_list_behind_an_official_is_that_of_their_cases(client, cases, part, judge, staff):
    part(judge, cases[2], grade=Grade.RETRACTED)
    client.force_login(staff)
    url = drawn("network", staff).rows[0][2].url
    page = client.get(url)
    assert len(page.context["rows"]) == 2
    assert "Elena Lenskaya" in page.content.decode()


def test_the_filter_by_official_finds_nothing_through_a_part_that_is_hidden(client, cases, part, staff):
    official = OfficialFactory(name="Hidden Official")
    hidden = part(official, cases[0])
    hidden.level = Level.SEALED
    hidden.save()
    client.force_login(staff)
    for reference in (official.reference, "O-NOBODY"):
        page = client.get("/cases/", {"official": reference})
        assert len(page.context["rows"]) == 0
        assert "Hidden Official" not in page.content.decode()
