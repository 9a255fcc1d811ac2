"""The same for sheets of updates, actions, officials and key dates."""

from sheets.understanding.heading_words import CASES
from sheets.vocabulary import SheetKind

_CASE = """
    case | case reference | reference | case id | case no | case number | prisoner | prisoner name |
    name of prisoner | detainee | дело | номер дела | заключенный | политзаключенный | справа | нумар справы |
    зняволены | палітвязень | номер справи | ув'язнений | політв'язень | caso | número de caso | preso | dossier |
    affaire | cas | prisonnier | détenu | fall | fallnummer | gefangener | häftling | dosya | dosya no | dava no |
    mahpus | پرونده | شماره پرونده | زندانی | القضية | رقم القضية | المعتقل | السجين | 案件 | 案号 | 案件编号 |
    当事人
"""
_KIND = """
    kind | type | category | what kind | вид | тип | від | від падзеі | тып | tipo | clase | type d'événement |
    nature | art | typ | kategorie | tür | türü | نوع | النوع | 类型 | 种类 | 类别
"""
_SUMMARY = """
    in one line | summary | title | headline | what happened | short description | description | event description |
    subject | details in short | кратко | что произошло | содержание | заголовок | суть | описание | коротка |
    што адбылося | апісанне | коротко | що сталося | опис | зміст | resumen | título | qué pasó | descripción |
    asunto | résumé | titre | objet | ce qui s'est passé | zusammenfassung | titel | betreff | was geschah |
    beschreibung | özet | başlık | konu | ne oldu | açıklama | خلاصه | عنوان | موضوع | شرح | ملخص | العنوان |
    الموضوع | الوصف | 摘要 | 标题 | 事由 | 概述 | 描述 | 内容
"""

