"""The pages of determinations: the list with its filters, one of them, logging one, and its dates put right."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from advocacy.models import Determination
from advocacy.services.actions import ActionData, log_action
from advocacy.vocabulary import ClockKind
from cases.models import Grant, Update
from cases.services.judging import UpdateData
from cases.services.updates import correct_update, retract_update
from core.models import Event, EventKind
from core.partial_dates import parse_partial_date
from tests.advocacy.factories import body, determination, government, procedure
from tests.advocacy.test_determinations import TEXT, ask_of, logged, on
from tests.cases.pages import signed_in, text_of
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db


def page(name, *subjects, query=""):
    return reverse(f"advocacy:{name}", args=[one.reference for one in subjects]) + query


def typed(**changes):
    """The form as a browser sends it."""
    sent = {"form_key": "4a4a8a32-30e4-4d6e-bd24-2d58de4ce0c5", "body": body().slug, "kind": "wgad_opinion"}
    sent |= {"outcome": "arbitrary", "summary": "My careful words.", "published": "18 April 2023"}
    return sent | {"source": "https://ohchr.example/opinion", "source_kind": "un_document", **changes}


def send(user, case, **changes):
    return signed_in(user).post(page("determination-new", case), typed(**changes))


def test_a_finding_is_logged_from_its_case_with_its_source(case, advocate):
    answer = send(advocate, case, adopted="March 2023", categories="II, III", number="11/2023")
    made = Determination.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, made.get_absolute_url())
    said = text_of(signed_in(advocate).get(made.get_absolute_url()))
    for words in ("11/2023", "My careful words.", "II, III", "March 2023", "18 April 2023", "ohchr.example"):
        assert words in said
    update = Update.objects.get()
    assert (update.kind, str(update.occurred)) == ("un_action", "March 2023")
    assert send(advocate, case, summary="Sent again").headers["Location"] == made.get_absolute_url()
    assert Update.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"body": ""}, "This field is required."),
        ({"body": "nobody"}, "not one of the available choices"),
        ({"kind": "rumour"}, "not one of the available choices"),
        ({"source": "a friend told us"}, "needs a published source"),
        ({"source": "javascript:alert(1)"}, "must begin with https:// or http://"),
        ({"published": ""}, "one of its dates at least"),
        ({"published": "21 April 2023"}, "is still to come"),
        ({"published": "2022", "adopted": "1 March 2023"}, "lies before the day it was adopted"),
        ({"published": "30 February 2023"}, "does not exist"),
        ({"level": "sealed"}, "not one of the available choices"),
        ({"number": "x" * 61}, "at most 60 characters"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_saved_or_lost(case, advocate, changes, words):
    answer = send(advocate, case, **changes)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert "My careful words." in text_of(answer)
    assert not Determination.objects.exists()
    assert not Update.objects.exists()


def test_the_usual_procedure_of_the_body_is_taken_unless_another_is_chosen(case, advocate):
    usual = procedure("opinions", months=6, days=None, kind=ClockKind.FOLLOW_UP, start="transmitted", body=body())
    send(advocate, case, transmitted="6 April 2023")
    made = Determination.objects.get()
    assert made.procedure == usual
    said = text_of(signed_in(advocate).get(made.get_absolute_url()))
    assert "6 October 2023" in said
    assert "transmitted 6 Apr 2023 + 6 months" in said
    assert "the version of the procedure in force that day has none" in said


def test_a_partner_logs_for_partners_and_the_owner_sees_it(organisation, advocate, outsider):
    case = CaseFactory(owner=organisation, lead=advocate, level="partners")
    Grant.objects.create(case=case, organisation=outsider.organisation)
    assert send(outsider, case, level="team").status_code == 422
    assert send(outsider, case, level="partners").status_code == 302
    assert signed_in(advocate).get(Determination.objects.get().get_absolute_url()).status_code == 200


def test_the_list_shows_what_the_reader_sees_and_filters_it(case, advocate, organisation):
    determination(case, number="Opinion 1", published=on("1 April 2023"))
    determination(case, number="Law 2", kind="resolution", outcome="passed", body=government("US"))
    hidden = determination(CaseFactory(), number="Hidden 3", body=body("Secret Body"))
    client = signed_in(advocate)
    everything = text_of(client.get(page("determination-list")))
    assert "Opinion 1" in everything
    assert "Law 2" in everything
    assert hidden.number not in everything
    assert "Secret Body" not in everything
    for query in ("?kind=resolution", "?outcome=passed", f"?body={government('US').slug}"):
        said = text_of(client.get(page("determination-list", query=query)))
        assert "Law 2" in said
        assert "Opinion 1" not in said
    assert "No finding like that" in text_of(client.get(page("determination-list", query="?kind=judgment")))
    wrong = text_of(client.get(page("determination-list", query="?kind=rumour")))
    assert "not one of the available choices" in wrong
    assert "Opinion 1" in wrong


def test_an_empty_list_says_where_to_log_one(advocate):
    assert "Log one from the page of its case" in text_of(signed_in(advocate).get(page("determination-list")))


def test_a_finding_on_several_cases_names_those_its_reader_sees(organisation, advocate, outsider):
    shared, ours = (CaseFactory(owner=organisation, lead=advocate, level=level) for level in ("partners", "team"))
    Grant.objects.create(case=shared, organisation=outsider.organisation)
    made = determination(shared, level="partners")
    made.links.create(case=ours)
    for address in (made.get_absolute_url(), page("determination-list")):
        assert ours.prisoner.name in text_of(signed_in(advocate).get(address))
        theirs = text_of(signed_in(outsider).get(address))
        assert shared.prisoner.name in theirs
        assert ours.prisoner.name not in theirs


def test_the_page_shows_what_uses_it_and_which_asks_it_may_answer(case, advocate):
    state = body("US State Department", jurisdiction="US", kind="ministry")
    made = logged(case, advocate, body=state, kind="wrongful_detention", outcome="wrongfully_detained")
    client = signed_in(advocate)
    said = text_of(client.get(made.get_absolute_url()))
    assert "No action recorded here uses this finding yet." in said
    assert "Asks it may answer" not in said
    ask = ask_of(case, government("US"))
    action = ActionData(kind="letter", summary="We quote it", actors=[case.owner], determination=made)
    log_action(data=action, cases=[case], by=advocate)
    said = text_of(client.get(made.get_absolute_url()))
    assert ask.get_absolute_url() in said
    assert "We quote it" in said


def test_a_corrected_update_stands_as_it_reads_now_and_a_retracted_one_is_struck(case, advocate):
    made = logged(case, advocate)
    update = made.links.get().update
    data = {"kind": update.kind, "occurred": update.occurred, "summary": "Better words"}
    better = correct_update(update=update, data=UpdateData(**data, citations=[TEXT]), by=advocate, why="Typo")
    said = text_of(signed_in(advocate).get(made.get_absolute_url()))
    assert "Better words" in said
    assert better.reference in said
    retract_update(update=better, why="Wrong person", by=advocate)
    assert "<s>Better words</s>" in text_of(signed_in(advocate).get(made.get_absolute_url()))


def test_an_update_out_of_sight_stays_out_of_the_page(case, advocate, viewer):
    made = logged(case, advocate)
    Update.objects.update(level="restricted")
    said = text_of(signed_in(viewer).get(made.get_absolute_url()))
    assert "has no update on it that you may see" in said
    assert "ohchr.example" not in said
    assert "ohchr.example" in text_of(signed_in(advocate).get(made.get_absolute_url()))


def test_reading_a_restricted_finding_is_recorded(case, advocate):
    made = determination(case, level="restricted")
    signed_in(advocate).get(made.get_absolute_url())
    assert Event.objects.get(kind=EventKind.READ, target=made.reference).by == advocate


def test_dates_are_put_right_with_a_reason_and_the_earlier_ones_shown(case, advocate, viewer):
    made = logged(case, advocate)
    address = page("determination-dates", made)
    sent = {"adopted": "5 April 2023", "published": "19 April 2023", "transmitted": ""}
    refused = signed_in(advocate).post(address, sent | {"why": ""})
    assert refused.status_code == 422
    assert "19 April 2023" in text_of(refused)
    assert signed_in(advocate).post(address, sent | {"why": "The press release"}).status_code == 302
    made.refresh_from_db()
    assert made.published_on == date(2023, 4, 19)
    said = text_of(signed_in(advocate).get(made.get_absolute_url()))
    assert "<s>18 April 2023</s> → 19 April 2023" in said
    assert "The press release" in said
    assert signed_in(viewer).get(address).status_code == 403


def test_wrong_dates_are_refused_beside_their_field(case, advocate):
    made = logged(case, advocate)
    sent = {"adopted": "19 April 2023", "published": "18 April 2023", "why": "why"}
    answer = signed_in(advocate).post(page("determination-dates", made), sent)
    assert answer.status_code == 422
    assert 'href="#id_published"' in text_of(answer)
    assert made.history.count() == 1


def test_a_partner_corrects_what_they_wrote_and_nothing_else(organisation, advocate, outsider):
    case = CaseFactory(owner=organisation, lead=advocate, level="partners")
    Grant.objects.create(case=case, organisation=outsider.organisation)
    ours = logged(case, advocate)
    theirs = logged(case, outsider, number="Theirs", level="partners")
    partner = signed_in(outsider)
    assert partner.get(page("determination-dates", ours)).status_code == 403
    assert partner.get(page("determination-dates", theirs)).status_code == 200
    assert "Correct its dates" not in text_of(partner.get(ours.get_absolute_url()))
    sent = {"published": "19 April 2023", "why": "A secret of the owner"}
    signed_in(advocate).post(page("determination-dates", ours), sent)
    said = text_of(partner.get(ours.get_absolute_url()))
    assert "19 April 2023" in said
    assert "A secret of the owner" not in said


def test_no_day_of_transmission_no_deadline(case, advocate):
    procedure("opinions", months=6, days=None, kind=ClockKind.FOLLOW_UP, start="transmitted")
    made = logged(case, advocate, procedure="opinions", adopted=parse_partial_date("April 2023"))
    assert "the day of transmission is not recorded" in text_of(signed_in(advocate).get(made.get_absolute_url()))


def test_more_findings_and_cases_cost_no_more_queries(case, advocate, organisation):
    client = signed_in(advocate)
    made = logged(case, advocate)
    address = made.get_absolute_url()
    few = {where: _cost(client, where) for where in (address, page("determination-list"))}
    for number in range(4):
        other = CaseFactory(owner=organisation, lead=advocate)
        logged(other, advocate, number=f"Opinion {number}")
        update = Update.objects.get(case=other)
        made.links.create(case=other, update=update)
    assert {where: _cost(client, where) for where in few} == few


def _cost(client, address):
    client.get(address)  # what is kept in a cache is kept before counting
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)
