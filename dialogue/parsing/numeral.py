"""Numerals as people write and say them: digits, Chinese, Korean, and mixtures of these."""

import re
from fractions import Fraction

from models.core.spoken_text import COUNTING

LONGEST = 40  # beyond it no figure of this field, and Python refuses to read very long ones
CHINESE = {
    sign: value
    for value, signs in enumerate(
        ("零〇", "一壹", "二贰两兩俩", "三叁仨", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for sign in signs
}
KOREAN = {
    sign: value
    for value, signs in enumerate(
        ("영령공", "일", "이", "삼", "사", "오", "육륙", "칠", "팔", "구")
    )
    for sign in signs
}
DIGITS = CHINESE | KOREAN
UNITS = (
    ("亿億억", 10**8),
    ("万萬만w", 10**4),
    ("k", 10**3),
    ("千仟천", 10**3),
    ("百佰백", 10**2),
    ("十拾십", 10),
)
EXACT_UNITS = "억만천백십"  # 三千五 is 3500, but 삼천오 is 3005
CONTRACTED = str.maketrans({"廿": "二十", "卅": "三十"})
ARABIC = re.compile(r"[0-9]+(\.[0-9]+)?|[0-9]{1,3}([, ][0-9]{3})+(\.[0-9]+)?")
BETWEEN_WORDS = re.compile(r"(?<![0-9]) | (?![0-9])")
ALL = "".join(DIGITS)
POINT = re.compile(rf"([{ALL}])[点점]([{ALL}]+)")
SPELLED = re.compile(
    rf"[{''.join(set(CHINESE) - set('两兩俩仨'))}]{{2,}}|[{''.join(KOREAN)}]{{2,}}"
)
PAIR = re.compile(rf"(?=([{ALL}])([{ALL}]))")
NUMERAL_SIGNS = re.compile(rf"[{ALL}{''.join(signs for signs, _ in UNITS)}0-9. ]+")
# 千八百 is eight hundred to a thousand, never 1800.
LESS_OR_ALL = re.compile("([百千万])儿?八([十百千])")
FEW = re.compile("(?:한두|두세|서너|너덧|네댓|대여섯|예닐곱)[십백천만]*")


def numeral(said: str) -> Fraction | None:
    """The value of one numeral, 0 or more, as it is spoken: 三千五 is 3500, 1.2万 is 12000.

    None for anything else, and for what may mean two figures, such as 三四千.
    """
    if not said or len(said) > LONGEST:
        return None
    if LESS_OR_ALL.fullmatch(said):
        return None
    if said in COUNTING:
        return Fraction(COUNTING[said])
    said = POINT.sub(lambda m: f"{_spelled(m[1])}.{_spelled(m[2])}", said.translate(CONTRACTED))
    if SPELLED.fullmatch(said):
        return None if _is_pair(said) else Fraction(int(_spelled(said)))
    return _value(BETWEEN_WORDS.sub("", said))


def is_few(said: str) -> bool:
    """Whether one figure is left open between two: 三四千, 二十五六, 서너."""
    if len(said) > LONGEST:
        return False
    if FEW.fullmatch(said) or LESS_OR_ALL.fullmatch(said):
        return True
    pairs = any(_is_pair(m[1] + m[2]) for m in PAIR.finditer(said))
    return pairs and bool(NUMERAL_SIGNS.fullmatch(said))


def few_ends(said: str) -> tuple[Fraction, Fraction] | None:
    """The two figures between which one is left open: 三四千 is 3000 and 4000."""
    if not is_few(said):
        return None
    if less := LESS_OR_ALL.fullmatch(said):
        whole = numeral(f"一{less[1]}")
        return None if whole is None else (whole * 8 / 10, whole)
    if found := re.match("|".join(KOREAN_FEW), said):
        first, last = KOREAN_FEW[found[0]]
        unit = numeral("일" + said[found.end() :]) if said[found.end() :] else Fraction(1)
        return None if unit is None else (first * unit, last * unit)
    pairs = [m.start() for m in PAIR.finditer(said) if _is_pair(m[1] + m[2])]
    ends = [
        numeral(said[:at] + said[at + skip] + said[at + 2 :]) for at in pairs[:1] for skip in (0, 1)
    ]
    return (ends[0], ends[1]) if len(ends) == 2 and ends[0] and ends[1] else None


KOREAN_FEW = {
    "한두": (1, 2),
    "두세": (2, 3),
    "서너": (3, 4),
    "너덧": (4, 5),
    "네댓": (4, 5),
    "대여섯": (5, 6),
    "예닐곱": (6, 7),
}


def _spelled(said: str) -> str:
    return "".join(str(DIGITS[sign]) for sign in said)


def _is_pair(said: str) -> bool:
    """三四 is "three or four", and so is 三五 "three to five"."""
    figures = _spelled(said)
    neighbours = len(said) == 2 and figures in "123456789"
    return neighbours or figures == "35"


def _value(said: str) -> Fraction | None:
    for signs, unit in UNITS:
        if place := re.search(f"[{signs}]", said):
            return _with_unit(said[: place.start()], place[0], unit, said[place.end() :])
    if ARABIC.fullmatch(said):
        return Fraction(re.sub("[, ]", "", said))
    return Fraction(DIGITS[said]) if said in DIGITS else None


def _with_unit(before: str, sign: str, unit: int, after: str) -> Fraction | None:
    many = _value(before) if before else Fraction(1)
    rest = _rest(after, sign, unit)
    if not many or rest is None or rest >= unit:
        return None
    # 1.2万 stands alone: nothing smaller comes after a fraction, and no fraction after a unit.
    exact = many.denominator == rest.denominator == 1
    return many * unit + rest if exact or not after else None


def _rest(after: str, sign: str, unit: int) -> Fraction | None:
    """What comes after a unit. A lone digit counts the next smaller unit: 三千五, 1万2."""
    if not after:
        return Fraction(0)
    lone = len(after) == 1 and sign not in EXACT_UNITS
    value = _value(after.lstrip("零〇") if len(after) > 1 else after)
    return value * unit / 10 if lone and value is not None and value < 10 else value
