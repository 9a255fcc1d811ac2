"""The figures: each number as one works it out by hand, the list behind it, and nothing of what is hidden."""

import csv
import io
import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from cases.filters import CaseFilter
from cases.models import Case
from cases.vocabulary import FileState, Level
from core.models import Event, EventKind
from reminders.models import Alert
from reports.charts import CHARTS
from reports.views.figures import asked_of
from tests.conftest import DAY
from tests.factories import UserFactory
from tests.reports.figures import make_world

pytestmark = pytest.mark.django_db
PAGE = "/reports/"
ALL = sorted(CHARTS)


@pytest.fixture
def world(organisation, advocate, staff):
    return make_world(organisation, advocate, staff)


@pytest.fixture
def reader(client, staff):
    client.force_login(staff)
    return client


class Asking:
    """A request as far as the charts know one."""

    def __init__(self, user, query=""):
        self.user, self.GET = user, QueryDict(query)


def drawn(slug, user, query=""):
    request = Asking(user, query)
    found = CaseFilter(request.GET, Case.objects.visible_to(user), request=request)
    return CHARTS[slug].draw(asked_of(request, found))


def table(chart):
    return [[cell.value for cell in row] for row in chart.rows]


# --- What is counted.
def test_held_counts_who_was_in_custody_at_the_end_of_each_month(world, staff):
    chart = drawn("held", staff)
    rows = {row[0]: row[1:] for row in table(chart)}
    assert chart.sentence == "3 held today, 1 more than a year ago"
    assert chart.columns == ["At the end of", "All states", "Russia", "Belarus"]
    assert rows["April 2021"] == rows["February 2022"] == [1, 0, 1]
    assert rows["March 2022"] == rows["August 2022"] == [2, 0, 2]
    assert rows["September 2022"] == rows["December 2022"] == [1, 0, 1]
    assert rows["January 2023"] == [2, 1, 1]
    assert rows["April 2023"] == [3, 2, 1]
    assert list(rows)[-1] == "April 2023"


def test_days_held_puts_each_custody_into_its_span(world, staff):
    chart = drawn("days-held", staff)
    assert table(chart) == [
        ["Less than 30 days", 1, 33],
        ["30 days to 6 months", 1, 33],
        ["6 to 12 months", 0, 0],
        ["1 to 2 years", 0, 0],
        ["2 to 5 years", 1, 33],
        ["5 years or more", 0, 0],
        ["All", 3, 100],
    ]
    assert chart.sentence == "3 held, half of them for 100 days or more"
    assert chart.notes[0].text == "Longest: 730 days, since 20 April 2021."


def test_the_first_act_is_counted_in_days_from_the_arrest_and_what_is_not_recorded_is_said(world, staff):
    chart = drawn("first-action", staff)
    assert table(chart) == [
        ["United Kingdom", 3, 2, 1, 0, 5, 7, 10],
        ["United States of America", 1, 1, 0, 0, 22, 22, 22],
        ["European Union", 0, 0, 0, 1, 30, 30, 30],
        ["Latvia", 0, 0, 0, 1, 7, 7, 7],
    ]
    assert chart.sentence == (
        "In 1 of 4 instances a state that could act has no act on record; "
        "elsewhere the first came after a median of 10 days"
    )
    assert (
        chart.drawing.rows[0].note == "median of 2; 5–10 days; no act is recorded in 1 of the 3 in which it could act"
    )


def test_the_first_sanction_is_a_listing_for_the_case_by_name_or_without(world, staff):
    chart = drawn("first-sanction", staff)
    assert table(chart) == [
        ["United Kingdom", 3, 0, 3, 0, None, None, None],
        ["United States of America", 1, 1, 0, 0, 60, 60, 60],
        ["European Union", 0, 0, 0, 1, 30, 30, 30],
        ["Latvia", 0, 0, 0, 1, 7, 7, 7],
    ]
    assert chart.sentence.startswith("In 3 of 4 instances a state that could act has no sanction on record")


