"""New cases, prisoners, key dates, and who may see a case."""

import uuid

import pytest
from django.urls import reverse

from cases.models import Case, Grant, KeyDate, Membership, Prisoner, Update
from cases.services.opening import CaseData, PrisonerData, add_prisoner, alike, edit_prisoner, open_case
from cases.vocabulary import Level, Status, Tier
from core.models import Event
from tests.factories import OrganisationFactory, StateFactory, UserFactory

pytestmark = pytest.mark.django_db
NEW = reverse("cases:case-new")


@pytest.fixture
def russia():
    return StateFactory(code="RU")


def five_fields(**more):
    said = {
        "name": "Vladimir Kara-Murza",
        "state": "RU",
        "kind": "arrest",
        "occurred": "11 April 2022",
        "source": "https://news.example/arrest",
        "form_key": str(uuid.uuid4()),
    }
    return {**said, **more}


def test_five_fields_open_a_case_with_its_prisoner_and_first_update(client, advocate, russia):
    client.force_login(advocate)
    response = client.post(NEW, five_fields())
    case = Case.objects.get()
    assert response.headers["Location"] == case.get_absolute_url()
    assert case.reference.startswith("RU-22-")
    assert (case.prisoner.name, case.status, case.lead, case.owner) == (
        "Vladimir Kara-Murza",
        Status.DETAINED,
        advocate,
        advocate.organisation,
    )
    assert case.updates.get().citations.get().source.address == "https://news.example/arrest"
    assert list(case.members.all()) == [advocate]


def test_a_form_sent_twice_opens_one_case(client, advocate, russia):
    client.force_login(advocate)
    said = five_fields()
    client.post(NEW, said)
    client.post(NEW, {**said, "somebody_else": "1"})
    assert (Case.objects.count(), Prisoner.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"occurred": "30 February 2023"}, "does not exist"),
        ({"occurred": "1 May 2023"}, "lies in the future"),
        ({"source": "javascript:alert(1)"}, "must begin with https"),
        ({"source": ""}, "required"),
        ({"state": "XX"}, "valid choice"),
        ({"kind": "release"}, "valid choice"),
        ({"name": "x" * 161}, "at most 160"),
    ],
)
def test_bad_input_is_said_and_opens_nothing(client, advocate, russia, wrong, words):
    client.force_login(advocate)
    response = client.post(NEW, five_fields(**wrong))
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Case.objects.exists()
    assert not Prisoner.objects.exists()


@pytest.mark.parametrize(
    "name", ["Владимир Кара-Мурза", "Kara-Murza Vladimir", "Wladimir Kara-Murza", "VLADIMIR KARA MURZA"]
)
def test_the_same_person_in_any_script_is_noticed(client, advocate, russia, name):
    client.force_login(advocate)
    known = add_prisoner(
        data=PrisonerData(
            name="Vladimir Kara-Murza", native_name="Владимир Кара-Мурза", other_names=["Wladimir Kara-Murza"]
        ),
        by=advocate,
    )
    response = client.post(NEW, five_fields(name=name))
    assert known.reference in response.content.decode()
    assert not Case.objects.exists()
    client.post(NEW, five_fields(name=name, prisoner=known.reference))
    assert Case.objects.get().prisoner == known


def test_somebody_of_another_organisation_is_neither_warned_of_nor_usable(client, advocate, outsider, russia):
    client.force_login(advocate)
    theirs = add_prisoner(data=PrisonerData(name="Vladimir Kara-Murza"), by=outsider)
    assert not alike("Vladimir Kara-Murza", "", advocate).exists()
    assert client.post(NEW, five_fields(prisoner=theirs.reference)).status_code == 404
    assert client.get(theirs.get_absolute_url()).status_code == 404


def test_a_sealed_new_case_is_seen_by_nobody_but_its_author(client, advocate, admin, russia):
    client.force_login(advocate)
    client.post(NEW, five_fields(level=Level.SEALED))
    assert Case.objects.visible_to(advocate).exists()
    assert not Case.objects.visible_to(admin).exists()
    assert not Prisoner.objects.visible_to(admin).exists()


