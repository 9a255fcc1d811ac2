"""Starting a submission, writing its dossier, consent, and filing it."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.models import Organisation
from advocacy.models import Action
from advocacy.services.actions import drop_action, send_action
from advocacy.services.deadlines import extend_deadline
from advocacy.vocabulary import ActionKind, ActionState
from cases.models import Grant, Involvement, OfficialRelation
from cases.services.judging import ConsentMissing
from cases.vocabulary import Level, UpdateKind
from core.models import Event, EventKind
from core.partial_dates import PartialDate
from sanctions.models import Submission, SubmissionSection
from sanctions.services import filing
from sanctions.services.filing import file_submission, gaps_left
from sanctions.services.submissions import SubmissionData, mark, redraft, start_submission, write_section
from sanctions.vocabulary import SectionKind, TargetKind
from tests.advocacy.factories import act
from tests.factories import CaseFactory, OfficialFactory, UserFactory
from tests.sanctions.dossiers import approved, cite, happened, programme, section, submission
from tests.sanctions.factories import involve

pytestmark = pytest.mark.django_db
TODAY = PartialDate(date(2023, 4, 20))


@pytest.fixture
def part(case, advocate, staff):
    """An approved part with a source of its own, in a case with a sourced arrest."""
    one = approved(case, advocate, staff)
    cite(one)
    cite(happened(case, "2022-04-11", "Arrested"))
    return one


@pytest.fixture
def made(part, case, advocate):
    return submission(case, part.official, by=advocate)


@pytest.fixture
def complete(made, advocate):
    """With nothing missing but consent."""
    write_section(section=section(made, SectionKind.INTEREST), text="It is in the national interest.", by=advocate)
    write_section(section=section(made, SectionKind.LEGAL_TEST), text="It meets the test.", by=advocate)
    return made


def consented(made, by):
    filing.ask_consent(submission=made, asked_on=date(2023, 4, 1), by=by)
    return filing.record_consent(submission=made, given_on=date(2023, 4, 2), words="His wife, by phone: yes.", by=by)


def told(refusal) -> str:
    return " ".join(refusal.value.messages)


# --- Starting.
def test_it_starts_as_a_planned_action_with_its_targets_and_every_section_drafted(made, part, case, advocate):
    action = made.action
    assert (action.kind, action.state) == (ActionKind.SANCTIONS_SUBMISSION, ActionState.ASSIGNED)
    assert action.addressee == Organisation.objects.get(slug="us-treasury")
    assert (list(action.cases.all()), list(action.actors.all()), action.owner) == (
        [case],
        [case.owner],
        case.owner,
    )
    assert [target.official for target in made.targets.all()] == [part.official]
    kinds = made.sections.values_list("kind", flat=True)
    assert sorted(kinds) == sorted(SectionKind.values)
    assert section(made, SectionKind.ABUSE).text.endswith("11 April 2022: Arrested. [2]")
    assert {one.drafted_on for one in made.sections.all()} == {date(2023, 4, 20)}
    assert not made.sections.filter(edited=True).exists()
    assert Event.objects.about(made.reference).filter(action="submission-started", by=advocate).count() == 1


def test_its_line_among_actions_accuses_nobody_by_name(made):
    assert made.action.summary == "Recommend 1 target for designation under US-GLOMAG"


def test_started_twice_with_one_key_it_is_one(part, case, advocate):
    said = {"data": SubmissionData(programme=programme(), officials=[part.official]), "cases": [case], "by": advocate}
    key = uuid.uuid4()
    assert start_submission(**said, form_key=key) == start_submission(**said, form_key=key)
    assert (Submission.objects.count(), Action.objects.count()) == (1, 1)


def test_dependants_and_enablers_are_targets_of_their_own(part, case, advocate):
    relatives = []
    for name, kind in (("The Spouse", "family"), ("The Banker", "associate")):
        other = OfficialFactory(name=name, added_by_organisation=case.owner)
        relatives.append(
            OfficialRelation.objects.create(official=part.official, other=other, kind=kind, cited_title="Register")
        )
    made = submission(case, part.official, by=advocate, others=relatives)
    assert [(one.official.name, one.kind, one.through) for one in made.targets.all()] == [
        ("Elena Lenskaya", TargetKind.OFFICIAL, None),
        ("The Spouse", TargetKind.DEPENDANT, part.official),
        ("The Banker", TargetKind.ENABLER, part.official),
    ]
    assert "as: family" in section(made, SectionKind.LINK, relatives[0].other).text


def test_a_dependant_is_not_recommended_without_the_official(part, case, advocate):
    other = OfficialFactory(name="The Spouse", added_by_organisation=case.owner)
    related = OfficialRelation.objects.create(official=part.official, other=other, kind="family", cited_title="R")
    with pytest.raises(ValidationError) as refusal:
        submission(case, by=advocate, others=[related])
    assert "tick that official too" in told(refusal)


def test_somebody_without_a_part_in_these_cases_is_refused(part, case, advocate):
    other = CaseFactory(owner=case.owner, lead=advocate)
    elsewhere = involve(other, by=advocate)
    with pytest.raises(ValidationError) as refusal:
        submission(case, elsewhere.official, by=advocate)
    assert "No part of" in told(refusal)
    with pytest.raises(ValidationError, match="Say whom"):
        submission(case, by=advocate)


def test_somebody_the_writer_may_not_see_is_refused_without_a_name(part, case, advocate, outsider):
    theirs = involve(CaseFactory(owner=outsider.organisation), by=outsider)
    with pytest.raises(ValidationError) as refusal:
        submission(case, theirs.official, by=advocate)
    assert theirs.official.name not in told(refusal)


def test_a_part_that_is_narrower_than_the_submission_cannot_be_named_in_it(case, advocate, staff):
    narrow = involve(case, by=staff, level=Level.RESTRICTED)
    with pytest.raises(ValidationError, match="everybody who sees this submission"):
        submission(case, narrow.official, by=advocate)
    made = submission(case, narrow.official, by=advocate, level=Level.RESTRICTED)
    assert made.action.level == Level.RESTRICTED
    assert not Submission.objects.visible_to(staff).exists()  # no member of the case
    sealed = involve(case, by=advocate, level=Level.SEALED)
    sealed.named.add(advocate)
    with pytest.raises(ValidationError):
        submission(case, sealed.official, by=advocate, level=Level.SEALED)


def test_a_partner_with_a_grant_starts_none_on_a_case_that_is_not_theirs(part, case, outsider):
    Grant.objects.create(case=case, organisation=outsider.organisation)
    case.level = Level.PARTNERS
    case.save()
    Involvement.objects.update(level=Level.PARTNERS)
    with pytest.raises(PermissionDenied):
        submission(case, part.official, by=outsider, level=Level.PARTNERS)
    assert not Action.objects.exists()


def test_where_no_office_is_known_somebody_must_be_named(part, case, advocate):
    Organisation.objects.filter(slug="government-nz").delete()
    with pytest.raises(ValidationError, match="Say to whom it goes"):
        submission(case, part.official, by=advocate, key="NZ")
    body = Organisation.objects.get(slug="us-state")
    assert submission(case, part.official, by=advocate, key="NZ", addressee=body).action.addressee == body


# --- Who sees it.
def test_its_owners_people_who_see_the_action_see_it_and_nobody_else(made, staff, viewer, outsider):
    for reader in (staff, viewer):
        assert Submission.objects.visible_to(reader).get() == made
    assert not Submission.objects.visible_to(outsider).exists()
    Action.objects.update(level=Level.RESTRICTED)
    assert not Submission.objects.visible_to(staff).exists()


# --- Sections.
def test_what_somebody_wrote_is_kept_with_every_earlier_wording_and_encrypted(made, advocate):
    abuse = section(made, SectionKind.ABUSE)
    write_section(section=abuse, text="  He was taken.\r\nThen held. ", by=advocate)
    abuse.refresh_from_db()
    assert (abuse.text, abuse.edited) == ("He was taken.\nThen held.", True)
    assert [row.edited for row in abuse.history.all()] == [True, False]
    stored = SubmissionSection.objects.filter(pk=abuse.pk).extra(select={"raw": "text"}).values_list("raw", flat=True)
    assert "taken" not in stored[0]


def test_the_same_words_again_change_nothing(made, advocate):
    abuse = section(made, SectionKind.ABUSE)
    write_section(section=abuse, text=abuse.text, by=advocate)
    abuse.refresh_from_db()
    assert (abuse.edited, abuse.history.count()) == (False, 1)


def test_a_section_that_somebody_changed_meanwhile_is_not_written_over(made, advocate, staff):
    abuse = section(made, SectionKind.ABUSE)
    seen = mark(abuse.text)
    write_section(section=abuse, text="Stan’s words", by=staff, seen=seen)
    with pytest.raises(ValidationError, match="meanwhile"):
        write_section(section=abuse, text="Ada’s words", by=advocate, seen=seen)
    abuse.refresh_from_db()
    assert abuse.text == "Stan’s words"


def test_drafting_again_takes_up_what_is_new_and_leaves_what_was_edited(made, case, advocate):
    link = section(made, SectionKind.LINK, made.targets.get().official)
    write_section(section=link, text="She signed the order.", by=advocate)
    happened(case, "2022-04-22", "Remanded", UpdateKind.CHARGE)
    assert redraft(submission=made, by=advocate).changed == 1
    assert "22 April 2022: Remanded." in section(made, SectionKind.ABUSE).text
    link.refresh_from_db()
    assert link.text == "She signed the order."


def test_an_edited_section_goes_back_to_its_draft_only_when_asked_by_itself(made, advocate):
    abuse = section(made, SectionKind.ABUSE)
    drafted = abuse.text
    write_section(section=abuse, text="Ours", by=advocate)
    redraft(submission=made, by=advocate, only=abuse)
    abuse.refresh_from_db()
    assert (abuse.text, abuse.edited) == (drafted, False)
    assert abuse.history.count() == 3


def test_where_the_evidence_is_numbered_anew_the_edited_sections_that_cite_it_are_named(made, part, advocate):
    link = section(made, SectionKind.LINK, part.official)
    write_section(section=link, text="She signed it [1].", by=advocate)
    assert redraft(submission=made, by=advocate).to_check == []
    part.citations.get().delete()
    assert redraft(submission=made, by=advocate).to_check == [link]


# --- What is missing.
def test_what_is_missing_is_named_for_global_magnitsky(case, advocate):
    bare = involve(case, OfficialFactory(name="Bare Name", state=case.state), advocate)
    cite(bare)
    words = [gap.words for gap in gaps_left(submission(case, bare.official, by=advocate), advocate)]
    assert words == [
        "Bare Name: no identifier beside the name (birth date, position, name in the original script).",
        "Bare Name: their part is alleged; no second person has approved it.",
        "What was done is not told.",
        "2 credible sources are asked for; 1 there.",
        "Why this government should act is not written.",
        "Our answer to the legal test is not written.",
    ]


def test_what_is_written_is_missing_no_more(complete, advocate):
    assert gaps_left(complete, advocate) == []
    write_section(section=section(complete, SectionKind.EVIDENCE), text="[1] One report", by=advocate)
    assert [gap.kind for gap in gaps_left(complete, advocate)] == [SectionKind.EVIDENCE]


def test_another_programme_asks_for_one_source(case, advocate, staff):
    part = approved(case, advocate, staff)
    cite(part)
    made = submission(case, part.official, by=advocate, key="CA-SEMA")
    assert SectionKind.EVIDENCE not in {gap.kind for gap in gaps_left(made, advocate)}


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
