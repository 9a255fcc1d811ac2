"""Words that many bodies have in their names: legal forms, which say nothing, and common words in translation.

Keys are Latin letters as `folding.latin` writes them, so that завод and zavod are one key. Stems stand for all
endings of a word: "issledovatel" is issledovatelskiy, issledovatelskaya, issledovatelsky.
"""

from __future__ import annotations

import re

from sanctions.names.body_dictionary import DICTIONARY
from sanctions.names.body_words import MORE_STEMS
from sanctions.names.folding import key


def words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Legal forms in several languages: left out.
FORMS = words_of(
    """
    ooo oao zao pao ao npao too oo ano fgup fgbu fgbou gup mup gku fku fgu fau odo uab as oy ou oü ltd limited llc llp
    lp inc incorporated corp corporation co company plc jsc ojsc pjsc cjsc jscb psc sa sarl srl spa sas bv nv ag gmbh kg
    sro doo ad dd eood ood kft zrt nyrt sl ab aps pte pty pvt sdn bhd fze fzco fzc fz dmcc wll kk tov vat prat at tdv
    ip pt cv sp zoo fsue fsbi fsbei zaro ctd odoo chtup oaoo yaup rup
    ru com su ptc taa aho ano zhchk cjs ojs cp kk gs vat ue pup chup chtup kup dup upp rue nko nco zat pat tzov tdv uab
    sao mkooo mkpao mkao fgkou fgaou fgbuk fgbun fgaun fgku fku gbu gau gku gbuz gaou mbu mau kgbu kgup ogup mup fgup
    fsbis fsbsi fssi establishment liability ltda incorporation
    the of for and in on im i v po na dlya s imeni aat tdv shrkt b msiwlyt mhdwd
    """
)

#: The same in English, once they are read.
SAID_BY_THE_FORM = words_of("company corporation unitary society")

#: Those that are nothing else, and tell that a name is a body's.
FORMS_ALONE = words_of(
    """
    ooo oao zao pao npao fgup fgbu ltd limited llc llp inc incorporated corp corporation company plc jsc ojsc pjsc
    cjsc gmbh sarl srl kft eood ood pte pty fze fsue
    """
)

#: What legal forms are written out with, in the transliterations that lists use.
_OPENNESS = "(?:ne)?(?:publ[iy]chn|otkr[iy]t|zakr[iy]t|adkr[iy]t|vidkr[iy]t|pr[iy]vatn|strakhov)[a-z]{1,4}"
_SHARES = "a[ckt]+[csz]*[iy]+[aoy]*n[aei]+r[a-z]*"
_SOCIETY = "(?:ob[shc]+estv|tovar[iy]stv|tavar[iy]stv)[a-z]{1,2}"
_LIMITED = (
    "(?:o[rg]+r?an+ich|abmezhav|obmezhen|dopolnitel|dadatkov)[a-z]* (?:otve[a-z]*n+ost|adkaznasts?|vidpovidaln)[a-z]*"
)