def test_no_act_at_all_is_said_of_the_record(world, staff):
    sentence = drawn("first-action", staff, "q=Egon").sentence
    assert sentence == "No state that could act is recorded"
    Case.objects.filter(pk=world.anna.pk).update(arrested_on=date(2023, 4, 16))  # after what Britain did
    chart = drawn("first-action", staff, "q=Anna")
    assert table(chart)[0] == ["United Kingdom", 1, 0, 1, 0, None, None, None]
    assert chart.sentence == "In 1 of 1 instances a state that could act has no act on record"


def test_the_lag_runs_from_the_first_jurisdiction_that_listed_somebody(world, staff):
    chart = drawn("sanctions-lag", staff)
    rows = {row[0]: row[1:] for row in table(chart)}
    assert rows["European Union"] == [1, 0, None, None, None, 0, 0, 0]
    assert rows["United States of America"] == [0, 1, 30, 30, 30, 0, 0, 0]
    assert rows["United Kingdom"][-1] == 1  # no list is loaded that could tell
    assert chart.sentence == "1 official is sanctioned; whoever followed the first did so after a median of 30 days"


def test_charges_count_cases_not_charges(world, staff):
    chart = drawn("charges", staff)
    assert table(chart) == [["Treason", 2, 1], ["Drugs", 1, 0]]
    assert chart.sentence == "Treason is the most frequent charge, in 2 of 2 cases with a charge"
    assert [note.text for note in chart.notes] == ["In 3 cases no charge is recorded."]
    statutes = drawn("statutes", staff)
    assert table(statutes) == [["Russia", f"Art. 275-{world.anna.pk}", "Treason", 2, 1]]


def test_stalled_cases_stand_with_who_leads_them_and_with_nobody(world, staff):
    rows = {row[0]: row[1:] for row in table(drawn("stalled", staff))}
    still = set(Alert.objects.open().exclude(case=None).values_list("case", flat=True))
    assert rows["Ada Advocate"] == ["Freedom Desk", len(still & {world.anna.pk, world.boris.pk}), 2]
    assert rows["Stan Staff"] == ["Freedom Desk", len(still & {world.clara.pk}), 1]
    assert rows["Nobody leads it"][1:] == [len(still & {world.dina.pk, world.egon.pk}), 2]
    assert rows["All"][1:] == [len(still), 5]
    assert len(still) > 0


def test_replies_stand_with_whom_they_are_owed_by(world, staff):
    chart = drawn("replies", staff)
    assert table(chart) == [["Rwanda", 1, 1, 41], ["United Kingdom", 0, 1, None]]
    assert chart.sentence == "1 of 3 replies are overdue"
    assert drawn("replies", staff, "q=Anna").sentence == "Nobody owes a reply"
    assert table(drawn("replies", staff, "q=Boris")) == table(chart)


def test_alerts_are_counted_by_rule_and_by_month(world, staff):
    chart, months = drawn("alerts", staff), drawn("alerts-opened", staff)
    assert chart.rows[-1][2].value == sum(row[2].value for row in chart.rows[:-1]) > 0
    assert table(months)[0][0] == "April 2022"
    assert table(months)[-1][0] == "April 2023"
    assert [row[0] for row in table(months)].count("March 2023") == 1
    assert sum(row[1] for row in table(months)) > 0


def test_a_past_that_closed_files_belong_to_is_shown_when_asked_for(world, staff):
    Case.objects.filter(pk=world.dina.pk).update(file_state=FileState.CLOSED)
    left_out = drawn("held", staff)
    assert dict(zip(left_out.columns, table(left_out)[-8], strict=True))["All states"] == 1  # September 2022
    assert "closed" in left_out.notes[0].text
    query = left_out.notes[0].url.partition("?")[2]
    every = drawn("held", staff, query)
    assert {row[0]: row[1] for row in table(every)}["August 2022"] == 2
    assert every.notes == []


