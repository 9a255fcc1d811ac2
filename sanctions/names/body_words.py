"""More words of bodies' names: stems in Russian, Ukrainian, Belarusian and English beside one English word each.

`bodies.WORDS` reads them together with its own. A concept with a number of words behind it stands as one word.
"""

from __future__ import annotations

MORE_STEMS = """
uchrezhden institution | institution institution | ustanov institution | ustanou institution | uchrezhd institution
kazenn state | kazyonn state | byudzhet budget | budget budget | avtonomn autonomous | autonom autonomous
unitarn unitary | unitary unitary | munitsipal municipal | municipal municipal | obshchestvenn public | public public
hramads public | gromads public | kommerch commercial | commerc commercial | nekommerch nonprofit
noncommercial nonprofit | nonprofit nonprofit | chastn private | private private | pryvatn private
vserossiysk russia | obshcherossiysk russia | allrussia russia | blagotvoritel charitable | dabrachynn charitable
charit charitable | mestn local | local local | misev local | otdelen branch | branch branch | filial branch
adzyalenn branch | delam affairs | affairs affairs | sodeystvi assistance | assist assistance | promotion assistance
support support | podderzhk support | izmeren measurement | measure measurement | metrolog metrology | oblast region
region region | oblasti region | raion district | rayon district | district district | area region | gorod city
goroda city | city city | town city | misk city | miska city | haradsk city | munitsip municipal | izbiratel election
vybarch election | vyborch election | elect election | election election | electoral election | raschetn settlement
settlement settlement | sovremenn modern | modern modern | arkhiv archive | archive archive | letn flight
flight flight | otryad detachment | detachment detachment | atryad detachment | podvodn underwater
underwater underwater | submarin underwater | proektn project | proekt project | project project | tochn precision
precis precision | precise precision | dakladn precision | pretsiz precision | okhran guard | guard guard
akhov guard | menedzhment management | manage management | trud labor | labor labor | labour labor | prats labor
znamen banner | banner banner | orden order | order order | naznachen purpose | purpose purpose | khimi chemical
chemi chemical | izdani publishing | redaktsi editorial | editor editorial | platezhn payment | pay payment
payment payment | kart card | card card | mobiln mobile | mobile mobile | detey children | dite children
child children | dzets children | perv first | first first | partnerstv partnership | partner partnership
vyssh higher | higher higher | otnoshen relations | relation relations | inostrann foreign | foreign foreign
zamezhn foreign | mirov global | global global | world global | prav law | prava law | law law | legal law | yurid law
emkost container | container container | otdykh recreation | recreat recreation | mezhgosudarstv interstate
interstate interstate | golovn leading | leading leading | lead leading | oruzheyn arms | sputnik satellite
satellit satellite | kauchuk rubber | rubber rubber | teplotekh heat | thermal heat | heat heat | zapad western
western western | west western | vostoch eastern | vostok eastern | eastern eastern | east eastern | north northern
northern northern | south southern | southern southern | akkumulyator battery | batter battery | ofitsial official
dobrovol volunteer | dobrovolts volunteer | voluntar volunteer | volunteer volunteer | flot fleet | fleet fleet
navy fleet | naval fleet | boev combat | combat combat | ispytan test | test test | ispytatel test | testing test
shturmov assault | assault assault | razvedyvatel intelligence | reconn intelligence | gumanitar humanitarian
humanitar humanitarian | prosvet enlightenment | sotsial social | social social | kraeved localhistory
tsifrov digital | digital digital | sfer sphere | likerovodoch distillery | distiller distillery | radiats radiation
radiolog radiation | radiat radiation | kuznech forge | forge forge | forging forge | ekspluatiruyushch operating
operat operating | vinograd grape | birzh exchange | exchange exchange | obozren outlook | outlook outlook
identifik identification | identific identification | reshen solution | solution solution | osob special
perestrakhov reinsurance | reinsur reinsurance | zernov grain | grain grain | vysokotekhnolog hightech | aes nuclear
electr electric | elektrichesk electric | elektro electric | elektr electric | voyn war | war war
uprauleni directorate | upravlinn directorate | directorate directorate | management management | akrug district
okrug district | okruzhn district | circuit district | kassatsion cassation | apellyats appeal | appeal appeal
appellate appeal | arbitrazh arbitration | arbitrat arbitration | verkhovn supreme | vyarkhoun supreme
supreme supreme | konstitutsion constitutional | canstitut constitutional | konstitutsyyn constitutional
constitut constitutional | sudd court | suda court | sudu court | sudov court | sudeb court | judic court
court court | tribunal tribunal | magistrate magistrate | prokuror prosecutor | prosecut prosecutor
procurac prosecutor | genprokurat prosecutor | general general | generaln general | ispravitel correctional
correction correctional | papraych correctional | vyprav correctional | penal correctional | colony colony
kalony colony | kolonii colony | sizo remand | pretrial remand | remand remand | isolator remand | isolation remand
detention remand | zaklyuchen remand | turm prison | jail prison | prison prison | tamozh customs | mytn customs
custom customs | nalog tax | podatk tax | tax tax | granits border | pogranich border | prykordon border
pamezhn border | frontier border | border border | strazh guard | varta guard | spravedliv justice | justic justice
yustyts justice | finans finance | ministr ministry | minist ministry | miniseterstv ministry | government government
praviteln government | pravitelstv government | uryad government | prezident president | president president
prezydent president | parlament parliament | parliament parliament | duma duma | rada council | verkhovna supreme
savet council | soviet council | council council | sovet council | sabor council | commission commission
komissi commission | kamisi commission | byuro bureau | bureau bureau | office office | ofis office
sekretariat secretariat | secretariat secretariat | inspekts inspection | inspection inspection | inspect inspection
nadzor supervision | supervis supervision | naglyad supervision | kontrol control | kantrol control | control control
monitor monitoring | strateg strategic | taktich tactical | tactic tactical | doctrin doctrine | polit policy
politic policy | policy policy | initsiativ initiative | initiativ initiative | kreativ creative | creativ creative
diplomat diplomacy | diplomac diplomacy | reaktor reactor | reactor reactor | fizik physics | fizich physics
physic physics | matemat mathematics | mathemat mathematics | biolog biology | virusolog virology | virolog virology
geolog geology | geofiz geophysics | geophys geophysics | khimik chemical | organich organic | organic organic
sintet synthetic | synthet synthetic | polimer polymer | polymer polymer | plastmass plastic | plastic plastic
stekl glass | glass glass | tsement cement | cement cement | les timber | timber timber | drevesin timber
bumag paper | paper paper | tekstil textile | textile textile | shveyn sewing | obuv footwear | odezhd clothing
cloth clothing | molo milk | dairy milk | myas meat | meat meat | pishchev food | food food | khleb bread
sakhar sugar | tabak tobacco | tobacco tobacco | tabach tobacco | alkogol alcohol | alcohol alcohol | vino wine
vina wine | vin wine | vyn wine | vyna wine | vyno wine | wine wine | vodk vodka | udobren fertilizer
fertili fertilizer | azot nitrogen | nitrogen nitrogen | kaliy potash | potash potash | alyumin aluminium
alumin aluminium | titan titanium | nikel nickel | nickel nickel | med copper | medn copper | copper copper
zhelez iron | iron iron | stal steel | staley steel | splav alloy | alloy alloy | dobych extraction | gorn mining
mining mining | mine mining | shakht mining | burov drilling | drill drilling | truboprovod pipeline
pipeline pipeline | nefteprodukt petroproduct | neftepererab refinery | refiner refinery | nefteperer refinery
neftegaz petrogas | naftagaz petrogas | elektrostants powerplant | elektroset grid | set network | sete network
network network | setev network | vod water | water water | avia aviation | aviatsion aviation | aircraft aviation
aviation aviation | airplane aviation | aviyats aviation | samalet aviation | samolet aviation | samolyot aviation
airlin airline | airway airline | avialin airline | aviaperevoz airline | vozdushn air | air air | paveran air
povitrya air | aerodrom aerodrome | aerodyn aerodynamics | aerogidrodin aerohydrodynamics
aerohydrodyn aerohydrodynamics | kosmodrom cosmodrome | sputn satellite | spatial space | cosmic space | space space
orbit orbit | rocket missile | missile missile | rakety missile | bespil unmanned | drone unmanned
vertalet helicopter | helicopter helicopter | bron armour | armour armour | armor armour | tank tank
artiller artillery | snaryad projectile | pulemet machinegun | strelkov smallarms | optic optical
optoelektron optoelectronic | optiko optical | optoelectron optoelectronic | radiolokats radar | radyelakats radar
radyyolakats radar | radar radar | radyo radio | antenn antenna | chip chip | mikroskhem microcircuit
microcircuit microcircuit | sensor sensor | datchik sensor | kvant quantum | quantum quantum | kriogen cryogenic
cryogen cryogenic | vakuum vacuum | vacuum vacuum | nano nano | nanotekhnolog nanotechnology | program software
softver software | software software | vychisl computing | comput computing | kiber cyber | cyber cyber | seti network
telekommunik telecom | telecom telecom | televizion television | televis television | televid television
radioveshchatel broadcasting | veshchatel broadcasting | radyyo radio | broadcast broadcasting | press press
presso press | infarmats information | analit analytical | analyt analytical | ekspert expert | expert expert
konsalt consulting | consult consulting | konsult consulting | lizing leasing | leas leasing | treyd trading
treyding trading | torg trading | handal trading | gandl trading | merchandis trading | riteyl retail | retail retail
optov wholesale | wholesale wholesale | rozn retail | logisty logistics | ekspedits forwarding | forward forwarding
perevozk transportation | avtotrans autotransport | parom ferry | port port | portu port | portovy port | seaport port
tanker tanker | bunker bunkering | suden ship | sudn ship | ship ship | vessel ship | vagon wagon | wagon wagon
carriage wagon | lokomotiv locomotive | locomotiv locomotive | dizel diesel | diesel diesel | podshipnik bearing
bearing bearing | instrumental tool | tool tool | stanko machinetool | robat robot | motoro engine
stroitelstv construction | budaun construction | budivel construction | building construction | construct construction
real realty | nedvizh realty | rieltor realty | development development | developers development | razvits development
rozvyt development | infrastrukt infrastructure | infrastruct infrastructure | innovats innovation
innavats innovation | innov innovation | invests investment | investyts investment | depozitar depository
depositor depository | fondov stock | tsenn securities | securit security | bumah paper | ipotech mortgage
mortgage mortgage | sberegat savings | saving savings | strakh insurance | insur insurance | pensi pension
pension pension | kompleksn complex | kampani company | hrup group | gruppa group | group group | holdynh holding
kantsern concern | karparats corporation | koncern concern | trest trust | trust trust | konsortsium consortium
consort consortium | klaster cluster | tovarystv society | tavarystv society | artel artel | kooperativ cooperative
cooperat cooperative | pryadpryemstv enterprise | firm firm | fabryk plant | zavad plant | mill plant | tsekh workshop
masterskaya workshop | kanstruktar designbureau | konstruktor design | design design | kanstruktarsk design
dzelav business | biznes business | business business | delov business | pravaabaron defender | pravo law
bratstv brotherhood | tserk church | church church | monast monastery | monaster monastery | khram temple
eparkh diocese | dukhov spiritual | religi religious | islam islamic | musulman muslim | muslim muslim
veteran veteran | patriot patriotic | yunarm youth | yunost youth | maladz youth | studen student | student student
zhenshchin women | women women | zhanoch women | profsoyuz tradeunion | prafsayuz tradeunion | soyuz union
sayuz union | spilk union | union union | league league | lig league | front front | blok bloc | bloc bloc
edin united | adzin united | yedyn united | unif united | unit united | brihad brigade | palk regiment
regiment regiment | batalion battalion | divisi division | vzvod platoon | armi army | army army | kazak cossack
cossack cossack | opolchen militia | milits militia | militia militia | polits police | palits police | police police
amon omon | sobr sobr | spetsial special | special special | specialized special | spetsializir special
reagir response | response response | bystr rapid | rapid rapid | otdel department | addzel department
viddil department | dept department | departm department | glavk main | galoun main | holovn main | golovne main
main main | central central | tsentrain central | tsentrizbir election | akadem academy | academ academy
akademy academy | universyt university | univer university | kolledzh college | college college | litsey lyceum
gimnazi gymnasium | uchilishch college | obrazovatel education | educat education | adukats education
osvit education | obuchen training | training training | studi research | study research | issledovani research
dasledav research | nauchno research | navuk research | tekhnich technology | tekhnikal technology
tekhnichn technology | prikladn applied | applied applied | teoretich theoretical | theoret theoretical
eksperiment experimental | experiment experimental | dosvidn experimental | vopyt experimental | additiv additive
mekhanik mechanics | mechanic mechanics | mekhan mechanics | elektramekh electromechanical
elektromekh electromechanical | electromech electromechanical | elektrotekhn electrical | elektronik electronic
electron electronic | elektran electronic | molekul molecular | molecul molecular | istori historical
histor historical | gistor historical | tekhnapark technopark | tekhnopark technopark | technopark technopark
park park | zon zone | zone zone | ekonomich economic | econom economic | ekanamichn economic | svobodn free
free free | khab hub | hub hub | baz base | base base | based base | sklad warehouse | warehouse warehouse
magazin shop | dom house | house house | dvor court | yachting yacht | yakht yacht | yacht yacht | turist tourism
tour tourism | otel hotel | hotel hotel | gostinits hotel | sanator sanatorium | sanat sanatorium | bolnits hospital
hospital hospital | balnits hospital | gospital hospital | klinik clinic | clinic clinic | psikhiatr psychiatric
psychiatr psychiatric | psikhonevrolog psychiatric | zdravookhran health | zdarou health | health health
medic medical | meditsyn medical | farmats pharma | pharm pharma | vaktsin vaccine | vaccin vaccine | sanitar sanitary
ekolog ecological | ecolog ecological | prirod nature | lesn forestry | zemel land | land land | agro agro
agrar agrarian | rybn fish | fish fish | fishery fish | rybolov fish | okhot hunting | kamer camera | foto photo
photo photo | kino film | film film | cinema film | teatr theatre | theat theatre | muzyk music | museum museum
biblio library | librar library | vystav exhibition | exhibit exhibition | yarmark fair | radioplant radioplant
gidro hydro | hydro hydro | syst system | sistema system | system system | complex complex | komplek complex
material material | equip equipment | abstalyavann equipment | oborud equipment | obladnann equipment
machine machine | mashin machine | instrument instrument | apparat apparatus | devic device | ustroystv device
product product | produkts product | produk product | production production | virobnich production
virobnitstv production | pidpriyemstv enterprise | pryyemstv enterprise | enterprise enterprise | tekhnik technology
ukraini ukraine | ukrain ukraine | donet donetsk | donbas donbas | luhansk luhansk | lugan luhansk | kharkiv kharkiv
kharkov kharkiv | kiev kyiv | kyiv kyiv | kiyiv kyiv | zaporiz zaporizhzhia | zaporozh zaporizhzhia | kherson kherson
mykolaiv mykolaiv | nikolaev mykolaiv | odes odesa | sevastopol sevastopol | simferopol simferopol | belarusi belarus
belarusk belarus | minsk minsk | mensk minsk | gomel gomel | homel gomel | grodn grodno | hrodn grodno | mogil mogilev
mahil mogilev | vitebsk vitebsk | vitsebsk vitebsk | brest brest | chechen chechen | chechn chechen
dagestan dagestan | tatarst tatarstan | bashk bashkortostan | yakut yakutia | ural ural | sibirsk siberian
siberia siberian | dalnevost fareastern | baltiy baltic | baltic baltic | kaspiy caspian | caspian caspian
arktich arctic | arkti arctic | arctic arctic | polyar polar | polar polar | tikhookean pacific | pacific pacific
evraz eurasian | eurasia eurasian | evropey european | europ european | amerik american | gvardeysk guard
korabel shipbuilding | korabl ship | admiralt admiralty | sudostr shipbuilding | sudarem shiprepair
sudnobud shipbuilding | turbo turbine | rechn river | river river | kanal canal | moscow moscow | moskvy moscow
moskovsk moscow | piter petersburg | sanktpeterburg petersburg | petersburg petersburg | leningrad leningrad
kaliningrad kaliningrad | voronezh voronezh | sea marine | marine marine | young youth | protect defence
zashchit defence | zakhist defence | abaron defence | technic technology | komandovan command | command command
researchproduction researchproduction | pmc pmc | radioelectron radioelectronic | making production
manufactur production | lng lng | spg lng | unmanned unmanned | garadsk city | gorodsk city | oblasn regional
kraev regional | abl regional | ablasn regional | neftyan oil | ramont repair | uzbra armament | uzbroyen armament
vooruzh armament | stekol glass | interneshn international | shipping shipping | marin marine | solyushn solution
devays device | sistems system | didzhital digital | servis service | servic service | emergency emergency
partners partnership | avtomobilestro automobile | motorostro engine | dvigatelestro engine | dizelestro diesel
vagonostro wagon | turbostro turbine | raketostro missile | kotlostro boiler | kotel boiler | boiler boiler
kabel cable | cable cable | nasos pump | pump pump | kompressor compressor | compressor compressor | armatur fitting
valve fitting | tonkosukonn cloth | lakokras paint | paint paint | kras paint | fanern plywood | plywood plywood
mebel furniture | furnitur furniture | keramich ceramic | ceramic ceramic | kirpich brick | brick brick
zhelezobeton concrete | concrete concrete | dorozhn road | road road | highway road | most bridge | bridge bridge
tonnel tunnel | metro metro | tramva tram | taksi taxi | pocht post | postal post | post post | telegraf telegraph
okean ocean | ocean ocean | ozer lake | rechnoy river | ledokol icebreaker | icebreaker icebreaker
podvodnik submarine | vodolaz diving | spasat rescue | rescue rescue | avariyn emergency | pozhar fire | fire fire
reabilit rehabilitation | rehabilit rehabilitation | psikholog psychological | psycholog psychological
nevrolog neurology | pediatr paediatric | khirurg surgery | sudebnomed forensic | forensic forensic
kriminalist forensic | sledovatel investigator | investigat investigative | advokat bar | notari notary
deportat deportation | migrats migration | migrat migration | grazhdanstv citizenship | citizen citizenship
zhurnalist journalist | journalist journalist | pisatel writers | writer writers | khudozh art | iskusstv art
isskustv art | art art | slavyan slavic | slavic slavic | russk russia | russian russia | narodno people
people people | volk wolf | wolf wolf | nochn night | night night | baykar biker | biker biker | sport sport
fizkultur sport | olimp olympic | olympic olympic | futbol football | football football | peredach transmission
transmiss transmission | osnov basis | osnovn basic | obrabot processing | process processing | pererab processing
obogat enrichment | enrich enrichment | obogashch enrichment | sviaz communications | slidch investigative
sledch investigative | natsyan national
"""