def test_what_a_name_says_is_shown_as_text(client, advocate, russia):
    client.force_login(advocate)
    client.post(NEW, five_fields(name="<script>alert(1)</script>"))
    page = client.get(Prisoner.objects.get().get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_new_names_are_found_at_once_and_old_ones_no_more(advocate, russia):
    prisoner = add_prisoner(data=PrisonerData(name="Ann", other_names=["Anya"]), by=advocate)
    open_case(prisoner=prisoner, data=CaseData(state=russia), by=advocate)
    edit_prisoner(prisoner=prisoner, data=PrisonerData(name="Ann", other_names=["Anechka"]), by=advocate)
    assert Case.objects.matching("anechka").exists()
    assert not Case.objects.matching("anya").exists()


def test_code_names_differ_within_an_organisation(advocate, russia):
    prisoner = add_prisoner(data=PrisonerData(name="Ann"), by=advocate)
    names = [open_case(prisoner=prisoner, data=CaseData(state=russia), by=advocate).code_name for _ in range(75)]
    assert len(set(names)) == 75
    assert not any("Ann" in name for name in names)


def edit_fields(case, **more):
    return {
        "tier": case.tier,
        "file_state": case.file_state,
        "lead": case.lead_id,
        "code_name": case.code_name,
        "quiet_until": "",
        "quiet_reason": "",
        "version": case.version,
        **more,
    }


def test_the_second_of_two_people_editing_a_case_sees_what_changed_and_may_keep_theirs(client, staff, admin, case):
    url = reverse("cases:case-edit", args=[case.reference])
    client.force_login(admin)
    client.post(url, edit_fields(case, tier=Tier.HIGH))
    client.force_login(staff)
    response = client.post(url, edit_fields(case, tier=Tier.CRITICAL))
    assert response.status_code == 409
    assert "Somebody changed this case" in response.content.decode()
    case.refresh_from_db()
    assert case.tier == Tier.HIGH
    again = edit_fields(case, tier=Tier.CRITICAL, version=response.context["form"]["version"].value())
    assert client.post(url, again).status_code == 302
    case.refresh_from_db()
    assert case.tier == Tier.CRITICAL


def test_quiet_needs_a_reason(client, staff, case):
    client.force_login(staff)
    url = reverse("cases:case-edit", args=[case.reference])
    assert client.post(url, edit_fields(case, quiet_until="2023-06-01")).status_code == 422
    client.post(url, edit_fields(case, quiet_until="2023-06-01", quiet_reason="The family asked"))
    case.refresh_from_db()
    assert case.quiet_until is not None


def test_restricted_notes_are_in_the_form_of_members_only(client, staff, case):
    Case.objects.filter(pk=case.pk).update(restricted_notes="Only for members")
    client.force_login(staff)
    url = reverse("cases:case-edit", args=[case.reference])
    assert "restricted_notes" not in client.get(url).context["form"].fields
    client.post(url, edit_fields(case, tier=Tier.HIGH, restricted_notes="overwritten"))
    case.refresh_from_db()
    assert case.restricted_notes == "Only for members"
    Membership.objects.create(case=case, user=staff)
    assert "restricted_notes" in client.get(url).context["form"].fields


def test_a_key_date_that_has_passed_is_refused_and_one_to_come_is_kept(client, advocate, case):
    client.force_login(advocate)
    url = reverse("cases:key-date-new", args=[case.reference])
    response = client.post(url, {"kind": "hearing", "due": "March 2023"})
    assert "has passed" in response.content.decode()
    assert not KeyDate.objects.exists()
    client.post(url, {"kind": "hearing", "due": "May 2023", "summary": "Appeal"})
    assert str(KeyDate.objects.get().due) == "May 2023"


def access_fields(**more):
    return {"level": Level.TEAM, "members": [], "named": [], "partners": [], "why": "", **more}


def test_a_partner_sees_what_is_marked_for_partners_once_granted_and_nothing_more(client, staff, advocate, case):
    partner = UserFactory(organisation=OrganisationFactory(slug="partner"))
    url = reverse("cases:case-access", args=[case.reference])
    client.force_login(staff)
    assert client.post(url, access_fields(level=Level.PARTNERS, partners=["partner"])).status_code == 422
    assert not Grant.objects.exists()
    client.post(url, access_fields(level=Level.PARTNERS, partners=["partner"], why="Joint campaign"))
    assert Case.objects.visible_to(partner).exists()
    assert Event.objects.get(action="access-set").reason == "Joint campaign"
    client.post(url, access_fields())
    assert not Case.objects.visible_to(partner).exists()


def test_an_update_for_the_team_stops_counting_once_partners_read_the_case(client, staff, advocate, russia):
    client.force_login(advocate)
    client.post(NEW, five_fields())
    case = Case.objects.get()
    assert case.status == Status.DETAINED
    client.force_login(staff)
    OrganisationFactory(slug="partner")
    client.post(
        reverse("cases:case-access", args=[case.reference]),
        access_fields(level=Level.PARTNERS, partners=["partner"], why="Joint campaign"),
    )
    case.refresh_from_db()
    assert (case.status, Update.objects.get().counted) == (Status.UNKNOWN, False)


def test_only_the_owner_organisation_decides_who_sees_a_case(client, case):
    partner = UserFactory(role="staff")
    Grant.objects.create(case=case, organisation=partner.organisation)
    Case.objects.filter(pk=case.pk).update(level=Level.PARTNERS)
    client.force_login(partner)
    url = reverse("cases:case-access", args=[case.reference])
    assert client.get(url).status_code == 403
    assert client.post(url, access_fields()).status_code == 403


def test_access_cannot_be_given_to_people_of_another_organisation(client, staff, outsider, case):
    client.force_login(staff)
    url = reverse("cases:case-access", args=[case.reference])
    assert client.post(url, access_fields(level=Level.SEALED, named=[outsider.reference])).status_code == 422
    case.refresh_from_db()
    assert case.level == Level.TEAM


def test_case_pages_of_others_are_missing(client, outsider, case):
    client.force_login(UserFactory(role="admin"))
    for name in ("cases:case-edit", "cases:case-access", "cases:key-date-new"):
        assert client.get(reverse(name, args=[case.reference])).status_code == 404
