"""Whole numbers: of people, of years, of anything counted."""

import re

from dialogue.parsing.figure import NEGATIVE, Setting
from dialogue.parsing.text import too_long
from models.core.refusal import Refusal
from models.core.spoken_text import spoken

COUNTERS = Setting(
    before="我|有|今年|满|一共|共|总共|都|저는|모두|전부|총",
    after=(
        "个?人|周?岁|年|个|口|位|名|次|天|个?月|个?(?:周|星期|礼拜)|亩|公里|里|户|头|只|件|台|间|生|出生"
        "|명|개월|개|살|세|년생|년|번|달|주|해|인|사람|식구|가지|마리|일|월|생|회|시간|집|채|곳|가구"
        "|(?:years?|yrs?|months?|weeks?|days?|people|persons?|times?|hours?)(?: old)?"
    ),
)
HALF = re.compile(r"(?:个半|半|반|\bhalf\b)")


def whole(text: str, least: int, most: int) -> int | Refusal:
    """The whole number from `least` to `most` that was typed: 23岁, 二十三, 两百, 삼천오백, 2만.

    Refusals: number_unread, number_negative, number_fraction, number_range (two figures),
    number_out_of_range {least, most}, text_too_long {most}.
    """
    if refusal := too_long(text):
        return refusal
    said = spoken(text)
    if NEGATIVE.match(said):
        return Refusal("number_negative")
    figure = COUNTERS.figure(said.removeprefix("+"))
    if figure is None:
        return _unread(said)
    if figure.denominator != 1:
        return Refusal("number_fraction")
    if not least <= figure <= most:
        return Refusal("number_out_of_range", {"least": least, "most": most})
    return int(figure)


def _unread(said: str) -> Refusal:
    if COUNTERS.is_range(said):
        return Refusal("number_range")
    entire, halves = HALF.subn("", said)
    if halves and (
        COUNTERS.figure(entire) is not None or COUNTERS.figure(f"1{entire}") is not None
    ):
        return Refusal("number_fraction")
    return Refusal("number_unread")
