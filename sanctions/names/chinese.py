"""Words of Chinese bodies' names, in English; what stands between them is said in pinyin."""

from __future__ import annotations

import re

from sanctions.names.cantonese import CANTONESE
from sanctions.names.pinyin import readings, said_of

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
医药 pharma | 醫藥 pharma | 生物 bio | 船舶 ship | 造船 shipbuilding | 重工 heavy industrial | 钢铁 steel | 鋼鐵 steel
金属 metal | 金屬 metal | 塑料 plastic | 橡胶 rubber | 橡膠 rubber | 纺织 textile | 紡織 textile | 服装 clothing
食品 food | 农业 agricultural | 農業 agricultural | 环保 environmental | 智能 intelligent | 自动化 automation
自動化 automation | 光学 optical | 光學 optical | 激光 laser | 雷达 radar | 雷達 radar | 无人机 drone | 無人機 drone
卫星 satellite | 衛星 satellite | 空间 space | 電力 power | 电力 power | 电缆 cable | 電纜 cable | 电池 battery
電池 battery | 汽车 automobile | 汽車 automobile | 轮胎 tyre | 铁路 railway | 鐵路 railway | 港口 port | 保险 insurance
保險 insurance | 证券 securities | 證券 securities | 基金 fund | 财务 finance | 财经 finance | 金融 finance
传媒 media | 傳媒 media | 电视 television | 電視 television | 法院 court | 检察院 procuratorate | 公安 public security
国家安全 state security | 安全 security | 委员会 committee | 政法 political legal affairs | 司法 justice
学院 institute | 學院 institute | 协会 association | 協會 association | 中心 centre | 工厂 factory | 工廠 factory
仓储 warehouse | 仓库 warehouse | 运输 transport | 運輸 transport | 货运 freight | 貨運 freight | 商贸 trading
贸易公司 trading | 企业 enterprise | 企業 enterprise | 产业 industrial | 產業 industrial | 精密 precision
微波 microwave | 芯片 chip | 传感器 sensor | 传感 sensor | 元器件 components | 元件 components
测控 measurement control
控制 control | 数据 data
數據 data | 互联网 internet | 通用 general | 远东 fareastern | 東方 eastern
山东 shandong | 山東 shandong | 江苏 jiangsu | 江蘇 jiangsu | 浙江 zhejiang | 广东 guangdong | 廣東 guangdong
福建 fujian | 湖南 hunan | 湖北 hubei | 河南 henan | 河北 hebei | 四川 sichuan | 辽宁 liaoning | 遼寧 liaoning
黑龙江 heilongjiang | 黑龍江 heilongjiang | 云南 yunnan | 雲南 yunnan | 海南 hainan | 安徽 anhui | 江西 jiangxi
陕西 shaanxi | 西藏 tibet | 台湾 taiwan | 臺灣 taiwan | 澳门 macao | 青島 qingdao | 東莞 dongguan | 蘇州 suzhou
無錫 wuxi | 无锡 wuxi | 珠海 zhuhai | 常州 changzhou | 温州 wenzhou | 溫州 wenzhou | 威海 weihai | 烟台 yantai
济南 jinan | 郑州 zhengzhou | 合肥 hefei | 沈阳 shenyang | 哈尔滨 harbin | 昆明 kunming
百货 store | 商店 store | 科贸 technology trading | 工贸 industrial trading | 商务 business | 電器 electrical
电器 electrical | 电路 circuit | 集成电路 integrated circuit | 集成 integrated | 液压 hydraulic | 气动 pneumatic
轴承 bearing | 阀门 valve | 泵业 pump | 水泵 pump | 模具 mould | 刀具 tool | 工具 tool | 焊接 welding
复合材料 composite material | 碳纤维 carbon fibre | 纤维 fibre | 高分子 polymer | 特种 special | 防务 defence
国防 defence | 兵器 weapon | 火箭 missile | 导弹 missile | 飞行器 aircraft | 飞机 aircraft | 直升机 helicopter
发动机 engine | 遥感 remote sensing | 导航 navigation | 定位 positioning | 测绘 surveying | 视觉 vision | 图像 image
数字 digital | 数码 digital | 數碼 digital | 云计算 cloud computing | 计算机 computer | 電腦 computer
电脑 computer | 计算 computing | 人工智能 artificial intelligence | 安防 security | 监控 surveillance
识别 recognition | 通讯 communications | 电讯 telecom | 電訊 telecom | 电信 telecom | 電信 telecom | 移动 mobile
广播 broadcasting | 出版 publishing | 文化 culture | 教育 education | 培训 training | 医疗 medical | 醫療 medical
医院 hospital | 制药 pharma | 旅游 tourism | 旅遊 tourism | 酒店 hotel | 房地产 realty | 地产 realty | 地產 realty
置业 realty | 建筑 construction | 建築 construction | 建设 construction | 路桥 road bridge | 水利 water
水电 hydropower | 核电 nuclear power | 原子能 nuclear energy | 矿业 mining | 礦業 mining | 煤炭 coal
有色金属 nonferrous metal | 冶金 metallurgical | 铝业 aluminium | 铜业 copper | 稀土 rare earth | 黄金 gold
棉业 cotton | 棉花 cotton | 服饰 clothing | 服飾 clothing | 鞋业 footwear | 家具 furniture | 玩具 toy
印刷 printing | 包装 packaging | 纸业 paper | 玻璃 glass | 陶瓷 ceramic | 水泥 cement | 油田 oilfield | 天然气 gas
燃气 gas | 船厂 shipyard | 造船厂 shipyard | 码头 terminal | 远洋 ocean shipping | 遠洋 ocean shipping | 海洋 marine
渔业 fish | 漁業 fish | 总公司 = | 總公司 = | 分公司 branch | 办公室 office | 辦公室 office | 支队 detachment
总队 corps | 特警 special police | 武警 armed police | 警察 police | 警务处 police force | 警務處 police force
公安分局 public security bureau branch | 人民政府 people government | 人民 people | 政府 government
党委 party committee | 统战部 united front work department | 宣传部 propaganda department
组织部 organisation department | 特别行政区 special administrative region | 特別行政區 special administrative region
国家安全公署 office safeguarding national security | 國家安全公署 office safeguarding national security | 第一 first
第二 second | 第三 third | 职业 vocational | 技能 skills | 石河子 shihezi | 喀什 kashgar | 和田 hotan | 阿克苏 aksu
乌鲁木齐 urumqi | 烏魯木齊 urumqi | 伊犁 ili | 吐鲁番 turpan | 克拉玛依 karamay | 兵团 production construction corps
教育培训中心 education training centre | 学校 school | 監獄 prison | 监狱管理局 prison administration
司法局 justice bureau | 国家安全部 ministry state security | 司法部 ministry justice | 国防部 ministry defence
外交部 ministry foreign affairs | 总局 general administration | 管理局 administration | 管理 management
服务 service | 服務 service | 顾问 consulting | 咨询 consulting | 諮詢 consulting | 代理 agency | 报 news
新闻 news | 日报 daily | 时报 times | 通讯社 news agency | 物资 material | 新能源 new energy | 太阳能 solar
风电 wind power | 低温 cryogenic | 超导 superconducting | 量子 quantum | 纳米 nano | 真空 vacuum | 红外 infrared
紅外 infrared | 热成像 thermal imaging | 声学 acoustic | 电声 acoustic | 电源 power | 電源 power | 连接器 connector
電線 cable | 电线 cable | 开关 switch | 开发 development | 開發 development | 合作 cooperation | 联合 united
聯合 united | 全球 global | 環球 global | 环球 global | 世界 world | 太平洋 pacific | 亚太 asia pacific
東亞 eastasia | 东亚 eastasia | 欧亚 eurasian | 歐亞 eurasian | 中俄 china russia | 俄罗斯 russia | 俄羅斯 russia
矢量 vector | 先锋 pioneer | 先進 advanced | 先进 advanced | 创新 innovation | 創新 innovation
"""


def _chinese() -> dict[str, tuple[str, ...]]:
    pairs = (pair.split() for line in _CHINESE.strip().splitlines() for pair in line.split("|") if pair.strip())
    return {han: () if words == ["="] else tuple(words) for han, *words in pairs}


CHINESE = _chinese()
#: Letters of legal forms and places' kinds, which initials leave out.
_FORMS = re.compile("股份|有限|责任|責任|公司|[市省县]|[^\\w]")
_LONGEST = max(map(len, CHINESE))


def chinese(text: str, *, cantonese: bool = False) -> list[str]:
    """The words of a Chinese body's name: known ones in English, what stands between them in pinyin as one word.

    With `cantonese` as companies of Hong Kong spell it, where we know how."""
    words: list[str] = []
    unknown, place = "", 0

    def close() -> None:
        nonlocal unknown
        if unknown:
            said = [CANTONESE[letter][0] for letter in unknown if letter in CANTONESE] if cantonese else []
            words.append("".join(said) if len(said) == len(unknown) else readings(unknown, "Hani")[0])
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


def initials_of(text: str) -> str:
    """The first letters of a Chinese body's name in pinyin: GSK of 广州数控."""
    return "".join(said_of(letter)[0][:1] for letter in _FORMS.sub("", text) if letter.isalpha())
