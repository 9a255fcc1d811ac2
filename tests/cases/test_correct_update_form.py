"""Correcting, taking back, reflecting and levelling an update in the browser."""

import uuid

import pytest

from cases.models import Update
from cases.services.judging import UpdateData
from cases.services.sourcing import CitationData
from cases.services.updates import correct_update, retract_update
from cases.vocabulary import Status
from core.models import Event
from core.partial_dates import parse_partial_date
from tests.cases.pages import NEWS, WIFE, at, log, signed_in, text_of, typed
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db
OTHER = CitationData(address="https://other.example/1", publisher="Other")


@pytest.fixture
def update(case, advocate):
    return log(case, advocate, "arrest", "11 April 2022", "Arrested at home.", citations=(NEWS, WIFE))


def rows_of(update, *more, **changes):
    """The rows as the form of a correction has them: what is cited already, and what is added."""
    known = [{"known": str(one.pk), "says": one.says} for one in update.citations.order_by("pk")]
    return [*known, *more]


def correction(update, **changes):
    said = {"kind": update.kind, "occurred": str(update.occurred), "summary": update.summary, "why": "A typo."}
    return typed(**{"form_key": str(uuid.uuid4()), "rows": rows_of(update), **said, **changes})


def send(user, update, data=None, act="correct"):
    return signed_in(user).post(at(f"update-{act}", update.case, update), data or correction(update))


# --- Correcting.
def test_the_form_is_filled_with_what_stands(case, advocate, update):
    said = text_of(signed_in(advocate).get(at("update-correct", case, update)))
    for words in ("Arrested at home.", "11 April 2022", "The News", "Evgenia", "Leave this source out"):
        assert words in said
    assert 'id="id_level"' not in said


def test_a_correction_supersedes_and_keeps_its_sources(case, advocate, update):
    answer = send(advocate, update, correction(update, summary="Arrested outside his home."))
    update.refresh_from_db()
    corrected = update.superseded_by
    assert answer.url.endswith(f"#{corrected.reference}")
    assert corrected.summary == "Arrested outside his home."
    assert {one.source for one in corrected.citations.all()} == {one.source for one in update.citations.all()}
    assert Event.objects.get(action="update-corrected").reason == "A typo."


def test_a_correction_keeps_its_place_within_the_day(case, advocate, update):
    second = log(case, advocate, "health", "11 April 2022", sequence=2)
    send(advocate, second, correction(second, summary="Better words."))
    second.refresh_from_db()
    assert second.superseded_by.sequence == 2


def test_a_source_can_be_left_out_and_another_named(case, advocate, update):
    rows = rows_of(update, {"source": "https://new.example/"})
    rows[0]["DELETE"] = "on"
    send(advocate, update, correction(update, rows=rows))
    update.refresh_from_db()
    assert {str(one.source.address or one.source.told_by) for one in update.superseded_by.citations.all()} == {
        "https://new.example/",
        WIFE.told_by,
    }


def test_one_who_may_not_know_a_source_keeps_it_without_learning_it(case, advocate, staff, update):
    said = text_of(signed_in(staff).get(at("update-correct", case, update)))
    assert "Evgenia" not in said
    assert "A source known to this case’s members" in said
    send(staff, update, correction(update, summary="Arrested outside."))
    update.refresh_from_db()
    assert update.superseded_by.citations.filter(source__case=case).exists()
    assert "Evgenia" not in text_of(signed_in(staff).get(at("case", case)))
    assert "Evgenia" in text_of(signed_in(advocate).get(at("case", case)))


def test_a_citation_of_another_update_cannot_be_taken_over(case, advocate, update):
    other = log(case, advocate, "health", "12 April 2022", citations=(OTHER,))
    rows = [{"known": str(other.citations.get().pk)}]
    assert send(advocate, update, correction(update, rows=rows)).status_code == 422
    assert Update.objects.count() == 2


def test_without_a_reason_nothing_is_corrected_and_all_text_stays(case, advocate, update):
    answer = send(advocate, update, correction(update, summary="Better words.", why=""))
    assert answer.status_code == 422
    assert "Say why; the reason stays on record." in text_of(answer)
    assert "Better words." in text_of(answer)
    assert Update.objects.count() == 1


def test_a_correction_that_changes_the_status_is_asked_first(case, advocate, update):
    charge = log(case, advocate, "charge", "22 April 2022", "Charged.")
    data = correction(charge, kind="hearing", detail="not_seen")
    said = text_of(send(advocate, charge, data))
    assert "This will change the status:" in said
    assert Update.objects.count() == 2
    assert send(advocate, charge, data | {"confirmed": "detained"}).status_code == 302
    case.refresh_from_db()
    assert case.status == Status.DETAINED


def test_a_correction_sent_twice_is_saved_once(case, advocate, update):
    data = correction(update, summary="Arrested outside his home.")
    for _time in range(2):
        assert send(advocate, update, data).status_code == 302
    assert Update.objects.count() == 2


def test_a_corrected_wording_leads_to_the_one_that_stands(case, advocate, update):
    send(advocate, update)
    update.refresh_from_db()
    answer = signed_in(advocate).get(at("update-correct", case, update))
    assert answer.url == at("update-correct", case, update.superseded_by)


# --- Two people at once.
def corrected_by(user, update, *citations, **changes):
    said = {"kind": update.kind, "occurred": update.occurred, "summary": update.summary, "citations": citations}
    return correct_update(update=update, data=UpdateData(**{**said, **changes}), by=user, why="Theirs.")


