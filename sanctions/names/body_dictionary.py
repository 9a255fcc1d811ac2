"""Still more words of bodies' names, by the English word: what it is in Russian, Ukrainian and Belarusian, as stems.

Words of trades, things and offices that any body may have in its name; `bodies.WORDS` reads them with its own, which
go before.
"""

from __future__ import annotations

DICTIONARY = """
accelerator: uskoritel | accounting: uchet | acoustic: akustichesk | activity: deyatelnost
additional: dopolnitel dadatkov | administration: administrats administrac | advanced: perspektiv
aerospace: aerokosmichesk | agreement: soglashe | agricultural: selskagaspad selskahaspad silskogospod | aid: pomoshch
altai: altaysk | alternative: alternativ | ambulance: skor | american: amerikansk | anniversary: letiya yubile
antisubmarine: protivolodoch | appeals: apelyats | armour: bronetankov | arms: zbroy zbroi | army: vaysk
asian: aziatsk | assault: shturm | assembly: sboroch sbork sobran sabrann | assessment: otsenk
automated: avtomatiziro automiz | automatic: avtomatichesk | automation: avtomatizats | aviation: samoletostroitel
bailiff: pristav | base: baza bazy baze | bashkortostan: bashkir | basic: bazov | bearing: sharikopodshipnik
bench: stend stendov | board: platform pravleni | boarding: internat | breeding: plemen selekts
broadcasting: veshcha teleradi translyats | bureau: biur | bus: avtobus | cadastre: kadastr | cadet: kadetsk
calibration: kalibrovk | camp: lager | campaign: agitatsion | capacitive: emkost | capacitor: kondensator
capital: stolits | cargo: gruzov gruz | carpet: kovrov | carrier: perevozchik perevoz | cartography: kartograf
catalyst: katalizator | central: tsentralno | ceramic: keramik | certification: sertifikats | chamber: palat
charge: zaryad | chechen: chechensk | chelyabinsk: chelyabinsk | children: dityach dytyach | city: siti sity
cloud: oblach oblak | coating: pokryt | coffee: kofeyn | collection: sbor | collegium: kolleg | combined: kombinirovan
command: komand komandovani | commodity: tovarn syrev | communal: kommunal kamunal | communications: kommunikats
compact: kompakt | complex: slozhn | composite: kompozitsion | compound: soedine | computer: kompyuter
connection: podklyuche | consumer: potrebitelsk potrebitel | container: konteyner | contract: dogovor podryad
converter: preobrazovatel | convict: osuzhd | convoy: konvo | cooperation: sotrudnichestv supratsounits spivrobitnyts
cooperative: kooperats | crane: kranov | creative: tvorchesk | crew: ekipazh | crimea: krymsk tavrich tavrid
criminal: ugolov | cryptocurrency: kriptovalyut | culture: kulturn | currency: valyut | current: toka
customs: tamozhen | cutting: rubk | cyber: kibernetichesk | data: dann danykh dannykh | delivery: dostavk
dentistry: stomatolog | department: vedomstv | deputy: zamestit | design: dizaynersk proektirova proekt
developer: razrabotchik zastroysh | development: osvoen razrabotk | direction: napravle
directorate: direkts direktsi dyrekts | directory: spravochnik | disarmament: razoruzh | dispatch: dispetchersk
distribution: raspredelitel | documentation: dokumentats | domestic: otechestven | drilling: buren | drive: privod
drug: narkotik | dry: sukh | eastern: skhidn | economic: khozyaystven haspadar gospodar | economy: ekonomik
editorial: redaktsy | election: vyborov vybor vybar | embassy: posolstv | employee: sotrudnik
energy: energetichesk energetik enerhet energet energets enerdzhi | engine: motorn | entertainment: razvleche
entrepreneur: predprinimatel | entrepreneurship: predprinimatelstv | equipment: snaryazhe | exchange: obmen
executive: ispolnitel vykanauch | expedition: ekspedits | expertise: ekspertiz examin
exploration: geologorazvedk razved | explosive: vzryvchat vzryvchatk | exposition: ekspozits
extraordinary: chrezvychay | facility: obekt | family: semeyn | farm: ferm fermersk | federation: federats
ferrous: chermet chern | field: mestorozhde | fifth: pyat | fighter: istrebitel | film: kinematograf kino
final: itogov | finance: finansirova | fire: protivopozhar | fish: rybokombinat | fleet: flotil
food: pischev prodovolstven | founder: uchreditel | foundry: liteyn | fourth: chetvert | freedom: volnost
fuel: topliv | fusion: termoyadern | gaming: igrov | garrison: garnizon | gas: gazodobyvayushch | general: obshch
generation: pokole | global: vsemir | governor: gubernator | grand: grend | grid: energoset elektroset
ground: nazemn | group: grup | harvest: urozha | head: golovn | headquarters: shtab | health: zdorov
heavy: tyazhel tsyazh vazhk | holding: provedeni pravyadz | hostage: zalozh | hotel: gostin | house: domov
housing: zhilishch zhilstr zhyllov zhytlov | human: chelovek chelovech | hydraulic: gidravlichesk
hydraulics: gidravlik | hydrographic: gidrograf | hydropower: gidroelektrostants | improvement: sovershenstvova
independent: nezavisim | industrial: otrasl otraslev | infantry: pekhot pekhotn | inorganic: neorganichesk
installation: montazh | instrument: ustroystv | insurance: strakhovi | integrated: integrirovan kompleks
intelligence: intellekt | interaction: vzaimodeystv | interbank: mezhbankovsk | international: mizhnarod mizhnarodn
interregional: mezhregional | invention: izobrete | investigative: sledstv | investment: investits investytsiyn
iron: chugun | jet: reaktiv | jewellery: yuvelir | joint: sovmest | justice: pravosud | knitwear: trikotazh
krasnodar: krasnodar kuban | krasnoyarsk: krasnoyarsk | kuzbass: kuznetsk kemerov | land: zeml sukhoput
language: yazyk | large: krupn | launch: puskov pusk | lawbreaker: pravonarush pravanarush | lawyer: yurist
leading: vedushch | leather: kozheven | licensing: litsenzirova | liquefied: szhizhen
locomotive: teplovoz teplovozostroitel elektrovoz elektrovozostroitel | lottery: rozygrysh | lower: nizhn
maintenance: obsluzhiva obsluzhivani tekhobsluzh | management: upravle | manager: menedzher | market: rynok
means: sredstv | measurement: izmeritel izmere | mechanism: mekhanizm | mechanization: mekhanizats
mechanized: mekhanizirovan | media: mediyn | medical: lekarstven | medicine: lekarstv | mentor: nastavnik
mercenary: naemnik | metal: metallichesk | metalstructures: metallokonstrukts | metalworking: metalloobrabotk
methodical: metodichesk | metro: metropolite metropolit | microscope: mikroskop | middle: sredn
military: vayskov viyskov | milk: molokozavod | mineral: mineral | mining: dobyvayushch rudnik | missing: propavsh
mission: miss | modelling: modelirova | modular: moduln | mortar: minomet | mortgage: ipotek | motorcycle: mototsiklet
motorized: mototransport | multidisciplinary: mnogoprofil | multifunctional: mnogofunktsional | murder: ubiystv
mushroom: gribn | nation: nats | navigation: navigats | newspaper: hazet | nonferrous: tsvetmet tsvetn
nonmetallic: nerudn | northern: severo pivnichn | novelty: novink | novosibirsk: novosibirsk | nuclear: atom atomn
oceanographic: okeanograf | oil: masl | oildepot: neftebaz | oilfield: nefteservis nefteprom
operating: ekspluatats ekspluatatsion | ore: rud rudn | orphan: sirot | package: paket | packaging: upakovk
paper: bumazh | parliamentary: parlament | passenger: passazhirsk | pasta: makaron | pawnshop: lombard
payment: platezh | peaceful: mirn | pedagogical: pedagogichesk | penalty: shtraf | permanent: postoyan
personnel: kadrov kadr | petersburg: peterburg piter | petrochemical: neftekhimichesk | petrochemistry: neftekhim
pharmaceutical: farmatsevtichesk khimfarm | photographic: fotograf | pipe: trubn | plastic: plastik
political: politich palitych | polytechnic: politekhnichesk | positive: pozitiv | poultry: ptitsefabrik
power: moshchnost silov | powerplant: elektrostantsi | primary: nachal | printing: tipograf poligraf
prisoner: voennoplenny | procurement: zagotovitel zakupk zakup | production: proizvoditel | prokat: prokatn
property: imushchestv sobstvennost | propulsion: dvizhitel | prospecting: izyskani | protection: okhran
publishing: vydavet vydavnyts | pulp: tsellyuloz | quality: kachestv | quarry: karer | rail: relsov
railway: zaliznyts zaliznych chyhun | range: poligo | rare: redk | reagent: khimreaktiv
reconstruction: vosstanovle rekonstrukts | recreation: ozdorov | recycling: utilizats | referendum: referend
refractory: ogneupor | refrigeration: kholodil | refugee: bezhents | regime: rezhim | regional: regionaln
register: reestr | registration: registrats | rehabilitation: vosstanovitel | reliability: nadezhnost
rental: arend arendn prokat | repair: remont | repeater: retranslyator | representative: predstavitelstv
reproduction: reprodukts | rescue: spasen | reserve: zapasn | resistance: soprotivle | restoration: restavrats
rifle: strelkov strelk | road: shoss | rolledmetal: metalloprokat | rostov: rostov | route: marshrut
rubber: rezin rezinov rezinotekhnichesk | rural: selisk selsk | russia: rossi rossiyan russki rasiysk rosiysk
sabotage: diversion | sales: sbyt sbytov | samara: samar | sanctions: sankts | saratov: saratov | sawmill: lesozavod
sberbank: sberbank | scale: masshtab | scientist: uchen | scrapmetal: vtormet vtorchermet | sea: mora
search: poisk poiskov | seed: semen | selfpropelled: samokhod | separate: otdeln | service: serviz uslug
serviceman: voennosluzhashch | settlement: poselok raschet | shelter: priyut | ship: korabel sudov
shipping: sudokhodstv sudokhod | shooter: strelok | shooting: strelb | signalling: signalizats | social: satsyyal
solar: solnech | solid: tverd | source: istochnik | southern: pivdenn | sovereign: suveren | space: kosmos prostranstv
sparkling: shampansk igrist | spinning: pryadil | station: stants stanci | stavropol: stavropol
stimulation: stimulirova | storage: khrane | street: ulits | strengthening: ukreple | struggle: borb
studio: studi kinostud | subscriber: abonentsk | substance: veshchestv | sugar: sakharn tsukr tsukrov | summer: letn
superconductivity: sverkhprovodimost | supplier: postavshchik | supply: snabzhe postavk snab materialnotekhnich
support: obespeche | surface: poverkhnost | surveillance: nablyude | survey: izyska | sustainable: ustoychiv
switch: kommutator | synthesis: sintez | target: tselev | tatarstan: tatar | telecom: elektrosvyaz
terrain: vezdekhod | timber: lesopromyshlen | tire: shin | tobacco: tytun tyutyun | tourism: turizm
tracked: gusenich | traction: tyagov | tractor: traktorostroitel | training: podgotovk uchebn vucheb navuchal navchal
transformer: transformator | trunk: magistral | tyre: shina shinn | underground: podzem | underwater: podvodn
unit: uzel | universal: universal | upbringing: vospita | upper: verkhn | ventilation: ventilyats
venture: venchur venchurs | volokno: volokn fibre fiber | volunteer: volonter dobravolts | voting: golosovani
waste: musor otkhod | water: vodn vodnykh | weapon: oruzhi | well: skvazhi | western: zakhidn | wheeled: kolesn
woodworking: derevoobrabatyvayushch derevoobrabotk | work: rabot | worker: raboch | yakutia: sakha
yekaterinburg: ekaterinburg sverdlovsk | zinc: tsink | zoological: zoologichesk
"""
