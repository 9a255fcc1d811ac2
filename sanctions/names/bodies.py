"""Words that many bodies have in their names: legal forms, which say nothing, and common words in translation.

Keys are Latin letters as `folding.latin` writes them, so that завод and zavod are one key. Stems stand for all
endings of a word: "issledovatel" is issledovatelskiy, issledovatelskaya, issledovatelsky.
"""

from __future__ import annotations

import re

from sanctions.names.pinyin import readings


def words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Legal forms in several languages: left out.
FORMS = words_of(
    """
    ooo oao zao pao ao npao too oo ano fgup fgbu fgbou gup mup gku fku fgu fau odo uab as oy ou oü ltd limited llc llp
    lp inc incorporated corp corporation co company plc jsc ojsc pjsc cjsc jscb psc sa sarl srl spa sas bv nv ag gmbh kg
    sro doo ad dd eood ood kft zrt nyrt sl ab aps pte pty pvt sdn bhd fze fzco fzc fz dmcc wll kk tov vat prat at tdv
    ip pt cv sp zoo fsue fsbi fsbei zaro ctd odoo chtup oaoo yaup rup
    the of for and in on im i v po na dlya s imeni aat tdv shrkt b msiwlyt mhdwd
    """
)

#: Those that are nothing else, and tell that a name is a body's.
FORMS_ALONE = words_of(
    """
    ooo oao zao pao npao fgup fgbu ltd limited llc llp inc incorporated corp corporation company plc jsc ojsc pjsc
    cjsc gmbh sarl srl kft eood ood pte pty fze fsue
    """
)

#: Whole expressions first: legal forms written out, and what several words say as one.
PHRASES = tuple(
    (re.compile(rf"(?<= )(?:{pattern})(?= )"), word)
    for pattern, word in (
        ("(?:public |open |closed |private |non public )?joint ?stock (?:company|society|bank)", ""),
        ("(?:publichnoe|otkrytoe|zakrytoe|nepublichnoe)? ?aktsionernoe obshchestvo", ""),
        ("(?:adkrytae|zakrytae)? ?aktsyyanernae tavarystva", ""),
        ("(?:obshchestvo|tavarystva|tovarystvo) s ogranichennoy otvetstvennostyu", ""),
        ("(?:s|with) limited liability|limited liability company", ""),
        ("federalnoe gosudarstvennoe (?:unitarnoe predpriyatie|byudzhetnoe uchrezhdenie)[a-z ]{0,12}", ""),
        ("federal state (?:unitary|budgetary|budget|autonomous) (?:enterprise|institution)", ""),
        ("(?:state |republican )?unitary enterprise", ""),
        ("limited company", ""),
        ("design bureau|konstruktorskoe byuro|kb|skb|okb|tskb", "designbureau"),
        ("nii|niti", "research institute"),
        (
            "npo|nauchno proizvodstvennoe obedinenie|research and production association",
            "research production association",
        ),
        ("npp|nauchno proizvodstvennoe predpriyatie", "research production enterprise"),
        ("npk", "research production complex"),
        ("nits", "research centre"),
        ("gosmkb|mkb", "machinebuilding designbureau"),
        ("imeni|im|named after|by name", ""),
        ("npts|nauchno proizvodstvennyy tsentr", "research production centre"),
        ("spa", "research production association"),
        ("russian federation|rossiyskoy federatsii|rossiyskaya federatsiya|rf", "russia"),
        ("hong kong", "hongkong"),
        ("h k|hk", "hongkong"),
        ("saint petersburg|st petersburg|sankt peterburg[a-z]*", "petersburg"),
        ("ispolneniya nakazaniy|fsin", "penitentiary"),
        ("minoborony|mo", "ministry defence"),
        ("minfin", "ministry finance"),
        ("minyust", "ministry justice"),
        ("mvd|internal affairs|interior affairs|vnutrennikh del|unutranykh spraw", "interior"),
        ("fsb", "federal security service"),
        ("zheleznaya doroga|zheleznye dorogi|rzhd", "railway"),
        ("gosudarstvennogo|gosudarstvennyy", "state"),
        ("odk", "uec"),
        ("military unit|voyskovaya chast|vch", "militaryunit"),
    )
)

