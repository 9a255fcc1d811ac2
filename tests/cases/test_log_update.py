"""Logging, correcting, retracting: the services, without HTTP."""

import uuid
from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases.folding import drift, refold
from cases.models import Case, Citation, KeyDate, Source, StatusPeriod, Update
from cases.services.dates import enter_key_date, postpone_key_date, settle_key_date
from cases.services.judging import ConsentMissing, UpdateData, status_after
from cases.services.sourcing import CitationData
from cases.services.updates import (
    AlreadyCorrected,
    check_nothing_new,
    correct_update,
    log_event,
    log_update,
    reflect_in_status,
    retract_update,
    set_update_level,
)
from cases.vocabulary import Connection, Grade, KeyDateKind, Level, SourceKind, Status, UpdateDetail, UpdateKind
from core import clock, slots
from core.models import Event
from core.partial_dates import PartialDate, parse_partial_date
from tests.factories import CaseFactory, KeyDateFactory, UserFactory

NEWS = CitationData(address="https://news.example/1", publisher="News")
OTHER_NEWS = CitationData(address="https://other.example/2", publisher="Other")


def said(kind, when, summary="It happened.", **more):
    return UpdateData(kind=kind, occurred=parse_partial_date(when), summary=summary, **{"citations": (NEWS,), **more})


ARREST = said(UpdateKind.ARREST, "11 April 2022")
RELEASE = said(UpdateKind.RELEASE, "1 March 2023", detail=UpdateDetail.EXCHANGE)


def log(case, by, *data):
    return [log_update(case=case, data=one, by=by) for one in data]


def test_an_update_moves_the_case_row_and_its_periods_together(case, advocate):
    log(case, advocate, ARREST, said(UpdateKind.CHARGE, "22 April 2022"))
    case.refresh_from_db()
    assert (case.status, case.arrested_on, case.last_update_on) == (
        Status.PRETRIAL,
        date(2022, 4, 11),
        date(2022, 4, 22),
    )
    assert list(case.periods.values_list("starts_on", "ends_on", "status")) == [
        (date(2022, 4, 11), date(2022, 4, 22), Status.DETAINED),
        (date(2022, 4, 22), None, Status.PRETRIAL),
    ]
    assert not list(drift(case))


def test_saved_twice_under_one_key_it_is_saved_once(case, advocate):
    key = uuid.uuid4()
    first = log_update(case=case, data=ARREST, by=advocate, form_key=key)
    second = log_update(case=case, data=ARREST, by=advocate, form_key=key)
    assert first == second
    assert Update.objects.count() == 1


def test_a_month_takes_effect_at_its_end_but_not_after_the_day_it_was_logged(case, advocate):
    (update,) = log(case, advocate, said(UpdateKind.ARREST, "April 2023"))
    assert (update.occurred_from, update.occurred_on) == (date(2023, 4, 1), date(2023, 4, 20))


@pytest.mark.parametrize(
    ("data", "field", "words"),
    [
        (said(UpdateKind.ARREST, "21 April 2023"), "occurred", "lies in the future"),
        (said(UpdateKind.ARREST, "May 2023"), "occurred", "lies in the future"),
        (said(UpdateKind.RELEASE, "10 April 2022", detail=UpdateDetail.PARDON), "occurred", "no arrest"),
        (said(UpdateKind.ARREST, "11 April 2022", citations=()), "citations", "needs a source"),
        (said(UpdateKind.ARREST, "11 April 2022", citations=(CitationData(says="x"),)), "citations", "names no source"),
        (
            said(UpdateKind.ARREST, "11 April 2022", citations=(CitationData(address="javascript:alert(1)"),)),
            "citations",
            "must begin with https",
        ),
        (
            said(UpdateKind.ARREST, "11 April 2022", citations=(CitationData(address="ftp://x.example/"),)),
            "citations",
            "must begin with https",
        ),
        (said(UpdateKind.ARREST, "11 April 2022", summary="  "), "summary", "one line"),
        (said(UpdateKind.VERDICT, "11 April 2022"), "detail", "more closely"),
        (said(UpdateKind.ARREST, "11 April 2022", detail=UpdateDetail.FINE), "detail", "no closer"),
        (said(UpdateKind.NIL_CHECK, "11 April 2022", citations=()), "asked", "who was asked"),
        (said(UpdateKind.ARREST, "11 April 2022", level=Level.SEALED), "level", "Name at least one"),
    ],
)
def test_what_cannot_be_is_refused_by_field_and_saves_nothing(case, advocate, data, field, words):
    with pytest.raises(ValidationError) as refused:
        log_update(case=case, data=data, by=advocate)
    assert words in " ".join(refused.value.message_dict[field])
    assert not Update.objects.exists()
    assert not Source.objects.exists()
    assert not StatusPeriod.objects.exists()


