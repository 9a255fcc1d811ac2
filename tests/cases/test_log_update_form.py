"""Logging an update in the browser: what is saved, what is refused, and that nothing typed is lost."""

import uuid

import pytest

from cases.kinds import GROUP_OF, KINDS, icon_of
from cases.models import Draft, Source, Update
from cases.vocabulary import Grade, Level, SourceKind, Status, UpdateKind
from core import slots
from tests.cases.pages import HTMX, NEWS, WORDS, at, log, send, signed_in, text_of, typed
from tests.factories import CaseFactory, FacilityFactory

pytestmark = pytest.mark.django_db


def test_every_kind_has_its_group_and_an_icon():
    assert set(GROUP_OF) == set(UpdateKind.values)
    assert sum(len(kinds) for kinds in KINDS.values()) == len(UpdateKind)
    assert all(icon_of(kind) for kind in UpdateKind)


# --- The form.
def test_the_form_opens_with_today_and_offers_kinds_in_groups(case, advocate):
    said = text_of(signed_in(advocate).get(at("update-new", case)))
    assert 'value="20 April 2023"' in said
    for group in ("Custody", "Court", "Contact", "Health and treatment", "The world outside", "Our notes"):
        assert f'<optgroup label="{group}">' in said


def test_htmx_gets_the_box_alone_and_a_browser_without_it_the_page(case, advocate):
    box = text_of(signed_in(advocate).get(at("update-new", case), **HTMX))
    whole = text_of(signed_in(advocate).get(at("update-new", case)))
    assert box.strip().startswith("<section")
    assert "<html" not in box
    assert "<html" in whole
    for said in (box, whole):
        assert 'id="log-form"' in said
        assert f'action="{at("update-new", case)}"' in said


def test_the_detail_that_a_kind_needs_comes_when_the_kind_is_chosen(case, advocate):
    client = signed_in(advocate)
    assert "Prison term" in text_of(client.get(at("update-detail", case), {"kind": "verdict"}))
    assert "Who was asked" in text_of(client.get(at("update-detail", case), {"kind": "nil_check"}))
    assert not text_of(client.get(at("update-detail", case), {"kind": "arrest"})).strip()
    assert not text_of(client.get(at("update-detail", case), {"kind": "<script>"})).strip()


# --- What is saved.
def test_four_fields_make_an_update(case, advocate):
    answer = send(advocate, case)
    update = Update.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/cases/{case.reference}/#{update.reference}")
    assert (update.kind, str(update.occurred), update.summary) == ("family_visit", "18 April 2023", "His wife saw him.")
    assert (update.author, update.level, update.grade) == (advocate, Level.TEAM, Grade.SINGLE_SOURCE)
    assert update.citations.get().source.address == "https://news.example/2"


def test_htmx_swaps_in_timeline_header_alerts_and_a_closed_box(case, advocate, monkeypatch):
    monkeypatch.setitem(slots._fillers, "case-alerts", [(0, lambda request, case: "<p>alerts anew</p>")])
    answer = send(advocate, case, typed(kind="arrest", occurred="1 April 2023", confirmed="detained"), **HTMX)
    said = text_of(answer)
    assert answer.status_code == 200
    assert "<html" not in said
    for words in ("quick-log-closed", "Logged: Arrest, 1 April 2023.", "alerts anew", "Detained, no charge recorded"):
        assert words in said
    for region in ("case-head", "case-bar", "case-alerts", "case-summary", "timeline", "messages", "case-aside"):
        assert f'id="{region}"' in said
    assert said.count('hx-swap-oob="true"') == 7
    assert f'id="{Update.objects.get().reference}" tabindex="-1" autofocus' in said


def test_partial_dates_as_people_write_them(case, advocate):
    for text, said in (("March 2023", "March 2023"), ("about 12 Dec 2022", "about 12 December 2022"), ("2022", "2022")):
        send(advocate, case, typed(form_key=str(uuid.uuid4()), occurred=text))
        assert str(Update.objects.latest("pk").occurred) == said


def test_somebodys_words_are_kept_as_told_by_and_encrypted(case, advocate):
    send(advocate, case, typed(rows=[{"source": "Evgenia, his wife", "connection": "relative"}]))
    source = Source.objects.get()
    assert (source.told_by, source.connection, source.case, source.level) == (
        "Evgenia, his wife",
        "relative",
        case,
        Level.RESTRICTED,
    )
    assert source.kind == SourceKind.INTERVIEW


