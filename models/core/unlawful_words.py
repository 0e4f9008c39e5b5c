"""The words by which a job is kept for one sex, ethnic group or age, and the lawful ones near them.

Each reason has its patterns, over small letters and single spaces; "_" is a space or none.
Korean as written in Seoul and in Yanbian: 여성 and 녀성, 노인 and 로인.
"""

COUNT = "(?:[0-9]{1,3}|[一二三四五六七八九十两几]{1,3})"
HEADS = f"{COUNT}_(?:个|名|位|人|명|분)"
YEARS = "(?<![0-9.])(?:[0-9]{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?)"
YEARS_KO = "(?<![0-9.])(?:[0-9]{1,2}|[이삼사오육칠팔구]?십[일이삼사오육칠팔구]?)"
START, END = "(?:^|[ ,;。、:(/])", "(?:$|[ ,;。、)/])"

# 招聘30名本村…: the wish, then how many and of where.
WANTED = (
    "(?:限|要求?|招|聘|找|寻|需|用|收|录|优先|适合|欢迎|面向)(?:招|聘|收|用|录|工|募|的是){0,3}_:?_"
    f"(?:{HEADS}_)?(?:[一-龥]{{1,4}}_)?"
)
PREFERRED = (
    "(?:优先|为主|为佳|为宜|最好|更好|最佳|即可|均可|限定|专用|勿扰|免谈|除外|不要|不招|只限|也行)"
)
PREFERRED_KO = "(?:만|우대|우선|환영|구함|모집|한정|에_한|로_한|전용|제외|사절|이면|이여야|이어야)"
PREFERRED_EN = "(?:only|preferred|first|wanted|needed|welcome|need not)"

WHO = "(?:男|妇?女|小伙|姑娘|大姐|大嫂|大妈|大爷|宝妈|爷们|阿姨|小妹|美女)"
WORKER = (
    "(?:性|工(?!作|会|委|程)|工作人员|工程师|职工|员工|青年|文员|店员|[一-龥]{1,3}员|[一-龥]{1,2}工"
    "|司机|厨师|保洁|保安|会计|助理|主播|导购|老师|教师|护士|月嫂|保姆|学徒)"
)
SEX_KO = "(?:[여녀남](?:성|자|직원|종업원|사원|기사)|부녀|아줌마|아주머니|아저씨|처녀|총각)"
SEX_EN = r"\b(?:wom[ae]n|m[ae]n|(?:fe)?males?|lad(?:y|ies)|gentlem[ae]n|girls?|boys?)\b"
GROUP = "(?:(?:汉|朝鲜|朝|鲜|满|蒙古?|回|藏|维吾尔|少数民)族|汉人)"
# 만족 is the Manchu, and in 고객 만족 a customer's satisfaction.
GROUP_KO = "(?:조선족|한족|(?<!객)(?<!객 )만족|몽골족|몽고족|회족|소수민족)"
GROUP_EN = "(?:ethnic )?(?:han|koreans?|manchus?|mongol(?:ian)?s?|hui|minorit(?:y|ies))"

MATTERS = "(?:年龄|岁数|性别|民族|族别|男女|学历|文化|经验|地区|户籍)"
NO_MATTER = "(?:不限|不拘|不论|不问|不分|[不无没][作做设有]?(?:任何)?_(?:要求|限制))"
NEVER_MIND = "(?:不限|不分|不论|无论|不问|不看|不挑|没有|无)"
MATTERS_KO = "(?:성별|나이|년령|연령|민족|학력|경력)"
NO_MATTER_KO = "(?:무관|불문|상관_없|제한_없|관계_없|가리지_않|따지지_않|보지_않)"
MAN, WOMAN = "男(?:性|士|的|工|生)?", "女(?:性|士|的|工|生)?"
LEAST = "(?:1[68]|十六|十八)_(?:周岁|岁)"
LEAST_EN = "(?:16|18)(?: years?| yrs?)?(?: old| of age)?"
CARED_FOR = (
    "(?:老人|老年人|老太太|老大爷|大爷|大妈|奶奶|爷爷|病人|患者|孩子|小孩|宝宝|婴儿|婴幼儿|幼儿|儿童"
    "|女孩|男孩|女童|男童|娃)"
)
CARED_FOR_KO = "(?:할머니|할아버지|로인|노인|어르신|환자|아이|애기|아기)"

