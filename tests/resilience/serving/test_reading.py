"""What takes long to read is read beside the turns: they go on meanwhile."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import func, select

from bot import app, opening
from bot.store.reading import ReadingEngine
from bot.telegram.addresses import telegram_address
from bot.telegram.polling import Polling
from bot.telegram.replies import ReplySender
from bot.telegram.turns import TelegramTurns
from bot.telegram.updates import TelegramUpdate, parse_update
from bot.telegram.webhook import IncomingBatches
from bot.turns.batch import Turns
from bot.turns.flood_limit import FloodLimit
from bot.turns.turn_batch import TurnContext
from models.accounts.account import get_account
from models.core.audit import Act, AuditRecord
from models.core.file_store import FileStore
from models.core.session import Session
from models.core.tick_runs import TickRun, note
from models.core.vocabulary import Language
from models.labourers.number_pieces import PIECE
from models.notices import publication
from models.notices.notice import Notice, NoticeState
from models.outbox.row import HoldReason, OutboxRow, RowState
from sandbox.chats.phone import Phone
from tests.resilience.serving.test_store_away import pending
from tests.support.labourers.factory import add_crowd
from tests.support.notices.factory import write_notice
from tests.support.store import NOON, Store
from tests.support.town import ANA, DAI, Town, open_town, until


async def count(session: Session) -> int:
    return (await session.exec(select(func.count()).select_from(TickRun))).one()


class Held:
    """The reading engine at a look that lasts until it is let go."""

    def __init__(self, reading: ReadingEngine) -> None:
        self._reading = reading
        self._has_begun, self._may_end = threading.Event(), threading.Event()

    async def __aenter__(self) -> "Held":
        self._look = asyncio.create_task(self._reading.read(self._wait))
        await asyncio.to_thread(self._has_begun.wait)
        return self

    async def _wait(self, session: Session) -> None:  # noqa: ARG002
        self._has_begun.set()
        self._may_end.wait()

    def let_go(self) -> None:
        self._may_end.set()

    async def __aexit__(self, *problem: object) -> None:
        self.let_go()
        await self._look


async def test_it_sees_one_moment_and_writes_nothing(store: Store, database_url: str) -> None:
    begun, changed = threading.Event(), threading.Event()

    async def twice(session: Session) -> tuple[int, int]:
        before = await count(session)
        begun.set()
        await asyncio.to_thread(changed.wait)
        return before, await count(session)

    async with ReadingEngine(database_url) as reading:
        look = asyncio.create_task(reading.read(twice))
        await asyncio.to_thread(begun.wait)
        await store.turn(lambda s: note(s, "new", NOON, NOON, {}))
        changed.set()
        before, after = await look
        assert before == after
        assert await reading.read(count) == before + 1
        with pytest.raises(DBAPIError, match=r"read-?only"):
            await reading.read(lambda session: session.exec(delete(TickRun)))
        assert await reading.read(count) == before + 1


@asynccontextmanager
async def turns_of(town: Town, reading: ReadingEngine) -> AsyncIterator[TelegramTurns]:
    """The turns of a town, which read by this engine."""
    settings = town.settings
    async with opening.open_store(settings, town.clock) as store:
        context = TurnContext(
            town.clock, settings.zone, Language.EN, 30, FileStore(settings.data_dir)
        )
        turns = Turns(store.sessions, context, reading=reading)
        yield TelegramTurns(turns, FloodLimit(town.clock, Language.EN), "chunfeng_bot")


@asynccontextmanager
async def polled(town: Town, turns: TelegramTurns) -> AsyncIterator[None]:
    stopping = asyncio.Event()
    async with app.open_bot(town.settings) as bot:
        polling = asyncio.create_task(Polling(bot, turns, ReplySender(bot)).run(stopping))
        yield
        stopping.set()
        await polling


async def draft(town: Town) -> int:
    """A notice that Dai, who speaks English, wrote."""
    async with town.store() as session:
        account = await get_account(session, telegram_address(DAI.id))
        assert account is not None
        account.language = Language.EN
        return (await write_notice(session, account.key())).key()


def looks_at(notice: int, shown: int) -> dict[str, Any]:
    """Dai taps, in a message of the bot, to see the notice and how many it reaches."""
    room = {"id": DAI.id, "type": "private", "first_name": "x"}
    person = {"id": DAI.id, "is_bot": False, "first_name": "x"}
    message = {"message_id": shown, "date": 1, "chat": room, "from": person, "text": "x"}
    tap = {"id": "7", "from": person, "chat_instance": "1", "data": f"manage:{notice}"}
    return {"callback_query": tap | {"message": message}}


async def test_who_polls_is_answered_meanwhile_and_a_look_acknowledged_once_it_is_answered(
    database_url: str,
) -> None:
    async with (
        open_town(database_url, served=False) as town,
        ReadingEngine(town.settings.store) as reading,
        turns_of(town, reading) as turns,
        polled(town, turns),
    ):
        notice = await draft(town)
        await town.dai.says("/start")
        tap = looks_at(notice, town.dai.messages[-1]["message_id"])
        async with Held(reading) as held:
            await town.brings(tap, wait=False)
            for words in ("/start", "3"):
                await town.ana.does("text", wait=False, text=words)
            await until(lambda: _has(town.ana, "I am Chunfeng"))
            assert not await _has(town.dai, "大兴沟招聘会")
            assert pending(town) > 0
            held.let_go()
        await until(lambda: _has(town.dai, "大兴沟招聘会"))
        await until(lambda: _is_acknowledged(town))
        assert len(town.ana.received) == 2


async def _has(phone: Phone, text: str) -> bool:
    await phone.look()
    return text in str(phone.messages)


async def _is_acknowledged(town: Town) -> bool:
    return pending(town) == 0


async def test_the_next_batch_of_the_webhook_does_not_wait(sqlite_url: str) -> None:
    async with (
        open_town(sqlite_url, served=False) as town,
        ReadingEngine(town.settings.store) as reading,
        turns_of(town, reading) as turns,
    ):
        batches, looks = IncomingBatches(turns), {"update_id": 1, **looks_at(await draft(town), 1)}
        says = {"message_id": 2, "date": 1, "text": "/start"}
        for place, key in (("chat", "private"), ("from", "")):
            says[place] = {"id": ANA.id, "type": key, "is_bot": False, "first_name": "x"}
        look, word = parse_update(looks), parse_update({"update_id": 2, "message": says})
        assert look is not None
        assert word is not None
        async with Held(reading) as held:
            shown = asyncio.create_task(batches.take(look))
            assert (await batches.take(word)).calls
            assert not shown.done()
            held.let_go()
        assert (await shown).calls


def tap_for_sheet(notice: int, number: int) -> TelegramUpdate:
    """Dai's tap for the sheet of whom the notice did not reach."""
    tap = looks_at(notice, 1)["callback_query"]
    tap |= {"id": str(number), "data": f"manage:{notice}:calls"}
    update = parse_update({"update_id": number, "callback_query": tap})
    assert update is not None
    return update