#: Words that nearly every body of a kind has: said on one side only, or otherwise, they tell little.
SAID_OR_NOT = frozenset(
    """russia belarus ukraine iran china moscow minsk state federal national company enterprise corporation organisation
    institution group holding society budget autonomous unitary public republic international concern firm
    municipal association official nonprofit partnership
    pmc researchproduction commercial engineering production industrial
    organization closed open""".split()  # noqa: SIM905
)

#: Words for what a body is: never its own name.
KINDS = frozenset(
    """ministry court prison colony remand service agency committee council department directorate bank plant institute
    university academy party movement union police army troops brigade regiment battalion division company commission
    government parliament prosecutor railway airline newspaper television radio fund museum school centre office
    security customs tax insurance penitentiary interior justice defence correctional militaryunit designbureau
    city district regional shipyard port airport hospital church trading technology electronic research development
    education equipment state federal""".split()  # noqa: SIM905
)

#: What acronyms in Russian write for a word that stands here in English: "kb" in OKB, "ni" in NII.
INITIALS = {
    "designbureau": ("kb",), "research": ("ni", "n", "i"), "agricultural": ("sh", "s"), "machinebuilding": ("m", "ms"),
    "plant": ("z", "k", "f"), "radioengineering": ("rt", "r"), "electromechanical": ("em", "e"),
    "russia": ("r", "vr", "v", "vs"),
    "shiprepair": ("sr", "s"), "interior": ("vd",), "militaryunit": ("vc",), "railway": ("zd",),
}  # fmt: skip

