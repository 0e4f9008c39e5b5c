"""What a batch of turns asks of the store: as much for many people as for one, where it can be."""

from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import col, select

from bot import opening
from bot.telegram.addresses import telegram_address
from bot.turns.batch import Turns
from bot.turns.turn_batch import TurnContext
from dialogue.core.reply import Reply
from dialogue.core.user_input import SentOther, Typed, UserInput
from handlers.core.incoming import IncomingMessage
from models.accounts.account import get_account_of_labourer
from models.accounts.drafts import Draft, begin_draft
from models.core.audit import Act
from models.core.clock import SystemClock
from models.core.file_store import FileStore
from models.core.session import Session
from models.core.vocabulary import Language
from models.labourers.facts import LATER
from models.labourers.labourer import Labourer, LedgerChange
from tests.support.labourers.facts import entry_facts
from tests.support.store import NOON, Store, audit_trail, consenting_account, register_labourer
from tests.support.town import settings_for

SEVEN = {key: value for key, value in entry_facts().items() if key not in LATER}
MANY = 12


class Desk:
    """Turns over a real store, and every statement since somebody emptied `said`."""

    def __init__(self, turns: Turns) -> None:
        self.turns, self.store = turns, Store(turns.sessions)
        self.said: list[str] = []
        self._numbers = count(1)

    def note(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith("BEGIN"):
            self.said.append(statement)

    def hears(self, chat_id: int, said: UserInput, choice: str | None = None) -> IncomingMessage:
        number = str(next(self._numbers))
        return IncomingMessage(telegram_address(chat_id), number, NOON, said, choice)

    async def all_choose(self, chats: range, choice: str) -> list[Reply | None]:
        self.said = []
        return await self.turns.take([self.hears(one, SentOther(), choice) for one in chats])

    async def all_type(self, chats: range, words: str) -> list[Reply | None]:
        self.said = []
        return await self.turns.take([self.hears(one, Typed(words)) for one in chats])

    async def register(self, chats: range) -> None:
        """So many people with an entry of seven answers."""

        async def begin(session: Session) -> None:
            for chat_id in chats:
                account = await consenting_account(session, chat_id)
                account.language = Language.EN
                await register_labourer(session, account, {**SEVEN, "name": f"王{chat_id}"})

        await self.store.turn(begin)


@pytest.fixture
async def desk(database_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    settings, clock = settings_for("http://nowhere", database_url, by="polling"), SystemClock()
    async with opening.open_store(settings, clock) as store:
        context = TurnContext(clock, settings.zone, Language.EN, 30, FileStore(tmp_path))
        made = Desk(Turns(store.sessions, context))
        event.listen(store.engine.sync_engine, "before_cursor_execute", made.note)
        yield made


async def kept(session: Session) -> list[tuple[str | None, list[tuple[str, Any]]]]:
    """Of each entry the people it is of, and what its history says of later answers."""
    found = []
    for one in await session.exec(select(Labourer).order_by(col(Labourer.id))):
        query = select(LedgerChange).where(LedgerChange.labourer_id == one.id)
        rows = list(await session.exec(query.order_by(col(LedgerChange.id))))
        later = [(row.fact, row.after) for row in rows if row.fact in LATER]
        assert [act for act, _ in await audit_trail(session, one)] == [
            Act.REGISTERED,
            *(Act.CHANGED for _ in later),
        ]
        found.append((one.ethnicity, later))
    return found


async def test_a_later_answer_of_many_takes_as_many_statements_as_of_one(desk: Desk) -> None:
    taken = []
    for people in (range(1, 2), range(2, 2 + MANY)):
        await desk.register(people)
        await desk.all_choose(people, "more")
        replies = await desk.all_type(people, "汉族")
        assert all("How far did you get at school?" in str(reply) for reply in replies), replies[0]
        taken.append([*desk.said])
    of_one, of_many = taken
    assert len(of_many) == len(of_one), of_many
    # Who is there, what was seen, the entry, the forms about it, and what became of each.
    assert len(of_one) <= 11, of_one
    entries = await desk.store.turn(kept)
    assert entries == [("han", [("ethnicity", "han")])] * (1 + MANY)


async def test_an_answer_that_comes_again_changes_nothing_twice(desk: Desk) -> None:
    people = range(1, 4)
    await desk.register(people)
    await desk.all_choose(people, "more")
    heard = [desk.hears(one, Typed("汉族")) for one in people]
    await desk.turns.take(heard)
    await desk.turns.take(heard)
    assert await desk.store.turn(kept) == [("han", [("ethnicity", "han")])] * len(people)


async def test_two_answers_of_one_batch_are_both_kept_in_their_order(desk: Desk) -> None:
    people = range(1, 3)
    await desk.register(people)
    await desk.all_choose(people, "more")
    words = ("汉族", "小学")
    await desk.turns.take([desk.hears(one, Typed(said)) for said in words for one in people])
    told = [("ethnicity", "han"), ("schooling", "primary")]
    assert await desk.store.turn(kept) == [("han", told)] * len(people)


async def test_a_form_begun_in_the_same_batch_follows_an_answer_too(desk: Desk) -> None:
    """A change of the same entry, opened before the answer was given, is not behind it."""
    await desk.register(range(1, 2))
    await desk.all_choose(range(1, 2), "more")
    told = await desk.turns.take(
        [desk.hears(1, SentOther(), "me:change:village"), desk.hears(1, SentOther(), "more")]
    )
    assert all(told)
    await desk.all_type(range(1, 2), "汉族")

    async def answers(session: Session) -> list[Any]:
        return [one.answers.get("ethnicity") for one in await session.exec(select(Draft))]

    assert await desk.store.turn(answers) == ["han", "han"]


@pytest.mark.parametrize("most", [9])
async def test_a_menu_takes_few_statements(desk: Desk, most: int) -> None:
    await desk.register(range(1, 2))
    await desk.all_choose(range(1, 2), "menu")
    assert len(desk.said) <= most, desk.said


async def test_all_unfinished_forms_are_shown_though_one_is_in_hand(desk: Desk) -> None:
    """Who has one form is not asked for others; who has two is."""
    people = range(1, 2)
    await desk.register(people)

    async def begin(session: Session) -> None:
        (one,) = await session.exec(select(Labourer))
        account = await get_account_of_labourer(session, one.key())
        assert account is not None
        for form in ("more", "change"):
            draft = await begin_draft(session, account, form, NOON, labourer=one.key())
            draft.answered_at = NOON

    await desk.store.turn(begin)
    (menu,) = await desk.all_choose(people, "menu")
    assert str(menu).count("begun:") + str(menu).count("resume:") >= 2, menu
