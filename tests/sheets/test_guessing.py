"""What the columns of a sheet probably mean: by headings in many languages, and by what stands in them."""

import pytest

from sheets.columns import COLUMNS
from sheets.ready import is_several
from sheets.shapes import LEFT_OUT, NOTE
from sheets.understanding.guessing import guess
from sheets.understanding.headings import TABLES, folded, is_known, meant
from sheets.vocabulary import DateOrder, SheetKind
from tests.sheets.files import look_of

CASES, UPDATES, ACTIONS = SheetKind.CASES, SheetKind.UPDATES, SheetKind.ACTIONS
#: Sheets of cases as people keep them: each heading and what it is.
KEPT = {
    "English": "Full Name:name, DOB:birth, Date of Arrest:arrested, Charges:charge, Place of detention:facility, "
    "Date of sentencing:verdict, Length of sentence:sentence, Nationality:nationalities, Links:source, Gender:gender",
    "Russian": "ФИО:name, Дата рождения:birth, Страна:state, Дата задержания:arrested, Статья:charge, "
    "Место заключения:facility, Дата приговора:verdict, Срок:sentence, Судья:judge, Источник:source, Статус:status",
    "Belarusian": "Імя і прозвішча:name, Дата нараджэння:birth, Дата затрымання:arrested, Артыкул:charge, "
    "Месца зняволення:facility, Дата прысуду:verdict, Тэрмін:sentence, Суддзя:judge, Крыніца:source",
    "Ukrainian": "ПІБ:name, Дата народження:birth, Країна:state, Дата затримання:arrested, Стаття:charge, "
    "Місце утримання:facility, Вирок:verdict, Строк:sentence, Дата звільнення:released, Джерело:source",
    "Spanish": "Nombre y apellidos:name, Fecha de nacimiento:birth, País:state, Fecha de detención:arrested, "
    "Cargos:charge, Centro de detención:facility, Fecha de sentencia:verdict, Condena:sentence, Fuente:source",
    "French": "Nom et prénom:name, Date de naissance:birth, Pays:state, Date d’arrestation:arrested, "
    "Chefs d'accusation:charge, Lieu de détention:facility, Date du jugement:verdict, Peine:sentence, Sources:source",
    "German": "Name:name, Geburtsdatum:birth, Land:state, Datum der Festnahme:arrested, Anklage:charge, "
    "Haftort:facility, Urteil:verdict, Strafmaß:sentence, Entlassungsdatum:released, Quelle:source, Geschlecht:gender",
    "Persian": "نام و نام خانوادگی:name, تاریخ تولد:birth, تاریخ بازداشت:arrested, اتهام:charge, زندان:facility, "
    "تاریخ صدور حکم:verdict, مدت حکم:sentence, تاریخ آزادی:released, منبع:source, قاضی:judge, وضعیت:status",
    "Arabic": "الاسم الكامل:name, تاريخ الميلاد:birth, البلد:state, تاريخ الاعتقال:arrested, التهمة:charge, "
    "السجن:facility, تاريخ الحكم:verdict, مدة الحكم:sentence, تاريخ الإفراج:released, المصدر:source",
    "Chinese": "姓名:name, 出生日期:birth, 国家:state, 逮捕日期:arrested, 罪名:charge, 关押地点:facility, "
    "判决日期:verdict, 刑期:sentence, 获释日期:released, 来源:source, 性别:gender, 法官:judge",
    "Turkish": "Ad Soyad:name, Doğum Tarihi:birth, Ülke:state, Gözaltı tarihi:arrested, Suçlama:charge, "
    "Cezaevi:facility, Karar tarihi:verdict, Ceza süresi:sentence, Tahliye tarihi:released, Kaynak:source",
}


def columns(kind: SheetKind, *headings: str, samples: list[list[str]] | None = None) -> dict[str, str]:
    return dict(guess(kind, look_of(list(headings), *(samples or []))).columns)


