"""The words of `sheets.understanding.headings`: by key of a column, what it is called in a sheet of cases. Where a word
could name two columns, the first of them has it.
"""

CASES: dict[str, str] = {
    "reference": "reference | case reference | our reference | tracker reference",
    "native_name": """
        name in original script | original name | name original | native name | name in native language |
        name in original language | name native | local name | name in local language | russian name |
        name in russian | chinese name | name in chinese | persian name | arabic name | name in cyrillic |
        имя на родном языке | имя в оригинале | имя на русском | имя кириллицей | имя на языке оригинала |
        фио на русском | імя ў арыгінале | імя па беларуску | імя на роднай мове | ім'я мовою оригіналу |
        ім'я українською | ім'я в оригіналі | nombre original | nombre en idioma original | nom original |
        nom dans la langue d'origine | originalname | name im original | name in originalschrift | özgün ad |
        orijinal ad | asıl adı | نام اصلی | نام به فارسی | نام فارسی | الاسم الأصلي | الاسم بالعربية |
        الاسم العربي | 原名 | 中文姓名 | 中文名 | 本名
    """,
    "name": """
        name | full name | name and surname | surname and name | first and last name | last name first name |
        prisoner | prisoner name | name of prisoner | name of the prisoner | political prisoner | detainee |
        detainee name | person | individual | victim | victim name | name in latin script | name in english |
        english name | name latin | имя | фио | ф и о | имя и фамилия | фамилия и имя | фамилия имя | имя фамилия |
        фамилия имя отчество | заключенный | политзаключенный | политзаключенная | человек | фигурант |
        имя латиницей | имя на английском | імя | піб | імя і прозвішча | прозвішча і імя | прозвішча імя |
        палітвязень | зняволены | чалавек | ім'я | п і б | прізвище та ім'я | ім'я та прізвище | прізвище ім'я |
        прізвище ім'я по батькові | політв'язень | ув'язнений | бранець | nombre | nombre completo |
        nombre y apellido | nombre y apellidos | nombres y apellidos | apellidos y nombre | preso político |
        prisionero | persona | nom | nom complet | nom et prénom | nom prénom | prénom et nom | prisonnier |
        détenu | personne | vollständiger name | vor und nachname | vorname und nachname | nachname vorname |
        name vorname | gefangener | häftling | inhaftierter | inhaftierte | ad | isim | ad soyad | adı soyadı |
        isim soyisim | tutuklu | mahpus | kişi | نام | نام و نام خانوادگی | نام کامل | اسم | نام زندانی | زندانی |
        الاسم | الاسم الكامل | اسم المعتقل | اسم السجين | المعتقل | السجين | 姓名 | 名字 | 姓名拼音 | 人员 |
        当事人 | 被捕人 | 在押人员 | 政治犯
    """,
    "other_names": """
        other names | other names and spellings | aliases | alias | also known as | aka | a k a | other spellings |
        alternative names | alternative spellings | spellings | nickname | nicknames | другие имена | псевдоним |
        псевдонимы | также известен как | варианты имени | прозвище | другие написания | іншыя імёны | псеўданім |
        інші імена | псевдонім | інші написання | otros nombres | apodo | autres noms | pseudonyme | surnom |
        autres graphies | andere namen | aliasnamen | andere schreibweisen | diğer adları | takma ad | lakap |
        نام‌های دیگر | نام های دیگر | نام مستعار | أسماء أخرى | الاسم المستعار | اللقب | 别名 | 其他姓名 | 又名 |
        化名 | 曾用名 | 笔名
    """,
    "gender": """
        gender | sex | m f | пол | пол м ж | стать | гендер | género | sexo | genre | sexe | geschlecht | cinsiyet |
        جنسیت | جنس | الجنس | النوع الاجتماعي | 性别
    """,
    "birth": """
        born | birth | date of birth | birth date | birthdate | birthday | dob | d o b | born on | year of birth |
        birth year | yob | дата рождения | год рождения | день рождения | д р | г р | родился | рождение |
        дата нараджэння | год нараджэння | дзень нараджэння | дата народження | рік народження | день народження |
        народився | fecha de nacimiento | nacimiento | año de nacimiento | nacido | date de naissance | naissance |
        année de naissance | né le | né e le | geburtsdatum | geboren | geburtstag | geburtsjahr | geboren am |
        doğum tarihi | doğum yılı | doğum günü | تاریخ تولد | تولد | سال تولد | تاريخ الميلاد | تاريخ الولادة |
        سنة الميلاد | الميلاد | 出生日期 | 出生 | 生日 | 出生年月 | 出生年份 | 出生年
    """,
    "nationalities": """
        nationality | nationalities | citizenship | citizenships | national of | citizen of | passport | passports |
        dual national | гражданство | гражданин | подданство | грамадзянства | громадянство | nacionalidad |
        ciudadanía | nationalité | citoyenneté | staatsangehörigkeit | staatsbürgerschaft | nationalität | uyruk |
        uyruğu | vatandaşlık | vatandaşlığı | تابعیت | ملیت | شهروندی | الجنسية | 国籍 | 公民身份
    """,
    "residences": """
        resident of | residence | residency | country of residence | permanent resident of | страна проживания |
        проживание | пмж | краіна пражывання | країна проживання | residente en | país de residencia | residencia |
        résidence | pays de résidence | résident de | wohnsitz | wohnsitzland | ikamet | ikamet ülkesi | محل اقامت |
        کشور محل اقامت | بلد الإقامة | 居住国 | 居住地 | 永久居留
    """,
    "categories": """
        category | categories | profession | occupation | group | prisoner category | type of prisoner | activity |
        vocation | работа | профессия | занятие | деятельность | категория | категории | род деятельности |
        сфера деятельности | прафесія | занятак | катэгорыя | професія | діяльність | категорія | рід занять |
        categoría | categorías | profesión | ocupación | catégorie | catégories | kategorie | kategorien | beruf |
        tätigkeit | kategori | meslek | mesleği | دسته | شغل | حرفه | حوزه فعالیت | الفئة | المهنة | 类别 | 职业 |
        身份 | 群体
    """,
    "biography": """
        biography | short biography | bio | about | background | description | profile | who they are | биография |
        о человеке | описание | справка | біяграфія | апісанне | біографія | опис | biografía | descripción |
        biographie | parcours | kurzbiografie | biografie | lebenslauf | beschreibung | biyografi | özgeçmiş |
        açıklama | زندگی‌نامه | زندگی نامه | زندگینامه | بیوگرافی | شرح | السيرة الذاتية | نبذة | الوصف | 简介 |
        生平 | 个人简介 | 背景
    """,
    "state": """
        country | state | detaining state | detaining country | held by | country of detention |
        country of imprisonment | imprisoning state | government | страна | государство | страна заключения |
        краіна | дзяржава | країна | держава | país | estado que detiene | país de detención | pays | état |
        pays de détention | land | staat | haftland | ülke | devlet | tutuklandığı ülke | کشور | کشور بازداشت |
        البلد | الدولة | بلد الاعتقال | 国家 | 关押国 | 关押国家 | 拘押国
    """,
    "tier": """
        tier | priority | приоритет | прыярытэт | пріоритет | prioridad | priorité | priorität | öncelik | اولویت |
        الأولوية | 优先级
    """,
    "file_state": "file | file state | file status | состояние дела в базе | état du dossier | aktenstand | 档案状态",
    "level": """
        who may see it | level | confidentiality | visibility | access | confidential | доступ | уровень доступа |
        конфиденциальность | узровень доступу | рівень доступу | confidencialidad | confidentialité |
        vertraulichkeit | gizlilik | سطح دسترسی | محرمانگی | مستوى السرية | 保密级别 | 公开级别
    """,
    "lead": """
        lead | case lead | responsible | person responsible | case manager | case worker | caseworker |
        case officer | assigned to | assignee | owner | staff | focal point | ответственный | куратор | ведет дело |
        адказны | куратар | відповідальний | responsable | encargado | asignado a | responsable du dossier |
        chargé de dossier | zuständig | verantwortlich | betreuer | sorumlu | sorumlu kişi | مسئول | مسئول پرونده |
        المسؤول | 负责人 | 经办人 | 联系人
    """,
    "code_name": """
        code name | codename | кодовое имя | кодавае імя | кодове ім'я | nombre en clave | nom de code | deckname |
        kod adı | نام رمز | الاسم الرمزي | 代号
    """,
    "abducted": """
        abducted | abduction | date of abduction | disappeared | disappearance | date of disappearance | last seen |
        missing since | enforced disappearance | похищен | похищение | дата похищения | исчез | исчезновение |
        дата исчезновения | выкраданне | знік | дата выкрадання | викрадення | дата викрадення | зник | зникнення |
        secuestro | desaparición | fecha de desaparición | desaparecido | enlèvement | disparition |
        date de disparition | date d'enlèvement | disparu | entführung | entführt | verschwunden | verschwinden |
        kaçırılma | kaçırılma tarihi | kaybedilme | kayboluş tarihi | ربایش | تاریخ ربایش | ناپدید شدن | الاختطاف |
        تاريخ الاختطاف | الاختفاء | تاريخ الاختفاء | 失踪 | 失踪日期 | 被失踪 | 绑架日期
    """,
    "arrested": """
        arrested | arrest | date of arrest | arrest date | arrested on | day of arrest | date arrested | detained |
        detention | date of detention | detention date | date detained | detained on | detained since |
        in detention since | in custody since | held since | imprisoned since | taken into custody | арест |
        дата ареста | арестован | арестована | задержан | задержана | задержание | дата задержания |
        когда задержан | день ареста | арышт | дата арышту | арыштаваны | затрыманне | дата затрымання | затрыманы |
        арешт | дата арешту | заарештований | затримання | дата затримання | затриманий | detención |
        fecha de detención | fecha de la detención | arresto | fecha de arresto | fecha del arresto | detenido el |
        detenido desde | arrestation | date d'arrestation | date de l'arrestation | arrêté le | arrêté | détention |
        date de détention | détenu depuis | festnahme | datum der festnahme | festnahmedatum | festgenommen |
        festgenommen am | verhaftung | verhaftet | verhaftet am | haftbeginn | in haft seit | inhaftiert seit |
        gözaltı | gözaltı tarihi | gözaltına alınma | gözaltına alınma tarihi | tutuklanma | tutuklanma tarihi |
        tutuklama tarihi | yakalanma tarihi | بازداشت | تاریخ بازداشت | دستگیری | تاریخ دستگیری | زمان بازداشت |
        الاعتقال | تاريخ الاعتقال | تاريخ التوقيف | التوقيف | تاريخ القبض | تاريخ الاحتجاز | 逮捕 | 逮捕日期 |
        被捕 | 被捕日期 | 被捕时间 | 拘捕日期 | 拘留日期 | 拘留时间 | 刑拘日期 | 羁押日期 | 抓捕日期 | 关押日期
    """,
    "jailed": """
        administrative jail | administrative arrest | administrative detention | административный арест | сутки |
        адміністрацыйны арышт | суткі | адміністративний арешт | arresto administrativo | détention administrative |
        verwaltungshaft | administrativhaft | idari gözetim | بازداشت اداری | الاعتقال الإداري | 行政拘留 |
        行政拘留日期
    """,
    "remanded": """
        remanded | remanded in custody | remand | remand date | pretrial detention | pre trial detention |
        date of remand | taken into pretrial detention | заключен под стражу | под стражей с | мера пресечения |
        избрание меры пресечения | узяты пад варту | взято під варту | запобіжний захід | prisión preventiva |
        prisión provisional | détention provisoire | mandat de dépôt | untersuchungshaft | u haft | u haft seit |
        tutukluluk | tutuklama | بازداشت موقت | الحبس الاحتياطي | الحبس المؤقت | 批捕 | 批捕日期 | 正式逮捕 |
        正式逮捕日期 | 批准逮捕日期
    """,
    "house_arrest": """
        house arrest | under house arrest since | home detention | домашний арест | хатні арышт | домашній арешт |
        arresto domiciliario | prisión domiciliaria | assignation à résidence | hausarrest | ev hapsi | حبس خانگی |
        الإقامة الجبرية | 软禁 | 监视居住 | 监视居住日期
    """,
    "bailed": """
        bail | bailed | released on bail | date of bail | под залог | залог | пад заклад | під заставу | застава |
        libertad bajo fianza | fianza | liberté sous caution | caution | kaution | gegen kaution | kefalet |
        kefaletle tahliye | وثیقه | آزادی با وثیقه | الإفراج بكفالة | كفالة | 取保候审 | 取保候审日期 | 保释
    """,
    "exit_banned": """
        exit ban | barred from leaving | travel ban | запрет на выезд | подписка о невыезде | забарона выезду |
        заборона виїзду | prohibición de salida | prohibición de viajar | interdiction de sortie |
        interdiction de voyager | ausreiseverbot | ausreisesperre | yurt dışı yasağı | yurtdışı çıkış yasağı |
        ممنوع الخروج | ممنوع‌الخروج | منع السفر | 限制出境 | 限制出境日期
    """,
    "committed": """
        psychiatric commitment | psychiatric hospital | принудительное лечение | психбольница | прымусовае лячэнне |
        примусове лікування | internamiento psiquiátrico | internement psychiatrique |
        einweisung in die psychiatrie | psikiyatri | بستری در روانپزشکی | المستشفى النفسي | 强制医疗 | 精神病院
    """,
    "charged": """
        charged | charged on | date charged | date of charge | date of charges | charge date | indicted |
        indicted on | date of indictment | indictment date | дата обвинения | обвинение предъявлено |
        дата предъявления обвинения | дата абвінавачання | абвінавачаны | дата обвинувачення | дата підозри |
        fecha de acusación | fecha de imputación | acusado el | date d'inculpation | date de mise en examen |
        inculpé le | mis en examen le | date de l'inculpation | datum der anklage | angeklagt am | angeklagt |
        anklagedatum | iddianame tarihi | suçlama tarihi | تاریخ اتهام | تاریخ تفهیم اتهام | تاريخ توجيه التهمة |
        تاريخ الاتهام | 起诉日期 | 指控日期 | 被起诉日期
    """,
    "trial": """
        trial | trial opened | trial date | date of trial | trial start | start of trial | trial began |
        trial started | суд | начало суда | дата суда | суд начался | пачатак суда | початок суду | дата суду |
        juicio | inicio del juicio | fecha del juicio | procès | ouverture du procès | début du procès |
        date du procès | prozess | prozessbeginn | prozesseröffnung | dava | dava tarihi | yargılama başlangıcı |
        دادگاه | تاریخ دادگاه | شروع دادگاه | المحاكمة | تاريخ المحاكمة | بدء المحاكمة | 开庭 | 开庭日期 |
        庭审日期 | 审判日期
    """,
    "verdict_outcome": """
        outcome of the verdict | verdict outcome | outcome | kind of verdict | исход приговора | вынік прысуду |
        результат вироку | resultado de la sentencia | issue du verdict | ausgang des urteils | 判决结果
    """,
    "verdict": """
        verdict | date of verdict | verdict date | convicted | convicted on | date of conviction | conviction |
        conviction date | sentenced | sentenced on | date sentenced | date of sentence | date of sentencing |
        sentence date | sentencing date | judgment date | date of judgment | приговор | дата приговора | осужден |
        осуждена | дата осуждения | прысуд | дата прысуду | асуджаны | вирок | дата вироку | засуджений |
        дата засудження | fecha de sentencia | fecha de la sentencia | fecha de condena | condenado el | veredicto |
        fecha del veredicto | date de condamnation | date du jugement | date du verdict | condamné le |
        verdict rendu le | urteil | datum des urteils | urteilsdatum | verurteilt | verurteilt am | verurteilung |
        karar tarihi | hüküm tarihi | mahkumiyet tarihi | تاریخ حکم | تاریخ صدور حکم | تاریخ محکومیت | تاريخ الحكم |
        تاريخ صدور الحكم | تاريخ الإدانة | 判决日期 | 宣判日期 | 判刑日期 | 定罪日期 | 判决时间
    """,
    "sentence": """
        sentence | term | prison term | term of imprisonment | sentence length | length of sentence | punishment |
        decision | court decision | penalty | years | срок | срок заключения | наказание | решение | решение суда |
        приговор суда | вид наказания | тэрмін | тэрмін зняволення | пакаранне | рашэнне | рашэнне суда |
        від пакарання | термін | строк | строк покарання | термін ув'язнення | покарання | рішення | рішення суду |
        sentencia | condena | pena | años de condena | duración de la condena | peine | condamnation | jugement |
        durée de la peine | strafe | strafmaß | haftstrafe | haftdauer | urteil in worten | ceza | ceza süresi |
        hüküm | karar | حکم | مدت حکم | محکومیت | مجازات | الحكم | مدة الحكم | العقوبة | 刑期 | 判刑 | 判决 | 刑罚 |
        处罚
    """,
    "appeal_outcome": """
        outcome of the appeal | appeal outcome | appeal result | результат апелляции | вынік апеляцыі |
        результат апеляції | resultado de la apelación | issue de l'appel | ausgang der berufung | 上诉结果
    """,
    "appeal_filed": """
        appeal filed | appeal filed on | date appeal filed | appealed | appealed on | подана апелляция |
        апелляция подана | дата подачи апелляции | апеляцыя пададзена | апеляцію подано | apelación presentada |
        recurso presentado | appel interjeté | appel interjeté le | berufung eingelegt | istinaf başvurusu |
        temyiz başvurusu | تاریخ تجدیدنظرخواهی | تاريخ تقديم الاستئناف | 上诉日期 | 提出上诉
    """,
    "appeal": """
        appeal | appeal date | date of appeal | appeal decided | appeal decision | date of appeal decision |
        appeal hearing | апелляция | дата апелляции | решение апелляции | апелляционное решение | апеляцыя |
        дата апеляцыі | апеляція | дата апеляції | рішення апеляції | apelación | fecha de apelación | recurso |
        appel | date d'appel | date de l'appel | décision d'appel | berufung | revision | berufungsurteil |
        datum der berufung | istinaf | istinaf tarihi | temyiz | temyiz tarihi | تجدیدنظر | تجدید نظر |
        تاریخ تجدیدنظر | الاستئناف | تاريخ الاستئناف | 二审 | 二审日期 | 上诉裁定日期 | 终审日期
    """,
    "sentence_activated": """
        suspended sentence made real | sentence activated | suspended sentence revoked | отмена условного срока |
        скасаванне ўмоўнага тэрміну | widerruf der bewährung | révocation du sursis | 收监日期
    """,
    "temporary_reason": """
        why released for a time | reason for temporary release | furlough reason | motif de la permission |
        grund des hafturlaubs
    """,
    "temporary_release": """
        temporary release | furlough | medical furlough | leave | released temporarily | временное освобождение |
        отпуск | часовае вызваленне | тимчасове звільнення | permiso | libertad temporal | permission de sortie |
        libération temporaire | hafturlaub | vorübergehend frei | izin | geçici tahliye | مرخصی | تاریخ مرخصی |
        إفراج مؤقت | إجازة | 保外就医 | 临时释放
    """,
    "returned": """
        returned | returned to custody | return to prison | возвращен в тюрьму | вернулся в тюрьму |
        вернуты ў турму | retour en prison | zurück in haft | regreso a prisión | بازگشت به زندان |
        العودة إلى السجن | 重新收监
    """,
    "term_expired": """
        term expired | term expired still held | sentence served still held | срок истек |
        held past sentence since | 超期羁押
    """,
    "moved": """
        arrived after a transfer | transferred | transfer | transfer date | date of transfer | moved | этап |
        этапирован | дата этапирования | перевод | дата перевода | этапаваны | етапований | дата етапування |
        traslado | fecha de traslado | transfert | date de transfert | transféré le | verlegung | verlegt am |
        sevk | nakil tarihi | انتقال | تاریخ انتقال | النقل | تاريخ النقل | 转押 | 转监日期 | 移送日期
    """,
    "release_reason": """
        how they came free | release reason | reason for release | type of release | grounds for release |
        основание освобождения | причина освобождения | падстава вызвалення | підстава звільнення |
        motivo de liberación | motif de libération | grund der freilassung | tahliye nedeni | دلیل آزادی |
        سبب الإفراج | 释放原因 | 获释原因
    """,
    "released": """
        released | release | release date | date of release | released on | freed | freed on | date released |
        освобожден | освобождена | освобождение | дата освобождения | вышел | вышла на свободу | вызвалены |
        вызвалена | вызваленне | дата вызвалення | звільнений | звільнення | дата звільнення | liberado |
        liberación | fecha de liberación | puesta en libertad | excarcelación | libéré | libérée | libération |
        date de libération | libéré le | freigelassen | freilassung | entlassen | entlassung | entlassen am |
        entlassungsdatum | datum der freilassung | tahliye | tahliye tarihi | serbest bırakılma |
        serbest bırakılma tarihi | آزادی | تاریخ آزادی | آزاد شده | الإفراج | تاريخ الإفراج | أفرج عنه |
        تاريخ الإطلاق | 释放 | 释放日期 | 获释 | 获释日期 | 出狱日期 | 获释时间
    """,
    "death_cause": """
        cause of death | death cause | причина смерти | прычына смерці | причина смерті | causa de muerte |
        cause du décès | todesursache | ölüm nedeni | علت مرگ | سبب الوفاة | 死因
    """,
    "died": """
        died | death | date of death | death date | died on | died in custody | дата смерти | умер | умерла |
        смерть | погиб | памёр | дата смерці | помер | дата смерті | muerte | fallecido | fallecimiento |
        fecha de muerte | fecha de fallecimiento | décès | décédé | date de décès | date du décès | mort |
        verstorben | gestorben | gestorben am | todesdatum | tod | ölüm | ölüm tarihi | vefat tarihi | مرگ |
        تاریخ مرگ | تاریخ درگذشت | فوت | الوفاة | تاريخ الوفاة | 死亡 | 死亡日期 | 去世日期 | 离世日期
    """,
    "charge": """
        charge | charges | article | articles | charges indicted | accusation | accusations | accused of | offence |
        offense | offences | articles of the criminal code | criminal code articles | legal basis | charged with |
        convicted of | crime | counts | обвинение | обвинения | статья | статьи | статья ук | статьи ук | ук |
        предъявлены обвинения | обвиняется | по статье | статьи обвинения | абвінавачанне | абвінавачванне |
        абвінавачванні | артыкул | артыкулы | артыкул кк | прад'яўлены абвінавачванні | стаття | статті |
        статті кк | звинувачення | обвинувачення | cargo | cargos | acusación | acusaciones | delito | delitos |
        artículos | imputaciones | chef d'accusation | chefs d'accusation | charges retenues | motif | infraction |
        inculpation | anklage | anklagen | anklagepunkte | vorwurf | vorwürfe | paragraf | paragraph | artikel |
        straftatbestand | suçlama | suçlamalar | suç | isnat edilen suç | maddeler | اتهام | اتهامات | موارد اتهام |
        اتهام‌ها | اتهام ها | التهمة | التهم | التهم الموجهة | المواد | 罪名 | 指控 | 指控罪名 | 涉嫌罪名 |
        被控罪名 | 控罪
    """,
    "place": """
        place of the arrest | place of arrest | arrested in | arrested at | where arrested | location of arrest |
        city | место задержания | место ареста | город | месца затрымання | горад | місце затримання | місто |
        lugar de detención | lugar del arresto | ciudad | lieu d'arrestation | lieu de l'arrestation | ville |
        ort der festnahme | stadt | gözaltı yeri | şehir | محل بازداشت | محل دستگیری | شهر | مكان الاعتقال |
        المدينة | 被捕地点 | 逮捕地点 | 城市 | 抓捕地点
    """,
    "facility": """
        held at | held in | prison | facility | place of detention | detention facility | place of imprisonment |
        where held | jail | colony | penal colony | detention centre | detention center | current location |
        location | whereabouts | place of detention now | место заключения | место содержания | тюрьма | колония |
        сизо | где находится | учреждение | место отбывания | исправительное учреждение | месца зняволення |
        месца ўтрымання | калонія | турма | дзе знаходзіцца | місце ув'язнення | місце утримання | в'язниця |
        колонія | сізо | місце позбавлення волі | prisión | cárcel | centro de detención | lugar de reclusión |
        centro penitenciario | lieu de détention actuel | lieu de détention | établissement | centre de détention |
        gefängnis | haftanstalt | haftort | justizvollzugsanstalt | strafkolonie | cezaevi | hapishane |
        tutulduğu yer | tutulduğu cezaevi | زندان | محل نگهداری | محل حبس | السجن | مكان الاحتجاز | مكان السجن |
        监狱 | 关押地点 | 羁押地点 | 看守所 | 关押地 | 服刑地点 | 服刑监狱
    """,
    "judge": """
        judge | trial judge | judges | name of judge | судья | судьи | суддзя | суддзі | суддя | судді | juez |
        jueza | jueces | juge | juges | richter | richterin | hakim | hâkim | yargıç | قاضی | نام قاضی | القاضي |
        اسم القاضي | 法官 | 主审法官 | 审判长
    """,
    "sentence_end": """
        sentence ends | end of sentence | sentence end | end of term | expected release | expected release date |
        due for release | scheduled release | конец срока | окончание срока | дата окончания срока | канец тэрміну |
        кінець строку | кінець терміну | fin de condena | fin de la pena | fin de peine | date de fin de peine |
        libération prévue | haftende | strafende | voraussichtliche entlassung | ceza bitiş tarihi |
        beklenen tahliye | پایان محکومیت | پایان حکم | نهاية الحكم | انتهاء المحكومية | 刑满日期 | 刑期届满 |
        刑满释放日期 | 预计出狱日期
    """,
    "source": """
        source | sources | source url | source link | reference link | link | links | url | website | web page |
        webpage | reported by | references | citation | citations | evidence | источник | источники | ссылка |
        ссылки | ссылка на источник | крыніца | крыніцы | спасылка | спасылкі | джерело | джерела | посилання |
        fuente | fuentes | enlace | enlaces | lien | liens | sources et liens | quelle | quellen | verweis |
        kaynak | kaynaklar | bağlantı | منبع | منابع | لینک | المصدر | المصادر | رابط | الرابط | 来源 | 消息来源 |
        信息来源 | 资料来源 | 链接 | 网址 | 出处
    """,
    "status_since": "status since | since when | статус с | statut depuis | status seit | estado desde",
    "status": """
        status | current status | case status | legal status | custody status | present status | статус |
        текущий статус | положение | состояние | бягучы статус | становішча | поточний статус | стан | estado |
        situación | estatus | statut | situation | statut actuel | haftstatus | aktueller stand | stand | durum |
        durumu | mevcut durum | وضعیت | وضعیت فعلی | الحالة | الوضع | الوضع الحالي | 状态 | 现状 | 当前状态 |
        目前状况 | 情况
    """,
    "days_held": """
        days held | days in custody | days in detention | дней в заключении | дзён за кратамі | días detenido |
        jours de détention | hafttage | 关押天数
    """,
    "last_update": """
        last update | last updated | последнее обновление | апошняе абнаўленне | останнє оновлення |
        última actualización | dernière mise à jour | letzte aktualisierung | son güncelleme | آخرین به‌روزرسانی |
        آخر تحديث | 最后更新 | 更新日期
    """,
    "note": """
        notes | note | comments | comment | remarks | other information | additional information | misc |
        примечание | примечания | комментарий | комментарии | заметки | заўвагі |
        каментар | примітки | коментар | notas | comentarios |
        observaciones | remarques | commentaires | bemerkungen | anmerkungen | kommentar | notizen | notlar | not |
        یادداشت | یادداشت‌ها | توضیحات | ملاحظات | 备注 | 说明 | 附注
    """,
}
