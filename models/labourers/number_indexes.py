"""The blind indexes of an entry's numbers: whole, and by the last four digits."""

import re

from models.core.encryption import (
    LABOURER_ID,
    LABOURER_ID_END,
    LABOURER_PHONE,
    LABOURER_PHONE_END,
    keyring,
)

END = 4
_ID, _END = re.compile(r"[0-9]{17}[0-9X]"), re.compile(r"[0-9]{3}[0-9X]")
# So many digits are a whole phone number, with its prefix or without.
WHOLE_PHONE = 11


def index_numbers(id_number: str | None, phone: str | None) -> dict[str, str | None]:
    """The four columns by which an ID number and a phone are found."""

    def index(text: str | None, label: str, end: int = 0) -> str | None:
        return keyring.index(text[-end:], label) if text else None

    return {
        "id_index": index(id_number, LABOURER_ID),
        "id_end_index": index(id_number, LABOURER_ID_END, END),
        "phone_index": index(phone, LABOURER_PHONE),
        "phone_end_index": index(phone, LABOURER_PHONE_END, END),
    }


def list_indexes(typed: str) -> dict[str, list[str]]:
    """By column, the indexes that a number as typed may have; empty for what is no number.

    Of five to ten digits only the last four are compared: no more is known without the key.
    """
    signs = re.sub(r"[\s\-‐‑–—−()（）+]", "", typed).upper()
    if _ID.fullmatch(signs):
        return {"id_index": keyring.indexes(signs, LABOURER_ID)}
    if not signs.removesuffix("X").isascii() or not signs.removesuffix("X").isdecimal():
        return {}
    if len(signs) >= WHOLE_PHONE and signs.isdecimal():
        return {"phone_index": _of_phone(signs)}
    end = signs[-END:]
    found = {}
    if _END.fullmatch(end):
        found["id_end_index"] = keyring.indexes(end, LABOURER_ID_END)
    if len(end) == END and end.isdecimal():
        found["phone_end_index"] = keyring.indexes(end, LABOURER_PHONE_END)
    return found


def _of_phone(digits: str) -> list[str]:
    """Of a whole number, with or without 86 and the area code's 0."""
    ways = {f"+{digits.removeprefix('00')}", f"+86{digits.removeprefix('0')}"}
    return [index for way in sorted(ways) for index in keyring.indexes(way, LABOURER_PHONE)]