# --- The lists behind the figures.
def counted_by(client, url):
    """How many rows the list behind a figure has."""
    response = client.get(url)
    assert response.status_code == 200, url
    context = response.context
    if url.startswith("/cases/"):
        return len(context["rows"])
    if "groups" in context and url.startswith("/alerts"):
        return sum(1 + len(bundle.others) for group in context["groups"] for bundle in group.bundles)
    return len(context["page"].rows)


@pytest.mark.parametrize("query", ["", "state=RU", "charge=treason", "lead=me", "only=custody&file=all", "q=Boris"])
def test_every_linked_figure_is_that_of_the_list_behind_it(reader, world, staff, query):
    for slug in ALL:
        for cell in (cell for row in drawn(slug, staff, query).rows for cell in row if cell.url):
            assert counted_by(reader, cell.url) == cell.value, (slug, cell.url)


def test_what_a_list_can_show_is_linked_and_the_rest_is_not(world, staff):
    linked = {slug for slug in ALL if any(cell.url for row in drawn(slug, staff).rows for cell in row)}
    assert linked == {"held", "days-held", "map", "charges", "network", "stalled", "replies", "alerts"}
    narrowed = {slug for slug in ALL if any(cell.url for row in drawn(slug, staff, "state=RU").rows for cell in row)}
    assert narrowed == linked - {"replies", "alerts", "network"}, "in Russia no official has a part in two cases"


def test_a_filter_that_the_list_could_not_add_to_makes_no_link(world, staff):
    rows = {row[0].value: row[1] for row in drawn("charges", staff, "charge=treason").rows}
    assert rows["Treason"].url == "/cases/?charge=treason"
    assert (rows["Drugs"].value, rows["Drugs"].url) == (1, "")


# --- The pages and the file.
def test_the_page_has_two_charts_and_asks_for_the_others(reader, world):
    page = reader.get(PAGE, {"state": "RU"}).content.decode()
    assert "2 held today" in page
    for slug in ALL:
        assert f"/reports/{slug}/?state=RU" in page
    assert page.count('hx-trigger="revealed"') == len(ALL) - 2
    assert 'href="/cases/?state=RU"' in page
    assert "(take off)" in page
    assert "style=" not in page


def test_a_chart_is_a_page_and_for_htmx_a_part_of_one(reader, world):
    for slug in ALL:
        page = reader.get(f"{PAGE}{slug}/")
        part = reader.get(f"{PAGE}{slug}/", headers={"HX-Request": "true"})
        sentence = page.context["figure"].chart.sentence
        for answer in (page, part):
            text = unescape(answer.content.decode())
            assert answer.status_code == 200
            for words in (sentence, "How this is counted", "As of 20 April 2023.", "<svg"):
                assert words in text, slug
        assert "<html" in page.content.decode()
        assert "<html" not in part.content.decode()


def test_what_is_no_chart_is_not_found(reader):
    assert reader.get(f"{PAGE}nothing/").status_code == 404
    assert reader.get(f"{PAGE}nothing.csv").status_code == 404
    assert reader.get("/reports/weekly/").status_code == 200


def shown_table(page):
    """The rows of the one table of a page, as words."""
    body = re.search(r"<tbody>(.*?)</tbody>", page, re.DOTALL)[1]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[unescape(re.sub(r"<[^>]+>", "", cell)).replace("—", "") for cell in row] for row in cells]


def test_the_file_is_the_table_of_the_page_and_the_trail_says_who_took_it(reader, world, staff):
    for slug in ALL:
        page = reader.get(f"{PAGE}{slug}/", {"state": ["RU", "BY"]})
        answer = reader.get(f"{PAGE}{slug}.csv", {"state": ["RU", "BY"]})
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert rows[0] == page.context["figure"].chart.columns
        assert rows[1:] == shown_table(page.content.decode())
        assert f'"{slug}-{DAY.isoformat()}.csv"' in answer["Content-Disposition"]
        event = Event.objects.get(kind=EventKind.EXPORT, target=slug)
        assert (event.by, event.facts["rows"]) == (staff, len(rows) - 1)


