"""Assessments: each saving a version of its own, what is met with its evidence, for the owner organisation only."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accounts.models import Organisation
from advocacy.assessing import versions_of
from advocacy.models import Assessment
from advocacy.services.assessments import AlreadyAssessed, Held, make_assessment
from cases.models import CountryTie, Grant
from core.models import Event
from tests.advocacy.factories import act
from tests.advocacy.test_determinations import ask_of
from tests.cases.pages import signed_in, text_of
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db
MET = Held("met", "The verdict of 17 April names two articles he wrote.")


def make(case, by, framework="wgad", **more):
    return make_assessment(case=case, framework=framework, by=by, **{"criteria": {"II": MET}, **more})


def page(name, subject):
    return reverse(f"advocacy:{name}", args=[subject.reference])


def new_page(case, framework="wgad"):
    return f"{page('assessment-new', case)}?framework={framework}"


def test_what_nobody_spoke_of_is_unclear(case, advocate):
    made = make(case, advocate, summary=" Arbitrary. ")
    assert [(one.code, one.holding) for one in made.criteria.all()] == [
        ("I", "unclear"),
        ("II", "met"),
        ("III", "unclear"),
        ("IV", "unclear"),
        ("V", "unclear"),
    ]
    assert (made.summary, made.assessed_by) == ("Arbitrary.", advocate)
    event = Event.objects.get(action="assessment-made")
    assert (event.target, event.facts["met"]) == (case.reference, 1)
    assert "verdict" not in str(event.facts)


@pytest.mark.parametrize(
    ("criteria", "field"),
    [({"II": Held("met", "  ")}, "II"), ({"I": Held("perhaps")}, "I")],
)
def test_met_without_evidence_is_refused_beside_its_criterion(case, advocate, criteria, field):
    with pytest.raises(ValidationError) as refused:
        make(case, advocate, criteria=criteria)
    assert set(refused.value.message_dict) == {field}
    assert not Assessment.objects.exists()


def test_an_unknown_framework_is_refused(case, advocate):
    with pytest.raises(ValidationError, match="no such framework"):
        make(case, advocate, framework="horoscope")


def test_only_the_owners_people_assess_and_read(organisation, advocate, outsider, viewer):
    case = CaseFactory(owner=organisation, lead=advocate, level="partners")
    Grant.objects.create(case=case, organisation=outsider.organisation)
    made = make(case, advocate)
    with pytest.raises(PermissionDenied):
        make(case, outsider)
    partner, colleague = signed_in(outsider), signed_in(viewer)
    assert partner.get(page("assessment", made)).status_code == 404
    assert partner.get(page("assessment-list", case)).status_code == 403
    assert partner.get(new_page(case)).status_code == 403
    assert colleague.get(page("assessment", made)).status_code == 200
    assert colleague.get(page("assessment-list", case)).status_code == 200
    assert colleague.get(new_page(case)).status_code == 403


def test_the_same_again_is_no_new_version_and_a_change_is(case, advocate, staff):
    first = make(case, advocate)
    assert make(case, staff, began_with=first.reference) == first
    second = make(case, staff, criteria={"II": MET, "III": Held("not_met")}, began_with=first.reference)
    assert Assessment.objects.count() == 2
    latest, earliest = versions_of([first, second])
    assert (latest.met, latest.not_met, latest.unclear) == (["II"], 1, 3)
    assert [(one.code, str(one.was), str(one.now)) for one in latest.changes] == [("III", "Unclear", "Not met")]
    assert (earliest.is_first, earliest.changes) == (True, [])


def test_other_evidence_alone_is_said_to_have_changed(case, advocate):
    first = make(case, advocate)
    second = make(case, advocate, criteria={"II": Held("met", "Another article")}, summary="More")
    latest = versions_of([first, second])[0]
    (change,) = latest.changes
    assert (change.was == change.now, change.evidence_too, latest.summary_changed) == (True, True, True)


def test_frameworks_are_versioned_apart(case, advocate):
    make(case, advocate)
    make(case, advocate, framework="pace", criteria={"a": MET}, began_with="")
    assert Assessment.objects.count() == 2


def test_whoever_saves_second_is_told_and_loses_nothing(case, advocate, staff):
    first = make(case, advocate)
    newer = make(case, staff, criteria={"II": MET, "I": MET}, began_with=first.reference)
    with pytest.raises(AlreadyAssessed) as refused:
        make(case, advocate, criteria={"III": MET}, began_with=first.reference)
    assert refused.value.newer == newer
    sent = {"began_with": first.reference, "holding_III": "met", "evidence_III": "My careful words."}
    answer = signed_in(advocate).post(new_page(case), sent)
    assert answer.status_code == 409
    said = text_of(answer)
    assert "Stan Staff saved another version" in said
    assert "My careful words." in said
    assert f'value="{newer.reference}"' in said
    again = signed_in(advocate).post(new_page(case), {**sent, "began_with": newer.reference})
    assert again.status_code == 302
    assert Assessment.objects.count() == 3


def test_the_form_begins_with_the_latest_version_and_saves_the_next(case, advocate):
    first = make(case, advocate, summary="First thoughts")
    client = signed_in(advocate)
    said = text_of(client.get(new_page(case)))
    assert "First thoughts" in said
    assert "names two articles" in said
    sent = {"began_with": first.reference, "holding_II": "met", "evidence_II": "Still so", "holding_I": "unclear"}
    answer = client.post(new_page(case), sent, follow=True)
    assert answer.status_code == 200
    said = text_of(answer)
    assert "Saved as a version of its own." in said
    assert "Still so" in said
    assert "Changed:" in said
    assert "First thoughts" in text_of(client.get(page("assessment", first)))
    assert "A later version exists" in text_of(client.get(page("assessment", first)))


def test_the_form_says_which_criterion_lacks_its_evidence_and_keeps_the_rest(case, advocate):
    sent = {"holding_I": "met", "evidence_I": "", "evidence_II": "My careful words.", "holding_II": "met"}
    answer = signed_in(advocate).post(new_page(case), sent)
    assert answer.status_code == 422
    said = text_of(answer)
    assert 'href="#id_evidence_I"' in said
    assert "on what evidence it is met" in said
    assert "My careful words." in said
    assert not Assessment.objects.exists()


def test_there_is_no_form_for_a_framework_that_is_none(case, advocate):
    assert signed_in(advocate).get(new_page(case, "horoscope")).status_code == 404


def test_the_page_proposes_and_does_not_ask(case, advocate):
    made = make(case, advocate, framework="levinson", criteria={"4": MET})
    assert "no US nationality or residence" in text_of(signed_in(advocate).get(page("assessment", made)))
    CountryTie.objects.create(prisoner=case.prisoner, country="US", tie="resident")
    said = text_of(signed_in(advocate).get(page("assessment", made)))
    assert "kind=wrongful_detention&amp;addressee=us-state&amp;wording=Determine" in said
    assert "US Department of State" in said
    assert case.prisoner.name not in said.split("addressee=us-state")[1].split('"')[0]
    assert not case.asks.exists()
    assert "Recorded already:" not in said


def test_what_was_asked_or_planned_already_is_said_beside_the_proposal(case, advocate):
    CountryTie.objects.create(prisoner=case.prisoner, country="US", tie="national")
    asked = ask_of(case, Organisation.objects.get(slug="us-state"))
    made = make(case, advocate, framework="levinson", criteria={"4": MET})
    assert asked.get_absolute_url() in text_of(signed_in(advocate).get(page("assessment", made)))
    petition = act(case, by=advocate, kind="wgad_petition", addressee=Organisation.objects.get(slug="wgad"), sent=None)
    made = make(case, advocate)
    assert petition.get_absolute_url() in text_of(signed_in(advocate).get(page("assessment", made)))


def test_nothing_follows_from_nothing_met(case, advocate):
    made = make(case, advocate, criteria={"II": Held("not_met")})
    assert "no criterion is met" in text_of(signed_in(advocate).get(page("assessment", made)))


def test_the_list_shows_every_framework_and_what_is_not_assessed(case, advocate):
    make(case, advocate)
    said = text_of(signed_in(advocate).get(page("assessment-list", case)))
    assert said.count("Not assessed yet.") == 2
    assert "met: II" in said


def test_on_paper_stands_the_reasoning_without_what_only_a_screen_needs(case, advocate):
    made = make(case, advocate)
    said = text_of(signed_in(advocate).get(page("assessment", made)))
    assert "css/print.css" in said
    assert "sheet-to-print" in said
    assert "This is our own reasoning, not the finding of any authority." in said
    for heading in ("Asks that follow from this", "Versions"):
        before = said.split(f"<h2>{heading}</h2>")[0]
        assert before.rstrip().endswith('<section class="panel no-print">')
