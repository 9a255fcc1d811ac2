"""Names side by side: what is one name in another spelling or script, what is a namesake, and why."""

from pathlib import Path

import pytest
from django.conf import settings

from bench import names as bench_names
from sanctions.matching import BODY, PERSON, THRESHOLD, Side, kind_of_names, name_likeness, score

LENSKAYA = Side(("Elena Anatolievna Lenskaya", "Елена Анатольевна Ленская"), countries=("RU",), gender="female")
DATA = Path(settings.BASE_DIR).parent / "shared" / "data"


def likeness(one: str, other: str, kind: str = PERSON) -> float:
    return name_likeness(one, other, kind).score


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Russian in the ways that lists transliterate it.
        ("Yelena Lenskaya", "Елена Ленская"),
        ("Elena Anatol'evna Lenskaia", "LENSKAYA Elena Anatolyevna"),
        ("Andrej Zadachin", "Andrey Zadachin"),
        ("Iurii Shchukin", "Юрий Щукин"),
        ("Yury Schukin", "Jurij Ščukin"),
        ("Никита Хрущёв", "Nikita Khrushchev"),
        ("Артём Алёшин", "Artem Aleshin"),
        ("Джохар Дудаев", "Jokhar Dudayev"),
        ("Ната́лья Ду́дарь", "Natalia Dudar"),
        ("Viacheslav Tsoi", "Вячеслав Цой"),
        # One name in three languages.
        ("Serhii Shevchenko", "Сергей Шевченко"),
        ("Volodymyr Zelenskyi", "Vladimir Zelensky"),
        ("Aliaksandr Ryhoravich Lukashenka", "Александр Григорьевич Лукашенко"),
        ("Марыя Калеснікава", "Maria Kolesnikova"),
        ("Siarhei Yepikhau", "Сергей Епихов"),
        # Parts that are missing, short, turned round or written together.
        ("Dmitriy Komnov", "Dmitry Viktorovich Komnov"),
        ("Sergei G. Podoprigorov", "Сергей Геннадьевич Подопригоров"),
        ("S. G. Podoprigorov", "Sergei Gennadievich Podoprigorov"),
        ("МИХЕЕВ, Данила Юрьевич", "Danila Yurievich Mikheev"),
        ("Vladimir Kara Murza", "Владимир Карамурза"),
        ("Віталій Булюк and Виталий Булюк", "Vitaliy BULYUK"),
        # A slip of the hand.
        ("Elena Alexandrova EVTYUKHOVA", "Евтюхова Елена Александровна"),
        ("Aleksandr Podoprigorov", "Alexander Podoprigirov"),
        # Other scripts.
        ("Liu Xiaobo", "刘晓波"),
        ("LIU Xiao Bo", "刘晓波"),
        ("Xiaobo Liu", "劉曉波"),
        ("Shan Zengde", "单增德"),
        ("Lü Wei", "吕伟"),
        ("Kim Yong Bok", "김영복"),
        ("Alexis Tsipras", "Αλέξης Τσίπρας"),
        ("Ebrahim Raisi", "ابراهیم رئیسی"),
        ("Hamidreza Sharifi-Tehrani", "حمید رضا شریفی تهرانی"),
        ("Abdulrahman Al-Sindhi", "عبد الرحمن السيندي"),
        ("Shalom Zicherman", "שלום זיכרמן"),
    ],
)
def test_another_spelling_or_script_of_a_name_is_that_name(one, other):
    assert likeness(one, other) >= THRESHOLD
    assert likeness(other, one) == pytest.approx(likeness(one, other), abs=0.05)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Denis Sergeevich Kolesnikov", "Denis Vladimirovich Kolesnikov"),
        ("Oleg Alekseevich Kolesnikov", "Денис Владимирович Колесников"),
        ("Alexander Mikheev", "Danila Yurievich Mikheev"),
        ("Oleg Mishchenko", "Диана Мищенко"),
        ("Ilya Petrovich Kozlov", "Илья Павлович Козлов"),
        ("Sergei Ivanovich Petrov", "Сергей Иванович Попов"),
        ("Andrei Ivanovich Kolesnik", "Андрей Иванович Колесников"),
        ("Ivan Sergeevich Ivanov", "Сергей Иванович Иванов"),
        ("Maria Ivanova", "Marina Ivanova"),
        ("Anna Petrova", "Яна Петрова"),
        ("Aleksandr Ivanov", "Александра Иванова"),
        ("Evgeny Popov", "Евгения Попова"),
        ("Ivan Ivanov", "Ivan Ivanenko"),
        ("Vladimir Putin", "Vladimir Pugin"),
        ("Ivanov", "Ivan Petrovich Ivanov"),
        ("Liu Xia", "刘晓波"),
        ("Li Xia", "刘霞"),
        ("Zhang Wei", "张伟民"),
        ("Kim Jong Un", "김정일"),
        ("Hassan Rouhani", "حسین روحانی"),
        ("Ali Larijani", "صادق لاریجانی"),
    ],
)
def test_a_namesake_sibling_or_spouse_is_somebody_else(one, other):
    assert likeness(one, other) < THRESHOLD
    assert likeness(other, one) < THRESHOLD


