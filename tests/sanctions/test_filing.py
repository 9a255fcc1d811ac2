"""Consent for a sanctions file, the warning, and filing: what refuses, who may all the same, and what follows."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from advocacy.models import Action
from advocacy.services.actions import drop_action, send_action
from advocacy.services.deadlines import extend_deadline
from advocacy.vocabulary import ActionState
from cases.models import Grant
from cases.services.judging import ConsentMissing
from cases.vocabulary import Level
from core.models import Event, EventKind
from core.partial_dates import PartialDate
from sanctions.models import Submission
from sanctions.services import filing
from sanctions.services.filing import file_submission
from sanctions.services.submissions import redraft, write_section
from sanctions.vocabulary import SectionKind
from tests.advocacy.factories import act
from tests.factories import UserFactory
from tests.sanctions.dossiers import section, submission

pytestmark = pytest.mark.django_db
TODAY = PartialDate(date(2023, 4, 20))


def consented(made, by):
    filing.ask_consent(submission=made, asked_on=date(2023, 4, 1), by=by)
    return filing.record_consent(submission=made, given_on=date(2023, 4, 2), words="His wife, by phone: yes.", by=by)


def told(refusal) -> str:
    return " ".join(refusal.value.messages)


# --- Consent.
def test_consent_is_asked_and_given_with_the_day_and_the_words(made, advocate):
    consented(made, advocate)
    made.refresh_from_db()
    assert (made.consent_asked_on, made.consent_given_on) == (date(2023, 4, 1), date(2023, 4, 2))
    assert (made.consent_words, made.consent_by) == ("His wife, by phone: yes.", advocate)
    trail = Event.objects.about(made.reference).filter(kind=EventKind.DECISION)
    assert sorted(trail.values_list("action", flat=True)) == ["submission-consent-asked", "submission-consent-given"]
    consented(made, advocate)
    assert trail.count() == 2


@pytest.mark.parametrize(
    ("given_on", "words"), [(date(2023, 4, 21), "Yes"), (date(2023, 3, 31), "Yes"), (date(2023, 4, 2), " ")]
)
def test_consent_needs_words_and_a_day_that_can_be(made, advocate, given_on, words):
    filing.ask_consent(submission=made, asked_on=date(2023, 4, 1), by=advocate)
    with pytest.raises(ValidationError):
        filing.record_consent(submission=made, given_on=given_on, words=words, by=advocate)
    made.refresh_from_db()
    assert made.consent_given_on is None


def test_the_database_keeps_no_consent_without_words(made):
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.update(consent_given_on=date(2023, 4, 2))


def test_consent_taken_back_counts_at_once_and_also_after_filing(complete, advocate):
    consented(complete, advocate)
    file_submission(submission=complete, sent=TODAY, by=advocate)
    filing.refuse_consent(submission=complete, words="His wife: please stop.", by=advocate)
    complete.refresh_from_db()
    assert complete.consent_given_on is None


# --- Filing.
def test_filed_with_consent_it_is_sent_and_its_own_clock_runs(complete, advocate):
    consented(complete, advocate)
    file_submission(submission=complete, sent=TODAY, by=advocate)
    complete.action.refresh_from_db()
    action = complete.action
    assert (action.state, action.sent_on) == (ActionState.SENT, date(2023, 4, 20))
    assert action.due_on == date(2023, 4, 20) + timedelta(60)
    assert action.procedure.key == "magnitsky"
    extend_deadline(action=action, due_on=date(2023, 4, 20) + timedelta(120), why="No word: ask again", by=advocate)
    assert Event.objects.about(complete.reference).filter(action="submission-filed").count() == 1
    file_submission(submission=complete, sent=TODAY, by=advocate)
    assert Event.objects.about(complete.reference).filter(action="submission-filed").count() == 1


def test_a_government_without_a_procedure_gets_no_clock_unless_a_day_is_set(case, part, advocate):
    for due_on in (None, date(2023, 7, 1)):
        made = consented(submission(case, part.official, by=advocate, key="CA-SEMA"), advocate)
        file_submission(submission=made, sent=TODAY, by=advocate, due_on=due_on, knows_gaps=True)
        made.action.refresh_from_db()
        assert made.action.due_on == due_on


def test_without_consent_it_is_not_filed_and_says_whose_is_missing(complete, case, advocate):
    with pytest.raises(ConsentMissing) as refusal:
        file_submission(submission=complete, sent=TODAY, by=advocate)
    assert f"The consent of {case.prisoner.name} for the scope “sanctions file” is missing" in told(refusal)
    assert Action.objects.get().state == ActionState.ASSIGNED


def test_an_admin_files_without_consent_with_a_reason_that_is_audited(complete, admin):
    with pytest.raises(ConsentMissing):
        file_submission(submission=complete, sent=TODAY, by=admin, override_why="  ")
    file_submission(
        submission=complete, sent=TODAY, by=admin, override_why="Nobody can be reached; his life is at risk."
    )
    event = Event.objects.about(complete.reference).get(kind=EventKind.OVERRIDE)
    assert (event.by, event.reason) == (admin, "Nobody can be reached; his life is at risk.")
    assert Action.objects.get().state == ActionState.SENT


def test_nobody_else_overrides_a_missing_consent(complete, staff):
    with pytest.raises(PermissionDenied):
        file_submission(submission=complete, sent=TODAY, by=staff, override_why="I want to")
    assert not Event.objects.filter(kind=EventKind.OVERRIDE).exists()
    assert Action.objects.get().state == ActionState.ASSIGNED


def test_a_refused_filing_leaves_no_override_behind(made, admin):
    """What is missing refuses it: the override that was given in the same breath is not kept."""
    with pytest.raises(ValidationError, match="Something is missing"):
        file_submission(submission=made, sent=TODAY, by=admin, override_why="At risk")
    assert not Event.objects.filter(kind=EventKind.OVERRIDE).exists()


def test_what_is_missing_refuses_until_somebody_says_that_they_know(made, advocate):
    consented(made, advocate)
    with pytest.raises(ValidationError) as refusal:
        file_submission(submission=made, sent=TODAY, by=advocate)
    assert "Our answer to the legal test is not written." in told(refusal)
    file_submission(submission=made, sent=TODAY, by=advocate, knows_gaps=True)
    event = Event.objects.about(made.reference).get(action="submission-with-gaps")
    assert event.facts == {"missing": ["interest", "legal_test"]}


def test_where_evidence_may_reach_the_listed_person_the_warning_is_read_first(part, case, advocate):
    made = consented(submission(case, part.official, by=advocate, key="EU-GHRSR"), advocate)
    with pytest.raises(ValidationError, match="Read the warning first"):
        file_submission(submission=made, sent=TODAY, by=advocate, knows_gaps=True)
    filing.take_warning(submission=made, by=advocate)
    file_submission(submission=made, sent=TODAY, by=advocate, knows_gaps=True)
    assert Action.objects.get().state == ActionState.SENT


def test_its_action_cannot_be_sent_past_consent_and_the_warning(complete, case, advocate):
    with pytest.raises(ConsentMissing):
        send_action(action=complete.action, sent=TODAY, by=advocate)
    consented(complete, advocate)
    send_action(action=complete.action, sent=TODAY, by=advocate)
    assert Action.objects.get().state == ActionState.SENT


def test_an_action_without_a_dossier_is_sent_as_before(case, advocate):
    planned = act(case, by=advocate, sent=None, kind="sanctions_submission")
    assert send_action(action=planned, sent=TODAY, by=advocate).state == ActionState.SENT


def test_what_was_filed_or_dropped_stays_as_it_was(complete, case, part, advocate):
    consented(complete, advocate)
    file_submission(submission=complete, sent=TODAY, by=advocate)
    dropped = submission(case, part.official, by=advocate, key="CA-SEMA")
    drop_action(action=dropped.action, why="Another way", by=advocate)
    for made in (complete, dropped):
        with pytest.raises(ValidationError, match="stays as it was"):
            write_section(section=section(made, SectionKind.ABUSE), text="Other words", by=advocate)
        with pytest.raises(ValidationError, match="stays as it was"):
            redraft(submission=made, by=advocate)


def test_the_clock_and_days_are_the_actions_own(complete, advocate):
    """Nothing of them is kept twice."""
    assert {"sent", "due_on", "state", "level"}.isdisjoint({one.name for one in Submission._meta.fields})


def test_a_partner_who_sees_the_action_does_not_know_of_the_dossier(part, case, advocate):
    partner = UserFactory()
    Grant.objects.create(case=case, organisation=partner.organisation)
    case.level = Level.PARTNERS
    case.save()
    made = submission(case, part.official, by=advocate, level=Level.PARTNERS)
    assert Action.objects.visible_to(partner).get() == made.action
    assert not Submission.objects.visible_to(partner).exists()


def test_consent_that_comes_after_an_override_is_recorded_too(complete, advocate, admin):
    file_submission(submission=complete, sent=TODAY, by=admin, override_why="His life is at risk")
    consented(complete, advocate)
    complete.refresh_from_db()
    assert complete.consent_given_on == date(2023, 4, 2)
