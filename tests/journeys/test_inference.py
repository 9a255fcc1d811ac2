"""What may be worked out from the side: writes by partners, stored words, reference tables, code names, sources."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from accounts.models import Duty
from cases.models import Case, DetainingState, Draft, Grant, Involvement, KeyDate, Membership, Prisoner, Source, Update
from cases.services.dates import enter_key_date
from cases.services.involvements import InvolvementData, propose_involvement
from cases.services.opening import CaseData, open_case
from cases.services.sourcing import CitationData
from cases.services.updates import check_nothing_new, log_update
from cases.vocabulary import FileState, Level, OfficialFunction, UpdateKind
from core.models import Event
from core.partial_dates import PartialDate
from reminders.engine import raise_alerts
from reminders.models import Alert
from tests.cases.pages import NEWS, at, log, signed_in, text_of, typed
from tests.conftest import DAY
from tests.factories import CaseFactory, OrganisationFactory, PrisonerFactory, StateFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(organisation, advocate):
    """A case that a partner organisation was granted, with one update for partners, a date, an alert."""
    case = CaseFactory(owner=organisation, lead=advocate, level=Level.PARTNERS)
    log(case, advocate, "arrest", "11 April 2022", "He is arrested.")
    enter_key_date(
        case=case, kind="hearing", due=PartialDate(date(2023, 5, 2)), summary="A hearing", by=advocate, level=""
    )
    raise_alerts()
    return case


@pytest.fixture
def partner(shared):
    user = UserFactory(name="Petra Partner", role="admin", organisation=OrganisationFactory(name="Partner House"))
    Grant.objects.create(case=shared, organisation=user.organisation)
    return user


def test_a_partner_reads_a_shared_case_but_changes_nothing_of_its_owners(client, shared, partner, staff):
    """Seeing is granted, deciding is not: neither the case, nor its prisoner, nor what its people wrote."""
    update, key_date, alert = shared.updates.get(), KeyDate.objects.get(), Alert.objects.open().first()
    data = InvolvementData(name="Judge", function=OfficialFunction.TRIAL_JUDGE, citations=[NEWS])
    propose_involvement(case=shared, data=data, by=staff)
    before = snapshot()
    client.force_login(partner)
    assert client.get(at("case", shared)).status_code == 200
    for url in (
        at("case-edit", shared),
        at("case-access", shared),
        at("prisoner-edit", shared.prisoner),
        at("update-correct", shared, update),
        at("update-retract", shared, update),
        at("update-reflect", shared, update),
        at("update-level", shared, update),
    ):
        assert client.get(url).status_code == 403, url
        assert client.post(url, {"why": "Because", "level": "sealed"}).status_code == 403, url
    for url, sent in (
        (at("key-date-settle", key_date), {"outcome": "Nothing"}),
        (at("case-officials", shared), {"official": "X", "function": "trial_judge", "source": "https://a.example"}),
        (reverse("reminders:alert-acknowledge", args=[alert.reference]), {}),
        (reverse("reminders:alert-snooze", args=[alert.reference]), {"snooze-until": "2023-04-25", "snooze-why": "x"}),
        (reverse("reminders:alert-reassign", args=[alert.reference]), {"reassign-to": str(staff.pk)}),
    ):
        assert client.post(url, sent).status_code == 403, url
    assert snapshot() == before
    page = text_of(client.get(at("case", shared))) + text_of(client.get(at("case-dates", shared)))
    for name in ("case-edit", "case-access", "key-date-settle"):
        assert at(name, key_date if name == "key-date-settle" else shared) not in page
    assert at("update-correct", shared, update) not in page

    client.force_login(staff)
    assert client.get(at("case-edit", shared)).status_code == 200
    assert client.get(at("update-correct", shared, update)).status_code == 200
    page = text_of(client.get(at("case", shared)))
    assert at("case-edit", shared) in page
    assert at("update-correct", shared, update) in page


def snapshot():
    models = (Case, Prisoner, Update, KeyDate, Involvement, Membership, Grant, Alert)
    return {model: list(model.objects.order_by("pk").values()) for model in models}


def test_a_partner_logs_on_a_shared_case_and_corrects_what_their_own_people_wrote(client, shared, partner):
    client.force_login(partner)
    assert client.post(at("update-new", shared), typed(confirmed="")).status_code == 302
    own = shared.updates.get(author=partner)
    assert client.get(at("update-correct", shared, own)).status_code == 200
    assert client.post(at("update-retract", shared, own), {"why": "A mistake"}).status_code == 302


def test_a_history_says_to_a_partner_no_reasons_and_to_who_is_no_member_nothing_of_notes(client, shared, partner):
    member, colleague = shared.lead, UserFactory(organisation=shared.owner, role="staff")
    shared.restricted_notes, shared.quiet_reason = "Hides with her aunt", "The family asked"
    shared._change_reason = "Reasonwolf"
    shared.save()
    url = at("case-history", shared)
    for reader, notes, why in ((member, True, True), (colleague, False, True), (partner, False, False)):
        page = text_of(signed_in(reader).get(url))
        assert ("Restricted notes" in page) is notes, reader
        assert ("Reasonwolf" in page) is why, reader
        assert "aunt" not in page
    assert "Signed in" not in text_of(signed_in(partner).get(url))


def test_reference_tables_tell_an_admin_nothing_of_cases(client, organisation, admin, advocate):
    """Their stock pages would list what hangs on a row, or find the row on which a given case hangs."""
    state = StateFactory(code="BY")
    secret = CaseFactory(owner=organisation, lead=advocate, state=state, prisoner=PrisonerFactory(name="Zanzibara"))
    Case.objects.filter(pk=secret.pk).update(level=Level.SEALED)
    client.force_login(admin)
    for path in (
        f"/reference/cases/detainingstate/{state.pk}/delete/",
        f"/reference/accounts/organisation/{organisation.pk}/delete/",
    ):
        answer = client.get(path, follow=True)  # read as a key that no row has
        assert answer.redirect_chain[-1][0] == "/reference/"
        assert secret.reference not in text_of(answer)
    for path in ("cases/detainingstate", "cases/facility", "accounts/organisation"):
        for lookup in ("cases", "cases__id", "cases__isnull", "cases__reference__startswith"):
            there = client.get(f"/reference/{path}/", {lookup: secret.reference if "ref" in lookup else secret.pk})
            gone = client.get(f"/reference/{path}/", {lookup: "XX" if "ref" in lookup else 999999})
            assert there.status_code == gone.status_code == 400, (path, lookup)
    posted = {"action": "delete_selected", "_selected_action": [state.pk], "post": "yes"}
    assert secret.reference not in text_of(client.post("/reference/cases/detainingstate/", posted, follow=True))
    assert DetainingState.objects.filter(pk=state.pk).exists()
    assert client.get(f"/reference/cases/detainingstate/{state.pk}/change/").status_code == 200


def test_duties_show_an_admin_their_own_organisation_alone(client, admin, outsider):
    theirs, ours = Duty.objects.create(user=outsider, kind="director"), Duty.objects.create(user=admin, kind="un")
    client.force_login(admin)
    pages = [client.get(f"/reference/accounts/duty/{path}", follow=True) for path in ("", "add/")]
    pages += [
        client.get(f"/reference/accounts/duty/{theirs.pk}/{path}/", follow=True) for path in ("change", "history")
    ]
    assert not [page for page in pages if outsider.name in text_of(page)]
    assert client.get(f"/reference/accounts/duty/{ours.pk}/change/").status_code == 200
    client.post("/reference/accounts/duty/add/", {"kind": "us", "user": outsider.pk})
    assert not Duty.objects.filter(user=outsider, kind="us").exists()


def test_the_next_code_name_does_not_count_the_cases_one_cannot_see(organisation, advocate):
    """Taken in order, the words left out would be the cases hidden."""
    state = StateFactory()

    def names():
        opened = [open_case(prisoner=PrisonerFactory(), data=CaseData(state=state), by=UserFactory()) for _ in range(8)]
        return [case.code_name for case in opened]

    assert len(set(names())) > 1


def test_an_address_cited_out_of_sight_lends_nothing_to_who_cites_it_too(organisation, advocate, staff):
    """A title typed on a restricted case must not appear, nor its kind decide a grade, where a colleague cites it."""
    hidden = CaseFactory(owner=organisation, lead=advocate, level=Level.RESTRICTED)
    page = CitationData(address="https://court.example/9", title="Moonharbour file", kind="court")
    first = log(hidden, advocate, "health", "1 April 2023", citations=(page,))
    team = CaseFactory(owner=organisation, lead=staff)
    bare = CitationData(address="https://court.example/9")
    mine = log(team, staff, "health", "2 April 2023", citations=(bare,))
    assert "Moonharbour" not in text_of(signed_in(staff).get(at("case", team)))
    assert (first.grade, mine.grade) == ("officially_confirmed", "single_source")
    again = log(hidden, advocate, "health", "3 April 2023", citations=(bare,))
    assert again.grade == "officially_confirmed", "on its own case it is known"
    elsewhere = log(CaseFactory(owner=organisation, lead=staff), staff, "health", "3 April 2023", citations=(bare,))
    assert elsewhere.citations.get().source == mine.citations.get().source, "what the team sees is one source"


def test_who_told_something_on_a_sealed_case_is_read_by_those_named_and_nobody_else(organisation, advocate, admin):
    case = open_case(
        prisoner=PrisonerFactory(),
        data=CaseData(state=StateFactory(), level=Level.SEALED, named=[advocate]),
        by=advocate,
    )
    log(case, advocate, "health", "1 April 2023", citations=(CitationData(told_by="Auntvera", connection="relative"),))
    assert "Auntvera" in text_of(signed_in(advocate).get(at("case", case)))
    assert not Source.objects.visible_to(admin).exists()


def test_no_confidential_word_is_readable_in_the_database(organisation, advocate, staff, client):
    """Who told, who was asked, why something waits, why a level changed, notes, drafts: none stands there in clear."""
    case = CaseFactory(owner=organisation, lead=advocate)
    log(
        case,
        advocate,
        "arrest",
        "11 April 2022",
        citations=(CitationData(told_by="Secretaunt", connection="relative"),),
    )
    check_nothing_new(case=case, asked="Secretaunt by telephone", by=advocate)
    raise_alerts()
    alert = Alert.objects.open().filter(case=case).first()
    me = signed_in(advocate)
    url = reverse("reminders:alert-acknowledge", args=[alert.reference])
    me.post(url)
    me.post(url.replace("acknowledge", "snooze"), {"snooze-until": "2023-04-25", "snooze-why": "Secretaunt is ill"})
    me.post(
        url.replace("acknowledge", "standing"), {"standing-plan": "Ask Secretaunt", "standing-review": "2023-05-01"}
    )
    me.post(at("draft", case), typed(summary="Secretaunt said so"))
    edit = {"tier": "high", "file_state": FileState.ACTIVE, "lead": advocate.pk, "code_name": "River", "version": 1}
    signed_in(staff).post(
        at("case-edit", case), {**edit, "quiet_until": "2024-01-01", "quiet_reason": "Secretaunt asks"}
    )
    access = {"level": "restricted", "why": "Secretaunt wants it", "members": [advocate.reference, staff.reference]}
    signed_in(staff).post(at("case-access", case), access)
    case.refresh_from_db()
    assert (case.level, case.quiet_reason) == (Level.RESTRICTED, "Secretaunt asks")
    update = case.updates.exclude(kind=UpdateKind.NIL_CHECK).get()
    me.post(at("update-retract", case, update), {"why": "Because Secretaunt erred"})
    assert Draft.objects.exists()
    assert [event for event in Event.objects.all() if "Secretaunt" in event.reason], "the trail still says it"
    said = {name for name, text in clear_texts() if "Secretaunt" in text}
    # Why an update was taken back is read by whoever reads the update, and kept as its summary is.
    assert said == {"cases_update.retracted_why", "cases_historicalupdate.retracted_why"}


def clear_texts():
    """Every text of every table, as the database itself has it."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                yield from ((f"{table}.{name}", str(value)) for name, value in zip(columns, row, strict=True))