LAWFUL = {
    "open to all": (
        f"{MATTERS}(?:[、,和及与/]?_{MATTERS}){{0,5}}_[均都皆全]?_{NO_MATTER}",
        f"{NEVER_MIND}_{MATTERS}(?:[、和及与/]?{MATTERS}(?![^、,;。 ]{{0,4}}[0-9])){{0,5}}",
        f"(?:{MAN}[、,和或/]?_{WOMAN}|{WOMAN}[、,和或/]?_{MAN})_(?:[均都皆全]_[可行要收招能]|可以?)",
        f"男女(?!_各)|男/女(?={END})",
        f"남녀_(?:{NO_MATTER_KO}|모두|누구나|다|로소|노소|평등|구분_없)",
        f"{MATTERS_KO}(?:[,、·과와및]?_{MATTERS_KO}){{0,5}}[은는이가에]?_{NO_MATTER_KO}",
        r"\b(?:both )?(?:wo)?men (?:and|or|&) (?:wo)?men\b",
        r"\b(?:fe)?male_(?:and|or|/)_(?:fe)?male\b",
    ),
    "the least age of the law": (
        f"(?:[年已未不]?满|至少|不低于|不小于)_{LEAST}(?:_及?以上)?",
        rf"(?<![-~–—至到0-9]){LEAST}_(?:及|含|\(含\))?_(?:以上|[至到-]_法定)",
        "(?:만_)?(?:16|18|십육|십팔)_[세살]_이상",
        rf"\b(?:aged? )?(?:over |at least )?{LEAST_EN}_(?:\+|(?:and|or) (?:older|over|above|up)\b)",
        rf"\b(?:at least|over|not under|minimum age(?: of)?:?) {LEAST_EN}(?!_(?:-|–|to|and)_[0-9])",
    ),
    "goods and places": (
        "[男女](?:士|性|子|职?工|生)?[西大童内毛皮衬]?(?:装(?![卸修配箱潢车货载运])|服(?!务)|包(?:店|厂|专)"
        "|鞋|靴|裤|裙|袜|帽|衣|衫|厕|浴|用品|宿舍|卫生间|洗手间|更衣室|学校|中学|专科|医院|健身|美容)",
        "[여녀남][성자]_(?:복|옷|의류|신발|구두|화장실|목욕|샤워|기숙사|숙소|탈의실|병원)",
        r"\b(?:(?:wo)?men|lad(?:y|ie)s?|girls?|boys?)'?s?'? "
        r"(?:wear|cloth\w+|shoes|fashion|toilets?|dormitor\w+|hospital|day)\b",
    ),
    "a people's place, food or language": (
        f"{GROUP}_(?:自治|乡|镇|村|屯|学校|中学|小学|幼儿园|饭|餐|菜|风味|冷面|泡菜|辣白菜|打糕|食品"
        "|美食|特色|语|话|文|歌|舞|民俗|服)",
        f"{GROUP_KO}_(?:자치|향|진|촌|학교|소학교|식당|음식|말|글)",
        r"\bkorean[- ](?:speak\w*|language|food|restaurants?|kitchen|school)\b",
    ),
    "days, offices, streets and kin": (
        "妇女节|妇女主任|妇女儿童|妇联|妇幼|妇产|妇科|男科|儿女|子女|女儿|孙女|侄女|女婿",
        "青年(?:旅舍|旅社|路|街|广场|公寓|点|林场|水库|农场)",
        "(?:부녀|[여녀]성)_(?:절|주임|의_날)|부녀련",
    ),
    "those cared for": (
        f"(?:照顾|照看|照料|照护|护理|看护|伺候|陪护|陪伴|服侍|接送)[^,;。:]{{0,8}}?{CARED_FOR}",
        f"(?:带|家有|家里有)_(?:{COUNT}_[个岁]半?的?_)?[小男女]?{CARED_FOR}",
        f"(?:{YEARS_KO}_[세살](?:_된)?_)?{CARED_FOR_KO}[를을]?_(?:돌보|돌봄|간호|간병|모시|보살)",
        r"\b(?:look(?:ing)? after|car(?:e|ing) (?:for|of)|nurs(?:e|ing)) [^,.;]{0,30}?"
        r"(?:m[ae]n|wom[ae]n|people|persons?|lad(?:y|ies)|child(?:ren)?|girls?|boys?)\b",
    ),
}

