"""The dismissals in the data folder, so that they outlive a restore of an older backup.

The store is what counts; the file is made anew from it, and read where the store has forgotten.
"""

import asyncio
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from cryptography.fernet import InvalidToken

from bot.sealed_list import read_sealed_list, write_sealed_list
from bot.store.engine import OUTAGES, Sessions
from models.accounts.dismissal import Dismissal, list_dismissals
from models.core.address import Address, parse_address

FILE = "dismissed"
EVERY = 60.0


def read_dismissals(folder: Path) -> list[Dismissal]:
    """What the file holds; nothing where it is not there or no key opens it."""
    rows = read_sealed_list(folder / FILE)
    return [Dismissal(parse_address(who), datetime.fromisoformat(at)) for who, at in rows]


def write_dismissals(folder: Path, known: list[Dismissal]) -> None:
    """Whole or not at all, sealed with the newest key."""
    write_sealed_list(folder / FILE, [(str(one.address), one.at.isoformat()) for one in known])


def forget_dismissal(folder: Path, address: Address) -> bool:
    """Take somebody out of the file; False where they are not in it."""
    before = read_dismissals(folder)
    left = [one for one in before if one.address != address]
    write_dismissals(folder, left)
    return left != before


async def keep_dismissals(sessions: Sessions, folder: Path) -> None:
    """Write down who is dismissed in the store, where the file says otherwise."""
    before = read_dismissals(folder)
    async with sessions() as session, session.begin():
        known = await list_dismissals(session, before)
    if {one.address for one in known} != {one.address for one in before}:
        write_dismissals(folder, known)


async def keep_dismissals_written(sessions: Sessions, folder: Path, ending: asyncio.Event) -> None:
    """The same now and each minute, until the end: staff dismiss one another in chat."""
    while not ending.is_set():
        with suppress(*OUTAGES, InvalidToken):
            await keep_dismissals(sessions, folder)
        with suppress(TimeoutError):
            await asyncio.wait_for(ending.wait(), EVERY)