def test_the_second_sees_what_changed_keeps_the_text_and_can_apply_it(case, advocate, staff, update):
    began_with = update
    mine = correction(update, summary="My own wording.", place="Moscow")
    theirs = corrected_by(
        staff, update, NEWS, WIFE, OTHER, summary="Their wording.", occurred=parse_partial_date("12 April 2022")
    )
    answer = send(advocate, began_with, mine)
    said = text_of(answer)
    assert answer.status_code == 409
    assert "Stan Staff corrected this update while you were writing." in said
    table = said.split("<table")[1].split("</table>")[0]
    for words in ("Arrested at home.", "Their wording.", "My own wording.", "12 April 2022", "Moscow", "Other"):
        assert words in table
    assert f'action="{at("update-correct", case, theirs)}"' in said
    assert 'value="My own wording."' in said
    assert Update.objects.count() == 2
    # What the page now holds, sent once more, applies to the newest and keeps the source that the other added.
    again = mine | {"source-TOTAL_FORMS": "3"}
    for number, one in enumerate(theirs.citations.order_by("pk")):
        again[f"source-{number}-known"] = str(one.pk)
        assert f'name="source-{number}-known" value="{one.pk}"' in said
    assert send(advocate, theirs, again).status_code == 302
    theirs.refresh_from_db()
    assert theirs.superseded_by.summary == "My own wording."
    assert theirs.superseded_by.citations.count() == 3


def test_what_was_taken_back_meanwhile_keeps_the_text_for_a_new_update(case, advocate, staff, update):
    mine = correction(update, summary="My own wording.")
    retract_update(update=update, why="Not him.", by=staff)
    answer = send(advocate, update, mine)
    said = text_of(answer)
    assert answer.status_code == 409
    assert "taken back while you were writing: Not him." in said
    assert f'action="{at("update-new", case)}"' in said
    assert 'value="My own wording."' in said
    assert f'value="{NEWS.address}"' in said
    assert Update.objects.count() == 1


def test_a_source_the_other_left_out_is_named_again_for_me_to_decide(case, advocate, staff, update):
    mine = correction(update, summary="My own wording.")
    corrected_by(staff, update, WIFE)
    said = text_of(send(advocate, update, mine))
    assert f'value="{NEWS.address}"' in said


# --- Taking back, reflecting, levels.
def test_taking_back_needs_a_reason_and_refolds_the_status(case, advocate, update):
    assert send(advocate, update, {"why": " "}, "retract").status_code == 422
    assert send(advocate, update, {"why": "Not him."}, "retract").status_code == 302
    case.refresh_from_db()
    assert case.status == Status.UNKNOWN
    assert "Taken back: Not him." in text_of(signed_in(advocate).get(at("case", case)))


def test_what_was_corrected_meanwhile_is_not_taken_back(case, advocate, update):
    send(advocate, update)
    answer = send(advocate, update, {"why": "Not him."}, "retract")
    assert answer.status_code == 302
    assert not Update.objects.filter(retracted_at__isnull=False).exists()


def test_only_who_may_reflects_a_narrower_update(case, advocate, staff, update):
    secret = log(case, advocate, "release", "1 April 2023", detail="pardon", level="sealed", named=(staff,))
    assert send(advocate, secret, {"why": "x"}, "reflect").status_code == 403
    assert "Reflect in the status" not in text_of(signed_in(advocate).get(at("case", case)))
    assert "Reflect in the status" in text_of(signed_in(staff).get(at("case", case)))
    assert send(staff, secret, {"why": "Agreed with the family."}, "reflect").status_code == 302
    case.refresh_from_db()
    assert case.status == Status.RELEASED
    assert Event.objects.get(action="status-reflected").reason == "Agreed with the family."


def test_an_advocate_narrows_a_level_and_only_staff_widens_it(case, advocate, staff, update):
    assert send(advocate, update, {"level": "restricted", "why": "Asked."}, "level").status_code == 302
    update.refresh_from_db()
    assert update.level == "restricted"
    assert send(advocate, update, {"level": "team", "why": "Asked."}, "level").status_code == 422
    update.refresh_from_db()
    assert update.level == "restricted"
    assert send(staff, update, {"level": "team", "why": "Asked."}, "level").status_code == 404
    case.memberships.create(user=staff)
    assert send(staff, update, {"level": "team", "why": "Asked."}, "level").status_code == 302
    update.refresh_from_db()
    assert update.level == "team"


def test_sealing_needs_a_name_from_the_own_organisation(case, advocate, outsider, update):
    assert send(advocate, update, {"level": "sealed", "why": "x"}, "level").status_code == 422
    named = {"level": "sealed", "why": "x", "named": [outsider.reference]}
    assert send(advocate, update, named, "level").status_code == 422
    update.refresh_from_db()
    assert update.level == "team"


@pytest.mark.parametrize("act", ["correct", "retract", "reflect", "level"])
def test_an_update_that_is_not_visible_is_missing(case, advocate, staff, outsider, viewer, update, act):
    secret = log(case, advocate, "health", "1 April 2023", level="sealed", named=(advocate,))
    for reader, expected in ((staff, 404), (outsider, 403 if act == "reflect" else 404), (viewer, 403)):
        client = signed_in(reader)
        for method in (client.get, client.post):
            assert method(at(f"update-{act}", case, secret)).status_code == expected
    assert Update.objects.count() == 2


def test_an_update_of_another_case_is_missing_here(case, advocate, organisation, update):
    other = CaseFactory(owner=organisation, lead=advocate)
    assert signed_in(advocate).get(at("update-correct", other, update)).status_code == 404


def test_a_source_that_is_cited_already_cannot_be_named_again(case, advocate, update):
    for again in ({"source": NEWS.address}, {"source": WIFE.told_by.upper(), "connection": "relative"}):
        answer = send(advocate, update, correction(update, rows=rows_of(update, again)))
        assert answer.status_code == 422
        assert "The same source is named twice." in text_of(answer)
    assert Update.objects.count() == 1
