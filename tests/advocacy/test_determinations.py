"""Determinations as services write them: three dates, the procedure of their day, told once on the timeline."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from advocacy.findings import asks_it_may_answer, time_limits
from advocacy.forms.findings import usual_procedure
from advocacy.models import Ask, Determination
from advocacy.services.determinations import (
    DeterminationData,
    correct_dates,
    log_determination,
    record_determination,
)
from advocacy.vocabulary import ClockKind
from cases.models import Grant, Update
from cases.services.sourcing import CitationData
from cases.visibility import strictest
from cases.vocabulary import Level
from core.models import Event
from core.partial_dates import parse_partial_date
from tests.advocacy.factories import body, government, procedure
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db
TEXT = CitationData(address="https://ohchr.example/opinion", title="Opinion", kind="un_document")


def on(text):
    return parse_partial_date(text) if text else None


def data(**changes):
    said = {"kind": "wgad_opinion", "outcome": "arbitrary", "summary": "Found arbitrary", "number": "11/2023"}
    said |= {"body": body(), "adopted": on("5 April 2023"), "published": on("18 April 2023"), **changes}
    return DeterminationData(**said)


def logged(case, by, **changes):
    return log_determination(data=data(**changes), citations=[TEXT], case=case, by=by)


def ask_of(case, addressee, **more):
    fields = {"kind": "wrongful_detention", "wording": "Name him", "owner": case.owner, "level": "team"}
    days = {"asked": on("1 March 2023"), "logged_on": date(2023, 3, 1)}
    made = Ask.objects.create(addressee=addressee, **{**fields, **days, **more})
    made.cases.add(case)
    return made


def test_a_finding_keeps_three_dates_and_is_known_from_the_first(case, advocate):
    made = record_determination(data=data(transmitted=on("April 2023")), cases=[case], by=advocate)
    assert (made.adopted_on, made.transmitted_on, made.published_on) == (
        date(2023, 4, 5),
        date(2023, 4, 20),
        date(2023, 4, 18),
    )
    assert (made.known_on, made.owner, made.level) == (date(2023, 4, 5), case.owner, case.level)
    event = Event.objects.get(action="determination-logged")
    assert (event.target, event.by) == (made.reference, advocate)


def test_the_same_finding_recorded_twice_is_one(case, advocate):
    first = record_determination(data=data(), cases=[case], by=advocate)
    assert record_determination(data=data(summary="In other words"), cases=[case], by=None) == first
    other = record_determination(data=data(number="12/2023"), cases=[case], by=advocate)
    assert Determination.objects.count() == 2
    assert other != first


def test_the_same_finding_on_another_case_is_another_record(case, advocate, organisation):
    record_determination(data=data(), cases=[case], by=advocate)
    record_determination(data=data(), cases=[CaseFactory(owner=organisation)], by=advocate)
    assert Determination.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"published": on("21 April 2023")}, "published", "is still to come"),
        ({"published": on("4 April 2023")}, "published", "lies before the day it was adopted"),
        ({"transmitted": on("March 2023")}, "transmitted", "lies before the day it was adopted"),
        ({"adopted": None, "published": None}, "published", "one of its dates at least"),
        ({"summary": " "}, "summary", "in one line"),
        ({"kind": "rumour"}, "kind", "no such kind"),
        ({"outcome": "rumour"}, "outcome", "no such finding"),
        ({"level": "public"}, "level", "consent"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_nothing_is_saved(case, advocate, changes, field, words):
    with pytest.raises(ValidationError) as refused:
        logged(case, advocate, **changes)
    assert words in refused.value.message_dict[field][0]
    assert not Determination.objects.exists()
    assert not Update.objects.exists()


@pytest.mark.parametrize(("adopted", "published"), [("April 2023", "5 April 2023"), ("2023", "March 2023")])
def test_dates_that_may_be_in_order_are_taken(case, advocate, adopted, published):
    assert logged(case, advocate, adopted=on(adopted), published=on(published)).pk


def test_logging_tells_of_it_on_the_timeline_with_its_source(case, advocate):
    made = logged(case, advocate)
    update = made.links.get().update
    assert (update.case, update.kind, update.occurred_on) == (case, "un_action", date(2023, 4, 5))
    assert update.citations.get().source.address == TEXT.address
    assert logged(case, advocate, kind="resolution", outcome="passed").links.get().update.kind == "resolution"
    named = logged(case, advocate, kind="wrongful_detention", outcome="wrongfully_detained")
    assert named.links.get().update.kind == "recognition"


def test_logging_twice_with_one_form_logs_once(case, advocate):
    key = "4a4a8a32-30e4-4d6e-bd24-2d58de4ce0c5"
    sent = {"citations": [TEXT], "case": case, "by": advocate, "form_key": key}
    first = log_determination(data=data(), **sent)
    assert log_determination(data=data(summary="Typed again"), **sent) == first
    assert (Determination.objects.count(), Update.objects.count()) == (1, 1)


@pytest.mark.parametrize("citations", [[], [CitationData(told_by="A friend")]])
def test_a_finding_needs_a_published_source(case, advocate, citations):
    with pytest.raises(ValidationError, match="published source"):
        log_determination(data=data(), citations=citations, case=case, by=advocate)
    assert not Update.objects.exists()


def test_a_partner_logs_for_partners_and_not_for_the_team(organisation, advocate, outsider):
    case = CaseFactory(owner=organisation, lead=advocate, level="partners")
    Grant.objects.create(case=case, organisation=outsider.organisation)
    with pytest.raises(ValidationError, match="choose “Partners”"):
        logged(case, outsider, level="team")
    assert logged(case, outsider, level="partners").owner == organisation


def test_a_case_out_of_sight_takes_no_finding(case, outsider):
    with pytest.raises(ValidationError, match="not open to you"):
        logged(case, outsider)


def test_a_sealed_cases_finding_is_seen_by_those_named_only(organisation, advocate, staff):
    case = CaseFactory(owner=organisation, level="sealed")
    case.named.add(advocate)
    made = logged(case, advocate)
    assert made.level == strictest(Level.SEALED)
    assert Determination.objects.visible_to(advocate).count() == 1
    assert not Determination.objects.visible_to(staff).exists()


def test_the_version_in_force_when_it_was_transmitted_decides(organisation, advocate):
    """Liu Xiaobo: an opinion of 2011 has no follow-up clock; one of the methods of 2016 has."""
    case = CaseFactory(owner=organisation, lead=advocate)
    procedure("opinions", days=90, valid_until=date(2016, 7, 31))
    procedure(
        "opinions", months=6, days=None, kind=ClockKind.FOLLOW_UP, start="transmitted", valid_from=date(2016, 8, 1)
    )
    old = logged(case, advocate, procedure="opinions", number="15/2011", adopted=on("5 May 2011"), published=on("2011"))
    assert [limit.due_on for limit in time_limits(old)] == [None, None]
    assert "version of the procedure in force that day has none" in str(time_limits(old)[0].words)
    new = logged(
        case, advocate, procedure="opinions", adopted=on("2022"), transmitted=on("6 October 2022"), published=None
    )
    follow_up, review = time_limits(new)
    assert (follow_up.due_on, str(follow_up.words)) == (date(2023, 4, 6), "transmitted 6 Oct 2022 + 6 months")
    assert review.due_on is None


def test_without_a_day_of_transmission_or_a_procedure_nothing_is_computed(case, advocate):
    procedure("opinions", months=6, days=None, kind=ClockKind.FOLLOW_UP, start="transmitted")
    assert "transmission is not recorded" in str(time_limits(logged(case, advocate, procedure="opinions"))[0].words)
    assert "no procedure" in str(time_limits(logged(case, advocate, number="other"))[0].words)
    assert time_limits(logged(case, advocate, kind="resolution", outcome="passed")) == []


def test_a_body_with_one_procedure_for_findings_has_a_usual_one(case):
    procedure("wgad-letter", body=body())
    assert usual_procedure(body()) == ""
    procedure("wgad-opinion", months=6, days=None, kind=ClockKind.FOLLOW_UP, start="transmitted", body=body())
    assert usual_procedure(body()) == "wgad-opinion"
    procedure("wgad-other", months=2, days=None, kind=ClockKind.FOLLOW_UP, start="transmitted", body=body())
    assert usual_procedure(body()) == ""


def test_dates_put_right_keep_the_earlier_ones_and_move_the_procedure(case, advocate):
    procedure("opinions", days=90, valid_until=date(2016, 7, 31))
    newer = procedure(
        "opinions", months=6, kind=ClockKind.FOLLOW_UP, start="transmitted", valid_from=date(2016, 8, 1), days=None
    )
    made = logged(case, advocate, procedure="opinions", adopted=on("2016"), transmitted=on("July 2016"), published=None)
    fixed = correct_dates(
        determination=made,
        adopted=on("2016"),
        transmitted=on("6 October 2016"),
        published=on("2016"),
        why="The letter says so",
        by=advocate,
    )
    assert fixed.procedure == newer
    before, after = made.history.order_by("history_id")
    assert (str(before.transmitted), str(after.transmitted)) == ("July 2016", "6 October 2016")
    assert after.history_change_reason == "The letter says so"


@pytest.mark.parametrize(("published", "why"), [("21 April 2023", "why"), ("18 April 2023", " "), ("2022", "why")])
def test_dates_are_not_put_wrong_nor_changed_without_a_reason(case, advocate, published, why):
    made = logged(case, advocate)
    days = {"adopted": made.adopted, "transmitted": None, "published": on(published)}
    with pytest.raises(ValidationError):
        correct_dates(determination=made, why=why, by=advocate, **days)
    made.refresh_from_db()
    assert made.published_on == date(2023, 4, 18)
    assert made.history.count() == 1


def test_a_finding_points_to_open_asks_of_its_cases_to_the_same_jurisdiction(case, advocate, organisation):
    state = body("US State Department", jurisdiction="US", kind="ministry")
    ngo = body("An American NGO", jurisdiction="US", kind="ngo")
    open_ask = ask_of(case, government("US"))
    ask_of(case, government("GB"))
    ask_of(case, ngo)
    ask_of(case, government("US"), state="met", state_on=date(2023, 4, 1))
    ask_of(CaseFactory(owner=organisation), government("US"))
    made = logged(case, advocate, body=state, kind="wrongful_detention", outcome="wrongfully_detained")
    assert list(asks_it_may_answer(made, [case], advocate)) == [open_ask]
