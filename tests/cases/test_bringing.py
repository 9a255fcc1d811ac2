"""Many cases at once are the same rows as one by one."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cases import folding
from cases.models import Case, Category, Official, Prisoner, Source, Update
from cases.services.bringing import BroughtCase, bring_in_cases
from cases.services.charging import ChargeData
from cases.services.dates import ExpectedData
from cases.services.involvements import InvolvementData
from cases.services.opening import CaseData, PrisonerData, add_prisoner, edit_prisoner, open_case
from cases.services.sourcing import CitationData, said_by
from cases.services.updates import bring_in
from cases.vocabulary import Connection, FileState, Grade, KeyDateKind, Level, SourceKind, Status, Tier
from core.models import Event, EventKind
from core.partial_dates import parse_partial_date
from tests.cases.bringing import account, days, one_by_one, told_apart
from tests.factories import FacilityFactory, OfficialFactory, StateFactory, StatuteFactory

pytestmark = pytest.mark.django_db
ARREST, VERDICT = "https://news.example/arrest", "https://court.example/verdict"


def bring(cases, by, **more):
    with transaction.atomic():
        return list(bring_in_cases(cases, by=by, why="Sheet I-TEST", **more))


@pytest.fixture
def russia():
    return StateFactory(code="RU")


def person(name="Ann Prisoner", **more):
    return PrisonerData(name=name, **more)


def plain(state, *accounts, **more):
    return BroughtCase(who=person(), data=CaseData(state=state, **more), accounts=accounts)


TOLD = CitationData(told_by="Her mother", connection=Connection.RELATIVE, kind=SourceKind.INTERVIEW)


@pytest.fixture
def whole(russia, advocate):
    """All that a case can be brought in with."""
    journalist = Category.objects.get(code="journalist")
    prison, law = FacilityFactory(state=russia), StatuteFactory(state=russia)
    report = CitationData(address="https://agency.example/1", publisher="Agency")
    copy = CitationData(address="https://paper.example/1", copy_of=report)
    court = CitationData(address=VERDICT, kind=SourceKind.COURT, title="Verdict", published=parse_partial_date("2022"))
    judge = InvolvementData(function="trial_judge", official=OfficialFactory(state=russia), citations=[court])
    return BroughtCase(
        who=person(
            "Vladimir Kara-Murza",
            native_name="Владимир Кара-Мурза",
            other_names=["Wladimir Kara-Murza", "Kara"],
            nationalities=["RU", "GB"],
            residences=["US"],
            categories=[journalist],
            birth=parse_partial_date("September 1981"),
            biography="A politician.",
            restricted_notes="Ill.",
        ),
        data=CaseData(
            state=russia,
            tier=Tier.CRITICAL,
            grace_until=date(2023, 5, 4),
            lead=advocate,
            file_state=FileState.MONITORING,
        ),
        accounts=[
            account("arrest", "11 April 2022", ARREST, TOLD, place="Moscow"),
            account("charge", "22 April 2022", ARREST),
            account("verdict", "2022", court, copy, report, detail="custodial", facility=prison),
            account("family_visit", "March 2023", "his wife", logged_on=date(2023, 4, 1)),
            account("note", "20 April 2023", account="Lawyer: somebody"),
        ],
        charges=[
            ChargeData(category="treason", statute=law, charged=parse_partial_date("22 April 2022")),
            ChargeData(category="propaganda_against_state", text="Spreading false news"),
        ],
        involvements=[judge],
        key_dates=[ExpectedData(kind=KeyDateKind.SENTENCE_END, due=parse_partial_date("2047"))],
    )


@pytest.fixture
def world(whole, russia, advocate):
    """Cases of every kind that a sheet could hold, and some that none does."""
    return [
        whole,
        plain(russia, account("release", "1 May 2022", ARREST), account("arrest", "1 April 2022", ARREST)),
        plain(russia, account("arrest", "1 April 2022", ARREST, VERDICT), level=Level.PARTNERS),
        plain(russia, account("arrest", "1 April 2022", ARREST), level=Level.PARTNERS),
        plain(
            russia,
            account("arrest", "1 April 2022", "https://quiet.example/1", TOLD),
            account("death", "about 1 May 2022", "https://quiet.example/1", TOLD, detail="illness"),
            level=Level.SEALED,
            named=[advocate],
        ),
        plain(russia, account("arrest", "1 April 2022", "https://quiet.example/1"), level=Level.RESTRICTED),
        plain(
            russia,
            account("arrest", "1 April 2022", ARREST, level=Level.SEALED, named=[advocate]),
            account("charge", "2 April 2022", "https://inside.example/1", level=Level.RESTRICTED),
        ),
        plain(russia, account("abduction", "1 April 2022", "https://inside.example/1")),
        plain(russia),
    ]


def test_they_are_the_same_rows_as_cases_opened_one_by_one(world, staff):
    """But for keys, references, code names and instants."""
    with transaction.atomic():
        looped, sources = told_apart(one_by_one(world, staff)), _sources()
        transaction.set_rollback(True)
    assert not Case.objects.exists()
    at_once = told_apart(bring(world, staff))
    for one, other in zip(at_once, looped, strict=True):
        assert one == other
    assert _sources() == sources
    assert at_once[0]["history"]["categories"] == [[], ["journalist"]]


def _sources():
    return sorted(Source.objects.values_list("address", "publisher", "kind", "level", "told_by", "origin__address"))


def test_nothing_of_them_drifts_from_what_their_updates_say(world, staff):
    cases = bring(world, staff)
    assert [list(folding.drift(case)) for case in cases] == [[]] * len(world)
    stored = {case.pk: case for case in Case.objects.all()}
    assert [(one.status, one.arrested_on, one.last_update_on) for one in cases] == [
        (stored[one.pk].status, stored[one.pk].arrested_on, stored[one.pk].last_update_on) for one in cases
    ]
    assert cases[0].status == Status.CONVICTED_APPEAL
    assert {one.status for one in cases} >= {Status.RELEASED, Status.DISAPPEARED, Status.UNKNOWN}


def test_a_source_is_shared_where_all_who_see_the_case_see_it_cited(russia, staff, advocate):
    sealed, team, partners, other, late = bring(
        [
            plain(russia, account("arrest", "1 April 2022", ARREST), level=Level.SEALED, named=[advocate]),
            plain(russia, account("arrest", "1 April 2022", ARREST)),
            plain(russia, account("arrest", "1 April 2022", ARREST), level=Level.PARTNERS),
            plain(russia, account("arrest", "1 April 2022", ARREST)),
            plain(russia, account("arrest", "1 April 2022", ARREST), account("charge", "2 April 2022", ARREST)),
        ],
        staff,
    )
    of = {case.pk: set(Source.objects.filter(citations__update__case=case)) for case in Case.objects.all()}
    assert of[team.pk] == of[other.pk] == of[late.pk]
    assert not of[sealed.pk] & of[team.pk]
    assert not of[partners.pk] & of[team.pk]


def test_a_source_that_the_team_sees_already_is_cited_again(russia, staff, advocate):
    known = one_by_one([plain(russia, account("arrest", "1 April 2022", ARREST))], staff)[0]
    quiet = [plain(russia, account("arrest", "1 April 2022", VERDICT), level=Level.SEALED, named=[advocate])]
    one_by_one(quiet, advocate)
    (new,) = bring([plain(russia, account("arrest", "1 May 2022", ARREST), account("charge", "2022", VERDICT))], staff)
    assert Source.objects.filter(address=ARREST).count() == 1
    assert Source.objects.filter(address=VERDICT).count() == 2
    assert known.updates.get().citations.get().source == new.updates.get(kind="arrest").citations.get().source


def test_who_told_it_stays_on_each_case_and_unreadable_in_the_table(russia, staff):
    mother = [account("arrest", "1 April 2022", "Her mother"), account("charge", "2 April 2022", "her Mother")]
    cases = bring([plain(russia, *mother), plain(russia, *mother)], staff)
    told = list(Source.objects.order_by("pk"))
    assert [(one.case, one.level, one.told_by) for one in told] == [
        (case, Level.RESTRICTED, "Her mother") for case in cases
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT told_by FROM cases_source UNION ALL SELECT told_by FROM cases_historicalsource")
        assert not any("mother" in text for (text,) in cursor.fetchall())
    assert Source.history.filter(told_by="").count() == 0


def test_copies_of_one_report_named_at_once_do_not_corroborate_each_other(russia, staff):
    report = CitationData(address="https://agency.example/1", publisher="Agency")
    copy = CitationData(address="https://paper.example/1", copy_of=report)
    (case,) = bring(
        [plain(russia, account("arrest", "2022", report, copy), account("charge", "2022", copy, said_by(ARREST)))],
        staff,
    )
    assert case.updates.get(kind="arrest").grade == Grade.SINGLE_SOURCE
    assert case.updates.get(kind="charge").grade == Grade.CORROBORATED


def test_the_history_says_who_brought_them_in_and_why(world, staff):
    (case, *_) = bring(world, staff)
    for row in (case, case.prisoner, case.updates.first(), case.charges.first(), case.key_dates.get()):
        line = row.history.earliest()
        assert (line.history_user, line.history_change_reason, line.history_type) == (staff, "Sheet I-TEST", "+")
    with connection.cursor() as cursor:
        cursor.execute("SELECT history_change_reason FROM cases_historicalupdate")
        assert not any("Sheet" in text for (text,) in cursor.fetchall())


def test_the_next_edit_is_not_said_to_have_added_the_categories(world, staff, advocate):
    (case, *_) = bring(world, staff)
    who = person("Vladimir Kara-Murza", categories=case.prisoner.categories.all())
    edit_prisoner(prisoner=case.prisoner, data=who, by=advocate)
    newest, before, *_ = case.prisoner.history.all()
    assert newest.diff_against(before).changed_fields == [
        name for name in newest.diff_against(before).changed_fields if name != "categories"
    ]


def test_each_case_has_one_line_in_the_event_trail(world, staff):
    cases = bring(world, staff)
    events = Event.objects.filter(target__in=[case.reference for case in cases])
    assert {(one.action, one.kind, one.by, one.reason) for one in events} == {
        ("case-opened", EventKind.WRITE, staff, "Sheet I-TEST")
    }
    assert events.count() == len(cases)


def test_a_second_case_of_somebody_we_have_is_theirs_and_found_by_all_names(russia, staff):
    known = add_prisoner(data=person("Ann", other_names=["Anya"]), by=staff)
    (case,) = bring([BroughtCase(who=known, data=CaseData(state=russia))], staff)
    assert case.prisoner == known
    assert list(Case.objects.matching("anya")) == [case]
    assert Prisoner.objects.count() == 1


def test_one_name_on_many_cases_is_one_official_and_a_known_one_is_not_added(russia, staff):
    known = OfficialFactory(state=russia)
    judge = [InvolvementData(function="trial_judge", name=name, citations=[said_by(ARREST)]) for name in ("A B", "a b")]
    ours = InvolvementData(function="prosecutor", official=known, citations=[said_by(ARREST)])
    cases = bring(
        [BroughtCase(who=person(), data=CaseData(state=russia), involvements=[one, ours]) for one in judge], staff
    )
    assert Official.objects.count() == 2
    assert [case.involvements.get(function="trial_judge").official.name for case in cases] == ["A B", "A B"]
    assert cases[0].involvements.filter(official=known, approved_at=None).exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"accounts": [account("arrest", "1 May 2023", ARREST)]}, "occurred"),
        ({"accounts": [account("arrest", "1 May 2022")]}, "citations"),
        ({"accounts": [account("arrest", "1 May 2022", ARREST, ARREST)]}, "citations"),
        ({"accounts": [account("verdict", "1 May 2022", ARREST)]}, "detail"),
        ({"charges": [ChargeData(category="nothing")]}, "category"),
        ({"involvements": [InvolvementData(function="trial_judge", name="A B")]}, "source"),
    ],
)
def test_what_cannot_be_is_refused_in_the_words_of_the_services_and_nothing_is_kept(russia, staff, wrong, field):
    good = plain(russia, account("arrest", "1 April 2022", ARREST))
    bad = BroughtCase(**{"who": person(), "data": CaseData(state=russia), **wrong})
    with pytest.raises(ValidationError) as refused:
        bring([good, bad], staff)
    assert set(refused.value.message_dict) == {field}
    assert not Case.objects.exists()
    assert not Prisoner.objects.exists()
    assert not Update.history.exists()


def test_a_sealed_case_that_nobody_may_read_is_refused(russia, staff):
    with pytest.raises(ValidationError, match="Name at least one person"):
        bring([plain(russia, level=Level.SEALED)], staff)


def test_more_cases_ask_the_database_no_more(russia, staff, monkeypatch):
    monkeypatch.setattr("cases.services.bringing.AT_ONCE", 40)

    def asked(count):
        cases = [plain(russia, account("arrest", day, f"{ARREST}/{day}", "Her mother")) for day in days(count)]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            bring(cases, staff)
        return len(queries)

    few, many, batches = asked(2), asked(40), asked(80)
    assert many < few + 10  # the database takes some hundred rows in one statement
    assert batches < 2 * many + 2


def test_it_says_how_far_it_is(russia, staff, monkeypatch):
    monkeypatch.setattr("cases.services.bringing.AT_ONCE", 2)
    said = []
    bring([plain(russia) for _ in range(5)], staff, told=said.append)
    assert said == [2, 4, 5]


def test_references_and_code_names_are_each_their_own(russia, staff):
    cases = bring([plain(russia, account("arrest", "1 April 2019", ARREST)) for _ in range(150)], staff)
    assert len({case.reference for case in cases}) == len({case.code_name for case in cases}) == 150
    assert all(case.reference.startswith("RU-19-") for case in cases)
    assert len(set(Update.objects.values_list("reference", flat=True))) == 150


def test_a_reference_that_is_taken_is_drawn_again(russia, staff, monkeypatch):
    (taken,) = bring([plain(russia)], staff)
    code = taken.reference.rpartition("-")[2]
    drawn = iter([code, code, "AAAA", "BBBB"])
    monkeypatch.setattr("cases.models.case.random_code", lambda length: next(drawn))
    cases = bring([plain(russia), plain(russia)], staff)
    assert {case.reference.rpartition("-")[2] for case in cases} == {"AAAA", "BBBB"}


def test_a_case_that_was_brought_in_goes_on_like_any_other(russia, staff):
    (case,) = bring([plain(russia, account("arrest", "1 April 2022", ARREST))], staff)
    bring_in(case=case, accounts=[account("release", "1 May 2022", ARREST)], by=staff)
    case.refresh_from_db()
    assert case.status == Status.RELEASED
    again = open_case(prisoner=case.prisoner, data=CaseData(state=russia), by=staff)
    assert again.prisoner == case.prisoner