#: Words that translators take for one another, line by line.
_NEAR = """
plant enterprise combine company factory mill
technology equipment engineering machine machinery tool
instrument device apparatus equipment
machinebuilding machine engineering machinery
electric electronic electrical
electronic radioelectronic radio
radio radioengineering radioelectronic
mechanics mechanical electromechanical
research researchproduction development
production researchproduction industrial
russia national federal
directorate department service administration management office bureau
control management
marine fleet ship shipping ocean
ship shipbuilding shipyard
shipyard plant
aviation air aircraft airline
space aerospace missile
physics physical
group holding company corporation concern
institution institute
organisation association union society movement federation
association enterprise complex corporation centre
defence protection guard
trading business commercial
repair aircraftrepair shiprepair
arms armament weapon smallarms
communications telecom
education training
assistance support promotion
troops forces army guard
construction building
hightech technology
optical optoelectronic
oil petrogas petroproduct
gas petrogas
economic economy
chemical petrochemical chemistry
measurement metrology
automation automatic automatics
design project
designbureau project
pharma pharmaceutical medical
printing publishing
freight cargo
transport transportation
region regional
power energy electric
press media information
youth young children
construction construct building
engine motor
special experimental
warfare struggle
combine processing
firm company
marine water
robot automation
foundation fund
venture innovation investment
pmc brigade group
trading tradinghouse
managementcompany company management
software information
"""


def _nearness() -> dict[str, frozenset[str]]:
    near: dict[str, set[str]] = {}
    for line in _NEAR.split("\n"):
        for word in line.split():
            near.setdefault(word, set()).update(line.split())
    return {word: frozenset(words) for word, words in near.items()}


NEAR = _nearness()
