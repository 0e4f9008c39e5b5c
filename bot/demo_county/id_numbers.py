"""ID numbers and phones that belong to nobody."""

import datetime as dt

from dialogue.parsing.id_number import check_digit
from models.core.vocabulary import Sex

# A county that never was: nobody has a number that begins so.
NOWHERE = "222499"


def make_id_number(born: dt.date, sex: Sex, number: int) -> str:
    """Of 18 characters, with the check digit of GB 11643."""
    order = number * 2 % 1000 + (sex is Sex.MALE)
    body = f"{NOWHERE}{born:%Y%m%d}{order:03}"
    return body + check_digit(body + "0")


def make_phone(number: int) -> str:
    return f"+86138000{20_000 + number:05}"
