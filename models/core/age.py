"""Age: nobody under 16 is registered or placed; where the year leaves it open, a day is asked.

Labour Law of the People's Republic of China, article 15.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from models.core.refusal import Refusal
from models.core.vocabulary import Sex

YOUNGEST = 16
# China has one time zone.
CHINA = dt.timezone(dt.timedelta(hours=8))
# A report may reach a year back: who is 17 by the year alone may have been 15 then.
IN_DOUBT = YOUNGEST + 1


def is_in_doubt(birth_year: int | None, today: dt.date) -> bool:
    """Whether the year alone does not tell that somebody is old enough."""
    return birth_year is not None and today.year - birth_year <= IN_DOUBT


def too_young(
    id_number: str | None, born_on: str | None, birth_year: int | None, on: dt.date
) -> Refusal | None:
    """Whether somebody is under 16 on that day, by the day of birth, else by the year.

    Refusals: too_young_to_work {youngest}; birth_day_needed {youngest}, where the year leaves it
    open.
    """
    refused: dict[str, str | int] = {"youngest": YOUNGEST}
    born = id_number[6:14] if id_number else (born_on or "").replace("-", "")
    if born:
        sixteen = f"{int(born[:4]) + YOUNGEST}{born[4:]}"
        return Refusal("too_young_to_work", refused) if f"{on:%Y%m%d}" < sixteen else None
    years = on.year - (birth_year or 0)
    if years < YOUNGEST:
        return Refusal("too_young_to_work", refused)
    return Refusal("birth_day_needed", refused) if years == YOUNGEST else None


def unfit(facts: Mapping[str, Any], now: dt.datetime) -> Refusal | None:
    """Whether the facts of an entry are those of somebody under 16 today. Refusals: as above."""
    told = facts.get("id_number"), facts.get("born_on"), facts.get("birth_year")
    return too_young(*told, now.astimezone(CHINA).date())


def birth_year(facts: Mapping[str, Any]) -> int:
    """As the ID number or the day of birth tells it, or as it was told."""
    number, day = facts.get("id_number"), facts.get("born_on")
    return int(number[6:10] if number else day[:4] if day else facts["birth_year"])


def sex(id_number: str) -> Sex:
    """GB 11643: the 17th digit is odd for men."""
    return Sex.MALE if int(id_number[16]) % 2 else Sex.FEMALE
