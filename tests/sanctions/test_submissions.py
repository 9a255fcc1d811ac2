"""Starting a submission, writing its dossier, and what it lacks."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Organisation
from advocacy.models import Action
from advocacy.vocabulary import ActionKind, ActionState
from cases.models import Grant, Involvement, OfficialRelation
from cases.vocabulary import Level, OfficialFunction, UpdateKind
from core.models import Event
from sanctions.models import Submission, SubmissionSection
from sanctions.services.filing import gaps_left
from sanctions.services.submissions import (
    SubmissionData,
    change_targets,
    mark,
    redraft,
    start_submission,
    write_section,
)
from sanctions.vocabulary import SectionKind, TargetKind
from tests.factories import CaseFactory, OfficialFactory
from tests.sanctions.dossiers import approved, cite, happened, programme, section, submission
from tests.sanctions.factories import involve

pytestmark = pytest.mark.django_db


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
    assert section(made, SectionKind.ABUSE).text.endswith("11 April 2022: Arrested in Moscow. [2]")
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
    assert "is not recorded" in told(refusal)
    with pytest.raises(ValidationError, match="Say whom"):
        submission(case, by=advocate)


def test_somebody_the_writer_may_not_see_is_refused_without_a_name(part, case, advocate, outsider):
    theirs = involve(CaseFactory(owner=outsider.organisation), by=outsider)
    with pytest.raises(ValidationError) as refusal:
        submission(case, theirs.official, by=advocate)
    assert theirs.official.name not in told(refusal)


def test_a_part_that_is_narrower_than_the_submission_cannot_be_named_in_it(case, advocate, staff):
    narrow = involve(case, by=staff, level=Level.RESTRICTED)
    with pytest.raises(ValidationError, match="for fewer people than this submission"):
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


# --- Whom it recommends, changed.
def test_somebody_added_is_drafted_and_somebody_taken_off_is_gone(made, part, case, advocate, staff):
    second = approved(case, advocate, staff, "Sergei Podoprigorov", function=OfficialFunction.TRIAL_JUDGE)
    cite(second)
    change_targets(submission=made, officials=[part.official, second.official], by=advocate)
    assert "took part" in section(made, SectionKind.LINK, second.official).text
    assert "[3]" in section(made, SectionKind.EVIDENCE).text  # untouched, so drafted anew
    assert Action.objects.get().summary == "Recommend 2 targets for designation under US-GLOMAG"
    change_targets(submission=made, officials=[second.official], by=advocate)
    assert [one.official for one in made.targets.all()] == [second.official]
    assert made.sections.count() == 8
    assert Action.objects.get().summary == "Recommend 1 target for designation under US-GLOMAG"


def test_the_same_people_again_change_nothing_and_what_was_edited_stays(made, part, case, advocate, staff):
    abuse = write_section(section=section(made, SectionKind.ABUSE), text="Ours", by=advocate)
    change_targets(submission=made, officials=[part.official], by=advocate)
    assert not Event.objects.filter(action="submission-targets").exists()
    second = approved(case, advocate, staff, "Another Judge")
    change_targets(submission=made, officials=[part.official, second.official], by=advocate)
    abuse.refresh_from_db()
    assert abuse.text == "Ours"


def test_nobody_at_all_or_somebody_elsewhere_is_refused(made, case, advocate):
    elsewhere = involve(CaseFactory(owner=case.owner, lead=advocate), by=advocate)
    for officials in ([], [elsewhere.official]):
        with pytest.raises(ValidationError):
            change_targets(submission=made, officials=officials, by=advocate)
    assert made.targets.count() == 1


def test_drafting_the_same_again_leaves_no_trace_in_the_history(made, advocate):
    redraft(submission=made, by=advocate)
    assert section(made, SectionKind.ABUSE).history.count() == 1