def test_a_patronymic_that_is_missing_lowers_a_little_and_another_one_much():
    whole, missing = (
        likeness("Ilya Pavlovich Kozlov", "Илья Павлович Козлов"),
        likeness("Ilya Kozlov", "Илья Павлович Козлов"),
    )
    other = likeness("Ilya Petrovich Kozlov", "Илья Павлович Козлов")
    assert whole == 1 > missing >= 0.9
    assert other < THRESHOLD < missing


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Moscow City Court", "Московский городской суд", True),
        ("Basmanny District Court", "Басманный районный суд г. Москвы", True),
        ("Khamovniki District Court", "Khamovnichesky District Court of Moscow", True),
        ("OOO Gazprom", "Gazprom, LLC", True),
        ("Scientific Research Institute Ferrite-Domen", "АО «Научно-исследовательский институт «Феррит-Домен»", True),
        ("Chengdu Jingxin Technology Co. Ltd", "成都景昕科技有限公司", True),
        ("Xinjiang Public Security Bureau", "新疆公安局", True),
        ("Basmanny District Court", "Khamovniki District Court", False),
        ("Moscow City Court", "Saint Petersburg City Court", False),
        ("Moscow City Court", "The Moscow City Cossack Community", False),
        ("Federal Security Service", "Sewa Security", False),
        ("Ministry of Justice of the Russian Federation", "Министерство обороны Российской Федерации", False),
        ("Scientific-Production Enterprise Svyaz", "АО «Научно-производственное предприятие «Алмаз»", False),
    ],
)
def test_bodies_are_told_apart_by_words_of_their_own_and_not_by_legal_forms(one, other, same):
    assert (likeness(one, other, BODY) >= THRESHOLD) is same


def test_the_kind_of_names_that_come_alone_is_told_by_their_words():
    assert kind_of_names("Moscow City Court", "Московский городской суд") == BODY
    assert kind_of_names("深圳市羅約科技有限公司") == BODY
    assert kind_of_names("Elena Lenskaya", "刘晓波") == PERSON


def test_a_score_says_which_names_matched_word_by_word():
    theirs = Side(("Yelena LENSKAYA", "Ленская Елена"), countries=("RU",))
    plain = score(LENSKAYA, theirs).plain()
    assert set(plain) == {"score", "version", "name", "points"}
    assert plain["name"]["theirs"] == "Yelena LENSKAYA"
    assert ["elena", "yelena", 1.0] in plain["name"]["tokens"]
    assert ["anatolievna", "", 0.0] in plain["name"]["tokens"]
    assert plain["points"] == [{"what": "country", "for": True, "ours": "RU", "theirs": "RU", "effect": 0.02}]


def test_the_best_of_all_names_in_all_scripts_counts():
    alone = score(Side(("E. Lenskaya",)), Side(("Lenskaya E.A.",)))
    both = score(LENSKAYA, Side(("Lenskaya E.A.", "ЛЕНСКАЯ Елена Анатольевна")))
    assert both.score == 1 > alone.score
    assert both.name.ours in LENSKAYA.names


def points(ours: Side, theirs: Side) -> dict:
    return {point.what: (point.holds, point.effect) for point in score(ours, theirs).points}


def test_another_birth_date_lowers_and_never_hides_an_exact_namesake():
    ours = Side(("Denis Vladimirovich Kolesnikov",), births=("1976-05-04",))
    same, other = Side(ours.names, births=("1976-05-04",)), Side(ours.names, births=("1951",))
    assert score(ours, same).score == 1
    assert THRESHOLD <= score(ours, other).score < 0.9
    assert points(ours, other)["birth"][0] is False


@pytest.mark.parametrize(
    ("one", "other", "holds", "effect"),
    [
        ("1962-07-29", "1962-07-29", True, 0.03),
        ("1962-07-29", "1962", True, 0.01),
        ("1962-07-29", "1962-06-29", False, -0.03),
        ("1976", "1977", False, -0.03),
        ("1979", "1976", False, -0.075),
        ("1976~", "1977", True, 0.01),
        ("1976/1979", "1978", True, 0.01),
        ("1951", "1976", False, -0.15),
    ],
)
def test_birth_dates_agree_as_far_as_they_are_known(one, other, holds, effect):
    found = points(Side(("Denis Kolesnikov",), births=(one,)), Side(("Denis Kolesnikov",), births=(other,)))
    assert found["birth"] == (holds, pytest.approx(effect))


def test_of_several_birth_dates_the_one_that_agrees_counts():
    ours, theirs = Side(("A B",), births=("1976",)), Side(("A B",), births=("1951", "1976-02-01"))
    assert points(ours, theirs)["birth"][0] is True


def test_what_nobody_said_is_no_point():
    assert score(Side(("Elena Lenskaya",)), Side(("Elena Lenskaya",), births=("1970",), countries=("RU",))).points == ()


