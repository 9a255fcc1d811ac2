"""The words of a sentence."""

import pytest

from sheets.understanding.sentences import detail_of_sentence, doubts


@pytest.mark.parametrize(
    ("detail", "texts"),
    [
        ("custodial", "8 years 6 months · 5,5 лет ИК · 25 years strict regime · 5-year sentence · 18 months · life · "
                      "пожизненно · 3 года лишения свободы в колонии общего режима · 5 гадоў калоніі · 7 років · "
                      "2 años · 4 ans de prison · 6 سال حبس · 3 yıl hapis · 有期徒刑三年 · 10年 · "
                      "8 лет и штраф 500 тысяч · 11 years' imprisonment · life without parole"),
        ("suspended", "3 года условно · 3 года лишения свободы условно · 5 years in prison (suspended) · "
                      "1 year probation · умоўна 2 гады · 3 ans avec sursis · 2 Jahre auf Bewährung · "
                      "有期徒刑三年，缓刑四年 · 3 years suspended, fine 100"),
        ("acquitted", "acquitted · Not guilty · оправдан · апраўданы · absuelta · freigesprochen · beraat · 无罪"),
        ("fine", "fine 50 000 · fined · штраф 50 000 рублей · multa · Geldstrafe · 罚金"),
    ],
)  # fmt: skip
def test_words_that_tell_what_kind_of_verdict_it_was(detail, texts):
    said = texts.split(" · ")
    assert {text: detail_of_sentence(text) for text in said} == dict.fromkeys(said, detail)


@pytest.mark.parametrize(
    "text",
    ["", "8.5", "guilty", "15 суток", "ограничение свободы", "3 года ограничения свободы", "2 года «химии»",
     "3 года принудительных работ", "2 years house arrest", "community service", "принудительное лечение"],
)  # fmt: skip
def test_what_is_neither_is_not_guessed(text):
    assert detail_of_sentence(text) == ""


@pytest.mark.parametrize(
    "text",
    ["acquitted; 5 years", "4 ans dont 2 avec sursis", "5 years, of which 2 suspended", "не условно", "not acquitted",
     "suspended sentence replaced by 2 years 8 months", "условный срок заменён на реальный", "acquitted, fine 100"],
)  # fmt: skip
def test_what_contradicts_itself_is_not_guessed(text):
    assert detail_of_sentence(text) == ""


def test_a_sentence_that_does_not_tell_says_so_once_and_the_row_comes_in():
    assert [text for text, _message in doubts("ограничение свободы")] == ["ограничение свободы"]
    assert doubts("8 years") == []
    assert doubts("") == []
