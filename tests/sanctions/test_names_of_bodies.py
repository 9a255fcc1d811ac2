"""Names of courts, prisons, ministries and companies: words in translation, acronyms, parts of a name."""

import pytest

from sanctions.matching import BODY, THRESHOLD, name_likeness
from sanctions.names.body_forms import compound, pieces, stands_for, without_endings
from sanctions.names.chinese import chinese


def likeness(one: str, other: str) -> float:
    return name_likeness(one, other, BODY).score


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Words of institutions, in three languages and in all cases.
        ("Tverskoy District Court", "Тверской районный суд"),
        ("Supreme Court of Belarus", "Вярхоўны Суд Рэспублікі Беларусь"),
        ("Kharkiv Regional Court", "Харківський обласний суд"),
        ("Investigative Committee of the Russian Federation", "Следственный комитет Российской Федерации"),
        ("Prosecutor General's Office", "Генеральная прокуратура Российской Федерации"),
        ("Predpriiatie Kupol", "Предприятие Купол"),
        ("Lipetsk Mechanical Plant LLC", "Общество с ограниченной ответственностью «Липецкий механический завод»"),
        (
            "Kaluga Research Institute of Radio Engineering",
            "Калужский научноисследовательский радиотехнический институт",
        ),
        # Acronyms on either side, and of an institution's kind.
        ("FSB", "ФСБ"),
        ("FSIN", "Федеральная служба исполнения наказаний"),
        ("Ministry of Internal Affairs", "МВД"),
        ("Islamic Revolutionary Guard Corps", "IRGC"),
        ("IK-6", "Исправительная колония № 6"),
        ("SIZO-1", "Следственный изолятор № 1"),
        ("Federal Penitentiary Service Directorate for Vladimir Region", "УФСИН по Владимирской области"),
        ("State Security Committee of the Republic of Belarus", "КДБ Рэспублікі Беларусь"),
        ("Moscow Machine Building Plant Avangard", "ММЗ «Авангард»"),
        # Put together from pieces; whom it is named after; what stands behind a dash or a comma.
        ("Russian Agricultural Bank", "Россельхозбанк"),
        ("Almaz Design Bureau", "КБ «Алмаз» имени А. А. Иванова"),
        ("Example Holding, Saratov Glass Plant", "Саратовский стекольный завод"),
        # A name that is a common word is still a name.
        ("PMC Patriot", "ЧВК «Патриот»"),
        # An ordinary word that is a name: in translation, and English as Cyrillic letters spell it.
        ("Star Plant LLC", "ООО «Завод Звезда»"),
        ("Gomel Design Bureau Sunrise", "Гомельское конструкторское бюро «Восход»"),
        ("Fly Bridge LLC", "ООО «Флай Бридж»"),
        # Words that translators take for one another, and a place that one side leaves out.
        ("Chelyabinsk Metallurgical Plant", "Челябинский металлургический комбинат"),
        ("Officers Union for International Security", "Союз офицеров международной безопасности"),
        # Beginnings of words; first letters of a name put together from pieces; of words in either turn.
        ("Sovcomflot", "Современный коммерческий флот"),
        ("Transkapitalbank", "ТКБ Банк"),
        ("Russian Agricultural Bank", "РСХБ"),
        # What goes before the name, and whose part it is.
        (
            "Moscow State Institute of International Relations",
            "Федеральное государственное автономное образовательное учреждение высшего образования «Московский"
            " государственный институт международных отношений»",
        ),
        ("Guangzhou Shukong CNC Equipment", "广州数控设备有限公司"),
        ("GSK CNC Equipment Co Ltd", "广州数控设备有限公司"),
        # Chinese: words of companies, traditional letters, another order, a foreign name said in Chinese.
        ("Guangdong Haineng Machinery", "海能機械（廣東）有限公司"),
        ("Premera Hong Kong International Trading Co.", "普萊米樂(香港)國際貿易有限公司"),
    ],
)
def test_a_body_is_found_by_what_its_words_mean(one, other):
    assert likeness(one, other) >= THRESHOLD
    assert likeness(other, one) >= THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Supreme Court", "Конституционный суд"),
        ("Federal Guard Service", "Федеральная служба безопасности"),
        ("Russian Railways", "Белорусская железная дорога"),
        ("Star Plant LLC", "ООО «Завод Сокол»"),
        ("Almaz Research and Production Enterprise", "International Diamond Industries"),
        # Letters that anybody's words may begin with.
        ("VTB", "Velcom Trade Beograd"),
        ("VTB", "Belshina Tyre Works"),
        ("Institute of Nuclear Reactors", "RIRA"),
        ("Central Research Institute Cyclone", "CSIC Power"),
        ("Shenzhen Golden Age Technology", "深圳百胜科技有限公司"),
        ("Saint Petersburg City Court", "Ленинградский областной суд"),
        ("IK-6 Melekhovo", "ИК-3 Мелехово"),
        ("SIZO-1", "СИЗО-2"),
        ("Ministry of Justice", "Министерство внутренних дел"),
        ("Radiozavod", "Радиофизика"),
        ("Tula Plant", "Тульский патронный завод"),
        ("Motovilikha Metallurgical Plant", "ММЗ «Авангард»"),
        ("Guangdong Haineng Machinery", "广东百胜机械有限公司"),
    ],
)
def test_a_body_of_the_same_kind_or_place_is_another_one(one, other):
    assert likeness(one, other) < THRESHOLD
    assert likeness(other, one) < THRESHOLD


@pytest.mark.parametrize("other", ["IRGC Navy", "IRGC Aerospace Force", "IRGC Qods Force", "IRGC Navy 4th District"])
def test_a_lone_acronym_is_not_a_part_of_that_body(other):
    assert likeness("IRGC", "IRGC") == 1
    assert likeness("IRGC", other) < THRESHOLD
    assert likeness("FSB", "FSB Border Service") < THRESHOLD <= likeness("FSB", "FSB of Russia")


def test_a_score_shows_what_an_acronym_stands_for():
    found = name_likeness("Islamic Revolutionary Guard Corps", "IRGC", BODY)
    assert found.tokens == (("islamic revolutionary guard corps", "irgc", 0.92),)


def test_an_acronym_takes_one_letter_of_every_word_that_tells():
    words = (("omsk", False), ("engine", True), ("designbureau", True))
    assert stands_for("omkb", (("omsk", False), ("motor", True), ("designbureau", True)))
    assert not stands_for("okb", words)
    assert not stands_for("xyz", words)
    assert not stands_for("ok", words)


def test_a_word_loses_its_ending_and_a_compound_comes_apart():
    assert without_endings("strategicheskikh") == without_endings("strategic") == "strateg"
    assert compound("radiozavod") == ("radio", "zavod")
    assert compound("radost") == ("radost",)
    assert pieces("rosselkhozbank") == ("russia", "agricultural", "bank")
    assert pieces("roslyakov") == ()


def test_chinese_words_are_read_in_either_letters():
    assert chinese("海能機械（廣東）有限公司") == ["haineng", "machinery", "guangdong"]
    assert chinese("广东海能机械有限公司") == ["guangdong", "haineng", "machinery"]
