"""How long a person waits is told: with a slow Telegram, and behind others, as they feel it."""

import asyncio
from collections.abc import AsyncIterator, MutableMapping
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.telegram.webhook import SECRET_HEADER
from sandbox.chats.people import Person
from tests.process.watching.exposition import samples
from tests.resilience.intruders.test_flood import says
from tests.resilience.serving.test_store_away import away, pending
from tests.support.labourers.intake import arrive, asks_intake
from tests.support.town import Town, open_town, until

CROWD = 30


@pytest.fixture(params=["polling", "webhook"])
async def town(request: pytest.FixtureRequest, sqlite_url: str) -> AsyncIterator[Town]:
    """A town on SQLite, served each way."""
    async with open_town(sqlite_url, by=request.param) as opened:
        yield opened


async def spent(town: Town) -> tuple[float, float, float]:
    """The seconds of all turns, those of all answers, and how many answers."""
    told = await samples(town)
    return (
        told["chunfeng_turn_seconds_sum"],
        told["chunfeng_answer_seconds_sum"],
        told["chunfeng_answer_seconds_count"],
    )


async def test_each_answer_is_measured_once_and_is_longer_than_its_turn(town: Town) -> None:
    await arrive(town.ana)
    turns, answers, count = await spent(town)
    await town.ana.says("Ann Lee")
    await town.ana.taps("Skip")
    turns_after, answers_after, count_after = await spent(town)
    assert count_after == count + 2
    assert answers_after - answers > turns_after - turns


async def test_a_telegram_that_lets_wait_a_second_is_in_it(town: Town) -> None:
    await arrive(town.ana)
    await town.ana.says("Ann Lee")
    turns, answers, count = await spent(town)
    await town.fault("429", method="editMessageText", retry_after=1)
    await town.ana.taps("Skip")

    async def is_told() -> bool:
        return (await spent(town))[2] == count + 1

    await until(is_told)
    turns_after, answers_after, _ = await spent(town)
    assert answers_after - answers >= turns_after - turns + 1


async def test_what_waits_with_a_batch_for_the_store_is_in_it(
    sqlite_url: str,
) -> None:
    async with open_town(sqlite_url, busy_seconds=0) as town:
        await arrive(town.ana)
        turns, answers, _ = await spent(town)
        with capture_logs() as logged:
            async with away(sqlite_url):
                await town.ana.does("text", wait=False, text="Ann Lee")
                await until(lambda: told(logged))
            await until(lambda: is_quiet(town))
        paused = [line["pause"] for line in logged if line["event"] == "store away"]
        turns_after, answers_after, _ = await spent(town)
        await town.ana.look()
    assert asks_intake(town.ana, "id_number")
    assert answers_after - answers >= turns_after - turns + sum(paused)


async def test_whoever_waits_behind_other_commits_is_told_as_waiting(
    sqlite_url: str,
) -> None:
    async with open_town(sqlite_url, by="webhook", together=1) as town:
        await town.called("setWebhook")

        async def comes(number: int) -> int:
            said = says(Person(number, "x"), number, town.clock.now().timestamp())
            headers = {SECRET_HEADER: "town-secret"}
            update = {"update_id": number, **said}
            address = town.settings.webhook_url
            async with town.web.post(address, json=update, headers=headers) as response:
                return response.status

        assert await comes(9000) == 200
        turns, answers, _ = await spent(town)
        came = await asyncio.gather(*map(comes, range(9001, 9001 + CROWD)))
        turns_after, answers_after, _ = await spent(town)
    assert set(came) == {200}
    # Each waits for its own turn alone, or for those of the others before it too.
    assert answers_after - answers > 3 * (turns_after - turns)


async def told(logged: list[MutableMapping[str, Any]]) -> bool:
    """Whether the store was missed."""
    return any(line["event"] == "store away" for line in logged)


async def is_quiet(town: Town) -> bool:
    """Whether every update is acknowledged."""
    return not pending(town)
