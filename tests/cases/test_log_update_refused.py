"""What the form of an update refuses: each with its message, nothing saved, and nothing typed lost."""

import uuid

import pytest

from cases.models import Citation, Draft, Source, Update
from tests.cases.pages import HTMX, WORDS, at, send, signed_in, text_of, typed
from tests.factories import FacilityFactory, StateFactory, UserFactory

pytestmark = pytest.mark.django_db


# --- What is refused, and that it is kept as it was typed.
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"occurred": "21 April 2023"}, "21 April 2023 lies in the future"),
        ({"occurred": "May 2023"}, "May 2023 lies in the future"),
        ({"occurred": "30 February 2023"}, "30 February 2023 does not exist: February 2023 has 28 days."),
        ({"occurred": "some day"}, "Write the date as"),
        ({"occurred": ""}, "This field is required."),
        ({"occurred": "9" * 500}, "Write the date as"),
        ({"kind": "release", "detail": "pardon", "occurred": "1 January 2022"}, "no arrest, custody or restraint"),
        ({"kind": "verdict"}, "Say more closely what kind it was."),
        ({"kind": "verdict", "detail": "medical"}, "is not one of the available choices"),
        ({"kind": "nil_check"}, "Say who was asked"),
        ({"kind": "abolition"}, "is not one of the available choices"),
        ({"kind": ""}, "This field is required."),
        ({"rows": [{"source": ""}]}, "Every account needs a source"),
        ({"rows": [{"source": "", "quotation": "Words."}]}, "This citation names no source"),
        ({"rows": [{"source": "https://a.example/"}, {"says": "nobody says"}]}, "This citation names no source"),
        ({"rows": [{"source": "javascript:alert(1)"}]}, "must begin with https:// or http://"),
        ({"rows": [{"source": "ftp://files.example/x"}]}, "must begin with https:// or http://"),
        ({"rows": [{"source": "data:text/html,x"}]}, "must begin with https:// or http://"),
        ({"rows": [{"source": "https://a.example/", "archived": "javascript:x"}]}, "Enter a valid URL"),
        ({"rows": [{"source": "https://a.example/", "quotation": "x" * 501}]}, "500 characters"),
        ({"rows": [{"source": "https://a.example/", "says_when": "31 June 2022"}]}, "June 2022 has 30 days"),
        ({"rows": [{"source": "https://a.example/"}, {"source": "https://a.example/"}]}, "named twice"),
        ({"rows": [{"source": "https://a.example/" + "x" * 1000}]}, "at most 1000 characters"),
        ({"level": "sealed"}, "Name at least one person"),
        ({"level": "public"}, "is not one of the available choices"),
        ({"level": "partners"}, "is not one of the available choices"),
        ({"grade": "retracted"}, "is not one of the available choices"),
        ({"form_key": "no-uuid"}, "Enter a valid UUID"),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_what_cannot_be_is_said_and_nothing_is_saved_or_lost(case, advocate, changes, words, headers):
    answer = send(advocate, case, typed(**{**WORDS, **changes}), **headers)
    said = text_of(answer)
    assert answer.status_code == (200 if headers else 422)
    assert words in said
    assert 'role="alert"' in said
    for typed_text in WORDS.values():
        assert typed_text in said
    assert not Update.objects.exists()
    assert not Source.objects.exists()
    assert not Citation.objects.exists()


@pytest.mark.parametrize(
    "over", [{"summary": "s" * 301}, {"place": "p" * 161}, {"account": "a" * 20_001}, {"asked": "q" * 201}]
)
def test_what_is_too_long_is_refused_and_kept(case, advocate, over):
    answer = send(advocate, case, typed(kind="nil_check", **over))
    assert answer.status_code == 422
    assert next(iter(over.values())) in text_of(answer)
    assert not Update.objects.exists()


def test_each_error_is_tied_to_its_field_and_listed_with_a_link(case, advocate):
    said = text_of(send(advocate, case, typed(occurred="31 June 2022", rows=[{"source": "ftp://x.example"}])))
    assert 'href="#id_occurred"' in said
    assert 'href="#id_source-0-source"' in said
    assert 'id="id_occurred_error"' in said
    assert (
        'aria-describedby="id_occurred_helptext id_occurred_error"' in said
        or 'aria-describedby="id_occurred_error' in said
    )
    assert "2 things need correcting; nothing is saved yet:" in said


def test_markup_in_any_field_is_shown_as_text(case, advocate):
    bad = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    row = {"source": bad, "says": bad, "figure": bad[:80], "quotation": bad, "title": bad, "publisher": bad}
    data = typed(summary=bad, place=bad, account=bad, rows=[row])
    assert send(advocate, case, data).status_code == 302
    send(advocate, case, typed(form_key=str(uuid.uuid4()), kind="nil_check", asked=bad))
    case.prisoner.name = case.prisoner.native_name = bad
    case.prisoner.save()
    client = signed_in(advocate)
    for name in ("case", "case-officials", "case-dates", "case-history", "case-brief", "update-new"):
        said = text_of(client.get(at(name, case)))
        assert "<script>alert" not in said
        assert "<img src=x" not in said
    said = text_of(send(advocate, case, data | {"occurred": "nonsense " + bad, "form_key": str(uuid.uuid4())}))
    assert "<script>alert" not in said
    assert "<img src=x" not in said


# --- What is not one's own.
def test_a_facility_of_another_state_is_no_choice(case, advocate):
    FacilityFactory(state=StateFactory(code="BY"), code="zhodino")
    answer = send(advocate, case, typed(facility="zhodino"))
    assert answer.status_code == 422
    assert not Update.objects.exists()
    assert "zhodino" not in text_of(signed_in(advocate).get(at("update-new", case)))


def test_nobody_of_another_organisation_can_be_named(case, advocate, outsider):
    answer = send(advocate, case, typed(level="sealed", named=[outsider.reference]))
    assert answer.status_code == 422
    assert "is not one of the available choices" in text_of(answer)
    assert not Update.objects.exists()
    assert outsider.name not in text_of(signed_in(advocate).get(at("update-new", case)))


def test_a_viewer_may_not_log_and_for_an_outsider_the_case_is_missing(case, viewer, outsider):
    names = ("update-new", "update-preview", "draft", "draft-discard", "nothing-new")
    assert {send(viewer, case, name=name).status_code for name in names} == {403}
    assert {send(outsider, case, name=name).status_code for name in names} == {404}
    assert not Update.objects.exists()
    assert not Draft.objects.exists()


def test_a_form_from_elsewhere_is_refused(case, advocate):
    client = signed_in(advocate, enforce_csrf_checks=True)
    for name in ("update-new", "update-preview", "draft", "draft-discard", "nothing-new"):
        assert client.post(at(name, case), typed()).status_code == 403
    assert not Update.objects.exists()


def test_people_of_the_own_organisation_can_be_named_but_not_those_who_left(case, advocate):
    gone = UserFactory(organisation=advocate.organisation, is_active=False, name="Gone Person")
    assert send(advocate, case, typed(level="sealed", named=[gone.reference])).status_code == 422
