"""Charges by the words people use for them, and by articles that every monitor of a state knows."""

from __future__ import annotations

import re
from functools import lru_cache

from cases.vocabulary import ChargeCategory
from sheets.understanding.months import folded

_C = ChargeCategory

#: Articles of criminal codes, for a state whose reference table lacks them; numbers with points, no part.
#: Sources: the criminal codes of the Russian Federation, Belarus, China and Türkiye, and the Islamic Penal Code of Iran
#: (book five), by the titles of their articles.
USUAL_ARTICLES: dict[str, dict[ChargeCategory, str]] = {
    "RU": {
        _C.TREASON: "275",
        _C.ESPIONAGE: "276",
        _C.STATE_SECRETS: "283 283.1 283.2 284",
        _C.SEPARATISM: "280.1 280.2",
        _C.EXTREMISM: "280 282 282.1 282.2 282.3",
        _C.TERRORISM: "205 205.1 205.2 205.3 205.4 205.5 205.6",
        _C.FALSE_INFORMATION_MILITARY: "207.3",
        _C.DISCREDITING_ARMY: "280.3",
        _C.INSULT: "319 329",
        _C.BLASPHEMY_RELIGION: "148",
        _C.UNDESIRABLE: "284.1 330.1",
        _C.ASSEMBLY: "212 212.1",
        _C.COUP: "278 279",
        _C.PUBLIC_ORDER: "213 214",
        _C.TAX_FRAUD: "159 198 199",
        _C.CORRUPTION: "290 291",
        _C.DRUGS: "228 228.1",
        _C.VIOLENCE_OFFICIAL: "317 318",
    },
    "BY": {
        _C.TREASON: "356",
        _C.ESPIONAGE: "358",
        _C.EXTREMISM: "130 361.1 361.2 361.4",
        _C.TERRORISM: "289",
        _C.INSULT: "367 368 369 370",
        _C.ASSEMBLY: "293 342",
        _C.COUP: "357",
        _C.PROPAGANDA: "361",
        _C.PUBLIC_ORDER: "339",
        _C.TAX_FRAUD: "209 243",
        _C.DRUGS: "328",
        _C.VIOLENCE_OFFICIAL: "363 364 366",
        _C.DISOBEDIENCE: "411",
    },
    "CN": {
        _C.TREASON: "102",
        _C.SEPARATISM: "103",
        _C.SUBVERSION: "105",
        _C.ESPIONAGE: "110",
        _C.STATE_SECRETS: "111",
        _C.ASSEMBLY: "290",
        _C.PUBLIC_ORDER: "293",
        _C.CULT: "300",
    },
    "IR": {_C.MEMBERSHIP: "498 499", _C.PROPAGANDA: "500", _C.BLASPHEMY_RELIGION: "513", _C.INSULT: "514"},
    "TR": {_C.INSULT: "299 301", _C.COUP: "309 312", _C.TERRORISM: "314"},
}

