"""The pages of submissions: what they show to whom, how they refuse, and what they never tell."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.permissions import Role
from advocacy.models import Action
from advocacy.vocabulary import ActionState
from cases.models import Grant, Involvement, OfficialRelation
from cases.models.case import Membership
from cases.vocabulary import Level
from core.models import Event, EventKind
from core.partial_dates import PartialDate
from sanctions.models import Submission
from sanctions.services import filing
from sanctions.services.submissions import mark, write_section
from sanctions.vocabulary import SectionKind
from tests.advocacy.factories import act
from tests.advocacy.pages import signed_in, text_of
from tests.factories import CaseFactory, OfficialFactory
from tests.sanctions.dossiers import approved, cite, happened, section, submission
from tests.sanctions.factories import designation, involve

pytestmark = pytest.mark.django_db
LIST, NEW = "/sanctions/submissions/", "/sanctions/submissions/new/"


@pytest.fixture
def part(case, advocate, staff):
    one = approved(case, advocate, staff)
    cite(one)
    cite(happened(case, "2022-04-11", "Arrested in Moscow"))
    return one


@pytest.fixture
def made(part, case, advocate):
    return submission(case, part.official, by=advocate)


@pytest.fixture
def partner(case, outsider):
    """Somebody of another house with every permission there, to whom the case is granted."""
    outsider.role = Role.ADMIN
    outsider.save()
    Grant.objects.create(case=case, organisation=outsider.organisation)
    case.level = Level.PARTNERS
    case.save()
    return outsider


def at(name, made=None, *more) -> str:
    return reverse(f"sanctions:submission{name}", args=[made.reference, *more] if made else [])


def sent(user, made, step, **fields):
    return signed_in(user).post(at(f"-{step}", made), {f"{step}-{name}": said for name, said in fields.items()})


def typed(case, part, **fields):
    """The form that starts a submission, as a browser sends it."""
    said = {"form_key": "4a4a8a32-30e4-4d6e-bd24-2d58de4ce0c6", "programme": "US-GLOMAG", "cases": [case.reference]}
    return said | {"officials": [part.official.reference], "addressee": "", "level": ""} | fields


# --- The list.
def test_the_list_shows_whom_under_what_and_where_it_stands(made, viewer):
    page = text_of(signed_in(viewer).get(LIST))
    assert "Elena Lenskaya: US-GLOMAG" in page
    assert "Planned" in page
    assert "US Department of the Treasury" in page


def test_an_empty_list_says_what_belongs_there_and_offers_the_next_step(advocate, viewer):
    page = text_of(signed_in(advocate).get(LIST))
    assert "No submission is started yet" in page
    assert NEW in page
    assert NEW not in text_of(signed_in(viewer).get(LIST))  # who may not is offered nothing


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("programme=US-GLOMAG", 1),
        ("programme=GB-GHR", 1),
        ("programme=NO-SUCH", 2),
        ("state=planned", 2),
        ("state=overdue", 0),
        ("official=ленская", 2),
        ("official=Nobody", 0),
    ],
)
def test_each_filter_narrows_the_list(made, case, part, advocate, query, found):
    submission(case, part.official, by=advocate, key="GB-GHR")
    answer = signed_in(advocate).get(f"{LIST}?{query}")
    assert len(answer.context["rows"]) == found


def test_the_list_is_paged(part, case, advocate, settings):
    settings.PAGE_SIZES = (2, 4)
    for _n in range(3):
        submission(case, part.official, by=advocate)
    first = signed_in(advocate).get(LIST)
    assert len(first.context["rows"]) == 2
    second = signed_in(advocate).get(LIST + first.context["page"].next_query)
    assert len(second.context["rows"]) == 1


# --- Starting one.
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


# --- Its page.
def test_the_page_shows_the_dossier_the_law_what_is_missing_and_where_each_part_comes_from(made, part, viewer):
    page = text_of(signed_in(viewer).get(at("", made)))
    assert "11 April 2022: Arrested in Moscow." in page
    assert "At least two credible sources" in page  # standard of proof
    assert "Department of State and Treasury (OFAC)" in page  # route
    assert "Drafted from the record on 20 April 2023" in page
    assert "Our answer to the legal test is not written." in page
    assert made.action.get_absolute_url() in page


def test_who_may_only_read_is_offered_no_step(made, viewer, advocate):
    assert "Say that it was filed" in text_of(signed_in(advocate).get(at("", made)))
    page = text_of(signed_in(viewer).get(at("", made)))
    assert "Say that it was filed" not in page
    assert at("-section", made, "abuse") not in page


def test_a_partner_who_sees_the_action_never_sees_the_dossier(part, case, advocate, partner):
    Involvement.objects.update(level=Level.PARTNERS)
    made = submission(case, part.official, by=advocate, level=Level.PARTNERS)
    action = signed_in(partner).get(made.action.get_absolute_url())
    assert action.status_code == 200
    for page in (text_of(action), text_of(signed_in(partner).get(LIST))):
        assert made.reference not in page
        assert "US-GLOMAG: " not in page
    for where in (at("", made), at("-print", made), at("-section", made, "abuse")):
        assert signed_in(partner).get(where).status_code == 404
    assert sent(partner, made, "consent-asked", asked_on="2023-04-01").status_code == 404


def test_what_is_sealed_or_of_another_case_is_on_none_of_its_pages(part, case, advocate, staff):
    sealed = CaseFactory(owner=case.owner, level=Level.SEALED, prisoner__name="Sealed Away")
    sealed.named.add(advocate)
    other = CaseFactory(owner=case.owner, lead=advocate, prisoner__name="Another Case")
    for one in (sealed, other):
        involve(one, part.official, advocate, staff)
        happened(one, "2022-01-01", "Elsewhere")
    secret = happened(case, "2022-05-01", "Sealed account", level=Level.SEALED)
    secret.named.add(advocate)
    made = submission(case, part.official, by=advocate)
    for where in (LIST, at("", made), at("-section", made, "abuse"), made.action.get_absolute_url()):
        page = text_of(signed_in(advocate).get(where))
        for words in ("Sealed Away", "Another Case", "Elsewhere", "Sealed account"):
            assert words not in page


def test_reading_a_restricted_dossier_is_on_record(part, case, advocate):
    made = submission(case, part.official, by=advocate, level=Level.RESTRICTED)
    signed_in(advocate).get(at("", made))
    assert Event.objects.filter(kind=EventKind.READ, target=made.action.reference, by=advocate).exists()


def test_the_page_of_the_action_leads_to_the_dossier(made, staff):
    assert made.get_absolute_url() in text_of(signed_in(staff).get(made.action.get_absolute_url()))
    plain = act(made.action.cases.get(), by=staff)
    assert "The dossier" not in text_of(signed_in(staff).get(plain.get_absolute_url()))


# --- Writing.
def test_a_section_is_written_beside_the_law_and_its_earlier_wordings_stay(made, advocate):
    where = at("-section", made, "abuse")
    page = signed_in(advocate).get(where)
    assert "At least two credible sources" in text_of(page)
    begun = page.context["form"].initial
    answer = signed_in(advocate).post(where, {"text": "He was taken [1].", "seen": begun["seen"]})
    assert answer.headers["Location"] == made.get_absolute_url()
    page = text_of(signed_in(advocate).get(where))
    assert "He was taken [1]." in page
    assert "Arrested in Moscow" in page  # the wording before
    assert "Ada Advocate" in page


def test_the_section_of_one_target_has_an_address_of_its_own(made, part, advocate):
    where = at("-section-of", made, "link", part.official.reference)
    signed_in(advocate).post(where, {"text": "She signed it."})
    assert section(made, SectionKind.LINK, part.official).text == "She signed it."
    assert signed_in(advocate).get(at("-section-of", made, "link", "O-NOBODY")).status_code == 404
    assert signed_in(advocate).get(at("-section", made, "link")).status_code == 404


def test_what_was_typed_is_kept_where_somebody_else_wrote_meanwhile(made, advocate, staff):
    seen = mark(section(made, SectionKind.ABUSE).text)
    write_section(section=section(made, SectionKind.ABUSE), text="Stan was quicker", by=staff)
    answer = signed_in(advocate).post(at("-section", made, "abuse"), {"text": "Ada’s own words", "seen": seen})
    assert answer.status_code == 422
    assert "Ada’s own words" in text_of(answer)
    assert "Stan was quicker" in text_of(answer)
    # What stands now was shown: saving once more is meant.
    again = answer.context["form"]["seen"].value()
    answer = signed_in(advocate).post(at("-section", made, "abuse"), {"text": "Ada’s own words", "seen": again})
    assert answer.status_code == 302


def test_a_section_is_drafted_again_from_its_own_page(made, advocate):
    write_section(section=section(made, SectionKind.ABUSE), text="Ours", by=advocate)
    signed_in(advocate).post(at("-section", made, "abuse"), {"text": "Ours", "redraft": "1"})
    assert "Arrested in Moscow" in section(made, SectionKind.ABUSE).text


def test_a_text_in_markup_is_shown_as_text(made, advocate):
    write_section(section=section(made, SectionKind.ABUSE), text="<script>alert(1)</script>", by=advocate)
    for where in (at("", made), at("-section", made, "abuse")):
        assert "<script>alert" not in text_of(signed_in(advocate).get(where))


# --- Consent and filing.
def test_from_asking_for_consent_to_filing(made, advocate):
    sent(advocate, made, "consent-asked", asked_on="2023-04-01")
    assert "Asked, no answer recorded" in text_of(signed_in(advocate).get(at("", made)))
    sent(advocate, made, "consent-given", given_on="2023-04-02", words="His wife, by phone: yes.")
    page = text_of(signed_in(advocate).get(at("", made)))
    assert "Given on 2 April 2023" in page
    assert "His wife, by phone: yes." in page
    answer = sent(advocate, made, "filed", sent="20 April 2023")
    assert answer.status_code == 422
    assert "Something is missing" in text_of(answer)
    answer = sent(advocate, made, "filed", sent="20 April 2023", knows_gaps="on")
    assert answer.status_code == 302
    page = text_of(signed_in(advocate).get(at("", made)))
    assert "We ask again on 19 Jun 2023: sent 20 Apr 2023 + 60 days" in page
    for day in ("19 June 2023 (60 days)", "18 August 2023 (120 days)", "17 October 2023 (180 days)"):
        assert day in page
    assert at("-section", made, "abuse") not in page  # it stays as it was filed


def test_filing_without_consent_says_whose_is_missing_and_offers_an_admin_the_override(made, case, advocate, admin):
    answer = sent(advocate, made, "filed", sent="20 April 2023", knows_gaps="on")
    assert answer.status_code == 422
    assert f"The consent of {case.prisoner.name} for the scope" in text_of(answer)
    assert "Why it is filed without consent" not in text_of(answer)
    assert "Why it is filed without consent" in text_of(signed_in(admin).get(at("", made)))
    answer = sent(admin, made, "filed", sent="20 April 2023", knows_gaps="on", override_why="His life is at risk")
    assert answer.status_code == 302
    page = text_of(signed_in(advocate).get(at("", made)))
    assert "Filed without consent. Alma Admin gave the reason: His life is at risk" in page


def test_an_advocate_who_sends_the_override_by_hand_changes_nothing(made, advocate):
    answer = sent(advocate, made, "filed", sent="20 April 2023", knows_gaps="on", override_why="I want to")
    assert answer.status_code == 422
    assert not Event.objects.filter(kind=EventKind.OVERRIDE).exists()


def test_the_actions_own_step_refuses_too_with_the_reason(made, case, advocate):
    answer = signed_in(advocate).post(
        reverse("advocacy:action-sent", args=[made.action.reference]), {"sent-sent": "20 April 2023"}
    )
    assert answer.status_code == 422
    assert "Something is missing" in text_of(answer)
    assert Action.objects.get().state == ActionState.ASSIGNED


def test_the_warning_stands_there_until_it_was_read(part, case, advocate):
    made = submission(case, part.official, by=advocate, key="EU-GHRSR")
    page = text_of(signed_in(advocate).get(at("", made)))
    assert "Evidence may reach the listed person" in page
    assert "I have read this" in page
    sent(advocate, made, "warned")
    page = text_of(signed_in(advocate).get(at("", made)))
    assert "I have read this" not in page
    assert "Read on" in page


def test_a_day_still_to_come_is_refused_beside_its_field(made, advocate):
    answer = sent(advocate, made, "consent-asked", asked_on="2023-04-21")
    assert answer.status_code == 422
    assert "This day is still to come." in text_of(answer)


def test_drafting_again_says_where_numbers_have_moved(made, part, advocate):
    write_section(section=section(made, SectionKind.LINK, part.official), text="She did [1].", by=advocate)
    part.citations.get().delete()
    answer = signed_in(advocate).post(at("-redraft", made), follow=True)
    assert "The numbers of the evidence have changed. Check those in what you edited: Their part in it." in text_of(
        answer
    )


# --- To print.
def test_the_sheet_names_its_reader_and_day_and_is_on_record(made, staff):
    page = text_of(signed_in(staff).get(at("-print", made)))
    assert "Stan Staff · 20 April 2023" in page
    assert made.reference in page
    event = Event.objects.get(kind=EventKind.EXPORT, target=made.reference)
    assert (event.by, event.action) == (staff, "submission-printed")


def test_the_sheet_holds_no_consent_and_says_that_it_is_a_draft(made, staff, advocate):
    page = text_of(signed_in(staff).get(at("-print", made)))
    assert "Draft: not filed." in page
    assert "No consent is recorded" in page
    filing.record_consent(submission=made, given_on=date(2023, 4, 2), words="His wife said yes", by=advocate)
    filing.file_submission(submission=made, sent=PartialDate(date(2023, 4, 20)), by=advocate, knows_gaps=True)
    page = text_of(signed_in(staff).get(at("-print", made)))
    assert "His wife said yes" not in page
    assert "Draft: not filed." not in page


def test_an_advocate_prints_nothing(made, advocate):
    assert at("-print", made) not in text_of(signed_in(advocate).get(at("", made)))
    assert signed_in(advocate).get(at("-print", made)).status_code == 403
    assert not Event.objects.filter(kind=EventKind.EXPORT).exists()


def test_who_lost_sight_of_the_case_lost_its_dossier(part, case, advocate, staff):
    made = submission(case, part.official, by=advocate, level=Level.RESTRICTED)
    assert signed_in(advocate).get(at("", made)).status_code == 200
    assert signed_in(staff).get(at("", made)).status_code == 404
    Membership.objects.filter(user=advocate).delete()
    assert signed_in(advocate).get(at("", made)).status_code == 404
