"""The pages of lists and imports: how fresh each list is, bringing one in, what it would change, applying, dropping."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.permissions import Role
from core import waking
from sanctions.models import Entry, ListSource, Match, Snapshot
from sanctions.pages.freshness import Standing, list_rows
from sanctions.services.imports import go_on
from sanctions.vocabulary import ChangeKind, SnapshotState
from tests.cases.pages import HTMX, signed_in, text_of
from tests.factories import OfficialFactory, UserFactory
from tests.sanctions.factories import confirmed, entry, involve, match, snapshot, source, waiting_import
from tests.sanctions.lists import applied, canada, people, read, record, upload, uploaded

pytestmark = pytest.mark.django_db

TODAY = date(2023, 4, 20)  # the day every test lives on
OVERVIEW = reverse("sanctions:overview")


def at(name, what) -> str:
    return reverse(f"sanctions:{name}", args=[getattr(what, "reference", what)])


def standing(key):
    return list_rows(TODAY, only=key)[0].standing


def bring(client, *files, key="ca", **fields):
    return client.post(at("list-import", key), {"list_files": files, **fields})


# --- The front page
def test_the_front_page_says_how_old_each_list_is_and_what_it_holds(viewer):
    snapshot("us-sdn", date(2023, 4, 1))
    snapshot("ca", date(2023, 1, 1))
    entry(), entry("Ilya KOZLOV", gone_since=date(2023, 4, 1))
    said = text_of(signed_in(viewer).get(OVERVIEW))
    assert "19 days ago" in said
    assert "109 days ago" in said
    assert "2 of 11 are loaded" in said
    assert "<strong>1</strong> entry in the latest lists" in said
    assert "1 is stale or fails" in said


@pytest.mark.parametrize(
    ("dated", "fields", "expected"),
    [
        (None, {}, Standing.MISSING),
        (date(2023, 1, 20), {}, Standing.FRESH),  # 90 days
        (date(2023, 1, 19), {}, Standing.STALE),
        (date(2024, 1, 1), {}, Standing.FRESH),  # of a day that the house has not come to
        (date(2020, 1, 1), {"closed_on": date(2020, 2, 1)}, Standing.CLOSED),
        (date(2023, 4, 1), {"failing_since": date(2023, 4, 2)}, Standing.FAILING),
    ],
)
def test_how_a_list_stands(dated, fields, expected):
    if dated:
        snapshot("ca", dated)
    ListSource.objects.filter(key="ca").update(**fields)
    assert standing("ca") == expected


def test_an_import_that_is_not_over_and_sample_data_are_said_before_anything_else(admin):
    snapshot("ca", date(2023, 4, 1), sample=True)
    assert standing("ca") == Standing.SAMPLE
    under_way = uploaded(canada(*people(2)), admin)
    assert standing("ca") == Standing.UNDER_WAY
    go_on(under_way)
    assert standing("ca") == Standing.WAITING


def test_the_front_page_counts_only_matches_of_officials_that_the_reader_may_see(viewer, organisation):
    match(OfficialFactory(added_by_organisation=organisation), entry())
    match(OfficialFactory(), entry("Somebody ELSE"))
    assert Match.objects.count() == 2
    assert "<strong>1</strong> proposed match waits" in text_of(signed_in(viewer).get(OVERVIEW))


def test_a_failing_fetch_is_seen_on_the_front_page_and_on_its_list(viewer):
    ListSource.objects.filter(key="ca").update(
        failing_since=TODAY, last_error="Nothing is there (404).", failures=2, next_try_at=timezone.now()
    )
    for address in (OVERVIEW, at("list", "ca")):
        assert "Nothing is there (404)." in text_of(signed_in(viewer).get(address))
    assert "2 times" in text_of(signed_in(viewer).get(at("list", "ca")))


def test_an_empty_house_says_what_belongs_there(viewer):
    assert "Nothing is loaded yet" in text_of(signed_in(viewer).get(OVERVIEW))
    assert "Never imported" in text_of(signed_in(viewer).get(at("list", "ca")))


# --- One list
def test_only_an_admin_is_offered_to_bring_in_a_file(admin, staff):
    assert 'type="file"' in text_of(signed_in(admin).get(at("list", "ca")))
    assert 'type="file"' not in text_of(signed_in(staff).get(at("list", "ca")))
    assert bring(signed_in(staff), upload(canada(*people(1)))).status_code == 403
    assert not Snapshot.objects.exists()


def test_the_imports_of_a_list_are_paged_the_latest_first(viewer):
    days = [date(2023, 1, day) for day in range(1, 31)]
    for day in days:
        snapshot("ca", day)
    client, query, seen = signed_in(viewer), "", []
    while query is not None:
        page = client.get(at("list", "ca") + query).context["page"]
        seen += [row.dated for row in page.rows]
        query = page.next_query
    assert seen == sorted(days, reverse=True)


def test_the_licence_of_a_list_is_shown(viewer):
    assert "CC BY-NC 4.0" in text_of(signed_in(viewer).get(at("list", "opensanctions")))


# --- From the upload to the entries
def test_a_file_is_brought_in_watched_looked_at_and_applied(admin):
    client = signed_in(admin)
    answer = bring(client, upload(canada(*people(3))), dated="2023-04-03")
    brought = Snapshot.objects.get()
    assert answer.url == brought.get_absolute_url()
    waiting = text_of(client.get(answer.url))
    assert f'hx-get="{answer.url}"' in waiting
    assert "Waiting for a worker" in waiting

    go_on(brought)
    assert client.get(answer.url, **HTMX).headers["HX-Refresh"] == "true"
    page = text_of(client.get(answer.url))
    assert "Nothing is changed yet" in page
    assert "Elena Person2" in page
    assert not Entry.objects.exists()

    assert client.post(at("snapshot-apply", brought)).url == answer.url
    assert "Applying" in text_of(client.get(answer.url, **HTMX))
    go_on(brought)
    page = text_of(client.get(answer.url))
    assert "Apply it" not in page
    assert reverse("sanctions:entry", args=["ca", Entry.objects.first().list_id]) in page
    assert "said that it is to be applied" in page


def test_while_it_is_read_the_page_says_how_far(viewer, admin):
    brought = uploaded(canada(*people(2)), admin)
    Snapshot.objects.update(state=SnapshotState.READING, done=1500)
    fragment = text_of(signed_in(viewer).get(brought.get_absolute_url(), **HTMX))
    assert "1,500 so far" in fragment  # how many will come nobody knows yet
    assert "<html" not in fragment
    Snapshot.objects.update(total=3000)
    assert "1,500 of 3,000" in text_of(signed_in(viewer).get(brought.get_absolute_url(), **HTMX))


def test_several_files_are_taken_together(admin):
    client = signed_in(admin)
    bring(client, upload(b"one", "sdn.csv"), upload(b"two", "alt.csv"), key="us-sdn")
    assert Snapshot.objects.get().file_name == "sdn.csv, alt.csv"
    said = text_of(client.get(at("list", "us-sdn")))
    assert "multiple" in said
    assert "aliases" in said


def test_the_form_says_what_is_wrong_and_where(admin):
    client = signed_in(admin)
    cases = [
        ((), {}, "Choose the list’s file"),
        ((upload(b""),), {}, "is empty (0 bytes)"),
        ((upload(b"<x/>"),), {"dated": "2999-01-01"}, "has not come"),
        ((upload(b"<x/>"),), {"dated": "soon"}, "valid date"),
    ]
    for files, fields, said in cases:
        answer = bring(client, *files, **fields)
        assert answer.status_code == 422
        assert said in text_of(answer)
    assert not Snapshot.objects.exists()


def test_a_broken_file_is_said_kindly_and_nothing_is_changed(admin):
    snapshot = read(canada(*people(3))[:-40], admin)
    page = text_of(signed_in(admin).get(snapshot.get_absolute_url()))
    assert "breaks off" in page
    assert "Nothing was changed." in page
    assert "Bring in another file" in page
    assert "Apply it" not in page


def test_the_same_file_again_is_told_so(admin):
    applied(canada(*people(2)), admin)
    client = signed_in(admin)
    assert "nothing new in it" in text_of(client.get(bring(client, upload(canada(*people(2)))).url))
    assert Snapshot.objects.count() == 1


def test_without_a_broker_the_import_waits_for_the_sweep(admin, monkeypatch):
    class Gone:
        def delay(self):
            raise waking.OperationalError

    monkeypatch.setattr("sanctions.views.lists.go_on_imports", Gone())
    client = signed_in(admin)
    answer = bring(client, upload(canada(*people(2))))
    assert "looks for work every minute" in text_of(client.get(answer.url))
    assert Snapshot.objects.get().state == SnapshotState.QUEUED


# --- Looking at what it would change
def test_what_changed_is_shown_field_by_field_and_only_what_differs(admin):
    applied(canada(record(1, born="1975-01-01"), record(2, "Kozlov", "Ilya")), admin, dated=date(2023, 3, 1))
    snapshot = read(canada(record(1, born="1974-10-11"), record(2, "Kozlov", "Ilya")), admin, dated=date(2023, 4, 1))
    page = text_of(signed_in(admin).get(snapshot.get_absolute_url() + "?tab=changed"))
    assert "1 January 1975</del>" in page
    assert "11 October 1974</ins>" in page
    assert page.count("<del") == 1  # not the raw row too, which says the same
    assert "Kozlov" not in page


def test_each_kind_of_change_has_a_tab_and_the_first_with_anything_stands_open(viewer):
    waiting = waiting_import()
    client = signed_in(viewer)
    said = {
        kind: text_of(client.get(f"{waiting.get_absolute_url()}?tab={kind}")) for kind in (*ChangeKind.values, "circus")
    }
    assert "1974-10-11" not in said["added"]
    assert "11 October 1974" in said["changed"]
    assert "It has no name." in said["rejected"]
    assert said["circus"].count('aria-current="page"') == said["added"].count('aria-current="page"')
    Snapshot.objects.update(added=0)
    assert "11 October 1974" in text_of(client.get(waiting.get_absolute_url()))


def test_changes_are_paged_and_it_is_said_where_only_the_beginning_is_kept(admin, monkeypatch):
    monkeypatch.setattr("sanctions.importing.applying.SHOWN_ADDED", 30)
    snapshot = read(canada(*people(40)), admin)
    client, query, seen = signed_in(admin), "?tab=added", []
    while query is not None:
        answer = client.get(snapshot.get_absolute_url() + query)
        seen += [row.change.name for row in answer.context["rows"]]
        query = answer.context["page"].next_query
    assert len(seen) == len(set(seen)) == 30
    assert "Only the first 30 of 40 are kept here." in text_of(answer)


def test_a_guard_asks_for_a_reason_on_the_page(admin):
    applied(canada(*people(40)), admin, dated=date(2023, 3, 1))
    snapshot = read(canada(*people(20)), admin, dated=date(2023, 4, 1))
    client = signed_in(admin)
    assert "20 of 40 entries would be gone (50 %)" in text_of(client.get(snapshot.get_absolute_url()))
    refused = client.post(at("snapshot-apply", snapshot))
    assert refused.status_code == 422
    assert "say why it is right all the same" in text_of(refused)
    assert client.post(at("snapshot-apply", snapshot), {"why": "The schedule was repealed."}).status_code == 302
    go_on(snapshot)
    assert "The schedule was repealed." in text_of(client.get(snapshot.get_absolute_url()))


def test_staff_see_what_it_would_change_and_decide_nothing(staff, admin):
    snapshot = read(canada(*people(2)), admin)
    client = signed_in(staff)
    page = text_of(client.get(snapshot.get_absolute_url()))
    assert "An admin decides" in page
    assert "Who did what" not in page
    assert client.post(at("snapshot-apply", snapshot)).status_code == 403
    assert client.post(at("snapshot-drop", snapshot)).status_code == 403
    snapshot.refresh_from_db()
    assert snapshot.state == SnapshotState.WAITING


def test_dropped_it_says_that_nothing_was_applied(admin):
    snapshot = read(canada(*people(2)), admin)
    client = signed_in(admin)
    answer = client.post(at("snapshot-drop", snapshot), follow=True)
    assert "Nothing of it was applied." in text_of(answer)
    assert "was dropped" in text_of(client.get(snapshot.get_absolute_url()))
    assert client.post(at("snapshot-apply", snapshot)).status_code == 422


def test_what_is_to_be_applied_is_not_dropped(admin):
    snapshot = applied(canada(*people(2)), admin)
    answer = signed_in(admin).post(at("snapshot-drop", snapshot), follow=True)
    assert "cannot be dropped" in text_of(answer)
    assert Entry.objects.count() == 2


# --- Rows that could not be read
def test_rejected_rows_can_be_taken_home_and_no_spreadsheet_runs_them(viewer, admin):
    broken = record(1, listed="=HYPERLINK(1)").replace("Lenskaya", "=cmd|calc")
    snapshot = read(canada(broken, *people(2, first=2)), admin)
    answer = signed_in(viewer).get(at("snapshot-problems", snapshot))
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert rows[0] == ["Row", "Column", "Reason", "Text"]
    assert rows[1][:2] == ["1", "DateOfListing"]
    assert len(rows) == 2
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in rows[1])
    assert "CSV" in text_of(signed_in(viewer).get(snapshot.get_absolute_url() + "?tab=rejected"))


# --- Whence it is fetched
def test_an_admin_says_whence_a_list_is_fetched(admin, staff):
    client, fields = signed_in(admin), {"address": "https://lists.example/a.xml", "hour": "4", "fetch": "on"}
    assert client.post(at("list-settings", "ca"), fields).url == at("list", "ca")
    kept = source("ca")
    assert (kept.address, kept.hour, kept.fetch) == ("https://lists.example/a.xml", 4, True)
    page = text_of(client.get(at("list", "ca")))
    assert "daily at 04:00" in page
    assert "Fetch now" in page
    assert signed_in(staff).post(at("list-settings", "ca"), fields).status_code == 403
    assert "Fetch now" not in text_of(signed_in(staff).get(at("list", "ca")))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"address": "http://lists.example/a.xml"}, "Only https:// is fetched"),
        ({"address": "file:///etc/passwd"}, "valid URL"),
        ({"address": "", "fetch": "on"}, "Say where it is"),
        ({"address": "https://lists.example/a", "hour": "24"}, "not one of the available choices"),
    ],
)
def test_an_address_that_is_none_is_refused(fields, said, admin):
    answer = signed_in(admin).post(at("list-settings", "ca"), {"hour": "5", **fields})
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert source("ca").address == ""


def test_fetch_now_needs_an_address(admin):
    client = signed_in(admin)
    assert "No address is set" in text_of(client.post(at("list-fetch", "ca"), follow=True))
    ListSource.objects.filter(key="ca").update(address="https://lists.example/a.xml")
    assert "It is being fetched" in text_of(client.post(at("list-fetch", "ca"), follow=True))
    assert source("ca").next_try_at is not None


def test_what_is_not_there_is_not_found(admin):
    client = signed_in(admin)
    for address in (at("list", "circus"), at("snapshot", "L-NONE"), at("list-settings", "circus")):
        assert client.get(address).status_code == 404


def test_an_admin_of_any_organisation_curates_the_same_lists(admin):
    """Lists are public and everybody's; what is concluded from them of officials has doors of its own."""
    other = UserFactory(role=Role.ADMIN)
    snapshot = read(canada(*people(2)), admin)
    assert signed_in(other).post(at("snapshot-apply", snapshot)).status_code == 302


# --- Our officials
def test_what_it_means_for_our_officials_is_said_before_it_is_applied(case, advocate, admin, outsider):
    applied(canada(*people(3)), admin, dated=date(2023, 3, 1))
    official = involve(case, None, advocate, admin).official
    confirmed(official, Entry.objects.get(name="Elena Person3"), admin)
    snapshot = read(canada(*people(2)), admin, dated=date(2023, 4, 1))
    page = text_of(signed_in(admin).get(snapshot.get_absolute_url()))
    assert official.name in page
    assert "would be gone from the list" in page
    hidden = text_of(signed_in(outsider).get(snapshot.get_absolute_url()))
    assert official.name not in hidden
    assert "Of our officials" not in hidden