def test_a_release_before_the_arrest_is_refused_and_one_after_it_is_not(case, advocate):
    log(case, advocate, ARREST)
    early = replace(RELEASE, occurred=PartialDate(date(2022, 4, 1)))
    with pytest.raises(ValidationError, match="no arrest"):
        log_update(case=case, data=early, by=advocate)
    log(case, advocate, RELEASE)
    case.refresh_from_db()
    assert (case.status, case.released_on, case.in_custody_since) == (Status.RELEASED, date(2023, 3, 1), None)


def test_nothing_becomes_public_without_consent(case, advocate):
    with pytest.raises(ConsentMissing, match="no consent"):
        log_update(case=case, data=replace(ARREST, level=Level.PUBLIC), by=advocate)
    assert not Update.objects.exists()


@pytest.mark.parametrize(
    ("citations", "grade"),
    [
        ((NEWS,), Grade.SINGLE_SOURCE),
        ((NEWS, OTHER_NEWS), Grade.CORROBORATED),
        ((CitationData(title="Judgment", kind=SourceKind.COURT),), Grade.OFFICIALLY_CONFIRMED),
        ((CitationData(told_by="His wife", connection=Connection.RELATIVE),), Grade.SINGLE_SOURCE),
        ((NEWS, replace(OTHER_NEWS, reliability="highly_unreliable")), Grade.SINGLE_SOURCE),
    ],
)
def test_the_grade_follows_from_the_sources(case, advocate, citations, grade):
    (update,) = log(case, advocate, replace(ARREST, citations=citations))
    assert update.grade == grade


def test_copies_of_one_report_are_one_source(case, advocate):
    (first,) = log(case, advocate, ARREST)
    report = first.citations.get().source
    copy = CitationData(address="https://copy.example/1", copy_of=report)
    (second,) = log(case, advocate, said(UpdateKind.CHARGE, "22 April 2022", citations=(NEWS, copy)))
    assert second.grade == Grade.SINGLE_SOURCE
    assert Source.objects.get(address="https://copy.example/1").origin == report


def test_one_address_is_one_source_for_its_organisation(case, advocate):
    log(case, advocate, ARREST, said(UpdateKind.CHARGE, "22 April 2022"))
    assert Source.objects.count() == 1
    assert Citation.objects.count() == 2


def test_who_told_it_is_kept_encrypted_and_for_the_members_of_the_case_only(case, advocate, staff):
    from django.db import connection

    log(case, advocate, replace(ARREST, citations=(CitationData(told_by="Aunt Vera", connection="relative"),)))
    assert Source.objects.visible_to(advocate).get().told_by == "Aunt Vera"
    assert not Source.objects.visible_to(staff).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT told_by FROM cases_source UNION ALL SELECT told_by FROM cases_historicalsource")
        assert all("Vera" not in row[0] and row[0] for row in cursor.fetchall())


def test_a_relative_ends_the_wait_for_reliable_news_and_a_lone_report_does_not(case, advocate):
    log(case, advocate, ARREST)
    case.refresh_from_db()
    assert case.last_reliable_on is None
    told = CitationData(told_by="His wife", connection=Connection.RELATIVE)
    log(case, advocate, said(UpdateKind.HEALTH, "1 April 2023", citations=(told,)))
    case.refresh_from_db()
    assert case.last_reliable_on == date(2023, 4, 1)


def test_checked_nothing_new_counts_as_news_but_not_as_contact(case, advocate):
    check_nothing_new(case=case, asked="The lawyer, by phone", by=advocate)
    case.refresh_from_db()
    assert (case.last_reliable_on, case.last_contact_on) == (clock.today(), None)


def test_a_correction_supersedes_and_keeps_the_earlier_words(case, advocate, staff):
    (wrong,) = log(case, advocate, ARREST)
    right = correct_update(
        update=wrong, data=said(UpdateKind.ARREST, "12 April 2022"), by=staff, why="The court says the 12th"
    )
    wrong.refresh_from_db()
    case.refresh_from_db()
    assert wrong.superseded_by == right
    assert wrong.occurred_on == date(2022, 4, 11)
    assert (case.arrested_on, Update.objects.current().count()) == (date(2022, 4, 12), 1)
    assert wrong.history.first().history_change_reason == "The court says the 12th"