def test_a_message_to_the_reader_is_not_kept_in_the_browser(client, case, advocate):
    client.force_login(advocate)
    client.post(at("nothing-new", case), {"asked": "Secretaunt", "form_key": "4a4a8a32-30e4-4d6e-bd24-2d58de4ce0c5"})
    assert "Secretaunt" not in str(client.cookies)
    assert "messages" not in client.cookies
    assert "On record: nothing new" in text_of(client.get(at("case", case)))


def test_bulk_writes_pass_over_hidden_references_as_over_missing_ones(client, case, staff, organisation, advocate):
    hidden = CaseFactory(owner=organisation, lead=advocate, level=Level.RESTRICTED)
    client.force_login(staff)

    def said(*references):
        client.post(reverse("cases:case-assign"), {"case": references, "lead": staff.reference})
        return [str(message) for message in client.get(reverse("cases:state-list")).context["messages"]]

    assert said(hidden.reference) == said("RU-23-ZZZZ")
    hidden.refresh_from_db()
    assert hidden.lead == advocate
    url = reverse("cases:event-new")
    shown = client.get(url, {"case": [case.reference, hidden.reference]})
    missing = client.get(url, {"case": [case.reference, "RU-23-ZZZZ"]})
    assert shown.status_code == missing.status_code == 404
    sent = {**typed(), "case": [case.reference, hidden.reference]}
    assert client.post(url, sent).status_code == 404
    assert not hidden.updates.exists()