OTHERS: dict[SheetKind, dict[str, str]] = {
    SheetKind.UPDATES: {
        "case": _CASE
        + "|"
        + """
            name | full name | имя | фио | імя | піб | ім'я | nombre | nom | name des gefangenen | ad soyad | نام |
            الاسم | 姓名
        """,
        "kind": _KIND
        + "|"
        + """
            event | event type | type of event | type of update | update type | update | событие | тип события |
            вид события | падзея | подія | тип події | evento | tipo de evento | événement | ereignis |
            ereignisart | olay | olay türü | رویداد | نوع رویداد | الحدث | نوع الحدث | 事件 | 事件类型
        """,
        "detail": """
            detail | details | more closely | outcome | result | подробность | уточнение | итог | вынік |
            удакладненне | деталь | уточнення | detalle | resultado | détail | précision | näheres | ergebnis |
            ayrıntı | sonuç | جزئیات | نتیجه | التفاصيل | النتيجة | 细节 | 结果
        """,
        "occurred": """
            when it happened | date | day | when | occurred | occurred on | event date | date of event |
            happened on | дата | когда | день | дата события | калі | дзень | дата падзеі | коли | дата події |
            fecha | cuándo | fecha del evento | quand | jour | date de l'événement | date des faits | datum | wann |
            tag | tarih | ne zaman | olay tarihi | تاریخ | زمان | تاریخ رویداد | التاريخ | متى | تاريخ الحدث |
            日期 | 时间 | 发生日期 | 事发日期
        """,
        "summary": _SUMMARY,
        "account": """
            at length | account | text | full text | full account | long description | notes | note | comment |
            comments | report | narrative | подробно | текст | примечание | комментарий | заметки | падрабязна |
            тэкст | заўвагі | докладно | примітки | texto | relato | notas | comentarios | texte | récit |
            remarques | commentaire | bericht | langtext | anmerkungen | bemerkungen | metin | notlar | متن |
            توضیحات | یادداشت | النص | ملاحظات | 详情 | 正文 | 备注 | 说明
        """,
        "place": """
            place | location | where | city | venue | место | где | город | месца | дзе | місце | де | lugar |
            dónde | lieu | où | ville | ort | wo | yer | şehir | محل | مکان | شهر | المكان | 地点 | 地方 | 城市
        """,
        "asked": "who was asked | asked | кого спросили | wer wurde gefragt",
        "source": CASES["source"],
        "level": CASES["level"],
    },
    SheetKind.ACTIONS: {
        "case": _CASE + "|" + "name | имя | фио | імя | піб | ім'я | nombre | nom | ad soyad | نام | الاسم | 姓名",
        "kind": _KIND
        + "|"
        + """
            action | action type | type of action | what was done | действие | вид действия | мера | дзеянне | дія |
            вид дії | acción | tipo de acción | mesure | type d'action | démarche | maßnahme | aktion | eylem |
            اقدام | نوع اقدام | الإجراء | نوع الإجراء | 行动 | 行动类型 | 措施
        """,
        "weight": """
            weight | importance | importance of action | вес | важность | вага | peso | importancia | poids |
            gewicht | ağırlık | 重要性
        """,
        "sent": """
            sent or done on | sent | sent on | date sent | done on | date | day | when | date of action |
            action date | отправлено | дата отправки | дата | когда | адпраўлена | дата адпраўкі | надіслано |
            дата надсилання | коли | enviado | fecha de envío | fecha | envoyé le | envoyé | date d'envoi |
            gesendet | gesendet am | versandt am | datum | gönderildi | gönderim tarihi | tarih | تاریخ ارسال |
            تاریخ | تاريخ الإرسال | التاريخ | 发送日期 | 寄出日期 | 日期
        """,
        "actor": """
            who acted | actor | actors | by | from | sender | sent by | acted by | organisation | organization |
            кто | от кого | отправитель | организация | хто | ад каго | адпраўшчык | арганізацыя | від кого |
            відправник | організація | quién | de | remitente | organización | qui | expéditeur | auteur | wer |
            von | absender | kim | gönderen | kurum | فرستنده | اقدام‌کننده | سازمان | المرسل | الجهة المرسلة |
            المنظمة | 行动者 | 发送人 | 寄件人 | 机构 | 组织
        """,
        "addressee": """
            addressed to | addressee | to | recipient | sent to | target | кому | адресат | получатель | каму |
            атрымальнік | одержувач | a quién | destinatario | à | destinataire | à qui | an | empfänger |
            adressat | an wen | kime | alıcı | muhatap | گیرنده | به | خطاب به | المرسل إليه | إلى |
            الجهة المخاطبة | 收件人 | 致 | 对象
        """,
        "summary": _SUMMARY,
        "reply_due": """
            reply due on | reply due | due | deadline | response due | answer due | reply by | reply expected |
            срок ответа | ответ до | тэрмін адказу | адказ да | термін відповіді | відповідь до |
            respuesta antes de | plazo de respuesta | fecha límite | réponse attendue | réponse avant | échéance |
            antwort bis | antwortfrist | frist | yanıt tarihi | son tarih | مهلت پاسخ | موعد الرد | المهلة |
            回复期限 | 截止日期 | 答复期限
        """,
        "source": CASES["source"],
        "level": CASES["level"],
    },
    SheetKind.OFFICIALS: {
        "case": _CASE,
        "native_name": CASES["native_name"],
        "other_names": CASES["other_names"],
        "name": """
            official or body | official | name | full name | name of official | official name | perpetrator |
            person | body | имя | фио | имя и фамилия | должностное лицо | чиновник | имя чиновника | імя | піб |
            службовая асоба | чыноўнік | ім'я | посадова особа | nombre | funcionario | responsable | nom |
            nom et prénom | fonctionnaire | agent | amtsträger | beamter | verantwortlicher | ad soyad | görevli |
            yetkili | نام | نام و نام خانوادگی | مقام | مسئول | الاسم | المسؤول | الموظف | 姓名 | 官员 | 官员姓名 |
            责任人
        """,
        "function": """
            in which function | function | role | role in the case | capacity | роль | функция | роль в деле |
            роля | функцыя | функція | роль у справі | función | papel | rol | fonction | rôle | funktion | rolle |
            görev | rolü | نقش | سمت در پرونده | الدور | الصفة | 角色 | 职能 | 作用
        """,
        "degree": """
            in what way responsible | degree | responsibility | degree of responsibility | involvement |
            how involved | степень ответственности | ответственность | участие | ступень адказнасці | адказнасць |
            ступінь відповідальності | відповідальність | responsabilidad | grado | responsabilité | degré |
            verantwortung | beteiligung | sorumluluk | میزان مسئولیت | درجة المسؤولية | 责任 | 责任程度
        """,
        "position": """
            position | post | title | job title | rank | office | должность | звание | пост | пасада | званне |
            посада | звання | cargo | puesto | rango | poste | grade | titre | position officielle | amt |
            dienstgrad | stellung | posten | makam | rütbe | unvan | سمت | درجه | عنوان شغلی | المنصب | الرتبة |
            职务 | 职位 | 职衔 | 警衔
        """,
        "kind": "person or body | kind | type | вид | тип | тып | tipo | art | typ | tür | نوع | النوع | 类型",
        "since": """
            from | since | start | from date | start date | с | с какого | начало | з | пачатак | від | початок |
            desde | inicio | depuis | début | seit | von | beginn | ab | başlangıç | از | من | 从 | 起始日期 |
            开始日期
        """,
        "until": """
            until | to | till | end | to date | end date | по | до | конец | да | канец | кінець | hasta | fin |
            jusqu'à | jusqu'au | bis | ende | bitiş | تا | إلى | حتى | 至 | 结束日期
        """,
        "source": CASES["source"],
    },
    SheetKind.DATES: {
        "case": _CASE + "|" + "name | имя | фио | імя | піб | ім'я | nombre | nom | ad soyad | نام | الاسم | 姓名",
        "kind": _KIND
        + "|"
        + """
            event | what | событие | что | падзея | што | подія | що | evento | qué | événement | quoi | ereignis |
            was | olay | رویداد | الحدث | 事件
        """,
        "due": """
            when | due | date | day | due date | on | deadline | когда | дата | день | срок | калі | дзень |
            тэрмін | коли | термін | cuándo | fecha | día | plazo | quand | jour | échéance | date prévue | wann |
            datum | tag | termin | ne zaman | tarih | زمان | تاریخ | موعد | متى | التاريخ | الموعد | 日期 | 时间 |
            何时
        """,
        "summary": _SUMMARY + "|" + "what is expected | expected | note | notes | comment | примечание | комментарий",
        "level": CASES["level"],
    },
}