def test_two_sources_with_all_they_say_make_it_corroborated(case, advocate):
    second = {
        "source": "https://other.example/x",
        "publisher": "Other",
        "title": "A headline",
        "kind": "rights_body",
        "published": "19 April 2023",
        "says": "an hour",
        "says_when": "17 April 2023",
        "figure": "9 years",
        "quotation": "He is thin.",
        "reliability": "likely_reliable",
        "archived": "https://archive.example/x",
    }
    send(advocate, case, typed(rows=[{"source": "https://news.example/2"}, second]))
    update = Update.objects.get()
    one = update.citations.get(source__publisher="Other")
    assert update.grade == Grade.CORROBORATED
    assert (one.says, str(one.says_when), one.figure, one.quotation) == (
        "an hour",
        "17 April 2023",
        "9 years",
        "He is thin.",
    )
    assert (one.reliability, one.archived, one.source.title) == ("likely_reliable", second["archived"], "A headline")


def test_a_copy_of_the_source_above_counts_as_one(case, advocate):
    rows = [{"source": "https://news.example/2"}, {"source": "https://copy.example/2", "copy_of": "row-0"}]
    send(advocate, case, typed(rows=rows))
    update = Update.objects.get()
    assert update.grade == Grade.SINGLE_SOURCE
    assert Source.objects.get(address="https://copy.example/2").origin.address == "https://news.example/2"
    assert Source.objects.count() == 2


def test_a_copy_of_a_report_cited_before_counts_as_one(case, advocate):
    report = log(case, advocate, "arrest", "11 April 2022").citations.get().source
    rows = [{"source": NEWS.address}, {"source": "https://copy.example/2", "copy_of": f"report-{report.pk}"}]
    send(advocate, case, typed(rows=rows))
    assert Update.objects.latest("pk").grade == Grade.SINGLE_SOURCE


def test_a_report_of_another_house_cannot_be_named_as_copied(case, advocate, outsider):
    theirs = log(CaseFactory(owner=outsider.organisation), outsider, "arrest", "11 April 2022").citations.get().source
    answer = send(advocate, case, typed(rows=[{"source": "https://x.example/", "copy_of": f"report-{theirs.pk}"}]))
    assert answer.status_code == 422
    assert not Update.objects.filter(case=case).exists()


def test_a_note_needs_no_source(case, advocate):
    send(advocate, case, typed(kind="note", rows=[{"source": ""}]))
    assert Update.objects.get().kind == UpdateKind.NOTE


def test_the_folded_fields_are_saved_too(case, advocate, staff):
    facility = FacilityFactory(state=case.state, code="sizo-5")
    more = {
        "place": "Moscow",
        "facility": "sizo-5",
        "account": "At length.",
        "grade": "disputed",
        "level": "restricted",
    }
    send(advocate, case, typed(**more))
    update = Update.objects.get()
    assert (update.place, update.facility, update.account, update.level) == (
        "Moscow",
        facility,
        "At length.",
        "restricted",
    )
    assert (update.grade, update.grade_set_by_hand) == (Grade.DISPUTED, True)


def test_a_sealed_update_is_for_those_named_and_the_writer(case, advocate, staff):
    send(advocate, case, typed(level="sealed", named=[staff.reference]))
    assert {*Update.objects.get().named.all()} == {advocate, staff}


def test_a_detail_left_over_from_another_kind_is_dropped(case, advocate):
    send(advocate, case, typed(detail="custodial"))
    assert Update.objects.get().detail == ""


def test_an_entry_that_is_not_on_the_first_page_is_shown_at_its_place(case, advocate):
    for day in range(1, 28):
        log(case, advocate, "health", f"{day} March 2023")
    answer = send(advocate, case, typed(occurred="1 May 2022"))
    update = Update.objects.get(occurred="2022-05-01")
    assert answer.url == f"/cases/{case.reference}/?at={update.reference}#{update.reference}"
    assert f'id="{update.reference}"' in text_of(send(advocate, case, typed(occurred="1 May 2022"), **HTMX))


# --- Saved once.
def test_the_same_form_sent_twice_is_saved_once(case, advocate):
    log(case, advocate, "arrest", "11 April 2022")
    away = typed(kind="temporary_release", detail="medical", occurred="1 April 2023", confirmed="temporary_release")
    assert send(advocate, case, away).status_code == 302
    back = typed(form_key=str(uuid.uuid4()), kind="returned", occurred="2 April 2023", confirmed="detained")
    for _time in range(2):
        answer = send(advocate, case, back)
        assert answer.status_code == 302
        assert answer.url.endswith(f"#{Update.objects.get(kind='returned').reference}")
    assert Update.objects.filter(case=case).count() == 3