# --- By headings
@pytest.mark.parametrize("language", list(KEPT))
def test_the_headings_of_a_sheet_of_cases_are_known_in_many_languages(language):
    expected = dict(pair.rsplit(":", 1) for pair in KEPT[language].split(", "))
    assert columns(CASES, *expected) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (UPDATES, {"Case": "case", "Type": "kind", "Date": "occurred", "What happened": "summary", "Link": "source"}),
        (UPDATES, {"Заключенный": "case", "Событие": "kind", "Дата": "occurred", "Описание": "summary"}),
        (ACTIONS, {"Case": "case", "Action": "kind", "Date sent": "sent", "From": "actor", "To": "addressee"}),
        (ACTIONS, {"Fall": "case", "Maßnahme": "kind", "Datum": "sent", "Absender": "actor", "Frist": "reply_due"}),
        (SheetKind.OFFICIALS, {"Case": "case", "Name": "name", "Role": "function", "Должность": "position"}),
        (SheetKind.OFFICIALS, {"案件": "case", "官员姓名": "name", "职务": "position", "角色": "function"}),
        (SheetKind.DATES, {"Case": "case", "What": "kind", "When": "due", "Expected": "summary"}),
    ],
)
def test_headings_of_the_other_kinds_of_sheet_are_known(kind, expected):
    assert columns(kind, *expected) == expected


@pytest.mark.parametrize(
    "heading",
    ["DATE OF ARREST", "date_of_arrest", "Date of arrest*", " Date  of arrest: ", "Date of arrest (DD/MM/YYYY)",
     "Date of arrest / Дата ареста", "Арест | Arrest", "Arrested?", "Date of arrest\n(as reported)"],
)  # fmt: skip
def test_a_heading_is_known_however_it_is_written(heading):
    assert meant(CASES, heading) == "arrested"


def test_letters_that_only_look_different_are_the_same():
    assert folded("تاريخ") == folded("تاریخ")
    assert folded("Осуждён") == folded("осужден")
    assert folded("İsim") == folded("isim") == folded("ısım")
    assert folded("Прад’яўлены") == folded("Прад'яўлены")


def test_a_heading_that_nobody_knows_is_left_out_and_remarks_are_kept_in_a_note():
    assert columns(CASES, "Name", "Shoe size", "Notes") == {"Name": "name", "Shoe size": LEFT_OUT, "Notes": NOTE}


def test_of_two_headings_that_mean_the_same_the_first_has_it_unless_several_may():
    found = columns(CASES, "Name", "Full name", "Source", "Link", "Charges", "Article", "Arrested", "Detained")
    assert (found["Name"], found["Full name"]) == ("name", LEFT_OUT)
    assert (found["Source"], found["Link"]) == ("source", "source")
    assert (found["Charges"], found["Article"]) == ("charge", "charge")
    assert (found["Arrested"], found["Detained"]) == ("arrested", LEFT_OUT)


def test_every_word_for_a_heading_names_a_column_that_there_is():
    for kind, table in TABLES.items():
        known = {one.key for one in COLUMNS[kind]} | {NOTE}
        assert set(table.values()) <= known
        assert "" not in table


@pytest.mark.parametrize("kind", list(SheetKind))
def test_the_label_of_every_column_is_known_and_no_column_is_meant_twice(kind):
    labels = [str(one.label) for one in COLUMNS[kind]]
    found = columns(kind, *labels)
    assert [found[label] for label in labels] == [one.key for one in COLUMNS[kind]]
    twice = [key for key in found.values() if list(found.values()).count(key) > 1 and not is_several(kind, key)]
    assert twice == []


def test_a_text_that_somebody_wrote_is_no_heading():
    assert is_known("Date of arrest")
    assert not is_known("Ivan Petrov")
    assert not is_known("He was arrested in Minsk " * 20)


