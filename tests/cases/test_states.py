"""The states: figures, chart, charges, places and officials, over the cases one may see and no others."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.history_chart import history_chart, steps_between
from cases.models import Case, Charge, DetainingState, Involvement, StatusPeriod
from cases.state_figures import headline, officials_seen, state_rows
from cases.vocabulary import FileState, Level, OfficialFunction, OfficialKind, Stage, Status
from core import clock
from tests.cases.worlds import DAY, hidden_twins, kara_murza, make_case
from tests.factories import FacilityFactory, OfficialFactory, StateFactory, StatuteFactory, UserFactory

STATES, RUSSIA = "/states/", "/states/RU/"


@pytest.fixture
def reader(client, advocate):
    client.force_login(advocate)
    return client


@pytest.fixture
def murza(organisation):
    return kara_murza(organisation)


def page_text(client, path):
    """The page without its form tokens, which differ each time."""
    return re.sub(r"\b[A-Za-z0-9]{64}\b", "", client.get(path).content.decode())


def period(case, start, end, status):
    return StatusPeriod.objects.create(
        case=case,
        starts_on=start,
        ends_on=end,
        status=status,
        liberty="held",
        stage=Stage.NONE,
        place_known=True,
        contact="yes",
    )


def involve(official, case, function=OfficialFunction.TRIAL_JUDGE, **fields):
    return Involvement.objects.create(official=official, case=case, function=function, known_on=DAY, **fields)


# --- The list of states.
def test_states_are_listed_with_how_many_they_hold(reader, organisation, murza):
    make_case(organisation, "Free Now", state="RU", status=Status.RELEASED, last_update_on=date(2023, 4, 19))
    make_case(organisation, "Lost", state="BY", in_custody_since=DAY, place_unknown_since=DAY)
    rows = {row.code: row for row in reader.get(STATES).context["rows"]}
    assert set(rows) == {"RU", "BY"}
    assert (rows["RU"].held, rows["RU"].cases, rows["RU"].lost) == (1, 2, 0)
    assert (rows["BY"].held, rows["BY"].cases, rows["BY"].lost) == (1, 1, 1)
    assert rows["RU"].last_update_on == date(2023, 4, 19)
    assert rows["RU"].share == 100


def test_drafts_and_rejected_files_count_nowhere_and_closed_ones_do(organisation, advocate):
    for state in FileState:
        make_case(organisation, state, file_state=state)
    (row,) = state_rows(Case.objects.visible_to(advocate).on_file())
    assert row.cases == 4


@pytest.mark.parametrize(
    ("words", "codes"), [("russ", ["RU"]), ("BY", ["BY"]), ("eastern europe", ["BY", "RU"]), ("zz", [])]
)
def test_states_are_found_by_name_code_or_region(reader, organisation, murza, words, codes):
    make_case(organisation, "Other", state="BY")
    make_case(organisation, "Third", state="IR")
    response = reader.get(STATES, {"q": words})
    assert sorted(row.code for row in response.context["rows"]) == codes
    assert ("No state by that name" in response.content.decode()) is not bool(codes)


@pytest.mark.parametrize(
    ("sort", "first"), [("held", "RU"), ("cases", "BY"), ("name", "BY"), ("updated", "RU"), ("x", "RU")]
)
def test_states_are_sorted_as_asked(reader, organisation, murza, sort, first):
    for name in ("One", "Two"):
        make_case(organisation, name, state="BY", last_update_on=date(2022, 1, 1))
    assert reader.get(STATES, {"sort": sort}).context["rows"][0].code == first


def test_an_empty_house_says_what_states_are_for(reader):
    assert "No state here yet" in reader.get(STATES).content.decode()


# --- One state.
def test_a_state_says_its_figures(reader, organisation, murza):
    make_case(organisation, "Gone", status=Status.DIED_IN_CUSTODY)
    figures = reader.get(RUSSIA).context["figures"]
    said = {name: figures[name] for name in ("held", "cases", "lost", "silent", "freed", "died", "longest_days")}
    assert said == {"held": 1, "cases": 2, "lost": 0, "silent": 1, "freed": 0, "died": 1, "longest_days": 374}


def test_charges_are_counted_by_statute(reader, organisation, murza):
    statute = StatuteFactory(article="Criminal Code art. 275", title="Treason")
    Charge.objects.filter(case=murza, category="treason").update(statute=statute, outcome="convicted")
    make_case(organisation, "Second", charges=["treason"])
    rows = [(str(row.category), row.article, row.cases, row.convicted) for row in reader.get(RUSSIA).context["charges"]]
    assert ("Treason", "Criminal Code art. 275", 1, 1) in rows
    assert ("Treason", "", 1, 0) in rows
    assert ("False information on the military", "", 1, 0) in rows


def test_places_are_those_where_somebody_is_held_now(reader, organisation, murza):
    facility = FacilityFactory(name="SIZO-5")
    Case.objects.filter(pk=murza.pk).update(facility=facility)
    make_case(organisation, "Free", facility=FacilityFactory(name="Left behind"), status=Status.RELEASED)
    assert [(place.name, place.held) for place in reader.get(RUSSIA).context["facilities"]] == [("SIZO-5", 1)]


def test_officials_come_from_two_cases_on_and_courts_from_one(reader, organisation, murza):
    second = make_case(organisation, "Second Prisoner")
    judge, once, court = (
        OfficialFactory(name="Judge"),
        OfficialFactory(),
        OfficialFactory(name="Court", kind=OfficialKind.BODY),
    )
    for case in (murza, second):
        involve(judge, case)
    involve(judge, murza, OfficialFunction.REMAND_JUDGE)
    involve(once, murza)
    involve(court, murza, OfficialFunction.BODY)
    context = reader.get(RUSSIA).context
    assert [row.official for row in context["people"]] == [judge]
    assert context["people"][0].cases == {murza.reference: "Vladimir Kara-Murza", second.reference: "Second Prisoner"}
    assert [str(words) for words in context["people"][0].functions] == ["Trial judge", "Remand judge"]
    assert [row.official for row in context["courts"]] == [court]


def test_what_nobody_else_approved_is_called_alleged(reader, organisation, murza, staff, admin):
    judge, second = OfficialFactory(), make_case(organisation, "Second")
    for case in (murza, second):
        involve(judge, case, proposed_by=staff)
    assert "alleged" in reader.get(RUSSIA).content.decode()
    Involvement.objects.update(approved_by=admin, approved_at="2023-04-01T00:00Z")
    assert "alleged" not in reader.get(RUSSIA).content.decode()


def test_a_state_without_cases_here_says_so_and_one_that_is_none_is_not_found(reader):
    assert "No case of this state that you may see" in reader.get("/states/FR/").content.decode()
    assert reader.get("/states/fr/").status_code == 200
    assert reader.get("/states/ZZ/").status_code == 404


def test_notes_on_courts_and_prisons_are_shown(reader, murza):
    DetainingState.objects.filter(code="RU").update(notes="Courts are not independent.")
    assert "Courts are not independent." in reader.get(RUSSIA).content.decode()


# --- The chart.
def test_the_chart_stands_at_the_end_of_each_step(organisation, advocate, murza):
    period(murza, date(2022, 4, 11), date(2022, 4, 22), Status.DETAINED)
    period(murza, date(2022, 4, 22), date(2023, 4, 17), Status.PRETRIAL)
    period(murza, date(2023, 4, 17), None, Status.CONVICTED_APPEAL)
    second = make_case(organisation, "Second")
    period(second, date(2022, 6, 1), date(2022, 8, 1), Status.PRETRIAL)
    period(second, date(2022, 8, 1), None, Status.RELEASED)
    chart = history_chart(Case.objects.visible_to(advocate), DAY)
    rows = dict(chart.rows)
    legend = [str(layer.label) for layer in chart.legend]
    assert legend == ["Held before a verdict", "Convicted and held", "Released or in exile"]
    assert rows["April 2022"] == [1, 0, 0]
    assert rows["June 2022"] == rows["July 2022"] == [2, 0, 0]
    assert rows["August 2022"] == [1, 0, 1]
    assert rows["April 2023"] == [0, 1, 1]
    assert list(rows)[-1] == "April 2023"


def test_the_chart_ends_on_the_day_the_house_lives_on(organisation, advocate, murza):
    period(murza, date(2022, 4, 11), date(2023, 4, 17), Status.PRETRIAL)
    period(murza, date(2023, 4, 17), None, Status.CONVICTED_APPEAL)
    clock.set_source(lambda: date(2022, 5, 3))
    chart = history_chart(Case.objects.visible_to(advocate), clock.today())
    assert chart.rows == [("April 2022", [1]), ("May 2022", [1])]
    assert history_chart(Case.objects.visible_to(advocate), date(2022, 4, 10)) is None


@pytest.mark.parametrize(("years", "months"), [(2, 1), (5, 1), (6, 3), (15, 3), (17, 12), (60, 12)])
def test_the_steps_grow_with_the_span(years, months):
    steps = steps_between(date(2023 - years, 5, 1), DAY)
    assert steps[0].months == months
    assert steps[0].first <= date(2023 - years, 5, 1)
    assert steps[-1].first <= DAY < steps[-1].after


def test_the_chart_is_drawn_without_inline_styles_and_has_its_table(reader, murza):
    period(murza, date(2022, 4, 11), None, Status.PRETRIAL)
    text = reader.get(RUSSIA).content.decode()
    assert '<rect class="chart-held"' in text
    assert "style=" not in text
    assert '<td class="num">1</td>' in text


# --- Who sees what.
def test_hidden_cases_change_no_figure_chart_charge_place_or_official(reader, organisation, murza):
    judge = OfficialFactory(name="Judge")
    involve(judge, murza)
    period(murza, date(2022, 4, 11), None, Status.PRETRIAL)
    page, states = page_text(reader, RUSSIA), page_text(reader, STATES)
    hidden_facility = FacilityFactory(name="Hidden place")
    for twin in hidden_twins(murza):
        involve(judge, twin)
        involve(OfficialFactory(name="Hidden judge"), twin)
        period(twin, date(2021, 1, 1), None, Status.SERVING)
        Case.objects.filter(pk=twin.pk).update(facility=hidden_facility)
    assert page_text(reader, RUSSIA) == page
    assert page_text(reader, STATES) == states


def test_a_state_that_only_hidden_cases_have_is_not_listed(reader, organisation):
    make_case(organisation, "Hidden", state="IR", level=Level.SEALED)
    assert "Iran" not in reader.get(STATES).content.decode()
    assert "No case of this state" in reader.get("/states/IR/").content.decode()


def test_those_who_may_see_them_are_shown_them(client, organisation, murza, advocate):
    sealed, *_others = hidden_twins(murza)
    sealed.named.add(advocate)
    judge = OfficialFactory()
    for case in (murza, sealed):
        involve(judge, case)
    cases = Case.objects.visible_to(advocate)
    assert headline(cases, DAY)["cases"] == 2
    assert [row.official for row in officials_seen(cases, advocate)] == [judge]


def test_an_involvement_of_a_stricter_level_makes_nobody_seen_twice(reader, organisation, murza):
    judge, second = OfficialFactory(), make_case(organisation, "Second")
    involve(judge, murza)
    involve(judge, second, level=Level.RESTRICTED)
    assert reader.get(RUSSIA).context["people"] == []


def test_outside_the_owner_only_approved_involvements_count(organisation, murza, staff):
    partner = UserFactory()
    second = make_case(organisation, "Second", level=Level.PARTNERS)
    Case.objects.filter(pk=murza.pk).update(level=Level.PARTNERS)
    judge = OfficialFactory()
    for case in (murza, second):
        case.grants.create(organisation=partner.organisation)
        involve(judge, case, level=Level.PARTNERS)
    cases = Case.objects.visible_to(partner)
    assert officials_seen(cases, partner) == []
    Involvement.objects.update(approved_by=staff, approved_at="2023-04-01T00:00Z")
    assert [row.official for row in officials_seen(cases, partner)] == [judge]


@pytest.mark.parametrize("path", [STATES, RUSSIA])
def test_states_cost_fifteen_queries(reader, organisation, murza, path):
    for number in range(5):
        case = make_case(organisation, f"Number {number}", state="RU", facility=FacilityFactory(), in_custody_since=DAY)
        period(case, date(2022, 1, 1), None, Status.PRETRIAL)
        involve(OfficialFactory(name="Same"), case)
    reader.get(path)
    with CaptureQueriesContext(connection) as queries:
        reader.get(path)
    assert len(queries) <= 15


def test_another_spelling_of_the_code_is_the_same_state(reader, murza):
    assert StateFactory(code="RU").name in reader.get("/states/ru/").content.decode()
