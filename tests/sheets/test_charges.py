"""Charges in a cell: articles and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.models import Charge, Statute
from cases.vocabulary import ChargeCategory
from sheets.shapes import CellError
from sheets.understanding.articles import Article, Law, cited_in
from sheets.understanding.charge_words import USUAL_ARTICLES, category_by_words, usual_category
from sheets.understanding.charges import LONGEST_TEXT, charges_of, choices, doubts, recorded, shown

_C = ChargeCategory
RU = Law(
    [
        Article("Criminal Code art. 207.3", _C.FALSE_INFORMATION_MILITARY),
        Article("Criminal Code art. 275", _C.TREASON),
        Article("Criminal Code art. 330.1(3)", _C.UNDESIRABLE),
        Article("Administrative Code art. 20.3.3", _C.DISCREDITING_ARMY),
    ]
)
BY = Law(
    [
        Article("Criminal Code art. 361", _C.PROPAGANDA),
        Article("Criminal Code art. 361-1", _C.EXTREMISM),
        Article("Criminal Code art. 342(1)", _C.ASSEMBLY),
        Article("Criminal Code art. 342(2)", _C.ASSEMBLY),
    ]
)
NO_LAW = Law()


def statutes(text, state="RU", law=RU):
    return [charge["statute"].removeprefix("Criminal Code art. ") for charge in charges_of(text, state, law)]


def categories(text, state="RU", law=NO_LAW):
    return [charge["category"] for charge in charges_of(text, state, law)]


@pytest.mark.parametrize(
    ("text", "number", "part"),
    [
        ("ст. 207.3 ч. 2 УК РФ", "207.3", "2"),
        ("ст.207.3ч.2", "207.3", "2"),
        ("ч. 2 ст. 207.3", "207.3", "2"),
        ("Art. 275 CC", "275", ""),
        ("article 342 part 1", "342", "1"),
        ("Article 5", "5", ""),
        ("130", "130", ""),
        ("361-1", "361.1", ""),
        ("361¹", "361.1", ""),
        ("330.1(3)", "330.1", "3"),
        ("§ 129", "129", ""),
        ("第105条第2款", "105", "2"),
        ("ماده ۵۰۰", "500", ""),
        ("20.3.3 КоАП", "20.3.3", ""),
    ],
)
def test_an_article_is_found_by_its_number_however_it_is_cited(text, number, part):
    assert [(one.number, one.part) for one in cited_in(text)] == [(number, part)]


@pytest.mark.parametrize("text", ["protests in August 2020", "2020", "36 people", "50%", "treason", "", "15 days"])
def test_other_numbers_are_no_articles(text):
    assert not cited_in(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ст. 275, 207.3 ч. 2, 284.1 УК РФ", ["ст. 275", "207.3 ч. 2", "284.1 УК РФ"]),
        ("ч. 1 ст. 342, ч. 3 ст. 130", ["ч. 1 ст. 342", "ч. 3 ст. 130"]),
        ("207.3 ч. 1, 2, 284.1", ["207.3 ч. 1, 2", "284.1"]),
        ("Articles 357, 361 and 361-1 of the Code", ["Articles 357", "361", "361-1 of the Code"]),
        ("228-230", ["228", "230"]),
    ],
)
def test_several_articles_with_commas_between_them_are_charges_of_their_own(text, words):
    assert [one.words for one in cited_in(text)] == words


def test_an_article_is_that_of_the_state_by_its_number_and_part():
    assert statutes("ст. 275 УК РФ; art. 207.3 part 2") == ["207.3", "275"]
    assert statutes("330.1 ч. 3") == ["330.1(3)"]
    assert statutes("361-1, 361", "BY", BY) == ["361", "361-1"]
    assert statutes("342 ч. 2", "BY", BY) == ["342(2)"]


def test_another_part_lends_its_category_and_not_its_article():
    assert statutes("342 ч. 3", "BY", BY) == [""]
    assert categories("342 ч. 3", "BY", BY) == [_C.ASSEMBLY]


def test_an_administrative_article_is_not_the_criminal_one_of_the_same_number():
    assert statutes("20.3.3 КоАП") == ["Administrative Code art. 20.3.3"]
    assert statutes("275 КоАП") == [""]
    assert categories("275 КоАП", "RU", RU) == [""]
    assert statutes("ст. 20.3.3") == [""]


def test_two_parts_of_one_article_are_one_charge_for_a_case_has_it_once():
    assert charges_of("ст. 275 ч. 1; ст. 275 ч. 2", "RU", RU) == [
        {"text": "ст. 275 ч. 1, ст. 275 ч. 2", "category": _C.TREASON, "statute": "Criminal Code art. 275"}
    ]


def test_an_article_that_the_house_lacks_has_the_category_it_is_known_for_there_and_nowhere_else():
    assert categories("ст. 276", "RU") == [_C.ESPIONAGE]
    assert categories("130; 342", "BY") == [_C.EXTREMISM, _C.ASSEMBLY]
    assert categories("第293条", "CN") == [_C.PUBLIC_ORDER]
    assert categories("130", "IR") == [""]
    assert usual_category("", "275") == ""


def test_what_the_house_says_of_an_article_comes_before_what_it_is_known_for():
    assert categories("361", "BY", Law([Article("Article 361", _C.COUP)])) == [_C.COUP]


@pytest.mark.parametrize(
    ("category", "texts"),
    [
        (_C.TREASON, "High treason · госизмена · государственная измена · здрада дзяржаве · traición · خیانت · 叛国罪"),
        (_C.ESPIONAGE, "spying · шпионаж · espionnage · جاسوسی · 间谍罪"),
        (_C.SUBVERSION, "inciting subversion of state power · 煽动颠覆国家政权罪 · 颠覆国家政权"),
        (_C.EXTREMISM, "extremism · разжигание вражды · экстрэмізм · incitement to hatred"),
        (_C.TERRORISM, "terrorism · пропаганда терроризма · ترور"),
        (_C.FALSE_INFORMATION_MILITARY, "false information about the army · фейки об армии"),
        (_C.DISCREDITING_ARMY, "discrediting the Russian armed forces · дискредитация армии"),
        (_C.INSULT, "insulting the president · оскорбление президента · lèse-majesté"),
        (_C.PROPAGANDA, "propaganda against the state · تبلیغ علیه نظام"),
        (_C.PUBLIC_ORDER, "picking quarrels · 寻衅滋事 · хулиганство"),
        (_C.ASSEMBLY, "mass riots · массовые беспорядки · масавыя беспарадкі"),
        (_C.DRUGS, "drugs · хранение наркотиков · 毒品"),
        (_C.NONE_STATED, "no charge · without charge · обвинение не предъявлено"),
    ],
)
def test_words_tell_the_category_in_several_languages(category, texts):
    said = texts.split(" · ")
    assert {text: category_by_words(text) for text in said} == dict.fromkeys(said, category)


@pytest.mark.parametrize("text", ["", "something odd", "treason and espionage", "a spyglass", "retaxed"])
def test_no_words_or_those_of_two_categories_tell_none(text):
    assert category_by_words(text) == ""


def test_charges_in_words_are_parted_at_commas_where_each_is_understood():
    assert categories("госизмена, дискредитация армии") == [_C.TREASON, _C.DISCREDITING_ARMY]
    assert categories("treason, by speeches abroad") == [_C.TREASON]


def test_what_is_not_understood_comes_in_as_worded_and_is_asked_about():
    charges = charges_of("treason; high jinks", "RU", RU)
    assert [charge["text"] for charge in charges] == ["high jinks", "treason"]
    assert [text for text, _message in doubts(charges)] == ["high jinks"]
    assert doubts(charges_of("treason", "RU", RU)) == []


def test_what_somebody_said_words_or_an_article_mean_is_believed():
    said = {"high jinks": "public_order", "ст. 999": "cult"}
    charges = charges_of("high jinks; ст. 999", "RU", RU, lambda word: said.get(word, ""))
    assert {charge["text"]: charge["category"] for charge in charges} == said


def test_a_charge_longer_than_a_charge_may_be_is_refused():
    with pytest.raises(CellError, match="Put semicolons between charges"):
        charges_of("x" * (LONGEST_TEXT + 1), "RU", RU)
    assert charges_of("x" * LONGEST_TEXT, "RU", RU)[0]["category"] == ""


@pytest.mark.parametrize("text", ["", "-", ";;", "n/a", " \n"])
def test_a_cell_that_says_nothing_has_no_charges(text):
    assert charges_of(text, "RU", RU) == []


def test_what_is_recorded_is_written_with_article_words_and_category():
    rows = [
        Charge(category=_C.TREASON, statute=Statute(article="Criminal Code art. 275"), text="speeches abroad"),
        Charge(category=_C.COUP, text="plot; one\nof two"),
        Charge(category=_C.NONE_STATED),
    ]
    assert shown(recorded(rows)) == (
        "[none_stated]; plot, one, of two [coup_conspiracy]; Criminal Code art. 275: speeches abroad [treason]"
    )


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
CHARGES = st.builds(
    lambda text, category, statute: Charge(
        text=text, category=category, statute=Statute(article=statute) if statute else None
    ),
    TEXTS.filter(lambda text: not text.startswith("Criminal Code")),
    st.sampled_from(ChargeCategory.values),
    st.sampled_from(["", *(article.article for article in RU.articles)]),
)


@given(
    st.lists(CHARGES, max_size=4, unique_by=lambda charge: charge.statute.article if charge.statute else charge.text)
)
def test_what_an_export_writes_is_read_back_as_it_is_recorded(rows):
    written = shown(recorded(rows))
    assert charges_of(written, "RU", RU) == recorded(rows)


def test_the_articles_that_everybody_knows_stand_for_one_category_each():
    for state, known in USUAL_ARTICLES.items():
        numbers = [number for listed in known.values() for number in listed.split()]
        assert len(numbers) == len(set(numbers)), state
    assert {code for code, _label in choices()} == set(ChargeCategory.values)