#: Beginnings of words (regular expressions), by category. A text that shows two categories is left to somebody to say.
_WORDS = r"""
treason: \btreason · госизмен · государственн\w+ измен · здрад\w+ дзярж · дзяржаўн\w+ здрад · державн\w+ зрад · \btraición · \btrahison · \bhochverrat · \blandesverrat · \bvatana ihanet · خیانت · خيانة · 叛国 · 背叛国家 · измен\w+ родин
espionage: \bespionage · \bspying · \bspy\b · шпион · шпіян · шпигун · \bespionaje · \bespionnage · \bspionage · \bcasusluk · جاسوس · تجسس · 间谍 · 間諜
state_secrets: \bstate secret · \bofficial secret · гостайн · государственн\w+ тайн · дзяржаўн\w+ таямніц · державн\w+ таємниц · \bsecretos? de estado · \bsecrets? d.état · \bstaatsgeheimnis · \bdevlet sır · 国家秘密 · 国家机密 · 情报罪
subversion: \bsubver · 颠覆 · 顛覆
separatism: \bseparatis · \bsplittis · \bsecessi · сепаратизм · сепаратызм · \bbölücü · تجزیه · انفصال · 分裂国家 · 分裂國家
extremism: \bextremis · экстреми[сз] · экстрэмі[сз] · екстремі[сз] · \bvolksverhetzung · 极端主义 · incit\w* (?:of |to )?hatred · разжигани · распальванн
terrorism: \bterror · террор · тэрар · терор · ترور · ارهاب · 恐怖
false_information_military: \bfakes? (?:about|on) (?:the )?(?:army|military) · \bfalse information (?:about|on) (?:the )?(?:army|military|armed) · фейк\w* (?:об|про) арми · военн\w+ фейк · ложн\w+ информаци\w+ (?:об|о|про) (?:арми|вооруж|вс )
discrediting_army: \bdiscredit\w* (?:of )?(?:the )?(?:\w+ )?(?:army|military|armed) · дискредитаци\w+ (?:арми|вооруж|вс |вс$|российск)
insult_official_or_state: \binsult\w* · \blèse.majest · \blese.majest · оскорблени\w+ (?:президент|представител|судь|власт|государств) · абраз\w+ (?:прэзідэнт|прадстаўнік|суддз|улад) · \bdesacato · \bcumhurbaşkanına hakaret · توهین به رهبر · اهانة الرئيس
blasphemy_religion: \bblasphem · \bapostasy · оскорблени\w+ чувств · богохульств · توهین به مقدسات · ازدراء · سب النبی · \bblasfemia · \bgotteslästerung
undesirable_or_foreign_agent: \bundesirable · \bforeign agent · нежелательн · иностранн\w+ агент · иноагент · \bagente extranjero
unlawful_assembly_riot: \briots?\b · \brioting · \bmass (?:un)?rest · \bunlawful assembl · \billegal assembl · \billegal protest · массов\w+ беспорядк · масав\w+ беспарадк · масов\w+ заворушен · грубо нарушающ\w+ общественн · груба парушаюць · \bdisturbing social order · 聚众 · 聚眾 · \bdisturbios
organisation_membership: \b(?:membership|member) (?:of|in) (?:an? )?(?:\w+ ){0,2}(?:organi[sz]ation|group) · عضویت · \borganización ilícita · \basociación ilícita · \börgüt üyeliği
coup_conspiracy: \bcoup\b · \bconspiracy to seize · \bseiz\w+ (?:of )?power · захват\w* власт · заговор · захоп улады · змов\w · \bgolpe de estado · \brebelión\b · \bdarbe\b
propaganda_against_state: \bpropaganda against · تبلیغ علیه نظام · فعالیت تبلیغی · призыв\w+ к (?:санкци|действиям, направлен) · заклік\w* да санкцы
public_order: \bpicking quarrels · \bhooligan · 寻衅滋事 · 尋釁滋事 · хулиган · хуліган · \bpublic order · \bvandalis
tax_fraud: \btax · \bfraud · мошеннич · налог · махлярств · шахрайств · падатк · \bfraude · \bsteuer · \bbetrug · 诈骗 · 逃税
corruption: \bcorruption · \bbrib · \bembezzl · взятк · коррупци · растрат · хабар · \bcorrupci · \bsoborno · \bkorruption · 受贿 · 贪污
drugs: \bdrugs?\b · \bnarcotic · наркот · \bdrogas?\b · \bdrogue · \bdrogen · مواد مخدر · مخدرات · 毒品 · \buyuşturucu
violence_official: \b(?:violence|assault\w*|attack\w*) (?:on|against) (?:an? |the )?(?:police|official|officer) · насили\w+ (?:к|в отношении|против) (?:представител|сотрудник|полицейск) · гвалт\w* (?:да|супраць)
contempt_disobedience: \bcontempt of court · \bdisobe · неповинов · непадпарадк · злостн\w+ неповин · \bdesobediencia
cult: \bcult\b · 邪教
immigration: \bimmigration · \billegal (?:border|entry|stay) · незаконн\w+ пересечен · 偷越国 · \bvisa (?:over|viol)
none_stated: \bno charges?\b · \bnot charged · \bwithout charges?\b · обвинени\w+ (?:нет|не предъявл) · без обвинен · \bsin cargos
"""  # noqa: E501 - one category to a line


def _signs() -> dict[ChargeCategory, re.Pattern[str]]:
    lines = (line.split(": ", 1) for line in _WORDS.strip().splitlines())
    return {ChargeCategory(code): re.compile("|".join(map(folded, words.split(" · ")))) for code, words in lines}


_SIGNS = _signs()
_ARTICLES = {
    state: {number: category.value for category, numbers in known.items() for number in numbers.split()}
    for state, known in USUAL_ARTICLES.items()
}


def usual_category(state: str, number: str) -> str:
    """The category that an article of the state's criminal code stands for; "" where we do not know."""
    return _ARTICLES.get(state, {}).get(number, "")


@lru_cache(maxsize=4096)
def category_by_words(text: str) -> str:
    """The one category whose words stand in `text`; "" for none, or more than one."""
    words = folded(text)
    found = [category for category, sign in _SIGNS.items() if sign.search(words)]
    return found[0].value if len(found) == 1 else ""