# --- By what stands in a column
def test_a_date_without_more_is_when_it_happened():
    dates = [["Ivan", "12.03.2022"], ["Maria", "March 2021"], ["Oleg", ""]]
    assert columns(CASES, "Name", "Date", samples=dates)["Date"] == "arrested"
    assert columns(CASES, "Name", "Date", samples=[["Ivan", "unknown"]])["Date"] == LEFT_OUT
    assert columns(CASES, "Name", "Date", "Arrested", samples=[["Ivan", "2022-03-12", "2021"]])["Date"] == LEFT_OUT


def test_a_column_of_countries_is_the_state_whatever_it_is_called():
    names = [["Ivan", "Russia"], ["Ivan", "Belarus"], ["Ivan", "CN"]]
    assert columns(CASES, "Name", "Where", samples=names)["Where"] == "state"
    assert columns(CASES, "Name", "Where", samples=[["Ivan", "Minsk"], ["Maria", "Belarus"]])["Where"] == LEFT_OUT
    held = columns(CASES, "Name", "Country", "Passport of", samples=[["Ivan", "RU", "GB"]])
    assert (held["Country"], held["Passport of"]) == ("state", LEFT_OUT)


def test_a_column_of_addresses_is_a_source():
    rows = [["Ivan", "https://example.org/1"], ["Maria", "https://example.org/2 and more"]]
    assert columns(CASES, "Name", "Read more", samples=rows)["Read more"] == "source"


# --- What tells rows apart
def key_of(heading: str, *numbers: str) -> str:
    rows = [[number, f"Person {place}"] for place, number in enumerate(numbers)]
    return guess(CASES, look_of([heading, "Name"], *rows)).key


def test_the_organisation_s_own_number_tells_rows_apart():
    assert key_of("ID", "17", "4", "230") == "ID"
    assert key_of("ID", "1", "2", "3") == "ID"
    assert key_of("Номер дела", "A-1", "A-2") == "Номер дела"
    assert key_of("No.", "17", "4") == "No."


def test_what_only_counts_the_rows_or_is_not_on_every_row_does_not():
    assert key_of("No.", "1", "2", "3") == ""
    assert key_of("№ п/п", "1", "2") == ""
    assert key_of("ID", "17", "17") == ""
    assert key_of("ID", "17", "") == ""
    assert guess(UPDATES, look_of(["ID", "Case"], ["4", "x"], ["9", "y"])).key == ""


# --- What is said for every row
def test_a_date_that_says_no_more_has_an_offered_meaning():
    always = guess(CASES, look_of(["Name", "Verdict", "Appeal", "Furlough", "Died"])).always
    assert always == {
        "verdict_outcome": "custodial",
        "appeal_outcome": "upheld",
        "temporary_reason": "furlough",
        "death_cause": "cause_unknown",
    }


def test_what_the_sheet_says_itself_is_not_said_for_it():
    headings = ["Name", "Verdict", "Sentence", "Appeal", "Appeal outcome", "Died", "Cause of death"]
    mapping = guess(CASES, look_of(headings))
    assert mapping.always == {}
    assert (mapping.dates, mapping.empties, mapping.words) == (DateOrder.ASK, False, {})
    assert guess(CASES, look_of(["Name", "Sentence"])).always == {}


@pytest.mark.parametrize(
    "headings",
    [
        ("First name", "Last name"),
        ("Surname", "Given name"),
        ("Фамилия", "Имя", "Отчество"),
        ("姓", "名"),
        ("Nom de famille", "Prénom"),
    ],
)
def test_a_name_kept_in_parts_is_read_from_all_of_them(headings):
    assert columns(CASES, *headings, "Country") == {**dict.fromkeys(headings, "name"), "Country": "state"}


def test_a_name_kept_whole_is_read_from_one_column_alone():
    assert columns(CASES, "Name", "Full name", "Country")["Full name"] == LEFT_OUT
    assert columns(CASES, "Surname", "Country")["Surname"] == LEFT_OUT
