"""Ordinary words that bodies are called by: Zvezda is Star, whether a list writes the one or the other.

Each weighs as a name of its own; two of one meaning are one name. Beside the English word its Russian, Ukrainian and
Belarusian ones without their endings, as `folding.latin` writes them.
"""

from __future__ import annotations

from functools import lru_cache

from sanctions.names.body_forms import CASES

_BRANDS = """
abroad: rubezhom zarubezh zamezh | accord: soglas soglasi zgod | alliance: alyans alians | amber: yantar burshtyn
anchor: yakor | ancient: drevn starazhytn | angel: anhel | archangel: arkhangel | archer: strelets strelts
arrow: strel stril | asset: aktiv | balance: balans | bay: zaliv bukht | beacon: mayak lighthouse
bear: medved vedmid | bison: zubr | black: chern chorn blek | blue: sin goluboy blakitn blyu | boatswain: botsman
bridge: most bridzh mist | brother: brat | brotherly: bratsk | candle: svech | captain: kapitan | castle: zamok zamk
cedar: kedr | century: stolet stalets | children: dzets dzyats | choice: vybor | chronicle: khronik letopis
circle: krug | coast: bereg shore | cobra: kobr | comet: komet | commander: komandir | commonwealth: sodruzhestv
compass: kompas | compatriot: sootechestvennik | constellation: sozvezdi suzir | contact: kontakt | contour: kontur
corner: ugol | cosmonaut: kosmonavt astronaut | courier: kurer | cross: krest | crown: koron karon
crystal: kristall kristal krystal khrustal | dawn: zary rassvet svitan | deer: olen | dialogue: dialog
diamond: almaz dyyament | discovery: otkryti | dolphin: delfin | door: dver | dove: golub | dragon: drakon
drop: kapl | eagle: orel orl oryol arol | emerald: izumrud | empire: imperi | epoch: epokh | equator: ekvator
express: ekspress | factory: fabrik | falcon: sokol sokil sokal | family: syam
fatherland: otechestv aychyn batkivshchin otchizn vitchizn | fire: ogon ogn vogon | fist: kulak
flame: plam plamen polum | fortress: krepost | fortune: fortun | foundation: fundament
freedom: svobod svabod liberty | friend: drug | friendship: druzhb | frontier: rubezh
future: budushch buduch maybut maybutn | galaxy: galaktik | gate: vorot | gear: shesteren shestern | glory: slav
gold: zolot zolotoy golden | goldeneagle: berkut | great: velik vyalik velyk | green: zelen grin | griffin: grifon
guarantee: garanti garant guarantor | gyrfalcon: krechet | hammer: molot | happiness: schast shchast
harbour: gavan harbor haven | hawk: yastreb | heaven: nebes | height: vysot | herald: vestnik visnik vesnik bulletin
heritage: nasledi spadchyn spadshchyn legacy | hero: gero geroy heroes heroi | hope: nadezhd nadzey nadiy nadi
horizon: gorizont harizont | house: dom khaus | hundred: sotn | hunter: okhotnik | hurricane: uragan | ice: lyod
icon: ikon | idea: ide | image: obraz | impulse: impuls pulse | independent: nezavisim nezalezhn
island: ostrov vostrau | key: klyuch | kite: korshun | knight: vityaz rytsar | knowledge: znani | leader: lider
lens: linz obektiv | leopard: bars | life: zhizn zhittya zhytstsyo | light: svet svitl lait
lightning: molni malank bliskavk | line: lini layn | lynx: rys | magnesium: magni magnez | mammoth: mamont
memory: pamyat | mercy: miloserdi milaser | mirror: zerkal | moon: lun misyats | motherland: rodin radzim
new: nov novy navy nyu novaya novoe nova | news: novost navin novin | ocean: okean akiyan
october: oktyabr kastrychnik zhovtn | officer: ofitser afitser | old: staryy stary | one: uan | open: otkryt adkryt
outpost: forpost | owl: sova | peak: vershin | pearl: zhemchuzhin zhemchug | peregrine: sapsan | phoenix: feniks
pillar: opor stolp | pilot: letchik | pine: sosn | pioneer: pioner piyaner | point: tochk | poplar: topol
prism: prizm | profile: profil | progress: pragres | quantum: kvant | rainbow: radug | raven: voron
ray: luch pramen promin beam | reading: chteni | reliable: nadezhn nadeyn | reserve: zapas rezerv | resource: resurs
revival: vozrozhdeni adradzhenn vidrodzhenn renaissance rebirth | ring: kolts | robin: malinovk | rock: skal
rose: roz | ruby: rubin | rudder: rul | sable: sobol | sail: parus | sailor: matros moryak | saint: svyat holy
sapphire: sapfir | scorpion: skorpion | scout: razvedchik | seagull: chayk | shark: akul | shield: shchit shchyt
sickle: serp | signal: sihnal | silicon: kremni | silver: serebr srebr sribn | sky: neb skay | smart: umn
smith: kuznets | sniper: snayper | snow: sneg | soldier: soldat | source: istochnik krynits | spark: iskr
spectrum: spektr | sphere: sfer | spring: rodnik vesn | squall: shkval | stallion: zherebets | standard: standart
star: zvezd zorka zirk | steppe: step | stone: kamen | stork: aist | storm: shtorm | strategy: strategi
stream: potok patok | sturgeon: osetr | success: uspekh | sun: solnts sonts | sunrise: voskhod skhid uskhod
swallow: lastochk | swan: lebed | swift: strizh | sword: mech | symbol: simvol | taiga: tayg | third: tret
thought: mysl | thousand: tysyach | thunder: grom | thunderstorm: groz | tide: priliv | tiger: tigr
today: segodn segodnya sonnya | tomorrow: zavtra zautra | torch: fakel | tornado: smerch | tower: bashn vezh
transit: tranzit | trust: trast doveri | truth: pravd praud | tsar: czar | twoheaded: dvuglav doubleheaded
typhoon: tayfun | unicorn: edinorog | unity: edinstv adzinstv yednist | universe: vselenn | vanguard: avangard
vector: vektor | victory: pobed peramog peremog viktoriya | view: vzglyad | voice: golos holas golas | volcano: vulkan
wall: sten | warrior: voin voyin ratnik | wave: voln khvyl khval | way: put shlyakh | wheel: koles | white: bel bil
wind: veter vetr viter | wing: kryl krylo | wisdom: mudrost | wolf: volk vouk vovk | word: slov | yellow: zhelt zhovt
""".replace("\n", " | ")
#: Words too short to be known without their endings.
_WHOLE = """
century: vek veka | dawn: zarya zara zari | faith: vera vira | family: semya semi | field: pole polya | ice: led lyod
lion: lev lva | mountain: gora gory | oak: dub | peak: pik | star: zorya | storm: burya buri | whale: kit
""".replace("\n", " | ")


def _stems() -> dict[str, str]:
    stems: dict[str, str] = {}
    for line in _BRANDS.split("|"):
        meaning, _colon, words = line.strip().partition(": ")
        for word in (meaning, *words.split()):
            stems.setdefault(word, meaning)
    return stems


_MEANINGS = _stems()
_NO_STEM = frozenset(_MEANINGS.values())


@lru_cache(maxsize=65_536)
def meaning(word: str) -> str:
    """What a word says in English, "" of one that we do not know: zvezda, zvyozdnyy and stars are "star"."""
    found = _MEANINGS.get(word, "")
    if found or len(word) < 3:
        return found
    if word.endswith("s") and word[:-1] in _NO_STEM:
        return word[:-1]
    for end in CASES:
        if word.endswith(end):
            stem = word.removesuffix(end)
            if stem in _MEANINGS and stem not in _NO_STEM:
                return _MEANINGS[stem]
            if stem.endswith("n") and len(stem) > 4 and stem[:-1] in _MEANINGS and stem[:-1] not in _NO_STEM:
                return _MEANINGS[stem[:-1]]
    return ""
