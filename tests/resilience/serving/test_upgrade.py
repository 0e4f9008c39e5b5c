"""A new version with other tables: what was said while no bot was up is answered in order, once."""

from typing import Any

from alembic import command

from bot.store.engine import is_current
from bot.store.migrate import alembic_config
from bot.store.migrations import REVISIONS
from models.core.vocabulary import Language
from sandbox.chats.people import Person
from sandbox.chats.phone import words
from tests.resilience.machines.test_backup import BENS, does
from tests.resilience.serving.test_store_away import pending
from tests.support.labourers.intake import PROMPTS, SHORTEST, arrive, register, walk
from tests.support.town import ANA, BEN, KEY, Town, open_town, serving, until

NEW = Person(2090, "New", language_code="en")
SAID = ("id_number", "phone", "village")
ASKED = ["phone", "village", "registered_poor"]


async def kept(town: Town) -> dict[str, Any]:
    """What everybody gave, and how many rows each table has."""
    rows = {table: len(rows) for table, rows in (await town.rows()).items()}
    return {"ben": await town.entry(BEN), "ana": await town.given(ANA)} | rows


async def as_before(town: Town) -> None:
    """The tables have the form of the version before."""
    async with town.engine.begin() as connection:
        await connection.run_sync(lambda c: command.downgrade(alembic_config(c), REVISIONS[-2]))
    # Statements are prepared for the tables as they were.
    await town.engine.dispose()
    assert not await is_current(town.engine)


def asked(town: Town) -> list[str]:
    """What Ana was asked, oldest first."""
    texts = [words(message) for message in town.ana.received]
    return [key for text in texts for key, prompt in PROMPTS.items() if str(prompt) in text]


async def test_what_was_said_meanwhile_is_answered_once_and_in_order(database_url: str) -> None:
    async with open_town(database_url, served=False) as town:
        town.sandbox.exchange.join(NEW)
        async with serving(town):
            await register(town.ben, (SHORTEST[0], BENS, *SHORTEST[2:]))
            await arrive(town.ana, typing=True)
            await walk(town.ana, SHORTEST[:1], typing=True)
        before, had = await kept(town), len(asked(town))
        await as_before(town)
        for step in SHORTEST[1:4]:
            await town.ana.does("text", wait=False, text=step.words(Language.EN))
        await town.ben.does("text", wait=False, text="/menu")
        await town.phone(NEW).does("text", wait=False, text="/start")
        assert pending(town) == 5
        given = {"CHUNFENG_DATABASE_URL": town.settings.database_url, "CHUNFENG_SECRET_KEYS": KEY}
        await does("chunfeng db upgrade", "", **given)
        assert await is_current(town.engine)
        assert await kept(town) == before
        async with serving(town):
            await until(lambda: _is_quiet(town))
        for phone in (town.ana, town.ben, town.phone(NEW)):
            await phone.look()
        assert asked(town)[had:] == ASKED
        assert list(await town.given(ANA) or {}) == ["name", *SAID]
        assert len(town.phone(NEW).received) == 1
        assert await town.entry(BEN) == before["ben"]


async def _is_quiet(town: Town) -> bool:
    return pending(town) == 0
