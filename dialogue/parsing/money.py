"""Amounts of money in whole yuan."""

import re

from dialogue.parsing.figure import NEGATIVE, Setting
from dialogue.parsing.text import too_long
from models.core.refusal import Refusal
from models.core.spoken_text import spoken

MONTHLY = "每个?月|一个?月|月"
YUAN = Setting(
    before=(
        rf"¥|rmb|cny|人民币|(?:{MONTHLY})(?:薪|工资|收入|入|挣|赚|能挣|能赚|拿|给|开|要)?|我|俺"
        rf"|工资|收入是?|实发"
        r"|能?挣个?|能?赚个?|能?开个?|能?拿个?|到手|想要|要|想|给|发|薪水|工钱|也就|有|就|才|纯"
        r"|净|都|是|总共|一共|(?:还|拖)?欠(?:着|了)?我?|还差|差我|收了?我?|交了?|要了?我?"
        r"|(?:매달|매월|한달|한 달|1달)에?|월급은?|로임은?|월|i earn|i get|i make|earn|get|make"
        r"|wage|salary|pay|want"
        r"|[:,]"
    ),
    after=(
        rf"[元圆]钱?整?|块钱?|块大洋|把块钱?|人民币|rmb|cny|yuan|kuai|¥|위안|원"
        rf"|[/,]\s*(?:{MONTHLY}|월)|每个?月|一个?月"
        r"|(?:/|a |per )\s*(?:month|mo)|monthly|钱|工资|的?样子|够了?|就够|可以|行|가량|벌어요"
        r"|到手|税后|net|after (?:tax|deductions)|in hand|take[ -]?home"
        r"|법니다|버오|받습니다|받아요|받소|받슴다|줍니다|줌다|주오|됩니다|되오|씩|整|管饭"
        r"|管吃住|管吃管住|管吃|包吃住|包吃|包住|供饭|就中|就成|也行|也中|就干|就能干|来往|打底儿?"
        r"|[,，]?\s*(?:管|包|供|提供)[^0-9一二两三四五六七八九十百千万]{1,6}"
        r"|(?:쯤|정도|남짓|을|를|씩|이면|면|은|는)? ?(?:됩니다|받습니다|줍니다|법니다"
        r"|돼야 ?합니다|되여야 ?합니다|있어야 ?합니다|주면 ?됩니다"
        r"|일없습니다|좋습니다)|남짓"
    ),
)
# 3500块5 and 3500元5角: yuan are whole here.
JIAO = re.compile(
    r"(?<=[元块])\s*零?[0-9一二两三四五六七八九半](?:[角毛](?:[0-9一二三四五六七八九]分)?)?$"
)


def money(text: str, least: int, most: int) -> int | Refusal:
    """Whole yuan from `least` to `most`: 3500元, 三千五, 1万2, 3.5k, 每月3500, 삼천오백 위안.

    What is less than a yuan falls away. Refusals: money_unread, money_negative,
    money_range (two figures), money_out_of_range {least, most}, text_too_long {most}.
    """
    if refusal := too_long(text):
        return refusal
    said = JIAO.sub("", spoken(text))
    if NEGATIVE.match(said):
        return Refusal("money_negative")
    figure = YUAN.figure(said)
    if figure is None:
        return Refusal("money_range" if YUAN.is_range(said) else "money_unread")
    return within(int(figure), least, most)


def within(amount: int, least: int, most: int) -> int | Refusal:
    """The amount, where it lies between. Refusal: money_out_of_range {least, most}."""
    if least <= amount <= most:
        return amount
    return Refusal("money_out_of_range", {"least": least, "most": most})
