"""The disk is full while the bot serves: nothing is acknowledged, nothing broken, nothing lost."""

import sqlite3
from collections.abc import AsyncIterator, Awaitable
from contextlib import closing

import pytest

from bot.telegram.webhook import SECRET_HEADER
from sandbox.chats.people import Person
from tests.resilience.serving.test_store_away import pending, ready
from tests.support.accounts.factory import accounts_by_chat
from tests.support.disk import ANY, NONE_MORE, Disk
from tests.support.labourers.intake import arrive, asks_intake, steps_before, walk
from tests.support.town import ANA, Town, open_town, until

# Some find room in pages that are there.
STRANGERS = [Person(6001 + n, f"S{n}", language_code="en") for n in range(60)]


@pytest.fixture
async def served(
    request: pytest.FixtureRequest,
    disk: Disk,
    sqlite_url: str,
) -> AsyncIterator[Town]:
    """A town on that disk, served as the test says."""
    async with open_town(sqlite_url, by=request.param) as opened:
        for person in STRANGERS:
            opened.sandbox.exchange.join(person)
        yield opened


def is_whole(url: str) -> bool:
    """Whether SQLite finds nothing wrong."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as store:
        return store.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


async def known(town: Town) -> set[int]:
    return set(accounts_by_chat(await town.rows()))


async def answered(town: Town) -> set[int]:
    """Which of the strangers were answered."""
    for person in STRANGERS:
        await town.phone(person).look()
    return {person.id for person in STRANGERS if town.phone(person).received}


@pytest.mark.parametrize("served", ["polling", "webhook"], indirect=True)
async def test_what_was_said_meanwhile_is_answered_when_there_is_room_again(
    served: Town, disk: Disk, capsys: pytest.CaptureFixture[str]
) -> None:
    town, everybody = served, {person.id for person in STRANGERS}
    await arrive(town.ana, typing=True)
    await walk(town.ana, steps_before("id_number"), typing=True)
    disk.pages = NONE_MORE
    for person in STRANGERS:
        await town.phone(person).does("text", wait=False, text="/start")
    await until(lambda: _is(ready(town), 503))
    assert "the disk is full" in capsys.readouterr().out
    assert pending(town) > 0
    assert await answered(town) <= await known(town)
    assert not everybody <= await known(town)
    disk.pages = ANY
    await until(lambda: _are_answered(town))
    assert everybody <= await known(town)
    assert {len(town.phone(person).received) for person in STRANGERS} == {1}
    assert await town.given(ANA) == {"name": "Ann Lee"}
    await town.ana.says("skip")
    assert asks_intake(town.ana, "sex")
    assert await ready(town) == 200
    assert is_whole(town.settings.store)


@pytest.mark.parametrize("served", ["webhook"], indirect=True)
async def test_who_called_nobody_since_is_ready_when_there_is_room_again(
    served: Town, disk: Disk
) -> None:
    await until(lambda: _is(ready(served), 200))
    disk.pages = NONE_MORE
    statuses = [await told(served, person) for person in STRANGERS]
    assert statuses[-1] == 503
    assert [await ready(served), await ready(served)] == [503, 503]
    disk.pages = ANY
    assert await ready(served) == 200
    assert await told(served, STRANGERS[-1]) == 200


async def told(town: Town, person: Person) -> int:
    """The bot is called as Telegram calls it, once; gives the status of its answer."""
    message = {"message_id": 1, "date": 0, "chat": person.chat(), "from": person.user()}
    update = {"update_id": person.id, "message": {**message, "text": "/start"}}
    given = {SECRET_HEADER: town.settings.webhook_secret.get_secret_value()}
    url = town.settings.webhook_url
    async with town.web.post(url, json=update, headers=given) as answer:
        return answer.status


async def _is(answer: Awaitable[int], wanted: int) -> bool:
    return await answer == wanted


async def _are_answered(town: Town) -> bool:
    return len(await answered(town)) == len(STRANGERS)
