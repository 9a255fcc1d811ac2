"""States and countries by the names that people give them."""

import pytest

from sheets.shapes import CellError
from sheets.understanding.countries import choices, code_of, codes_of, shown_several, state_choices, state_of
from sheets.understanding.house import House
from sheets.understanding.words import UnknownWord

HOUSE = House(states={"RU": "Russia", "BY": "Belarus", "IR": "Iran", "XDN": "Authority in the east"})


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("IR", "Iran · Islamic Republic of Iran · IRI · IR · IRN · Иран · Іран · ایران · إيران · 伊朗 · Irán"),
        ("RU", "Russia · Russian Federation · RF · РФ · Россия · Расія · Росія · Rusia · Russland · 俄罗斯 · روسیه"),
        ("BY", "Belarus · Беларусь · Рэспубліка Беларусь · Білорусь · Белоруссия · Bielorrusia · Weißrussland"),
        ("CN", "China · PRC · People's Republic of China · Китай · КНР · Chine · Çin · 中国 · 中國 · چین · الصين"),
        ("KP", "DPRK · North Korea · КНДР · Nordkorea · Corée du Nord · كوريا الشمالية"),
        ("MM", "Burma · Myanmar · Бирма · 缅甸 · Birmanie"),
        ("TR", "Turkey · Türkiye · Turquía · Турция · Türkei · تركيا"),
        ("GB", "UK · U.K. · Great Britain · Britain · United Kingdom · GBR · British · Великобритания"),
        ("US", "USA · United States · США · Estados Unidos · 美国 · American"),
        ("TT", "Trinidad & Tobago · Trinidad and Tobago"),
    ],
)  # fmt: skip
def test_a_country_is_known_by_its_names_in_many_languages(code, names):
    assert {name: code_of(name) for name in names.split(" · ")} == dict.fromkeys(names.split(" · "), code)


def test_every_country_is_known_by_its_english_name_and_its_code_of_three_letters():
    assert {code: code_of(name) for code, name in choices()} == {code: code for code, _name in choices()}
    assert shown_several(["NA"]) == "NAM"
    assert codes_of("NAM") == ["NA"]


@pytest.mark.parametrize("text", ["Korea", "Atlantis", "Russian army", "the West"])
def test_what_names_two_countries_or_none_is_none(text):
    assert code_of(text) == ""


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("RU; GB", ["GB", "RU"]),
        ("Iran / UK", ["GB", "IR"]),
        ("Russian and British", ["GB", "RU"]),
        ("Iranian-British", ["GB", "IR"]),
        ("Россия, Великобритания", ["GB", "RU"]),
        ("citizen of Belarus", ["BY"]),
        ("Guinea-Bissau", ["GW"]),
        ("Korea, South", ["KR"]),
        ("Bosnia and Herzegovina\nRussia", ["BA", "RU"]),
        ("RU; RU", ["RU"]),
        ("n/a", []),
        ("NA", []),
        ("", []),
    ],
)
def test_several_countries_in_one_cell(text, codes):
    assert codes_of(text) == codes


@pytest.mark.parametrize("codes", [[], ["RU"], ["GB", "IR"], ["NA", "RU"], ["NO"], ["NA"]])
def test_codes_are_read_back_from_how_they_are_written(codes):
    assert codes_of(shown_several(codes)) == codes


def test_an_unknown_country_is_named_with_the_nearest_ones():
    with pytest.raises(UnknownWord, match="Iran \\(IR\\)") as error:
        codes_of("Russia; Irann")
    assert error.value.text == "Irann"


def test_what_somebody_said_a_word_means_comes_first():
    assert codes_of("the North; Iran", {"the North": "KP"}.get) == ["IR", "KP"]


def test_a_detaining_state_is_known_as_a_country_is_and_by_our_own_words():
    assert state_of("Россия", HOUSE) == "RU"
    assert state_of("by", HOUSE) == "BY"
    assert state_of("xdn", HOUSE) == "XDN"
    assert state_of("authority in the East", HOUSE) == "XDN"
    assert state_of("Здесь", HOUSE, {"Здесь": "RU"}.get) == "RU"
    assert state_of("", HOUSE) == ""


def test_a_country_that_the_reference_tables_lack_says_who_can_add_it():
    with pytest.raises(CellError, match="an admin adds CN there") as error:
        state_of("China", HOUSE)
    assert not isinstance(error.value, UnknownWord)


def test_an_unknown_state_is_compared_with_those_of_the_house_only():
    with pytest.raises(UnknownWord, match="Nearest: Belarus \\(BY\\)") as error:
        state_of("Belarusia", HOUSE)
    assert error.value.text == "Belarusia"


@pytest.mark.django_db
def test_the_menu_of_states_is_the_reference_table():
    assert ("BY", "Belarus") in state_choices()
    assert "BY" in dict(choices())
