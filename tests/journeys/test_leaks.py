"""What somebody may not see appears nowhere: pages, counts, searches, alerts, mails, errors. Who may, sees it."""

import re
import uuid
from datetime import date
from urllib.parse import quote, unquote

import pytest
from django.core import mail
from django.urls import reverse

from cases.models import Case, Grant, Membership
from cases.services.dates import enter_key_date
from cases.services.involvements import InvolvementData, approve_involvement, propose_involvement
from cases.services.judging import UpdateData
from cases.services.opening import refresh_keys
from cases.services.sourcing import CitationData
from cases.services.updates import log_update, reflect_in_status
from cases.vocabulary import Level, OfficialFunction, Tier, UpdateDetail, UpdateKind
from core.partial_dates import PartialDate, parse_partial_date
from reminders.engine import live_the_day
from reminders.models import Alert
from tests.conftest import DAY
from tests.factories import CaseFactory, PrisonerFactory, StateFactory, UserFactory

pytestmark = pytest.mark.django_db

NEWS = CitationData(address="https://news.example/1", publisher="News")
# One word for each secret, which stands nowhere else.
RESTRICTED_CASE, SEALED_CASE, SEALED_UPDATE, RESTRICTED_UPDATE = (
    "Quillfeather",
    "Zanzibara",
    "Moonharbour",
    "Thornberry",
)
TELLER, RESTRICTED_DATE, NOTES, PROPOSED, STATE_CASE = (
    "Auntvera",
    "Dawnhearing",
    "Cellnotes",
    "Judgewolfram",
    "Oldharbour",
)
SECRETS = {RESTRICTED_CASE, SEALED_CASE, SEALED_UPDATE, RESTRICTED_UPDATE, TELLER, RESTRICTED_DATE, NOTES}


def case_of(name, owner, lead, **more):
    case = CaseFactory(owner=owner, lead=lead, prisoner=PrisonerFactory(name=f"{name} Person"), **more)
    refresh_keys(case.prisoner)
    log_update(case=case, data=said(UpdateKind.ARREST, "11 April 2022", f"{name} is arrested."), by=lead)
    return case


def said(kind, when, summary, **more):
    return UpdateData(kind=kind, occurred=parse_partial_date(when), summary=summary, **{"citations": (NEWS,), **more})


@pytest.fixture
def world(organisation, advocate, staff, viewer, admin):
    """A team case with secrets on it, a restricted and a sealed case, and people who may see this or that."""
    named = UserFactory(organisation=organisation, name="Nora Named", role="staff")
    team = case_of("Openly", organisation, advocate, tier=Tier.HIGH)
    Case.objects.filter(pk=team.pk).update(restricted_notes=NOTES)
    team.refresh_from_db()
    log_update(
        case=team,
        data=said(UpdateKind.HEALTH, "1 April 2023", f"{RESTRICTED_UPDATE} is ill.", level=Level.RESTRICTED),
        by=advocate,
    )
    teller = (CitationData(told_by=TELLER, connection="relative"),)
    log_update(case=team, data=said(UpdateKind.NOTE, "2 April 2023", "A note.", citations=teller), by=advocate)
    enter_key_date(
        case=team,
        kind="hearing",
        due=PartialDate(date(2023, 4, 28)),
        summary=RESTRICTED_DATE,
        by=advocate,
        level=Level.RESTRICTED,
    )
    restricted = case_of(RESTRICTED_CASE, organisation, advocate, level=Level.RESTRICTED, tier=Tier.CRITICAL)
    sealed = case_of(SEALED_CASE, organisation, advocate, tier=Tier.CRITICAL, state=StateFactory(code="BY"))
    Case.objects.filter(pk=sealed.pk).update(level=Level.SEALED)
    sealed.named.add(named)
    return {"team": team, "restricted": restricted, "sealed": sealed, "named": named}


OF_CASE = ("case", "case-officials", "case-dates", "case-history", "case-brief")


