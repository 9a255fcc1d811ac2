"""Logging and planning an action in one form: what is saved, what is refused, and that nothing typed is lost."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.permissions import Role
from advocacy.models import Action, ActionCase
from advocacy.vocabulary import ActionState, Weight
from cases.models import Citation, Grant, Update
from cases.vocabulary import Grade, Level, UpdateKind
from tests.advocacy.factories import act, body, determination, government, procedure
from tests.advocacy.pages import KEY, at, log, signed_in, text_of, typed
from tests.factories import CaseFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
NEWS = "https://www.gov.example/statement"


def test_a_letter_of_our_own_is_logged_without_a_source(case, advocate):
    answer = log(advocate, case)
    made = Action.objects.get()
    assert answer["Location"] == made.get_absolute_url()
    assert (made.state, made.weight, made.sent_on) == (ActionState.SENT, Weight.WORD, date(2023, 3, 1))
    assert list(made.actors.all()) == [advocate.organisation]
    assert (made.responsible, made.logged_by, made.level) == (advocate, advocate, Level.TEAM)
    assert not Update.objects.exists()


def test_without_a_day_it_is_planned_and_with_somebody(case, advocate):
    log(advocate, case, typed(sent="", next_step="Ask for signatures", next_step_on="2023-05-01"))
    made = Action.objects.get()
    assert (made.state, made.sent, made.next_step_on) == (ActionState.DRAFT, None, date(2023, 5, 1))


def test_the_procedure_says_by_when_a_reply_is_due(case, advocate):
    procedure("ua", name="Urgent letter", days=60)
    page = text_of(signed_in(advocate).get(at("action-new", case)))
    assert "Urgent letter (60 days)" in page
    log(advocate, case, typed(procedure="ua"))
    assert Action.objects.get().due_on == date(2023, 4, 30)


def test_a_day_set_by_hand_goes_before_the_procedure(case, advocate):
    procedure("ua", days=60)
    log(advocate, case, typed(procedure="ua", due_on="2023-06-01"))
    assert Action.objects.get().due_on == date(2023, 6, 1)


def test_everything_the_form_holds_is_kept(case, advocate):
    finding = determination(case)
    before = act(case, by=advocate)
    government("GB")
    rare = {"addressee": "government of gb", "text": "Dear Minister", "kept_at": "The safe", "weight": "measure"}
    rare |= {"signatories": "Ann\nBob", "signatory_count": "2", "follows": before.reference, "level": "restricted"}
    log(advocate, case, typed(**rare, determination=finding.reference))
    made = Action.objects.exclude(pk=before.pk).get()
    assert (str(made.addressee), made.text, made.kept_at) == ("Government of GB", "Dear Minister", "The safe")
    assert (made.signatories, made.signatory_count, made.weight) == ("Ann\nBob", 2, Weight.MEASURE)
    assert (made.follows, made.determination, made.level) == (before, finding, Level.RESTRICTED)


# --- Somebody else's act: on the timeline too, with its source.
@pytest.mark.parametrize(
    ("kind", "told"),
    [("summons", UpdateKind.STATEMENT), ("sanction", UpdateKind.SANCTION), ("resolution", UpdateKind.RESOLUTION)],
)
def test_somebody_elses_act_stands_on_the_timeline_with_its_source(case, advocate, kind, told):
    government("GB")
    log(advocate, case, typed(source=NEWS, kind=kind, actors=["Government of GB"], summary="They acted"))
    update = Update.objects.get()
    assert (update.kind, update.summary, str(update.occurred)) == (told, "Government of GB: They acted", "1 March 2023")
    assert (update.grade, update.level) == (Grade.SINGLE_SOURCE, case.level)
    assert Citation.objects.get(update=update).source.address == NEWS
    assert ActionCase.objects.get().update == update


def test_somebody_elses_act_without_a_source_is_refused_and_the_text_kept(case, advocate):
    government("GB")
    answer = log(advocate, case, typed(actors=["Government of GB"], summary="My careful words"))
    assert answer.status_code == 422
    assert "Somebody else did this: say where it is on record" in text_of(answer)
    assert "My careful words" in text_of(answer)
    assert not Action.objects.exists()


def test_what_somebody_else_plans_needs_no_source_and_takes_none(case, advocate):
    government("GB")
    assert log(advocate, case, typed(actors=["Government of GB"], sent="")).status_code == 302
    refused = log(advocate, case, typed(form_key=KEY.replace("4a", "5b"), sent="", source=NEWS))
    assert "What is planned has no source yet" in text_of(refused)
    assert Action.objects.count() == 1


def test_what_we_did_with_others_is_ours(case, advocate):
    government("GB")
    assert log(advocate, case, typed(actors=["Freedom Desk", "Government of GB"])).status_code == 302


def test_the_timeline_tells_nobody_more_than_the_action_does(case, advocate, staff):
    government("GB")
    log(advocate, case, typed(source=NEWS, actors=["Government of GB"], level="sealed", named=[staff.reference]))
    made, update = Action.objects.get(), Update.objects.get()
    assert (made.level, update.level) == (Level.SEALED, Level.SEALED)
    assert set(made.named.all()) == set(update.named.all()) == {advocate, staff}
    assert not update.counted


# --- What is refused.
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": ""}, "This field is required"),
        ({"kind": "bribe"}, "Select a valid choice"),
        ({"weight": "heavy"}, "Select a valid choice"),
        ({"summary": " "}, "This field is required"),
        ({"summary": "x" * 301}, "at most 300 characters"),
        ({"actors": [""]}, "This field is required"),
        ({"actors": ["Nobody & Sons"]}, "We have no organisation “Nobody &amp; Sons”"),
        ({"addressee": "Nobody"}, "We have no organisation “Nobody”"),
        ({"sent": "12 Dec 2099"}, "This day is still to come"),
        ({"sent": "the day before"}, "Write the date as"),
        ({"procedure": "none-such"}, "Select a valid choice"),
        ({"due_on": "2023-02-01"}, "A reply cannot be due before it was sent"),
        ({"sent": "", "due_on": "2023-06-01"}, "A reply is due only once it was sent"),
        ({"due_on": "soon"}, "Enter a valid date"),
        ({"signatory_count": "-1"}, "greater than or equal to 1"),
        ({"signatory_count": "99999999999999999999"}, "less than or equal to"),
        ({"kept_at": "x" * 201}, "at most 200 characters"),
        ({"next_step": "Call", "next_step_on": "2023-04-19"}, "This day has passed"),
        ({"next_step_on": "2023-05-19"}, "Say what is to be done by this day"),
        ({"responsible": "M-NOBODY"}, "Select a valid choice"),
        ({"level": "public"}, "Select a valid choice"),
        ({"source": "javascript:alert(1)"}, "is no address we can keep"),
        ({"form_key": "no-key"}, "valid UUID"),
    ],
)
def test_what_does_not_fit_is_refused_in_words_and_nothing_typed_is_lost(case, advocate, wrong, said):
    answer = log(advocate, case, typed(text="At some length.", **wrong))
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "At some length." in text_of(answer)
    assert not Action.objects.exists()
    assert not Update.objects.exists()


def test_a_nul_is_refused_at_the_door(case, advocate):
    assert log(advocate, case, typed(summary="a\0b")).status_code == 400


def test_saved_twice_it_is_saved_once(case, advocate):
    government("GB")
    form = typed(source=NEWS, actors=["Government of GB"])
    first, second = (log(advocate, case, form)["Location"] for _time in range(2))
    assert first == second
    assert (Action.objects.count(), Update.objects.count()) == (1, 1)


def test_another_source_can_be_added_without_javascript_and_keeps_what_was_typed(case, advocate):
    government("GB")
    form = typed(source=NEWS, summary="My careful words", actors=["Government of GB"], add="source")
    page = text_of(log(advocate, case, form))
    assert "My careful words" in page
    assert 'name="source-1-source"' in page
    assert not Action.objects.exists()


# --- Who may.
def test_a_viewer_may_not_log_and_a_stranger_finds_no_case(case, viewer, outsider):
    assert log(viewer, case).status_code == 403
    assert log(outsider, case).status_code == 404
    assert not Action.objects.exists()


def test_a_sealed_case_is_missing_for_who_is_not_named_and_its_action_sealed(case, advocate, admin):
    case.level = Level.SEALED
    case.save()
    case.named.add(advocate)
    assert log(admin, case).status_code == 404
    assert log(advocate, case).status_code == 302
    assert Action.objects.get().level == Level.SEALED
    assert signed_in(admin).get(Action.objects.get().get_absolute_url()).status_code == 404


def test_a_partner_logs_where_they_see_it_afterwards(case, advocate):
    case.level = Level.PARTNERS
    case.save()
    partner = UserFactory(organisation=OrganisationFactory(name="Partner Desk"), role=Role.ADVOCATE)
    Grant.objects.create(case=case, organisation=partner.organisation)
    refused = log(partner, case, typed(actors=["Partner Desk"], level="team"))
    assert "Your organisation would not see it" in text_of(refused)
    assert log(partner, case, typed(actors=["Partner Desk"])).status_code == 302
    made = Action.objects.get()
    assert (made.owner, made.level) == (case.owner, Level.PARTNERS)


def test_the_form_offers_only_records_that_its_writer_may_see(case, advocate, staff):
    hidden = determination(case, level=Level.SEALED, by=staff)
    earlier = act(case, by=staff, level=Level.SEALED, summary="A quiet word")
    page = text_of(signed_in(advocate).get(at("action-new", case)))
    assert hidden.reference not in page
    assert earlier.reference not in page
    log(advocate, case, typed(follows=earlier.reference))
    assert not Action.objects.filter(follows=earlier).exists()


def test_what_follows_begins_with_what_it_goes_on_from(case, advocate):
    before = act(case, by=advocate, addressee=government("GB"), next_step="Ask again in May")
    page = text_of(signed_in(advocate).get(at("action-new", case) + f"?follows={before.reference}"))
    assert "Ask again in May" in page
    assert 'value="Government of GB"' in page


def test_a_case_of_somebody_else_cannot_be_reached_through_the_form(case, advocate, outsider):
    theirs = CaseFactory(owner=outsider.organisation)
    assert signed_in(advocate).get(at("action-new", theirs)).status_code == 404


def test_what_an_assessment_proposes_fills_in_the_form_and_saves_nothing(case, advocate):
    body("Working Group on Something")
    query = "?kind=wgad_petition&addressee=working-group-on-something&summary=Petition+them"
    page = text_of(signed_in(advocate).get(reverse("advocacy:action-new", args=[case.reference]) + query))
    assert 'value="Working Group on Something"' in page
    assert 'value="Petition them"' in page
    assert '<option value="wgad_petition" selected>' in page
    assert not Action.objects.exists()


def test_what_no_proposal_can_say_is_left_out(case, advocate):
    query = "?kind=nonsense&addressee=nobody&summary=" + "x" * 400
    answer = signed_in(advocate).get(reverse("advocacy:action-new", args=[case.reference]) + query)
    assert answer.status_code == 200
