"""Logging an update in the browser: what is saved, what is refused, and that nothing typed is lost."""

import uuid

import pytest
from django.urls import reverse

from cases.kinds import GROUP_OF, KINDS, icon_of
from cases.models import Citation, Draft, Source, Update
from cases.vocabulary import Grade, Level, SourceKind, Status, UpdateKind
from core import slots
from tests.cases.pages import HTMX, NEWS, at, log, signed_in, text_of, typed
from tests.factories import CaseFactory, FacilityFactory, StateFactory, UserFactory

pytestmark = pytest.mark.django_db


def send(user, case, data=None, name="update-new", **headers):
    return signed_in(user).post(at(name, case), data if data is not None else typed(), **headers)


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
    for region in ("case-head", "case-alerts", "timeline", "messages", "case-aside"):
        assert f'id="{region}"' in said
    assert said.count('hx-swap-oob="true"') == 5
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
    assert (one.says, str(one.says_when), one.figure, one.quotation) == ("an hour", "17 April 2023", "9 years", "He is thin.")
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
    more = {"place": "Moscow", "facility": "sizo-5", "account": "At length.", "grade": "disputed", "level": "restricted"}
    send(advocate, case, typed(**more))
    update = Update.objects.get()
    assert (update.place, update.facility, update.account, update.level) == ("Moscow", facility, "At length.", "restricted")
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


# --- What is refused, and that it is kept as it was typed.
TEXT = {"summary": "My careful words.", "place": "A place", "account": "At some length."}


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
    answer = send(advocate, case, typed(**{**TEXT, **changes}), **headers)
    said = text_of(answer)
    assert answer.status_code == (200 if headers else 422)
    assert words in said
    assert 'role="alert"' in said
    for typed_text in TEXT.values():
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
    assert 'aria-describedby="id_occurred_helptext id_occurred_error"' in said or 'aria-describedby="id_occurred_error' in said
    assert "2 things need correcting; nothing is saved yet:" in said


def test_markup_in_any_field_is_shown_as_text(case, advocate):
    bad = '<script>alert(1)</script>"\'><img src=x onerror=alert(1)>'
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


# --- More sources, without JavaScript.
def test_another_source_can_be_added_and_all_that_was_typed_stays(case, advocate):
    first = {"source": "https://news.example/2", "says": "what it says"}
    said = text_of(send(advocate, case, typed(**TEXT, rows=[first], occurred="nonsense", add="source")))
    for words in (*TEXT.values(), "what it says", "nonsense", 'name="source-1-source"', 'value="2" id="id_source-TOTAL'):
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


# --- One event on many cases.
def event(user, cases, data=None):
    return signed_in(user).post(reverse("cases:event-new"), (data or typed(kind="law_changed")) | {"case": cases})


@pytest.fixture
def other_case(organisation, advocate):
    return CaseFactory(owner=organisation, lead=advocate, state=StateFactory(code="BY"))


def test_one_event_is_logged_on_all_its_cases(case, other_case, advocate):
    answer = event(advocate, [case.reference, other_case.reference])
    assert answer.status_code == 302
    assert {update.case for update in Update.objects.all()} == {case, other_case}
    assert len({update.event for update in Update.objects.all()}) == 1


def test_the_event_form_names_its_cases(case, other_case, advocate):
    query = f"?case={case.reference}&case={other_case.reference}"
    said = text_of(signed_in(advocate).get(reverse("cases:event-new") + query))
    assert "One event on 2 cases" in said
    assert case.prisoner.name in said
    assert other_case.prisoner.name in said


def test_an_event_that_does_not_fit_one_case_is_logged_on_none_and_says_which(case, other_case, advocate):
    log(case, advocate, "arrest", "11 April 2022")
    answer = event(advocate, [case.reference, other_case.reference], typed(kind="release", detail="amnesty"))
    assert answer.status_code == 422
    assert f"{other_case.prisoner.name}: “Release”" in text_of(answer)
    assert f"{case.prisoner.name}: “Release”" not in text_of(answer)
    assert Update.objects.count() == 1


def test_an_event_with_a_case_one_may_not_see_is_missing_altogether(case, other_case, advocate, viewer, outsider):
    hidden = CaseFactory(owner=outsider.organisation)
    assert event(advocate, [case.reference, hidden.reference]).status_code == 404
    assert event(advocate, []).status_code == 404
    assert event(viewer, [case.reference]).status_code == 403
    assert not Update.objects.exists()


def test_an_event_sent_twice_is_saved_once(case, other_case, advocate):
    for _time in range(2):
        assert event(advocate, [case.reference, other_case.reference]).status_code == 302
    assert Update.objects.count() == 2


def test_people_of_the_own_organisation_can_be_named_but_not_those_who_left(case, advocate):
    gone = UserFactory(organisation=advocate.organisation, is_active=False, name="Gone Person")
    assert send(advocate, case, typed(level="sealed", named=[gone.reference])).status_code == 422
