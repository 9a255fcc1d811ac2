"""Han letters of names as Hong Kong, Macao, Taiwan and the diaspora write them: Wong, Chan, Tsai, Hsieh.

Cantonese: the usual spellings of passports and newspapers, for surnames and the letters that given names are made of.
Wade-Giles follows from pinyin by rule.
"""

from __future__ import annotations

import re

_CANTONESE = """
au: 区區欧歐 | beng: 明 | bin: 扁斌彬 | boon: 文 | chak: 泽澤 | chan: 陈陳 | chang: 张張郑鄭 | chau: 周邹鄒洲
chee: 志智 | cheng: 郑鄭程清正 | cheong: 张張祥昌 | cheuk: 卓灼 | cheung: 张張章祥翔昌 | chew: 周
chi: 志之智芝至治梓子池赐賜驰馳 | chiang: 蒋蔣江姜 | chik: 植直 | chin: 钱錢陈陳展前进進
ching: 程正政清青晴静靜贞貞菁庄莊澄呈晶 | chio: 赵趙招 | chit: 哲 | chiu: 赵趙昭朝钊釗超 | cho: 曹祖早楚
choi: 蔡才彩财財 | chong: 庄莊张張壮 | chow: 周邹鄒 | choy: 蔡 | chu: 朱诸諸 | chua: 蔡 | chuen: 全泉川传傳铨銓
chui: 徐崔 | chun: 俊春骏駿进進振镇鎮津 | chung: 钟鐘鍾中忠聪聰松仲宗重 | chye: 财財才 | eng: 英荣榮 | fai: 辉輝晖暉
fan: 范樊凡帆芬勋勳 | fat: 发發 | fok: 霍 | fong: 方芳邝鄺 | fu: 傅符夫富 | fuk: 福 | fun: 欢歡勋勳
fung: 冯馮风風峰锋鋒丰豐凤鳳枫楓 | gar: 家嘉 | gho: 吴吳 | goh: 吴吳 | guan: 源 | ha: 夏霞 | hang: 恒恆杏行亨衡幸
hau: 侯厚孝效候 | hei: 希熙喜晞羲曦 | heng: 王 | him: 谦謙 | hin: 宪憲显顯轩軒 | hing: 兴興庆慶馨 | hiu: 晓曉
ho: 何浩豪贺賀可河好皓昊 | hock: 福学學 | hoi: 海凯凱开開愷恺 | hok: 学學鹤鶴 | hon: 汉漢翰瀚 | hong: 康航项項洪
hor: 何 | hsu: 许許徐 | huang: 黄黃 | huat: 发發 | hui: 许許慧惠辉輝 | hung: 洪孔雄鸿鴻红紅 | hwa: 华華
ieong: 杨楊 | ing: 英 | io: 姚 | ip: 叶葉业業 | jin: 仁 | ka: 家嘉加珈 | kai: 启啟佳繼继溪麒 | kam: 甘金锦錦鉴鑑淦
kan: 简簡勤 | kat: 吉 | kau: 球九 | kay: 基奇 | kee: 基祺 | kei: 其奇琪基棋麒纪紀 | keung: 强強 | khoo: 邱丘
ki: 其奇琪基 | kiat: 杰傑 | kin: 健坚堅建乾 | king: 景经經敬琼瓊 | kit: 杰傑洁潔捷 | kiu: 乔喬桥橋骄嬌 | ko: 高
koh: 许許高辜 | kok: 觉覺国國 | kong: 江港光刚剛 | koo: 古顾顧 | ku: 古顾顧 | kuen: 权權娟 | kui: 巨驹駒
kun: 冠观觀官坤 | kung: 公恭龚龔功 | kuok: 郭 | kwai: 贵貴桂葵 | kwan: 关關君军軍均钧鈞坤群 | kwek: 郭
kwok: 郭国國 | kwong: 邝鄺光广廣 | kwun: 冠 | lai: 黎赖賴丽麗 | lam: 林琳霖岚嵐蓝藍 | lan: 兰蘭 | lap: 立
lau: 刘劉柳楼樓留 | law: 罗羅 | lee: 李利丽莉 | lei: 李丽莉 | leong: 梁 | leung: 梁 | li: 李利 | lik: 力 | lim: 廉林
lin: 莲蓮连連怜 | ling: 玲铃鈴灵靈凌龄齡令 | lo: 罗羅卢盧劳勞老路露鲁魯 | lok: 骆駱乐樂洛 | long: 朗浪 | loong: 龙龍
low: 刘劉卢盧罗羅 | lui: 吕呂雷磊 | luk: 陆陸禄祿 | lun: 伦倫联聯麟邻 | lung: 龙龍隆 | ma: 马馬 | mak: 麦麥
man: 文万萬敏民雯 | mau: 茅毛 | mei: 美 | ming: 明铭銘鸣鳴名 | miu: 妙苗 | mo: 毛武慕 | mok: 莫木 | mong: 望
mui: 梅妹 | mun: 敏文雯满滿门門 | nam: 南楠男 | ng: 吴吳伍五黄黃 | nga: 雅 | ngai: 魏艺藝毅倪危 | ngan: 颜顏雁银銀
ngo: 娥我敖 | ngor: 娥 | nin: 年 | ning: 宁寧 | nip: 聂聶 | oei: 黄黃 | oi: 爱愛 | on: 安 | ong: 王翁 | ooi: 黄黃
pak: 白柏伯栢北 | pang: 彭鹏鵬 | pik: 碧 | pin: 扁 | ping: 平萍屏炳 | po: 宝寶保波步 | poon: 潘 | pui: 佩培沛贝貝
pun: 潘 | quek: 郭 | sai: 世西 | sam: 岑心三 | san: 山新 | sang: 生笙 | sau: 秀守寿壽修 | seng: 成盛 | shan: 珊山
shek: 石锡錫 | sheung: 尚上双雙常湘 | shing: 成诚誠盛承胜勝城星声聲 | shiu: 邵绍紹 | shu: 树樹书書 | shui: 水瑞
shuk: 淑叔 | shum: 岑沈深 | shun: 顺順信舜淳 | siew: 秀小 | sik: 锡錫 | sim: 沈 | sin: 冼单單善先仙
sing: 成星升昇胜勝 | sit: 薛 | siu: 萧蕭肖小少兆绍紹 | so: 苏蘇素 | soh: 苏蘇 | soon: 顺順 | suen: 孙孫宣旋
suet: 雪 | sui: 瑞水树樹小萃 | suk: 淑 | sum: 岑沈心琛森 | sun: 孙孫新晨辰信 | sung: 宋崇松 | swee: 瑞
sze: 施司思诗詩斯士仕丝絲 | szeto: 司徒 | tai: 戴大泰 | tak: 德得特 | tam: 谭譚谈談 | tan: 陈陳谭譚
tang: 邓鄧滕腾騰 | tat: 达達 | tay: 郑鄭 | teck: 德 | tee: 郑鄭 | teo: 张張 | teoh: 张張 | tim: 添 | tin: 田天
ting: 丁廷婷庭定鼎 | tiong: 张張 | to: 杜涛濤陶道 | tong: 唐汤湯堂 | tou: 杜 | tsai: 蔡 | tsang: 曾增
tse: 谢謝之芷子 | tseng: 曾郑鄭 | tsing: 正晴 | tso: 曹左 | tsoi: 蔡 | tsui: 徐 | tsun: 俊进進 | tsz: 子梓芷紫之智慈
tung: 董东東同彤桐栋棟 | tze: 子 | vong: 黄黃王 | wa: 华華 | wah: 华華骅驊桦樺 | wai: 韦韋卫衛伟偉慧惠威维維为為衞蕙
wan: 温溫尹云雲韵韻运運 | wang: 宏弘泓王汪 | wat: 屈 | wee: 伟偉 | wing: 荣榮永咏詠颖穎泳 | wong: 黄黃王汪旺
wu: 胡吴吳湖 | wun: 焕煥 | yam: 任钦欽 | yan: 甄殷欣恩仁人昕忻茵 | yang: 杨楊 | yap: 叶葉 | yat: 日一逸
yau: 丘邱游尤有友佑 | yee: 仪儀怡宜意义義以儿兒懿 | yeo: 杨楊 | yeoh: 杨楊 | yeuk: 若约約 | yeung: 杨楊阳陽
yi: 仪儀怡伊 | yick: 奕亦 | yik: 亦益翼奕 | yim: 严嚴 | yin: 燕贤賢妍然彦彥言弦 | ying: 英莹瑩莺盈颖穎影迎应應
yip: 叶葉业業 | yiu: 耀姚尧堯瑶瑤 | yu: 余于俞如宇瑜裕汝愉 | yue: 余俞 | yuen: 袁阮元源远遠婉苑媛 | yuet: 月悦悅粤
yui: 锐銳叡睿 | yuk: 玉育煜郁旭 | yum: 任 | yun: 润潤欣恩云雲 | yung: 容翁勇荣榮
"""


