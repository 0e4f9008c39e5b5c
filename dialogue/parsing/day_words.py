"""The words for days, weeks, months and years in the three languages, and what they count.

Korean as written in Seoul and in Yanbian: 내일 and 래일.
"""

from dialogue.parsing.korean_endings import COPULA

# How many days from today.
DAYS = {
    word: days
    for days, words in {
        -3: "大前天",
        -2: "前天|그저께|그제|엊그제|the day before yesterday|day before yesterday",
        -1: "昨天|昨日|昨儿|昨儿个|昨晚|昨早|어제|어젯밤|yesterday|last night",
        0: "今天|今日|今儿|今儿个|今早|今晚|现在|目前|马上|立刻|立即|오늘|지금|바로|당장"
        "|today|tonight|now|right now|at once|immediately",
        1: "明天|明日|明儿|明儿个|明早|明晚|내일|래일|tomorrow",
        2: "后天|后儿|后日|모레|내일모레|래일모레|the day after tomorrow|day after tomorrow",
        3: "大后天|글피",
    }.items()
    for word in words.split("|")
}
# How many weeks or months from this one.
TURNS = {
    turn: steps
    for steps, turns in {
        -2: "上上|지지난",
        -1: "上|지난|저번|last",
        0: "这|本|当|이번|this",
        1: "下|다음|next",
        2: "下下|다다음",
    }.items()
    for turn in turns.split("|")
}
YEARS = {
    word: years
    for years, words in {
        -2: "前年|재작년",
        -1: "去年|上年|작년|지난해|last year",
        0: "今年|本年|올해|금년|this year",
        1: "明年|来年|내년|래년|다음 해|next year",
        2: "后年|내후년",
    }.items()
    for word in words.split("|")
}
WEEKDAYS = {
    sign: day
    for day, signs in enumerate(
        (
            "一|1|월|monday|mon",
            "二|2|화|tuesday|tue",
            "三|3|수|wednesday|wed",
            "四|4|목|thursday|thu",
            "五|5|금|friday|fri",
            "六|6|토|saturday|sat",
            "日|天|7|일|sunday|sun",
        )
    )
    for sign in signs.split("|")
}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("january|jan", "february|feb", "march|mar", "april|apr", "may", "june|jun"),
            *("july|jul", "august|aug", "september|sept|sep", "october|oct"),
            *("november|nov", "december|dec"),
        ),
        start=1,
    )
    for name in names.split("|")
}
# (months, days) of one, and of half a one.
UNITS = {
    unit: length
    for units, length in {
        "天|日|일|day": (0, 1),
        "周|星期|礼拜|个周|个星期|个礼拜|주|주일|week": (0, 7),
        "个月|月|달|개월|month": (1, 0),
        "年|년|year": (12, 0),
    }.items()
    for unit in units.split("|")
}
HALVES = {(1, 0): (0, 15), (12, 0): (6, 0)}
BACKWARD = ("前", "了", "전", "ago", "before")
# Korean counts some days, and two months, in words of their own.
SPECIAL = {
    "俩月": "两个月",
    "仨月": "三个月",
    "하루": "1일",
    "이틀": "2일",
    "사흘": "3일",
    "나흘": "4일",
    "닷새": "5일",
    "열흘": "10일",
    "보름": "15일",
    "유월": "6월",
    "류월": "6월",
    "시월": "10월",
    "일주일": "1주일",
    "석달": "3달",
    "석 달": "3달",
    "넉달": "4달",
    "넉 달": "4달",
    "한주일": "1주일",
    "달포": "1달",
}
ENDS = ("底", "末", "말")
BEFORE = (
    "从打|从|自从|自|打从|打|到|截止到|截至|截止|直到|等|得|要|估计|差不多|应该是|应该|可能|大概"
    "|大约|约|就是|就|我|俺|最早|最快|最晚|得等|要等|是|都|在|于|from|since|on|in|by|until|till|starting|about|around|probably|maybe"
)
AFTER = (
    "就能走|能走|就走|走|出发|都行|都可以|也行|就中|就成|上班|上工|开工|到岗|报到|去了|来了|失业的?|下岗的?"
    "|에 갑니다|(?:부터|에|은|이면|면)? ?(?:됩니다|갑니다|갔습니다|왔습니다|쉽니다|놉니다"
    "|(?:일)?할 ?수 있습니다|갈 ?수 있습니다)"
    "|起|开始|以来|左右|以后|之后|吧|呢|了|就行|就能去|就可以|可以|能去|去|为止|那天|去的|来的"
    "|走的|干的|上的班|上午|下午"
    "|早上|晚上|中午|됐습니다|됐어요|됐소|되였습니다|되오|부터|까지|이후|에|쯤|경"
    f"|{COPULA}"
    "|[.。!]"
)
