"""Countries by the names that people give them in the languages that sheets are kept in."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import django_countries
from django.utils.translation import override
from django_countries.base import CountriesBase
from django_countries.data import COUNTRIES

from core.search_keys import search_key
from sanctions.lists.countries import names as english_names

#: Catalogues of django-countries, by their folder's name.
LANGUAGES = ("ru", "uk", "es", "fr", "de", "fa", "ar", "zh_Hans", "zh_CN", "zh_Hant", "tr_TR", "pl")

#: What none of these catalogues has: usual forms, former names, Belarusian, and who comes from there. None of them is
#: the name of two countries.
_ALSO = """
AF Afghan · Афганистан · Афганістан
AM Armenian · Арменія
AT Austrian
AU Australian
AZ Azerbaijani · Азербайджан · Азербайджанская Республика
BD Bangladeshi
BE Belgian
BH Bahraini
BI Burundian
BY Belarusian · Belorussia · Byelorussia · Беларусь · Республика Беларусь · Белоруссия · РБ · белорус · белоруска · Рэспубліка Беларусь · беларус · беларуска · Weißrussland · Belarús · Biélorussie · Bélarus · Beyaz Rusya · بلاروس · بيلاروسيا · روسیه سفید
CA Canadian · Канада
CN Chinese · PRC · P.R.C. · PR China · People's Republic of China · Peoples Republic of China · Mainland China · КНР · Кітай · Китайская Народная Республика · 中华人民共和国 · 中華人民共和國 · 中國大陸 · 中国大陆 · Çin Halk Cumhuriyeti
CU Cuban
CZ Czech · Czechia · Чехия · Чэхія
DE German · Германия · Германія · Нямеччына · ФРГ
DK Danish
EG Egyptian · Arab Republic of Egypt · Егіпет
ER Eritrean
ES Spanish
ET Ethiopian
FI Finnish
FR French · Франция · Францыя
GB British · U.K. · England · Scotland · Wales · Великобритания · Вялікабрытанія · Англия · Gran Bretaña · Grande-Bretagne · Großbritannien · İngiltere · انگلستان · انگلیس · بريطانيا
GE Georgian · Грузия · Грузія · Republic of Georgia
HK Hong Kong SAR · Hongkong · Hong Konger
IL Israeli
IN Indian
IR Iranian · I.R. Iran · IRI · I.R.I. · Persia · ИРИ · Иран · Іран · Исламская Республика Иран · República Islámica de Irán · ايران · ایران
IQ Iraqi
IT Italian
JP Japanese
KG Kyrgyz · Kyrgyzstan · Kirghizia · Киргизия · Кыргызстан · Кіргізія
KH Cambodian · Kampuchea
KP North Korean · D.P.R.K. · КНДР · Северная Корея · Паўночная Карэя
KR South Korean · ROK · Республика Корея · Южная Корея
KZ Kazakh · Kazakhstani · Казахстан
LA Lao · Laotian
LT Lithuanian · Литва · Літва
LV Latvian · Латвия · Латвія
LY Libyan
MA Moroccan
MD Moldovan · Молдавия · Молдова · Малдова
MK Macedonian
MM Burmese · Republic of the Union of Myanmar · Бирма · Мьянма · М'янма · Birmania · Birmanie · 缅甸 · 緬甸
NI Nicaraguan
NL Dutch · Holland · Голландия
NO Norwegian
PK Pakistani
PL Polish · Польша · Польшча
PS Palestinian · Палестина
RU Russian · RF · R.F. · Russian Federation · Россия · РФ · Расія · Расея · Российская Федерация · россиянин · россиянка · русский · Rusia · Russie · Russland · Rusya · روسیه · روسيا · Rossiya · USSR · СССР
RW Rwandan
SA Saudi · Saudi Arabian · KSA · Kingdom of Saudi Arabia
SD Sudanese
SE Swedish
SY Syrian · Syrian Arab Republic · Сирия
TH Thai · Siam
TJ Tajik · Tajikistani · Таджикистан · Таджыкістан
TM Turkmen · Туркмения · Туркменистан · Туркменістан
TN Tunisian
TR Turkish · Turkiye · Türkei · Turkei · Republic of Turkey · Republic of Türkiye · Турция · Турцыя · T.C.
TW Taiwanese · Republic of China · Тайвань
UA Ukrainian · Украина · Україна · украинец · украинка · Ukraina
AE Emirati · UAE · U.A.E. · ОАЭ
UG Ugandan
US American · U.S. · U.S.A. · США · ЗША · Соединённые Штаты · Estados Unidos · EE.UU. · EEUU · États-Unis · Etats Unis · USA · ABD · Amerika · Америка · آمریکا · امریکا · أمريكا
UZ Uzbek · Uzbekistani · Узбекистан · Узбекістан
VE Venezuelan · Bolivarian Republic of Venezuela
VN Vietnamese · Viet Nam · SRV · Socialist Republic of Vietnam · СРВ
YE Yemeni
ZW Zimbabwean
"""  # noqa: E501 - one country to a line


@lru_cache(maxsize=1)
def by_name() -> dict[str, str]:
    """ISO codes by folded names and codes of two and three letters; what two countries share names neither."""
    found = {search_key(name): code for name, code in english_names() if code in COUNTRIES}
    shared: set[str] = set()
    others: dict[str, str] = {}
    for name, code in _in_other_languages():
        key = search_key(name)
        if others.setdefault(key, code) != code:
            shared.add(key)
    found = {**{key: code for key, code in others.items() if key not in shared}, **found}
    return {**found, **{search_key(name): code for code, name in _also()}}


def _also() -> Iterator[tuple[str, str]]:
    for line in _ALSO.strip().splitlines():
        code, names = line.split(" ", 1)
        yield from ((code, name) for name in names.split(" · "))


def _in_other_languages() -> Iterator[tuple[str, str]]:
    """By full, short and common names; of "Иран (Исламская Республика)" both "Иран" and the whole."""
    with override(None):  # the catalogues go by the English names
        english = [(str(name), code) for code, name in COUNTRIES.items()]
        english += [(str(name), code) for code, name in CountriesBase.COMMON_NAMES.items()]
    folder = Path(django_countries.__file__).parent / "locale"
    for language in LANGUAGES:
        said = gettext.translation("django", folder, [language], fallback=True)
        for name, code in english:
            there = said.gettext(name)
            if there != name:
                yield there, code
                yield there.split("(")[0], code