def test_who_may_not_export_is_not_offered_the_file(client, viewer, world):
    client.force_login(viewer)
    assert ".csv" not in client.get(PAGE).content.decode()
    assert client.get(f"{PAGE}held.csv").status_code == 403


def test_an_empty_house_says_what_belongs_here_and_what_to_do(reader):
    for slug in ALL:
        answer = reader.get(f"{PAGE}{slug}/")
        empty = answer.context["figure"].chart.empty
        text = unescape(answer.content.decode())
        assert empty.text in text
        assert f'href="{empty.url}">{empty.action}</a>' in text
        assert reader.get(empty.url).status_code == 200
        assert "<table" not in text
        assert reader.get(f"{PAGE}{slug}.csv").status_code == 200


def test_a_filter_that_cannot_be_read_says_so_and_the_others_hold(reader, world):
    page = reader.get(PAGE, {"status": "nonsense", "state": "RU"}).content.decode()
    assert "is no choice here" in page
    assert "2 held today" in page


def test_the_figures_are_offered_beside_the_lists_and_in_the_menu(reader, world):
    listed = reader.get("/cases/", {"state": "RU", "size": "100"}).content.decode()
    assert "Figures of these cases" in listed
    assert re.search(r'href="/reports/\?[^"]*state=RU', listed)
    assert 'href="/reports/"' in reader.get("/states/").content.decode()
    assert 'href="/reports/weekly/"' in reader.get(PAGE).content.decode()


# --- Who sees what.
def everything(client):
    """Every chart with its table, and the page, without tokens that differ each time."""
    pages = [PAGE, *(f"{PAGE}{slug}/" for slug in ALL), *(f"{PAGE}{slug}/?state=RU" for slug in ALL)]
    pages += [f"{PAGE}{slug}.csv" for slug in ALL]
    return {url: re.sub(r"\b[A-Za-z0-9]{64}\b", "", client.get(url).content.decode()) for url in pages}


@pytest.mark.parametrize("level", [Level.TEAM, Level.RESTRICTED, Level.SEALED])
def test_what_others_may_see_changes_no_byte(reader, world, organisation, level):
    before = everything(reader)
    owner = UserFactory().organisation if level == Level.TEAM else organisation
    people = UserFactory.create_batch(2, organisation=owner, role="staff")
    hidden = make_world(owner, *people)
    hide(hidden, level)
    assert everything(reader) == before
    reader.force_login(people[0])
    for case in hidden.cases:
        case.named.add(people[0])
        case.memberships.get_or_create(user=people[0])
    held = 3 if level == Level.TEAM else 6  # of another organisation, or beside those that all see
    assert f"{held} held today" in reader.get(PAGE).content.decode()


def hide(world, level):
    """What hangs on the cases has the level that they have, as the services would make it."""
    for model in ("actions", "involvements"):
        for case in world.cases:
            getattr(case, model).update(level=level)
    Case.objects.filter(pk__in=[case.pk for case in world.cases]).update(level=level)


def test_a_stricter_act_on_a_case_that_all_see_is_not_counted(world, viewer, advocate):
    before = table(drawn("first-action", viewer))
    anna = world.anna.actions.get()
    anna.level = Level.SEALED
    anna.save()
    after = table(drawn("first-action", viewer))
    assert before[0][:4] == ["United Kingdom", 3, 2, 1]
    assert after[0][:4] == ["United Kingdom", 3, 1, 2]
    anna.named.add(viewer)
    assert table(drawn("first-action", viewer)) == before


# --- What it costs.
def test_a_chart_costs_the_same_for_five_cases_as_for_ten(world, organisation, advocate, staff):
    def spent():
        for slug in ALL:
            with CaptureQueriesContext(connection) as queries:
                drawn(slug, staff)
            yield slug, len(queries)

    few = dict(spent())
    make_world(organisation, advocate, staff)
    assert dict(spent()) == few
    assert max(few.values()) <= 12
