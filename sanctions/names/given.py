"""Given names that are one name in Russian, Ukrainian, Belarusian and in other languages' spelling.

A line is one name; two lines are two names, however alike they look (Marina is not Maria). Spellings that the folding
of `sanctions.names.folding` makes equal anyway (Yelena, Elena) need no place here. Short forms stand where they are
used for nothing else.
"""

MALE = """
aleksandr alexander oleksandr aliaksandr alyaksandr alexandre alisander iskander
aleksei alexey alexei oleksii oleksiy aliaksei alyaksey alexis
anatoly anatolii anatol
andrei andrii andrew andre andrzej
anton antony antonii
arkady arkadii arkadz
arseny arsenii arsen
artem artyom artsiom artsyom artemy
artur arthur
boris borys barys
bogdan bohdan
daniil danila danylo danil daniel danilo
david davyd
denis denys dzianis dzyanis dennis
dmitry dima dmytro dzmitry dmitri dzmitryj dimitri dimitry
eduard edvard edward
evgeny yaugen yevhen yauhen evgenii yauheni evhen eugene yevhenii jevgenij
fedor fedir fiodar fiodor theodor
gennady hennadii henadz genadz genadii hienadz henadzi
georgy heorhii georgii heorhi george giorgi
german herman
gleb hlib hleb
grigory hryhorii ryhor rygor hryhory gregory
igor ihor ihar
ilya illia ilia elijah
iosif yosyp iosef joseph josef
ivan john
yakov yakiv yakau jakov jacob
yaroslav yarasłau yaraslau
yefim efim yukhym yafim
yegor yehor yahor egor
yury yurii yuryi juri iouri
kirill kyrylo kiryl cyril
konstantin kostiantyn kanstantsin konstantyn kanstancin constantine
leonid leanid
lev leu
leontii leonty leontiy
maksim maxim maksym maxime
mark marko
matvei matvii matvey
mikhail misha mykhailo mikhas michail mihail michael michel mykhaylo
nikita mykyta mikita
nikolai kolya mykola mikalai nicholas nicolas nikolay mikola
oleg oleh aleh
ostap
pavel pavlo paval paul
petr piatr petro piotr pyotr peter
roman raman
ruslan
rostislav rostyslav rastsislau
semyon semen siamion simeon
sergei serhii siarhei serge serhiy sergii syarhey siarhiej serghei
stanislav stanislau
stepan stsiapan stefan sciapan
svyatoslav sviatoslav sviataslau
taras
timofei tymofii tsimafei timothy
timur tymur tsimur
vadim vadym vadzim
valentin valentyn valiantsin valyantsin
valery valerii valerian
vasily vasyl vasil vassili basil
viktor viktar victor
vitaly vitalii vital
vladimir volodymyr uladzimir wladimir vladymyr
vladislav vladyslav uladzislau uladzislav
vsevolod usevalad
vyacheslav viacheslav viachaslau wjatscheslaw
zakhar zachar
filipp pylyp philip pilip filip
ruben rouben
ramzan
rashid raschid
ravil
rafael raphael
rinat
albert
alibek
anvar anwar
adam
arsenty arsentii
afanasy afanasii panas
vilen
veniamin benjamin
gavriil havryil gabriel
demyan damian demian
yemelyan emelian amialian
ignaty ihnat
kliment klymentii klim
kuzma
luka
makar
marat
miron myron
mitrofan
nazar
naum
oskar oscar
prokhor
rodion radion
robert
savely savelii
spartak
tikhon tsikhan
trofim
fadei
khariton
eldar
emil emile
elmar
erik eric
muhammad mohammed mohammad muhammed mohamed mahomed magomed mukhammad mohamad mohamud
ahmad ahmed akhmed akhmad achmed
ali
hasan hassan khasan
husayn hussein hossein hussain khusein husain hosein hoseyn huseyn
ibrahim ebrahim ibragim ibraheem abraham
ismail esmail ismael ismayil
yusuf yousef youssef yousuf iusup yusif
umar omar omer
usman osman uthman othman
mustafa mostafa moustafa
mahmud mahmoud mahmood makhmud
hamid khamid hameed
said saeed saeid sayid
salim salem saleem
sulayman suleiman soleiman sulaiman soleyman
musa mousa moussa
khalid khaled
jafar jaafar djafar ja'far
abbas
qasem qasim kassem kasim ghasem ghassem
reza rida ridha riza
mahdi mehdi
hadi
majid madjid majeed
rahim raheem
karim kareem kerim
""".strip()

FEMALE = """
aleksandra alexandra oleksandra aliaksandra
alina alyna
alla ala
alisa alice
anastasia anastasiia nastassia nastasia
angelina anhelina
anna hanna ana ganna
antonina antanina
valentina valentyna valiantsina
valeria valeryia
varvara barbara
vera vira
veronika veranika
viktoria victoria viktoryia
galina halyna halina
daria darya dariia
diana dyana
yevgenia evgenia yevheniia yauhenia eugenia
yekaterina katya ekaterina kateryna katsiaryna katerina catherine
yelena elena olena alena alyona helena helen jelena lena
yelizaveta elizaveta yelyzaveta lizaveta elizabeth
zhanna janna
zinaida zinayida
zoya zoia
inga inha
inna ina
irina iryna irena irene
karina karyna
kira kyra
kristina khrystyna krystsina christina
ksenia kseniia xenia oksana aksana
larisa larysa lora
lidia lydia lidziia
lyubov liubov lubou
lyudmila liudmyla liudmila ludmila ludmilla
margarita marharyta marharita
marina maryna
maria mariia mary maryia mariya
nadezhda nadiia nadzeya nadzieja
natalia nataliia natallia natalya nathalie
nina
olga olha volha wolha
polina palina
raisa
regina rehina
rimma
svetlana svitlana sviatlana svyatlana
sofia sofiya sophia
stella
tamara
tatyana tanya tetiana tatsiana tatiana tatjana
ulyana uliana
faina
elvira elvyra
ella
emma
ella
yulia yuliia iuliia julia yuliya
yana iana jana
fatima fatemeh fatimah
zahra zakhra
mariam maryam miriam
""".strip()

#: The same in Arabic and Persian letters, where a vowel that is not written tells two names apart; and the family
#: names made from them.
ARABIC = """
hasan حسن
husayn حسین حسين
hasani hassani hasany حسنی حسني
husayni hosseini husseini hussaini hosayni حسینی حسيني
muhammad محمد
mahmud محمود
hamid حمید حميد حامد
ahmad احمد أحمد
ali علی علي
umar عمر
usman عثمان
khalid خالد
said سعید سعيد
salim سالم سلیم سليم
karim کریم كريم
rahim رحیم رحيم
majid مجید مجيد ماجد
""".strip()

#: Stems from which a patronymic is made, where they are not the name without its last vowels: Lev, Lvovich.
STEMS = {"lev": "lv", "pavel": "pavl", "yakov": "yakovl", "petr": "petr", "mikhail": "mikhal", "danila": "danil"}
