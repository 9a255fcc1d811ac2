"""What an attacker would try: to read what is hidden through a page that counts or names, to change it, to get out."""

import http.client
from datetime import date, timedelta
from io import BytesIO
from types import SimpleNamespace
from xml.etree.ElementTree import Element, SubElement

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from advocacy.acts import acts_on
from advocacy.vocabulary import ActionState
from cases.models import OfficialPosition, OfficialRelation
from cases.vocabulary import Grade, Level, RelationKind
from core.partial_dates import PartialDate
from sanctions import stalling
from sanctions.exporting import as_xlsx, plain
from sanctions.importing.fetching import FetchFailed, _Connection, _copy, insist_outside
from sanctions.lists.opening import text_of
from sanctions.lists.shapes import NotThisList
from sanctions.lists.us_legacy import LINKED
from sanctions.models import NotSought, Programme, ProgrammeDate
from sanctions.services.imports import begin_import, go_on
from sanctions.services.merging import merge
from sanctions.services.officials import RowData, keep_relations
from sanctions.services.submissions import SubmissionData, start_submission
from sanctions.vocabulary import SectionKind
from tests.advocacy.stories import found
from tests.factories import CaseFactory, OfficialFactory
from tests.reminders.stories import TODAY, ago
from tests.sanctions.dossiers import approved, programme, section, submission
from tests.sanctions.factories import designation, involve, source

pytestmark = pytest.mark.django_db
#: Pages that take the reference of an official.
OF_ONE_OFFICIAL = [
    "official",
    "official-edit",
    "official-names",
    "official-positions",
    "official-relations",
    "official-merge",
    "not-sought",
]


def subjects(rule):
    return sorted(finding.subject for finding in found(rule, TODAY, past=True))


@pytest.fixture
def hidden(organisation, advocate):
    """A case that its members alone may see."""
    return CaseFactory(owner=organisation, lead=advocate, level=Level.RESTRICTED)


@pytest.fixture
def judge(case, advocate, staff):
    """With a confirmed part in a case that the whole team sees."""
    return approved(case, advocate, staff, known_on=ago(90)).official


def sent(made):
    action = made.action
    action.state, action.sent, action.sent_on = ActionState.SENT, PartialDate(ago(5)), ago(5)
    action.save()


# --- Rules, which every reader of a case is told of
def test_a_submission_on_a_restricted_case_ends_no_alert_on_another(case, hidden, judge, advocate, staff):
    involve(hidden, judge, advocate, staff)
    sent(submission(hidden, judge, by=advocate))
    assert subjects(stalling.no_submission) == [case.reference]
    sent(submission(case, judge, by=advocate))
    assert subjects(stalling.no_submission) == []


def test_a_renewal_tells_the_house_nothing_of_who_is_in_hidden_cases_alone(hidden, case, advocate, staff):
    until = TODAY + timedelta(30)
    ProgrammeDate.objects.all().delete()
    law = Programme.objects.get(key="EU-GHRSR")
    ProgrammeDate.objects.create(programme=law, what="Renewal", month=until.month, day=until.day, renewal=True)
    official = involve(hidden, None, advocate, staff).official
    designation(official, "EU-GHRSR", ago(5))
    assert subjects(stalling.renewal) == []
    involve(case, official, advocate, staff)
    assert subjects(stalling.renewal) == ["EU-GHRSR"]


def test_a_part_that_was_retracted_is_no_act_of_whoever_listed_them(case, judge, advocate):
    designation(judge, "CA-SEMA", ago(5))
    assert len(acts_on([case], advocate)[case.pk]) == 1
    judge.involvements.update(grade=Grade.RETRACTED)
    assert acts_on([case], advocate)[case.pk] == []


# --- Dossiers, which everybody of the owner reads who sees the submission
def test_a_body_that_only_a_hidden_case_knows_is_not_named_in_a_dossier(case, hidden, judge, advocate, staff):
    body = OfficialFactory(name="Second Service", kind="body", state=case.state)
    involve(hidden, body, advocate, staff)
    OfficialPosition.objects.create(official=judge, title="Officer", body=body, cited_title="A report")
    assert "Second Service" not in section(submission(case, judge, by=advocate), SectionKind.IDENTITY, judge).text
    involve(case, body, advocate, staff)
    assert "Second Service" in section(submission(case, judge, by=advocate), SectionKind.IDENTITY, judge).text


def test_a_relation_that_only_a_hidden_case_knows_is_not_recommended_in_a_wider_dossier(
    case, hidden, judge, advocate, staff
):
    other = involve(hidden, None, advocate, staff).official
    relation = OfficialRelation.objects.create(
        official=judge, other=other, kind=RelationKind.FAMILY, cited_title="A report"
    )
    data = SubmissionData(programme=programme(), officials=[judge], others=[relation])
    with pytest.raises(ValidationError, match="for fewer people"):
        start_submission(data=data, cases=[case], by=advocate)
    involve(case, other, advocate, staff)
    assert start_submission(data=data, cases=[case], by=advocate).targets.count() == 2


def test_the_key_of_another_form_does_not_hand_over_its_action(case, judge, advocate):
    taken = submission(case, judge, by=advocate).action
    data = SubmissionData(programme=programme(), officials=[judge])
    made = start_submission(data=data, cases=[case], by=advocate, form_key=taken.form_key)
    assert made.action != taken


