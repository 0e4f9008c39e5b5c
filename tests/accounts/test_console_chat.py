"""The way to the console in chat: /console, word of the sign-in, and its end by a button."""

import re

from models.accounts import console_sessions
from models.core.session import Session
from tests.support.placements.chat import chooses_language
from tests.support.town import ANA, CHEN, DAI, Town

CODE = re.compile(r"(\d{4}) (\d{4})")


async def sign_in(town: Town, text: str) -> str:
    """At the PC, with what the phone shows."""
    found = CODE.search(text)
    assert found is not None
    async with town.store() as session:
        token = await console_sessions.sign_in(session, "".join(found.groups()), town.clock.now())
    assert isinstance(token, str)
    return token


async def is_open(session: Session, town: Town, token: str) -> bool:
    zone = town.settings.zone
    found = await console_sessions.find_signed_in(session, token, town.clock.now(), zone)
    return found is not None


async def test_staff_get_a_code_are_told_of_the_sign_in_and_end_it(each_town: Town) -> None:
    town = each_town
    await chooses_language(town, DAI)
    await town.dai.says("/console")
    token = await sign_in(town, town.dai.last)
    await town.settled()
    await town.dai.look()
    assert "You signed in at the PC at 12:0" in town.dai.last
    async with town.store() as session:
        assert await is_open(session, town, token)
    await town.dai.taps("End it")
    assert "It is ended" in town.dai.last
    async with town.store() as session:
        assert not await is_open(session, town, token)


async def test_nobody_else_gets_one(town: Town) -> None:
    await town.ana.start()
    await chooses_language(town, CHEN)
    for person in (ANA, CHEN):
        await town.phone(person).says("/console")
        assert CODE.search(town.phone(person).last) is None
