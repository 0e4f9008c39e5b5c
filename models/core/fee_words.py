"""The words for fees, deposits and papers that are kept, and the harmless ones near them.

Patterns over small letters and single spaces; "_" is a space or none. Korean as written in Seoul
and in Yanbian: 여권 and 려권.
"""

AND = "(?:[、,和及与或/]|以及|还有)"
FEE = (
    "(?:(?:入职|住宿|服装|工装)?押金|保证金|抵押金|风险金|诚意金|定金|订金|回扣|好处费|茶水费|喝茶费"
    "|(?:中介|介绍|职介|服装|工装|工服|报名|培训|体检|资料|建档|手续|入职|上岗|办证|办卡|登记|信息"
    "|名额|代办|代招|推荐|劳务|管理|服务|材料|工具|住宿管理)费)"
)
ANY_FEE = f"(?:{FEE}|(?:任何|一切|其他|其它|额外)?_?(?:的)?费用?|[一]?分钱|钱)"
TAKES = "(?:收取|收|交纳|缴纳|交|缴|预交|预收|先交|先付|垫付|扣|押|要|用|需要|须|会|得|付)"
NOT = "(?:不|无|没有|没|免|零|(?<![0-9])0|未|无须|无需|不再|不得|拒绝|严禁|禁止|绝不|决不|从不|勿)"
# 不交押金不录用 takes a deposit, however it begins.
NOT_ELSE = (
    "(?!_[,、]?_(?:就|便|则|者|的)?_"
    "(?:不(?:能|得|予|让|给|准|可|录|招|许|上|安排|发|办|签|要)|无法|没法|别来|勿))"
)
PAID = (
    "(?:[均都皆全]|一律|全部)?_(?:由|归)?_(?:公司|单位|厂里|厂方|工厂|企业|店里|政府|人社局|我们|老板"
    "|雇主|用工单位|用人单位)_(?:全部|全额)?_(?:出|承担|负担|负责|支付|付|报销|包)"
)
FREE = (
    "(?:[均都皆全]|一律|全部)?_(?:免费|全免|免收|免交|免除|免了|不收|不用[交出]?|不要|不需要?|报销|补贴"
    "|补助|免)"
)
PAPER = (
    "(?:身份证|证件|户口[本簿]|毕业证|学历证|资格证|技能证|驾驶证|驾照|银行卡"
    "|工资卡|社保卡|护照|居住证)"
)
ORIGINAL = "(?:原件|正本)?"
COPY = "(?:的)?_(?:复印|影印|照片|号|信息|正反面)"
KEEPS = (
    "(?:扣[押留下住]?|暂扣|押[着下]?|抵押|质押|收[走缴存]|上交|上缴|交[出给存]|交由|代管|代保管|保管|代存"
    "|统一[收保]管?|留存|留下|没收)"
)

FEE_KO = (
    "(?:보증금|소개비|소개료|알선비|알선료|중개비|중개료|중개수수료|수수료|담보금|예치금|등록비|등록금"
    "|가입비|입회비|접수비|교육비|훈련비|강습비|작업복_?(?:비|값)|복장비|신체검사비|서류비)"
)
NOT_KO = (
    "(?:[은는이가를을도]_|_)?(?:전혀_|일절_|따로_)?(?:없|안_받|받지_않|받지_아니|면제|무료|필요_없|불필요|0원"
    "|내지_않|안_내|(?:회사|공장|업체|정부|고용_?단위)[가에서]{0,2}_(?:전액_)?(?:부담|지급|냅|내|지원))"
)
PAPER_KO = "(?:신분증|증명서|증서|호구부|려권|여권|통장|은행_?카드|졸업증|면허증)"
KEEPS_KO = "(?:보관|맡[기겨]|압수|담보|압류|걷|받아_두|바쳐|바치)"

FEE_EN = (
    r"(?:deposits?|(?:[a-z]+ )?fees?|brokerage|bond|charges? for (?:training|uniforms?)"
    r"|commission (?:to|for) (?:the )?(?:broker|agent|agency))"
)
PAPER_EN = (
    r"(?:id(?: card)?s?|identity cards?|passports?|papers|documents|household register|diplomas?"
    r"|bank cards?|licen[cs]es?)"
)
KEEPS_EN = r"(?:keep|hold|retain|take away|collect|confiscate|hand (?:in|over)|surrender|leave)"

