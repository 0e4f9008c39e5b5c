"""Turns: several in one commit, answered after it; where one fails, each runs alone."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import event, text

from bot import opening
from bot.telegram.turns import TelegramTurns
from bot.telegram.updates import TelegramUpdate, parse_update
from bot.telegram.webhook import IncomingBatches
from bot.turns.batch import Turns
from bot.turns.flood_limit import FloodLimit
from bot.turns.turn_batch import TurnContext
from models.core.clock import SystemClock
from models.core.file_store import FileStore
from models.core.vocabulary import Language
from tests.support.town import settings_for


class Room:
    """Turns over a real store, and a count of the commits."""

    def __init__(self, turns: TelegramTurns) -> None:
        self.turns = turns
        self.commits = 0

    def count(self, *committed: object) -> None:
        self.commits += len(committed)


@pytest.fixture
async def room(database_url: str, tmp_path: Path) -> AsyncIterator[Room]:
    """Turns without anybody who sends what they say."""
    settings, clock = settings_for("http://nowhere", database_url, by="polling"), SystemClock()
    async with opening.open_store(settings, clock) as store:
        context = TurnContext(clock, settings.zone, Language.EN, 30, FileStore(tmp_path))
        turns, limit = Turns(store.sessions, context), FloodLimit(clock, Language.EN)
        made = Room(TelegramTurns(turns, limit, "chunfeng_bot"))
        event.listen(store.engine.sync_engine, "commit", made.count)
        yield made


def says(chat_id: int, words: str, number: int) -> TelegramUpdate:
    person = {"id": chat_id, "is_bot": False, "first_name": "x"}
    chat = {"id": chat_id, "type": "private", "first_name": "x"}
    message = {"message_id": number, "date": 1, "chat": chat, "from": person, "text": words}
    update = parse_update({"update_id": number, "message": message})
    assert update is not None
    return update


async def test_two_updates_at_once_are_committed_together(room: Room) -> None:
    gathering = IncomingBatches(room.turns)
    spoken = await asyncio.gather(
        gathering.take(says(1, "/start", 1)), gathering.take(says(2, "/start", 2))
    )
    assert [one.chat_id for one in spoken] == [1, 2]
    assert room.commits == 1


async def test_one_that_fails_is_told_sorry_and_the_others_are_kept(room: Room) -> None:
    await room.turns.take([says(1, "/start", 1), says(2, "/start", 2)])
    async with room.turns.turns.sessions() as session, session.begin():
        spoilt = text(
            "UPDATE account SET language = 'xx'"
            " WHERE id = (SELECT account_id FROM address WHERE external_id = '1')"
        )
        await (await session.connection()).run_sync(lambda c: c.execute(spoilt))
    room.commits = 0
    sorry, answered = await room.turns.take([says(1, "3", 3), says(2, "3", 4)])
    assert "出了点" in str(sorry.calls[0]) or "went wrong" in str(sorry.calls[0])
    assert "I am Chunfeng" in str(answered.calls[0])
    assert room.commits == 1


async def test_one_that_fails_alone_hands_on_what_was_wrong(room: Room) -> None:
    gathering = IncomingBatches(room.turns)
    room.turns.turns.sessions = None  # type: ignore[assignment]
    (spoken,) = await asyncio.gather(gathering.take(says(1, "/start", 1)))
    assert spoken.chat_id == 1
    assert "went wrong" in str(spoken.calls[0])


async def in_a_form(room: Room) -> None:
    """Somebody is asked for their name."""
    for number, words in enumerate(("/start", "1", "1"), start=1):
        await room.turns.take([says(1, words, number)])


async def test_who_is_in_a_form_comes_last_and_each_has_their_own_answer(room: Room) -> None:
    await in_a_form(room)
    mine, other = await room.turns.take([says(1, "李秀英", 4), says(2, "/start", 5)])
    assert (mine.chat_id, other.chat_id) == (1, 2)
    assert "身份证" in str(mine.calls[-1])
    assert "中文" in str(other.calls[0])


async def test_two_words_of_one_person_are_taken_in_their_order(room: Room) -> None:
    await in_a_form(room)
    first, second = await room.turns.take([says(1, "李秀英", 4), says(1, "跳过", 5)])
    assert "身份证" in str(first.calls[-1])
    assert "男" in str(second.calls[-1])
