"""The process is killed at every question, and nothing is lost."""

import sqlite3

import pytest

from models.core.vocabulary import Language
from tests.resilience.serving.process import begin, kill, running
from tests.support.labourers.intake import (
    SHORTEST,
    WHOLE,
    arrive,
    asks_intake,
    facts_of_steps,
    walk,
)
from tests.support.town import ANA, Town, open_town, until

EN = Language.EN


async def test_killed_after_each_answer_it_goes_on_at_the_next_question(database_url: str) -> None:
    async with open_town(database_url, served=False) as town:
        process = begin(town)
        await arrive(town.ana, typing=True)
        for step in WHOLE:
            await kill(process)
            process = begin(town)
            await town.ana.start()
            await walk(town.ana, [step], typing=True)
        await kill(process)
        entry = await town.entry(ANA)
        assert entry is not None
        assert {key: entry[key] for key in facts_of_steps(WHOLE, EN)} == facts_of_steps(WHOLE, EN)


@pytest.mark.parametrize("by", ["polling", "webhook"])
async def test_killed_between_commit_and_answer_it_goes_on_there(
    database_url: str, by: str
) -> None:
    async with open_town(database_url, by=by, served=False) as town:
        async with running(town):
            await arrive(town.ana, typing=True)
            await town.fault("hang", method="sendMessage", times=-1)
            await town.fault("hang", method="answerCallbackQuery", times=-1)
            await town.ana.does("text", wait=False, text="Ann Lee")
            await until(lambda: _answered(town, "Ann Lee"))
        await town.mend()
        async with running(town):
            await town.ana.start()
            assert asks_intake(town.ana, "id_number")
            await walk(town.ana, SHORTEST[1:], typing=True)
        entry = await town.entry(ANA)
        assert entry is not None
        assert {key: entry[key] for key in facts_of_steps(SHORTEST, EN)} == facts_of_steps(
            SHORTEST, EN
        )


async def test_killed_before_the_commit_the_answer_comes_again(sqlite_url: str) -> None:
    async with open_town(sqlite_url, served=False) as town:
        store = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
        async with running(town):
            await arrive(town.ana, typing=True)
            store.execute("BEGIN EXCLUSIVE")
            await town.ana.does("text", wait=False, text="Ann Lee")
        store.execute("ROLLBACK")
        store.close()
        assert await town.given(ANA) == {}
        async with running(town):
            await until(lambda: _asked(town, "id_number"))
        assert await town.given(ANA) == {"name": "Ann Lee"}


async def _answered(town: Town, name: str) -> bool:
    """Whether the name was committed."""
    return await town.given(ANA) == {"name": name}


async def _asked(town: Town, key: str) -> bool:
    await town.ana.look()
    return asks_intake(town.ana, key)