#: Stems in Russian, Ukrainian and Belarusian beside the English word.
_STEMS = """
zavod plant | zavodskoy plant | factory plant | fabrika plant | works plant | kombinat combine
institut institute | instytut institute | nauchn research | naukov research | navukov research
science research | scientific research | issledovat research | doslidn research | proizvodstv production
vytvorch production | manufactur production | predpriyati enterprise | pidpryyemstv enterprise
pradpryemstv enterprise | obedineni association | obyedineni association | assotsiatsi association
obyednann association | kompani company | korporatsi corporation | grupp group | hrup group | kholding holding
tsentr centre | center centre | fond fund | foundation fund | universitet university | akademi academy
ministerstv ministry | upravleni directorate | administration directorate | departament department
sluzhb service | agenstv agency | agentstv agency | komitet committee | kamitet committee | sovet council
sud court | rayonn district | gorodsk city | oblastn regional | kraev regional | federaln federal
gosudarstv state | dzyarzha state | derzhavn state | natsionaln national | natsyyanaln national
mezhdunarodn international | respublik republic | rossi russia | belorus belarus | ukrain ukraine | krym crimea
moskov moscow | moskva moscow | donets donetsk | lugansk luhansk | parti party | dvizheni movement | soyuz union
obshchestv society | organizatsi organisation | organization organisation | aviatsi aviation
aviakompani airline | aerospace aerospace | kosmich space | raket missile | mashinostro machinebuilding
mashinabud machinebuilding | machine machine | mekhanich mechanical | elektron electronic
elektrotekh electrical | pribor instrument | tekhnolog technology | technolog technology | tekhnik technic
sistem system | stroitel construction | stroy construction | sudostro shipbuilding | shipbuild shipbuilding
sudoremont shiprepair | verf shipyard | morsk marine | rechn river | parokhodstv shipping | transport transport
logisti logistics | neft oil | naft oil | petroleum oil | gazov gas | energ energy | metallurg metallurgical
khimich chemical | voenn military | vaenn military | viysk military | oboron defence | defense defence
promyshlenn industrial | industr industrial | torgov trading | trade trading | eksport export | import import
invest investment | finans finance | financ finance | strakhov insurance | media media | telekanal television
radio radio | informats information | svyaz communications | communication communications | zhurnal journal
gazet newspaper | izdatel publishing | publish publishing | muzey museum | shkol school | detsk children
molodezh youth | sport sport | klub club | optik optical | optich optical | radiotekh radioengineering
opytn experimental | eksperimentaln experimental | spetsialn special | tsentraln central | glavn main
obedinenn united | novy new | krasn red | sledstvenn investigative | prokurat prosecutor | politsi police
militsi militia | tyur prison | koloni colony | izolyator remand | gvardi guard | voysk troops | brigad brigade
polk regiment | divizi division | batalyon battalion | bezopasn security | biaspek security | bezpek security
razved intelligence | vnutrenn interior | internal interior | yustits justice | zashchit protection
razvit development | kultur culture | cultur culture | pravoslavn orthodox | kazach cossack
avtomobil automobile | automobil automobile | traktor tractor | zhelezn iron | dorog railway | aeroport airport
portov port | aviaremont aircraftrepair | remontn repair | vychislitel computing | computer computer
programm software | mikroelektron microelectronic | mikro micro | poluprovodnik semiconductor | lazer laser
teplo heat | yadern nuclear | atom atomic | bio bio | meditsin medical | farm pharma | gornyy mining | ugol coal
zolot gold | stal steel | trub pipe | oruzhi arms | weapon arms | patron cartridge | boepripas ammunition
vzryv explosive | porokh powder | gunpowder powder | bespilotn unmanned | robot robot | drone drone
vertolet helicopter | samolet aircraft | dvigatel engine | engineer engineering | inzhiniring engineering
inzhener engineering | servis service | motor motor | turbin turbine | agregat aggregate | tech technology
tekhn technology | khbrgzry agency | rwznmh newspaper | zndn prison | dnshgh university | wzrt ministry
sny industrial | hwyy aviation | bnyd fund | bnk bank | news news | hongkong hongkong | rossiysk russia
russk russia | penitentiary penitentiary | liga league | internet internet | safe security
dvigatelestro engine | priborostro instrument | avtomatik automation | automatics automation | upravl management
kontrol control | kompleks complex | devices instrument | aviastro aviation | samolyot aircraft
grazhdansk civil | vysokotochn precision | kontsern concern | elektromekhanich electromechanical | fiz physics
selskokhozyaystv agricultural | pryam direct | natsional national | svyazi communications | reklam advertising
obrazovan education | nauk research | sibir siberian | severn northern | yuzhn southern
dalnevostochn fareastern | chernomorsk blacksea | volg volga | narodn people | molod youth | mir peace
kredit credit | kapital capital | sber sber | razvedk intelligence | vneshn foreign | vooruzhen armed
sil forces | spetsnaz spetsnaz | vooruzheni armament | radioelektron radioelectronic | giprolog hydraulics
telekompani broadcasting | teleradiokompani broadcasting | venchurn venture | oborudovan equipment
material material | khozyaystv economy
"""