def test_the_second_of_two_people_correcting_one_update_is_told_and_nothing_is_lost(case, advocate, staff):
    (update,) = log(case, advocate, ARREST)
    first = correct_update(update=update, data=said(UpdateKind.ARREST, "12 April 2022"), by=staff, why="a")
    with pytest.raises(AlreadyCorrected) as conflict:
        correct_update(update=update, data=said(UpdateKind.ARREST, "13 April 2022"), by=advocate, why="b")
    assert conflict.value.newer == first
    assert Update.objects.current().get() == first


def test_a_retracted_update_counts_for_nothing_and_stays_readable(case, advocate):
    arrest, charge = log(case, advocate, ARREST, said(UpdateKind.CHARGE, "22 April 2022"))
    retract_update(update=charge, why="Another person of that name", by=advocate)
    case.refresh_from_db()
    charge.refresh_from_db()
    assert case.status == Status.DETAINED
    assert (charge.grade, charge.retracted_why) == (Grade.RETRACTED, "Another person of that name")
    with pytest.raises(ValidationError, match="Say why"):
        retract_update(update=arrest, why=" ", by=advocate)


def test_a_sealed_release_changes_nothing_that_a_colleague_sees_until_it_is_reflected(case, advocate, staff, viewer):
    log(case, advocate, ARREST)
    before = Case.objects.visible_to(viewer).values().get()
    sealed = replace(RELEASE, level=Level.SEALED, named=(staff,))
    (release,) = log(case, advocate, sealed)

    assert Case.objects.visible_to(viewer).values().get() == before
    assert not Update.objects.visible_to(viewer).filter(kind=UpdateKind.RELEASE).exists()
    assert not Citation.objects.visible_to(viewer).filter(update=release).exists()
    assert Update.objects.visible_to(staff).filter(kind=UpdateKind.RELEASE).exists()

    reflect_in_status(update=release, by=staff, why="The family announced it")
    assert Case.objects.visible_to(viewer).get().status == Status.RELEASED
    assert not Update.objects.visible_to(viewer).filter(kind=UpdateKind.RELEASE).exists()
    assert Event.objects.filter(action="status-reflected", by=staff, target=case.reference).exists()


def test_an_update_that_becomes_stricter_than_its_case_stops_counting(case, advocate, viewer):
    arrest, charge = log(case, advocate, ARREST, said(UpdateKind.CHARGE, "22 April 2022"))
    set_update_level(update=charge, level=Level.RESTRICTED, named=(), by=advocate, why="The family asked")
    case.refresh_from_db()
    assert case.status == Status.DETAINED
    assert list(Update.objects.visible_to(viewer)) == [arrest]


def test_one_event_on_many_cases_is_logged_on_all_or_on_none(organisation, case, advocate):
    other = CaseFactory(owner=organisation)
    log(case, advocate, ARREST)
    with pytest.raises(ValidationError):
        log_event(cases=[case, other], data=RELEASE, by=advocate, form_key=uuid.uuid4())
    assert not Update.objects.filter(kind=UpdateKind.RELEASE).exists()
    log(other, advocate, ARREST)
    saved = log_event(cases=[case, other], data=RELEASE, by=advocate, form_key=uuid.uuid4())
    assert len({update.event for update in saved}) == 1
    assert {update.case for update in saved} == {case, other}


def test_the_status_an_update_would_lead_to_is_known_before_it_is_saved(case, advocate):
    log(case, advocate, ARREST)
    case.refresh_from_db()
    assert status_after(case=case, data=RELEASE) == Status.RELEASED
    assert status_after(case=case, data=replace(RELEASE, level=Level.SEALED)) == Status.DETAINED
    assert Update.objects.count() == 1


def test_a_verdict_settles_the_hearing_it_was_expected_at_and_a_release_settles_all(case, advocate):
    hearing = KeyDateFactory(case=case, due=PartialDate(date(2023, 4, 17)))
    later = KeyDateFactory(case=case, kind=KeyDateKind.SENTENCE_END, due=PartialDate(date(2047, 4, 11)))
    log(case, advocate, ARREST, said(UpdateKind.VERDICT, "17 April 2023", detail=UpdateDetail.CUSTODIAL))
    hearing.refresh_from_db()
    later.refresh_from_db()
    assert (hearing.resolved_on, later.resolved_on) == (date(2023, 4, 17), None)
    log(case, advocate, said(UpdateKind.RELEASE, "18 April 2023", detail=UpdateDetail.EXCHANGE))
    later.refresh_from_db()
    assert later.resolved_on == date(2023, 4, 18)