def pages(world):
    """Every page and fragment on which a case, its parts or its counts may stand."""
    listed = [reverse("cases:case-list"), reverse("cases:case-facets")]
    for name in listed:
        yield name
        yield f"{name}?counts=1"
        for query in (
            *(f"q={word}" for word in SECRETS),
            "only=stalled",
            "status=detained",
            "state=BY",
            "state=RU",
            "size=100",
        ):
            yield f"{name}?{query}"
    yield from (reverse("reports:today"), reverse("reports:changes"), reverse("reports:changes") + "?of=all")
    yield from (reverse("reminders:alert-list"), reverse("reminders:alert-list") + "?of=team")
    find = reverse("reports:find")
    yield find
    # Each secret is a name, and a word of what is told; the case's own reference and code name find it as well.
    known_by = [word for case in hidden_cases(world) for word in (case.reference, case.code_name)]
    asked = [*SECRETS, PROPOSED, "Person", *known_by]
    yield from (f"{find}?q={quote(word)}" for word in asked)
    yield from (reverse("cases:state-list"), reverse("cases:state", args=["RU"]), reverse("cases:state", args=["BY"]))
    for case in (world["team"], world["restricted"], world["sealed"]):
        for name in (*OF_CASE, "case-preview", "update-new", "case-edit"):
            yield reverse(f"cases:{name}", args=[case.reference])
        yield reverse("cases:prisoner", args=[case.prisoner.reference])
        yield reverse("cases:event-new") + f"?case={case.reference}"
        yield reverse("cases:case-new") + f"?prisoner={case.prisoner.reference}"
    for alert in Alert.objects.all():
        yield reverse("reminders:alert", args=[alert.reference])


def hidden_cases(world):
    return [world["restricted"], world["sealed"]]


def seen_by(client, user, world):
    """All that the house shows `user`, less what the page repeats of the question itself."""
    client.force_login(user)
    shown = []
    for url in pages(world):
        response = client.get(url)
        assert response.status_code in {200, 302, 403, 404}, (url, response.status_code)
        text = response.content.decode()
        if "q=" in url:
            asked = unquote(url.split("q=")[1].split("&")[0])
            text = re.sub(rf"{re.escape(asked)}(?! Person| is)", "", text)
        shown.append(text)
    return "\n".join(shown)


def test_a_colleague_sees_none_of_the_secrets_and_a_member_all_but_the_sealed(
    client, world, viewer, staff, admin, advocate
):
    live_the_day(DAY)
    for colleague in (viewer, staff, admin):
        shown = seen_by(client, colleague, world)
        assert not {secret for secret in SECRETS if secret in shown}, colleague
        assert world["restricted"].reference not in shown
        assert world["sealed"].reference not in shown
        assert "Openly Person" in shown
    mine = seen_by(client, advocate, world)
    assert {secret for secret in SECRETS if secret not in mine} <= {SEALED_CASE, SEALED_UPDATE, NOTES}
    named = seen_by(client, world["named"], world)
    assert f"{SEALED_CASE} Person" in named
    assert RESTRICTED_CASE not in named


def test_an_outsider_sees_nothing_and_a_partner_only_what_was_granted(client, world, outsider):
    everything = {*SECRETS, "Openly"}
    assert not {word for word in everything if word in seen_by(client, outsider, world)}
    partner = UserFactory(role="admin", name="Petra Partner")
    Grant.objects.create(case=world["team"], organisation=partner.organisation)
    assert "Openly" not in seen_by(client, partner, world)  # the case is the team's, granted or not
    Case.objects.filter(pk=world["team"].pk).update(level=Level.PARTNERS)
    shown = seen_by(client, partner, world)
    assert "Openly Person" in shown
    assert "Openly is arrested" not in shown  # its updates are the team's
    assert not {secret for secret in SECRETS if secret in shown}


def test_hidden_and_missing_look_the_same(client, world, viewer):
    client.force_login(viewer)
    for name in ("case", "case-dates", "case-history", "update-new", "case-brief", "case-preview"):
        hidden = client.get(reverse(f"cases:{name}", args=[world["restricted"].reference]))
        missing = client.get(reverse(f"cases:{name}", args=["RU-23-ZZZZ"]))
        assert hidden.status_code == missing.status_code in {403, 404}
        assert plain(hidden.content.decode()) == plain(missing.content.decode())


