"""Years of birth, as people tell them: by the year, by its last two digits, by their age."""

import re

from dialogue.parsing.korean_endings import COPULA
from dialogue.parsing.numeral import numeral
from dialogue.parsing.text import too_long
from models.core.refusal import Refusal
from models.core.spoken_text import COUNTED, COUNTING, spoken

DIGITS = "[0-9]|[零〇一二三四五六七八九]"
YEAR = rf"(?P<year>(?:{DIGITS}){{4}}|(?:{DIGITS}){{2}}(?=\s*[年년]))"
BEFORE = (
    r"^(?:我是?|俺是?|咱是?|本人|저는|나는|전|제가|是|公历|阳历|新历|양력|출생|생년"
    r"|i was|i am|i'm|was|born|in|year|the year|since|생년월일은?|출생년도는?"
    r"|出生(?:年份|于|在)?|生于|生在|:|,)\s*"
)
AFTER = (
    r"\s*(?:年|년|年份|生人|出生|出生的|出生人|生的|生|的|人|属[鼠牛虎兔龙蛇马羊猴鸡狗猪]"
    rf"|{COPULA}|생|출생|에|태여났습니다|태어났습니다|났습니다|났소"
    r"|born)[.。!！]*$"
)
MONTH_OR_DAY = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
DAY_TOO = (
    rf"\s*[年년./\- ]?\s*(?:(?:{MONTH_OR_DAY})\s*[月월./\- ]\s*"
    rf"(?:(?:{MONTH_OR_DAY})\s*[日号일]?)?)?$"
)
AGE = re.compile(
    r"^(?:我|俺|今年|现年|现在|已经|都|周岁|올해|지금|만|저는|나는|i am|i'm|now|age|aged)*\s*"
    r"(?P<age>[0-9]{2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[가-힣]+)\s*"
    r"(?P<unit>周?岁|살|세|years? old|yrs? old|year old|years?)?\s*(?:了|啦|的|입니다|이에요"
    r"|예요|이오|요)*$"
)


def birth_years(text: str, this_year: int) -> list[int] | Refusal:
    """The year, or the two that an age leaves open. A bare 41 is an age.

    Refusals: year_unread, text_too_long {most}.
    """
    if refusal := too_long(text):
        return refusal
    said = spoken(text).strip(" .。!！,，?？")
    if years := _by_year(said, this_year):
        return years
    if age := _age(said):
        born = this_year - age
        two_digits = [1900 + age] if re.fullmatch("[0-9]{2}", said) else []
        return list(dict.fromkeys([*two_digits, born, born - 1]))
    return Refusal("year_unread")


def _by_year(said: str, this_year: int) -> list[int]:
    while True:
        year = said[:4] if re.fullmatch(rf"(?:{DIGITS}){{4}}(?![0-9]).*", said) else said[:2]
        found = re.fullmatch(rf"{YEAR}(?:{DAY_TOO})", said) or re.fullmatch(
            r"(?P<year>(?:19|20)[0-9]{2})(?:0[1-9]|1[0-2])(?:[0-9]{2})?", said
        )
        if found and year:
            value = numeral(found["year"])
            return _full(int(value), this_year) if value is not None else []
        bare = re.sub(BEFORE, "", said)
        if bare == said and not re.fullmatch(rf"(?:{DIGITS}){{2}}\s*[年년]", said):
            bare = re.sub(AFTER, "", said)
        if bare == said:
            return []
        said = bare


def _full(year: int, this_year: int) -> list[int]:
    if year >= 1000:
        return [year]
    return [year + (2000 if year <= this_year % 100 else 1900)] if year < 100 else []


def _age(said: str) -> int | None:
    found = AGE.fullmatch(said)
    if found is None:
        return None
    korean = COUNTED.get(found["age"]) or COUNTING.get(found["age"])
    value = korean or numeral(found["age"])
    return int(value) if value is not None and 10 <= value <= 99 else None