RESTRICTING = {
    "a sex is wanted": (f"{WANTED}{WHO}", "性别(?:要求|限制)?_:?_[为是限]?_[男女]"),
    "a sex is counted or preferred": (
        f"{WHO}(?:士|性|生|孩|工|子|人|的|同志|员工|职工|青年)?_:?_"
        f"(?:{HEADS}|{COUNT}(?={END})|{PREFERRED}|各)",
    ),
    "a worker of one sex": (f"(?<!妇)[男女]{WORKER}", SEX_KO, SEX_EN),
    "a sex alone, as in a list": (f"{START}(?:男|妇?女)(?:士|的)?{END}",),
    "a people is wanted": (
        f"{WANTED}{GROUP}",
        f"民族(?:要求)?_[:为是]_{GROUP}",
        rf"\b(?:only|prefer(?:ably)?|no|for) {GROUP_EN}\b(?! (?:food|restaurant|speak|language))",
    ),
    "a people is counted or preferred": (
        f"{GROUP}(?:人|同胞|群众|员工|男工|女工)?_(?:{PREFERRED}|{HEADS})",
        f"{GROUP_KO}(?:_사람)?_(?:{PREFERRED_KO}|{HEADS})",
        rf"\b{GROUP_EN}(?: chinese| nationality| people| workers?)? {PREFERRED_EN}\b",
    ),
    "a people alone, as in a list": (f"{START}{GROUP}{END}",),
    "an age": (
        f"{YEARS}_(?:周岁|岁)",
        f"(?:年龄|年纪|岁数)[^,;。]{{0,8}}?{YEARS}",
        f"{WANTED}{YEARS}_(?:以下|以内|之内)",
        f"{YEARS_KO}_[세살](?![트대계번])",
        f"(?:나이|년령|연령)[^,.;。]{{0,8}}?{YEARS_KO}",
        f"[2-6]0대_(?:{PREFERRED_KO}|이하|까지)",
        r"\bage[ds]?_:?_(?:(?:limit|range|between|from|under|below|up to|max) ){0,3}[0-9]{2}",
        r"\b(?:under|below|over|above|up to|(?:young|old)er than|not over) [0-9]{2}(?![0-9])"
        r"(?!_(?:kg|kilo|yuan|rmb|people|persons|workers|hours?|km|%|days?|minutes?|months?|met|mu\b)"
        r"|\.[0-9]|,[0-9]{3})",
        r"\b[0-9]{2}[- ](?:years?|yrs?)[- ]olds?\b",
        r"\b[0-9]{2}(?: years?)? (?:or|and) (?:younger|under|below)\b",
        r"\b[0-9]{2}_(?:-|–|to)_[0-9]{2} (?:years?|yrs?)\b(?! (?:of )?experience)",
    ),
    "the young or the old": (
        f"{WANTED}(?:年轻|青年|青壮年|中青年|老年)",
        f"(?:年轻|青年|青壮年|中青年)(?:人|力壮)?的?_{PREFERRED}",
        f"(?:老人|老年人|[岁年][数纪龄]大|上年纪|上岁数)的?_{PREFERRED}",
        "(?<![0-9:.])(?:[5-9]0|00|[五六七八九零]零)_后(?![续备面勤院厨门台期来天])",
        f"(?:젊은_(?:이|분|사람)|청년|로인|노인)_{PREFERRED_KO}",
        r"\byoung (?:people|persons?|workers?|staff|only|preferred)|\byoungsters?\b",
        rf"\byouths? {PREFERRED_EN}|\b(?:no|not) (?:old|elderly)\b",
    ),
}

# Where a notice's readers are asked for, the mere word will do.
SPOKEN_OF = {
    "a sex": (
        f"[男女妇]|{WHO}|妈妈|婆婆|媳妇",
        "엄마|할머니|할아버지",
        r"\b(?:mothers?|fathers?|mums?|grandmothers?|grandfathers?|wives|husbands)\b",
    ),
    "a people": (GROUP, GROUP_KO, rf"\b{GROUP_EN}\b"),
    "an age": (
        f"岁|{YEARS}_(?:以上|以下|以内|之内)",
        f"{YEARS_KO}_(?:이상|이하)|[2-6]0대",
    ),
    "the young or the old": (
        "年轻|青年|青壮年|少年|中年|老年|老人|老头|老太",
        "젊은|청년|청소년|중년|로년|노년|로인|노인|늙은|어르신",
        r"\b(?:young|youths?|youngsters?|teenagers?|middle[- ]aged|old|older|elderly|seniors)\b",
    ),
}
