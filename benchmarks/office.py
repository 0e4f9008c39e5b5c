"""How long turns wait while the office works: the longest beside an act, to the quiet median.

`python -m benchmarks.office [--people 100000] [--rounds 3] [--only ACT]`

A bot serves a county of so many people, whose calls, notices and placements staff look at. Two
labourers register on and on; first alone, then beside each act of the office: staff's menu, the
list of people to call, the sheet of whom a notice did not reach, a notice's preview, publishing it
to everybody, sending it at 30 a second, cancelling it, and `chunfeng db rekey`. Of each act the
longest turn and the 99th of a hundred are set beside the quiet median of the same round.
"""

import argparse
import asyncio
import gc
import os
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import aiohttp
from cryptography.fernet import Fernet

from benchmarks.office_store import STAFF, fill
from benchmarks.planning import postgresql, sqlite
from benchmarks.result import compared, figure
from benchmarks.turns.bots import Started, cli, environment, ours, started
from benchmarks.turns.labourers import SHOWN, Labourers, Turn
from benchmarks.turns.phones import SECRET, Answered, play
from benchmarks.turns.scripts import OURS
from benchmarks.turns.telegram import open_telegram
from benchmarks.under_fire import furnished
from tests.support.town import KEY, until

PHONES, SLICE_SECONDS, PAUSE_SECONDS = 2, 1.0, 1.0
FIRST = 5_000_000
TIMES = 3
SENDING_SECONDS, REKEYING_SECONDS = 10.0, 60.0
STORES = ("sqlite", "postgresql")
PLANNED = "SELECT count(*) FROM outbox WHERE topic = 'notice' AND about = {notice}"
WAITING = PLANNED + " AND state = 'waiting'"


@dataclass
class Office:
    """The bot that serves, its store, and staff at their phone."""

    bot: Started
    people: int
    web: aiohttp.ClientSession
    folder: Path
    telegram: str
    updates: int = 1_000_000_000

    async def tap(self, choice: str) -> None:
        """A button of staff, answered."""
        self.updates += 1
        person = {"id": STAFF, "is_bot": False, "first_name": "戴", "language_code": "zh"}
        room = {"id": STAFF, "type": "private", "first_name": "戴"}
        message = {"message_id": 1, "chat": room, **SHOWN}
        tap = {"id": str(self.updates), "from": person, "chat_instance": "1", "data": choice}
        update = {"update_id": self.updates, "callback_query": tap | {"message": message}}
        url = f"http://127.0.0.1:{self.bot.port}/telegram"
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        async with self.web.post(url, json=update, headers=headers) as response:
            assert response.status == 200, response.status

    async def look(self, choice: str) -> None:
        """The same button a few times, with rests."""
        for _ in range(TIMES):
            await asyncio.sleep(PAUSE_SECONDS)
            await self.tap(choice)
        await asyncio.sleep(PAUSE_SECONDS)

    async def publish(self, notice: int) -> None:
        """A notice goes out to everybody; until all its rows are there."""
        await asyncio.sleep(PAUSE_SECONDS)
        await self.tap(f"manage:{notice}:publish")

        async def is_planned() -> bool:
            return await self.count(PLANNED.format(notice=notice)) >= self.people

        await until(is_planned, every=PAUSE_SECONDS / 2)

    async def cancel(self, notice: int) -> None:
        """It does not take place; until nobody waits for it any more."""
        await asyncio.sleep(PAUSE_SECONDS)
        await self.tap(f"manage:{notice}:cancel!")

        async def is_withheld() -> bool:
            return not await self.count(WAITING.format(notice=notice))

        await until(is_withheld, every=PAUSE_SECONDS / 2)
        await asyncio.sleep(PAUSE_SECONDS)

    async def rekey(self) -> None:
        """Seal everything anew, in a process of its own; the first minute of it."""
        env = environment(self.bot.bot, self.bot.url, 0, self.telegram, self.folder)
        command = (sys.executable, *cli(self.bot.bot.tree), "db", "rekey")
        quiet = asyncio.subprocess.DEVNULL
        process = await asyncio.create_subprocess_exec(*command, env=env, stdout=quiet)
        try:
            assert await asyncio.wait_for(process.wait(), REKEYING_SECONDS) == 0
        except TimeoutError:
            process.terminate()
            await process.wait()

    async def count(self, query: str) -> int:
        """A number from the store, read beside the bot."""
        if self.bot.url.startswith("sqlite"):
            return await asyncio.to_thread(_count_in_file, self.bot.url, query)
        import asyncpg

        connection = await asyncpg.connect(self.bot.url)
        try:
            return int(await connection.fetchval(query))
        finally:
            await connection.close()


