from collections.abc import AsyncIterator

import aiohttp
import pytest

from sandbox.chats.people import Person
from sandbox.chats.phone import Phone
from sandbox.server import Sandbox
from tests.sandbox.wire import ANA, BEN, CHEN, Wire

PEOPLE = (
    Person(ANA, "Ana", "Li", phone_number="+8613000000001", caption="Ana, a labourer"),
    Person(BEN, "Ben", language_code="en", phone_number="+8613000000002"),
    Person(CHEN, "Chen", language_code="ko", phone_number="+8613000000003", role="broker"),
)


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def wire(session: aiohttp.ClientSession) -> AsyncIterator[Wire]:
    """A sandbox in which nobody has started the bot."""
    sandbox = Sandbox(PEOPLE, pause=0.001, patience=0.2)
    async with sandbox.serve() as base:
        yield Wire(sandbox, base, session)


@pytest.fixture
async def started(wire: Wire) -> Wire:
    """A sandbox in which Ana has started the bot, and the bot has heard of it."""
    await wire.act("start")
    await wire.update()
    return wire


@pytest.fixture
def ana(started: Wire) -> Phone:
    return Phone(started.base, ANA, started.session)