#: Whole expressions first: legal forms written out, and what several words say as one.
PHRASES = tuple(
    (re.compile(rf"(?<= )(?:{pattern})(?= )"), word)
    for pattern, word in (
        (
            "(?:international |foreign )?(?:public |open |closed |private |non ?public )?(?:joint|join) ?stock"
            "(?: commercial)?(?: company|society)?",
            "",
        ),
        (f"(?:{_OPENNESS} )?{_SHARES} (?:{_SOCIETY}|kommerch[a-z]+)", ""),
        (f"{_OPENNESS} {_SOCIETY}|{_SHARES}", ""),
        (f"(?:{_SOCIETY}|bshchestvo|dopolnitelnoy) (?:(?:s|c|z|iz|sa) )?{_LIMITED}|(?:(?:s|c|z) )?{_LIMITED}", ""),
        (
            "(?:unitary|private|foreign) (?:private )?(?:production|manufacturing|trade|service)? ?unitary enterprise",
            "",
        ),
        ("tsentrizbirkom[a-z]*", "central election commission"),
        ("izbirkom[a-z]*", "election commission"),
        (
            "(?:(?:dvazhdy|twice) )?(?:orden[a-z]*|orders?)(?: of)?(?: the)? (?:"
            "red banner(?: of)?(?: the)?(?: labou?r)?|lenin[a-z]*|"
            "trudovogo krasnogo znameni|october revolution|oktyabrskoy revolyutsii|krasnoy zvezdy|red star)",
            "",
        ),
        (
            "[a-z]* ?gosudarstvenn[a-z]+ (?:avtonomn|byudzhetn|kazenn)[a-z]+ "
            "(?:(?:obrazovateln|nauchn)[a-z]+ )?uchrezhdeni[a-z]"
            "(?: (?:vysshego|vysshego professionalnogo|nauki)(?: obrazovaniya)?)?",
            "",
        ),
        (
            "federal state (?:autonomous|budgetary?|public) (?:educational |scientific )?(?:institution|establishment)"
            "(?: of)?(?: (?:higher|science)(?: professional)?(?: education)?)?",
            "",
        ),
        ("(?:nort[hw]+|severo) ?(?:west(?:ern)?|zapad[a-z]*)", "northwestern"),
        ("(?:north|severo) ?(?:east(?:ern)?|vostoch[a-z]*)", "northeastern"),
        ("(?:south|yugo) ?(?:west(?:ern)?|zapad[a-z]*)", "southwestern"),
        ("(?:south|yugo) ?(?:east(?:ern)?|vostoch[a-z]*)", "southeastern"),
        ("(?:west(?:ern)?|zapadno) ?sib[a-z]+", "westsiberian"),
        ("nizhn[a-z]+ novgorod[a-z]*|nizhegorod[a-z]+", "nizhnynovgorod"),
        ("(?:design|construction|engineering|experimental design) (?:bureau|office)", "designbureau"),
        ("(?:rpa|nvo)", "researchproduction association"),
        ("rpe", "researchproduction enterprise"),
        ("(?:rpc|spc|npts|nvk)", "researchproduction centre"),
        ("npf", "researchproduction firm"),
        ("pg", "industrial group"),
        ("ntts|ntc", "research technology centre"),
        ("srz", "shiprepair plant"),
        ("ssz", "shipyard"),
        ("arz", "aircraftrepair plant"),
        ("gok", "mining processing combine"),
        ("emz", "electromechanical plant"),
        ("gorispolkom[a-z]*|garvykankam[a-z]*", "city executive committee"),
        ("(?:uav|bpla|bas)(?: aviation)?", "unmanned aviation"),
        ("cis", "sng"),
        ("(?:military|voenno) (?:okhrann[a-z]+|guard|security) (?:company|kompani[a-z]+)", "pmc"),
        (
            "(?:additional|dopolnitel[a-z]+) (?:professional |professional[a-z]+ )?(?:education|obrazovaniya)",
            "additional education",
        ),
        ("publicly traded company", ""),
        ("machine tools?", "machinetool"),
        ("motori[sz]ed rifle|motor rifle|motostrelkov[a-z]+", "motorrifle"),
        ("air defen[cs]e|protivovozdushn[a-z]+ oboron[a-z]*|pvo", "airdefence"),
        ("neftegaz[a-z]*|oil and gas|petrogas", "petrogas"),
        ("special purpose|(?:osobogo|spetsialnogo) naznacheniya", "specialpurpose"),
        ("trading house|trade house|torgov[a-z]+ dom|td", "tradinghouse"),
        ("manag(?:ing|ement) company|upravlyayushch[a-z]+ kompani[a-z]+|uk", "managementcompany"),
        ("real estate|nedvizhim[a-z]+", "realty"),
        ("law enforcement|pravookhranitel[a-z]+", "lawenforcement"),
        ("trade unions?|profsoyuz[a-z]*", "tradeunion"),
        ("deep (?:sea|water)|glubokovodn[a-z]+", "deepsea"),
        ("(?:all russian?|obshche ?rossiysk[a-z]+)", "russia"),
        ("(machine|mechanical) (?:making|building|engineering|manufacturing|construction)", "machinebuilding"),
        ("ship (?:building|construction)", "shipbuilding"),
        ("ship (?:repair|repairing|maintenance)", "shiprepair"),
        ("instrument(?:s|ation)? (?:making|building|engineering|manufacturing|manufacture|construction)", "instrument"),
        ("(?:motor|engine) (?:making|building|manufacturing|construction)", "engine"),
        ("aircraft (?:making|building|manufacturing|construction)", "aviation"),
        ("radio (?:engineering|technical)", "radioengineering"),
        ("research and (?:development|design)|scientific and research", "research"),
        ("zavodoupravlenie", "plant"),
        (
            "rossiyskaya akademiya nauk|rossiyskoy akademii nauk|russian academy of sciences|ran|ras",
            "russia academy research",
        ),
        ("spe|nvp", "researchproduction enterprise"),
        ("pmc|chvk|private military company|chastnaya voennaya kompaniya", "pmc"),
        ("gk|group of companies|gruppa kompaniy", "group"),
        ("electro mechanic[a-z]*|elektro mekhanich[a-z]*", "electromechanical"),
        ("(?:ship ?building|sudostroitel[a-z]+) (?:plant|yard|factory|zavod)|dockyard", "shipyard"),
        ("pkb", "project designbureau"),
        ("prison colony|penal colony|ispravitelnaya koloniya|ik", "correctional colony"),
        ("sizo|pre ?trial detention (?:centre|center|facility)|remand (?:prison|centre|center)", "remand"),
        ("sledstvenn[a-z]+ izolyator[a-z]*|slid[a-z]+ izolyator[a-z]*", "remand"),
        ("(?:nauchno|navukova|naukovo) (?:proizvod|vytvor|virob)[a-z]+", "researchproduction"),
        ("(?:scientific|science|research)(?: and)? (?:production|manufacturing|industrial)", "researchproduction"),
        ("armed forces|vooruzhennykh sil|vooruzhennye sily|zbroynikh sil|uzbroenykh sil", "armed forces"),
        ("(?:s|with) limited liability|limited liability company", ""),
        ("federalnoe gosudarstvennoe (?:unitarnoe predpriyatie|byudzhetnoe uchrezhdenie)[a-z ]{0,12}", ""),
        ("federal state (?:unitary|budgetary|budget|autonomous) (?:enterprise|institution)", ""),
        ("(?:state |republican )?unitary enterprise", ""),
        (
            "(?:limited|additional liability) company|with foreign investments?|joint venture|"
            "sovmestn[a-z]+ predpriyati[a-z]+",
            "",
        ),
        ("design bureau|konstruktorskoe byuro|kb|skb|okb|tskb", "designbureau"),
        ("nii|niti", "research institute"),
        (
            "npo|nauchno proizvodstvennoe obedinenie|research and production association",
            "researchproduction association",
        ),
        ("npp|nauchno proizvodstvennoe predpriyatie", "researchproduction enterprise"),
        ("npk", "researchproduction complex"),
        ("nits", "research centre"),
        ("gosmkb|mkb", "machinebuilding designbureau"),
        ("imeni|im|named after|by name", ""),
        ("npts|nauchno proizvodstvennyy tsentr", "researchproduction centre"),
        ("spa", "researchproduction association"),
        ("russian federation|rossiyskoy federatsii|rossiyskaya federatsiya|rf", "russia"),
        ("hong kong", "hongkong"),
        ("h k|hk", "hongkong"),
        ("saint petersburg|st petersburg|sankt peterburg[a-z]*", "petersburg"),
        ("fsin", "federal penitentiary service"),
        (
            "ispolneni[a-z]+ nakazaniy|vykonannya pokaran|execution of (?:punishments?|sentences)",
            "penitentiary",
        ),
        ("minoborony|mo", "ministry defence"),
        ("minfin", "ministry finance"),
        ("minyust", "ministry justice"),
        ("mvd", "ministry interior"),
        ("internal affairs|interior affairs|vnutrennikh del|unutranykh spraw", "interior"),
        ("fsb", "federal security service"),
        ("rzhd", "russia railway"),
        ("tekh|tek|tech", "technology"),
        ("tsnii", "central research institute"),
        ("gosnii|gnii", "state research institute"),
        ("vnii", "russia research institute"),
        ("gnts", "state research centre"),
        ("ufsin|gufsin|uis", "directorate federal penitentiary service"),
        ("ufsb", "directorate federal security service"),
        ("umvd|gu mvd|uvd|guvd", "directorate ministry interior"),
        ("rovd|ovd|omvd", "department ministry interior"),
        ("genprokuratura[a-z]*", "general prosecutor"),
        ("skr|sk rf|sk russia", "investigative committee russia"),
        ("kgb|kdb", "committee state security"),
        ("tsik", "central election commission"),
        ("mchs", "ministry emergency"),
        ("chrezvychayn[a-z]+ situats[a-z]+|emergency situations|emergencies", "emergency"),
        ("mid", "ministry foreign affairs"),
        ("inostrann[a-z]+ del|zamezhn[a-z]+ sprau", "foreign affairs"),
        ("vvs", "air forces"),
        ("aes", "nuclear powerplant"),
        ("(?:nuclear|atomic) power (?:plant|station)|atomn[a-z]+ elektrostants[a-z]+", "nuclear powerplant"),
        ("power (?:plant|station)", "powerplant"),
        ("tv", "television"),
        ("non (?:commercial|profit|governmental)", "nonprofit"),
        ("local (?:lore|history)", "localhistory"),
        ("zheleznaya doroga|zheleznye dorogi|chygunka", "railway"),
        ("(?:no|nr|nomer|number|n)(?= [0-9])", ""),
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
elektrotekh electrical | pribor instrument | tekhnolog technology | technolog technology | tekhnik technology
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
teplo heat | yadern nuclear | atom nuclear | atomic nuclear | bio bio | meditsin medical | farm pharma | gornyy mining
ugol coal | zolot gold | stal steel | trub pipe | oruzhi arms | weapon arms | patron cartridge | boepripas ammunition
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
    pairs = [pair.split() for line in (_STEMS + MORE_STEMS).splitlines() for pair in line.split("|") if pair.strip()]
    for line in DICTIONARY.replace("\n", " | ").strip(" |").split("|"):
        word, _colon, stems = line.strip().partition(": ")
        pairs[:0] = [[word, word], *([stem, word] for stem in stems.split())]
    return {word: word for _stem, word in pairs} | {stem: word for stem, word in pairs}  # noqa: C416


#: How ends of more than four letters begin.
_LONG_END = re.compile("ich|esk|sk|n|ov|iv|at|al|ii|iy|es|on|tel|in|ts|ion|is|aya|ogo$|iz|ur")


#: How adjectives end, and abstract nouns.
_ADJECTIVE_END = re.compile(
    "(?:ov|ev|av|yav|n|sk|ovsk|insk|ensk|en|yann|enn|evn|ichesk|tsionn|atsionn|sionn|stv|eni|ani|enn|ann)?(?:st|yat)?"
    "(?:iy|yy|oy|ay|aya|yaya|oe|ae|ee|ie|oye|aye|iye|ogo|ego|aga|omu|ykh|ikh|ymi|im|ym|om|am|ami|yami|yakh|akh|ov|"
    "iyu|iya|uyu|yu|ya|yi|ii|oi|ei|ai|aia|iaia|ie|iia|iiu|iu|ia|yj|oj|ovo|evo|aha|oha|a|y|e|i|o|u)?"
)


def _is_an_end(end: str, size: int) -> bool:
    if len(end) <= (4 if size > 3 else 0):
        return True
    if size > 3 and _ADJECTIVE_END.fullmatch(end):
        return True
    return len(end) < 10 and (size > 6 or (size > 4 and bool(_LONG_END.match(end))))


class Words(dict[str, str]):
    """Known words by stem: the longest stem that a word begins with; a short stem only with a short end."""

    def get(self, word: str, default: str | None = None) -> str | None:  # type: ignore[override]
        for size in range(len(word), 2, -1):
            found = super().get(word[:size])
            if found and _is_an_end(word[size:], size):
                return found
        return default


WORDS = Words(_stems())
#: The same by their keys, for other transliterations of them: predpriiatie.
KEYED = Words({key(stem).rstrip("aeiou"): word for stem, word in WORDS.items() if len(key(stem)) > 5})


def _of_words() -> dict[str, tuple[str, ...]]:
    stems: dict[str, list[str]] = {}
    for stem, word in WORDS.items():
        stems.setdefault(word, []).append(stem)
    return {word: tuple(those) for word, those in stems.items()}


_BY_WORD = _of_words()


def stems_of(word: str) -> tuple[str, ...]:
    """The stems in all languages that stand as an English word."""
    return _BY_WORD.get(word, ())