def test_drafts_lists_and_reminders_are_their_writers_alone(client, case, advocate, staff):
    mine, theirs = signed_in(advocate), signed_in(staff)
    mine.post(at("draft", case), typed(summary="Draftword"))
    mine.post(reverse("cases:filter-save"), {"name": "Listword", "query": "q=Anna"})
    mine.post(at("key-date-new", case), {"kind": "reminder", "due": "1 May 2023", "summary": "Callword"})
    pages = [at("case", case), at("update-new", case), at("case-dates", case), at("case-history", case)]
    pages += [reverse("cases:case-list"), reverse("reports:today")]
    seen = {who: "".join(text_of(who.get(url)) for url in pages) for who in (mine, theirs)}
    for word in ("Draftword", "Listword", "Callword"):
        assert word in seen[mine]
        assert word not in seen[theirs]
    theirs.post(reverse("cases:filter-remove"), {"name": "Listword"})
    theirs.post(at("draft-discard", case))
    assert "Draftword" in text_of(mine.get(at("update-new", case)))
    assert "Listword" in text_of(mine.get(reverse("cases:case-list")))
    reminder = KeyDate.objects.get()
    assert theirs.post(at("key-date-settle", reminder), {"outcome": "x"}).status_code == 404


def test_a_closed_account_is_at_the_door_on_its_next_click(client, advocate, case):
    client.force_login(advocate)
    assert client.get(at("case", case)).status_code == 200
    type(advocate).objects.filter(pk=advocate.pk).update(is_active=False)
    assert client.get(at("case", case)).url.startswith("/accounts/login/")
    assert client.post(at("update-new", case), typed()).url.startswith("/accounts/login/")
    assert not case.updates.exists()
    for model in (Case, Update, KeyDate, Prisoner, Source, Involvement, Alert):
        advocate.refresh_from_db()
        assert not model.objects.visible_to(advocate).exists()