# --- The new status, shown before it is saved.
def test_a_change_of_status_is_asked_before_it_is_saved(case, advocate):
    log(case, advocate, "arrest", "11 April 2022")
    data = typed(kind="charge", occurred="1 April 2023", summary="Charged with treason.")
    asked = send(advocate, case, data)
    said = text_of(asked)
    assert asked.status_code == 200
    assert "This will change the status:" in said
    assert "Detained, no charge recorded" in said
    assert "Pretrial detention" in said
    assert 'name="confirmed" value="pretrial"' in said
    assert "Charged with treason." in said
    assert Update.objects.count() == 1
    assert Draft.objects.get().user == advocate
    assert send(advocate, case, data | {"confirmed": "pretrial"}).status_code == 302
    case.refresh_from_db()
    assert case.status == Status.PRETRIAL
    assert not Draft.objects.exists()


def test_seeing_one_change_is_not_agreeing_to_another(case, advocate):
    log(case, advocate, "arrest", "11 April 2022")
    data = typed(kind="release", detail="pardon", occurred="1 April 2023", confirmed="pretrial")
    assert "This will change the status:" in text_of(send(advocate, case, data))
    assert Update.objects.count() == 1


def test_what_leaves_the_status_as_it_is_asks_nothing(case, advocate):
    log(case, advocate, "arrest", "11 April 2022")
    assert send(advocate, case, typed(kind="charge", occurred="10 April 2022")).status_code in {302, 200}
    assert send(advocate, case, typed(form_key=str(uuid.uuid4()))).status_code == 302


def test_the_preview_says_status_grade_and_who_will_see_the_name(case, advocate):
    log(case, advocate, "arrest", "11 April 2022")
    data = typed(kind="charge", summary="", rows=[{"source": "Evgenia"}, {"source": "https://news.example/2"}])
    said = text_of(send(advocate, case, data, name="update-preview"))
    for words in ("This will change the status:", "Pretrial detention", "Corroborated", "“Evgenia” is kept encrypted"):
        assert words in said
    assert Update.objects.count() == 1
    assert not text_of(send(advocate, case, typed(kind=""), name="update-preview")).strip()


def test_the_preview_says_what_does_not_fit(case, advocate):
    log(case, advocate, "arrest", "11 April 2022")
    data = typed(kind="release", detail="pardon", occurred="10 April 2022")
    said = text_of(send(advocate, case, data, name="update-preview"))
    assert "no arrest, custody or restraint takes effect before it" in said
    assert "This will change" not in said


# --- More sources, without JavaScript.
def test_another_source_can_be_added_and_all_that_was_typed_stays(case, advocate):
    first = {"source": "https://news.example/2", "says": "what it says"}
    said = text_of(send(advocate, case, typed(**WORDS, rows=[first], occurred="nonsense", add="source")))
    for words in (
        *WORDS.values(),
        "what it says",
        "nonsense",
        'name="source-1-source"',
        'value="2" id="id_source-TOTAL',
    ):
        assert words in said
    assert 'role="alert"' not in said
    assert not Update.objects.exists()


def test_rows_have_an_end(case, advocate):
    rows = [{"source": f"https://n{number}.example/"} for number in range(20)]
    assert 'name="source-20-source"' not in text_of(send(advocate, case, typed(rows=rows, add="source")))
    absurd = typed() | {"source-TOTAL_FORMS": "100000"}
    assert send(advocate, case, absurd).status_code == 422
    assert send(advocate, case, absurd | {"add": "source"}).status_code == 200
    assert not Update.objects.exists()


# --- Checked, nothing new.
def test_nothing_new_in_one_click(case, advocate):
    answer = send(advocate, case, {"form_key": str(uuid.uuid4()), "asked": "his lawyer"}, name="nothing-new")
    update = Update.objects.get()
    assert (answer.status_code, update.kind, update.asked) == (302, "nil_check", "his lawyer")
    said = text_of(signed_in(advocate).get(at("case", case)))
    assert "Asked: his lawyer" in said


def test_nothing_new_needs_somebody_who_was_asked(case, advocate):
    for headers in ({}, HTMX):
        answer = send(advocate, case, {"form_key": str(uuid.uuid4()), "asked": "  "}, name="nothing-new", **headers)
        assert answer.status_code == (200 if headers else 422)
        assert "Say who was asked" in text_of(answer)
    assert not Update.objects.exists()


def test_nothing_new_clicked_twice_is_on_record_once(case, advocate):
    data = {"form_key": str(uuid.uuid4()), "asked": "his lawyer"}
    for _time in range(2):
        assert send(advocate, case, data, name="nothing-new", **HTMX).status_code == 200
    assert Update.objects.count() == 1


def test_one_who_logs_above_their_own_sight_is_told(case, staff):
    client = signed_in(staff)
    answer = client.post(at("update-new", case), typed(level="restricted"), follow=True)
    assert "you do not see it any more" in text_of(answer)
    assert Update.objects.get().summary not in text_of(answer).split('id="timeline"')[1]
