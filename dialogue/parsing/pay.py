"""What somebody is paid, with the time it is paid for: a day, an hour, a month, a year."""

import re
from fractions import Fraction

from dialogue.parsing.figure import NEGATIVE
from dialogue.parsing.korean_endings import as_written
from dialogue.parsing.money import JIAO, YUAN
from dialogue.parsing.number import and_more
from dialogue.parsing.numeral import numeral
from dialogue.parsing.text import too_long
from models.core.pay import Pay, PayUnit
from models.core.refusal import Refusal
from models.core.spoken_text import spoken

# A smaller figure may count anything; so does one before a day, a year or people.
SUM_LEAST = 100
LEAST_OF = {PayUnit.HOUR: 5, PayUnit.DAY: 40}
SUM = re.compile(
    r"(?<![0-9.,多少涨扣加])(?:[0-9][0-9,]*(?:\.[0-9]+)?\s*[千万k천만]?[0-9]?"
    r"|[一二两三四五六七八九十百千万零]{2,}|[일이삼사오육륙칠팔구십백천만]{2,}(?=\s*원))"
    r"(?![0-9]*\s*(?:[年月日号点岁天个人年월일시살명개]|小时|礼拜|星期|号))"
)
# Nobody writes so many yuan with 원; in won it is a month's wage.
WON_LEAST = 100_000


UNITS = {
    PayUnit.HOUR: (
        r"(?:按|每|一|每一|1)个?(?:小时|钟头)(?:工资|工)?|小时工|时薪|每?一个钟|按小时|시간당"
        r"|한 ?시간에?|1 ?시간에?|시급"
        r"|(?:per|an|a|each) (?:hour|hr)|hourly(?: wage| rate)?"
    ),
    PayUnit.DAY: (
        r"按天(?:算|结)?|每天|一天(?:能|给|挣|开)?|每日|一日|日薪|日工资|日结(?:工资)?|天天"
        r"|天工|一个工|하루에?|일당|일급|매일"
        r"|(?:per|a|each) day|daily(?: wage| rate| pay)?|(?<=[元块] )天|(?<=[元块])天"
    ),
    PayUnit.WEEK: (
        r"每周|一周|一个?星期|每个?星期|一个?礼拜|周薪|周结|일주일에?|1주일에?|주당|주급"
        r"|(?:per|a|each) week|weekly(?: wage| pay)?"
    ),
    # 3月工资 is the wage of March.
    PayUnit.MONTH: (
        r"每个?月|一个?月|1个?月|(?:(?<![0-9一二三四五六七八九十])|(?<=[0-9]{3}))月(?:薪|工资"
        r"|收入|入|结)"
        r"|매달|매월|한 ?달에?|1달에?|월급은?|월봉|월수입"
        r"|(?:per|a|each) (?:month|mo)|monthly(?: wage| pay| salary)?"
    ),
    PayUnit.YEAR: (
        r"每年|一年(?:下来|到头|能)?|1年|年薪|年工资|年收入|年入|全年|按年(?:算|结)?|일년에?"
        r"|1년에?|한 ?해에?|연봉|년봉|연수입|년수입"
        r"|(?:per|a|each) (?:year|annum|yr)|yearly|annual(?:ly)?(?: salary| wage| pay)?"
    ),
}
SLASHED = {
    "小时|时|h|hr|hour|시간": PayUnit.HOUR,
    "天|日|day|d|일": PayUnit.DAY,
    "周|星期|week|wk|주": PayUnit.WEEK,
    "月|month|mo|월|달": PayUnit.MONTH,
    "年|year|yr|년": PayUnit.YEAR,
}
TOKENS = re.compile(
    "|".join(
        [
            *(
                rf"[/每]\s*(?P<s_{unit}>{words})(?![a-z가-힣一-鿿])"
                for words, unit in SLASHED.items()
            ),
            *(rf"(?P<w_{unit}>{words})" for unit, words in UNITS.items()),
        ]
    )
)
PIECE = re.compile(
    r"计件|按件|[一每/](?:件|双|套|只|箱|袋|斤|米|平|方|亩|棵|根|单|趟)(?![千百万])|每个(?!月"
    r"|小时|星期|礼拜|钟)"
    r"|一个(?=\s*(?:[0-9.]+|[一二两三四五六七八九十])\s*(?:毛|分|块|元|角))|提成|抽成|개당|건당"
    r"|한 ?개에|一车"
    r"|(?:per|a) (?:piece|item|unit|parcel)|piece ?(?:work|rate)|by the piece|commission"
    r"|(?<=\d) ?each\b"
)
FOREIGN = re.compile(
    r"[$€£₩₽]|美元|美金|刀(?!$)|美刀|欧元|英镑|日元|日币|港币|港元|韩元|韩币|韩国钱|卢布|台币"
    r"|\b(?:usd|us dollars?|dollars?|bucks|euros?|eur|pounds?|gbp|yen|jpy|won|krw|hkd|roubles?"
    r"|rubles?|rub)\b"
    r"|한국 ?돈|한화|딸라|달러|불(?![가-힣])|엔화?|유로|만 ?원\s*한국"
)
WON = re.compile(r"원")