async def missed_everybody(town: Town, people: int) -> int:
    """A notice that so many did not get."""
    notice = await draft(town)
    async with town.store() as session:
        await add_crowd(session, people, village_code="222424101001")
        out = await session.get_one(Notice, notice)
        out.state = NoticeState.PUBLISHED
        await session.flush()
        await session.exec(publication.freeze_audience(session, out, NOON))
        lost = {"state": RowState.UNREACHABLE, "why": HoldReason.BLOCKED}
        await session.exec(update(OutboxRow).values(**lost))
    return notice


async def listed(town: Town) -> list[int | None]:
    """Of whom the trail says that they were on a list."""
    async with town.store() as session:
        query = select(AuditRecord.labourer_id).where(AuditRecord.act == Act.LISTED)
        return sorted((await session.exec(query)).all(), key=str)


async def test_a_sheet_is_shown_once_its_trail_is_written_piece_by_piece(sqlite_url: str) -> None:
    """A trail that breaks off shows nothing: more is on record than was seen, never less."""
    people = 2 * PIECE + 30
    async with (
        open_town(sqlite_url, served=False) as town,
        ReadingEngine(town.settings.store) as reading,
        turns_of(town, reading) as turns,
    ):
        notice = await missed_everybody(town, people)
        breaks = "CREATE TRIGGER breaks BEFORE INSERT ON audit_record WHEN (SELECT count(*) "
        breaks += f"FROM audit_record WHERE act = 'listed') = {PIECE + 20} "
        begun: Any = text(breaks + "BEGIN SELECT RAISE(ABORT, 'no'); END")
        async with town.store() as session:
            await session.exec(begun)
        (refused,) = await turns.take([tap_for_sheet(notice, 1)])
        assert "document" not in str(refused)
        assert len(await listed(town)) == PIECE
        ended: Any = text("DROP TRIGGER breaks")
        async with town.store() as session:
            await session.exec(ended)
        (shown,) = await turns.take([tap_for_sheet(notice, 2)])
        assert "xlsx" in str(shown)
        assert len(await listed(town)) == PIECE + people