# --- Rows by their keys
def test_a_relation_to_somebody_hidden_is_not_changed_by_its_key(case, hidden, judge, advocate, staff, admin):
    unseen = involve(hidden, None, advocate, staff).official
    row = OfficialRelation.objects.create(
        official=judge, other=unseen, kind=RelationKind.FAMILY, cited_title="A report"
    )
    other = OfficialFactory(state=case.state, added_by_organisation=admin.organisation)
    said = {"other": other, "kind": RelationKind.ASSOCIATE, "note": "", "cited_title": "Mine", "cited_address": ""}
    keep_relations(official=judge, rows=[RowData(key=row.pk, remove=True)], by=admin)
    keep_relations(official=judge, rows=[RowData(said, key=row.pk)], by=admin)
    row.refresh_from_db()
    assert (row.other, row.cited_title) == (unseen, "A report")
    keep_relations(official=judge, rows=[RowData(key=row.pk, remove=True)], by=advocate)
    assert not OfficialRelation.objects.exists()


def test_a_merge_takes_no_decision_of_another_organisation_away(case, judge, admin, outsider):
    """Else its alerts would come back, by the hand of somebody who cannot even see that it had decided."""
    twin = OfficialFactory(state=case.state, added_by_organisation=admin.organisation)
    for official, by in ((judge, admin), (twin, outsider)):
        NotSought.objects.create(official=official, jurisdiction="EU", why="Ours", decided_on=ago(3), by=by)
    merge(kept=judge, gone=twin, why="One and the same", by=admin)
    assert {row.by for row in judge.not_sought.all()} == {admin, outsider}


# --- Officials of hidden cases, by every address that takes their reference
@pytest.mark.parametrize("name", OF_ONE_OFFICIAL)
def test_an_admin_who_is_not_named_finds_nobody_of_a_sealed_case(name, client, hidden, advocate, staff, admin):
    hidden.level = Level.SEALED
    hidden.save()
    hidden.named.set([advocate])
    official = involve(hidden, None, advocate, staff, level=Level.SEALED).official
    official.involvements.get().named.set([advocate])
    client.force_login(admin)
    assert client.get(reverse(f"sanctions:{name}", args=[official.reference])).status_code == 404
    for page in ("official-list", "alignment", "gaps", "review"):
        assert official.name not in client.get(reverse(f"sanctions:{page}")).content.decode()


# --- Files that go out
def test_a_control_character_in_a_name_ends_no_export():
    rows = [{"official": "Lens\x07kaya", "on": date(2023, 4, 20)}]
    book = load_workbook(BytesIO(as_xlsx(["official", "on"], rows, "Title")))
    assert book.worksheets[0]["A2"].value == "Lenskaya"
    assert plain("\x00=1+1") == "'=1+1"
    assert plain("＝1+1") == "'＝1+1"


# --- Files that come in
def test_a_name_without_an_end_is_left_out_before_anybody_compares_it(admin):
    """Screening takes a word by every letter left out: of one with a million letters that is more than there is."""
    people = [("a-1", "Elena Lenskaya"), ("a-2", "bcd" * 100_000)]
    text = "".join(f'"{key}","Person","{name}","x"\n' for key, name in people)
    upload = SimpleUploadedFile("targets.simple.csv", f'"id","schema","name","dataset"\n{text}'.encode())
    brought = begin_import(source=source("opensanctions"), uploads=[upload], by=admin)
    go_on(brought)
    brought.refresh_from_db()
    assert (brought.added, brought.rejected) == (1, 1)


def test_a_text_without_an_end_is_not_taken_apart():
    element = Element("entry")
    SubElement(element, "name").text = "abc / " * 100_000
    with pytest.raises(NotThisList, match="letters"):
        text_of(element, "name")
    SubElement(element, "remarks").text = "Linked (Linked To: PLANT)"
    assert LINKED.sub(r"; \1", text_of(element, "remarks")) == "Linked; Linked To: PLANT"
    assert LINKED.search(" " * 1_000_000) is None  # at once, not in hours


# --- Fetching
@pytest.mark.parametrize("peer", ["127.0.0.1", "10.1.2.3", "192.168.0.9", "169.254.169.254", "::1", "fe80::1%eth0"])
def test_nothing_is_asked_of_a_machine_inside_our_network(peer, monkeypatch):
    with pytest.raises(FetchFailed, match="our own network"):
        insist_outside(peer)
    insist_outside("8.8.8.8")

    def connect(self):
        self.sock = SimpleNamespace(getpeername=lambda: (peer, 443), close=lambda: None)

    monkeypatch.setattr(http.client.HTTPSConnection, "connect", connect)
    with pytest.raises(FetchFailed, match="our own network"):
        _Connection("lists.example").connect()


def test_a_server_that_sends_a_byte_now_and_then_is_given_up():
    """It never fills what is asked for at once, so only what has come may be waited for."""

    class Dripping:
        headers: dict[str, str] = {}

        def read1(self, size):
            return b"x"

    with pytest.raises(FetchFailed, match="too slowly"):
        _copy(Dripping(), BytesIO(), largest=1000, until=0.0)