def pay(text: str) -> Pay | list[Pay] | Refusal:
    """What is paid: 3500, 月薪三千五, 一天150, 5万一年, 时薪20, 하루 150원; several for a range.

    Refusals: wage_by_piece, money_currency, money_negative, money_range, money_unread,
    text_too_long {most}.
    """
    if refusal := too_long(text):
        return refusal
    said = as_written(spoken(text))
    if PIECE.search(said):
        return Refusal("wage_by_piece")
    if FOREIGN.search(said):
        return Refusal("money_currency")
    if NEGATIVE.match(said):
        return Refusal("money_negative")
    units = {_unit(found) for found in TOKENS.finditer(said)}
    if len(units) > 1:
        return Refusal("money_unread")
    rest = " ".join(TOKENS.sub(" ", said).split()).strip(" ,，:：.。/")
    figures = _figures(JIAO.sub("", rest))
    if isinstance(figures, Refusal):
        return figures
    if WON.search(said) and max(figures) >= WON_LEAST:
        return Refusal("money_currency")
    unit = next(iter(units), PayUnit.MONTH)
    paid = list(dict.fromkeys(Pay(int(figure), unit) for figure in figures))
    return paid[0] if len(paid) == 1 else paid


def pay_within(text: str) -> Pay | None:
    """The one sum that stands among other words: 老板给我开三千八; to be asked about."""
    said = as_written(spoken(text))
    units = {_unit(found) for found in TOKENS.finditer(said)}
    unit = next(iter(units), PayUnit.MONTH)
    parts = SUM.findall(TOKENS.sub(" ", said))
    sums = [amount for part in parts if (amount := _sum(part, LEAST_OF.get(unit, SUM_LEAST)))]
    if len(units) > 1 or len(sums) != 1 or too_long(text) or PIECE.search(said):
        return None
    return Pay(sums[0], unit)


def _sum(part: str, least: int) -> int | None:
    value = numeral(part.strip())
    told = value is not None and value.denominator == 1 and value >= least
    return int(value) if value is not None and told else None


def names_unit(text: str) -> bool:
    """Whether an amount is told for some time, and not in all."""
    return bool(TOKENS.search(spoken(text)))


def _unit(found: re.Match[str]) -> PayUnit:
    return PayUnit(next(name[2:] for name, part in found.groupdict().items() if part))


def _figures(said: str) -> list[Fraction] | Refusal:
    """One figure; the ends of a range with its middle; a figure and a little more."""
    figure = YUAN.figure(said)
    if figure is not None:
        more = and_more(figure) if YUAN.tells_more(said) else []
        return more or [figure]
    ends = YUAN.ends(said)
    if ends is None:
        return Refusal("money_range" if YUAN.is_range(said) else "money_unread")
    middle = (ends[0] + ends[1]) / 2
    return [ends[0], *([middle] if middle.denominator == 1 and middle % 100 == 0 else []), ends[1]]
