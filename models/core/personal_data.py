"""What a domain declares of the personal data in its tables, in its personal_data.py."""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from models.core.session import Session


@dataclass(frozen=True)
class ErasedEntry:
    """An entry of the ledger that is being erased; `zone` is the county's."""

    labourer_id: int
    name: str
    id_number: str | None
    now: dt.datetime
    zone: ZoneInfo


@dataclass(frozen=True)
class PersonalData:
    """What a person is given of a domain's tables, and what erasing does to them.

    `export` takes the account and its own entry, if it has one, and gives JSON values.
    `erase_entry` removes or blanks what refers to an entry, `erase_account` what refers to an
    account by its number. The entry and the account themselves go last: models/privacy/consent.py.
    """

    export: Callable[[Session, Any, Any], Awaitable[dict[str, Any]]]
    erase_entry: Callable[[Session, ErasedEntry], Awaitable[None]] | None = None
    erase_account: Callable[[Session, int], Awaitable[None]] | None = None
