"""Whole numbers: of people, of years, of anything counted."""

import re
from fractions import Fraction

from dialogue.parsing.figure import NEGATIVE, Setting
from dialogue.parsing.numeral import numeral
from dialogue.parsing.text import too_long
from models.core.refusal import Refusal
from models.core.spoken_text import COUNTED, spoken

COUNTERS = Setting(
    before="我|有|今年|满|一共|共|总共|都|저는|모두|전부|총",
    after=(
        "个?人|周?岁|年|个|口|位|名|次|天|个?月|个?(?:周|星期|礼拜)|亩|公里|里|户|头|只|件|台"
        "|间|生|出生"
        "|명|개월|개|살|세|년생|년|번|달|주|해|인|사람|식구|가지|마리|일|월|생|회|시간|집|채|곳"
        "|가구"
        "|(?:years?|yrs?|months?|weeks?|days?|people|persons?|times?|hours?)(?: old)?"
    ),
)
# Where people are counted, and nothing else.
PEOPLE = Setting(
    before=(
        "我们|咱们|俺们|咱|俺|我|有|家里|全家|一家|一共|共|总共|都|就|只|需要|需|要|招|缺|还缺"
        "|想招|想要|收|能坐|能容|能坐下|容纳"
        "|저는|우리|모두|전부|총|필요|only|just|we are|we need|need|there are|room for|for"
    ),
    after=(
        "个?人|口人?|个|位|名|个?工人|个?劳动?力|个座位?|座|个?名额|号人|就够|就行|够了|需要"
        "|명|사람|식구|인|분|개|자리|필요합니다|필요해요|필요하오"
        "|(?:people|persons?|workers?|heads?|seats?|of us|of them|men|women|hands|places?)"
    ),
)
# The number of a record.
NUMBERED = Setting(
    before=r"第|编号|号码|no\.?(?=\s*[0-9])|number|nr\.?(?=\s*[0-9])|№|#", after="号|번|번째"
)
COUNTED_WITHIN = re.compile(
    r"(?<![0-9.])[0-9]{1,5}(?![0-9.]*\s*(?:[0-9.:点号月日年岁天块元]|小时))"
    r"|[一二两俩三仨四五六七八九十百]+(?=个?人|个|名|位)|[가-힣]{1,3}(?=\s?(?:명|사람))"
)
HALF = re.compile(r"(?:个半|半|반|\bhalf\b)")


def whole(text: str, least: int, most: int, counted: Setting = COUNTERS) -> int | Refusal:
    """The whole number from `least` to `most` that was typed: 23岁, 二十三, 两百, 삼천오백, 2만.

    Refusals: number_unread, number_negative, number_fraction, number_range (two figures),
    number_out_of_range {least, most}, text_too_long {most}.
    """
    if refusal := too_long(text):
        return refusal
    said = spoken(text)
    if NEGATIVE.match(said):
        return Refusal("number_negative")
    figure = counted.figure(said.removeprefix("+"))
    if figure is None:
        return _unread(said, counted)
    if figure.denominator != 1:
        return Refusal("number_fraction")
    if not least <= figure <= most:
        return Refusal("number_out_of_range", {"least": least, "most": most})
    return int(figure)


def spread(text: str, counted: Setting) -> list[int]:
    """The whole numbers that a rough one may mean: 三四个, 3-5, 二十多; none for anything else."""
    said = "" if too_long(text) else spoken(text)
    if (ends := counted.ends(said)) is not None:
        return [int(end) for end in ends if end.denominator == 1]
    figure = counted.figure(said) if counted.tells_more(said) else None
    return [int(one) for one in and_more(figure)] if figure is not None else []


def whole_within(text: str, least: int, most: int) -> int | None:
    """The one number that stands among other words and counts people; to be asked about."""
    found = COUNTED_WITHIN.findall("" if too_long(text) else spoken(text))
    value = (COUNTED.get(found[0]) or numeral(found[0])) if len(found) == 1 else None
    return int(value) if value is not None and least <= value <= most else None


def and_more(figure: Fraction) -> list[Fraction]:
    """一千多 may be 1000 or 1500; 三千五百多 is told to the hundred, and is 3500."""
    if figure.denominator != 1 or figure < 10:
        return []
    unit = 10 ** (len(str(int(figure))) - 1)
    return [figure, figure + unit // 2] if figure % unit == 0 else []


def _unread(said: str, counted: Setting) -> Refusal:
    if counted.is_range(said):
        return Refusal("number_range")
    entire, halves = HALF.subn("", said)
    if halves and (counted.figure(entire) is not None or counted.figure(f"1{entire}") is not None):
        return Refusal("number_fraction")
    return Refusal("number_unread")
