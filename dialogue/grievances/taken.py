"""They took my …: what was taken tells what is wrong.

Papers and things are no fee, wages are wages, and mere money may be either.
"""

import re
from collections.abc import Mapping
from typing import TypeAlias

from dialogue.parsing.cover import skeleton
from models.core.vocabulary import Trouble

LONGEST = 60
Kinds: TypeAlias = tuple[Trouble, ...]
UNPAID, FEE, OTHER = (Trouble.UNPAID,), (Trouble.FEE,), (Trouble.OTHER,)
PAPERS = (Trouble.PAPERS,)
UNCLEAR = (Trouble.UNPAID, Trouble.FEE)

# Of each language: what may be taken, longer words before shorter ones.
CHINESE_THINGS: Mapping[str, Kinds] = {
    "工资卡|银行卡": (Trouble.UNPAID, Trouble.OTHER),
    "身份证件?|户口本|户口簿|驾驶证|驾照|毕业证书?|资格证书?|护照|证件|证书|社保卡|材料|证": PAPERS,
    "手机|电话|东西|行李|背?包|钥匙|衣服|工具|电动车|摩托车|车": OTHER,
    "工资|工钱|薪水|血汗钱|奖金|加班费": UNPAID,
    "押金|保证金|中介费|介绍费|手续费|服装费|体检费": FEE,
    "钱": UNCLEAR,
}
KOREAN_THINGS: Mapping[str, Kinds] = {
    "로임카드|월급카드|월급통장|통장|은행카드": (Trouble.UNPAID, Trouble.OTHER),
    "신분증|증명서|증서|려권|여권|서류|호구책|호구부|운전면허증?|면허증|자격증|졸업증": PAPERS,
    "핸드폰|휴대폰|휴대전화|손전화|전화기?|짐|물건|가방|열쇠|옷|공구": OTHER,
    "로임|월급|임금|급여|품삯": UNPAID,
    "보증금|소개비|수수료|중개비": FEE,
    "돈": UNCLEAR,
}
ENGLISH_THINGS: Mapping[str, Kinds] = {
    "bank cards?|wage cards?": (Trouble.UNPAID, Trouble.OTHER),
    "(?:id|identity)(?: cards?| papers?)?|papers?|documents?|passports?|certificates?": PAPERS,
    "(?:driving |driver's )?licen[cs]e|hukou|household (?:book|register)|cards?": PAPERS,
    "(?:mobile |cell )?phones?|mobile|things|stuff|belongings|luggage|bags?|keys?|tools": OTHER,
    "wages?|pay|salary|earnings|overtime pay": UNPAID,
    "deposit|fees?|commission": FEE,
    "money|cash": UNCLEAR,
}

WHO = "(?:老板|包工头|工头|单位|公司|厂里|厂子|厂家|中介|经纪人|劳务公司|工地|他们|他|她|人家)"
MY = "(?:我们|咱们|俺们|我|俺|咱|大伙|大家)?的?"
TAKE = (
    "(?:扣押|扣留|没收(?=[了走])|收走|拿走|抢走|扣下|押下|收去|拿去|抢|扣|押|压|收(?!我?钱)|拿)"
    "(?:着|了|走|下|去)*"
)
KEPT = "(?:还?不(?:还|给|退)(?:给?我|给?俺)?(?:了)?|一直不还)"
CHINESE = (
    rf"{WHO}?(?:都|还|就|一直)?(?:给)?{TAKE}{MY}{{thing}}{KEPT}?了?",
    rf"{WHO}?(?:把|将)?{MY}{{thing}}(?:都|也|还|全)?"
    rf"(?:(?:让|被|叫|给){WHO}?(?:给)?)?{TAKE}{KEPT}?了?",
    rf"{WHO}?(?:把)?{MY}{{thing}}(?:扣着|押着|压着)?{KEPT}",
)
KOREAN_WHO = (
    "(?:사장|십장|회사|공장|중개인|중개|그사람들?|그사람들|그들)(?:이|가|에서|은|는|한테|에게)?"
)
KOREAN_MY = "(?:제|내|저의|나의|우리)?"
KOREAN_TAKE = (
    "(?:빼앗|뺏|압수|가져[가갔]|거둬[가갔]|걷어[가갔]|잡고|쥐고|보관하고|안돌려|돌려주지않|돌려안주)"
    "(?!.*(?:지(?:는|도)?(?:않|못|아니)|까$|나요$|는가$))[가-힣]*"
)
KOREAN = (
    rf"(?:{KOREAN_WHO})?{KOREAN_MY}{{thing}}(?:을|를|은|는|도|이|가)?(?:{KOREAN_WHO})?{KOREAN_TAKE}",
)
ENGLISH_WHO = (
    "(?:(?:my|the|our) )?(?:boss|bosses|employer|foreman|manager|broker|agent|agency|factory"
    "|company|they|he|she|someone|somebody)"
)
ENGLISH_TAKE = (
    "(?:took|takes?|taken|kept|keeps?|keeping|holds?|held|holding|seized|confiscated|withheld"
    "|withholds?|won't (?:give back|return)|didn't (?:give back|return)|refuses? to return)"
)
ENGLISH_MY = "(?:(?:away|back|all|of|my|our|the|me|a) )*"
ENGLISH = (
    rf"(?:{ENGLISH_WHO} )?(?:(?:has|have|had|is|are|still|just|'ve) )*{ENGLISH_TAKE} {ENGLISH_MY}"
    "{thing}(?: away| back| from me| off me)*",
    rf"{ENGLISH_MY}{{thing}} (?:was|were|got|is|are|has been|have been) (?:being )?"
    rf"(?:taken|kept|held|seized|confiscated|withheld)(?: away| back)?(?: by {ENGLISH_WHO})?",
)


def what_was_taken(typed: str) -> Kinds:
    """What is wrong where the whole text says that something was taken, the likeliest first.

    Several where that is unclear, or where several things were taken; none for anything else.
    """
    said = skeleton(typed) if len(typed) <= LONGEST else ""
    if not said or typed.rstrip().endswith(("?", "？")):
        return ()
    for patterns, things, joined in GRAMMARS:
        for pattern in patterns:
            if found := pattern.fullmatch(said):
                named = [_kinds(one, things) for one in joined.split(found["thing"])]
                kinds = {kind for one in named for kind in one}
                return tuple(kind for kind in Trouble if kind in kinds)
    return ()


def _kinds(thing: str, things: Mapping[str, Kinds]) -> Kinds:
    return next((kinds for words, kinds in things.items() if re.fullmatch(words, thing)), ())


def _compiled(
    patterns: tuple[str, ...], things: Mapping[str, Kinds], joined: str
) -> tuple[tuple[re.Pattern[str], ...], Mapping[str, Kinds], re.Pattern[str]]:
    """The patterns with one thing or two in them."""
    one = "|".join(things)
    named = f"(?P<thing>(?:{one})(?:(?:{joined})(?:{one}))?)"
    filled = (re.compile(pattern.replace("{thing}", named)) for pattern in patterns)
    return tuple(filled), things, re.compile(joined)


GRAMMARS = (
    _compiled(CHINESE, CHINESE_THINGS, "和我?|跟我?|还有我?|、"),
    _compiled(KOREAN, KOREAN_THINGS, "하고|이랑|랑|와|과"),
    _compiled(ENGLISH, ENGLISH_THINGS, " and (?:my )?"),
)
