"""What regions are called: as people say them, by their offices, by their cores, in Korean."""

import re
import unicodedata
from collections.abc import Iterator

from models.core.plain_text import plain
from models.core.readings import hangul, simplified
from models.core.sign_table import SignTable

# No place is described by more; what is longer is not looked at.
PLACE_MOST = 200
COUNTY_ENDINGS = ("自治县", "县", "市", "区", "旗", "현", "시", "구")
_NATIONALITIES = (
    "蒙古|朝鲜|满|回|锡伯|达斡尔|鄂温克|鄂伦春|赫哲|俄罗斯|维吾尔|哈萨克|柯尔克孜|塔吉克|藏|羌|门巴|珞巴|土|"
    "撒拉|东乡|保安|裕固|壮|苗|瑶|侗|布依|水|仫佬|毛南|京|土家|仡佬|彝|白|哈尼|傣|傈僳|拉祜|佤|纳西|景颇|布朗|"
    "阿昌|普米|怒|德昂|独龙|基诺|黎|畲|高山|各"
)
_ABOVE = re.compile(
    rf"(?P<core>.+?)(?:(?:{_NATIONALITIES})族)*"
    r"(?P<ending>自治(?:区|州|县|旗)|特别行政区|地区|街道|苏木|[省市州盟县区旗镇乡])"
)
_KOREAN_ABOVE = re.compile(
    r"(?P<core>.{2,}?)(?:.{1,2}족)*(?P<ending>자치[주현구]|가두|[성시주현구진향])"
)
RURAL = ("村", "屯", "嘎查", "촌", "툰")
URBAN = ("社区", "生活区", "사회구역", "생활구")
_QUALIFIED = re.compile(r"(?P<base>.+)[（(](?P<which>[^（）()]+)[)）]")
_KOREAN_WHOLE = (
    *(("蛤蟆塘", "하마탕"), ("老头沟", "로투구"), ("金达莱", "진달래")),
    *(("牡丹", "목단"), ("社区", "사회구역"), ("街道", "가두")),
)
_RIEUL, _NIEUN, _SILENT, _Y_VOWELS = 5, 2, 11, (2, 3, 6, 7, 12, 17, 20)


def spoken_name(official: str) -> str:
    """The name as said aloud: 老村村委会 is 老村村, 新惠社区居民委员会 is 新惠社区."""
    name = plain(official).replace("虚拟", "").replace(" ", "")
    name = name.replace("(", "（").replace(")", "）")
    qualified = _QUALIFIED.fullmatch(name)
    if qualified:
        return f"{_without_committee(qualified['base'])}（{qualified['which']}）"
    return _without_committee(name)


def _without_committee(name: str) -> str:
    for office in ("居民委员会", "居委会"):
        if name.endswith(f"社区{office}"):
            return name.removesuffix(office)
    for office in ("嘎查村民委员会", "嘎查委员会", "村村民委员会", "村民委员会"):
        if name.endswith(office) and len(name) > len(office):
            return name.removesuffix(office) + ("嘎查" if office.startswith("嘎查") else "村")
    return name.removesuffix("委会") if name.endswith("村委会") else name


def place_key(text: str) -> str:
    """What of a text tells a place: small, simplified letters and digits, no signs or spaces.

    Korean as the South spells it is the same: 나자구 and 라자구, 용정 and 룡정.
    """
    return simplified(plain(text[:PLACE_MOST]).casefold()).translate(_TELLING)


def southern(text: str) -> str:
    """Korean as the South spells it at the beginning of a word, everywhere: 룡정 is 용정."""
    return "".join(map(_southern, text))


def _southern(sign: str) -> str:
    if not "가" <= sign <= "힣":
        return sign
    consonant, rest = divmod(ord(sign) - ord("가"), 588)
    if consonant in (_RIEUL, _NIEUN):
        silent = rest // 28 in _Y_VOWELS
        consonant = _SILENT if silent else _NIEUN
    return chr(ord("가") + consonant * 588 + rest)


_TELLING = SignTable(lambda c: _southern(c) if unicodedata.category(c)[0] in "LNM" else "")


def korean_name(name: str) -> str:
    """The name read in Korean as in Yanbian: 罗子沟镇 is 라자구진."""
    for chinese, korean in _KOREAN_WHOLE:
        name = name.replace(chinese, korean)
    return hangul(name)


def core(key: str) -> str:
    """A village's name but for its ending: 和盛村 is 和盛."""
    ending = _ending(key)
    return key.removesuffix(ending) if ending != key else key


def _ending(key: str) -> str:
    return next((one for one in _SORTS if key.endswith(one)), "")


def sort_of(key: str) -> str:
    """Whether a village's name ends as in the country or in a town; empty where neither."""
    return _SORTS.get(_ending(key), "")


def village_forms(name: str) -> set[str]:
    """A village's name as keys; of 前进村（东） also 前进东村, and 前进村, which others are too."""
    qualified = _QUALIFIED.fullmatch(name)
    if not qualified:
        return {place_key(name)}
    base, which = place_key(qualified["base"]), place_key(qualified["which"])
    inside = core(base) + which + base.removeprefix(core(base))
    return {place_key(name), base, which + base, inside}


_SORTS = {
    southern(ending): sort
    for sort, endings in (("rural", RURAL), ("urban", URBAN))
    for ending in sorted(endings, key=len, reverse=True)
}
_OFFICES = tuple(
    (re.compile(f"(?:{southern(offices)})$"), southern(ending))
    for offices, ending in (
        ("村民委员会|村民委|村委会|村委|(?:生产)?大队部?|屯子|村儿|屯儿", "村"),
        ("(?<=嘎查)(?:村民)?委员?会", "嘎查"),
        ("居民委员会|居民委|居委会|居委|服务中心", "社区"),
        ("마을|부락|촌민위원회|촌위원회", "촌"),
        ("사구|거민위원회|주민위원회", "사회구역"),
    )
)


def without_office(key: str) -> Iterator[str]:
    """The key; and without its office or old form: 和盛村民委员会 and 和盛大队 are 和盛村."""
    yield key
    for office, ending in _OFFICES:
        bare = office.sub("", key)
        if bare != key and len(bare) > 1:
            # 老村村委会 is the office of 老村村, 和盛村村委会 that of 和盛村.
            yield from (bare + ending, bare) if bare.endswith(ending) else (bare + ending,)


def forms_above(name: str) -> set[str]:
    """How a province, prefecture, county or township is called: 向海蒙古族乡, 向海乡, 向海."""
    key = place_key(name)
    forms = {key}
    if found := _ABOVE.fullmatch(key) or _KOREAN_ABOVE.fullmatch(key):
        bare, ending = found["core"], found["ending"]
        short = ending.removeprefix("自治").removeprefix("자치")
        forms |= {bare, bare + ending, bare + short}
    return {form for form in forms if len(form) > 1}
