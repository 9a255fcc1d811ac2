"""What is recorded of cases and visible to somebody."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case, Grant, Tie
from cases.services.sourcing import CitationData
from cases.vocabulary import Level, UpdateKind
from sheets.columns import COLUMNS
from sheets.facts import facts_of
from sheets.vocabulary import SheetKind
from tests.factories import UserFactory
from tests.sheets.recorded import REPORT, dossier, expect, judged_by, log

pytestmark = pytest.mark.django_db


def facts(case, user):
    return facts_of(list(Case.objects.visible_to(user).filter(pk=case.pk)), user)[0]


def test_a_case_has_its_prisoner_updates_by_day_charges_and_end(staff):
    known = facts(dossier(staff), staff)
    assert known.prisoner.name == "Vladimir Example"
    assert sorted(known.other_names) == ["V. Example", "Volodya"]
    assert known.categories == ["journalist", "opposition_politician"]
    assert (known.countries(Tie.RESIDENT), sorted(known.countries(Tie.NATIONAL))) == (["US"], ["GB", "RU"])
    days = [update.occurred_on for update in known.updates]
    assert days == sorted(days)
    assert len(known.charges) == 2
    assert known.sentence_end.due.to_edtf() == "2047"
    assert known.lead == staff.email


def test_they_come_in_the_order_of_the_cases(staff):
    cases = [dossier(staff) for _ in range(3)]
    assert [known.case for known in facts_of(cases[::-1], staff)] == cases[::-1]
    assert facts_of([], staff) == []


def test_a_corrected_or_retracted_update_does_not_stand(staff):
    case = dossier(staff)
    arrest = case.updates.get(kind=UpdateKind.ARREST)
    arrest.superseded_by = case.updates.get(kind=UpdateKind.VERDICT)
    arrest.save()
    assert arrest not in facts(case, staff).updates
    assert case.updates.get(kind=UpdateKind.VERDICT) in facts(case, staff).updates


def test_what_is_for_members_only_is_there_for_a_member_and_for_nobody_else(staff, advocate):
    case = dossier(staff)
    secret = log(case, UpdateKind.RELEASE, "2023-04-19", staff, level=Level.RESTRICTED)
    assert secret in facts(case, staff).updates
    assert secret not in facts(case, advocate).updates
    assert len(facts(case, advocate).updates) == len(facts(case, staff).updates) - 1


def test_the_opening_is_what_happened_first_and_its_source_what_was_published(staff):
    known = facts(dossier(staff), staff)
    assert known.opening.kind == UpdateKind.ARREST  # the note before it says nothing happened
    assert known.source == REPORT


def test_of_several_published_sources_the_first_is_named(staff):
    case = dossier(staff)
    two = [CitationData(address="https://a.example/1"), CitationData(address="https://b.example/2")]
    log(case, UpdateKind.ABDUCTION, "2022-03-01", staff, citations=two)
    assert facts(case, staff).source == "https://a.example/1"


def test_who_told_it_is_never_the_source(staff):
    case = dossier(staff)
    log(case, UpdateKind.ABDUCTION, "2022-03-01", staff, citations=[CitationData(told_by="The wife")])
    known = facts(case, staff)
    assert known.opening.kind == UpdateKind.ABDUCTION
    assert known.source == ""


def test_a_source_that_the_reader_may_not_see_is_not_named(staff, advocate):
    case = dossier(staff)
    opening = case.updates.get(kind=UpdateKind.ARREST)
    opening.citations.update(level=Level.RESTRICTED)
    assert facts(case, staff).source == REPORT
    assert facts(case, advocate).source == ""


def test_of_the_ends_of_a_sentence_the_one_entered_last_counts_unless_it_is_settled(staff):
    case = dossier(staff)
    expect(case, staff, "2030", date(2023, 4, 10))
    later = expect(case, staff, "2046", date(2023, 4, 19))
    assert facts(case, staff).sentence_end == later
    later.resolved_on = date(2023, 4, 20)
    later.save()
    assert facts(case, staff).sentence_end.due.to_edtf() == "2047"


def test_judges_of_the_trial_are_those_that_the_reader_may_see(staff, advocate, outsider):
    case = dossier(staff)
    Grant.objects.create(case=case, organisation=outsider.organisation)
    Case.objects.filter(pk=case.pk).update(level=Level.PARTNERS)
    case.refresh_from_db()
    judged_by(case, staff, advocate, "Judge Approved")
    judged_by(case, staff, None, "Judge Alleged")
    assert facts(case, staff).judges == ["Judge Approved", "Judge Alleged"]
    assert facts(case, outsider).judges == ["Judge Approved"]


def test_the_lead_is_told_to_colleagues_only(staff, outsider):
    case = dossier(staff)
    Grant.objects.create(case=case, organisation=outsider.organisation)
    Case.objects.filter(pk=case.pk).update(level=Level.PARTNERS)
    assert facts(case, outsider).lead == ""
    assert facts(case, UserFactory(organisation=staff.organisation)).lead == staff.email


def test_a_case_of_which_nothing_is_recorded_has_empty_facts(case, advocate):
    known = facts(case, advocate)
    assert (known.updates, known.charges, known.judges, known.source) == ([], [], [], "")
    assert known.opening is None
    assert known.sentence_end is None


def spent_on(cases, user) -> int:
    with CaptureQueriesContext(connection) as spent:
        for known in facts_of(list(cases), user):
            for column in COLUMNS[SheetKind.CASES]:
                if column.of:
                    column.show(column.of(known))
    return len(spent)


def test_many_cases_cost_no_more_queries_than_one(staff):
    for _ in range(6):
        dossier(staff)
    seen = Case.objects.visible_to(staff)
    one, six = spent_on(seen[:1], staff), spent_on(seen, staff)
    assert one == six
    assert six <= 15


def test_cases_that_came_with_their_rows_cost_fewer(staff):
    for _ in range(3):
        dossier(staff)
    assert spent_on(Case.objects.visible_to(staff).for_page(), staff) < spent_on(Case.objects.visible_to(staff), staff)
