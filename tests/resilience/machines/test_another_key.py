"""Another key, as docs/operations.md says: every answer given meanwhile can be read with it."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from cryptography.fernet import Fernet
from pydantic import SecretStr

from models.core.encryption import keyring
from sandbox.chats.phone import Message, Phone, words
from tests.resilience.machines.fleet import conversing
from tests.resilience.machines.talkers import TALKERS, all_are_kept, steps_of, talks
from tests.resilience.machines.test_backup import does
from tests.support.bell import UNHURRIED
from tests.support.labourers.intake import arrive, walk
from tests.support.town import KEY, Town, open_town

NEW = Fernet.generate_key().decode()
FIRST, *OTHERS = PEOPLE = TALKERS[:4]


def keys(*given: str) -> tuple[SecretStr, ...]:
    """As the settings hold them."""
    return tuple(map(SecretStr, given))


async def meanwhile(town: Town, part: slice, step: Coroutine[Any, Any, None]) -> None:
    """While the step is done all answer a part of the intake, and the first asks on and on."""
    doing = asyncio.create_task(step)
    answering = [walk(town.phone(one), steps_of(one)[part], typing=True) for one in OTHERS]
    await asyncio.gather(doing, _asks(town.phone(FIRST), doing), *answering)


async def _asks(phone: Phone, doing: asyncio.Task[None]) -> None:
    """For what is kept about the one who asks, which has to be opened for it."""
    while not doing.done():
        await phone.says("/me")


async def test_no_answer_is_lost_on_the_way_to_another_key(url: str) -> None:
    async with open_town(url, by="webhook", served=False) as town:
        for person in PEOPLE:
            town.sandbox.exchange.join(person)
        async with conversing(town, 2, 1, UNHURRIED) as fleet:
            await talks(town, FIRST)
            await asyncio.gather(*(arrive(town.phone(one), typing=True) for one in OTHERS))
            restart = fleet.restart
            await meanwhile(town, slice(3), restart(town.web, secret_keys=keys(KEY, NEW)))
            await meanwhile(town, slice(3, 6), restart(town.web, secret_keys=keys(NEW, KEY)))
            await meanwhile(town, slice(6, 9), rekeyed(town))
            await meanwhile(town, slice(9, 12), restart(town.web, secret_keys=keys(NEW)))
            await asyncio.gather(*(town.phone(one).says("1") for one in OTHERS))
        keyring.load([NEW])
        await all_are_kept(town, PEOPLE)
        keyring.load([KEY])
        assert not any("went wrong" in words(seen) for seen in all_seen(town))
    assert set(fleet.proxy.statuses) <= {200, 502}


def all_seen(town: Town) -> list[Message]:
    """Whatever anybody was told."""
    return [message for one in PEOPLE for message in town.phone(one).received]


async def rekeyed(town: Town) -> None:
    """The line of the docs."""
    given = {
        "CHUNFENG_DATABASE_URL": town.settings.database_url,
        "CHUNFENG_DATA_DIR": town.settings.data_dir,
        "CHUNFENG_SECRET_KEYS": f"{NEW},{KEY}",
    }
    await does("chunfeng db rekey", "", **given)
