"""Starting a submission in the browser: where it can begin, who is offered, and what is refused."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Grant, OfficialRelation
from cases.vocabulary import Level
from sanctions.models import Submission
from tests.advocacy.pages import signed_in, text_of
from tests.factories import CaseFactory, OfficialFactory
from tests.sanctions.factories import designation, involve

pytestmark = pytest.mark.django_db
LIST, NEW = "/sanctions/submissions/", "/sanctions/submissions/new/"


def typed(case, part, **fields):
    """The form that starts a submission, as a browser sends it."""
    said = {"form_key": "4a4a8a32-30e4-4d6e-bd24-2d58de4ce0c6", "programme": "US-GLOMAG", "cases": [case.reference]}
    return said | {"officials": [part.official.reference], "addressee": "", "level": ""} | fields


def test_it_begins_with_a_case_in_which_somebody_is_named(part, case, advocate):
    CaseFactory(owner=case.owner, prisoner__name="Nobody Named There")
    page = text_of(signed_in(advocate).get(NEW))
    assert case.reference in page
    assert "Nobody Named There" not in page


def test_where_nobody_is_named_it_says_so(case, advocate):
    assert "Nobody is named on a case yet" in text_of(signed_in(advocate).get(NEW))
    page = text_of(signed_in(advocate).get(f"{NEW}?case={case.reference}"))
    assert reverse("cases:case-officials", args=[case.reference]) in page


def test_the_address_fills_in_the_programme_the_officials_and_the_jurisdiction(part, case, advocate):
    form = signed_in(advocate).get(f"{NEW}?official={part.official.reference}&programme=EU-GHRSR").context["form"]
    assert form.initial == {"programme": "EU-GHRSR", "officials": [part.official.reference]}
    assert [key for key, _label in form.fields["cases"].choices] == [case.reference]
    groups = signed_in(advocate).get(f"{NEW}?case={case.reference}&jurisdiction=GB").context["form"]
    assert groups.fields["programme"].choices[1][0] == "United Kingdom"


def test_only_officials_with_a_part_that_the_writer_may_see_are_offered(part, case, advocate, staff):
    hidden = involve(case, OfficialFactory(name="Kept Narrow"), advocate, level=Level.SEALED)
    other = involve(CaseFactory(owner=case.owner, lead=advocate), OfficialFactory(name="Of Another Case"), advocate)
    alleged = involve(case, OfficialFactory(name="Only Alleged"), advocate)
    page = text_of(signed_in(staff).get(f"{NEW}?case={case.reference}"))
    assert "Elena Lenskaya: Remand judge" in page
    assert f"{alleged.official.name}: Remand judge (alleged)" in page
    for one in (hidden, other):
        assert one.official.name not in page


def test_an_official_of_many_cases_is_offered_only_with_our_own_visible_ones(part, case, advocate, outsider):
    theirs = CaseFactory(owner=outsider.organisation, level=Level.PARTNERS, prisoner__name="Not Ours")
    Grant.objects.create(case=theirs, organisation=case.owner)
    involve(theirs, part.official, outsider, advocate)
    sealed = CaseFactory(owner=case.owner, level=Level.SEALED, prisoner__name="Sealed Away")
    involve(sealed, part.official, advocate)
    page = text_of(signed_in(advocate).get(f"{NEW}?official={part.official.reference}"))
    assert case.reference in page
    for name in ("Not Ours", "Sealed Away"):
        assert name not in page


def test_sending_the_form_starts_it_and_leads_to_its_page(part, case, advocate):
    answer = signed_in(advocate).post(f"{NEW}?case={case.reference}", typed(case, part))
    made = Submission.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, made.get_absolute_url())


def test_a_dependant_is_ticked_beside_the_official(part, case, advocate):
    other = OfficialFactory(name="The Spouse", added_by_organisation=case.owner)
    OfficialRelation.objects.create(official=part.official, other=other, kind="family", cited_title="Register")
    where = f"{NEW}?case={case.reference}"
    assert "The Spouse, as dependant of Elena Lenskaya (family)" in text_of(signed_in(advocate).get(where))
    key = f"{part.official.reference}.{other.reference}.family"
    signed_in(advocate).post(where, typed(case, part, others=[key]))
    assert Submission.objects.get().targets.count() == 2


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"officials": []}, "Say whom it recommends."),
        ({"programme": "NO-SUCH"}, "NO-SUCH is not one of the available choices"),
        ({"cases": []}, "Say for which case it is."),
        ({"addressee": "No Such Body"}, "We have no organisation"),
    ],
)
def test_a_form_that_says_too_little_comes_back_with_what_was_typed(part, case, advocate, fields, words):
    answer = signed_in(advocate).post(f"{NEW}?case={case.reference}", typed(case, part, **fields))
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert not Submission.objects.exists()


def test_a_case_out_of_sight_is_missing_and_a_partners_is_refused(part, case, advocate, outsider, partner):
    foreign = CaseFactory()
    assert signed_in(advocate).get(f"{NEW}?case={foreign.reference}").status_code == 404
    assert signed_in(partner).get(f"{NEW}?case={case.reference}").status_code == 403
    assert signed_in(partner).post(f"{NEW}?case={case.reference}", typed(case, part)).status_code == 403


def test_who_is_listed_already_is_said_beside_the_name(part, case, advocate):
    designation(part.official, listed_on=date(2023, 3, 5))
    designation(part.official, "CA-SEMA", date(2023, 6, 5))  # still to come on 20 April
    page = text_of(signed_in(advocate).get(f"{NEW}?case={case.reference}"))
    assert "Elena Lenskaya: Remand judge · listed by: EU" in page
    assert "listed by: EU, CA" not in page


def test_a_relative_whom_the_writer_may_not_see_is_not_offered(part, case, advocate, outsider):
    theirs = involve(CaseFactory(owner=outsider.organisation), OfficialFactory(name="Known Elsewhere"), outsider)
    OfficialRelation.objects.create(official=part.official, other=theirs.official, kind="family", cited_title="R")
    assert "Known Elsewhere" not in text_of(signed_in(advocate).get(f"{NEW}?case={case.reference}"))


def test_whom_it_recommends_is_changed_on_a_page_of_its_own(part, case, advocate, made):
    second = involve(case, OfficialFactory(name="Second Judge"), advocate)
    where = reverse("sanctions:submission-targets", args=[made.reference])
    page = signed_in(advocate).get(where)
    assert page.context["form"].initial == {"officials": [part.official.reference], "others": []}
    both = [part.official.reference, second.official.reference]
    assert signed_in(advocate).post(where, {"officials": both}).headers["Location"] == made.get_absolute_url()
    assert made.targets.count() == 2
    assert signed_in(advocate).post(where, {"officials": []}).status_code == 422