def _count_in_file(url: str, query: str) -> int:
    file = url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=60)) as connection:
        return int(connection.execute(query).fetchone()[0])


async def beside(
    port: int, crowd: list[Iterator[Turn]], act: Callable[[], Awaitable[object]]
) -> Answered:
    """The turns of the labourers for as long as an act of the office takes."""
    together, acting = Answered(), asyncio.ensure_future(act())
    while not acting.done():
        answered = await play(port, PHONES, SLICE_SECONDS, crowd)
        assert not answered.failed, answered.wrong
        together.took += answered.took
    await acting
    return together


@asynccontextmanager
async def serving(url: str, people: int, telegram: str, folder: Path) -> AsyncIterator[Office]:
    """The bot with a new key before the old one, where it is midday."""
    keys = f"{Fernet.generate_key().decode()},{KEY}"
    settings = {"CHUNFENG_SECRET_KEYS": keys, "CHUNFENG_TIMEZONE": _zone_of_midday()}
    bot = replace(ours("office", url), settings=settings)
    async with started(bot, telegram, folder) as serves, aiohttp.ClientSession() as web:
        yield Office(serves, people, web, folder, telegram)


def _zone_of_midday() -> str:
    """No hour of the night holds the messages back."""
    east = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-east:+d}"


async def measure(store: str, given: argparse.Namespace) -> None:
    """Each act in each round, and rekeying once."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with (sqlite if store == "sqlite" else postgresql)() as url, open_telegram() as api:
            await furnished(url)
            sent, *notices = await fill(url, given.people, given.rounds, datetime.now(UTC))
            # What the filling wrote is on the disk before anybody is timed.
            await asyncio.to_thread(os.sync)
            async with serving(url, given.people, api.address, folder) as office:
                phones = Labourers(OURS, api, FIRST).phones(PHONES)
                run = partial(beside, office.bot.port, phones)
                await play(office.bot.port, PHONES, 3, phones)
                taken: dict[str, list[Answered]] = {}
                for notice in notices:
                    await _round(office, sent, notice, run, taken, given.only)
                _tell(store, taken, taken["quiet"])
                if not given.only or "rekey" in given.only:
                    quiet = await run(partial(asyncio.sleep, SENDING_SECONDS))
                    _tell(store, {"rekey": [await run(office.rekey)]}, [quiet])


async def _round(
    office: Office,
    sent: int,
    notice: int,
    run: Callable[[Callable[[], Awaitable[object]]], Awaitable[Answered]],
    taken: dict[str, list[Answered]],
    only: list[str] | None,
) -> None:
    acts: dict[str, Callable[[], Awaitable[object]]] = {
        "quiet": partial(asyncio.sleep, SENDING_SECONDS / 2),
        "menu": partial(office.look, "menu"),
        "calls": partial(office.look, "calls"),
        "sheet": partial(office.look, f"manage:{sent}:calls"),
        "preview": partial(office.look, f"manage:{notice}"),
        "publish": partial(office.publish, notice),
        "sending": partial(asyncio.sleep, SENDING_SECONDS),
        "cancel": partial(office.cancel, notice),
    }
    for name, act in acts.items():
        if name == "quiet" or not only or name in only:
            taken.setdefault(name, []).append(await run(act))


def _tell(store: str, taken: dict[str, list[Answered]], beside: list[Answered]) -> None:
    """The longest turn and the 99th of a hundred of each act, to the quiet median of its round."""
    quiet = [one.percentile(50) for one in beside]
    if "quiet" in taken:
        figure(f"office_quiet_median_{store}", statistics.median(quiet), "ms")
    for name, rounds in taken.items():
        for sort, percent in (("longest", 100), ("p99", 99)):
            values = [one.percentile(percent) for one in rounds]
            compared(f"office_{name}_{sort}_{store}", values, "ms", beside=quiet, ratio_to="quiet")


def main() -> None:
    """Some minutes for each store, most of them for filling it and for rekeying."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--store", choices=STORES, action="append")
    parser.add_argument("--only", action="append")
    given = parser.parse_args()
    gc.disable()
    for store in given.store or STORES:
        asyncio.run(measure(store, given))


if __name__ == "__main__":
    main()
