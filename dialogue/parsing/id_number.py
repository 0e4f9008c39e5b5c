"""Resident ID numbers of 18 characters (GB 11643-1999).

Region 6, birth date 8, order 3 (odd for men), check digit 1. The region is that of the first
registration: counties have changed their codes since, so only the province is looked at.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from dialogue.parsing.text import too_long
from models.core.plain_text import plain
from models.core.refusal import Refusal
from models.core.vocabulary import Sex

LENGTH, OLD_LENGTH = 18, 15
PROVINCE = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
WEIGHTS = tuple(2**place % 11 for place in range(17, 0, -1))
CHECK_DIGITS = "10X98765432"
LABEL = re.compile(
    r"^(?:我的?|俺的?|제\s*|내\s*|my\s*)?(?:居民)?(?:身份证号?码?|号码?|신분증\s*번호|신분증|번호"
    r"|id(?: card)?(?: number| no)?)(?:是|는|은|\s*is)?\s*[:.]?\s*"
    r"|\s*(?:입니다|이에요|예요|이오|요)[.。]?$",
    re.IGNORECASE,
)
WITHIN = re.compile(r"(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])")
SEPARATORS = re.compile(r"[\s\-−–—‐‑._/,·]")
# What phones without an X are made to type in its place: a star, a times sign, a Cyrillic letter.
LIKE_X = re.compile(r"[*×хХΧχ]$")


@dataclass(frozen=True)
class IdNumber:
    """A valid number and what it tells. The number is kept out of the repr, and so of logs."""

    number: str = field(repr=False)
    sex: Sex
    born: date = field(repr=False)
    region: str


def id_number(text: str, today: date, youngest: int = 16, oldest: int = 90) -> IdNumber | Refusal:
    """The number of somebody aged `youngest` to `oldest` today, in any spacing, x or X.

    Refusals: id_signs, id_length {count}, id_old (15 digits), id_region, id_date,
    id_check_digit, id_too_young {youngest}, id_too_old {oldest}, text_too_long {most}.
    """
    if refusal := too_long(text):
        return refusal
    number = LIKE_X.sub("X", SEPARATORS.sub("", LABEL.sub("", plain(text)))).upper()
    return _misshapen(number) or _told(number, today, youngest, oldest)


def number_within(text: str) -> str | None:
    """The one number of 18 characters that stands among other words; to be asked about."""
    found = WITHIN.findall(plain(text))
    return found[0].upper() if len(found) == 1 else None


def _misshapen(number: str) -> Refusal | None:
    if not re.fullmatch("[0-9]+X?", number):
        return Refusal("id_signs")
    if _is_old(number):
        return Refusal("id_old")
    return None if len(number) == LENGTH else Refusal("id_length", {"count": len(number)})


def _is_old(number: str) -> bool:
    """Whether these are the 15 digits given out until 1999, the year in two, not 18 less three."""
    return len(number) == OLD_LENGTH and _day(f"19{number[6:12]}") is not None


def _told(number: str, today: date, youngest: int, oldest: int) -> IdNumber | Refusal:
    born = _day(number[6:14])
    if not PROVINCE.match(number):
        return Refusal("id_region")
    if born is None:
        return Refusal("id_date")
    if check_digit(number) != number[-1]:
        return Refusal("id_check_digit")
    sex = Sex.MALE if int(number[16]) % 2 else Sex.FEMALE
    return _aged(born, today, youngest, oldest) or IdNumber(number, sex, born, number[:6])


def _aged(born: date, today: date, youngest: int, oldest: int) -> Refusal | None:
    if born > today:
        return Refusal("id_date")
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    if age < youngest:
        return Refusal("id_too_young", {"youngest": youngest})
    return Refusal("id_too_old", {"oldest": oldest}) if age > oldest else None


def check_digit(number: str) -> str:
    """The 18th character that the first 17 digits ask for: ISO 7064 MOD 11-2."""
    weighed = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
    return CHECK_DIGITS[weighed % 11]


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def masked(number: str) -> str:
    """The first 4 and the last 2 characters: 2208************3X. Anything short is hidden whole."""
    hidden = len(number) - 6
    if hidden < 6:
        return "*" * len(number)
    return f"{number[:4]}{'*' * hidden}{number[-2:]}"
