"""The farming year and the feasts, as days of the year; rough lengths, as how many of what."""

import re

# The Spring Festival by the solar calendar.
NEW_YEARS = {
    int(day[:4]): day
    for day in (
        *("2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13"),
        *("2030-02-03", "2031-01-23", "2032-02-11", "2033-01-31", "2034-02-19", "2035-02-08"),
        *("2036-01-28", "2037-02-15", "2038-02-04", "2039-01-24", "2040-02-12", "2041-02-01"),
    )
}
# Before how many days from the Spring Festival a day lies.
SOLAR_NEW_YEAR = "festival"
AFTER = "(?:以?之?后|过后|完了?|完事儿?|结束|了|过去)"
K_AFTER = r"\s*(?:후|뒤|이후|지나서|지나고|지나면|끝나고|끝나면|끝난 뒤|쇠고|쇠서|쇠면)"
_TABLE = (
    # After the Spring Festival: when people go back to work, and after the lanterns.
    (
        rf"过了?完?大?年{AFTER}?|(?:过年|春节|年){AFTER}|过完?春节{AFTER}?|开年|出了?正月"
        rf"|after (?:the )?(?:spring festival|chinese new year|lunar new year|holidays?)"
        rf"|설{K_AFTER}|설날{K_AFTER}|설을? 쇠고",
        ("festival7", "festival15"),
    ),
    (r"after (?:the )?new year'?s?|새해{0}".replace("{0}", K_AFTER), ("01-02", "festival7")),
    (r"春节|过年|过大年|spring festival|chinese new year|설|설날", ("festival0",)),
    (
        r"(?:过)?年前|春节前|过年前|before (?:the )?(?:spring festival|chinese new year)|설 ?전"
        r"|설쇠기 ?전",
        ("festival-30", "festival-7"),
    ),
    (r"元旦|元旦节|阳历年|new year'?s day|양력설|신정", ("01-01",)),
    (rf"(?:过完?)?(?:元旦|阳历年){AFTER}|过完?元旦", ("01-02", "01-04")),
    (r"开春|春天|春季|打春|봄|spring|in (?:the )?spring", ("03-01", "04-01")),
    (rf"开春{AFTER}|春天{AFTER}|봄{K_AFTER}", ("04-01", "05-01")),
    (
        rf"(?:忙完)?(?:春耕|春播|种地){AFTER}|种完地{AFTER}?|忙完春耕|插完秧{AFTER}?|播完种{AFTER}?"
        rf"|after (?:the )?(?:spring )?(?:planting|sowing)|모내기{K_AFTER}|봄갈이{K_AFTER}"
        rf"|파종{K_AFTER}",
        ("05-20", "06-01"),
    ),
    (r"五一|五一节|劳动节|五一劳动节|may day|labou?r day", ("05-01",)),
    (rf"(?:过完?)?(?:五一|劳动节)节?{AFTER}|过完?五一", ("05-04", "05-06")),
    (r"夏天|夏季|入夏|여름|summer|in (?:the )?summer", ("06-01", "07-01")),
    (r"暑假|放暑假|放了暑假|여름방학|summer holidays?|summer vacation", ("07-10", "07-20")),
    (r"秋天|秋季|入秋|立秋|가을|autumn|fall|in (?:the )?(?:autumn|fall)", ("09-01", "10-01")),
    (r"秋收前|收秋前|收地前|before (?:the )?harvest|가을걷이 ?전|추수 ?전", ("09-01", "09-15")),
    (r"秋收|收秋|秋收的时候|秋收时|harvest|가을걷이|추수", ("09-20", "10-01")),
    (
        rf"(?:忙完|收完)?(?:秋收|收秋|收地|收庄稼|秋){AFTER}|收完(?:秋|地|庄稼|苞米|玉米|水稻"
        rf"|稻子){AFTER}?|打完场{AFTER}?|忙完秋收|地里活完?了?{AFTER}?|庄稼收完{AFTER}?"
        rf"|苞米收完{AFTER}?|地收完{AFTER}?"
        rf"|after (?:the )?(?:autumn )?harvest|when the harvest is (?:in|over|done)"
        rf"|가을걷이{K_AFTER}|추수{K_AFTER}|가을{K_AFTER}|가을일{K_AFTER}|농사{K_AFTER}"
        rf"|농사일{K_AFTER}",
        ("10-20", "11-01"),
    ),
    (r"十一|国庆|国庆节|十一国庆|national day|국경절", ("10-01",)),
    (rf"(?:过完?)?(?:十一|国庆)节?{AFTER}|过完?国庆节?|过完?十一|국경절{K_AFTER}", ("10-08",)),
    (
        r"冬天|冬季|入冬|上冻|农闲|农闲时|猫冬|겨울|농한기|winter|in (?:the )?winter",
        ("11-15", "12-01"),
    ),
    (r"清明|清明节|청명", ("04-05",)),
)
EVENTS = tuple((re.compile(pattern), days) for pattern, days in _TABLE)

# (months, days) of one.
LENGTHS = {
    unit: length
    for units, length in {
        "天|日|day|일": (0, 1),
        "周|星期|礼拜|week|주|주일": (0, 7),
        "月|month|달|개월": (1, 0),
        "年|year|년|해": (12, 0),
    }.items()
    for unit in units.split("|")
}
FEW = {
    word: counts
    for words, counts in {
        "两三|二三|2,3|2-3|2到3|二到三|俩仨|두세|한두|一两|1-2|2 or 3|couple of|a couple of": (
            2,
            3,
        ),
        "三四|3-4|3到4|서너|3 or 4": (3, 4),
        "三五|3-5|几|好几|몇|a few|few|several": (3, 5),
        "四五|4-5|네댓": (4, 5),
        "五六|5-6|대여섯": (5, 6),
        "六七|6-7": (6, 7),
        "七八|7-8": (7, 8),
        "过两|过两三|过一两": (2, 3),
        "过几|过三五|过个几|过些": (3, 5),
    }.items()
    for word in words.split("|")
} | dict.fromkeys(("一两", "1-2", "한두", "一二"), (1, 2))
BEFORE_LENGTH = re.compile(r"more than |over ")