def test_a_restricted_outcome_does_not_settle_a_date_that_the_team_sees(case, advocate):
    hearing = KeyDateFactory(case=case, due=PartialDate(date(2023, 4, 17)))
    log(case, advocate, ARREST, said(UpdateKind.HEARING, "17 April 2023", detail="attended", level=Level.RESTRICTED))
    hearing.refresh_from_db()
    assert hearing.resolved_on is None


def test_the_apps_above_are_told_once_a_write_is_saved(case, advocate, django_capture_on_commit_callbacks, monkeypatch):
    told = []
    monkeypatch.setitem(slots._providers, "case-written", [lambda case_id: told.append(case_id) or []])
    with django_capture_on_commit_callbacks(execute=True):
        log(case, advocate, ARREST)
    assert told == [case.pk]


def test_key_dates_are_entered_once_settled_with_an_outcome_and_keep_their_earlier_day(case, advocate):
    due = parse_partial_date("2 May 2023")
    one = enter_key_date(case=case, kind=KeyDateKind.HEARING, due=due, summary="Appeal", by=advocate)
    assert enter_key_date(case=case, kind=KeyDateKind.HEARING, due=due, summary="Appeal", by=advocate) == one
    postpone_key_date(key_date=one, due=parse_partial_date("June 2023"), why="The court said so", by=advocate)
    assert [row.due_on for row in one.history.order_by("history_id")] == [date(2023, 5, 2), date(2023, 6, 30)]
    with pytest.raises(ValidationError, match="what came of it"):
        settle_key_date(key_date=one, outcome=" ", by=advocate)
    settle_key_date(key_date=one, outcome="Put off", by=advocate)
    assert not KeyDate.objects.open().exists()


def test_an_own_reminder_is_its_writers_alone(case, advocate, staff):
    KeyDateFactory(case=case, kind=KeyDateKind.REMINDER, entered_by=advocate)
    assert KeyDate.objects.visible_to(advocate).exists()
    assert not KeyDate.objects.visible_to(staff).exists()


def test_refold_mends_what_drifted_and_says_so(case, advocate):
    log(case, advocate, ARREST)
    Case.objects.filter(pk=case.pk).update(status=Status.RELEASED)
    StatusPeriod.objects.filter(case=case).delete()
    assert {one.what for one in refold(case)} == {"status", "periods"}
    assert refold(case) == []


@pytest.mark.parametrize(
    "broken",
    [
        {"occurred_from": date(2024, 1, 1)},
        {"summary": ""},
        {"logged_on": date(2022, 1, 1)},
    ],
)
def test_the_database_refuses_a_broken_update(case, advocate, broken):
    (update,) = log(case, advocate, ARREST)
    with pytest.raises(IntegrityError), transaction.atomic():
        Update.objects.filter(pk=update.pk).update(**broken)


def test_somebody_elses_name_never_reaches_the_trail(case, advocate):
    log(case, advocate, replace(ARREST, citations=(CitationData(told_by="Aunt Vera", connection="relative"),)))
    for event in Event.objects.all():
        assert "Vera" not in f"{event.action}{event.target}{event.reason}{event.facts}"


def test_users_outside_never_see_an_update(case, advocate, outsider):
    log(case, advocate, ARREST)
    assert not Update.objects.visible_to(outsider).exists()
    assert not Update.objects.visible_to(UserFactory(organisation=case.owner, is_active=False)).exists()


def test_a_month_stays_a_month_and_days_held_a_range(case, advocate):
    log(case, advocate, said(UpdateKind.ARREST, "March 2023"))
    case.refresh_from_db()
    assert (str(case.arrested), str(case.status_began), case.days_held) == ("March 2023", "March 2023", (20, 50))
    log(case, advocate, said(UpdateKind.CHARGE, "2 April 2023"))
    case.refresh_from_db()
    assert (str(case.arrested), str(case.status_began)) == ("March 2023", "2 April 2023")
    log(case, advocate, said(UpdateKind.RELEASE, "10 April 2023", detail=UpdateDetail.PARDON))
    case.refresh_from_db()
    assert (str(case.arrested), case.days_held, case.custody_began) == ("March 2023", None, None)