def _stems() -> dict[str, str]:
    pairs = [pair.split() for line in _STEMS.strip().splitlines() for pair in line.split("|") if pair.strip()]
    return {word: word for _stem, word in pairs} | {stem: word for stem, word in pairs}  # noqa: C416


class Words(dict[str, str]):
    """Known words by stem: the longest stem that a word begins with; a short stem only with a short end."""

    def get(self, word: str, default: str | None = None) -> str | None:  # type: ignore[override]
        for size in range(len(word), 2, -1):
            found = super().get(word[:size])
            if found and len(word) - size <= (9 if size > 6 else 4 if size > 3 else 0):
                return found
        return default


WORDS = Words(_stems())

#: Words of Chinese bodies' names; what is left between them is said in pinyin.
_CHINESE = """
股份有限公司 = | 有限责任公司 = | 有限責任公司 = | 有限公司 = | 公司 = | 市 = | 省 = | 县 = | 区 = | 股份 =
科技 technology | 技术 technology | 技術 technology | 电子 electronic | 電子 electronic | 国际 international
國際 international | 贸易 trading | 貿易 trading | 工业 industrial | 工業 industrial | 实业 industrial
實業 industrial | 机械 machinery | 機械 machinery | 机床 machinery | 机器人 robot | 機器人 robot
设备 equipment | 設備 equipment | 装备 equipment | 裝備 equipment | 数控 cnc | 數控 cnc | 动力 power
動力 power | 机器 machine | 機器 machine | 航空 aviation | 航天 aerospace | 航运 shipping | 航運 shipping
船务 shipping | 船務 shipping | 海运 shipping | 海運 shipping | 物流 logistics | 控股 holding | 集团 group
集團 group | 投资 investment | 投資 investment | 进出口 import export | 進出口 import export | 材料 material
新材料 new material | 化工 chemical | 化学 chemical | 化學 chemical | 石油 oil | 能源 energy
石化 petrochemical | 半导体 semiconductor | 半導體 semiconductor | 微电子 micro electronic
微電子 micro electronic | 光电 photoelectric | 光電 photoelectric | 信息 information
信息技术 information technology | 通信 communications | 通訊 communications | 软件 software | 網絡 network
网络 network | 系统 system | 系統 system | 研究所 research institute | 研究院 research institute | 研究 research
大学 university | 大學 university | 银行 bank | 銀行 bank | 中国 china | 中國 china | 香港 hongkong
北京 beijing | 上海 shanghai | 深圳 shenzhen | 广州 guangzhou | 廣州 guangzhou | 天津 tianjin | 重庆 chongqing
成都 chengdu | 青岛 qingdao | 苏州 suzhou | 杭州 hangzhou | 南京 nanjing | 武汉 wuhan | 西安 xian
东莞 dongguan | 金华 jinhua | 大连 dalian | 宁波 ningbo | 佛山 foshan | 厦门 xiamen | 长安 changan
長安 changan | 长沙 changsha | 新疆 xinjiang | 新疆生产建设兵团 xinjiang production construction corps
生产建设兵团 production construction corps | 公安局 public security bureau | 公安部 ministry public security
公安厅 public security department | 维吾尔自治区 uyghur autonomous region | 自治区 autonomous region
人民法院 people court | 中级人民法院 intermediate people court | 高级人民法院 high people court | 监狱 prison
看守所 detention centre | 人民检察院 people procuratorate | 亚洲 asia | 亞洲 asia | 国家 state | 军 military
工程 engineering | 制造 manufacturing | 製造 manufacturing | 发展 development | 發展 development
供应链 supply chain | 电机 motor | 機电 motor | 机电 motor | 电气 electrical | 電氣 electrical | 仪器 instrument
"""


def _chinese() -> dict[str, tuple[str, ...]]:
    pairs = (pair.split() for line in _CHINESE.strip().splitlines() for pair in line.split("|") if pair.strip())
    return {han: () if words == ["="] else tuple(words) for han, *words in pairs}


CHINESE = _chinese()
_LONGEST = max(map(len, CHINESE))


def chinese(text: str) -> list[str]:
    """The words of a Chinese body's name: known ones in English, what stands between them in pinyin as one word."""
    words: list[str] = []
    unknown, place = "", 0

    def close() -> None:
        nonlocal unknown
        if unknown:
            words.append(readings(unknown, "Hani")[0])
            unknown = ""

    while place < len(text):
        size = next((size for size in range(_LONGEST, 0, -1) if text[place : place + size] in CHINESE), 0)
        if size:
            close()
            words.extend(CHINESE[text[place : place + size]])
        elif text[place].isalnum():
            unknown += text[place]
        else:
            close()
        place += size or 1
    close()
    return words
