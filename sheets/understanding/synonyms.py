"""How people say the words of our vocabularies, in the languages that sheets are kept in.

By column and code. They are compared folded (see `core.search_keys`): case, marks and script do not count. One phrase
stands for one code of its column; what is ambiguous in a language is left out, and somebody is asked.
"""

from __future__ import annotations

_TABLE = """
gender.female: f · fem · w · woman · girl · ж · жен · женский · женщина · жаночы · жінка · жіноча · mujer · femenino · femme · féminin · féminine · weiblich · frau · kadın · زن · أنثى · 女 · 女性
gender.male: m · man · boy · м · муж · мужской · мужчина · мужчынскі · чоловік · чоловіча · hombre · masculino · homme · masculin · männlich · mann · erkek · مرد · ذكر · 男 · 男性
gender.other: x · non-binary · nonbinary · другой · otro · autre · divers · diğer

tier.critical: urgent · emergency · p0 · 1 · very high · критический · критично · срочно · urgente · kritisch · acil
tier.high: p1 · 2 · important · высокий · alto · alta · haut · élevé · hoch · yüksek
tier.standard: normal · medium · p2 · 3 · обычный · средний · medio · media · moyen · mittel · orta
tier.watch: low · p3 · 4 · monitor · наблюдение · низкий · bajo · baja · bas · niedrig · düşük

level.partners: partner · partner organisations · партнёры · партнеры
level.team: internal · our team · команда · внутренний
level.restricted: members · members only · confidential · ограниченный
level.sealed: secret · named people only · секретно

file_state.active: open · current · opened · активно · активное · открыто · ouvert · offen · açık
file_state.monitoring: monitored · under observation · мониторинг · наблюдаем
file_state.dormant: inactive · paused · on hold · sleeping · приостановлено · неактивно
file_state.closed: ended · finished · archived · archive · закрыто · закрыт · архив · fermé · cerrado · geschlossen · kapalı
file_state.rejected: declined · not taken · отклонено · отказ
file_state.draft: in preparation · черновик

verdict_outcome.custodial: convicted · guilty · prison · imprisonment · prison sentence · jail · jail term · sentenced · sentenced to prison · custodial sentence · custody · лишение свободы · обвинительный · обвинительный приговор · виновен · виновна · осужден · осуждён · осуждена · реальный срок · колония · пазбаўленне волі · прысуд · позбавлення волі · prisión · condenado · condenada · culpable · condamné · condamnée · prison ferme · coupable · freiheitsstrafe · haft · haftstrafe · schuldig · hapis · mahkum · حبس · زندان · سجن · 有期徒刑 · 徒刑 · 有罪
verdict_outcome.suspended: suspended · suspended sentence · conditional · conditional sentence · probation · условно · условный срок · условное · условный · умоўна · умовно · pena suspendida · condicional · sursis · avec sursis · bewährung · auf bewährung · ertelenmiş · تعلیقی · مع وقف التنفيذ · 缓刑 · 緩刑
verdict_outcome.acquitted: acquittal · not guilty · innocent · оправдан · оправдана · оправдание · оправдательный · оправдательный приговор · апраўданы · виправданий · виправдано · absuelto · absuelta · absolución · acquitté · acquittée · relaxe · relaxé · freispruch · freigesprochen · beraat · تبرئه · برائت · براءة · 无罪 · 無罪
verdict_outcome.fine: fined · money fine · monetary penalty · штраф · multa · amende · geldstrafe · para cezası · جریمه · جزای نقدی · غرامة · 罚金 · 罰金

appeal_outcome.upheld: confirmed · affirmed · dismissed · rejected · appeal dismissed · appeal rejected · unchanged · left in force · left unchanged · оставлен без изменений · оставлено без изменений · оставлен в силе · без изменений · в силе · без змен · пакінуты без змен · без змін · confirmada · confirmado · ratificada · confirmé · confirmée · bestätigt · onandı · onama · تایید · تأييد · 维持原判 · 維持原判 · 驳回
appeal_outcome.reduced: reduced sentence · lowered · mitigated · partly upheld · changed · сокращен · сокращён · снижен · смягчен · смягчён · изменен · изменён · скарочаны · зменьшаны · зменшено · reducida · rebajada · réduite · réduit · reduziert · gemildert · indirildi · کاهش · 减刑 · 改判
appeal_outcome.quashed: annulled · overturned · cancelled · set aside · reversed · sent back · retrial ordered · отменен · отменён · отменено · адменены · скасовано · anulada · revocada · annulé · annulée · cassé · aufgehoben · bozuldu · bozma · نقض · نقض الحكم · 撤销原判 · 发回重审

temporary_reason.medical: medical leave · medical furlough · sick leave · hospital · health · treatment · болезнь · лечение · по болезни · лечэнне · лікування · médico · médica · salud · santé · raisons médicales · krankheit · gesundheit · sağlık · مرخصی استعلاجی · درمان · 保外就医 · 保外就醫
temporary_reason.furlough: leave · prison leave · home leave · отпуск · permiso · permission de sortir · hafturlaub · izin · مرخصی · إجازة

release_reason.acquittal: acquitted · found not guilty · оправдан · оправдана · оправдание · апраўданы · absuelto · acquitté · freispruch · beraat · تبرئه · براءة · 无罪释放
release_reason.charges_dropped: charges withdrawn · case dropped · case closed · dropped · discontinued · снято обвинение · обвинения сняты · дело прекращено · дело закрыто · справа спыненая · справу закрито · sobreseimiento · cargos retirados · charges abandonnées · non-lieu · verfahren eingestellt · takipsizlik · 撤销案件
release_reason.time_served: served · sentence served · full term · end of sentence · completed sentence · sentence completed · served full sentence · end of term · отбыл срок · отбыла срок · по отбытии срока · отбытие срока · отбыл · отбыла · полностью отбыл срок · освобожден по отбытии · адбыў тэрмін · адбыла тэрмін · адбыў · адбыла · відбув строк · відбула строк · pena cumplida · cumplió condena · peine purgée · fin de peine · strafe verbüßt · cezası bitti · tahliye · پایان محکومیت · پایان حبس · انتهاء المحكومية · 刑满释放 · 刑滿釋放 · 期满
release_reason.conviction_quashed: sentence quashed · verdict quashed · conviction overturned · verdict overturned · приговор отменен · приговор отменён · прысуд адменены · вирок скасовано · condena anulada · condamnation annulée · urteil aufgehoben
release_reason.parole: early release · paroled · released early · conditional release · released on parole · удо · условно-досрочно · условно-досрочное освобождение · досрочно · умоўна-датэрмінова · датэрмінова · умовно-дострокове · libertad condicional · libération conditionnelle · vorzeitige entlassung · bedingte entlassung · şartlı tahliye · آزادی مشروط · إفراج مشروط · 假释 · 假釋
release_reason.pardon: pardoned · presidential pardon · clemency · помилован · помилована · помилование · памілаваны · памілаваная · памілаванне · помилувано · помилування · indulto · indultado · indultada · grâce · gracié · graciée · begnadigt · begnadigung · af · عفو · عفو رئاسي · 特赦
release_reason.amnesty: amnestied · амнистия · амнистирован · по амнистии · амністыя · амністія · amnistía · amnistie · amnistié · amnestie · genel af · عفو عمومی · عفو عام · 大赦
release_reason.commutation: commuted · sentence commuted · замена наказания · замена режима · замена неотбытой части · замена пакарання · conmutación · commutation de peine · strafumwandlung · تخفیف مجازات
release_reason.exchange: exchanged · swap · swapped · prisoner swap · prisoner exchange · обмен · обменян · обменяна · абмен · обмін · canje · intercambio · échange · échangé · austausch · ausgetauscht · takas · مبادله · تبادل · 交换
release_reason.expelled: deported · expulsion · deportation · exiled · forced into exile · expelled from the country · выслан · выслана · высылка · депортирован · депортирована · депортация · дэпартаваны · депортовано · desterrado · deportado · expulsado · destierro · expulsé · expulsée · déporté · abgeschoben · ausgewiesen · sınır dışı · اخراج · ترحيل · 驱逐出境
release_reason.negotiated: deal · agreement · after negotiations · diplomacy · переговоры · договорённость · negociación · négociation · verhandelt · مذاکره
release_reason.transferred_abroad: extradited · extradition · transferred to another country · transfer abroad · экстрадирован · экстрадирована · передан другой стране · extraditado · extradé · ausgeliefert · iade
release_reason.escaped: escape · fled · ran away · побег · бежал · бежала · сбежал · сбежала · уцёк · втік · fugado · évadé · geflohen · kaçtı · فرار · 逃脱
release_reason.unexplained: no explanation · without explanation · released without charge · no reason given · без объяснений · без объяснения причин · без тлумачэння · sin explicación · sans explication · ohne erklärung

death_cause.executed: execution · hanged · hanging · death penalty · казнен · казнён · казнена · казнь · смертная казнь · расстрелян · пакараны смерцю · страчений · ejecutado · ejecución · exécuté · exécution · hingerichtet · hinrichtung · idam · اعدام · إعدام · 死刑 · 处决
death_cause.illness: disease · sick · sickness · cancer · covid · covid-19 · heart attack · natural causes · болезнь · умер от болезни · рак · инфаркт · хвароба · хвороба · enfermedad · maladie · krankheit · hastalık · بیماری · مرض · 病 · 病死 · 癌症
death_cause.killed: murder · murdered · beaten to death · tortured to death · torture · homicide · shot · убит · убита · убийство · пытки · замучен · забіты · забойства · вбитий · вбивство · asesinado · asesinada · asesinato · tué · tuée · assassiné · meurtre · ermordet · getötet · mord · öldürüldü · قتل · کشته · 被杀 · 打死
death_cause.cause_unknown: unknown · disputed · unclear · not known · suspicious · suicide (disputed) · неизвестно · не установлена · неизвестна · невядома · невідомо · desconocida · inconnue · unbekannt · bilinmiyor · نامعلوم · غير معروف · 不明

categories.journalist: reporter · media worker · editor · photojournalist · correspondent · press · media · журналист · журналистка · журналисты · журналіст · журналістка · periodista · journaliste · journalistin · gazeteci · روزنامه‌نگار · خبرنگار · صحفي · صحفية · 记者 · 記者
categories.blogger: youtuber · vlogger · tiktoker · influencer · online activist · netizen · блогер · блогерка · bloguero · blogueur · وبلاگ‌نویس · مدون · 博主
categories.writer: poet · author · novelist · writer or poet · писатель · писательница · поэт · поэтесса · пісьменнік · паэт · письменник · поет · escritor · escritora · poeta · écrivain · écrivaine · poète · schriftsteller · schriftstellerin · dichter · yazar · şair · نویسنده · شاعر · كاتب · 作家 · 诗人
categories.opposition_politician: politician · opposition leader · opposition · opposition member · member of parliament · mp · политик · оппозиционер · оппозиционный политик · палітык · політик · político · política · opositor · homme politique · opposant · politiker · politikerin · siyasetçi · سیاستمدار · سياسي · 政治人物
categories.party_member: member of a party · opposition party member · член партии · сябар партыі · член партії · miembro de partido · membre d'un parti · parteimitglied · parti üyesi
categories.hrd: human rights defender · human-rights defender · human rights activist · rights defender · rights activist · defender · правозащитник · правозащитница · праваабаронца · праваабаронца · правозахисник · правозахисниця · defensor de derechos humanos · defensora · défenseur des droits · défenseur des droits humains · défenseure · menschenrechtler · menschenrechtsverteidiger · menschenrechtsaktivist · insan hakları savunucusu · مدافع حقوق بشر · فعال حقوق بشر · مدافع عن حقوق الإنسان · حقوقي · 人权捍卫者 · 维权人士
categories.lawyer: attorney · advocate (lawyer) · human rights lawyer · barrister · solicitor · адвокат · юрист · адвакат · abogado · abogada · avocat · avocate · rechtsanwalt · rechtsanwältin · anwalt · anwältin · avukat · وکیل · محام · محامي · محامية · 律师 · 律師
categories.academic: professor · scholar · scientist · researcher · teacher · lecturer · учёный · ученый · преподаватель · преподавательница · учитель · навуковец · выкладчык · настаўнік · науковець · викладач · profesor · profesora · académico · universitaire · professeur · enseignant · wissenschaftler · wissenschaftlerin · lehrer · akademisyen · öğretmen · استاد · معلم · أستاذ · 学者 · 教授
categories.student: university student · студент · студентка · студэнт · estudiante · étudiant · étudiante · studentin · öğrenci · دانشجو · طالب · 学生
categories.religious_leader: priest · pastor · imam · cleric · bishop · clergy · monk · священник · священнослужитель · пастор · имам · святар · священик · sacerdote · obispo · prêtre · pasteur · priester · pfarrer · din adamı · روحانی · كشيش · رجل دين · 牧师
categories.religious_believer: believer · jehovah's witness · jehovahs witness · jehovah's witnesses · baha'i · christian convert · falun gong · верующий · верующая · свидетель иеговы · свидетели иеговы · вернік · віруючий · creyente · testigo de jehová · croyant · gläubiger · بهایی · بهائی · نوکیش مسیحی · مؤمن · 信徒 · 法轮功
categories.ethnic_minority: ethnic minority · minority · minority activist · uyghur · uighur · tibetan · kurd · kurdish · crimean tatar · крымский татарин · национальное меньшинство · minoría étnica · minorité ethnique · ethnische minderheit · etnik azınlık · اقلیت قومی · کرد · أقلية عرقية · 少数民族 · 维吾尔族
categories.labour: trade unionist · trade union activist · union member · labor activist · labor · union activist · профсоюзный активист · профсоюз · прафсаюзны актывіст · профспілковий активіст · sindicalista · syndicaliste · gewerkschafter · gewerkschafterin · sendikacı · فعال کارگری · نقابي · 劳工
categories.environment: environmentalist · environmental activist · ecologist · land defender · эколог · экоактивист · эколаг · ecologista · défenseur de l'environnement · écologiste · umweltschützer · umweltaktivist · çevreci · فعال محیط زیست · ناشط بيئي · 环保人士
categories.women_rights: women's rights activist · women's rights defender · womens rights · women's rights · feminist · феминистка · феміністка · feminista · féministe · feministin · frauenrechtlerin · feminist aktivist · فعال حقوق زنان · ناشطة نسوية · 女权
categories.lgbti: lgbt · lgbtq · lgbtq+ · lgbtqi · lgbti activist · лгбт · лгбтк
categories.artist: musician · singer · actor · actress · rapper · painter · filmmaker · director (film) · cartoonist · художник · художница · музыкант · артист · артистка · актёр · актер · актриса · певец · певица · мастак · музыка · митець · artista · músico · cantante · artiste · musicien · künstler · künstlerin · musiker · sanatçı · müzisyen · هنرمند · خواننده · فنان · 艺术家
categories.whistleblower: осведомитель · разоблачитель · denunciante · lanceur d'alerte · whistleblowerin · hinweisgeber · ihbarcı · 举报人
categories.civil_servant: official · public servant · government employee · state employee · police officer · чиновник · госслужащий · служащий · чыноўнік · дзяржслужачы · держслужбовець · funcionario · funcionaria · fonctionnaire · beamter · beamtin · memur · کارمند دولت · موظف · 公务员
categories.military_refuser: conscientious objector · deserter · draft refuser · soldier · военнослужащий · отказник · дезертир · objetor de conciencia · objecteur de conscience · kriegsdienstverweigerer · vicdani retçi
categories.protester: demonstrator · activist · protestor · civil activist · civic activist · protest participant · political activist · активист · активистка · участник протеста · участник протестов · участник митинга · гражданский активист · актывіст · актывістка · удзельнік пратэстаў · активіст · активістка · учасник протестів · activista · manifestante · militant · militante · manifestant · aktivist · aktivistin · demonstrant · eylemci · معترض · فعال · فعال مدنی · ناشط · ناشطة · متظاهر · 抗议者 · 活动人士
categories.business: businessman · businesswoman · entrepreneur · business owner · предприниматель · предпринимательница · бизнесмен · прадпрымальнік · бізнэсовец · підприємець · empresario · empresaria · entrepreneure · chef d'entreprise · unternehmer · unternehmerin · iş insanı · iş adamı · تاجر · رجل أعمال · 企业家 · 商人
categories.medical: doctor · nurse · physician · medic · health worker · paramedic · врач · медик · медсестра · лекар · медык · лікар · médico · médica · enfermera · médecin · infirmière · arzt · ärztin · pfleger · doktor · پزشک · پرستار · طبيب · 医生
categories.relative_of_target: relative · family member · family · spouse of · wife of · родственник · родственница · член семьи · сваяк · родич · familiar · proche · membre de la famille · angehöriger · angehörige · akraba · خانواده · قريب · 家属
categories.foreign_or_dual_national: foreigner · foreign national · dual national · dual citizen · иностранец · иностранка · двойное гражданство · замежнік · іноземець · extranjero · extranjera · doble nacional · étranger · étrangère · binational · binationale · ausländer · ausländerin · doppelstaatler · yabancı · دوتابعیتی · اتباع خارجی · أجنبي · مزدوج الجنسية · 外国人
categories.humanitarian: aid worker · humanitarian aid worker · ngo worker · volunteer · волонтёр · волонтер · волонтёрка · валанцёр · cooperante · voluntario · travailleur humanitaire · bénévole · helfer · freiwilliger · gönüllü · امدادگر · عامل إغاثة · 志愿者

status.at_risk: threatened · under threat · wanted · hiding · в розыске · под угрозой
status.disappeared: missing · enforced disappearance · abducted · пропал · пропала · похищен · похищена · исчез · desaparecido · desaparecida · disparu · disparue · vermisst · verschwunden · kayıp · ناپدید · مفقود · مختفي قسرا · 失踪 · 被失踪
status.detained_unacknowledged: incommunicado · capture denied
status.detained: arrested · in detention · held · in custody · under arrest · задержан · задержана · арестован · арестована · под арестом · под стражей · затрыманы · затрыманая · арыштаваны · затримано · затриманий · detenido · detenida · arrestado · détenu · détenue · arrêté · arrêtée · inhaftiert · verhaftet · festgenommen · gözaltı · gözaltında · tutuklu · بازداشت · دستگیر · معتقل · محتجز · موقوف · 被拘留 · 拘留 · 羁押 · 在押
status.administrative_detention: administrative arrest · 15 days · адмінарышт · административный арест · сутки · на сутках · на сутках (административный арест) · detención administrativa · rétention administrative · verwaltungshaft · 行政拘留
status.pretrial: pre-trial · pre-trial detention · pretrial detention · remand · on remand · remanded · awaiting trial · under investigation · charged · сизо · в сизо · следствие · под следствием · обвиняемый · обвиняемая · у сіза · пад следствам · під слідством · prisión preventiva · détention provisoire · en détention provisoire · untersuchungshaft · u-haft · tutuklu yargılanıyor · بازداشت موقت · حبس احتياطي · 审前羁押
status.on_trial: trial · on trial · being tried · under trial · in court · trial ongoing · trial under way · суд · идет суд · идёт суд · подсудимый · подсудимая · ідзе суд · суд триває · en juicio · en procès · jugement en cours · vor gericht · yargılanıyor · قيد المحاكمة · محاکمه · 受审 · 审判中
status.convicted_appeal: appeal · appealing · appeal pending · convicted · awaiting appeal · апелляция · обжалует · апеляцыя · апеляція · apelación · en appel · in berufung · temyiz · تجدیدنظر · استئناف · 上诉
status.serving: serving a sentence · imprisoned · in prison · sentenced · jailed · prison · political prisoner · colony · in colony · penal colony · serving term · отбывает наказание · отбывает срок · осужден · осуждён · осуждена · в колонии · в тюрьме · колония · тюрьма · заключён · политзаключённый · политзаключенный · адбывае пакаранне · асуджаны · асуджаная · у калоніі · у турме · палітвязень · відбуває покарання · засуджений · засуджена · політв'язень · encarcelado · encarcelada · preso · presa · cumpliendo condena · prisonnier · emprisonné · emprisonnée · purge sa peine · im gefängnis · inhaftiert (verurteilt) · verbüßt strafe · hükümlü · cezaevinde · زندانی · در حبس · سجين · مسجون · 服刑 · 服刑中 · 监禁
status.held_past_sentence: term expired · past sentence · still held
status.psychiatric: psychiatric hospital · compulsory treatment · forced treatment · психбольница · принудительное лечение · прымусовае лячэнне · примусове лікування · psiquiátrico · hôpital psychiatrique · psychiatrie · 精神病院
status.house_arrest: under house arrest · home detention · домашний арест · под домашним арестом · хатні арышт · домашня арешт · домашній арешт · arresto domiciliario · casa por cárcel · assignation à résidence · hausarrest · ev hapsi · حبس خانگی · حصر خانگی · إقامة جبرية · 软禁 · 监视居住
status.temporary_release: on leave · furlough · on furlough · medical leave · в отпуске · مرخصی
status.exit_ban: travel ban · exit ban · banned from leaving · запрет на выезд · подписка о невыезде · prohibición de salida · interdiction de sortie · ausreiseverbot · yurt dışı çıkış yasağı · ممنوع‌الخروج · ممنوع من السفر · 限制出境
status.bail: released on bail · out on bail · под залогом · под подпиской · под запретом определённых действий · под закладам · під заставою · bajo fianza · libertad bajo fianza · sous caution · contrôle judiciaire · gegen kaution · kefaletle · با وثیقه · آزاد با وثیقه · بكفالة · 取保候审
status.suspended: suspended · conditional sentence · suspended term · on probation · условно · условный срок · умоўна · умовно · con sursis · sursis · bewährung · تعلیقی · 缓刑
status.released: free · freed · at liberty · released · ex-prisoner · former prisoner · former political prisoner · sentence served · served · acquitted · pardoned · на свободе · освобожден · освобождён · освобождена · вышел · вышла · вышел на свободу · на волі · вызвалены · вызваленая · звільнений · звільнено · звільнена · liberado · liberada · en libertad · excarcelado · excarcelada · libéré · libérée · libre · freigelassen · entlassen · frei · serbest · tahliye · tahliye edildi · آزاد · آزاد شده · مفرج عنه · مفرج عنها · أفرج عنه · 获释 · 释放 · 已释放
status.exiled: exile · in exile · deported · expelled · banished · forced exile · выслан · выслана · депортирован · депортирована · в изгнании · desterrado · desterrada · exiliado · exiliada · exilé · exilée · ausgewiesen · abgeschoben · sürgün · تبعید · منفى · 流亡
status.died_in_custody: died in prison · died in detention · killed in prison · executed · death in custody · умер в заключении · умерла в заключении · умер в колонии · умер в тюрьме · погиб в заключении · памёр у турме · памёр за кратамі · помер у вʼязниці · murió en prisión · muerto bajo custodia · mort en détention · décédé en prison · in haft gestorben · cezaevinde öldü · اعدام شده · توفي في السجن · 死于狱中
status.died_after_release: died after release · died · умер после освобождения
"""  # noqa: E501 - one code to a line


def _read() -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for line in _TABLE.strip().splitlines():
        if line:
            place, phrases = line.split(": ", 1)
            key, code = place.split(".")
            found.setdefault(key, {})[code] = tuple(phrases.split(" · "))
    return found


#: {column: {code: phrases}}
SYNONYMS = _read()