def test_country_gender_kind_and_a_weak_alias_speak_against_and_show_it():
    theirs = Side(("Elena Lenskaya",), countries=("CY",), gender="male", weak=("Elena Lenskaya",))
    found = points(LENSKAYA, theirs)
    assert {what for what, (holds, _effect) in found.items() if not holds} == {"country", "gender", "weak"}
    assert points(LENSKAYA, Side(("Elena Lenskaya",), countries=("SU",)))["country"][0] is True
    assert points(LENSKAYA, Side(("Elena Lenskaya",), kind=BODY))["kind"][0] is False
    assert score(LENSKAYA, Side(("Elena Lenskaya",), kind=BODY)).score < THRESHOLD


def test_another_patronymic_is_named_as_what_speaks_against_it():
    found = score(Side(("Denis Vladimirovich Kolesnikov",)), Side(("Denis Sergeevich KOLESNIKOV",)))
    point = next(point for point in found.points if point.what == "patronymic")
    assert (point.ours, point.theirs, point.holds) == ("vladimirovich", "sergeevich", False)
    assert found.score < THRESHOLD


def test_an_identifier_alone_never_proposes_and_with_the_name_it_shows():
    tax = (("tax", "7707083893"),)
    mikheev, zadachin = Side(("Danila Mikheev",), identifiers=tax), Side(("Andrei Zadachin",), identifiers=tax)
    assert score(mikheev, zadachin).score < 0.3
    assert points(mikheev, zadachin)["identifier"][0] is True
    assert score(mikheev, Side(("Danila Mikheev",), identifiers=tax)).score == 1


def test_everything_that_speaks_for_it_together_does_not_lift_another_name_over_the_threshold():
    facts = {"births": ("1976-05-04",), "countries": ("RU",), "gender": "male", "identifiers": (("tax", "77"),)}
    assert (
        score(Side(("Denis Sergeevich Kolesnikov",), **facts), Side(("Denis Vladimirovich Kolesnikov",), **facts)).score
        < THRESHOLD
    )


@pytest.mark.parametrize("name", ["", "   ", "—", "()", "12345", "𠀀", "a" * 3000, "А. " * 200, "عبد", "ь"])
def test_no_name_is_too_odd_to_be_scored(name):
    for kind in (PERSON, BODY):
        assert 0 <= likeness(name, "Elena Lenskaya", kind) <= 1
        assert 0 <= likeness(name, name, kind) <= 1
    assert 0 <= score(Side((name,)), Side(())).score <= 1


@pytest.mark.skipif(not (DATA / "ca").is_dir(), reason="the real lists are not here")
@pytest.mark.slow
def test_latin_names_and_cyrillic_aliases_of_the_real_lists_are_told_apart():
    rows = [row for row in bench_names.named(bench_names.entries()) if row.kind == PERSON and row.script == "Cyrl"]
    tally = bench_names.tallied(bench_names.pairs(rows))["all"]
    assert tally.recall >= 0.96
    assert tally.precision >= 0.98


@pytest.mark.parametrize(
    ("han", "latin"), [("乐玉成", "Le Yucheng"), ("翟隽", "Zhai Jun"), ("杜斌", "Du Bin"), ("安阳", "An Yang")]
)
def test_a_short_chinese_name_keeps_its_half_that_is_a_particle_elsewhere(han, latin):
    assert name_likeness(han, latin).score >= THRESHOLD


@pytest.mark.parametrize(
    ("latin", "han"),
    [
        # Cantonese, and an English given name before it.
        ("CHAN Tai-man", "陳大文"),
        ("Joshua WONG Chi-fung", "黃之鋒"),
        ("John LEE Ka-chiu", "李家超"),
        ("Chris TANG Ping-keung", "鄧炳強"),
        # Wade-Giles.
        ("HSIEH Chih-wei", "謝志偉"),
        # Uyghurs as they call themselves.
        ("Ilham Tohti", "伊力哈木·土赫提"),
        ("Erken Tuniyaz", "艾尔肯·吐尼亚孜"),
    ],
)
def test_a_name_in_han_is_found_however_it_is_romanised(latin, han):
    assert likeness(latin, han) >= THRESHOLD
    assert likeness(han, latin) >= THRESHOLD


@pytest.mark.parametrize(
    ("latin", "han"),
    [
        ("Carrie Lam", "林鄭月娥"),
        ("Joshua WONG Chi-fung", "黃國鋒"),
        ("CHAN Tai-man", "陳小文"),
        ("Wang Xiao Wei", "王伟"),
        ("Michael Wong", "王伟"),
        ("Ilham Tohti", "伊力哈木·买买提"),
        ("Ilham Dawut", "伊力哈木·土赫提"),
    ],
)
def test_a_part_of_a_name_in_han_is_not_the_name(latin, han):
    assert likeness(latin, han) < THRESHOLD
    assert likeness(han, latin) < THRESHOLD


def test_a_belarusian_spelling_is_the_russian_name():
    assert likeness("Siarhei Yauhenavich Tserabau", "Сергей Евгеньевич Теребов") >= THRESHOLD
    assert likeness("Siarhei Yauhenavich Tserabau", "Сергей Евгеньевич Терехов") < THRESHOLD
