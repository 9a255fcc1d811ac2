"""Designations by hand: entered, added to what a list says, corrected, withdrawn; and those without names."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.permissions import Role
from cases.models import Grant
from cases.vocabulary import Level
from core import slots
from core.models import Event
from core.partial_dates import PartialDate, Precision
from sanctions.designating import keep_in_step
from sanctions.models import Designation, Match, NamelessDesignation, Programme
from sanctions.services.deciding import undo
from sanctions.services.designations import (
    annotate_designation,
    correct_designation,
    record_designation,
    record_nameless,
    remove_nameless,
    withdraw_designation,
)
from tests.cases.pages import signed_in, text_of
from tests.factories import CaseFactory, OfficialFactory, OrganisationFactory, UserFactory
from tests.sanctions.factories import confirmed, designation, entry, involve, nameless, snapshot

pytestmark = pytest.mark.django_db

JOURNAL = {"cited_title": "Official Journal L 146", "cited_address": "https://eur-lex.europa.eu/oj"}


@pytest.fixture
def judge(case, advocate, staff):
    return involve(case, OfficialFactory(name="Elena Lenskaya", state=case.state), advocate, staff).official


def law(key="EU-GHRSR"):
    return Programme.objects.get(key=key)


def record(official, by, programme="EU-GHRSR", **fields):
    fields = {"listed_on": date(2023, 6, 5), "list_id": "Annex I, 41", **JOURNAL, **fields}
    return record_designation(official=official, programme=law(programme), by=by, **fields)


def listed_by_ofac(official, by):
    """A match that somebody confirmed; the list gives no day."""
    snapshot("us-sdn", dated=date(2023, 3, 2))
    confirmed(official, entry("Elena LENSKAYA", seen=date(2023, 3, 3)), by)
    return official.designations.get()


# --- Entering.
def test_said_again_it_is_one_designation_corrected_and_unchanged_it_is_not_even_written(judge, admin):
    first = record(judge, admin)
    assert (first.measures, first.entered_by, first.by_hand) == (law().measures, admin, True)
    events, versions = Event.objects.count(), first.history.count()
    assert record(judge, admin) == first
    assert (Event.objects.count(), first.history.count()) == (events, versions)
    again = record(judge, admin, listed_on=date(2023, 6, 6), reasons="Remand")
    assert (again.pk, again.listed_on, again.reasons) == (first.pk, date(2023, 6, 6), "Remand")
    assert Designation.objects.count() == 1
    assert Event.objects.latest("pk").facts == {"official": judge.reference, "programme": "EU-GHRSR"}


def test_the_announcement_alone_is_a_day_and_an_address_alone_is_a_source(judge, admin):
    made = record(judge, admin, listed_on=None, announced_on=date(2023, 6, 5), cited_title="")
    assert (made.day, made.cited_title) == (date(2023, 6, 5), JOURNAL["cited_address"])


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"cited_title": "", "cited_address": ""}, "cited_title"),
        ({"listed_on": None}, "listed_on"),
        ({"listed_on": date(2999, 1, 1)}, "listed_on"),
        ({"announced_on": date(2999, 1, 1)}, "announced_on"),
        ({"delisted_on": date(2023, 6, 4)}, "delisted_on"),
        ({"cited_address": "javascript:alert(1)"}, "cited_address"),
        ({"cited_title": "x" * 301}, "cited_title"),
        ({"list_id": "x" * 121}, "list_id"),
    ],
)
def test_what_cannot_be_or_nobody_vouches_for_is_refused_by_field(fields, field, judge, admin):
    with pytest.raises(ValidationError) as refused:
        record(judge, admin, **fields)
    assert set(refused.value.error_dict) == {field}
    assert not Designation.objects.exists()


def test_the_rules_look_again_at_the_official_s_cases(
    judge, case, admin, django_capture_on_commit_callbacks, monkeypatch
):
    seen = []
    monkeypatch.setattr(slots, "gather", lambda name, **question: seen.append((name, question)) or [])
    with django_capture_on_commit_callbacks(execute=True):
        record(judge, admin)
    assert seen == [("case-written", {"case_id": case.pk})]


# --- What a list made, and a person adds to.
def test_an_official_day_added_to_a_listing_survives_the_next_import(judge, admin):
    made = listed_by_ofac(judge, admin)
    assert (made.listed_on, made.first_seen_on) == (None, date(2023, 3, 3))
    annotate_designation(
        designation=made, listed_on=date(2023, 3, 3), announced_on=date(2023, 3, 3), elsewhere=True,
        elsewhere_why="Another case", cited_title="Treasury press release", by=admin,
    )  # fmt: skip
    keep_in_step(Match.objects.all())
    made.refresh_from_db()
    assert (made.listed_on, made.elsewhere, made.elsewhere_why) == (date(2023, 3, 3), True, "Another case")
    assert made.match is not None


def test_what_is_left_out_of_an_annotation_stays(judge, admin):
    made = record(judge, admin, announced_on=date(2023, 6, 6))
    annotate_designation(designation=made, delisted_on=date(2024, 1, 1), by=admin)
    made.refresh_from_db()
    assert (made.announced_on, made.delisted_on, made.cited_title) == (
        date(2023, 6, 6), date(2024, 1, 1), JOURNAL["cited_title"]
    )  # fmt: skip


def test_a_day_added_without_a_source_is_refused(judge, admin):
    with pytest.raises(ValidationError) as refused:
        annotate_designation(designation=listed_by_ofac(judge, admin), listed_on=date(2023, 3, 3), by=admin)
    assert set(refused.value.error_dict) == {"cited_title"}


def test_measures_and_reasons_of_a_listing_stay_the_list_s(judge, admin):
    made = listed_by_ofac(judge, admin)
    correct_designation(designation=made, said={"reasons": "Mine", "measures": "Mine", "elsewhere": True}, by=admin)
    made.refresh_from_db()
    assert (made.reasons, made.measures, made.elsewhere) == ("", law("US-GLOMAG").measures, True)


def test_recorded_by_hand_under_a_number_that_a_list_has_it_is_added_to_the_listing(judge, admin):
    made = listed_by_ofac(judge, admin)
    again = record(judge, admin, "US-GLOMAG", list_id=made.list_id, listed_on=date(2023, 3, 3))
    assert (again.pk, again.listed_on, again.match_id) == (made.pk, date(2023, 3, 3), made.match_id)


def test_what_was_entered_by_hand_outlives_a_match_that_is_taken_back(judge, admin):
    made = record(judge, admin, "US-GLOMAG", list_id="40906", listed_on=date(2023, 3, 3))
    match = confirmed(judge, entry(number="40906"), admin)
    made.refresh_from_db()
    assert made.match == match
    undo(match=match, by=admin)
    made.refresh_from_db()
    assert (made.by_hand, made.listed_on, made.first_seen_on, made.gone_since) == (True, date(2023, 3, 3), None, None)


# --- Withdrawing.
def test_withdrawn_it_is_gone_and_its_history_and_reason_stay(judge, admin):
    made = record(judge, admin)
    withdraw_designation(designation=made, why="Another person of that name", by=admin)
    assert not Designation.objects.exists()
    last = Designation.history.first()
    assert (last.history_type, last.history_change_reason) == ("-", "Another person of that name")
    assert Event.objects.latest("pk").reason == "Another person of that name"


def test_without_a_reason_or_where_a_list_says_it_nothing_is_withdrawn(judge, admin):
    with pytest.raises(ValidationError):
        withdraw_designation(designation=record(judge, admin), why=" ", by=admin)
    with pytest.raises(ValidationError, match="undo the match"):
        withdraw_designation(designation=listed_by_ofac(OfficialFactory(), admin), why="Wrong", by=admin)
    assert Designation.objects.count() == 2


@pytest.mark.parametrize("broken", [{"listed_on": None}, {"cited_title": "", "cited_address": ""}])
def test_the_database_keeps_a_day_and_a_source(broken, judge):
    with pytest.raises(IntegrityError), transaction.atomic():
        designation(judge, **broken)


# --- Without names.
def test_without_names_it_is_one_for_each_day_and_is_taken_back_with_a_reason(case, admin):
    said = {"case": case, "programme": law("LV"), "listed": PartialDate(date(2023, 4, 17)), "cited_title": "Ministry"}
    one = record_nameless(count=10, by=admin, **said)
    assert record_nameless(count=11, by=admin, **said) == one
    assert NamelessDesignation.objects.get().count == 11
    with pytest.raises(ValidationError):
        remove_nameless(nameless=one, why="", by=admin)
    remove_nameless(nameless=one, why="It was another case", by=admin)
    assert not NamelessDesignation.objects.exists()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"count": 0}, "count"),
        ({"cited_title": " "}, "cited_title"),
        ({"listed": PartialDate(date(2099, 1, 1), Precision.YEAR)}, "listed"),
    ],
)
def test_nobody_no_source_and_a_day_to_come_are_refused(fields, field, case, admin):
    said = {"count": 10, "listed": PartialDate(date(2023, 4, 17)), "cited_title": "Ministry", **fields}
    with pytest.raises(ValidationError) as refused:
        record_nameless(case=case, programme=law("LV"), by=admin, **said)
    assert field in refused.value.error_dict


# --- Pages.
def at(name, *args):
    return reverse(f"sanctions:{name}", args=args)


def typed(judge, **fields):
    sent = {"official": judge.reference, "programme": "EU-GHRSR", "list_id": "Annex I, 41", "listed_on": "2023-06-05"}
    return sent | JOURNAL | fields


def test_an_admin_enters_one_starting_from_the_case_and_corrects_it(judge, case, admin):
    client = signed_in(admin)
    empty = text_of(client.get(at("designation-new") + f"?case={case.reference}"))
    assert "Elena Lenskaya" in empty
    made = client.post(at("designation-new"), typed(judge), follow=True)
    one = Designation.objects.get()
    assert made.redirect_chain[-1][0] == at("designation", one.reference)
    assert "Official Journal L 146" in text_of(made)
    assert "Entered by hand by Alma Admin" in text_of(made)
    changed = {
        "listed_on": "2023-06-05",
        "delisted_on": "2024-06-05",
        "elsewhere": "on",
        "elsewhere_why": "Oil",
        **JOURNAL,
    }
    assert "For something else" in text_of(client.get(at("designation-edit", one.reference)))
    assert client.post(at("designation-edit", one.reference), changed).status_code == 302
    one.refresh_from_db()
    assert (one.delisted_on, one.elsewhere, one.reasons) == (date(2024, 6, 5), True, "")


def test_entered_twice_the_form_points_to_the_one_that_is_there(judge, admin):
    one = record(judge, admin)
    answer = signed_in(admin).post(at("designation-new"), typed(judge, listed_on="2020-01-01"))
    assert answer.status_code == 422
    assert one.reference in text_of(answer)
    one.refresh_from_db()
    assert one.listed_on == date(2023, 6, 5)


@pytest.mark.parametrize(
    "fields",
    [
        {"cited_title": "", "cited_address": ""},
        {"listed_on": ""},
        {"listed_on": "31 June"},
        {"programme": "XX"},
        {"official": "O-NONE"},
    ],
)
def test_a_form_that_says_too_little_is_answered_with_what_to_mend(fields, judge, admin):
    answer = signed_in(admin).post(at("designation-new"), typed(judge, **fields))
    assert answer.status_code == 422
    assert "correcting" in text_of(answer)
    assert not Designation.objects.exists()


def test_the_page_of_a_listing_tells_how_it_came_and_what_may_be_added(judge, admin, viewer):
    one = listed_by_ofac(judge, admin)
    said = text_of(signed_in(viewer).get(at("designation", one.reference)))
    assert "not published by the list" in said
    assert "Elena LENSKAYA" in said
    assert "designation-edit" not in said
    assert "Withdraw" not in text_of(signed_in(admin).get(at("designation", one.reference)))
    client = signed_in(admin)
    assert 'name="reasons"' not in text_of(client.get(at("designation-edit", one.reference)))
    sent = {"listed_on": "2023-03-03", "cited_title": "Treasury press release"}
    assert client.post(at("designation-edit", one.reference), sent).status_code == 302
    one.refresh_from_db()
    assert one.listed_on == date(2023, 3, 3)


def test_withdrawing_asks_why(judge, admin):
    one = record(judge, admin)
    client = signed_in(admin)
    assert client.post(at("designation-withdraw", one.reference), {"why": ""}).status_code == 422
    answer = client.post(at("designation-withdraw", one.reference), {"why": "A namesake"})
    assert answer.url == judge.get_absolute_url()
    assert not Designation.objects.exists()


def test_the_form_leads_back_to_where_it_was_opened(judge, case, admin, advocate, staff):
    hidden = involve(CaseFactory(owner=OrganisationFactory()), by=advocate, second=staff).official
    client = signed_in(admin)
    opened_from = {
        f"?case={case.reference}": (at("case", case.reference), case.prisoner.name),
        f"?official={judge.reference}": (judge.get_absolute_url(), judge.name),
        f"?official={hidden.reference}": (at("alignment"), "Sanctions alignment"),
        "": (at("alignment"), "Sanctions alignment"),
    }
    for query, (address, name) in opened_from.items():
        said = client.get(at("designation-new") + query).content.decode()
        assert f'<a class="back" href="{address}">' in said
        assert name in said.partition('class="back"')[2].partition("</a>")[0]


def test_of_an_official_whom_one_does_not_see_there_is_no_designation(judge, admin, advocate, staff):
    hidden = involve(CaseFactory(owner=OrganisationFactory()), by=advocate, second=staff).official
    one = designation(hidden)
    client = signed_in(admin)
    for name in ("designation", "designation-edit", "designation-withdraw"):
        assert client.get(at(name, one.reference)).status_code == 404
    assert client.post(at("designation-new"), typed(hidden)).status_code == 422


def test_without_names_it_is_entered_and_taken_back_on_the_case_by_its_owners_alone(case, admin):
    client, day = signed_in(admin), date(2023, 4, 17)
    sent = {"programme": "LV", "count": "10", "listed": "17 April 2023", "cited_title": "Foreign ministry"}
    assert client.post(at("nameless-new", case.reference), sent | {"count": "0"}).status_code == 422
    assert "10 people listed" in text_of(client.post(at("nameless-new", case.reference), sent, follow=True))
    where = at("nameless-remove", case.reference, "LV", day)
    assert "10 people listed" in text_of(client.get(where))
    assert client.post(where, {"why": ""}).status_code == 422
    assert client.post(where, {"why": "Another case"}).status_code == 302
    assert client.get(where).status_code == 404
    assert client.get(where.replace("2023-04-17", "2023-02-30")).status_code == 404


def test_an_admin_of_a_partner_organisation_changes_nothing_on_a_case_that_is_not_theirs(case):
    case.level = Level.PARTNERS
    case.save()
    partner = UserFactory(role=Role.ADMIN)
    Grant.objects.create(case=case, organisation=partner.organisation)
    one = nameless(case)
    client = signed_in(partner)
    assert "10 people listed" in text_of(client.get(at("case", case.reference)))
    assert client.get(at("nameless-new", case.reference)).status_code == 403
    assert client.post(at("nameless-remove", case.reference, "LV", one.listed_on), {"why": "x"}).status_code == 403
    assert NamelessDesignation.objects.exists()
