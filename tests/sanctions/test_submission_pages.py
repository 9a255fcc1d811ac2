"""The pages of submissions: what they show to whom, how they refuse, and what they never tell."""

from datetime import date

import pytest
from django.urls import reverse

from advocacy.models import Action
from advocacy.vocabulary import ActionState
from cases.models import Involvement
from cases.models.case import Membership
from cases.vocabulary import Level
from core.models import Event, EventKind
from core.partial_dates import PartialDate
from sanctions.services import filing
from sanctions.services.submissions import mark, write_section
from sanctions.vocabulary import SectionKind
from tests.advocacy.factories import act
from tests.advocacy.pages import signed_in, text_of
from tests.factories import CaseFactory
from tests.sanctions.dossiers import happened, section, submission
from tests.sanctions.factories import involve

pytestmark = pytest.mark.django_db
LIST, NEW = "/sanctions/submissions/", "/sanctions/submissions/new/"


def at(name, made=None, *more) -> str:
    return reverse(f"sanctions:submission{name}", args=[made.reference, *more] if made else [])


def sent(user, made, step, **fields):
    return signed_in(user).post(at(f"-{step}", made), {f"{step}-{name}": said for name, said in fields.items()})


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
