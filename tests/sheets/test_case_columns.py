"""The columns of a sheet of cases: what each reads, what it says of a case, and that the one gives the other."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.models import Case
from cases.vocabulary import DETAILS, Level, UpdateDetail, UpdateKind
from core.partial_dates import PartialDate, Precision
from sheets.columns import COLUMNS, column
from sheets.columns.base import Context
from sheets.columns.dated import CLOSER, DATED
from sheets.facts import facts_of
from sheets.shapes import CellError
from sheets.understanding.articles import Article
from sheets.understanding.house import House, loaded
from sheets.vocabulary import SheetKind
from tests.factories import CaseFactory
from tests.sheets.recorded import REPORT, dossier, expect, judged_by, log

CASES = COLUMNS[SheetKind.CASES]
HOUSE = House(
    states={"RU": "Russia", "BY": "Belarus", "NA": "Namibia"},
    categories={"journalist": "Journalist", "lawyer": "Lawyer"},
    facilities={"RU": {"ik 6": "IK-6", "ik 3 kharp": "IK-3", "ik 3": "IK-3"}},
    statutes={"RU": (Article("Criminal Code art. 275", "treason"),)},
    colleagues={"ada@example.org": "ada@example.org", "ada": "ada@example.org", "eva": ""},
)
CONTEXT = Context(today=date(2023, 4, 20), house=HOUSE, state="RU")


def read(key, text, **context):
    return column(SheetKind.CASES, key).read(text, replace(CONTEXT, **context))


def shown(key, value):
    return column(SheetKind.CASES, key).show(value)


def said_of(case, user):
    """What every column says of a case."""
    facts = facts_of([Case.objects.get(pk=case.pk)], user)[0]
    return {one.key: one.of(facts) for one in CASES if one.of}


# --- The table itself.
def test_every_column_has_a_key_of_its_own_and_a_label():
    keys = [one.key for one in CASES]
    assert len(keys) == len(set(keys))
    assert all(str(one.label) for one in CASES)


def test_only_a_name_and_a_state_are_required():
    assert {one.key for one in CASES if one.required} == {"name", "state"}


def test_what_follows_from_other_things_is_never_obeyed():
    assert {one.key for one in CASES if not one.obeyed} == {"status", "status_since", "days_held", "last_update"}


def test_every_dated_column_is_there_with_the_one_that_says_it_more_closely_beside_it():
    keys = [one.key for one in CASES]
    assert set(DATED) <= set(keys)
    for key, of_what in CLOSER.items():
        assert keys.index(key) == keys.index(of_what) + 1
        assert column(SheetKind.CASES, key).needs == of_what


def test_what_a_date_stands_for_without_more_is_a_detail_that_its_kind_may_have():
    for key, dated in DATED.items():
        said = dated.detail_said({})
        assert said in DETAILS.get(dated.kind, ()) or said == "", key
        assert not dated.detail_in or dated.silent == said


# --- What one reads is what the other wrote.
EDTF = st.builds(
    lambda day, precision, length: PartialDate(
        day, Precision(precision), day + timedelta(days=length) if length else None
    ).to_edtf(),
    st.dates(date(1900, 1, 1), date(2090, 1, 1)),
    st.sampled_from(Precision.values),
    st.integers(0, 900),
)
WORDS = st.text(st.characters(categories=["L"], max_codepoint=0x4FF), min_size=2, max_size=12)
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
COUNTRY_LISTS = st.lists(st.sampled_from(["RU", "GB", "NA", "NO", "US", "CI", "KP"]), unique=True).map(sorted)


@given(st.sampled_from(sorted({*DATED, "birth", "sentence_end", "status_since", "last_update"})), EDTF)
def test_a_date_is_read_as_it_was_written(key, edtf):
    assert read(key, shown(key, edtf)) == edtf


@given(st.lists(NAMES, unique=True, max_size=4).map(sorted))
def test_other_names_are_read_as_they_were_written(names):
    assert read("other_names", shown("other_names", names)) == names


@given(st.sampled_from(["nationalities", "residences"]), COUNTRY_LISTS)
def test_countries_are_read_as_they_were_written(key, codes):
    assert read(key, shown(key, codes)) == codes


@pytest.mark.parametrize("key", [one.key for one in CASES if one.choices and not one.several and one.key != "state"])
def test_every_word_of_a_vocabulary_is_read_as_it_was_written_and_by_its_label(key):
    for code, label in column(SheetKind.CASES, key).choices():
        assert read(key, shown(key, code)) == code
        assert read(key, str(label)) == code


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", "Navalny, Alexei"),
        ("native_name", "Алексей Навальный"),
        ("other_names", ["Navalny, Alexei"]),
        ("other_names", ["Smith Jones, Junior Example"]),
        ("other_names", ["Null"]),
        ("other_names", []),
        ("categories", ["journalist", "lawyer"]),
        ("biography", "A politician.\nBorn in Moscow."),
        ("reference", "RU-22-ABCD"),
        ("state", "NA"),
        ("state", "RU"),
        ("lead", "ada@example.org"),
        ("code_name", "Cove"),
        ("sentence", "8 years 6 months"),
        ("place", "Moscow, a street"),
        ("facility", "IK-3"),
        ("facility", "A prison nobody has recorded"),
        ("judge", ["Sergei A.", "Yelena B."]),
        ("source", ["https://a.example/1;x=2", "https://b.example/?q=a,b"]),
        ("source", ["The wife, by telephone"]),
        ("charge", [{"text": "", "category": "treason", "statute": "Criminal Code art. 275"}]),
        ("charge", []),
        ("days_held", "374–380"),
    ],
)
def test_a_value_is_read_as_it_was_written(key, value):
    assert read(key, shown(key, value)) == value


@pytest.mark.django_db
def test_what_every_column_says_of_a_case_is_read_back(staff, advocate):
    case = dossier(staff)
    judged_by(case, staff, advocate, "Judge One")
    context = replace(CONTEXT, house=loaded(staff))
    for key, value in said_of(case, staff).items():
        assert column(SheetKind.CASES, key).read(shown(key, value), context) == value, key


# --- What it says of a case.
@pytest.mark.django_db
def test_a_case_is_told_in_all_its_columns(staff, advocate):
    case = dossier(staff)
    judged_by(case, staff, advocate, "Judge Two")
    judged_by(case, staff, advocate, "Judge One")
    said = said_of(case, staff)
    assert {key: value for key, value in said.items() if value} == {
        "name": "Vladimir Example",
        "native_name": "Владимир Пример",
        "other_names": ["V. Example", "Volodya"],
        "gender": "male",
        "birth": "1981",
        "nationalities": ["GB", "RU"],
        "residences": ["US"],
        "categories": ["journalist", "opposition_politician"],
        "biography": "A politician.",
        "reference": case.reference,
        "state": "RU",
        "tier": "critical",
        "file_state": "active",
        "level": "team",
        "lead": staff.email,
        "code_name": "Cove",
        "arrested": "2022-04-11",
        "remanded": "2022-04-12",
        "charged": "2022-04",
        "trial": "2023-03-13",
        "verdict": "2023-04-17",
        "verdict_outcome": "custodial",
        "moved": "2023-04-18",
        "charge": [
            {"text": "", "category": "extremism", "statute": ""},
            {"text": "Speeches abroad", "category": "treason", "statute": "Criminal Code art. 275"},
        ],
        "place": "Moscow",
        "facility": "IK-6 Omsk",
        "judge": ["Judge One", "Judge Two"],
        "sentence_end": "2047",
        "source": [REPORT],
        "status": "convicted_appeal",
        "status_since": "2023-04-17",
        "days_held": "374",
        "last_update": "2023-04-18",
    }


@pytest.mark.django_db
def test_a_case_of_which_little_is_known_says_nothing_and_fails_nowhere(advocate):
    case = CaseFactory(owner=advocate.organisation)
    said = said_of(case, advocate)
    told = {"name", "reference", "state", "tier", "file_state", "level", "code_name", "status"}
    assert {key for key, value in said.items() if value} == told
    assert said["gender"] == ""  # "unknown" says nothing


@pytest.mark.django_db
def test_the_first_of_the_early_things_counts_and_the_last_of_the_late_ones(staff):
    case = dossier(staff)
    log(case, UpdateKind.VERDICT, "2023-04-19", staff, UpdateDetail.SUSPENDED)
    said = said_of(case, staff)
    assert (said["charged"], said["remanded"]) == ("2022-04", "2022-04-12")
    assert (said["verdict"], said["verdict_outcome"]) == ("2023-04-19", "suspended")


@pytest.mark.django_db
def test_an_appeal_against_custody_is_not_the_appeal_against_the_verdict(staff):
    case = dossier(staff)
    assert said_of(case, staff)["appeal"] == ""
    log(case, UpdateKind.APPEAL_DECIDED, "2023-04-19", staff, UpdateDetail.UPHELD)
    assert said_of(case, staff)["appeal"] == "2023-04-19"
    assert said_of(case, staff)["appeal_outcome"] == "upheld"
    with pytest.raises(CellError):
        read("appeal_outcome", "interim_refused")


@pytest.mark.django_db
def test_what_the_reader_may_not_see_is_in_no_column(staff, advocate):
    case = dossier(staff)
    log(case, UpdateKind.DEATH, "2023-04-19", staff, UpdateDetail.CAUSE_UNKNOWN, level=Level.RESTRICTED)
    end = expect(case, staff, "2050", date(2023, 4, 19))
    end.level = Level.RESTRICTED
    end.save()
    assert (said_of(case, staff)["died"], said_of(case, staff)["sentence_end"]) == ("2023-04-19", "2050")
    assert (said_of(case, advocate)["died"], said_of(case, advocate)["sentence_end"]) == ("", "2047")


# --- What a cell says.
@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("name", "  Иван   Петров ", "Иван Петров"),
        ("other_names", "Ivan; Vanya\nIoann | John", ["Ioann", "Ivan", "John", "Vanya"]),
        ("other_names", "Ivan Petrov, Ioann Petrov", ["Ioann Petrov", "Ivan Petrov"]),
        ("other_names", "Petrov, Ivan", ["Petrov, Ivan"]),
        ("other_names", "王 / 张、李", ["张", "李", "王"]),
        ("other_names", "n/a", []),
        ("name", "-", ""),
        ("native_name", "н/д", ""),
        ("gender", "unknown", ""),
        ("birth", "1981 г.", "1981"),
        ("lead", "Ada", "ada@example.org"),
        ("lead", "", ""),
        ("reference", " by-20-abcd ", "BY-20-ABCD"),
        ("level", "confidential", "restricted"),
        ("facility", "ИК-6", "IK-6"),
        ("facility", "IK-3, Kharp", "IK-3"),
        ("facility", "Колония  9", "Колония 9"),
        ("verdict_outcome", "оправдан", "acquitted"),
        ("judge", "Sergei A.; Yelena B.", ["Sergei A.", "Yelena B."]),
        ("source", "https://a.example/1 https://b.example/2", ["https://a.example/1", "https://b.example/2"]),
        ("source", "https://a.example/1;https://b.example/2", ["https://a.example/1", "https://b.example/2"]),
        ("source", "n/a", []),
        ("charge", "ст. 275", [{"text": "ст. 275", "category": "treason", "statute": "Criminal Code art. 275"}]),
    ],
)
def test_a_cell_is_read_as_people_write_it(key, text, value):
    assert read(key, text) == value


@pytest.mark.parametrize(
    ("key", "text", "says"),
    [
        ("name", "12345", "no letters"),
        ("name", "x" * 161, "160 fit here"),
        ("lead", "Somebody", "nobody of your organisation"),
        ("lead", "Eva", "Several colleagues"),
        ("level", "public", "no word that we know"),
        ("state", "Atlantis", "no state we know"),
        ("state", "Iran", "an admin adds IR there"),
        ("source", "javascript:alert(1)", "must begin with https://"),
        ("source", "ftp://a.example/x", "must begin with https://"),
        ("code_name", "x" * 41, "40 fit here"),
        ("categories", "astronaut", "no word that we know"),
        ("arrested", "31/02/2023", "February 2023 has 28 days"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(key, text, says):
    with pytest.raises(CellError) as error:
        read(key, text)
    assert says in str(error.value)


def test_a_facility_and_an_article_are_those_of_the_rows_state():
    assert read("facility", "ИК-6", state="BY") == "ИК-6"
    assert read("charge", "275", state="BY") == [{"text": "275", "category": "", "statute": ""}]


def test_what_somebody_said_a_word_means_holds_for_its_column_only():
    words = {"categories": {"astronaut": "lawyer"}, "state": {"home": "RU"}}
    assert read("categories", "astronaut", words=words) == ["lawyer"]
    assert read("state", "home", words=words) == "RU"
    with pytest.raises(CellError):
        read("nationalities", "home", words=words)


# --- What a verdict was.
@pytest.mark.parametrize(
    ("values", "detail"),
    [
        ({}, "custodial"),
        ({"sentence": "3 года условно"}, "suspended"),
        ({"sentence": "3 года условно", "verdict_outcome": "custodial"}, "custodial"),
        ({"sentence": "acquitted; 5 years"}, "custodial"),
    ],
)
def test_a_verdict_is_what_its_column_says_else_its_sentence_else_a_prison_term(values, detail):
    assert DATED["verdict"].detail_said(values) == detail


def test_other_details_are_what_their_column_says_or_what_silence_means():
    assert DATED["appeal"].detail_said({}) == "upheld"
    assert DATED["appeal"].detail_said({"appeal_outcome": "quashed", "sentence": "3 года условно"}) == "quashed"
    assert DATED["released"].detail_said({}) == ""
    assert DATED["remanded"].detail_said({"verdict_outcome": "fine"}) == "custody"