def test_a_sealed_hearing_settles_no_date_and_a_sealed_visit_clears_no_alert(case, advocate, staff):
    enter_key_date(case=case, kind="hearing", due=PartialDate(date(2023, 4, 19)), summary="", by=advocate)
    log(case, advocate, "arrest", "11 April 2022")
    raise_alerts()
    before = list(Alert.objects.open().values_list("rule", "since"))
    assert {"R13", "R16a"} <= {rule for rule, _since in before} | {"R13"}
    for kind, detail in (("hearing", ""), ("family_visit", ""), ("letter_received", "")):
        data = {"level": Level.SEALED, "named": (staff,), "detail": detail}
        if kind in UpdateKind.values:
            log_update_sealed(case, advocate, kind, data)
    raise_alerts(DAY)
    assert list(Alert.objects.open().values_list("rule", "since")) == before
    assert KeyDate.objects.open().exists()
    log(case, advocate, "family_visit", "18 April 2023")
    raise_alerts(DAY)
    assert list(Alert.objects.open().values_list("rule", "since")) != before


def log_update_sealed(case, by, kind, more):
    from cases.services.judging import UpdateData
    from cases.vocabulary import DETAILS

    detail = next(iter(DETAILS.get(UpdateKind(kind), ())), "")
    data = UpdateData(
        kind=kind,
        occurred=PartialDate(date(2023, 4, 19)),
        summary="Sealed.",
        citations=(NEWS,),
        **{**more, "detail": detail},
    )
    return log_update(case=case, data=data, by=by)