def plain(page):
    """A page without what differs each time it is drawn."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)
    page = re.sub(r'X-CSRFToken": "[^"]+"', "", page)
    page = re.sub(r"(after|before)=[^&\"]+", "", page)
    return re.sub(r'name="form_key" value="[^"]+"|name="[a-z0-9-]*form_key" value="[^"]+"', "", page)


def everything_shown(client, user, world):
    client.force_login(user)
    return {url: plain(client.get(url).content.decode()) for url in pages(world)}


def test_a_sealed_release_changes_nothing_that_a_colleague_sees_until_it_is_reflected(client, world, viewer, advocate):
    live_the_day(DAY)
    before = everything_shown(client, viewer, world)
    team, alerts = world["team"], list(Alert.objects.values_list("pk", "cleared_on"))
    sealed = {"level": Level.SEALED, "named": (world["named"],)}
    visit = said(UpdateKind.FAMILY_VISIT, "18 April 2023", f"{SEALED_UPDATE} visit.", **sealed)
    free = said(
        UpdateKind.RELEASE, "19 April 2023", f"{SEALED_UPDATE} is free.", detail=UpdateDetail.EXCHANGE, **sealed
    )
    log_update(case=team, data=visit, by=advocate)
    release = log_update(case=team, data=free, by=advocate)
    live_the_day(DAY)
    after = everything_shown(client, viewer, world)
    assert {url for url in before if before[url] != after[url]} == set()
    assert list(Alert.objects.values_list("pk", "cleared_on")) == alerts

    reflect_in_status(update=release, by=world["named"], why="Announced by the family")
    live_the_day(DAY)
    reflected = everything_shown(client, viewer, world)
    url = reverse("cases:case", args=[team.reference])
    assert "Released" in reflected[url]
    assert SEALED_UPDATE not in "".join(page for url, page in reflected.items() if f"q={SEALED_UPDATE}" not in url)


def test_mails_reach_only_those_who_may_see_the_case_and_carry_no_name(world, viewer, staff, admin, advocate):
    Membership.objects.filter(case=world["restricted"]).exclude(user=advocate).delete()
    live_the_day(DAY)
    assert mail.outbox
    for letter in mail.outbox:
        text = letter.subject + letter.body
        assert not {secret for secret in {*SECRETS, "Openly", "Person"} if secret in text}
        if world["restricted"].code_name in text:
            assert letter.to == [advocate.email]
        if world["sealed"].code_name in text:
            assert letter.to == [world["named"].email]
    assert any(world["restricted"].code_name in letter.body for letter in mail.outbox)
    assert any(world["sealed"].code_name in letter.body for letter in mail.outbox)


def test_a_refusal_names_nothing_that_is_hidden(client, world, staff):
    """A stricter release that the writer cannot see must not show through "comes after the release of …"."""
    log_update(
        case=world["team"],
        data=said(
            UpdateKind.RELEASE,
            "10 April 2023",
            f"{SEALED_UPDATE} is free.",
            detail=UpdateDetail.EXCHANGE,
            level=Level.SEALED,
            named=(world["named"],),
        ),
        by=world["named"],
    )
    client.force_login(staff)
    url = reverse("cases:update-new", args=[world["team"].reference])
    form = {
        "form_key": str(uuid.uuid4()),
        "kind": "transfer",
        "detail": "started",
        "occurred": "15 April 2023",
        "summary": "Moved.",
    }
    page = client.post(url, form).content.decode()
    assert "10 April 2023" not in page
    assert SEALED_UPDATE not in page


def test_an_approval_is_needed_before_a_partner_reads_an_official_s_name(client, world, staff, advocate):
    team = world["team"]
    Case.objects.filter(pk=team.pk).update(level=Level.PARTNERS)
    partner = UserFactory(role="viewer")
    Grant.objects.create(case=team, organisation=partner.organisation)
    data = InvolvementData(name=PROPOSED, function=OfficialFunction.TRIAL_JUDGE, citations=[NEWS])
    involvement = propose_involvement(case=Case.objects.get(pk=team.pk), data=data, by=advocate)
    url = reverse("cases:case-officials", args=[team.reference])
    client.force_login(partner)
    assert PROPOSED not in client.get(url).content.decode()
    client.force_login(staff)
    assert PROPOSED in client.get(url).content.decode()
    approve_involvement(involvement=involvement, by=staff)
    client.force_login(partner)
    assert PROPOSED in client.get(url).content.decode()