HARMLESS = {
    "none is taken": (
        f"{NOT}_(?:{TAKES}|有|任何|一切|其他|额外|也|会|先|您|大家|求职者|工人|员工|_){{0,6}}{ANY_FEE}"
        f"(?:{AND}{{1,2}}{ANY_FEE}){{0,12}}{NOT_ELSE}",
        f"{FEE}(?:{AND}{{1,2}}{FEE}){{0,6}}_(?:{PAID}|{FREE}){NOT_ELSE}",
        f"不收费{NOT_ELSE}|免费|不_会?_(?:押|压|扣)_(?:工资|工钱)",
        f"{FEE_KO}(?:[,、·과와및]?_{FEE_KO}){{0,5}}{NOT_KO}",
        r"\b(?:no|without(?: any)?|free of|never any|zero)"
        rf" (?:\w+ ){{0,2}}?{FEE_EN}(?:(?:,| or| and|/| nor)_(?:no )?{FEE_EN}){{0,12}}\b",
        rf"\b{FEE_EN}_(?:is|are)?_(?:not (?:required|needed|taken|charged)"
        r"|(?:fully )?(?:paid|covered) by (?:the |us|our )?(?:employer|company|factory|firm)?"
        "|waived|free)",
        r"\b(?:do|does|will) not (?:\w+ ){0,2}?(?:take|charge|ask for|collect|want|need) "
        rf"(?:\w+ ){{0,2}}?(?:{FEE_EN}|money)",
        r"\bdirect deposits?\b|\bdeposited\b",
    ),
    "what the work itself is about": (
        "收费(?:员|站|岗|处|口|亭|窗口)",
        "收取_(?:停车|水|电|水电|煤气|燃气|物业|取暖|租|门票|货)_?(?:管理)?费",
        "(?:物业|停车|停车场|酒店|餐饮|家政)_?(?:管理|服务)费",
        "[保代]管员|证件照",
    ),
    "papers that stay with their owner": (
        f"(?:{NOT}|不会)_(?:会|得|需|用|再|以任何理由|_){{0,3}}{KEEPS}_(?:任何|您的?|个人|员工|工人|大家|的)?"
        f"_{PAPER}(?:{AND}{PAPER}){{0,5}}{NOT_ELSE}",
        f"{PAPER}_{ORIGINAL}_(?:和|及|与|、)?_{COPY}件?",
        f"{PAPER}{ORIGINAL}_(?:自己|自行|本人|个人)_(?:保管|留存|拿着)",
        f"{PAPER}{ORIGINAL}_(?:不|无需|不用|不会)_(?:需|用|会)?_{KEEPS}",
        f"{PAPER_KO}_사본",
        f"{PAPER_KO}[을를은는]?_(?:본인이_)?{KEEPS_KO}[가-힣]{{0,2}}_(?:않|아니)",
        rf"\b(?:do not|never|will not|no need to|not) {KEEPS_EN} (?:\w+ ){{0,2}}?{PAPER_EN}\b",
        rf"\bcop(?:y|ies) of (?:your |the )?{PAPER_EN}\b",
        rf"\bkeep your (?:own )?{PAPER_EN} (?:yourself|with you|safe)",
    ),
}

DEMANDS = {
    "a fee or a deposit": (FEE, FEE_KO, rf"\b{FEE_EN}\b"),
    "money that is paid or kept back": (
        f"(?:收取|收费|先交|预交|预收|交纳|缴纳)(?!_{COPY}|_五险|_社保|_保险|_公积金|_医保|_养老)",
        "(?:交|缴|收|扣|押)_[0-9一二三四五六七八九十百千两]{1,6}_(?:元|块|百|千|块钱|钱|¥)",
        "(?:押|压|扣)_(?:[0-9一二三两半]{1,2}_个?_?(?:月|星期|周)_?的?)?_(?:工资|工钱|薪)",
        "(?:交|掏|拿|花|垫)_点?_钱",
        "[0-9]{2,6}_원(?:을)?_(?:내야|내고|납부|바쳐|먼저|입금)|돈(?:을)?_(?:내야|먼저|납부|바쳐)"
        "|선불",
        r"\b(?:pay|paid|send|transfer) (?:\w+ ){0,3}?(?:first|in advance|up ?front)\b"
        r"|\bwages? (?:is |are )?(?:held|kept|withheld)\b|\bpay (?:us|the (?:agent|broker))\b",
    ),
    "papers that are kept": (
        f"{KEEPS}_(?:您的?|你的?|本人|个人|员工|工人|所有|的)?_{PAPER}(?!_{ORIGINAL}{COPY})",
        f"{PAPER}_(?:原件|正本)?_(?:[、,和及]_{PAPER}){{0,3}}(?:[^,;。、]{{0,4}}?)_{KEEPS}",
        f"{PAPER_KO}_(?:원본)?[을를은는이가]?_(?:[가-힣]{{1,4}}_)?{KEEPS_KO}",
        rf"\b{KEEPS_EN} (?:\w+ ){{0,2}}?{PAPER_EN}\b|\b{PAPER_EN} (?:will be|is|are|to be) "
        r"(?:kept|held|retained|collected|handed in|taken)",
    ),
}
