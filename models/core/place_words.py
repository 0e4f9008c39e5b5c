"""What people say around a village's name: who lives there, and the address after it."""

import re
from collections.abc import Iterator

from models.core.region_names import southern


def _compiled(pattern: str) -> re.Pattern[str]:
    """Of keys, which have Korean as the South spells it."""
    return re.compile(southern(pattern))


# All as keys of models.core.region_names: without signs and spaces.
_LEAD = _compiled(
    "(?:中国|我们村|俺们村|咱们村|我们屯|俺们屯|我村|俺村|咱村|俺屯|咱屯|村名|我们|俺们|咱们|我|俺|咱|本人|家里|家|户口|户籍|地址|住址|村名|村子|就是|是|叫|现在|现住址?|"
    "住在?|在|来自|位于|属于|属|이름은|저는|나는|내는|제가|내가|우리집은|우리집이|우리는|우리|"
    "제집은|집은|집이|주소는|주소|마을은|사는곳은|사는데는|지금은|지금|"
    "ilivein|iliveat|welivein|imfrom|iamfrom|wearefrom|from|mycountyis|myvillageis|thevillageis|ourvillageis|village|itsin|itis|its|in)+"
)
_END = _compiled(
    "(?:儿|那边儿?|那块儿?|那儿|那里|那疙瘩|那旮旯|那嘎达|那头|这边儿?|这块儿?|这儿|这里|这疙瘩|这旮旯|"
    "这嘎达|里头|里|的村民|村民|老百姓|的人|的|人|啊|呀|呗|吧|哈|啦|了|嗷|哦|"
    "에서삽니다|에서살아요|에서사오|에서산다|에삽니다|에살아요|에살고있습니다|에살고있어요|에살고있소|"
    "에사오|에산다|에살오|에있습니다|에있어요|에있소|사람입니다|사람이에요|사람이오|사람이요|사람|"
    "임다|이꾸마|에있슴다|에삼다|에서삼다|쪽입니다|쪽이오|쪽에|쪽|입니다|이에요|예요|이오|이요|요|임|please|village)+"
)
# Possessive, so that a long row of numbers is looked at once.
_NUMBER = "[0-9一二三四五六七八九十百千零〇两]++"
# 第三村民小组, 15号, 2单元; 三 alone too: whoever says 和盛村三 leaves the group out.
_COUNTED = (
    f"第?{_NUMBER}(?:(?:村民|居民)?小?组|村民组|(?:生产|小)?队|社|屯|号楼|号院|号|楼|层|单元|室|户|"
    "委|栋|幢|排|街|路|巷|弄|条|门|院|호|촌민소조|소조|조|소대|대|번지|반|툰)?+"
)
_SIDE = "[村屯]?[东南西北前后中]{1,2}(?:头|街|院|片)"
_NAMED = r"[\u4e00-\u9fff]{1,6}?(?:屯|小区|胡同|大街|街|路|巷)"
_AFTER = _compiled(f"(?:{_COUNTED}|{_SIDE})*+")
_NAMED_AFTER = _compiled(f"(?P<named>{_NAMED})(?:{_COUNTED}|{_SIDE})*+")
_QUESTION = re.compile(r"[?？]\s*$|[吗么呢]\W*$|(?:입니까|인가요|인가|맞나요|나요|습니까|까요)\W*$")


def is_question(text: str) -> bool:
    """Whether it asks rather than says: 和盛村吗?"""
    return bool(_QUESTION.search(text.strip()))


def peel(key: str) -> Iterator[str]:
    """The key, and without the words around the place: 我家住和盛村那边 is 和盛村."""
    lead, end = _LEAD.match(key), _trailing(key)
    start = lead.end() if lead else 0
    peeled = (key, key[:end], key[start:], key[start:end])
    yield from (one for one in dict.fromkeys(peeled) if one)


def _trailing(key: str) -> int:
    ends = (one.start() for one in _END.finditer(key) if one.end() == len(key))
    return next(ends, len(key))


def address_after(rest: str) -> str | None:
    """What may stand after a village: nothing, a group, a number; gives the name of a hamlet or
    street there, empty where there is none; None where it is something else."""
    if _AFTER.fullmatch(rest):
        return ""
    named = _NAMED_AFTER.fullmatch(rest)
    return named["named"] if named else None
