"""A cell that is understood, and what is said of one that is not."""

from datetime import date

from sheets.columns import column, understood
from sheets.columns.base import Context
from sheets.understanding.articles import Article
from sheets.understanding.house import House
from sheets.vocabulary import DateOrder, SheetKind

HOUSE = House(
    states={"RU": "Russia"},
    categories={"journalist": "Journalist", "lawyer": "Lawyer"},
    statutes={"RU": (Article("Criminal Code art. 275", "treason"),)},
)


def understand(key, text, heading="Heading", **context):
    said = Context(today=date(2023, 4, 20), house=HOUSE, state="RU", **context)
    return understood(column(SheetKind.CASES, key), text, said, heading)


def test_a_cell_that_is_understood_has_no_troubles_and_an_empty_one_no_value():
    assert understand("state", "Россия") == ("RU", [])
    assert understand("arrested", "-") == (None, [])
    assert understand("charge", "") == (None, [])


def test_an_unknown_word_is_asked_about_by_itself():
    value, [trouble] = understand("categories", "journalist; astronaut")
    assert value is None
    assert (trouble.column, trouble.text, trouble.ask, trouble.fatal) == (
        "Heading", "astronaut", "word:categories", True,
    )  # fmt: skip


def test_the_order_of_days_and_months_is_asked_once_for_the_sheet():
    _value, [trouble] = understand("arrested", "02/03/2023")
    assert (trouble.ask, trouble.fatal) == ("dates", True)
    assert understand("arrested", "02/03/2023", dates=DateOrder.MDY) == ("2023-02-03", [])


def test_what_no_answer_mends_asks_nothing():
    _value, [trouble] = understand("arrested", "31.02.2023")
    assert (trouble.text, trouble.ask) == ("31.02.2023", "")


def test_a_charge_that_is_not_understood_comes_in_and_is_asked_about():
    value, [trouble] = understand("charge", "ст. 275; high jinks")
    assert len(value) == 2
    assert (trouble.text, trouble.ask, trouble.fatal) == ("high jinks", "word:charge", False)


def test_a_sentence_that_does_not_tell_comes_in_and_says_so():
    value, [trouble] = understand("sentence", "ограничение свободы")
    assert value == "ограничение свободы"
    assert (trouble.fatal, trouble.ask) == (False, "")


def test_what_is_never_obeyed_keeps_no_row_out():
    value, [trouble] = understand("status", "on the moon")
    assert value is None
    assert not trouble.fatal


def test_without_a_heading_the_column_is_named_by_its_key():
    _value, [trouble] = understand("arrested", "soon", heading="")
    assert trouble.column == "arrested"