def _cantonese() -> dict[str, tuple[str, ...]]:
    said: dict[str, list[str]] = {}
    for part in _CANTONESE.replace("\n", " | ").split("|"):
        spelling, _colon, letters = part.strip().partition(": ")
        for letter in letters:
            if spelling not in said.setdefault(letter, []):
                said[letter].append(spelling)
    return {letter: tuple(spellings) for letter, spellings in said.items()}


CANTONESE = _cantonese()

#: From a pinyin syllable to Wade-Giles without its apostrophes; the first that fits at the start, then at the end.
_WADE_STARTS = (
    ("zhi", "chih"), ("chi", "chih"), ("shi", "shih"), ("ri", "jih"), ("zi", "tzu"), ("ci", "tzu"), ("si", "szu"),
    ("zh", "ch"), ("x", "hs"), ("q", "ch"), ("j", "ch"), ("z", "ts"), ("c", "ts"), ("r", "j"),
    ("b", "p"), ("d", "t"), ("g", "k"),
)  # fmt: skip
_WADE_ENDS = (
    ("ian", "ien"), ("ong", "ung"), ("ie", "ieh"), ("ye", "yeh"), ("ue", "ueh"), ("uo", "o"), ("yan", "yen"),
    ("you", "yu"),
)  # fmt: skip
_HISSED = re.compile("^(?:zh|ch|sh|r|z|c|s)i$")


def wade_giles(syllable: str) -> str:
    """A pinyin syllable in Wade-Giles, without apostrophes and dots: xie is hsieh, zhang chang."""
    if not _HISSED.match(syllable):
        for pinyin, other in _WADE_ENDS:
            if syllable.endswith(pinyin):
                syllable = syllable[: -len(pinyin)] + other
                break
        if syllable[:1] in "gkh" and syllable[1:] == "e":
            syllable = syllable[0] + "o"
    for pinyin, other in _WADE_STARTS:
        if (syllable.startswith(pinyin) and not syllable.startswith("ch")) or syllable == pinyin:
            return other + syllable[len(pinyin) :]
    return syllable
